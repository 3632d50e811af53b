"""The agent's events as bytes on the wire, in both dialects (docs/wire-api.md#the-event-stream)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, Protocol

from studio.server.config import Dialect
from studio.server.envelope import dumps

ASK = "ask_question"


@dataclass(frozen=True, slots=True)
class PartialText:
    """A part of the answer, as it is being spoken."""

    text: str


@dataclass(frozen=True, slots=True)
class FullText:
    """The whole answer, once all its pieces are out."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The agent starts a step."""

    name: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolResult:
    """A step is over."""

    name: str
    result: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """The agent ends its turn with a question and awaits the answer as the next prompt.

    `args` are its title and its questions (docs/wire-api.md#the-agents-question).
    """

    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Still working."""


Event = PartialText | FullText | ToolCall | ToolResult | Asked | Heartbeat


class Writer(Protocol):
    """Turns events into SSE frames; one per turn, since frames of an answer share an id."""

    def frames(self, event: Event) -> list[bytes]: ...

    def error(self, code: str, message: str) -> list[bytes]: ...

    def nothing(self) -> bytes: ...


def frame(value: Any) -> bytes:
    """One server-sent event with JSON data."""
    return f"data: {dumps(value)}\n\n".encode()


class AdkWriter:
    """Google ADK's shape: partial pieces, then one event with the whole, all under one id."""

    def __init__(self) -> None:
        self._invocation = f"e-{secrets.token_hex(12)}"
        self._answer = secrets.token_hex(16)

    def frames(self, event: Event) -> list[bytes]:
        match event:
            case PartialText(text):
                return [self._event([{"text": text}], partial=True, id=self._answer)]
            case FullText(text):
                whole = self._event([{"text": text}], partial=False, id=self._answer)
                self._answer = secrets.token_hex(16)
                return [whole]
            case ToolCall(name, args):
                return [self._event([{"functionCall": {"name": name, "args": args}}])]
            case ToolResult(name, result):
                part = {"functionResponse": {"name": name, "response": result}}
                return [self._event([part], role="user")]
            case Asked(args):
                return [self._event([{"functionCall": {"name": ASK, "args": args}}])]
            case Heartbeat():
                return [b": still working\n\n"]

    def error(self, code: str, message: str) -> list[bytes]:
        head = {"errorCode": code, "errorMessage": message}
        return [frame(head | self._tail(secrets.token_hex(16))), frame({"error": message})]

    def nothing(self) -> bytes:
        return self._event([])

    def _event(
        self,
        parts: list[dict[str, Any]],
        *,
        role: str = "model",
        partial: bool | None = None,
        id: str | None = None,
    ) -> bytes:
        body: dict[str, Any] = {"content": {"role": role, "parts": parts}}
        if partial is not None:
            body["partial"] = partial
        return frame(body | self._tail(id or secrets.token_hex(16)))

    def _tail(self, id: str) -> dict[str, Any]:
        return {"invocationId": self._invocation, "author": "nemo_agent", "id": id}


class FlatWriter:
    """The documents' other shape: typed events, pieces only."""

    def frames(self, event: Event) -> list[bytes]:
        match event:
            case PartialText(text):
                return [frame({"type": "text", "content": text})]
            case FullText():
                return []
            case ToolCall(name, args):
                return [frame({"type": "tool_call", "name": name, "args": args})]
            case ToolResult(name, result):
                return [frame({"type": "tool_result", "name": name, "result": result})]
            case Asked(args):
                return [frame({"type": ASK, **args})]
            case Heartbeat():
                return [frame({"type": "heartbeat"})]

    def error(self, code: str, message: str) -> list[bytes]:
        return [frame({"type": "error", "code": code, "message": message})] * 2

    def nothing(self) -> bytes:
        return b"data:\n\n"


def writer(dialect: Dialect) -> Writer:
    """A fresh writer for one turn."""
    return AdkWriter() if dialect == "adk" else FlatWriter()
