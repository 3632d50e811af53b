"""From core's messages to what a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from adapters.markdown import harmless
from core.chat import Button, Message

BAR_WIDTH = 32
LIST_SIGN = re.compile(r"^(\s*)• ", re.MULTILINE)
# What a list of Markdown would show as a bare number, like one that can be typed.
PLACE = re.compile(r"^(\s*\d+)\. ", re.MULTILINE)


def body(message: Message) -> RenderableType:
    """The words of a message; every line stays a line, and nothing moves the cursor."""
    text = harmless(message.text)
    text = PLACE.sub(r"\1\\. ", LIST_SIGN.sub(r"\1• ", text))
    # A single line break is a space in Markdown; in a chat it is a line break.
    hard = re.sub(r"(?<!\n)\n(?!\n)", "  \n", text)
    return Markdown(hard)


def choices(buttons: Sequence[Button], numbers: Sequence[int]) -> Text:
    """Buttons as numbers to type; one that opens an address needs none."""
    line = Text()
    for number, button in zip(numbers, buttons, strict=True):
        said = harmless(button.label)
        if button.url:
            line.append(f"  {said} → {button.url}", style="cyan")
        else:
            line.append(f"  [{number}] ", style="bold cyan").append(said, style="cyan")
    return line


def status(message: Message) -> RenderableType:
    """A progress message: its last line, and a bar where it has one."""
    line = harmless(message.text).strip().splitlines()
    words = Text(line[-1] if line else "", style="dim", overflow="ellipsis", no_wrap=True)
    if message.progress is None:
        return words
    table = Table.grid(padding=(0, 1))
    bar = ProgressBar(total=1.0, completed=message.progress, width=BAR_WIDTH)
    table.add_row(bar, words)
    return table


def streamed(message: Message) -> RenderableType:
    """A progress message with what has been written of the answer so far."""
    text, _, _ = message.text.rpartition("\n\n")
    if not text.strip():
        return status(message)
    return Group(Text(harmless(text).strip()), Text(""), status(message))
