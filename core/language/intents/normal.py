"""Text as typed -> units whose word classes can be looked up."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from core.language.intents.hanzi import SIMPLER

QUOTED: Final = "\ue000"
"""Stands for a quoted span: words meant to appear on screen are no command."""

# Pairs are tried one by one; an apostrophe inside a word ("what's", "l'export") is no quote.
_QUOTES: Final = re.compile(
    r'"[^"\n]{0,400}"|“[^”\n]{0,400}”|„[^“”\n]{0,400}[“”]|«[^»\n]{0,400}»|「[^」\n]{0,400}」'
    r"|『[^』\n]{0,400}』|《[^》\n]{0,400}》|‘[^’\n]{0,400}’(?!\w)|`[^`\n]{0,400}`"
    r"|(?<!\w)'[^'\n]{1,400}'(?!\w)"
)
_APOSTROPHES: Final = re.compile(r"['’‘`´ʼ]")
# French and Portuguese elision: "l'export" is two words, English "what's" is one.
_ELISION: Final = re.compile(r"\b([ldjmtsnc]|qu|jusqu)['’](?=\w{2})")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
_UNITS: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\u0900-\u097f]+|[\u0900-\u097f]+|[?\ue000]"
)
_SCRIPTS: Final = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\u1100-\u11ff\uac00-\ud7af\u3131-\u318e]")),
    ("han", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
)
_FOLD: Final = {
    **SIMPLER,
    # Arabic: hamza carriers, final forms, tatweel, vowel signs; Cyrillic yo; Devanagari nukta.
    **{ord(c): "ا" for c in "أإآٱ"},
    **dict.fromkeys((ord("ى"), ord("ی")), "ي"),
    ord("ة"): "ه",
    ord("ک"): "ك",
    ord("ـ"): None,
    **dict.fromkeys(range(0x064B, 0x0653)),
    ord("ё"): "е",
    0x093C: None,
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, 0xFEFF, 0x00AD)),
    ord("؟"): "?",
    ord("।"): ".",
    ord("،"): ",",
    ord("؛"): ";",
}


def _plain(char: str) -> str:
    """A Latin letter without its accents; every other character as it is."""
    if "\x7f" < char < "\u0250" or "\u1e00" <= char < "\u1f00":
        return unicodedata.normalize("NFD", char)[0]
    return char


def fold(text: str) -> str:
    """Compatibility form, lower case, no accents, no joiners, no stretched letters."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_FOLD)
    if not text.isascii():
        text = "".join(map(_plain, text))
    return _STRETCHED.sub(r"\1", text)


def mask_quotes(text: str) -> str:
    """Put one private character where a quoted span stood."""
    return _QUOTES.sub(f" {QUOTED} ", text)


def clean(text: str) -> str:
    """Mask, fold and join apostrophes: the form on which clauses are split."""
    text = fold(mask_quotes(text))
    return _APOSTROPHES.sub("", _ELISION.sub(r"\1 ", text))


def units(text: str) -> list[str]:
    """Words of spaced scripts and single characters of the others, with `?` and quote marks."""
    return _UNITS.findall(text)


def script(text: str) -> str:
    """The script decides whose words are looked up: kana and Hangul win over Han over Latin."""
    for name, pattern in _SCRIPTS:
        if pattern.search(text):
            return name
    return "latin"
