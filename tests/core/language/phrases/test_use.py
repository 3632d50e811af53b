"""The code and the catalogue: what is said exists, and what exists is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import core
from tests.core.language.phrases.catalogue import keys, messages, parts

ROOT = Path(core.__file__).parents[1]
ROOMS = ("bot", "core", "adapters")
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)+")
SPEAKING = {"say", "_say", "tell", "told", "_told", "stage", "whisper", "failed"}
# What keys begin with, so that other words with a hyphen are told from them.
FAMILIES = {key.split("-")[0] for key in keys()}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the rooms that speak, by its path."""
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in files}


def literals(tree: ast.AST) -> Iterator[str]:
    """All text constants that look like a key."""
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and KEY.fullmatch(value):
            yield value


def prefixes() -> set[str]:
    """How keys begin that are put together, such as `command-`."""
    found = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begin = str(node.values[0].value)
                if re.fullmatch(r"[a-z]+(-[a-z]+)*-", begin) and begin.split("-")[0] in FAMILIES:
                    found.add(begin)
    return found


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call of a function that says something, with where it stands."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            name = node.func.attr if isinstance(node.func, ast.Attribute) else name
            if name in SPEAKING:
                yield f"{path}:{node.lineno}", node


def test_every_phrase_that_is_said_exists() -> None:
    """A key in a call is in the catalogue."""
    unknown = [
        (where, key)
        for where, call in calls()
        for argument in call.args
        for key in literals(argument)
        if key not in keys()
    ]
    assert unknown == []


def test_every_phrase_in_a_table_exists() -> None:
    """So is whatever looks like a key of a family that the catalogue has."""
    unknown = {
        (path, key)
        for path, tree in trees().items()
        for key in literals(tree)
        if key.split("-")[0] in FAMILIES and key not in keys()
    }
    assert unknown == set()


def test_every_phrase_gets_what_it_tells() -> None:
    """A call that names a phrase passes all of its variables."""
    lacking = []
    for where, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given:  # passed on as a mapping
            continue
        for argument in call.args:
            for key in _chosen(argument):
                if key in keys() and not parts(messages("en")[key]).variables <= given:
                    lacking.append((where, key))
    assert lacking == []


def _chosen(argument: ast.expr) -> list[str]:
    """The keys that an argument can be: a constant, or one of two."""
    if isinstance(argument, ast.IfExp):
        return _chosen(argument.body) + _chosen(argument.orelse)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []


def test_every_phrase_is_used() -> None:
    """What nobody says is deleted, in all languages."""
    said = {key for tree in trees().values() for key in literals(tree)}
    begun = tuple(prefixes())
    assert begun
    assert [key for key in keys() if key not in said and not key.startswith(begun)] == []
