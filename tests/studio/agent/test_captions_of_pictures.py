"""A caption that is a picture's own goes where that picture goes."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft, Title

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(
    Draft(), [o.Create(PHOTOS, "promo", 20_000), o.Captions(("A", "B", "C", "D"), each=True)]
)
CALLED = dict(zip("ABCD", ("f1", "f2", "f3", "f4"), strict=True))


def after(text: str) -> Draft:
    draft = respond(text, Project(PHOTOS, MADE, history=(MADE,))).draft
    assert draft is not None
    return draft


def stretch(draft: Draft, title: Title) -> tuple[str, int, int]:
    """The picture that stands under a text, and how far the text's ends are from the picture's."""
    bounds = [*draft.starts(), draft.total]
    place = bounds.index(title.s)
    return draft.clips[place].src, title.s, bounds[place + 1]


@pytest.mark.parametrize(
    "text",
    [
        "move the cat to the front",
        "swap the cat and the portrait",
        "reverse the order",
        "the coffee 8 seconds",
        "remove the coffee",
        "keep only the first and the cat",
    ],
)
def test_a_caption_stands_with_its_picture_from_cut_to_cut(text: str) -> None:
    draft = after(text)
    for title in draft.titles:
        src, start, end = stretch(draft, title)
        assert (src, title.s, title.s + title.d) == (CALLED[title.text], start, end)
    assert {CALLED[t.text] for t in draft.titles} == {clip.src for clip in draft.clips}


def test_a_caption_goes_with_its_picture_and_that_is_told() -> None:
    answer = respond("remove the cat", Project(PHOTOS, MADE, history=(MADE,)))
    assert answer.draft is not None
    assert [t.text for t in answer.draft.titles] == ["A", "B", "D"]
    assert "Removed the text" in answer.text
    assert answer.text.count("“D”") + answer.text.count('"D"') == 2  # where it was, and is


def test_words_with_a_time_of_their_own_stay() -> None:
    made = apply(MADE, [o.RemoveText(), o.AddText("Hi", "subtitle", start=6_000, ms=1_500)])
    draft = respond("remove the coffee", Project(PHOTOS, made, history=(made,))).draft
    assert draft is not None
    assert [t.text for t in draft.titles] == ["Hi"]
