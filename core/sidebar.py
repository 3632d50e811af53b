"""What a page shows beside the conversation: a person's projects, and the timeline as a picture."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.accounts import AccessError
from core.chat import Address
from core.clock import Clock
from core.language.phrases import pick, say
from core.language.timeline import ready_to_export, words
from core.language.timeline.model import Kind, Segment, Track, read
from core.nemo.errors import NemoError
from core.preferences import choose_language
from core.projects import Projects
from core.store.records import ENDED, JobKind, Project
from core.store.store import Store

LISTED = 50
SEGMENTS = 200
TITLE_LIMIT = 80
# How far back an edit is looked for among a project's jobs.
RECENT = 20
# The mark of an upload's name (core.work.names), which a draft's segment is known by.
_MARK = re.compile(r"_([0-9a-f]{12})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Bar:
    """A segment: what it is called, from when to when in seconds, and more about it in words.

    `ask` begins a request about it, `source` is the handle of the file that it shows.
    """

    name: str
    start: float
    end: float
    details: str
    ask: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A track: `kind` is a word of `timeline.model.Kind`, `label` what people call it."""

    kind: str
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline to be drawn: seconds, pixels (0 where not known), and its tracks."""

    length: float
    width: int
    height: int
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Sidebar:
    """What is shown to a person: `timeline` None while there is none, or it cannot be read now.

    `before` is the timeline before the last edit that changed it.
    """

    language: str
    busy: bool
    projects: tuple[Project, ...]
    timeline: Picture | None = None
    before: Picture | None = None


class Sidebars:
    """Reads sidebars, and changes what they show; raises StoreUnavailable."""

    def __init__(self, store: Store, projects: Projects, clock: Clock) -> None:
        self._store = store
        self._projects = projects
        self._clock = clock

    async def language(self, address: Address, locale: str) -> str:
        """The language that this person chose, else the one for their locale."""
        async with self._store.begin() as tx:
            user = await tx.people.find(address.person)
        return (user.language if user else None) or pick(locale)

    async def set_language(self, address: Address, language: str) -> None:
        """Speak this language with them from now on."""
        async with self._store.begin() as tx:
            user = await tx.people.ensure(
                address.person,
                client_id=str(uuid.uuid4()),
                language=language,
                now=self._clock.now(),
            )
            await choose_language(tx, user.id, language)

    async def read(self, address: Address, locale: str) -> Sidebar:
        """Their projects, and the timeline of the one that is open."""
        async with self._store.begin() as tx:
            user = await tx.people.find(address.person)
            if user is None:
                return Sidebar(pick(locale), False, ())
            found = await tx.projects.recent(address.conversation, LISTED)
            busy = bool(await tx.jobs.open(address.conversation))
        language = user.language or pick(locale)
        shown = tuple(p for p in found if p.title or p.session or p.active)
        open_one = next((p for p in shown if p.active), None)
        after, before = await self._pictures(open_one, language)
        return Sidebar(language, busy, shown, after, before)

    async def rename(self, address: Address, project: int, title: str) -> bool:
        """Give a project of theirs another title; False where there is none to give it to."""
        title = " ".join(title.split())[:TITLE_LIMIT].rstrip()
        async with self._store.begin() as tx:
            if not title or await tx.projects.of(address.conversation, project) is None:
                return False
            await tx.projects.rename(project, title)
        return True

    async def delete(self, address: Address, project: int, asked: datetime) -> bool:
        """Take a project of theirs away; False while work of it is open, or it is not theirs.

        In place of the open one an empty one is opened.
        """
        async with self._store.begin() as tx:
            found = await tx.projects.of(address.conversation, project)
            if found is None or any(
                job.project == project for job in await tx.jobs.open(address.conversation)
            ):
                return False
            await tx.projects.delete(project)
            if found.active:
                await tx.projects.add(address, user=found.user, title="", now=asked)
        return True

    async def _pictures(
        self, project: Project | None, language: str
    ) -> tuple[Picture | None, Picture | None]:
        if project is None or not project.session:
            return None, None
        try:
            state = await self._projects.state(project)
        except (NemoError, AccessError):
            return None, None
        if not ready_to_export(state.draft):
            return None, None
        async with self._store.read() as tx:
            jobs = await tx.jobs.latest(project.id, RECENT)
            names = await tx.parts.upload_names(project.id)
        sources = {mark: handle for name, handle in names for mark in _MARK.findall(name)}
        turns = (j for j in jobs if j.kind is JobKind.TURN and j.state in ENDED and j.before)
        after = picture(state.draft, language, sources)
        for turn in turns:
            before = turn.before.draft if turn.before else {}
            if before != state.draft:
                ready = ready_to_export(before)
                return after, picture(before, language, sources) if ready else None
        return after, None


def picture(draft: object, language: str, sources: Mapping[str, str]) -> Picture:
    """A draft as something to draw; `sources` are the files' handles by their marks."""
    timeline = read(draft)
    width, height = timeline.canvas or (0, 0)
    lanes = tuple(_lane(t, language, sources) for t in timeline.tracks if t.segments)
    return Picture(timeline.length, width, height, lanes)


def _lane(track: Track, language: str, sources: Mapping[str, str]) -> Lane:
    bars = tuple(_bar(s, track, language, sources) for s in track.segments[:SEGMENTS])
    return Lane(track.kind.value, words.track_kind(track, language), bars)


def _bar(segment: Segment, track: Track, language: str, sources: Mapping[str, str]) -> Bar:
    marks = _MARK.findall(segment.canonical)
    return Bar(
        name=_unescaped(words.name(segment, language)),
        start=segment.start,
        end=segment.end,
        details=_unescaped(words.item(segment, language, track.meta)),
        ask=_ask(segment, track.segments, language),
        source=next((sources[mark] for mark in marks if mark in sources), ""),
    )


def _ask(segment: Segment, beside: Sequence[Segment], language: str) -> str:
    """The beginning of a request about it."""
    if segment.kind is Kind.TEXT:
        return say(language, "page-ask-text", text=segment.text or segment.name)
    if segment.kind is Kind.AUDIO:
        return say(language, "page-ask-audio")
    photos = all(_still(one) for one in beside)
    key = "page-ask-photo" if photos else "page-ask-clip"
    return say(language, key, number=segment.place)


def _still(segment: Segment) -> bool:
    return segment.meta.get("kind") == "image"


def _unescaped(text: str) -> str:
    """What goes into a picture is no Markdown."""
    return re.sub(r"\\([\\`*_~|\[\]<>#])", r"\1", text)
