"""Rules about words on screen: titles, captions, end cards, their colour, place, size and time."""

from __future__ import annotations

import itertools
import unicodedata

from studio.agent import accounting
from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work
from studio.draft import Role

NOUNS = ("title", "text", "caption", "endcard", "lower")
_ATTRIBUTES = ("color", "place")
_STYLES = ("box", "outline", "bold", "shadow", "font")
_NEW = ("a", "an", "un", "una", "uno", "um", "uma", "une", "ein", "eine", "einen", "another")
BIGGER, SMALLER = 1.4, 0.7


def texts(work: Work, clause: Clause) -> None:
    """Titles and captions; a clause that is about something else is left alone."""
    quotes = [t for t in clause.open() if "quote" in t]
    shown = [t for t in clause.open() if t.values("shown")]
    noun = clause.has(*NOUNS)
    if not quotes and not shown and not noun and not _inherited(work, clause):
        return
    if noun and not quotes and clause.has("motion", "transition") and not clause.has("title"):
        return
    if clause.has("neg") and clause.has("add", "write", "create") and not quotes and not shown:
        clause.take("neg", *NOUNS)
        work.tell("said_nope" if work.draft.titles else "no_text_yet")
    elif clause.has("remove", "no", "cut") and not (quotes and clause.has("write", "named", "add")):
        _remove(work, clause, shown or quotes)
    elif quotes:
        _quoted(work, clause, quotes, shown)
    else:
        _style(work, clause, shown)


def _inherited(work: Work, clause: Clause) -> bool:
    """`and move it to the bottom`, after a clause about a text."""
    own = clause.had("music", "own", "sound", "logo", "item", "transition", "fade", "motion")
    about = set(clause.topics) & set(NOUNS) and not own and not clause.kinds("look")
    kept = clause.had("it") and clause.has("longer", "shorter") and not clause.has("video", "dur")
    kept = kept and not clause.kinds("name")  # `laisse plus longtemps le chat`
    return bool(about and work.draft.titles and (_styled(clause) or kept))


def _styled(clause: Clause) -> bool:
    kinds = any(clause.kinds(name) for name in _ATTRIBUTES)
    return kinds or clause.has("bigger", "smaller", *_STYLES)


def role_of(clause: Clause, default: Role | None = None) -> Role | None:
    """What kind of text the words mean."""
    if clause.has("endcard"):
        return "end"
    if clause.has("title"):
        return "title"
    if clause.has("caption", "lower") and not clause.has("each"):
        return "subtitle"
    return default


def _remove(work: Work, clause: Clause, named: list[Token]) -> None:
    if named:
        token = named[0]
        known = [t.text for t in work.draft.titles if t.text.casefold() == token.text.casefold()]
        use(named)
        clause.take("remove", "no", "cut", *NOUNS)
        if known:
            work.do(o.RemoveText(text=known[0]))
        else:
            work.tell("no_such_text", text=token.text)
        return
    if numbered := _numbered(work, clause):
        clause.take("remove", "no", "cut", *NOUNS)
        work.do(o.RemoveText(text=numbered))
        return
    if clause.has("outline", "shadow", "box") and clause.has("remove", "no"):
        off = tuple(style for style in ("outline", "box") if clause.take(style))
        off = (*off, "lower") if "box" in off else off
        clause.take("remove", "no", "shadow", *NOUNS)
        if off:
            work.do(o.StyleText(off=off))
        else:
            work.tell("shadow_already")
        return
    role = role_of(clause)
    there = [t for t in work.draft.titles if role in (None, t.role)]
    if role == "end" and not there:
        total = work.draft.total
        late = [t for t in work.draft.titles if t.s > total / 2 and t.s + t.d >= total - 700]
        if late:
            work.do(o.RemoveText(text=late[-1].text))
            clause.take("remove", "no", "cut", *NOUNS)
            return
    if not clause.has("remove", "no") and clause.has("cut") and clause.has("dur"):
        return
    clause.take("remove", "no", "cut", "neg", *NOUNS, "all", "start", "end", "last", "first")
    if there:
        work.do(o.RemoveText(role))
    else:
        work.tell("no_text_yet")


def _numbered(work: Work, clause: Clause) -> str:
    """`the second caption`: the words of that one, accounted for; "" for none."""
    role = role_of(clause)
    there = [t for t in work.draft.titles if role in (None, t.role)]
    for token, after in itertools.pairwise(clause.tokens):
        if token.used or not after.tags & set(NOUNS) or len(there) < 2:
            continue
        place = int(token.value) if "nth" in token else -1 if "last" in token else 0
        if place and -1 <= place <= len(there):
            token.used = True
            return there[place - 1 if place > 0 else -1].text
    return ""


def _quoted(work: Work, clause: Clause, quotes: list[Token], shown: list[Token]) -> None:
    known = {t.text.casefold(): t.text for t in work.draft.titles}
    use(quotes)
    parts = [t for t in clause.open() if t.values("part")]
    if parts and len(quotes) == 1 and clause.has("change") and not shown:
        use(parts)
        old = work.draft.titles[int(parts[0].values("part")[0])].text
        clause.take(*NOUNS, "change", "add")
        work.do(o.ReplaceText(old.replace(parts[0].text, quotes[0].text), old=old))
        return
    if shown and len(quotes) == 1 and clause.has("change", "to", "instead"):
        use(shown)
        old = work.draft.titles[int(shown[0].values("shown")[0])].text
        _replaced(work, clause, quotes[0].text, old)
        return
    if len(quotes) == 2 and clause.has("instead") and quotes[1].text.casefold() in known:
        _replaced(work, clause, quotes[0].text, known[quotes[1].text.casefold()])
        return
    if len(quotes) == 2 and quotes[0].text.casefold() in known:
        _replaced(work, clause, quotes[1].text, known[quotes[0].text.casefold()])
        return
    if len(quotes) == 1 and quotes[0].text.casefold() in known and _styled(clause):
        _style(work, clause, quotes)
        return
    lines = tuple(quote.text for quote in quotes)
    per_item = clause.has("each") or (clause.has("item") and clause.has("all"))
    if len(lines) > 1 and (per_item or clause.has("caption", "item")):
        clause.take(*NOUNS, "each", "all")
        many = len(work.draft.clips)
        work.do(o.Captions(lines, each=per_item or len(lines) == many))
        if per_item and len(lines) != many:
            work.tell("lines_and_items", lines=len(lines), many=many)
        return
    if len(lines) > 1 and clause.has("caption"):
        work.do(o.Captions(lines))
        return
    for line in lines:
        _add(work, clause, line)


def _replaced(work: Work, clause: Clause, text: str, old: str) -> None:
    clause.take("change", "instead", *NOUNS)
    work.do(o.ReplaceText(text, old=old))
    if _styled(clause):
        _style(work, clause, [])


def _add(work: Work, clause: Clause, line: str) -> None:
    role = role_of(clause)
    if role is None and clause.had("it") and "title" in clause.topics:
        role = "title"
    same = [t for t in work.draft.titles if t.role == role]
    rewording = (
        clause.has("change", "swap") and not clause.has("add") and not clause.has("start", "end")
    )
    one = (clause.has("text") and rewording) or (clause.has("write") and clause.has("change"))
    if role is None and one and len(work.draft.titles) == 1:
        same = list(work.draft.titles)
        role = same[0].role
    if role and same and (rewording or clause.has("instead")):
        clause.take("change", "swap", "write", *NOUNS)
        work.do(o.ReplaceText(line, role))
        if _styled(clause):
            _style(work, clause, [], role)
        return
    work.do(_new_text(work, clause, line, role))


def _new_text(work: Work, clause: Clause, line: str, role: Role | None) -> o.AddText:
    color, position = attributes(clause)
    again = [
        t
        for t, after in itertools.pairwise(clause.tokens)
        if "nth" in t and after.tags & set(NOUNS)
    ]
    use(again)  # `a second title` is one more
    span = work.when(clause)
    start = ms = None
    if span is not None:
        span.take()
        start = span.start
        ms = None if span.at or span.end is None else span.end - span.start
        lasting = clause.first("dur") if span.at else None
        if lasting is not None:
            lasting.used = True
            ms = int(lasting.value)
        if span.end is None and not span.at:
            ms = max(1, work.draft.total - span.start)
    elif (dur := clause.first("dur")) is not None and not accounting.of_the_whole(clause, dur):
        dur.used = True
        ms = int(dur.value)
    found = None if span else work.which(clause)
    item = 0
    if found is None and work.spoken and clause.had("it") and role != "title" and not span:
        item = work.spoken[0]
    if found is not None and found.items and not found.whole and not found.missing:
        item = found.take()[0]
        clause.take("place")
    elif found is not None and (found.whole or clause.had("all")):
        found.take()
        start, ms = 0, work.draft.total
    if clause.take("all") and start is None:
        start, ms = 0, work.draft.total
    if role is None:
        late = clause.has("end", "last") and span is None and not item
        role = "end" if late else "subtitle" if item else "title"
    lower = clause.has("lower")
    clause.take(*NOUNS, "start", "end", "last", "first", "intro", "corner", "middle", "only")
    size, styles = _size(clause) or 1.0, _styles(work, clause)
    beside = (
        role == "title"
        and any(t.role == "title" for t in work.draft.titles)
        and (bool(again) or clause.had("more", "different") or not clause.had("title"))
    )
    if beside and start is None and not item:
        position = position or "bottom"
    return o.AddText(
        line,
        role,
        color,
        position or ("bottom" if item or lower else None),
        start,
        ms,
        size,
        (*styles, "lower") if lower else styles,
        item,
        beside and start is None and not item,
    )


def attributes(clause: Clause) -> tuple[str | None, o.Position | None]:
    """The colour and the height that are named, accounted for."""
    colors = _letter_colors(clause)
    places = [p for p in clause.kinds("place") if p in ("top", "bottom", "center")]
    use(t for t in clause.open() if set(t.values("place")) & {"top", "bottom", "center"})
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


def _size(clause: Clause) -> float | None:
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


def _styles(work: Work, clause: Clause) -> tuple[str, ...]:
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
        found = (*found, "bold" if elegant else "elegant")
        work.tell("two_fonts")
    return found


def _style(work: Work, clause: Clause, named: list[Token], role: Role | None = None) -> None:
    """How the words look, where and when; asks for the words where none are there."""
    role = role or role_of(clause)
    text = _shown_text(work, named) or _numbered(work, clause)
    there = [t for t in work.draft.titles if role in (None, t.role) and text in ("", t.text)]
    if role == "title" and not there and work.draft.titles and not clause.has("add"):
        role, there = None, list(work.draft.titles)
    signs = [t for t in clause.open() if _emoji(t)]
    if signs and there:
        use([*signs, *(t for t in clause.open() if "unknown" in t and len(t.text) <= 7)])
        clause.take(*NOUNS)
        mark = "".join(t.text for t in signs)
        work.do(o.ReplaceText(f"{there[0].text} {mark}", old=there[0].text))
        return
    if not there:
        _no_words(work, clause, role)
        return
    color, position = attributes(clause)
    size, styles = _size(clause), _styles(work, clause)
    start, ms = _times(work, clause, there[0].s)
    use(named)
    clause.take("corner")
    if color or position or size or styles or start is not None or ms is not None:
        clause.take(*NOUNS)
        work.do(o.StyleText(color, position, role, size, styles, (), text, start, ms))
    elif clause.had("font", "bold", "shadow"):
        clause.take(*NOUNS)
    elif clause.has("caption") and clause.has("add"):
        clause.take(*NOUNS)
        work.tell("no_speech")
    elif clause.has("add", "change", "different", "more", "write", "create"):
        _no_words(work, clause, role)


def _no_words(work: Work, clause: Clause, role: Role | None) -> None:
    wanted = clause.has("add", "write", "create", "named", "change") or not clause.left()
    if role == "subtitle" and clause.had("caption"):
        clause.take(*NOUNS)
        work.tell("no_speech")
    elif _of_one_there(clause):
        attributes(clause)
        clause.take(*NOUNS, "bigger", "smaller", *_STYLES, "corner")
        work.tell("no_text_yet")
    elif wanted or not clause.has(*NOUNS):
        clause.take(*NOUNS, "end", "start")
        work.question(Ask("ask_text"))


def _of_one_there(clause: Clause) -> bool:
    """`make the title yellow`, not `a title in yellow`: the words speak of a text as there."""
    made = any("create" in t and "change" not in t and FILLER not in t for t in clause.open())
    pairs = itertools.pairwise(clause.tokens)
    new = any(t.text.casefold() in _NEW and after.tags & set(NOUNS) for t, after in pairs)
    styled = _styled(clause) or clause.had("color", "place", "size", "more", "less")
    return styled and not made and not new and not clause.has("add", "write", "named")


def _shown_text(work: Work, named: list[Token]) -> str:
    for token in named:
        if places := token.values("shown"):
            return work.draft.titles[int(places[0])].text
        known = [t.text for t in work.draft.titles if t.text.casefold() == token.text.casefold()]
        if known:
            return known[0]
    return ""


def _times(work: Work, clause: Clause, now: int) -> tuple[int | None, int | None]:
    if clause.has("all") and not clause.has("each"):
        clause.take("all", "start", "end")
        return 0, work.draft.total
    span = work.when(clause)
    if span is not None:
        span.take()
        if span.at:
            return span.start, None
        return span.start, (span.end or work.draft.total) - span.start
    dur = clause.first("dur")
    if dur is not None:
        dur.used = True
        return None, int(dur.value)
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
