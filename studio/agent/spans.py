"""When something shall happen: the one reader of ranges, ends and points in time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.tokens import Token

_POINTS = {"dur", "point", "time"}
_START, _END = (Token("", frozenset({name}), -1, -1) for name in ("start", "end"))
_JOINTS = {"to", "from", "at", "vanish"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the video in milliseconds; `end` None goes to its end. `at` is a point."""

    start: int
    end: int | None
    tokens: tuple[Token, ...]
    at: bool = False
    edge: str = ""

    def take(self) -> Span:
        """Account for the words that named it."""
        use(self.tokens)
        return self


def when(clause: Clause, total: int) -> Span | None:
    """The stretch that the unused words of a clause name; None when they name none."""
    kept = {"num", "to", "between", "and"}
    words = [t for t in clause.tokens if not t.used and (FILLER not in t or t.tags & kept)]
    for reader in (_pair, _edge, _part, _ahead, _open_ended):
        found = reader(words, total)
        if found is not None:
            return found
    return None


def _pair(words: Sequence[Token], total: int) -> Span | None:
    """`from 2 to 5 seconds`, `0:30-1:45`, `between 2 and 5 s`, `2秒から5秒まで`."""
    del total
    for i, first in enumerate(words):
        if not (first.tags & _POINTS or "num" in first):
            continue
        j = i + 1
        joints: list[Token] = []
        while j < len(words) and (words[j].tags & _JOINTS or _joint(words, i, j)):
            joints.append(words[j])
            j += 1
        if j >= len(words) or not any(_joins(t) for t in joints):
            continue
        second = words[j]
        if not (second.tags & _POINTS or "num" in second):
            continue
        start, end = _ms(first, second), _ms(second, first)
        if start is None and end is None and _seconds(words, i):
            start, end = round(first.value * 1_000), round(second.value * 1_000)
        if start is None or end is None or start >= end:
            continue
        lead = words[i - 1] if i else None
        led = lead is not None and bool(lead.tags & {"from", "between", "at"})
        tail = words[j + 1] if j + 1 < len(words) else None
        tokens = [first, *joints, second]
        tokens += [lead] if led and lead is not None else []
        tokens += [tail] if tail is not None and "to" in tail and "add" not in tail else []
        return Span(start, end, tuple(tokens))
    return None


def _seconds(words: Sequence[Token], at: int) -> bool:
    """`from 2 to 5`: seconds where no pictures are counted."""
    led = at > 0 and bool(words[at - 1].tags & {"from", "between"})
    return led and not any(t.tags & {"item", "move", "swap", "order", "nth"} for t in words)


def _joins(token: Token) -> bool:
    """`2 from both ends` is no range; particles behind a number, as `2秒から`, join two."""
    return (
        bool(token.tags & {"to", "vanish"})
        or not token.tags & {"from", "at"}
        or max(token.text) > "\u024f"
    )


def _joint(words: Sequence[Token], i: int, j: int) -> bool:
    token = words[j]
    if token.text in ("-", "~", "->", "→"):
        return True
    return "and" in token and any(t.tags & {"between", "vanish"} for t in words)


def _ms(token: Token, other: Token) -> int | None:
    """A bare number takes the unit of the other end."""
    if token.tags & _POINTS:
        return int(token.value)
    if not other.tags & _POINTS:
        return None
    minutes = "dur" in other and other.value >= 60_000 and other.value % 60_000 == 0
    return round(token.value * (60_000 if minutes else 1_000))


def _edge(words: Sequence[Token], total: int) -> Span | None:
    """`the first 3 seconds`, `3 seconds off the end`."""
    length = next((t for t in words if "dur" in t), None)
    if length is None:
        return None
    place = words.index(length)
    ms = int(length.value)
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and "from" in after and after.text[:1] > "\u0900":
        return None  # `4초부터 끝까지`
    for near in (before, after):
        if near is not None and near.tags & {"first", "last"} and "hold" not in near:
            return _edge_span(near, ms, total, [near, length])
        if near is not None and "last" in near and near is before and _after_noun(words, place):
            return _edge_span(near, ms, total, [near, length])
    if before is not None and "middle" in before:
        start = max(0, (total - ms) // 2)
        return Span(start, start + ms, (before, length), edge="middle")
    anchor = next((t for t in words if t.tags & {"start", "end"} and t is not length), None)
    cutting = any(t.tags & {"cut", "remove", "keep", "shorter"} for t in words)
    if anchor is not None and cutting:
        return _edge_span(anchor, ms, total, [anchor, length])
    return None


def _after_noun(words: Sequence[Token], place: int) -> bool:
    """Whether `last` is no verb here: `the last 2 seconds`, not `the fades last 2 seconds`."""
    lead = words[place - 2] if place > 1 else None
    return lead is None or not lead.tags & {"transition", "title", "text", "item", "fade", "all"}


def _edge_span(edge: Token, ms: int, total: int, tokens: list[Token]) -> Span:
    early = bool(edge.tags & {"first", "start"}) and not edge.tags & {"last", "end"}
    if early:
        return Span(0, ms, tuple(tokens), edge="start")
    return Span(max(0, total - ms), total, tuple(tokens), edge="end")


def _part(words: Sequence[Token], total: int) -> Span | None:
    """`the first half`, `the second half`, `the last third`."""
    for place, token in enumerate(words):
        share = 1 / 2 if "half" in token else 1 / 3 if "third" in token else 0
        near = [words[k] for k in (place - 1, place + 1) if 0 <= k < len(words)]
        edge = next((t for t in near if t.tags & {"first", "last", "nth", "start", "end"}), None)
        if not share or edge is None or edge is token:
            continue
        late = bool(edge.tags & {"last", "end"}) or edge.value > 1
        ms = round(total * share)
        if late:
            return Span(total - ms, total, (edge, token), edge="half")
        return Span(0, ms, (edge, token), edge="half")
    return None


def _ahead(words: Sequence[Token], total: int) -> Span | None:
    """`뒤에 2초`: where words for before and after stand behind their noun, ahead of a length they
    name an end."""
    for lead, token in itertools.pairwise(words):
        if "dur" not in token or lead.text[:1] <= "\u0900" or "from" in lead:
            continue
        if lead.tags & {"before", "after"}:
            late = "after" in lead
            return _edge_span(_END if late else _START, int(token.value), total, [lead, token])
    return None


def _open_ended(words: Sequence[Token], total: int) -> Span | None:
    """`after 5 s`, `until 0:10`, `from second 5`, `at 3 s`."""
    del total
    for place, token in enumerate(words):
        if not token.tags & _POINTS:
            continue
        ms = int(token.value)
        lead = words[place - 1] if place else None
        tail = words[place + 1] if place + 1 < len(words) else None
        for near in (lead, tail):
            if near is None:
                continue
            if "after" in near and "longer" not in near:
                return Span(ms, None, (near, token))
            if near is tail and "from" in near:
                return Span(ms, None, (near, token))
        if lead is not None and "from" in lead:
            return Span(ms, None, (lead, token))
        if lead is not None and lead.tags & {"before", "to"} and not token.tags & {"dur"}:
            return Span(0, ms, (lead, token))
        # `обрежь до 10 секунд` says how long it shall be.
        length = lead is not None and {"to", "before"} <= lead.tags and "dur" in token
        gone = any(t.tags & {"remove", "no", "all"} for t in words)
        if lead is not None and "before" in lead and (gone or not length):
            return Span(0, ms, (lead, token))
        if lead is not None and "at" in lead:
            return Span(ms, None, (lead, token), at=True)
        if token.tags & {"point", "time"}:
            return Span(ms, None, (token,), at=True)
    return None
