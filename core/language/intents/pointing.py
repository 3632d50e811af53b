"""Whether words point at media that does not stand beside them: "this photo", "of these"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, Final

# What points stands where a request begins or ends, however long it is.
_EDGE: Final = 300


def points_at_media(text: str) -> bool:
    """Whether a text speaks of a photo, clip or file as if it were there, or about to come."""
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    return any(pattern.search(edges) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    source = resources.files("core.language.grammar").joinpath("pointing.toml")
    languages = tomllib.loads(source.read_text("utf-8"))
    return tuple(re.compile(_pattern(words), re.IGNORECASE) for words in languages.values())


def _pattern(words: dict[str, Any]) -> str:
    at, nouns = _any(words["at"]), _any(words["nouns"])
    if words.get("unspaced"):
        # "这张照片", "この3枚の写真": a counter may stand between.
        return rf"{at}.{{0,4}}?{nouns}"
    forms = [rf"\b{at}\b(?:\s+\w+){{0,2}}?\s+{nouns}\b"]
    if words["after"]:
        forms.append(rf"\b{nouns}\s+{_any(words['after'])}\b")
    if words["alone"]:
        forms.append(rf"\b{_any(words['alone'])}\W*$")
    return "|".join(forms)


def _any(entries: Iterable[str]) -> str:
    written = (
        re.escape(entry[:-1]) + r"\w*" if entry.endswith("*") else re.escape(entry)
        for entry in entries
    )
    return f"(?:{'|'.join(written)})"
