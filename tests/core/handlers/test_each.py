"""One video from each file: told or asked first, made one after the other, each posted alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.chat import Attachment, Medium
from core.config import Caps, Policy
from core.handlers.each import prompts_of
from core.language.phrases import say
from core.store.records import JobKind, JobState
from tests.core.bench import ANY, Bench, adjusted
from tests.core.recording import Posted
from tests.faults import Delay, StreamError

WISH = "make a 10 second video from each of these"


def videos(bench: Bench) -> list[Posted]:
    """The films that stand in the chat."""
    return [post for post in bench.chat.finals if post.video is not None]


async def ask(bench: Bench, count: int, text: str = WISH, **what: str) -> Posted:
    """Ask for so many; the question about it."""
    await bench.say(text, bench.photos(count), **what)
    await bench.until(lambda: bench.chat.finals and bench.last.buttons, "a question")
    return bench.last


async def test_a_few_are_begun_at_once(bench: Bench) -> None:
    """What it costs is told; each is a project, a prompt with one file, and a film."""
    await bench.open()
    await bench.say(WISH, bench.photos(3))
    await bench.until(lambda: bench.chat.finals, "what it costs")
    assert bench.says(bench.chat.finals[0].text, "each-noted", count=3)
    await bench.rest()
    assert await bench.sent() == [WISH] * 3
    assert len(await bench.uploads()) == 3
    assert len(await bench.submits()) == 3
    assert len(videos(bench)) == 3
    # The films are the answers: nothing else was posted aloud.
    assert len(bench.chat.finals) == 4
    assert bench.chat.progress == []


async def test_one_progress_message_counts_them(bench: Bench) -> None:
    """It goes from one to the next, and tells which of them it is."""
    await bench.open()
    await bench.say(WISH, bench.photos(2))
    await bench.rest()
    silent = [post for post in bench.chat.posted if post.silent and post.buttons]
    assert len(silent) == 1
    said = [message.text for message in (*silent[0].history, silent[0].message)]
    assert any(bench.says(text, "progress-part", n=1, of=2, what=ANY) for text in said)
    assert any(bench.says(text, "progress-part", n=2, of=2, what=ANY) for text in said)
    assert silent[0].deleted


async def test_more_than_three_are_asked_about(bench: Bench) -> None:
    """Nothing begins before that; pressed twice it is begun once."""
    await bench.open()
    asked = await ask(bench, 5)
    assert bench.says(asked.text, "each-ask", count=5)
    assert [button.label for button in asked.buttons] == ["Make 5 videos", "One video from all"]
    assert await bench.jobs() == []
    data = asked.buttons[0].data
    await bench.press_data(asked, data)
    await bench.press_data(asked, data)
    await bench.rest()
    assert await bench.sent() == [WISH] * 5
    assert len(videos(bench)) == 5


async def test_one_from_all_is_one(bench: Bench) -> None:
    """The other button sends the words with all files, and says that one video is meant."""
    await bench.open()
    asked = await ask(bench, 4)
    await bench.press(asked, "One video from all")
    await bench.rest()
    assert await bench.sent() == [f"{say('en', 'each-all-prompt')}\n{WISH}"]
    assert len(await bench.uploads()) == 4


@pytest.mark.parametrize("command", ["cancel", "new"])
async def test_a_question_lapses_with_what_it_was_about(command: str, bench: Bench) -> None:
    """After /cancel, which has no other answer, it is told closed; its buttons begin nothing."""
    await bench.open()
    asked = await ask(bench, 4)
    await bench.command(command)
    await bench.rest()
    told = "question-lapsed" if command == "cancel" else "project-new"
    assert bench.says(bench.last.text, told)
    await bench.press_data(asked, asked.buttons[0].data)
    await bench.rest()
    assert bench.says(bench.chat.whispers[-1].text, "button-too-old")
    assert await bench.jobs() == []


async def test_what_may_be_one_video_is_asked_about(bench: Bench) -> None:
    """However few files there are."""
    await bench.open()
    asked = await ask(bench, 2, "make a video with the best moments from each of these clips")
    assert bench.says(asked.text, "each-ask", count=2)


async def test_a_wish_for_each(bench: Bench) -> None:
    """Words that were put on one photo of an album are for that one's video."""
    await bench.open()
    first, second = bench.photos(2)
    await bench.say(WISH, [first], album="7")
    await bench.say("with calm music", [second], album="7")
    await bench.rest()
    assert await bench.sent() == [WISH, f"{WISH}\nwith calm music"]


async def test_the_files_of_the_project(bench: Bench) -> None:
    """What was sent before is made into a video each, in projects of their own."""
    await bench.open()
    await bench.say("", bench.photos(2))
    await bench.rest()
    await bench.say("make one video from each of my photos")
    await bench.rest()
    assert len(videos(bench)) == 2
    async with bench.store.begin() as tx:
        titles = [p.title for p in await tx.projects.recent(bench.address().conversation, 9)]
    assert [title[-5:] for title in titles[:2]] == ["(2/2)", "(1/2)"]


async def test_a_button_under_files_without_words(bench: Bench) -> None:
    """It makes a video from each, called like its file, with what stands in /settings, once."""
    await bench.open()
    await bench.say("", bench.photos(2))
    await bench.rest()
    post = bench.last
    await bench.press(post, "9:16")
    await bench.until(lambda: "✅ 9:16" in [b.label for b in post.buttons], "it is ticked")
    data = post.button("One video from each").data
    await bench.press_data(post, data)
    await bench.press_data(post, data)
    await bench.rest()
    assert await bench.sent() == ["Format 9:16.\nmake a video from this file"] * 2
    async with bench.store.begin() as tx:
        titles = {p.title for p in await tx.projects.recent(bench.address().conversation, 9)}
    assert {"photo0 (1/2)", "photo1 (2/2)"} <= titles


async def test_a_failure_does_not_stop_the_others(bench: Bench) -> None:
    """It is told with its number, and the next one goes on."""
    bench.faults.once("run_sse", StreamError("agent error"))
    await bench.open()
    await bench.say(WISH, bench.photos(3))
    await bench.rest()
    assert len(await bench.sent()) == 3
    assert len(videos(bench)) == 2
    told = [
        p for p in bench.chat.finals if bench.says(p.text, "progress-part", n=1, of=3, what=ANY)
    ]
    assert len(told) == 1
    assert bench.says(told[0].text, "error-agent")
    # Another video is open by then: what failed is reached by its own button.
    assert told[0].button("Timeline").data == "t:1"


async def test_cancel_stops_the_rest(bench: Bench) -> None:
    """The button of the progress message ends the one that runs and all that wait."""
    await bench.open()
    await bench.say(WISH, bench.photos(3))
    await bench.until(lambda: len(videos(bench)) == 1 and bench.chat.progress, "the first one")
    await bench.until(
        lambda: any(
            bench.says(p.text, "progress-part", n=2, of=3, what=ANY) for p in bench.chat.progress
        ),
        "the second one has begun",
    )
    await bench.press(bench.chat.progress[-1], "Cancel")
    await bench.rest()
    assert len(videos(bench)) == 1
    assert len(await bench.sent()) <= 2
    assert bench.chat.progress == []


@pytest.mark.parametrize("way", ["command", "button"])
async def test_cancelled_before_any(bench: Bench, way: str) -> None:
    """All of them at once, whatever way."""
    await bench.open()
    gate = bench.chat.hold("open")
    await bench.say(WISH, bench.photos(3))
    await bench.until(lambda: bench.chat.finals, "what it costs")
    if way == "command":
        await bench.command("cancel")
    else:
        await bench.press(bench.chat.finals[0], "Cancel")
    await bench.until_job(lambda jobs: not jobs, "nothing is open")
    gate.set()
    await bench.rest()
    assert await bench.sent() == []
    await bench.command("projects")
    await bench.rest()
    assert not any(f"({n}/3)" in bench.transcript() for n in (2, 3))


async def test_as_many_prompts_against_the_cap(bench: Bench) -> None:
    """Where fewer are left nothing begins; what fits is counted one by one."""
    adjusted(bench, policy=Policy(caps=Caps(turns=3)))
    await bench.open()
    await bench.say("make a video", bench.photos(1))
    await bench.rest()
    await bench.say(WISH, bench.photos(3))
    await bench.rest()
    assert bench.says(bench.last.text, "each-over-cap", limit=3)
    assert len(await bench.sent()) == 1
    await bench.say(WISH, bench.photos(2))
    await bench.rest()
    assert len(await bench.sent()) == 3
    await bench.say("make it shorter")
    await bench.rest()
    assert bench.says(bench.last.text, "cap-turns", limit=3)


async def test_too_many_files(bench: Bench) -> None:
    """More than an album holds are refused in words."""
    await bench.open()
    await bench.say(WISH, bench.photos(11))
    await bench.rest()
    assert bench.says(bench.last.text, "each-too-many", limit=10)
    assert await bench.sent() == []


async def test_one_request_of_the_lane(bench: Bench) -> None:
    """However many videos: the requests behind it still have their places."""
    await bench.open()
    gate = bench.chat.hold("open")
    await bench.say(WISH, bench.photos(3))
    await bench.until_job(lambda jobs: len(jobs) == 6, "three videos wait")
    await bench.say("and then make it shorter")
    await bench.until_job(lambda jobs: len(jobs) == 7, "one request more")
    await bench.until(lambda: bench.says(bench.last.text, "queue-noted", position=2), "its place")
    gate.set()
    await bench.rest()


async def test_killed_in_a_render(bench: Bench) -> None:
    """After a restart it goes on where it was: each prompt is sent once, each film posted once."""
    await bench.open()
    await bench.say(WISH, bench.photos(3))
    await bench.until(lambda: len(videos(bench)) == 1, "the first one")
    await bench.until_state(JobState.POLLING)
    await bench.restart()
    await bench.rest()
    assert await bench.sent() == [WISH] * 3
    assert list((await bench.submits()).values()) == [1, 1, 1]
    assert len(videos(bench)) == 3
    assert bench.chat.progress == []


async def test_killed_in_a_turn(bench: Bench) -> None:
    """A prompt that may have run is not sent again; that is told of it, and the next goes on."""
    bench.faults.once("run_sse", Delay(60), nth=2)
    await bench.open()
    await bench.say(WISH, bench.photos(3))
    await bench.until(lambda: len(videos(bench)) == 1, "the first one")
    await bench.until_state(JobState.SENT)
    await bench.restart()
    await bench.rest()
    assert await bench.sent() == [WISH] * 2
    assert len(videos(bench)) == 2
    (told,) = (p for p in bench.chat.finals if bench.says(p.text, "recovery-unknown"))
    assert bench.says(told.text, "progress-part", n=2, of=3, what=ANY)


async def test_killed_between_two(bench: Bench) -> None:
    """When one is posted and the next has not begun, the progress message is still one."""
    await bench.open()
    await bench.say(WISH, bench.photos(2))
    await bench.until(lambda: len(videos(bench)) == 1, "the first one")
    await bench.kill()
    await bench.start()
    await bench.rest()
    assert await bench.sent() == [WISH] * 2
    assert len(videos(bench)) == 2
    assert bench.chat.progress == []


def files(count: int) -> Sequence[Attachment]:
    """So many photos."""
    return [Attachment(Medium.PHOTO, f"h{n}", f"p{n}.jpg", message=str(n)) for n in range(count)]


def test_wishes_by_number() -> None:
    """Lines that name a file by its number are for that one; the others are for all."""
    song = Attachment(Medium.AUDIO, "s", "song.mp3")
    prompts = prompts_of(f"{WISH}\n1. calm\n2) in black and white\nno text", files(3), [song])
    assert [p.text for p in prompts] == [
        f"{WISH}\nno text\ncalm",
        f"{WISH}\nno text\nin black and white",
        f"{WISH}\nno text",
    ]
    assert all(song in p.files and len(p.files) == 2 for p in prompts)


async def test_the_rows_tell_what_they_are(bench: Bench) -> None:
    """Turns and exports alternate, in the order of the files."""
    await bench.open()
    gate = bench.chat.hold("open")
    await bench.say(WISH, bench.photos(2))
    await bench.until_job(lambda jobs: len(jobs) == 4, "two videos")
    jobs = await bench.jobs()
    assert [job.kind for job in jobs] == [JobKind.TURN, JobKind.EXPORT] * 2
    assert [job.request.part.n for job in jobs if job.request.part] == [1, 1, 2, 2]
    gate.set()
    await bench.rest()
