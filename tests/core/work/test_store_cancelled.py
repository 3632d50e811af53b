"""Cancelling a task in the middle of a transaction."""

from __future__ import annotations

import asyncio

from tests.core.bench import Bench


async def test_the_store_outlives_any_cancellation(bench: Bench) -> None:
    """Wherever a transaction is cut off, the next one goes through, and nothing half is kept."""
    await bench.open()

    async def write(n: int) -> None:
        async with bench.store.begin() as tx:
            await tx.intake.put_note("a", str(n))
            await tx.intake.put_note("b", str(n))

    for steps in range(120):
        task = asyncio.create_task(write(steps))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(5), bench.store.begin() as tx:
            assert await tx.intake.note("a") == await tx.intake.note("b")
