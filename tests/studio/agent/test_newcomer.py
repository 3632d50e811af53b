"""What somebody new to it writes: slips of the finger, half sentences, more than there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Memory, Project
from studio.agent.planner import plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"f{n}", "image", f"{n:02}-p{n}_d442bac71aa{n}.jpg") for n in (1, 2, 3))
DRAFT = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("upbeat")])
PROJECT = Project(PHOTOS, DRAFT, history=(DRAFT,))
ASKED = Project(PHOTOS, DRAFT, history=(DRAFT,), memory=Memory(asked="ask_text").pack())
YELLOW, BLUE = "#ffd60a", "#0a84ff"


@pytest.mark.parametrize(
    ("answer", "op"),
    [
        ("make the videoo shorter plz", o.ScaleDuration(0.75)),
        ("brghter please", o.Look("bright")),
        ("把视频缩短一点", o.ScaleDuration(0.75)),
        ("hazlo mas corto", o.ScaleDuration(0.75)),
        ("Happy Birthday Mom", o.AddText("Happy Birthday Mom")),
        ("Golden Hour", o.AddText("Golden Hour")),
        ("summer in Rome", o.AddText("summer in Rome")),
    ],
)
def test_a_wish_is_no_answer_to_an_open_question(answer: str, op: o.Op) -> None:
    """A text is taken as one, an order is carried out."""
    assert plan(answer, ASKED).ops == (op,)


@pytest.mark.parametrize("answer", ["mke it shorter", "the fast and the furious"])
def test_what_may_be_an_order_or_a_text_is_asked_about(answer: str) -> None:
    """And in quotation marks it is a text."""
    said = respond(answer, ASKED)
    assert said.draft is None
    assert answer in said.full_text
    again = Project(PHOTOS, DRAFT, history=(DRAFT,), memory=said.memory)
    assert plan(f'"{answer}"', again).ops == (o.AddText(answer),)


@pytest.mark.parametrize(
    ("text", "color"),
    [("ad a titel 'Fresh bred'  in yelow", YELLOW), ("add the title 'Fresh bred' in bleu", BLUE)],
)
def test_slips_are_no_other_language(text: str, color: str) -> None:
    """What one letter makes a word of the session's language is that word."""
    planned = plan(text, PROJECT)
    assert (planned.language, planned.lost) == ("en", ())
    assert planned.ops == (o.AddText("Fresh bred", color=color),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("add the title さくら", "en"),
        ("add the title Привет", "en"),
        ("把第二张照片删掉", "zh-Hans"),
        ("no quites la música", "es"),
        ("mach das Video kürzer bitte", "de"),
    ],
)
def test_a_reply_is_in_the_language_of_the_whole_prompt(text: str, language: str) -> None:
    """A foreign name alone does not change it."""
    assert plan(text, PROJECT).language == language


@given(
    st.sampled_from(["don't", "dont", "do not", "please dont"]),
    st.sampled_from(["change the music", "remove the music", "cut the last clip"]),
)
def test_what_shall_not_be_done_is_not_done(no: str, order: str) -> None:
    """With and without the apostrophe."""
    planned = plan(f"{no} {order}", PROJECT)
    assert (planned.ops, planned.lost, planned.ask) == ((), (), None)


@pytest.mark.parametrize("text", ["dont add any text", "it doesnt need a title"])
def test_a_text_that_is_not_wanted_is_not_asked_for(text: str) -> None:
    planned = plan(text, PROJECT)
    assert (planned.ops, planned.lost, planned.ask) == ((), (), None)
