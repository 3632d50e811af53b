"""A render: its id committed, then submitted once, polled, delivered.

Re-entrant like a turn. After a crash the backend is asked for the id before it is submitted, so
that no render is orphaned and none is submitted twice (docs/wire-api.md#export).
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from core.accounts import AccessError
from core.chat import ChatKind, Message
from core.language import timeline
from core.language.phrases import say
from core.nemo.errors import NemoError, Repeat, TokenRejected
from core.nemo.models import RenderState, RenderStatus
from core.preferences import Preferences
from core.projects import UNTITLED, file_name, project_in
from core.store.records import (
    Ending,
    Job,
    JobState,
    Post,
    Project,
    RenderAttempt,
    Result,
    ResultVideo,
)
from core.work.answers import replies
from core.work.answers.failures import Failure
from core.work.answers.progress import ProgressMessage
from core.work.answers.replies import Reply
from core.work.context import WorkContext
from core.work.flows.deliver import deliver
from core.work.ledger import Right
from core.work.looks import apart

log = structlog.get_logger(__name__)

ATTEMPTS = 2
OPEN = (JobState.NEW, JobState.SUBMITTING, JobState.POLLING)
QUALITY = {"720p": "medium", "1080p": "high"}


async def export(context: WorkContext, job: Job) -> Job | None:
    """Carry an export to its end, from wherever its row says it is, as `turn` does."""
    async with context.progress(job) as progress:
        flow = _Export(context, job, progress)
        if job.state in OPEN:
            try:
                await flow.run()
            except (NemoError, AccessError) as error:
                await flow.fail(error)
        current = flow.answered or await context.ledger.get(job.id)
        if current.state is JobState.ANSWERED:
            return await deliver(context, current, progress)
        if current.state is JobState.CANCELLED:
            await progress.remove()
        return current


class _Export:
    """One run of the flow; what must survive is in the rows, not here."""

    def __init__(self, context: WorkContext, job: Job, progress: ProgressMessage) -> None:
        self._context = context
        self._job = job
        self._progress = progress
        self._fresh: set[str] = set()
        self.answered: Job | None = None

    async def run(self) -> None:
        """Render, a second time under a new id when the first one failed."""
        async with self._context.store.read() as tx:
            project = await project_in(tx, self._job.project)
            attempts = await tx.parts.attempts(self._job.id)
        attempt = attempts[-1] if attempts else await self._first(project)
        while attempt is not None:
            status = await self._rendered(attempt, project)
            if status is None:
                return  # cancelled, or told already
            if status.status is RenderState.COMPLETED:
                await self._completed(attempt, project, status)
                return
            log.warning("render failed", job=self._job.id, n=attempt.n, error=status.error)
            if attempt.n + 1 >= ATTEMPTS:
                await self._answer(Ending.FAILURE, self._told("export-failed", retry=True))
                return
            self._progress.stage("progress-render-again")
            attempt = await self._commit(attempt.n + 1, attempt.draft)

    async def fail(self, error: NemoError | AccessError) -> None:
        """A call failed for good: say so."""
        log.warning("export failed", job=self._job.id, error=repr(error))
        access = None
        with suppress(NemoError, AccessError):  # it may be the very call that failed
            access = await self._context.backend.accounts.access(self._job.user)
        failure = self._context.wording(self._job).failure(error, access)
        await self._answer(Ending.FAILURE, replies.failed(self._job, failure))

    async def _first(self, project: Project) -> RenderAttempt | None:
        """The first attempt; None when there is nothing to render, which is told."""
        if self._context.too_old(self._job):
            await self._answer(Ending.FAILURE, self._told("export-too-old"))
            return None
        quality = self._job.request.quality
        if quality:
            self._progress.stage("export-started-quality", quality=quality)
        else:
            self._progress.stage("export-started")
        draft: dict[str, Any] = {}
        if project.session:
            draft = (await self._context.projects.state(project)).draft
        if not timeline.ready_to_export(draft):
            await self._answer(Ending.FAILURE, self._told("export-nothing"))
            return None
        return await self._commit(0, draft)

    async def _commit(self, n: int, draft: dict[str, Any]) -> RenderAttempt | None:
        """Write the id down before anything is submitted under it; None when it may not be."""
        context, job = self._context, self._job
        attempt = RenderAttempt(job.id, n, f"render_{uuid.uuid4().hex}", draft)
        access = await context.projects.access(await context.projects.get(job.project))
        right = await context.ledger.submit(attempt, job, access.kind)
        if right is Right.CAPPED:
            failure = context.wording(job).capped(job.kind, await context.ledger.cap(job))
            await self._answer(Ending.FAILURE, replies.failed(job, failure))
        if right is not Right.OURS:
            return None
        self._fresh.add(attempt.render_id)
        self._job = replace(job, state=JobState.SUBMITTING, polls=0, due=None)
        return attempt

    async def _rendered(self, attempt: RenderAttempt, project: Project) -> RenderStatus | None:
        """The final status of this attempt; None when the job was cancelled or timed out."""
        job = self._job
        if job.state is JobState.SUBMITTING and not await self._submit(attempt, project):
            return None
        polls = job.polls if job.state is JobState.POLLING else 0
        due = job.due if job.state is JobState.POLLING else None
        waits = self._context.waits
        while polls < waits.polls:
            if due is None:
                due = self._context.clock.now() + timedelta(seconds=waits.poll)
                if not await self._step(JobState.POLLING, polls=polls, due=due):
                    return None
            left = (due - self._context.clock.now()).total_seconds()
            if left <= 0:  # it was due while nobody was there, like many others
                left = apart(job.id, waits.poll)
            await self._context.clock.sleep(min(left, waits.poll))
            polls, due = polls + 1, None
            try:
                async with self._context.looks:
                    status = await self._status(attempt, project)
            except NemoError as error:
                if isinstance(error, TokenRejected):
                    raise
                log.info("render not polled", job=job.id, error=str(error))
                continue
            if status is None:  # an ambiguous submit that never arrived
                if not await self._submit(attempt, project):
                    return None
            elif status.status.final:
                return status
            else:
                self._show(status)
        await self._answer(Ending.UNKNOWN, self._told("export-timeout", retry=True))
        return None

    async def _submit(self, attempt: RenderAttempt, project: Project) -> bool:
        """Submit unless the backend knows the id; whether the job goes on to polling."""
        nemo, job = self._context.backend.nemo, self._job
        if not await self._known(attempt, project):
            quality = QUALITY.get(job.request.quality, "high")
            try:
                await self._context.projects.write(
                    project,
                    lambda token: nemo.submit_render(
                        token,
                        render_id=attempt.render_id,
                        session_id=project.session,
                        draft=attempt.draft,
                        quality=quality,
                    ),
                    self._progress.wait,
                )
            except NemoError as error:
                if error.repeat is not Repeat.AMBIGUOUS:
                    raise
                # It may have arrived: polling tells, under the same id.
                log.warning("submit ambiguous", job=job.id, error=str(error))
        self._progress.stage("progress-rendering-percent", bar=0.0, percent=0)
        return await self._step(JobState.POLLING)

    async def _known(self, attempt: RenderAttempt, project: Project) -> bool:
        """Whether the backend has this id, or may have it: then polling tells.

        An id of this very run surely was not submitted. One of an earlier run may be: a backend
        that is away now is no reason to give a render up that it may be working on.
        """
        if attempt.render_id in self._fresh:
            self._fresh.clear()
            return False
        try:
            return await self._status(attempt, project) is not None
        except TokenRejected:
            raise
        except NemoError as error:
            log.info("render not asked for", job=self._job.id, error=str(error))
            return True

    async def _status(self, attempt: RenderAttempt, project: Project) -> RenderStatus | None:
        nemo = self._context.backend.nemo
        return await self._context.projects.read(
            project, lambda token: nemo.render(token, attempt.render_id)
        )

    def _show(self, status: RenderStatus) -> None:
        self._progress.stage(
            "progress-rendering-percent", bar=status.progress / 100, percent=status.progress
        )

    async def _completed(
        self, attempt: RenderAttempt, project: Project, status: RenderStatus
    ) -> None:
        draft = attempt.draft
        meta = draft.get("m") if isinstance(draft.get("m"), dict) else {}
        named = str(meta.get("title") or "") if meta else ""
        title = named if named not in ("", UNTITLED) else project.title
        # In a group the first to open the project's link would have it: there a button gives it.
        shared = self._job.address.kind is ChatKind.GROUP
        links = {
            "export-download": await self._context.backend.nemo.public_url(status.url or ""),
            "export-project": "" if shared else await self._context.projects.link(project),
        }
        video = ResultVideo(
            url=status.url or "",
            render_id=attempt.render_id,
            name=file_name(title, "mp4"),
            title=title,
            width=_figure(meta.get("width") if meta else None),
            height=_figure(meta.get("height") if meta else None),
            seconds=_seconds(draft.get("d")),
            links=links,
            as_file=await Preferences(self._context.store).delivery(self._job.user) == "file",
        )
        job = self._job
        text = replies.caption(job, title=title, seconds=video.seconds, count=0, links=links)
        suggestions = replies.offers(job, draft, draft, await self._context.turns_before(job))
        by_button = shared and self._context.projects.linked(project)
        keyboard = replies.project_keyboard(job, draft, suggestions, link=by_button)
        await self._answer(Ending.RESULT, Reply(Message(text, keyboard), suggestions), video)

    def _told(self, key: str, *, retry: bool = False) -> Reply:
        """`retry`: with a button for this job's project, which need not be the open one."""
        return replies.failed(self._job, Failure(say(self._job.language, key), retry))

    async def _step(self, to: JobState, **columns: object) -> bool:
        return await self._context.ledger.step(self._job, OPEN, to, **columns)

    async def _answer(self, ending: Ending, told: Reply, video: ResultVideo | None = None) -> None:
        if video is not None:
            posts = [Post(told.message, video)]
        else:
            failed = ending is Ending.FAILURE
            message = replies.of_series(self._job, told.message, failed=failed)
            posts = [Post(p) for p in self._context.outbox.pages(self._job.address, message)]
        result = Result(ending, told.suggestions)
        self.answered = await self._context.ledger.answer(self._job, OPEN, result, posts)


def _seconds(milliseconds: object) -> float:
    """A film's length, 0 where the draft says nothing that could be one."""
    if isinstance(milliseconds, int | float) and 0 < milliseconds < 1e9:
        return milliseconds / 1000
    return 0.0


def _figure(value: object) -> int:
    return int(value) if isinstance(value, int | float) and 0 < value < 100_000 else 0
