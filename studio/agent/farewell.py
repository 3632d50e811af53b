"""`end with a thank you`, `最后说声谢谢`: words for the end that nobody put in quotation marks."""

from __future__ import annotations

from studio.agent.languages import FILLER
from studio.agent.tokens import Token

_LAST = {"end", "last", "endcard"}
_GIVING = {"add", "write", "hold", "named", "change", "create"}
# What may stand beside them in such a wish.
_BESIDE = _LAST | _GIVING | {"at", "to", "by", "with", "text", "title", "caption", "bigger"}
_BESIDE |= {FILLER, "and", "then", "it", "video", "little", "smaller", "particle", "about"}
_GREETINGS = {"thanks", "farewell"}


def farewell(raw: str, tokens: list[Token]) -> tuple[int, int, list[Token]] | None:
    """Where words of thanks or goodbye for the end stand, and them as a quote."""
    start = 0
    for stop in [*(i for i, t in enumerate(tokens) if "break" in t), len(tokens)]:
        if (found := _within(raw, tokens, start, stop)) is not None:
            return found
        start = stop + 1
    return None


def _within(
    raw: str, tokens: list[Token], start: int, stop: int
) -> tuple[int, int, list[Token]] | None:
    row = tokens[start:stop]
    edge = next((i for i, t in enumerate(row) if t.tags & _LAST), None)
    if edge is None:
        return None
    place = next((i for i, t in enumerate(row) if t.tags & _GREETINGS), None)
    if place is None:
        place = _named_after(row, edge)
    if place is None:
        return None
    given = any(t.tags & _GIVING for t in row[:place])
    end = next((i for i in range(place + 1, len(row)) if _stops(row, i)), len(row))
    while end > place + 1 and FILLER in row[end - 1]:
        end -= 1
    rest = [*row[:place], *row[end:]]
    if not (edge < place or given) or not all(t.tags & _BESIDE or _shown(t) for t in rest):
        return None
    text = raw[row[place].start : row[end - 1].end].strip(" ,.!")
    said = Token(
        text[:1].upper() + text[1:], frozenset({"quote"}), row[place].start, row[end - 1].end
    )
    lead = place - ("bigger" in row[place - 1]) if place else place  # `a big thank you`
    return start + lead, start + end, [said]


def _named_after(row: list[Token], edge: int) -> int | None:
    """`finish on See you soon`: a small word after the end, and words with a capital."""
    if "end" not in row[edge] or len(row) < edge + 3 or FILLER not in row[edge + 1]:
        return None
    first = row[edge + 2]
    capital = first.text[:1].isupper() and first.text.isascii()
    return edge + 2 if capital and first.tags & {"unknown", "hello", "praise"} else None


def _shown(token: Token) -> bool:
    """How they look, or where: no part of them."""
    return any(token.values(kind) for kind in ("color", "place")) or "bold" in token


def _stops(row: list[Token], at: int) -> bool:
    """Whether the words end here: at what is said of them, at where or when they stand."""
    if row[at].tags & (_LAST | {"quote", "write"}) or _shown(row[at]):
        return True
    after = next((t for t in row[at + 1 :] if FILLER not in t), None)
    where = _LAST | {"dur", "point", "time", "nth", "item"}
    return "at" in row[at] and (after is None or bool(after.tags & where) or _shown(after))
