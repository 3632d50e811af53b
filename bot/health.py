"""/healthz, /readyz and /metrics for whoever watches the process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    generate_latest,
)
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

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

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(await _figures(up, clock.now())),
            headers={"Content-Type": CONTENT_TYPE_LATEST},
        )

    app = web.Application()
    app.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics)]
    )
    return app


def _watched(up: Running) -> Mapping[str, Connection]:
    """The platforms that this process listens to: a worker only posts."""
    return {} if up.settings.reelay_role == "worker" else up.connections


def _silence(found: Connection, now: datetime) -> float | None:
    return None if found.heard is None else max(0.0, (now - found.heard).total_seconds())


def _state(found: Connection, now: datetime) -> dict[str, object]:
    silence = _silence(found, now)
    deaf = silence is not None and silence > DEAF_S
    trouble = found.trouble or ("nothing is heard from it" if deaf else "")
    return {
        "ready": found.connected and not deaf,
        "connected": found.connected,
        "last_heard": None if found.heard is None else found.heard.isoformat(timespec="seconds"),
        "silent_s": None if silence is None else round(silence, 1),
        "trouble": trouble,
    }


async def _figures(up: Running, now: datetime) -> CollectorRegistry:
    """The figures of this moment: what the tables hold, the platforms, and the process."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    jobs = Gauge("reelay_jobs", "Jobs that have not ended", ["kind", "state"], registry=registry)
    told = Counter(
        "reelay_jobs_ended",
        "Jobs that ended here since the start",
        ["kind", "state"],
        registry=registry,
    )
    for (sort, end), number in up.core.ledger.ended.items():
        told.labels(kind=sort, state=end).inc(number)
    connected = Gauge(
        "reelay_platform_connected", "1 while it is reached", ["platform"], registry=registry
    )
    silent = Gauge(
        "reelay_platform_silent_seconds",
        "Since the platform was heard last, -1 while it never was",
        ["platform"],
        registry=registry,
    )
    for name, found in _watched(up).items():
        silence = _silence(found, now)
        connected.labels(platform=name).set(found.connected)
        silent.labels(platform=name).set(-1 if silence is None else silence)
    waiting = Gauge("reelay_incoming_open", "Messages not understood yet", registry=registry)
    async with up.store.begin() as tx:
        for (kind, state), number in (await tx.jobs.counts()).items():
            jobs.labels(kind=kind, state=state).set(number)
        waiting.set(await tx.intake.count_open())
    return registry
