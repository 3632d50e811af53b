"""An edit that rests on thin evidence is asked about, not done."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Answer, Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.phrases import say
from studio.agent.planner import plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 5))
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
DOUBTFUL = [
    ("blorfs 2 min", "en"),  # nothing but a measure beside what nobody knows
    ("blorf tiltd", "en"),  # the word that names it was written otherwise
    ("gruñil trompifa 2 min", "es"),
    ("tu peux l'étirer à trois zambouilles de minute ?", "fr"),
    ("stretch it out to one minute five", "en"),  # half of the number was read
    ("enlève le son divise", "fr"),  # a removal, and another order left over
    ("a 6 second video from the first photo, blorfs", "en"),  # in the place of the one there
]
CERTAIN = [
    "make it 12 seconds, frimbly",
    "it's too long, 11 seconds, blorf",
    "make the blorf title red",
    "swap the first and the frimbly second",
]


def project(language: str, memory: str = "") -> Project:
    return Project(PHOTOS, DRAFT, language, memory, (DRAFT,))


def asked(text: str, language: str) -> Answer:
    answer = respond(text, project(language))
    assert answer.draft is None
    assert answer.question is not None
    return answer


@pytest.mark.parametrize(("text", "language"), DOUBTFUL)
def test_thin_evidence_is_asked_about(text: str, language: str) -> None:
    """Nothing changes; what would be done is named, and what was not understood."""
    answer = asked(text, language)
    assert plan(text, project(language)).lost
    assert answer.question is not None
    assert len(answer.question.items[0].options) == 2
    assert answer.work == "free"


@pytest.mark.parametrize("text", CERTAIN)
def test_a_wish_with_a_word_of_its_own_is_done(text: str) -> None:
    """A strange word beside it is told, and no more."""
    answer = respond(text, project("en"))
    assert answer.draft is not None
    assert answer.question is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_buttons_mean_what_they_say(language: Language) -> None:
    """Pressed, numbered, or in the service's own form; yes does what was named, no nothing."""
    offer = asked("stretch it out to one minute five", "en")
    assert offer.question is not None
    item = offer.question.items[0]
    wanted = apply(DRAFT, [o.SetDuration(60_000)])
    for text in (item.options[0], "1", f"1. {item.prompt}: {item.options[0]}"):
        assert respond(text, project(language, offer.memory)).draft == wanted, text
    yes, no = say("option_sure", language), say("option_no", language)
    assert respond(yes, project(language, offer.memory)).draft == wanted
    for text in (item.options[1], "2", no, f"1. {item.prompt}: {item.options[1]}"):
        refused = respond(text, project(language, offer.memory))
        assert refused.draft is None, text
        assert say("said_nope", language) in refused.text


def test_an_offer_is_gone_after_another_wish() -> None:
    """`yes` to something else does not take up what was offered before."""
    offer = asked("stretch it out to one minute five", "en")
    other = respond("make it square", project("en", offer.memory))
    assert other.draft is not None
    history = (DRAFT, other.draft)
    later = respond("yes", Project(PHOTOS, other.draft, "en", other.memory, history))
    assert later.draft is None
