"""Rules about what it looks like: colours here, the rest in the files beside."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.rules.canvas import canvas, fit, logo, rotate
from studio.agent.rules.motion import motion
from studio.agent.rules.transitions import fade, transition
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work

LOOKS = frozenset(
    {"warm", "cool", "bright", "dark", "contrast", "vivid", "bw", "vintage", "soft", "cinematic"}
)
_OPPOSITES = {
    **{"vivid": "soft", "contrast": "soft", "soft": "vivid", "dark": "bright", "bright": "dark"},
    **{"warm": "cool", "cool": "warm"},
}
_COLORS = Ask("ask_colors", ("option_warm", "option_colors", "option_soft", "option_bw"))


def looks(work: Work, clause: Clause) -> None:
    """Everything about appearance but the words."""
    if clause.had("color") and not clause.had("transition"):
        for token in clause.open():  # `soft colours`: no soft transition
            if token.values("look"):
                token.tags = frozenset(t for t in token.tags if not t.startswith("trans:"))
    canvas(work, clause)
    fit(work, clause)
    rotate(work, clause)
    logo(work, clause)
    transition(work, clause)
    fade(work, clause)
    motion(work, clause)
    _colours(work, clause)


def _colours(work: Work, clause: Clause) -> None:
    if _of_all_colours(work, clause):
        return
    tokens = [t for t in clause.open() if t.values("look")]
    words = clause.has("title", "text", "caption") and not clause.has("item", "look")
    heard = clause.had("music") and not clause.had("item", "look", "color", "video", "all", "no")
    heard = heard and not clause.had("remove") and "bw" not in clause.kinds("look")
    about = "music" in clause.follows and any(t.values("mood") for t in clause.tokens)
    heard = heard or about  # `something epic, like a movie trailer`
    if not tokens or words or heard:
        return
    span = work.when(clause)
    if span is not None and not span.at:
        span.take()
    items = work.items(clause)
    if items is None:
        return
    items = items or (() if span else work.at_an_end(clause))
    off = clause.take("remove", "no", "neg", "less")
    there = {*work.draft.looks, *(look for clip in work.draft.clips for look in clip.looks)}
    if clause.has("different") and {v for t in tokens for v in t.values("look")} & there:
        off = clause.take("different")  # `I don't like the black and white`
    kinds = [k for k in _look_values(clause, tokens) if k in LOOKS]
    if clause.had("transition") or any(t.values("trans") for t in clause.tokens):
        kinds = [k for k in kinds if k != "soft"]
    clause.take("look", "color", "instead", "all", "little", "much", "only", "up", "down")
    start, end = (span.start, span.end) if span is not None and not span.at else (None, None)
    if off and _not_so(work, clause) and not there & {*kinds}:
        kinds, off = [_OPPOSITES.get(kind, kind) for kind in kinds], False  # `not so dark`
    last = work.ops[-1] if work.ops else None
    again = not items and start is None and not off and not clause.had("all", "each", "video")
    for kind in dict.fromkeys(kinds):
        if again and isinstance(last, o.Look) and last.items and last.kind == kind and last.on:
            work.repeated += 1  # `第二张太暗了，调亮一点`: of the picture that was too dark
            continue
        work.do(o.Look(kind, not off, items, start, end))


def _not_so(work: Work, clause: Clause) -> bool:
    """`not so dark`, `pas si sombre`: a degree is refused, and nothing that shall be made."""
    made = clause.had("change", "create") or work.language in ("ja", "ko", "hi")
    return (
        clause.had("less", "neg")
        and not made
        and any(t.values("look")[0] in _OPPOSITES for t in clause.tokens if t.values("look"))
    )


def _of_all_colours(work: Work, clause: Clause) -> bool:
    """`the original colours`, `more colour`, `other colours`: done, or asked, without any look."""
    if clause.has("originalcolors") or (clause.has("remove", "no") and _plain_look(clause)):
        items = work.items(clause)
        if items is None:
            return True
        clause.take("originalcolors", "remove", "no", "look", "restore", "color", "all", "neg")
        clause.take_kind("look")
        work.do(o.Look("", False, items))
        return True
    wordy = clause.had("title", "text", "caption", "size", "music")
    if clause.has("color") and clause.has("restore") and not wordy:
        clause.take("color", "restore", "add")
        work.do(o.Look("", False, ()))
        return True
    if clause.has("color") and clause.has("more") and not clause.kinds("look") and not wordy:
        items = work.items(clause)
        clause.take("color", "more")
        if items is not None:
            work.do(o.Look("vivid", True, items))
        return True
    if _only_colours(clause):
        use(clause.open())
        work.question(_COLORS)
        return True
    return False


def _only_colours(clause: Clause) -> bool:
    """`change the colours`, `my wife hates the colours`: in no direction."""
    wordy = ("title", "text", "caption", "endcard", "size", "music", "ground", "quote")
    if clause.had(*wordy) or any(t.values("color") or t.values("look") for t in clause.tokens):
        return False
    plain = {"color", "change", "different", "vague", "less", "much", "neg", "only", "look", "all"}
    return (
        clause.has("color")
        and clause.has("change", "different", "vague", "less", "much", "neg")
        and all(t.tags & (plain | {"unknown", "video"}) for t in clause.left())
        and sum("unknown" in t for t in clause.left()) < 2
    )


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
