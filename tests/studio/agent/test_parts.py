"""One part of a video taken back, the rest as it is; the middle pictures and the outer ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.parts import PARTS, changed, taken_back
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
EDITING = Project(PHOTOS, MADE, history=(MADE,))
# What an edit of each part may be.
EDITS: dict[str, o.Op] = {
    "order": o.Swap(1, 4),
    "length": o.SetDuration(10_000),
    "texts": o.StyleText(color="#ff3b30"),
    "music": o.SetMusic("sad"),
    "voice": o.AddVoice("Welcome", "en"),
    "sound": o.Mute(),
    "look": o.Look("bw"),
    "motion": o.SetMotion("none"),
    "transitions": o.SetTransition("wipe"),
    "fades": o.Fade("in"),
    "canvas": o.Canvas(1080, 1080),
    "logo": o.MoveLogo("bottom_left"),
    "speed": o.Speed(2.0),
}


def _edited(*steps: list[o.Op], language: str = "en") -> Project:
    history = [MADE]
    for ops in steps:
        history.append(apply(history[-1], ops))
    return Project(PHOTOS, history[-1], language, history=tuple(history))


def test_every_part_has_an_edit_here() -> None:
    assert EDITS.keys() == PARTS.keys()


@pytest.mark.parametrize("part", [name for name in EDITS if name not in ("speed", "sound", "logo")])
@pytest.mark.parametrize("other", ["music", "look", "texts"])
def test_taking_back_a_part_leaves_the_others(part: str, other: str) -> None:
    if part == other:
        return
    both = apply(MADE, [EDITS[part], EDITS[other]])
    back = taken_back(both, MADE, [part])
    assert part not in changed(MADE, back)
    assert changed(both, back) <= {part}
    assert other in changed(MADE, back)


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("undo the music only", "en"),
        ("undo just the music change", "en"),
        ("go back to the old music", "en"),
        ("undo everything except the black and white", "en"),
        ("mach nur die Musik rückgängig", "de"),
        ("die alte Musik wieder", "de"),
        ("只撤销音乐", "zh"),
        ("换回原来的音乐", "zh"),
        ("deshaz solo la música", "es"),
        ("annule seulement la musique", "fr"),
    ],
)
def test_one_of_two_changes_is_undone(prompt: str, language: str) -> None:
    project = _edited([EDITS["look"], EDITS["music"]], language=language)
    answer = respond(prompt, project)
    assert answer.draft is not None
    assert answer.draft.music == MADE.music
    assert answer.draft.looks == ("bw",)


def test_a_part_is_undone_that_changed_before_the_last_step() -> None:
    project = _edited([EDITS["order"]], [EDITS["texts"]])
    answer = respond("undo the swap", project)
    assert answer.draft is not None
    assert [clip.src for clip in answer.draft.clips] == [clip.src for clip in MADE.clips]
    assert answer.draft.titles == project.draft.titles


def test_the_last_step_is_undone_whole_when_it_was_about_that_part() -> None:
    project = _edited([EDITS["look"]], [EDITS["music"]])
    assert plan("undo the music", project).ops == (o.Undo(1),)


def test_a_part_that_never_changed_is_not_undone() -> None:
    answer = respond("undo the title", _edited([EDITS["music"]]))
    assert answer.draft is None
    assert not answer.undo


def test_one_part_is_undone_and_another_thing_done() -> None:
    project = _edited([EDITS["look"], EDITS["music"]])
    answer = respond("undo the music and make it square", project)
    assert answer.draft is not None
    assert answer.draft == replace(project.draft, music=MADE.music, width=1080, height=1080)


@pytest.mark.parametrize(
    ("prompt", "language", "ops"),
    [
        ("swap the outer two", "en", (o.Swap(1, 4),)),
        ("swap the two in the middle", "en", (o.Swap(2, 3),)),
        ("remove the first and last", "en", (o.RemoveItem(4), o.RemoveItem(1))),
        ("black and white for the middle two", "en", (o.Look("bw", True, (2, 3)),)),
        ("lösch die mittleren beiden", "de", (o.RemoveItem(3), o.RemoveItem(2))),
        ("tausch die äußeren beiden", "de", (o.Swap(1, 4),)),
        ("把中间两张对调", "zh", (o.Swap(2, 3),)),
        ("把首尾两张对调", "zh", (o.Swap(1, 4),)),
        ("quita las dos del medio", "es", (o.RemoveItem(3), o.RemoveItem(2))),
        ("enlève les deux du milieu", "fr", (o.RemoveItem(3), o.RemoveItem(2))),
        ("das letzte dunkler", "de", (o.Look("dark", True, (4,)),)),
        ("la última más oscura", "es", (o.Look("dark", True, (4,)),)),
        (
            "mets la première et la dernière photo en noir et blanc",
            "fr",
            (o.Look("bw", True, (1, 4)),),
        ),
    ],
)
def test_pictures_are_meant_by_their_place(
    prompt: str, language: str, ops: tuple[o.Op, ...]
) -> None:
    assert plan(prompt, replace(EDITING, language=language)).ops == ops


def test_of_three_the_middle_one_is_clear_and_of_four_it_is_asked() -> None:
    three = apply(Draft(), [o.Create(PHOTOS[:3], "promo", 20_000)])
    assert plan("drop the middle one", Project(PHOTOS[:3], three)).ops == (o.RemoveItem(2),)
    asked = plan("drop the middle one", EDITING)
    assert not asked.ops
    assert asked.ask is not None
    assert asked.ask.options == ("coffee.jpg", "cat.jpg")


@pytest.mark.parametrize(
    ("prompt", "language", "last"),
    [
        ("every photo 2s but the last 5s", "en", 5_000),
        ("first photo 3 seconds, last one 6", "en", 6_000),
        ("jedes Bild 3 Sekunden, das letzte 5", "de", 5_000),
        ("cada foto 3 segundos, la última 5", "es", 5_000),
    ],
)
def test_the_last_of_several_lengths_is_one_pictures(prompt: str, language: str, last: int) -> None:
    ops = plan(prompt, replace(EDITING, language=language)).ops
    assert ops[-1] == o.ItemLength((4,), last)
