"""What the agent says in a turn, from both dialects of the stream to typed values, without I/O.

Agent events (Google ADK) send pieces and then the whole; flat events send pieces only. Both come
out as one append-only text with signs of what the agent does in between.
Source: docs/wire-api.md#the-event-stream.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.nemo.answers import envelope_code, parse_json
from core.nemo.errors import MalformedAnswer, redact
from core.nemo.partials import PartialMerger, join_surrogates
from core.nemo.sse import ServerSentEvent
from core.nemo.stray_remarks import StrayRemarkFilter

MAX_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the answer; never taken back."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The agent uses a tool: internal, but its kind may pick the progress words."""

    name: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolResult:
    """A tool has answered: internal."""

    name: str
    result: Any = None


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Still working: heartbeats, comments, empty data, thoughts and events without anything."""


@dataclass(frozen=True, slots=True)
class AgentError:
    """The agent failed inside the stream; `code` as the backend gave it, possibly empty."""

    code: str
    message: str


TurnEvent = TextDelta | ToolCall | ToolResult | Heartbeat | AgentError

# ADK copies the model's finish reason into errorCode when a turn ends without words.
_NO_ERROR = ("", "0", "STOP", "FINISH_REASON_STOP")


class TurnDecoder:
    """From server-sent events to what happens in a turn, in either dialect, even mixed.

    Text comes out once, whether it was sent in pieces, whole or both; thoughts and tool traffic
    never do. Separate answers are a blank line apart. One failure is reported once although it
    comes twice. Broken JSON is skipped and counted in `skipped`. A stray "temporary issue" at the
    end is dropped. `done` is set by `[DONE]`.
    Raises MalformedAnswer when the answer exceeds `max_text` characters.
    """

    def __init__(self, *, max_text: int = MAX_TEXT) -> None:
        self.done = False
        self.skipped = 0
        self._pieces = PartialMerger()
        self._guard = StrayRemarkFilter()
        self._left = max_text
        self._surrogate = ""
        self._ending = ""
        self._tool_since_text = False
        self._failed = False

    def feed(self, event: ServerSentEvent) -> list[TurnEvent]:
        """What one event of the stream means."""
        data = event.data.strip()
        if data == "[DONE]":
            self.done = True
            return []
        if event.event == "error":
            return self._error(*_error_of(_json_or_text(data)))
        if not data or event.event in ("heartbeat", "ping"):
            return [Heartbeat()]
        try:
            payload = parse_json(data)
        except ValueError:
            self.skipped += 1
            return []
        if not isinstance(payload, dict):
            return [Heartbeat()]
        return self._event(payload) or [Heartbeat()]

    def finish(self) -> list[TurnEvent]:
        """What was kept back, once the stream has ended."""
        rest = self._guard.feed("\ufffd" if self._surrogate else "") + self._guard.finish()
        self._surrogate = ""
        return [TextDelta(rest)] if rest else []

    def _event(self, payload: dict[str, Any]) -> list[TurnEvent]:
        if isinstance(payload.get("type"), str):
            return self._flat(payload["type"], payload)
        out: list[TurnEvent] = []
        content = payload.get("content")
        if isinstance(content, dict):
            out += self._agent(payload, content)
        code = _get(payload, "errorCode", "error_code")
        failed = payload.get("error") or envelope_code(payload)
        if failed or str(code or "") not in _NO_ERROR:
            out += self._error(*_error_of(payload))
        return out

    def _flat(self, kind: str, payload: dict[str, Any]) -> list[TurnEvent]:
        if kind == "text":
            text = payload.get("content", payload.get("text"))
            if not isinstance(text, str) or payload.get("thought"):
                return []
            if "partial" in payload:
                return self._words(text, payload, partial=payload["partial"] is True)
            return self._show(text, apart=self._after_tool(text))
        if kind == "tool_call":
            return self._tool(ToolCall(_name(payload), _dict(payload.get("args"))))
        if kind == "tool_result":
            return self._tool(ToolResult(_name(payload), payload.get("result")))
        return self._error(*_error_of(payload)) if kind == "error" else []

    def _agent(self, payload: dict[str, Any], content: dict[str, Any]) -> list[TurnEvent]:
        partial = payload.get("partial") is True
        parts = content.get("parts")
        parts = [p for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []
        from_user = "user" in (content.get("role"), payload.get("author"))
        texts: list[str] = []
        tools: list[TurnEvent] = []
        for part in parts:
            call = _get(part, "functionCall", "function_call")
            result = _get(part, "functionResponse", "function_response")
            if isinstance(call, dict) and not partial:  # the whole repeats a partial call
                tools += self._tool(ToolCall(_name(call), _dict(call.get("args"))))
            if isinstance(result, dict):
                tools += self._tool(ToolResult(_name(result), result.get("response")))
            internal = from_user or part.get("thought") or call is not None or result is not None
            if not internal and isinstance(part.get("text"), str):
                texts.append(part["text"])
        words = self._words("".join(texts), payload, partial=partial) if any(texts) else []
        return words + tools

    def _words(self, text: str, payload: dict[str, Any], *, partial: bool) -> list[TurnEvent]:
        key = str(payload.get("id") or "")
        if partial:
            new, apart = self._pieces.add(key, text)
            apart = apart or self._after_tool(text)
        else:
            new, apart = self._pieces.whole(key, text)
        return self._show(new, apart=apart)

    def _after_tool(self, text: str) -> bool:
        """Whether a tool ran between two sentences that nothing else separates."""
        spaced = self._ending[-1:].isspace() or text[:1].isspace()
        return self._tool_since_text and not spaced

    def _tool(self, event: ToolCall | ToolResult) -> list[TurnEvent]:
        self._tool_since_text = True
        self._failed = False
        return [event]

    def _show(self, text: str, *, apart: bool) -> list[TurnEvent]:
        text = self._heal(text)
        if not text:
            return []
        if apart and self._ending:
            breaks = len(self._ending) - len(self._ending.rstrip("\n"))
            breaks += len(text) - len(text.lstrip("\n"))
            text = "\n" * max(0, 2 - breaks) + text
        self._left -= len(text)
        if self._left < 0:
            raise MalformedAnswer("the agent's answer is absurdly long", call="chat")
        self._ending = (self._ending + text)[-2:]
        self._tool_since_text = self._failed = False
        shown = self._guard.feed(text)
        return [TextDelta(shown)] if shown else []

    def _heal(self, text: str) -> str:
        """Joins the halves of a character that the backend cut in two between events."""
        text, self._surrogate = self._surrogate + text, ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, self._surrogate = text[:-1], text[-1]
        return join_surrogates(text)

    def _error(self, code: str, message: str) -> list[TurnEvent]:
        if self._failed:
            return []
        self._failed = True
        return [AgentError(code, redact(message))]


def _get(mapping: dict[str, Any], camel: str, snake: str) -> Any:
    value = mapping.get(camel)
    return value if value is not None else mapping.get(snake)


def _name(mapping: dict[str, Any]) -> str:
    name = mapping.get("name")
    return name if isinstance(name, str) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _json_or_text(data: str) -> dict[str, Any]:
    try:
        payload = parse_json(data)
    except ValueError:
        payload = data
    return payload if isinstance(payload, dict) else {"message": str(payload)}


def _error_of(payload: dict[str, Any]) -> tuple[str, str]:
    """Code and message, wherever this version of the backend puts them."""
    error = payload.get("error")
    inner = error if isinstance(error, dict) else {}
    codes = (_get(payload, "errorCode", "error_code"), payload.get("code"), inner.get("code"))
    messages = (
        _get(payload, "errorMessage", "error_message"),
        inner.get("message"),
        error if isinstance(error, str) else None,
        *(payload.get(key) for key in ("message", "detail", "content", "text")),
    )
    code = next((str(value) for value in codes if isinstance(value, int | str) and value), "")
    return code, next((value for value in messages if isinstance(value, str) and value), "")
