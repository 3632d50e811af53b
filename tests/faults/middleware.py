"""Faults that fit any call, as a middleware of the studio's application."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from studio.clock import Clock
from studio.server import Studio
from studio.server.chat import read_prompt
from studio.server.envelope import dumps, token_bad
from studio.server.sessions import Outcome
from tests.faults.switch import (
    Delay,
    ExpireTokens,
    Fault,
    Faults,
    LoseSessions,
    Refuse,
    Reset,
    Says,
)

FAULT = web.RequestKey("fault", object)


class FaultyCalls:
    """Takes the fault of each request by the name of its route."""

    def __init__(self, faults: Faults, clock: Clock) -> None:
        self._faults = faults
        self._clock = clock
        self.studio: Studio | None = None

    async def _meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = request.match_info.route.name or ""
        fault = self._faults.take(call)
        await self._before(fault)
        if call == "run_sse":
            request[FAULT] = fault
            await self._note_turned_away(request, fault)
        if isinstance(fault, Refuse):
            return refusal(fault)
        if isinstance(fault, Says):
            coding = {"Content-Encoding": fault.encoding} if fault.encoding else None
            return web.Response(body=fault.body, content_type=fault.content_type, headers=coding)
        if not isinstance(fault, Reset) or (call == "run_sse" and fault.after != "request"):
            return await handler(request)
        if fault.after != "request":
            response = await handler(request)
            if fault.after == "headers":
                await _headers_only(request, response)
        raise ConnectionResetError("a fault")

    @property
    def middleware(self) -> Middleware:
        """For `Studio.open(middlewares=…)`."""

        @web.middleware
        async def faulty(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._meet(request, handler)

        return faulty

    async def _before(self, fault: Fault | None) -> None:
        assert self.studio is not None
        match fault:
            case Delay(seconds):
                await self._clock.sleep(seconds)
            case ExpireTokens():
                await self.studio.expire_tokens()
            case LoseSessions():
                await self.studio.lose_sessions()
            case _:
                pass

    async def _note_turned_away(self, request: web.Request, fault: Fault | None) -> None:
        """A prompt that no handler will see is on record all the same: tests count arrivals."""
        refused = isinstance(fault, Refuse)
        if not refused and not (isinstance(fault, Reset) and fault.after == "request"):
            return
        assert self.studio is not None
        _, _, token = request.headers.get("Authorization", "").partition(" ")
        if not token:
            raise token_bad()
        user = await self.studio.accounts.user_of(token)
        session_id, text = await read_prompt(request)
        outcome: Outcome = "refused" if refused else "interrupted"
        await self.studio.sessions.record(session_id, user.id, text, outcome)


def refusal(fault: Refuse) -> web.Response:
    """The answer that a `Refuse` stands for."""
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    if fault.body == "empty":
        return web.Response(status=fault.http, headers=headers)
    if fault.body == "text":
        return web.Response(status=fault.http, headers=headers, text=fault.message)
    code = fault.code if fault.code is not None else fault.http
    body = {"code": code, "message": fault.message}
    return web.json_response(body, status=fault.http, headers=headers, dumps=dumps)


async def _headers_only(request: web.Request, response: web.StreamResponse) -> None:
    """Send the head of an answer that promises a body."""
    head = web.StreamResponse(status=response.status, headers={"Content-Length": "1000"})
    head.content_type = response.content_type
    await head.prepare(request)
