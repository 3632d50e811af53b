"""Several captions at once: SRT and lines with times, and lists that stand without a colon."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.agent.languages import FILLER
from studio.agent.tokens import Token

_TIMED = re.compile(
    r"^\s*\[?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\]?\s*(?:(?:-->|-|–|to)\s*"
    r"\[?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\]?)?\s*[:|-]?\s*(.*)$",
    re.MULTILINE,
)
# What may stand between the word for captions and the first of them.
_LEAD = {FILLER, "it", "item", "these", "each", "all", "add", "at", "to", "by", "named", "write"}
_LEAD |= {"with", "about", "particle", "move", "change", "hold"}
_COMMAS = set(",，、;；|/")
_CONTENT = {"unknown", "sign", "thanks", "hello", "praise", "quote", "vague"}
_CONTENT_KINDS = ("name", "subject", "part", "shown", "occasion")
_LASTING = {FILLER, "dur", "each", "all", "length"}
MAX_WORDS = 6


def timed_lines(raw: str, total: int) -> tuple[tuple[int, int, str], ...]:
    """SRT, or lines that each begin with a time; () when the text is something else."""
    lines = [line for line in raw.splitlines() if line.strip()]
    found: list[tuple[int, int | None, str]] = []
    for line in lines:
        match = _TIMED.match(line)
        if match:
            end = _ms(match[2]) if match[2] else None
            found.append((_ms(match[1]), end, match[3].strip()))
        elif found and not line.strip().isdigit():
            start, end, text = found[-1]
            found[-1] = (start, end, f"{text} {line.strip()}".strip())
    if len(found) < 2 and not (found and found[0][1] is not None and "-->" in raw):
        return ()
    ends = [start for start, _, _ in found[1:]] + [total]
    return tuple(
        (start, end if end is not None else following, text)
        for (start, end, text), following in zip(found, ends, strict=True)
        if text
    )


def _ms(word: str) -> int:
    total = 0.0
    for part in word.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)


def listed(
    raw: str, tokens: list[Token], place: int, many: int
) -> tuple[int, int, list[Token]] | None:
    """`captions Mia, Espresso, Tom`: where such a list begins and ends, and its parts as quotes.

    `many` clips are there: whether the last `and` divides two parts is seen from their number.
    """
    said = bool(tokens[place].tags & {"write", "named"})
    if "caption" not in tokens[place] and not (said and any("cards" in t for t in tokens[:place])):
        return None
    start = place + 1
    while start < len(tokens) and _leads(tokens[start]):
        start += 1
    stop = next((i for i in range(start, len(tokens)) if _ends(tokens[i])), len(tokens))
    parts = _parted(tokens[start:stop], lambda t: "break" in t and t.text.strip() in _COMMAS)
    if len(parts) < 2:
        return None
    lasting = any("dur" in t for t in parts[-1]) and all(t.tags & _LASTING for t in parts[-1])
    if len(parts) > 2 and lasting:
        parts.pop()  # `…, one second each`
    parts[-1] = _without_tail(parts[-1])
    divided = _parted(parts[-1], lambda t: "and" in t)
    if len(divided) == 2 and (len(parts) + 1 == many or len(parts) != many):
        parts[-1:] = divided
    if not all(map(_is_words, parts)):
        return None
    quotes = [
        Token(raw[p[0].start : p[-1].end].strip(), frozenset({"quote"}), p[0].start, p[-1].end)
        for p in parts
    ]
    return start, tokens.index(parts[-1][-1]) + 1, quotes


def _leads(token: Token) -> bool:
    return token.tags <= _LEAD and (not _written_large(token) or "item" in token)


def _parted(tokens: list[Token], divides: Callable[[Token], bool]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if divides(token):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _without_tail(part: list[Token]) -> list[Token]:
    """`View on the photos`: where they go is no part of the last one."""
    end = len(part)
    while end > 1 and part[end - 1].tags & {FILLER, "item", "each", "at", "to", "these", "all"}:
        if _written_large(part[end - 1]):
            break
        end -= 1
    return part[:end] if end < len(part) and any("item" in t for t in part[end:]) else part


def _is_words(part: list[Token]) -> bool:
    """Words to be shown: written with a capital, or with one among them that is no order."""
    if not part or len(part) > MAX_WORDS:
        return False
    if _written_large(part[0]):
        return True
    telling = [t for t in part if t.tags - {FILLER}]
    return bool(telling) and all(
        t.tags & _CONTENT or any(map(t.values, _CONTENT_KINDS)) for t in telling
    )


def _written_large(token: Token) -> bool:
    return token.text[:1].isupper()


def _ends(token: Token) -> bool:
    return "break" in token and token.text[:1] in ".!?。！？\n:："
