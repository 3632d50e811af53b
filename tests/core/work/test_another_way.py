"""A finished result reaches its person: elsewhere, or later, where it cannot be posted as asked."""

from __future__ import annotations

from core.chat import Address, ChatKind, Gone, Message, MessageRef, NoMedia, Video
from tests.core.bench import PROMO, TITLE, Bench
from tests.core.recording import RecordingChat
from tests.faults import Refuse

CROWD = "crowd"


class Closing(RecordingChat):
    """Chats that take nothing, or no videos, as soon as a test says so."""

    closed: frozenset[str] = frozenset()
    wordy: frozenset[str] = frozenset()

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        if address.chat in self.closed:
            raise Gone("may not write here")
        return await super().send(address, message, silent=silent, nonce=nonce)

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        if address.chat in self.closed:
            raise Gone("may not write here")
        if address.chat in self.wordy:
            raise NoMedia("words alone")
        return await super().send_video(address, video, message, nonce=nonce)


async def in_a_group(bench: Bench) -> Closing:
    """Somebody with a project in a group."""
    bench.chat = chat = Closing(bench.clock)
    await bench.open()
    await bench.say(PROMO, bench.photos(1), group=CROWD)
    await bench.rest()
    return chat


def films(chat: Closing, place: str) -> int:
    """How many videos stand in a chat."""
    return sum(p.video is not None and p.address.chat == place for p in chat.finals)


async def test_a_group_without_videos(bench: Bench) -> None:
    """The video comes in private with the reason, and the group is told where it is."""
    chat = await in_a_group(bench)
    chat.wordy = frozenset({CROWD})
    await bench.command("export", group=CROWD)
    await bench.rest()
    assert (films(chat, CROWD), films(chat, "ada")) == (0, 1)
    film, told = chat.finals[-2:]
    assert bench.says(film.text, "result-moved")
    assert film.address.kind is ChatKind.PRIVATE
    assert bench.says(told.text, "export-sent-privately")
    assert told.address.chat == CROWD


async def test_no_videos_and_no_private_chat(bench: Bench) -> None:
    """The group is told how to get it, and it comes with the first word in private."""
    chat = await in_a_group(bench)
    chat.wordy, chat.closed = frozenset({CROWD}), frozenset({"ada"})
    await bench.command("export", group=CROWD)
    await bench.rest()
    assert bench.says(bench.last.text, "export-waits-for-you")
    chat.closed = frozenset()
    await bench.command("help")
    await bench.rest()
    assert films(chat, "ada") == 1
    kept = next(p for p in chat.finals if p.video is not None)
    assert bench.says(kept.text, "result-kept")
    assert kept.button("Export")
    await bench.command("help")
    await bench.rest()
    assert films(chat, "ada") == 1
    assert list((await bench.submits()).values()) == [1]


async def test_the_right_to_write_is_withdrawn(bench: Bench) -> None:
    """An answer in words comes in private too, and so do its buttons."""
    chat = await in_a_group(bench)
    chat.closed = frozenset({CROWD})
    await bench.say(TITLE, group=CROWD)
    await bench.rest()
    assert bench.says(bench.last.text, "result-moved")
    assert bench.last.address.chat == "ada"
    await bench.press(bench.last, "Export")
    await bench.rest()
    assert films(chat, "ada") == 1
    assert await bench.charged() == [PROMO, TITLE]


async def test_nobody_can_be_reached(bench: Bench) -> None:
    """What was finished meanwhile comes at the next contact, in order, once, and is no repeat."""
    bench.chat = chat = Closing(bench.clock)
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs, "accepted")
    chat.closed = frozenset({"ada"})
    await bench.rest()
    await bench.command("export")
    await bench.rest()
    assert chat.finals == []
    await bench.restart()
    chat.closed = frozenset()
    await bench.command("help")
    await bench.rest()
    answer, film = [post for post in chat.finals if bench.says(post.text, "result-kept")]
    assert "Timeline" in answer.text
    assert film.video is not None
    assert not any("duplicate" in post.text for post in chat.finals)
    assert await bench.charged() == [PROMO]


async def test_a_private_result_is_not_given_in_a_group(bench: Bench) -> None:
    """What was asked in private stays there, wherever its person is heard of first."""
    bench.chat = chat = Closing(bench.clock)
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs, "accepted")
    chat.closed = frozenset({"ada"})
    await bench.rest()
    await bench.command("help", group=CROWD)
    await bench.rest()
    assert not any("Timeline" in post.text for post in chat.finals)


async def test_the_link_has_died(bench: Bench) -> None:
    """A video that cannot be fetched any more is offered to be made again."""
    bench.chat = chat = Closing(bench.clock)
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export")
    chat.closed = frozenset({"ada"})
    await bench.rest()
    chat.closed = frozenset()
    for call in ("result", "download"):
        bench.faults.always(call, Refuse(http=404))
    await bench.command("help")
    await bench.rest()
    expired = next(p for p in chat.finals if bench.says(p.text, "export-expired"))
    bench.faults.clear()
    await bench.press(expired, "Export")
    await bench.rest()
    assert films(chat, "ada") == 1
