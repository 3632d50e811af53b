"""Core's messages as Discord shows them: Markdown of its dialect, and rows of buttons."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import discord
import structlog

from adapters import markdown, paging
from adapters.markdown import Block, Kind, Mark, Span
from core.chat import Button, Keyboard, Message

log = structlog.get_logger(__name__)

TEXT_LIMIT: Final = 2000
LABEL_LIMIT: Final = 80
EMBED_TITLE_LIMIT: Final = 256
EMBED_URL_LIMIT: Final = 2048
_PICTURE: Final = "thumbnail.jpg"
# A link button takes at most 512 characters; signed addresses of results can be longer.
URL_LIMIT: Final = 512
_ROW: Final = 5
_ROWS: Final = 5
_SIGNS: Final = re.compile(r"([\\*_~`|<>\[\]#])")
_LINE_SIGNS: Final = re.compile(r"^(\s*)([-+])(?=\s)", re.MULTILINE)
_EVERYONE: Final = re.compile(r"@(?=everyone|here)")
_URL: Final = re.compile(r"https?://[^\s<>]+")
_MARKS: Final = ((Mark.STRIKE, "~~"), (Mark.ITALIC, "*"), (Mark.BOLD, "**"))


# -- text


def pages(message: Message) -> list[Message]:
    """Split into messages of at most 2,000 UTF-16 units, buttons and progress on the last."""
    reserve = markdown.utf16(_below(message))
    limit = TEXT_LIMIT - (reserve + 1 if reserve else 0)
    return paging.pages(message, lambda blocks: markdown.utf16(written(blocks)) <= limit)


def content(message: Message) -> str:
    """The content of one Discord message; what does not fit is cut and marked with "…"."""
    below = _below(message)
    room = TEXT_LIMIT - (markdown.utf16(below) + 1 if below else 0)
    blocks = markdown.parse(message.text)
    if markdown.utf16(written(blocks)) > room:
        blocks = paging.shorten(blocks, lambda part: markdown.utf16(written(part)) <= room)
    return "\n".join(part for part in (written(blocks), below) if part)


def _below(message: Message) -> str:
    """The progress bar, and the addresses that are too long for a button."""
    lines = [
        f"[{_escaped(button.label)}](<{_address(button.url)}>)"
        for row in message.buttons
        for button in row
        if len(button.url) > URL_LIMIT
    ]
    if message.progress is not None:
        lines.insert(0, f"{markdown.bar(message.progress)} {round(100 * message.progress)}%")
    return "\n".join(lines)


def written(blocks: Sequence[Block]) -> str:
    """Blocks in Discord's Markdown."""
    return markdown.joined(blocks, _block)


def _block(block: Block) -> str:
    if block.kind is Kind.CODE:
        text = block.text.replace("```", "`\u200b``")
        written_block = f"```{block.language}\n{text}\n```"
    else:
        body = "".join(_span(span) for span in block.spans)
        # A heading as a bold line: Discord's own headings are huge beside a chat's text.
        if block.kind is Kind.HEADING and "**" not in body:
            body = f"**{body}**"
        written_block = block.lead + _LINE_SIGNS.sub(r"\1\\\2", body)
    if block.quoted:
        written_block = "\n".join("> " + line for line in written_block.split("\n"))
    return written_block


@lru_cache(maxsize=512)
def _span(span: Span) -> str:
    if Mark.CODE in span.marks:
        text = _code(span.text)
    elif span.url and span.url == span.text:
        text = span.url
    else:
        text = _outside_urls(span.text)
    if span.url.startswith(("http://", "https://")) and span.url != span.text:
        text = f"[{text}](<{_address(span.url)}>)"
    for mark, sign in _MARKS:
        if mark in span.marks:
            text = _wrapped(text, sign)
    return text


def _wrapped(text: str, sign: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    begin = text.index(inner)
    return f"{text[:begin]}{sign}{inner}{sign}{text[begin + len(inner) :]}"


def _code(text: str) -> str:
    if "`" not in text:
        return f"`{text}`"
    return f"`` {text.replace('``', '`' + chr(0x200B) + '`')} ``"


def _outside_urls(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _URL.finditer(text):
        parts += (_escaped(text[end : found.start()]), found[0])
        end = found.end()
    return "".join((*parts, _escaped(text[end:])))


def _escaped(text: str) -> str:
    # `allowed_mentions` keeps anybody from being called; this keeps it from looking so.
    return _EVERYONE.sub("@\u200b", _SIGNS.sub(r"\\\1", text))


def _address(url: str) -> str:
    return url.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")


def card(message: Message) -> dict[str, Any]:
    """The message's card as `send` takes it: an embed, and its picture as a file."""
    if message.card is None:
        return {}
    title, url = message.card.title, message.card.url
    embed = discord.Embed(
        title=_escaped(markdown.harmless(title))[:EMBED_TITLE_LIMIT],
        url=url if len(url) <= EMBED_URL_LIMIT else None,
        description=_escaped(message.card.facts) or None,
    )
    if not message.card.picture:
        return {"embed": embed}
    embed.set_thumbnail(url=f"attachment://{_PICTURE}")
    return {"embed": embed, "file": discord.File(io.BytesIO(message.card.picture), _PICTURE)}


# -- buttons


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button's custom id says: core's data, and whether it wants a text first."""

    data: str
    ask: bool


class DynamicButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?P<kind>[pa]):(?P<data>(?s:.+))"
):
    """A button that works as long as its message stands, whatever process posted it."""

    def __init__(self, label: str, data: str, *, ask: bool = False, row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(
                label=_label(label), custom_id=f"{'a' if ask else 'p'}:{data}", row=row
            )
        )
        self.pressed = Pressed(data, ask)

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> DynamicButton:
        """The button again, from nothing but its id."""
        return cls("·", match["data"], ask=match["kind"] == "a")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to whoever the client takes things in with."""
        await interaction.client.pressed(interaction, self.pressed)


def view(buttons: Keyboard) -> discord.ui.View | None:
    """Buttons in rows of five, 25 at most; None where there are none."""
    rows = [row[at : at + _ROW] for row in buttons for at in range(0, len(row), _ROW)]
    rows = [kept for row in rows if (kept := tuple(b for b in row if len(b.url) <= URL_LIMIT))]
    if len(rows) > _ROWS:
        flat = [button for row in rows for button in row]
        if len(flat) > _ROW * _ROWS:
            log.warning("discord_buttons_dropped", count=len(flat) - _ROW * _ROWS)
        rows = [tuple(flat[at : at + _ROW]) for at in range(0, _ROW * _ROWS, _ROW)]
    if not any(rows):
        return None
    made = discord.ui.View(timeout=None)
    for index, row in enumerate(rows):
        for button in row:
            made.add_item(_item(button, index))
    return made


def _item(button: Button, row: int) -> discord.ui.Item[Any]:
    if button.url:
        return discord.ui.Button(label=_label(button.label), url=button.url, row=row)
    return DynamicButton(button.label, button.data, ask=button.ask, row=row)


def _label(text: str) -> str:
    text = markdown.harmless(text)
    return text if len(text) <= LABEL_LIMIT else text[: LABEL_LIMIT - 1] + "…"


# -- forms


class Form(discord.ui.Modal):
    """A question with one field, whose answer is found by its id alone, also after a restart.

    `custom_id` comes back in the answer; titles and labels hold 45 characters, texts 4,000.
    """

    def __init__(self, custom_id: str, title: str, label: str, *, long: bool = False) -> None:
        super().__init__(title=title[:45], custom_id=custom_id)
        style = discord.TextStyle.paragraph if long else discord.TextStyle.short
        field = discord.ui.TextInput[Any](style=style, custom_id="text", max_length=4000)
        self.add_item(discord.ui.Label(text=label[:45], component=field))

    def is_finished(self) -> bool:
        """True: discord.py need not keep it, forms that nobody sends would pile up."""
        return True
