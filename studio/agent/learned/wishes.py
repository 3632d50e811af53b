"""What marked wishes ask for: edits, or a sentence that the rules are sure to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.learned import evidence, lettering
from studio.agent.learned.lettering import Made
from studio.agent.learned.values import UnreadableError, Values
from studio.agent.rules.canvas import CANVASES, logo
from studio.agent.rules.looks import LOOKS
from studio.agent.rules.music import another
from studio.agent.rules.sound import sound
from studio.agent.rules.voice import voice
from studio.agent.tokens import Token
from studio.agent.work import Work
from studio.draft import MUSIC_NAMES

_LONGER: Final = {"": 1.6, "a bit ": 1.3, "much ": 2.2}
_SHORTER: Final = {"": 0.6, "a bit ": 0.75, "much ": 0.4}


def _whole(way: str) -> Callable[[Values], Made]:
    """The whole video longer or shorter."""

    def made(v: Values) -> Made:
        by, share = v.ms("by", "dur"), v.share()
        if by is not None:
            return [o.ChangeDuration(by if way == "longer" else -by)]
        if share is not None:
            return [o.ScaleDuration(_scale(share, way))]
        return f"make the video {v.degree()}{way}"

    return made


def _scale(share: float, way: str) -> float:
    """`twice as long`, `half as long`, `30 % shorter`."""
    if way == "longer":
        return share if share > 1 else 1 + share
    return 1 / share if share > 1 else share if share == 0.5 else 1 - share


def _length(v: Values) -> Made:
    ms = v.ms("dur", "by")
    if ms is None:
        raise UnreadableError
    return [o.SetDuration(ms)]


def _item(way: str) -> Callable[[Values], Made]:
    """Some clips so long, longer or shorter."""

    def made(v: Values) -> Made:
        if not v.has("which"):
            raise UnreadableError  # `make it 5 seconds`: all of it?
        items, ms, share = v.items(), v.ms("by", "dur"), v.share()
        if not way:
            if ms is None:
                raise UnreadableError
            return [o.ItemLength(items, ms)]
        if ms is not None:
            return [o.ItemLength(items, by=ms if way == "longer" else -ms)]
        if share is not None:
            return [o.ItemLength(items, factor=_scale(share, way))]
        usual = _LONGER if way == "longer" else _SHORTER
        return [o.ItemLength(items, factor=usual[v.degree()])]

    return made


def _cut(v: Values) -> Made:
    ranges = sorted(v.ranges(), reverse=True)  # from the end on, so that the others stay in place
    return [o.RemoveRange(start, end) for start, end in ranges]


def _keep(v: Values) -> Made:
    (only, *more) = v.ranges()
    if more:
        raise UnreadableError
    return [o.KeepRange(*only)]


def _speed(way: str) -> Callable[[Values], Made]:
    def made(v: Values) -> Made:
        share, items, span = v.share(), v.items(), v.span()
        usual = {"faster": (1.5, 1.2, 2.0), "slower": (0.75, 0.85, 0.5)}[way]
        factor = usual[("", "a bit ", "much ").index(v.degree())]
        if share is not None:
            fast = way == "faster"
            factor = (
                (1 + share if share < 1 else share) if fast else (1 / share if share > 1 else share)
            )
        if span is not None and not span.at:
            return [o.Speed(factor, items, span.start, span.end)]
        return [o.Speed(factor, items)]

    return made


def _swap(v: Values) -> Made:
    groups = [n for items in v.each("which", "to") for n in items]
    if len(groups) != 2:
        raise UnreadableError
    return [o.Swap(*groups)]


def _move(v: Values) -> Made:
    item, goal, many = v.one(), v.tokens("to"), len(v.work.draft.clips)
    tags = {tag for token in goal for tag in token.tags}
    side = tags & {"before", "after"}
    if side and len(side) == 1 and (others := v.each("to")) and len(others[0]) == 1:
        other = others[0][0]
        to = other + ("after" in side) - (item < other)
        return [o.Move(item, to if to < many else 0)]
    numbers = [t for t in goal if t.tags & {"num", "nth"} and t.value >= 1]
    if len(numbers) == 1 and numbers[0].value <= many and not side:
        to = int(numbers[0].value)
        return [o.Move(item, to if to < many else 0)]
    early, late = bool(tags & {"start", "first"}), bool(tags & {"end", "last"})
    if early == late:
        raise UnreadableError
    return [o.Move(item, 1 if early else 0)]


def _remove(v: Values) -> Made:
    items = v.items()
    if not items or len(items) >= len(v.work.draft.clips):
        raise UnreadableError
    return [o.RemoveItem(n) for n in sorted(items, reverse=True)]


def _keep_only(v: Values) -> Made:
    if not (items := v.items()):
        raise UnreadableError
    return [o.KeepItems(items)]


def _arrange(v: Values) -> Made:
    order = tuple(n for items in v.each("which") for n in items)
    if len(order) < 2 or len({*order}) != len(order):
        raise UnreadableError
    return [o.Arrange(order)]


def _duplicate(v: Values) -> Made:
    clip = v.work.draft.clips[v.one() - 1]
    media = next((m for m in v.work.project.media if m.id == clip.src), None)
    if media is None:
        raise UnreadableError
    return [o.AddItems((media,))]


def _music(v: Values) -> Made:
    mood = v.kind("mood")
    if mood == "any":
        return [o.SetMusic(another(v.work))]
    if mood not in MUSIC_NAMES:
        raise UnreadableError
    return [o.SetMusic(mood)]


def _louder(what: str, way: str) -> Callable[[Values], Made]:
    def made(v: Values) -> Made:
        share = v.share()
        if share is not None and way in ("softer", "to"):
            to = share if way == "to" else max(0.0, share if share == 0.5 else 1 - share)
            return f"set the {what} volume to {round(to * 100)} percent"
        if way == "to":
            raise UnreadableError
        if what == "clip":
            factor = {"louder": 1.6, "softer": 0.5}[way]
            return [o.ClipVolume(factor=factor, items=v.items())]
        if way == "louder" and v.work.draft.music is None:
            raise UnreadableError
        return f"make the music {v.degree()}{way}"

    return made


def _look(v: Values) -> Made:
    kind, span = v.kind("look"), v.span()
    if kind not in LOOKS:
        raise UnreadableError
    if span is not None and not span.at:
        return [o.Look(kind, items=(), start=span.start, end=span.end)]
    return [o.Look(kind, items=v.items())]


def _fade(where: str) -> Callable[[Values], Made]:
    def made(v: Values) -> Made:
        return [o.Fade("in" if where == "in" else "out", ms=v.ms("dur"))]

    return made


def _transition(v: Values) -> Made:
    kind = v.wish.value or v.kind("trans")
    after = 0
    if v.has("between"):
        items = [n for found in v.each("between") for n in found]
        if not items or len(items) > 2 or (len(items) == 2 and abs(items[0] - items[1]) != 1):
            raise UnreadableError
        after = min(items)
    return [o.SetTransition("fade" if kind == "any" else kind, after, v.ms("dur"))]


def _hard_cuts(v: Values) -> Made:
    items = [n for found in v.each("between") for n in found] if v.has("between") else []
    return [o.SetTransition("cut", min(items) if items else 0)]


def _transition_length(way: str) -> Callable[[Values], Made]:
    def made(v: Values) -> Made:
        ms, share = v.ms("dur"), v.share()
        if ms is not None:
            return [o.TransitionLength(ms)]
        return [
            o.TransitionLength(
                factor=_scale(share, way) if share else {"longer": 1.6}.get(way, 0.6)
            )
        ]

    return made


def _motion(v: Values) -> Made:
    kind = v.wish.value
    if kind == "any":
        return [o.SetMotion("varied", v.items())]
    return [o.SetMotion(kind, v.items())]


def _canvas(v: Values) -> Made:
    size = CANVASES.get(v.wish.value)
    if size is None:
        raise UnreadableError
    return [o.Canvas(*size)]


def _undo(v: Values) -> Made:
    steps = max((int(t.value) for t in v.wish.tokens if "num" in t), default=1)
    return f"undo {steps} steps" if steps > 1 else "undo"


def _restore(v: Values) -> Made:
    names = [t for t in v.tokens("which") if t.values("name")]
    if len(names) > 1:
        raise UnreadableError
    if names:
        return f"bring back {v.work.project.media[int(names[0].values('name')[0])].name}"
    return "bring the photo back"


def _by_rule(rule: Callable[[Work, Clause], None], *tags: str) -> Callable[[Values], Made]:
    """As the rule reads a sentence of nothing but these tags and the values."""

    def made(v: Values) -> Made:
        texts = [Token(text, frozenset({"quote"}), -1, -1) for text in v.said("text")]
        if len(texts) > 1:
            raise UnreadableError
        told = v.tokens("which", "pos", "who", "when")
        clause = v.clause([Token("", frozenset(tags), -1, -1), *texts, *told])
        before = len(v.work.ops)
        rule(v.work, clause)
        words = {t.text for t in v.tokens("pos", "who", "when")}
        unread = any(evidence.steers(t) or t.text in words for t in clause.left())
        if unread or v.has("size") or v.work.ask or len(v.work.ops) == before:
            raise UnreadableError
        return []

    return made


def _said(sentence: str) -> Callable[[Values], Made]:
    return lambda _: sentence


def _items_op(make: Callable[[o.Items], o.Op]) -> Callable[[Values], Made]:
    return lambda v: [make(v.items())]


BUILDERS: Final[Mapping[str, Callable[[Values], Made]]] = {
    "length": _length, "longer": _whole("longer"), "shorter": _whole("shorter"),
    "item_length": _item(""), "item_longer": _item("longer"), "item_shorter": _item("shorter"),
    "cut": _cut, "keep": _keep,
    "faster": _speed("faster"), "slower": _speed("slower"),
    "normal_speed": _items_op(o.NormalSpeed), "backwards": _items_op(o.PlayBackwards),
    "swap": _swap, "move": _move, "remove": _remove, "keep_only": _keep_only, "arrange": _arrange,
    "reverse_order": lambda _: [o.ReverseOrder()], "shuffle": lambda _: [o.Shuffle()],
    "duplicate": _duplicate, "restore": _restore,
    "text": lettering.text, "style_text": lettering.style, "replace_text": lettering.reword,
    "captions": lettering.captions,
    "remove_text": lettering.gone,
    "music": _music, "music_louder": _louder("music", "louder"),
    "music_softer": _louder("music", "softer"), "music_volume": _louder("music", "to"),
    "music_off": lambda _: [o.MusicOff()], "mute": _said("no sound at all"),
    "mute_clips": lambda v: [o.Mute(0, True, v.items())], "unmute": lambda _: [o.Unmute()],
    "clips_louder": _louder("clip", "louder"), "clips_softer": _louder("clip", "softer"),
    "look": _look, "look_off": lambda v: [o.Look("", False, v.items())],
    "fade_in": _fade("in"), "fade_out": _fade("out"), "fades_off": _said("no fades"),
    "transition": _transition, "transitions_off": _hard_cuts,
    "transitions_longer": _transition_length("longer"),
    "transitions_shorter": _transition_length("shorter"),
    "motion": _motion, "motion_off": lambda v: [o.SetMotion("none", v.items())],
    "motion_more": lambda v: [o.MotionAmount(1.6, v.items())],
    "motion_less": lambda v: [o.MotionAmount(0.5, v.items())],
    "canvas": _canvas,
    "fit": lambda v: [o.Fit("blur" if v.wish.value == "blur" else "crop", v.items())],
    "rotate": lambda v: [o.Rotate(v.items() or tuple(range(1, len(v.work.draft.clips) + 1)))],
    "voice": _by_rule(voice, "voice"), "voice_off": _by_rule(voice, "voice", "remove"),
    "logo": _by_rule(logo, "logo"), "logo_off": _by_rule(logo, "logo", "remove"),
    "denoise": _by_rule(sound, "noise", "remove"),
    "undo": _undo, "redo": _said("redo"),
}  # fmt: skip
"""How each operation that the marks name is made; those that are not here are never done."""

_NO_VALUES = ("reverse_order", "shuffle", "music_off", "mute", "unmute", "fades_off", "redo")
VALUES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys((*_NO_VALUES, "canvas"), frozenset[str]()),
    **dict.fromkeys(("length", "longer", "shorter"), frozenset({"by", "dur", "factor"})),
    **dict.fromkeys(("cut", "keep"), frozenset({"when"})),
}
"""Which values these operations take: words that seem to be another belong to something else."""
