"""A line without its instructions: the input minus removed spans, and nothing added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.language.guitext import chance, decide
from core.language.guitext.model import Action
from core.language.guitext.plain import CJK, Plain, lower
from core.language.guitext.reader import Reader
from core.language.guitext.split import EMOJI, Span, sentences

PREFIX = re.compile(
    rf"\s*(?:>\s*)*(?:#{{1,6}}\s+)?(?:(?:[-*•·–—▪◦‣►➤]\s+|\d{{1,3}}[.)、．](?!\d)\s*"
    rf"|[①-⑳]\s*|\(\d{{1,2}}\)\s*|（\d{{1,2}}）\s*)(?:\[[ xX]\]\s*)?)?(?:[{EMOJI}]+\s*)*"
)
_OPENING = re.compile(
    r"(?:and|or|but|so|then|while|y|o|pero|e|ou|mas|et|mais|und|oder|aber|и|или|а|но|dan|atau|lalu"
    r"|tapi|और|या|ثم|أو)\s+|(?:或者?|并且?|然后|再|但|也|然後|並且?)(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"[.!。！…।]+[\"')\]]*[\s{EMOJI}]*$")
_LABEL_ONLY = re.compile(
    r"[\s*_(（]*(?:(?:option|version|take|file|clip|cut|方案|版本|选项|第)\s*)?(?:[A-Za-z]|\d{1,2}|[一二三四五])?"
    r"(?:版|个)?[\s*_)）:：.。、—-]*",
    re.IGNORECASE,
)
"""What is left of "- A: click the arrow" when its instruction is gone."""
_WORD = re.compile(rf"\w|[{CJK}]")
_MAX_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Reduced:
    """A line after reduction: `dropped` when an instruction went, `empty` when nothing else was
    there; `text` is then empty too, without the line's bullet."""

    text: str
    actions: tuple[Action, ...] = ()
    dropped: bool = False
    empty: bool = False


@lru_cache(maxsize=128)
def reduce_line(line: str, reader: Reader) -> Reduced:
    """Reduce until nothing more goes, so that a second translation finds nothing to do."""
    if not reader.worth_reading(line):
        return Reduced(line)
    actions: list[Action] = []
    dropped = False
    for _ in range(_MAX_ROUNDS):
        once = _reduce_once(line, reader)
        actions.extend(action for action in once.actions if action not in actions)
        dropped = dropped or once.dropped
        if not once.dropped or once.empty:
            return Reduced(once.text, tuple(actions), dropped, once.empty)
        line = once.text
    return Reduced(line, tuple(actions), dropped)


def _reduce_once(line: str, reader: Reader) -> Reduced:
    prefix = PREFIX.match(line)
    begin = prefix.end() if prefix else 0
    body = line[begin:]
    plain = reader.view(body)
    spans = sentences(plain, body)
    gone: list[bool] = []
    parts = [_sentence(reader, plain, body, span, gone) for span in spans]
    actions = _actions(reader, parts)
    cuts: list[Span] = []
    for n, part in enumerate(parts):
        cuts.extend([_whole(plain, body, spans, n, gone)] if gone[n] else part.cuts)
    for aside in plain.asides:
        words = body[aside[0] + 1 : aside[1] - 1]
        inner = _reduce_once(words, reader) if reader.worth_reading(words) else Reduced(words)
        if inner.dropped and not _covered(aside, cuts):
            actions.extend(inner.actions)
            cuts.extend(_aside_cuts(body, aside, inner))
    if not cuts:
        return Reduced(line, _distinct(actions))
    kept = _without(body, cuts, plain.pairs)
    if not _WORD.search(kept) or _LABEL_ONLY.fullmatch(kept):
        return Reduced("", _distinct(actions), True, True)
    return Reduced(line[:begin] + kept, _distinct(actions), True)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence in lower case, the cuts inside it and the dropped clauses' words."""

    low: str
    cuts: tuple[Span, ...]
    said: tuple[str, ...]


def _sentence(reader: Reader, plain: Plain, body: str, span: Span, gone: list[bool]) -> _Part:
    """One sentence judged; one that goes as a whole is noted in `gone`."""
    pieces = reader.clauses(plain, span)
    texts, sentence = tuple(plain.text[a:b] for a, b in pieces), plain.text[slice(*span)]
    drop = decide.goes(reader, texts, sentence, plain.text)
    if gone and gone[-1] and not any(drop) and decide.goes_on(reader, texts, sentence):
        drop = (True,) * len(drop)
    gone.append(all(drop))
    # As written: a control's name in quotes is what tells most.
    said = tuple(
        lower(body[plain.starts[a] : plain.ends[b - 1]])
        for (a, b), out in zip(pieces, drop, strict=True)
        if out and b > a
    )
    halved = any(drop) and not all(drop)
    cuts = tuple(_clause_cuts(plain, span, pieces, drop)) if halved else ()
    return _Part(lower(sentence), cuts, said)


def _actions(reader: Reader, parts: Sequence[_Part]) -> list[Action]:
    """What the dropped clauses stood for, sentence by sentence."""
    found: list[Action] = []
    before = ""
    for part in parts:
        if part.said:
            found += chance.meaning(reader, part.said, before, f"{before} {part.low}")
        before = part.low
    return found


def _distinct(actions: Sequence[Action]) -> tuple[Action, ...]:
    return tuple(dict.fromkeys(actions))


def _clause_cuts(
    plain: Plain, span: Span, pieces: Sequence[Span], drop: Sequence[bool]
) -> list[Span]:
    """Cut dropped clauses with the delimiter before them; the sentence keeps its full stop."""
    cuts: list[Span] = []
    first_kept = drop.index(False)
    lead = pieces[first_kept][0]
    if first_kept > 0:
        conjunction = _OPENING.match(plain.text, lead)
        lead = conjunction.end() if conjunction else lead
        cuts.append((plain.starts[span[0]], plain.starts[lead]))
    for n in range(first_kept + 1, len(pieces)):
        if not drop[n]:
            continue
        begin, end = pieces[n - 1][1], pieces[n][1]
        if n == len(pieces) - 1:
            stop = _CLOSING.search(plain.text, pieces[n][0], end)
            end = stop.start() if stop else end
        if end > begin:
            cuts.append((_behind_asides(plain, begin, pieces[n][0]), plain.ends[end - 1]))
    return cuts


def _behind_asides(plain: Plain, begin: int, following: int) -> int:
    """Where a cut may begin in the original: a parenthesis belongs to the clause before it."""
    at, until = plain.ends[begin - 1], plain.starts[following]
    inside = [end for first, end in plain.asides if at <= first and end <= until]
    return max(inside, default=at)


def _whole(plain: Plain, body: str, spans: Sequence[Span], n: int, gone: Sequence[bool]) -> Span:
    """A sentence with the white space before it, or after it when nothing kept comes before."""
    begin, end = spans[n]
    kept_before = not all(gone[:n])
    if kept_before:
        return plain.ends[spans[n - 1][1] - 1], plain.ends[end - 1]
    after = plain.starts[spans[n + 1][0]] if n + 1 < len(spans) else len(body)
    return plain.starts[begin], after


def _covered(aside: Span, cuts: Sequence[Span]) -> bool:
    return any(begin <= aside[0] and aside[1] <= end for begin, end in cuts)


def _aside_cuts(body: str, aside: Span, inner: Reduced) -> list[Span]:
    begin, end = aside
    if inner.empty:
        while begin > 0 and body[begin - 1] in " \t":
            begin -= 1
        return [(begin, end)]
    return _difference(body[begin + 1 : end - 1], inner.text, begin + 1)


def _difference(before: str, after: str, offset: int) -> list[Span]:
    """The spans of `before` that are missing in `after`, a subsequence of it."""
    cuts: list[Span] = []
    at = 0
    for n, char in enumerate(before):
        if at < len(after) and after[at] == char:
            at += 1
        else:
            cuts.append((offset + n, offset + n + 1))
    return cuts


def _without(body: str, cuts: Sequence[Span], pairs: Sequence[tuple[int, int, int]]) -> str:
    keep = bytearray(b"\x01" * len(body))
    for begin, end in cuts:
        keep[begin:end] = bytes(end - begin)
    for opened, closed, width in pairs:
        if keep[opened] == keep[closed]:
            continue
        inside = any(keep[opened + width : closed])
        for mark in (opened, closed):
            keep[mark : mark + width] = (b"\x01" if inside else b"\x00") * width
    return "".join(char for char, kept in zip(body, keep, strict=True) if kept)
