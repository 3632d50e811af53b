"""Edits of the words over the picture."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.edits.clips import index
from studio.agent.making import CARD_NAME
from studio.agent.shortening import fitted
from studio.agent.timing import spread
from studio.draft import FACES, Draft, Role, Title

DEFAULT_POSITIONS: dict[str, o.Position] = {"title": "top", "subtitle": "bottom", "end": "center"}
TITLE_MS = 4_000
END_MS = 3_000
SAME_MS = 1_000


def add_text(draft: Draft, op: o.AddText) -> Draft:
    """One more text; a second title takes the first one's place unless its time is given."""
    start, lasts = _time(draft, op)
    title = Title(
        text=fitted(op.text),
        s=start,
        d=lasts,
        color=op.color or "#ffffff",
        position=op.position or DEFAULT_POSITIONS[op.role],
        role=op.role,
        size=op.size,
        styles=op.styles,
    )
    placed = op.start is not None or op.item or op.beside
    # The first one may have moved a little with the length.
    others = tuple(
        t for t in draft.titles if placed or t.role != op.role or abs(t.s - title.s) > SAME_MS
    )
    name = fitted(op.text) if op.role == "title" and not draft.title else draft.title
    return replace(draft, titles=(*others, title), title=name)


def _time(draft: Draft, op: o.AddText) -> tuple[int, int]:
    place = index(draft, op.item) if op.item else None
    if place is not None:
        starts = (*draft.starts(), draft.total)
        return starts[place], max(1, starts[place + 1] - starts[place])
    lasts = op.ms or (END_MS if op.role == "end" else TITLE_MS)
    start = op.start if op.start is not None else (500 if op.role == "title" else 0)
    if op.role == "end":
        start = max(0, draft.total - lasts)
    if op.role == "subtitle" and op.ms is None and op.start is None:
        lasts = draft.total
    return start, lasts


def style_text(draft: Draft, op: o.StyleText) -> Draft:
    return replace(
        draft,
        titles=tuple(_styled(t, op) if _meant(t, op.role, op.text) else t for t in draft.titles),
    )


def _styled(title: Title, op: o.StyleText) -> Title:
    old = {*FACES} if {*op.styles} & {*FACES} else set()
    styles = tuple(dict.fromkeys((*(s for s in title.styles if s not in old), *op.styles)))
    size = title.size * op.size if op.size is not None else title.size
    moved = title.role if op.start is None or title.role != "end" else "title"
    return replace(
        title,
        color=op.color or title.color,
        position=op.position or title.position,
        size=round(min(2.5, max(0.4, size)), 2),
        styles=tuple(style for style in styles if style not in op.off),
        s=title.s if op.start is None else op.start,
        d=title.d if op.ms is None else op.ms,
        role=moved,
    )


def _meant(title: Title, role: Role | None, text: str) -> bool:
    return role in (None, title.role) and text in ("", title.text)


def replace_text(draft: Draft, op: o.ReplaceText) -> Draft:
    for i, title in enumerate(draft.titles):
        if _meant(title, op.role, op.old):
            changed = replace(title, text=fitted(op.text))
            draft = _card_named(draft, title.text, op.text)
            return replace(draft, titles=(*draft.titles[:i], changed, *draft.titles[i + 1 :]))
    return add_text(draft, o.AddText(op.text, role=op.role or "title"))


def _card_named(draft: Draft, old: str, new: str) -> Draft:
    """A card is called as the words on it."""
    name = fitted(old, CARD_NAME)
    clips = tuple(
        replace(c, name=fitted(new, CARD_NAME)) if c.kind == "card" and c.name == name else c
        for c in draft.clips
    )
    return replace(draft, clips=clips)


def remove_text(draft: Draft, op: o.RemoveText) -> Draft:
    kept = tuple(t for t in draft.titles if not _meant(t, op.role, op.text))
    return replace(draft, titles=kept)


def captions(draft: Draft, op: o.Captions) -> Draft:
    kept = tuple(t for t in draft.titles if t.role != "subtitle")
    if not op.each:
        return replace(draft, titles=(*kept, *spread(op.lines, draft.total)))
    starts = (*draft.starts(), draft.total)
    made = tuple(
        Title(fitted(line), a, max(1, b - a), position="bottom", role="subtitle")
        for line, a, b in zip(op.lines, starts, starts[1:], strict=False)
    )
    return replace(draft, titles=(*kept, *made))


def timed_captions(draft: Draft, op: o.TimedCaptions) -> Draft:
    kept = tuple(t for t in draft.titles if t.role != "subtitle")
    made = tuple(
        Title(fitted(line), start, end - start, position="bottom", role="subtitle")
        for start, end, line in op.lines
        if start < draft.total and end > start
    )
    return replace(draft, titles=(*kept, *made))
