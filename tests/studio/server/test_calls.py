"""Each call of the wire, as the contract states it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from studio.server import Account, Costs, Studio, StudioConfig
from tests.studio.double import FastWorker, photo, tiny_mp4
from tests.studio.server.client import Client, client_of, events
from tests.studio.server.manual_clock import ManualClock

PROMO = "make a 15-second promo video from my photos"


async def test_a_token_is_granted_once_for_a_client_id(client: Client) -> None:
    """Asking again gives the same user and no further credits."""
    first = (await client.sign_in())["data"]
    again = (await client.sign_in())["data"]
    assert first["token"].startswith("nmv_usr_")
    assert first["credits"] == 100
    assert first["token"] != again["token"]
    assert (first["user_id"], first["credits"]) == (again["user_id"], again["credits"])


@pytest.mark.parametrize("client_id", ["", "no-uuid"])
async def test_a_token_needs_a_client_id(client: Client, client_id: str) -> None:
    """Without a UUID in X-Client-Id the answer is 400 and names the header."""
    headers = {"X-Client-Id": client_id} if client_id else {}
    response = await client.http.post("/api/auth/anonymous-token", headers=headers)
    assert response.status_code == 400
    assert "X-Client-Id" in response.text


async def test_an_expired_token_is_renewed_for_the_same_user(tmp_path: Path) -> None:
    """After seven days calls answer 1001; the same client id gets the same user and session."""
    clock = ManualClock()
    async with (
        Studio.open(tmp_path, StudioConfig(), clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        user = (await client.sign_in())["data"]["user_id"]
        await client.open_session()
        clock.advance(7 * 86_400 + 1)
        assert (await client.get("/api/credits/balance/simple"))["code"] == 1001
        assert (await client.sign_in())["data"]["user_id"] == user
        assert (await client.state())["draft"]["t"] == []


async def test_grants_are_limited_by_address(tmp_path: Path) -> None:
    """With a limit of two, the third new client id is refused with 429 and Retry-After."""
    config = StudioConfig(grants_per_ip=2)
    async with Studio.open(tmp_path, config, worker=FastWorker()) as studio:
        for expected in (0, 0, 429):
            async with client_of(studio) as client:
                assert (await client.sign_in())["code"] == expected


async def test_a_strict_studio_grants_one_token_a_week(tmp_path: Path) -> None:
    """With strict tokens a second request answers 429 until the token has expired."""
    config = StudioConfig(strict_tokens=True)
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.sign_in()
        assert (await client.sign_in())["code"] == 429
        await studio.expire_tokens()
        assert (await client.sign_in())["code"] == 0


@pytest.mark.parametrize(
    "path", ["/api/credits/balance/simple", "/api/state/nemo_agent/me/x/latest"]
)
async def test_an_unknown_token_is_1001(client: Client, path: str) -> None:
    """An envelope code under HTTP 200."""
    client.token = "nmv_usr_unknown"
    assert (await client.get(path))["code"] == 1001


async def test_a_registered_account_works_and_outlives_the_week(tmp_path: Path) -> None:
    """Tokens from the configuration never expire and keep their balance over a restart."""
    config = StudioConfig(accounts=(Account("nmv_usr_shared", 60),), costs=Costs(generate=25))
    for left in (35, 10):
        async with (
            Studio.open(tmp_path, config, worker=FastWorker()) as studio,
            client_of(studio) as client,
        ):
            client.token = "nmv_usr_shared"
            await client.open_session()
            await client.upload(photo())
            await client.say(PROMO)
            assert await client.available() == left


async def test_another_users_session_is_1002(studio: Studio, client: Client) -> None:
    """Sessions are found by their owner only, by every call that names one."""
    await client.begin()
    async with client_of(studio) as other:
        await other.sign_in()
        other.session_id = client.session_id
        path = f"/api/state/nemo_agent/me/{client.session_id}/latest"
        assert (await other.get(path))["code"] == 1002
        assert (await other.upload(photo()))["code"] == 1002
        body = await other.post("/run_sse", json=other.prompt("make it warmer"))
        assert body["code"] == 1002


async def test_a_claim_token_is_given_for_a_week(client: Client) -> None:
    """It names the project by task and session; a wrong pair is 1002."""
    await client.begin()
    ids = {"task_id": client.task_id, "session_id": client.session_id}
    data = (await client.post("/api/auth/claim-token", json=ids))["data"]
    assert data["claim_token"].startswith("clm_")
    assert data["expires_in"] == 604_800
    wrong = ids | {"task_id": "another"}
    assert (await client.post("/api/auth/claim-token", json=wrong))["code"] == 1002


async def test_uploads_are_described_and_listed_in_the_state(client: Client) -> None:
    """Each file has its kind, size, hash and an address that serves it."""
    await client.begin()
    answer = await client.upload(photo(1), tiny_mp4(), name="../../etc/été 1.jpg")
    picture, clip = answer["data"]["files"]
    assert answer["data"]["session_state_applied"] is True
    assert (picture["file_type"], clip["file_type"]) == ("image", "video")
    assert picture["filename"] == "été 1.jpg"
    assert picture["hash"] == hashlib.sha256(photo(1)).hexdigest()
    assert (picture["width"], picture["height"], clip["duration"]) == (90, 160, 10.0)
    assert [info["hash"] for info in (await client.state())["video_infos"]] == [
        picture["hash"],
        clip["hash"],
    ]
    response = await client.http.get(picture["cdn_url"])
    assert response.content == photo(1)


async def test_files_lie_under_hashed_names_and_are_private(client: Client, tmp_path: Path) -> None:
    """Nothing of the sender's name reaches the disk; nobody else may read it."""
    await client.begin()
    await client.upload(photo(), name="secret-name.jpg")
    files = [path for path in (tmp_path / "data" / "media").rglob("*") if path.is_file()]
    assert [path.name for path in files] == [hashlib.sha256(photo()).hexdigest()]
    assert files[0].stat().st_mode & 0o777 == 0o600


async def test_an_unknown_format_is_4001(client: Client) -> None:
    """And nothing of the file is kept."""
    await client.begin()
    assert (await client.upload(b"<svg></svg>"))["code"] == 4001
    assert (await client.state())["video_infos"] == []


async def test_a_file_over_the_limit_is_4002_without_being_kept(tmp_path: Path) -> None:
    """The bytes are counted as they come; the spool is empty afterwards."""
    config = StudioConfig(max_upload_bytes=1_000)
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        assert (await client.upload(photo() + b"\0" * 5_000))["code"] == 4002
        assert list((tmp_path / "spool").iterdir()) == []


async def test_a_full_disk_is_507_and_not_the_files_fault(tmp_path: Path) -> None:
    """Less room than the floor: refused as such, and the spool is empty afterwards."""
    config = StudioConfig(disk_floor_bytes=1 << 60)
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        assert (await client.upload(photo()))["code"] == 507
        assert list((tmp_path / "spool").iterdir()) == []


async def test_an_answer_comes_in_pieces_and_then_whole(client: Client) -> None:
    """Pieces and whole share an id; the pieces joined are the whole; tools are shown before."""
    await client.begin(photos=2)
    found = events(await client.stream(PROMO))
    pieces = [event for event in found if event.get("partial")]
    whole = found[-1]
    assert "functionCall" in found[0]["content"]["parts"][0]
    assert found[1]["content"]["role"] == "user"
    assert len(pieces) > 3
    assert {event["id"] for event in pieces} == {whole["id"]}
    joined = "".join(event["content"]["parts"][0]["text"] for event in pieces)
    assert joined == whole["content"]["parts"][0]["text"]


async def test_the_flat_dialect_says_the_same(tmp_path: Path) -> None:
    """Typed events, pieces without a repetition."""
    config = StudioConfig(dialect="flat", say_gui=False)
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        found = events(await client.stream(PROMO))
        assert [event["type"] for event in found[:2]] == ["tool_call", "tool_result"]
        text = "".join(event["content"] for event in found if event["type"] == "text")
        assert text.startswith("Your 15-second video is ready: 1 photo")


async def test_prompts_are_charged_once_they_change_something(client: Client) -> None:
    """20 for a generation, 5 for an edit, nothing for a refusal or a question."""
    await client.begin(photos=3)
    for prompt, left in (
        (PROMO, 80),
        ("add title 'Summer Sale' in white", 75),
        ("add subtitles", 75),
        ("hello there", 75),
        ("undo", 70),
    ):
        await client.say(prompt)
        assert await client.available() == left
    assert (await client.state())["draft"]["d"] == 15_000


async def test_without_credits_a_prompt_is_2001_and_does_nothing(
    studio: Studio, client: Client
) -> None:
    """The answer names the user, so that a registration link can be made."""
    await client.begin(photos=1)
    await studio.set_credits(client.token, 4)
    body = await client.post("/run_sse", json=client.prompt(PROMO))
    assert body["code"] == 2001
    assert body["data"]["user_id"].startswith("anon_")
    assert (await client.state())["draft"]["t"] == []
    assert await client.available() == 4
    assert [entry.outcome for entry in await studio.audit.prompts()] == ["refused"]


async def test_credits_are_frozen_while_the_agent_works(tmp_path: Path) -> None:
    """And gone for good with the commit; heartbeats come in between."""
    from studio.server import Pace

    clock = ManualClock()
    config = StudioConfig(pace=Pace(tool_s=12, heartbeat_s=5), dialect="flat")
    async with (
        Studio.open(tmp_path, config, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        async with client.listening(PROMO) as frames:
            await clock.sleeper(5)
            balance = (await client.get("/api/credits/balance/simple"))["data"]
            assert (balance["available"], balance["frozen"], balance["total"]) == (80, 20, 100)
            for step in (5, 5, 2):
                await clock.sleeper(step)
                clock.advance(step)
            kinds = [event["type"] for event in events(b"".join([f async for f in frames]))]
        assert kinds[:4] == ["tool_call", "heartbeat", "heartbeat", "tool_result"]
        balance = (await client.get("/api/credits/balance/simple"))["data"]
        assert (balance["available"], balance["frozen"]) == (80, 0)


async def test_named_edits_can_end_without_a_word(tmp_path: Path) -> None:
    """`silent_edits` names operations after which the stream has tool events only."""
    config = StudioConfig(silent_edits=frozenset({"Look"}))
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        assert await client.say(PROMO)
        assert await client.say("make the colors warmer") == ""
        assert (await client.state())["draft"]["m"]["look"] == ["warm"]


async def test_two_prompts_of_a_session_run_one_after_the_other(client: Client) -> None:
    """The second plans on what the first has made."""
    import asyncio

    await client.begin(photos=2)
    await asyncio.gather(client.say(PROMO), client.say("make the colors warmer"))
    assert (await client.state())["draft"]["m"]["look"] == ["warm"]


@pytest.mark.parametrize(
    "body", [{}, {"app_name": "nemo_agent"}, [], {"app_name": "x", "user_id": "me"}]
)
async def test_a_malformed_prompt_is_400(client: Client, body: object) -> None:
    """Nothing is recorded and nothing charged."""
    await client.begin()
    response = await client.http.post("/run_sse", json=body, headers=client.headers)
    assert response.status_code == 400


async def test_foreign_hosts_and_web_pages_are_refused(studio: Studio, client: Client) -> None:
    """A rebound host name or an Origin header means a browser: 403."""
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        url = "/api/credits/balance/simple"
        response = await client.http.get(url, headers=headers)
        assert response.status_code == 403


async def test_a_studio_with_a_secret_serves_who_knows_it(tmp_path: Path) -> None:
    """Every call is 403 without it; the addresses of files hold a key of their own."""
    config = StudioConfig(secret="between us")
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        for headers in ({}, {"X-Studio-Secret": "something else"}):
            path = "/api/auth/anonymous-token"
            response = await client.http.post(path, headers=headers)
            assert response.status_code == 403
        client.http.headers["X-Studio-Secret"] = studio.secret
        await client.begin(photos=1)
        (info,) = (await client.state())["video_infos"]
        del client.http.headers["X-Studio-Secret"]
        response = await client.http.get(info["cdn_url"])
        assert response.status_code == 200
    assert "between us" not in repr(config)


@pytest.mark.parametrize("path", ["/run_sse", "/api/render/proxy/lambda"])
@pytest.mark.parametrize("body", ["[" * 100_000, "{", '{"draft":' * 50_000, "\x00"])
async def test_a_body_that_is_no_json_is_400(client: Client, path: str, body: str) -> None:
    """However deep it is nested."""
    await client.begin()
    response = await client.http.post(path, content=body, headers=client.headers)
    assert response.status_code == 400
