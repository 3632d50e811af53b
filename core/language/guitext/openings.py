"""What the first and last words of a text tell, in the languages that are read by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language.guitext.vocabulary import Vocabulary

_MAX_OPENERS = 8
_FEW_WORDS = 3
_ENDING = 1
"""Letters that a verb may have behind what is listed of it: 누르기, 押す."""
VERBS = (("click", 3), ("touch", 2), ("hand", 1))
_NUMBER_AND_COLON = re.compile(r"\s*\d{0,3}\s*[:：]")
_EDGE = re.compile(r"[^\w\ue000-\ue002]+")


def asks(words: Vocabulary, low: str) -> bool:
    """Whether a reader is asked for something, by "you can" or by the form of a verb."""
    return any(words.has(kind, low) for kind in ("asks", "ask", "order"))


def is_lead(words: Vocabulary, low: str) -> bool:
    """Whether a clause only opens what follows: "if you like it", "to save it"."""
    start, edge = first(words, low), _EDGE.match(low)
    if start == len(low):
        return True
    if any(words.at("lead", low, at) for at in (start, edge.end() if edge else 0)):
        return True
    if words.at("short_lead", low, start) and low.count(" ") < _FEW_WORDS:
        return True
    bare = len(low.rstrip(" ,.،、:："))
    return any(end == bare for _, end in words.each("lead_end", low))


def is_script(words: Vocabulary, low: str) -> bool:
    """Whether a sentence is a line of a script: a caption, a shot, a voice."""
    end = words.at("script_line", low, first(words, low))
    return end is not None and _NUMBER_AND_COLON.match(low, end) is not None


def quotes(words: Vocabulary, low: str) -> bool:
    """Whether a sentence gives words that stand somewhere: "on the screen it says: press a key"."""
    before = re.split(r"[:：](?!\d)", low, maxsplit=1)
    return len(before) > 1 and words.has("says", before[0]) and not words.has("strong", before[0])


def first(words: Vocabulary, low: str, at: int = 0) -> int:
    """Where the first word that matters stands from a place on, behind "and", "then", "please"."""
    for _ in range(_MAX_OPENERS):
        edge = _EDGE.match(low, at)
        at = edge.end() if edge else at
        end = words.at("opener", low, at)
        if end is None:
            break
        at = end
    edge = _EDGE.match(low, at)
    return edge.end() if edge else at


def asks_hands(words: Vocabulary, low: str) -> bool:
    """Whether a text (folded) begins by asking for a hand or an eye on something."""
    at = first(words, low)
    a_noun = bool(words.article) and low.startswith(words.article, at)
    if not a_noun and any(words.at(kind, low, at) for kind, _ in VERBS):
        return True
    return words.has("asks", low) or (
        words.has("order", low) and any(words.has(kind, low) for kind, _ in VERBS)
    )


def ends_by_hand(
    words: Vocabulary, low: str, kinds: Sequence[str] = ("click", "touch", "hand")
) -> bool:
    """Whether a text (folded) ends with what a hand does, as a step does where verbs come last."""
    end = len(low.rstrip(" .。．!！*_"))
    return any(
        end - last in range(_ENDING + 1) for kind in kinds for _, last in words.each(kind, low)
    )
