"""The short calls, with the real HTTP client against a backend on loopback."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from contextlib import suppress
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from core.nemo.client import NemoClient, Timeouts
from core.nemo.errors import (
    ClientIdMissing,
    ConnectionLost,
    MalformedAnswer,
    NemoError,
    OutOfCredits,
    RateLimited,
    Refused,
    Repeat,
    ServerFault,
    TokenRejected,
    Unreached,
)
from core.nemo.models import RenderState, Session
from tests.core.nemo.loopback import TOKEN, Loopback, client_of

STATE = "/api/state/nemo_agent/me/s-1/latest"
RENDER = "/api/render/proxy/lambda"


def ok(data: object) -> dict[str, Any]:
    """The envelope of a success."""
    return {"code": 0, "message": "ok", "data": data}


async def test_anonymous_token(backend: Loopback, nemo: NemoClient) -> None:
    """The client id goes into its header, no token and no body go along."""
    data = {"token": "nmv_usr_1", "user_id": "anon_1", "credits": 100, "expires_at": None}
    backend.answer("POST", "/api/auth/anonymous-token", ok(data))
    token = await nemo.anonymous_token("0b5c")
    assert (token.token.get_secret_value(), token.user_id) == ("nmv_usr_1", "anon_1")
    seen = backend.seen[0]
    assert (seen.headers["x-client-id"], seen.body) == ("0b5c", b"")
    assert "authorization" not in seen.headers


async def test_every_call_carries_attribution_and_token(
    backend: Loopback, nemo: NemoClient
) -> None:
    """The four headers of the contract are on each request to the API."""
    await _all_calls(backend, nemo)
    assert len(backend.seen) == 8
    for seen in backend.seen:
        assert seen.headers["authorization"] == "Bearer nmv_usr_secret-of-a-user"
        assert seen.headers["x-skill-source"] == "ai-video-generator-free-hd"
        assert seen.headers["x-skill-version"] == "1.2.3"
        assert seen.headers["x-skill-platform"] == "unknown"


async def _all_calls(backend: Loopback, nemo: NemoClient) -> None:
    session = {"task_id": "t-1", "session_id": "s-1", "user_id": "anon_1"}
    backend.answer("POST", "/api/tasks/me/with-session/nemo_agent", ok(session))
    claim = {"claim_token": "clm_1", "expires_in": 604800}
    backend.answer("POST", "/api/auth/claim-token", ok(claim))
    balance = {"available": 60, "frozen": 40, "total": 100}
    backend.answer("GET", "/api/credits/balance/simple", ok(balance))
    backend.answer("GET", STATE, ok({"session_id": "s-1", "state": {"draft": {"t": []}}}))
    file = {"filename": "a.mp4", "file_type": "video", "cdn_url": "u"}
    backend.answer("POST", "/api/upload-video/nemo_agent/me/s-1", ok({"files": [file]}))
    backend.answer("POST", RENDER, {"success": True, "data": {"status": "pending"}})
    backend.answer("GET", RENDER + "/r-1", {"status": "completed", "outputUrl": "https://u"})
    backend.answer("POST", RENDER + "/r-1/cancel", raw=b"")

    made = await nemo.create_session(TOKEN, title="project", language="zh-CN")
    assert made == Session(task_id="t-1", session_id="s-1", user_id="anon_1")
    link = await nemo.claim_link(TOKEN, made)
    assert nemo.claim_url(link.claim_token) == (
        "https://nemovideo.example/workspace/claim?ct=clm_1"
    )
    assert "clm_1" not in repr(link)
    assert (await nemo.credits(TOKEN)).available == 60
    assert (await nemo.state(TOKEN, "s-1")).draft == {"t": []}
    assert (await nemo.upload_urls(TOKEN, "s-1", ["https://x/a.mp4"]))[0].cdn_url == "u"
    draft = {"t": [{"tt": 9, "new": 1}]}
    sent = await nemo.submit_render(TOKEN, render_id="r-1", session_id="s-1", draft=draft)
    assert sent.status is RenderState.PENDING
    polled = await nemo.render(TOKEN, "r-1")
    assert polled is not None
    assert polled.url == "https://u"
    await nemo.cancel_render(TOKEN, "r-1")


async def test_bodies_are_as_the_contract_spells_them(backend: Loopback, nemo: NemoClient) -> None:
    """snake_case everywhere but in the render's sessionId."""
    await _all_calls(backend, nemo)
    bodies = {seen.path: json.loads(seen.body) for seen in backend.seen if seen.body}
    assert bodies == {
        "/api/tasks/me/with-session/nemo_agent": {"task_name": "project", "language": "zh-CN"},
        "/api/auth/claim-token": {"task_id": "t-1", "session_id": "s-1"},
        "/api/upload-video/nemo_agent/me/s-1": {
            "urls": ["https://x/a.mp4"],
            "source_type": "url",
        },
        RENDER: {
            "id": "r-1",
            "sessionId": "s-1",
            "draft": {"t": [{"tt": 9, "new": 1}]},
            "output": {"format": "mp4", "quality": "high"},
        },
    }


async def test_refusals_are_typed(backend: Loopback, nemo: NemoClient) -> None:
    """An error envelope under 200, a plain 429 and an empty 401 raise what they mean."""
    backend.answer("GET", "/api/credits/balance/simple", {"code": 2001, "message": "no credits"})
    with pytest.raises(OutOfCredits):
        await nemo.credits(TOKEN)
    backend.answer("GET", STATE, raw=b"slow", status=429, headers={"Retry-After": "7"})
    with pytest.raises(RateLimited) as limited:
        await nemo.state(TOKEN, "s-1")
    assert limited.value.retry_after == 7
    backend.answer("GET", STATE, raw=b"", status=401)
    with pytest.raises(TokenRejected):
        await nemo.state(TOKEN, "s-1")
    assert len(backend.seen) == 3


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, b"Not Found"),
        (200, b'{"code":404,"message":"no such job"}'),
        (200, b'{"success":false,"error":"Render not found"}'),
        (200, b'{"success":true,"data":null}'),
    ],
)
async def test_unknown_render_is_none(
    backend: Loopback, nemo: NemoClient, status: int, body: bytes
) -> None:
    """An id that the backend does not know is told from a render that failed."""
    backend.answer("GET", RENDER + "/r-1", raw=body, status=status)
    assert await nemo.render(TOKEN, "r-1") is None


@pytest.mark.parametrize(("status", "body"), [(200, b""), (500, b"job not found"), (403, b"")])
async def test_failed_poll_is_not_an_unknown_render(
    backend: Loopback, nemo: NemoClient, status: int, body: bytes
) -> None:
    """An outage must not look like a job that never arrived."""
    backend.answer("GET", RENDER + "/r-1", raw=body, status=status)
    with pytest.raises(NemoError):
        await nemo.render(TOKEN, "r-1")


async def test_answers_without_what_they_must_hold_are_malformed(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A token answer without a token, an upload without a file: an error, with no secret in it."""
    backend.answer("POST", "/api/auth/anonymous-token", ok({"token": ["nmv_usr_1"]}))
    with pytest.raises(MalformedAnswer) as raised:
        await nemo.anonymous_token("id")
    assert "nmv_usr" not in f"{raised.value!r} {raised.value.__context__}"
    backend.answer("POST", "/api/upload-video/nemo_agent/me/s-1", ok({"files": []}))
    with pytest.raises(MalformedAnswer):
        await nemo.upload_urls(TOKEN, "s-1", ["https://x/a.mp4"])


@pytest.mark.parametrize("token", ["", "nmv_usr_ä", "two words", "line\r\nX-Evil: 1"])
async def test_token_that_no_header_can_carry_is_rejected_unsent(
    backend: Loopback, nemo: NemoClient, token: str
) -> None:
    """What users paste at /login reaches neither the wire nor an error's text."""
    with pytest.raises(TokenRejected) as raised:
        await nemo.credits(SecretStr(token))
    assert not token or token not in repr(raised.value)
    assert backend.seen == []


async def test_client_id_must_fit_a_header(backend: Loopback, nemo: NemoClient) -> None:
    """A broken client id is found before the call."""
    with pytest.raises(ClientIdMissing):
        await nemo.anonymous_token("a b")
    assert backend.seen == []


@pytest.mark.parametrize("identifier", ["../../x", "a/b", "s 1?x#y"])
async def test_ids_stay_inside_their_segment(
    backend: Loopback, nemo: NemoClient, identifier: str
) -> None:
    """An odd id changes no path."""
    with pytest.raises(NemoError):
        await nemo.state(TOKEN, identifier)
    path = backend.seen[0].path
    assert path.startswith("/api/state/nemo_agent/me/")
    assert path.count("/") == 6


async def test_dots_are_no_id(backend: Loopback, nemo: NemoClient) -> None:
    """An id that would climb up the path is refused unsent."""
    with pytest.raises(Refused):
        await nemo.state(TOKEN, "..")
    assert backend.seen == []


async def test_redirect_of_a_call_is_not_followed(backend: Loopback, nemo: NemoClient) -> None:
    """A call goes to the API and nowhere else."""
    backend.answer("GET", STATE, raw=b"", status=302, headers={"Location": "http://127.0.0.1:9/"})
    with pytest.raises(Refused):
        await nemo.state(TOKEN, "s-1")


async def test_cookies_of_one_user_do_not_go_out_with_another(
    backend: Loopback, nemo: NemoClient
) -> None:
    """The client remembers nothing between calls."""
    cookie = {"Set-Cookie": "sid=1; Path=/"}
    backend.answer("GET", "/api/credits/balance/simple", ok({"available": 1}), headers=cookie)
    await nemo.credits(TOKEN)
    await nemo.credits(TOKEN)
    assert "cookie" not in backend.seen[1].headers


async def test_absurdly_large_answer_is_refused(backend: Loopback, nemo: NemoClient) -> None:
    """An answer without end does not fill the memory."""
    backend.answer("GET", STATE, raw=b" " * (33 << 20))
    with pytest.raises(MalformedAnswer, match="more than"):
        await nemo.state(TOKEN, "s-1")


async def test_unreachable_backend_surely_did_not_run(unused_tcp_port: int) -> None:
    """A refused connection may be repeated, even for calls that spend."""
    nemo = client_of(f"http://127.0.0.1:{unused_tcp_port}")
    with pytest.raises(Unreached) as raised:
        await nemo.create_session(TOKEN, title="project", language="en")
    assert raised.value.repeat is Repeat.SAFE
    await nemo.aclose()


async def test_dropped_connection_is_ambiguous(backend: Loopback, nemo: NemoClient) -> None:
    """A server that hangs up after the request may have run it."""

    async def hang_up(request: web.Request) -> web.StreamResponse:
        await request.read()
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    backend.on("POST", RENDER, hang_up)
    with pytest.raises(ConnectionLost) as raised:
        await nemo.submit_render(TOKEN, render_id="r", session_id="s", draft={})
    assert raised.value.repeat is Repeat.AMBIGUOUS
    assert len(backend.seen) == 1


async def test_silent_server_is_ambiguous(backend: Loopback) -> None:
    """A read timeout is not taken for a call that did not run."""
    nemo = client_of(backend.url, timeouts=Timeouts(read=0.01))
    never = asyncio.Event()

    async def wait(request: web.Request) -> web.StreamResponse:
        await never.wait()
        return web.Response()

    backend.on("GET", STATE, wait)
    with pytest.raises(ConnectionLost, match="ReadTimeout"):
        await nemo.state(TOKEN, "s-1")
    never.set()
    await nemo.aclose()


async def test_no_token_in_any_log(
    backend: Loopback, nemo: NemoClient, caplog: pytest.LogCaptureFixture
) -> None:
    """At the loudest level neither httpx nor we write a token down."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="httpx")  # a bot that ran in this process keeps it quiet
    await _all_calls(backend, nemo)
    assert "api/credits/balance" in caplog.text
    assert "nmv_usr" not in caplog.text
    assert "clm_1" not in caplog.text


CREDITS = "/api/credits/balance/simple"


async def test_compressed_answers_are_refused_unread(backend: Loopback, nemo: NemoClient) -> None:
    """Nobody asked for a coding: a success is unusable, a refusal keeps what its status says."""
    body = gzip.compress(gzip.compress(b'{"code":0,"data":{"available":1}}'))
    coded = {"Content-Encoding": "gzip, gzip"}
    backend.answer("GET", CREDITS, raw=body, headers=coded)
    with pytest.raises(MalformedAnswer, match="compressed"):
        await nemo.credits(TOKEN)
    backend.answer("GET", CREDITS, raw=body, headers=coded, status=401)
    with pytest.raises(TokenRejected):
        await nemo.credits(TOKEN)
    backend.answer("POST", "/run_sse", raw=body, headers=coded)
    with pytest.raises(MalformedAnswer, match="compressed") as raised:
        async with nemo.chat(TOKEN, "s-1", "x") as events:
            await anext(events)
    assert raised.value.repeat is Repeat.AMBIGUOUS
    assert all(seen.headers["accept-encoding"] == "identity" for seen in backend.seen)


async def test_compressed_result_is_taken_from_the_download_route(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A file in a coding nobody asked for is no file."""
    video = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
    coded = {"Content-Encoding": "gzip", "Content-Type": "video/mp4"}
    backend.answer("GET", "/out.mp4", raw=gzip.compress(video), headers=coded)
    plain = {"Content-Type": "video/mp4"}
    backend.answer("GET", "/api/render/proxy/r-1/download", raw=video, headers=plain)
    async with nemo.open_result(TOKEN, "/out.mp4", "r-1") as (size, chunks):
        assert (size, b"".join([chunk async for chunk in chunks])) == (len(video), video)


ABSURD = {
    "nested": '{"data":' + "[" * 100_000,
    "nested but whole": '{"data":' + '{"a":' * 150 + "1" + "}" * 151,
    "a long code": '{"code":' + "9" * 5_000 + "}",
    "a long figure": '{"data":{"available":' + "9" * 200 + "}}",
    "an endless figure": '{"data":{"available":1e999}}',
    "many values": '{"data":[' + "[]," * 1_000_001 + "0]}",
}


@pytest.mark.parametrize("body", ABSURD.values(), ids=ABSURD.keys())
async def test_absurd_json_is_a_typed_error(backend: Loopback, nemo: NemoClient, body: str) -> None:
    """Whatever its shape: an answer that cannot be used, told without its contents."""
    backend.answer("GET", CREDITS, raw=body.encode())
    with pytest.raises(MalformedAnswer) as raised:
        await nemo.credits(TOKEN)
    assert len(str(raised.value)) < 200
    backend.answer("GET", CREDITS, raw=body.encode(), status=502)
    with pytest.raises(ServerFault):
        await nemo.credits(TOKEN)


async def test_draft_of_absurdly_many_segments_is_a_typed_error(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A draft that nobody could read in time is refused; a long film is not."""
    for count in (5_000, 200_000):
        draft = {"t": [{"tt": 7, "sg": [{"id": n} for n in range(count)]}, {"sg": None}, 5]}
        backend.answer("GET", STATE, ok({"session_id": "s-1", "state": {"draft": draft}}))
        if count == 5_000:
            assert (await nemo.state(TOKEN, "s-1")).draft == draft
            continue
        with pytest.raises(MalformedAnswer, match="200000 segments"):
            await nemo.state(TOKEN, "s-1")


async def test_answer_that_drips_is_lost(backend: Loopback) -> None:
    """Each byte comes in time, the whole never would."""
    nemo = client_of(backend.url, timeouts=Timeouts(body=0.05))

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            for _ in range(10_000):
                await response.write(b" ")
                await asyncio.sleep(0.001)
        return response

    backend.on("GET", CREDITS, drip)
    with pytest.raises(ConnectionLost):
        await nemo.credits(TOKEN)
    await nemo.aclose()
