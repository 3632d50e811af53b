"""The life of a terminal chat: lines in, until the terminal is closed or Ctrl-C."""

from __future__ import annotations

import asyncio
import io
import sys
import threading
import uuid
from pathlib import Path

import structlog
from rich.console import Console
from rich.text import Text

from adapters.console import parse
from adapters.console.chat import ConsoleChat
from core.chat import Front, Incoming
from core.clock import Clock
from core.language.phrases import pick, say
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)

LINES_BOUND = 100


class ConsoleAdapter:
    """One person at a terminal; `chat` prints, `run` reads."""

    chat: ConsoleChat

    def __init__(self, console: Console, clock: Clock, *, out: Path, locale: str) -> None:
        self._console = console
        self._clock = clock
        self._locale = locale
        self._language = pick(locale)
        self._read = False
        self.chat = ConsoleChat(console, out, language=self._language)

    async def run(self, front: Front) -> None:
        """Take in lines until the input ends."""
        self._read = True
        self._console.print(say(self._language, "console-welcome"), style="dim")
        lines = _lines()
        while (line := await lines.get()) is not None:
            if line.strip():
                await self._take(front, line)

    async def _take(self, front: Front, line: str) -> None:
        try:
            await front.receive(self.read(line))
        except StoreUnavailable as error:
            log.error("line not taken in", error=str(error))
            self._console.print(say(self._language, "error-unexpected"), style="red")

    def read(self, line: str) -> Incoming:
        """A typed line as core's value: a number is a button, all else a message."""
        event, at = uuid.uuid4().hex, self._clock.now()
        word = line.strip()
        number = int(word) if word.isdecimal() and len(word) < 5 else 0
        if (picked := self.chat.pick(number)) is not None:
            message, button = picked
            return parse.press(
                button.data, event=event, at=at, message=message, locale=self._locale
            )
        return parse.message(line, event=event, at=at, locale=self._locale)

    def request(self, text: str, files: list[Path]) -> Incoming:
        """Words with files, said by a script in place of a person; shown as if typed."""
        you = Text(say(self._language, "console-you"), style="bold green")
        self._console.print(you)
        if files:
            names = ", ".join(path.name for path in files)
            self._console.print(Text(f"  📎 {names}", style="dim"))
        self._console.print(Text(f"  {text}"))
        self._console.print()
        event, at = uuid.uuid4().hex, self._clock.now()
        if text.startswith("/"):
            return parse.message(text, event=event, at=at, locale=self._locale)
        return parse.request(text, files, event=event, at=at, locale=self._locale)

    async def check(self) -> str:
        """There is always a terminal."""
        return "terminal"

    async def close(self) -> None:
        """Leave the terminal as it was, and say what becomes of unfinished work."""
        self.chat.close()
        if self._read:
            self._console.print(say(self._language, "console-goodbye"), style="dim")


def _lines() -> asyncio.Queue[str | None]:
    """Lines of standard input, None at its end.

    A daemon thread reads them: a blocking read cannot be cancelled, but it need not be waited
    for either.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue(LINES_BOUND)

    def read() -> None:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # no stray byte ends the conversation
        for line in sys.stdin:
            asyncio.run_coroutine_threadsafe(queue.put(line), loop).result()
        asyncio.run_coroutine_threadsafe(queue.put(None), loop)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    return queue
