"""Voice notes: words where that is sure, a question where it is not, sound where they say so."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest

from core.chat import Attachment, Medium
from core.config import Caps, Policy
from core.speech import Transcript, TranscriptionFailed
from core.store.records import JobKind
from tests.core.bench import PROMO, Bench, adjusted

CLEAR = Transcript(PROMO, "english", logprob=-0.2, silence=0.02, compression=1.2)
MUMBLED = Transcript(PROMO, "english", logprob=-1.4, silence=0.02, compression=1.2)
WORDS, SOUND = "It's what I want", "It's sound for the video"


class Listener:
    """Hears what it was told to hear, in that order; an exception is raised."""

    def __init__(self, *found: Transcript | Exception) -> None:
        self.found = deque(found)
        self.heard: list[bytes] = []
        self.patience = 1000
        self.gate = asyncio.Event()

    async def transcribe(self, sound: bytes, name: str, mime: str) -> Transcript:
        self.heard.append(sound)
        if len(self.heard) > self.patience:
            await self.gate.wait()
        found = self.found.popleft()
        if isinstance(found, Exception):
            raise found
        return found


async def listening(bench: Bench, *found: Transcript | Exception) -> Listener:
    """A bot that listens."""
    bench.transcriber = listener = Listener(*found)
    await bench.open()
    return listener


def note(bench: Bench, *, seconds: float = 3.0, data: bytes = b"OggS voice") -> Attachment:
    """Somebody's voice."""
    return bench.file("voice.ogg", data, medium=Medium.VOICE, mime="audio/ogg", seconds=seconds)


async def test_clear_words_are_the_request(bench: Bench) -> None:
    """With the photos before it, it is one prompt; what was heard stands in the progress."""
    listener = await listening(bench, CLEAR)
    await bench.say("", [*bench.photos(2), note(bench)])
    await bench.until(lambda: bench.chat.progress, "progress")
    shown = bench.chat.progress[-1]
    assert bench.says(shown.text, "voice-heard", words=PROMO)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(await bench.uploads()) == 2
    assert listener.heard == [b"OggS voice"]


async def test_a_spoken_command_is_one(bench: Bench) -> None:
    """What was said goes where typed words would go."""
    await listening(bench, Transcript("Show me my credits"))
    await bench.say("", [note(bench)])
    await bench.rest()
    assert "credits" in bench.chat.whispers[-1].text
    assert await bench.sent() == []


@pytest.mark.parametrize("kind", ["mumbled", "silent"])
async def test_what_is_unsure_is_asked_about(bench: Bench, kind: str) -> None:
    """Nothing is sent or uploaded before somebody says what it is; it is listened to once."""
    found = MUMBLED if kind == "mumbled" else Transcript("", silence=0.9)
    listener = await listening(bench, found)
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.rest()
    asked = bench.last
    assert [button.label for button in asked.buttons] == [WORDS, SOUND]
    assert (await bench.sent(), await bench.uploads()) == ([], [])
    await bench.press(asked, WORDS)
    await bench.rest()
    assert len(listener.heard) == 1
    if kind == "mumbled":
        assert bench.says(asked.history[0].text, "voice-ask-heard", words=PROMO)
        assert await bench.sent() == [PROMO]
        assert len(await bench.uploads()) == 1
    else:
        assert bench.says(bench.last.text, "voice-type")
        assert await bench.sent() == []


async def test_sound_for_the_video(bench: Bench) -> None:
    """It goes up as a file, and what to make is asked as for any file."""
    await listening(bench, MUMBLED)
    await bench.say("", [note(bench)])
    await bench.rest()
    await bench.press(bench.last, SOUND)
    await bench.rest()
    assert len(await bench.uploads()) == 1
    assert await bench.sent() == []
    assert any(bench.says(p.text, "media-received", count=1) for p in bench.chat.finals)


async def test_nobody_listens(bench: Bench) -> None:
    """Without the setting it says that words are typed; sound can still be chosen."""
    await bench.open()
    await bench.say("", [note(bench)])
    await bench.rest()
    asked = bench.last
    assert bench.says(asked.text, "voice-ask-typed")
    await bench.press(asked, WORDS)
    await bench.rest()
    assert bench.says(bench.last.text, "voice-type")
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_a_failure_falls_back_to_the_question(bench: Bench) -> None:
    """Who then says that it is words gets another try."""
    listener = await listening(bench, TranscriptionFailed("away"), CLEAR)
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.rest()
    assert bench.says(bench.last.text, "voice-ask")
    await bench.press(bench.last, WORDS)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(listener.heard) == 2


@pytest.mark.parametrize("way", ["long", "beside words", "music", "group", "large"])
async def test_what_stays_a_file(bench: Bench, way: str) -> None:
    """Long recordings, music, what has words beside it, and whatever others could read."""
    listener = await listening(bench)
    file = note(bench, seconds=240.0 if way == "long" else 3.0)
    if way == "music":
        file = bench.file("song.mp3", b"ID3", medium=Medium.AUDIO, mime="audio/mpeg")
    if way == "large":
        file = bench.file("v.ogg", b"OggS", medium=Medium.VOICE, announced=9_000_000, seconds=9.0)
    text = "use this as narration" if way == "beside words" else ""
    await bench.say(text, [file], group="g" if way == "group" else "")
    await bench.rest()
    assert listener.heard == []
    assert len(await bench.uploads()) == 1


async def test_passed_on_it_is_asked_about(bench: Bench) -> None:
    """Somebody else's voice is not taken for this person's wish."""
    listener = await listening(bench, CLEAR)
    await bench.say("", [note(bench)], forwarded=True)
    await bench.rest()
    assert listener.heard == []
    assert bench.says(bench.last.text, "voice-ask")


async def test_killed_while_somebody_listens(bench: Bench) -> None:
    """After a restart it is listened to again, and is one prompt."""
    listener = await listening(bench, CLEAR, CLEAR)
    listener.patience = 0
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.until(lambda: listener.heard, "somebody listens")
    await bench.kill()
    listener.patience = 1000
    await bench.start()
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_killed_between_two_voice_notes(bench: Bench) -> None:
    """What the first one says is written down already: it is not listened to again."""
    more = Transcript("and add calm music please")
    listener = await listening(bench, CLEAR, more)
    listener.patience = 1
    await bench.say("", [*bench.photos(1), note(bench, data=b"OggS one")])
    await bench.say("", [note(bench, data=b"OggS two")])
    await bench.until(lambda: len(listener.heard) == 2, "somebody listens to the second")
    await bench.kill()
    listener.patience = 1000
    await bench.start()
    await bench.rest()
    assert listener.heard == [b"OggS one", b"OggS two", b"OggS two"]
    assert await bench.sent() == [f"{PROMO}\n{more.text}"]


async def test_killed_after_it_was_heard(bench: Bench) -> None:
    """What was heard is written down: nobody listens a second time to one prompt."""
    listener = await listening(bench, CLEAR)
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.until_job(lambda jobs: jobs, "a job")
    await bench.restart()
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(listener.heard) == 1


async def test_cancelled_while_somebody_listens(bench: Bench) -> None:
    """/cancel takes it back: nothing comes of it later."""
    listener = await listening(bench, CLEAR)
    listener.patience = 0
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.until(lambda: listener.heard, "somebody listens")
    await bench.command("cancel")
    await bench.until(lambda: bench.chat.finals, "an answer to /cancel")
    listener.gate.set()
    await bench.rest()
    assert await bench.sent() == []
    assert bench.says(bench.last.text, "cancel-queued", count=1)


async def test_the_job_knows_that_it_was_spoken(bench: Bench) -> None:
    """The job that a voice note makes knows that it was spoken."""
    await listening(bench, CLEAR)
    await bench.say("", [*bench.photos(1), note(bench)])
    await bench.until_job(lambda jobs: jobs, "a job")
    (job,) = await bench.jobs()
    assert (job.kind, job.request.heard, job.request.typed) == (JobKind.TURN, PROMO, True)
    await bench.rest()


async def test_nobody_listens_beyond_the_cap(bench: Bench) -> None:
    """Whose prompts of the day are used up is told so, and costs the operator nothing more."""
    adjusted(bench, policy=Policy(caps=Caps(turns=0)))
    listener = await listening(bench, CLEAR)
    await bench.say("", [note(bench)])
    await bench.rest()
    assert listener.heard == []
    assert bench.says(bench.last.text, "cap-turns-closed")
