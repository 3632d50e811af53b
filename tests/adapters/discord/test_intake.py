"""What people do on Discord, as core gets it, and what they are told at once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.backend.models.interaction import ResponseKind
from simcord.enums import OverwriteType

from core.chat import ChatKind, Command, Medium, Message
from core.language.phrases import say
from tests.adapters.discord.kit import Bench
from tests.e2e.discord_api.faults import Fault
from tests.e2e.discord_api.server import File

JPEG = File("beach.jpg", b"\xff\xd8 not really", "image/jpeg")
DENY_SEND = 1 << 11


def _deny(bench: Bench, channel_id: int, bit: int) -> None:
    bot = bench.api.backend.bot_user.id
    bench.api.backend.set_overwrite(channel_id, Overwrite(bot, OverwriteType.MEMBER, 0, bit))


async def test_private_message_is_taken_in_with_its_photos(running: Bench) -> None:
    """A private message arrives with words, photos, and an address that outlives the process."""
    ada = running.api.user("Ada")
    message = running.api.say(ada, running.api.dm(ada.id), "make a promo", [JPEG])
    incoming = await running.taken()
    assert incoming.address == running.private(ada.id)
    assert incoming.address.kind is ChatKind.PRIVATE
    assert (incoming.text, incoming.message, incoming.event) == (
        "make a promo",
        str(message),
        f"m{message}",
    )
    photo = incoming.attachments[0]
    assert (photo.medium, photo.name, photo.mime, photo.size) == (
        Medium.PHOTO,
        "beach.jpg",
        "image/jpeg",
        len(JPEG.data),
    )


@pytest.mark.parametrize(
    ("mime", "medium"),
    [
        ("image/heic", Medium.PHOTO),
        ("image/gif", Medium.ANIMATION),
        ("video/mp4; codecs=avc1", Medium.VIDEO),
        ("audio/mpeg", Medium.AUDIO),
        ("application/pdf", Medium.DOCUMENT),
    ],
)
async def test_attachments_say_what_they_are(running: Bench, mime: str, medium: Medium) -> None:
    """The medium follows the type that Discord names."""
    ada = running.api.user("Ada")
    running.api.say(ada, running.api.dm(ada.id), "", [File("x.bin", b"1", mime)])
    assert (await running.taken()).attachments[0].medium is medium


async def test_guild_message_counts_only_when_it_names_the_bot(running: Bench) -> None:
    """In a guild a mention is taken in without the mention's own text, other talk is not."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada, tier=2))
    bot = running.api.backend.bot_user.id
    running.api.say(ada, room, "just chatting")
    running.api.say(ada, room, f"<@{bot}>  make it 9:16")
    incoming = await running.taken()
    assert [each.text for each in running.service.taken] == ["make it 9:16"]
    assert incoming.address.kind is ChatKind.GROUP
    assert incoming.address.chat == str(room.id)
    assert incoming.address.upload_limit == 50 * 1024 * 1024


async def test_thread_is_a_conversation_of_its_own(running: Bench) -> None:
    """In a thread the parent is the chat and the thread is part of the key."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    thread = running.api.thread(room, ada)
    bot = running.api.backend.bot_user.id
    running.api.say(ada, thread, f"<@{bot}> hello")
    address = (await running.taken()).address
    assert (address.chat, address.thread) == (str(room.id), str(thread.id))


async def test_reply_brings_the_media_it_answers(running: Bench) -> None:
    """A reply to a photo brings that photo along as context."""
    ada = running.api.user("Ada")
    dm = running.api.dm(ada.id)
    first = running.api.say(ada, dm, "", [JPEG])
    await running.taken()
    running.api.say(ada, dm, "use this one", reply_to=first)
    incoming = await running.taken(2)
    assert [each.name for each in incoming.quoted] == ["beach.jpg"]
    assert incoming.attachments == ()


async def test_a_reply_to_what_discord_does_not_show(running: Bench) -> None:
    """Where the bot is not named it sees no words and no files: the reply says so."""
    ada, ben = running.api.user("Ada"), running.api.user("Ben")
    room = running.api.channel(running.api.guild(ada, ben))
    bot = f"<@{running.api.backend.bot_user.id}>"
    silent = running.api.say(ben, room, "a film about otters", [JPEG])
    named = running.api.say(ben, room, f"{bot} a film about otters")
    running.api.say(ada, room, f"{bot} make this", reply_to=silent)
    running.api.say(ada, room, f"{bot} make this", reply_to=named)
    await running.taken(3)
    _, hidden, shown = running.service.taken
    assert (hidden.hidden, hidden.pointed, hidden.quoted, hidden.unread) == (True, "", (), False)
    assert (shown.hidden, shown.pointed) == (False, "a film about otters")


async def test_a_reply_to_what_was_passed_on(running: Bench) -> None:
    """The words and files of a forward are those that the reply is about."""
    ada = running.api.user("Ada")
    elsewhere = running.api.channel(running.api.guild(ada, with_bot=False))
    original = running.api.say(ada, elsewhere, "a film about otters")
    dm = running.api.dm(ada.id)
    where = {"type": 1, "message_id": str(original), "channel_id": str(elsewhere.id)}
    passed_on = running.api.backend.prepare_message(dm.id, ada.id, "", reference=where)
    running.api.backend.commit_message(passed_on)
    running.api.say(ada, dm, "make this", reply_to=passed_on.id)
    await running.taken(2)
    reply = running.service.taken[-1]
    assert (reply.pointed, reply.hidden) == ("a film about otters", False)


async def test_typed_command_is_a_command(running: Bench) -> None:
    """Somebody who types "/export 720p" as plain text is understood all the same."""
    ada = running.api.user("Ada")
    running.api.say(ada, running.api.dm(ada.id), "/export 720p")
    command = (await running.taken()).command
    assert command is not None
    assert (command.name, command.args) == ("export", "720p")


async def test_slash_command_is_written_down_then_answered(running: Bench) -> None:
    """A command reaches core with its options, and is answered for its sender alone."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    record = running.people.slash(ada, room, "export", {"quality": "720p"})
    incoming = await running.taken()
    await running.until(lambda: record.responded)
    assert incoming.command is not None
    assert (incoming.command.name, incoming.command.args) == ("export", "720p")
    assert record.ephemeral
    shown = running.api.backend.get_message(room.id, record.message_id or 0)
    assert shown.content == say("en", "discord-noted")


async def test_personal_command_thinks_until_the_whisper(running: Bench) -> None:
    """/credits is deferred ephemerally, and core's whisper fills that same answer in."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    record = running.people.slash(ada, room, "credits")
    incoming = await running.taken()
    await running.adapter.chat.whisper(
        incoming.address, Message("**100** credits"), answer=incoming.answer
    )
    assert record.response_kind is ResponseKind.MESSAGE
    shown = running.api.backend.get_message(room.id, record.message_id or 0)
    assert shown.content == "**100** credits"
    assert shown.is_ephemeral


async def test_slow_books_are_acknowledged_first(running: Bench) -> None:
    """When writing takes longer than Discord waits, Discord is told first; both promises hold."""
    running.service.gate = asyncio.Event()
    ada = running.api.user("Ada")
    record = running.people.slash(ada, running.api.dm(ada.id), "status")
    await running.until(lambda: running.clock.next_due() is not None)
    assert not record.responded
    running.clock.advance_to(running.clock.monotonic() + 1.5)
    await running.until(lambda: record.responded)
    assert running.service.taken == []
    running.service.gate.set()
    await running.taken()


async def test_books_that_fail_are_confessed(running: Bench) -> None:
    """A command that could not be written down is not pretended to be under way."""
    running.service.broken = 1
    ada = running.api.user("Ada")
    dm = running.api.dm(ada.id)
    record = running.people.slash(ada, dm, "status")
    await running.until(lambda: record.responded)
    shown = running.api.backend.get_message(dm.id, record.message_id or 0)
    assert shown.content == say("en", "discord-not-taken")


async def test_message_is_tried_again_while_books_fail(running: Bench) -> None:
    """A message that could not be written is tried again, since Discord never repeats it."""
    running.service.broken = 2
    ada = running.api.user("Ada")
    running.api.say(ada, running.api.dm(ada.id), "hello")
    await running.waited(lambda: running.service.taken)
    assert running.service.taken[0].text == "hello"


async def test_video_command_brings_prompt_and_photos(running: Bench) -> None:
    """/video carries its prompt and the photos in their order."""
    ada = running.api.user("Ada")
    second = File("two.png", b"2", "image/png")
    running.people.slash(
        ada,
        running.api.dm(ada.id),
        "video",
        {"photo2": second, "prompt": "a promo", "photo1": JPEG},
    )
    incoming = await running.taken()
    assert incoming.command == Command("video", "a promo")
    assert [each.name for each in incoming.attachments] == ["beach.jpg", "two.png"]


async def test_projects_complete_while_typing(running: Bench) -> None:
    """/projects offers the titles that core knows, 25 at most, and none too long for Discord."""
    running.service.titles = ["Summer sale", "x" * 101, "Winter", *(f"Sale {n}" for n in range(30))]
    ada = running.api.user("Ada")
    record = running.people.complete(ada, running.api.dm(ada.id), "projects", "project", "ale")
    await running.until(lambda: record.responded)
    offered = [choice["name"] for choice in record.autocomplete_choices or ()]
    assert offered == ["Summer sale", *(f"Sale {n}" for n in range(24))]


async def test_video_opens_a_thread_when_asked(running: Bench) -> None:
    """/video with `thread` is a request made in a new thread, and its author learns where."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    options: dict[str, str | bool | File] = {"prompt": "a   promo", "thread": True}
    record = running.people.slash(ada, room, "video", options)
    address = (await running.taken()).address
    thread = running.api.backend.get_channel(int(address.thread))
    assert (address.chat, thread.parent_id, thread.name) == (str(room.id), room.id, "a promo")
    assert ada.id in thread.thread_members
    text = say("en", "discord-noted-thread", thread=f"<#{thread.id}>")
    await running.until(
        lambda: running.api.backend.get_message(room.id, record.message_id or 0).content == text
    )


async def test_video_without_a_thread_to_be_had_stays_in_the_channel(running: Bench) -> None:
    """Where opening the thread is refused the request is taken in all the same."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    running.api.faults.add(Fault("POST", "/channels/*/threads", 403, 50013))
    running.people.slash(ada, room, "video", {"prompt": "a promo", "thread": True})
    address = (await running.taken()).address
    assert (address.chat, address.thread) == (str(room.id), "")


async def test_video_seen_by_two_processes_opens_one_thread(running: Bench) -> None:
    """Only the process whose acknowledgement Discord took opens a thread and writes it down."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    events: list[Mapping[str, Any]] = []
    running.api.backend.subscribers.append(
        lambda name, payload: events.append(payload) if name == "INTERACTION_CREATE" else None
    )
    record = running.people.slash(ada, room, "video", {"prompt": "a promo", "thread": True})
    running.people.redeliver(record, events[0])
    calls = running.api.rest.calls
    await running.until(
        lambda: sorted(c.answered for c in calls if c.path.endswith("/callback")) == [200, 400]
    )
    assert (await running.taken()).address.thread
    running.people.slash(ada, room, "status")
    await running.taken(2)
    assert len([call for call in calls if call.path.endswith("/threads")]) == 1
    assert len(running.service.taken) == 2


async def test_video_acknowledged_too_late_stays_in_the_channel(running: Bench) -> None:
    """Where Discord gave the command up nothing is opened, but the request is taken in."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    running.api.faults.add(Fault("POST", "/interactions/*/callback", 404, 10062))
    running.people.slash(ada, room, "video", {"prompt": "a promo", "thread": True})
    address = (await running.taken()).address
    assert (address.chat, address.thread) == (str(room.id), "")


@pytest.mark.parametrize("right", ["create_public_threads", "send_messages_in_threads"])
async def test_video_opens_no_thread_that_it_could_not_write_in(running: Bench, right: str) -> None:
    """A thread needs the right to open it and the right to post in it."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    _deny(running, room.id, discord.Permissions(**{right: True}).value)
    running.people.slash(ada, room, "video", {"prompt": "a promo", "thread": True})
    address = (await running.taken()).address
    assert (address.chat, address.thread) == (str(room.id), "")
    assert not any(call.path.endswith("/threads") for call in running.api.rest.calls)


async def test_message_command_takes_that_message(running: Bench) -> None:
    """ "Make a video from this" takes the files of a message that never named the bot."""
    ada, bob = running.api.user("Ada"), running.api.user("Bob")
    room = running.api.channel(running.api.guild(ada, bob))
    target = running.api.say(bob, room, "our trip", [JPEG])
    running.people.context(ada, room, say("en", "command-message-video"), target)
    incoming = await running.taken()
    assert incoming.address.user == str(ada.id)
    assert incoming.command == Command("video", "our trip")
    assert [(each.name, each.message) for each in incoming.attachments] == [
        ("beach.jpg", str(target))
    ]


async def test_login_asks_in_a_form_and_answers_in_private(running: Bench) -> None:
    """The token goes into a form, never into a channel, and belongs to the private chat."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada))
    record = running.people.slash(ada, room, "login")
    await running.until(lambda: record.modal is not None)
    assert running.service.taken == []
    running.people.submit(ada, record, "tok_123")
    incoming = await running.taken()
    assert incoming.command is not None
    assert (incoming.command.name, incoming.command.args) == ("login", "tok_123")
    assert incoming.address == running.private(ada.id)


async def test_login_offers_no_option_for_the_token(running: Bench) -> None:
    """/login has no options: Discord shows a command's options to the whole channel."""
    command = running.api.backend.find_command("login", None)
    assert command is not None
    assert command["options"] == []


async def test_closed_channel_is_explained_and_answered_in_private(running: Bench) -> None:
    """Without the right to write, the person learns which one is missing where, and gets a DM."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada), "studio")
    _deny(running, room.id, DENY_SEND)
    bot = running.api.backend.bot_user.id
    await running.until(lambda: running.client.get_channel(room.id) is not None)
    running.api.say(ada, room, f"<@{bot}> a promo please")
    incoming = await running.taken()
    assert incoming.address == running.private(ada.id)
    hint = running.api.posts(running.api.dm(ada.id).id)[0]
    assert "Send Messages" in hint.content
    assert "studio" in hint.content
    record = running.people.slash(ada, room, "status")
    assert (await running.taken(2)).address == running.private(ada.id)
    await running.until(lambda: record.responded)
    assert (
        "Send Messages" in running.api.backend.get_message(room.id, record.message_id or 0).content
    )


async def test_user_installed_use_is_answered_in_private(running: Bench) -> None:
    """In a guild that never invited the bot, the result comes by DM, and that is said."""
    ada = running.api.user("Ada")
    room = running.api.channel(running.api.guild(ada, with_bot=False))
    record = running.people.slash(ada, room, "video", {"prompt": "a promo"})
    assert (await running.taken()).address == running.private(ada.id)
    await running.until(lambda: record.responded)
    shown = running.api.backend.get_message(room.id, record.message_id or 0)
    assert shown.content == say("en", "discord-noted-private")


async def test_invitation_is_announced(running: Bench) -> None:
    """An invitation reaches core with a channel where the bot may write."""
    await running.until(lambda: running.client.is_ready())
    with running.api.quiet():
        guild = running.api.guild(running.api.user("Ada"))
        closed = running.api.channel(guild, "rules")
        room = running.api.channel(guild, "general")
        _deny(running, closed.id, DENY_SEND)
    running.api.invite(guild)
    await running.until(lambda: running.service.joins)
    assert running.service.joins[0].address.chat == str(room.id)
    assert running.service.joins[0].name == "@TestBot"
