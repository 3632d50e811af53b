"""The agent's question as a stream of its own (docs/wire-api.md#the-agents-question)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.faults.switch import RawBytes


def item(
    prompt: str, options: Sequence[str] = (), *, allow_multiple: bool = False
) -> dict[str, Any]:
    """One question as it stands in the call."""
    labels = [{"id": f"o{n}", "label": label} for n, label in enumerate(options)]
    return {"id": "q", "prompt": prompt, "options": labels, "allow_multiple": allow_multiple}


def asks(*items: dict[str, Any], title: str = "", text: str = "", flat: bool = False) -> RawBytes:
    """For `run_sse`: the turn ends with these questions, after `text`."""
    call = {"title": title, "questions": list(items)}
    events: list[dict[str, Any]] = []
    if flat:
        events += [{"type": "chunk", "text": text}] if text else []
        events += [{"type": "ask_question", **call}, {"type": "done"}]
    else:
        parts: list[dict[str, Any]] = [{"text": text}] if text else []
        parts.append({"functionCall": {"name": "ask_question", "args": call}})
        content = {"role": "model", "parts": parts}
        events.append({"content": content, "author": "nemo_agent", "id": "e1"})
    return RawBytes(b"".join(f"data: {json.dumps(event)}\n\n".encode() for event in events))
