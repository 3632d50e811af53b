"""What edits do to a draft: invariants for any sequence, and the exact effect of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media
from studio.agent.timing import settle
from studio.draft import MIN_CLIP_MS, TRANSITION_KINDS, Draft, from_wire, to_wire
from studio.render.rhythm import cuts, grid_for
from studio.render.scene import read_scene
from studio.render.synth import mood_of

PHOTOS = tuple(Media(f"p{i}", "image", f"p{i}.jpg") for i in range(1, 4))
CLIP = Media("v1", "video", "v1.mp4", 12_000)
SONG = Media("a1", "audio", "a1.mp3", 60_000)
times = st.integers(0, 60_000)
words = st.text("abc 夏", min_size=1, max_size=20)
colors = st.sampled_from([None, "#ff3b30"])
positions = st.sampled_from([None, "top", "center", "bottom"])
roles = st.sampled_from(["title", "subtitle", "end"])
which = st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple)
EDITS: st.SearchStrategy[o.Op] = st.one_of(
    st.builds(o.SetDuration, st.integers(1, 200_000)),
    st.builds(o.ScaleDuration, st.sampled_from([0.75, 1.33])),
    st.builds(o.TrimStart, times),
    st.builds(o.TrimEnd, times),
    st.builds(o.KeepRange, times, times),
    st.builds(o.RemoveRange, times, times),
    st.builds(o.Swap, st.integers(1, 5), st.integers(1, 5)),
    st.builds(o.Move, st.integers(1, 5), st.integers(0, 5)),
    st.builds(o.RemoveItem, st.integers(-1, 5)),
    st.just(o.ReverseOrder()),
    st.builds(o.Speed, st.sampled_from([0.25, 0.5, 1.5, 2.0, 8.0]), which),
    st.builds(o.NormalSpeed, which),
    st.builds(o.Speed, st.just(2.0), st.just(()), times, times),
    st.builds(o.ItemLength, which, times, st.just(0)),
    st.builds(o.ItemLength, which, st.none(), st.integers(-5_000, 5_000)),
    st.builds(o.ChangeDuration, st.integers(-9_000, 9_000)),
    st.builds(o.Split, times),
    st.builds(o.KeepItems, which),
    st.builds(o.Arrange, which),
    st.just(o.Shuffle()),
    st.builds(o.PlayBackwards, which, st.booleans()),
    st.builds(o.Rotate, which, st.sampled_from([90, 180, 270])),
    st.builds(o.TimedCaptions, st.just(((0, 900, "a"), (900, 2_000, "b")))),
    st.builds(o.Captions, st.just(("a", "b")), st.just(True)),
    st.builds(o.MusicTime, times, st.none(), times, st.none() | times, st.none() | times),
    st.builds(o.ClipVolume, st.none(), st.sampled_from([0.5, 1.6]), which),
    st.builds(o.Look, st.sampled_from(["warm", "bw"]), st.booleans(), which),
    st.builds(o.SetTransition, st.sampled_from(["fade", "cut"]), st.integers(0, 4)),
    st.builds(o.TransitionLength, st.none(), st.sampled_from([0.6, 1.6])),
    st.builds(o.Fit, st.just("blur"), which),
    st.builds(o.MoveLogo, st.sampled_from(["top_left", "bottom_right"])),
    st.builds(o.Loop, st.integers(2, 3)),
    st.builds(o.AddText, words, roles, colors, positions, st.none() | times, st.none() | times),
    st.builds(o.StyleText, colors, positions),
    st.builds(o.ReplaceText, words),
    st.builds(o.RemoveText),
    st.builds(o.Captions, st.lists(words, min_size=1, max_size=5).map(tuple)),
    st.builds(o.SetMusic, st.sampled_from(["lofi", "calm"]), st.none() | st.floats(0, 1)),
    st.just(o.OwnMusic(SONG)),
    st.builds(o.MusicVolume, factor=st.sampled_from([0.5, 1.6])),
    st.just(o.MusicOff()),
    st.builds(o.Mute, times, st.booleans()),
    st.just(o.Unmute()),
    st.builds(o.Look, st.sampled_from(["warm", "cool", "bw"]), st.booleans()),
    st.builds(o.Fade, st.sampled_from(["in", "out"]), st.booleans()),
    st.builds(o.SetTransition, st.sampled_from([*TRANSITION_KINDS, "cut"])),
    st.builds(o.SetMotion, st.sampled_from(["none", "varied", "zoom_in"])),
    st.just(o.Canvas(1080, 1080)),
    st.just(o.AddItems(PHOTOS[:1])),
)
STARTS = st.sampled_from([(*PHOTOS,), (CLIP,), (PHOTOS[0], CLIP, PHOTOS[1]), (CLIP, CLIP)])


def made(*items: Media, ms: int | None = None) -> Draft:
    return apply(Draft(), [o.Create(items or PHOTOS, "promo", ms)])


@given(STARTS, st.lists(EDITS, max_size=8))
def test_any_edits_leave_a_sound_draft(items: tuple[Media, ...], edits: list[o.Op]) -> None:
    """Lengths, transitions, sources and titles stay possible; the total is what it should be."""
    draft = apply(made(*items), edits)
    assert draft.clips
    overlaps = [clip.transition.ms for clip in draft.clips if clip.transition]
    assert draft.total == sum(clip.d for clip in draft.clips) - sum(overlaps)
    assert draft.total > 0
    assert draft.clips[-1].transition is None
    for clip, following in zip(draft.clips, draft.clips[1:], strict=False):
        if clip.transition:
            assert 0 < clip.transition.ms <= min(clip.d, following.d) // 2
    for clip in draft.clips:
        assert clip.d >= MIN_CLIP_MS
        assert clip.start >= 0
        if clip.length is not None and clip.d > MIN_CLIP_MS:
            assert clip.start + clip.d * clip.speed <= clip.length + 10
    for title in draft.titles:
        assert title.s >= 0
        assert title.d > 0
        assert title.s + title.d <= draft.total
    if draft.music:
        assert 0 <= draft.music.volume <= 1


@given(STARTS, st.lists(EDITS, max_size=6))
def test_the_wire_form_loses_nothing(items: tuple[Media, ...], edits: list[o.Op]) -> None:
    """Reading back what was written gives the same draft; settling it changes nothing."""
    draft = apply(made(*items), edits)
    assert from_wire(to_wire(draft)) == draft
    assert settle(draft) == draft


@given(st.integers(1, 3), st.integers(1, 3))
def test_a_swap_undoes_itself(first: int, second: int) -> None:
    """And so does reversing the order."""
    draft = made()
    assert apply(draft, [o.Swap(first, second)] * 2) == draft
    assert apply(draft, [o.ReverseOrder()] * 2) == draft


@given(st.integers(3_000, 120_000))
def test_photos_fill_any_length_exactly(ms: int) -> None:
    """Titles and music follow."""
    draft = apply(made(), [o.AddText("Hi"), o.SetDuration(ms)])
    assert draft.total == ms
    wire = to_wire(draft)
    assert wire["t"][1]["sg"][0]["d"] == ms


def test_a_promo_shows_every_photo_with_another_motion() -> None:
    """15 s, 1080x1920, crossfades, music, no title that nobody asked for."""
    draft = made(ms=15_000)
    assert (draft.total, draft.width, draft.height) == (15_000, 1080, 1920)
    assert [clip.src for clip in draft.clips] == ["p1", "p2", "p3"]
    assert len({clip.motion for clip in draft.clips}) == 3
    assert [bool(clip.transition) for clip in draft.clips] == [True, True, False]
    assert draft.music is not None
    assert draft.titles == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(3, 12), st.integers(4_000, 120_000), st.sampled_from(["promo", "slideshow", ""]))
def test_photos_are_shown_for_lengths_that_differ(count: int, ms: int, kind: str) -> None:
    """The whole is as long as asked to the millisecond, and cuts are on beats or half-way."""
    photos = tuple(Media(f"p{i}", "image", f"p{i}.jpg") for i in range(count))
    mood = "romantic" if kind == "slideshow" else "energetic"
    draft = apply(Draft(), [o.Create(photos, kind or "montage", ms, mood)])  # type: ignore[arg-type]
    assert draft.total == ms
    scene = read_scene(to_wire(draft))
    lengths = np.diff([0.0, *cuts(scene), scene.duration])
    even = lengths.max() < 1.3 * lengths.min()
    assert not even or ms < 800 * sum((3, 2, 2, 3, 2, 3, 2, 2, 3, 2, 2, 3)[:count])
    if not even and lengths.min() > 2:
        grid = grid_for(mood_of(mood).tempo, 0.0, cuts(scene))
        halves = [2 * grid.beats(cut) for cut in cuts(scene)]
        assert all(abs(at - round(at)) * grid.beat < 0.09 for at in halves)


def test_clips_are_trimmed_and_never_stretched() -> None:
    """A longer wish stops at the material, a shorter one cuts the end off."""
    assert apply(made(CLIP), [o.SetDuration(30_000)]).total == 12_000
    shorter = apply(made(CLIP), [o.SetDuration(5_000)])
    assert (shorter.total, shorter.clips[0].start) == (5_000, 0)


def test_trims_move_into_the_source() -> None:
    """The first five seconds are gone; what is left begins there in the file."""
    draft = apply(made(CLIP), [o.TrimStart(5_000)])
    assert (draft.total, draft.clips[0].start) == (7_000, 5_000)
    faster = apply(made(CLIP), [o.Speed(2), o.TrimStart(1_000)])
    assert (faster.total, faster.clips[0].start) == (5_000, 2_000)


@pytest.mark.parametrize("op", [o.TrimStart(60_000), o.RemoveRange(0, 99_000), o.KeepRange(9, 9)])
def test_nothing_is_trimmed_to_nothing(op: o.Op) -> None:
    """A cut that would leave no video changes nothing."""
    draft = made()
    assert apply(draft, [op]) == draft


def test_a_middle_range_leaves_two_parts() -> None:
    """The clip around it is split; the source goes on behind the gap."""
    draft = apply(made(CLIP), [o.RemoveRange(3_000, 5_000)])
    assert [(clip.start, clip.d) for clip in draft.clips] == [(0, 3_000), (5_000, 7_000)]


def test_muting_from_a_time_on_splits_the_clip_there() -> None:
    """Before it everything is heard; after it neither clip nor music."""
    draft = apply(made(CLIP), [o.Mute(10_000)])
    assert [(clip.d, clip.mute) for clip in draft.clips] == [(10_000, False), (2_000, True)]
    assert draft.music is not None
    assert draft.music.until == 10_000
    restored = apply(draft, [o.Unmute()])
    assert not any(clip.mute for clip in restored.clips)


def test_speed_shortens_everything_alike() -> None:
    """Twice as fast is half as long, crossfades included."""
    draft = made(*PHOTOS, ms=15_000)
    assert apply(draft, [o.Speed(2)]).total == pytest.approx(7_500, abs=2)
    slow = apply(made(CLIP), [o.Speed(0.5)])
    assert slow.total == 24_000
    assert apply(slow, [o.NormalSpeed()]).total == 12_000


def test_an_end_card_stays_at_the_end() -> None:
    """Whatever the length becomes."""
    draft = apply(made(), [o.AddText("Bye", "end"), o.SetDuration(20_000)])
    assert (draft.titles[0].s, draft.titles[0].d) == (17_000, 3_000)


def test_captions_share_the_length() -> None:
    """One after the other, without gaps, to the last moment."""
    draft = apply(made(ms=12_000), [o.Captions(("One", "Two", "Three"))])
    spans = [(title.s, title.s + title.d) for title in draft.titles]
    assert spans == [(0, 4_000), (4_000, 8_000), (8_000, 12_000)]


def test_opposite_looks_replace_each_other() -> None:
    """Warm and cool at once would be nothing."""
    draft = apply(made(), [o.Look("warm"), o.Look("bw"), o.Look("cool")])
    assert draft.looks == ("bw", "cool")
    assert apply(draft, [o.Look("", on=False)]).looks == ()


def test_text_cards_carry_their_lines() -> None:
    """A video without any material: each line on its own card."""
    draft = apply(Draft(), [o.TextCards(("Hello", "World"), 8_000)])
    assert draft.total == 8_000
    assert [title.text for title in draft.titles] == ["Hello", "World"]
    assert "src" not in to_wire(draft)["t"][0]["sg"][0]["m"]


def test_the_last_clip_stays() -> None:
    """A video of nothing is no video."""
    draft = made(CLIP)
    assert apply(draft, [o.RemoveItem(1)]) == draft


def test_a_cut_that_leaves_too_little_changes_nothing() -> None:
    """Cutting all but a sliver is no edit: a film of no clips cannot be shown."""
    draft = made()
    assert apply(draft, [o.TrimStart(draft.total - 100)]) == draft
