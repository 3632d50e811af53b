"""Faults by name: everything that can go wrong with the wire, and the switch that sets them.

Tests write `faults.once("run_sse", Cut(after_events=2))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Call = Literal[
    "token",
    "session",
    "claim",
    "run_sse",
    "upload",
    "credits",
    "state",
    "preview",
    "render_submit",
    "render_poll",
    "render_cancel",
    "download",
    "result",
    "media",
    "render",
]
CALLS: frozenset[str] = frozenset(Call.__args__)  # type: ignore[attr-defined] # Literal's runtime form


@dataclass(frozen=True, slots=True)
class Refuse:
    """Any call: answer with an envelope code, or a plain HTTP status, and do no work.

    `Refuse(2001)` is `{"code":2001,…}` under 200; `Refuse(http=503, body="empty")` a bare status.
    """

    code: int | None = None
    http: int = 200
    message: str = "refused by a test"
    body: Literal["json", "text", "empty"] = "json"
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """Any call: answer 200 with these very bytes, and do no work.

    `encoding` is the Content-Encoding that the answer claims to have.
    """

    body: bytes
    content_type: str = "application/json"
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Reset:
    """Any call: drop the connection.

    `request`: nothing was done. `work`: everything was done, no byte of the answer left.
    `headers`: everything was done, the headers left, the body did not.
    """

    after: Literal["request", "work", "headers"] = "request"


@dataclass(frozen=True, slots=True)
class Delay:
    """Any call: wait on the studio's clock, then answer normally."""

    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class ExpireTokens:
    """Any call: every issued anonymous token is expired from this request on (1001)."""


@dataclass(frozen=True, slots=True)
class LoseSessions:
    """Any call: every session is gone from this request on (1002)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """run_sse: drop the connection after so many events; the edit still completes and is charged.

    `after_events=0` drops it after the headers, once the charge is committed.
    """

    after_events: int = 1


@dataclass(frozen=True, slots=True)
class Silence:
    """run_sse: the edit is made, the stream says nothing.

    `empty_body`: 0 bytes. `empty_parts`: one event with `parts: []`. `tools`: only tool events.
    """

    how: Literal["empty_body", "empty_parts", "tools"] = "empty_parts"


@dataclass(frozen=True, slots=True)
class Heartbeats:
    """run_sse: so many heartbeats first (None: for ever), a `every_s` apart on the clock.

    `framing`: `event` the dialect's own, `comment` an SSE comment, `data` an empty data line.
    """

    count: int | None = None
    every_s: float = 5.0
    framing: Literal["event", "comment", "data"] = "event"


@dataclass(frozen=True, slots=True)
class Slow:
    """run_sse: so many seconds on the clock before each event."""

    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class StreamError:
    """run_sse: an error event where an answer was expected, twice as ADK sends it.

    `edit_made` says whether the draft was changed and charged all the same.
    """

    code: str = "INTERNAL"
    message: str = "the agent failed"
    edit_made: bool = False


@dataclass(frozen=True, slots=True)
class Trailing:
    """run_sse: the normal answer, then a further text `I encountered a temporary issue…`."""

    text: str = "I encountered a temporary issue. Please try again."


@dataclass(frozen=True, slots=True)
class BrokenJson:
    """run_sse: one event with broken JSON before the event of that index; the rest is normal."""

    at: int = 0


@dataclass(frozen=True, slots=True)
class RawBytes:
    """run_sse: these very bytes as the whole stream; the edit is made behind it."""

    body: bytes = b""


@dataclass(frozen=True, slots=True)
class RenderFails:
    """render: the job ends as failed with this message."""

    message: str = "render failed"


@dataclass(frozen=True, slots=True)
class RenderStuck:
    """render: the job stays at this progress until it is cancelled."""

    progress: int = 40


Fault = (
    Refuse
    | Says
    | Reset
    | Delay
    | ExpireTokens
    | LoseSessions
    | Cut
    | Silence
    | Heartbeats
    | Slow
    | StreamError
    | Trailing
    | BrokenJson
    | RawBytes
    | RenderFails
    | RenderStuck
)
STREAM_ONLY = (Cut, Silence, Heartbeats, Slow, StreamError, Trailing, BrokenJson, RawBytes)
RENDER_ONLY = (RenderFails, RenderStuck)


@dataclass(slots=True)
class _Rule:
    fault: Fault
    skip: int
    left: int | None


class Faults:
    """The switch: which fault the next request of a call meets."""

    def __init__(self) -> None:
        self._rules: dict[str, list[_Rule]] = {}

    def once(self, call: Call, fault: Fault, *, nth: int = 1) -> None:
        """The `nth` request of this call from now on (1 is the next one) meets the fault."""
        self._add(call, fault, skip=nth - 1, left=1)

    def times(self, call: Call, fault: Fault, count: int, *, nth: int = 1) -> None:
        """`count` requests in a row meet the fault, the first of them the `nth` from now."""
        self._add(call, fault, skip=nth - 1, left=count)

    def always(self, call: Call, fault: Fault) -> None:
        """Every request of this call meets the fault until `clear`."""
        self._add(call, fault, skip=0, left=None)

    def clear(self, call: Call | None = None) -> None:
        """Forget the faults of one call, or all of them."""
        if call is None:
            self._rules.clear()
        else:
            self._rules.pop(call, None)

    def take(self, call: str) -> Fault | None:
        """The fault that this request meets; counts the request against every waiting rule."""
        found: Fault | None = None
        rules = self._rules.get(call, [])
        for rule in list(rules):
            if rule.skip > 0:
                rule.skip -= 1
            elif found is None:
                found = rule.fault
                if rule.left is not None:
                    rule.left -= 1
                    if rule.left == 0:
                        rules.remove(rule)
        return found

    def _add(self, call: Call, fault: Fault, *, skip: int, left: int | None) -> None:
        if call not in CALLS:
            raise ValueError(f"{call!r} is no call of the wire; known: {', '.join(sorted(CALLS))}")
        if isinstance(fault, STREAM_ONLY) and call != "run_sse":
            raise ValueError(f"{type(fault).__name__} belongs to run_sse, not to {call}")
        if isinstance(fault, RENDER_ONLY) != (call == "render"):
            raise ValueError(f"{type(fault).__name__} does not fit {call}")
        if skip < 0 or (left is not None and left < 1):
            raise ValueError("nth and count start at 1")
        self._rules.setdefault(call, []).append(_Rule(fault, skip, left))
