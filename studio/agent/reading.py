"""A prompt made ready for rules: normalised, its quoted spans set aside, cut into clauses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.agent.tongues import Language, Tongue, language_of, tongue
from studio.agent.words import COLORS, MINUTES, NUMBER, SECONDS, number

_QUOTES = re.compile(
    r"\"([^\"\n]{1,200})\"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|"
    r"「([^」\n]{1,200})」|『([^』\n]{1,200})』|《([^》\n]{1,200})》|"
    # An apostrophe is not one; in scripts without spaces a quote may touch its neighbours.
    r"(?<![a-zà-öø-ÿ\d])'([^'\n]{1,200})'(?![a-zà-öø-ÿ\d])|‘([^’\n]{1,200})’",
    re.IGNORECASE,
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
    r"并(?=加|改|换|配|去|把)"
)
_PLACE = re.compile(r"(?:(?:to|in|at|from|for|of|very|the) )*(?:start|end|first|last|top|bottom)")
_STOPS = re.compile(r"[;；؛。।!?！？؟\n]+|\.(?=\s|$)|[,，、،](?!\d)")
MAX_READ = 2_000


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a prompt, its quotes set aside: `raw` as it was written, `plain` as the rules
    read it, in English or Chinese.
    """

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
        found = self.find(r"#[0-9a-f]{6}\b")
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole prompt and its clauses."""

    whole: Clause
    clauses: tuple[Clause, ...]
    language: Language


def read(text: str, session: str = "en") -> Reading:
    """Normalise (NFKC), set quotes aside, cut into clauses; only 2,000 characters are read.

    `session` is the language that the session was made with, for words that don't tell theirs.
    """
    normal = re.sub(MARK, " ", unicodedata.normalize("NFKC", text[:MAX_READ])).strip()
    quotes: list[str] = []

    def aside(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None).strip())
        return f" {chr(_FIRST_MARK + min(len(quotes) - 1, 255))} "

    masked = _QUOTES.sub(aside, normal)
    spoken = tongue(language_of(masked, session))
    if not spoken.glosses:
        parts = _split(masked, masked.translate(spoken.simpler))
    else:
        stops = _with_places(_STOPS.split(masked), spoken)
        parts = [order for part in stops for order in spoken.orders(part)]
    clauses = tuple(_clause(part, quotes, spoken) for part in parts if part and part.strip())
    return Reading(_clause(masked, quotes, spoken), clauses, spoken.code)


def _split(text: str, simpler: str) -> list[str]:
    """The text cut where its simplified characters tell, which are as many."""
    ends = [*(match.span() for match in _BREAKS.finditer(simpler)), (len(text), 0)]
    return [text[a:b] for (_, a), (b, _) in zip([(0, 0), *ends], ends, strict=False)]


def _with_places(parts: list[str], spoken: Tongue) -> list[str]:
    """`at the end, write …` is one order: a place alone goes with what follows it."""
    whole: list[str] = []
    place = ""
    for part in parts:
        if _PLACE.fullmatch(spoken.gloss(part)):
            place += part + " "
        else:
            whole.append(place + part)
            place = ""
    return [*whole, place]


def _clause(masked: str, quotes: list[str], spoken: Tongue) -> Clause:
    own = tuple(quotes[ord(mark) - _FIRST_MARK] for mark in re.findall(MARK, masked))
    return Clause(masked.strip(), spoken.gloss(masked).strip(), own)
