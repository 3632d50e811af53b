"""Uploads by URL: what is fetched, what is refused, and that nothing private is reached."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from studio.server import Studio, StudioConfig
from studio.server.fetch import is_public
from tests.studio.double import FastWorker, photo
from tests.studio.server.client import Client, client_of


@contextlib.asynccontextmanager
async def site(hits: list[str]) -> AsyncIterator[str]:
    """A loopback web server that notes every request."""

    async def serve(request: web.Request) -> web.Response:
        hits.append(request.path)
        if request.path == "/jump":
            raise web.HTTPFound("/photo.jpg")
        if request.path == "/away":
            raise web.HTTPFound("http://10.0.0.1/secret")
        if request.path == "/disguised":
            raise web.HTTPFound("http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/latest/meta-data")
        if request.path == "/round":
            raise web.HTTPFound("/round")
        if request.path == "/missing":
            raise web.HTTPNotFound
        if request.path == "/big":
            return web.Response(body=photo() + b"\0" * 100_000)
        return web.Response(body=photo())

    app = web.Application()
    app.router.add_get("/{name}", serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def fetch(client: Client, *urls: str) -> dict[str, object]:
    body = {"urls": list(urls), "source_type": "url"}
    answer: dict[str, object] = await client.post(client.upload_path, json=body)
    return answer


@pytest.mark.parametrize("name", ["photo.jpg", "jump"])
async def test_a_url_is_fetched_through_redirects(client: Client, name: str) -> None:
    """The file is named after the last address."""
    await client.begin()
    async with site([]) as base:
        assert (await fetch(client, f"{base}/{name}"))["code"] == 0
    (info,) = (await client.state())["video_infos"]
    assert (info["filename"], info["file_type"]) == ("photo.jpg", "image")


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:10.0.0.1]/x",
        "http://[fd00::1]/x",
        "http://[fe80::1]/x",
        "http://0.0.0.0/x",
        "http://224.0.0.1/x",
        "http://user@example.com/x",
        "http://2130706433.:0/x",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "gopher://example.com/",
        "http://",
        "nonsense",
        "http://[::1",
    ],
)
async def test_what_is_not_on_the_public_internet_is_refused(client: Client, url: str) -> None:
    """400, before any connection."""
    await client.begin()
    assert (await fetch(client, url))["code"] == 400


LOOPBACK = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "127.1",
    "0x7f000001",
    # Hosts that become an address only as the client normalises them.
    "①②⑦.0.0.1",
    "１２７.0.0.1",
    "127。0。0。1",
    "[::127.0.0.1]",
]


@pytest.mark.parametrize("host", LOOPBACK)
async def test_the_product_never_fetches_from_loopback(tmp_path: Path, host: str) -> None:
    """Literal or by name, the local server sees no request."""
    hits: list[str] = []
    async with (
        site(hits) as base,
        Studio.open(tmp_path, StudioConfig(), worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        port = base.rsplit(":", 1)[1]
        assert (await fetch(client, f"http://{host}:{port}/photo.jpg"))["code"] in (400, 4001)
    assert hits == []


async def test_a_redirect_to_a_private_address_is_refused(client: Client) -> None:
    """The check is repeated for every hop."""
    await client.begin()
    async with site([]) as base:
        assert (await fetch(client, f"{base}/away"))["code"] == 400
        assert (await fetch(client, f"{base}/disguised"))["code"] == 400
        assert (await fetch(client, f"{base}/round"))["code"] == 4001
        assert (await fetch(client, f"{base}/missing"))["code"] == 4001


async def test_a_download_over_the_limit_is_4002(tmp_path: Path) -> None:
    """Refused by its stated length, before it is read."""
    config = StudioConfig(fetch_allow_loopback=True, max_upload_bytes=10_000)
    async with (
        site([]) as base,
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        assert (await fetch(client, f"{base}/big"))["code"] == 4002


@pytest.mark.parametrize(
    "body",
    [{}, {"urls": []}, {"urls": "x", "source_type": "url"}, {"urls": [1], "source_type": "url"}],
)
async def test_a_malformed_list_of_urls_is_400(client: Client, body: object) -> None:
    """The list must hold addresses and say so."""
    await client.begin()
    assert (await client.post(client.upload_path, json=body))["code"] == 400


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2002:808:808::", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b:1::8.8.8.8", False),
        ("::ffff:0:8.8.8.8", False),
        ("::ffff:0:10.0.0.1", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("2001:470::5efe:a00:1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("169.254.169.254", False),
        ("100.100.100.200", False),
        ("168.63.129.16", False),
        ("192.0.0.192", False),
        ("5f00::1", False),
        ("fe80::1%eth0", False),
        ("255.255.255.255", False),
    ],
)
def test_public_means_reachable_from_anywhere(address: str, public: bool) -> None:
    """Seen through the IPv6 forms that hide an IPv4 address."""
    assert is_public(address) is public
