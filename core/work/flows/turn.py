"""A prompt, or files alone: uploaded, sent once at the most, answered from stream or state.

Re-entrant: called again after any exception or crash it goes on from the row. `sent` is committed
before the first byte of the prompt and is the only right to send it
(docs/decisions.md#work-that-survives).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog

from core.accounts import Access, AccessError
from core.language import timeline
from core.language.formats import shortened
from core.language.guitext import Action, shown
from core.language.phrases import plain, say
from core.nemo.errors import (
    NemoError,
    RateLimited,
    Repeat,
    SessionNotFound,
    TokenRejected,
)
from core.nemo.events import AgentError
from core.nemo.models import State
from core.preferences import Beginning, Preferences
from core.projects import project_in
from core.store.records import (
    Asked,
    Ending,
    Job,
    JobKind,
    JobState,
    Post,
    Project,
    Result,
    Snapshot,
)
from core.store.retry import until_stored
from core.work.answers import replies
from core.work.answers.failures import Failure
from core.work.answers.media import is_sound
from core.work.answers.progress import NAMED, ProgressMessage
from core.work.answers.questions import asked_of, first_message
from core.work.answers.replies import Reply
from core.work.context import WorkContext
from core.work.flows.deliver import deliver
from core.work.flows.quiet import quiet_state
from core.work.flows.recovery import Outcome, recover
from core.work.flows.relay import StreamResult, listen
from core.work.flows.spending import Spending, balance_told
from core.work.flows.uploads import Uploads, order_note
from core.work.flows.usual import as_note, as_words, usual
from core.work.ledger import Right

log = structlog.get_logger(__name__)

UNSENT = (JobState.NEW, JobState.UPLOADING)
AGAIN_WAIT = 5.0


async def turn(context: WorkContext, job: Job) -> Job | None:
    """Carry a turn or an upload to its end, from wherever its row says it is.

    The job as it is then; None where the row has to be asked.
    """
    async with context.progress(job) as progress:
        flow = _Turn(context, job, progress)
        if job.state in UNSENT and context.too_old(job):
            await flow.too_old()
        elif job.state in UNSENT:
            await flow.begin()
        elif job.state is JobState.SENT:
            await flow.recover("")
        current = flow.answered or await context.ledger.get(job.id)
        if current.state is JobState.ANSWERED:
            ended = await deliver(context, current, progress)
            if flow.changed is not None:
                context.previews.offer(current, flow.changed)
            return ended
        if current.state is JobState.CANCELLED:
            await progress.remove()
        return current


class _Turn:
    """One run of the flow; what must survive is in the row, not here."""

    def __init__(self, context: WorkContext, job: Job, progress: ProgressMessage) -> None:
        self._context = context
        self._job = job
        self._progress = progress
        self._access: Access | None = None
        self._notes: list[str] = []
        self._order = ""
        self._usual = Beginning()
        self._film_follows = False
        self._whole = ""
        self._spending = Spending(context, job)
        self.changed: State | None = None
        self.answered: Job | None = None
        self._earlier: Sequence[Job] = ()

    async def begin(self) -> None:
        """Everything before the prompt, and the prompt; refusals that never ran go round again."""
        while True:
            try:
                if await self._go():
                    return
            except (NemoError, AccessError) as error:
                if not await self._again(error):
                    return

    async def too_old(self) -> None:
        """Nothing was sent, and nobody waits for it any more."""
        request = plain(shortened(self._job.request.text, NAMED))
        text = say(self._job.language, "recovery-too-old", request=request)
        told = replies.failed(self._job, Failure(text, retry=True))
        await self._answer(UNSENT, Ending.FAILURE, told)

    async def _go(self) -> bool:
        context, job = self._context, self._job
        self._progress.stage("progress-started")
        self._access = await context.access(job, self._progress)
        opening = await context.opening(job)
        self._earlier = opening.earlier
        project = await self._session(opening.project, self._access)
        if opening.files and not await context.ledger.step(job, UNSENT, JobState.UPLOADING):
            return True  # cancelled meanwhile
        uploads = Uploads(context, job, project, self._progress)
        count = await uploads.run(opening.files)
        self._notes = [*self._notes, *uploads.refusals]
        if job.kind is JobKind.UPLOAD:
            return await self._received(count, uploads.refusals)
        if uploads.refusals:
            # A turn that costs is not begun with less than was sent.
            told = replies.incomplete(job, uploads.refusals, rest=count > 0)
            await self._answer(UNSENT, Ending.FAILURE, told)
            return True
        self._progress.stage("progress-thinking")
        state = await self._spending.before(
            quiet_state(context, project, self._access, self._earlier, self._progress),
            self._access,
            self._earlier,
        )
        if self._spending.nothing_left and not job.request.anyway:
            told = await self._spending.refusal(self._access, await self._stop_the_rest())
            await self._answer(UNSENT, Ending.FAILURE, told)
            return True
        self._order = order_note(job.language, uploads.names, state.video_infos)
        before = Snapshot(timeline.digest(state.draft), state.draft)
        sent = await context.ledger.send(job, before, self._access.kind)
        if sent.right is Right.OURS:
            self._job, self._usual = sent.job, await usual(context, sent.job, before.draft)
            await self._prompt(project, before)
        elif sent.right is Right.CAPPED:
            failure = context.wording(job).capped(job.kind, await context.ledger.cap(job))
            await self._answer(UNSENT, Ending.FAILURE, replies.failed(job, failure))
        return sent.right is not Right.NOT_YET

    async def _stop_the_rest(self) -> int:
        """Of several videos the others do not ask the same again; how many there were."""
        async with self._context.store.read() as tx:
            rest = [job for job in await tx.jobs.rest_of(self._job) if job.parent is None]
        return sum([await self._context.ledger.cancel(job) for job in reversed(rest)])

    async def _session(self, project: Project, access: Access) -> Project:
        """The project with its session; a timeline that another account made stays with that."""
        if project.session and project.account != access.key:
            self._notes.append(say(self._job.language, "turn-session-lost"))
        return await self._context.projects.with_session(project, access, self._job.language)

    async def _prompt(self, project: Project, before: Snapshot) -> None:
        """The one POST. A definite refusal before any event raises; all else ends in an answer."""
        context, access = self._context, self._access
        if access is None:
            raise RuntimeError("no access for a prompt")
        nemo, job = context.backend.nemo, self._job
        lines = (as_words(job.language, self._usual), job.request.text, self._order)
        words = "\n".join(line for line in lines if line)
        try:
            async with nemo.chat(access.token, project.session, words) as events:
                heard = await listen(
                    events, self._job.language, self._progress, context.clock, context.waits
                )
        except NemoError as error:
            if error.repeat is Repeat.AMBIGUOUS:
                log.warning("prompt ambiguous", job=self._job.id, error=str(error))
                await self.recover("")
                return
            raise
        # Nobody else has heard it: a second run of this flow would know the state alone.
        heard = self._bounded(heard)
        await until_stored(context.clock, partial(self._conclude, project, before, heard))

    def _bounded(self, heard: StreamResult) -> StreamResult:
        """What was heard with as much text as a chat is shown; the rest is kept for a file."""
        text, cut = shown(heard.text)
        if not cut:
            return heard
        self._whole = heard.text
        return replace(heard, text=f"{text}\n\n…")

    async def _conclude(self, project: Project, before: Snapshot, heard: StreamResult) -> None:
        if heard.question is not None:
            await self._ask(project, before, heard, asked_of(heard.question))
            return
        if heard.broken is not None:
            log.warning("stream broke", job=self._job.id, error=str(heard.broken))
            await self.recover(heard.text)
            return
        try:
            reading = self._context.projects.state(project, self._access)
            after = await self._spending.after(reading, self._access)
        except (NemoError, AccessError) as error:
            log.warning("no state after the turn", job=self._job.id, error=str(error))
            await self.recover(heard.text)
            return
        changed = timeline.digest(after.draft) != before.digest
        if heard.error is not None and not changed:
            await self._agent_failed(heard.error, heard.text)
            return
        await self._answer_changed(before, after, heard.text, heard.actions)

    async def _ask(
        self, project: Project, before: Snapshot, heard: StreamResult, asked: Asked
    ) -> None:
        """The turn ends with a question: it is told even where the state cannot be read now."""
        draft = before.draft
        try:
            reading = self._context.projects.state(project)
            draft = (await self._spending.after(reading, self._access)).draft
        except (NemoError, AccessError) as error:
            log.warning("no state beside a question", job=self._job.id, error=str(error))
        told = replies.beside_question(
            self._job,
            heard.text,
            before=before.draft,
            after=draft,
            notes=[n for n in (*self._notes, as_note(self._job.language, self._usual)) if n],
            earlier=self._earlier,
        )
        await self._answer((JobState.SENT,), Ending.RESULT, told, asked=asked)

    async def recover(self, text: str) -> None:
        """The prompt may have run: find out from the state, never by sending again."""
        async with self._context.store.read() as tx:
            job = await tx.jobs.get(self._job.id)
            project = await project_in(tx, job.project)
        looking = recover(self._context, job, project, self._progress, self._access)
        found = await self._spending.once_after(looking, self._access)
        if found.outcome is Outcome.CANCELLED or job.before is None:
            return
        if found.outcome is Outcome.CHANGED and found.state is not None:
            self._earlier = self._earlier or await self._context.turns_before(job)
            self._usual = await usual(self._context, job, job.before.draft)
            lead = "recovery-answered" if text else "recovery-changed"
            await self._answer_changed(job.before, found.state, text, (), lead=lead)
            return
        told = replies.unknown(job, None if found.state is None else found.state.draft, text)
        await self._answer((JobState.SENT,), Ending.UNKNOWN, told)

    async def _answer_changed(
        self,
        before: Snapshot,
        after: State,
        text: str,
        actions: tuple[Action, ...],
        *,
        lead: str = "",
    ) -> None:
        part, made = self._job.request.part, timeline.ready_to_export(after.draft)
        self._film_follows = part is not None and made
        notes, changed = list(self._notes), timeline.digest(after.draft) != before.digest
        if changed:
            notes.append(as_note(self._job.language, self._usual))
        if Action.CREDITS in actions:
            notes.append(await balance_told(self._context, self._job))
        if Action.UPLOAD in actions:
            notes.append(say(self._job.language, "turn-upload-offer"))
        told = replies.reply(
            self._job,
            text,
            before=before.draft,
            after=after.draft,
            lead=lead,
            notes=[note for note in notes if note],
            show_timeline=bool({Action.TIMELINE, Action.STATE} & set(actions)),
            earlier=self._earlier,
        )
        if await self._answer((JobState.SENT,), Ending.RESULT, told):
            self.changed = after if changed else None

    async def _agent_failed(self, error: AgentError, text: str) -> None:
        """The agent said that it failed, and nothing changed: told as it is."""
        failure = self._context.wording(self._job).agent(error, self._access)
        if text.strip():
            failure = replace(failure, text=f"{text}\n\n{failure.text}")
        told = replies.failed(self._job, failure)
        await self._answer((JobState.SENT,), Ending.FAILURE, told)

    async def _received(self, count: int, refusals: list[str]) -> bool:
        """Tell what came; False when there is more to do: a late file has joined."""
        async with self._context.store.read() as tx:
            # Whoever went on writing while the files went up is answered in that language.
            spoken = (await tx.people.get(self._job.user)).language or self._job.language
            files = await tx.parts.files(self._job.id)
        job = replace(self._job, language=spoken)
        if job.request.late and count:
            names = ", ".join(plain(f.source.name) for f in files)
            told = replies.failed(job, Failure(say(job.language, "turn-late-file", names=names)))
        else:
            beginning = await Preferences(self._context.store).beginning(job.user)
            made = any(turn.kind is JobKind.TURN for turn in self._earlier)
            song = made and all(is_sound(file.source) for file in files)
            told = replies.received(job, count, refusals, beginning, again=made, song=song)
        ending = Ending.RESULT if count else Ending.FAILURE
        return await self._answer(UNSENT, ending, told, whole=True)

    async def _again(self, error: NemoError | AccessError) -> bool:
        """Whether a failed start goes round again: its cause is mended, and was not before.

        docs/decisions.md#work-that-survives: what surely did not run may go `sent → new`, once per
        cause.
        """
        job = await self._context.ledger.get(self._job.id)
        if job.state is JobState.CANCELLED:
            return False
        cause = type(error).__name__
        mendable = isinstance(error, NemoError) and error.repeat is Repeat.SAFE
        if isinstance(error, RateLimited):
            # Every other call has waited once already (docs/wire-api.md#envelope).
            mendable = error.bearable and error.call == "chat"
        if not mendable or cause in job.causes:
            await self._refused(job, error)
            return False
        open_states = (*UNSENT, JobState.SENT)
        causes = (*job.causes, cause)
        if not await self._context.ledger.step(job, open_states, JobState.NEW, causes=causes):
            return False
        log.info("turn goes round again", job=job.id, cause=cause)
        try:
            await self._mend(error)
        except (NemoError, AccessError) as failure:
            await self._refused(job, failure)
            return False
        return True

    async def _mend(self, error: NemoError | AccessError) -> None:
        context = self._context
        if isinstance(error, TokenRejected) and self._access is not None:
            self._progress.stage("progress-reconnecting")
            self._access = await context.backend.accounts.renew(self._access, self._progress.wait)
        elif isinstance(error, SessionNotFound) and self._access is not None:
            project = await context.projects.get(self._job.project)
            await context.projects.fresh_session(project, self._access, self._job.language)
            async with context.store.begin() as tx:
                await tx.parts.reset_files(self._job.id)
            self._notes.append(say(self._job.language, "turn-session-lost"))
        elif isinstance(error, RateLimited):
            self._progress.wait(error.retry_after)
            await context.clock.sleep(error.retry_after)
        else:
            await context.clock.sleep(AGAIN_WAIT)

    async def _refused(self, job: Job, error: NemoError | AccessError) -> None:
        log.info("turn refused", job=job.id, error=repr(error))
        access = self._access
        if access is not None:
            access = await self._context.backend.accounts.known_of(access)
        told = replies.failed(job, self._context.wording(job).failure(error, access))
        self._spending.refused(access)
        await self._answer((*UNSENT, JobState.SENT), Ending.FAILURE, told)

    async def _answer(
        self,
        expected: tuple[JobState, ...],
        ending: Ending,
        told: Reply,
        *,
        whole: bool = False,
        asked: Asked | None = None,
    ) -> bool:
        message, spent = told.message, await self._spending.spent(ending)
        if line := self._spending.line(spent):
            message = replace(message, text="\n\n".join(t for t in (message.text, line) if t))
        if ending is not Ending.RESULT and await self._has_more():
            text = f"{message.text}\n\n{say(self._job.language, 'cancel-follow-up')}"
            message = replace(message, text=text)
        messages = [message] if message.text else []
        if asked is not None:
            messages.append(first_message(self._job, asked))
        elif self._film_follows and ending is Ending.RESULT:
            messages = []  # of several videos each is its own answer
        failed = ending is Ending.FAILURE
        messages = [replies.of_series(self._job, each, failed=failed) for each in messages]
        outbox, address = self._context.outbox, self._job.address
        posts = [Post(page) for each in messages for page in outbox.pages(address, each)]
        if self._whole and messages:
            posts.insert(0, replies.whole(self._job, self._whole))
        result = Result(ending, told.suggestions)
        self.answered = await self._context.ledger.answer(
            self._job,
            expected,
            result,
            posts,
            whole=whole,
            asked=asked,
            used=None if spent is None else spent.used,
        )
        return self.answered is not None

    async def _has_more(self) -> bool:
        """Whether something was to follow this job, which its failure now cancels."""
        async with self._context.store.read() as tx:
            return bool(await tx.jobs.children(self._job.id))
