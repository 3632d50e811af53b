"""Voice notes as words: what core asks of whoever can listen, and when it trusts the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from core.language import intents
from core.language.intents import Intent
from core.language.phrases import LANGUAGES

# Longer recordings are sound for a video: nobody dictates a wish for two minutes.
LONGEST_SECONDS: Final = 120.0
LONGEST_BYTES: Final = 4 << 20

# What Whisper's own decoder takes for failed (-1 and 2.4), with some room, and for silence.
_LEAST_LOGPROB: Final = -0.8
_MOST_COMPRESSION: Final = 2.4
_MOST_SILENCE: Final = 0.5
_LEAST_SECONDS: Final = 1.0
# Music and noise leave a few words in a long recording.
_SLOW_SECONDS: Final = 8.0
_LETTERS_A_SECOND: Final = 0.7
_LEAST_LETTERS: Final = 4
_MARKS: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)|[♪♫*]+")
_NAMES: Final = re.compile(
    "english|chinese|mandarin|cantonese|spanish|castilian|portuguese|japanese|korean|russian"
    "|german|french|indonesian|malay|hindi|urdu|arabic"
)


class TranscriptionFailed(Exception):
    """Nobody could listen just now; the text says why, without any contents."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recording says, and what is known of that.

    `language` is a code or an English name, empty where nobody said. `logprob` is the mean of
    its words, `silence` the chance that nobody speaks, `compression` how much the text repeats
    itself; None where the server tells none.
    """

    text: str
    language: str = ""
    logprob: float | None = None
    silence: float | None = None
    compression: float | None = None


class Transcriber(Protocol):
    """Writes down what somebody said; implemented outside of core."""

    async def transcribe(self, sound: bytes, name: str, mime: str) -> Transcript:
        """The words of a recording; raises TranscriptionFailed."""
        ...


def words_in(transcript: Transcript) -> str:
    """What was said, without the marks for music and noises."""
    return " ".join(_MARKS.sub(" ", transcript.text).split())


def is_sure(transcript: Transcript, seconds: float | None) -> bool:
    """Whether it can be acted upon without asking: speech, and likely understood right."""
    words = words_in(transcript)
    if not words or words != " ".join(transcript.text.split()):
        return False
    if not (_likely(transcript) and _known(transcript.language)):
        return False
    letters = sum(char.isalnum() for char in words)
    if seconds is not None:
        if seconds < _LEAST_SECONDS:
            return False
        if seconds > _SLOW_SECONDS and letters < seconds * _LETTERS_A_SECOND:
            return False
    # One word is what is heard in a cough, unless it is a command.
    short = len(words.split()) < 2 and (words.isascii() or letters < _LEAST_LETTERS)
    return not short or intents.route(words).intent is not Intent.SSE


def _likely(transcript: Transcript) -> bool:
    logprob, silence = transcript.logprob, transcript.silence
    compression = transcript.compression
    return (
        (logprob is None or logprob >= _LEAST_LOGPROB)
        and (silence is None or silence <= _MOST_SILENCE)
        and (compression is None or compression <= _MOST_COMPRESSION)
    )


def _known(language: str) -> bool:
    """Whether it is one of ours: in others what was heard is more often noise than a wish."""
    name = language.strip().casefold()
    codes = {code.partition("-")[0] for code in LANGUAGES}
    return not name or bool(_NAMES.fullmatch(name)) or re.split(r"[-_]", name)[0] in codes
