"""Files on their way to the backend: what is taken, turned, refused, and what survives."""

from __future__ import annotations

import re

from core.chat import AttachmentFolder as Folder
from core.chat import (
    AttachmentForbidden,
    AttachmentGone,
    AttachmentMissing,
    AttachmentUnreadable,
    Medium,
)
from core.language.phrases import say
from core.store.records import JobState
from core.work.flows.uploads import order_note
from tests.core.bench import ANY, PROMO, Bench
from tests.faults import Delay, ExpireTokens, Reset


async def test_everything_that_is_refused(bench: Bench) -> None:
    """Each file that cannot be used is named with its reason; then nothing is sent."""
    await bench.open()
    big = 201 * 1024 * 1024
    bench.chat.largest_download = 300 * 1024 * 1024
    bad = {
        "file-empty": bench.file("zero.jpg", b""),
        "file-unsupported": bench.file("offer.pdf", b"%PDF-1.7", medium=Medium.DOCUMENT),
        "file-directory": bench.file("holiday", announced=None, fails=Folder("holiday")),
        "file-missing": bench.file("gone.jpg", fails=AttachmentMissing("gone.jpg")),
        "file-no-permission": bench.file("mine.jpg", fails=AttachmentForbidden("mine.jpg")),
        "file-link-expired": bench.file("old.jpg", fails=AttachmentGone("404")),
        "file-unreadable": bench.file("half.jpg", fails=AttachmentUnreadable("x"), breaks_at=300),
    }
    large = bench.file("large.mp4", announced=big, medium=Medium.VIDEO)
    await bench.say(PROMO, [*bad.values(), large])
    await bench.rest()
    for key, source in bad.items():
        assert bench.says(bench.last.text, key, name=source.name), key
    assert bench.says(bench.last.text, "file-too-large", name="large.mp4", size=ANY, limit="200 MB")
    assert await bench.sent() == []
    assert await bench.uploads() == []


async def test_over_the_limit_of_the_chat(bench: Bench) -> None:
    """A file that the platform does not hand out is refused before a byte moves."""
    await bench.open()
    clip = bench.file("clip.mp4", announced=21_000_000, medium=Medium.VIDEO)
    await bench.say(PROMO, [clip])
    await bench.rest()
    assert bench.says(bench.last.text, "file-over-chat-limit", name="clip.mp4", limit=ANY)
    assert bench.chat.opened == []


async def test_empty_without_a_size(bench: Bench) -> None:
    """A file that turns out to be empty is called empty, whatever was announced."""
    await bench.open()
    await bench.say(PROMO, [bench.file("zero.jpg", b"", announced=None)])
    await bench.rest()
    assert bench.says(bench.last.text, "file-empty", name="zero.jpg")


async def test_without_a_size(bench: Bench) -> None:
    """A file whose size nobody told goes up all the same."""
    await bench.open()
    await bench.say(PROMO, [bench.file(announced=None)])
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 1


async def test_some_refused_some_fine(bench: Bench) -> None:
    """Nothing is charged with less than was sent; a press goes on with what can be used."""
    await bench.open()
    paper = bench.file("offer.pdf", b"%PDF-1.7", medium=Medium.DOCUMENT)
    await bench.say(PROMO, [bench.file("a.jpg"), paper, bench.file("b.jpg")])
    await bench.rest()
    assert await bench.charged() == []
    assert bench.says(bench.last.text, "file-unsupported", name="offer.pdf")
    assert bench.says(bench.last.text, "upload-incomplete")
    await bench.press(bench.last, "Go on without it")
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 2


async def test_formats_that_are_turned(bench: Bench) -> None:
    """A voice note and a BMP go up in formats that the backend takes."""
    await bench.open()
    voice = bench.file("voice.ogg", b"OggS" * 50, medium=Medium.VOICE, mime="audio/ogg")
    bitmap = bench.file("scan.bmp", b"BM" + bytes(500), medium=Medium.DOCUMENT)
    await bench.say(PROMO, [voice, bitmap])
    await bench.rest()
    assert sorted(bench.media.converted) == [".m4a", ".png"]
    assert sorted(name.rpartition(".")[2] for name in await bench.uploads()) == ["m4a", "png"]
    assert await bench.charged() == [PROMO]


async def test_what_cannot_be_turned(bench: Bench) -> None:
    """A file that the converter gives up on is answered with the formats that work."""
    await bench.open()
    bench.media.converts = False
    await bench.say(PROMO, [bench.file("voice.ogg", b"OggS" * 50, mime="audio/ogg")])
    await bench.rest()
    assert bench.says(bench.last.text, "file-unsupported", name="voice.ogg")
    assert await bench.sent() == []


async def test_media_without_words(bench: Bench) -> None:
    """Files alone are uploaded and asked about; a press on an idea makes it."""
    await bench.open()
    await bench.say(files=bench.photos(2))
    await bench.rest()
    assert bench.says(bench.last.text, "media-received", count=2)
    assert await bench.sent() == []
    await bench.press(bench.last, "15-second promo")
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 2


async def test_photos_for_a_video_that_there_is(bench: Bench) -> None:
    """They can be added to it with one press, or be one of their own; the choice still stands
    when a shape was chosen."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(files=bench.photos(3)[2:])
    await bench.rest()
    asked = bench.last
    assert asked.button("add the new ones at the end")
    assert asked.button("9:16")
    assert asked.button("Vertical video")
    await bench.press(asked, "add the new ones at the end")
    await bench.rest()
    assert await bench.sent() == [PROMO, "add the new ones at the end"]
    await bench.press(asked, "9:16")
    await bench.until(lambda: asked.history)
    await bench.press(asked, "Slideshow")
    await bench.rest()
    slideshow = "make a slideshow with soft transitions and calm music"
    assert (await bench.sent())[2:] == [slideshow]


async def test_a_song_for_a_video_that_there_is(bench: Bench) -> None:
    """Neither shape nor length is asked of it: one press makes it the music."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(files=[bench.file("song.mp3", mime="audio/mpeg")])
    await bench.rest()
    assert bench.says(bench.last.text, "media-received", count=1)
    assert [button.label for button in bench.last.buttons] == ["use my song as the music"]
    await bench.press(bench.last, "use my song as the music")
    await bench.rest()
    assert await bench.sent() == [PROMO, "use my song as the music"]


async def test_killed_while_an_answer_was_on_its_way(bench: Bench) -> None:
    """A file that had arrived when the bot was killed is found there, not sent again."""
    await bench.open()
    bench.faults.once("upload", Reset("work"))
    bench.faults.once("state", Delay(3600), nth=1)
    await bench.say(PROMO, [bench.file("voice.ogg", b"OggS" * 50, mime="audio/ogg")])
    await bench.until_job(lambda jobs: jobs and jobs[0].state is JobState.UPLOADING)
    await bench.restart()
    await bench.rest()
    assert len(await bench.uploads()) == 1
    assert await bench.sent() == [PROMO]


async def test_the_progress_of_an_upload(bench: Bench) -> None:
    """The progress message shows a bar and which of the files is on its way."""
    await bench.open()
    gate = bench.chat.hold("open")
    await bench.say(PROMO, bench.photos(2))
    await bench.until(lambda: bench.chat.opened)
    await bench.until(
        lambda: (
            bench.chat.progress
            and bench.says(
                bench.chat.progress[0].text,
                "progress-uploading",
                done=2,
                total=2,
                size=ANY,
                percent=ANY,
            )
        )
    )
    assert bench.chat.progress[0].message.progress == 0.0
    gate.set()
    await bench.rest()
    assert await bench.charged() == [PROMO]


async def test_more_files_than_at_once(bench: Bench) -> None:
    """Nothing is begun with twenty of them, unless that is what the person wants."""
    await bench.open()
    await bench.say("", bench.photos(10), album="a")
    await bench.say("", bench.photos(10), album="b")
    await bench.say(PROMO, bench.photos(3), album="c")
    await bench.rest()
    assert bench.says(bench.last.text, "file-too-many", limit=20)
    assert bench.says(bench.last.text, "upload-incomplete")
    assert (await bench.uploads(), await bench.sent()) == ([], [])
    post = bench.last
    await bench.press(post, "Go on without it")
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 20
    assert post.buttons == ()


async def test_three_at_a_time(bench: Bench) -> None:
    """Ten photos that take a second each are up within 4.5 s, in the person's order."""
    await bench.open()
    bench.faults.always("upload", Delay(1.0))
    photos = bench.photos(10)
    await bench.say(PROMO, photos)
    await bench.until(lambda: bench.chat.opened, "the first one begins")
    begun = bench.clock.monotonic()
    await bench.until_job(lambda jobs: jobs and jobs[0].sent is not None, "sent")
    assert bench.clock.monotonic() - begun <= 4.5
    await bench.rest()
    assert sorted(bench.chat.opened) == sorted(photo.handle for photo in photos)
    names = sorted(await bench.uploads())
    assert [name.rpartition("_")[0] for name in names] == [
        f"{n:02}-photo{n - 1}" for n in range(1, 11)
    ]
    assert await bench.charged() == [PROMO]
    timeline = bench.last.text
    shown = [int(n) for n in re.findall(r"photo(\d)\b", timeline)]
    assert shown == sorted(shown), timeline
    assert len(shown) > 2
    assert "01-" not in timeline


async def test_one_fault_that_is_no_files_fault(bench: Bench) -> None:
    """What is under way goes on, nothing else begins, and no file goes up twice."""
    await bench.open()
    bench.faults.once("upload", ExpireTokens(), nth=2)
    await bench.say(PROMO, bench.photos(5))
    await bench.rest()
    assert len(await bench.uploads()) == 5
    assert await bench.charged() == [PROMO]


def test_another_order_is_named() -> None:
    """Only where the backend lists what it has in another order than the person's."""
    names = ["01-a_0f3a9c27d1e4.jpg", "02-b_1f3a9c27d1e4.jpg"]
    listed = [{"name": name} for name in names]
    assert order_note("en", names, listed) == ""
    assert order_note("en", names, listed[:1]) == ""
    note = order_note("en", names, {"files": list(reversed(listed))})
    assert note == say("en", "turn-order", names=", ".join(names))
