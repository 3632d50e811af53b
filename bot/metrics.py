"""The page that Prometheus reads: what this process counted, and what is so at this moment."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

from bot import __version__
from bot.app import Running
from core.chat import Connection
from core.store.store import StoreUnavailable


async def page(up: Running, connections: Mapping[str, Connection], now: datetime) -> bytes:
    """Every figure; without the database all but those that it holds."""
    moment = CollectorRegistry()
    ProcessCollector(registry=moment)
    GCCollector(registry=moment)
    _build(up, moment)
    _platforms(connections, now, moment)
    await _stored(up, now, moment)
    return generate_latest(up.core.metrics.registry) + generate_latest(moment)


def silence(found: Connection, now: datetime) -> float | None:
    """Seconds since a platform was heard; None while it never was."""
    return None if found.heard is None else max(0.0, (now - found.heard).total_seconds())


def _build(up: Running, registry: CollectorRegistry) -> None:
    facts = {
        "version": __version__,
        "python": platform.python_version(),
        "backend": up.settings.backend,
        "role": up.settings.reelay_role,
        "database": up.store.dialect,
    }
    build = Gauge("reelay_build_info", "1, with what runs here", list(facts), registry=registry)
    build.labels(**facts).set(1)


def _platforms(
    connections: Mapping[str, Connection], now: datetime, registry: CollectorRegistry
) -> None:
    connected = Gauge(
        "reelay_platform_connected", "1 while it is reached", ["platform"], registry=registry
    )
    silent = Gauge(
        "reelay_platform_silent_seconds",
        "Since the platform was heard last, -1 while it never was",
        ["platform"],
        registry=registry,
    )
    for name, found in connections.items():
        seconds = silence(found, now)
        connected.labels(platform=name).set(found.connected)
        silent.labels(platform=name).set(-1 if seconds is None else seconds)


async def _stored(up: Running, now: datetime, registry: CollectorRegistry) -> None:
    answers = Gauge("reelay_database_up", "1 while the database answers", registry=registry)
    try:
        async with up.store.read() as tx:
            counts, oldest = await tx.jobs.counts(), await tx.jobs.oldest()
            incoming = await tx.intake.count_open()
    except StoreUnavailable:
        return
    answers.set(1)
    jobs = Gauge("reelay_jobs", "Jobs that have not ended", ["kind", "state"], registry=registry)
    for (kind, state), number in counts.items():
        jobs.labels(kind=kind, state=state).set(number)
    age = Gauge(
        "reelay_oldest_job_seconds", "Age of the oldest job that has not ended", registry=registry
    )
    age.set(0 if oldest is None else max(0.0, (now - oldest).total_seconds()))
    waiting = Gauge("reelay_incoming_open", "Messages not understood yet", registry=registry)
    waiting.set(incoming)
