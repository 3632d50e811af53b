"""The line that somebody types in, kept whole while messages are printed above it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.patch_stdout import patch_stdout
from prompt_toolkit.widgets import TextArea
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.markdown import harmless

LINES_BOUND = 100
TYPED_ROWS = 8
SIGN = "> "
SIGN_STYLE = "bold green"


class Prompt:
    """A line to type in below the messages, and above it the progress message (`Living`).

    What is printed meanwhile goes above both, and takes no typed letter away. A paste of several
    lines stays one message; Enter sends.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: RenderableType | None = None
        self._lines: asyncio.Queue[str | None] = asyncio.Queue(LINES_BOUND)
        self._typed = TextArea(
            prompt=[("bold ansigreen", SIGN)],
            height=Dimension(min=1, max=TYPED_ROWS),
            dont_extend_height=True,
            history=InMemoryHistory(),  # in memory only: a line may hold a token
            accept_handler=self._accept,
        )
        above = Window(FormattedTextControl(self._above), dont_extend_height=True)
        shown = Condition(lambda: self._shown is not None)
        keyboard = create_input()
        self._line_mode = keyboard.cooked_mode
        # Left as it is while a message is printed: the terminal's own line mode would echo what is
        # typed meanwhile, and make a zero of Ctrl-D.
        keyboard.cooked_mode = nullcontext  # type: ignore[method-assign]  # no option says it
        self._app: Application[None] = Application(
            Layout(HSplit([ConditionalContainer(above, shown), self._typed]), self._typed),
            key_bindings=self._keys(),
            input=keyboard,
            output=_output(),
            erase_when_done=True,
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[asyncio.Queue[str | None]]:
        """The lines that are typed, None at their end, while the terminal is held."""
        with patch_stdout(raw=True):
            running = asyncio.create_task(self._run(), name="prompt")
            try:
                yield self._lines
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
        await asyncio.sleep(0)  # what was on its way to above the line is printed now

    def show(self, content: RenderableType) -> None:
        """Show this above the line, in place of what was there."""
        self._shown = content
        self._app.invalidate()

    def clear(self) -> None:
        """Show nothing above the line."""
        self._shown = None
        self._app.invalidate()

    async def _run(self) -> None:
        try:
            # Signals and what goes wrong elsewhere are the program's, not this line's.
            await self._app.run_async(set_exception_handler=False, handle_sigint=False)
        except EOFError:  # the terminal is gone
            pass
        finally:
            await self._lines.put(None)

    def _accept(self, typed: Buffer) -> bool:
        """Hand a line on; it stays in place while too many wait."""
        line = typed.text
        if not line.strip():
            return False
        if self._lines.full():
            return True
        self._lines.put_nowait(line)
        said = Table.grid()
        said.add_row(Text(SIGN, style=SIGN_STYLE), Text(harmless(line)))
        self._console.print(Padding(said, (0, 0, 1, 0)))
        return False

    def _above(self) -> ANSI:
        """The progress message as it is now; its end, where it is longer than half the screen."""
        if self._shown is None:
            return ANSI("")
        with self._console.capture() as drawn:
            self._console.print(self._shown)
        lines = drawn.get().rstrip("\n").split("\n")
        return ANSI("\n".join(lines[-max(1, self._app.output.get_size().rows // 2) :]))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter")
        def send(event: KeyPressEvent) -> None:
            self._typed.buffer.validate_and_handle()

        @keys.add("c-d", filter=Condition(lambda: not self._typed.buffer.text))
        def end(event: KeyPressEvent) -> None:
            event.app.exit()

        @keys.add("c-c")
        def stop(event: KeyPressEvent) -> None:
            # The terminal makes no signal of it while a line is edited.
            signal.raise_signal(signal.SIGINT)

        @keys.add("c-z")
        def suspend(event: KeyPressEvent) -> None:
            run_in_terminal(self._suspend)

        return keys

    def _suspend(self) -> None:
        """Stop until the shell's `fg`; the shell gets its terminal back meanwhile."""
        with self._line_mode():
            os.kill(0, signal.SIGTSTP)


def _output() -> Output:
    output = create_output()
    if isinstance(output, Vt100_Output):
        # Only menus need to know where on the screen the line is; not every terminal answers.
        output.enable_cpr = False
    return output
