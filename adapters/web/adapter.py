"""The life cycle of the page: listen, sweep, let go."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

from adapters.listening import Listener
from adapters.mini_app import Host
from adapters.web.access import Access, Doors
from adapters.web.admin import Operations
from adapters.web.chat import WebChat
from adapters.web.files import Files
from adapters.web.mirror import Mirrored
from adapters.web.parse import PLATFORM
from adapters.web.rooms import Rooms
from adapters.web.server import application
from core.chat import Adapter, Connection, CoreService, Misconfigured, Profile
from core.clock import Clock
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)

LOOK_S: Final = 60.0
# Files are swept at every so many looks.
SWEPT: Final = 10
# 200 people with the page open, each with a stream and a call or two.
CONNECTIONS: Final = 1000
IDLE_S: Final = 75.0


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the page is served, who may come in, where files lie; `limit` bytes an upload."""

    folder: Path
    port: int = 8080
    doors: Doors = field(default_factory=Doors)
    limit: int = 200 * 1024 * 1024
    studio: bool = False


class WebAdapter:
    """The page; `chat` works as soon as this exists."""

    def __init__(self, settings: WebSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._rooms = Rooms()
        self._files = Files(settings.folder, clock, limit=settings.limit)
        self.chat = WebChat(self._files, self._rooms, self.operators_link)
        self.connection = Connection()
        self.serving = asyncio.Event()
        """Set once the page can be opened."""
        self.operations = Operations()
        """What the operator's page shows beside core; given before `run`."""
        self.host: Host | None = None
        """The platform whose app opens the page too; given before `run`."""
        self._guests_from: list[str] = []
        self._access: Access | None = None

    @property
    def access(self) -> Access:
        """Who comes in; there once core keeps house for the chat."""
        if self._access is None:
            keys = self.chat.transcript.secrets("page")
            doors = self._settings.doors
            outside = doors.address(self._settings.port)
            self._access = Access(doors, self._clock, keys, outside=outside)
        return self._access

    @property
    def address(self) -> str:
        """The address by which the page is opened."""
        settings = self._settings
        return settings.doors.address(settings.port) or f"http://127.0.0.1:{settings.port}"

    @property
    def local(self) -> bool:
        """Whether it is for browsers on this machine alone."""
        doors = self._settings.doors
        return doors.local and not doors.url

    def invitation(self) -> str:
        """The address with a code that lets one browser in."""
        return f"{self.address}/#{self.access.pairing()}"

    def operators_link(self) -> str:
        """The address with a code that makes one browser an admin's."""
        return f"{self.address}/#{self.access.pairing(admin=True)}"

    def beside(self, adapter: Adapter) -> Adapter:
        """The adapter of a platform whose app opens the page: what is posted there is shown here.

        Any other as it is, and all where the page has no https address.
        """
        url = self._settings.doors.url
        if not isinstance(adapter, Host) or not url.startswith("https://"):
            return adapter
        adapter.opens(f"{url}/")
        self.host = adapter
        self._guests_from.append(adapter.chat.platform)
        return Mirrored(adapter, self.chat)

    async def run(self, service: CoreService) -> None:
        """Serve the page until cancelled; raises Misconfigured for a port that is taken."""
        await self._files.prepare()
        listener = Listener(CONNECTIONS)
        app = application(
            service,
            self.chat,
            self._files,
            self._rooms,
            self.access,
            self._clock,
            self.operations,
            studio=self._settings.studio,
            host=self.host,
        )
        app.middlewares.insert(0, listener.in_time)
        runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=IDLE_S, handler_cancellation=True
        )
        await runner.setup()
        host, port = self._settings.doors.host, self._settings.port
        try:
            async with listener.listening(runner, host, port):
                log.info("page_listens", address=self.address)
                self.serving.set()
                for look in itertools.count():
                    self.connection.hears(self._clock.now())
                    if look % SWEPT == 0:
                        await self._sweep()
                    await self._clock.sleep(LOOK_S)
        except OSError as error:
            raise Misconfigured(
                f"port {port} for the page cannot be had ({error.strerror}): "
                "set REELAY_WEB_PORT to a free one, or to 0"
            ) from error
        finally:
            self.connection.lost("stopped")
            self._rooms.close()
            await runner.cleanup()

    async def check(self) -> Profile:
        """There is always a page."""
        return Profile(PLATFORM, self.address)

    async def close(self) -> None:
        """Hang up on the pages that are open."""
        self._rooms.close()

    async def _sweep(self) -> None:
        try:
            shown = await self.chat.transcript.files()
            needed = await self.chat.transcript.needed(PLATFORM, *self._guests_from)
            await self._files.sweep(shown, needed)
        except (StoreUnavailable, OSError) as error:
            log.warning("files not swept", error=str(error))
