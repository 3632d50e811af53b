"""Traditional Chinese folded into the characters and words that the Chinese rules use."""

from __future__ import annotations

import re
from typing import Final

from core.language.guitext.rules import tables

_TABLES: Final = tables("zh-Hant")
_FOLD: Final = {
    ord(before): after
    for before, after in zip(
        *("".join(_TABLES["fold"][name].split()) for name in ("traditional", "simplified")),
        strict=True,
    )
}
_TRADITIONAL: Final = re.compile("[" + "".join(map(chr, _FOLD)) + "]")
_WORDS: Final = {word.translate(_FOLD): other for word, other in _TABLES["words"].items()}
_OWN: Final = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


def simpler(text: str) -> str:
    """The text in simplified characters, of the same length; any other text as it is."""
    if not _TRADITIONAL.search(text):
        return text
    return _OWN.sub(lambda found: _WORDS[found[0]], text.translate(_FOLD))
