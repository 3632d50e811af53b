"""Numbers with their units: lengths, points in time, shares, factors, positions.

The tokens of a measure become one: `dur` and `point` in milliseconds, `percent` and `factor` as
numbers, `nth` counted from 1 as people do (-1 is the last).
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent.tokens import Reading, Token

# After these `a second` is one more.
_COUNTABLE = {
    "item",
    "clip",
    "title",
    "text",
    "caption",
    "num",
    "video",
    "music",
    "endcard",
    "logo",
}
# What makes the word for a second one second: `a second`, `une seconde`, `un segundo`.
_ONE = {"a", "une", "un", "um", "one", "eine"}
_THE = (["el"], ["al"])
_COUNTERS = {"枚", "장", "张", "張"}
_UNITS = {"unit:ms": 1, "unit:s": 1_000, "unit:min": 60_000, "unit:h": 3_600_000}


def merged(reading: Reading) -> Reading:
    """The same reading with its measures put together."""
    tokens = [_as_number(token) for token in reading.tokens]
    lengths = (_numbers, _half_more, _some_units, _full_units, _units, _half_more, _sums)
    for step in (*lengths, _apiece, _shares, _ordinals):
        tokens = step(tokens)
    return replace(reading, tokens=tuple(tokens))


def _as_number(token: Token) -> Token:
    if lasting := token.values("dur"):
        return replace(token, tags=token.tags | {"dur"}, value=float(lasting[0]))
    found = token.values("num")
    if not found:
        return token
    return replace(token, tags=token.tags | {"num", "numword"}, value=float(found[0]))


def _join(parts: list[Token], tag: str, value: float) -> Token:
    text = " ".join(part.text for part in parts)
    return Token(text, frozenset({tag}), parts[0].start, parts[-1].end, value)


def _numbers(tokens: list[Token]) -> list[Token]:
    """`twenty five`."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if (
            before is not None
            and {"numword"} <= before.tags & token.tags
            and before.value in (20, 30, 40, 50, 60, 70, 80, 90)
            and 1 <= token.value <= 9
        ):
            found[-1] = _join([before, token], "num", before.value + token.value)
        else:
            found.append(token)
    return found


def _half_more(tokens: list[Token]) -> list[Token]:
    """`2 and a half seconds`, `a second and a half`."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if "half_more" not in token or before is None:
            found.append(token)
        elif "num" in before and "num" not in token:  # `切成两半`
            found[-1] = _join([before, token], "num", before.value + 0.5)
        elif "dur" in before or (_unit(before) and not _counted(found[:-1])):
            ms = before.value if "dur" in before else _unit(before)
            unit = 60_000 if ms >= 60_000 else 1_000
            found[-1] = _join([before, token], "dur", ms + unit / 2)
        else:
            found.append(token)
    return found


def _unit(token: Token | None) -> int:
    if token is None:
        return 0
    return next((ms for unit, ms in _UNITS.items() if unit in token), 0)


def _some_units(tokens: list[Token]) -> list[Token]:
    """`секунд на 20`, `секунд двадцать`: some twenty, in a language that says so by its order."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        unit = found[-1] if found else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        counted = len(found) > 1 and "num" in found[-2]  # `20 секунд`
        if unit is None or "of_units" not in unit or counted:
            found.append(token)
        elif "num" in token:
            found[-1] = _join([unit, token], "dur", token.value * _unit(unit))
        elif "filler" not in token or after is None or "num" not in after:
            found.append(token)
    return found


def _full_units(tokens: list[Token]) -> list[Token]:
    """`8 full seconds`: eight of them."""
    around = zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
    return [
        token
        for before, token, after in around
        if before is None or "num" not in before or not _unit(after) or not _describes(token)
    ]


def _units(tokens: list[Token]) -> list[Token]:
    """`5 seconds`, `5 premières secondes`, `second 5`, `第5秒`, `5秒目`."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        rest = [*tokens[at + 1 : at + 4], None, None, None]
        if "num" in token or ("time" in token and _unit(rest[0])):
            skip = 1 if rest[0] is not None and rest[0].text == "-" else 0
            between = rest[skip]
            inner = {"first", "last", "more", "longer", "shorter"}
            edge = between is not None and bool(between.tags & inner) and rest[skip + 1]
            unit_at = skip + 1 if edge else skip
            size = _unit(rest[unit_at])
            led = bool(found) and found[-1].text.casefold().split()[-1:] == ["the"]
            if size and _decade(token, rest[unit_at], rest[unit_at + 1], led=led):
                found.append(replace(token, tags=frozenset({"filler"})))
                at += 2
                continue
            if size and ("num" in token):
                parts = [token, *(t for t in rest[: unit_at + 1] if t is not None)]
                nth = rest[unit_at + 1] if unit_at < 2 else None
                ordinal = bool(found) and "nth_mark" in found[-1]
                if ordinal:
                    parts.insert(0, found.pop())
                tag = "point" if ordinal else "dur"
                if nth is not None and "nth_after" in nth:
                    parts, tag = [*parts, nth], "point"
                made = _join(parts, tag, token.value * size)
                if edge and between is not None:
                    found.append(between)
                found.append(made)
                at += len(parts) - ordinal
                continue
        follows = rest[0]
        if _single(found, token, follows):
            found.append(_join([token], "dur", _unit(token)))
            at += 1
            continue
        if token.tags & {"first", "last"} and follows is not None and _unit(follows):
            behind = rest[1]
            if behind is None or not behind.tags & {"item", "clip", "num", "video"}:
                found += [token, _join([follows], "dur", _unit(follows))]
                at += 2
                continue
        if (
            _unit(token) in (1_000, 60_000)
            and follows is not None
            and "num" in follows
            and "numword" not in follows
            and not (_unit(rest[1]))
            and not (found and "num" in found[-1])
            and not (token.values("ord") and found and "break" in found[-1])
        ):
            found.append(_join([token, follows], "point", follows.value * _unit(token)))
            at += 2
            continue
        found.append(token)
        at += 1
    return found


def _describes(token: Token) -> bool:
    """`full`, `volle`: what may stand between a number and its unit."""
    known = token.tags <= {"filler", "unknown", "all", "factor", "factor:1"}
    return known and token.text.isalpha() and token.text.casefold() not in _ONE


def _single(found: list[Token], token: Token, follows: Token | None) -> bool:
    """`a second longer`, `a second off the start`: one of these, no second picture."""
    if not _unit(token):
        return False
    if bool(found) and found[-1].text.casefold().split()[-1:] in _THE and _unit(token) == 60_000:
        return follows is None or "break" in follows  # `alárgalo hasta el minuto`
    if bool(found) and found[-1].text.casefold() in _ONE and _unit(token) == 1_000:
        return follows is None or not follows.tags & _COUNTABLE
    change = {"longer", "shorter", "less"}
    return follows is not None and bool(follows.tags & change) and not _counted(found)


def _counted(found: list[Token]) -> bool:
    return bool(found) and bool(found[-1].tags & {"num", "item", "half_more", "each", "by"})


def _decade(token: Token, unit: Token | None, after: Token | None, *, led: bool) -> bool:
    """`80s rock`, `from the 70s` are no lengths; `the 30s video` is."""
    attached = unit is not None and unit.text == "s" and unit.start == token.end
    if not attached or token.value not in range(20, 100, 10):
        return False
    if led and (after is None or not after.tags & {"video", "clip", "item", "slideshow", "num"}):
        return True
    kinds = after is not None and any(map(after.values, ("mood", "look")))
    return kinds or (after is not None and bool(after.tags & {"color", "music", "look"}))


def _sums(tokens: list[Token]) -> list[Token]:
    """`1 min 15`, `1 minute and 5 seconds`; `half a minute`."""
    found: list[Token] = []
    for token in tokens:
        if found and "dur" in found[-1] and found[-1].value >= 60_000 and _adds(found[-1], token):
            more = token.value if "dur" in token else token.value * 1_000
            found[-1] = _join([found[-1], token], "dur", found[-1].value + more)
        elif (
            len(found) > 1
            and "and" in found[-1]
            and "dur" in found[-2]
            and found[-2].value >= 60_000
            and "dur" in token
            and token.value < 60_000
        ):
            found[-2:] = [_join([*found[-2:], token], "dur", found[-2].value + token.value)]
        else:
            found.append(token)
    return found


def _adds(minutes: Token, token: Token) -> bool:
    smaller = token.value < 60_000 if "dur" in token else "num" in token and token.value < 60
    return smaller and "numword" not in token and minutes.value % 60_000 == 0


def _ordinals(tokens: list[Token]) -> list[Token]:
    """`2枚目`, `第3张`, `2.` before a noun, `foto ke-2`, `#2`."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        hyphen = before is not None and before.text == "-" and len(found) > 1  # `foto ke-4`
        if "num" in token and hyphen and "nth_mark" in found[-2]:
            found[-2:] = [_join([*found[-2:], token], "nth", token.value)]
        elif "num" in token and before is not None and "nth_mark" in before:
            found[-1] = _join([before, token], "nth", token.value)
        elif (
            "nth_after" in token
            and before is not None
            and ("num" in before or ("item" in before and len(found) > 1 and "num" in found[-2]))
        ):
            number = before if "num" in before else found[-2]
            parts = [number, token] if number is before else [number, before, token]
            found[-len(parts) + 1 :] = [
                replace(_join(parts, "nth", number.value), tags=frozenset({"nth", "item"}))
                if len(parts) > 2
                else _join(parts, "nth", number.value)
            ]
        else:
            found.append(token)
    ordered = [_word_ordinal(token) for token in found]
    for place, token in enumerate(ordered):
        edged = place and bool(ordered[place - 1].tags & {"first", "last"})
        if "third" in token and "nth" in token and not edged:  # no part, as in `the last third`
            ordered[place] = replace(token, tags=token.tags - {"third"})
    return ordered


def _word_ordinal(token: Token) -> Token:
    places = token.values("ord")
    if not places:
        return token
    return replace(token, tags=token.tags | {"nth"}, value=float(places[0]))


def _apiece(tokens: list[Token]) -> list[Token]:
    """`1枚1.5秒`, `한 장 2초`: what one picture has, and so has each."""
    row = list(tokens)
    for place, (number, counter) in enumerate(itertools.pairwise(tokens)):
        after = next((t for t in tokens[place + 2 :] if t.tags != {"filler"}), None)
        one = "num" in number and number.value == 1 and counter.text in _COUNTERS
        if one and after is not None and "dur" in after:
            row[place] = replace(number, tags=frozenset({"each"}))
    return row


def _shares(tokens: list[Token]) -> list[Token]:
    """`30 %`, `百分之三十`, `2x`, `twice`."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and "num" in before and "percent" in token:
            found[-1] = _join([before, token], "percent", before.value)
        elif before is not None and "percent" in before and not before.value and "num" in token:
            found[-1] = _join([before, token], "percent", token.value)
        elif before is not None and "num" in before and "times" in token:
            doubled = before.value == 1 and token.text == "倍"  # `快一倍` is twice as fast
            found[-1] = _join([before, token], "factor", 2 if doubled else before.value)
        elif before is not None and "times" in before and not before.value and "num" in token:
            found[-1] = _join([before, token], "factor", token.value)
        elif token.values("factor"):
            value = float(token.values("factor")[0])
            found.append(replace(token, tags=token.tags | {"factor"}, value=value))
        else:
            found.append(token)
    return found
