"""Run as a process of its own: relays 200 MB and prints by how many KB its peak memory grew.

Usage: python -m tests.core.nemo.relay_200mb upload|download URL
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from core.nemo.client import NemoClient, UploadSource
from tests.core.nemo.loopback import TOKEN, client_of

SIZE = 200 * 1024 * 1024
CHUNK = 64 * 1024


def _peak_kb() -> int:
    # Not ru_maxrss: that one survives exec, and would be the peak of the process that started us.
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1])


async def _file(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // CHUNK):
        yield bytes(CHUNK)


async def _relay(nemo: NemoClient, way: str, size: int) -> None:
    if way == "upload":
        await nemo.upload(TOKEN, "s-1", UploadSource("v.mp4", size, "video/mp4", _file(size)))
        return
    got = 0
    async with nemo.open_result(TOKEN, f"/out?size={size}", "r-1") as (announced, chunks):
        async for chunk in chunks:
            got += len(chunk)
    assert announced == got == size


async def _main(way: str, url: str) -> int:
    nemo = client_of(url)
    await _relay(nemo, way, 32 * CHUNK)
    before = _peak_kb()
    await _relay(nemo, way, SIZE)
    await nemo.aclose()
    return _peak_kb() - before


if __name__ == "__main__":
    sys.stdout.write(str(asyncio.run(_main(*sys.argv[1:]))))
