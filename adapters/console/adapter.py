"""The life of a terminal chat: lines in, until the terminal is closed or Ctrl-C."""

from __future__ import annotations

import asyncio
import io
import sys
import threading
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from rich.console import Console
from rich.text import Text

from adapters.console import parse, render
from adapters.console.chat import ConsoleChat
from adapters.markdown import harmless
from core.chat import Connection, CoreService, Incoming, Message, Profile
from core.clock import Clock
from core.language.phrases import pick, say
from core.store.store import StoreFull, StoreUnavailable

log = structlog.get_logger(__name__)

LINES_BOUND = 100


class ConsoleAdapter:
    """One person at a terminal; `chat` prints, `run` reads."""

    chat: ConsoleChat

    def __init__(self, console: Console, clock: Clock, *, out: Path, locale: str) -> None:
        self._console = console
        self._clock = clock
        self._locale = locale
        self._read = False
        self._sent: set[str] = set()
        self.connection = Connection()
        self.chat = ConsoleChat(console, out, language=pick(locale))

    async def run(self, service: CoreService) -> None:
        """Take in lines until the input ends."""
        self._read = True
        self.connection.hears(self._clock.now())
        language = self.chat.language
        self._console.print(render.body(Message(say(language, "start-welcome"))))
        self._console.print(say(language, "console-welcome"), style="dim")
        async with self._lines() as lines:
            while (line := await lines.get()) is not None:
                if line.strip():
                    await self._take(service, line)

    @asynccontextmanager
    async def _lines(self) -> AsyncIterator[asyncio.Queue[str | None]]:
        if not (self._console.is_interactive and sys.stdin.isatty() and sys.stdout.isatty()):
            yield _piped()
            return
        from adapters.console.prompt import Prompt  # a bot on platforms need not load this

        prompt = Prompt(self._console)
        with self.chat.living_in(prompt):
            async with prompt.opened() as lines:
                yield lines

    async def _take(self, service: CoreService, line: str) -> None:
        item = self.read(line)
        self.chat.heard()
        if item is None:
            self._console.print(say(self.chat.language, "button-too-old"), style="yellow")
            self._console.print()
            return
        try:
            await service.receive(item)
        except StoreUnavailable as error:
            log.error("line not taken in", error=str(error))
            key = "error-disk-full" if isinstance(error, StoreFull) else "error-unexpected"
            self._console.print(say(self.chat.language, key), style="red")
            self._console.print()

    def read(self, line: str) -> Incoming | None:
        """A typed line as core's value: a number is a button, all else a message.

        None for the number of a button that is gone, or never was: a prompt costs credits, and
        nobody means a bare number as one while there are buttons to choose from.
        """
        event, at = uuid.uuid4().hex, self._clock.now()
        word = line.strip()
        if word.isdecimal() and len(word) < 5 and self.chat.numbered(int(word)):
            if (picked := self.chat.pick(int(word))) is None:
                return None
            message, button = picked
            self._console.print(Text(f"→ {harmless(button.label)}", style="dim"))
            self._console.print()
            return parse.press(
                button.data, event=event, at=at, message=message, locale=self._locale
            )
        item = parse.message(line, event=event, at=at, locale=self._locale, sent=self._sent)
        if item.command is not None and item.command.name == "new":
            self._sent.clear()
        self._sent.update(file.name for file in item.attachments if file.size is not None)
        return item

    def request(self, text: str, files: list[Path]) -> Incoming:
        """Words with files, said by a script in place of a person; shown as if typed."""
        you = Text(say(self.chat.language, "console-you"), style="bold green")
        self.chat.heard()
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

    async def check(self) -> Profile:
        """There is always a terminal."""
        return Profile("terminal")

    async def close(self) -> None:
        """Leave the terminal as it was, and say what becomes of unfinished work."""
        self.chat.close()
        if self._read:
            self._console.print(say(self.chat.language, "console-goodbye"), style="dim")


def _piped() -> asyncio.Queue[str | None]:
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
