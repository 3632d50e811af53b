"""A console adapter in a terminal of its own, for tests that type: echoes, and speaks when told.

Lines that are typed come back as "got …"; a line on a pipe is a message of the bot, one
that begins with "~" is its progress.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from adapters.console.parse import ME
from core.chat import Address, Button, Incoming, KnownChat, Message, MessageRef, TextForm
from core.clock import SystemClock
from core.handlers.forms import form_for
from core.store.store import StoreFull

CANCEL = ((Button("Cancel", "c:1"),),)


class Echo:
    """Core as the adapter sees it."""

    def __init__(self, adapter: ConsoleAdapter) -> None:
        self._chat = adapter.chat
        self._progress: MessageRef | None = None

    async def receive(self, incoming: Incoming) -> bool:
        """Say what was taken in; "full" finds no room on the disk."""
        if incoming.text == "full":
            raise StoreFull("database or disk is full")
        await self._chat.send(ME, Message(f"got {incoming.text!r}"))
        return True

    async def speak(self, source: asyncio.StreamReader) -> None:
        """Say what comes through the pipe."""
        while line := (await source.readline()).decode().strip():
            if not line.startswith("~"):
                await self._chat.send(ME, Message(line))
            elif self._progress is None:
                message = Message(line[1:], CANCEL, 0.5)
                self._progress = await self._chat.send(ME, message, silent=True)
            else:
                await self._chat.edit(ME, self._progress, Message(line[1:], CANCEL, 0.5))

    async def moved(self, platform: str, bot: str, old: str, new: str) -> None:
        """A terminal stays where it is."""

    async def places(self, platform: str, bot: str) -> Sequence[KnownChat]:
        """None to catch up with."""
        return ()

    def form(self, incoming: Incoming) -> TextForm | None:
        """As core asks."""
        return form_for(incoming)

    async def suggest(self, address: Address, lookup: str, typed: str) -> Sequence[str]:
        """Nothing."""
        return ()

    async def recall(self, key: str) -> str:
        """Nothing."""
        return ""

    async def remember(self, key: str, value: str) -> None:
        """Nothing is kept."""


async def main() -> None:
    """Run until the input ends."""
    adapter = ConsoleAdapter(Console(), SystemClock(), out=Path(sys.argv[1]), locale="en")
    echo, source = Echo(adapter), asyncio.StreamReader()
    ear = os.fdopen(int(sys.argv[2]), "rb", buffering=0)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(source), ear)
    speaking = asyncio.create_task(echo.speak(source))
    await adapter.run(echo)
    speaking.cancel()
    await adapter.close()


if __name__ == "__main__":
    asyncio.run(main())
