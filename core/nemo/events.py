"""What the agent says in a turn, from both dialects of the stream to typed values, without I/O.

Agent events (Google ADK) come in parts and then once more complete; flat events come in parts
only. Both become one text that only grows, with events for what the agent does in between.
Source: docs/wire-api.md#the-event-stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from httpx_sse import ServerSentEvent

from core.nemo.answers import code_of, envelope_code, error_for, parse_json
from core.nemo.errors import MalformedAnswer, NemoError, redact
from core.nemo.partials import PartialMerger, join_surrogates
from core.nemo.questions import Question, QuestionPieces, asks, question_of
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

    @property
    def cause(self) -> NemoError:
        """The error that the envelope has for this code, ServerFault without a known one."""
        return error_for(200, code_of(self.code), self.message, call="chat")


_STILL_WORKING = Heartbeat()

TurnEvent = TextDelta | ToolCall | ToolResult | Question | Heartbeat | AgentError
# What one event means; its words are not yet looked through for a stray remark.
_Found = str | ToolCall | ToolResult | Question | Heartbeat | AgentError

# ADK copies the model's finish reason into errorCode when a turn ends without words.
_NO_ERROR = ("", "0", "STOP", "FINISH_REASON_STOP")

# The flat dialect's kinds.
# Source: docs/wire-api.md#seen-in-the-services-newer-clients-same-words-other-transport.
_TEXT_KINDS = ("text", "chunk")
_CALL_KINDS = ("tool_call", "tool_start", "toolcall_start")
_ASK_KIND = "ask_question"
_QUIET_KINDS = ("heartbeat", "ping", "pong", "status", "warming_up", "message_accepted")
# Kinds that may also stand in the SSE field `event` instead of in the JSON.
_NAMED_KINDS = frozenset((*_TEXT_KINDS, *_CALL_KINDS, *_QUIET_KINDS, _ASK_KIND, "done"))
# What tells of an error, in any of its spellings; and what a part holds that is only words.
_TROUBLE = frozenset({"error", "errorCode", "error_code", "code"})
_WORDS_ALONE = frozenset({"text"})
_TEXT_KEYS = ("content", "text", "chunk", "delta", "message", "data")
_NAME_KEYS = ("name", "tool", "tool_name", "toolName")
_ARGS_KEYS = ("args", "arguments", "input", "params")
_MAX_UNKNOWN = 20


class TurnDecoder:
    """From server-sent events to what happens in a turn, in either dialect, even mixed.

    Text is given once, whether it was sent in parts, complete or both; thoughts and the contents
    of tool calls are never given as text. A blank line separates two answers. An error that is
    sent twice is given once, and so is a question, however its call was sent. A "temporary issue"
    at the end of a normal answer is dropped. `skipped` counts events with broken JSON, `unknown`
    counts, by kind, events of an unknown kind that hold text. `done` is set by `[DONE]` and by
    the flat event `done`.
    Raises MalformedAnswer when the answer exceeds `max_text` characters.
    """

    def __init__(self, *, max_text: int = MAX_TEXT) -> None:
        self.done = False
        self.skipped = 0
        self.unknown: Counter[str] = Counter()
        self._asking = QuestionPieces()
        self._asked: set[tuple[object, ...]] = set()
        self._chunks: list[str] = []
        self._pieces = PartialMerger()
        self._guard = StrayRemarkFilter()
        self._left = max_text
        self._surrogate = ""
        self._ending = ""
        self._silent = True
        self._tool_since_text = False
        self._failed = False

    def feed_all(self, events: Iterable[ServerSentEvent]) -> list[TurnEvent]:
        """What events that came together mean: words that follow each other are one delta."""
        out: list[TurnEvent] = []
        said: list[str] = []
        for event in events:
            for found in self._one(event.data, event.event):
                if isinstance(found, str):
                    said.append(found)
                else:
                    out += self._guarded(said)
                    out.append(found)
            if self.done:
                break
        return [*out, *self._guarded(said)]

    def feed(self, data: str, name: str = "") -> list[TurnEvent]:
        """What one event of the stream means, by its fields `data` and `event`."""
        return self.feed_all((ServerSentEvent(name, data),))

    def _guarded(self, said: list[str]) -> list[TurnEvent]:
        """These words, but for what may be a stray remark; they are taken out of the list."""
        if not said:
            return []
        shown = self._guard.feed("".join(said))
        said.clear()
        return [TextDelta(shown) if shown else _STILL_WORKING]

    def _one(self, data: str, name: str) -> list[_Found]:
        data = data.strip()
        if data == "[DONE]":
            self.done = True
            return []
        if name == "error":
            return self._error(*_error_of(_json_or_text(data)))
        if not data or name in ("heartbeat", "ping"):
            return [_STILL_WORKING]
        try:
            payload = parse_json(data)
        except ValueError:
            self.skipped += 1
            return []
        if not isinstance(payload, dict):
            return [_STILL_WORKING]
        return self._event(payload, name) or [_STILL_WORKING]

    def finish(self) -> list[TurnEvent]:
        """Text and a question that were held back until the stream ended."""
        rest = self._guard.feed("\ufffd" if self._surrogate else "") + self._guard.finish()
        self._surrogate = ""
        return [*([TextDelta(rest)] if rest else []), *self._last_question()]

    def _event(self, payload: dict[str, Any], name: str) -> list[_Found]:
        if (words := _partial_words(payload)) is not None:
            return self._words(words, payload, partial=True)
        content = payload.get("content")
        kind = payload.get("type")
        if not isinstance(kind, str) and not isinstance(content, dict) and name in _NAMED_KINDS:
            kind = name
        if isinstance(kind, str):
            return self._flat(kind, _dict(payload.get("data")) | payload)
        out: list[_Found] = []
        if isinstance(content, dict):
            out += self._agent(payload, content)
            if not _TROUBLE & payload.keys():
                return out
        code = _get(payload, "errorCode", "error_code")
        failed = payload.get("error") or envelope_code(payload)
        if failed or str(code or "") not in _NO_ERROR:
            out += self._error(*_error_of(payload))
        elif not isinstance(content, dict):
            self._note("", payload)
        return out

    def _flat(self, kind: str, payload: dict[str, Any]) -> list[_Found]:
        if kind in _TEXT_KINDS:
            return self._flat_text(kind, payload)
        if kind == _ASK_KIND:
            args = _first(payload, _ARGS_KEYS)
            return self._ask(payload if args is None else args)
        if kind in _CALL_KINDS or kind.startswith("toolcall_"):
            return self._flat_call(kind, payload)
        if kind in ("tool_result", "tool_end"):
            return self._tool(ToolResult(_name(payload), payload.get("result")))
        if kind == "error":
            return self._error(*_error_of(payload))
        if kind == "done":
            self.done = True
            text = payload.get("content", payload.get("text"))
            return self._show(text, apart=False) if isinstance(text, str) and self._silent else []
        if kind not in _QUIET_KINDS and not kind.startswith("thinking"):
            self._note(kind, payload)
        return []

    def _flat_text(self, kind: str, payload: dict[str, Any]) -> list[_Found]:
        text = _first(payload, _TEXT_KEYS)
        if not isinstance(text, str) or payload.get("thought"):
            return []
        if "partial" in payload:
            return self._words(text, payload, partial=payload["partial"] is True)
        if kind == "chunk":
            self._chunks.append(text)
            return self._show(text, apart=self._after_tool(text))
        # A text right after its chunks may repeat them.
        shown, self._chunks = "".join(self._chunks), []
        text = text.removeprefix(shown)
        return self._show(text, apart=self._after_tool(text))

    def _flat_call(self, kind: str, payload: dict[str, Any]) -> list[_Found]:
        name, args = _name(payload), _first(payload, _ARGS_KEYS)
        if kind in _CALL_KINDS and not asks(name):
            return self._tool(ToolCall(name, _dict(args)))
        if not asks(name) and not (self._asking.open and not name):
            return []
        if kind not in (*_CALL_KINDS, "toolcall_end"):
            self._asking.add(args if args is not None else _first(payload, _TEXT_KEYS))
            return []
        return self._ask(args)

    def _agent(self, payload: dict[str, Any], content: dict[str, Any]) -> list[_Found]:
        partial = payload.get("partial") is True
        parts = content.get("parts")
        parts = [p for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []
        from_user = "user" in (content.get("role"), payload.get("author"))
        texts: list[str] = []
        tools: list[_Found] = []
        for part in parts:
            if part.keys() == _WORDS_ALONE:
                if not from_user and isinstance(part["text"], str):
                    texts.append(part["text"])
                continue
            call = _get(part, "functionCall", "function_call")
            result = _get(part, "functionResponse", "function_response")
            if isinstance(call, dict):
                tools += self._call(call, partial=partial)
            if isinstance(result, dict):
                tools += self._tool(ToolResult(_name(result), result.get("response")))
            internal = from_user or part.get("thought") or call is not None or result is not None
            if not internal and isinstance(part.get("text"), str):
                texts.append(part["text"])
        words = self._words("".join(texts), payload, partial=partial) if any(texts) else []
        return words + tools

    def _call(self, call: dict[str, Any], *, partial: bool) -> list[_Found]:
        name, args = _name(call), _first(call, _ARGS_KEYS)
        if not asks(name) and not (self._asking.open and not name):
            # The complete event repeats a partial call.
            return [] if partial else self._tool(ToolCall(name, _dict(args)))
        paths = _get(call, "partialArgs", "partial_args")
        if partial or _get(call, "willContinue", "will_continue"):
            self._asking.add(args, paths)
            return []
        return self._ask(args, paths)

    def _ask(self, args: object, paths: object = None) -> list[_Found]:
        """The complete call, or the last part of it; it waits for more while nothing is asked."""
        question = question_of(args)
        if question is None:
            self._asking.add(args, paths)
            question = self._asking.question()
        asked = self._new(question)
        return [asked] if asked is not None else []

    def _last_question(self) -> list[TurnEvent]:
        """The question of which only pieces came before the stream ended."""
        if not self._asking.open:
            return []
        question = self._asking.question(complete=False)
        if question is None:
            self.unknown[_ASK_KIND] += 1
            return []
        asked = self._new(question)
        return [asked] if asked is not None else []

    def _new(self, question: Question | None) -> Question | None:
        """A question, where it was not asked before."""
        if question is None:
            return None
        self._asking.close()
        self._tool_since_text, self._failed = True, False
        key = tuple((item.prompt, item.options, item.allow_multiple) for item in question.items)
        if key in self._asked:
            return None
        self._asked.add(key)
        self._spend(question.size)
        return question

    def _note(self, kind: str, payload: dict[str, Any]) -> None:
        """Counts an event of a kind that nobody knows, when it holds words."""
        text = _first(payload, _TEXT_KEYS)
        if isinstance(text, str) and text.strip():
            known = kind in self.unknown or len(self.unknown) < _MAX_UNKNOWN
            self.unknown[redact(kind)[:40] if known else "…"] += 1

    def _words(self, text: str, payload: dict[str, Any], *, partial: bool) -> list[_Found]:
        key = str(payload.get("id") or "")
        if partial:
            new, apart = self._pieces.add(key, text)
            apart = apart or self._after_tool(text)
        else:
            new, apart = self._pieces.complete(key, text)
        return self._show(new, apart=apart)

    def _after_tool(self, text: str) -> bool:
        """Whether a tool ran between two sentences that nothing else separates."""
        if not self._tool_since_text:
            return False
        return not (self._ending[-1:].isspace() or text[:1].isspace())

    def _tool(self, event: ToolCall | ToolResult) -> list[_Found]:
        self._tool_since_text = True
        self._failed = False
        self._chunks = []
        return [event]

    def _show(self, text: str, *, apart: bool) -> list[_Found]:
        if self._surrogate or not text.isascii():
            text = self._heal(text)
        if not text:
            return []
        if apart and self._ending:
            breaks = len(self._ending) - len(self._ending.rstrip("\n"))
            breaks += len(text) - len(text.lstrip("\n"))
            text = "\n" * max(0, 2 - breaks) + text
        self._spend(len(text))
        self._silent = False
        self._ending = text[-2:] if len(text) > 1 else (self._ending + text)[-2:]
        self._tool_since_text = self._failed = False
        return [text]

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise MalformedAnswer("the agent's answer is absurdly long", call="chat")

    def _heal(self, text: str) -> str:
        """Joins the two halves of a character that was cut between two events."""
        text, self._surrogate = self._surrogate + text, ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, self._surrogate = text[:-1], text[-1]
        return join_surrogates(text)

    def _error(self, code: str, message: str) -> list[_Found]:
        if self._failed:
            return []
        self._failed = True
        return [AgentError(code, redact(message))]


def _partial_words(payload: dict[str, Any]) -> str | None:
    """The words of a partial agent event that holds nothing else, as most of a stream do."""
    content = payload.get("content")
    if not isinstance(content, dict) or payload.get("partial") is not True or "type" in payload:
        return None
    parts = content.get("parts")
    if not isinstance(parts, list) or len(parts) != 1 or not _TROUBLE.isdisjoint(payload):
        return None
    part = parts[0]
    text = part.get("text") if isinstance(part, dict) and len(part) == 1 else None
    from_user = content.get("role") == "user" or payload.get("author") == "user"
    return text if text and isinstance(text, str) and not from_user else None


def _get(mapping: dict[str, Any], camel: str, snake: str) -> Any:
    value = mapping.get(camel)
    return value if value is not None else mapping.get(snake)


def _first(mapping: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((mapping[key] for key in keys if mapping.get(key) is not None), None)


def _name(mapping: dict[str, Any]) -> str:
    name = _first(mapping, _NAME_KEYS)
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
    code = next((str(value)[:40] for value in codes if isinstance(value, int | str) and value), "")
    return code, next((value for value in messages if isinstance(value, str) and value), "")
