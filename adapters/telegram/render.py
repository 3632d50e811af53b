"""Core's messages as Telegram HTML and inline keyboards; pure functions.

Limits (Bot API): 4,096 UTF-16 units a text and 1,024 a caption, counted after the entities are
parsed; 100 buttons, 8 a row, 64 bytes of data each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from adapters.markdown import (
    Block,
    Kind,
    Mark,
    Span,
    bar,
    harmless,
    joined,
    parse,
    plain_text,
    utf16,
)
from adapters.paging import Fits, shorten
from adapters.paging import pages as cut_pages
from core.chat import Button, Keyboard, Message

log = structlog.get_logger(__name__)

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
ALERT_LIMIT: Final = 200
DATA_LIMIT: Final = 64
ROW_LIMIT: Final = 8
FOLD_OVER: Final = 4
_BAR_ROOM: Final = 16
_TAGS: Final = {Mark.BOLD: "b", Mark.ITALIC: "i", Mark.STRIKE: "s"}
_SCHEMES: Final = ("https://", "http://", "tg://", "mailto:")


@dataclass(frozen=True, slots=True)
class Post:
    """One message ready to go: its HTML, the same without markup, and its keyboard."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None


def pages(message: Message) -> list[Message]:
    """Split into messages that fit one post each, at paragraph borders where possible."""
    return cut_pages(message, _fits(TEXT_LIMIT - _BAR_ROOM))


def post(message: Message, *, limit: int = TEXT_LIMIT) -> Post:
    """Render one message; a text over `limit` UTF-16 units loses the end of its longest part."""
    blocks = parse(message.text)
    if message.progress is not None:
        blocks = (*blocks, Block(Kind.PARAGRAPH, (Span(bar(message.progress)),), gap=False))
    fits = _fits(limit)
    if not fits(blocks):
        log.warning("message_shortened", length=utf16(plain_text(blocks)), limit=limit)
        blocks = shorten(blocks, fits)
    return Post(html(blocks), plain_text(blocks), keyboard(message.buttons))


def html(blocks: Sequence[Block]) -> str:
    """The blocks as Telegram HTML; every tag is closed, all text is escaped.

    Quoted blocks that follow each other are one quotation, folded once it has more than four lines.
    """
    parts: list[str] = []
    for quoted, run in groupby(blocks, key=_in_quotation):
        group = tuple(run)
        body = joined(group, _block)
        if quoted:
            fold = " expandable" if body.count("\n") >= FOLD_OVER else ""
            body = f"<blockquote{fold}>{body}</blockquote>"
        if parts:
            parts.append("\n\n" if group[0].gap else "\n")
        parts.append(body)
    return "".join(parts)


def _in_quotation(block: Block) -> bool:
    """Telegram lets a quotation hold no code block."""
    return block.quoted and block.kind is not Kind.CODE


def keyboard(buttons: Keyboard) -> InlineKeyboardMarkup | None:
    """An inline keyboard, None without buttons; rows of more than eight are wrapped."""
    rows = [
        [_button(button) for button in row[start : start + ROW_LIMIT]]
        for row in buttons
        for start in range(0, len(row), ROW_LIMIT)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def alert(message: Message) -> str:
    """The message as the answer to a press; empty if it does not fit into one.

    It has at most 200 UTF-16 units and no buttons, and nobody can open a link in it.
    """
    text = plain_text(parse(message.text)).strip()
    fits = utf16(text) <= ALERT_LIMIT and not message.buttons and "://" not in text
    return text if fits else ""


def _fits(limit: int) -> Fits:
    def fits(blocks: Sequence[Block]) -> bool:
        return utf16(plain_text(blocks)) <= limit

    return fits


def _button(button: Button) -> InlineKeyboardButton:
    label = harmless(button.label)
    if button.url:
        return InlineKeyboardButton(label, url=button.url)
    if not 1 <= len(button.data.encode()) <= DATA_LIMIT:
        raise ValueError(f"button data of {len(button.data.encode())} bytes: 1 to {DATA_LIMIT}")
    return InlineKeyboardButton(label, callback_data=button.data)


def _block(block: Block) -> str:
    if block.kind is Kind.CODE:
        body = escape("".join(span.text for span in block.spans), quote=False)
        if block.language:
            return f'<pre><code class="language-{escape(block.language)}">{body}</code></pre>'
        return f"<pre>{body}</pre>"
    body = escape(block.lead, quote=False) + "".join(_span(span) for span in block.spans)
    if block.kind is Kind.HEADING:
        body = f"<b>{body}</b>"
    return body


def _span(span: Span) -> str:
    body = escape(span.text, quote=False)
    if Mark.CODE in span.marks:
        # Telegram lets nothing contain code but a link, and code contain nothing.
        body = f"<code>{body}</code>"
    else:
        for mark in sorted(span.marks):
            body = f"<{_TAGS[mark]}>{body}</{_TAGS[mark]}>"
    if span.url.lower().startswith(_SCHEMES):
        return f'<a href="{escape(span.url)}">{body}</a>'
    return body
