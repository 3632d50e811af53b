"""Reading drafts: tolerant of what is unknown, exact about time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.render.job import RenderFailed
from studio.render.scene import read_scene
from tests.studio.render.films import draft


def test_the_length_is_the_sum_without_the_overlaps() -> None:
    """Shots overlap by their transitions; the last one's leads nowhere and costs nothing."""
    shots = [{"d": 10667, "src": f"f{i}", "tr": ["fade", 1000]} for i in range(3)]
    scene = read_scene(draft(shots))
    assert scene.duration == pytest.approx(30.001)
    assert [round(s.start, 3) for s in scene.shots] == [0, 9.667, 19.334]
    assert scene.shots[0].entrance is None
    assert scene.frames == 900


def test_a_transition_never_takes_more_than_half_a_shot() -> None:
    """Long transitions between short shots are shortened, so that no three overlap."""
    shots = [{"d": 600, "src": "a", "tr": ["fade", 5000]} for _ in range(4)]
    scene = read_scene(draft(shots))
    assert scene.duration == pytest.approx(1.5)


def test_what_is_unknown_is_passed_over() -> None:
    """Unknown tracks, keys and kinds change nothing; wrong numbers are brought into range."""
    odd = draft(
        [{"d": 500, "src": "a", "mv": "spin", "speed": "fast", "tr": ["explode", 100], "x": 1}],
        size=(5000, 333),
        fps="many",
        look=["warm", "cubist"],
    )
    odd["t"].append({"tt": 99, "sg": [{"d": 1}]})
    odd["t"].insert(0, {"tt": 0, "sg": "none"})
    scene = read_scene(odd)
    assert (scene.width, scene.height, scene.fps) == (1920, 332, 30)
    assert scene.looks == ("warm",)
    assert scene.shots[0].speed == 1
    assert scene.shots[0].motion == "zoom_in"


def test_muting_counts_on_any_level() -> None:
    """A muted segment, track or draft silences its clips."""
    whole = draft([{"d": 500, "src": "a"}], mute=True)
    track = draft([{"d": 500, "src": "a"}])
    track["t"][0]["m"] = {"mute": True}
    segment = draft([{"d": 500, "src": "a", "mute": True}])
    assert [read_scene(d).shots[0].volume for d in (whole, track, segment)] == [0, 0, 0]


def test_words_and_music_end_with_the_film() -> None:
    """What is timed beyond the last frame is cut there; what lies beyond is left out."""
    scene = read_scene(
        draft(
            [{"d": 2000, "src": "a"}],
            texts=[
                {"s": 1500, "d": 9000, "text": "in"},
                {"s": 2500, "d": 900, "text": "out"},
                {"s": 0, "d": 900, "text": "  "},
            ],
            sounds=[{"d": 9000, "gen": "polka"}],
        )
    )
    assert [(c.text, c.duration) for c in scene.captions] == [("in", 0.5)]
    assert [(s.mood, s.duration) for s in scene.sounds] == [("upbeat", 2.0)]


def test_a_film_of_an_hour_is_refused() -> None:
    """More than 15 minutes are refused with what to do."""
    with pytest.raises(RenderFailed, match="15 minutes"):
        read_scene(draft([{"d": 3_600_000, "src": "a"}]))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["t", "tt", "sg", "d", "s", "m", "src", "tr"]), inner)
    ),
    max_leaves=20,
)


# The first example builds the table of all characters: seconds on a loaded machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["t", "d", "m"]), _json))
def test_any_draft_is_read_or_refused(anything: dict[str, Any]) -> None:
    """No JSON makes the reader fail otherwise than by a refusal."""
    try:
        scene = read_scene(anything)
    except RenderFailed:
        return
    assert scene.frames >= 1
