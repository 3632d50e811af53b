"""Reads a language's file of rules: named patterns, each a set of alternatives, and word lists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_REFERENCE = re.compile(r"\{([A-Z_]+)\}")

_LOCALES = files("core.language").joinpath("locales")

Tables = Mapping[str, Mapping[str, str]]


@cache
def tables(code: str) -> Tables:
    """The tables of a language's `locales/<code>/screen.toml`: text by entry, entries by table.

    Raises FileNotFoundError for a language without one.
    """
    return _read(_LOCALES.joinpath(code, "screen.toml"))


@cache
def shared() -> Tables:
    """The tables of `common.toml` beside this module, for English and Chinese together."""
    return _read(files(__package__).joinpath("common.toml"))


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that have such a file."""
    folders = (folder for folder in _LOCALES.iterdir() if folder.joinpath("screen.toml").is_file())
    return tuple(sorted(folder.name for folder in folders))


def _read(file: Traversable) -> Tables:
    found: Tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


class _Compiled(dict[str, re.Pattern[str]]):
    """Patterns, each compiled when it is first asked for: all of them take a start too long."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, rule: str) -> re.Pattern[str]:
        compiled = self[rule] = re.compile(self._sources[rule])
        return compiled


class Grammar:
    """Named patterns, compiled when they are first used; iterating gives their names.

    A pattern is written as alternatives, one or more a line, set apart by " | "; `{NAME}` stands
    for a pattern above it. A space is any one space.
    """

    def __init__(self, *sources: Mapping[str, str]) -> None:
        """The patterns of all sources, in order.

        Raises KeyError for a reference to a pattern that is not above it.
        """
        self._sources: dict[str, str] = {}
        for source in sources:
            for rule, text in source.items():
                joined = "|".join(_alternatives(text))
                self._sources[rule] = f"(?:{_REFERENCE.sub(self._source, joined)})"
        self._compiled = _Compiled(self._sources)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

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


def _alternatives(text: str) -> list[str]:
    lines = (part for line in text.splitlines() for part in line.split(" | "))
    return [part.strip() for part in lines if part.strip()]
