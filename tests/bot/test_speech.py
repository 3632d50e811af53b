"""The speech server's client, against a speech server on loopback."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from rich.console import Console

from bot import speech
from bot.doctor import examine
from bot.speech import SpeechServer, endpoint
from core.speech import TranscriptionFailed
from tests.speech_server import KEY, SpeechApi


@pytest.fixture
async def api() -> AsyncIterator[SpeechApi]:
    """A speech server."""
    async with SpeechApi() as made:
        yield made


def client(api: SpeechApi, key: str = KEY) -> SpeechServer:
    """Our client of it."""
    return SpeechServer(api.url, SecretStr(key), "whisper-1")


async def test_words_and_how_sure_they_are(api: SpeechApi) -> None:
    """The recording arrives whole and under its name; text and figures come back."""
    api.will_say(" Make it shorter. ", avg_logprob=-0.4)
    async with client(api) as server:
        found = await server.transcribe(b"OggS voice", "voice_7.ogg", "audio/ogg")
    assert (found.text.strip(), found.language) == ("Make it shorter.", "english")
    assert (found.logprob, found.silence, found.compression) == (-0.4, 0.02, 1.2)
    (asked,) = api.asked
    assert (asked.sound, asked.name) == (b"OggS voice", "voice_7.ogg")
    assert asked.fields == {"model": "whisper-1", "response_format": "verbose_json"}
    assert asked.authorization == f"Bearer {KEY}"


async def test_a_model_that_tells_words_alone(api: SpeechApi) -> None:
    """Where the longer format is refused the short one is asked for, from then on at once."""
    api.formats = ("json",)
    api.will_say("one")
    api.will_say("two")
    async with client(api) as server:
        texts = [(await server.transcribe(b"x", "v.ogg", "")).text for _ in range(2)]
    assert texts == ["one", "two"]
    forms = [asked.fields["response_format"] for asked in api.asked]
    assert forms == ["verbose_json", "json", "json"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (web.Response(status=500), "500"),
        (web.Response(status=429), "429"),
        (web.Response(text="<html>"), "no JSON"),
        (web.Response(text='["text"]'), "no text"),
        (web.Response(text='{"text": 5}'), "no text"),
        (web.Response(status=307, headers={"Location": "http://127.0.0.1:9/"}), "307"),
        (web.Response(text="x" * (speech.ANSWER_BYTES + 1)), "too long"),
    ],
    ids=["500", "429", "html", "list", "figure", "redirect", "endless"],
)
async def test_what_is_no_transcript_fails(
    api: SpeechApi, answer: web.Response, reason: str
) -> None:
    """Whatever else comes back is one kind of failure; the key follows no redirect."""
    api.answers.append(answer)
    async with client(api) as server:
        with pytest.raises(TranscriptionFailed, match=reason):
            await server.transcribe(b"x", "v.ogg", "audio/ogg")
    assert len(api.asked) == 1


async def test_a_failure_holds_no_key(api: SpeechApi) -> None:
    """Not even where the server repeats it."""
    async with client(api, KEY + "-wrong") as server:
        with pytest.raises(TranscriptionFailed) as refused:
            await server.transcribe(b"x", "v.ogg", "audio/ogg")
    assert "401" in str(refused.value)
    assert KEY not in str(refused.value)


async def test_nobody_there() -> None:
    """A server that is away is a failure like others."""
    async with SpeechServer("http://127.0.0.1:9", None, "m") as server:
        with pytest.raises(TranscriptionFailed, match="does not answer"):
            await server.transcribe(b"x", "v.ogg", "audio/ogg")


async def test_a_bounded_line(api: SpeechApi) -> None:
    """So many are listened to at once and so many wait; who comes then is told at once."""
    api.gate = asyncio.Event()
    room = speech.AT_ONCE + speech.WAITING
    async with client(api) as server:
        calls = [
            asyncio.create_task(server.transcribe(b"x", f"{n}.ogg", "audio/ogg"))
            for n in range(room)
        ]
        await api.reached(speech.AT_ONCE)
        with pytest.raises(TranscriptionFailed, match="wait"):
            await server.transcribe(b"x", "late.ogg", "audio/ogg")
        assert len(api.asked) == speech.AT_ONCE
        api.gate.set()
        await asyncio.gather(*calls)
    assert len(api.asked) == room


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://api.example.com", "https://api.example.com/v1/audio/transcriptions"),
        ("https://api.example.com/v1/", "https://api.example.com/v1/audio/transcriptions"),
        ("http://h:9/openai/v1", "http://h:9/openai/v1/audio/transcriptions"),
        (
            "https://h/v1/audio/transcriptions",
            "https://h/v1/audio/transcriptions",
        ),
    ],
)
def test_the_address_may_be_written_in_every_usual_way(base: str, url: str) -> None:
    """As the server, its version, or the endpoint itself."""
    assert endpoint(base) == url


@pytest.mark.parametrize("key", [KEY, "wrong"])
async def test_doctor_tries_it(
    api: SpeechApi, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second of silence goes there; a key that is refused is named with its setting, unshown."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STT_BASE_URL", api.url)
    monkeypatch.setenv("STT_API_KEY", key)
    screen = Console(file=io.StringIO(), width=300)
    code = await examine(screen)
    assert isinstance(screen.file, io.StringIO)
    said = screen.file.getvalue()
    assert api.asked[0].sound.startswith(b"RIFF")
    assert KEY not in said
    if key == KEY:
        assert (code, "written down by 127.0.0.1" in said) == (0, True)
    else:
        assert (code, "STT_API_KEY" in said, "401" in said) == (1, True, True)
