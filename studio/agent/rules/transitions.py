"""Rules about what is between pictures, and how the video begins and ends: transitions, fades."""

from __future__ import annotations

from collections.abc import Sequence

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.rules.shared import instead
from studio.agent.targets import Which
from studio.agent.tokens import Token
from studio.agent.work import Work

_OTHER_FADES = {"longer": 2_500, "shorter": 500}  # the usual one takes a second
_KINDS = ("fade", "wipe", "slide", "zoom")
_SOFTER = 1.6


def _crossfade(clause: Clause) -> None:
    """`a fade between the second and the third` is a transition."""
    mark = next((i for i, t in enumerate(clause.tokens) if "instead" in t), None)
    if (
        mark is not None
        and clause.kinds("trans")
        and any("fade" in t for t in clause.tokens[mark:])
    ):
        use(t for t in clause.tokens[mark:] if "fade" in t)  # `slides instead of fades`
        clause.tokens.append(Token("", frozenset({"transition"}), -1, -1))
    if clause.has("between") and clause.kinds("fade") and not clause.kinds("trans"):
        kind = "black" if "out" in clause.take_kind("fade") else "fade"  # `fade to black between …`
        clause.tokens.append(Token("", frozenset({f"trans:{kind}"}), -1, -1))


def transition(work: Work, clause: Clause) -> None:
    """Which, between which pictures, how long; none, or another one."""
    if _all_but_one(work, clause) or _varied(work, clause):
        return
    _crossfade(clause)
    if not _meant(work, clause):
        return
    dur = clause.first("dur")
    after = _cut_named(work, clause)
    if after is None:
        return
    refused = _refused(clause)
    kinds = instead(clause, "trans")
    off = clause.off() and "cut" not in kinds
    if refused:
        kinds, off = [_next_kind(work, kinds)], False
    clause.take("softly")
    clause.take("transition", "item", "all", "between", "instead", "start", "end", "little", "much")
    if "glitch" in kinds:
        work.tell("no_transition_kind")
        return
    if dur is not None:
        dur.used = True
        clause.take("longer", "shorter", "hold", "each", "by")
    ms = int(dur.value) if dur is not None else None
    if not kinds and not off and not clause.had("softly") and _lengths(work, clause, ms):
        return
    if off and kinds and not clause.had("cut"):
        kinds = ["cut"]
    if ms is None and not after and not off and _softer(work, clause, kinds):
        return
    if "fade" in kinds and _lengths(work, clause, ms, only_longer=True):
        return
    kinds = kinds or (["fade"] if clause.had("softly") and not off else [])
    kind = "cut" if off and not kinds else (kinds[0] if kinds else _next_kind(work))
    clause.take("different", "cut")
    work.do(o.SetTransition(kind, after, ms))


def _varied(work: Work, clause: Clause) -> bool:
    """`a different transition each time`, `random transitions`: another kind at every cut."""
    mixed = clause.has("shuffle") or (clause.has("different", "other") and clause.has("each"))
    others = ("neg", "no", "remove", "item", "dur", "anyother", "except")
    many = len(work.draft.clips) - 1
    if not mixed or not clause.has("transition") or clause.kinds("trans") or clause.has(*others):
        return False
    clause.take("shuffle", "different", "other", "each", "transition", "times", "all", "change")
    for cut in range(many):
        work.do(o.SetTransition(_KINDS[cut % len(_KINDS)], cut + 1))
    return many > 0


def _meant(work: Work, clause: Clause) -> bool:
    """Whether the clause is about transitions, of a kind that is known, and there are some."""
    fading = clause.has("anyother") and clause.has("fade")
    if not clause.has("transition") and not clause.kinds("trans") and not fading:
        return False
    if clause.has("keep") and clause.has("transition") and not clause.has("only", "no", "neg"):
        clause.take("keep", "transition", "other", "rest", "all")  # `keep the other transitions`
        work.repeated += 1
        return False
    ambiguous = [t for t in clause.open() if t.values("trans") and "item" in t]
    if ambiguous and len(clause.kinds("trans")) == len(ambiguous) and not clause.has("transition"):
        return False
    both = [t for t in clause.open() if t.values("trans")]
    if both and all(t.values("mood") for t in both) and clause.had("music"):
        return False
    if len(work.draft.clips) < 2:
        clause.take("transition", "add", "remove", "no", "change")
        clause.take_kind("trans")
        work.tell("no_cut_here")
        return False
    return bool(both) or clause.off() or not any("unknown" in t for t in clause.left())


def _softer(work: Work, clause: Clause, kinds: Sequence[str]) -> bool:
    """`softer transitions`, where all are crossfades: longer ones."""
    softer = clause.had("softly") or ("fade" in kinds and clause.has("more", "slower"))
    now = [c.transition for c in work.draft.clips[:-1]]
    fades = [each.ms for each in now if each is not None and each.kind == "fade"]
    if not softer or [*kinds] not in ([], ["fade"]) or len(fades) < len(now):
        return False
    clause.take("more", "longer", "slower")
    work.do(o.SetTransition("fade", 0, round(max(fades) * _SOFTER)))
    return True


def _refused(clause: Clause) -> bool:
    """`anything but a dissolve`, `no wipes, something else`: which one it shall not be."""
    if clause.has("anyother") and not clause.kinds("trans") and clause.take("fade"):
        clause.tokens.append(Token("", frozenset({"trans:fade"}), -1, -1))
    named = bool(clause.kinds("trans"))
    others = clause.has("anyother") or (clause.has("except") and clause.has("transition"))
    if not named or not others or clause.has("instead"):
        return False
    clause.take("anyother", "except", "different", "other", "neg", "no", "remove", "only")
    return True


def _all_but_one(work: Work, clause: Clause) -> bool:
    """`crossfade all except a hard cut before the last`: one for all, another for one cut."""
    tokens = list(clause.tokens)
    mark = next((i for i, t in enumerate(tokens) if "except" in t and not t.used), None)
    if mark is None:
        return False
    rows = [Clause(row, clause.raw) for row in (tokens[:mark], tokens[mark + 1 :])]
    if not all(row.kinds("trans") for row in rows):
        return False
    tokens[mark].used = True
    for row in rows:
        transition(work, row)
    return True


def _lengths(work: Work, clause: Clause, ms: int | None, *, only_longer: bool = False) -> bool:
    """Transitions that are there, longer or shorter."""
    there = any(clip.transition for clip in work.draft.clips)
    if not there:
        return False
    if ms is not None and not only_longer:
        clause.take("longer", "shorter", "slower", "faster", "little")
        work.do(o.TransitionLength(ms=ms))
    elif (factor := clause.first("factor")) is not None and not only_longer:
        clause.take("factor", "longer", "shorter")
        work.do(o.TransitionLength(factor=factor.value))
    elif clause.has("longer", "slower"):
        clause.take("longer", "slower", "little", "much")
        work.do(o.TransitionLength(factor=_SOFTER))
    elif clause.has("shorter", "faster"):
        clause.take("shorter", "faster", "little", "much")
        work.do(o.TransitionLength(factor=0.6))
    elif ms is not None and all(
        clip.transition is None or clip.transition.kind == "fade" for clip in work.draft.clips
    ):
        work.do(o.TransitionLength(ms=ms))
    else:
        return False
    return True


def _cut_named(work: Work, clause: Clause) -> int | None:
    """After which clip the transition is meant, 0 for all; None when it cannot be there."""
    for token in clause.open():
        if token.tags & {"first", "last"} and clause.has("before", "after"):
            token.tags = token.tags - {"hold"} | {"item"}  # `before the last`
    found = work.which(clause)
    numbers = [t for t in clause.open() if "num" in t and t.value == int(t.value)]
    if found is None and len(numbers) == 2 and clause.has("between", "from", "to"):
        found = Which((int(numbers[0].value), int(numbers[1].value)), tuple(numbers))
    if found is None or found.whole:
        if found is not None:
            found.take()
        return 0
    many = len(work.draft.clips)
    if found.missing:
        found.take()
        work.tell("no_position", n=found.missing, many=many)
        return None
    if not found.items:
        found.take()
        return 0 if found.other and not clause.has("item") else None
    items = sorted(found.items)
    if len(items) == 1 and clause.take("each"):
        found.take()
        return 0  # `each slides in over the last one`: the one before it
    last_cut = len(items) == 1 and clause.had("last") and items[0] == many
    found.take()
    before = clause.take("before")
    clause.take("after", "only")
    if len(items) >= 2:
        return items[0]
    place = items[0] - 1 if before or last_cut else items[0]
    if not 1 <= place < many:
        work.tell("no_cut_here")
        return None
    return place


def _next_kind(work: Work, refused: Sequence[str] = ()) -> str:
    """`add a transition` where crossfades are: another one was meant."""
    now = next((c.transition.kind for c in work.draft.clips if c.transition), "")
    if not now and "fade" not in refused:
        return "fade"
    place = _KINDS.index(now) if now in _KINDS else 0
    turned = [*_KINDS[place + 1 :], *_KINDS[: place + 1]]
    return next(kind for kind in turned if kind not in refused)


def fade(work: Work, clause: Clause) -> None:
    if clause.had("quote"):  # `am Ende „Bis bald“ einblenden`
        use(t for t in clause.open() if t.values("fade") and t.tags & {"write", "add", "hold"})
    values = clause.kinds("fade") or _through_black(work, clause)
    if not values and not clause.has("fade"):
        return
    colour = clause.take_kind("fadecolor")
    off = clause.off()
    dur = clause.first("dur")
    if dur is not None:
        dur.used = True
    values = _edges(clause, values, off=off)
    clause.take_kind("fade")
    clause.take("fade", "start", "end", "first", "last", "all", "slower", "video", "place", "at")
    clause.take("longer", "little", "transition", "color", "gradual")
    for token in clause.open():
        if token.values("color"):
            token.used = True
            if "#000000" not in token.values("color"):
                colour.append("other")
    if colour:
        work.tell("no_fade_color")
        return
    ms = int(dur.value) if dur is not None else _other_length(clause, off=off)
    wheres = {"in": ("in",), "out": ("out",), "both": ("in", "out")}
    for where in dict.fromkeys(w for v in values or ["both"] for w in wheres.get(v, ())):
        work.do(o.Fade("in" if where == "in" else "out", not off, ms))


def _edges(clause: Clause, values: list[str], *, off: bool) -> list[str]:
    """At which ends; `no fade to black, neither at the start nor at the end` is of both."""
    if off and clause.has("start") and clause.has("end"):
        return ["both"]
    if values:
        return values
    named = (("in", ("start", "first")), ("out", ("end", "last")))
    return [where for where, tags in named if clause.has(*tags)]


def _through_black(work: Work, clause: Clause) -> list[str]:
    """`it shall begin in black and end the same way`: a fade by what is seen of it."""
    about = (
        "title",
        "text",
        "caption",
        "endcard",
        "quote",
        "transition",
        "cards",
        "box",
        "outline",
    )
    wordy = clause.topics & set(about) or clause.follows & set(about)
    if wordy or clause.had(
        *about, "color", "item", "clip", "remove", "no", "neg", "dur", "between"
    ):
        return []
    last = work.ops[-1] if work.ops else None
    edges = [name for tag, name in (("start", "in"), ("end", "out")) if clause.has(tag)]
    if isinstance(last, o.Fade) and last.on and clause.has("same") and len(edges) == 1:
        clause.take("same")
        return edges
    black = [t for t in clause.open() if "#000000" in t.values("color")]
    if not black:
        return []
    if clause.has("bothends") or (len(edges) == 1 and clause.has("same")):
        edges = ["both"]
    if not edges and any("from" in t for t in clause.tokens if t.end <= black[0].start):
        edges = ["in"]
    if edges:
        clause.take("gradual", "same", "bothends", "from", "to", "hold", "write")
    return edges


def _other_length(clause: Clause, *, off: bool) -> int | None:
    """A fade that is there, longer or shorter."""
    if off or not clause.had("longer", "shorter"):
        return None
    clause.take("shorter")
    return _OTHER_FADES["longer" if clause.had("longer") else "shorter"]
