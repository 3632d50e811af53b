"""`mute it, no wait, make it quieter`: a wish that the same prompt takes back, and what instead.

Only the wish right before the words of taking back is meant; what was asked before it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from studio.agent.apply import apply
from studio.agent.clause import Clause, clauses
from studio.agent.context import Project
from studio.agent.corrections import corrected
from studio.agent.given_up import gives_up
from studio.agent.languages import FILLER
from studio.agent.parts import changed
from studio.agent.planner import Plan
from studio.agent.prompt import read_prompt
from studio.agent.tokens import Reading, Token
from studio.agent.work import Note

_STRONG = "retract"
_MARKS = frozenset({_STRONG, "correction", "nope", "no", "rethink"})
# What many an edit of pictures changes besides.
_FOLLOWS = frozenset({"length", "order"})
# What is said of a thing that shall be left alone.
_HANDS_OFF = frozenset({"asis", "keep", "neg", "no", "nope", "restore", "hold", "spare"})
_BESIDE = frozenset({FILLER, "it", "these", "break", "then", "only", "particle", "change", "to"})
_BESIDE |= {"rethink"}


@dataclass(frozen=True, slots=True)
class Retraction:
    """Where a wish was taken back: what stood before, what is said after, and how plainly."""

    before: tuple[Token, ...]
    after: tuple[Token, ...]
    plain: bool


def without_retracted(
    text: str, project: Project, understood: Callable[[str, Project], Plan]
) -> tuple[str, Project] | Plan:
    """The prompt with a wish that it takes back out of it, or as it was meant; the project with
    what that wish was about. A plan that says what was not understood, where it is not clear.
    """
    memory = project.recall
    if project.draft.empty or memory.asked or memory.options:
        return text, project
    reading = read_prompt(text, project)
    found = None if gives_up(reading) else _found(reading)
    if found is None or not (found.plain or _instead(found.after)):
        return text, project
    parts = clauses(replace(reading, tokens=tuple(replace(t) for t in found.before)))
    last = parts[-1]
    said = understood(_text(reading.raw, tuple(last.tokens)), project)
    if not said.ops:
        return text, project
    gone = changed(project.draft, apply(project.draft, said.ops))
    head = reading.raw[: last.tokens[0].start].strip()
    spoken = replace(memory, topics=tuple(sorted(last.about())))
    meant = replace(project, memory=spoken.pack())
    for candidate, instead in _candidates(reading, last, found.after):
        wish = _joined(head, candidate)
        if not wish:
            return Plan(reading.language, notes=(Note("said_nope"),), prompt=text)
        plan = understood(wish, meant)
        if not plan.ops or plan.lost or plan.held:
            continue
        # An order of its own may be one more: it stands in the other's place for the same part.
        both = gone & changed(project.draft, apply(project.draft, plan.ops))
        if not instead or both - _FOLLOWS:
            return wish, meant
    if not found.plain:
        return text, project
    return Plan(reading.language, lost=(text.strip(),), prompt=text)


def _instead(after: tuple[Token, ...]) -> bool:
    """Whether something is said behind, and not `and`, `also`: one more wish."""
    first = next((t for t in after if "and" in t or not t.tags & {"break", FILLER}), None)
    return bool(after) and (first is None or "and" not in first)


def _joined(head: str, wish: str) -> str:
    return f"{head} {wish}".strip(" ,;.-，。、") if head else wish.strip(" ,;.-，。、")


def _found(reading: Reading) -> Retraction | None:
    """The first place where words stand that take back what was said before them."""
    tokens = reading.tokens
    start = _next_part(tokens, 0)
    while start < len(tokens):
        stop = start
        plain = False
        while stop < len(tokens) and (end := _mark_end(tokens, stop)):
            row = tokens[stop:end]
            again = any("rethink" in t for t in row) and any(t.tags & {"no", "nope"} for t in row)
            plain = plain or again or any(t.tags & {_STRONG, "spare"} for t in row)
            stop = end
        if stop > start and any(not t.tags & _BESIDE for t in tokens[:start]):
            return Retraction(tokens[:start], tokens[stop:], plain)
        start = _next_part(tokens, start)
    return None


def _next_part(tokens: tuple[Token, ...], at: int) -> int:
    """Where the next part between two marks begins."""
    stop = next((i for i in range(at, len(tokens)) if "break" in tokens[i]), len(tokens))
    while stop < len(tokens) and "break" in tokens[stop]:
        stop += 1
    return stop


def _mark_end(tokens: tuple[Token, ...], start: int) -> int:
    """The end of the words of taking back that begin here; 0 where none do.

    They fill a part between two marks, or are such as say nothing else.
    """
    stop = next((i for i in range(start, len(tokens)) if "break" in tokens[i]), len(tokens))
    row = tokens[start:stop]
    if row and all(t.tags & _MARKS or FILLER in t for t in row) and _refused(row):
        while stop < len(tokens) and "break" in tokens[stop]:
            stop += 1
        return stop
    lead = start
    while lead < stop and FILLER in tokens[lead] and not tokens[lead].tags & _MARKS:
        lead += 1
    end = lead
    while end < stop and tokens[end].tags & {_STRONG, "rethink"}:
        end += 1
    return end if end > lead else 0


def _refused(row: Iterable[Token]) -> bool:
    return any(t.tags & _MARKS - {"rethink"} for t in row)


def _candidates(
    reading: Reading, last: Clause, after: tuple[Token, ...]
) -> Iterator[tuple[str, bool]]:
    """What may be meant instead of the last wish, the likeliest first; whether it is an order that
    says nothing of the last one.
    """
    rest = _without_hands_off(last, after)
    spared = len(rest) < len(after) or not rest
    if spared:
        yield _text(reading.raw, rest), False
    # What is exchanged ends at the first mark.
    stop = next((i for i, t in enumerate(rest) if "break" in t), len(rest))
    if stop and (other := _exchanged(reading, last, rest[:stop])):
        behind = _text(reading.raw, rest[stop + 1 :])
        yield f"{other}, {behind}" if behind else other, False
    if not spared:
        yield _text(reading.raw, rest), True


def _text(raw: str, tokens: tuple[Token, ...]) -> str:
    return raw[tokens[0].start : tokens[-1].end] if tokens else ""


def _without_hands_off(last: Clause, after: tuple[Token, ...]) -> tuple[Token, ...]:
    """What is left of the words behind when those are gone that only say `leave it`."""
    about = {tag for t in last.tokens for tag in t.tags if FILLER not in t}
    rest = after
    while rest:
        ends = (i for i, t in enumerate(rest) if i and t.tags & {"break", "then"})
        stop = next(ends, len(rest))
        row = rest[:stop]
        spared = all(t.tags & (_BESIDE | _HANDS_OFF | about) for t in row)
        if not spared or not any(t.tags & _HANDS_OFF for t in row):
            break
        rest = rest[stop:]
    while rest and rest[0].tags & {"break", "then", "only"}:
        rest = rest[1:]
    return rest


def _exchanged(reading: Reading, last: Clause, now: tuple[Token, ...]) -> str:
    """The last wish in its own words, with what is said now in the place of what was wrong."""
    old = [replace(t) for t in last.tokens]
    made = corrected(
        replace(reading, tokens=tuple(old)),
        replace(reading, tokens=tuple(replace(t) for t in now)),
        lambda: None,
    )
    if made is None:
        return ""
    text, at = "", old[0].start
    for token, was in zip(made, old, strict=True):
        same = token.text == was.text and token.value == was.value
        text += reading.raw[at : was.start] + (
            reading.raw[was.start : was.end] if same else _spelt(token)
        )
        at = was.end
    return text


def _spelt(token: Token) -> str:
    if "quote" in token:
        return f'"{token.text}"'
    if "dur" in token:
        return f"{token.value / 1_000:g} s"
    if "percent" in token:
        return f"{token.value:g}%"
    return token.text
