"""What marked wishes ask of words on screen: edits, or sentences that the rules read for sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from studio.agent import ops as o
from studio.agent.languages import TEXTS
from studio.agent.learned.values import UnreadableError, Values

Made = Sequence[o.Op] | str
# Words that show that others shall be written: without any, those may be anything.
_WRITTEN: Final = TEXTS | {"quote", "write", "named"}
_NEAR: Final = 70  # per cent, of one spelling of a word to another
_SIZES: Final = {"bigger", "smaller"}
_STYLES: Final = {"box", "outline", "bold", "caps"}
_BETWEEN: Final = re.compile("[,;/|，、；،\n]")
_NOUNS: Final = {"endcard": "end card", "title": "title", "caption": "caption", "lower": "caption"}


def _seconds(ms: int) -> str:
    return f"{ms / 1000:g} seconds"


def _attributes(v: Values) -> str:
    """Where, in which colour and how large words stand, as the rules read it best."""
    parts = []
    if (place := v.place()) is not None:
        parts.append("in the center" if place == "center" else f"at the {place}")
    if v.has("color"):
        colors = [c for t in v.tokens("color") for c in t.values("color")]
        if len(colors) != 1:
            raise UnreadableError
        parts.append(f"in {colors[0]}")
    sizes = [way for way in ("bigger", "smaller") if v.has(way)]
    sizes = sizes or sorted({t for word in v.wish.tokens for t in word.tags & _SIZES})
    if v.has("size") or len(sizes) > 1:
        raise UnreadableError
    parts += [f"{'a bit ' if 'little' in v.tags(*sizes) else ''}{way}" for way in sizes]
    styles = {tag for t in v.tokens("style") for tag in t.tags} & _STYLES
    if v.has("style") and not styles:
        raise UnreadableError
    parts += [f"with an {one}" if one == "outline" else f"with {one}" for one in sorted(styles)]
    if v.has("when"):
        parts.append(_moment(v))
    return " ".join(parts)


def _moment(v: Values) -> str:
    """When words are there."""
    words = v.tokens("when")
    tags = {tag for token in words for tag in token.tags}
    try:
        span = v.span()
    except UnreadableError:
        span = None
    if span is not None and not span.at and span.end is not None:
        return f"from {span.start / 1000:g} to {span.end / 1000:g} seconds"
    if span is not None:
        return f"from {_seconds(span.start)} on"
    if (ms := v.ms("when")) is not None:
        return f"for {_seconds(ms)}"
    if tags & {"all", "until"}:
        return "for the whole video"
    if tags & {"end", "last"}:
        return "at the end"
    if tags & {"start", "first", "intro"}:
        return "at the start"
    raise UnreadableError


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(39))}"'


def _role(v: Values, *slots: str) -> str:
    tags = {tag for token in v.tokens(*slots) for tag in token.tags}
    return next((noun for tag, noun in _NOUNS.items() if tag in tags), "text")


def _words(v: Values) -> str:
    """The words for the screen; what is no quote has letters, and stands beside a word for it."""
    lines = v.said("text")
    if not lines and "quote" in v.tags("old") and not _shown(v):
        return v.said("old")[0]  # `call it "Lisbon" instead`
    if len(lines) != 1 or not lines[0]:
        raise UnreadableError
    letters, figures = sum(map(str.isalpha, lines[0])), sum(map(str.isdigit, lines[0]))
    if "quote" not in v.tags("text") and letters <= figures:
        raise UnreadableError
    return lines[0]


def text(v: Values) -> Made:
    """New words: a title, a caption on a picture, an end card."""
    line = _words(v)
    if not _WRITTEN & {tag for token in v.wish.tokens for tag in token.tags}:
        raise UnreadableError
    where = ""
    if v.has("which"):
        where = f" on photo {v.one()}"
    role = _role(v, "role")
    role = "text" if where and role == "title" else role
    return f"add the {role} {_quoted(line)}{where} {_attributes(v)}"


def _shown(v: Values) -> list[str]:
    """Which of the texts on the screen are named."""
    return [value for t in v.tokens("old") for value in t.values("shown")]


def which(v: Values) -> str:
    """The words meant, or what kind of words they are."""
    shown = _shown(v)
    if shown:
        return f"text {_quoted(v.work.draft.titles[int(shown[0])].text)}"
    if "quote" in v.tags("old") and v.wish.op != "replace_text":
        raise UnreadableError  # words that are not there
    return _role(v, "old", "role")


def gone(v: Values) -> str:
    """Words are taken away: those that are named, or those at an end that is."""
    words, tags = which(v), {tag for token in v.wish.tokens for tag in token.tags}
    edges = {"end", "last"} & tags, {"start", "first"} & tags
    if words == "text" and sum(map(bool, edges)) == 1:
        words += f" at the {'end' if edges[0] else 'start'}"
    return f"remove the {words}"


def style(v: Values) -> Made:
    """Words that are there look otherwise, stand elsewhere, or are there at another time."""
    told = _attributes(v)
    if not told:
        raise UnreadableError
    return f"make the {which(v)} {told}"


def reword(v: Values) -> Made:
    """Words become others: all of a text, or the word that is named or nearly spelled so."""
    line, old = _words(v), v.said("old")
    if "quote" in v.tags("old") and "quote" not in v.tags("text"):
        if v.has("text"):
            raise UnreadableError
        old = []
    there = [t.text for t in v.work.draft.titles]
    if not old and len(words := line.split()) == 1:
        near = [w for t in there for w in t.split() if _NEAR < ratio(w, words[0]) < 100]
        old = near if len(near) == 1 else old
        if not near and any(" " in t for t in there) and not v.tags("text") & {"quote"}:
            raise UnreadableError  # of one word it is not known where it belongs
    inside = [t for t in there if old and old[0].casefold() in t.casefold()]
    if len(inside) == 1:
        at = inside[0].casefold().index(old[0].casefold())
        text = inside[0][:at] + line + inside[0][at + len(old[0]) :]
        return [o.ReplaceText(text, old=inside[0])]
    if old and not inside and _role(v, "old") == "text" and len(there) != 1:
        raise UnreadableError
    kind = _role(v, "old", "role")
    kind = "title" if kind == "text" and len(there) == 1 else kind
    return f"change the {kind} to {_quoted(line)}"


def captions(v: Values) -> Made:
    """A line for each picture, listed behind a colon or named one by one."""
    words = v.wish.tokens
    _, colon, listed = v.raw[words[0].start : words[-1].end].replace("：", ":").partition(":")
    told = _BETWEEN.split(listed) if colon else v.said("text")
    lines = tuple(line.strip(" \"“”'.") for line in told)
    if len(lines) < 2 or not all(lines):
        raise UnreadableError
    return [o.Captions(lines, each=len(lines) == len(v.work.draft.clips))]
