"""Requests that become jobs: prompts, uploads and exports, accepted into the ledger."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace

from core.buttons import ButtonAction, button, decode
from core.chat import Attachment
from core.handlers.lapsed import tell_lapsed
from core.handlers.responder import Person, Responder
from core.inbox.group import Group, follows
from core.language.intents import export_quality, other_quality
from core.language.phrases import sentences
from core.preferences import QUALITIES, Preferences
from core.projects import Projects
from core.store.records import ENDED, Job, JobKind, NewJob, Part, Request, StoredQuestion
from core.store.store import Store, Tx
from core.work.answers.questions import prompt_of
from core.work.caps import CapReached
from core.work.lane import LANE_BOUND, LaneFull
from core.work.ledger import WAITING, Accepted, Fresh, Ledger, Within
from core.work.names import title_of

# More files than this are asked about before a request is begun.
FILES_BOUND = 20
TEXT_BOUND = 1 << 16
# The project of a job that is made when that is accepted.
NOT_YET = 0


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked for, with which files, and in which project if not in one of its own."""

    text: str
    files: tuple[Attachment, ...]
    project: int = NOT_YET


class Requests:
    """The way into the ledger."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        projects: Projects,
        responder: Responder,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._projects = projects
        self._preferences = Preferences(store)
        self._responder = responder

    async def files(
        self, person: Person, group: Group, files: Sequence[Attachment]
    ) -> tuple[Attachment, ...]:
        """Of the files of a request its own, else the quoted ones that the project lacks.

        A reply to a photo that was sent before is about it; it need not be uploaded again.
        """
        if any(waiting.item.attachments for waiting in group.items) or not files:
            return tuple(files)
        async with self._store.begin() as tx:
            project = await self._projects.active(tx, person.address, person.user.id)
            known = {(file.message, file.medium) for file in await tx.parts.sources(project.id)}
        return tuple(f for f in files if not f.message or (f.message, f.medium) not in known)

    async def prompt(
        self,
        person: Person,
        group: Group,
        text: str,
        *,
        files: Sequence[Attachment] = (),
        then_export: bool = False,
        project: int | None = None,
        anyway: bool = False,
    ) -> None:
        """A prompt for the agent, with its files, and an export after it where asked for.

        One in a quality that there is not is left out, and that is said. `anyway` as of `Request`.
        """
        if len(text) > TEXT_BOUND:
            text = person.say("error-message-too-long", limit=TEXT_BOUND)
            await self._responder.refuse(person, text)
            return
        asked = replace(_request(text, group), anyway=anyway)
        chain = [await self._job(person, group, JobKind.TURN, asked, files, project=project)]
        unknown = then_export and other_quality(text)
        if then_export and not unknown:
            chosen = export_quality(text) or await self._preferences.quality(person.user.id)
            request = Request(quality=chosen)
            chain.append(
                await self._job(
                    person, group, JobKind.EXPORT, request, (), project=chain[0].project
                )
            )
        lapsed: list[int] = []

        async def lapse(tx: Tx) -> bool:
            lapsed.extend(await tx.questions.lapse(chain[0].project))
            return True

        await self._accept(person, group, chain, lapse)
        await tell_lapsed(self._store, self._responder, person, lapsed)
        if unknown:
            await self.offer_qualities(person, chain[0].project)

    async def each(
        self,
        person: Person,
        group: Group,
        prompts: Sequence[Prompt],
        title: str,
        *,
        anyway: bool = False,
    ) -> Accepted | None:
        """A project, a prompt and an export for each of these, one after the other.

        None where they are not accepted, and that is said. `anyway` as of `Request`.
        """
        quality = await self._preferences.quality(person.user.id)
        series = []
        for n, prompt in enumerate(prompts, 1):
            part = Part(origin(group), n, len(prompts))
            request = Request(prompt.text, typed=True, heard=group.spoken, part=part, anyway=anyway)
            turn = await self._job(
                person, group, JobKind.TURN, request, prompt.files, project=prompt.project
            )
            film = Request(quality=export_quality(title) or quality, part=part)
            export = await self._job(
                person, group, JobKind.EXPORT, film, (), project=prompt.project
            )
            name = _named_part(origin(group), n)
            series.append((replace(turn, origin=name), replace(export, origin=f"{name}/export")))
        names = [title_of(title) or _stem(prompt.files) for prompt in prompts]
        fresh = Fresh(person.address, names)
        accepting = self._ledger.accept_series(group.rows, series, fresh)
        return await self._accepted(person, accepting, origin(group))

    async def answer(
        self,
        person: Person,
        group: Group,
        before: StoredQuestion,
        after: StoredQuestion,
        files: Sequence[Attachment],
    ) -> bool:
        """The answers to the agent's question as the next prompt; False when it is not accepted.

        It is accepted in the transaction that closes the question, and under one name: two taps
        make one prompt. The export that was to follow the question follows its answer.
        """
        request = Request(prompt_of(after))
        turn = await self._job(person, group, JobKind.TURN, request, files, project=before.project)
        chain = [replace(turn, origin=answer_origin(before))]
        if before.asked.quality:
            export = await self._job(
                person,
                group,
                JobKind.EXPORT,
                Request(quality=before.asked.quality),
                (),
                project=before.project,
            )
            chain.append(replace(export, origin=f"{answer_origin(before)}/export"))
        return await self._accept(person, group, chain, lambda tx: tx.questions.step(before, after))

    async def upload(
        self,
        person: Person,
        group: Group,
        files: Sequence[Attachment],
        *,
        late: bool = False,
        project: int | None = None,
    ) -> None:
        """Files without words."""
        request = Request(late=late)
        job = await self._job(person, group, JobKind.UPLOAD, request, files, project=project)
        await self._accept(person, group, [job])

    async def export(
        self, person: Person, group: Group, quality: str, *, project: int | None = None
    ) -> None:
        """The finished video, in the quality asked for or else the one chosen before."""
        chosen = quality or await self._preferences.quality(person.user.id)
        request = Request(quality=chosen, heard=group.spoken)
        await self._accept(
            person,
            group,
            [await self._job(person, group, JobKind.EXPORT, request, (), project=project)],
        )

    async def offer_qualities(self, person: Person, project: int | None = None) -> None:
        """Say in which qualities a project can be exported, each with a button that does it."""
        if project is None:
            async with self._store.begin() as tx:
                project = (await self._projects.active(tx, person.address, person.user.id)).id
        row = tuple(
            button(quality, ButtonAction.EXPORT, project, place=place)
            for place, quality in enumerate(QUALITIES)
        )
        await self._responder.refuse(person, person.say("settings-quality-unknown"), (row,))

    async def again(self, person: Person, group: Group, job: Job, *, anyway: bool = False) -> None:
        """What came to nothing, once more, with those of its files that never went up."""
        async with self._store.read() as tx:
            files = [f.source for f in await tx.parts.files(job.id) if f.state in WAITING]
        if anyway and len(rest := await self._unsent(job)) > 1:
            await self.each(person, group, rest, job.request.text, anyway=True)
        elif job.kind is JobKind.EXPORT:
            await self.export(person, group, job.request.quality, project=job.project)
        elif job.request.text:
            text, project = job.request.text, job.project
            await self.prompt(person, group, text, files=files, project=project, anyway=anyway)
        elif files:
            await self.upload(person, group, files, project=job.project)
        else:
            await self._responder.whisper(person, person.say("button-too-old"))

    async def _unsent(self, job: Job) -> Sequence[Prompt]:
        """What was not sent of a series whose account was empty, from this video of it on."""
        part, prompts = job.request.part, []
        if part is None:
            return ()
        async with self._store.read() as tx:
            for n in range(part.n, part.of + 1):
                one = await tx.jobs.by_origin(_named_part(part.series, n))
                if one is None or one.sent is not None or one.state not in ENDED:
                    continue
                files = await tx.parts.files(one.id)
                left = tuple(file.source for file in files if file.state in WAITING)
                own = one.project if one.id == job.id else NOT_YET
                prompts.append(Prompt(one.request.text, left, own))
        return prompts

    async def _job(
        self,
        person: Person,
        group: Group,
        kind: JobKind,
        request: Request,
        files: Sequence[Attachment],
        *,
        project: int | None = None,
    ) -> NewJob:
        async with self._store.read() as tx:
            named = await self._named(tx, group, kind)
            if project is None:
                found = await tx.projects.active(person.address.conversation)
                project = found.id if found is not None else None
        if project is None:
            async with self._store.begin() as tx:
                project = (await self._projects.active(tx, person.address, person.user.id)).id
        late = f"/late/{group.rows[0]}" if request.late else ""
        return NewJob(
            kind=kind,
            origin=f"{named}{late}",
            user=person.user.id,
            project=project,
            address=person.answering,
            language=person.language,
            request=request,
            files=tuple(files),
        )

    async def _named(self, tx: Tx, group: Group, kind: JobKind) -> str:
        """The job's origin; an export whose button is pressed when it has ended is another one."""
        if kind is not JobKind.EXPORT:
            return origin(group)
        named = f"{origin(group)}/export"
        known = await tx.jobs.by_origin(named) if group.first.press is not None else None
        return f"{named}/{group.first.event}" if known and known.state in ENDED else named

    async def _accept(
        self,
        person: Person,
        group: Group,
        chain: Sequence[NewJob],
        within: Within | None = None,
    ) -> bool:
        """Whether they became jobs; if not, it is said why. `within`: as of `Ledger.accept`."""
        accepting = self._ledger.accept(group.rows, chain, within)
        accepted = await self._accepted(person, accepting, chain[0].origin)
        if accepted is None:
            return False
        group.accepted = True
        if accepted.ahead:
            text = person.say("queue-noted", position=accepted.ahead + 1)
            if len(chain) > 1:
                text = sentences(person.language, text, person.say("queue-then-export"))
            cancel = button(person.say("button-cancel"), ButtonAction.CANCEL, accepted.job.id)
            await self._responder.tell(person, text, ((cancel,),))
        return True

    async def _accepted(
        self, person: Person, accepting: Awaitable[Accepted | None], named: str
    ) -> Accepted | None:
        """What the ledger accepts; None where it does not, and that is said."""
        try:
            accepted = await accepting
        except LaneFull:
            text = person.say("queue-full", limit=LANE_BOUND)
            await self._responder.refuse(person, text, fold=True)
            return None
        except CapReached as refusal:
            await self._tell_cap(person, refusal)
            return None
        if accepted is None and person.item.press is not None:
            await self._responder.whisper(person, person.say(await self.used(named)))
        return accepted

    async def capped(self, person: Person) -> bool:
        """Whether the day's prompts are used up; then that is said."""
        try:
            await self._ledger.check_cap(person.user.id, JobKind.TURN)
        except CapReached as refusal:
            await self._tell_cap(person, refusal)
            return True
        return False

    async def _tell_cap(self, person: Person, refusal: CapReached) -> None:
        if refusal.needed > 1 and refusal.cap:
            text = person.say("each-over-cap", limit=refusal.cap)
        else:
            text = self._responder.wording(person).capped(refusal.kind, refusal.cap).text
        await self._responder.refuse(person, text, fold=True)

    async def used(self, origin: str) -> str:
        """The phrase for a button that made its job, known by that origin, before."""
        async with self._store.read() as tx:
            known = await tx.jobs.by_origin(origin)
        ended = known is not None and known.state in ENDED
        return "button-too-old" if ended else "button-already-used"


def _stem(files: Sequence[Attachment]) -> str:
    """What a film of these files is called that nobody gave a name."""
    return files[0].name.rpartition(".")[0] if files else ""


def _named_part(series: str, n: int) -> str:
    return series if n == 1 else f"{series}/{n}"


def answer_origin(question: StoredQuestion) -> str:
    """What the job is known by that carries the answer to a question."""
    return f"answer/{question.job}"


def _request(text: str, group: Group) -> Request:
    """A prompt, and what may still change it: edits of its messages, what follows in moments."""
    said = {
        item.message: item.text.strip()
        for item in group.sent
        if item.message and item.text.strip() and item.text.strip() in text
    }
    press = group.first.press
    by_hand = press is None and group.first.command is None
    return Request(
        text,
        said=said,
        follows=tuple(sorted(follows(group))) if by_hand else (),
        until=max(item.at.timestamp() for item in group.sent),
        typed=press is None or bool(group.first.text.strip()),
        heard=group.spoken,
    )


def origin(group: Group) -> str:
    """What a request is known by, the same however often it is delivered."""
    first, address = group.first, group.first.address
    scope = f"{address.platform}/{address.bot}/{address.chat}"
    if group.album:
        return f"album/{scope}/{group.album}"
    pressed = decode(first.press.data) if first.press is not None else None
    if pressed is not None and pressed.action is ButtonAction.START_FROM:
        # Anybody in the group may press it, each once.
        return f"start/{address.conversation}/{pressed.number}"
    if first.press is not None and not first.text:
        return f"press/{scope}/{first.press.message.message}/{first.press.data}"
    return f"event/{scope}/{first.event}"
