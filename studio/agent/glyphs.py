"""What edits write into the picture, and what of it the fonts here can draw."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from studio.agent import ops as o
from studio.agent.work import Note


def drawable(
    planned: Iterable[o.Op], missing: Callable[[str], str]
) -> tuple[tuple[o.Op, ...], tuple[Note, ...]]:
    """Take out words that no font here can draw, and say so.

    An emoji alone does not cost its title: the renderer leaves it out, and that is said too.
    """
    kept: list[o.Op] = []
    notes: list[Note] = []
    for op in planned:
        words = " ".join(words_of(op))
        letters = missing(words) if words else ""
        if letters and (_spelt(letters) or not _spelt(words)):
            notes.append(Note("no_glyphs", {"letters": letters}))
            continue
        if letters:
            notes.append(Note("emoji_left_out", {"emoji": letters}))
        kept.append(op)
    return tuple(kept), tuple(notes)


def _spelt(text: str) -> bool:
    """Whether there are letters or digits in a text, and not only pictures and signs."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def words_of(op: o.Op) -> tuple[str, ...]:
    """What an edit writes into the picture."""
    match op:
        case o.AddText(text=text) | o.ReplaceText(text=text):
            return (text,)
        case o.Captions(lines=lines) | o.TextCards(lines=lines):
            return lines
        case o.TimedCaptions(lines=timed):
            return tuple(line for _, _, line in timed)
        case _:
            return ()
