"""What the tables hold, as values: people, projects, jobs and their parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.chat import Address, Attachment, Message, MessageRef


class AccountKind(StrEnum):
    """Whose credits a token spends; `SHARED` comes from the settings and has no row."""

    ANONYMOUS = "anonymous"
    LINKED = "linked"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class User:
    """A person of a platform, with the client id that asks for their anonymous tokens."""

    id: int
    person: str
    client_id: str
    language: str | None


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """A token of a user's; its text is only in `token`, whose repr hides it."""

    id: int
    user: int
    kind: AccountKind
    token: str = field(repr=False)
    backend_user: str
    expires: datetime | None
    refused: bool


@dataclass(frozen=True, slots=True)
class Project:
    """A conversation's video: the backend's session, and the account that opened it."""

    id: int
    conversation: str
    user: int
    address: Address
    title: str
    account: str
    task: str
    session: str
    active: bool
    created: datetime


class Standing(StrEnum):
    """Whether somebody may use the bot, where the settings leave that to its admins."""

    UNKNOWN = "unknown"
    """Nobody has decided; the settings' lists hold."""
    PENDING = "pending"
    """They asked to be let in."""
    ALLOWED = "allowed"
    DENIED = "denied"
    BANNED = "banned"
    """Kept out whatever the settings' lists say."""


@dataclass(frozen=True, slots=True)
class Member:
    """What was decided about a user: standing, caps of their own (None: everybody's), admin or not.

    `address` is their private chat, where it is known; `asked` when they last asked to be let in.
    """

    user: User
    standing: Standing = Standing.UNKNOWN
    admin: bool = False
    turns: int | None = None
    exports: int | None = None
    name: str = ""
    address: Address | None = None
    asked: datetime | None = None


class JobKind(StrEnum):
    """What a job does: a prompt, files alone, or a render."""

    TURN = "turn"
    UPLOAD = "upload"
    EXPORT = "export"


class JobState(StrEnum):
    """How far a job is; the flow goes on from here after any crash."""

    NEW = "new"
    UPLOADING = "uploading"
    SENT = "sent"
    SUBMITTING = "submitting"
    POLLING = "polling"
    ANSWERED = "answered"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Ending(StrEnum):
    """How a job ended, as its person was told; `UNKNOWN`: here is the state."""

    RESULT = "result"
    FAILURE = "failure"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """Which of how many videos that were asked for at once; `series` is what they share."""

    series: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the prompt, or the quality of the render ("1080p", "720p").

    `late` marks files that came after their album's prompt had gone out. `said` tells which of the
    prompt's words stood in which message, for a person may edit that; `follows` what may still
    join it within moments (`core.inbox.group.Next`) of `until`, when the last of it was said, in
    seconds since 1970. `typed`: the words are the person's own, and
    no button's; `heard` are those of them that were spoken. `part` is set where a video is made
    from each of several files. `anyway`: it is sent although its account is empty.
    """

    text: str = ""
    quality: str = ""
    late: bool = False
    said: dict[str, str] = field(default_factory=dict)
    follows: tuple[str, ...] = ()
    until: float = 0.0
    typed: bool = False
    anyway: bool = False
    heard: str = ""
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The project's state before a prompt: its digest, and the draft to compare with.

    `seen` is the digest of the last read in recovery that differed: twice the same is a result.
    """

    digest: str
    draft: dict[str, Any]
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a job came to, and the suggestions whose buttons point here."""

    ending: Ending
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the ledger; `used` are the credits that it is known to have cost."""

    id: int
    lane: str
    kind: JobKind
    state: JobState
    origin: str
    parent: int | None
    user: int
    project: int
    address: Address
    language: str
    request: Request
    before: Snapshot | None
    result: Result | None
    causes: tuple[str, ...]
    polls: int
    tries: int
    due: datetime | None
    progress: MessageRef | None
    engine: int | None
    created: datetime
    sent: datetime | None
    used: float | None = None


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be accepted; `parent` is set by the chain it is part of."""

    kind: JobKind
    origin: str
    user: int
    project: int
    address: Address
    language: str
    request: Request
    files: tuple[Attachment, ...] = ()


class QuestionState(StrEnum):
    """What became of a question: a question that lapsed is answered no more."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing asked: the labels to choose from, none for free words, and how many may be."""

    prompt: str
    options: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the agent asked at the end of a turn.

    `quality` is that of the export that was to follow the turn, and follows the answer instead.
    """

    title: str
    items: tuple[AskedItem, ...]
    quality: str = ""


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """The agent's question as one row, by the turn that ended with it.

    `answers` are those to the items so far, in order; `toggles` are options of the item that is
    being answered; `typing` says that its next answer is typed. `version` counts the changes.
    """

    job: int
    user: int
    project: int
    language: str
    asked: Asked
    answers: tuple[tuple[str, ...], ...] = ()
    toggles: tuple[int, ...] = ()
    typing: bool = False
    state: QuestionState = QuestionState.OPEN
    version: int = 0

    @property
    def step(self) -> int:
        """The place of the item that is to be answered now; as many as there are: none is."""
        return len(self.answers)

    @property
    def complete(self) -> bool:
        """Whether every item has its answer."""
        return self.step >= len(self.asked.items)

    @property
    def item(self) -> AskedItem:
        """What is to be answered now; IndexError when it is complete."""
        return self.asked.items[self.step]


class FileState(StrEnum):
    """How far a file is on its way to the backend."""

    NEW = "new"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file of a job; `upload_name` is unique, so that the backend's list tells if it arrived."""

    job: int
    n: int
    source: Attachment
    state: FileState
    upload_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RenderAttempt:
    """A render id, committed before its submit, with the draft that it renders."""

    job: int
    n: int
    render_id: str
    draft: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ResultVideo:
    """Where a finished render lies, and what is known of it without reading it.

    `links` go into its caption, by the phrase that holds each. `as_file`: it is posted as a file,
    unchanged, not as a video that plays.
    """

    url: str
    render_id: str
    name: str
    title: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    links: dict[str, str] = field(default_factory=dict)
    as_file: bool = False


@dataclass(frozen=True, slots=True)
class TextFile:
    """Words that are posted as a file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a delivery, with the video or the text that it carries, if any."""

    message: Message
    video: ResultVideo | None = None
    file: TextFile | None = None


class DeliveryState(StrEnum):
    """How far a post is; `DELIVERING` is committed before the post itself.

    `DOUBTFUL` has been tried for long, and nobody knows whether it is out: it comes once more when
    the conversation is heard of again. `KEPT` surely is not out, since nothing could be posted
    there: it is given when its person is heard of.
    """

    NEW = "new"
    DELIVERING = "delivering"
    DOUBTFUL = "doubtful"
    KEPT = "kept"
    DONE = "done"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post of a job's answer."""

    job: int
    part: int
    state: DeliveryState
    content: Post
    tries: int
    begun: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A message that a platform's conversation shows: `body` is the adapter's own."""

    id: int
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `incoming`: its number, the conversation it belongs to, what it holds."""

    id: int
    conversation: str
    received: datetime
    payload: bytes = field(repr=False)
