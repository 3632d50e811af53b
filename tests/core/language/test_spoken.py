"""Which language a message is written in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.language.phrases import LANGUAGES, say
from core.language.spoken import spoken

_DATA = Path(__file__).parents[2] / "data" / "intents_strangers.jsonl"


def _messages() -> list[tuple[str, str]]:
    """Messages of strangers, each with its language; those of Chinese are told apart elsewhere."""
    rows = map(json.loads, _DATA.read_text("utf-8").splitlines())
    return [(row["lang"], row["text"]) for row in rows if not row["lang"].startswith("zh")]


def test_strangers_are_understood() -> None:
    """Hardly anybody loses their own language by a message in it, and most others get theirs."""
    messages = _messages()
    lost = [text for language, text in messages if spoken(text, language) != language]
    assert len(lost) <= len(messages) * 0.002, lost
    other = [(language, text) for language, text in messages if language != "en"]
    found = [text for language, text in other if spoken(text, "en") == language]
    assert len(found) >= len(other) * 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language(language: str) -> None:
    """A sentence of each is known as such, whatever was spoken before."""
    text = say(language, "media-idea-slideshow")
    assert {spoken(text, before) for before in LANGUAGES} - {"zh-Hans", "ja"} <= {language}
    assert spoken(text, "en") == language or language == "zh-Hant"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "1080p",
        "voilà",
        "9:16",
        "export",
        "cat.jpg",
        "schoene-fotos-vom-urlaub.jpg",
        "/undo",
        "https://ejemplo.es/las-fotos-de-mi-cumpleanos-con-mi-familia",
        "add the title “Unser schönster Sommer am Meer”",
        "title: Unser schönster Sommer am Meer",
        "add the title 生日快乐",
        "eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG",
    ],
)
def test_no_change_of_language(text: str) -> None:
    """Names, quotes, addresses, and words that are said everywhere change nothing."""
    assert spoken(text, "en") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hola", "es"),
        ("¡Hola!", "es"),
        ("buenas tardes", "es"),
        ("olá", "pt"),
        ("oi", "pt"),
        ("hallo", "de"),
        ("salut", "fr"),
        ("halo", "id"),
    ],
)
def test_a_greeting(text: str, language: str) -> None:
    """It is too short to tell by its letters, and tells all the same; a name in it does not."""
    assert spoken(text, "en") == language
    assert spoken(text, "ru") == "ru"
    assert spoken("hello", language) == language


def test_names_in_other_scripts() -> None:
    """A name or two in Latin letters stand in messages of every other script."""
    for language in ("ru", "zh-Hans", "ja", "ko", "ar"):
        assert spoken("Instagram Story", language) == language
        assert spoken("please make the colours a bit warmer", language) == "en"


def test_characters_of_several_languages() -> None:
    """Han characters are of the language spoken so far, if that has them."""
    assert spoken("大家好", "ja") == "ja"
    assert spoken("大家好", "zh-Hant") == "zh-Hant"
    assert spoken("把音乐去掉", "zh-Hant") == "zh-Hans"
    assert spoken("把音樂去掉", "zh-Hans") == "zh-Hant"
    assert spoken("把音乐去掉", "en") == "zh-Hans"
