"""espeak-ng: a program of this machine that reads words aloud, run as a process of its own.

The words go through its standard input, so that they can never be an option; in the worker it
shares all that the worker gave up (docs/studio.md#what-a-hostile-file-can-reach). Without numpy:
the server only asks whether it is there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from typing import Final

from studio.render.job import RenderFailed

LONGEST_TEXT: Final = 500
"""Characters; some two minutes where each is a syllable."""
# Not the PATH: the worker has none, and what lies in a project's folder is never run.
_FOLDERS = ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", r"C:\Program Files\eSpeak NG")
_VOICES: Final[Mapping[str, str]] = {
    "en": "en-us",
    "zh-Hans": "cmn-latn-pinyin",
    "zh-Hant": "cmn-latn-pinyin",
    "pt": "pt-br",
    **{code: code for code in ("es", "ja", "ko", "ru", "de", "fr", "id", "hi", "ar")},
}
# Variants that come with it: the formants of another throat.
_SPEAKERS: Final[Mapping[str, str]] = {"": "", "female": "+f3", "male": "+m3"}
_SECONDS, _MOST_BYTES = 20.0, 16_000_000


def engine() -> str | None:
    """The path of espeak-ng, None where it is not installed."""
    return shutil.which("espeak-ng", path=os.pathsep.join(_FOLDERS))


def readable(text: str) -> str:
    """The words as they are given to the engine: without pictures, controls and its own markup.

    espeak-ng takes `[[…]]` for phonemes and the character 1 for a command.
    """
    kept = "".join(
        " " if unicodedata.category(c)[0] == "C" or unicodedata.category(c) == "So" else c
        for c in text[:LONGEST_TEXT]
    )
    return re.sub(r"\s+", " ", re.sub(r"[\[\]{}<>|\\]", " ", kept)).strip()


def read_aloud(text: str, language: str, speaker: str, pace: int) -> bytes:
    """These words as a WAV, at so many words a minute; an unknown language is read as English.

    Raises RenderFailed with a sentence without the engine, or when it does not answer in 20 s.
    """
    program = engine()
    if program is None:
        raise RenderFailed(
            "The voice-over can't be spoken on this machine: remove it, or ask the operator to"
            " install espeak-ng."
        )
    voice = _VOICES.get(language, "en-us") + _SPEAKERS.get(speaker, "")
    order = [program, "--stdin", "--stdout", "-b", "1", "-z", "-v", voice, "-s", str(pace)]
    try:
        done = subprocess.run(
            order,
            input=readable(text).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise RenderFailed("The voice-over could not be spoken: use other words for it.") from error
    return done.stdout[:_MOST_BYTES]
