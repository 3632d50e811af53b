"""Which language somebody writes in, by its script, and by the letters that words are made of.

Languages of Latin letters are told apart by the runs of letters in our own catalogues and word
lists, so that a language that is added is known here, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log
from sys import intern
from typing import Final

_LATIN: Final[Mapping[str, str]] = {
    # Hindi counts as it is written in Latin letters.
    **dict.fromkeys(("en", "es", "pt", "fr", "de", "id"), r"\w+\.ftl|words\.toml"),
    "hi": r"words_latin\.toml",
}
"""Languages that are written in Latin letters, and the files of their folders that show how."""
_SCRIPTS: Final = {
    "ja": re.compile(r"[\u3040-\u30ff]{1,2}"),
    "ko": re.compile(r"[\uac00-\ud7af]+"),
    "zh": re.compile(r"[\u3400-\u9fff]{1,2}"),
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "ar": re.compile(r"[\u0600-\u06ff]+"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
}
"""Words of each script; without spaces two characters are about one."""
_SETS: Final = {"zh-Hans": "gb2312", "zh-Hant": "big5hkscs", "ja": "shift_jis"}
"""Character sets from before Unicode: each language of Han characters had one of its own."""
_NOT_SAID: Final = re.compile(
    r"[!-~]{25,}|\S+://\S+|[@/#]\w+|\S+\.\w{2,4}\b"  # tokens, addresses, commands, files
    r"|[\"“”„«「][^\"“”„«»」\n]*[\"“”»」]|(?<!\w)'[^'\n]+'(?!\w)"
)
_MARKUP: Final = re.compile(r"#.*|\{[^}]*\}|`[^`]*`|^[\w-]+ =|->|\[\w+\]", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_MOST_WORDS: Final = 40
_RUNS: Final = range(2, 5)
_UNSEEN: Final = 0.3
"""What a run of letters counts that a language's texts have not."""
_CLEAR: Final = 10.0
"""How much likelier another language must be, in natural logarithms: "voila" is said in many."""
_GREETINGS: Final = {
    **dict.fromkeys(("hola", "buenas", "buenos"), "es"),
    **dict.fromkeys(("olá", "oi", "oie", "bom", "boa"), "pt"),
    **dict.fromkeys(("hallo", "moin", "servus", "guten"), "de"),
    **dict.fromkeys(("bonjour", "bonsoir", "salut", "coucou"), "fr"),
    **dict.fromkeys(("halo", "selamat"), "id"),
    "namaste": "hi",
}
"""How a message of a word or two begins that one language alone greets with."""
_FEW: Final = 3
"""Words of Latin letters that are no change of language yet where people write in other ones."""


def spoken(text: str, language: str) -> str:
    """The language (a code of `LANGUAGES`) of a message: that of before, unless clearly another.

    Quotes, file names and addresses don't count; of "title: …" only what stands before the colon.
    """
    said = _NOT_SAID.sub(" ", text).strip()
    said = next((part for part in re.split(r"[:：\n]", said) if _WORD.search(part)), "")
    counts = {code: len(script.findall(said)) for code, script in _SCRIPTS.items()}
    plain = _STRETCHED.sub(r"\1", said.lower())
    words = [word for word in _WORD.findall(plain) if word[0] < "\u0250"][:_MOST_WORDS]
    if sum(counts.values()) > len(words):
        return _by_script(said, counts, language)
    return _by_letters(words, language) if words else language


def _by_script(said: str, counts: Mapping[str, int], language: str) -> str:
    if counts["ja"]:
        return "ja"
    found = max(counts, key=lambda code: counts[code])
    if found != "zh":
        return found
    if language in _SETS and _writes(said, language):
        return language
    return "zh-Hans" if _writes(said, "zh-Hans") or not _writes(said, "zh-Hant") else "zh-Hant"


def _writes(said: str, language: str) -> bool:
    """Whether that language has all the Han characters of these words."""
    han, name = "".join(_SCRIPTS["zh"].findall(said)), _SETS[language]
    return han.encode(name, "ignore").decode(name) == han


def _by_letters(words: list[str], language: str) -> str:
    tables = _tables()
    runs = [run for word in words for run in _runs(word)]
    scores = {
        code: sum(table.get(run, table[""]) for run in runs) / len(_RUNS)
        for code, table in tables.items()
    }
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    if len(words) < _FEW:
        if language not in scores:
            return language
        if words[0] in _GREETINGS:
            return _GREETINGS[words[0]]
    known = scores[language if language in scores else second]
    return best if scores[best] - known > _CLEAR else language


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    """How likely each run of letters is in each language; "" stands for one that is not known."""
    counts = {code: Counter(_written(code)) for code in _LATIN}
    kinds = len(set().union(*counts.values()))
    tables = {}
    for code, found in counts.items():
        whole = found.total() + _UNSEEN * kinds
        chances = {n: log((n + _UNSEEN) / whole) for n in {0, *found.values()}}
        tables[code] = {"": chances[0], **{intern(run): chances[n] for run, n in found.items()}}
    return tables


def _written(code: str) -> Iterator[str]:
    folder = files("core.language").joinpath("locales", code)
    for source in folder.iterdir():
        if re.fullmatch(_LATIN[code], source.name):
            text = _MARKUP.sub(" ", source.read_text(encoding="utf-8"))
            for word in _WORD.findall(text.lower()):
                yield from _runs(word)


def _runs(word: str) -> Iterator[str]:
    whole = f" {word} "
    for length in _RUNS:
        for at in range(len(whole) - length + 1):
            yield whole[at : at + length]
