"""When what was heard can be acted upon."""

from __future__ import annotations

import pytest

from core.speech import Transcript, is_sure, words_in

CLEAR = {"logprob": -0.2, "silence": 0.02, "compression": 1.2}


@pytest.mark.parametrize(
    ("text", "language", "seconds"),
    [
        ("Make a fifteen second promo from these photos.", "english", 4.0),
        ("把视频缩短一点", "chinese", 2.5),
        ("Сделай покороче", "ru", 2.0),
        ("اجعله أقصر", "arabic", 2.0),
        ("कृपया छोटा करो", "hindi", 2.0),
        ("Export!", "english", 1.2),
        ("Make it shorter", "", None),
    ],
)
def test_clear_speech(text: str, language: str, seconds: float | None) -> None:
    """In our languages, with figures or without, also a single word that is a command."""
    assert is_sure(Transcript(text, language, **CLEAR), seconds)
    assert is_sure(Transcript(text, language), seconds)


@pytest.mark.parametrize(
    ("transcript", "seconds"),
    [
        (Transcript(""), 3.0),
        (Transcript("   "), 3.0),
        (Transcript("[Music]"), 3.0),
        (Transcript("♪ la la la ♪"), 3.0),
        (Transcript("Make it shorter", logprob=-1.3), 3.0),
        (Transcript("Thank you for watching", silence=0.8), 3.0),
        (Transcript("go go go go go go", compression=4.0), 3.0),
        (Transcript("Rendilo più corto", "italian"), 3.0),
        (Transcript("Bye."), 1.5),
        (Transcript("Make it shorter"), 0.4),
        (Transcript("Oh yeah"), 60.0),
        (Transcript("嗯"), 1.5),
    ],
)
def test_what_is_asked_about(transcript: Transcript, seconds: float) -> None:
    """Nothing, music, noise, mumbling, repetition, another language, too little for its length."""
    assert not is_sure(transcript, seconds)


def test_marks_for_noises_are_no_words() -> None:
    """What a server writes in brackets was not said."""
    assert words_in(Transcript(" [Music] make it (laughs) short ♪ ")) == "make it short"
