"""Making a new video: out of what was sent, of a part of it, or of words alone."""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.context import Media, Project
from studio.agent.languages import FILLER, fold
from studio.agent.making import MOODS
from studio.agent.rules.cards import cards, details
from studio.agent.rules.slides import DEFINITE
from studio.agent.tokens import Reading, Token
from studio.agent.work import Work
from studio.draft import Draft

_OCCASIONS: dict[str, tuple[o.CreateKind, str]] = {
    "ad": ("promo", "upbeat"),
    "intro": ("promo", "upbeat"),
    "estate": ("promo", "corporate"),
    "birthday": ("slideshow", "happy"),
    "baby": ("slideshow", "calm"),
    "wedding": ("slideshow", "romantic"),
    "travel": ("montage", "upbeat"),
    "recap": ("montage", "upbeat"),
    "memorial": ("slideshow", "sad"),
    "christmas": ("slideshow", "festive"),
    "quote": ("slideshow", "calm"),
    "invite": ("slideshow", "happy"),
}
_NOT_NEW = ("remove", "no", "undo", "redo", "swap", "restore", "keep", "split", "loop")
# Words before `video` that tell a new one from the one that is there.
_ONE = frozenset(
    {"a", "an", "another", "un", "una", "um", "uma", "une", "ein", "einen", "sebuah", "एक"}
)
_ONE_UNSPACED = ("一个", "一個", "一段", "一条", "一支", "1本")
_STORY = {FILLER, "unknown", "pronoun", "praise", "num", "much", "more", "item", "whose"}
_EDITS = ("first", "last", "title", "music", "transition", "fade", "logo", "caption", "endcard")


def make(work: Work, reading: Reading, clauses: list[Clause]) -> bool:
    """Whether the prompt wants a video made; the making comes first, the rest edits it."""
    tokens = [t for clause in clauses for t in clause.tokens]
    if cards(work, reading, clauses, tokens):
        return True
    if not _wanted(work, reading, tokens):
        return False
    noun = any(t.tags & {"video", "slideshow"} or t.values("occasion") for t in tokens)
    if not work.project.visuals and not noun and not reading.has("cant:footage"):
        return False
    footage = reading.has("cant:footage") and not any("these" in t for t in tokens)
    if not work.project.visuals or (footage and _of_scene(tokens)):
        use(tokens)
        work.tell("no_footage")
        return True
    fresh = () if work.draft.empty or reading.has("all") else _new_pictures(work.project)
    items = _items(work, clauses, fresh or work.project.visuals)
    if items is None:
        return True
    first = next((c for c in clauses if any(_makes(t) for t in c.tokens)), clauses[0])
    kind, mood = _occasion(tokens)
    work.project = replace(work.project, draft=Draft())
    span = work.when(first) if [item.kind for item in items] == ["video"] else None
    if span is not None and span.end is not None and not span.at and not span.edge:
        work.do(o.Create(items, kind, None, mood))
        work.do(o.KeepRange(span.take().start, min(span.end, work.draft.total)))
        use(t for t in first.open() if "dur" in t and t.value == work.draft.total)
    else:
        ms = _length(work, first) or _length_apart(clauses)
        work.do(o.Create(items, kind, ms, mood))
    use(t for t in tokens if t.values("subject") and not t.values("name"))
    for token in tokens:
        if _makes(token) or any(token.values("occasion")) or token.tags & {"these", "newvideo"}:
            token.used = token.used or not _edit_word(token)
    first.take("all", "item", "clip", "only", "intro", "create")
    _adjectives(tokens)
    _told(clauses)
    details(work, reading, clauses)
    return True


def _adjectives(tokens: list[Token]) -> None:
    """`a short promo` is no order to shorten it."""
    for token, after in itertools.pairwise(tokens):
        noun = after.tags & {"video", "slideshow"} or after.values("occasion")
        if token.tags & {"shorter", "longer", "faster"} and noun:
            token.used = True


def _told(clauses: list[Clause]) -> None:
    """What only tells of the people and places that it is about: no wish, and no account of it.

    `Mia`, `60th` in the clause with the occasion; `she loves flowers`.
    """
    for clause in clauses:
        words = [t for t in clause.tokens if not t.tags & {"break", "and", "then"}]
        story = bool(words) and "pronoun" in words[0]
        if story and all(t.tags & _STORY or t.values("subject") for t in words):
            use(words)
        if any(t.values("occasion") for t in words):
            use(t for t in words if _age(t) or ("unknown" in t and t.text[:1].isupper()))


def _age(token: Token) -> bool:
    """`60`, `60th`: of a birthday, where no unit stands beside it."""
    plain = not token.tags - {"num", "nth", "unknown", "numword"}
    return plain and token.text[:1].isdigit()


def _length(work: Work, clause: Clause) -> int | None:
    """The length of the whole, where it stands beside the word for the video."""
    dur = clause.first("dur")
    quote = clause.first("quote")
    if dur is None or (quote is not None and quote.start < dur.start and _of(clause, quote, dur)):
        return None
    span = work.when(clause)
    if clause.has("each") or (span is not None and span.end is not None):
        return None
    dur.used = True
    clause.take("longer", "shorter", "hold", "by", "slower")
    return int(dur.value)


def _length_apart(clauses: list[Clause]) -> int | None:
    """`…, 25 seconds, with "Hi" on it`: between marks, and before the words for the screen."""
    tokens = [t for clause in clauses for t in clause.tokens]
    quote = next((i for i, t in enumerate(tokens) if "quote" in t), 0)
    groups = itertools.groupby(tokens[:quote], lambda t: "break" in t)
    pieces = [list(group) for mark, group in groups if not mark]
    for piece in pieces[:-1]:
        durs = [t for t in piece if "dur" in t and not t.used]
        small = all(t in durs or t.tags & {FILLER, "about", "length", "whose"} for t in piece)
        if len(durs) == 1 and small:
            durs[0].used = True
            return int(durs[0].value)
    return None


def _of(clause: Clause, quote: Token, dur: Token) -> bool:
    """Whether a length is that of the words before it: `"Sale" for 3 seconds`; behind the verb
    that adds them it is the film's: `제목 "…"를 넣어 15초 영상`."""
    between = [t for t in clause.tokens if quote.end <= t.start < dur.start]
    if any("add" in t for t in between):
        return False
    small = all(FILLER in t or "break" in t for t in between)
    return not small or any(t.tags & {"about", "hold", "at"} for t in between)


def _edit_word(token: Token) -> bool:
    """A word of the making that also is an edit to be read: `vertical short`, `title`."""
    kinds = ("canvas", "mood", "look", "trans", "color", "place", "motion", "ord")
    also = any(token.values(kind) for kind in kinds)
    return also or bool(token.tags & {"shorter", "longer", "title", "text", "nth", "intro"})


def _makes(token: Token) -> bool:
    return bool(token.tags & {"create", "video", "slideshow", "newvideo"})


def _of_scene(tokens: list[Token]) -> bool:
    return sum("unknown" in t for t in tokens) >= 1 or any(t.values("cant") for t in tokens)


def _wanted(work: Work, reading: Reading, tokens: list[Token]) -> bool:
    noun = any(t.tags & {"video", "slideshow"} or "footage" in t.values("cant") for t in tokens)
    verb = any("create" in t for t in tokens)
    occasion = any(t.values("occasion") for t in tokens)
    if not work.draft.empty:
        return _another(work, reading, tokens, noun=noun, verb=verb)
    if any("question" in t for t in tokens) and not verb:
        return False
    length = any("dur" in t for t in tokens)
    canvas = any(t.values("canvas") for t in tokens)
    own = any("these" in t for t in tokens)
    if any(t.tags & {"undo", "redo"} for t in tokens):
        return False
    if noun and (verb or length or canvas or occasion or own):
        return True
    named = any("nth" in t or t.values("name") or t.tags & {"first", "last"} for t in tokens)
    if named and any(t.tags & {"only", "except"} for t in tokens) and not reading.quotes:
        return noun or length or not any(map(_edit_word, tokens))
    plain = [t for t in tokens if not t.tags & {"break"} and FILLER not in t]
    if noun and len(plain) <= 3:
        return True
    if any("slideshow" in t for t in tokens):
        return True
    if noun and plain and plain[0].tags & {"video", "slideshow"}:
        return True  # `video for grandma, calm music`
    begun = bool(plain) and bool(plain[0].values("occasion") or reading.quotes)
    brief = verb or length or len(plain) <= 4 or begun
    return (occasion and brief) or (verb and (own or length))


def _another(work: Work, reading: Reading, tokens: list[Token], *, noun: bool, verb: bool) -> bool:
    """A second video in the same session: said to be new, or out of named files only."""
    if any(t.tags & set(_NOT_NEW) for t in tokens):
        return False
    if _new_pictures(work.project) and _of_new_pictures(reading, tokens):
        return True
    length = any("dur" in t for t in tokens)
    if any("newvideo" in t for t in tokens) and (noun or verb or length or len(tokens) <= 5):
        return True
    sourced = any("from" in t for t in tokens)
    named = any("nth" in t or t.values("name") or "last" in t for t in tokens)
    if sourced and named and not reading.quotes:
        return (noun or any("num" in t and t.value == 1 for t in tokens)) and not any(
            t.tags & {"cut", "transition", "text", "title", "between"} or _styles(t) for t in tokens
        )
    if not (noun and verb):
        return False
    own = [t for t in tokens if "these" in t and not t.tags & {"it", "item", "video", "clip"}]
    fresh = any(t.text.casefold() != "this" for t in own)
    indefinite = reading.has("slideshow") or any(t.values("occasion") for t in tokens)
    steering = any(t.tags & set(_EDITS) for t in tokens)
    return (fresh or indefinite) and not steering and any("dur" in t for t in tokens)


def _styles(token: Token) -> bool:
    """A word of how pictures look: of those that are there."""
    return any(map(token.values, ("trans", "look", "motion", "fade")))


def _new_pictures(project: Project) -> tuple[Media, ...]:
    return tuple(item for item in project.fresh if item.kind != "audio")


def _of_new_pictures(reading: Reading, tokens: list[Token]) -> bool:
    """`a 10 second video from these`, said with new pictures; not `make the video warmer`."""
    place = next((i for i, t in enumerate(tokens) if t.tags & {"video", "slideshow"}), None)
    if place is None:
        return False
    lead = fold(" ".join(t.text for t in tokens[max(0, place - 4) : place + 1])).split()
    one = bool({*lead} & _ONE) or any(word in reading.raw for word in _ONE_UNSPACED)
    own = any("these" in t and "it" not in t for t in tokens)
    if (not one and {*lead} & DEFINITE) or (not own and any("it" in t for t in tokens[:place])):
        return False
    creating = any("create" in t for t in tokens)
    if one:
        return creating or own or any("dur" in t for t in tokens)
    edit = {"longer", "shorter", "faster", "slower", "bigger", "smaller", "up", "down", "mute"}
    edit |= {"end", "start", "first", "last", "after", "before"}
    kinds = any(t.values("look") or t.values("canvas") for t in tokens)
    return creating and not kinds and not any(t.tags & edit for t in tokens)


def _items(
    work: Work, clauses: list[Clause], otherwise: tuple[Media, ...]
) -> tuple[Media, ...] | None:
    """The files that are named for it, or these; None (and told) when one is not there."""
    visuals = work.project.visuals
    before = work.project
    fresh = replace(before, draft=Draft())
    work.project = fresh
    for clause in clauses:
        _told_of(clause)
    for clause in clauses:
        sourced = clause.has("from", "only", "these", "except")
        if not sourced and (not _lone(clause) or any("unknown" in t for t in clause.open())):
            continue  # `me, my coffee, my cat, my view`: of a list that was half read, all
        if clause.has("transition", "start", "end"):
            continue
        _format_word(clause)
        _product(clause)
        found = work.which(clause)
        if found is None or found.whole:
            continue
        if clause.has("item") and all("clip" in t and "nth" not in t for t in found.tokens):
            continue  # `the clip and the photos`
        if any(clause.kinds(kind) for kind in ("look", "motion", "trans")) or clause.has("quote"):
            continue
        if found.missing:
            found.take()
            work.tell("no_position", n=found.missing, many=len(visuals))
            work.project = before
            return None
        found.take()
        clause.take("from", "only")
        if found.items:
            return tuple(visuals[n - 1] for n in found.items)
    work.project = before
    return otherwise


def _told_of(clause: Clause) -> None:
    """`our cat is two today, make a clip of these`: who it is about, no choice among the files."""
    groups = itertools.groupby(clause.tokens, lambda t: "break" in t)
    for piece in [list(group) for mark, group in groups if not mark]:
        names = [t for t in piece if t.values("name") and t.values("subject")]
        rest = [t for t in piece if FILLER not in t and "and" not in t and t not in names]
        told = [t for t in rest if t.tags & {"unknown", "num", "pronoun", "person"}]
        told += [t for t in rest if any(t.values("occasion"))]
        plain = all(t in told or t.tags & {"whose", "praise"} for t in rest)
        if names and told and plain:
            use(names)


def _format_word(clause: Clause) -> None:
    """`…, portrait, …`: between marks that is the format, which is upright anyway."""
    around = [None, *clause.tokens, None]
    for before, token, after in zip(around, clause.tokens, around[2:], strict=False):
        alone = before is not None and "break" in before and (after is None or "break" in after)
        if alone and "portrait" in token.values("subject"):
            token.used = True


def _product(clause: Clause) -> None:
    """`做个视频`, `a coffee promo`: what is made, and what it is about, name no files."""
    words = [t for t in clause.tokens if FILLER not in t or "create" in t]
    for before, token in itertools.pairwise(words):
        made = "create" in before and "clip" in token and "item" not in token
        near = (before.values("occasion") and token) or (token.values("occasion") and before)
        ordered = "create" in token and before.tags >= {"clip", "video"}  # `영상 만들어`
        if made and "these" not in before:
            token.used = True
        elif ordered and "item" not in before and "these" not in before:
            before.used = True
        elif near and near.values("subject"):
            near.used = True


def _lone(clause: Clause) -> bool:
    made = clause.has("to") and clause.has("video", "clip")  # `turn photo 1 and 2 into a clip`
    chosen = clause.has("using") and any("nth" in t for t in clause.open())  # `用第一张做`
    named = any(t.values("name") for t in clause.tokens) or made or chosen
    return named and clause.has("create")


def _occasion(tokens: list[Token]) -> tuple[o.CreateKind, str]:
    found = [v for t in tokens for v in t.values("occasion")]
    known = [name for name in _OCCASIONS if name in found]
    if "birthday" in known:
        known = ["birthday"]
    if not known:
        return ("slideshow", "") if any("slideshow" in t for t in tokens) else ("montage", "")
    kind, mood = _OCCASIONS[known[-1] if known[0] == "ad" and len(known) > 1 else known[0]]
    kind = "slideshow" if any("slideshow" in t for t in tokens) else kind
    return kind, "" if MOODS[kind] == mood else mood


def wants_video(project: Project) -> bool:
    """Whether there is something to make a video of and none yet."""
    return project.draft.empty and bool(project.visuals)
