"""Cutting a message into clauses, to find the command that closes it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final

from core.language.intents.hanzi import SIMPLER


def _joints() -> dict[str, str]:
    source = resources.files("core.language.grammar").joinpath("joints.toml")
    rows = tomllib.loads(source.read_text("utf-8"))
    return {
        kind: "|".join(" ".join(text.translate(SIMPLER).split()).split(", "))
        for kind, text in rows.items()
    }


_JOINTS: Final = _joints()
_STOP: Final = r"[,.;!?…\n、。，；！？~～]+|\s[-–—]+\s|—"
_LINK: Final = re.compile(
    rf"(?P<then>\b(?:{_JOINTS['then']})\b|{_JOINTS['then_unspaced']})|(?P<stop>{_STOP})"
    rf"|(?P<and>\b(?:{_JOINTS['and']})\b|{_JOINTS['and_unspaced']})"
)
_BACK: Final = re.compile(rf"\b(?:{_JOINTS['back']})\b|(?:{_JOINTS['back_unspaced']})")
_SEAMS: Final = 12
_TURNS: Final = 2


@dataclass(frozen=True, slots=True)
class Seam:
    """One place where a message can be cut: `kind` is then, and, stop or back."""

    kind: str
    head: str
    tail: str


def seams(text: str) -> list[Seam]:
    """The last few places where `text` can be cut in two, from its end backwards."""
    found = list(_LINK.finditer(text))[-_SEAMS:]
    cuts = []
    for match in reversed(found):
        # An unspaced "and" is the ending of a verb: the head keeps it.
        kept = match.end() if match.group()[0] > "\u3000" else match.start()
        head, tail = text[:kept].strip(), text[match.end() :].strip()
        if head and tail:
            cuts.append(Seam(match.lastgroup or "stop", head, tail))
    return cuts


def turns(text: str) -> list[Seam]:
    """Where a command may come before the edit it waits for: "send it once the title is fixed"."""
    cuts = []
    for match in list(_BACK.finditer(text))[:_TURNS]:
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if head and tail:
            cuts.append(Seam("back", head, tail))
    return cuts


def first_seam(text: str) -> Seam | None:
    """The first hard stop (comma, full stop, dash) with words on both sides."""
    for match in re.finditer(_STOP, text):
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if head and tail:
            return Seam("stop", head, tail)
    return None
