"""Each fault does to a client what its name says, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import httpx
import pytest

from studio.server import Studio, StudioConfig
from tests.faults import (
    BrokenJson,
    Cut,
    Delay,
    ExpireTokens,
    Faults,
    Heartbeats,
    LoseSessions,
    RawBytes,
    Refuse,
    RenderFails,
    RenderStuck,
    Reset,
    Silence,
    Slow,
    StreamError,
    Trailing,
    open_studio,
)
from tests.studio.double import FastWorker
from tests.studio.server.client import Client, client_of, events
from tests.studio.server.manual_clock import ManualClock

PROMO = "make a 15-second promo video from my photos"
Body = Literal["json", "text", "empty"]
BODIES: tuple[Body, ...] = ("json", "text", "empty")
CREDITS = "/api/credits/balance/simple"


@pytest.mark.parametrize("code", [1001, 1010, 1011, 1002, 2001, 4001, 4002])
async def test_an_envelope_code_comes_under_200(client: Client, faults: Faults, code: int) -> None:
    """Once, then the call is itself again."""
    await client.begin()
    faults.once("credits", Refuse(code))
    response = await client.http.get(CREDITS, headers=client.headers)
    assert (response.status_code, response.json()["code"]) == (200, code)
    assert (await client.get(CREDITS))["code"] == 0


@pytest.mark.parametrize("http", [400, 401, 402, 429, 500, 502, 503])
@pytest.mark.parametrize("body", BODIES)
async def test_a_plain_status_comes_with_any_body(
    client: Client, faults: Faults, http: int, body: Body
) -> None:
    """And with Retry-After where it was given."""
    await client.begin()
    fault = Refuse(http=http, body=body, retry_after=7)
    faults.once("state", fault)
    path = f"/api/state/nemo_agent/me/{client.session_id}/latest"
    response = await client.http.get(path, headers=client.headers)
    assert (response.status_code, response.headers["Retry-After"]) == (http, "7")
    assert bool(response.content) == (body != "empty")


@pytest.mark.parametrize("fault", [Reset("request"), Reset("work"), Reset("headers")])
async def test_a_session_call_can_be_reset(client: Client, faults: Faults, fault: Reset) -> None:
    """The connection breaks; before the work or behind it."""
    await client.sign_in()
    faults.once("session", fault)
    with pytest.raises(httpx.TransportError):
        await client.open_session()
    assert (await client.open_session())["code"] == 0


async def test_the_nth_request_meets_the_fault(client: Client, faults: Faults) -> None:
    """Earlier ones pass; `times` counts, `always` stays, `clear` ends it."""
    await client.begin()

    async def codes(count: int) -> list[int]:
        return [(await client.get(CREDITS))["code"] for _ in range(count)]

    faults.once("credits", Refuse(1001), nth=3)
    assert await codes(4) == [0, 0, 1001, 0]
    faults.times("credits", Refuse(2001), 2, nth=2)
    assert await codes(4) == [0, 2001, 2001, 0]
    faults.always("credits", Refuse(http=503))
    assert await codes(3) == [503, 503, 503]
    faults.clear()
    assert await codes(1) == [0]


async def test_faults_that_fit_no_call_are_refused() -> None:
    """A wrong pair is an error of the test, not a fault that never happens."""
    faults = Faults()
    with pytest.raises(ValueError, match="run_sse"):
        faults.once("credits", Cut())
    with pytest.raises(ValueError, match="does not fit"):
        faults.once("render_poll", RenderFails())
    with pytest.raises(ValueError, match="no call"):
        faults.once("export", Refuse(1001))  # type: ignore[arg-type] # the mistake under test


async def test_tokens_can_expire_under_a_call(
    studio: Studio, client: Client, faults: Faults
) -> None:
    """1001 at once; the same client id gets a new token for the same session."""
    await client.begin(photos=1)
    faults.once("run_sse", ExpireTokens())
    assert b"1001" in await client.stream(PROMO)
    await client.sign_in()
    assert await client.say(PROMO)
    assert await studio.audit.charged(PROMO) == 1


async def test_sessions_can_be_lost_under_a_call(client: Client, faults: Faults) -> None:
    """1002 at once; a new session works."""
    await client.begin()
    faults.once("state", LoseSessions())
    path = f"/api/state/nemo_agent/me/{client.session_id}/latest"
    assert (await client.get(path))["code"] == 1002
    assert (await client.open_session())["code"] == 0


async def test_a_refused_prompt_is_on_record_and_not_carried_out(
    studio: Studio, client: Client, faults: Faults
) -> None:
    """Definite refusals reach the audit log as such."""
    await client.begin(photos=1)
    faults.once("run_sse", Refuse(http=429, retry_after=30))
    await client.stream(PROMO)
    assert (await studio.audit.sent(PROMO), await studio.audit.charged(PROMO)) == (1, 0)
    assert (await client.state())["draft"]["t"] == []


@pytest.mark.parametrize(
    ("fault", "charged"),
    [(Reset("request"), 0), (Reset("work"), 1), (Cut(after_events=0), 1)],
)
async def test_a_turn_can_break_before_and_after_its_charge(
    studio: Studio, client: Client, faults: Faults, fault: Reset | Cut, charged: int
) -> None:
    """Before: nothing happened. After: the draft is there and paid for."""
    await client.begin(photos=1)
    faults.once("run_sse", fault)
    with pytest.raises(httpx.TransportError):
        await client.stream(PROMO)
    assert await studio.audit.charged(PROMO) == charged
    assert bool((await client.state())["draft"]["t"]) == bool(charged)


async def test_a_turn_cut_in_the_middle_still_completes(
    studio: Studio, client: Client, faults: Faults
) -> None:
    """A later prompt of the session finds the finished edit."""
    await client.begin(photos=1)
    faults.once("run_sse", Cut(after_events=3))
    with pytest.raises(httpx.TransportError):
        await client.stream(PROMO)
    await client.say("hello there")
    assert (await client.state())["draft"]["d"] == 15_000
    assert await studio.audit.charged(PROMO) == 1


async def test_a_listener_that_leaves_stops_nothing(tmp_path: Path) -> None:
    """The client closes its side while the agent works; the edit is committed."""
    from studio.server import Pace

    clock = ManualClock()
    config = StudioConfig(pace=Pace(tool_s=4))
    async with (
        Studio.open(tmp_path, config, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        async with client.listening(PROMO):
            await clock.sleeper(4)
        clock.advance(4)
        await client.say("hello there")
        assert await studio.audit.charged(PROMO) == 1


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        (Silence("empty_body"), b""),
        (Silence("empty_parts"), b'"parts":[]'),
        (Silence("tools"), b"functionCall"),
    ],
)
async def test_a_turn_can_end_in_silence(
    client: Client, faults: Faults, fault: Silence, body: bytes
) -> None:
    """The edit is made; no text comes."""
    await client.begin(photos=1)
    faults.once("run_sse", fault)
    stream = await client.stream(PROMO)
    assert body in stream
    assert b'"text"' not in stream
    assert (await client.state())["draft"]["d"] == 15_000


async def test_an_error_comes_twice_and_nothing_is_charged(client: Client, faults: Faults) -> None:
    """As ADK sends it: an errorCode event, then {"error": …}, under HTTP 200."""
    await client.begin(photos=1)
    faults.once("run_sse", StreamError(message="model overloaded"))
    first, second = events(await client.stream(PROMO))
    assert (first["errorCode"], second["error"]) == ("INTERNAL", "model overloaded")
    assert await client.available() == 100
    assert (await client.state())["draft"]["t"] == []
    faults.once("run_sse", StreamError(edit_made=True))
    await client.stream(PROMO)
    assert await client.available() == 80


async def test_a_trailing_sentence_follows_a_normal_answer(client: Client, faults: Faults) -> None:
    """Under an id of its own."""
    await client.begin(photos=1)
    faults.once("run_sse", Trailing())
    texts = await client.say(PROMO)
    assert texts.startswith("Your 15-second video")
    assert texts.endswith("I encountered a temporary issue. Please try again.")


async def test_a_broken_event_leaves_the_others_whole(client: Client, faults: Faults) -> None:
    """One event is no JSON; the answer is complete without it."""
    await client.begin(photos=1)
    faults.once("run_sse", BrokenJson(at=0))
    stream = await client.stream(PROMO)
    first, rest = stream.split(b"\n\n", 1)
    assert first == b'data: {"content":{"role":"model","parts":[{"te'
    assert events(rest)[-1]["content"]["parts"][0]["text"].startswith("Your 15-second")


async def test_any_bytes_can_be_the_stream(client: Client, faults: Faults) -> None:
    """For framings that the studio itself does not write."""
    await client.begin()
    faults.once("run_sse", RawBytes(b"\xef\xbb\xbfdata:[DONE]"))
    assert await client.stream("hello there") == b"\xef\xbb\xbfdata:[DONE]"


@pytest.mark.parametrize(
    ("framing", "sign"), [("event", b": still working"), ("comment", b": ping"), ("data", b"data:")]
)
async def test_heartbeats_and_delays_pass_on_the_clock(
    tmp_path: Path, framing: Literal["event", "comment", "data"], sign: bytes
) -> None:
    """Nothing is waited for in real time."""
    clock = ManualClock()
    faults = Faults()
    async with (
        open_studio(tmp_path, faults=faults, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        fault = Heartbeats(count=2, every_s=60, framing=framing)
        faults.once("run_sse", fault)
        async with client.listening("hello there") as frames:
            for _ in range(2):
                await clock.sleeper(60)
                assert (await anext(frames)).startswith(sign)
                clock.advance(60)
            assert b"data: {" in b"".join([frame async for frame in frames])


@pytest.mark.parametrize(("call", "fault"), [("credits", Delay(9)), ("run_sse", Slow(9))])
async def test_a_call_can_be_slow(tmp_path: Path, call: str, fault: Delay | Slow) -> None:
    """It answers once the clock has passed, and not before."""
    import asyncio

    clock, faults = ManualClock(), Faults()
    async with (
        open_studio(tmp_path, faults=faults, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        faults.once(call, fault)  # type: ignore[arg-type] # a parametrised literal
        ask = client.get(CREDITS) if call == "credits" else client.stream("hello there")
        task = asyncio.ensure_future(ask)
        await clock.sleeper(9)
        assert not task.done()
        while not task.done():
            clock.advance(9)
            await asyncio.sleep(0)
        assert task.result()


async def test_endless_heartbeats_end_with_the_listener(
    studio: Studio, client: Client, faults: Faults
) -> None:
    """The edit itself is made and charged behind them."""
    await client.begin(photos=1)
    faults.once("run_sse", Heartbeats(every_s=0.0))
    async with client.listening(PROMO) as frames:
        for _ in range(20):
            assert (await anext(frames)).startswith(b": still working")
    await client.say("hello there")
    assert await studio.audit.charged(PROMO) == 1


async def test_a_render_can_fail_first_and_work_then(client: Client, faults: Faults) -> None:
    """`once` fails the first job only."""
    await client.begin(photos=1)
    await client.say(PROMO)
    faults.once("render", RenderFails("out of memory"))
    await client.submit("render_1")
    assert (await client.until("failed", id="render_1"))["error"] == "out of memory"
    await client.submit("render_2")
    await client.until("completed", id="render_2")


async def test_a_stuck_render_stays_until_it_is_cancelled(client: Client, faults: Faults) -> None:
    """It reports its progress for ever; cancel frees the queue."""
    await client.begin(photos=1)
    await client.say(PROMO)
    faults.once("render", RenderStuck(40))
    await client.submit("render_1")
    while (await client.poll())["data"]["progress"] != 40:
        pass
    await client.post("/api/render/proxy/lambda/render_1/cancel")
    await client.submit("render_2")
    await client.until("completed", id="render_2")


async def test_a_result_url_can_fail_where_the_download_works(
    client: Client, faults: Faults
) -> None:
    """`result` is the presigned address, `download` the call with the token."""
    await client.begin(photos=1)
    await client.say(PROMO)
    await client.submit()
    url = (await client.until("completed"))["output"]["url"]
    faults.always("result", Refuse(http=403, body="empty"))
    response = await client.http.get(url)
    assert response.status_code == 403
    path = "/api/render/proxy/render_1/download"
    response = await client.http.get(path, headers=client.headers)
    assert response.status_code == 200


async def test_an_outage_refuses_connections_and_ends(studio: Studio, client: Client) -> None:
    """The port is the same afterwards, and so is the session."""
    await client.begin()
    await studio.stop_listening()
    with pytest.raises(httpx.TransportError):
        await client.get(CREDITS)
    await studio.start_listening()
    assert await client.available() == 100
