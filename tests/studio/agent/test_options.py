"""What the agent offers to choose from is understood when it is chosen, in every language."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.phrases import say
from studio.agent.planner import plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 4))
CLIP = Media("v", "video", "v.mp4", 9_000)
DRAFT = apply(
    Draft(), [o.Create((*PHOTOS, CLIP), "promo", 30_000, "sad"), o.AddText("Hello"), o.Split(9_000)]
)
EDITS: dict[str, tuple[type, ...]] = {
    "option_trim_start": (o.TrimStart,),
    "option_trim_end": (o.TrimEnd,),
    "option_lively": (o.SetMusic, o.ItemLength),
    "option_colors": (o.Look, o.Look),
    "option_calm": (o.SetMusic, o.SetMotion),
    "option_undo": (o.Undo,),
    "option_remove_last": (o.RemoveItem,),
    "option_mood_upbeat": (o.SetMusic,),
    "option_mood_calm": (o.SetMusic,),
    "option_mood_lofi": (o.SetMusic,),
    "option_mood_cinematic": (o.SetMusic,),
    "option_remove_range": (o.RemoveRange,),
    "option_keep_range": (o.KeepRange,),
}


@pytest.mark.parametrize("key", EDITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_does_what_it_says(language: Language, key: str) -> None:
    """Exactly these operations, and no word is left over."""
    value = "3-5" if key.endswith("range") else "3"
    text = say(key, language, value=value)
    planned = plan(text, Project((*PHOTOS, CLIP), DRAFT, language, history=(DRAFT,)))
    assert tuple(map(type, planned.ops)) == EDITS[key], text
    assert planned.lost == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_option_is_an_answer(language: Language) -> None:
    """By the service's own form, by its number, by its letter, and by its words."""
    start = Project(PHOTOS, DRAFT, language, history=(DRAFT,))
    asked = respond("make it pop" if language == "en" else VAGUE[language], start)
    assert asked.question is not None
    item = asked.question.items[0]
    again = Project(PHOTOS, DRAFT, language, memory=asked.memory, history=(DRAFT,))
    label = item.options[1]
    wanted = respond(label, start).draft
    assert wanted is not None
    for text in (f"1. {item.prompt}: {label}", "2", "b", label, label.upper()):
        assert respond(text, again).draft == wanted, text


VAGUE: dict[Language, str] = {
    "zh-Hans": "有点无聊",
    "zh-Hant": "有點無聊",
    "es": "es aburrido",
    "pt": "está chato",
    "ja": "つまらない",
    "ko": "지루해",
    "ru": "скучно",
    "de": "das ist langweilig",
    "fr": "c’est ennuyeux",
    "id": "membosankan",
    "hi": "बोरिंग है",
    "ar": "ممل",
}


def test_an_answer_may_be_typed_freely() -> None:
    """`the second one`."""
    start = Project(PHOTOS, DRAFT, history=(DRAFT,))
    asked = respond("make it pop", start)
    assert asked.question is not None
    again = Project(PHOTOS, DRAFT, memory=asked.memory, history=(DRAFT,))
    wanted = respond(asked.question.items[0].options[1], start).draft
    assert respond("the second one", again).draft == wanted
    assert respond("make it 10 seconds", again).draft == apply(DRAFT, [o.SetDuration(10_000)])
