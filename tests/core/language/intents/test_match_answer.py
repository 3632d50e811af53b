"""An answer in words, figures or shapes finds the option it means, or none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.language.intents import Intent, match_answer, route
from core.language.phrases import LANGUAGES


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("2", ["A warm look", "A cold look"], (1,)),
        ("the second one", ["A warm look", "A cold look"], (1,)),
        ("option 3 please", ["red", "green", "blue"], (2,)),
        ("1 and 3", ["red", "green", "blue"], (0, 2)),
        ("b", ["red", "green"], (1,)),
        ("the last one", ["red", "green", "blue"], (2,)),
        ("both", ["a cat", "a dog"], (0, 1)),
        ("all of them", ["red", "green", "blue"], (0, 1, 2)),
        ("9:16", ["Upright, 9:16", "Wide, 16:9"], (0,)),
        ("portrait please", ["9:16", "16:9", "1:1"], (0,)),
        ("vertical", ["9:16", "16:9"], (0,)),
        ("the guitar one", ["Acoustic guitar", "Piano"], (0,)),
        ("yes", ["Yes, use it", "No, keep mine"], (0,)),
        ("no", ["Yes, use it", "No, keep mine"], (1,)),
        ("yes", ["Continue"], (0,)),
        ("30", ["15 seconds", "30 seconds", "60 seconds"], (1,)),
        ("30s", ["15 seconds", "30 seconds", "1 minute"], (1,)),
        ("30 sec please", ["15 seconds", "30 seconds", "1 minute"], (1,)),
        ("1 min", ["15 seconds", "30 seconds", "1 minute"], (2,)),
        ("1 minute please", ["15 seconds", "30 seconds", "1 minute"], (2,)),
        ("the second sunny one", ["Sunny day", "Sunny night", "Rain"], (1,)),
        ("warm and grey", ["warm", "bright", "grey"], (0, 2)),
        ("warm, grey", ["warm", "bright", "grey"], (0, 2)),
        ("Warm & grey", ["warm", "bright", "grey"], (0, 2)),
        ("rock and roll", ["Rock and roll", "Rock", "Roll"], (0,)),
    ],
)
def test_an_answer_is_its_option(
    text: str, options: Sequence[str], expected: tuple[int, ...]
) -> None:
    """Figures, letters, ordinals, shapes, yes and no, and words that only one option has."""
    assert match_answer(text, options) == expected


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("not the guitar", ["Acoustic guitar", "Piano"]),
        ("make the title bigger", ["red", "green"]),
        ("export", ["red", "green"]),
        ("", ["red", "green"]),
        ("2", []),
    ],
)
def test_what_is_something_else_is_no_answer(text: str, options: Sequence[str]) -> None:
    """It may be a request of its own."""
    assert match_answer(text, options) is None


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("2", ["2 minutes", "1 minute"]),  # the second, or the one of two minutes
        ("1", ["15 seconds", "30 seconds", "1 minute"]),
        ("jazz", ["Warm jazz", "Cold jazz"]),
        ("the sunny one", ["Sunny day", "Sunny night", "Rain"]),
        ("sunny and rain", ["Sunny day", "Sunny night", "Rain"]),
        ("vertical", ["9:16 for Reels", "4:5 for the feed", "1:1"]),
        ("5", ["red", "green"]),
        ("both", ["red", "green", "blue"]),
    ],
)
def test_what_fits_two_is_asked_again(text: str, options: Sequence[str]) -> None:
    """It is an answer, but nothing is guessed."""
    assert match_answer(text, options) == ()


ROWS = {
    "en": ("warm", "grey", "warm and grey"),
    "zh-Hans": ("温暖", "灰色", "温暖和灰色"),
    "zh-Hant": ("溫暖", "灰色", "溫暖和灰色"),
    "es": ("cálido", "gris", "cálido y gris"),
    "pt": ("quente", "cinza", "quente e cinza"),
    "fr": ("chaud", "gris", "chaud et gris"),
    "de": ("warm", "grau", "warm und grau"),
    "ru": ("тёплый", "серый", "тёплый и серый"),
    "id": ("hangat", "abu", "hangat dan abu"),
    "ja": ("暖色", "灰色", "暖色と灰色"),
    "ko": ("따뜻함", "회색", "따뜻함과 회색"),
    "hi": ("गर्म", "धूसर", "गर्म और धूसर"),
    "ar": ("دافئ", "رمادي", "دافئ ورمادي"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_by_name(language: str) -> None:
    """Two of three options with the word for "and" between them, in each language."""
    first, second, said = ROWS[language]
    assert match_answer(said, [first, "neon", second], language) == (0, 2)


SECOND = {
    "en": ("the second one", "vertical"),
    "zh-Hans": ("第二个", "竖的"),
    "zh-Hant": ("第二個", "直式"),
    "es": ("la segunda", "vertical"),
    "pt": ("a segunda opção", "na vertical"),
    "fr": ("la deuxième", "format vertical"),
    "de": ("die zweite bitte", "im Hochformat"),
    "ru": ("второй вариант", "вертикально"),
    "id": ("yang kedua aja", "vertikal"),
    "ja": ("2番目で", "縦で"),
    "ko": ("두 번째 거", "세로로"),
    "hi": ("दूसरा वाला", "वर्टिकल"),
    "ar": ("الخيار الثاني", "عمودي"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_ordinals_and_shapes(language: str) -> None:
    """The second of two, and the upright of three, in each language; figures in all of them."""
    second, upright = SECOND[language]
    assert match_answer(second, ["Jazz", "Rock"], language) == (1,)
    assert match_answer(upright, ["16:9", "9:16", "1:1"], language) == (1,)
    assert match_answer("2", ["Jazz", "Rock"], language) == (1,)


def test_an_answer_to_an_open_question_is_the_agents() -> None:
    """What would be a command by itself is an answer while its option is open."""
    assert route("status").intent is Intent.STATE
    assert route("status", context=["Status", "Mood"]).intent is Intent.SSE
    assert route("export", context=["Jazz", "Rock"]).intent is Intent.EXPORT


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=5))
def test_any_answer_stays_within_the_options(text: str, options: list[str]) -> None:
    """No text raises, and every index is one of an option."""
    found = match_answer(text, options)
    assert found is None or set(found) <= set(range(len(options)))
