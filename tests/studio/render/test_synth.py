"""The music: loud enough, without a seam, each mood its own; its beats on the cuts."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.render.arrangement import Piece, plan
from studio.render.job import RenderJob
from studio.render.pipeline import render
from studio.render.rhythm import grid_for
from studio.render.scene import MOODS
from studio.render.synth import RATE, Samples, mood_of, stems
from tests.studio.render.films import draft, plain_photo, watch


@pytest.mark.parametrize("mood", MOODS)
def test_four_bars_are_even_and_seamless(mood: str) -> None:
    """About -14 dB in all, wide, and no jump where they begin again, whatever the tempo."""
    beat = 60 / mood_of(mood).tempo * 1.0371
    mix = sum(stems(mood, beat).values(), np.zeros((2, round(16 * beat * RATE)), np.float32))
    assert float(np.sqrt((mix**2).mean())) == pytest.approx(0.2, rel=0.01)
    seam = float(np.abs(mix[:, 0] - mix[:, -1]).max())
    assert seam <= float(np.abs(np.diff(mix, axis=1)).max())
    sides, middle = mix[0] - mix[1], mix[0] + mix[1]
    assert 0.03 < float((sides**2).mean() / (middle**2).mean()) < 0.6


def test_moods_differ_and_repeat_themselves() -> None:
    """The same mood gives the same samples; another mood other ones; an unknown one the default."""
    calm = stems("calm", 0.8)
    assert all(np.array_equal(calm[part], again) for part, again in stems("calm", 0.8).items())
    assert not np.array_equal(calm["pad"], stems("lofi", 0.8)["pad"])
    assert np.array_equal(stems("polka", 0.5)["pad"], stems("upbeat", 0.5)["pad"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    mood=st.sampled_from(MOODS),
    count=st.integers(2, 12),
    length=st.floats(3, 8),
    overlap=st.floats(0, 1),
    start=st.sampled_from([0.0, 0.0, 1.3]),
)
def test_evenly_spaced_cuts_are_on_beats(
    mood: str, count: int, length: float, overlap: float, start: float
) -> None:
    """Whatever lengths people name: within 45 ms, at a quarter from its tempo at most."""
    step = length - overlap
    cuts = tuple(overlap / 2 + step * place for place in range(1, count))
    tempo = mood_of(mood).tempo
    grid = grid_for(tempo, start, cuts)
    assert 0.8 < 60 / grid.beat / tempo < 1.25
    assert grid.downbeat <= start
    parts = 1 if tempo > 100 else 2  # slow music has room between its beats
    later = [grid.beats(cut) * parts for cut in cuts if cut > start]
    assert all(abs(at - round(at)) * grid.beat / parts < 0.045 for at in later)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(0.3, 9), min_size=1, max_size=9), st.sampled_from(MOODS))
def test_any_film_gets_a_form(steps: list[float], mood: str) -> None:
    """The parts come in order, and the last chord has time to ring."""
    cuts = tuple(itertools.accumulate(steps))
    end = cuts[-1] + steps[0]
    form = plan(grid_for(mood_of(mood).tempo, 0.0, cuts), 0.0, end, cuts)
    assert form.start <= form.drop < end
    assert form.drop <= form.tune + 1e-6
    if form.hit is not None:
        assert end - 3.21 <= form.hit <= end - 1.09


def strikes(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How suddenly the sound gets louder, every 10 ms."""
    step = RATE // 100
    mono = np.diff(samples.mean(axis=0))
    power = np.add.reduceat(mono.astype(np.float64) ** 2, np.arange(0, len(mono) - step, step))
    return np.clip(np.diff(np.log(power + 1e-7), prepend=np.log(power[0] + 1e-7)), 0, None)


@pytest.mark.parametrize(("mood", "each"), [("upbeat", 3000), ("energetic", 2600), ("happy", 3700)])
def test_the_films_cuts_are_heard(tmp_path: Path, mood: str, each: int) -> None:
    """In the finished file a drum strikes within 40 ms of each cut; an intro comes before."""
    shots = [{"d": each, "src": "p", "mv": "none", "tr": ["fade", 600]} for _ in range(6)]
    timeline = draft(shots, size=(64, 64), sounds=[{"d": 60_000, "gen": mood, "vol": 0.3}])
    photo = plain_photo(tmp_path / "p", (90, 120, 150))
    job = RenderJob(draft=timeline, media={"p": photo}, out=tmp_path / "film.mp4")
    film = watch(render(job, lambda _: None).path)
    struck = strikes(film.samples)
    usual = float(np.percentile(struck, 90))
    for place in range(1, 5):
        cut = (place * (each - 600) + 300) / 1000
        near = struck[round(cut * 100) - 4 : round(cut * 100) + 5]
        assert near.max() > usual, place
    end = film.samples.shape[1] / RATE
    assert film.loudness(0.4, 1.4) < 0.8 * film.loudness(end / 2, end / 2 + 2)
    assert film.loudness(end - 0.6, end) < 0.5 * film.loudness(end / 2, end / 2 + 2)


def test_a_piece_reads_the_same_in_any_order() -> None:
    """Blocks fit together: what is read twice is the same."""
    cuts = (3.0, 6.0, 9.0)
    grid = grid_for(112, 0.0, cuts)
    piece = Piece("upbeat", grid, plan(grid, 0.0, 12.0, cuts))
    whole = piece.read(0, 12 * RATE)
    assert np.array_equal(whole[:, 5 * RATE : 6 * RATE], piece.read(5 * RATE, RATE))
    assert float(np.abs(np.diff(whole, axis=1)).max()) < 0.8
    silent = np.abs(whole).max(axis=0) < 1e-5
    assert silent.mean() < 0.05
