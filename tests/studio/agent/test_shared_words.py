"""Several wishes in one sentence that share words, and half-read wishes that concern everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
MADE: list[o.Op] = [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello"), o.SetMusic("upbeat")]
DRAFT = apply(Draft(), MADE)
EDITING = Project(PHOTOS, DRAFT, history=(DRAFT,))
ALL_BUT_LAST = o.ItemLength((1, 2, 3), 2_500)


@pytest.mark.parametrize(
    ("prompt", "made"),
    [
        (
            "put the cat first, 4 seconds, and make it black and white",
            (o.Move(3, 1), o.ItemLength((1,), 4_000), o.Look("bw", True, (1,))),
        ),
        (
            "die Katze nach vorn, 5 Sekunden lang, die anderen lass so wie sie sind",
            (o.Move(3, 1), o.ItemLength((1,), 5_000)),
        ),
        (
            "photo 2 stays 6 seconds, photo 3 just 2, rest as is",
            (o.ItemLength((2,), 6_000), o.ItemLength((3,), 2_000)),
        ),
        (
            "jedes Foto nur 2,5 Sekunden, das letzte aber 5",
            (o.ItemLength((), 2_500), o.ItemLength((4,), 5_000)),
        ),
        (
            "every picture 2.5 sec except the last, that one 6",
            (ALL_BUT_LAST, o.ItemLength((4,), 6_000)),
        ),
        (
            "mach die Musik weg, den Titel rot",
            (o.MusicOff(), o.StyleText(role="title", color="#ff3b30")),
        ),
    ],
)
def test_each_of_several_wishes_is_done(prompt: str, made: tuple[o.Op, ...]) -> None:
    planned = plan(prompt, EDITING)
    assert planned.ops == made
    assert not planned.lost


@pytest.mark.parametrize(
    ("prompt", "op"),
    [
        ("shave a second off the last picture", o.ItemLength((4,), by=-1_000)),
        ("nimm vom letzten Bild eine Sekunde weg", o.ItemLength((4,), by=-1_000)),
        ("la photo 3 une seconde de moins", o.ItemLength((3,), by=-1_000)),
        ("das war zu viel, nur 2 Sekunden länger", o.ChangeDuration(2_000)),
        ("linger on the cat a bit more", o.ItemLength((3,), factor=1.3)),
        ("laisse plus longtemps le chat", o.ItemLength((3,), factor=1.6)),
        ("half as loud please", o.MusicVolume(factor=0.5)),
        ("halb so laut bitte", o.MusicVolume(factor=0.5)),
        ("coupe la musique", o.MusicOff()),
    ],
)
def test_a_change_is_no_new_length_and_loudness_no_speed(prompt: str, op: o.Op) -> None:
    assert plan(prompt, EDITING).ops == (op,)


@pytest.mark.parametrize(
    "prompt",
    [
        "the music frobs over the first 3 seconds",
        "la musique zambouille les 3 premières secondes",
        "zwurbel die Reihenfolge umgekehrt",
        "por favor, que esté más zambulloso para los trompifos",
    ],
)
def test_what_concerns_all_needs_every_word(prompt: str) -> None:
    """A reading with a gap is told instead of done."""
    planned = plan(prompt, EDITING)
    assert planned.ops == ()
    assert planned.lost or planned.ask or planned.notes


@pytest.mark.parametrize("prompt", ["标题Happy Hour", "标题 Happy Hour"])
def test_a_title_in_other_letters_is_a_title(prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language="zh-CN"))
    assert [op.text for op in planned.ops if isinstance(op, o.AddText | o.ReplaceText)] == [
        "Happy Hour"
    ]
