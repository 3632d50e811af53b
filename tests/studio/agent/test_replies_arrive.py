"""What the agent says of itself reaches people whole: a bot cuts out talk about a screen."""

from __future__ import annotations

import re

import pytest

from core.language.guitext.stream import StreamTranslator
from studio.agent.languages import LANGUAGES, Language, replies

SCREEN = ("gui_", "say_export")
"""Meant for a screen, as the cloud's agent speaks; these are to be cut."""
PARTS = ("word_", "color_", "music_", "option_", "decimal", "joiner")
"""Words within sentences."""
MOST_CUT = 4
"""So many sentences of a language may lose a part when the bot learns other talk."""
SAMPLES = {"seconds": "12", "start": "1", "end": "4", "n": "2", "many": "3", "text": "Hey"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_replies_arrive_whole(language: Language) -> None:
    """No half sentence: what it can't do, asks and explains is taken for no instruction."""
    cut = []
    for key, phrase in replies(language).items():
        if key.startswith((*SCREEN, *PARTS)):
            continue
        text = re.sub(r"\{(\w+)\}", lambda found: SAMPLES.get(found[1], "x"), phrase)
        translator = StreamTranslator(language)
        said = translator.feed(text) + translator.finish().text
        if said.strip() != text:
            cut.append((key, said))
    assert len(cut) <= MOST_CUT, cut
