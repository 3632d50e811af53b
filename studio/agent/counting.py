"""Figures to be counted on cards: `5 4 3 2 1`, `3, 2, 1, GO`, `a countdown from 5`."""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent.languages import FILLER
from studio.agent.tokens import Reading, Token

_MOST = 12
_BETWEEN = {"break", "and", "then", FILLER}


def counted_down(reading: Reading) -> Reading | None:
    """The reading with its figures, and the word behind them, as quotes; None for no such row.

    Figures count where a countdown or cards are spoken of and they follow one another.
    """
    if not reading.has("countdown", "cards", "page"):
        return None
    tokens = list(reading.tokens)
    row = _row(tokens)
    if not row:
        return _from_one(reading, tokens)
    quotes = [_quote(reading, tokens[i : i + 1]) for i in row]
    end = row[-1] + 1
    if (last := _last_words(tokens, end)) is not None:
        quotes.append(_quote(reading, tokens[last[0] : last[1]]))
        end = last[1]
    return replace(reading, tokens=(*tokens[: row[0]], *quotes, *tokens[end:]))


def _row(tokens: list[Token]) -> list[int]:
    """Where three or more figures stand one after another, each one more or one less."""
    best: list[int] = []
    row: list[int] = []
    for place, token in enumerate(tokens):
        if "num" in token and token.value == int(token.value) and token.text[:1].isdigit():
            steps = {round(tokens[b].value - tokens[a].value) for a, b in itertools.pairwise(row)}
            step = round(token.value - tokens[row[-1]].value) if row else 0
            row = [*row, place] if abs(step) == 1 and steps <= {step} else [place]
            best = row if len(row) > len(best) else best
        elif not token.tags & _BETWEEN:
            row = []
    return best if len(best) >= 3 else []


def _last_words(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """`…, GO`: what stands behind the last figure up to the next mark, where it is no order."""
    start = at
    while start < len(tokens) and tokens[start].tags & {"break", "and", "then"}:
        start += 1
    joined = any(
        t.text.strip() in (",", "，", "、", "/", "-") or "break" not in t for t in tokens[at:start]
    )
    end = start
    while end < len(tokens) and "break" not in tokens[end] and _wordy(tokens, end, start):
        end += 1
    return (start, end) if joined and end > start and "quote" not in tokens[start] else None


def _wordy(tokens: list[Token], at: int, start: int) -> bool:
    token = tokens[at]
    shouted = token.text.isupper() and len(token.text) > 1
    east = token.text[:1] > "\u3000" and bool(token.tags & {"unknown", "start"})
    return shouted or "unknown" in token or east or (at > start and token.text[:1].isupper())


def _from_one(reading: Reading, tokens: list[Token]) -> Reading | None:
    """`a countdown from 5`, `倒计时5秒`: the figures from there down to one, a second each."""
    place = next((i for i, t in enumerate(tokens) if "countdown" in t), None)
    if place is None or reading.quotes:
        return None
    near = [t for t in tokens if t.tags & {"num", "dur"} and "factor" not in t]
    if len(near) != 1:
        return None
    most = near[0].value / (1_000 if "dur" in near[0] else 1)
    if not 2 <= most <= _MOST or most != int(most):
        return None
    at = near[0].start
    quotes = [Token(str(n), frozenset({"quote"}), at, near[0].end) for n in range(int(most), 0, -1)]
    each = [Token("", frozenset({"dur"}), at, at, 1_000.0), Token("", frozenset({"each"}), at, at)]
    i = tokens.index(near[0])
    return replace(reading, tokens=(*tokens[:i], *quotes, *each, *tokens[i + 1 :]))


def _quote(reading: Reading, run: list[Token]) -> Token:
    text = reading.raw[run[0].start : run[-1].end].strip()
    return Token(text, frozenset({"quote"}), run[0].start, run[-1].end)
