"""Where the service prints: rich on a terminal, else lines as they are."""

from __future__ import annotations

import sys
from typing import Any, Final, Protocol

import typer

HIDDEN: Final = frozenset({"click", "pygments", "rich"})


class Screen(Protocol):
    """What of rich's `Console` the service uses."""

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sits there."""
        ...

    def print(
        self,
        *objects: Any,
        style: str | None = None,
        markup: bool | None = None,
        soft_wrap: bool | None = None,
    ) -> None:
        """Print them, in a line of their own."""
        ...


class Lines:
    """Lines in a log: no colours, and none is broken."""

    is_terminal = False

    def print(self, *objects: Any, **_looks: object) -> None:
        """`Screen.print`."""
        typer.echo(" ".join(map(str, objects)))


def screen() -> Screen:
    """The screen for standard output; where that is no terminal, rich stays out of memory.

    structlog and httpx would import it, and with it Markdown, Pygments and click (10 MB, a tenth of
    a second), the one for tracebacks that we never print so, the other for a command line of its
    own.
    """
    if sys.stdout.isatty():
        from rich.console import Console

        return Console()
    hidden = HIDDEN - sys.modules.keys()
    sys.modules |= dict.fromkeys(hidden)  # type: ignore[arg-type]  # documented: no such module
    try:
        import httpx  # noqa: F401 (they look for these now, and do not find them)
        import structlog  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]
    return Lines()
