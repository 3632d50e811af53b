"""Reads a language by its words alone: `screen.toml` tells which, weigh.py what they weigh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from core.language.guitext import openings, weigh
from core.language.guitext.actions import DECISIVE, settle
from core.language.guitext.model import Action
from core.language.guitext.plain import LINK, Plain, view
from core.language.guitext.split import Span
from core.language.guitext.vocabulary import (
    Vocabulary,
    concepts,
    fold,
    names_screen,
    vocabulary,
)

_MARKS = re.compile(r",\s+|;\s*|[；，、؛،]\s*|:\s+|：|\s+-{1,2}\s+|\s*—+\s*")
_OPENS = ("asks", "ask", "mine", "chat", "click", "touch", "hand")
_TIME = re.compile(r"\d:\d\d")
_PLAY = re.compile("[▶⏯►▷]")
_NEAR = 9
"""Characters between "add" and the file that is added: "añadir todos tus archivos"."""
_HEADING_END = re.compile(r"[:：]\W*$")


class WordReader:
    """Reads one language by its words (the protocol is reader.Reader)."""

    def __init__(self, code: str) -> None:
        """Read a language by its code; raises FileNotFoundError for one that has no words."""
        self._words: Vocabulary = vocabulary(code)
        self._concepts = concepts(code)
        self._view = lru_cache(maxsize=64)(self._viewed)

    def worth_reading(self, line: str) -> bool:
        said = self.concepts(line)
        return names_screen(said, line) or weigh.possible(self._words, fold(line))

    def view(self, line: str) -> Plain:
        return self._view(line)

    def _viewed(self, line: str) -> Plain:
        return view(line, self._is_control)

    def _is_control(self, name: str) -> bool:
        return self._words.at("names", fold(name), 0) == len(name)

    def clauses(self, plain: Plain, sentence: Span) -> list[Span]:
        begin, end = sentence
        low = fold(plain.text[begin:end])
        cuts = [found.span() for found in _MARKS.finditer(low)]
        for at, behind in self._words.each("join", low):
            if at and not low[at - 1].isspace():
                continue
            if low[:at].rstrip().endswith("-"):
                continue  # "ein- und ausschalten" is one verb
            if self._opens(low, at, behind) or self._tells_of_place(low, at, behind):
                cuts.append((len(low[:at].rstrip()), at))
        spans: list[Span] = []
        at = 0
        for first, last in sorted(cuts):
            if at < first and last < len(low):
                spans.append((begin + at, begin + first))
                at = last
        return [*spans, (begin + at, end)]

    def _opens(self, low: str, at: int, behind: int) -> bool:
        """Whether a conjunction opens a request or what the agent says of itself."""
        following = openings.first(self._words, low, behind)
        places = [at] if _MARKS.search(low, behind, following) else [at, following]
        return any(self._words.at(kind, low, place) for kind in _OPENS for place in places)

    def _tells_of_place(self, low: str, at: int, behind: int) -> bool:
        """Whether something is told before a conjunction, and where something is behind it."""
        words, before = self._words, low[:at]
        told = _TIME.search(before) or words.has("mine", before) or words.has("film", before)
        if not told or words.has("strong", before):
            return False
        rest = _MARKS.split(low[behind:], maxsplit=1)[0]
        return words.has("strong", rest) and words.has("kept", rest)

    def kinds(self, text: str) -> frozenset[str]:
        return self._words.kinds(fold(text))

    def concepts(self, text: str) -> tuple[str, ...]:
        return self._concepts.read(fold(text))

    def is_content(self, sentence: str) -> bool:
        low = fold(sentence)
        return (
            LINK in low
            or self._words.has("shown", low)
            or any(told(self._words, low) for told in (openings.is_script, openings.quotes))
        )

    def judge(self, texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
        return weigh.judge(self._words, texts, sentence)

    def means(self, clause: str) -> Action | None:
        low = fold(clause)
        if self._words.has("file", low) and self._words.has("box", low):
            return Action.UPLOAD
        if self._adds_file(low):
            return Action.UPLOAD
        for action in (Action.CREDITS, Action.UPLOAD, Action.EXPORT):
            if action is Action.UPLOAD and self._words.has("action uploaded", low):
                continue
            if self._words.has(f"action {action.value}", low):
                return action
        if self._words.has("house", low):
            return None
        if _PLAY.search(low) or self._words.has("action watch", low):
            return Action.TIMELINE
        for action in (Action.EDIT, Action.TIMELINE, Action.STATE):
            if self._words.has(f"action {action.value}", low):
                return action
        return None

    def _adds_file(self, low: str) -> bool:
        """Whether something is said to be added that is a file: "to add your photos"."""
        files = self._words.each("file", low)
        for begin, end in self._words.each("adds", low):
            if self._words.verb_last:
                near = any(0 <= begin - last <= _NEAR for _, last in files)
            else:
                near = any(0 <= first - end <= _NEAR for first, _ in files)
            if near:
                return True
        return False

    def meaning(self, said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
        if any(self._words.has("house", fold(clause)) for clause in said):
            said = [clause for clause in said if self._is_own(clause)]
            around = ""
        found = [self.means(clause) for clause in said]
        if not any(action in DECISIVE for action in found):
            together = self.means(" ".join(said))
            found.append(together if together in DECISIVE else None)
        if not any(found) and self.means(around) in DECISIVE:
            found.append(self.means(around))
        return settle([action for action in found if action])

    def _is_own(self, clause: str) -> bool:
        """Whether a clause asks for something by itself, and not for the page to be reloaded."""
        low = fold(clause)
        if self._words.has("house", low):
            return self._words.has("action credits", low)
        if openings.is_lead(self._words, low):
            return False
        return openings.asks_hands(self._words, low)

    def is_step(self, item: str) -> bool:
        low = fold(item)
        if self._words.verb_last and openings.ends_by_hand(self._words, low):
            return True
        return openings.asks_hands(self._words, low)

    def speaks_here(self, item: str) -> bool:
        low = fold(item)
        return self._words.has("chat", low) or self._words.has("mine", low)

    def how_to(self, heading: str) -> bool:
        low = fold(heading)
        words = self._words
        return words.at("how_to", low, openings.first(words, low)) is not None or words.has(
            "ask", low
        )

    def lists_keys(self, heading: str) -> bool:
        return self._words.has("keys", fold(heading))

    def tells_video(self, heading: str) -> bool:
        low = fold(heading)
        return bool(_HEADING_END.search(low)) and self._words.has("script", low)

    def tells_words(self, heading: str) -> bool:
        low = fold(heading)
        return bool(_HEADING_END.search(low)) and self._words.has("spoken", low)

    def stands_alone(self, heading: str) -> bool:
        low = fold(heading)
        return self._words.has("mine", low) or not self.how_to(heading)

    def names_app(self, text: str) -> bool:
        return self._words.has("strong", fold(text))

    def names_screen(self, text: str) -> bool:
        low = fold(text)
        return self._words.has("strong", low) or self._words.has("where", low)

    def names_words(self, text: str) -> bool:
        return self._words.has("spoken", fold(text))
