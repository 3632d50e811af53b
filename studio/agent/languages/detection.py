"""Which language somebody writes in, and is answered in, by its script and its known words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from studio.agent.languages import LANGUAGES, Language, fold, vocabulary

_WORDS = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final[Mapping[Language, str]] = {
    "ko": "[\uac00-\ud7af]",
    "ru": "[\u0400-\u04ff]",
    "hi": "[\u0900-\u097f]",
    "ar": "[\u0600-\u06ff]",
}
_LATIN: Final[tuple[Language, ...]] = ("en", "es", "pt", "de", "fr", "id", "hi")
_OTHER_SCRIPT = re.compile(
    "[\u0400-\u04ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+"
)
_CLEAR: Final = 2  # words by which an answer changes its language
_FEW_USERS: Final = 3
_QUOTED: Final = re.compile(r"[\"“”„«][^\"“”„«»\n]*[\"“”»]|(?<!\w)'[^'\n]+'(?!\w)")
_TELLING: Final = 4  # letters; "ok" and "1:1" are in every language


def language_of(text: str, session: str) -> Language:
    """The language of these words; the session's where they don't tell.

    Words with a slip count for the session's language: a few letters that happen to be a word
    elsewhere are no other language, and neither is one foreign name among its words.

    `text` has its quotes set aside; `session` is what the session was made with, as `zh-TW`.
    """
    own = of_session(session)
    if own in _LATIN and _named_only(text, own):
        return own
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if re.search(r"[\u4e00-\u9fff]", text):
        return _chinese(text, own)
    for code, script in _SCRIPTS.items():
        if re.search(script, text):
            return code
    folded = fold(text)
    shares = {code: vocabulary(code).share(folded) for code in _LATIN}
    best = max(shares.values())
    if best < _TELLING or shares.get(own, 0) >= 0.9 * best:
        return own
    if own in _LATIN and vocabulary(own).share(folded, slips=True) >= 0.9 * best:
        return own
    found = next(code for code, share in shares.items() if share == best)
    return own if own in _LATIN and _knows_more(own, found, folded) else found


def answered_in(text: str, read: Language, session: str) -> Language:
    """The language of an answer to words that were read in `read`: the session's, unless it is
    clear that its person speaks another: by its script, or by words that hardly another has.

    "Look vintage" and "instagram story" are said in every language; `text` is as it was typed.
    """
    own = of_session(session)
    said = _QUOTED.sub(" ", text)
    if read == own or read not in _LATIN or re.search(_SCRIPTS.get(read, "(?!)"), said):
        return read
    mine, theirs = vocabulary(own), vocabulary(read)
    runs = {run for run in _WORDS.findall(fold(said)) if len(run) > 1}
    clear = [
        run
        for run in runs
        if theirs.share(run) == len(run) != mine.share(run) and _users(run) <= _FEW_USERS
    ]
    # English and names stand in messages of every other script.
    other_script = own in _SCRIPTS or own not in _LATIN
    return read if len(clear) >= _CLEAR + other_script else own


@lru_cache(maxsize=1024)
def _users(word: str) -> int:
    """In how many languages of Latin letters it is a word."""
    return sum(vocabulary(code).share(word) == len(word) for code in _LATIN)


def _knows_more(own: Language, other: Language, folded: str) -> bool:
    """Whether a word of it is none of the other language: `sin zoom` has one English word."""
    mine, theirs = vocabulary(own), vocabulary(other)
    runs = [run for run in _WORDS.findall(folded) if len(run) > 1]
    strange = [run for run in runs if theirs.share(run) < len(run)]
    return bool(strange) and all(mine.share(run) == len(run) for run in strange)


def _named_only(text: str, own: Language) -> bool:
    """Whether letters of another script are the lesser part beside known words of this one."""
    other = sum(
        len(run[0]) * (1 if run[0] < "\u3000" else 2) for run in _OTHER_SCRIPT.finditer(text)
    )
    return bool(other) and vocabulary(own).share(fold(_OTHER_SCRIPT.sub(" ", text))) > other


def _chinese(text: str, own: Language) -> Language:
    """Characters alone may be Japanese, or either Chinese."""
    if own in ("ja", "zh-Hant"):
        return own
    return "zh-Hant" if text.translate(vocabulary("zh-Hant").simpler) != text else "zh-Hans"


def of_session(code: str) -> Language:
    """The language that a session was made with."""
    lower = code.replace("_", "-").lower()
    if lower.startswith("zh"):
        return "zh-Hant" if re.search(r"-(?:hant|tw|hk|mo)\b", lower) else "zh-Hans"
    return next((known for known in LANGUAGES if known == lower.split("-")[0]), "en")
