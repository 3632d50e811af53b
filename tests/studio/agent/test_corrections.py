"""What a person takes back: letters, numbers, things, and what stays as it was before."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
START = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Lake Days")])


def after(*said: str, title: str = "Lake Days", language: str = "en") -> Draft:
    """The draft after these prompts, one after the other."""
    drafts: tuple[Draft, ...] = (apply(START, [o.ReplaceText(title, "title")]),)
    memory = ""
    for text in said:
        answer = respond(text, Project(PHOTOS, drafts[-1], language, memory, drafts))
        memory = answer.memory
        drafts = (*drafts, answer.draft) if answer.draft is not None else drafts
    return drafts[-1]


@pytest.mark.parametrize(
    ("title", "said", "right", "language"),
    [
        ("Sumer Market", "oops, summer has two m's, my bad", "Summer Market", "en"),
        ("Tommorow", "Tommorow has one m and two r's", "Tomorrow", "en"),
        ("Marc and Jo", "Marc with a k please, not a c", "Mark and Jo", "en"),
        ("Summer 2024", "wrong year, 2024 should be 2025", "Summer 2025", "en"),
        ("Rome 2023", "typo, it's 2024", "Rome 2024", "en"),
        ("Lake Days", "ugh typo. it's Lakes not Lake", "Lakes Days", "en"),
        ("Harbor Day", "it's spelled wrong, it's Harbour Day with a u", "Harbour Day", "en"),
        ("Somer in Wien", "Sommer mit zwei m", "Sommer in Wien", "de"),
    ],
)
def test_a_word_is_spelt_otherwise(title: str, said: str, right: str, language: str) -> None:
    """The word on the screen, and nothing else; letters that fit nowhere change nothing."""
    made = after(said, title=title, language=language)
    assert made.titles[0].text == right
    assert made.total == after(title=title).total
    assert after("blorf with two m's", title=title) == after(title=title)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (("swap photo 1 and 3", "wait, 1 and 2 should be swapped, 3 belongs where it was"), "2134"),
        (
            ("remove photo 2", "i mixed up the numbers, photo 3 should be gone, photo 2 stays"),
            "124",
        ),
        (("remove the first photo", "that was supposed to be the last, not the first"), "123"),
        (("put the cat first", "not the cat! the coffee"), "2134"),
    ],
)
def test_another_picture_was_meant(said: tuple[str, str], order: str) -> None:
    """The first wish is taken back; that the old picture stays needs no deed of its own."""
    assert [clip.src[1:] for clip in after(*said).clips] == list(order)


def test_a_length_goes_to_the_picture_that_was_meant() -> None:
    """`I meant the third. The second can go back to what it was`."""
    said = "Apologies, I meant the third photo. The second one can go back to what it was."
    made = after("show the second photo for 9 seconds", said)
    assert made.clips[2].d == 9_000
    assert made.clips[1].d == START.clips[1].d


def test_another_thing_was_meant() -> None:
    """The music instead of the title, and the other way of a word."""
    made = after("remove the title", "not the title, the music should be gone")
    assert made.music is None
    assert made.titles[0].text == "Lake Days"
    louder, quieter = after("music louder"), after("music louder", "i meant the opposite: quieter")
    assert START.music is not None
    assert louder.music is not None
    assert quieter.music is not None
    assert quieter.music.volume < START.music.volume < louder.music.volume
