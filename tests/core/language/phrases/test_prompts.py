"""Phrases that are sent to the agent as if the user had typed them."""

from __future__ import annotations

import re

import pytest

from core.language.intents import Intent, route
from core.language.phrases import LANGUAGES, say
from tests.core.language.phrases.catalogue import keys

PROMPTS = [
    key
    for key in keys()
    if key.startswith(("suggest-", "media-idea-")) or key.endswith("-prompt")
    if not key.startswith("option-")
]
EXAMPLES = ("start-welcome", "help-text", "turn-no-change")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_prompts_go_to_the_agent_whole(lang: str) -> None:
    """The router takes none of them for a command, nor a part of one."""
    for key in PROMPTS:
        tracks = {"tracks": say(lang, "timeline-kind-audio")} if "strip" in key else {}
        found = route(say(lang, key, **tracks))
        assert (found.intent, found.then) == (Intent.SSE, ()), (key, found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_in_sentences_are_prompts(lang: str) -> None:
    """What stands in code as something to say does what it says, when it is sent."""
    for key in EXAMPLES:
        said = re.findall(r"`([^`]+)`", say(lang, key))
        assert said, key
        assert [route(words).intent for words in said] == [Intent.SSE] * len(said), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_for_ideas_are_short_forms_of_them(lang: str) -> None:
    """Each idea has a button of its own, and the same figure on both."""
    for idea in ("promo", "slideshow", "vertical"):
        label, prompt = say(lang, f"button-idea-{idea}"), say(lang, f"media-idea-{idea}")
        assert set(re.findall(r"\d+", label)) <= set(re.findall(r"\d+", prompt))
        assert len(label) < len(prompt)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_of_prompts_are_the_same_everywhere(lang: str) -> None:
    """Thirty per cent stay thirty per cent in every language."""
    for key in PROMPTS:
        if "strip" in key:
            continue
        figures = re.findall(r"\d+", say("en", key))
        assert re.findall(r"\d+", say(lang, key)) == figures, key
