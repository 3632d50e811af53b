"""A picture below an answer that changed the timeline: worth a look, not worth waiting for.

It is no delivery: it is made once, left out when much is going on, and never tried again. One
stands in a chat for each project; the next one takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import structlog

from core.accounts import AccessError
from core.chat import ChatError, File, Message, MessageRef
from core.clock import Clock
from core.language import timeline
from core.language.phrases import say
from core.language.timeline import Bars
from core.nemo.client import Picture
from core.nemo.errors import NemoError
from core.nemo.models import State
from core.outbox import Outbox
from core.preferences import wants_pictures
from core.projects import Projects, file_name
from core.slots import Use
from core.store.codec import pack_bytes, unpack_bytes
from core.store.records import Job, Project
from core.store.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

# Pictures in the making; what comes while there are so many has none.
AT_ONCE = 4
# After so many seconds somebody may have gone on, and later nobody looks at the answer any more.
SOON, LATE = 3.0, 60.0


class TimelineDrawer(Protocol):
    """Draws what only words tell of, away from the event loop."""

    async def draw_timeline(self, bars: Bars) -> bytes | None:
        """A JPEG of a timeline; None when it cannot be drawn."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture that stands in the chat; `still` is the newest address that the state named."""

    ref: MessageRef
    still: str = ""


@dataclass(frozen=True, slots=True)
class PreviewTools:
    """What pictures are made with."""

    projects: Projects
    drawer: TimelineDrawer
    studio: bool


class Previews:
    """Shows pictures of timelines, a few at a time, in the background."""

    def __init__(self, store: Store, outbox: Outbox, clock: Clock, tools: PreviewTools) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._tools = tools
        self._wanted: dict[int, tuple[Job, State] | None] = {}

    def offer(self, job: Job, state: State) -> None:
        """Show what the turn made, as soon as there is time for it; the newest of a project."""
        if job.project not in self._wanted:
            if len(self._wanted) >= AT_ONCE:
                log.info("no picture, too much is going on", job=job.id)
                return
            self._outbox.write(self._run(job.project))
        self._wanted[job.project] = job, state

    async def _run(self, project: int) -> None:
        try:
            while (wanted := self._wanted.get(project)) is not None:
                self._wanted[project] = None
                await self._show(*wanted)
        except (NemoError, AccessError, ChatError, StoreUnavailable, OSError) as error:
            log.info("no picture", project=project, error=repr(error))
        except Exception:
            log.exception("no picture", project=project)
        finally:
            self._wanted.pop(project, None)

    async def _show(self, job: Job, state: State) -> None:
        begun = self._clock.monotonic()
        async with self._store.read() as tx:
            if not await wants_pictures(tx, job.user, job.address.kind):
                return
            followed = await tx.jobs.open(job.lane)
            project = await tx.projects.get(job.project)
            note = await tx.intake.note(_note(job))
        if followed or project is None:
            return
        known = unpack_bytes(Shown, note.encode()) if note else None
        fresh = known is None or known.still != state.still
        picture = await self._picture(job, project, state, fresh=fresh)
        took = self._clock.monotonic() - begun
        if picture is None or took > LATE or (took > SOON and await self._followed(job)):
            return
        name = file_name(f"{project.title} preview", picture.ending)
        file = File(name, picture.data, len(picture.data))
        message = Message(say(job.language, "preview-caption"))
        if not self._outbox.takes_extras(job.address):
            return
        ref = await self._outbox.post_picture(job.address, file, message, Use.PROGRESS)
        async with self._store.begin() as tx:
            await tx.intake.put_note(_note(job), pack_bytes(Shown(ref, state.still)).decode())
        if known is not None:
            await self._outbox.delete(job.address, known.ref)

    async def _followed(self, job: Job) -> bool:
        """Whether something comes after this answer, which is looked at instead."""
        async with self._store.read() as tx:
            return bool(await tx.jobs.open(job.lane))

    async def _picture(
        self, job: Job, project: Project, state: State, *, fresh: bool
    ) -> Picture | None:
        """The studio's own, or a still of what was generated, or the timeline drawn.

        A still that is not `fresh` was seen already: what changed is not in it.
        """
        tools = self._tools
        nemo = tools.projects.backend.nemo
        if tools.studio:
            access = await tools.projects.access(project)
            return await nemo.preview(access.token, project.session)
        if fresh and state.still:
            try:
                access = await tools.projects.access(project)
                return await nemo.picture(access.token, state.still)
            except (NemoError, AccessError) as error:
                log.info("no still", job=job.id, error=str(error))
        if (bars := timeline.bars(state.draft, job.language)) is None:
            return None
        drawn = await tools.drawer.draw_timeline(bars)
        return None if drawn is None else Picture("jpg", drawn)


def _note(job: Job) -> str:
    return f"preview/{job.user}/{job.project}"
