"""The languages that the agent reads and answers in, one table each: `tongues/<code>.toml`.

The planner's rules are written for English and Chinese. A prompt in another language is put into
the planner's English first, word for word (`Tongue.gloss`): its verbs to the front, quoted spans
untouched, words of the table by their English ones. What is said comes from the same table.

A table has `says` (the sentences of `phrases`) and, where the rules don't read the language by
themselves, `words` (an English word, then the words for it, by commas; `*` stands for the rest of
a word), `drop` (words that mean nothing here), `joints` (words between two orders). English has
`known`, by which it is told from the others; traditional Chinese is folded into simplified.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final, Literal, get_args

Language = Literal[
    "en", "zh-Hans", "zh-Hant", "es", "pt", "ja", "ko", "ru", "de", "fr", "id", "hi", "ar"
]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_VERBS: Final = re.compile(
    "(?:undo|add|remove|make|create|change|cut|keep|move|swap|mute|lower|shorten|loop|export|"
    r"translate)\b"
)
# Accents and other marks above letters that people leave out: Latin and Cyrillic, Arabic vowels
# and hamza, the Devanagari nukta. Japanese voicing and Korean parts of syllables stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c]")
_FIGURE = r"\d+|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty"
_LETTERS = "\\w\u0900-\u097f"  # the vowel signs of Devanagari are no \w
_NOT_PLAIN = re.compile("[^\x00-\x7f\ue000-\ue0ff]+")
_SAME = str.maketrans({"ى": "ي", "ँ": "ं", "٪": "%", "’": "'", "،": ",", "؛": ";", "؟": "?"})


_SCRIPTS: Final[Mapping[Language, str]] = {
    "ko": "[\uac00-\ud7af]",
    "ru": "[\u0400-\u04ff]",
    "hi": "[\u0900-\u097f]",
    "ar": "[\u0600-\u06ff]",
}
_LATIN: Final[tuple[Language, ...]] = ("en", "es", "pt", "de", "fr", "id", "hi")
_TELLING: Final = 5  # letters; "ok" and "1:1" are in every language


def fold(text: str) -> str:
    """Casefolded, without the marks that people leave out, figures as 0 to 9."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    plain = unicodedata.normalize("NFC", plain).translate(_SAME)
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language's table, made ready. `heard` finds its words; `glosses` are what they mean, one
    for each group of `heard`, none where the rules read the language by themselves.
    """

    code: Language
    says: Mapping[str, str]
    heard: re.Pattern[str] | None = None
    glosses: tuple[str, ...] = ()
    joints: re.Pattern[str] | None = None
    latin: bool = True
    simpler: Mapping[int, str] = field(default_factory=dict)

    def gloss(self, text: str) -> str:
        """This text in the planner's English, its verbs in front: `quita el título` is `remove
        title`. What the table has not stays if it is in Latin letters, and goes if it is not.
        """
        if self.heard is None or not self.glosses:
            return text.casefold().translate(self.simpler)
        verbs: list[str] = []

        def english(match: re.Match[str]) -> str:
            word = self.glosses[(match.lastindex or 1) - 1]
            if _VERBS.match(word) is None:
                return f" {word} "
            if word not in verbs:
                verbs.append(word)
            return " "

        rest = self.heard.sub(english, fold(text))
        if not self.latin:
            rest = _NOT_PLAIN.sub(" ", rest)
        rest = re.sub(r"(?<![\d%])%\s?(\d+)", r"\1%", " ".join(rest.split()))
        rest = re.sub(rf"({_FIGURE}) (first|last) (seconds|minutes)", r"\2 \1 \3", rest)
        verbs.sort(key=lambda verb: verb != "undo")
        return f"{' '.join(verbs)} {rest}".strip()

    def share(self, folded: str) -> int:
        """How many letters of this text are words of the language."""
        return sum(len(match[0]) for match in self.heard.finditer(folded)) if self.heard else 0

    def orders(self, text: str) -> tuple[str, ...]:
        """The text cut where one order ends and the next begins: at a word like `and`, when
        there is a verb on both sides of it.
        """
        if self.joints is None:
            return (text,)
        cuts = [0, *(match.end() for match in self.joints.finditer(text)), len(text)]
        orders: list[str] = []
        open_ended = True  # no verb yet in the last of them
        for a, b in pairwise(cuts):
            verb = _VERBS.match(self.gloss(text[a:b])) is not None
            if orders and (open_ended or not verb):
                orders[-1] += text[a:b]
                open_ended = open_ended and not verb
            else:
                orders.append(text[a:b])
                open_ended = not verb
        return tuple(orders)


@cache
def tongue(code: Language) -> Tongue:
    """The table of a language."""
    source = resources.files(__name__).joinpath(f"{code}.toml")
    table: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    if "traditional" in table:
        old, new = ("".join(table[name].split()) for name in ("traditional", "simplified"))
        simpler = {ord(before): after for before, after in zip(old, new, strict=True)}
        return Tongue(code, table["says"], simpler=simpler)
    meanings = [
        (word, gloss) for gloss, words in table.get("words", {}).items() for word in _split(words)
    ]
    meanings += [(word, "") for name in ("drop", "known") for word in _split(table.get(name, ""))]
    meanings.sort(key=lambda pair: len(pair[0]), reverse=True)  # "más rápido" before "más"
    spaced = table.get("spaced", True)
    joints = [joint for joint in table.get("joints", "").split(",") if joint]
    return Tongue(
        code,
        table["says"],
        heard=_pattern(meanings, table.get("prefix", ""), spaced=spaced) if meanings else None,
        glosses=tuple(gloss for _, gloss in meanings) if "words" in table else (),
        joints=re.compile("|".join(joints)) if joints else None,
        latin=table.get("latin", True),
    )


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _pattern(meanings: list[tuple[str, str]], prefix: str, *, spaced: bool) -> re.Pattern[str]:
    """All words of a table, each a group; whole words where the language puts spaces."""
    special = {"*": f"[{_LETTERS}]*"}
    words = (
        "".join(special.get(c) or (r"\s+" if c.isspace() else re.escape(c)) for c in fold(word))
        for word, _ in meanings
    )
    either = "|".join(f"({word})" for word in words)
    whole = f"(?<![{_LETTERS}]){prefix}(?:{either})(?![{_LETTERS}])"
    return re.compile(whole if spaced else f"(?:{either})")


def language_of(text: str, session: str) -> Language:
    """The language of these words; the session's where they don't tell.

    `text` has its quotes set aside; `session` is what the session was made with, as `zh-TW`.
    """
    own = _of_session(session)
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if re.search(r"[\u4e00-\u9fff]", text):
        return _chinese(text, own)
    for code, script in _SCRIPTS.items():
        if re.search(script, text):
            return code
    folded = fold(text)
    if tongue(own).share(folded) > len(folded) / 2:
        return own
    shares = {code: tongue(code).share(folded) for code in _LATIN}
    best = max(shares.values())
    if best < _TELLING or shares.get(own) == best:
        return own
    return next(code for code, share in shares.items() if share == best)


def _chinese(text: str, own: Language) -> Language:
    """Characters alone may be Japanese, or either Chinese."""
    if own in ("ja", "zh-Hant"):
        return own
    return "zh-Hant" if text.translate(tongue("zh-Hant").simpler) != text else "zh-Hans"


def _of_session(code: str) -> Language:
    lower = code.replace("_", "-").lower()
    if lower.startswith("zh"):
        return "zh-Hant" if re.search(r"-(?:hant|tw|hk|mo)\b", lower) else "zh-Hans"
    return next((known for known in LANGUAGES if known == lower.split("-")[0]), "en")
