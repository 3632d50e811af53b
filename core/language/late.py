"""Names of a package that are imported when somebody first asks for them.

Patterns and word lists are a part of every start, and a service may wait for hours until it reads
its first message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, where: Mapping[str, str]) -> Callable[[str], Any]:
    """The package's `__getattr__`: names, each with the module of the package that has it."""

    def find(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return find
