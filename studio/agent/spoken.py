"""How long words take to be read aloud, known before they are.

Measured with espeak-ng at the renderer's pace; `tests/studio/render/test_voice.py` holds them
together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from studio.agent.languages import Language
from studio.agent.languages.detection import language_of

LEAD_MS: Final = 500
GAP_MS: Final = 400
MOST_SPOKEN: Final = 500
"""Characters of one voice-over."""
# So much faster than usual words can still be followed.
HURRIED: Final = 1.35
_LETTER_MS: Final[Mapping[str, int]] = {
    **{"en": 68, "de": 67, "es": 63, "fr": 49, "pt": 68, "id": 74, "ru": 62, "ar": 105, "hi": 76},
    **{"ja": 131, "ko": 159, "zh-Hans": 291, "zh-Hant": 291},
}
_DIGIT_MS: Final = 420
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def spoken_ms(text: str, language: str) -> int:
    """About how long it takes to read a text aloud at the usual pace."""
    digits = sum(c.isdigit() for c in text)
    return max(300, digits * _DIGIT_MS + (len(text) - digits) * _LETTER_MS.get(language, 70))


def spoken_in(text: str, session: Language) -> Language:
    """The language in which a text is to be read; the session's where it does not tell."""
    return language_of(text, session)


def unreadable(text: str, language: Language) -> bool:
    """Whether it has signs that espeak-ng spells out by their kind: it knows no Japanese kanji."""
    return language == "ja" and bool(_HAN.search(text))
