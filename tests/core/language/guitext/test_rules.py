"""The patterns of the tables: each is compiled when it is first used, so all of them are here."""

from __future__ import annotations

import pytest

from core.language.guitext.grammars import EN, ZH
from core.language.guitext.rules import Grammar, shared, tables

SHAPES = Grammar(*(source["shapes"] for source in (shared(), tables("en"), tables("zh-Hans"))))
ACTIONS = Grammar(shared()["actions"])


@pytest.mark.parametrize("grammar", [EN, ZH, SHAPES, ACTIONS])
def test_every_pattern_compiles(grammar: Grammar) -> None:
    """A mistake in one raises re.error here, not in the middle of somebody's answer."""
    names = list(grammar)
    assert names
    assert [grammar.without(name, "") for name in names] == [""] * len(names)
