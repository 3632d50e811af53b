"""Which pictures and clips a clause means: the one reader for all edits and languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.agent.clause import Clause, use
from studio.agent.context import Project
from studio.agent.languages import FILLER, TEXTS
from studio.agent.tokens import Token

_VERBS = {"swap", "remove", "change", "cut", "create", "move", "shuffle", "loop", "reverse"}
_COUNTED = {"dur", "percent", "point", "time"}
_EDGES = {"first", "last", "unit:s"}
# Beside these `the middle` is a place or a moment, no picture.
_NO_PICTURES = TEXTS | {"quote", "logo", "music", "own"}
_MOMENTS = {"move", "cut", "split", "transition", "fade", "half", "between"}
# What may stand right behind a picture's ordinal without a noun: `das letzte heller`.
_ASIDE = {"break", "only", "and", "to", "remove", "longer", "shorter", "faster", "slower", "more"}
_ASIDE |= {"neg", "no", "nope", "rotate", "mute", "reverse", "less", "little", "much", "each"}
_BESIDE = {FILLER, "item", "these", "clip", "video", "it", "break", "and"}
_SHOWN = ("look", "motion", "fit")


@dataclass(frozen=True, slots=True)
class Which:
    """Positions from 1, in the order they were named; `missing` is one that is not there.

    `whole` means that all were named (`every photo`); `other` that another one than last time
    was meant, or one of `choices`.
    """

    items: tuple[int, ...] = ()
    tokens: tuple[Token, ...] = ()
    whole: bool = False
    other: bool = False
    missing: int = 0
    choices: tuple[int, ...] = ()

    def take(self) -> tuple[int, ...]:
        """Account for the words that named them."""
        use(self.tokens)
        return self.items


class Targets:
    """Reads targets against what is on the timeline, or was uploaded while nothing is."""

    def __init__(self, project: Project) -> None:
        self._project = project
        clips = project.draft.clips
        self._sources = [c.src for c in clips] or [item.id for item in project.visuals]
        self._kinds: list[str] = [c.kind for c in clips]
        self._kinds = self._kinds or [item.kind for item in project.visuals]
        self.many = len(self._sources)

    def read(self, clause: Clause) -> Which | None:
        """The pictures that the unused words of a clause name, None when they name none."""
        words = [
            t for t in clause.tokens if not t.used and (FILLER not in t or t.tags & {"num", "and"})
        ]
        found = _Found(self.many)
        inner = not clause.had(*_NO_PICTURES)
        at = 0
        while at < len(words):
            step = self._inner(words, at, found) if inner else 0
            step = step or self._reference(words, at, found)
            at += max(1, step)
        found = self._without(words, found)
        self._beside(clause, found)
        if not found.tokens:
            return self._general(clause)
        missing = next((n for n in found.items if n > self.many or n < 1), 0)
        items = tuple(dict.fromkeys(n for n in found.items if 1 <= n <= self.many))
        choices = () if items else tuple(found.choices)
        return Which(items, tuple(found.tokens), found.whole, found.other, missing, choices)

    def _beside(self, clause: Clause, found: _Found) -> None:
        """`remove the one after the cat`, `猫后面那张`: the picture beside that one."""
        verbs = {"move", "add", "order", "swap", "between", "split"}
        words = [t for t in clause.tokens if FILLER not in t or "num" in t or t in found.tokens]
        marks = [i for i, t in enumerate(words) if _sides(t) and not t.used]
        moved = any(t.tags & verbs and FILLER not in t for t in clause.tokens)
        moved = moved and not clause.had("quote")  # `add "Yum" on the photo before the cat`
        moved = moved or clause.had("music", "own", "transition", "logo")
        if len(marks) != 1 or len(found.items) != 1 or moved:
            return
        mark, at = words[marks[0]], marks[0]
        ahead, behind = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
        if not _postposed(mark):
            noun = " " in mark.text or (bool(ahead) and ("all" in ahead[0] or _noun(ahead[0])))
            fits = noun and bool(behind) and behind[0] in found.tokens
        else:
            fits = bool(ahead) and ahead[0] in found.tokens
            fits = fits and not clause.had("hold", *_NO_PICTURES, *_COUNTED)
        if not fits or mark in found.tokens:
            return
        later = "after" in mark and "before" not in mark
        place = found.items[0] + (1 if later else -1)
        found.items = [place if place > 0 else self.many + 1]
        if clause.had("all") and 0 < place <= self.many:  # `第二张后面的都删掉`
            found.items = list(range(place, self.many + 1)) if later else list(range(1, place + 1))
        nouns = [t for t in (*ahead, *behind) if t not in found.tokens and _noun(t)]
        found.tokens += [mark, *nouns]

    def _general(self, clause: Clause) -> Which | None:
        """`every photo`, `the clip`."""
        tokens = [t for t in clause.open() if "all" in t or "each" in t]
        videos = tuple(n for n, kind in enumerate(self._kinds, 1) if kind == "video")
        nouns = [t for t in clause.open() if "clip" in t and "item" not in t]
        if nouns and videos and len(videos) < self.many and not tokens:
            return Which(videos, tuple(nouns))
        if tokens:
            return Which(tuple(range(1, self.many + 1)), tuple(tokens), whole=True)
        return None

    def _reference(self, words: Sequence[Token], at: int, found: _Found) -> int:
        token = words[at]
        after = words[at + 1] if at + 1 < len(words) else None
        if token.values("name"):
            found.add([self._named(int(token.values("name")[0]))], [token])
            return 1
        if "other" in token and (found.tokens == [] or after is None):
            found.other = True
            found.tokens.append(token)
            return 1
        if token.tags & {"first", "last"} or "nth" in token:
            return self._ordinal(words, at, found)
        noun = "item" in token or ("clip" in token and FILLER not in token)
        if noun and after is not None and _plain_number(after):
            following = words[at + 2] if at + 2 < len(words) else None
            if following is not None and following.tags & {"earlier", "later"}:
                return 0  # `the cat photo one place earlier`
            if following is None or not ("item" in following and "nth" not in following):
                found.add([int(after.value)], [token, after])
                return 2 + self._list(words, at + 2, found)
        return 0

    def _inner(self, words: Sequence[Token], at: int, found: _Found) -> int:
        """`the middle one`, `the two in the middle`, `the outer two`: how many words that takes."""
        token = words[at]
        if not token.tags & {"mid", "outer"}:
            return 0
        before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
        if before and "item" in before[0] and at > 1 and _plain_number(words[at - 2]):
            before = words[at - 2 : at]  # `dua foto di tengah`
        near = [t for t in (*before, *after) if _noun(t) and t not in found.tokens]
        timed = any(t.tags & _COUNTED and "num" not in t for t in before)
        if (timed or any(t.tags & _MOMENTS for t in words)) and not any(map(_noun, after)):
            return 0
        count = next((int(t.value) for t in near if _plain_number(t) and t.value > 1), 0)
        count = min(count, self.many)
        behind = [t for t in words[at + 2 : at + 3] if after and after[0] in near and "item" in t]
        taken = [token, *near, *behind]
        if "outer" in token:
            found.add([1, self.many], taken)
        elif (self.many - (count or 1)) % 2:
            found.other, found.tokens = True, [*found.tokens, *taken]
            found.choices = [self.many // 2, self.many // 2 + 1]
        else:
            start = (self.many - (count or 1)) // 2
            found.add(list(range(start + 1, start + 1 + (count or 1))), taken)
        return 1 + len([t for t in after if t in near]) + len(behind)

    def _ordinal(self, words: Sequence[Token], at: int, found: _Found) -> int:
        """`the second photo`, `first two pictures`, `the last one`, `la foto segunda`."""
        token = words[at]
        led = at > 0 and ("item" in words[at - 1] or bool(words[at - 1].values("name")))
        if led and token.tags & {"before", "after"} and _postposed(token):
            return 0  # `第二张后面`
        rest = [*words[at + 1 : at + 4], None, None]
        after, later = rest[0], rest[1]
        if after is not None and _stretch(words, at, after):
            return 0
        if token.tags & {"first", "last"} and after is not None and "num" in after:
            ends = later is None or _aside(later) or later.tags & {"item", "dur", "at"}
            if ends or FILLER in after.tags:
                return self._several(token, int(after.value), [token, after], found)
            return 0
        if step := self._counted_edge(words, at, found):
            return step
        before = words[at - 1] if at else None
        opening = at == 0 and "first" in token and token.text.isascii()
        if opening and after is not None and after.tags & _VERBS:  # `first swap …, then …`
            token.used = True
            return 1
        near = [t for t in (words[at - 1] if at else None, after) if t is not None]
        noun = [t for t in near if "item" in t or "clip" in t or "intro" in t]
        if after is not None and "and" in after and later is not None and _ordered(later):
            noun = noun or [after]  # `最初と最後の写真`
        if not token.tags & {"nth", "item"} and not noun and not _alone(words, at):
            return 0
        if token.tags & {"start", "end"} and not noun and not _second(words, at):
            return 0
        if "nth" in token and before is not None and "each" in before and token.value > 1:
            step = int(token.value)  # `every second photo`
            found.add(list(range(step, self.many + 1, step)), [before, token, *noun[:1]])
            return 1
        place = int(token.value) if "nth" in token else (1 if "first" in token else -1)
        found.add([place if place > 0 else self.many + 1 + place], [token, *noun[:1]])
        return 1 + self._list(words, at + 1, found)

    def _counted_edge(self, words: Sequence[Token], at: int, found: _Found) -> int:
        """`as duas primeiras fotos`, `dua foto pertama`: the number stands before."""
        token = words[at]
        after = words[at + 1] if at + 1 < len(words) else None
        if not token.tags & {"first", "last"} or not at:
            return 0
        behind = "item" in words[at - 1] and at > 1
        number = words[at - 2] if behind else words[at - 1]
        if not _plain_number(number) or number.value < 2 or ("nth" in token and not behind):
            return 0
        if behind:
            self._several(token, int(number.value), [*words[at - 2 : at], token], found)
            return 1
        nouns = [after] if after is not None and after.tags & {"item", "clip"} else []
        led = at > 1 and bool(words[at - 2].tags & {"item", "clip"})
        if not (nouns or led or after is None or _aside(after)):
            return 0
        self._several(token, int(number.value), [number, token, *nouns], found)
        return 1 + len(nouns)

    def _several(self, edge: Token, count: int, tokens: list[Token], found: _Found) -> int:
        count = max(1, min(count, self.many))
        first = 1 if "first" in edge and "last" not in edge else self.many + 1 - count
        found.add(list(range(first, first + count)), tokens)
        return len(tokens)

    def _list(self, words: Sequence[Token], at: int, found: _Found) -> int:
        """Further numbers: `photos 1, 3 and 4`, `photos 2 to 4`."""
        used = 0
        while at + used + 1 < len(words):
            joint, number = words[at + used], words[at + used + 1]
            marks = joint.tags & {"and", "to", "break"} and joint.text not in ".!?;。\n"
            if not marks or not (_plain_number(number) or ("nth" in number and used == 0)):
                break
            value = int(number.value)
            if "nth" in number and not _plain_number(number):
                break
            last = found.items[-1] if found.items else value
            ranged = ("to" in joint or joint.text == "-") and value > last
            found.add(list(range(last + 1, value + 1)) if ranged else [value], [joint, number])
            found.ranged = found.ranged or ranged
            used += 2
        return used

    def _without(self, words: Sequence[Token], found: _Found) -> _Found:
        """`all but the cat`: what is named after `except` is what stays out.

        One word may be both, as in `take the cat out`: without a wish beside it, it removes.
        """
        mark = next((t for t in words if "except" in t), None)
        if mark is None or not found.items:
            return found
        rest = [t for t in words if t not in (mark, *found.tokens) and not t.tags & _BESIDE]
        if "remove" in mark and not rest:
            return found
        kept = [n for n in range(1, self.many + 1) if n not in found.items]
        tokens = [*found.tokens, mark, *(t for t in words if "all" in t or "each" in t)]
        return _Found(self.many, kept, tokens)

    def _named(self, place: int) -> int:
        media = self._project.media[place]
        if media.id in self._sources:
            return self._sources.index(media.id) + 1
        return self.many + 1


@dataclass(slots=True)
class _Found:
    many: int
    items: list[int]
    tokens: list[Token]
    whole: bool = False
    other: bool = False
    ranged: bool = False
    choices: list[int] = field(default_factory=list)

    def __init__(
        self, many: int, items: list[int] | None = None, tokens: list[Token] | None = None
    ) -> None:
        self.many, self.items, self.tokens = many, items or [], tokens or []
        self.whole = self.other = self.ranged = False
        self.choices = []

    def add(self, items: list[int], tokens: list[Token]) -> None:
        self.items += items
        self.tokens += tokens


def _stretch(words: Sequence[Token], at: int, after: Token) -> bool:
    """`the first 3 seconds`, `the last third`; not `the first photo 3 seconds longer`."""
    if after.tags & {"half", "third"}:
        return True
    token = words[at]
    verb = "hold" in token  # `every photo lasts 3 s`
    beside = at > 0 and bool(words[at - 1].tags & {"item", "except"})  # `all but the first 2 s`
    nouned = not verb and ("item" in token or beside)
    return bool(after.tags & _COUNTED) and not nouned and bool(token.tags & _EDGES)


def _plain_number(token: Token) -> bool:
    return "num" in token and token.value == int(token.value) and token.value < 100


def _postposed(token: Token) -> bool:
    """Whether it stands behind its noun, as it does in Hindi and the languages of East Asia."""
    return token.text[:1] >= "\u0900"


def _sides(token: Token) -> bool:
    """A word for before or after; `the one before` may also be an earlier draft."""
    phrase = "old" in token and token.text.casefold().endswith("before")
    return phrase or bool(token.tags & {"before", "after"})


def _noun(token: Token) -> bool:
    return "item" in token or (_plain_number(token) and 1 <= token.value < 10)


def _alone(words: Sequence[Token], at: int) -> bool:
    """`the last` with nothing after it that it could belong to."""
    token = words[at]
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    edge = token.tags & {"start", "end", "hold"}
    excepted = before is not None and "except" in before  # `except the last`
    return (excepted or _second(words, at) or not edge) and (after is None or _aside(after))


def _second(words: Sequence[Token], at: int) -> bool:
    """`the first and last`, `الاولى والاخيرة`: the other one of two."""
    before = words[max(0, at - 2) : at]
    joined = len(before) == 2 and "and" in before[1] and _ordered(before[0])
    return joined or (bool(before) and "nth" in before[-1] and "last" in words[at])


def _ordered(token: Token) -> bool:
    return "nth" in token or bool(token.tags & {"first", "last", "item"})


def _aside(token: Token) -> bool:
    return bool(token.tags & _ASIDE) or any(map(token.values, _SHOWN))
