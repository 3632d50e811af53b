"""Light Markdown as blocks of marked spans, cut into posts; each platform writes its own markup.

Core's phrases and the backend's answers are Markdown. Reading it once into values means that a
post can be cut anywhere without ever breaking a tag, and that nothing a user or the backend wrote
can become markup of the platform's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # imported with the first message that goes out
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def _bold(state: StateInline, silent: bool) -> bool:
    """Read a run of stars as bold wherever it touches text.

    CommonMark wants a space or a sign on the far side of punctuation, which Chinese and Japanese
    sentences don't have: `**标题：**内容` would show its stars.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or not state.src.startswith("**", state.pos):
        return False
    length = state.scanDelims(state.pos, True).length
    before = state.src[state.pos - 1] if state.pos else " "
    end = state.pos + length
    after = state.src[end] if end < state.posMax else " "
    for _ in range(length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=not after.isspace(),
                close=not before.isspace(),
            )
        )
    state.pos = end
    return True


@cache
def _rules() -> MarkdownIt:
    from markdown_it import MarkdownIt

    rules = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        # Indented text is no code in a chat; HTML and entities are shown as they were typed.
        .disable(["code", "html_block", "html_inline", "entity", "reference", "lheading"])
    )
    rules.inline.ruler.before("emphasis", "bold", _bold)
    return rules


# A bare address may hold `_` and `*`, and a product's `*` is no emphasis: both are taken out
# before the Markdown is read.
BARE_URL: Final = re.compile(r"(?<!\]\()(?<!<)https?://[^\s<>\ue000-\ue003]+")
_URL_TAIL: Final = re.compile(r"[.,;:!?'\"*_`~\\\])}。，、！？；：」』）】]+$")
_HELD: Final = re.compile("\ue000(\\d+)\ue001")
_LITERAL: Final = re.compile(rf"{BARE_URL.pattern}|(?<=\d)\*(?=\d)")
# Control characters, and those that turn the rest of a line round: no words of anybody's need
# them. Marks of direction, which only touch their neighbours, stay.
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ue000-\ue003\ud800-\udfff]"
)
# Plain code inside a line is taken out as well: thousands of marks cost markdown-it a second.
_CODE: Final = re.compile(r"`([^`\n]+)`")
_HELD_CODE: Final = re.compile("\ue002(\\d+)\ue003")
_MOST_MARKS: Final = 4000
"""Signs of a text that may be marks: a paragraph that would make it more is shown as typed, for
every one of them costs time."""
_OPEN_CLOSE: Final = {"strong": "bold", "em": "italic", "s": "strike"}


class Mark(StrEnum):
    """How a span looks."""

    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    CODE = "code"


_CODE_MARK: Final = frozenset({Mark.CODE})


class Kind(StrEnum):
    """What a block is; a list item carries its bullet or number in `lead`."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look, and where it leads if it is a link."""

    text: str
    marks: frozenset[Mark] = frozenset()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or code block; `gap`: a blank line stands before it."""

    kind: Kind
    spans: tuple[Span, ...]
    gap: bool = True
    quoted: bool = False
    lead: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """What can be read of it."""
        return self.lead + "".join(span.text for span in self.spans)


Blocks = tuple[Block, ...]


@lru_cache(maxsize=16)  # a message is cut into pages, and each of them written, from the same text
def parse(text: str) -> Blocks:
    """Read Markdown; any text is fine, and what is no markup stays as typed, HTML included.

    Tables become monospaced text, images become links; link titles are dropped.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        tail = _URL_TAIL.search(found[0]) if len(found[0]) > 1 else None
        url = found[0][: tail.start()] if tail else found[0]
        held.append(url)
        return f"\ue000{len(held) - 1}\ue001{found[0][len(url) :]}"

    def hold_code(found: re.Match[str]) -> str:
        held.append(found[1])
        return f"\ue002{len(held) - 1}\ue003"

    left = _MOST_MARKS

    def read(part: str) -> str:
        nonlocal left
        signs = sum(part.count(sign) for sign in "*_~[")
        if signs > left and "```" not in part and "~~~" not in part:
            held.append(part)  # as typed
            return f"\ue000{len(held) - 1}\ue001"
        left -= signs
        part = _LITERAL.sub(hold, part)
        return _CODE.sub(hold_code, part) if _has_plain_code(part) else part

    source = "\n\n".join(read(part) for part in harmless(text).split("\n\n"))
    reader = _Reader(_rules().parse(source), held)
    blocks = tuple(reader.blocks())
    if text.strip() and not any(block.text.strip() for block in blocks):
        return (Block(Kind.PARAGRAPH, (Span(text.strip()),)),)  # "#", ">": a sign is all there is
    return blocks


def _has_plain_code(paragraph: str) -> bool:
    """Whether all its code is between single backticks on one line, so that pairs are certain."""
    if "`" not in paragraph or any(sign in paragraph for sign in ("``", "\\`", "|")):
        return False
    return all(line.count("`") % 2 == 0 for line in paragraph.split("\n"))


def harmless(text: str) -> str:
    """A text without what moves a cursor, turns a line round, or can't be sent at all."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_text(blocks: Sequence[Block]) -> str:
    """What can be read of the blocks, as one text."""
    return "".join(
        (_separator(block) if index else "") + block.text for index, block in enumerate(blocks)
    )


def joined(blocks: Sequence[Block], write: Callable[[Block], str]) -> str:
    """The blocks in a platform's markup, with their line breaks and blank lines."""
    return "".join(
        (_separator(block) if index else "") + write(block) for index, block in enumerate(blocks)
    )


def utf16(text: str) -> int:
    """The length of a text as the platforms count it."""
    return len(text) + sum(character > "\uffff" for character in text)


def bar(progress: float, width: int = 12) -> str:
    """A progress bar made of text, for 0 to 1."""
    done = round(max(0.0, min(1.0, progress)) * width)
    return "▰" * done + "▱" * (width - done)


def _separator(block: Block) -> str:
    return "\n\n" if block.gap else "\n"


class _Reader:
    """One pass over markdown-it's flat token list."""

    def __init__(self, tokens: list[Token], held: list[str]) -> None:
        self._tokens = tokens
        self._held = held
        self._quotes = 0
        self._depth = 0
        self._lead = ""
        self._end = 0

    def blocks(self) -> Iterator[Block]:
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.type == "table_open":
                close = next(
                    i for i in range(at, len(self._tokens)) if self._tokens[i].type == "table_close"
                )
                rows = self._table(self._tokens[at:close])
                yield self._block(token, Kind.CODE, (Span(rows),))
                at = close
            else:
                block = self._token(token, at)
                if block is not None:
                    yield block
            at += 1

    def _token(self, token: Token, at: int) -> Block | None:
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._depth -= 1
                self._lead = "  " * self._depth
            case "list_item_close" if self._lead.strip():
                return self._block(token, Kind.ITEM, ())
            case "list_item_open":
                sign = f"{token.info}{token.markup}" if token.info else "•"
                self._lead = "  " * (self._depth - 1) + sign + " "
            case "inline":
                heading = self._tokens[at - 1].type == "heading_open"
                kind = Kind.HEADING if heading else Kind.ITEM if self._depth else Kind.PARAGRAPH
                return self._block(token, kind, self._spans(token.children or []))
            case "fence":
                text = self._restore(token.content.rstrip("\n"))
                language = token.info.split()[0] if token.info.split() else ""
                return self._block(token, Kind.CODE, (Span(text),), language=language)
            case "hr":
                return self._block(token, Kind.PARAGRAPH, (Span("———"),))
        return None

    def _block(
        self, token: Token, kind: Kind, spans: tuple[Span, ...], *, language: str = ""
    ) -> Block:
        begin, end = token.map or (self._end, self._end)
        gap = begin > self._end
        self._end = end
        lead, self._lead = self._lead, "  " * self._depth
        return Block(kind, spans, gap, self._quotes > 0, lead, language)

    def _spans(self, children: Sequence[Token]) -> tuple[Span, ...]:
        spans: list[Span] = []
        marks: set[Mark] = set()
        url = ""
        for child in children:
            name, _, way = child.type.rpartition("_")
            if name in _OPEN_CLOSE:
                mark = Mark(_OPEN_CLOSE[name])
                (marks.add if way == "open" else marks.discard)(mark)
            elif child.type == "link_open":
                url = self._restore(str(child.attrs.get("href", "")))
            elif child.type == "link_close":
                url = ""
            elif child.type in ("softbreak", "hardbreak"):
                spans.append(Span("\n", frozenset(marks), url))
            elif child.type == "code_inline":
                spans.append(Span(self._restore(child.content), _CODE_MARK, url))
            elif child.type == "image":
                source = self._restore(str(child.attrs.get("src", "")))
                spans.append(Span(self._restore(child.content) or source, frozenset(marks), source))
            elif child.content:
                spans.extend(self._text(child.content, frozenset(marks), url))
        return tuple(spans)

    def _text(self, content: str, marks: frozenset[Mark], url: str) -> Iterator[Span]:
        """Plain text, and the code that was taken out of it."""
        for n, piece in enumerate(_HELD_CODE.split(content)):
            if n % 2:
                code = self._restore(self._held[int(piece)])
                padded = code[0] == code[-1] == " " and code.strip()
                yield Span(code[1:-1] if padded else code, _CODE_MARK, url)
            elif piece:
                yield Span(self._restore(piece), marks, url)

    def _table(self, tokens: Sequence[Token]) -> str:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append("".join(s.text for s in self._spans(token.children or [])))
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )

    def _restore(self, text: str) -> str:
        if "\ue002" in text:
            text = _HELD_CODE.sub(lambda found: f"`{self._held[int(found[1])]}`", text)
        if "\ue000" in text:
            text = _HELD.sub(lambda found: self._held[int(found[1])], text)
        return text
