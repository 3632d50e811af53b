"""Sounds that phones send, turned into M4A: whole, in little memory, and not without end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from studio.media.convert import convert
from studio.media.errors import TooLarge

RATE = 8_000
MEASURE = """
import resource, sys
from pathlib import Path
from studio.media.convert import convert
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
convert(Path(sys.argv[1]), Path(sys.argv[2]))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def silence(path: Path, minutes: int) -> Path:
    """A FLAC of so many minutes; a few kilobytes each."""
    with av.open(str(path), "w", format="flac") as out:
        stream = out.add_stream("flac", rate=RATE, layout="mono")
        assert isinstance(stream, AudioStream)
        for _ in range(minutes):
            samples = np.zeros((1, RATE * 60), np.int16)
            frame = AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate = RATE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def forget_length(path: Path) -> Path:
    """Zero the number of samples in the header, as recorders that stream leave it."""
    data = bytearray(path.read_bytes())
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    path.write_bytes(data)
    return path


def test_a_long_sound_takes_little_memory(tmp_path: Path) -> None:
    """Twenty minutes are 190 MB of samples at the target's rate: never held at once."""
    source = silence(tmp_path / "long.flac", 20)
    target = tmp_path / "long.m4a"
    command = [sys.executable, "-c", MEASURE, str(source), str(target)]
    grown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(grown.stdout) < 80
    with av.open(str(target)) as made:
        assert made.duration is not None
        assert abs(made.duration / av.time_base - 1200) < 1


@pytest.mark.parametrize("stated", [True, False])
def test_more_than_an_hour_is_refused(tmp_path: Path, stated: bool) -> None:
    """By what the file states, or by what it turns out to hold."""
    source = silence(tmp_path / "longer.flac", 61)
    if not stated:
        forget_length(source)
    with pytest.raises(TooLarge, match="hour"):
        convert(source, tmp_path / "longer.m4a")
