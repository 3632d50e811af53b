"""The composition root: from settings to a running bot, and down again in order."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from urllib.parse import urlsplit

import structlog

from bot.charts import Painter
from bot.media import Workers
from bot.settings import NEMO_API, Settings
from bot.speech import SpeechServer
from core.chat import Adapter, Connection
from core.clock import Clock, SystemClock
from core.config import Caps, CoreConfig, Policy, Waits
from core.core import Core, Parts
from core.metrics import Metrics
from core.nemo.client import Attribution, NemoClient, Timeouts
from core.ratelimit import PaceSettings
from core.store.database import DatabaseError, parse_url
from core.store.store import Prepare, Store, StoreUnavailable
from core.store.vault import Vault, find_key
from core.work.answers.fetch import Inspector
from core.work.answers.media import Converter
from core.work.answers.previews import TimelineDrawer
from core.work.dispatch.local import LocalDispatch
from core.work.dispatch.protocol import Dispatch

if TYPE_CHECKING:  # with the cloud, the studio and its server are never imported
    from studio.server import ModelAccess, Studio, StudioConfig

log = structlog.get_logger(__name__)

# docs/decisions.md#work-that-survives: this many starts within this many seconds resume nothing.
LOOP_STARTS = 3
LOOP_SECONDS = 60.0
DRAIN_SECONDS = 20.0
FORGET_EVERY = 6 * 3600.0


class Media(Inspector, Converter, TimelineDrawer, Protocol):
    """Core's questions about files, answered."""


@runtime_checkable
class SignsIn(Protocol):
    """An adapter that cannot post before it has logged in."""

    async def login(self) -> None:
        """Log in, however long the platform is out of reach; raises what an operator must mend."""
        ...


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that is up; `studio` is None when the cloud makes the videos.

    `connections` says of each platform how it is reached.
    """

    core: Core
    store: Store
    settings: Settings
    studio: Studio | None
    resumed: bool
    connections: Mapping[str, Connection]


@asynccontextmanager
async def running(
    settings: Settings,
    adapters: Sequence[Adapter],
    *,
    clock: Clock | None = None,
    studio_config: StudioConfig | None = None,
    resume: bool | None = None,
    drain: float = DRAIN_SECONDS,
    media: Media | None = None,
) -> AsyncIterator[Running]:
    """A bot with these adapters, its core started; the adapters are not run yet.

    `resume` says whether open work is taken up, None decides by the start-loop guard. On leaving,
    running jobs have `drain` seconds. `media` looks into files, by default in worker processes.
    Raises DatabaseError and VaultError with what to do.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        store = await open_store(settings)
        stack.push_async_callback(store.close)
        if resume is None:
            # Workers of one database count the takeovers of a job instead.
            resume = store.claims.shared or await _not_looping(store, clock)
        studio = None
        if settings.backend == "studio":
            studio = await _studio(stack, settings, studio_config)
        metrics = Metrics()
        nemo = client(settings, studio, clock, metrics)
        stack.push_async_callback(nemo.aclose)
        speech = speech_server(settings)
        if speech is not None:
            await stack.enter_async_context(speech)
        if media is None:
            media = workers = Workers(clock)
            stack.push_async_callback(workers.close)
        parts = Parts(
            store=store,
            nemo=nemo,
            clock=clock,
            dispatch=_dispatch(settings, store, resume=resume),
            chats={adapter.chat.platform: adapter.chat for adapter in adapters},
            inspector=media,
            converter=media,
            drawer=media,
            spool=settings.reelay_data_dir / "spool",
            shared_token=settings.nemo_token if studio is None else None,
            metrics=metrics,
            painter=Painter(),
            transcriber=speech,
        )
        core = Core(parts, core_config(settings))
        # What is left in the drain is still told: connections to the platforms close after it.
        for adapter in adapters:
            stack.push_async_callback(adapter.close)
        stack.push_async_callback(core.stop, drain)
        if settings.reelay_role == "worker":
            await _sign_in(adapters)
        await core.start(resume=resume and settings.reelay_role != "worker")
        cleaning = asyncio.create_task(_forget(core, store, clock, settings.reelay_keep_days))
        stack.push_async_callback(_ended, cleaning)
        role = settings.reelay_role
        log.info("started", role=role, backend=settings.backend, resumed=resume)
        connections = {adapter.chat.platform: adapter.connection for adapter in adapters}
        yield Running(core, store, settings, studio, resume, connections)


async def _studio(stack: AsyncExitStack, settings: Settings, config: StudioConfig | None) -> Studio:
    """The embedded backend, closed with the stack; raises DatabaseError."""
    from studio.server import Costs, Studio, StudioConfig

    folder = settings.reelay_data_dir / "studio"
    config = config or StudioConfig(costs=Costs(generate=0, edit=0), ask=True)
    config = replace(config, secret=secrets.token_urlsafe(24), model=_model(settings))
    try:
        return await stack.enter_async_context(Studio.open(folder, config))
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(
            f"the studio cannot start in {folder} ({error}): "
            "make room there, or set REELAY_DATA_DIR to another folder"
        ) from error


def _model(settings: Settings) -> ModelAccess | None:
    """Who reads what the studio's rules leave over, where that is set."""
    from studio.server import ModelAccess

    if not settings.studio_llm_base_url:
        return None
    key = settings.studio_llm_api_key
    return ModelAccess(
        settings.studio_llm_base_url,
        settings.studio_llm_model,
        key.get_secret_value() if key is not None else "",
    )


async def open_store(settings: Settings) -> Store:
    """The database with its keys; raises DatabaseError and VaultError."""
    try:
        settings.reelay_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = f"{settings.reelay_data_dir} cannot be used: {error.strerror}"
        raise DatabaseError(f"{reason}; set REELAY_DATA_DIR to another folder") from error
    key_file = settings.reelay_data_dir / "reelay.key"
    found = find_key(settings.reelay_secret_key.get_secret_value(), key_file)
    if found.file is not None:
        log.info("secrets are sealed with a key file", file=str(found.file))
    url = parse_url(settings.database_url, settings.reelay_data_dir)
    store = await Store.open(url, Vault(found.keys), _engine_tables(url.get_backend_name()))
    try:
        await store.check_keys()
    except BaseException:
        await store.close()
        raise
    return store


def _engine_tables(database: str) -> Sequence[Prepare]:
    """What the dispatch needs in the database; nothing on SQLite, where rows are the queue."""
    if database == "sqlite":
        return ()
    try:
        from core.work.dispatch.postgres import schema
    except ImportError as error:
        raise DatabaseError(
            f"PostgreSQL needs {error.name}, which is not installed: pip install '.[scale]'"
        ) from error
    return (schema,)


def _dispatch(settings: Settings, store: Store, *, resume: bool) -> Dispatch:
    """Jobs run in this process or in any of several that share one; a gateway runs nothing."""
    url = parse_url(settings.database_url, settings.reelay_data_dir)
    if url.get_backend_name() == "sqlite":
        return LocalDispatch(store, resume=resume)
    from core.work.dispatch.postgres import PostgresDispatch

    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    work = settings.reelay_role != "gateway" and resume
    return PostgresDispatch(store, address, work=work)


async def _sign_in(adapters: Sequence[Adapter]) -> None:
    """A worker has no gateway connection, but some platforms want a login before the first post."""
    async with asyncio.TaskGroup() as group:
        for adapter in adapters:
            if isinstance(adapter, SignsIn):
                group.create_task(adapter.login(), name=adapter.chat.platform)


def client(
    settings: Settings, studio: Studio | None, clock: Clock, metrics: Metrics | None = None
) -> NemoClient:
    """The backend's client, for the cloud or for the studio."""
    return NemoClient(
        studio.url if studio is not None else settings.nemo_api_url or NEMO_API,
        settings.nemo_web_url,
        attribution=Attribution(
            settings.nemo_skill_source,
            settings.nemo_skill_version,
            settings.skill_platform,
            studio_secret=studio.secret if studio is not None else "",
        ),
        timeouts=Timeouts(silence=settings.reelay_silence_limit_s),
        clock=clock,
        result_hosts=sorted(settings.nemo_result_hosts),
        metrics=metrics,
    )


def speech_server(settings: Settings) -> SpeechServer | None:
    """Who writes voice notes down, where that is set."""
    if not settings.stt_base_url:
        return None
    return SpeechServer(settings.stt_base_url, settings.stt_api_key, settings.stt_model)


def core_config(settings: Settings) -> CoreConfig:
    """What core is told, from the settings."""
    studio = settings.backend == "studio"
    return CoreConfig(
        waits=Waits(
            text=settings.reelay_text_wait_s,
            settle=settings.reelay_settle_s,
            media=settings.reelay_media_wait_s,
            still_working=settings.reelay_still_working_s,
            silence=settings.reelay_silence_limit_s,
            turn=settings.reelay_turn_limit_s,
            recovery=settings.reelay_recovery_s,
            poll=settings.reelay_poll_s or (1.0 if studio else 30.0),
            polls=settings.reelay_poll_max or (900 if studio else 10),
        ),
        policy=Policy(
            users=settings.reelay_allowed_users,
            chats=settings.reelay_allowed_chats,
            admins=settings.reelay_admins,
            caps=Caps(
                settings.reelay_daily_turns,
                settings.reelay_daily_exports,
                settings.reelay_admins if settings.reelay_admins_exempt else frozenset(),
                settings.reelay_admins_exempt,
            ),
        ),
        pace=PaceSettings(
            settings.reelay_edit_private_s,
            settings.reelay_edit_group_s,
            settings.reelay_posts_per_s,
        ),
        upload_limit=settings.nemo_upload_limit_mb * 1024 * 1024,
        web_url="" if studio else settings.nemo_web_url.rstrip("/"),
        studio=studio,
        keep_days=settings.reelay_keep_days,
        speech_host=urlsplit(settings.stt_base_url).hostname or "",
        model_host=urlsplit(settings.studio_llm_base_url).hostname or "" if studio else "",
    )


async def _not_looping(store: Store, clock: Clock) -> bool:
    """Whether open work may be taken up: not when the bot keeps being started."""
    now = clock.now().timestamp()
    async with store.begin() as tx:
        starts = [
            t for t in json.loads(await tx.intake.note("starts") or "[]") if t > now - LOOP_SECONDS
        ]
        starts.append(now)
        await tx.intake.put_note("starts", json.dumps(starts))
    if len(starts) >= LOOP_STARTS:
        log.error("started too often: open work waits for --resume", starts=len(starts))
        return False
    return True


async def _ended(task: asyncio.Task[None]) -> None:
    """Cancel a task and wait until it has let go of the database, which is closed next."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _forget(core: Core, store: Store, clock: Clock, days: int) -> None:
    """Delete old work now and then; of several processes one at a time does it."""
    while True:
        try:
            async with store.claims.claimed("forget") as mine:
                jobs, messages = await core.ledger.forget(days) if mine else (0, 0)
        except StoreUnavailable as error:
            log.warning("old work not forgotten", error=str(error))
        else:
            if jobs or messages:
                log.info("old work forgotten", jobs=jobs, messages=messages)
        await clock.sleep(FORGET_EVERY)
