"""Core put together: what adapters talk to, started and stopped as one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from pydantic import SecretStr

from core.accounts import Accounts
from core.backend import Backend
from core.chat import Address, Chat, Incoming, KnownChat, TextForm
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.account import AccountHandler
from core.handlers.admin import AdminHandler
from core.handlers.announce import Announcer
from core.handlers.cancel import CancelHandler
from core.handlers.commands import Handlers
from core.handlers.each import EachHandler
from core.handlers.forms import form_for
from core.handlers.later import LaterParts
from core.handlers.members import MemberHandler
from core.handlers.pointed import Pointed
from core.handlers.privacy import PrivacyHandler
from core.handlers.project import ProjectHandler
from core.handlers.questions import QuestionHandler
from core.handlers.readings import ReadingHandler
from core.handlers.requests import Requests
from core.handlers.responder import Responder
from core.handlers.router import RequestRouter
from core.handlers.settings import SettingsHandler
from core.handlers.stats import Painter, StatsHandler
from core.handlers.words import in_words
from core.inbox.group import Group
from core.inbox.inbox import Inbox
from core.metrics import Metrics
from core.nemo.client import NemoClient
from core.operators import Operators
from core.outbox import Outbox
from core.projects import LISTED, Projects
from core.sidebar import Sidebars
from core.speech import Transcriber
from core.store.store import Store, StoreUnavailable
from core.transcript import KeepsTranscript, Transcript
from core.work.answers.fetch import Fetch, Inspector
from core.work.answers.media import Converter
from core.work.answers.previews import Previews, PreviewTools, TimelineDrawer
from core.work.context import JobFiles, WorkContext
from core.work.dispatch.protocol import Dispatch
from core.work.flows.cancel import cancel
from core.work.flows.deliver import give_kept, old_answers, post_again
from core.work.flows.runner import Runner
from core.work.flows.tidy import tidy
from core.work.ledger import Ledger
from core.work.restored import NOTE as RESTORED
from core.work.spool import Spool

log = structlog.get_logger(__name__)


IDLE_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Parts:
    """What core is given: everything that has a choice or a resource of its own."""

    store: Store
    nemo: NemoClient
    clock: Clock
    dispatch: Dispatch
    chats: Mapping[str, Chat]
    inspector: Inspector
    converter: Converter
    drawer: TimelineDrawer
    spool: Path
    shared_token: SecretStr | None = None
    metrics: Metrics = field(default_factory=Metrics)
    painter: Painter | None = None
    transcriber: Transcriber | None = None


class Core:
    """The product, as adapters see it (`CoreService`) and as the composition root drives it."""

    def __init__(self, parts: Parts, config: CoreConfig) -> None:
        store, clock = parts.store, parts.clock
        self._store = store
        self._clock = clock
        self._dispatch = parts.dispatch
        self._platforms = frozenset(parts.chats)
        self._config = config
        self.metrics = parts.metrics
        caps = config.policy.caps
        self.ledger = Ledger(store, clock, parts.dispatch, caps, parts.metrics, free=config.studio)
        self._context = context = _work(parts, config, self.ledger)
        self._tidying: asyncio.Task[None] | None = None
        self._restored: datetime | None = None
        self._runner = Runner(context)
        self._responder = Responder(store, context.outbox, clock, config)
        self._announcer = Announcer(store, context.outbox, clock)
        self._page = _page(parts, context)
        handlers = _handlers(parts, context, self._responder, self._announcer, self._page)
        self.members = handlers.members
        router = RequestRouter(store, handlers, context.outbox, clock, parts.transcriber)
        answers = _OldAnswersFirst(context, router)
        self._inbox = Inbox(store, clock, config.waits, answers, self._platforms)

    async def start(self, *, resume: bool = True) -> None:
        """Run what is open; with `resume` also what was taken in before the start."""
        async with self._store.read() as tx:
            restored = await tx.intake.note(RESTORED)
        self._restored = datetime.fromisoformat(restored) if restored else None
        await self._dispatch.start(self._runner.run, self._platforms)
        if resume:
            await self._inbox.resume()
            self._tidying = asyncio.create_task(tidy(self._context))
            self._announcer.resume()
            await self._responder.resume()

    async def stop(self, grace: float) -> None:
        """Take nothing more in, give running jobs `grace` seconds; the rest goes on at a start."""
        await self._inbox.close()
        await self._responder.close()
        await self._announcer.close()
        await self._dispatch.stop(grace)
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.gather(self._tidying, return_exceptions=True)
        await self._context.outbox.close()

    async def idle(self, conversation: str) -> None:
        """Wait until nothing of a conversation waits or runs."""
        while not await self._rests(conversation):
            await self._clock.sleep(IDLE_LOOK)

    async def _rests(self, conversation: str) -> bool:
        async with self._store.read() as tx:
            waiting = await tx.intake.open_numbers(conversation)
            return not waiting and not await tx.jobs.open(conversation)

    async def receive(self, incoming: Incoming) -> bool:
        """`CoreService.receive`; what was said before a restore may have been carried out."""
        if self._restored is not None and incoming.at < self._restored:
            log.info("said before the restore", update=incoming.event)
            return False
        incoming = in_words(incoming)
        new = await self._inbox.receive(incoming)
        if new and self._page is not None:
            await self._page.heard(incoming)
        return new

    async def moved(self, platform: str, bot: str, old: str, new: str) -> None:
        """`CoreService.moved`."""
        async with self._store.begin() as tx:
            prefix = f"{platform}/{bot}/{old}/"
            count = await tx.projects.move(prefix, old, new)
            for lane, to in (await tx.jobs.move(prefix, new)).items():
                await self._dispatch.move(tx, lane, to)
            heard = await tx.intake.move(prefix, new)
        self._inbox.look(heard)
        log.info("chat moved", platform=platform, old=old, new=new, projects=count)

    async def places(self, platform: str, bot: str) -> Sequence[KnownChat]:
        """`CoreService.places`."""
        async with self._store.read() as tx:
            return await tx.intake.places(platform, bot)

    async def suggest(self, address: Address, lookup: str, typed: str) -> Sequence[str]:
        """`CoreService.suggest`: titles of the conversation's projects, the latest used first."""
        if lookup != "projects":
            return ()
        async with self._store.read() as tx:
            found = await tx.projects.recent(address.conversation, LISTED)
        titles = dict.fromkeys(project.title for project in found if project.title)
        return [title for title in titles if typed.casefold() in title.casefold()]

    def form(self, incoming: Incoming) -> TextForm | None:
        """`CoreService.form`."""
        return form_for(incoming)

    async def recall(self, key: str) -> str:
        """`CoreService.recall`."""
        async with self._store.read() as tx:
            return await tx.intake.note(f"adapter/{key}")

    async def remember(self, key: str, value: str) -> None:
        """`CoreService.remember`."""
        async with self._store.begin() as tx:
            await tx.intake.put_note(f"adapter/{key}", value)


def _work(parts: Parts, config: CoreConfig, ledger: Ledger) -> WorkContext:
    """What the flows of jobs work with."""
    store, clock = parts.store, parts.clock
    accounts = Accounts(store, parts.nemo, clock, shared=parts.shared_token)
    backend = Backend(parts.nemo, accounts, clock)
    projects = Projects(store, backend, clock, web=bool(config.web_url))
    outbox = Outbox(parts.chats, clock, config.pace, parts.metrics)
    spool = Spool(parts.spool)
    tools = PreviewTools(projects, parts.drawer, config.studio)
    return WorkContext(
        store=store,
        ledger=ledger,
        projects=projects,
        outbox=outbox,
        files=JobFiles(
            spool=spool,
            fetch=Fetch(parts.nemo, parts.inspector, spool, clock),
            converter=parts.converter,
        ),
        previews=Previews(store, outbox, clock, tools),
        clock=clock,
        config=config,
        metrics=parts.metrics,
    )


def _page(parts: Parts, context: WorkContext) -> KeepsTranscript | None:
    """The chat that has no platform behind it, where there is one, with what core gives it."""
    page = next((c for c in parts.chats.values() if isinstance(c, KeepsTranscript)), None)
    if page is not None:
        store, clock = context.store, context.clock
        sidebars = Sidebars(store, context.projects, clock)
        operators = Operators(store, clock, context.config.policy, context.metrics)
        page.attach(Transcript(store, clock), sidebars, operators)
    return page


def _handlers(
    parts: Parts,
    context: WorkContext,
    responder: Responder,
    announcer: Announcer,
    page: KeepsTranscript | None,
) -> Handlers:
    """One of each kind of handler, on the same store, outbox and clock."""
    store, clock, config = context.store, context.clock, context.config
    outbox, ledger, projects = context.outbox, context.ledger, context.projects
    requests = Requests(store, ledger, projects, responder)
    readings = ReadingHandler(store, responder)
    cancelling = CancelHandler(store, partial(cancel, context), responder, clock)
    link = page.operators_link if page is not None else str
    members = MemberHandler(store, outbox, responder, clock, config.policy, link)
    return Handlers(
        responder=responder,
        accounts=AccountHandler(store, context.backend, ledger, responder, clock, config),
        settings=SettingsHandler(store, context.backend, ledger, responder, config),
        projects=ProjectHandler(store, projects, responder, clock),
        questions=QuestionHandler(store, requests, responder),
        readings=readings,
        each=EachHandler(store, requests, responder, readings, config),
        requests=requests,
        later=LaterParts(store, ledger, requests, responder),
        cancelling=cancelling,
        members=members,
        stats=StatsHandler(store, outbox, responder, clock, parts.painter),
        admins=AdminHandler(store, members, announcer, responder, clock),
        privacy=PrivacyHandler(store, outbox, cancelling, responder, clock, config),
        pointed=Pointed(store, responder, requests, clock),
        config=config,
    )


class _OldAnswersFirst:
    """What may never have arrived in a conversation comes before the answer to what is said now."""

    def __init__(self, context: WorkContext, router: RequestRouter) -> None:
        self._context = context
        self._router = router

    async def handle(self, group: Group) -> None:
        """`Handler.handle`."""
        address = group.first.address
        old = await old_answers(self._context, address)
        if old.doubtful:
            await self._again(address)
        if old.kept:
            # A film may have to be fetched for it: what is said now does not wait for that.
            self._context.outbox.write(self._give(address))
        await self._router.handle(group)

    async def _again(self, address: Address) -> None:
        try:
            await post_again(self._context, address.conversation)
        except StoreUnavailable:
            raise
        except Exception:
            # Whatever keeps an old answer back, what is said now has its own.
            log.exception("old answer not posted", conversation=address.conversation)

    async def _give(self, address: Address) -> None:
        try:
            await give_kept(self._context, address)
        except Exception:
            log.exception("kept answer not posted", conversation=address.conversation)

    async def apologise(self, group: Group) -> None:
        """`Handler.apologise`."""
        await self._router.apologise(group)

    async def leave_out(self, newest: Group, count: int) -> None:
        """`Handler.leave_out`."""
        await self._router.leave_out(newest, count)

    async def flooded(self, newest: Group, count: int) -> None:
        """`Handler.flooded`."""
        await self._router.flooded(newest, count)
