"""Connections: streams are spread over small clients, and no proxy stands before loopback."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack

import httpx
import pytest

from core.nemo.addresses import same_origin
from core.nemo.transport import READING_CLIENTS, READS_PER_CLIENT, ReadPool, StreamPool
from tests.core.nemo.loopback import TOKEN, Loopback, client_of


def pool(*, limit: int = 10, waiting: int = 10) -> StreamPool:
    """A pool with two streams a client."""
    return StreamPool(httpx.AsyncClient, limit=limit, waiting=waiting, per_client=2)


async def test_streams_are_spread_and_idle_clients_dropped() -> None:
    """Five streams need three clients of two; when they end, one client is kept."""
    streams = pool()
    async with AsyncExitStack() as stack:
        used = [await stack.enter_async_context(streams.client()) for _ in range(5)]
        assert streams.clients == 3
        assert max(used.count(client) for client in used) == 2
    assert streams.clients == 1
    await streams.aclose()
    assert streams.clients == 0


async def test_new_streams_fill_the_fullest_client() -> None:
    """A client that runs empty is not filled again while another has room."""
    streams = pool()
    async with AsyncExitStack() as full, streams.client() as kept:
        async with streams.client(), streams.client():
            assert streams.clients == 2
        assert streams.clients == 1
        assert await full.enter_async_context(streams.client()) is kept
    await streams.aclose()


async def test_reads_fill_the_first_client_that_has_room() -> None:
    """One after the other they share a client; many at once are spread, over so many at most."""
    reads, room = ReadPool(httpx.AsyncClient), READING_CLIENTS * READS_PER_CLIENT
    with reads.client() as first:
        pass
    with ExitStack() as stack:
        used = [stack.enter_context(reads.client()) for _ in range(room)]
        assert all(used.count(client) == READS_PER_CLIENT for client in used)
        more = [stack.enter_context(reads.client()) for _ in range(READING_CLIENTS)]
        assert {id(client) for client in more} == {id(client) for client in used}
    with reads.client() as again:
        assert again is first
    await reads.aclose()
    assert first.is_closed


async def test_waiting_streams_come_in_order() -> None:
    """Who waited first is served first."""
    streams, order = pool(limit=1), list[int]()

    async def one(number: int) -> None:
        async with streams.client():
            order.append(number)

    async with streams.client():
        tasks = [asyncio.create_task(one(number)) for number in range(5)]
        await asyncio.sleep(0)
        assert order == []
    await asyncio.gather(*tasks)
    assert order == [0, 1, 2, 3, 4]
    await streams.aclose()


async def test_loopback_is_reached_past_the_environments_proxy(
    backend: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy set for the outside world does not stand before the embedded backend."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    backend.answer("GET", "/api/credits/balance/simple", {"data": {"available": 3}})
    nemo = client_of(backend.url)
    assert (await nemo.credits(TOKEN)).available == 3
    await nemo.aclose()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("https://api.example/x", True),
        ("https://API.example:443/x", True),
        ("http://api.example/x", False),
        ("https://api.example:8443/x", False),
        ("https://api.example.evil/x", False),
        ("https://api.example@evil/x", False),
        ("https://bucket.api.example/x", False),
    ],
)
def test_only_the_exact_origin_is_the_apis_own(other: str, same: bool) -> None:
    """Scheme, host and port decide who gets the token."""
    assert same_origin(httpx.URL("https://api.example/v1"), httpx.URL(other)) is same
