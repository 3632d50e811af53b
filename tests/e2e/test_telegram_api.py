"""The stand-in refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.e2e.clock import FakeClock
from tests.e2e.telegram_api import TOKEN, BotApi
from tests.e2e.telegram_api.entities import Refusal, read_html


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A stand-in with one person who pressed Start."""
    made = BotApi(FakeClock())
    await made.start()
    made.state.add_user("Ada", "en").opened = True
    yield made
    await made.stop()


async def call(api: BotApi, method: str, **params: Any) -> dict[str, Any]:
    """One raw call, as a form; what is no string goes as JSON."""
    form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{TOKEN}/{method}", data=form) as answer,
    ):
        body: dict[str, Any] = await answer.json()
        assert answer.status == (200 if body["ok"] else body["error_code"])
        return body


def ada(api: BotApi) -> str:
    """The id of the one person's chat."""
    return str(next(iter(api.state.users)))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("a < b", "Unsupported start tag"),
        ("<b>a", "Can't find end tag"),
        ("<b>a</i>", "Unmatched end tag"),
        ("a</b>", "Unexpected end tag"),
        ("<h1>a</h1>", 'Unsupported start tag "h1"'),
        ("<code>a <b>b</b></code>", "inside code"),
    ],
)
def test_bad_html(source: str, complaint: str) -> None:
    """HTML that Telegram can't parse is refused."""
    with pytest.raises(Refusal, match=complaint):
        read_html(source)


def test_good_html() -> None:
    """Entities count in UTF-16 units of what is seen."""
    read = read_html('😀 <b>x</b> &lt;&amp; <a href="https://x.example/?a=1&amp;b">l</a>')
    assert read.text == "😀 x <& l"
    assert [(e["type"], e["offset"], e["length"]) for e in read.entities] == [
        ("bold", 3, 1),
        ("text_link", 8, 1),
    ]


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "<b>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "x", "chat_id": "999"}, "chat not found"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "no_such_thing": 1}, "has no"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[
                {"text": "b", "callback_data": "d" * 65}]]}},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "b", "url": "nope"}]]}},
            "is invalid",
        ),
    ],
)  # fmt: skip
async def test_messages_that_are_refused(
    api: BotApi, params: dict[str, Any], complaint: str
) -> None:
    """Too long, empty, badly formed, to nowhere: refused, and nothing is posted."""
    body = await call(api, "sendMessage", **{"chat_id": ada(api), **params})
    assert not body["ok"]
    assert complaint in body["description"]
    assert api.state.posts == {}


async def test_edits_that_are_refused(api: BotApi) -> None:
    """An edit that changes nothing, and one of a message that is not there."""
    chat = ada(api)
    sent = await call(api, "sendMessage", chat_id=chat, text="x")
    number = sent["result"]["message_id"]
    same = await call(api, "editMessageText", chat_id=chat, message_id=number, text="x")
    assert "message is not modified" in same["description"]
    gone = await call(api, "editMessageText", chat_id=chat, message_id=999, text="y")
    assert "message to edit not found" in gone["description"]


async def test_people_who_do_not_want_messages(api: BotApi) -> None:
    """Blocked, and never started: both are forbidden."""
    user = next(iter(api.state.users.values()))
    user.blocked = True
    body = await call(api, "sendMessage", chat_id=ada(api), text="x")
    assert body["description"] == "Forbidden: bot was blocked by the user"
    user.blocked, user.opened = False, False
    body = await call(api, "sendMessage", chat_id=ada(api), text="x")
    assert "can't initiate conversation" in body["description"]


async def test_a_press_is_answered_once(api: BotApi) -> None:
    """A second answer, or one to an unknown press, comes too late."""
    api.state.queries["q"] = None
    assert (await call(api, "answerCallbackQuery", callback_query_id="q"))["ok"]
    again = await call(api, "answerCallbackQuery", callback_query_id="q")
    assert "query is too old" in again["description"]


async def test_offsets_acknowledge(api: BotApi) -> None:
    """Updates stay until a higher offset is asked for; a foreign token gets nothing."""
    first = api.push("message", {"n": 1})["update_id"]
    api.push("message", {"n": 2})
    assert len((await call(api, "getUpdates"))["result"]) == 2
    assert len((await call(api, "getUpdates", offset=first + 1))["result"]) == 1
    assert api.pending() == [first + 1]
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{api.url}/bot1:x/getMe") as answer,
    ):
        assert answer.status == 401


async def test_floods_last_as_long_as_they_say(api: BotApi) -> None:
    """Until the wait is over every further call is refused too."""
    clock = api.clock
    assert isinstance(clock, FakeClock)
    api.state.chats[int(ada(api))].floods.append(5)
    for left in (5, 3):
        body = await call(api, "sendMessage", chat_id=ada(api), text="x")
        assert body["parameters"] == {"retry_after": left}
        clock.advance_to(clock.monotonic() + 2)
    clock.advance_to(5)
    assert (await call(api, "sendMessage", chat_id=ada(api), text="x"))["ok"]
