"""Cutting a message into clauses, to find the command that closes it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final

from core.language.intents.hanzi import SIMPLER


def _conjunctions() -> dict[str, str]:
    source = resources.files("core.language.grammar").joinpath("conjunctions.toml")
    rows = tomllib.loads(source.read_text("utf-8"))
    return {
        kind: "|".join(" ".join(text.translate(SIMPLER).split()).split(", "))
        for kind, text in rows.items()
    }


_CONJUNCTIONS: Final = _conjunctions()
_STOP: Final = r"(?<!\d)[,.;!?…\n、。，；！？~～]+|[,.;!?…\n、。，；！？~～]+(?!\d)|\s[-–—]+\s|—"
# No \b: to Python, a vowel sign of Devanagari, with which "करके" ends, is no letter.
_BEGIN, _END = r"(?<![\w\u0900-\u097f])", r"(?![\w\u0900-\u097f])"


def _joined(kind: str) -> str:
    """A pattern of the words of a kind, whole ones where words have blanks between them."""
    spaced, unspaced = _CONJUNCTIONS[kind], _CONJUNCTIONS[f"{kind}_unspaced"]
    return rf"{_BEGIN}(?:{spaced}){_END}|(?:{unspaced})"


_LINK: Final = re.compile(
    rf"(?P<then>{_joined('then')})|(?P<stop>{_STOP})|(?P<and>{_joined('and')})"
)
_BACK: Final = re.compile(_joined("back"))
_SPLITS: Final = 12
_BACK_SPLITS: Final = 2


@dataclass(frozen=True, slots=True)
class Split:
    """One place where a message can be cut: `kind` is then, and, stop or back."""

    kind: str
    head: str
    tail: str


def splits(text: str) -> list[Split]:
    """The last few places where `text` can be cut in two, from its end backwards."""
    found = list(_LINK.finditer(text))[-_SPLITS:]
    cuts = []
    for match in reversed(found):
        # An unspaced "and" is the ending of a verb: the head keeps it.
        kept = match.end() if match.group()[0] > "\u3000" else match.start()
        head, tail = text[:kept].strip(), text[match.end() :].strip()
        if head and tail:
            cuts.append(Split(match.lastgroup or "stop", head, tail))
    return cuts


def back_splits(text: str) -> list[Split]:
    """Where a command may come before the edit it waits for: "send it once the title is fixed"."""
    cuts = []
    for match in list(_BACK.finditer(text))[:_BACK_SPLITS]:
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if head and tail:
            cuts.append(Split("back", head, tail))
    return cuts
