"""Reads a grammar file: named rules, each a set of alternatives, as regular expressions."""

from __future__ import annotations

import re
from importlib.resources import files

_NAME = re.compile(r"([A-Z_]+) =\s*(.*)")
_REFERENCE = re.compile(r"\{([A-Z_]+)\}")


class Grammar:
    """The rules of one grammar file.

    A rule is `NAME =` and its alternatives below, one or more a line, set apart by " | "; `{NAME}`
    stands for a rule above, `#` at the start of a line for a remark. A space is any one space.
    """

    def __init__(self, name: str, **given: str) -> None:
        """Read `<name>.rules` beside this module; `given` are rules made elsewhere.

        Raises KeyError for a reference to a rule that is not above it, re.error for a bad pattern.
        """
        text = files(__package__).joinpath(f"{name}.rules").read_text(encoding="utf-8")
        self._sources = dict(given)
        for rule, alternatives in _rules(text):
            joined = "|".join(alternatives)
            self._sources[rule] = f"(?:{_REFERENCE.sub(self._source, joined)})"
        self._compiled = {rule: re.compile(source) for rule, source in self._sources.items()}

    def _source(self, reference: re.Match[str]) -> str:
        return self._sources[reference[1]]

    def at(self, rule: str, text: str, position: int = 0) -> re.Match[str] | None:
        """The match of a rule that begins exactly at a position."""
        return self._compiled[rule].match(text, position)

    def has(self, rule: str, text: str) -> bool:
        """Whether a rule matches anywhere."""
        return self._compiled[rule].search(text) is not None

    def starts(self, rule: str, text: str) -> bool:
        """Whether a rule matches at the beginning."""
        return self._compiled[rule].match(text) is not None

    def without(self, rule: str, text: str) -> str:
        """The text with every match of a rule taken out."""
        return self._compiled[rule].sub("", text)

    def each(self, rule: str, text: str) -> list[int]:
        """Where the matches of a rule end."""
        return [found.end() for found in self._compiled[rule].finditer(text)]


def _rules(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        named = _NAME.fullmatch(line)
        if named:
            found.append((named[1], []))
            line = named[2]
        found[-1][1].extend(part.strip() for part in line.split(" | ") if part.strip())
    return found
