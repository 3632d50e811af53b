"""Traditional characters folded into simplified ones, for the characters that commands use."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Final


def _table() -> dict[int, str]:
    source = resources.files("core.language.grammar").joinpath("traditional.toml")
    rows = tomllib.loads(source.read_text("utf-8"))
    old, new = ("".join(rows[name].split()) for name in ("traditional", "simplified"))
    return {ord(before): after for before, after in zip(old, new, strict=True)}


SIMPLER: Final = _table()
"""For `str.translate`."""
