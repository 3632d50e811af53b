"""The two grammars, and where in a clause its first word that matters stands."""

from __future__ import annotations

from core.language.guitext.plain import has_cjk
from core.language.guitext.rules import Grammar, tables

EN = Grammar(tables("en")["rules"])
ZH = Grammar(tables("zh-Hans")["rules"])

_MAX_OPENERS = 12


def grammar_of(low: str) -> Grammar:
    """The grammar of a text's language: Chinese when any Chinese character is in it."""
    return ZH if has_cjk(low) else EN


def is_script(low: str) -> bool:
    """Whether a sentence (lower case) is a line of a script: a caption, a shot, a voice."""
    grammar = grammar_of(low)
    return grammar.starts("SCRIPT_LINE", low) and not grammar.has("APP_PLACE", low)


def start_of(grammar: Grammar, low: str) -> tuple[int, bool]:
    """Where the first word that matters stands, and whether the reader is asked before it."""
    at, asked = 0, False
    for _ in range(_MAX_OPENERS):
        found = grammar.at("ASKED", low, at) if grammar is EN else None
        if found:
            asked = True
        else:
            found = grammar.at("OPENER", low, at)
        if not found or found.end() == at:
            break
        at = found.end()
    return at, asked if grammar is EN else grammar.has("ASKED", low)
