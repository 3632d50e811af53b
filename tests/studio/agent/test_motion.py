"""How pictures move: each its own way, only some, the other way round, less or more."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft, from_wire, to_wire

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(name, "image", f"{name}.jpg") for name in NAMES)
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "upbeat"), o.AddText("Beach House")])
ZOOMED = apply(MADE, [o.SetMotion("zoom_in")])
STILL = apply(MADE, [o.SetMotion("none")])
SHORT = {"zoom_in": "i", "zoom_out": "o", "none": "-", "pan_left": "<", "pan_right": ">"}


def after(text: str, draft: Draft, language: str = "en") -> Draft:
    project = Project(PHOTOS, draft, language, history=(draft,))
    made = plan(text, project)
    assert not made.lost
    return apply(draft, made.ops)


def motions(draft: Draft) -> str:
    return "".join(SHORT[clip.motion] for clip in draft.clips)


@pytest.mark.parametrize(
    ("text", "language", "there", "then"),
    [
        ("zoom in on the first and out on the second", "en", STILL, "io--"),
        ("photo 1 zooms in, photo 2 zooms out, the rest stay still", "en", ZOOMED, "io--"),
        ("第一张慢慢推近，最后一张慢慢拉远，别的不动它", "zh-CN", STILL, "i--o"),
        ("zoom in on the cat and pan right over the panorama", "en", STILL, "--i>"),
        ("zoom in, zoom out, zoom in, zoom out", "en", STILL, "ioio"),
        ("only the cat should move", "en", ZOOMED, "--i-"),
        ("只让猫动", "zh-CN", ZOOMED, "--i-"),
        ("freeze all of them except the panorama, that one pans", "en", ZOOMED, "--->"),
        ("除了猫，其他都不要动效", "zh-CN", ZOOMED, "--i-"),
        ("the second one should do the opposite", "en", ZOOMED, "ioii"),
        ("第二张反过来，从近拉到远", "zh-CN", ZOOMED, "ioii"),
        ("zoom in slowly on the cat only", "en", STILL, "--i-"),
    ],
)
def test_each_picture_moves_as_it_is_told(
    text: str, language: str, there: Draft, then: str
) -> None:
    assert motions(after(text, there, language)) == then


@pytest.mark.parametrize(
    ("text", "language", "stronger"),
    [
        ("the movement is too strong", "en", False),
        ("everything is moving too much, tone it down a bit", "en", False),
        ("make the zoom way more dramatic", "en", True),
        ("放大得太猛了，幅度小一点", "zh-CN", False),
        ("镜头推得再明显一点", "zh-CN", True),
        ("der Zoom ist zu stark", "de", False),
        ("le zoom est trop brusque", "fr", False),
        ("el zoom es demasiado fuerte", "es", False),
    ],
)
def test_less_and_more_movement_is_another_reach_of_the_same_motion(
    text: str, language: str, stronger: bool
) -> None:
    """Once, however often it is said; music and its loudness have nothing to do with it."""
    made = after(text, ZOOMED, language)
    assert {clip.amount for clip in made.clips} == {1.6 if stronger else 0.5}
    assert (motions(made), made.music) == ("iiii", ZOOMED.music)
    assert from_wire(to_wire(made)) == made


def test_movement_has_a_least_and_a_most() -> None:
    made = ZOOMED
    for _ in range(6):
        made = after("the zoom is too strong", made)
    assert {clip.amount for clip in made.clips} == {0.25}
