"""A voice-over, spoken by the real espeak-ng in the real worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from studio.agent.languages import LANGUAGES
from studio.agent.spoken import spoken_ms
from studio.render import espeak, process
from studio.render.ducking import curve
from studio.render.job import RenderJob
from studio.render.voice import speak
from tests.studio.media.clips import make_sound
from tests.studio.render.films import draft, plain_photo, watch
from tests.studio.render.test_loudness import ebur128

RATE = 48_000
SPEAKS = espeak.engine() is not None
needs_engine = pytest.mark.skipif(not SPEAKS, reason="espeak-ng is not installed here")
SENTENCES = {
    "en": "Welcome to Harbor Light, the café by the sea. We open every day at seven.",
    "de": "Willkommen im Seeblick, dem Café am Hafen. Wir öffnen jeden Tag um sieben Uhr.",
    "es": "Bienvenidos a nuestra cafetería junto al mar. Abrimos todos los días a las siete.",
    "fr": "Bienvenue dans notre café au bord de la mer. Nous ouvrons tous les jours à sept heures.",
    "pt": "Bem-vindos ao nosso café à beira-mar. Abrimos todos os dias às sete horas.",
    "id": "Selamat datang di kafe kami di tepi laut. Kami buka setiap hari pukul tujuh.",
    "ru": "Добро пожаловать в наше кафе у моря. Мы открыты каждый день с семи часов.",
    "ar": "مرحبا بكم في المقهى على شاطئ البحر. نفتح كل يوم في الساعة السابعة.",
    "hi": "समुद्र के किनारे हमारे कैफ़े में आपका स्वागत है। हम हर दिन सात बजे खुलते हैं।",
    "ja": "うみべのカフェへようこそ。まいあさ しちじから あいています。",
    "ko": "바닷가 카페에 오신 것을 환영합니다. 매일 아침 일곱 시에 문을 엽니다.",
    "zh-Hans": "欢迎来到海边咖啡馆。我们每天早上七点开门。",
    "zh-Hant": "歡迎來到海邊咖啡館。我們每天早上七點開門。",
}


def voiced(*voices: dict[str, Any], music: bool = False, d: int = 6_000) -> dict[str, Any]:
    """A film of one photo with voices, and perhaps music."""
    sounds = [{"d": d, "gen": "upbeat", "vol": 0.3}] if music else []
    made = draft([{"d": d, "src": "a"}], size=(96, 160), sounds=sounds)
    spoken = [
        {"s": v["s"], "d": v["d"], "m": {"role": "voice", **{k: v[k] for k in v if k not in "sd"}}}
        for v in voices
    ]
    made["t"].append({"tt": 1, "sg": spoken, "m": {"name": "Voice-over"}})
    return made


async def film_of(folder: Path, made: dict[str, Any]) -> Path:
    photo = plain_photo(folder / "a.jpg", (90, 120, 150))
    out = folder / "film.mp4"
    await process.render(RenderJob(draft=made, media={"a": photo}, out=out))
    return out


@needs_engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_length_is_known_before_it_is_spoken(language: str) -> None:
    """By a sixth, in every language: the planner's figure is what the timeline shows."""
    seconds = speak(SENTENCES[language], language, "", 0).shape[1] / RATE
    assert seconds == pytest.approx(spoken_ms(SENTENCES[language], language) / 1000, rel=1 / 6)


@needs_engine
async def test_it_is_heard_at_its_time_alone_and_over_music(tmp_path: Path) -> None:
    """Silence around it where nothing else sounds; music steps back for it and comes again."""
    voice = {"s": 2_000, "d": 1_500, "text": "Welcome to our house by the sea", "lang": "en"}
    film = watch(await film_of(tmp_path, voiced(voice)))
    assert film.loudness(0.2, 1.8) < 0.001 < 0.05 < film.loudness(2.1, 3.5)
    assert film.loudness(4.8, 5.8) < 0.001
    times, gain = curve((), 10.0, [(3.0, 5.0)])
    assert np.interp([1.0, 4.0, 8.0], times, gain) == pytest.approx([1.0, 0.25, 1.0])


@needs_engine
@pytest.mark.parametrize("music", [False, True])
async def test_the_film_is_as_loud_as_all_others(tmp_path: Path, music: bool) -> None:
    """-14 LUFS within 1, no true peak above -1 dBTP, with a voice alone and over music."""
    text = "Come and see us at the harbour this weekend, we have cake and coffee for everybody"
    voice = {"s": 500, "d": 5_000, "text": text, "lang": "en", "speaker": "female"}
    lufs, peak = ebur128(watch(await film_of(tmp_path, voiced(voice, music=music))).samples)
    assert lufs == pytest.approx(-14, abs=1)
    assert peak <= -1


async def test_a_recording_is_heard_once_at_its_time(tmp_path: Path) -> None:
    """Without the engine: only its own seconds, as loud as any film."""
    voice = {"s": 2_000, "d": 1_500, "text": "hello.wav", "src": "r"}
    photo = plain_photo(tmp_path / "a.jpg", (90, 120, 150))
    media = {"a": photo, "r": make_sound(tmp_path / "r.wav", seconds=1.5)}
    job = RenderJob(draft=voiced(voice), media=media, out=tmp_path / "film.mp4")
    await process.render(job)
    film = watch(job.out)
    assert film.loudness(0.2, 1.8) < 0.001 < 0.05 < film.loudness(2.1, 3.4)
    assert film.loudness(3.8, 5.8) < 0.001
    assert ebur128(film.samples)[0] == pytest.approx(-14, abs=1)


@needs_engine
def test_what_does_not_fit_is_read_faster_not_cut() -> None:
    """Up to what can still be followed."""
    text = SENTENCES["en"]
    usual = speak(text, "en", "", 0).shape[1] / RATE
    assert speak(text, "en", "", usual * 0.75).shape[1] / RATE <= usual * 0.75
    assert speak(text, "en", "", 10).shape[1] / RATE == pytest.approx(usual)


def pitch(samples: npt.NDArray[np.float32]) -> float:
    """The commonest period of the loudest parts, in Hz."""
    sound = samples[0][: 2 * RATE]
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    both = np.fft.irfft(spectrum)[RATE // 300 : RATE // 70]
    return RATE / float(RATE // 300 + both.argmax())


@needs_engine
def test_a_womans_voice_is_higher_than_a_mans() -> None:
    text = "La la la la la la"
    assert pitch(speak(text, "en", "female", 0)) > 1.2 * pitch(speak(text, "en", "male", 0))


@needs_engine
@pytest.mark.parametrize(
    "text",
    [
        "--help",
        "-w /tmp/written.wav",
        "; touch /tmp/written; $(touch /tmp/written) `touch /tmp/written`",
        "[[h@l'oU]] <audio src='/etc/passwd'/> \x01\x00 \u202e \ud7ff",
        "9" * 500,
        "字" * 500,
    ],
)
def test_hostile_words_are_only_read(text: str, tmp_path: Path) -> None:
    """They reach no option and no shell, and markup of the engine is none."""
    heard = speak(text, "en", "", 0)
    assert heard.shape[0] == 1
    assert heard.shape[1] < 400 * RATE
    assert not Path("/tmp/written").exists()
    assert not Path("/tmp/written.wav").exists()
    assert not {"[", "]", "<", ">", "\x01"} & set(espeak.readable(text))


@needs_engine
def test_pictures_are_not_spoken_and_nothing_is_silence() -> None:
    assert speak("🎂", "en", "", 0).shape == (1, 0)
    assert espeak.readable("Happy 🎂 day\n\tto you") == "Happy day to you"
    assert len(espeak.readable("x" * 9_999)) == espeak.LONGEST_TEXT


def test_without_the_engine_the_sentence_says_what_to_do() -> None:
    """A draft of another machine: its voice is not left out without a word."""
    code = (
        "from studio.render import espeak; espeak._FOLDERS = ('/nowhere',)\n"
        "from studio.render.voice import speak; speak('Only here', 'en', '', 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "RenderFailed" in done.stderr
    assert "install espeak-ng" in done.stderr
