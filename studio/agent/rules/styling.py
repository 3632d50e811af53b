"""Rules about how the words on screen look: colour, place, size, style, when they are there."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER, TEXTS
from studio.agent.shortening import fitted
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work
from studio.draft import Role

_ATTRIBUTES = ("color", "place")
_COLOR = Ask("ask_color", ("color_white", "color_yellow", "color_red", "color_blue"))
_STYLES = ("box", "outline", "bold", "shadow", "font")
_NEW = ("a", "an", "un", "una", "uno", "um", "uma", "une", "ein", "eine", "einen", "another")
BIGGER, SMALLER = 1.4, 0.7


def role_of(clause: Clause, default: Role | None = None) -> Role | None:
    """What kind of text the words mean."""
    if clause.has("endcard"):
        return "end"
    if clause.has("title"):
        return "title"
    if clause.has("caption", "lower") and not clause.has("each"):
        return "subtitle"
    return default


def numbered(work: Work, clause: Clause) -> str:
    """`the second caption`: the words of that one, accounted for; "" for none."""
    role = role_of(clause)
    there = [t for t in work.draft.titles if role in (None, t.role)]
    for token, after in itertools.pairwise(clause.tokens):
        if token.used or not after.tags & TEXTS or len(there) < 2:
            continue
        place = int(token.value) if "nth" in token else -1 if "last" in token else 0
        if place and -1 <= place <= len(there):
            token.used = True
            return there[place - 1 if place > 0 else -1].text
    return ""


def of_words(clause: Clause) -> None:
    """Said of words, `down` is a place and `reduce` a size, no loudness and no length."""
    if clause.has("music", "volume", "sound", "own", "voice"):
        return
    sized = clause.has("size")  # `bájale el tamaño`
    going = clause.kinds("place") or clause.has("move", "it")
    said = any(t.values("place") and not t.values("shift") for t in clause.open())
    for token in clause.open():
        if sized and token.tags & {"up", "down"}:
            token.tags = frozenset({"smaller" if "down" in token else "bigger"})
        if token.tags & {"bigger", "smaller"}:
            token.tags -= {"up", "down", "longer", "shorter", "less", "more"}
        elif token.values("trans") and going and not clause.has("transition"):
            token.tags = frozenset({"move"})  # `schieb ihn in die Mitte`
        elif token.values("shift") and said and not token.values("place"):
            token.tags = frozenset({FILLER})  # `too high, put it in the middle`
        elif shifts := token.values("shift"):
            token.tags = frozenset({"place:bottom" if "down" in shifts else "place:top"})


def on_clip(work: Work, clause: Clause) -> str:
    """`the caption on photo 2`: the words over that picture, accounted for; "" for none."""
    found = work.which(clause)
    if found is None or found.whole or found.missing or len(found.items) != 1:
        return ""
    starts = (*work.draft.starts(), work.draft.total)
    since, until = starts[found.items[0] - 1], starts[found.items[0]]
    over = [t for t in work.draft.titles if since <= t.s + t.d / 2 <= until]
    over = [t for t in over if t.role == "subtitle"] or over
    if over:
        found.take()
    return over[0].text if over else ""


def main_title(work: Work, clause: Clause) -> str:
    """`the title`, where other words have its role too: the words of the film's own; "" for all."""
    words = [t.text.casefold() for t in clause.open() if "title" in t]
    many = [t.text for t in work.draft.titles if t.role == "title"]
    if len(many) < 2 or clause.has("all", "each") or any(word.endswith("s") for word in words):
        return ""
    return work.draft.title if work.draft.title in many else many[0]


def _just_now(work: Work) -> tuple[Role | None, str]:
    """What the words are that the edit before was about: `…, in yellow`."""
    last = work.ops[-1] if work.ops else None
    if isinstance(last, o.AddText | o.ReplaceText):
        return None, fitted(last.text)
    if isinstance(last, o.StyleText):
        return last.role, last.text
    return ("subtitle" if isinstance(last, o.Captions) else None), ""


def styled(clause: Clause) -> bool:
    kinds = any(clause.kinds(name) for name in _ATTRIBUTES)
    return kinds or clause.has("bigger", "smaller", *_STYLES)


def attributes(clause: Clause) -> tuple[str | None, o.Position | None]:
    """The colour and the height that are named, accounted for."""
    colors = _letter_colors(clause)
    heights = {"top", "bottom", "center"}
    named = [t for t in clause.open() if set(t.values("place")) & heights]
    mark = next((t.start for t in clause.tokens if "instead" in t), None)
    places = [p for t in named for p in t.values("place") if mark is None or t.start < mark]
    places = [p for p in places if p in heights] or [p for t in named for p in t.values("place")]
    use(named)
    position: o.Position | None = None
    if places:
        position = "top" if "top" in places else "bottom" if "bottom" in places else "center"
    return (colors[0] if colors else None), position


def _letter_colors(clause: Clause) -> list[str]:
    """The colours named; not that of an outline or a box, which has its own."""
    tokens = list(clause.tokens)
    found = []
    for place, token in enumerate(tokens):
        values = [] if token.used else token.values("color")
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if values:
            token.used = True
            if after is None or not after.tags & {"outline", "box", "shadow"}:
                found.append(values[0])
    return found


def size_of(clause: Clause) -> float | None:
    word = clause.first("bigger", "smaller")
    factor = clause.first("factor")
    if factor is not None and (word is not None or clause.has("size")):
        clause.take("factor", "bigger", "smaller", "size")
        shrinks = word is not None and "bigger" not in word and factor.value > 1
        return 1 / factor.value if shrinks else factor.value
    if word is not None and "bigger" in word:
        clause.take("bigger", "smaller")
        return 1.2 if clause.take("little") else BIGGER
    if clause.take("smaller"):
        return 0.85 if clause.take("little") else SMALLER
    return None


def styles_of(work: Work, clause: Clause) -> tuple[str, ...]:
    for token, after in itertools.pairwise(clause.tokens):
        token.used = token.used or bool(token.values("look") and "box" in after)  # `a dark box`
    found = tuple(style for style in ("box", "outline") if clause.take(style))
    elegant = work.draft.type or any("elegant" in t.styles for t in work.draft.titles)
    if clause.take("bold"):
        if elegant:
            found = (*found, "bold")
        else:
            work.tell("bold_already")
    if clause.take("shadow"):
        work.tell("shadow_already")
    if clause.take("font"):
        clause.take_kind("mood")  # `an elegant font`: no music
        found = (*found, "bold" if elegant else "elegant")
        work.tell("two_fonts")
    return found


def style(work: Work, clause: Clause, named: list[Token], role: Role | None = None) -> None:
    """How the words look, where and when; asks for the words where none are there."""
    role = role or role_of(clause)
    text = _shown_text(work, named) or numbered(work, clause)
    if not text and role in (None, "subtitle") and clause.has("text", "caption"):
        text = on_clip(work, clause)
    if not text and role is None:
        role, text = _just_now(work)
    text = text or (main_title(work, clause) if role == "title" else "")
    there = [t for t in work.draft.titles if role in (None, t.role) and text in ("", t.text)]
    # `字幕` is any text on the screen.
    loose = role == "title" or (role == "subtitle" and work.language.startswith("zh"))
    if loose and not there and work.draft.titles and not clause.has("add"):
        role, there = None, list(work.draft.titles)
    signs = [t for t in clause.open() if _emoji(t)]
    if signs and there:
        use([*signs, *(t for t in clause.open() if "unknown" in t and len(t.text) <= 7)])
        clause.take(*TEXTS)
        mark = "".join(t.text for t in signs)
        work.do(o.ReplaceText(f"{there[0].text} {mark}", old=there[0].text))
        return
    if not there:
        _no_words(work, clause, role)
        return
    color, position = attributes(clause)
    size, styles = size_of(clause), styles_of(work, clause)
    start, ms = _times(work, clause, there[0].s)
    if ms is not None and start is None and all(c.kind == "card" for c in work.draft.clips):
        work.do(o.ItemLength((), ms))  # words on a card are there as long as it is
        ms = None
    use(named)
    clause.take("corner")
    if color or position or size or styles or start is not None or ms is not None:
        clause.take(*TEXTS)
        work.do(o.StyleText(color, position, role, size, styles, (), text, start, ms))
    elif clause.had("font", "bold", "shadow"):
        clause.take(*TEXTS)
    elif clause.has("caption") and clause.has("add"):
        clause.take(*TEXTS)
        work.tell("no_speech")
    elif (color_word := clause.first("color")) is not None and not clause.had("item"):
        clause.take(*TEXTS, "change", "different", "color")
        work.question(replace(_COLOR, span=(color_word.start, color_word.end)))
    elif clause.has("add", "change", "different", "more", "write", "create"):
        _no_words(work, clause, role)


def _no_words(work: Work, clause: Clause, role: Role | None) -> None:
    wanted = clause.has("add", "write", "create", "named", "change") or not clause.left()
    if role == "subtitle" and clause.had("caption"):
        clause.take(*TEXTS)
        work.tell("no_speech")
    elif _of_one_there(clause):
        attributes(clause)
        clause.take(*TEXTS, "bigger", "smaller", *_STYLES, "corner")
        work.tell("no_text_yet")
    elif wanted or not clause.has(*TEXTS):
        clause.take(*TEXTS, "end", "start")
        work.question(Ask("ask_text"))


def _of_one_there(clause: Clause) -> bool:
    """`make the title yellow`, not `a title in yellow`: the words speak of a text as there."""
    made = any("create" in t and "change" not in t and FILLER not in t for t in clause.open())
    pairs = itertools.pairwise(clause.tokens)
    new = any(t.text.casefold() in _NEW and after.tags & TEXTS for t, after in pairs)
    looks = styled(clause) or clause.had("color", "place", "size", "more", "less")
    return looks and not made and not new and not clause.has("add", "write", "named")


def _shown_text(work: Work, named: list[Token]) -> str:
    for token in named:
        places = token.values("shown")
        if places and int(places[0]) < len(work.draft.titles):  # a new video has none of them
            return work.draft.titles[int(places[0])].text
        known = [t.text for t in work.draft.titles if t.text.casefold() == token.text.casefold()]
        if known:
            return known[0]
    return ""


def _times(work: Work, clause: Clause, now: int) -> tuple[int | None, int | None]:
    words = [t for t in clause.tokens if FILLER not in t or "it" in t]
    every = [
        t for t, noun in itertools.pairwise(words) if "all" in t and noun.tags & {*TEXTS, "it"}
    ]
    use(every)  # `all text in gold`
    if isinstance(work.ops[-1] if work.ops else None, o.Captions):
        clause.take("all")  # `captions: …. All of them at the bottom`
    if clause.has("all") and not clause.has("each"):
        clause.take("all", "start", "end")
        return 0, work.draft.total
    span = work.when(clause)
    if clause.has("vanish") or (span is not None and span.start == 0 and clause.has("until")):
        end = clause.first("dur", "point", "time") if span is None or span.end is None else None
        stop = end.value if end is not None else span.end if span is not None else None
        if stop is not None and stop > now:
            use([*(span.tokens if span else ()), *([end] if end else ())])
            clause.take("vanish", "until", "after", "hold")
            return None, int(stop) - now
    if span is not None:
        span.take()
        if span.at:
            return span.start, None
        return span.start, (span.end or work.draft.total) - span.start
    dur = clause.first("dur")
    if dur is not None and clause.has("before", "after"):
        dur.tags = frozenset({"unknown"})  # `wait 2 seconds before …`: no length of anything
    elif dur is not None:
        dur.used = True
        return None, int(dur.value)
    if clause.has("until") and clause.has("end"):
        clause.take("until", "end", "last", "all", "hold")
        return None, work.draft.total - now
    if clause.has("longer") and not clause.had("item"):
        clause.take("longer")
        return None, min(work.draft.total - now, 6_000)
    moved = clause.had("move", "change", "hold", "write") or not clause.has("add", "create", "more")
    if clause.has("start", "end") and moved:
        late = clause.has("end")
        clause.take("start", "end", "first", "last")
        return (max(0, work.draft.total - 4_000), 4_000) if late else (0, None)
    return None, None


def _emoji(token: Token) -> bool:
    return any(unicodedata.category(c) == "So" for c in token.text)
