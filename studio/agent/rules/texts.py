"""Rules about words on screen: titles, captions, end cards, added, changed and taken away."""

from __future__ import annotations

import itertools

from studio.agent import accounting
from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER, TEXTS
from studio.agent.rules.styling import (
    attributes,
    main_title,
    numbered,
    of_words,
    on_clip,
    role_of,
    size_of,
    style,
    styled,
    styles_of,
)
from studio.agent.tokens import Token
from studio.agent.work import Work
from studio.draft import Role, Title

_OF_WORDS = (o.AddText, o.StyleText, o.ReplaceText, o.Captions)
_BEHIND = ("zh-Hans", "zh-Hant", "ja", "ko", "hi")  # `标题下面`
_FADES = ("fade:in", "fade:out")
_WHEN = frozenset(
    {"dur", "point", "time", "num", "first", "last", "only", "until", "hold", "end", "start"}
    | {"before", "write"}
)


def texts(work: Work, clause: Clause) -> None:
    """Titles and captions; a clause that is about something else is left alone."""
    quotes = [t for t in clause.open() if "quote" in t]
    shown = [t for t in clause.open() if t.values("shown")]
    shown = shown if work.draft.titles else []  # a new video has none of them
    noun = clause.has(*TEXTS)
    noun = noun or clause.has("caps")
    if not quotes and not shown and not noun and not _inherited(work, clause):
        return
    of_words(clause)
    for token in clause.open():
        if "vanish" in token and clause.has("dur", "point", "time"):
            token.tags -= {"remove", "no"}  # `let it disappear after 3 seconds`
    _entrance(clause, bool(quotes))
    if noun and not quotes and clause.has("motion", "transition") and not clause.has("title"):
        return
    if clause.has("caps") and not quotes and _in_capitals(work, clause):
        return
    if clause.has("neg") and clause.has("add", "write", "create") and not quotes and not shown:
        clause.take("neg", *TEXTS)
        work.tell("said_nope" if work.draft.titles else "no_text_yet")
    elif _takes_away(clause) and not (quotes and clause.has("write", "named", "add")):
        _remove(work, clause, shown or quotes)
    elif quotes:
        _quoted(work, clause, quotes, shown)
    else:
        style(work, clause, shown)


def _in_capitals(work: Work, clause: Clause) -> bool:
    """`the title in capital letters`: the same words; false where there are none of that role."""
    role = role_of(clause)
    there = [t.text for t in work.draft.titles if role in (None, t.role)]
    if not there or clause.has("no", "neg", "remove"):
        return False
    clause.take("caps", "bigger", "all", "write", "change", "add", *TEXTS)
    for text in there:
        if text.upper() != text:
            work.do(o.ReplaceText(text.upper(), old=text))
    return True


def _takes_away(clause: Clause) -> bool:
    """A word for it; `ab` alone is one, in `ab Sekunde 4` it says since when."""
    cuts = any("cut" in t and not t.tags & {"from", "after"} for t in clause.open())
    return cuts or clause.has("remove", "no")


def _inherited(work: Work, clause: Clause) -> bool:
    """`and move it to the bottom`, after a clause about a text."""
    others = ("music", "own", "sound", "volume", "logo", "item", "transition", "fade", "motion")
    own = clause.had(*others)
    about = set(clause.topics) & TEXTS and not own and not clause.kinds("look")
    kept = clause.had("it") and clause.has("longer") and not clause.has("video", "dur")
    kept = kept and not clause.kinds("name")  # `laisse plus longtemps le chat`
    here = isinstance(work.ops[-1] if work.ops else None, _OF_WORDS)
    moved = bool(clause.kinds("shift")) and (here or clause.had("it"))
    timed = here and _only_time(work, clause)
    timed = timed or (clause.has("vanish") and clause.has("dur") and not clause.has("video"))
    told = styled(clause) or kept or moved or timed
    return bool(about and work.draft.titles and told)


def _only_time(work: Work, clause: Clause) -> bool:
    """`…, from 5 to 10 seconds`, `… and only until the end`: nothing but when."""
    if any(not t.tags & _WHEN for t in clause.left()):
        return False
    ending = clause.has("until") and clause.has("end")
    # `…, for 3 seconds`; a bare length is that of the whole.
    words = (t for t in clause.tokens if t.tags & {"about", "by", "hold"})
    lasting = any(t.text.casefold() != "about" for t in words)
    lasting = lasting and clause.has("dur")
    return ending or lasting or work.when(clause) is not None


def _entrance(clause: Clause, new: bool) -> None:
    """`fade in "Sale"`: words enter softly by themselves; no fade of the video was asked for."""
    if clause.has("video", "slideshow", "music") or not clause.has("fade", *_FADES):
        return
    for token in clause.open():
        if "fade" in token or token.values("fade"):
            token.tags, token.used = frozenset({"unknown"}), new


def _gone_after(work: Work, clause: Clause) -> bool:
    """`the title should be gone after the first picture`: how long it stays, and no removal."""
    found = work.which(clause) if clause.has("after") and not clause.has("dur") else None
    role = role_of(clause)
    there = [t for t in work.draft.titles if role in (None, t.role)]
    if found is None or len(found.items) != 1 or found.missing or len(there) != 1:
        return False
    bounds = [*work.draft.starts(), work.draft.total]
    ms = bounds[found.items[0]] - there[0].s
    if ms <= 0:
        return False
    found.take()
    clause.take("remove", "no", "after", "item", *TEXTS)
    work.do(o.StyleText(text=there[0].text, ms=ms))
    return True


def _remove(work: Work, clause: Clause, named: list[Token]) -> None:
    if not named and _gone_after(work, clause):
        return
    if named:
        token = named[0]
        known = [t.text for t in work.draft.titles if t.text.casefold() == token.text.casefold()]
        use(named)
        clause.take("remove", "no", "cut", *TEXTS)
        if known:
            work.do(o.RemoveText(text=known[0]))
        else:
            work.tell("no_such_text", text=token.text)
        return
    text = numbered(work, clause) or on_clip(work, clause)
    text = text or (main_title(work, clause) if role_of(clause) == "title" else "")
    if text:
        clause.take("remove", "no", "cut", *TEXTS)
        work.do(o.RemoveText(text=text))
        return
    if clause.has("outline", "shadow", "box") and clause.has("remove", "no"):
        off = tuple(style for style in ("outline", "box") if clause.take(style))
        off = (*off, "lower") if "box" in off else off
        clause.take("remove", "no", "shadow", *TEXTS)
        if off:
            work.do(o.StyleText(off=off))
        else:
            work.tell("shadow_already")
        return
    role = role_of(clause, "subtitle" if clause.has("each", "item") else None)
    there = [t for t in work.draft.titles if role in (None, t.role)]
    clause.take(*(("item", "each") if role == "subtitle" and there else ()))
    if (edge := _at_an_edge(work, clause, role)) is not None:
        named = [t for t in clause.tokens if t.tags & (TEXTS | {"start", "end"})]
        clause.take("remove", "no", "cut", "start", "end", "last", "first", *TEXTS)
        for title in edge:
            work.do(o.RemoveText(text=title.text))
        if not edge:
            work.tell("no_such_text", text=clause.raw[named[0].start : named[-1].end])
        return
    if not clause.has("remove", "no") and clause.has("cut") and clause.has("dur"):
        return
    clause.take("remove", "no", "cut", "neg", *TEXTS, "all", "start", "end", "last", "first")
    if there:
        work.do(o.RemoveText(role))
    else:
        work.tell("no_text_yet")


def _at_an_edge(work: Work, clause: Clause, role: Role | None) -> list[Title] | None:
    """`the line at the end`: the words that stand there; None where all of a kind are meant."""
    titles, total = work.draft.titles, work.draft.total
    late = [t for t in titles if t.s > total / 2 and t.s + t.d >= total - 700]
    if role == "end":
        return None if any(t.role == role for t in titles) or not late else late[-1:]
    if role is not None or clause.has("all", "each", "item") or not titles:
        return None
    if clause.has("end") and not clause.has("start", "until"):
        return [t for t in late if t.role == "end"] or late[-1:]
    if clause.has("start") and not clause.has("end"):
        return [t for t in titles if t.s < min(total / 2, 1500)][:1]
    return None


def _quoted(work: Work, clause: Clause, quotes: list[Token], shown: list[Token]) -> None:
    known = {t.text.casefold(): t.text for t in work.draft.titles}
    use(quotes)
    parts = [t for t in clause.open() if t.values("part") and work.draft.titles]
    if parts and len(quotes) == 1 and clause.has("change") and not shown:
        use(parts)
        old = work.draft.titles[int(parts[0].values("part")[0])].text
        clause.take(*TEXTS, "change", "add")
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
    if len(quotes) == 1 and quotes[0].text.casefold() in known and styled(clause):
        style(work, clause, quotes)
        return
    _beside_title(work, clause)
    lines = tuple(quote.text for quote in quotes)
    per_item = clause.has("each") or (clause.has("item") and clause.has("all"))
    if len(lines) > 1 and (per_item or clause.has("caption", "item")):
        clause.take(*TEXTS, "each", "all")
        many = len(work.draft.clips)
        use(t for t in clause.open() if "num" in t and t.value == many)  # `四张分别写上…`
        work.do(o.Captions(lines, each=per_item or len(lines) == many))
        if per_item and len(lines) != many:
            work.tell("lines_and_items", lines=len(lines), many=many)
        if styled(clause):
            style(work, clause, [], "subtitle")
        return
    one_place = len({(quote.start, quote.end) for quote in quotes}) == 1  # `a / b / c`
    if len(lines) > 1 and (clause.has("caption") or (one_place and not clause.has("title"))):
        clause.take(*TEXTS)
        work.do(o.Captions(lines, each=len(lines) == len(work.draft.clips)))
        if styled(clause):
            style(work, clause, [], "subtitle")
        return
    for line in lines:
        _add(work, clause, line)


def _replaced(work: Work, clause: Clause, text: str, old: str) -> None:
    clause.take("change", "instead", *TEXTS)
    work.do(o.ReplaceText(text, old=old))
    if styled(clause):
        style(work, clause, [])


def _add(work: Work, clause: Clause, line: str) -> None:
    role = role_of(clause)
    if role is None and clause.had("it") and "title" in clause.topics:
        role = "title"
    same = [t for t in work.draft.titles if t.role == role]
    rewording = (
        clause.has("change", "swap") and not clause.has("add") and not clause.has("start", "end")
    )
    told = clause.has("named") and clause.has("text", "caption") and not clause.has("add", "more")
    if (rewording or told) and role != "title" and (old := on_clip(work, clause)):
        _replaced(work, clause, line, old)
        return
    rest = [t for t in clause.left() if not t.tags & {"change", "to", "title", "text", "video"}]
    bare = rewording and not rest and not clause.had("item")  # `rename it to "Summer"`
    one = (
        bare or (clause.has("text") and rewording) or (clause.has("write") and clause.has("change"))
    )
    named = [t for t in work.draft.titles if t.role == "title"]
    alone = named if len(work.draft.titles) > 1 else list(work.draft.titles)
    if role is None and one and len(alone) == 1:
        same = alone
        role = same[0].role
    if role and same and (rewording or clause.has("instead")):
        clause.take("change", "swap", "write", *TEXTS)
        work.do(o.ReplaceText(line, role))
        if styled(clause):
            style(work, clause, [], role)
        return
    work.do(_new_text(work, clause, line, role))


def _beside_title(work: Work, clause: Clause) -> None:
    """`"since 1985" below the title`: the noun says where, not that the title is another."""
    if not work.draft.titles or clause.has("change", "instead"):
        return
    words = [t for t in clause.open() if FILLER not in t or t.values("place")]
    words = words[::-1] if work.language in _BEHIND else words
    for place, noun in itertools.pairwise(words):
        if place.values("place") and "title" in noun:
            noun.tags, noun.used = frozenset({FILLER}), True


def _new_text(work: Work, clause: Clause, line: str, role: Role | None) -> o.AddText:
    color, position = attributes(clause)
    again = [
        t for t, after in itertools.pairwise(clause.tokens) if "nth" in t and after.tags & TEXTS
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
    whole = found is not None and not item and (found.whole or clause.had("all"))
    if found is not None and whole:
        found.take()
    late = (clause.has("end", "last") or work.late) and span is None and not item
    whole = clause.take("all") or whole
    if whole and start is None and not late and role != "end":
        start, ms = 0, work.draft.total  # beside `at the end`, `the whole` is something else's
    if role == "title" and late and work.draft.titles:
        role = None  # `the title "Bye" at the end` is no other name of the film
    if role is None:
        role = "end" if late else "subtitle" if item else "title"
    lower = clause.has("lower")
    clause.take(*TEXTS, "start", "end", "last", "first", "intro", "corner", "middle", "only")
    size, styles = size_of(clause) or 1.0, styles_of(work, clause)
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
