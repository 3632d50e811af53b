"""Weighs how much a clause looks like talk about a screen, from the kinds of its words.

The grammar files know wordings; this knows shape: someone is asked (2), with a verb of hands or
eyes (1, or 2 for one that hardly anything else knows), on things that a screen has (up to 3), at a
place on it. What tells of the video, of a person or of a question weighs against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.language.guitext.plain import CONTROL, QUOTED, has_cjk
from core.language.guitext.rules import Grammar, shared, tables
from core.language.guitext.wordlist import Word, WordList

_ENOUGH = 5
_LONGEST = 400
"""Characters of a clause that are weighed; nobody points at a button at greater length."""
_MOST_ASKS = 4
_FEWEST = 2
_PREPOSITION = 8
"""Characters back from where such a statement's preposition ends: above tells a place."""
_PLACED = 3
"""Points above which a control is named along with the place where it is."""
"""Listed words below which a Chinese clause is not worth weighing."""

_NAME = re.compile(r"[A-Z][a-z]+|[\ue000▶⏯⬇⚙☰⋮⋯＋]")
_ARROW = re.compile("[>→➜»›＞]")

_SHAPES = Grammar(*(source["shapes"] for source in (shared(), tables("en"), tables("zh-Hans"))))
_EN = WordList("en")
_ZH = WordList("zh-Hans")
_VERBS = ("CLICK", "TOUCH", "HAND", "LOOK", "DEAL", "SENSE")
_WEIGHT = {"CLICK": 3, "TOUCH": 2, "HAND": 1, "LOOK": 1, "DEAL": 1, "SENSE": 0}
_AGAINST = {"WHO": 3, "FILM": 3, "SHOWN": 4, "DONE": 3, "MOTION": 2, "SOFT": 1}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as written and in lower case, where its first word that matters stands, and whether
    its sentence is a question."""

    text: str
    low: str
    at: int
    question: bool


def instructs(clause: Clause) -> bool:
    """Whether a clause has the shape of an instruction for a screen, asked or told."""
    if len(clause.low) > _LONGEST:
        return False
    return _chinese(clause) if has_cjk(clause.low) else _english(clause)


def tells(low: str) -> bool:
    """Whether a clause says where on the screen something is, without asking for anything."""
    if len(low) > _LONGEST:
        return False
    if has_cjk(low):
        return _zh_told(low)
    return not _SHAPES.starts("MINE", low) and _told(low) >= _ENOUGH


def is_mine(low: str) -> bool:
    """Whether a clause begins with what the backend itself does or offers to do."""
    return _SHAPES.starts("MINE", low)


def tells_of_others(low: str) -> bool:
    """Whether an English sentence speaks of somebody, and not to its reader."""
    return not has_cjk(low) and "WHO" in _EN.kinds(low) and not _SHAPES.has("YOU", low)


def tells_place(low: str) -> bool:
    """Whether a clause only says that there is something, or where it is."""
    return _SHAPES.starts("THERE_OR_THE", low)


def shows_an_interface(low: str) -> bool:
    """Whether a sentence only speaks of an interface that the video itself shows."""
    if len(low) > _LONGEST or _SHAPES.has("ASKS_OR_OURS", low):
        return False
    return "SHOWN" in (_ZH if has_cjk(low) else _EN).kinds(low)


def names_first(low: str, at: int) -> bool:
    """Whether what looks like a verb begins the name of a thing ("Export settings: 1080p")."""
    verb = _EN.verb(low, at, _VERBS)
    return verb is not None and _EN.starts_noun(low, verb)


def asks_hands(low: str, at: int) -> bool:
    """Whether a clause begins by asking for a hand on something, whatever that is."""
    if has_cjk(low):
        first = next((word for word in _ZH.read(low) if word.begin >= at), None)
        return first is not None and first.begin == at and first.kind == "TOUCH"
    verb = _EN.verb(low, at, _VERBS)
    if verb is None:
        return False
    return verb.kind in ("CLICK", "TOUCH") or (verb.kind == "HAND" and _things(low) > 0)


def takes_it(low: str, at: int) -> bool:
    """Whether an English clause only asks to take hold of what was named: "grab it"."""
    verb = None if has_cjk(low) else _EN.verb(low, at, _VERBS)
    return verb is not None and _SHAPES.at("IT_ALONE", low, verb.end) is not None


def kinds(low: str) -> frozenset[str]:
    """The kinds of words in a text (lower case), by the names that the other languages use."""
    return frozenset(kind.lower() for kind in (_ZH if has_cjk(low) else _EN).kinds(low))


def possible(low: str) -> bool:
    """A cheap look first: whether a text names anything that a screen has."""
    words = _ZH if has_cjk(low) else _EN
    if words.kinds(low) & {"STRONG", "PLACE", "THING", "TOUCH", "WHERE", "SIGN"}:
        return True
    return bool(_ARROW.search(low)) or _SHAPES.has("KEYS", low)


# --- English -------------------------------------------------------------------------------------


def _english(clause: Clause) -> bool:
    low = clause.low
    by_me = _SHAPES.starts("MINE", low)
    asked = [] if by_me else [(clause.at, 2)]
    asks = "ASKS_BESIDE" if by_me else "ASKS"
    asked += [
        (end, 1 if _SHAPES.has("MIGHT", low[max(0, end - 12) : end]) else 2)
        for end in _SHAPES.each(asks, low)[:_MOST_ASKS]
    ]
    phrase = None if by_me else _SHAPES.at("PHRASE_FIRST", low, clause.at)
    if phrase:
        asked.append((phrase.end(), 2))
    for begin, points in asked:
        verb = _EN.verb(low, begin, _VERBS)
        if verb and _EN.starts_noun(low, verb):
            continue
        if verb is None and not _may_ask(low, begin, clause.at):
            continue
        about = low[begin:] if by_me else low
        score = points + _things(about)
        if verb:
            by_hand = verb.kind in ("CLICK", "TOUCH", "HAND")
            score += by_hand and score > points and QUOTED in about
            score += _WEIGHT[verb.kind] + _named(clause, verb.end)
        score += _shape(about) - _against(
            low[begin:] if begin > clause.at else low, clause.question
        )
        if score >= _ENOUGH:
            return True
    return False


def _may_ask(low: str, begin: int, first: int) -> bool:
    """Whether a word that is not listed may be the verb: "once you invite ...", "bump the ..."."""
    if begin == first:
        return _SHAPES.at("SOME_VERB", low, begin) is not None
    return not low.endswith("by", 0, begin)


def _things(low: str) -> int:
    """What a screen has in it: the best thing in full, each further kind for one more point."""
    best, things, where = 0, 0, 0
    for word in _EN.read(low):
        if word.kind == "WHERE":
            where = 1
        elif word.kind in ("STRONG", "PLACE", "THING"):
            value = {"STRONG": 3, "PLACE": 2, "THING": 1}[word.kind]
            if _SHAPES.at("OF_FILM", low, word.end):
                continue
            if _SHAPES.has("INDEFINITE", low[max(0, word.begin - 28) : word.begin]):
                value = min(value, 1) if word.kind == "STRONG" else 0
            if value > 1:
                best = max(best, value) + (1 if best else 0)
            else:
                things += value
    return min(best, 4) + min(things, 2) + where


def _named(clause: Clause, end: int) -> int:
    """A name right behind the verb: a control's, or any in capitals."""
    rest = clause.text[end:]
    found = _SHAPES.at("ARTICLES", rest.lower())
    name = rest[found.end() if found else 0 :]
    if name.startswith(CONTROL):
        return 3
    return 1 if _NAME.match(name) else 0


def _told(low: str) -> int:
    """Points of a statement of where a control is, or of where something is to be found."""
    where = "WHERE" in _EN.kinds(low)
    if _SHAPES.starts("KEY_FIRST", low):
        return _ENOUGH
    if _SHAPES.has("LASTS", low):
        return 0
    if (where and _SHAPES.starts("TOAST", low)) or _SHAPES.starts("STATUS", low):
        return _ENOUGH
    score = _shape(low) - _against(low, question=False)
    if _SHAPES.starts("LISTED", low):
        return score + _things(low) + 2
    if _SHAPES.starts("NAMED_CONTROL", low):
        told = 2 * _SHAPES.starts("SERVES", low) or _SHAPES.has("LOCATES", low)
        return score + 3 + where + where * told
    kept = _SHAPES.each("KEPT_IN", low)
    if kept:
        return score + _things(low[max(0, kept[0] - _PREPOSITION) :]) + 2
    serves = _SHAPES.at("SERVES", low)
    if serves:
        subject = low[: serves.end()].rpartition(" ")[0]
        product = _SHAPES.has("PRODUCT", low[serves.end() :])
        if _things(subject) > ("WHERE" in _EN.kinds(subject)) and (
            product or where or (_things(subject) > _PLACED and _SHAPES.has("WITHIN", subject))
        ):
            return score + _things(low) + 2 + 2 * product
    return score + _things(low) if _SHAPES.has("KEPT_SOMEWHERE", low) else 0


# --- Chinese -------------------------------------------------------------------------------------


def _chinese(clause: Clause) -> bool:
    low = clause.low
    words = _ZH.read(low)
    kinds = _ZH.kinds(low)
    if _SHAPES.has("ZH_TO_ME", low):
        return False
    path = bool(_ARROW.search(low)) and _SHAPES.has("ZH_PATH", low)
    verbs = [_WEIGHT[kind] for kind in kinds if kind in _WEIGHT]
    serves = 2 * (_SHAPES.has("ZH_SERVES", low) and bool(kinds & {"THING", "STRONG"}))
    said = len(words) + low.count(QUOTED) + low.count(CONTROL)
    if not path and (not (verbs or serves) or (said < _FEWEST and not _shape(low))):
        return False
    asked_for = _SHAPES.has("ZH_ASKS", low)
    asked = 2 if asked_for else 0
    if not asked and (_SHAPES.starts("ZH_FIRST", low[clause.at :]) or _starts_with_verb(clause)):
        asked = 1
    score = asked + max(verbs, default=0) + _zh_things(low) + _shape(low) + serves
    score += _SHAPES.has("ZH_FROM_CORNER", low)
    score -= 2 * (not asked_for and _SHAPES.has("TIME", low))
    return score + 4 * path - _against(low, clause.question) >= _ENOUGH


def _zh_told(low: str) -> bool:
    if _ZH.kinds(low) & {"WHO", "FILM", "SHOWN"}:
        return False
    return _SHAPES.has("ZH_KEPT", low) or _SHAPES.has("ZH_TOAST", low)


def _starts_with_verb(clause: Clause) -> bool:
    first = next((word for word in _ZH.read(clause.low) if word.begin >= clause.at), None)
    return first is not None and first.begin == clause.at and first.kind in _VERBS


def _zh_things(low: str) -> int:
    best, things, where = 0, 0, 0
    for word in _ZH.read(low):
        if word.kind == "WHERE":
            where = 1
        elif word.kind in ("STRONG", "PLACE", "THING"):
            value = {"STRONG": 3, "PLACE": 2, "THING": 1}[word.kind]
            if _SHAPES.has("ZH_INDEFINITE", low[max(0, word.begin - 6) : word.begin]):
                value = min(value, 1)
            if value > 1:
                best = max(best, value) + (1 if best else 0)
            else:
                things += value
    if _SHAPES.has("ZH_NAMED", low):
        best = max(best, 3)
    return min(best, 4) + min(things, 2) + where


# --- both ----------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _shape(low: str) -> int:
    """Keys, menu paths, and places that are said to be on the screen."""
    keys = 4 if _SHAPES.has("KEYS", low) else 0
    path = 4 if _ARROW.search(low) and _SHAPES.has("PATH", low) else 0
    return max(keys, path) + (2 if _SHAPES.has("ON_SCREEN", low) else 0)


def _against(low: str, question: bool) -> int:
    words = (_ZH if has_cjk(low) else _EN).read(low)
    kinds = {
        word.kind
        for n, word in enumerate(words)
        # "The storyboard tab" is the editor's, not the film's.
        if not (n + 1 < len(words) and _names_place(word, words[n + 1]))
    }
    found = sum(weight for kind, weight in _AGAINST.items() if kind in kinds)
    if _SHAPES.has("PERFECT", low):
        found += 3
    return found + (3 if question else 0)


def _names_place(word: Word, following: Word) -> bool:
    return following.begin <= word.end + 1 and following.kind in ("STRONG", "PLACE")
