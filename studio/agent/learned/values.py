"""The values of a marked wish, read by the readers that the rules use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.languages import FILLER
from studio.agent.learned.marking import Wish
from studio.agent.spans import Span, when
from studio.agent.targets import Targets
from studio.agent.tokens import Token
from studio.agent.work import Work

_MARKS = " \"“”„'‘’«»「」『』《》"
# Words that may stand in the name of a picture and say nothing by themselves.
_BESIDE = frozenset({"unknown", "item", "clip", "video", "these", "all", "each", "it", "whose"})
# Words that name no picture by themselves.
_SILENT = frozenset({FILLER, "unknown", "break", "pronoun", "whose", "particle", "place"})
_TELLING = frozenset(
    {"first", "last", "nth", "num", "mid", "outer", "all", "each", "except", "rest", "clip"}
)
_NOUN = frozenset({"item"})
_HEIGHTS = {"top", "center", "bottom"}
_SHIFTS = {"up": "top", "down": "bottom"}
_LONGEST = 600  # seconds, of a bare number


class UnreadableError(Exception):
    """A value says nothing that is known: the wish cannot be told."""


@dataclass(slots=True)
class Values:
    """Read against the video as it is when the wish's turn comes."""

    work: Work
    wish: Wish
    raw: str

    def has(self, *slots: str) -> bool:
        """Whether it has a value of one of these."""
        return any(self.wish.slots(slot) for slot in slots)

    def tokens(self, *slots: str) -> list[Token]:
        """The words of all values of these slots."""
        return [t for slot in slots for words in self.wish.slots(slot) for t in words]

    def tags(self, *slots: str) -> set[str]:
        """What the vocabulary says of the words of these values."""
        return {tag for token in self.tokens(*slots) for tag in token.tags}

    def said(self, slot: str) -> list[str]:
        """Values as they were written, without their quotation marks."""
        found = self.wish.slots(slot)
        return [self.raw[words[0].start : words[-1].end].strip(_MARKS) for words in found]

    def each(self, *slots: str) -> list[o.Items]:
        """The clips that each value names, in order; () for all."""
        groups = [words for slot in slots for words in self.wish.slots(slot)]
        telling = [words for words in groups if any(map(_tells, words))]
        return [self._items(words) for words in telling or groups]

    def items(self) -> o.Items:
        """The clips named, () where none is, or all are."""
        groups = self.each("which")
        if not all(groups):
            return ()
        return tuple(dict.fromkeys(n for items in groups for n in items))

    def one(self) -> int:
        """The clip named."""
        items = self.items()
        if len(items) != 1:
            raise UnreadableError
        return items[0]

    def clause(self, words: Sequence[Token]) -> Clause:
        """These words, as a clause of the prompt."""
        return _clause(words, self.raw)

    def _items(self, words: Sequence[Token]) -> o.Items:
        clause = _clause(words, self.raw)
        found = Targets(self.work.project).read(clause)
        if found is None and any(t.tags & _TELLING for t in words):
            # `最后那张`: a place, with a noun that the reader of targets does not know.
            known, noun = [t for t in words if t.tags - _SILENT], Token("", _NOUN, -1, -1)
            rows = (_clause(row, self.raw) for row in ([*known, noun], [noun, *known]))
            read = ((row, Targets(self.work.project).read(row)) for row in rows)
            clause, found = next((pair for pair in read if pair[1]), (clause, None))
        if found is None:
            if clause.had("it") and not clause.had("all"):
                spoken = self.work.spoken or self.work.memory.items
                if spoken:
                    return spoken
            if clause.had("all", "each", "video") and all(t.tags & _BESIDE for t in clause.left()):
                return ()
            raise UnreadableError
        if found.missing or found.other or not (found.items or found.whole):
            raise UnreadableError
        return () if found.whole else found.take()

    def ms(self, *slots: str) -> int | None:
        """A length or moment in milliseconds, None where the wish tells none."""
        if any(len(self.wish.slots(slot)) > 1 for slot in slots):
            raise UnreadableError  # `30 seconds for you, 15 for me`
        words = self.tokens(*slots)
        for token in words:
            if token.tags & {"dur", "time", "point"}:
                return int(token.value)
        numbers = [t for t in words if "num" in t]
        if len(numbers) == 1 and 0 < numbers[0].value <= _LONGEST:
            return round(numbers[0].value * 1_000)
        return None

    def share(self) -> float | None:
        """How many times as much: 2 for twice, 0.3 for 30 %; None where no figure says so."""
        for token in self.tokens("factor", "by"):
            if "factor" in token and token.value:
                return token.value
            if "percent" in token:
                return token.value / 100
            if token.tags & {"half", "third"}:
                return 0.5 if "half" in token else 1 / 3
        return None

    def degree(self) -> str:
        """`a bit `, `much ` or neither."""
        tags = self.tags("factor", "by")
        return "a bit " if "little" in tags else "much " if "much" in tags else ""

    def place(self) -> str | None:
        """The height where words shall stand, None where it is not told."""
        words = self.tokens("pos") or [t for t in self.wish.tokens if t.values("shift")]
        found = {place for t in words for place in t.values("place")} & _HEIGHTS
        found = found or {_SHIFTS[way] for t in words for way in t.values("shift")}
        if len(found) > 1 or (words and not found):
            raise UnreadableError
        return found.pop() if found else None

    def span(self) -> Span | None:
        """The stretch of the video, None where the wish names none."""
        words = self.tokens("when")
        return self._span(words) if words else None

    def _span(self, words: Sequence[Token]) -> Span:
        # With the verb, `2 seconds off the end` is a stretch.
        clause = _clause([Token("", frozenset({"cut"}), -1, -1), *words], self.raw)
        found = when(clause, self.work.draft.total)
        if found is None:
            raise UnreadableError
        return found

    def ranges(self) -> list[tuple[int, int]]:
        """Each stretch of the video that is named in figures or as a part, at least one."""
        total, found = self.work.draft.total, []
        for words in self.wish.slots("when"):
            try:
                span = self._span(words)
            except UnreadableError:
                continue  # `the middle bit, from 2 to 4 s`
            if span.at:
                raise UnreadableError
            found.append((span.start, span.end if span.end is not None else total))
        if not found:
            raise UnreadableError
        return found

    def kind(self, name: str) -> str:
        """What the vocabulary says of a choice (`look:warm`), else what was learned."""
        said = {value for token in self.wish.tokens for value in token.values(name)}
        return next(iter(said)) if len(said) == 1 else self.wish.value


def _tells(token: Token) -> bool:
    """Whether it can say which picture is meant, by itself."""
    return bool(token.tags & _TELLING or token.values("name"))


def _clause(words: Sequence[Token], raw: str) -> Clause:
    return Clause([replace(token, used=False) for token in words], raw)
