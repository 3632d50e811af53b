"""Rules about which clips are there and in what order."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.context import Media
from studio.agent.rules import arriving
from studio.agent.rules.moving import POINTS as _POINTS
from studio.agent.rules.moving import move
from studio.agent.targets import Targets
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work

_OTHER_THINGS = ("music", "own", "sound", "title", "text", "caption", "transition", "motion")


def order(work: Work, clause: Clause) -> None:
    """Swap, move, sort, take away, keep, bring back, add."""
    if clause.has("quote", "speed", "slowmo"):
        return
    if _again(work, clause) or _picture_or_edit(work, clause):
        return
    of_new = (arriving.replace, arriving.place)
    rest = (_as_sent, _swap, _arrange, _reverse, _shuffle, _restore, move, _remove, _keep, _more)
    for rule in (*of_new, *rest):
        if rule(work, clause):
            return


def _again(work: Work, clause: Clause) -> bool:
    """`show the portrait again at the end`: a second time, where it is said."""
    shown = any(t.tags & {"hold", "add"} and "move" not in t for t in clause.open())
    if not clause.has("again") or not (shown or clause.has("hold")):
        return False  # `put it at the end again` moves it
    edge = clause.first("start", "end")
    found = work.which(clause)
    if edge is None or found is None or len(found.items) != 1 or found.missing:
        return False
    source = work.draft.clips[found.items[0] - 1].src
    media = next((item for item in work.project.media if item.id == source), None)
    if media is None or clause.has("remove", "no", "restore", *_POINTS):
        return False
    found.take()
    clause.take("again", "hold", "add", "move", "item")
    work.do(o.AddItems((media,), 1 if "start" in edge and "end" not in edge else 0))
    return True


def _as_sent(work: Work, clause: Clause) -> bool:
    """`in the order I sent them`: as the files came; what was sent twice or not at all stays."""
    if not clause.has("sentorder") or len(work.draft.clips) < 2:
        return False
    came = {media.id: n for n, media in enumerate(work.project.media)}
    clips = list(enumerate(work.draft.clips, 1))
    clips.sort(key=lambda pair: came.get(pair[1].src, len(came)))
    clause.take("sentorder", "order", "these", "item", "all", "restore", "normal", "move", "old")
    work.do(o.Arrange(tuple(n for n, _ in clips)))
    return True


def _exchanged(work: Work, clause: Clause) -> bool:
    """`change the first and the third photo`, in languages whose verb says both."""
    if work.language == "en" or not clause.has("change") or clause.has("start", "end"):
        return False
    if any("to" in t and "by" not in t for t in clause.open()):
        return False  # `cambia la segunda por la tercera` is none
    found = work.which(clause)
    if found is None or len(found.items) != 2 or found.missing or found.whole:
        return False
    if any(t.tags & {"first", "last"} and " " in t.text for t in found.tokens):
        return False  # `mets la dernière photo en premier`
    named = {*map(id, found.tokens)}
    rest = [t for t in clause.left() if id(t) not in named and not t.tags & {"change", "these"}]
    if rest:
        return False
    found.take()
    clause.take("change", "these", "item")
    work.do(o.Swap(*found.items))
    return True


def _swap(work: Work, clause: Clause) -> bool:
    if not clause.has("swap") or clause.had("motion", "transition", "look", "sound"):
        return _exchanged(work, clause)
    found = work.which(clause)
    many = len(work.draft.clips)
    halves = clause.has("half") and many == 2
    numbers = [int(t.value) for t in clause.open() if "num" in t]
    items = found.items if found is not None else (1, 2) if halves else ()
    if len(items) == 1 and len(numbers) == 2 and numbers[0] == items[0]:
        items = (items[0], numbers[1])  # `foto 1 com a 3`
        clause.take("num")
    if len(items) < 2 and len(numbers) == 2 and all(1 <= n <= many for n in numbers):
        items = (numbers[0], numbers[1])
    if found is not None and found.missing:
        found.take()
        work.tell("no_position", n=found.missing, many=many)
        return True
    if len(items) != 2:
        if found is None and not clause.has("item", "half", "clip", "order", "num"):
            return False
        clause.take("swap", "num", "half")
        if found is not None:
            found.take()
        if many == 2:
            work.do(o.Swap(1, 2))
        else:
            work.question(Ask("ask_swap"))
        return True
    if found is not None:
        found.take()
    if found is None:
        clause.take("num")
    clause.take("swap", "half", "order", "all")
    work.do(o.Swap(items[0], items[1]))
    return True


def _arrange(work: Work, clause: Clause) -> bool:
    """`order: 2, 4, 1, 3`, `cat, coffee, portrait, pano`."""
    numbers = [t for t in clause.open() if "num" in t and t.value == int(t.value)]
    many = len(work.draft.clips)
    named = [t for t in clause.open() if t.values("name")]
    listed = numbers if len(numbers) >= len(named) else named
    if len(listed) < 3 or not (clause.has("order") or len(listed) == many):
        return False
    if clause.had("caption", "title", "text"):
        return False
    if any(t.value < 1 or t.value > many for t in listed if "num" in t):
        return False
    if listed is named:
        found = Targets(work.project).read(clause)
        order_of = found.items if found is not None else ()
    else:
        order_of = tuple(int(t.value) for t in numbers)
    if len(set(order_of)) != len(order_of) or len(order_of) < 3:
        return False
    use(listed)
    clause.take("order", "item", "first", "last", "move", "change")
    work.do(o.Arrange(order_of))
    return True


def _reverse(work: Work, clause: Clause) -> bool:
    if not clause.has("reverse"):
        return False
    if work.ops and isinstance(work.ops[-1], o.Swap) and not clause.has("order", "item", "all"):
        clause.take("reverse")
        work.repeated += 1  # `the second for the third, and the other way round`
        return True
    videos = [c for c in work.draft.clips if c.kind == "video"]
    stills = len(work.draft.clips) > 1
    about_order = clause.has("order", "item") and stills
    if clause.has("swap") or (not videos and not stills):
        return False
    if about_order or not videos:
        clause.take("reverse", "order", "all", "item", "clip")
        work.do(o.ReverseOrder())
        return True
    items = work.items(clause)
    if items is None:
        return True
    off = clause.take("no", "neg", "undo", "normal")
    clause.take("reverse", "clip", "all", "normal", "start", "end", "from", "to")
    work.do(o.PlayBackwards(items, not off))
    return True


def _shuffle(work: Work, clause: Clause) -> bool:
    if not clause.has("shuffle"):
        return False
    clause.take("shuffle", "order", "all")
    if len(work.draft.clips) > 1:
        work.do(o.Shuffle())
    else:
        work.tell("last_clip")
    return True


def _restore(work: Work, clause: Clause) -> bool:
    restoring = [t for t in clause.open() if "restore" in t]
    to_an_end = clause.has("move") and clause.had("to", "at")  # `move it to the back`
    to_an_end = to_an_end and any("end" in t for t in restoring)
    if not restoring or to_an_end:
        return False
    history = work.project.history
    if clause.has("music", "title", "text", "caption", "endcard", "logo", "transition"):
        return _restored_part(work, clause)
    missing = _unused(work)
    named = [t for t in clause.open() if t.values("name")]
    if named:
        wanted = tuple(work.project.media[int(t.values("name")[0])] for t in named)
        missing = tuple(m for m in wanted if m in missing)
    gone = _last_removed(work)
    if not missing or not (named or gone):
        if clause.has("item", "clip") or not history:
            clause.take("restore", "remove", "other")
            work.tell("nothing_removed")
            return True
        return False
    back = missing if named else tuple(m for m in missing if m.id in gone) or missing[-1:]
    use(named)
    clause.take("restore", "remove", "item", "clip", "last", "first", "nth", "all", "num", "cut")
    for media in back:
        work.do(o.AddItems((media,), _place(work, media)))
    return True


def _restored_part(work: Work, clause: Clause) -> bool:
    """Music or words as an earlier draft had them."""
    for draft in reversed(work.project.history[:-1]):
        if clause.has("music") and draft.music is not None and work.draft.music is None:
            clause.take("restore", "music", "add")
            if draft.music.gen:
                work.do(o.SetMusic(draft.music.gen, draft.music.volume))
            else:
                song = next((m for m in work.project.media if m.id == draft.music.src), None)
                if song is not None:
                    work.do(o.OwnMusic(song, draft.music.volume))
            return True
        gone = [t for t in draft.titles if t.text not in {x.text for x in work.draft.titles}]
        if gone and clause.has("title", "text", "caption", "endcard"):
            clause.take("restore", "title", "text", "caption", "endcard")
            t = gone[0]
            work.do(o.AddText(t.text, t.role, t.color, t.position, t.s, t.d, t.size, t.styles))
            return True
    return False


def _last_removed(work: Work) -> set[str]:
    """The sources that the newest change took away."""
    now = {clip.src for clip in work.draft.clips}
    for draft in reversed(work.project.history):
        before = {clip.src for clip in draft.clips}
        if before - now:
            return before - now
    return set()


def _place(work: Work, media: Media) -> int:
    """Where a picture was before, as a position; 0 for the end."""
    for draft in reversed(work.project.history):
        sources = [clip.src for clip in draft.clips]
        if media.id in sources:
            return min(sources.index(media.id) + 1, len(work.draft.clips) + 1)
    return 0


def _unused(work: Work) -> tuple[Media, ...]:
    used = {clip.src for clip in work.draft.clips} | {work.draft.logo}
    return tuple(item for item in work.project.visuals if item.id not in used)


def _remove(work: Work, clause: Clause) -> bool:
    verbs = [t for t in clause.open() if t.tags & {"remove", "no", "cut"} and "hold" not in t]
    if not verbs and clause.has("except") and not clause.has("takes"):
        verbs = [t for t in clause.open() if "off_part" in t]  # `all except the cat can go`
    if not verbs or clause.has(*_POINTS):
        return False  # `第二张停了太久`
    other_things = clause.has("title", "text", "music", "transition", "motion", "fade", "look")
    found = work.which(clause)
    if found is None or other_things or (found.whole and not found.items):
        return False
    if not clause.has("remove", "no") and clause.has("to", "by", "shorter", "longer"):
        return False  # `cut the last photo short`
    if _within(clause, found.tokens):
        use(clause.open())
        work.tell("no_retouch")
        return True
    many = len(work.draft.clips)
    if found.other:
        items = work.items(clause)
        clause.take("remove", "no")
        if items:
            work.do(o.RemoveItem(items[0]))
        return True
    found.take()
    clause.take("remove", "no", "cut", "item", "only")
    if found.missing:
        work.tell("no_position", n=found.missing, many=many)
    elif len(found.items) >= many:
        work.tell("last_clip" if many == 1 else "nothing_left")
    else:
        for item in sorted(found.items, reverse=True):
            work.do(o.RemoveItem(item))
    return True


def _picture_or_edit(work: Work, clause: Clause) -> bool:
    """`take the last one back out`, right after an edit: the last picture, or that edit? Asked."""
    out = clause.has("remove", "no", "cut") and clause.had("again", "restore")
    found = work.which(clause) if out and work.memory.edited else None
    if found is None or clause.had("item", "clip", "title", "text", "music", *_POINTS):
        return False
    bare = [t for t in found.tokens if not ("num" in t and t.value == 1)]
    if len(bare) != 1 or "last" not in bare[0] or bare[0].values("name"):
        return False
    use(clause.open())
    work.question(Ask("ask_which", ("option_undo", "option_remove_last")))
    return True


def _within(clause: Clause, named: tuple[Token, ...]) -> bool:
    """`the cup from the coffee photo`: a thing in a picture, not the picture."""
    tokens = clause.tokens
    mark = next((i for i, t in enumerate(tokens) if "from" in t and "num" not in t), None)
    if mark is None:
        return False
    before = [t for t in tokens[:mark] if t.values("name") or t.tags & {"unknown", "ground"}]
    after = [t for t in tokens[mark:] if t in named and "num" not in t]
    return bool(before and after)


def _keep(work: Work, clause: Clause) -> bool:
    others = (*_POINTS, "factor", "percent", "longer", "between")
    if not clause.has("keep", "only") or clause.has(*others):
        return False
    if clause.left() and any(
        t.tags & {"look", "color", "music", "title"} or t.values("look") or t.values("motion")
        for t in clause.open()
    ):
        return False
    found = work.which(clause)
    if found is None or found.whole or not found.items:
        return False
    kinds = ("motion", "look", "trans", "mood")
    shown = any(t.values(kind) for t in clause.tokens for kind in kinds)
    if not clause.has("keep") and (shown or clause.had(*_OTHER_THINGS)):
        return False  # `sad music only for the last photo`
    edges = [t for t in found.tokens if t.tags & {"first", "last"} and not t.values("name")]
    names = [t for t in found.tokens if t.values("name")]
    if len(edges) == len(names) == 1 and len(found.items) == 2 and not clause.had("and"):
        found.take()  # `… but keep the portrait first`
        clause.take("keep", "item")
        place = found.items[found.tokens.index(names[0]) > found.tokens.index(edges[0])]
        work.do(o.Move(place, 1 if "first" in edges[0] else 0))
        return True
    named = {*map(id, found.tokens)}
    bare = [t for t in clause.left() if id(t) not in named and not t.tags & {"only", "these"}]
    behind = not work.begun.empty and bool(work.ops or work.lost)
    if not clause.has("keep") and (bare or behind or clause.has("at", "it")):
        return False  # `just photos 1 and 2` is an order by itself, and behind others none
    found.take()
    clause.take("keep", "only", "item", "clip", "video")
    if found.missing:
        work.tell("no_position", n=found.missing, many=len(work.draft.clips))
    else:
        work.do(o.KeepItems(found.items))
    return True


def _more(work: Work, clause: Clause) -> bool:
    """Further material for the video that is there."""
    nouns = clause.has("item", "clip", "video", "these") or any(
        t.values("name") for t in clause.open()
    )
    other_things = clause.has("music", "title", "text", "transition", "logo", "dur", "color")
    if not clause.has("add") or not nouns or other_things or clause.left_heavy():
        return False
    missing = _unused(work)
    named = [t for t in clause.open() if t.values("name")]
    wanted = [work.project.media[int(t.values("name")[0])] for t in named]
    if named:
        missing = tuple(m for m in wanted if m in missing)
        if not missing:
            return False
    if not missing:
        strict = clause.has("item", "clip") and clause.has("more", "different", "nth", "last")
        if strict:
            clause.take("add", "item", "more", "different", "num", "last")
            work.tell("all_used")
        return strict
    use(named)
    early = clause.has("start") and not clause.has("end")
    clause.take("add", "item", "clip", "more", "different", "num", "start", "end", "last", "these")
    clause.take("all", "other")
    work.do(o.AddItems(missing, 1 if early else 0))
    return True
