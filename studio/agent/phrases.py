"""What the studio's agent says, from the tables in `tongues`."""

from __future__ import annotations

from collections.abc import Mapping

from studio.agent.tongues import Language, tongue
from studio.agent.words import COLORS


def say(key: str, language: Language, /, *, default: str | None = None, **values: object) -> str:
    """A phrase with its values filled in; KeyError for an unknown one without a default."""
    if default is not None and key not in tongue(language).says:
        return default
    return tell(key, language, values)


def tell(key: str, language: Language, values: Mapping[str, object]) -> str:
    """As `say`, with the values as a mapping."""
    return tongue(language).says[key].format(**values)


def name_of_color(value: str, language: Language) -> str:
    """The word for a colour of the table, or its code."""
    known = next((english for english, _, code in COLORS if code == value), None)
    return say(f"color_{known}", language) if known else value
