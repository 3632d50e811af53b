"""/healthz, /readyz and /metrics for whoever watches the process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot import metrics
from bot.app import Running
from core.chat import Connection, Misconfigured
from core.clock import Clock, SystemClock
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)

# Each platform is heard at least once a minute: polls of 50 s, heartbeats of 41 s, looks of 60 s.
DEAF_S = 150.0


@asynccontextmanager
async def watched(up: Running, host: str, port: int) -> AsyncIterator[str]:
    """Serve health and metrics while the block runs; gives the address, empty when port is 0.

    Raises Misconfigured when the port cannot be had.
    """
    if not port:
        yield ""
        return
    runner = web.AppRunner(application(up), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise Misconfigured(
                f"Port {port} for health and metrics cannot be had ({error.strerror}): "
                "set REELAY_HTTP_PORT to a free one, or to 0"
            ) from error
        log.info("health", address=site.name)
        yield site.name
    finally:
        await runner.cleanup()


def application(up: Running, clock: Clock | None = None) -> web.Application:
    """The three pages; `/readyz` is red while a platform is not reached, or silent for long."""
    clock = clock or SystemClock()

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True, "backend": up.settings.backend})

    async def ready(_request: web.Request) -> web.Response:
        now = clock.now()
        platforms = {name: _state(found, now) for name, found in _watched(up).items()}
        database = True
        try:
            await up.store.ping()
        except StoreUnavailable as error:
            log.warning("not ready", reason=str(error))
            database = False
        fine = database and all(state["ready"] for state in platforms.values())
        shown = {
            "ready": fine,
            "database": database,
            "resumed": up.resumed,
            "platforms": platforms,
        }
        return web.json_response(shown, status=200 if fine else 503)

    async def figures(_request: web.Request) -> web.Response:
        page = await metrics.page(up, _watched(up), clock.now())
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", figures)]
    )
    return app


def _watched(up: Running) -> Mapping[str, Connection]:
    """The platforms that this process listens to: a worker only posts."""
    return {} if up.settings.reelay_role == "worker" else up.connections


def _state(found: Connection, now: datetime) -> dict[str, object]:
    silence = metrics.silence(found, now)
    deaf = silence is not None and silence > DEAF_S
    trouble = found.trouble or ("nothing is heard from it" if deaf else "")
    return {
        "ready": found.connected and not deaf,
        "connected": found.connected,
        "last_heard": None if found.heard is None else found.heard.isoformat(timespec="seconds"),
        "silent_s": None if silence is None else round(silence, 1),
        "trouble": trouble,
    }
