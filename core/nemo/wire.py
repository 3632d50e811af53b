"""One HTTP exchange with the backend: headers, the token's limits, the answer's check."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from core.clock import Clock
from core.metrics import Metrics
from core.nemo import answers
from core.nemo.addresses import AddressGuard, Resolve, is_loopback, resolve, same_origin
from core.nemo.errors import NemoError, Refused, TokenRejected
from core.nemo.transport import (
    LARGE,
    ClientFactory,
    ReadPool,
    StreamPool,
    Timeouts,
    read_answer,
    typed_errors,
)

_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is calling: without these three headers exports answer 402.

    The embedded studio serves only who knows its `studio_secret`; empty for every other backend.
    """

    source: str
    version: str
    platform: str
    studio_secret: str = field(default="", repr=False)

    def headers(self) -> dict[str, str]:
        """As they go to the API's own host, and nowhere else."""
        headers = {
            "X-Skill-Source": self.source,
            "X-Skill-Version": self.version,
            "X-Skill-Platform": self.platform,
        }
        return headers | ({"X-Studio-Secret": self.studio_secret} if self.studio_secret else {})


class Wire:
    """Builds, sends and checks requests; owns the connections.

    `reads` keeps connections alive, `writes` never reuses one; `streams` and `transfers` are
    bounded pools for what lasts long.
    """

    def __init__(
        self,
        base_url: str,
        *,
        attribution: Attribution,
        timeouts: Timeouts,
        max_streams: int,
        max_transfers: int,
        max_waiting: int,
        clock: Clock,
        result_hosts: Sequence[str] = (),
        resolve: Resolve = resolve,
        metrics: Metrics,
    ) -> None:
        self.timeouts = timeouts
        self.clock = clock
        self._metrics = metrics
        self._base = httpx.URL(base_url.rstrip("/"))
        self._attribution = attribution.headers()
        # No proxy of the environment reaches this machine.
        trust_env, tls = not is_loopback(self._base), httpx.create_ssl_context()
        factory = ClientFactory(tls=tls, trust_env=trust_env)
        self.guard = AddressGuard(
            self._base,
            result_hosts,
            trust_env=trust_env,
            patience=timeouts.connect,
            resolve=resolve,
        )
        # For requests to an IP address that a name was looked up to: no proxy has a say in them.
        self.direct = ClientFactory(tls=tls, trust_env=False).make(keep_alive=False)
        self._reads = ReadPool(partial(factory.make, keep_alive=True))
        self._writes = factory.make(keep_alive=False)
        fresh = partial(factory.make, keep_alive=False)
        self.streams = StreamPool(fresh, limit=max_streams, waiting=max_waiting)
        self.transfers = StreamPool(fresh, limit=max_transfers, waiting=max_waiting)

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._reads.aclose()
        await self._writes.aclose()
        await self.direct.aclose()
        await self.streams.aclose()
        await self.transfers.aclose()

    async def get(
        self, call: str, path: str, token: SecretStr, *, within: float | None = None
    ) -> Any:
        """The JSON answer of a read; `within` is the longest pause before it in seconds."""
        wait = self.timeouts.read if within is None else within
        with self._reads.client() as client:
            request = self.request(client, "GET", path, token, read=wait)
            return await self.send(client, request, call, token, wait)

    async def post(
        self,
        call: str,
        path: str,
        token: SecretStr | None,
        body: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        read: float | None = None,
    ) -> Any:
        """The JSON answer of a call that may change something, on a connection of its own."""
        wait = self.timeouts.read if read is None else read
        request = self.request(
            self._writes,
            "POST",
            path,
            token,
            headers=(_JSON if body is not None else {}) | dict(headers or {}),
            content=None if body is None else encode(body),
            read=wait,
        )
        return await self.send(self._writes, request, call, token, wait)

    def request(
        self,
        client: httpx.AsyncClient,
        method: str,
        target: str | httpx.URL,
        token: SecretStr | None,
        *,
        read: float,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        connect_to: str = "",
    ) -> httpx.Request:
        """A request to a path of the API or to a full address.

        `connect_to` is the IP address to connect to in place of looking the host up.
        The token and our attribution go to the API's own origin only. Raises TokenRejected for a
        token that no header can carry; its characters would otherwise stand in the error.
        """
        url = target if isinstance(target, httpx.URL) else httpx.URL(f"{self._base}{target}")
        every = dict(headers or {})
        if same_origin(url, self._base):
            every |= self._attribution
            if token is not None:
                every["Authorization"] = f"Bearer {_sendable(token)}"
        extensions: dict[str, Any] = {"timeout": self.timeouts.of(read).as_dict()}
        if connect_to:
            # The certificate is still that of the host.
            every["Host"] = url.netloc.decode("ascii")
            extensions["sni_hostname"] = url.host
            url = url.copy_with(host=connect_to)
        return client.build_request(
            method, url, headers=every, content=content, extensions=extensions
        )

    def absolute(self, url: str) -> httpx.URL:
        """An address that the backend gave, which may be relative; raises Refused for nonsense."""
        with typed_errors("open_result"):
            return httpx.URL(f"{self._base}/").join(url)

    async def send(
        self,
        client: httpx.AsyncClient,
        request: httpx.Request,
        call: str,
        token: SecretStr | None,
        read: float | None = None,
    ) -> Any:
        """Sends once and gives the JSON answer, or raises its typed error.

        `read` is the longest pause before the answer; without it the sending takes its time.
        """
        limit = None if read is None else self.timeouts.until_answer(read)
        with self.timed(call):
            with typed_errors(call):
                async with asyncio.timeout(limit):
                    response = await client.send(request, stream=True)
            try:
                answer = await read_answer(response, call, within=self.timeouts.body)
            finally:
                await response.aclose()
            check = partial(self.check, answer, call=call, token=token)
            return await asyncio.to_thread(check) if len(answer.body) > LARGE else check()

    @contextmanager
    def timed(self, call: str) -> Iterator[None]:
        """Measures a call; what nobody waits for any more is not counted."""
        begun, outcome = self.clock.monotonic(), "ok"
        try:
            yield
        except NemoError as error:
            outcome = type(error).__name__
            raise
        except asyncio.CancelledError:
            outcome = ""
            raise
        finally:
            if outcome:
                self._metrics.called(call, outcome, self.clock.monotonic() - begun)

    def check(self, answer: answers.Answer, *, call: str, token: SecretStr | None) -> Any:
        """The answer's JSON; raises the typed error when it reports one."""
        hidden = (token.get_secret_value(),) if token is not None else ()
        return answers.check(answer, call=call, now=self.clock.now(), secrets=hidden)


def encode(body: Mapping[str, Any]) -> bytes:
    """JSON in ASCII, so that even half a character from a draft goes back as it came."""
    return json.dumps(body, separators=(",", ":")).encode("ascii")


def segment(identifier: str) -> str:
    """An id as one segment of a path; raises Refused for one that would change the path."""
    if identifier in ("", ".", ".."):
        raise Refused("not an id that the backend can have given")
    return quote(identifier, safe="")


def usable_header(value: str) -> bool:
    """Whether a header can carry this value."""
    return _HEADER_VALUE.fullmatch(value) is not None


def _sendable(token: SecretStr) -> str:
    value = token.get_secret_value()
    if not usable_header(value):
        raise TokenRejected("the token holds characters that no token has")
    return value
