"""Posts that fit: Markdown cut at good places, and written back as Markdown for the journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from adapters.markdown import BARE_URL, Block, Blocks, Kind, Mark, Span, joined, parse, plain_text
from core.chat import Message

Fits = Callable[[Sequence[Block]], bool]

_JOINED: Final = re.compile("[\u200d\ufe00-\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff]")
_SIGNS: Final = re.compile(r"([\\`*_~|\[\]<>])")
_AT_LINE_START: Final = re.compile(r"^(\s*\d*)([-+#.)])", re.MULTILINE)
_STARS: Final = {Mark.BOLD: "**", Mark.ITALIC: "*", Mark.STRIKE: "~~"}


def pages(message: Message, fits: Fits) -> list[Message]:
    """One message a post; buttons and progress go with the last one."""
    blocks = parse(message.text)
    if fits(blocks):
        return [message]
    parts = split(blocks, fits)
    return [
        *(Message(write(part)) for part in parts[:-1]),
        replace(message, text=write(parts[-1])),
    ]


def write(blocks: Sequence[Block]) -> str:
    """Markdown that reads as these blocks do; where marks can't be said, the words alone."""
    for with_marks in (True, False):
        text = joined(blocks, partial(_write_block, with_marks=with_marks))
        if plain_text(parse(text)).split() == plain_text(blocks).split():
            break
    return text


def split(blocks: Sequence[Block], fits: Callable[[Sequence[Block]], bool]) -> list[Blocks]:
    """Cut into posts that fit: between blocks, else at line ends, at spaces, anywhere.

    `fits` must accept every single character as a post of its own.
    """
    posts: list[Blocks] = []
    page: list[Block] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if fits([*page, block]):
            page.append(block)
        elif page and (fits([block]) or block.kind is not Kind.CODE):
            posts.append(tuple(page))
            page = []
            waiting.append(block)
        else:
            head, tail = _cut(block, partial(_fits_between, fits, page, ()))
            posts.append((*page, head))
            page = []
            waiting.append(tail)
    if page or not posts:
        posts.append(tuple(page))
    return posts


def shorten(blocks: Sequence[Block], fits: Callable[[Sequence[Block]], bool]) -> Blocks:
    """Make one post of it: the longest block loses its end until everything fits."""
    kept = list(blocks)
    while not fits(kept):
        index = max(range(len(kept)), key=lambda at: len(kept[at].text))
        before, block, after = kept[:index], kept[index], kept[index + 1 :]
        head, _ = _cut(block, partial(_fits_between, fits, before, after, ending="…"), at_least=0)
        dotted = _with_ending(head, "…")
        shorter = len(head.text) > len(head.lead) and len(dotted.text) < len(block.text)
        kept = [*before, dotted, *after] if shorter else [*before, *after]
    return tuple(kept)


def _write_block(block: Block, *, with_marks: bool) -> str:
    if block.kind is Kind.CODE:
        body = "".join(span.text for span in block.spans)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", body)), default=0))
        return f"{fence}{block.language}\n{body}\n{fence}"
    text = _literal(block.lead) + "".join(_write_spans(block.spans, with_marks))
    # In a paragraph only this kind of space survives at the beginning of a line.
    text = re.sub("^ +", lambda found: "\u00a0" * len(found[0]), text, flags=re.MULTILINE)
    if block.kind is Kind.HEADING and "\n" not in text:
        return f"## {text}"
    return "> " + text.replace("\n", "\n> ") if block.quoted else text


def _write_spans(spans: Sequence[Span], with_marks: bool) -> Iterator[str]:
    for span in spans:
        bare = span.text.strip()
        if not bare or not (with_marks and (span.marks or span.url)):
            yield _literal(span.text)
            continue
        before, _, after = span.text.partition(bare)
        if Mark.CODE in span.marks:
            fence = "`" * (1 + max((len(run) for run in re.findall("`+", bare)), default=0))
            marked = f"{fence} {bare} {fence}" if "`" in bare else f"{fence}{bare}{fence}"
        else:
            stars = "".join(_STARS[mark] for mark in sorted(span.marks))
            marked = f"{stars}{_literal(bare)}{stars[::-1]}"
        yield before + (f"[{marked}](<{span.url}>)" if span.url else marked) + after


def _literal(text: str) -> str:
    """The text with everything escaped that would read as Markdown; bare addresses as they are."""
    pieces: list[str] = []
    end = 0
    for found in BARE_URL.finditer(text):
        pieces += [_escaped(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*pieces, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return _AT_LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _fits_between(
    fits: Callable[[Sequence[Block]], bool],
    before: Sequence[Block],
    after: Sequence[Block],
    block: Block,
    *,
    ending: str = "",
) -> bool:
    return fits([*before, _with_ending(block, ending), *after])


def _with_ending(block: Block, ending: str) -> Block:
    return replace(block, spans=(*block.spans, Span(ending))) if ending else block


def _cut(block: Block, fits: Callable[[Block], bool], *, at_least: int = 1) -> tuple[Block, Block]:
    """Halve a block so that its head fits, at the best place in the last third of it."""
    text = "".join(span.text for span in block.spans)
    low, high = at_least, max(at_least, len(text) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_part(block, 0, middle)):
            low = middle
        else:
            high = middle - 1
    at = _good_place(text, low)
    tail = _part(block, at, len(text))
    if block.kind is not Kind.CODE:
        tail = replace(tail, kind=Kind.PARAGRAPH, lead="", spans=_without_leading_space(tail.spans))
    return _part(block, 0, at), tail


def _good_place(text: str, most: int) -> int:
    least = most * 2 // 3
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, least, most)
        if at > 0:
            return at + len(mark)
    at = most
    while at > least + 1 and _inside_a_character(text, at):
        at -= 1
    return at if at > least + 1 else most


def _inside_a_character(text: str, at: int) -> bool:
    """Whether a cut there would tear apart what is drawn as one: joiners, skin tones, flags."""
    flags = 0
    while flags < at and "\U0001f1e6" <= text[at - 1 - flags] <= "\U0001f1ff":
        flags += 1
    flag = flags % 2 == 1 and "\U0001f1e6" <= text[at] <= "\U0001f1ff"
    return flag or text[at - 1] == "\u200d" or _JOINED.match(text[at]) is not None


def _part(block: Block, begin: int, end: int) -> Block:
    spans: list[Span] = []
    position = 0
    for span in block.spans:
        piece = span.text[max(0, begin - position) : max(0, end - position)]
        position += len(span.text)
        if piece:
            spans.append(replace(span, text=piece))
    return replace(block, spans=tuple(spans))


def _without_leading_space(spans: Sequence[Span]) -> tuple[Span, ...]:
    if not spans:
        return ()
    return (replace(spans[0], text=spans[0].text.lstrip()), *spans[1:])
