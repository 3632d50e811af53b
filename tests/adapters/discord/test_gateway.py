"""Losing the gateway, and what is found again afterwards."""

from __future__ import annotations

import asyncio
import logging

import discord
import pytest
from pydantic import SecretStr

from adapters.discord.adapter import (
    DiscordAdapter,
    DiscordSettings,
    DiscordUnusable,
    keep_out_of_logs,
)
from core.chat import KnownChat, Message
from tests.adapters.discord.kit import Bench, bench
from tests.e2e.clock import FakeClock
from tests.e2e.discord_api.faults import Fault
from tests.e2e.discord_api.server import UNBUILDABLE, File


async def test_resumed_session_replays_what_was_missed(running: Bench) -> None:
    """A dropped connection is resumed, and what was said meanwhile arrives."""
    ada = running.api.user("Ada")
    session = next(iter(running.api.gateway.sessions.values()))
    await running.api.gateway.ask_to_reconnect()
    await running.until(lambda: session.socket is None)
    running.api.say(ada, running.api.dm(ada.id), "while you were out")
    assert (await running.taken()).text == "while you were out"
    assert running.api.gateway.resumes == 1


async def test_invalid_session_catches_up_from_history(running: Bench) -> None:
    """A lost session brings nothing back, so known channels are read; nothing comes twice."""
    ada = running.api.user("Ada")
    dm = running.api.dm(ada.id)
    first = running.api.say(ada, dm, "before")
    await running.taken()
    running.service.known = [KnownChat(f"@{ada.id}", "", str(first))]
    await running.api.gateway.invalidate()
    running.api.say(ada, dm, "in the gap", [File("a.jpg", b"1", "image/jpeg")])
    await running.waited(lambda: len(running.api.gateway.identifies) == 2)
    incoming = await running.taken(2)
    assert [each.text for each in running.service.taken] == ["before", "in the gap"]
    assert incoming.attachments[0].name == "a.jpg"


async def test_start_reads_what_came_while_down(discord_bench: Bench) -> None:
    """A restart reads each known channel from its newest message on, guild channels too."""
    api, ada = discord_bench.api, discord_bench.api.user("Ada")
    room = api.channel(api.guild(ada))
    bot = api.backend.bot_user.id
    old = api.say(ada, room, f"<@{bot}> taken already")
    api.say(ada, room, f"<@{bot}> while down")
    api.say(ada, room, "not for the bot")
    discord_bench.service.known = [
        KnownChat("404", "", "1"),
        KnownChat(str(room.id), "", str(old)),
    ]
    await discord_bench.run()
    await discord_bench.taken()
    assert [each.text for each in discord_bench.service.taken] == ["while down"]


async def test_chatter_does_not_hide_what_was_missed(discord_bench: Bench) -> None:
    """In a busy channel a request stands behind, and before, more talk than one page holds."""
    api, ada = discord_bench.api, discord_bench.api.user("Ada")
    room = api.channel(api.guild(ada))
    bot = api.backend.bot_user.id
    old = api.say(ada, room, f"<@{bot}> taken already")
    for n in range(60):
        api.say(ada, room, f"chatter {n}")
    api.say(ada, room, f"<@{bot}> first")
    for n in range(60):
        api.say(ada, room, f"more chatter {n}")
    api.say(ada, room, f"<@{bot}> second")
    discord_bench.service.known = [KnownChat(str(room.id), "", str(old))]
    await discord_bench.run()
    await discord_bench.taken(2)
    assert [each.text for each in discord_bench.service.taken] == ["first", "second"]


async def test_stand_in_gives_the_window_next_to_after(running: Bench) -> None:
    """Like Discord: what directly follows an id, and not the newest messages of the channel."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    sent = [running.api.say(ada, room, str(n)) for n in range(7)]
    found = await running.client.http.logs_from(room.id, 3, after=sent[1])
    assert [int(each["id"]) for each in found] == [sent[4], sent[3], sent[2]]


async def test_only_places_of_the_own_shards_are_read() -> None:
    """A process reads what its own shards missed; the private chats are shard 0's."""
    made = await bench(shard_count=2, shard_ids=(1,))
    api, ada = made.api, made.api.user("Ada")
    bot = api.backend.bot_user.id
    rooms: dict[int, int] = {}
    while len(rooms) < 2:
        guild = api.guild(ada)
        rooms.setdefault((guild.id >> 22) % 2, api.channel(guild).id)
        made.clock.advance_to(made.clock.monotonic() + 0.001)
    for room in rooms.values():
        api.say(ada, api.backend.get_channel(room), f"<@{bot}> on shard {room == rooms[1]:d}")
    api.say(ada, api.dm(ada.id), "in private")
    # What must not be read would be read first.
    others = (str(rooms[0]), f"@{ada.id}")
    made.service.known = [
        KnownChat(str(rooms[1]), "", "1"),
        *(KnownChat(o, "", "2") for o in others),
    ]
    await made.run()
    await made.taken()
    read = [call.path for call in api.rest.calls if call.path.endswith("/messages")]
    assert [each.text for each in made.service.taken] == ["on shard 1"]
    assert read == [f"/channels/{rooms[1]}/messages"]
    await made.stop()


async def test_history_older_than_a_day_is_left_alone(discord_bench: Bench) -> None:
    """After a long outage nobody gets answers to questions of the day before yesterday."""
    api, ada = discord_bench.api, discord_bench.api.user("Ada")
    dm = api.dm(ada.id)
    first = api.say(ada, dm, "seen")
    api.say(ada, dm, "two days ago")
    discord_bench.clock.advance_to(48 * 3600.0)
    api.say(ada, dm, "now")
    discord_bench.service.known = [KnownChat(f"@{ada.id}", "", str(first))]
    await discord_bench.run()
    await discord_bench.taken()
    assert [each.text for each in discord_bench.service.taken] == ["now"]


async def test_no_privileged_intent_is_asked_for(running: Bench) -> None:
    """The gateway is asked for guilds and messages only."""
    asked = discord.Intents(running.api.gateway.identifies[0]["intents"])
    assert {name for name, on in asked if on} == {"guilds", "guild_messages", "dm_messages"}


async def test_wrong_token_is_the_operators_to_mend() -> None:
    """A refused token ends the adapter with a sentence for the operator, without the token."""
    made = await bench()
    made.api.token = "another"
    with pytest.raises(DiscordUnusable) as raised:
        await made.adapter.run(made.service)
    assert "DISCORD_TOKEN" in str(raised.value)
    assert "stand-in-token" not in str(raised.value)
    await made.stop()


async def test_start_waits_for_discord() -> None:
    """Discord being down at the start is waited for, with growing pauses."""
    made = await bench()
    for _ in range(3):
        made.api.faults.add(Fault("GET", "/users/@me", 503))
    made.running = asyncio.create_task(made.adapter.run(made.service))
    await made.waited(lambda: made.api.gateway.identifies)
    assert made.clock.monotonic() == 1.0 + 2.0 + 5.0
    await made.stop()


async def test_refused_commands_stop_nothing() -> None:
    """A day's limit on new commands leaves the bot running with the commands it had."""
    made = await bench()
    made.api.faults.add(Fault("PUT", "/applications/*", 400, 30034))
    await made.run()
    ada = made.api.user("Ada")
    made.api.say(ada, made.api.dm(ada.id), "hello")
    await made.taken()
    assert made.service.notes == {}
    await made.stop()


def test_debug_lines_of_the_library_stay_off() -> None:
    """discord.py's DEBUG lines would hold a token typed into the login form."""
    library = logging.getLogger("discord")
    library.setLevel(logging.DEBUG)
    keep_out_of_logs()
    assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)


def test_a_start_without_voice_libraries_warns_of_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Voice is nothing to install for this bot; other warnings come through."""
    for flag in ("warn_nacl", "warn_dave"):
        monkeypatch.setattr(discord.VoiceClient, flag, True)
    DiscordAdapter(DiscordSettings(SecretStr("token")), FakeClock())
    assert caplog.messages == []
    logging.getLogger("discord.client").warning("something else")
    assert caplog.messages == ["something else"]


async def test_shards_of_this_process_only() -> None:
    """A shard range connects its own shards and leaves the commands to shard 0's process."""
    made = await bench(shard_count=4, shard_ids=(2, 3))
    running = asyncio.create_task(made.adapter.run(made.service))
    # discord.py identifies one shard after the other.
    await made.waited(lambda: len(made.api.gateway.identifies) == 2)
    assert [each["shard"] for each in made.api.gateway.identifies] == [[2, 4], [3, 4]]
    assert made.service.notes == {}
    await made.stop()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("kind", UNBUILDABLE)
async def test_an_event_that_the_library_cannot_build(running: Bench, kind: str) -> None:
    """It is logged and skipped; the connection stays, and the next message arrives."""
    ada = running.api.user("Ada")
    dm = running.api.dm(ada.id)
    running.api.say_raw(ada, dm, UNBUILDABLE[kind])
    running.api.say(ada, dm, "after it")
    await running.taken()
    assert [each.text for each in running.service.taken] == ["after it"]
    assert len(running.api.gateway.identifies) == 1
    assert running.adapter.connection.connected


async def test_history_goes_on_behind_what_cannot_be_built(discord_bench: Bench) -> None:
    """One unreadable message among those that were missed does not hide the others."""
    api, ada = discord_bench.api, discord_bench.api.user("Ada")
    dm = api.dm(ada.id)
    old = api.say(ada, dm, "taken already")
    api.say(ada, dm, "before it")
    for kind in UNBUILDABLE.values():
        api.say_raw(ada, dm, kind)
    api.say(ada, dm, "after it")
    discord_bench.service.known = [KnownChat(f"@{ada.id}", "", str(old))]
    await discord_bench.run()
    await discord_bench.taken(2)
    assert [each.text for each in discord_bench.service.taken] == ["before it", "after it"]


async def test_run_again_with_a_new_client(running: Bench) -> None:
    """After the gateway was closed for good a new run listens again, and posts go on."""
    listening = running.running
    assert listening is not None
    await running.api.gateway.refuse(4004)
    with pytest.raises(DiscordUnusable):
        await listening
    assert not running.adapter.connection.connected
    await running.run()
    ada = running.api.user("Ada")
    running.api.say(ada, running.api.dm(ada.id), "hello again")
    assert (await running.taken()).text == "hello again"
    ref = await running.adapter.chat.send(running.private(ada.id), Message("still here"))
    assert ref.message
