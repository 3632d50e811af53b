"""Rules about steps back and forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.languages import FILLER
from studio.agent.parts import changed
from studio.agent.tokens import Reading, Token, read
from studio.agent.work import Ask, Work, clip_name

# The words of the parts: tags, and kinds of values.
_WORDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(tags.split()), frozenset(kinds.split()))
    for name, tags, kinds in (
        ("music", "music own", "mood"),
        ("texts", "title text caption endcard lower font", ""),
        ("look", "look color originalcolors", "look"),
        ("order", "swap order reverse shuffle", ""),
        ("length", "length longer shorter", ""),
        ("transitions", "transition", "trans"),
        ("fades", "fade", "fade"),
        ("motion", "motion", "motion"),
        ("canvas", "format rotate", "canvas fit"),
        ("logo", "logo", ""),
        ("speed", "speed faster slower slowmo", ""),
        ("voice", "voice", "speaker"),
        ("sound", "mute sound volume noise", ""),
    )
}
# Parts of which a change is mostly something that was put in.
_ADDED = frozenset({"music", "texts", "look", "fades", "motion", "logo", "voice", "transitions"})
# Parts that come back as a whole, by their nouns.
_WHOLE = frozenset({"music", "texts", "logo", "voice"})
# What says no more than that something shall go.
_BARE = frozenset(
    {FILLER, "remove", "it", "takes", "off_part", "neg", "no", "nope", "different", "vague", "yes"}
    | {"praise", "then", "and", "unknown", "restore", "add", "vanish", "cut"}
)
_KEPT = frozenset({"keep", "except", "asis", "guard", "neg"})
# Beside `back` these ask for a place, or for pictures that were there.
_NO_STATE = frozenset({"remove", "no", "item", "end", "start", "to", "move", "up", "down", "quote"})
# What may stand beside `as it was` when the edit before is not wanted after all.
_PLAIN = {"nope", "no", "neg", "rethink", "correction", "it", "keep", "yes", "hold", "move"}
_PLAIN |= {"change", "undo", "aswas", "restore", "instead", "vague", "asis"}


def takes_back(reading: Reading, history: Sequence[object], *, edited: bool) -> bool:
    """`no, leave it as it was`; `leave the cat as it was` speaks of the cat."""
    words = [t for t in reading.tokens if "break" not in t and FILLER not in t]
    if not edited or len(history) < 2:
        return False
    was = any("aswas" in t for t in reading.tokens)
    return was and not reading.quotes and all(t.tags & _PLAIN for t in words)


def versions(work: Work, reading: Reading) -> bool:
    """Undo and redo: of so many steps, or of the part that is named."""
    tokens = [t for t in reading.tokens if "break" not in t]
    redo = [t for t in tokens if "redo" in t]
    plain = all(t.tags & {"restore", "it", "yes"} or FILLER in t for t in tokens)
    if plain and reading.has("restore") and work.memory.undone:
        redo = tokens  # `bring it back`, after an undo
    undo = [t for t in tokens if "undo" in t]
    if redo and not undo:
        work.ops.append(o.Redo())
        return True
    if not reading.quotes and (op := part_undone(work.project, reading, tokens)):
        work.do(op) if isinstance(op, o.TakeBack) else work.ops.append(op)
        return True
    if not undo or reading.quotes:
        return False
    rest = [t for t in tokens if FILLER not in t and "undo" not in t]
    known = {"num", "factor", "last", "all", "change", "first", "times", "restore", "unknown"}
    strange = any(not t.tags & (known | {"move", "cut", "and", "to", "start"}) for t in rest)
    if (strange and len(rest) > 3) or _parts_of(rest):
        return False  # `undo the title`, where nothing was done to it
    number = next((t for t in tokens if t.tags & {"num", "factor"}), None)
    steps = max(1, int(number.value)) if number is not None else _counted(tokens)
    if any("all" in t and FILLER not in t for t in tokens):
        steps = max(1, len(work.project.history) - 1)
    work.ops.append(o.Undo(steps))
    return True


def gone(work: Work, reading: Reading) -> bool:
    """`get rid of it`, where nothing in the prompt says of what: of what was spoken of last.

    What was added last goes; what may be one thing or another is asked.
    """
    words = [t for t in reading.tokens if "break" not in t and (FILLER not in t or "it" in t)]
    orders = any(t.tags & {"remove", "takes"} and FILLER not in t for t in words)
    strange = sum("unknown" in t for t in words)
    plain = all(t.tags <= _BARE for t in words)
    if not orders or not plain or strange > 1 or work.draft.empty:
        return False
    history = work.project.history
    parts = changed(*history[-2:]) if work.memory.edited and len(history) > 1 else frozenset()
    clips = work.memory.items if parts else ()
    if parts and parts <= _ADDED and not clips:
        work.ops.append(o.MusicOff() if parts == {"music"} and work.draft.music else o.Undo(1))
        return True
    names = (clip_name(work.draft, n, work.language) for n in clips)
    options = tuple(f"option_remove_clip|{name}" for name in names)
    options += ("option_undo",) if parts else ()
    options += ("option_music_off",) if work.draft.music and not parts else ()
    options += ("option_text_off",) if work.draft.titles and not parts else ()
    if options == ("option_undo",):
        work.ops.append(o.Undo(1))
    if not options or work.ops:
        return bool(options)
    work.question(Ask("ask_which", options))
    return True


def _counted(tokens: Sequence[Token]) -> int:
    """`the last two things`: the number that an expression of small words begins with, else 1."""
    heads = (read(t.text.split()[0]).tokens for t in tokens if FILLER in t and " " in t.text)
    found = (head.values("num") for row in heads for head in row)
    return next((int(values[0]) for values in found if values and values[0].isdigit()), 1)


def part_undone(
    project: Project, reading: Reading, tokens: Sequence[Token]
) -> o.Undo | o.TakeBack | None:
    """`undo only the music`, `the old music back`, `undo all but the title`; None for others.

    A part is taken back to what it was before its newest change.
    """
    history = project.history
    if len(history) < 2 or not _of_a_part(tokens):
        return None
    stop = next(
        (i for i, t in enumerate(tokens) if t.tags & _KEPT and "undo" not in t), len(tokens)
    )
    named, kept = _parts_of(tokens[:stop]), _parts_of(tokens[stop:])
    named = named or _parts_of(tokens[:stop], small=True)
    named = named or (changed(*history[-2:]) - kept if kept else frozenset())
    then = next(
        (draft for draft in reversed(history[:-1]) if changed(draft, history[-1]) & named), None
    )
    if then is None:
        return None
    named &= changed(then, history[-1])
    if then is history[-2] and named == changed(*history[-2:]):
        return o.Undo(1)
    return o.TakeBack(tuple(sorted(named)), then)


def _of_a_part(tokens: Sequence[Token]) -> bool:
    """Whether an earlier state is asked for, and nothing that is new."""
    if any(t.tags & {"num", "factor", "dur", "nth", "percent"} or t.values("name") for t in tokens):
        return False
    if any("undo" in t for t in tokens):
        return True
    parts = _parts_of(tokens)
    if any("restore" in t for t in tokens) and parts and parts <= _WHOLE:
        return not any(t.tags & (_NO_STATE | _KEPT) for t in tokens)
    if parts and any("aswas" in t for t in tokens) and any("again" in t for t in tokens):
        return not any(t.tags & (_NO_STATE | _KEPT) for t in tokens)  # `Schrift wieder wie vorher`
    new = (t.tags & {"remove", "no"} or (t.values("look") and "old" not in t) for t in tokens)
    return (
        any("old" in t for t in tokens)
        and all(t.tags - {"unknown"} for t in tokens)
        and not any(new)
    )


def _parts_of(tokens: Sequence[Token], *, small: bool = False) -> frozenset[str]:
    """The parts of a draft that words name; with `small` also those that may mean nothing."""
    telling = (t for t in tokens if not t.tags & {"undo", "restore"} and (small or FILLER not in t))
    tags = {tag for t in telling for tag in t.tags}
    kinds = {tag.partition(":")[0] for tag in tags if ":" in tag}
    found = {part for part, (words, values) in _WORDS.items() if tags & words or kinds & values}
    if "texts" in found:
        found -= {"look"} if not kinds & {"look"} else set()
    if "music" in found:
        found -= {"sound"}
    if "transitions" in found or "fades" in found:
        found -= {"length"}
    return frozenset(found)
