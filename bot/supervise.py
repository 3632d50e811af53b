"""Platforms kept up: one that stops is started again, while the others go on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from bot.app import Running
from core.chat import Adapter, Misconfigured
from core.clock import Clock, SystemClock

log = structlog.get_logger(__name__)

BACKOFF_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
# What ran this long before it stopped starts anew with the shortest wait.
STEADY_S = 300.0


async def serve(up: Running, adapters: Sequence[Adapter], clock: Clock | None = None) -> None:
    """Take messages in on every adapter until cancelled, or until the input of all has ended.

    Whatever ends one is logged, shown by its connection and tried again. Misconfigured is raised
    when no platform is left that was ever reached or still may be: a refused token alone.
    A worker takes none in: it runs jobs until it is cancelled.
    """
    if up.settings.reelay_role == "worker":
        await asyncio.Event().wait()
    platforms = _Platforms(up, adapters, clock or SystemClock())
    await platforms.run()


class _Platforms:
    def __init__(self, up: Running, adapters: Sequence[Adapter], clock: Clock) -> None:
        self._up = up
        self._adapters = adapters
        self._clock = clock
        self._ended: set[str] = set()
        self._refusals: dict[str, Misconfigured] = {}
        self._over = asyncio.Event()

    async def run(self) -> None:
        tasks = [
            asyncio.create_task(self._keep_up(adapter), name=adapter.chat.platform)
            for adapter in self._adapters
        ]
        try:
            await self._over.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for refusal in self._refusals.values():
            raise refusal

    async def _keep_up(self, adapter: Adapter) -> None:
        name = adapter.chat.platform
        failures = 0
        while True:
            begun = self._clock.monotonic()
            try:
                await adapter.run(self._up.core)
            except Exception as error:
                adapter.connection.lost(_said(error))
                if self._clock.monotonic() - begun > STEADY_S:
                    failures = 0
                self._note(name, adapter, error, BACKOFF_S[min(failures, len(BACKOFF_S) - 1)])
            else:
                self._ended.add(name)
                self._look()
                return
            await self._clock.sleep(BACKOFF_S[min(failures, len(BACKOFF_S) - 1)])
            failures += 1

    def _note(self, name: str, adapter: Adapter, error: Exception, seconds: float) -> None:
        # OSError: the port of a webhook is taken, for one. What was read from a platform's
        # network never gets here; adapters wait for it.
        if isinstance(error, Misconfigured | OSError):
            self._refusals[name] = Misconfigured(f"{name}: {error}")
            self._look()
            if not self._over.is_set():  # else that sentence is the last one, and enough
                log.error("platform stopped", platform=name, reason=str(error), again_in=seconds)
        else:
            log.error("platform stopped", platform=name, again_in=seconds, exc_info=error)

    def _look(self) -> None:
        """It is over when each has come to its end, or was refused before it ever was reached."""
        if all(map(self._is_over, self._adapters)):
            self._over.set()

    def _is_over(self, adapter: Adapter) -> bool:
        name = adapter.chat.platform
        return name in self._ended or (name in self._refusals and not adapter.connection.begun)


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, Misconfigured) else f"stopped: {type(error).__name__}"
