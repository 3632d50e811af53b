"""Which of the waiting messages belong together, and until when to wait for more of them.

Pure: rows in, groups out. docs/platforms.md#lessons: an album is one request however slow its
parts; a photo and then its words are one request; an album split into N prompts is N charges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, auto

from core.buttons import ButtonAction, Queueing, decode
from core.chat import Attachment, Incoming
from core.commands import BY_NAME
from core.config import Waits
from core.language.intents import points_at_media


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
    accepted: bool = False
    """Its rows were consumed with the jobs that it became."""

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
    def sent(self) -> list[Incoming]:
        """Its messages in the order in which they were sent."""
        return sorted((waiting.item for waiting in self.items), key=_age)

    @property
    def text(self) -> str:
        """The words that were written for it, in order; what was passed on where there are none.

        A text that the client had to cut is whole again.
        """
        own = [item for item in self.sent if not item.forwarded]
        return _joined(own) or _joined(self.sent)

    @property
    def spoken(self) -> str:
        """Those of its words that were said in voice notes."""
        items = (w.item for w in self.items if w.item.heard is not None)
        return " ".join(i.text for i in items if i.heard and i.text == i.heard.text)

    @property
    def pointed(self) -> str:
        """The words that it points at: replied to, quoted, or passed on beside own words."""
        found = [w.item.pointed for w in self.items if w.item.pointed.strip()]
        if any(w.item.text.strip() and not w.item.forwarded for w in self.items):
            found += [_joined(item for item in self.sent if item.forwarded)]
        return "\n\n".join(dict.fromkeys(part for part in found if part))

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
        own = tuple(file for item in self.sent for file in item.attachments)
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
    return bool(item.edits) or _queueing(item) in (Queueing.IN_LINE, Queueing.WORK)


def asks_for_work(item: Incoming) -> bool:
    """Whether a cancel takes it back while it waits: not what only chooses the project."""
    asked = item.command is not None or item.press is not None
    return _queueing(item) is Queueing.WORK if asked else not (item.joined or item.edits)


def _queueing(item: Incoming) -> Queueing | None:
    """What the table says about a press or a command; None for words, and for what nobody knows."""
    if item.press is not None:
        pressed = decode(item.press.data)
        return pressed.spec.queueing if pressed is not None else None
    spec = BY_NAME.get(item.command.name) if item.command is not None else None
    return spec.queues(item.command.args) if spec is not None and item.command else None


class Next(StrEnum):
    """What may follow a request within moments and still be part of it."""

    TEXT = auto()
    """The rest of a text that the client cut."""
    COMMENT = auto()
    """Words about what was passed on."""
    FORWARD = auto()
    """What the words are about, passed on."""
    MEDIA = auto()
    """Files without words: those that the words speak of, or the rest of many."""


# Files that a platform's client sends in one message or album; more of them are several.
BATCH = 10


def follows(request: Group) -> frozenset[Next]:
    """What may still belong to a request that was sent by hand."""
    last = request.last
    found: set[Next] = set()
    if last.cut is not None:
        found.add(Next.TEXT)
    if last.forwarded and not any(w.item.text and not w.item.forwarded for w in request.items):
        found.add(Next.COMMENT)
    if _batch(request) >= BATCH:
        found.add(Next.MEDIA)
    if request.text and not any(w.item.attachments or w.item.quoted for w in request.items):
        found |= {Next.FORWARD, Next.MEDIA}
    return frozenset(found)


def continues(expected: Collection[Next], item: Incoming) -> bool:
    """Whether a message is what was expected."""
    bare = bool(item.text.strip()) and not (item.attachments or item.album or item.unread)
    return (
        (Next.TEXT in expected and bare and not item.forwarded)
        or (Next.COMMENT in expected and bare and not item.forwarded)
        or (Next.FORWARD in expected and item.forwarded)
        or (Next.MEDIA in expected and bool(item.attachments) and not item.text.strip())
    )


def group(
    waiting: Sequence[Waiting], now: datetime, waits: Waits
) -> tuple[list[Group], datetime | None]:
    """The requests that are complete, and when to look again for those that are not.

    `waiting` is one conversation's, oldest first. Words close the media before them, and so does
    what keeps its place in line; an album closes `waits.settle` seconds after its last part, media
    without words `waits.media` seconds after the last of them, a text after `waits.text`, or
    `waits.more` where more of it is likely. A clock that is set back is not waited for.
    """
    ready: list[Group] = []
    open_group: Group | None = None
    for entry in waiting:
        if is_immediate(entry.item):
            ready.append(Group([entry]))
            continue
        alone = keeps_place(entry.item)
        if open_group is not None and (alone or not _joins(open_group, entry, waits)):
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
    wait = timedelta(seconds=_wait(open_group, waits))
    due = open_group.received + wait
    if due <= now or open_group.received > now + wait:
        ready.append(open_group)
        return ready, None
    return ready, due


def _joins(pending: Group, entry: Waiting, waits: Waits) -> bool:
    """Whether a message goes on with what waits: its album, words for silent media, its rest."""
    item = entry.item
    if item.album and any(w.item.album == item.album for w in pending.items):
        return True
    if not pending.text and pending.files:
        return True
    return _at_once(pending.items[-1], entry, waits) and continues(follows(pending), item)


def _at_once(earlier: Waiting, later: Waiting, waits: Waits) -> bool:
    """Whether two messages were sent by one act: taken in, and said, within moments."""
    taken = (later.received - earlier.received).total_seconds()
    said = (later.item.at - earlier.item.at).total_seconds()
    # Some platforms date messages to the second.
    return abs(taken) <= waits.more and abs(said) <= waits.more + 1


def _wait(pending: Group, waits: Waits) -> float:
    last, wait = pending.last, 0.0
    if pending.album:
        wait = waits.settle
    if pending.files and not pending.text:
        wait = max(wait, waits.media)
    if pending.text and (_batch(pending) >= BATCH or last.cut is not None):
        wait = max(wait, waits.more)
    if last.forwarded or not any(w.item.attachments for w in pending.items):
        pointing = not pending.files and points_at_media(pending.text)
        wait = max(wait, waits.more if pointing else waits.text)
    return wait


def _batch(request: Group) -> int:
    """How many files came in the last message or album."""
    album = request.last.album
    same = [w.item for w in request.items if album and w.item.album == album] or [request.last]
    return sum(len(item.attachments) for item in same)


def _joined(items: Iterable[Incoming]) -> str:
    text, joint = "", ""
    for item in items:
        if item.text.strip():
            text += joint + item.text if text else item.text
            joint = "\n" if item.cut is None else item.cut
    return text
