"""What a request that begins a video leaves open."""

from __future__ import annotations

import pytest

from core.language.intents import left_open
from core.language.phrases import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_and_shapes_are_read_in_every_language(lang: str) -> None:
    """The ideas under a photo name a length, a shape and a length, or neither."""
    found = {idea: left_open(say(lang, f"media-idea-{idea}"), lang) for idea in IDEAS}
    assert {idea: (each.shape, each.length) for idea, each in found.items()} == IDEAS


IDEAS = {"promo": (True, False), "slideshow": (True, True), "vertical": (False, False)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_completes_a_request_leaves_nothing_open(lang: str) -> None:
    """A request with the lines of /settings behind it is not completed a second time."""
    lines = (say(lang, "begin-in-shape", shape="9:16"), say(lang, "begin-in-length", length="30"))
    found = left_open("\n".join((say(lang, "media-idea-slideshow"), *lines)), lang)
    assert (found.shape, found.length) == (False, False)


@pytest.mark.parametrize(
    ("text", "shape", "length"),
    [
        ("a birthday video for mom", True, True),
        ("something for my story", False, True),
        ("a reel of the trip", False, True),
        ("1080x1920 please, with my dog", False, True),
        ("a one minute film of the wedding", True, False),
        ("a short clip of my dog", True, False),
        ("um vídeo curto da praia", True, False),
        ("what can you do?", False, False),
        ("hello there", False, False),
    ],
)
def test_other_ways_to_name_them(text: str, shape: bool, length: bool) -> None:
    """A place to show it is a shape, a word for a length is one; talk begins no video."""
    found = left_open(text, "en")
    assert (found.shape, found.length) == (shape, length)
