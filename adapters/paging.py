"""Posts that fit: Markdown cut at good places, and written back as Markdown for the journal."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from adapters.markdown import BARE_URL, Block, Blocks, Kind, Mark, Span, joined, parse, plain_text
from core.chat import Message

Fits = Callable[[Sequence[Block]], bool]

_JOINED: Final = re.compile("[\u200d\ufe00-\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff]")
_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_~|[]<>"})
_AT_LINE_START: Final = re.compile(r"^(\s*\d*)([-+#.)])", re.MULTILINE)
_FIRST_GUESS: Final = 1024
_EXACT: Final = 16
"""A post is filled to within this part of what would fit."""
_CODE: Final = frozenset({Mark.CODE})
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
    marked = joined(blocks, partial(_write_block, with_marks=True))
    if all(_is_surely_read(block) for block in blocks):
        return marked
    if plain_text(parse(marked)).split() == plain_text(blocks).split():
        return marked
    return joined(blocks, partial(_write_block, with_marks=False))


def _is_surely_read(block: Block) -> bool:
    """Whether nothing in it can be read otherwise: no marks, or code set apart by spaces."""
    after_code = False
    before = " "
    for span in block.spans:
        code = span.marks == _CODE
        if span.url or (span.marks and not code):
            return False
        apart = before[-1:].isspace() and not after_code if code else True
        apart = apart and (not after_code or span.text[:1].isspace())
        if not apart or (code and ("`" in span.text or not span.text.strip())):
            return False
        after_code, before = code, span.text or before
    return True


def split(blocks: Sequence[Block], fits: Fits) -> list[Blocks]:
    """Cut into posts that fit: between blocks, else at line ends, at spaces, anywhere.

    `fits` must accept every single character as a post of its own. It is asked about texts of at
    most some two posts, so that the work grows with the length of the text alone.
    """
    posts: list[Blocks] = []
    waiting = deque((block, _size(block)) for block in blocks)
    left = sum(size + 1 for _, size in waiting)
    guess = _FIRST_GUESS
    while waiting:
        room = guess = _most(lambda count: fits(_first(waiting, count)), left, guess)
        page: list[Block] = []
        while waiting and room > 0 and waiting[0][1] <= room:
            block, size = waiting.popleft()
            page.append(block)
            room -= size + 1
        if waiting and (not page or (room > 0 and _is_long_code(*waiting[0], fits, guess))):
            block, size = waiting.popleft()
            head, tail = _cut_at(block, max(1, room))
            page.append(head)
            waiting.appendleft((tail, size - _size(head)))
        left = sum(size + 1 for _, size in waiting)
        posts.append(tuple(page))
    return posts or [()]


def _size(block: Block) -> int:
    return sum(len(span.text) for span in block.spans)


def _is_long_code(block: Block, size: int, fits: Fits, guess: int) -> bool:
    """Whether it is code that needs more than a post of its own: it begins where there is room."""
    if block.kind is not Kind.CODE:
        return False
    return _most(lambda count: fits([_part(block, 0, count)]), size, guess) < size


def _first(blocks: Iterable[tuple[Block, int]], count: int) -> list[Block]:
    """The blocks up to a number of characters, each one more than it has; the last one in part."""
    found: list[Block] = []
    for block, size in blocks:
        if count <= 0:
            break
        found.append(block if size <= count else _part(block, 0, count))
        count -= size + 1
    return found


def _most(fits: Callable[[int], bool], total: int, guess: int) -> int:
    """About the largest number up to `total` that fits, a guess given; never one that does not."""
    low, high, step = 0, total + 1, max(1, guess // 16)
    count = min(guess, total)
    while low < total and (high > total or high - low > 1 + low // _EXACT):
        if fits(count):
            low = count
        else:
            high = count
        if high <= total:
            count = (low + high) // 2
        else:
            count = min(total, low + step)
            step *= 2
    return low


def shorten(blocks: Sequence[Block], fits: Callable[[Sequence[Block]], bool]) -> Blocks:
    """Make one post of it: the longest block loses its end until everything fits."""
    kept = list(blocks)
    while not fits(kept):
        index = max(range(len(kept)), key=lambda at: len(kept[at].text))
        before, block, after = kept[:index], kept[index], kept[index + 1 :]
        head, _ = _cut(block, partial(_fits_between, fits, before, after, ending="…"))
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
    if "://" not in text:
        return _escaped(text)
    pieces: list[str] = []
    end = 0
    for found in BARE_URL.finditer(text):
        pieces += [_escaped(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*pieces, _escaped(text[end:])])


@lru_cache(maxsize=512)
def _escaped(text: str) -> str:
    return _AT_LINE_START.sub(r"\1\\\2", text.translate(_SIGNS))


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


def _cut(block: Block, fits: Callable[[Block], bool]) -> tuple[Block, Block]:
    """Halve a block so that its head fits, at the best place in the last third of it."""
    most = max(0, _size(block) - 1)
    return _cut_at(block, _most(lambda count: fits(_part(block, 0, count)), most, _FIRST_GUESS))


def _cut_at(block: Block, most: int) -> tuple[Block, Block]:
    """Halve a block at the best place in the last third of its first characters."""
    head = _part(block, 0, most + 1)
    at = _good_place("".join(span.text for span in head.spans), most)
    tail = _part(block, at, None)
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


def _part(block: Block, begin: int, end: int | None) -> Block:
    """The block from one character of its text to another."""
    spans = block.spans
    if end is not None:
        last, over = _place(spans, end)
        spans = (*spans[:last], *_piece(spans, last, 0, over))
    if begin:
        first, under = _place(spans, begin)
        spans = (*_piece(spans, first, under, None), *spans[first + 1 :])
    return replace(block, spans=spans)


def _place(spans: Sequence[Span], count: int) -> tuple[int, int]:
    """The span that a number of characters reaches into, and how far."""
    for n, span in enumerate(spans):
        size = len(span.text)
        if count < size:
            return n, count
        count -= size
    return len(spans), 0


def _piece(spans: Sequence[Span], n: int, begin: int, end: int | None) -> tuple[Span, ...]:
    """What a cut leaves of a span; nothing where nothing is left."""
    text = spans[n].text[begin:end] if n < len(spans) else ""
    return (replace(spans[n], text=text),) if text else ()


def _without_leading_space(spans: Sequence[Span]) -> tuple[Span, ...]:
    if not spans:
        return ()
    return (replace(spans[0], text=spans[0].text.lstrip()), *spans[1:])
