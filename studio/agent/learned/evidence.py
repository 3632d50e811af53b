"""What must hold before a learned wish is believed: known words, and no word passed over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from studio.agent.languages import FILLER, TEXTS
from studio.agent.learned.marking import NO_EDITS, NONE, Wish, trained
from studio.agent.tokens import Token

# What steers a wish, and therefore stands in one of its values.
_STEERING = frozenset(
    {"num", "dur", "point", "time", "nth", "percent", "factor", "except", "quote", "half", "third"}
)
_KINDS = ("color", "name", "shown")
# Values that only say what is meant.
_WHICH = ("which", "old")
# Values whose words may be any.
_FREE = ("text",)
_CHOICES: Final = {
    **{"mood": "music", "look": "look", "trans": "transition", "motion": "motion"},
    **{"canvas": "canvas"},
}
# What says when, and therefore matters where an edit has no time.
_EDGES = frozenset({"start", "end", "first", "last", "middle", "half"})
_TIMELESS = ("music", "mute", "clips", "look", "motion", "canvas", "fit", "transition", "rotate")
# What takes something away, which `do not` forbids.
_TAKING = frozenset({"remove", "keep_only", "cut", "keep", "remove_text", "music_off", "mute"})
_SOUND = frozenset({"music", "own", "sound", "mute", "volume", "noise", "voice"})
_NOUNS: Final = {
    **dict.fromkeys(("music_off", "mute", "mute_clips"), _SOUND),
    "remove_text": TEXTS | {"write", "quote"},
}


def known(wish: Wish) -> bool:
    """Whether more of its words are known, to the vocabulary or from the training, than are not.

    Of words that nobody has seen, nothing was learned.
    """
    pairs = list(zip(wish.tokens, wish.names, strict=True))
    if all(slot in _WHICH or (slot == NONE and _small(t)) for t, slot in pairs):
        return False  # `the second one` says nothing of what shall be done
    words = [t for t, slot in pairs if slot not in _FREE and not t.tags & {"break", "sign"}]
    words = [t for t in words if not _small(t)]
    strange = sum("unknown" in t and not trained(t) and not _piece(t) for t in words)
    return len(words) - strange > strange


def says(wish: Wish) -> bool:
    """Whether it is more than `and`, or a mark."""
    return any(not _small(t) and not t.tags & {"and", "break", "then"} for t in wish.tokens)


def _small(token: Token) -> bool:
    """Whether it is one of the words that stand in every sentence."""
    return FILLER in token and len(token.text) <= 3


def unseen(token: Token, found: Iterable[Wish]) -> bool:
    """Whether neither vocabulary nor training knows it, and it is no word for the screen."""
    if "unknown" not in token or trained(token) or _piece(token):
        return False
    pairs = (pair for w in found for pair in zip(w.tokens, w.names, strict=True))
    return all(token is not value for value, slot in pairs if slot in _FREE)


def stray(token: Token, found: Iterable[Wish]) -> bool:
    """Whether it is a word that no wish has, and none of those that stand in every sentence."""
    inside = any(token is one for wish in found for one in wish.tokens)
    return not inside and not token.tags & {FILLER, "break", "and"}


def _piece(token: Token) -> bool:
    """Whether it is a part of a word, in a language that puts nothing between words."""
    return len(token.text) <= 2 and token.text > "\u3000"


def steers_outside(tokens: Iterable[Token], found: Iterable[Wish]) -> bool:
    """Whether a number, a quote, a colour or a name belongs to no value."""
    inside = {
        id(token)
        for wish in found
        for token, slot in zip(wish.tokens, wish.names, strict=True)
        if slot != NONE or wish.op in NO_EDITS or _meant(wish, token)
    }
    return any(id(token) not in inside and steers(token) for token in tokens)


def _meant(wish: Wish, token: Token) -> bool:
    """Whether it says the edit itself: `warm`, `shown twice`."""
    if wish.op == "duplicate":
        return bool(token.tags & {"factor", "count", "num"}) and token.value == 2
    return wish.op == "look" and not token.tags & _STEERING


def of_words(wish: Wish) -> bool:
    """`let the title slide in`: of words on screen, in an edit that pictures have."""
    named = any(t.tags & TEXTS and FILLER not in t for t in wish.tokens)
    return named and wish.op in ("transition", "motion", "look", "rotate", "fit")


def of_one(wish: Wish) -> bool:
    """`only the first 3 seconds of the clip`: a stretch of one picture, which no value tells."""
    named = any(t.tags & {"clip", "item"} and FILLER not in t for t in wish.tokens)
    return named and wish.op in ("cut", "keep")


def steers(token: Token) -> bool:
    """Whether without it a wish would be another one."""
    if "num" in token and token.value == 1 and not token.text[:1].isdigit():
        return False  # `another one`, `换一首`
    telling = bool(token.tags & _STEERING) or any(map(token.values, _KINDS))
    return telling and FILLER not in token


def chosen(tokens: Iterable[Token], edits: Iterable[Wish]) -> bool:
    """Whether every mood, look or the like that is named stands in an edit of that kind."""
    kinds = {id(token): wish.op for wish in edits for token in wish.tokens}
    named = ((t, kind) for t in tokens for kind in _CHOICES if t.values(kind) and FILLER not in t)
    return all(kinds.get(id(token), "") == _CHOICES[kind] for token, kind in named)


def edged(wish: Wish) -> bool:
    """`no music at the beginning`: of a part, which none of its values tells."""
    pairs = zip(wish.tokens, wish.names, strict=True)
    outside = any(slot == NONE and t.tags & _EDGES and FILLER not in t for t, slot in pairs)
    return outside and wish.op.startswith(_TIMELESS)


def doubtful(edits: list[Wish]) -> bool:
    """Whether it is denied, or not named, what shall be taken away."""
    if len(edits) > 1 and any(wish.op == "keep_only" for wish in edits):
        return True  # `sad music only for the last photo` keeps the others, too
    taking = (t for wish in edits if wish.op in _TAKING for t in wish.tokens)
    denied = any("neg" in t or t.values("fit") for t in taking)  # `ne coupe pas` is one expression
    return denied or not all(map(_named, edits))


def _named(wish: Wish) -> bool:
    nouns = _NOUNS.get(wish.op)
    return nouns is None or any(t.tags & nouns or t.values("shown") for t in wish.tokens)
