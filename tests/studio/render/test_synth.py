"""The music: loud enough, never clipping, without a seam, each mood its own."""

from __future__ import annotations

import numpy as np
import pytest

from studio.render.scene import MOODS
from studio.render.synth import RATE, music_loop


@pytest.mark.parametrize("mood", MOODS)
def test_a_loop_is_even_and_seamless(mood: str) -> None:
    """Four bars of 6.5 to 15 seconds at about -13 dB, with no jump where they begin again."""
    loop = music_loop(mood)
    assert loop.shape[0] == 2
    assert 6.5 < loop.shape[1] / RATE < 15
    assert 0.12 < float(np.sqrt((loop**2).mean())) < 0.3
    assert float(np.abs(loop).max()) < 1.0
    seam = float(np.abs(loop[:, 0] - loop[:, -1]).max())
    assert seam <= float(np.abs(np.diff(loop, axis=1)).max())


def test_moods_differ_and_repeat_themselves() -> None:
    """The same mood gives the same samples; another mood other ones; an unknown one the default."""
    calm = music_loop("calm")
    assert np.array_equal(calm, music_loop("calm"))
    assert calm.shape != music_loop("lofi").shape
    assert np.array_equal(music_loop("polka"), music_loop("upbeat"))
