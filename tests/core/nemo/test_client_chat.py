"""One prompt and its stream, with the real HTTP client against a backend on loopback."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from core.nemo.client import NemoClient, Timeouts
from core.nemo.errors import (
    ConnectionLost,
    MalformedAnswer,
    NemoError,
    RateLimited,
    Repeat,
    ServerFault,
    SessionNotFound,
    TokenRejected,
    TooManyStreams,
    Unreached,
)
from core.nemo.events import AgentError, Heartbeat, TextDelta, TurnEvent
from core.nemo.questions import Question, QuestionItem
from tests.core.nemo.loopback import TOKEN, Loopback, client_of

CLIP = b'data: {"type":"text","content":"Your clip is ready."}\n\n'


async def chat(nemo: NemoClient) -> list[TurnEvent]:
    """All events of one turn."""
    async with nemo.chat(TOKEN, "s-1", "make a video 🎬") as events:
        return [event async for event in events]


async def relay(nemo: NemoClient, into: list[TurnEvent]) -> None:
    """One turn whose events are kept even if it breaks."""
    async with nemo.chat(TOKEN, "s-1", "x") as events:
        async for event in events:
            into.append(event)


async def test_prompt_goes_out_once_as_the_contract_spells_it(
    backend: Loopback, nemo: NemoClient
) -> None:
    """One POST with the prompt unchanged; the end of the stream is the end of the turn."""
    backend.stream(b": hi\n\n", CLIP[:9], CLIP[9:])
    assert await chat(nemo) == [Heartbeat(), TextDelta("Your clip is ready.")]
    (seen,) = backend.seen
    assert seen.headers["accept"] == "text/event-stream"
    assert json.loads(seen.body) == {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": "s-1",
        "new_message": {"parts": [{"text": "make a video 🎬"}]},
    }


async def test_silent_turn_has_no_events(backend: Loopback, nemo: NemoClient) -> None:
    """A stream of no bytes at all is an answer without words."""
    backend.stream()
    assert await chat(nemo) == []


async def test_last_event_needs_no_blank_line(backend: Loopback, nemo: NemoClient) -> None:
    """What stands at the end of the stream is not lost."""
    backend.stream(CLIP.rstrip())
    assert await chat(nemo) == [TextDelta("Your clip is ready.")]


async def test_question_without_any_text_is_what_the_turn_says(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A stream that ends with the agent's question holds that question, in either dialect."""
    asked = {"title": "First", "questions": [{"id": "q1", "prompt": "How long?"}]}
    part = {"functionCall": {"name": "ask_question", "args": asked}}
    agent = {"content": {"role": "model", "parts": [part]}, "author": "nemo_agent", "id": "e1"}
    for event in (agent, {"type": "ask_question", **asked}):
        backend.stream(b"data: " + json.dumps(event).encode() + b"\n\n")
        assert await chat(nemo) == [Question("First", (QuestionItem("q1", "How long?"),))]


async def test_done_ends_the_turn_though_the_connection_stays(
    backend: Loopback, nemo: NemoClient
) -> None:
    """After [DONE] nobody waits for the server to hang up."""
    never = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(CLIP + b"data: [DONE]\n\n")
        await never.wait()
        return response

    backend.on("POST", "/run_sse", handler)
    assert await chat(nemo) == [TextDelta("Your clip is ready.")]
    never.set()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, b"", TokenRejected),
        (200, b'{"code":1001,"message":"expired"}', TokenRejected),
        (200, b' \r\n{"code":1002}', SessionNotFound),
        (404, b'{"detail":"Session not found"}', SessionNotFound),
        (429, b"", RateLimited),
        (503, b"<html>", ServerFault),
        (200, b"<!doctype html>", MalformedAnswer),
        (200, b'{"code":0,"data":{}}', MalformedAnswer),
    ],
)
async def test_refusal_instead_of_a_stream(
    backend: Loopback, nemo: NemoClient, status: int, body: bytes, kind: type[NemoError]
) -> None:
    """An error answer where a stream was expected raises its typed error before any event."""
    backend.answer("POST", "/run_sse", raw=body, status=status)
    with pytest.raises(kind) as raised:
        await chat(nemo)
    definite = kind in (TokenRejected, SessionNotFound, RateLimited)
    assert raised.value.repeat is (Repeat.SAFE if definite else Repeat.AMBIGUOUS)
    assert len(backend.seen) == 1


async def test_error_inside_the_stream_is_an_event(backend: Loopback, nemo: NemoClient) -> None:
    """What an agent reports from inside may have run: it is no refusal."""
    backend.stream(b'data: {"code":1001,"message":"token expired"}\n\n')
    assert await chat(nemo) == [AgentError("1001", "token expired")]


async def test_break_in_the_middle_is_ambiguous(backend: Loopback, nemo: NemoClient) -> None:
    """What came before the break is given, then the error says that nobody knows."""
    backend.stream(CLIP, broken=True)
    seen: list[TurnEvent] = []
    with pytest.raises(ConnectionLost) as raised:
        await relay(nemo, seen)
    assert seen == [TextDelta("Your clip is ready.")]
    assert raised.value.repeat is Repeat.AMBIGUOUS
    assert len(backend.seen) == 1


async def test_silence_beyond_the_limit_is_ambiguous(backend: Loopback) -> None:
    """A stream that says nothing for too long counts as lost."""
    nemo = client_of(backend.url, timeouts=Timeouts(silence=0.02))
    never = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await never.wait()
        return response

    backend.on("POST", "/run_sse", handler)
    with pytest.raises(ConnectionLost, match="ReadTimeout"):
        await chat(nemo)
    never.set()
    await nemo.aclose()


async def test_unreachable_backend_surely_got_no_prompt(unused_tcp_port: int) -> None:
    """A prompt that never left may be sent again."""
    nemo = client_of(f"http://127.0.0.1:{unused_tcp_port}")
    with pytest.raises(Unreached) as raised:
        await chat(nemo)
    assert raised.value.repeat is Repeat.SAFE
    await nemo.aclose()


async def test_prompt_never_rides_on_a_used_connection(backend: Loopback) -> None:
    """Each prompt has a fresh connection: an old one may be closing, which nobody could tell."""
    nemo = client_of(backend.url)
    ports: set[object] = set()

    async def handler(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        ports.add(request.transport.get_extra_info("peername"))
        return web.Response(body=CLIP)

    backend.on("POST", "/run_sse", handler)
    for _ in range(3):
        await chat(nemo)
    assert len(ports) == 3
    await nemo.aclose()


class Held:
    """Turns that stay open until they are let go."""

    def __init__(self, backend: Loopback) -> None:
        self.open = 0
        self.let_go = asyncio.Event()
        backend.on("POST", "/run_sse", self._handle)
        backend.answer("GET", "/api/credits/balance/simple", {"data": {"available": 1}})

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(CLIP)
        self.open += 1
        await self.let_go.wait()
        return response


async def test_many_turns_at_once_leave_short_calls_free(backend: Loopback) -> None:
    """The 101st turn runs, /credits goes through, and no connection is left over."""
    nemo = client_of(backend.url)
    held = Held(backend)
    async with AsyncExitStack() as stack:
        for _ in range(120):
            events = await stack.enter_async_context(nemo.chat(TOKEN, "s-1", "x"))
            assert await anext(events) == TextDelta("Your clip is ready.")
        assert (await nemo.credits(TOKEN)).available == 1
        assert held.open == 120
        held.let_go.set()
    await nemo.aclose()


async def test_full_queue_is_refused_at_once_and_waiting_turns_follow(backend: Loopback) -> None:
    """One turn runs, one waits, a third hears that it was not sent; then the second runs."""
    nemo = client_of(backend.url, streams=1, waiting=1)
    held = Held(backend)
    async with nemo.chat(TOKEN, "s-1", "first") as events:
        await anext(events)
        second = asyncio.create_task(chat(nemo))
        await asyncio.sleep(0)
        with pytest.raises(TooManyStreams) as raised:
            await chat(nemo)
        assert raised.value.repeat is Repeat.SAFE
        assert held.open == 1
        held.let_go.set()
    assert await second == [TextDelta("Your clip is ready.")]
    assert held.open == 2
    await nemo.aclose()


async def test_cancelled_turn_frees_its_place(backend: Loopback) -> None:
    """Leaving a turn early, or cancelling one that waits, gives the place to the next."""
    nemo = client_of(backend.url, streams=1, waiting=1)
    held = Held(backend)
    async with nemo.chat(TOKEN, "s-1", "first") as events:
        await anext(events)
        waiting = asyncio.create_task(chat(nemo))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with nemo.chat(TOKEN, "s-1", "next") as events:
        assert await anext(events) == TextDelta("Your clip is ready.")
    held.let_go.set()
    await nemo.aclose()
