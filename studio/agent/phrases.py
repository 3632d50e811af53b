"""What the studio's agent says, from the tables in `languages`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from studio.agent.languages import Language, replies

_UPLOAD = re.compile(r"^(?:\d\d-)?(.+)_[0-9a-f]{12}(\.[A-Za-z0-9]{1,5})?$")
COLORS: Mapping[str, str] = {
    "#ffffff": "white",
    "#000000": "black",
    "#ff3b30": "red",
    "#ffd60a": "yellow",
    "#0a84ff": "blue",
    "#30d158": "green",
    "#ffcc33": "gold",
    "#ff5fa2": "pink",
    "#ff9f0a": "orange",
    "#bf5af2": "purple",
    "#5ac8fa": "turquoise",
    "#8e8e93": "grey",
    "#8b5a2b": "brown",
    "#1f3a8a": "navy",
}
# Towards which level a colour goes, and how far.
SHADES: Mapping[str, tuple[int, float]] = {"dark": (0, 0.55), "bright": (255, 0.5)}


def say(key: str, language: Language, /, *, default: str | None = None, **values: Any) -> str:
    """A phrase with its values filled in; KeyError for an unknown one without a default."""
    if default is not None and key not in replies(language):
        return default
    return tell(key, language, values)


def tell(key: str, language: Language, values: Mapping[str, object]) -> str:
    """As `say`, with the values as a mapping; a float is written as the language writes it."""
    written = {name: _figure(value, language) for name, value in values.items()}
    return replies(language)[key].format(**written)


def _figure(value: object, language: Language) -> object:
    """15, 3.5 or, as others write it, 3,5."""
    if not isinstance(value, float):
        return value
    return f"{value:.1f}".removesuffix(".0").replace(".", replies(language)["decimal"])


def seconds(ms: int) -> float:
    """Milliseconds as seconds with one decimal, for a phrase."""
    return round(ms / 1000, 1)


def percent(share: float, language: Language) -> str:
    """A share as the language writes it: 30%, 30 %."""
    return say("percent", language, n=round(share * 100))


def listed(words: Iterable[str], language: Language) -> str:
    """One after another, with the comma of the language."""
    return replies(language)["joiner"].join(words)


def quoted(words: Iterable[str], language: Language) -> str:
    """One after another, each in the quotation marks of the language."""
    return listed((say("quoted", language, text=word) for word in words), language)


def written(name: str) -> str:
    """A file's name as people wrote it, without an upload's place and mark: `01-…_<12 hex>`."""
    return _UPLOAD.sub(r"\1\2", name)


def shown(name: str) -> str:
    """As `written`; of an upload also without its ending, which may have been changed."""
    return _UPLOAD.sub(r"\1", name)


def name_of_color(value: str, language: Language) -> str:
    """The word for a colour of the table, or of which it is a shade; or its code."""
    shades = (name for base, name in COLORS.items() for k in SHADES if shaded(base, k) == value)
    known = COLORS.get(value) or next(shades, "")
    return say(f"color_{known}", language) if known else value


def shaded(color: str, look: str) -> str:
    """`dark` green, `bright` blue; the colour itself for other looks."""
    if look not in SHADES:
        return color
    toward, share = SHADES[look]
    parts = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (toward - part) * share):02x}" for part in parts)
