"""A prompt made ready for rules: normalised, its quoted spans set aside, cut into clauses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.agent.words import COLORS, MINUTES, NUMBER, OTHER_COLORS, SECONDS, number

_QUOTES = re.compile(
    r"\"([^\"\n]{1,200})\"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|"
    r"「([^」\n]{1,200})」|『([^』\n]{1,200})』|《([^》\n]{1,200})》|"
    r"(?<!\w)'([^'\n]{1,200})'(?!\w)|‘([^’\n]{1,200})’"
)
# A quoted span is replaced by one private character, so that no rule reads what is meant to
# appear on screen.
_FIRST_MARK = 0xE000
MARK = "[\ue000-\ue0ff]"
_VERBS = (
    r"add|make|put|set|change|cut|trim|remove|delete|speed|slow|use|fade|mute|turn|give|keep|loop|"
    r"swap|move|no\b|export|render|send|show|crop|brighten|reverse|undo|drop|have|play|place"
)
_BREAKS = re.compile(
    rf"[;；。!?！？\n]+|\.(?=\s|$)|[,，](?!\d)|\s+(?:and then|then|but|plus)\s+|"
    rf"\s+(?:and|&)\s+(?=(?:also\s+)?(?:{_VERBS}))|然后|并且|同时|接着|，?再(?=把|加|改|换|配)|"
    r"并(?=加|改|换|配|去|把)|\s+y\s+(?=a[ñn]ad|pon|cort)|\s+und\s+(?=f[uü]ge|mach)"
)
MAX_READ = 2_000


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a prompt: `plain` is casefolded with quotes set aside, `raw` is not folded."""

    raw: str
    plain: str
    quotes: tuple[str, ...]

    def has(self, pattern: str) -> bool:
        return re.search(pattern, self.plain) is not None

    def find(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.plain)

    @property
    def seconds(self) -> float | None:
        """A length named here, minutes and seconds together."""
        minutes = self.find(NUMBER + MINUTES)
        seconds = self.find(NUMBER + SECONDS)
        if minutes is None and seconds is None:
            return None
        found = number(minutes[1]) * 60 if minutes else 0.0
        return found + (number(seconds[1]) if seconds else 0.0)

    @property
    def percent(self) -> float | None:
        """A share named here, 0 to 1."""
        found = self.find(r"(\d{1,3})\s*(?:%|percent)|百分之(\d{1,3})")
        return min(100, int(found[1] or found[2])) / 100 if found else None

    @property
    def color(self) -> str | None:
        """The code of a colour named here."""
        for english, chinese, code in COLORS:
            if self.has(rf"\b{english}\b|{chinese}色|{chinese}的?字"):
                return code
        codes = {english: code for english, _, code in COLORS}
        for word, english in OTHER_COLORS.items():
            start = r"\b" if word.isascii() or ord(word[0]) < 0x500 else ""
            if self.has(start + word):
                return codes[english]
        found = self.find(r"#[0-9a-f]{6}\b")
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole prompt and its clauses."""

    whole: Clause
    clauses: tuple[Clause, ...]


def read(text: str) -> Reading:
    """Normalise (NFKC), set quotes aside, cut into clauses; only 2,000 characters are read."""
    normal = unicodedata.normalize("NFKC", text[:MAX_READ]).strip()
    quotes: list[str] = []

    def aside(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None).strip())
        return f" {chr(_FIRST_MARK + min(len(quotes) - 1, 255))} "

    masked = _QUOTES.sub(aside, normal)
    clauses = tuple(
        _clause(part, quotes) for part in _BREAKS.split(masked) if part and part.strip()
    )
    return Reading(_clause(masked, quotes), clauses)


def _clause(masked: str, quotes: list[str]) -> Clause:
    own = tuple(quotes[ord(mark) - _FIRST_MARK] for mark in re.findall(MARK, masked))
    return Clause(masked.strip(), masked.strip().casefold(), own)
