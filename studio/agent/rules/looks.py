"""Rules about what it looks like: colours, fades, transitions, motion, canvas, logo."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.context import Media
from studio.agent.targets import Which
from studio.agent.tokens import Token
from studio.agent.work import Work

OFF = ("remove", "no", "neg", "without")
LOOKS = frozenset(
    {"warm", "cool", "bright", "dark", "contrast", "vivid", "bw", "vintage", "soft", "cinematic"}
)
CANVASES: dict[str, tuple[int, int]] = {
    "9:16": (1080, 1920),
    "16:9": (1920, 1080),
    "1:1": (1080, 1080),
    "4:5": (1080, 1350),
    "4:3": (1440, 1080),
}
_KINDS = ("fade", "wipe", "slide")


def looks(work: Work, clause: Clause) -> None:
    """Everything about appearance but the words."""
    _canvas(work, clause)
    _fit(work, clause)
    _rotate(work, clause)
    _logo(work, clause)
    _transition(work, clause)
    _fade(work, clause)
    _motion(work, clause)
    _colours(work, clause)


def _instead(clause: Clause, kind: str) -> list[str]:
    """The values asked for; what stands after `instead of` shall go."""
    tokens = list(clause.open())
    several = sum(bool(t.values(kind)) for t in tokens) > 1
    marks = {"instead", "neg"} if several else {"instead"}  # `square, not vertical`
    mark = next((i for i, t in enumerate(tokens) if t.tags & marks), len(tokens))
    if several and mark < len(tokens):
        tokens[mark].used = True
    found = []
    for place, token in enumerate(tokens):
        if values := token.values(kind):
            token.used = True
            if place < mark:
                found.append(sorted(values)[0])
    return found


def _canvas(work: Work, clause: Clause) -> None:
    names = clause.kinds("canvas")
    if not names:
        return
    if clause.has("remove", "no", "neg") and len(names) < 2:
        return
    names = _instead(clause, "canvas")
    clause.take("instead", "format", "place", "bigger", "change", "motion")
    clause.take_kind("canvas")
    exact = [t.values("canvas")[0] for t in clause.tokens if t.values("canvas") and _ratio(t.text)]
    if names:
        named = [name for name in names if name in exact] or names
        work.do(o.Canvas(*CANVASES[named[0]]))


def _ratio(text: str) -> bool:
    """Whether a format is written as numbers, which say more than a platform's name."""
    return text[:1].isdigit()


def _fit(work: Work, clause: Clause) -> None:
    kinds = clause.kinds("fit")
    if not kinds and clause.has("neg") and clause.has("cut") and not clause.has("dur"):
        clause.take("cut")
        kinds = ["blur"]
    if not kinds:
        return
    clause.take_kind("fit")
    clause.take("remove", "no", "neg", "cut", "all", "motion", "instead", "look")
    items = work.items(clause)
    if items is not None:
        work.do(o.Fit("crop" if kinds == ["crop"] else "blur", items))


def _rotate(work: Work, clause: Clause) -> None:
    if not clause.has("rotate") or clause.has("quote"):
        return
    items = work.items(clause)
    if items is None:
        return
    number = clause.first("num")
    degrees = 90
    if number is not None and number.value in (90, 180, 270):
        number.used = True
        degrees = int(number.value)
    clause.take("rotate")
    clause.take_kind("place")
    work.do(o.Rotate(items, 270 if degrees == 270 else 180 if degrees == 180 else 90))


def _logo(work: Work, clause: Clause) -> None:
    if not clause.has("logo") or clause.has("quote"):
        return
    corner = _corner(clause)
    if clause.had("remove", "no", "neg") and not clause.has("instead"):
        clause.take("logo", "remove", "no", "neg", "corner")
        if work.draft.logo:
            work.do(o.Logo(None))
        else:
            work.tell("no_logo_yet")
        return
    if work.draft.logo and clause.has("bigger", "smaller", "size", "percent"):
        clause.take("logo", "bigger", "smaller", "size", "percent", "little")
        work.tell("no_logo_size")
        return
    picture = _logo_picture(work, clause)
    clause.take("logo", "corner", "all", "start", "end", "item", "last", "smaller", "at", "neg")
    if work.draft.logo and corner and (picture is None or picture.id == work.draft.logo):
        work.do(o.MoveLogo(corner))
    elif picture is None:
        work.tell("no_logo")
    else:
        work.do(o.Logo(picture, corner))


def _corner(clause: Clause) -> str:
    places = clause.kinds("place")
    clause.take_kind("place")
    if not set(places) & {"top", "bottom", "left", "right"}:
        return ""
    height = "bottom" if "bottom" in places else "top"
    return f"{height}_{'left' if 'left' in places else 'right'}"


def _logo_picture(work: Work, clause: Clause) -> Media | None:
    """The picture that is named, or called so, or was sent last and is not in the video."""
    pictures = [item for item in work.project.media if item.kind == "image"]
    found = work.which(clause)
    if found is not None and len(found.items) == 1:
        found.take()
        source = work.draft.clips[found.items[0] - 1].src if work.draft.clips else ""
        return next((item for item in pictures if item.id == source), None)
    for token in clause.open():
        if places := token.values("name"):
            token.used = True
            return work.project.media[int(places[0])]
    used = {clip.src for clip in work.draft.clips}
    named = [item for item in pictures if "logo" in item.name.casefold()]
    spare = [item for item in pictures if item.id not in used and work.draft.clips]
    found_there = named or spare
    return found_there[-1] if found_there else None


def _crossfade(clause: Clause) -> None:
    """`a fade between the second and the third` is a transition."""
    if clause.has("between") and clause.kinds("fade") and not clause.kinds("trans"):
        clause.take_kind("fade")
        clause.tokens.append(Token("", frozenset({"trans:fade"}), -1, -1))


def _transition(work: Work, clause: Clause) -> None:
    _crossfade(clause)
    if not clause.has("transition") and not clause.kinds("trans"):
        return
    ambiguous = [t for t in clause.open() if t.values("trans") and "item" in t]
    if ambiguous and len(clause.kinds("trans")) == len(ambiguous) and not clause.has("transition"):
        return
    both = [t for t in clause.open() if t.values("trans")]
    if both and all(t.values("mood") for t in both) and clause.had("music"):
        return
    if len(work.draft.clips) < 2:
        clause.take("transition", "add", "remove", "no", "change")
        clause.take_kind("trans")
        work.tell("no_cut_here")
        return
    if not both and not clause.off() and any("unknown" in t for t in clause.left()):
        return  # a kind of transition that nobody here knows
    dur = clause.first("dur")
    after = _cut_named(work, clause)
    if after is None:
        return
    kinds = _instead(clause, "trans")
    off = clause.off() and "cut" not in kinds
    clause.take("transition", "item", "all", "between", "instead", "start", "end", "little", "much")
    if any(kind in ("glitch", "black") for kind in kinds):
        work.tell("no_transition_kind")
        return
    if dur is not None:
        dur.used = True
        clause.take("longer", "shorter", "hold", "each", "by")
    ms = int(dur.value) if dur is not None else None
    if not kinds and not off and _lengths(work, clause, ms):
        return
    if off and kinds and not clause.had("cut"):
        kinds = ["cut"]
    if "fade" in kinds and _lengths(work, clause, ms, only_longer=True):
        return
    kind = "cut" if off and not kinds else (kinds[0] if kinds else _next_kind(work))
    clause.take("different", "cut")
    work.do(o.SetTransition(kind, after, ms))


def _lengths(work: Work, clause: Clause, ms: int | None, *, only_longer: bool = False) -> bool:
    """Transitions that are there, longer or shorter."""
    there = any(clip.transition for clip in work.draft.clips)
    if not there:
        return False
    if ms is not None and not only_longer:
        clause.take("longer", "shorter", "slower", "faster", "little")
        work.do(o.TransitionLength(ms=ms))
    elif clause.has("longer", "slower"):
        clause.take("longer", "slower", "little", "much")
        work.do(o.TransitionLength(factor=1.6))
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


def _next_kind(work: Work) -> str:
    """`add a transition` where crossfades are: another one was meant."""
    now = next((c.transition.kind for c in work.draft.clips if c.transition), "")
    if not now:
        return "fade"
    place = _KINDS.index(now) if now in _KINDS else 0
    return _KINDS[(place + 1) % len(_KINDS)]


def _fade(work: Work, clause: Clause) -> None:
    values = clause.kinds("fade")
    if not values and not clause.has("fade"):
        return
    colour = clause.take_kind("fadecolor")
    off = clause.off()
    dur = clause.first("dur")
    if dur is not None:
        dur.used = True
    if not values:
        if clause.has("start", "first"):
            values.append("in")
        if clause.has("end", "last"):
            values.append("out")
    clause.take_kind("fade")
    clause.take("fade", "start", "end", "first", "last", "all", "slower", "video", "place", "at")
    clause.take("longer", "little", "transition", "color")
    for token in clause.open():
        if token.values("color"):
            token.used = True
            if "#000000" not in token.values("color"):
                colour.append("other")
    if colour:
        work.tell("no_fade_color")
        return
    ms = int(dur.value) if dur is not None else None
    wheres = {"in": ("in",), "out": ("out",), "both": ("in", "out")}
    for where in dict.fromkeys(w for v in values or ["both"] for w in wheres.get(v, ())):
        work.do(o.Fade("in" if where == "in" else "out", not off, ms))


def _motion(work: Work, clause: Clause) -> None:
    kinds = clause.kinds("motion")
    if not kinds and clause.has("neg") and clause.has("move") and _stands(clause):
        clause.take("move", "neg")
        kinds = ["none"]
    if not kinds and not clause.has("motion"):
        return
    plain = [t for t in clause.open() if t.values("motion")]
    if plain and all(t.values("name") for t in plain):
        return  # `панораму`: the picture of that name
    shared = all(any(not tag.startswith("motion:") for tag in t.tags) for t in plain)
    others = {"transition", "bigger", "smaller", "title", "text", "logo"}
    if plain and shared and any(t.tags & others for t in clause.open() if t not in plain):
        return
    if not any(clip.kind == "image" for clip in work.draft.clips):
        clause.take("motion", "remove", "no", "neg", "add")
        clause.take_kind("motion")
        work.tell("no_media_type")
        return
    if _at_a_pace(work, clause):
        work.tell("no_motion_speed")
        clause.take("motion", "slower", "faster", "little", "much", "speed", "item", "all")
        clause.take_kind("motion")
        return
    items = work.items(clause)
    if items is None:
        return
    items = items or _at_an_end(work, clause)
    kinds = _instead(clause, "motion")
    off = clause.take("less") or clause.off()
    clause.take("motion", "only", "slower", "faster", "little", "much", "instead", "still", "all")
    work.do(o.SetMotion(_motion_kind(kinds, off), items))
    if clause.has("place"):
        clause.take_kind("place")


def _at_a_pace(work: Work, clause: Clause) -> bool:
    """`slow the zoom`, of a zoom that is there; `add slow zooms`, or with music, is a style."""
    found = work.which(clause)
    meant = found.items if found is not None and found.items else ()
    clips = [c for n, c in enumerate(work.draft.clips, 1) if n in meant or not meant]
    now = [c.motion for c in clips if c.kind == "image"]
    kinds = [t.values("motion") for t in clause.open() if t.values("motion")]
    exact = {k for values in kinds if not {"zoom", "pan"} & {*values} for k in values}
    if exact:  # `zoom in slowly` is a new kind for those that pan
        moving = all(motion in exact for motion in now)
    else:
        named = {k for values in kinds for k in values}
        moving = any(m != "none" and (not kinds or m[:3] in {k[:3] for k in named}) for m in now)
    styled = any(isinstance(op, o.SetMusic | o.Create) for op in work.ops)
    added = any("add" in t and "filler" not in t for t in clause.open())
    return clause.has("slower", "faster") and moving and not styled and not added


def _stands(clause: Clause) -> bool:
    """`the photos shouldn't move`: about the pictures, and not about their places."""
    placed = clause.has("start", "end", "before", "after", "to", "order")
    named = any(t.values("name") for t in clause.open())
    return (clause.has("item") or named) and not placed


def _at_an_end(work: Work, clause: Clause) -> tuple[int, ...]:
    """`zoom out at the end`: the picture that stands there; empty where no end is named."""
    if clause.has("at") and clause.take("end"):
        return (len(work.draft.clips),)
    return (1,) if clause.has("at") and clause.take("start") else ()


def _motion_kind(kinds: list[str], off: bool) -> str:
    if off or "none" in kinds:
        return "none"
    exact = [k for k in kinds if k in ("zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up")]
    exact += [k for k in kinds if k == "pan_down"]
    if len(set(exact)) == 1:
        return exact[0]
    if "pan" in kinds:
        return "pan_right"
    if "zoom" in kinds and not exact:
        return "zoom_in"
    return exact[0] if exact and "varied" not in kinds else "varied"


def _colours(work: Work, clause: Clause) -> None:
    if clause.has("originalcolors") or (clause.has("remove", "no") and _plain_look(clause)):
        items = work.items(clause)
        if items is None:
            return
        clause.take("originalcolors", "remove", "no", "look", "restore", "color", "all", "neg")
        clause.take_kind("look")
        work.do(o.Look("", False, items))
        return
    wordy = clause.has("title", "text", "caption", "size", "music")
    if clause.has("color") and clause.has("restore") and not wordy:
        clause.take("color", "restore", "add")
        work.do(o.Look("", False, ()))
        return
    if clause.has("color") and clause.has("more") and not clause.kinds("look") and not wordy:
        items = work.items(clause)
        clause.take("color", "more")
        if items is not None:
            work.do(o.Look("vivid", True, items))
        return
    tokens = [t for t in clause.open() if t.values("look")]
    words = clause.has("title", "text", "caption") and not clause.has("item", "look")
    heard = clause.had("music") and not clause.had("item", "look", "color", "video", "all", "no")
    heard = heard and not clause.had("remove") and "bw" not in clause.kinds("look")
    if not tokens or words or heard:
        return
    span = work.when(clause)
    if span is not None and not span.at:
        span.take()
    items = work.items(clause)
    if items is None:
        return
    off = clause.take("remove", "no", "neg", "less")
    kinds = [k for k in _look_values(clause, tokens) if k in LOOKS]
    if clause.had("transition") or any(t.values("trans") for t in clause.tokens):
        kinds = [k for k in kinds if k != "soft"]
    clause.take("look", "color", "instead", "all", "little", "much", "only", "up", "down")
    start, end = (span.start, span.end) if span is not None and not span.at else (None, None)
    for kind in dict.fromkeys(kinds):
        work.do(o.Look(kind, not off, items, start, end))


def _plain_look(clause: Clause) -> bool:
    return clause.has("look") and not clause.kinds("look")


def _look_values(clause: Clause, tokens: list[Token]) -> list[str]:
    order = list(clause.tokens)
    mark = next((i for i, t in enumerate(order) if "instead" in t), len(order))
    found = []
    for token in tokens:
        token.used = True
        if order.index(token) < mark:
            found.append(sorted(token.values("look"))[0])
    return found
