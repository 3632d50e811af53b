"""Finished videos, streamed by the real HTTP client from servers on loopback."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.metrics import Metrics
from core.nemo.client import NemoClient, Timeouts
from core.nemo.errors import (
    ConnectionLost,
    ExportBlocked,
    MalformedAnswer,
    NemoError,
    Refused,
    TooSlow,
    Unreached,
    UnsafeAddress,
)
from core.nemo.wire import Wire
from tests.core.nemo.loopback import (
    ATTRIBUTION,
    MP4,
    TOKEN,
    Loopback,
    StoppedClock,
    client_of,
    serve,
)

DOWNLOAD = "/api/render/proxy/r-1/download"
VIDEO = MP4 + bytes(range(256)) * 2000


@pytest.fixture
async def bucket() -> AsyncIterator[Loopback]:
    """Somebody else's server, on another port."""
    async with serve(Loopback()) as other:
        yield other


@pytest.fixture
async def nemo(backend: Loopback, bucket: Loopback) -> AsyncIterator[NemoClient]:
    """The real client, whose operator stands for the bucket."""
    client = client_of(backend.url, result_hosts=[bucket.url.removeprefix("http://")])
    yield client
    await client.aclose()


async def read(nemo: NemoClient, url: str | None) -> tuple[int | None, bytes]:
    """A whole result and its announced size."""
    async with nemo.open_result(TOKEN, url, "r-1") as (size, parts):
        return size, b"".join([part async for part in parts])


def file_answer(backend: Loopback, path: str, **headers: str) -> None:
    """Serve the video under this path."""
    backend.answer("GET", path, raw=VIDEO, headers={"Content-Type": "video/mp4", **headers})


@pytest.mark.parametrize("form", ["{}/out/r-1.mp4?sig=1", "/out/r-1.mp4?sig=1"])
async def test_result_on_the_apis_own_host_gets_the_token(
    backend: Loopback, nemo: NemoClient, form: str
) -> None:
    """Absolute or relative: the file comes whole, with the headers of every call."""
    file_answer(backend, "/out/r-1.mp4")
    assert await read(nemo, form.format(backend.url)) == (len(VIDEO), VIDEO)
    assert backend.seen[0].headers["authorization"].endswith("secret-of-a-user")
    assert backend.seen[0].headers["x-skill-source"]


def private(headers: dict[str, str]) -> set[str]:
    """The headers that only the API may see."""
    return {name for name in headers if name == "authorization" or name.startswith("x-skill")}


async def test_presigned_host_gets_neither_token_nor_attribution(
    backend: Loopback, bucket: Loopback, nemo: NemoClient
) -> None:
    """Another port is another host."""
    file_answer(bucket, "/r-1.mp4")
    assert (await read(nemo, f"{bucket.url}/r-1.mp4"))[1] == VIDEO
    assert private(bucket.seen[0].headers) == set()
    assert backend.seen == []


async def test_redirects_take_the_token_home_only(
    backend: Loopback, bucket: Loopback, nemo: NemoClient
) -> None:
    """API to bucket to API: the bucket sees nothing private, the API does."""
    there = {"Location": f"{bucket.url}/hop"}
    back = {"Location": f"{backend.url}/end"}
    backend.answer("GET", "/start", raw=b"", status=302, headers=there)
    bucket.answer("GET", "/hop", raw=b"", status=307, headers=back)
    file_answer(backend, "/end")
    assert (await read(nemo, f"{backend.url}/start"))[1] == VIDEO
    assert private(bucket.seen[0].headers) == set()
    assert [bool(private(seen.headers)) for seen in backend.seen] == [True, True]


@pytest.mark.parametrize(
    "url",
    [
        *("{bucket}/gone", "{bucket}/page", "{bucket}/empty", "{bucket}/loop", "{bucket}/nowhere"),
        *("http://127.0.0.1:1/x", "ftp://x/y", "http://[bad"),
    ],
)
async def test_result_that_fails_comes_through_the_download_route(
    backend: Loopback, bucket: Loopback, nemo: NemoClient, url: str
) -> None:
    """Expired, a web page, empty, a loop, unreachable, nonsense: the API's own route serves it."""
    file_answer(backend, DOWNLOAD)
    bucket.answer("GET", "/gone", raw=b"<Error>Expired</Error>", status=403)
    bucket.answer("GET", "/page", raw=b"<html>", headers={"Content-Type": "text/html"})
    bucket.answer("GET", "/empty", raw=b"")
    bucket.answer("GET", "/loop", raw=b"", status=302, headers={"Location": "/loop"})
    bad = {"Location": "http://[bad"}
    bucket.answer("GET", "/nowhere", raw=b"", status=302, headers=bad)
    assert (await read(nemo, url.format(bucket=bucket.url)))[1] == VIDEO
    assert backend.seen[-1].headers["authorization"]


async def test_result_without_an_address_comes_through_the_download_route(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A finished render that names no address can still be had."""
    file_answer(backend, DOWNLOAD)
    assert await read(nemo, None) == (len(VIDEO), VIDEO)


async def test_both_ways_failing_raises_what_the_api_says(
    backend: Loopback, nemo: NemoClient
) -> None:
    """The last word is the API's."""
    backend.answer("GET", DOWNLOAD, raw=b"", status=402)
    with pytest.raises(ExportBlocked):
        await read(nemo, "http://127.0.0.1:1/x")
    with pytest.raises(ExportBlocked):
        await read(nemo, None)


async def test_result_that_breaks_off_is_an_error(backend: Loopback, nemo: NemoClient) -> None:
    """Half a file is not delivered as a whole one."""

    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(VIDEO))})
        await response.prepare(request)
        await response.write(VIDEO[:1000])
        assert request.transport is not None
        request.transport.abort()
        return response

    backend.on("GET", "/half", half)
    with pytest.raises(ConnectionLost):
        await read(nemo, "/half")


async def test_result_of_unknown_size(backend: Loopback, nemo: NemoClient) -> None:
    """A chunked answer has no size, and its bytes all the same."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(VIDEO)
        return response

    backend.on("GET", "/chunked", handler)
    size, body = await read(nemo, "/chunked")
    assert size is None
    assert hashlib.sha256(body).digest() == hashlib.sha256(VIDEO).digest()


async def test_consumers_own_error_passes_unchanged(backend: Loopback, nemo: NemoClient) -> None:
    """A full disk while saving is not taken for a lost connection."""
    file_answer(backend, DOWNLOAD)
    with pytest.raises(OSError, match="disk") as raised:
        async with nemo.open_result(TOKEN, None, "r-1"):
            raise OSError("disk full")
    assert not isinstance(raised.value, NemoError | Unreached)


INWARDS = [
    *(
        "http://127.0.0.1:{port}/v.mp4",
        "http://[::1]:{port}/v.mp4",
        "http://localhost:{port}/v.mp4",
    ),
    *("http://[::ffff:127.0.0.1]:{port}/v.mp4", "http://127.1:{port}/v.mp4"),
    *("http://2130706433:{port}/v.mp4", "http://0x7f000001:{port}/v.mp4", "http://0:{port}/v.mp4"),
    *("http://169.254.169.254/v.mp4", "http://10.1.2.3/v.mp4", "http://192.168.1.1/v.mp4"),
    *(
        "http://[fd00:ec2::254]/v.mp4",
        "http://[64:ff9b::7f00:1]:{port}/v.mp4",
        "http://[fe80::1]/v",
    ),
    *("http://metadata.google.internal/v.mp4", "http://metadata/v.mp4", "http://100.100.100.200/v"),
    "http://①②⑦.0.0.1:{port}/v.mp4",
]


@pytest.mark.parametrize("url", INWARDS)
@pytest.mark.parametrize("way", ["at once", "by a redirect"])
async def test_address_that_points_inwards_is_neither_fetched_nor_shown(
    backend: Loopback, way: str, url: str
) -> None:
    """Nobody inside is asked; the API's own route serves the video."""
    nemo = client_of(backend.url)
    file_answer(backend, DOWNLOAD)
    async with serve(Loopback()) as inside:
        file_answer(inside, "/v.mp4")
        url = url.format(port=inside.url.rpartition(":")[2])
        assert await nemo.public_url(url) == ""
        backend.answer("GET", "/hop", raw=b"", status=302, headers={"Location": url})
        assert (await read(nemo, "/hop" if way == "by a redirect" else url))[1] == VIDEO
        assert inside.seen == []
    assert backend.seen[-1].path == DOWNLOAD
    await nemo.aclose()


async def test_redirect_of_the_apis_own_route_inwards_is_refused(backend: Loopback) -> None:
    """When the last way points inwards too, that is the error."""
    nemo = client_of(backend.url)
    inwards = {"Location": "http://169.254.169.254/latest/meta-data"}
    backend.answer("GET", DOWNLOAD, raw=b"", status=302, headers=inwards)
    with pytest.raises(UnsafeAddress):
        await read(nemo, None)
    await nemo.aclose()


@pytest.mark.parametrize("named", ["127.0.0.1", "127.0.0.1:{port}"])
async def test_hosts_that_the_operator_stands_for_are_fetched(
    backend: Loopback, bucket: Loopback, named: str
) -> None:
    """With or without a port; another host stays out."""
    nemo = client_of(backend.url, result_hosts=[named.format(port=bucket.url.rpartition(":")[2])])
    file_answer(bucket, "/v.mp4")
    assert (await read(nemo, f"{bucket.url}/v.mp4"))[1] == VIDEO
    await nemo.aclose()


async def test_name_is_resolved_once_and_refused_with_any_inner_address(backend: Loopback) -> None:
    """A name that also leads inwards is refused, whatever it says the next time."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34", "127.0.0.1"] if len(asked) == 1 else ["127.0.0.1"]

    nemo = client_of(backend.url, resolve=rebinding)
    file_answer(backend, DOWNLOAD)
    async with serve(Loopback()) as inside:
        url = f"http://cdn.example:{inside.url.rpartition(':')[2]}/v.mp4"
        for _ in range(2):
            assert (await read(nemo, url))[1] == VIDEO
        assert inside.seen == []
    assert asked == ["cdn.example"] * 2
    await nemo.aclose()


async def test_proxy_of_the_environment_is_asked_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """It compares certificates with names; what is known to lead inwards does not get there."""

    async def public(host: str, port: int) -> list[str]:
        return ["93.184.216.34"]

    async with serve(Loopback()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        nemo = client_of("http://api.example", resolve=public)
        file_answer(proxy, "/v.mp4")
        assert (await read(nemo, "http://cdn.example:8080/v.mp4?x=1"))[1] == VIDEO
        (seen,) = proxy.seen
        assert seen.path == "http://cdn.example:8080/v.mp4?x=1"
        with pytest.raises(NemoError):
            await read(nemo, "http://10.0.0.1/v.mp4")
        assert "10.0.0.1" not in repr([one.path for one in proxy.seen])
        await nemo.aclose()


async def test_connection_goes_to_the_number_in_the_names_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks the name up again, and the certificate has to be the name's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    hosts: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        hosts.append(request.host)
        return web.Response(body=VIDEO)

    async with served_as("cdn.example", tmp_path, handler) as port:
        wire = Wire(
            "http://api.example",
            attribution=ATTRIBUTION,
            timeouts=Timeouts(),
            max_streams=1,
            max_transfers=1,
            max_waiting=1,
            clock=StoppedClock(),
            metrics=Metrics(),
        )
        for name, fits in (("cdn.example", True), ("other.example", False)):
            request = wire.request(
                wire.direct,
                "GET",
                httpx.URL(f"https://{name}:{port}/v.mp4"),
                TOKEN,
                read=5.0,
                connect_to="127.0.0.1",
            )
            if fits:
                assert (await wire.direct.send(request)).content == VIDEO
            else:
                with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                    await wire.direct.send(request)
        await wire.aclose()
    assert hosts == [f"cdn.example:{port}"]


@asynccontextmanager
async def served_as(
    name: str, folder: Path, handler: Callable[[web.Request], Awaitable[web.Response]]
) -> AsyncIterator[int]:
    """The port of a TLS server on loopback with a certificate for this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    plain = serialization.NoEncryption()
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(secret)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    app = web.Application()
    app.router.add_get("/v.mp4", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://cdn.example/v.mp4", True),
        ("http://93.184.216.34/v.mp4", True),
        ("https://nobody-knows.example/v.mp4", True),
        ("/v.mp4", False),
        ("ftp://cdn.example/v.mp4", False),
        ("javascript:alert(1)", False),
        ("http://[bad", False),
        ("", False),
    ],
)
async def test_only_public_web_addresses_are_shown(
    backend: Loopback, url: str, shown: bool
) -> None:
    """A link for a person leads to the web, or is not given."""

    async def names(host: str, port: int) -> list[str]:
        if host.startswith("nobody"):
            raise OSError("unknown name")
        return ["93.184.216.34"]

    nemo = client_of(backend.url, resolve=names)
    assert await nemo.public_url(url) == (url if shown else "")
    await nemo.aclose()


XML = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'


async def test_error_page_that_calls_itself_a_video_is_none(
    backend: Loopback, bucket: Loopback, nemo: NemoClient
) -> None:
    """The first bytes count: the API's own route is tried, else it is an error."""
    mp4 = {"Content-Type": "video/mp4"}
    bucket.answer("GET", "/v.mp4", raw=XML, headers=mp4)
    file_answer(backend, DOWNLOAD)
    assert (await read(nemo, f"{bucket.url}/v.mp4"))[1] == VIDEO
    for body in (XML, b"", b"\x00" * 5, bytes(100)):
        backend.answer("GET", DOWNLOAD, raw=body, headers=mp4)
        with pytest.raises(MalformedAnswer):
            await read(nemo, f"{bucket.url}/v.mp4")


@pytest.mark.parametrize(
    "start", [MP4, b"\x00\x00\x00\x08wide....", b"\x1a\x45\xdf\xa3" + bytes(8), b"RIFF....AVI "]
)
async def test_every_kind_of_video_is_one(
    backend: Loopback, nemo: NemoClient, start: bytes
) -> None:
    """MP4, MOV, WebM, MKV and AVI, also when the first bytes come one by one."""

    async def slowly(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
        await response.prepare(request)
        for byte in start:
            await response.write(bytes([byte]))
        return response

    backend.on("GET", "/v", slowly)
    assert (await read(nemo, "/v"))[1] == start


class Ticking(StoppedClock):
    """A clock that goes on by so many seconds whenever it is looked at."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._seconds = 0.0

    def monotonic(self) -> float:
        self._seconds += self._step
        return self._seconds


def drips(backend: Loopback, piece: bytes, count: int) -> None:
    """Serve a video in so many pieces, one packet each."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        await response.prepare(request)
        await response.write(MP4)
        with suppress(ConnectionError):  # the reader has given up
            for _ in range(count):
                await response.write(piece)
                await asyncio.sleep(0)
        return response

    backend.on("GET", "/v", handler)


async def test_dripping_result_is_given_up(backend: Loopback) -> None:
    """Under 16 KiB a second over 30 s: no waiting for the rest of an endless film."""
    nemo = client_of(backend.url, clock=Ticking(1.0))
    drips(backend, b"x", 1_000_000)
    with pytest.raises(TooSlow) as raised:
        await read(nemo, "/v")
    assert not isinstance(raised.value, Refused)
    await nemo.aclose()


async def test_result_that_takes_a_quarter_of_an_hour_is_given_up(backend: Loopback) -> None:
    """Fast enough at every moment, and yet never there."""
    nemo = client_of(backend.url, clock=Ticking(1.5))
    drips(backend, bytes(2 << 20), 200)
    with pytest.raises(TooSlow, match="900 s"):
        await read(nemo, "/v")
    await nemo.aclose()


async def test_time_of_the_reader_is_not_held_against_the_server(backend: Loopback) -> None:
    """A disk or chat that takes its time makes no server slow."""
    clock = Ticking(0.0)
    nemo = client_of(backend.url, clock=clock)
    drips(backend, b"x" * 100, 50)
    async with nemo.open_result(TOKEN, "/v", "r-1") as (_, chunks):
        async for _ in chunks:
            clock._seconds += 10.0
    await nemo.aclose()


PICTURE = b"\xff\xd8\xff\xe0" + bytes(2_000)


async def test_a_picture(nemo: NemoClient, backend: Loopback, bucket: Loopback) -> None:
    """It is told by its first bytes; only the API's own host gets the token."""
    backend.answer("GET", "/api/preview/nemo_agent/me/s-1", raw=PICTURE)
    bucket.answer("GET", "/still", raw=b"\x89PNG\r\n\x1a\n" + bytes(9))
    assert await nemo.preview(TOKEN, "s-1") == ("jpg", PICTURE)
    found = await nemo.picture(TOKEN, f"{bucket.url}/still")
    assert found.ending == "png"
    assert "authorization" in backend.seen[-1].headers
    assert "authorization" not in bucket.seen[-1].headers


@pytest.mark.parametrize(
    "data", [MP4, b"<svg/>" + bytes(20), b"GIF89a" + bytes(20), PICTURE[:4] + bytes(5_000_000)]
)
async def test_no_picture(nemo: NemoClient, backend: Loopback, data: bytes) -> None:
    """Something else, or something that is far too large for one."""
    backend.answer("GET", "/still", raw=data)
    with pytest.raises(MalformedAnswer):
        await nemo.picture(TOKEN, "/still")


async def test_a_picture_inside_the_network(nemo: NemoClient) -> None:
    """An address that the backend names is no way into it."""
    with pytest.raises(UnsafeAddress):
        await nemo.picture(TOKEN, "http://127.0.0.1:1/still.jpg")
