"""Which clauses are instructions for a screen, in the languages that are read by their words.

A clause is one when its reader is asked (2) by a verb of the hand or the eye (1, or up to 3 for one
that hardly anything but a screen knows) to do something with what a screen has (up to 4, with a
place on it), or when it says at which of the screen's places something is. What tells of the video,
of other people or of the agent's own work weighs against it. Which words those are is in
its `screen.toml`; how much they weigh is here, for all languages alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from core.language.guitext.openings import (
    VERBS,
    asks,
    ends_by_hand,
    first,
    is_lead,
)
from core.language.guitext.plain import CONTROL, QUOTED
from core.language.guitext.split import Span
from core.language.guitext.vocabulary import Vocabulary, fold

_ENOUGH = 5
_GOES_ON = 3
"""Points that are enough right behind an instruction ("then choose 1080p")."""
_LONGEST = 400
"""Characters of a clause that are weighed; nobody points at a button at greater length."""
_MAX_SENTENCE = 1200
_THINGS = (("strong", 3), ("place", 2), ("thing", 1))
_NEAR = 6
"""Characters between a word and the place that it names: "panel de la historia"."""
_NEXT = 2
_STRONG = 3
_SHORT = 60
"""Characters within which a control and a place alone say where it is."""
_SIGNS = (
    *("strong", "click", "touch", "place", "thing", "where"),
    *("house", "gesture", "device", "sign"),
)
_NAMES = (QUOTED, CONTROL)
_NUMBER = re.compile(r"\d")
_TIME = re.compile(r"\d:\d\d")
_PATH = re.compile(r"[\w\ue000\ue001] ?(?:>|→|➜|»|›|＞) ?[\w\ue000\ue001]")
_CAPITAL = re.compile(r"\s+(?:[A-ZÀ-ÞА-Я]\w|[\ue000\ue001])")
_KEY_NAME = re.compile(
    r"\b(?:delete|del|supr|suppr|entf|esc|enter|intro|entrée|eingabe|backspace|shift|maj|mayús|mayus|umschalt|tab)\b(?!\s*bar)"
)
_FILE = re.compile(r"\w\.(?:mp4|mov|mp3|wav|jpe?g|png|srt|webm|gif)\b")
_KEYS = re.compile(
    r"\b(?:ctrl|strg|cmd|command|alt|option|shift|umschalt|maj)\s?[+-]\s?\S|[⌘⌃⌥⇧]\s?\+?\s?\w"
    r"|\b(?:f5|f11)\b"
)
_CONTROL_SIGN = re.compile("[⬇📥💾☰⋮⚙▶⏯⏬]")
_NAME = re.compile(r"(?<=\S )[A-ZÀ-ÞА-Я][a-zß-ÿа-яё]+")


class Kind(Enum):
    """What a clause is: content, an instruction, or a part that shares its neighbour's fate."""

    CONTENT = "content"
    INSTRUCTION = "instruction"
    LEAD = "lead"
    OPENING = "opening"
    TAIL = "tail"


@lru_cache(maxsize=512)
def judge(words: Vocabulary, texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
    """For each clause of one sentence (plain, case kept), whether it is to be dropped."""
    lows = [fold(text) for text in texts]
    low = fold(sentence)
    if len(low) > _MAX_SENTENCE or not possible(words, low):
        return (False,) * len(texts)
    question = sentence.rstrip().endswith(("?", "？", "؟"))
    kinds: list[Kind] = []
    begin = 0
    before: _Clause | None = None
    for n, (text, clause) in enumerate(zip(texts, lows, strict=True)):
        if n > 0 and any(f"{texts[n - 1]}{mark}" in sentence for mark in ";；؛"):
            begin = n  # it stands like a sentence of its own
        read = _Clause(words, text, clause, question, tuple(kinds[begin:]))
        read.asked_later = words.verb_last and any(asks(words, later) for later in lows[n + 1 :])
        if before is not None and kinds[-1] is Kind.LEAD and before.leads_to_place():
            read.led = before.things()
        before = read
        read.asked_before = any(words.has("asks", earlier) for earlier in lows[begin:n])
        read.after_chat = any(words.has("chat", earlier) for earlier in lows[:n])
        kinds.append(read.kind())
    return tuple(_settle(kinds))


@lru_cache(maxsize=256)
def possible(words: Vocabulary, low: str) -> bool:
    """A cheap look first: whether a text (folded) names anything that a screen has or asks for."""
    if CONTROL in low or _PATH.search(low) or _KEYS.search(low) or _CONTROL_SIGN.search(low):
        return True
    return any(words.has(kind, low) for kind in _SIGNS)


def _settle(kinds: Sequence[Kind]) -> list[bool]:
    drop = [kind is Kind.INSTRUCTION for kind in kinds]
    for n in range(len(kinds) - 2, -1, -1):
        if kinds[n] in (Kind.LEAD, Kind.OPENING):
            drop[n] = drop[n + 1]
    for n in range(1, len(kinds)):
        if kinds[n] is Kind.TAIL or (kinds[n] is Kind.LEAD and n == len(kinds) - 1):
            drop[n] = drop[n - 1]
    return drop


class _Clause:
    """One clause, and what came before it in its sentence."""

    def __init__(
        self, words: Vocabulary, text: str, low: str, question: bool, before: tuple[Kind, ...]
    ) -> None:
        self._words, self._text, self._low = words, text, low
        self._question = question
        self._before = before
        self._first = first(words, low)
        self.score = 0
        self.asked_later = self.asked_before = self.after_chat = False
        self.led = 0
        """Points of the place that the clause before names: "in the settings, you can ..."."""

    def kind(self) -> Kind:
        words, low = self._words, self._low
        if len(low) > _LONGEST:
            return Kind.CONTENT
        if words.has("chat", low) and not (words.has("click", low) or words.has("touch", low)):
            return Kind.CONTENT
        if words.has("house", low):
            return Kind.INSTRUCTION
        behind = bool(self._before) and self._before[-1] in (Kind.INSTRUCTION, Kind.TAIL)
        self.score = max(self._asked(), self._told(), self._operated())
        if self.score >= _ENOUGH or (behind and self.score >= _GOES_ON and not self._tells()):
            return Kind.INSTRUCTION
        if behind and self._trails():
            return Kind.TAIL
        if self._leads():
            return Kind.LEAD
        opens = self.score >= _GOES_ON and not self._tells()
        opens = opens and (not self.asked_later or self.things() > 0)
        return Kind.OPENING if opens else Kind.CONTENT

    def _asked(self) -> int:
        """Points of a request to the reader."""
        by_form = self._has_verb("asks")
        verb = max((weight for kind, weight in VERBS if self._has_verb(kind)), default=0)
        if not verb or (self._is_mine() and not by_form):
            return 0
        asked = 2 if by_form else self._addressed(verb)
        if not asked:
            return 0
        against = self._against(asked > 1) + 3 * self._words.has("he", self._low)
        looks = any(self._words.has(f"action {kind}", self._low) for kind in ("timeline", "watch"))
        if _TIME.search(self._low) and not looks:
            against += 2
        return asked + verb + max(self.things(), self.led) - against - (2 if self._question else 0)

    def _addressed(self, verb: int) -> int:
        """How sure it is that the reader is meant, by "you can" or a verb in the first place."""
        words, low = self._words, self._low
        if any(words.has(kind, low) for kind in ("ask", "order", "device")):
            return 2
        if words.verb_last and ends_by_hand(words, low, ("click",)):
            return 2
        if words.at("lead", low, self._first) and verb > 1:
            return 2
        told = words.verb_last or words.at("told", low, self._first) is not None
        told = told or words.has("who", low) or words.has("he", low)
        if not told and any(words.at(kind, low, self._first) for kind, _ in VERBS):
            # The form may as well be told of somebody: "the dragon rises, drags its tail ...".
            tale = {Kind.CONTENT, Kind.OPENING} & set(self._before)
            return 1 if tale and not self.asked_before else 2
        if self.asked_later and (verb > 1 or self._strongest() > 0):
            return 2
        return 1 if words.has("maybe", low) else 0

    def _has_verb(self, kind: str) -> bool:
        """Whether a word of this kind is there and no noun ("a click")."""
        return any(
            not self._stands_behind(("indef", "noun"), begin)
            for begin, _ in self._words.each(kind, self._low)
        )

    def _told(self) -> int:
        """Points of a statement of where a control is, or of where something is to be found."""
        words, low = self._words, self._low
        if self._is_mine() or self._question or self.after_chat or _TIME.search(low):
            return 0
        where, place = words.has("where", low), words.has("place", low)
        there = where and any(words.has(kind, low) for kind in ("there", "shows", "names"))
        named = self._named_place()
        sure = self._strongest(there) >= _STRONG or CONTROL in low or self._path() or named
        if not sure and not (where and place and (there or self._names_another())):
            return 0
        if _NUMBER.search(low) and words.has("action credits", low):
            return 0  # "you have 12 credits in your account" is an answer
        kept = words.has("kept", low) and (where or named or self._is_located())
        if kept or (where and words.has("there", low)):
            said = 3 if self._strongest() < _STRONG and named else 2
        elif words.has("shows", low) and named:
            said = 2
        elif QUOTED not in low and (words.has("shows", low) or self._stands_by_another()):
            said = 1
        else:
            return 0
        return said + self.things(there) - self._against()

    def _is_mine(self) -> bool:
        """Whether the agent speaks of itself, and no place is called so ("my exports")."""
        places = self._words.each("strong", self._low)
        return any(
            all(begin < first or end > last for first, last in places)
            for begin, end in self._words.each("mine", self._low)
            if not self._stands_behind(("indef",), begin)
        )

    def _is_located(self) -> bool:
        """Whether something is said to be at a thing of the screen, and not to be that thing:
        "it is in the panel", "in the panel is ..."; "the settings are in" is something else."""
        words, low = self._words, self._low
        things = [*words.each("strong", low), *self._controls()]
        if words.verb_last or not things:
            return True
        kept = words.each("kept", low)[0][0]
        preps = words.each("prep", low)
        return any(
            begin >= kept or any(0 <= begin - end <= _NEAR for _, end in preps)
            for begin, _ in things
        )

    def _controls(self) -> list[Span]:
        return [found.span() for found in re.finditer(CONTROL, self._low)]

    def _named_place(self) -> bool:
        """Whether a tab, a panel or a page is called by its name: "the Music tab", as written."""
        spans = [*self._words.each("strong", self._low), *self._words.each("page", self._low)]
        if self._words.verb_last:
            return any(self._low[:begin].rstrip()[-1:] in _NAMES for begin, _ in spans if begin)
        if self._words.article:  # a script without capitals
            names = self._words.each("names", self._low)
            return any(0 < first - end <= _NEXT for first, _ in names for _, end in spans)
        return any(_CAPITAL.match(self._text, end) for _, end in spans)

    def _names_another(self) -> bool:
        """Whether a control is named that is not the place itself: "the arrow beside Share"."""
        places = self._words.each("place", self._low)
        return any(
            all(end <= first or begin >= last for first, last in places)
            for begin, end in self._words.each("names", self._low)
        )

    def _stands_by_another(self) -> bool:
        """Whether two of a screen's things and a place are all there is: "button under player",
        "download button at the top"."""
        words, low = self._words, self._low
        things = sum(len(words.each(kind, low)) for kind in ("strong", "place"))
        things += bool(things) and not words.has("shows", low) and words.has("names", low)
        return things > 1 and words.has("where", low) and len(low) <= _SHORT

    def _operated(self) -> int:
        """Points of keys, of a menu's path and of a gesture, which nothing but a screen has."""
        words, low = self._words, self._low
        if any(words.has(kind, low) for kind in ("mine", "who", "he")):
            return 0
        if (_KEYS.search(low) or self._path()) and not words.has("film", low):
            return _ENOUGH
        gestures = words.each("gesture", low)
        if not gestures or _TIME.search(low):
            return 0
        if any(
            begin < first or end > last
            for begin, end in words.each("sound", low)
            for first, last in gestures
        ):
            return 0
        used = (
            words.at("gesture", low, self._first)
            or any(words.at(kind, low, self._first) for kind, _ in VERBS)
            or self._strongest() >= _STRONG
            or any(
                words.has(kind, low) for kind in ("kept", "shows", "ask", "order", "maybe", "via")
            )
        )
        return _ENOUGH if used else 0

    def _path(self) -> bool:
        """Whether names of controls are joined to a menu's path; a file's name is none."""
        low = self._low
        if not _PATH.search(low) or _FILE.search(low):
            return False
        known = ("names", "strong", "place")
        return CONTROL in low or any(self._words.has(kind, low) for kind in known)

    def things(self, there: bool = False) -> int:
        """Points of what a screen has, and of a place on it."""
        words, low = self._words, self._low
        best = self._strongest(there)
        count = sum(len(words.each(kind, low)) for kind, _ in _THINGS)
        more = 1 if count > 1 else 0
        where = 1 if words.has("where", low) else 0
        control = CONTROL in low or _CONTROL_SIGN.search(low) or _KEY_NAME.search(low)
        named = 3 if control else 1 if QUOTED in low else 0
        if not named and _NAME.search(self._text) and words.has("names", low):
            named = 2
        keys = 4 if self._path() or _KEYS.search(low) else 0
        return max(best, named, keys) + min(2, more + where + (1 if best and named else 0))

    def _strongest(self, there: bool = False) -> int:
        """What the best thing weighs; one of many ("a button") weighs little, unless it is there
        ("there is a button")."""
        for kind, weight in _THINGS:
            for begin, _ in self._words.each(kind, self._low):
                if there or not self._stands_behind(("indef",), begin):
                    return weight
        return 1 if self._words.has("strong", self._low) else 0

    def _stands_behind(self, kinds: Sequence[str], at: int) -> bool:
        """Whether a word of these kinds comes right before a place."""
        before = len(self._low[:at].rstrip())
        return any(end == before for kind in kinds for _, end in self._words.each(kind, self._low))

    def _against(self, asked: bool = False) -> int:
        """Points of what is told; a sound may well be the object of what the reader is asked."""
        words, low = self._words, self._low
        film = any(
            not (self._names_place(*span) or (asked and self._kept_in_place(span[1])))
            for span in words.each("film", low)
        )
        kinds = ("who", "shown") if asked else ("who", "shown", "sound")
        return 3 * (film + sum(words.has(kind, low) for kind in kinds))

    def _names_place(self, begin: int, end: int) -> bool:
        """Whether a word of the film only names a place of the editor ("the storyboard panel")."""
        return self._words.at("script", self._low, begin) is not None and any(
            0 <= begin - last <= _NEAR or 0 <= first - end <= _NEAR
            for first, last in self._words.each("strong", self._low)
        )

    def _kept_in_place(self, end: int) -> bool:
        """Whether a word of the film is what the reader finds at a place of the editor: "rename
        the scene in the panel"."""
        between = [
            begin for kind in ("prep", "kept") for begin, _ in self._words.each(kind, self._low)
        ]
        return any(
            end <= at < begin
            for kind in ("strong", "place")
            for begin, _ in self._words.each(kind, self._low)
            for at in between
        )

    def _tells(self) -> bool:
        return self._against() > 0 or self._words.has("mine", self._low)

    def _leads(self) -> bool:
        words, low = self._words, self._low
        if self._tells() or _TIME.search(low) or QUOTED in low:
            return False
        return is_lead(words, low) or self.leads_to_place()

    def leads_to_place(self) -> bool:
        """Whether it opens with where on the screen something is: "in the settings, ..."."""
        return self._words.at("prep", self._low, self._first) is not None and self.things() > 0

    def _trails(self) -> bool:
        words, low = self._words, self._low
        if self._tells():
            return False
        if words.at("names", low, self._first) == len(low.rstrip(" .!。।")):
            return True
        return bool(words.at("tail", low, self._first)) or (
            self.things() > 0 and len(low) < _SHORT and not words.has("kept", low)
        )
