"""The catalogues as they are written: messages, variables and selectors, read from the files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import core.language

FOLDER = Path(core.language.__file__).parent / "locales"


class _Parts(Visitor):
    """Collects what a message holds."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.selects: list[tuple[str, ...]] = []
        self.texts: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.texts.append(node.value)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        self.selects.append(tuple(_key(variant) for variant in node.variants))
        self.generic_visit(node)


def _key(variant: ast.Variant) -> str:
    key = variant.key
    return key.name if isinstance(key, ast.Identifier) else key.value


def entries(lang: str) -> Iterator[tuple[str, ast.EntryType]]:
    """File name and entry, for all files of a language."""
    for file in sorted((FOLDER / lang).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            yield file.name, entry


@cache
def messages(lang: str) -> dict[str, ast.Message]:
    """Each message of a language by its key."""
    found = (entry for _, entry in entries(lang) if isinstance(entry, ast.Message))
    return {message.id.name: message for message in found}


def parts(message: ast.Message) -> _Parts:
    """Its variables, the keys of its selectors, and the texts between them."""
    found = _Parts()
    found.visit(message)
    return found


def keys() -> list[str]:
    """Every key, as the English catalogue has them."""
    return sorted(messages("en"))
