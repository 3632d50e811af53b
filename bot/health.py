"""/healthz, /readyz and /metrics for whoever watches the process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
from core.chat import Misconfigured
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)


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


def application(up: Running) -> web.Application:
    """The three pages."""

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True, "backend": up.settings.backend})

    async def ready(_request: web.Request) -> web.Response:
        try:
            await up.store.ping()
        except StoreUnavailable as error:
            log.warning("not ready", reason=str(error))
            return web.json_response({"ready": False, "database": False}, status=503)
        return web.json_response({"ready": True, "resumed": up.resumed})

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(await _figures(up)), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    app = web.Application()
    app.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics)]
    )
    return app


async def _figures(up: Running) -> CollectorRegistry:
    """The figures of this moment: what the tables hold, and the process."""
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
    waiting = Gauge("reelay_incoming_open", "Messages not understood yet", registry=registry)
    async with up.store.begin() as tx:
        for (kind, state), number in (await tx.jobs.counts()).items():
            jobs.labels(kind=kind, state=state).set(number)
        waiting.set(await tx.intake.count_open())
    return registry
