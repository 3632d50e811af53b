"""A studio: the whole embedded backend, opened on a data folder and closed again."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from aiohttp import web
from aiohttp.typedefs import Middleware

from studio.agent.agent import respond
from studio.agent.context import Agent
from studio.clock import Clock, SystemClock
from studio.server.accounts import DAY_S, Accounts
from studio.server.audit import AuditLog
from studio.server.chat import Chat, Stream, stream
from studio.server.config import StudioConfig
from studio.server.database import Database
from studio.server.folder import data_folder
from studio.server.guard import guard
from studio.server.library import Library
from studio.server.media_worker import MediaWorker
from studio.server.previews import Previews
from studio.server.quota import Quota
from studio.server.renders import Renders
from studio.server.routes import Routes
from studio.server.sessions import Sessions
from studio.server.slots import Slots
from studio.server.turns import Turns
from studio.server.uploads import Uploads

MAX_BODY = 4_000_000


class Studio:
    """`async with Studio.open(data_dir, config) as studio: studio.url`."""

    def __init__(
        self,
        *,
        app: web.Application,
        config: StudioConfig,
        accounts: Accounts,
        sessions: Sessions,
        audit: AuditLog,
    ) -> None:
        self._app = app
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        self._site: web.SockSite | None = None
        self._port = config.port
        self.secret = config.secret
        self.accounts = accounts
        self.sessions = sessions
        self.audit = audit

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        data_dir: Path,
        config: StudioConfig | None = None,
        *,
        clock: Clock | None = None,
        worker: MediaWorker | None = None,
        agent: Agent = respond,
        middlewares: Sequence[Middleware] = (),
        stream: Stream = stream,
    ) -> AsyncIterator[Studio]:
        """Start a studio on `data_dir`, listening on 127.0.0.1; closed on leaving.

        What lay in the folder is there again: users, sessions, drafts, credits; renders that
        were queued or running are taken up. Credits that a killed turn had reserved are free.
        OSError when the port is taken, or the folder by another studio. `middlewares` see every
        call under the name of its route, before its handler; `stream` writes the answer to a
        prompt.
        """
        parts = _Parts(clock or SystemClock(), worker or _worker(), agent, middlewares, stream)
        async with AsyncExitStack() as stack:
            studio = await cls._build(stack, data_dir, config or StudioConfig(), parts)
            await studio.start_listening()
            stack.push_async_callback(studio._runner.cleanup)
            yield studio

    @classmethod
    async def _build(
        cls, stack: AsyncExitStack, data_dir: Path, config: StudioConfig, parts: _Parts
    ) -> Studio:
        stack.enter_context(data_folder(data_dir))
        clock, worker = parts.clock, parts.worker
        database = await Database.open(data_dir / "studio.sqlite3")
        stack.push_async_callback(database.close)
        accounts = Accounts(database, clock, config)
        sessions = Sessions(database, clock)
        library = Library(database, clock, data_dir / "media")
        audit = AuditLog(database)
        await sessions.recover()
        for account in config.accounts:
            await accounts.add(account.token, account.credits)
        renders = Renders(database, library, worker, config, clock, data_dir / "results")
        turns = Turns(sessions, library, config, clock, worker, parts.agent)
        await renders.start()
        stack.push_async_callback(renders.close)
        stack.push_async_callback(turns.close)
        slots = Slots(config.media_slots, config.max_waiting_files)
        previews = Previews(sessions, library, worker, slots, data_dir / "previews")
        sweeper = asyncio.create_task(_sweep(sessions, (renders, library, previews), config, clock))
        stack.push_async_callback(_ended, sweeper)
        routes = Routes(
            accounts=accounts,
            sessions=sessions,
            library=library,
            uploads=Uploads(
                library,
                worker,
                slots,
                Quota(database, config, data_dir),
                config,
                data_dir / "spool",
            ),
            chat=Chat(sessions, turns, config, parts.stream),
            renders=renders,
            previews=previews,
            config=config,
        )
        app = _application(routes, (guard(config.secret), *parts.middlewares))
        return cls(app=app, config=config, accounts=accounts, sessions=sessions, audit=audit)

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end; the value for NEMO_API_URL."""
        return f"http://127.0.0.1:{self._port}"

    async def add_account(self, credits: int = 500, *, token: str | None = None) -> str:
        """Make a registered user whose token never expires, and give the token."""
        token = token or f"nmv_usr_{secrets.token_urlsafe(32)}"
        await self.accounts.add(token, credits)
        return token

    async def set_credits(self, token: str, credits: int) -> None:
        """What the owner of this token has available from now on."""
        user = await self.accounts.user_of(token)
        await self.accounts.set_credits(user.id, credits)

    async def expire_tokens(self) -> None:
        """Every anonymous token answers 1001 from now on."""
        await self.accounts.expire_tokens()

    async def lose_sessions(self) -> None:
        """Every session answers 1002 from now on."""
        await self.sessions.lose_all()

    async def stop_listening(self) -> None:
        """Refuse connections, as an outage does; running work goes on."""
        if self._site is not None:
            await self._site.stop()
            self._site = None
            for connection in list(self._runner.server.connections if self._runner.server else ()):
                if connection.transport is not None:
                    connection.transport.abort()

    async def start_listening(self) -> None:
        """Listen, on the same port as before when there was one."""
        if self._site is not None:
            return
        if self._runner.server is None:
            await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", self._port), backlog=1024)
        self._port = listener.getsockname()[1]
        self._site = web.SockSite(self._runner, listener)
        await self._site.start()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a caller may put in the place of the studio's own."""

    clock: Clock
    worker: MediaWorker
    agent: Agent
    middlewares: Sequence[Middleware]
    stream: Stream


def _worker() -> MediaWorker:
    """The real one; imported late, since whoever brings another needs no libav."""
    from studio.server.worker_processes import WorkerProcesses

    return WorkerProcesses()


def _application(routes: Routes, middlewares: Sequence[Middleware]) -> web.Application:
    """Every call of the wire, each a route of that name, behind the guard."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=middlewares)
    for method, path, call, handler in routes.table():
        app.router.add_route(method, path, handler, name=call)
    return app


class _Keeper(Protocol):
    async def forget(self, session_id: str) -> None: ...


async def _sweep(
    sessions: Sessions, keepers: Sequence[_Keeper], config: StudioConfig, clock: Clock
) -> None:
    """Once a day: sources and results of projects that nobody used for long are removed."""
    while True:
        for session_id in await sessions.older_than(config.keep_days * DAY_S):
            for keeper in keepers:
                await keeper.forget(session_id)
            await sessions.delete(session_id)
        await clock.sleep(DAY_S)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
