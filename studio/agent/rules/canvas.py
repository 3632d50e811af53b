"""Rules about the frame: its format, how pictures fill it, turning, a logo in a corner."""

from __future__ import annotations

import itertools

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.context import Media
from studio.agent.languages import FILLER
from studio.agent.rules.shared import instead
from studio.agent.tokens import Reading
from studio.agent.work import Work

CANVASES: dict[str, tuple[int, int]] = {
    "9:16": (1080, 1920),
    "16:9": (1920, 1080),
    "1:1": (1080, 1080),
    "4:5": (1080, 1350),
    "4:3": (1440, 1080),
}


def canvas(work: Work, clause: Clause) -> None:
    names = clause.kinds("canvas")
    if not names:
        return
    if clause.has("remove", "no", "neg") and len(names) < 2:
        return
    names = instead(clause, "canvas")
    clause.take("instead", "format", "place", "bigger", "change", "motion")
    clause.take_kind("canvas")
    exact = [t.values("canvas")[0] for t in clause.tokens if t.values("canvas") and _ratio(t.text)]
    if names:
        named = [name for name in names if name in exact] or names
        work.do(o.Canvas(*CANVASES[named[0]]))


def _ratio(text: str) -> bool:
    """Whether a format is written as numbers, which say more than a platform's name."""
    return text[:1].isdigit()


def fit(work: Work, clause: Clause) -> None:
    kinds = clause.kinds("fit") if not clause.has("sound", "music") else []
    other = clause.has("dur", "sound", "music", "title", "text")
    if not kinds and clause.has("neg") and clause.has("cut") and not other:
        clause.take("cut")
        kinds = ["blur"]
    if _cut_off(clause, told=bool(kinds)) and not kinds:
        kinds = ["blur"]
    if not kinds:
        return
    clause.take_kind("fit")
    clause.take("remove", "no", "neg", "cut", "all", "motion", "instead", "look")
    items = work.items(clause)
    if items is not None:
        work.do(o.Fit("crop" if {*kinds} == {"crop"} else "blur", items))


def _cut_off(clause: Clause, *, told: bool) -> bool:
    """`don't cut off the cat's head`, `her feet are cut off`: a picture shall be shown whole."""
    parts = [t for t in clause.tokens if "bodypart" in t]
    cut = [t for t in clause.open() if t.tags & {"cut", "remove"}]
    denied = clause.has("neg", "no")
    if not parts or not (told or (cut and (cut[0] is not clause.tokens[0] or denied))):
        return False
    for token in parts:
        token.tags = frozenset({"bodypart"})  # `头`, `head`: no first picture, no beginning
    clause.take("bodypart", "off_part")
    return True


def rotate(work: Work, clause: Clause) -> None:
    if not (clause.has("rotate") or _upturned(work, clause)) or clause.has("quote"):
        return
    if clause.has("faster", "slower", "slowmo") and not clause.has("item", "num"):
        clause.take("rotate")  # `빠르게 돌려`: the word for turning is that for playing, too
        return
    items = work.items(clause)
    if items is None:
        return
    number = clause.first("num")
    degrees = 180 if clause.has("upturned") else 90
    if number is not None and number.value in (90, 180, 270):
        number.used = True
        degrees = int(number.value)
    clause.take("rotate", "upturned")
    clause.take_kind("place")
    work.do(o.Rotate(items, 270 if degrees == 270 else 180 if degrees == 180 else 90))


def _upturned(work: Work, clause: Clause) -> bool:
    """`la foto 2 está al revés`: of pictures that are named, and not of their order or motion."""
    others = ("order", "motion", "music", "title", "text", "video", "all", "speed")
    if not clause.has("upturned") or clause.had(*others) or clause.kinds("motion"):
        return False
    found = work.which(clause)
    items = () if found is None or found.whole or found.missing else found.items
    return bool(items) and all(work.draft.clips[n - 1].kind == "image" for n in items)


def sent_logo(work: Work, reading: Reading) -> bool:
    """`the new picture is our logo, top right`, `put logo.png in the corner`: what has just come,
    and nothing else.
    """
    used = {clip.src for clip in work.draft.clips} | {work.draft.logo}
    new = [m for m in work.project.fresh if m.kind == "image" and m.id not in used]
    if work.draft.empty or len(new) != 1 or reading.quotes:
        return False
    called = "logo" in new[0].name.casefold() and reading.has("corner")
    words = [t for t in reading.tokens if not t.tags & {FILLER, "break"} or t.values("place")]
    if not called and not reading.has("logo"):
        return False
    others = (t for t in words if not t.tags & _LOGO_WORDS and not any(map(t.values, _LOGO_KINDS)))
    named = {n for t in words for n in t.values("name")} - {f"{work.project.media.index(new[0])}"}
    denied = any(
        one.tags & {"neg", "no"} and (other.values("place") or other.tags & {"logo", "corner"})
        for one, other in itertools.pairwise(words)
    )
    if denied or named or sum(1 for _ in others) > 1:
        return False
    picture = Clause(list(reading.tokens), reading.raw)
    work.do(o.Logo(new[0], _corner(picture)))
    use(reading.tokens)
    return True


# What may be said beside a logo that was sent, and where it shall be.
_LOGO_WORDS = frozenset(
    {
        "logo",
        "corner",
        "item",
        "these",
        "it",
        "last",
        "different",
        "newvideo",
        "add",
        "move",
        "keep",
    }
    | {"hold", "write", "change", "all", "each", "whose", "and", "then", "at", "to", "with", "from"}
    | {"smaller", "neg", "no", "named", "onemore", "little", "pronoun", "instead", "takes", "about"}
    | {
        "own",
        "middle",
        "end",
        "video",
        "keep",
        "page",
        "yes",
        "hello",
        "thanks",
        "particle",
        "same",
    }
)
_LOGO_KINDS = ("place", "fade", "name", "occasion", "subject")


def logo(work: Work, clause: Clause) -> None:
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
