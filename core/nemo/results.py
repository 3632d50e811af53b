"""A finished video on its way from wherever the backend put it: looked at before it is believed.

Neither the address that the backend names nor what answers there is trusted: each hop is checked
(`core.nemo.addresses`), the first bytes have to be a video's, and a server that drips is given up.
Source: docs/wire-api.md#export.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from typing import NamedTuple, cast

import httpx
import structlog
from pydantic import SecretStr

from core.clock import Clock
from core.nemo.errors import (
    MalformedAnswer,
    NemoError,
    Refused,
    TooSlow,
    Unreached,
)
from core.nemo.transport import is_coded, read_answer, typed_errors
from core.nemo.wire import Wire

_log = structlog.get_logger(__name__)
_CALL = "open_result"
_MAX_REDIRECTS = 5
_NO_FILE = ("text/", "application/json", "application/xml")
SNIFFED = 12
# The first box of an MP4 or MOV stands after its length.
_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp")
_WINDOW_S = 30.0
_SLOWEST = 16 * 1024
_LONGEST_S = 15 * 60.0
# One long pause alone is no drip: after a minute it is a lost connection.
_PAUSE_S = 10.0


class ResultStream(NamedTuple):
    """A result on its way: `size` in bytes where the server tells, `chunks` to be read once."""

    size: int | None
    chunks: AsyncIterator[bytes]


def is_video(start: bytes) -> bool:
    """Whether a file that begins like this is MP4, MOV, WebM, MKV or AVI."""
    if start[:4] == b"RIFF":
        return start[8:12] == b"AVI "
    return start[4:8] in _BOXES or start.startswith(b"\x1a\x45\xdf\xa3")


def picture_ending(start: bytes) -> str:
    """The ending of a picture's name by its first bytes: jpg, png or webp; empty for none."""
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if start[:4] == b"RIFF" and start[8:12] == b"WEBP" else ""


async def open_result(
    wire: Wire,
    client: httpx.AsyncClient,
    token: SecretStr,
    places: Sequence[str | None],
    expected: Callable[[bytes], object] = is_video,
) -> OpenResult:
    """The first of these addresses that gives a video; raises what the last of them says.

    `expected` says by the first bytes whether it is one, or what else is wanted. Addresses may be
    relative to the API. It is for the caller to close.
    """
    known = [place for place in places if place]
    for place in known[:-1]:
        try:
            return await _follow(wire, client, token, wire.absolute(place), expected)
        except NemoError as error:
            _log.info("result not at its address", error=str(error))
    return await _follow(wire, client, token, wire.absolute(known[-1]), expected)


async def _follow(
    wire: Wire,
    client: httpx.AsyncClient,
    token: SecretStr,
    url: httpx.URL,
    expected: Callable[[bytes], object],
) -> OpenResult:
    for _ in range(_MAX_REDIRECTS + 1):
        response = await _send(wire, client, token, url)
        try:
            if response.status_code == 200 and _may_be_a_file(response):
                return await OpenResult.of(response, wire.clock, expected)
            if not response.has_redirect_location:
                wire.check(await read_answer(response, _CALL), call=_CALL, token=token)
                raise MalformedAnswer("something other than a file", call=_CALL)
            with typed_errors(_CALL):
                # Not the response's address: that one holds the number that was connected to.
                url = url.join(response.headers["location"])
        except BaseException:
            await response.aclose()
            raise
        await response.aclose()
    raise Refused("too many redirects", call=_CALL)


async def _send(
    wire: Wire, client: httpx.AsyncClient, token: SecretStr, url: httpx.URL
) -> httpx.Response:
    """The answer of the first of the host's addresses that can be reached."""
    error: NemoError | None = None
    for address in await wire.guard.addresses(url) or ("",):
        client = wire.direct if address else client
        request = wire.request(
            client, "GET", url, token, read=wire.timeouts.read, connect_to=address
        )
        try:
            with typed_errors(_CALL):
                async with asyncio.timeout(wire.timeouts.until_answer(wire.timeouts.read)):
                    return await client.send(request, stream=True)
        except Unreached as unreached:
            error = unreached
    raise error or Unreached("no address", call=_CALL)


def _may_be_a_file(response: httpx.Response) -> bool:
    kind = response.headers.get("content-type", "").casefold()
    empty = response.headers.get("content-length") == "0"
    return not (kind.startswith(_NO_FILE) or empty or is_coded(response))


class OpenResult:
    """An answer whose first bytes are a video's; `size` in bytes where the server tells."""

    def __init__(self, response: httpx.Response, rest: _PacedBody, start: bytes) -> None:
        length = response.headers.get("content-length", "")
        self.size = int(length) if length.isdecimal() and len(length) < 16 else None
        self._response = response
        self._rest = rest
        self._start = start

    @classmethod
    async def of(
        cls, response: httpx.Response, clock: Clock, expected: Callable[[bytes], object]
    ) -> OpenResult:
        """Looks at the first bytes; raises MalformedAnswer when they are not as expected."""
        rest, start = _PacedBody(response, clock), b""
        try:
            while len(start) < SNIFFED and (chunk := await rest.next()) is not None:
                start += chunk
            if not expected(start):
                raise MalformedAnswer("a file of another kind", call=_CALL)
        except BaseException:
            await rest.aclose()
            raise
        return cls(response, rest, start)

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The file's bytes, once; raises ConnectionLost, TooSlow among it."""
        yield self._start
        while (chunk := await self._rest.next()) is not None:
            yield chunk

    async def aclose(self) -> None:
        """Hangs up."""
        await self._rest.aclose()
        await self._response.aclose()


class _PacedBody:
    """Reads a body as it comes, and gives up when it comes too slowly.

    Only the time spent waiting for the server counts against its pace.
    """

    def __init__(self, response: httpx.Response, clock: Clock) -> None:
        self._bytes = cast("AsyncGenerator[bytes, None]", response.aiter_raw())
        self._clock = clock
        self._end = clock.monotonic() + _LONGEST_S
        self._waited = 0.0
        self._came = 0

    async def next(self) -> bytes | None:
        """The next bytes, None at the end."""
        began = self._clock.monotonic()
        with typed_errors(_CALL):
            chunk = await anext(self._bytes, None)
        now = self._clock.monotonic()
        if chunk is None:
            return None
        self._waited += min(now - began, _PAUSE_S)
        self._came += len(chunk)
        if now > self._end:
            raise TooSlow(f"not there after {_LONGEST_S:.0f} s", call=_CALL)
        if self._waited >= _WINDOW_S:
            if self._came < _SLOWEST * self._waited:
                raise TooSlow(f"{self._came} bytes in {self._waited:.0f} s", call=_CALL)
            self._waited, self._came = 0.0, 0
        return chunk

    async def aclose(self) -> None:
        """Lets go of the bytes."""
        await self._bytes.aclose()
