"""Any text gets an answer, and long ones cost no more than short ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.language.intents import Intent, Route, normal, route
from core.language.intents.word_classes import word_classes

WORDS = st.sampled_from(
    [
        *("export", "the video", "and then", "导出", "然后", '"', "'", "“", "「", "https://"),
        *(".mp4", "don't", "add", "?", "،", "और", "तो", "して", "고", "/new"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=900), st.lists(WORDS, max_size=200).map(" ".join)), st.booleans())
def test_every_text_gets_the_same_answer_twice(text: str, has_attachment: bool) -> None:
    """No text makes the router raise, and it has no memory."""
    first = route(text, has_attachment)
    assert isinstance(first, Route)
    assert first == route(text, has_attachment)


@pytest.mark.parametrize("filler", ["a", "export and ", '"', "，然后", "не ", "て", "(((", "'a "])
def test_the_middle_of_a_long_text_is_never_read(filler: str) -> None:
    """Only beginning and end are looked at, so that length doesn't buy work."""
    start, end = "x " * 150, " y" * 150
    short = route(start + filler * 40 + end)
    assert route(start + filler * 4096 + end) == short
    assert short.intent is Intent.SSE


def test_a_command_behind_a_long_prompt_is_still_heard() -> None:
    """The last clause counts however long the prompt is."""
    prompt = "make a video about a fox in the snow, slowly walking. " * 60
    assert route(prompt + "then export it") == Route(Intent.SSE, (Intent.EXPORT,))


@pytest.mark.parametrize("language", ["en", "zh", "es", "pt", "ja", "ko", "ru", "de", "fr", "id"])
def test_word_classes_load_for_every_language(language: str) -> None:
    """Each language knows its own word for the credits page and covers its own entries."""
    words = word_classes(language)
    covered = words.cover(normal.units("credits 1080p ?"))
    assert all(piece.tags for piece in covered)
