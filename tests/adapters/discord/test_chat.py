"""What core posts, as it stands on Discord; and Discord's refusals, as core hears of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.discord.chat import short_nonce
from core.chat import (
    Activity,
    Address,
    Ambiguous,
    Button,
    Card,
    ChatKind,
    File,
    Flood,
    Gone,
    Message,
    MessageGone,
    MessageRef,
    PostRejected,
    TooBig,
    Unreachable,
    Video,
)
from core.language.phrases import say
from tests.adapters.discord.kit import Bench
from tests.e2e.discord_api.faults import Fault
from tests.e2e.discord_api.limits import MIB, TIER_LIMITS

BUTTONS = ((Button("Export", "export:1"), Button("Web editor", url="https://example.org/p")),)


@pytest.fixture
def worker(discord_bench: Bench) -> Bench:
    """A bench whose adapter never runs, as a worker posts."""
    return discord_bench


def _video(folder: Path, size: int) -> Video:
    path = folder / "result.mp4"
    with path.open("wb") as file:
        file.truncate(size)
    return Video(path, "result.mp4", size, 1080, 1920, 12.0)


async def test_worker_posts_without_a_gateway(worker: Bench) -> None:
    """A worker logs in and posts: text, buttons, and nobody called by what the text holds."""
    ada = worker.api.user("Ada")
    ref = await worker.adapter.chat.send(
        worker.private(ada.id), Message("**Done** @everyone", BUTTONS)
    )
    shown = worker.api.posts(worker.api.dm(ada.id).id)[0]
    assert str(shown.id) == ref.message
    assert shown.content == "**Done** @\u200beveryone"
    row = shown.components[0]["components"]
    assert [button["label"] for button in row] == ["Export", "Web editor"]
    assert (row[0]["custom_id"], row[1]["url"]) == ("p:export:1", "https://example.org/p")
    assert not shown.allowed_mentions.everyone
    assert worker.api.gateway.identifies == []


async def test_same_nonce_posts_once(worker: Bench) -> None:
    """A repeat after a crash is the same message, however long core's nonce is."""
    address = worker.private(worker.api.user("Ada").id)
    nonce = "delivery/4711/part/1/of/a/long/name"
    first = await worker.adapter.chat.send(address, Message("result"), nonce=nonce)
    again = await worker.adapter.chat.send(address, Message("result"), nonce=nonce)
    assert first == again
    assert len(short_nonce(nonce)) == 25
    worker.clock.advance_to(worker.adapter.chat.repeats_nonce())
    assert await worker.adapter.chat.send(address, Message("result"), nonce=nonce) == first


async def test_a_file_and_a_picture(worker: Bench) -> None:
    """Bytes in memory go up as they are; a picture notifies nobody, a file does, once a nonce."""
    ada = worker.api.user("Ada")
    chat, place = worker.adapter.chat, worker.private(ada.id)
    whole = File("answer.txt", b"all of it", 9)
    refs = [await chat.send_file(place, whole, Message("The whole"), nonce="7.1") for _ in "ab"]
    await chat.send_picture(place, File("preview.jpg", b"\xff\xd8", 2), Message("Now"))
    file, picture = worker.api.posts(worker.api.dm(ada.id).id)
    assert refs[0] == refs[1]
    assert (file.content, file.flags & (1 << 12)) == ("The whole", 0)
    assert worker.api.cdn.get(file.attachments[0]["url"]) == b"all of it"
    assert (picture.content, bool(picture.flags & (1 << 12))) == ("Now", True)
    assert picture.attachments[0]["filename"] == "preview.jpg"
    with pytest.raises(TooBig):
        await chat.send_file(place, File("big.bin", b"", TIER_LIMITS[0] + 1), Message("x"))


async def test_progress_is_silent_and_has_a_bar(worker: Bench) -> None:
    """Progress notifies nobody, shows how far it is, and unfolds no links."""
    ada = worker.api.user("Ada")
    await worker.adapter.chat.send(
        worker.private(ada.id), Message("Rendering…", progress=0.5), silent=True
    )
    shown = worker.api.posts(worker.api.dm(ada.id).id)[0]
    assert shown.content == "Rendering…\n▰▰▰▰▰▰▱▱▱▱▱▱ 50%"
    assert shown.flags & (1 << 12)
    assert shown.flags & (1 << 2)


async def test_edit_replaces_text_and_buttons(worker: Bench) -> None:
    """An edit without buttons takes the old ones away."""
    ada = worker.api.user("Ada")
    address = worker.private(ada.id)
    ref = await worker.adapter.chat.send(address, Message("one", BUTTONS))
    await worker.adapter.chat.edit(address, ref, Message("two"))
    shown = worker.api.posts(worker.api.dm(ada.id).id)[0]
    assert (shown.content, shown.components) == ("two", [])


async def test_hour_old_message_is_to_be_posted_anew(worker: Bench) -> None:
    """Past an hour no edit is tried: Discord counts them and answers with a wait."""
    address = worker.private(worker.api.user("Ada").id)
    ref = await worker.adapter.chat.send(address, Message("one"))
    worker.clock.advance_to(timedelta(hours=1).total_seconds())
    before = len(worker.api.rest.calls)
    with pytest.raises(MessageGone):
        await worker.adapter.chat.edit(address, ref, Message("two"))
    assert len(worker.api.rest.calls) == before


async def test_discord_refusing_an_old_edit_says_the_same(worker: Bench) -> None:
    """Code 30046 means that the message must be posted anew, whatever our clock says."""
    address = worker.private(worker.api.user("Ada").id)
    ref = await worker.adapter.chat.send(address, Message("one"))
    worker.api.faults.add(Fault("PATCH", "/channels/*", 429, 30046, retry_after=0.0, times=5))
    with pytest.raises(MessageGone):
        await worker.adapter.chat.edit(address, ref, Message("two"))


async def test_deleted_message_is_gone_for_edits_and_fine_to_delete(worker: Bench) -> None:
    """Somebody deleted the progress message: an edit says so, a delete is content."""
    address = worker.private(worker.api.user("Ada").id)
    ref = await worker.adapter.chat.send(address, Message("one"))
    await worker.adapter.chat.delete(address, ref)
    await worker.adapter.chat.delete(address, ref)
    with pytest.raises(MessageGone):
        await worker.adapter.chat.edit(address, ref, Message("two"))


async def test_blocked_by_one_person_is_that_chat_only(worker: Bench) -> None:
    """Who lets no DM through is gone; the next person gets theirs."""
    ada, bob = worker.api.user("Ada"), worker.api.user("Bob")
    worker.api.blocked.add(ada.id)
    with pytest.raises(Gone):
        await worker.adapter.chat.send(worker.private(ada.id), Message("hello"))
    await worker.adapter.chat.send(worker.private(bob.id), Message("hello"))


async def test_unknown_channel_is_gone(worker: Bench) -> None:
    """A deleted channel takes nothing any more."""
    address = Address("discord", "1", "99", "7", kind=ChatKind.GROUP)
    with pytest.raises(Gone):
        await worker.adapter.chat.send(address, Message("hello"))


async def test_short_flood_is_waited_out_by_the_library(worker: Bench) -> None:
    """A 429 that lets us soon is waited for inside discord.py; the message arrives once."""
    ada = worker.api.user("Ada")
    worker.api.faults.flood("/channels/*/messages", 2, 0.0)
    await worker.adapter.chat.send(worker.private(ada.id), Message("hello"))
    assert len(worker.api.posts(worker.api.dm(ada.id).id)) == 1


async def test_long_flood_comes_back_to_core(worker: Bench) -> None:
    """A wait of more than 30 s is core's to plan, and it is told how long."""
    worker.api.faults.flood("/channels/*/messages", 1, 90.0)
    with pytest.raises(Flood) as refused:
        await worker.adapter.chat.send(worker.private(worker.api.user("Ada").id), Message("x"))
    assert refused.value.retry_after == 90.0


async def test_broken_connection_is_ambiguous_and_the_nonce_mends_it(worker: Bench) -> None:
    """The answer got lost after the post: core hears so, and the same nonce finds the message."""
    ada = worker.api.user("Ada")
    address = worker.private(ada.id)
    await worker.adapter.login()
    await worker.client.create_dm(ada)
    worker.api.faults.add(Fault("POST", "/channels/*/messages", late=True, cut=True))
    with pytest.raises(Ambiguous):
        await worker.adapter.chat.send(address, Message("result"), nonce="d1")
    await worker.adapter.chat.send(address, Message("result"), nonce="d1")
    assert len(worker.api.posts(worker.api.dm(ada.id).id)) == 1


async def test_nobody_there_is_unreachable(worker: Bench) -> None:
    """A refused connection surely posted nothing."""
    address = worker.private(worker.api.user("Ada").id)
    await worker.adapter.login()
    await worker.api.stop()
    # The first try may still find an old connection that breaks under it.
    for expected in ((Unreachable, Ambiguous), (Unreachable,)):
        with pytest.raises(expected):
            await worker.adapter.chat.send(address, Message("hello"))


async def test_refusal_for_good_is_told_apart(worker: Bench) -> None:
    """A 400 that no repeat can mend is a refusal."""
    worker.api.faults.add(Fault("POST", "/channels/*/messages", 400, 50035))
    with pytest.raises(PostRejected):
        await worker.adapter.chat.send(worker.private(worker.api.user("Ada").id), Message("x"))


async def test_typing_is_shown(worker: Bench) -> None:
    """An activity is Discord's typing."""
    ada = worker.api.user("Ada")
    await worker.adapter.chat.activity(worker.private(ada.id), Activity.SENDING_VIDEO)
    assert worker.api.rest.calls[-1].path == f"/channels/{worker.api.dm(ada.id).id}/typing"


async def test_whisper_after_the_token_died_comes_in_private(worker: Bench) -> None:
    """After a quarter of an hour an interaction answers nothing; the private chat does."""
    ada = worker.api.user("Ada")
    record = worker.api.backend.new_interaction(2, worker.api.dm(ada.id).id, ada.id, None)
    worker.clock.advance_to(15 * 60)
    await worker.adapter.chat.whisper(
        worker.private(ada.id), Message("secret"), answer=f"{record.id}:{record.token}"
    )
    assert [shown.content for shown in worker.api.posts(worker.api.dm(ada.id).id)] == ["secret"]


async def test_whisper_of_an_unknown_token_comes_in_private(worker: Bench) -> None:
    """A token that Discord does not know (any more) is no reason to stay silent."""
    ada = worker.api.user("Ada")
    number = worker.api.backend.snowflake()
    await worker.adapter.chat.whisper(
        worker.private(ada.id), Message("secret"), answer=f"{number}:nonsense"
    )
    assert [shown.content for shown in worker.api.posts(worker.api.dm(ada.id).id)] == ["secret"]


async def test_whisper_in_a_group_leaves_a_pointer(worker: Bench) -> None:
    """Without an interaction the answer goes to the private chat, and the group learns of it."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada))
    address = Address("discord", "1", str(room.id), str(ada.id), kind=ChatKind.GROUP)
    await worker.adapter.chat.whisper(address, Message("**100** credits"), lang="en")
    assert [m.content for m in worker.api.posts(worker.api.dm(ada.id).id)] == ["**100** credits"]
    assert worker.api.posts(room.id)[0].content == say("en", "group-answered-privately")


async def test_whisper_to_closed_ears_points_to_the_slash_commands(worker: Bench) -> None:
    """Who lets no private messages through is told how to get the answer for their eyes only."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada))
    worker.api.blocked.add(ada.id)
    address = Address("discord", "1", str(room.id), str(ada.id), kind=ChatKind.GROUP)
    await worker.adapter.chat.whisper(address, Message("**100** credits"), lang="en")
    assert worker.api.posts(room.id)[0].content == say("en", "discord-use-slash")


async def test_posting_to_a_thread_goes_into_the_thread(worker: Bench) -> None:
    """The thread is where it appears, the parent is what the reference names."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada))
    thread = worker.api.thread(room, ada)
    address = Address("discord", "1", str(room.id), str(ada.id), str(thread.id), ChatKind.GROUP)
    ref = await worker.adapter.chat.send(address, Message("here"))
    assert ref == MessageRef(str(room.id), ref.message, str(thread.id))
    assert [shown.content for shown in worker.api.posts(thread.id)] == ["here"]


async def test_a_group_sees_what_is_answered(worker: Bench, tmp_path: Path) -> None:
    """Posts reply to what was asked, calling nobody; where it is gone or may not be read, not."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada))
    asked = worker.api.backend.prepare_message(room.id, ada.id, "make a film")
    worker.api.backend.commit_message(asked)
    address = Address(
        "discord", "1", str(room.id), str(ada.id), kind=ChatKind.GROUP, asked=str(asked.id)
    )
    chat = worker.adapter.chat
    await chat.send(address, Message("one"))
    await chat.send_video(address, _video(tmp_path, 1000), Message("two"))
    worker.api.faults.add(Fault("POST", "/channels/*/messages", 400, 160002))
    await chat.send_video(address, _video(tmp_path, 1000), Message("three"))
    worker.api.backend.delete_message(room.id, asked.id)
    await chat.send(address, Message("four"))
    posts = [post for post in worker.api.posts(room.id) if post.content != "make a film"]
    assert [post.content for post in posts] == ["one", "two", "three", "four"]
    assert [bool(post.reference) for post in posts[:3]] == [True, True, False]
    assert posts[0].reference is not None
    assert posts[0].reference["message_id"] == str(asked.id)
    assert not any(post.allowed_mentions.replied_user for post in posts)


@pytest.mark.parametrize("tier", [0, 1, 2, 3])
@pytest.mark.parametrize("mib", [9.9, 10.1, 49, 101])
async def test_delivery_by_size_and_boost_tier(
    worker: Bench, tmp_path: Path, tier: int, mib: float
) -> None:
    """A video goes up where the guild's tier takes it; else TooBig says the limit, unsent."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada, tier=tier))
    limit = TIER_LIMITS[tier]
    address = Address(
        "discord", "1", str(room.id), str(ada.id), kind=ChatKind.GROUP, upload_limit=limit
    )
    video = _video(tmp_path, int(mib * MIB))
    if video.size <= limit:
        await worker.adapter.chat.send_video(address, video, Message("Here it is"), nonce="v")
        shown = worker.api.posts(room.id)[0]
        assert shown.attachments[0]["size"] == video.size
        assert shown.content == "Here it is"
    else:
        with pytest.raises(TooBig) as refused:
            await worker.adapter.chat.send_video(address, video, Message("Here it is"))
        assert refused.value.limit == limit
        assert worker.api.posts(room.id) == []


async def test_limit_that_shrank_is_told_by_discord(worker: Bench, tmp_path: Path) -> None:
    """A guild that lost its boosts answers 40005, which is TooBig too."""
    ada = worker.api.user("Ada")
    room = worker.api.channel(worker.api.guild(ada, tier=0))
    address = Address(
        "discord", "1", str(room.id), str(ada.id), kind=ChatKind.GROUP, upload_limit=50 * MIB
    )
    with pytest.raises(TooBig):
        await worker.adapter.chat.send_video(
            address, _video(tmp_path, 11 * MIB), Message("Here it is")
        )


async def test_private_limit_is_ten_mebibytes(worker: Bench) -> None:
    """Where the address knows no better, Discord's default holds."""
    chat = worker.adapter.chat
    assert chat.upload_limit(worker.private(1)) == 10 * MIB


async def test_refused_token_posts_nothing(worker: Bench) -> None:
    """A worker whose token is refused surely posted nothing; core tries again later."""
    worker.api.token = "another"
    with pytest.raises(Unreachable):
        await worker.adapter.chat.send(worker.private(1), Message("hello"))


async def test_card_is_an_embed_with_its_picture(worker: Bench) -> None:
    """Where a link stands in for a video, an embed names it, leads to it and shows its picture."""
    ada = worker.api.user("Ada")
    worker.api.dm(ada.id)
    card = Card(
        "Summer *Sale*\u202e", "https://cdn.example/v.mp4", "15 s · 60 MB", b"\xff\xd8 jpeg"
    )
    await worker.adapter.chat.send(worker.private(ada.id), Message("Too big.", card=card))
    (post,) = worker.api.posts(worker.api.dm(ada.id).id)
    (embed,) = post.embeds
    assert (embed["title"], embed["url"]) == (r"Summer \*Sale\*", "https://cdn.example/v.mp4")
    assert embed["description"] == "15 s · 60 MB"
    assert embed["thumbnail"]["url"].startswith("attachment://") or "thumbnail" in str(embed)
    assert [each["filename"] for each in post.attachments] == ["thumbnail.jpg"]
    plain = Card("", "https://cdn.example/" + "x" * 3000)
    await worker.adapter.chat.send(worker.private(ada.id), Message("Too big.", card=plain))
    assert worker.api.posts(worker.api.dm(ada.id).id)[-1].attachments == []
