"""What every request passes before its handler: the Host check, faults, errors as answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from studio.clock import Clock
from studio.server.chat import Dropped
from studio.server.envelope import WireError
from studio.server.faults import Delay, ExpireTokens, Faults, LoseSessions, Refuse, Reset
from studio.server.routes import FAULT, Handler
from studio.server.wire import refusal

log = structlog.get_logger(__name__)
LOCAL_HOSTS = ("127.0.0.1", "localhost")


class Front:
    """Wraps handlers; one per studio."""

    def __init__(
        self,
        *,
        faults: Faults | None,
        clock: Clock,
        expire_tokens: Callable[[], Awaitable[None]],
        lose_sessions: Callable[[], Awaitable[None]],
    ) -> None:
        self._faults = faults
        self._clock = clock
        self._expire_tokens = expire_tokens
        self._lose_sessions = lose_sessions

    def wrap(self, call: str, handler: Handler) -> Handler:
        """The handler with everything before and after it."""

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                _check_local(request)
                return await self._faulty(call, handler, request)
            except WireError as error:
                return _unread_body_closes(request, error.response())
            except (Dropped, ConnectionError):  # a fault, or whoever asked has gone
                return _drop(request)
            except web.HTTPException:
                raise
            except Exception:
                log.exception("call failed", call=call)
                return WireError(500, "internal error", http=500).response()

        return handle

    async def _faulty(
        self, call: str, handler: Handler, request: web.Request
    ) -> web.StreamResponse:
        fault = self._faults.take(call) if self._faults else None
        match fault:
            case Delay(seconds):
                await self._clock.sleep(seconds)
            case ExpireTokens():
                await self._expire_tokens()
            case LoseSessions():
                await self._lose_sessions()
            case _:
                pass
        if call == "run_sse":  # refused and dropped prompts go on record there
            request[FAULT] = fault
            return await handler(request)
        if isinstance(fault, Refuse):
            return _unread_body_closes(request, refusal(fault))
        if not isinstance(fault, Reset):
            return await handler(request)
        if fault.after != "request":
            response = await handler(request)
            if fault.after == "headers":
                await _headers_only(request, response)
        raise Dropped


def _check_local(request: web.Request) -> None:
    """Only our own name may be in `Host`: a web page that rebinds its name to us is refused."""
    host, _, _ = request.host.rpartition(":")
    if (host or request.host) not in LOCAL_HOSTS or "Origin" in request.headers:
        raise WireError(403, "this address is for programs on this machine", http=403)


def _unread_body_closes(request: web.Request, response: web.Response) -> web.Response:
    """After a refusal nobody reads the rest of an upload: the connection can't be kept."""
    if request.can_read_body and not request.content.at_eof():
        response.force_close()
    return response


async def _headers_only(request: web.Request, response: web.StreamResponse) -> None:
    """Send the head of an answer that promises a body."""
    head = web.StreamResponse(status=response.status, headers={"Content-Length": "1000"})
    head.content_type = response.content_type
    await head.prepare(request)


def _drop(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
