"""Where the one progress message of a terminal is seen while it lives."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console, RenderableType
from rich.live import Live


class Living(Protocol):
    """A place below the messages whose words change until it is cleared."""

    def show(self, content: RenderableType) -> None:
        """Show this in place of what was there."""
        ...

    def clear(self) -> None:
        """Show nothing any more."""
        ...


class LiveLine:
    """Redrawn by rich; for a terminal at which nobody types, as drawing wipes typed letters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None

    def show(self, content: RenderableType) -> None:
        """Show this in place of what was there."""
        if self._live is None:
            self._live = Live(content, console=self._console, transient=True, refresh_per_second=8)
            self._live.start()
        else:
            self._live.update(content)

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._live is not None:
            self._live.stop()
            self._live = None
