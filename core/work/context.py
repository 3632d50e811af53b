"""What flows work with; put together once, by the composition root."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.accounts import Access
from core.backend import Backend
from core.chat import ChatKind
from core.clock import Clock
from core.config import CoreConfig, Waits
from core.language.phrases import say, sentences
from core.metrics import Metrics
from core.outbox import Outbox
from core.projects import Projects, project_in
from core.store.records import Job, JobFile, Project
from core.store.store import Store
from core.work.answers.failures import Wording
from core.work.answers.fetch import Fetch
from core.work.answers.media import Converter
from core.work.answers.previews import Previews
from core.work.answers.progress import ProgressMessage
from core.work.ledger import Ledger
from core.work.looks import AT_ONCE
from core.work.spool import Spool

TRIAL_DAYS = 7  # docs/wire-api.md#token


@dataclass(frozen=True, slots=True)
class JobFiles:
    """What handles files: room for uploads, results on their way to a chat, other formats."""

    spool: Spool
    fetch: Fetch
    converter: Converter


# So many turns back an answer looks for what the film is about.
EARLIER_TURNS = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A job's project and files, and the turns before it, the latest first."""

    project: Project
    files: Sequence[JobFile]
    earlier: Sequence[Job]


@dataclass(frozen=True, slots=True)
class WorkContext:
    """Everything a flow needs; none of it belongs to a single job.

    `looks` are the slots of what asks the backend how a job stands.
    """

    store: Store
    ledger: Ledger
    projects: Projects
    outbox: Outbox
    files: JobFiles
    previews: Previews
    clock: Clock
    config: CoreConfig
    metrics: Metrics
    looks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    @property
    def backend(self) -> Backend:
        """The backend itself, for calls about no project's session."""
        return self.projects.backend

    @property
    def waits(self) -> Waits:
        """How long to wait for what."""
        return self.config.waits

    def progress(self, job: Job) -> ProgressMessage:
        """The job's progress message."""
        return ProgressMessage(job, self.outbox, self.store, self.clock, self.waits)

    async def opening(self, job: Job) -> Opening:
        """What a prompt begins with, read at once."""
        async with self.store.read() as tx:
            project = await project_in(tx, job.project)
            files = await tx.parts.files(job.id)
            earlier = await tx.jobs.turns_before(job, EARLIER_TURNS)
        return Opening(project, files, earlier)

    async def turns_before(self, job: Job) -> Sequence[Job]:
        """What was asked for in its project before it, the latest first."""
        async with self.store.read() as tx:
            return await tx.jobs.turns_before(job, EARLIER_TURNS)

    def too_old(self, job: Job) -> bool:
        """Whether nobody can be waiting for this job any more."""
        return (self.clock.now() - job.created).total_seconds() > self.waits.resume_limit

    def wording(self, job: Job) -> Wording:
        """How failures are told to the job's person."""
        shared = job.address.kind is ChatKind.GROUP
        config = self.config
        return Wording(
            job.language,
            config.web_url,
            config.studio,
            shared=shared,
            upload_limit=config.upload_limit,
        )

    async def access(self, job: Job, progress: ProgressMessage) -> Access:
        """The token for the job; at the first contact its person is told what is going on."""
        asked = False

        def first() -> None:
            nonlocal asked
            asked = not self.config.studio  # where nobody is waited for there is nothing to tell
            if asked:
                progress.welcome(say(job.language, "setup-working"))

        access = await self.backend.accounts.access(job.user, progress.wait, on_trial=first)
        if not asked:
            return access
        ready = say(job.language, "setup-ready")
        # How much of a trial somebody has is nobody else's business.
        private = job.address.kind is ChatKind.PRIVATE
        if access.granted and private:
            days = TRIAL_DAYS
            trial = say(job.language, "setup-trial", credits=access.granted, days=days)
            ready = sentences(job.language, ready, trial)
        progress.welcome(ready)
        return access
