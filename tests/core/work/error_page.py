"""`docs/errors.md`, written from the cases that the tests play: `python -m …error_page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from core.language.phrases import say
from tests.core.bench import ANY
from tests.core.work.error_cases import CREDITS, LIMITS, OUTAGES, SESSION, STREAM, TOKEN
from tests.core.work.error_cases_files import ACCOUNTS, EXPORT, FILES
from tests.core.work.error_kit import Case

PAGE = Path(__file__).parents[3] / "docs" / "errors.md"
GROUPS: tuple[tuple[str, tuple[Case, ...]], ...] = (
    ("Access", TOKEN),
    ("Sessions", SESSION),
    ("Credits", CREDITS),
    ("Rate limits", LIMITS),
    ("Outages", OUTAGES),
    ("The agent's answer", STREAM),
    ("Files", FILES),
    ("Export", EXPORT),
    ("Accounts", ACCOUNTS),
)
HEAD = """# What a person reads when something goes wrong

Written from `tests/core/work/error_cases*.py`; every row is played by a test against the built-in
studio, which also counts that no prompt is ever paid for twice (`python -m
tests.core.work.error_page` writes this page again).
"""
FINE = "what they asked for"


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_tables()])


def _tables() -> Iterator[str]:
    for title, cases in GROUPS:
        yield f"## {title}\n"
        yield "| when | the person reads | and the bot |"
        yield "| --- | --- | --- |"
        for case in cases:
            yield f"| {case.when} | {_read(case)} | {_does(case)} |"
        yield ""


def _read(case: Case) -> str:
    if not case.key:
        return FINE
    shown = {name: f"‹{name}›" if value == ANY else value for name, value in case.args.items()}
    return re.sub(r"\s+", " ", say("en", case.key, **shown))


def _does(case: Case) -> str:
    paid = "the prompt was paid for once" if case.charged else ""
    return "; ".join(part for part in (case.note, paid) if part)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
