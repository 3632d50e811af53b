"""Cards with words among the pictures, and what a card's ground and letters are."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER, Language, Vocabulary, fold, vocabulary
from studio.agent.phrases import shaded
from studio.agent.targets import Targets
from studio.agent.tokens import Reading, Token
from studio.agent.work import Work

# Where among the pictures a card goes.
_PLACES = frozenset({"between", "before", "after", "start", "end", "first", "last"})
_GIVING = frozenset({"add", "create", "move", "more", "onemore", "start", "end", "then", "first"})
# Words before `video`, `screen` that tell the one that is there from a new one.
DEFINITE = frozenset(
    {"the", "this", "my", "our", "el", "la", "este", "mi", "le", "cette", "ma", "o", "meu", "das"}
    | {"dem", "des", "dieses", "mein", "del", "du", "do", "no", "это", "мое"}
)
_ON_GROUND = frozenset({"ground", "cards", "box", "page"})


def placed(tokens: Sequence[Token]) -> bool:
    """Whether a card is to stand somewhere among what is there: `open with a black screen`."""
    return any(t.tags & (_PLACES | {"then", "onemore"}) for t in tokens)


def slide(work: Work, reading: Reading, parts: list[Clause]) -> None:
    """`a text slide between photo 2 and 3 that says "Meanwhile"`: one more card."""
    if work.draft.empty or not reading.has("cards", "page") or not reading.quotes:
        return
    scope = _scope(parts)
    if scope is None or not _wanted(scope):
        return
    quotes = [t for t in scope if "quote" in t]
    if any("between" in t for t in scope) and _between_all(work, scope, quotes):
        return
    at = _position(work, scope)
    pictures = any(clip.kind != "card" for clip in work.draft.clips)
    if at is None or (at == 0 and pictures and not any("cards" in t for t in scope)):
        return  # `finish with a card that says …`: the words at the end
    _add(work, scope, [(quote.text, at + n if at else 0) for n, quote in enumerate(quotes)])


def _between_all(work: Work, scope: list[Token], quotes: Sequence[Token]) -> bool:
    """`put cards in between saying one, two, three`: one in each gap; left where they differ."""
    if any(t.tags & {"num", "nth", "first", "last"} or t.values("name") for t in scope):
        return False
    if len(quotes) != len(work.draft.clips) - 1:
        work.lost += [quote.text for quote in quotes]  # between which?
        use(scope)
    else:
        _add(work, scope, [(quote.text, 2 * (n + 1)) for n, quote in enumerate(quotes)])
    return True


def _add(work: Work, scope: list[Token], cards: Sequence[tuple[str, int]]) -> None:
    """Add cards with these words at these places, for as long and in such colours as told."""
    dur = next((t for t in scope if "dur" in t), None)
    ms = int(dur.value) if dur is not None else None
    ground, letters = colors(scope, work.language)
    for text, at in cards:
        work.do(o.AddCard(text, at, ms, letters, ground))
    strange = {"unknown", "num", "nth", "percent", "factor"}
    work.lost += [t.text for t in scope if t.tags & strange and not t.used]
    use(scope)


def _scope(parts: list[Clause]) -> list[Token] | None:
    """The words from the card's noun to what stands on it; with the pictures that follow it."""
    nouns = [i for i, part in enumerate(parts) if any(map(_noun, part.open()))]
    quoted = [i for i, part in enumerate(parts) if part.has("quote")]
    if not nouns or not quoted or abs(quoted[0] - nouns[0]) > 1:
        return None
    begin, end = min(nouns[0], quoted[0]), max(nouns[0], quoted[0])
    if end + 1 < len(parts):
        after = [t for t in parts[end + 1].open() if FILLER not in t and "break" not in t]
        if after and all(t.tags & {"then", "these", "item", "all", "rest"} for t in after):
            end += 1  # `…, then the photos`
    return [t for part in parts[begin : end + 1] for t in part.open()]


def _noun(token: Token) -> bool:
    return bool(token.tags & {"cards", "page"})


def _wanted(scope: list[Token]) -> bool:
    """A card that shall come: no `on the second slide`, no `change the card`."""
    if any(t.tags & {"remove", "no", "neg", "change", "swap", "keep", "instead"} for t in scope):
        return False
    if not any(t.tags & _GIVING for t in scope) or _timed(scope):
        return False
    row = [None, *scope, None]
    for before, token, after in zip(row, scope, row[2:], strict=False):
        counted = before is not None and bool(
            before.tags & {"nth", "each", "all", "last"} or before.values("name")
        )
        numbered = after is not None and after.tags == {"num"}
        the = before is not None and before.text.casefold() in DEFINITE  # `on the screen`
        if _noun(token) and "cards" not in token and (counted or numbered or the):
            return False
    return True


def _timed(scope: list[Token]) -> bool:
    """`from 10 to 15 seconds`: words over the picture, which have a time there."""
    timed = [t for t in scope if t.tags & {"dur", "time", "point"}]
    return len(timed) > 1 or bool(timed and any(t.tags == {"num"} for t in scope))


def _position(work: Work, scope: list[Token]) -> int | None:
    """The place that the card gets, 0 for the end; None when pictures are named otherwise."""
    many = len(work.draft.clips)
    marks = [t for t in scope if t.tags & {"between", "before", "after"}]
    plain = [t for t in scope if not t.tags & {"quote", "dur", "before", "after", "between"}]
    plain = [t for t in plain if not _noun(t) or "item" not in t]
    found = Targets(work.project).read(Clause(plain, ""))
    items = found.items if found is not None and not found.whole and not found.other else ()
    if found is not None and found.missing:
        work.tell("no_position", n=found.missing, many=many)
        use(scope)
        return None
    edges = [t for t in scope if t.tags & {"start", "end", "first", "last"}]
    if any("between" in t for t in marks) and not items and not edges:
        return None  # between which?
    if any("between" in t for t in marks) and len(items) == 2 and abs(items[0] - items[1]) == 1:
        at = max(items)
    elif len(items) == 1 and marks:
        at = items[0] + ("after" in marks[-1].tags and "before" not in marks[-1].tags)
    elif any(t.tags & {"start", "first"} for t in edges):
        at = 1
    elif items and not edges:
        return None  # words on a picture
    else:
        at = 0
    if found is not None:
        use(found.tokens)
    return at if at <= many else 0


def ground(work: Work, clause: Clause) -> None:
    """`make the background red`: of the cards that are there."""
    if not clause.has("ground", "box", "cards") or clause.has("music", "quote"):
        return
    if not any(clip.kind == "card" for clip in work.draft.clips):
        return
    color, used = _ground(list(clause.open()), work.language)
    if not color or (clause.has("box") and clause.has("text", "title")):
        return
    use(used)
    clause.take("ground", "cards", "change", "page", "look:dark")
    work.do(o.CardGround(color))


def colors(tokens: Sequence[Token], language: Language) -> tuple[str, str]:
    """The ground and the letters of cards, as these words have them; "" where they say nothing."""
    ground, used = _ground(list(tokens), language)
    rest = [v for t in tokens if t not in used for v in t.values("color")]
    inside = [v for t in tokens if "cards" in t for v in _inside(t, language)][1:]
    use(used)
    use(t for t in tokens if t.values("color"))
    return ground, next(iter([*inside, *rest]), "")


def _ground(tokens: list[Token], language: Language) -> tuple[str, list[Token]]:
    """The colour of the ground, and the words that say it."""
    words = [t for t in tokens if FILLER not in t or "ground" in t]
    for place, token in enumerate(words):
        if not token.tags & _ON_GROUND:
            continue
        if inner := _inside(token, language):
            return inner[0], [token]
        if not token.tags & {"ground", "page"}:
            continue
        before, after = words[max(0, place - 2) : place], words[place + 1 : place + 4]
        near = [*reversed(before[-1:]), *itertools.takewhile(_leads_to_color, after)]
        for other in near:
            if values := other.values("color"):
                at = words.index(other)
                shade = words[at - 1] if at and words[at - 1].values("look") else None
                made = shaded(values[0], shade.values("look")[0] if shade else "")
                return made, [token, other, *([shade] if shade else [])]
    return "", []


def _leads_to_color(token: Token) -> bool:
    """What may stand between the ground and its colour: `the background to a dark green`."""
    kinds = token.values("color") or token.values("look")
    return bool(kinds) or bool(token.tags & {"change", "to", "color", "named", "hold"})


def _inside(token: Token, language: Language) -> list[str]:
    """The colours in one expression: `黑底白字`, `black screen`."""
    text = fold(token.text)
    return list(_colors_in(vocabulary(language), text)) if len(text) > 1 else []


def _colors_in(words: Vocabulary, text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        spaces = [i for i, c in enumerate(text) if c == " " and i > at]
        ends = (len(text), at + 1) if text[at] > "\u3000" else (len(text), *spaces)
        found = (match for end in ends if (match := words.match(text[:end], at)))
        inner = ((end, tag[6:]) for end, tags in found for tag in tags if tag[:6] == "color:")
        at, color = next(inner, (at + 1, ""))
        if color:
            yield color
