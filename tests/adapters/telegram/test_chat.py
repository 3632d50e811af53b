"""The Chat port against the stand-in: what is posted, and what each refusal means."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from adapters.telegram.chat import TelegramChat
from core.chat import (
    Activity,
    Ambiguous,
    Button,
    ChatError,
    File,
    Flood,
    Gone,
    Message,
    MessageGone,
    MessageRef,
    NoMedia,
    PostRejected,
    TooBig,
    Unreachable,
    Video,
)
from core.language.phrases import say
from tests.adapters.telegram.kit import Stage, stage
from tests.e2e.telegram_api import Refusal
from tests.e2e.telegram_api.state import Post, written


@pytest.fixture
async def there() -> AsyncIterator[Stage]:
    """A stand-in and an adapter that talks to it."""
    async with stage() as made:
        yield made


def posts(there: Stage) -> list[Post]:
    """What the bot's messages look like now, oldest first."""
    return [post for post in there.api.state.posts.values() if not post.deleted]


def a_video(tmp_path: Path, size: int = 5000) -> Video:
    """A file of so many bytes with a thumbnail."""
    path, preview = tmp_path / "v.mp4", tmp_path / "t.jpg"
    path.write_bytes(b"\0\0\0\x18ftyp" + b"v" * (size - 8))
    out = io.BytesIO()
    Image.new("RGB", (180, 320)).save(out, "JPEG")
    preview.write_bytes(out.getvalue())
    return Video(path, "promo.mp4", size, 1080, 1920, 15.0, preview)


async def test_send_edit_delete(there: Stage) -> None:
    """A message is posted, replaced and removed; the same edit twice is fine."""
    chat, place = there.adapter.chat, there.private()
    ref = await chat.send(
        place, Message("**On it** <3", ((Button("Cancel", "c:1"),),)), silent=True
    )
    (post,) = posts(there)
    assert (post.formatted.text, post.silent) == ("On it <3", True)
    assert post.keyboard == [[{"text": "Cancel", "callback_data": "c:1"}]]
    for _ in range(2):
        await chat.edit(place, ref, Message("Still on it", progress=0.25))
    assert post.formatted.text == "Still on it\n▰▰▰▱▱▱▱▱▱▱▱▱"
    assert post.keyboard == []
    for _ in range(2):
        await chat.delete(place, ref)
    assert posts(there) == []


async def test_edit_of_a_message_that_is_gone(there: Stage) -> None:
    """Somebody deleted it: a new one is needed."""
    with pytest.raises(MessageGone):
        await there.adapter.chat.edit(
            there.private(), MessageRef(str(there.ada.id), "77"), Message("x")
        )


async def test_video_plays(there: Stage, tmp_path: Path) -> None:
    """A video has its geometry, length, preview and caption, and starts while it loads."""
    video = a_video(tmp_path)
    ref = await there.adapter.chat.send_video(there.private(), video, Message("**Yours**: 15 s"))
    (post,) = posts(there)
    assert post.video is not None
    assert (post.video.width, post.video.height, post.video.duration) == (1080, 1920, 15)
    assert post.video.data == video.path.read_bytes()
    assert (post.video.name, post.video.streaming) == ("promo.mp4", True)
    assert post.video.thumbnail
    assert post.formatted.text == "Yours: 15 s"
    await there.adapter.chat.edit(there.private(), ref, Message("other words"))
    assert post.formatted.text == "other words"


async def test_video_over_the_limit_is_not_sent(there: Stage, tmp_path: Path) -> None:
    """A size over 50 MB is told before a byte moves; a refusal of the server's means the same."""
    big = replace(a_video(tmp_path), size=50_000_001)
    with pytest.raises(TooBig) as refused:
        await there.adapter.chat.send_video(there.private(), big, Message("x"))
    assert refused.value.limit == 50_000_000
    assert there.api.calls == []
    there.api.state.chats[there.ada.id].upload_limit = 10
    with pytest.raises(TooBig):
        await there.adapter.chat.send_video(there.private(), a_video(tmp_path), Message("x"))


async def test_send_file(there: Stage, tmp_path: Path) -> None:
    """A film goes up as a file, unchanged and without becoming a video; so does a text in memory.

    Its words can be edited, and what is larger than the chat takes is not sent.
    """
    chat, place, film = there.adapter.chat, there.private(), a_video(tmp_path)
    ref = await chat.send_file(place, File(film.name, film.path, film.size), Message("**Yours**"))
    await chat.edit(place, ref, Message("Yours still"))
    await chat.send_file(place, File("answer.txt", "漫长".encode(), 6), Message("The whole"))
    first, second = posts(there)
    assert (first.document, first.silent) == (("promo.mp4", film.path.read_bytes()), False)
    assert (first.formatted.text, first.video) == ("Yours still", None)
    assert second.document == ("answer.txt", "漫长".encode())
    with pytest.raises(TooBig, match="50000000"):
        await chat.send_file(place, File("big.mp4", film.path, 50_000_001), Message("x"))


async def test_send_picture(there: Stage, tmp_path: Path) -> None:
    """A picture is seen in the chat and rings no phone; where none may be sent that is told."""
    picture = (a_video(tmp_path).thumbnail or tmp_path).read_bytes()
    file = File("preview.jpg", picture, len(picture))
    ref = await there.adapter.chat.send_picture(there.private(), file, Message("Now"))
    (post,) = posts(there)
    assert (post.photo, post.formatted.text, post.silent) == (picture, "Now", True)
    await there.adapter.chat.delete(there.private(), ref)
    assert posts(there) == []
    group = there.group()
    there.api.state.chats[int(group.chat)].withdrawn = {"photos"}
    with pytest.raises(NoMedia):
        await there.adapter.chat.send_picture(group, file, Message("Now"))


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (Refusal(429, "Too Many Requests: retry after 7", retry_after=7), Flood),
        (Refusal(403, "Forbidden: bot was blocked by the user"), Gone),
        (Refusal(403, "Forbidden: user is deactivated"), Gone),
        (Refusal(400, "Bad Request: chat not found"), Gone),
        (Refusal(400, "Bad Request: not enough rights to send text messages to the chat"), Gone),
        (Refusal(400, "Bad Request: TOPIC_CLOSED"), Gone),
        (Refusal(400, "Bad Request: BUTTON_DATA_INVALID"), PostRejected),
        (Refusal(500, "Internal Server Error"), Unreachable),
        (Refusal(502, "Bad Gateway"), Unreachable),
        (Refusal(504, "Gateway Timeout"), Ambiguous),
        (Refusal(401, "Unauthorized"), Unreachable),
    ],
)
async def test_what_a_refusal_means(there: Stage, refusal: Refusal, error: type[ChatError]) -> None:
    """Each refusal is told apart: wait, give the chat up, try later, never again."""
    there.api.refuse("sendMessage", refusal)
    with pytest.raises(error) as raised:
        await there.adapter.chat.send(there.private(), Message("x"))
    assert type(raised.value) is error
    if isinstance(raised.value, Flood):
        assert raised.value.retry_after == 7


async def test_a_connection_that_breaks_is_ambiguous(there: Stage) -> None:
    """Once the request left, nobody knows whether it was posted."""

    async def reset(request: web.Request) -> None:
        assert request.transport is not None
        request.transport.abort()

    there.api.fail("sendMessage", reset)
    with pytest.raises(Ambiguous):
        await there.adapter.chat.send(there.private(), Message("x"))


async def test_nobody_listens(there: Stage) -> None:
    """A connection that never opened posted nothing."""
    await there.api.stop()
    with pytest.raises(Unreachable):
        await there.adapter.chat.send(there.private(), Message("x"))


async def test_refused_markup_goes_as_plain_text(there: Stage) -> None:
    """Should Telegram ever refuse our HTML, the words still arrive."""
    there.api.refuse("sendMessage", Refusal(400, "Bad Request: can't parse entities: oh"))
    await there.adapter.chat.send(there.private(), Message("**a** <b>"))
    (post,) = posts(there)
    assert (post.formatted.text, post.formatted.entities) == ("a <b>", ())


async def test_deleted_topic_falls_back_to_the_group(there: Stage) -> None:
    """A topic that was deleted does not swallow the answer."""
    place = there.group(thread="77")
    ref = await there.adapter.chat.send(place, Message("x"))
    assert (ref.chat, ref.thread) == (place.chat, "")


async def test_a_group_sees_what_is_answered(there: Stage) -> None:
    """Posts reply to what was asked there, and are posted all the same when it is gone."""
    place = there.group()
    chat = there.api.state.chats[int(place.chat)]
    asked = there.api.state.post(chat, there.ada, written("make a film"), 0)
    address = replace(place, asked=str(asked.id))
    await there.adapter.chat.send(address, Message("one"))
    asked.deleted = True
    await there.adapter.chat.send(address, Message("two"))
    assert [post.answers for post in posts(there)] == [asked.id, 0]


async def test_a_link_is_no_alert(there: Stage) -> None:
    """Nobody can open a link in an alert: it comes in private, and the alert says so."""
    there.api.state.queries["q1"] = None
    await there.adapter.chat.whisper(there.group(), Message("https://x.example"), answer="q1")
    (told,) = posts(there)
    assert told.chat.id == there.ada.id
    assert there.api.state.queries["q1"] == say("en", "group-answered-privately")


async def test_upgraded_group_is_followed(there: Stage) -> None:
    """A group with a new id gets the message there, and core is told."""
    old, new = there.group(), there.group()
    there.api.state.chats[int(old.chat)].migrated_to = int(new.chat)
    run = there.run()
    there.say("hi")
    await there.service.received.get()
    ref = await there.adapter.chat.send(old, Message("x"))
    assert ref.chat == new.chat
    assert there.service.moves == [(old.chat, new.chat)]
    with pytest.raises(MessageGone):
        await there.adapter.chat.edit(old, MessageRef(old.chat, ref.message), Message("y"))
    assert not run.done()


async def test_activity_in_a_topic(there: Stage) -> None:
    """What is being done shows in the topic where it was asked for."""
    place = there.group(thread="3")
    there.api.state.chats[int(place.chat)].topics.add(3)
    await there.adapter.chat.activity(place, Activity.SENDING_VIDEO)
    assert there.api.state.actions == [(int(place.chat), 3, "upload_video")]


async def test_whisper_in_private_is_a_message(there: Stage) -> None:
    """In a private chat everybody who reads is the one."""
    await there.adapter.chat.whisper(there.private(), Message("100 credits"), answer="q1")
    assert [post.formatted.text for post in posts(there)] == ["100 credits"]


async def test_whisper_in_a_group_goes_to_the_private_chat(there: Stage) -> None:
    """The others see only a pointer, with a button that opens the private chat."""
    place = there.group()
    await there.adapter.chat.whisper(place, Message("100 credits"), lang="de")
    told, pointer = posts(there)
    assert (told.chat.id, told.formatted.text) == (there.ada.id, "100 credits")
    assert pointer.chat.id == int(place.chat)
    assert "credits" not in pointer.formatted.text
    assert pointer.keyboard[0][0]["url"] == "https://t.me/reelay_test_bot?start=hello"


async def test_whisper_to_somebody_who_never_wrote(there: Stage) -> None:
    """Without a private chat the group is told how to open one, and nothing else."""
    there.ada.opened = False
    place = there.group()
    await there.adapter.chat.whisper(place, Message("100 credits"))
    (pointer,) = posts(there)
    assert "Start" in pointer.formatted.text
    assert "100" not in pointer.formatted.text


async def test_whisper_answers_a_press_in_place(there: Stage) -> None:
    """A short answer to a press in a group is an alert that only its presser sees."""
    there.api.state.queries["q1"] = None
    place = there.group()
    await there.adapter.chat.whisper(place, Message("Only the **owner** can"), answer="q1")
    assert there.api.state.queries["q1"] == "Only the owner can"
    assert posts(there) == []
    await there.adapter.chat.whisper(place, Message("Only the **owner** can"), answer="q1")
    assert len(posts(there)) == 2


async def test_limits_of_the_cloud_and_of_a_local_server(there: Stage, tmp_path: Path) -> None:
    """Videos of 50 MB on Telegram's servers, of 2,000 MB on one's own."""
    cloud: TelegramChat = there.adapter.chat
    assert cloud.upload_limit(there.private()) == 50_000_000
    assert cloud.repeats_nonce() == 0
    async with stage(local=tmp_path) as local:
        assert local.adapter.chat.upload_limit(local.private()) == 2_000_000_000
