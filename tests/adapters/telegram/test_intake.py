"""Written down first, acknowledged then: polling and webhook."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings, webhook_secret
from adapters.telegram.intake import TelegramUnusable
from tests.adapters.telegram.kit import Stage, stage
from tests.e2e.telegram_api import TOKEN, BotApi, Refusal
from tests.e2e.telegram_api.state import written
from tests.ports import free_port


async def called(api: BotApi, method: str, times: int = 1) -> None:
    """Wait until the bot made so many calls of a method."""
    while sum(call.method == method for call in api.calls) < times:
        await api.next_call()


async def test_an_update_is_acknowledged_after_it_was_written_down() -> None:
    """While the store is busy, Telegram keeps the update; afterwards it is gone there."""
    async with stage() as there:
        there.service.gate.clear()
        there.run()
        update = there.say("hi")
        await called(there.api, "getUpdates")
        assert there.api.pending() == [update["update_id"]]
        there.service.gate.set()
        assert (await there.service.received.get()).text == "hi"
        await called(there.api, "getUpdates", 2)
        assert there.api.pending() == []


async def test_a_store_that_fails_loses_nothing() -> None:
    """What could not be written down is asked for again, and the others behind it wait."""
    async with stage() as there:
        there.service.failures = [OSError("disk full"), OSError("disk full")]
        there.say("first")
        there.say("second")
        there.run()
        assert await there.clock.wake_next() == 1
        assert await there.clock.wake_next() == 2
        got = [(await there.service.received.get()).text for _ in range(2)]
        assert got == ["first", "second"]


async def test_an_update_that_nobody_can_read_stops_nothing() -> None:
    """A broken update is logged and acknowledged; the next one arrives."""
    async with stage() as there:
        there.api.push("message", {"message_id": "nonsense", "chat": 5})
        there.say("after it")
        there.run()
        assert (await there.service.received.get()).text == "after it"
        await called(there.api, "getUpdates", 2)
        assert there.api.pending() == []


async def test_only_wanted_updates_are_asked_for() -> None:
    """Reactions and channel posts are never even sent to us."""
    async with stage() as there:
        there.run()
        await called(there.api, "getUpdates")
        assert there.api.allowed == [
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
        ]
        assert there.api.calls[0].method == "getMe"
        assert "deleteWebhook" in [call.method for call in there.api.calls]


async def test_telegram_out_of_reach_is_waited_out() -> None:
    """An outage backs off, growing, and ends by itself."""
    async with stage() as there:
        await there.api.stop()
        there.run()
        waits = [await there.clock.wake_next() for _ in range(3)]
        assert waits == [1, 2, 4]
        await there.api.start()
        there.say("back")
        assert await there.clock.wake_next() == 8
        assert (await there.service.received.get()).text == "back"


async def test_health_is_told_at_once() -> None:
    """At the start and after an outage nobody waits for the end of a poll that is held open."""
    async with stage() as there:
        there.run()
        await called(there.api, "getUpdates", 2)
        assert there.adapter.connection.connected
        there.api.refuse("getUpdates", Refusal(502, "Bad Gateway"))
        there.say("hi")
        await there.clock.wake_next()
        assert not there.adapter.connection.connected
        await called(there.api, "getUpdates", 4)
        held = [c.params.get("timeout", 0) for c in there.api.calls if c.method == "getUpdates"]
        assert held == [0, 50, 0, 50]
        assert there.adapter.connection.connected


async def test_two_pollers_are_told_and_waited_out() -> None:
    """Somebody else polls with our token: health says so, and we try on until the slot is free."""
    async with stage() as there:
        there.run()
        async with aiohttp.ClientSession() as session:
            for _ in range(12):
                await called(there.api, "getUpdates")
                there.api.calls.clear()
                other = asyncio.create_task(
                    session.post(f"{there.api.url}/bot{TOKEN}/getUpdates", data={"timeout": "50"})
                )
                await called(there.api, "getUpdates")
                there.api.calls.clear()
                assert await there.clock.wake_next() == 5
                assert not there.adapter.connection.connected
                assert there.adapter.connection.trouble.startswith("Another program")
                other.cancel()
                await asyncio.gather(other, return_exceptions=True)
        there.say("hi")
        assert (await there.service.received.get()).text == "hi"
        assert there.adapter.connection.connected


async def test_an_update_that_core_never_takes_stops_nothing() -> None:
    """It is tried three times, then dropped with a line in the log; the next one arrives."""
    async with stage() as there:
        there.service.failures = [ValueError("a defect")] * 3
        there.say("poison")
        there.say("after it")
        there.run()
        assert [await there.clock.wake_next() for _ in range(2)] == [1, 2]
        assert (await there.service.received.get()).text == "after it"


async def test_nobody_waits_for_another_s_flood() -> None:
    """Chats are taken in side by side, each in its order; nothing is acknowledged before all."""
    async with stage() as there:
        ben = there.api.state.add_user("Ben", "en")
        ben.opened = True
        held = asyncio.Event()
        there.service.held = {str(there.ada.id): held}
        for number in range(20):
            there.say(f"flood {number}")
        chat = there.api.state.chats[ben.id]
        there.api.deliver(there.api.state.post(chat, ben, written("hello"), 1))
        there.run()
        assert (await there.service.received.get()).text == "hello"
        assert len(there.api.pending()) == 21
        held.set()
        got = [(await there.service.received.get()).text for _ in range(20)]
        assert got == [f"flood {number}" for number in range(20)]
        await called(there.api, "getUpdates", 2)
        assert there.api.pending() == []


async def test_run_again_after_a_refused_token() -> None:
    """A token that is refused in mid-service ends the run; a new run takes messages in again."""
    async with stage() as there:
        run = there.run()
        await called(there.api, "getUpdates", 2)
        there.api.refuse("getUpdates", Refusal(401, "Unauthorized"))
        there.say("hi")
        with pytest.raises(TelegramUnusable):
            await run
        assert there.adapter.connection.begun
        assert not there.adapter.connection.connected
        there.run()
        # What was not acknowledged comes once more; core's own books drop it.
        assert (await there.service.received.get()).text == "hi"
        assert (await there.service.received.get()).text == "hi"


async def test_a_refused_token_stops_with_an_explanation() -> None:
    """A wrong token is for the operator, and is not repeated to anybody."""
    async with stage(token=SecretStr("1:wrong")) as there:
        with pytest.raises(TelegramUnusable, match="BotFather") as raised:
            await there.run()
        assert "1:wrong" not in repr(raised.value)


async def test_a_flood_at_the_start_is_waited_out() -> None:
    """Telegram says how long to wait; so it is done."""
    async with stage() as there:
        there.api.refuse("getMe", Refusal(429, "Too Many Requests: retry after 9", retry_after=9))
        there.run()
        assert await there.clock.wake_next() == 9
        there.say("hi")
        await there.service.received.get()


async def test_a_press_is_answered_soon() -> None:
    """The button stops spinning, also when nobody had anything to say."""
    async with stage() as there:
        there.api.state.queries["q1"] = None
        shown = there.api.state.post(
            there.api.state.chats[there.ada.id], None, written("shown"), 1
        )  # the bot's own
        there.run()
        there.api.push(
            "callback_query",
            {"id": "q1", "from": there.ada.json(), "chat_instance": "c", "data": "x",
             "message": shown.json()},
        )  # fmt: skip
        got = await there.service.received.get()
        assert got.answer == "q1"
        assert await there.clock.wake_next() < 1
        await called(there.api, "answerCallbackQuery")
        assert there.api.state.queries["q1"] == ""


async def test_upgrades_are_passed_on() -> None:
    """A group's new id reaches core through the same door as messages."""
    async with stage() as there:
        there.run()
        there.api.push(
            "message",
            {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "g"},
             "from": there.ada.json(), "migrate_to_chat_id": -100},
        )  # fmt: skip
        there.say("hi")
        await there.service.received.get()
        assert there.service.moves == [("-5", "-100")]


def webhook() -> dict[str, Any]:
    """Settings for a webhook on a free port."""
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}/tg/hook", "port": port}


async def test_webhook_answers_after_it_was_written_down() -> None:
    """200 only after the commit; a store that fails makes Telegram send it again."""
    async with stage(**webhook()) as there:
        there.service.failures = [OSError("disk full")]
        there.run()
        there.say("hi")
        there.say("there")
        # Our own look at the webhook sleeps too, for longer; the turns are waited for.
        while there.clock.next_due() in (None, 60):  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert await there.clock.wake_next() == 1
        assert [(await there.service.received.get()).text for _ in range(2)] == ["hi", "there"]


async def test_webhook_takes_nothing_without_the_secret() -> None:
    """A wrong or missing secret is refused, broken bodies are not taken, others are."""
    settings = webhook()
    async with stage(**settings) as there, aiohttp.ClientSession() as session:
        there.run()
        await called(there.api, "setWebhook")
        name = "X-Telegram-Bot-Api-Secret-Token"
        secret = webhook_secret(TelegramSettings(SecretStr(TOKEN)))
        body = {"update_id": 1, "message": there.say("hi")["message"]}

        async def post(headers: dict[str, str], **content: Any) -> int:
            async with session.post(settings["webhook_url"], headers=headers, **content) as answer:
                return answer.status

        await there.service.received.get()
        assert await post({}, json=body) == 403
        assert await post({name: secret[:-1]}, json=body) == 403
        assert await post({name: secret}, data=b"{nonsense") == 400
        assert await post({name: secret}, json=[]) == 400
        deep = b'{"update_id": 7, "message": ' + b"[" * 100 + b"]" * 100 + b"}"
        assert await post({name: secret}, data=deep) == 400
        assert await post({name: secret}, data=deep.replace(b"[", b"[" * 5000)) == 400
        assert there.service.received.empty()
        assert await post({name: secret}, json=body) == 200
        assert (await there.service.received.get()).text == "hi"


async def test_a_webhook_secret_of_any_bytes_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    """Bytes that are no text are a wrong secret like any other, and leave no traceback."""
    settings = webhook()
    async with stage(**settings) as there:
        there.run()
        await called(there.api, "setWebhook")
        reader, writer = await asyncio.open_connection("127.0.0.1", settings["port"])
        writer.write(
            b"POST /tg/hook HTTP/1.1\r\nHost: bot\r\nContent-Length: 2\r\nConnection: close\r\n"
            b"X-Telegram-Bot-Api-Secret-Token: \xff\xfe\r\n\r\n{}"
        )
        answer = await reader.read()
        writer.close()
        assert answer.startswith(b"HTTP/1.1 403")
        assert not any(record.exc_info for record in caplog.records)


async def test_the_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """Even with every library at DEBUG the token shows nowhere."""
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore", "telegram", "aiohttp")]
    levels = [logger.level for logger in loggers]
    with caplog.at_level(logging.DEBUG):
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
        try:
            async with stage() as there:
                there.run()
                there.say("hi")
                await there.service.received.get()
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
    assert any(record.name == "httpx" for record in caplog.records)
    assert TOKEN.partition(":")[2] not in caplog.text


def test_settings_show_no_token() -> None:
    """Printing the settings shows neither token nor secret."""
    shown = repr(TelegramSettings(SecretStr(TOKEN), secret=SecretStr("hook-secret")))
    assert TOKEN not in shown
    assert "hook-secret" not in shown


async def test_an_adapter_that_never_ran_closes() -> None:
    """A worker uses only the chat; closing it is enough."""
    async with stage() as there:
        assert isinstance(there, Stage)
        assert isinstance(there.adapter, TelegramAdapter)


async def test_a_webhook_that_somebody_took_over_is_taken_back() -> None:
    """Telegram is asked now and then where it pushes to."""
    async with stage(**webhook()) as there:
        there.run()
        await called(there.api, "setWebhook")
        async with aiohttp.ClientSession() as session:
            url = f"{there.api.url}/bot{TOKEN}/setWebhook"
            await session.post(url, data={"url": "http://127.0.0.1:9/elsewhere"})
        there.api.calls.clear()
        await there.clock.wake_next()
        await called(there.api, "setWebhook")
        there.say("hi")
        assert (await there.service.received.get()).text == "hi"
