"""Phrases that are sent to the agent as if the user had typed them."""

from __future__ import annotations

import re

import pytest

from core.language.intents import Intent, route
from core.language.phrases import LANGUAGES, say
from core.language.timeline import strip_prompt
from tests.core.language.phrases.catalogue import keys
from tests.core.language.timeline.drafts import promo

PROMPTS = [
    key
    for key in keys()
    if key.startswith(("suggest-", "media-idea-")) or key.endswith("-prompt")
    if not key.startswith(("option-", "slash-"))
]
EXAMPLES = ("start-welcome", "help-text", "turn-no-change")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_prompts_go_to_the_agent_whole(lang: str) -> None:
    """The router takes none of them for a command, nor a part of one."""
    for key in PROMPTS:
        found = route(say(lang, key))
        assert (found.intent, found.then) == (Intent.SSE, ()), (key, found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_taking_away_what_came_by_itself_is_one_prompt(lang: str) -> None:
    """Music and titles of a draft, named in one sentence that goes to the agent whole."""
    prompt = strip_prompt(promo(), lang)
    assert say(lang, "turn-strip-music-prompt") in prompt
    assert say(lang, "turn-strip-title-prompt") in prompt
    assert (route(prompt).intent, route(prompt).then) == (Intent.SSE, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_suggestions_fit_on_their_buttons(lang: str) -> None:
    """A suggestion is its own label, and is read whole there."""
    cut = [key for key in keys() if key.startswith("suggest-") and len(say(lang, key)) > 40]
    assert cut == []


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
        figures = re.findall(r"\d+", say("en", key))
        assert re.findall(r"\d+", say(lang, key)) == figures, key
