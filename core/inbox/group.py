"""Which of the waiting messages belong together, and until when to wait for more of them.

Pure: rows in, groups out. docs/platforms.md#lessons: an album is one request however slow its
parts; a photo and then its words are one request; an album split into N prompts is N charges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.buttons import ButtonAction, Queueing, decode
from core.chat import Attachment, Incoming
from core.commands import BY_NAME


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: its number, when it was taken in, and what it holds."""

    row: int
    received: datetime
    item: Incoming


@dataclass(slots=True)
class Group:
    """Messages that are one request."""

    items: list[Waiting] = field(default_factory=list)
    apart: bool = False
    """Its album was accepted without it: it is a request of its own."""

    @property
    def rows(self) -> list[int]:
        """The rows to consume with it."""
        return [waiting.row for waiting in self.items]

    @property
    def first(self) -> Incoming:
        """The message that names the request."""
        return self.items[0].item

    @property
    def last(self) -> Incoming:
        """The newest message, whose address and answer handle are the freshest."""
        return self.items[-1].item

    @property
    def text(self) -> str:
        """All words of it, in order."""
        return "\n".join(w.item.text for w in self.items if w.item.text.strip())

    @property
    def album(self) -> str:
        """The album it holds, if any."""
        if self.apart:
            return ""
        return next((w.item.album for w in self.items if w.item.album), "")

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Its own files, in the order in which they were sent, which is not always that in which
        an album's parts arrive; where it has none, those of the message it replies to.
        """
        sent = sorted(self.items, key=lambda waiting: _age(waiting.item))
        own = tuple(file for waiting in sent for file in waiting.item.attachments)
        return own or tuple(file for w in self.items for file in w.item.quoted)

    @property
    def addressed(self) -> bool:
        """Whether any part of it speaks to the bot."""
        return any(w.item.addressed for w in self.items)

    @property
    def received(self) -> datetime:
        """When its newest part was taken in."""
        return max(w.received for w in self.items)


def _age(item: Incoming) -> int:
    """Both platforms number messages upwards; without a number the order of arrival stays."""
    return int(item.message) if item.message.isdecimal() else 0


def is_immediate(item: Incoming) -> bool:
    """Commands, presses and arrivals wait for nothing, unless they have their place in line."""
    asks = item.command is not None or item.press is not None or item.joined
    return asks and not keeps_place(item)


def is_cancel(item: Incoming) -> bool:
    """Whether it stops work: what is said after it waits for it."""
    if item.press is not None:
        pressed = decode(item.press.data)
        return pressed is not None and pressed.action is ButtonAction.CANCEL
    spec = BY_NAME.get(item.command.name) if item.command is not None else None
    return spec is not None and spec.stops


def keeps_place(item: Incoming) -> bool:
    """Whether it spends or changes the project: then it comes after what was said before it."""
    return _queueing(item) in (Queueing.IN_LINE, Queueing.WORK)


def asks_for_work(item: Incoming) -> bool:
    """Whether a cancel takes it back while it waits: not what only chooses the project."""
    asked = item.command is not None or item.press is not None
    return _queueing(item) is Queueing.WORK if asked else not item.joined


def _queueing(item: Incoming) -> Queueing | None:
    """What the table says about a press or a command; None for words, and for what nobody knows."""
    if item.press is not None:
        pressed = decode(item.press.data)
        return pressed.spec.queueing if pressed is not None else None
    spec = BY_NAME.get(item.command.name) if item.command is not None else None
    return spec.queues(item.command.args) if spec is not None and item.command else None


def group(
    waiting: Sequence[Waiting], now: datetime, *, settle: float, media: float
) -> tuple[list[Group], datetime | None]:
    """The requests that are complete, and when to look again for those that are not.

    `waiting` is one conversation's, oldest first; `settle` and `media` are seconds. Words close
    the media before them, and so does what keeps its place in line; an album closes `settle`
    seconds after its last part, media without words `media` seconds after the last of them. A
    clock that is set back is not waited for.
    """
    ready: list[Group] = []
    open_group: Group | None = None
    for entry in waiting:
        if is_immediate(entry.item):
            ready.append(Group([entry]))
            continue
        alone = keeps_place(entry.item)
        if open_group is not None and (alone or not _joins(open_group, entry.item)):
            ready.append(open_group)
            open_group = None
        if alone:
            ready.append(Group([entry]))
            continue
        if open_group is None:
            open_group = Group()
        open_group.items.append(entry)
    if open_group is None:
        return ready, None
    wait = _wait(open_group, settle, media)
    due = open_group.received + wait
    if due <= now or open_group.received > now + wait:
        ready.append(open_group)
        return ready, None
    return ready, due


def _joins(pending: Group, item: Incoming) -> bool:
    """Whether a message goes on with what waits: its album, or words for silent media."""
    if item.album and item.album == pending.album:
        return True
    if pending.text:
        return False
    return bool(pending.files)


def _wait(pending: Group, settle: float, media: float) -> timedelta:
    wait = 0.0
    if pending.album:
        wait = settle
    if not pending.text:
        wait = max(wait, media)
    return timedelta(seconds=wait)
