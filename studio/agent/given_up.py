"""`forget about the black and white`: giving a wish up asks for nothing, and takes it off again."""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent.languages import FILLER
from studio.agent.tokens import Reading, Token

_GIVEN_UP = "giveup"
_KINDS = ("look", "motion", "trans", "fade")
# What may stand beside: `…, after all`.
_BESIDE = frozenset({FILLER, "and", "break", "rethink", "correction", "it", "pronoun", "video"})
_BESIDE |= {"look", "motion", "after", "all", "nope", "spare", "retract", "only", "with", "then"}
_ORDERS = frozenset({"neg", "no", "remove", "keep", "again", "item", "nth", "quote", "dur"})


def gives_up(reading: Reading) -> bool:
    """Whether a whole prompt says of a look or an effect that it is not wanted after all."""
    rest = [t for t in reading.tokens if _GIVEN_UP not in t]
    things = [t for t in rest if _thing(t)]
    beside = all(t in things or t.tags & _BESIDE for t in rest)
    ordered = any(t.tags & _ORDERS and FILLER not in t for t in rest)
    return len(rest) < len(reading.tokens) and bool(things) and beside and not ordered


def as_removal(reading: Reading) -> Reading:
    """The reading with what is given up as what shall go."""
    if not gives_up(reading):
        return _reminded(reading)
    kept = (t for t in reading.tokens if _thing(t) or _GIVEN_UP in t)
    tokens = (replace(t, tags=frozenset({"remove"})) if _GIVEN_UP in t else t for t in kept)
    return replace(reading, tokens=tuple(tokens))


def _reminded(reading: Reading) -> Reading:
    """`don't forget the music`: two refusals ask for it."""
    pairs = itertools.pairwise(reading.tokens)
    place = next((i for i, (one, two) in enumerate(pairs) if "neg" in one and _GIVEN_UP in two), -1)
    if place < 0:
        return reading
    return replace(reading, tokens=reading.tokens[:place] + reading.tokens[place + 2 :])


def _thing(token: Token) -> bool:
    return any(map(token.values, _KINDS))
