"""The blind part of the exam that the rules were improved on, inside this process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from studio.agent.agent import respond
from studio.agent.context import Media, Project
from studio.draft import Draft, to_wire
from tests.studio.exam import exam as untyped

exam: Any = untyped
HERE = Path(__file__).parent
PARTS = 4  # tests, so that none takes long on a busy machine
KINDS = {"jpg": "image", "png": "image", "mp4": "video", "mp3": "audio"}
LENGTHS = {"clip.mp4": 6_000, "song.mp3": 8_000}


class Sessions:
    """The calls that the exam makes, answered by the agent itself."""

    def __init__(self) -> None:
        self._open: list[dict[str, Any]] = []

    async def session(self, lang: str) -> int:
        self._open.append({"lang": lang, "media": (), "drafts": (), "memory": ""})
        return len(self._open) - 1

    async def upload(self, session: int, names: list[str]) -> None:
        here = self._open[session]
        for name in names:
            kind = KINDS[name.rsplit(".", 1)[1]]
            made = Media(f"m{len(here['media'])}", kind, name, LENGTHS.get(name))  # type: ignore[arg-type]
            here["media"] = (*here["media"], made)

    async def say(self, session: int, text: str) -> str:
        here = self._open[session]
        drafts = here["drafts"]
        project = Project(
            here["media"],
            drafts[-1] if drafts else Draft(),
            here["lang"],
            here["memory"],
            drafts,
        )
        answer = respond(text, project)
        here["memory"] = answer.memory
        if answer.undo:
            here["drafts"] = drafts[: -answer.undo]
        elif answer.draft is not None:
            here["drafts"] = (*drafts, answer.draft)
        return answer.full_text

    async def state(self, session: int) -> dict[str, Any]:
        drafts = self._open[session]["drafts"]
        return {"draft": json.loads(json.dumps(to_wire(drafts[-1])))} if drafts else {}


async def _verdicts(items: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    wire = Sessions()
    languages = {item["lang"] for item in items} | {"en"}
    known = {
        "stock": await exam.fallbacks(wire, languages),
        "excuse": await exam.excuses(wire, languages),
    }
    return [(item, exam.score(item, await exam.sit(wire, item), known)[0]) for item in items]


@pytest.mark.parametrize("part", range(PARTS))
def test_what_people_ask_is_done_or_honestly_said(part: int) -> None:
    """At least nine in ten come out right, and next to nothing is wrong or claimed."""
    lines = (HERE / "dev.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()][part::PARTS]
    judged = asyncio.run(_verdicts([item for item in items if not item.get("bot")]))
    good = [v for i, v in judged if v == "right" or (v == "honest" and i["or_refuse"])]
    bad = [(i["id"], v) for i, v in judged if v in ("wrong", "claimed", "broken")]
    assert len(good) >= 0.9 * len(judged)
    assert len(bad) <= 0.02 * len(judged), bad
