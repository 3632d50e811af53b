"""Music of our own, free of anyone's rights: chords, bass and drums for each mood, in numpy.

Four bars that repeat without a seam; the same seed gives the same samples.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

RATE = 48000
Samples: TypeAlias = npt.NDArray[np.float32]
_BARS = 4
_BEATS = 4


@dataclass(frozen=True, slots=True)
class _Mood:
    """`chords` in semitones over `root` (MIDI); `brightness` is the low-pass corner in Hz."""

    tempo: float
    chords: tuple[tuple[int, ...], ...]
    root: int
    drums: float
    brightness: float
    hiss: float = 0.0


_MOODS = {
    "upbeat": _Mood(112, ((0, 4, 7), (7, 11, 14), (9, 12, 16), (5, 9, 12)), 57, 1.0, 9000),
    "lofi": _Mood(
        78, ((2, 5, 9, 12), (7, 11, 14, 17), (0, 4, 7, 11), (9, 12, 16, 19)), 53, 0.6, 2600, 0.004
    ),
    "calm": _Mood(70, ((0, 4, 7, 11), (5, 9, 12, 16), (9, 12, 16), (7, 11, 14)), 53, 0.0, 3500),
    "happy": _Mood(124, ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)), 60, 0.8, 10000),
    "sad": _Mood(66, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (4, 7, 11)), 50, 0.0, 2400),
    "corporate": _Mood(104, ((0, 4, 7), (5, 9, 12), (9, 12, 16), (7, 11, 14)), 55, 0.5, 7000),
    "festive": _Mood(132, ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14)), 62, 0.7, 12000),
    "romantic": _Mood(68, ((0, 4, 7, 11), (9, 12, 16), (5, 9, 12, 16), (7, 11, 14)), 57, 0.0, 4200),
    "energetic": _Mood(138, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (7, 11, 14)), 52, 1.2, 11000),
    "cinematic": _Mood(84, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (7, 11, 14)), 50, 0.5, 5000),
}


class _Loop:
    """Two channels that wrap around: what rings over the end is heard at the beginning."""

    def __init__(self, length: int) -> None:
        self.samples = np.zeros((2, length), np.float32)

    def add(self, sound: Samples, at: float, gain: float, pan: float = 0.0) -> None:
        """Mix `sound` in at `at` seconds; `pan` -1 left to 1 right."""
        length = self.samples.shape[1]
        start = round(at * RATE) % length
        room = min(len(sound), length - start)
        for channel, level in enumerate((gain * (1 - max(0, pan)), gain * (1 + min(0, pan)))):
            self.samples[channel, start : start + room] += sound[:room] * level
            rest = sound[room:]
            self.samples[channel, : len(rest)] += rest * level


@functools.lru_cache(2)
def music_loop(mood: str, seed: int = 1) -> Samples:
    """Four bars of a mood as float32 [2, n] at 48 kHz, about -14 dBFS, to be repeated.

    An unknown mood sounds like `upbeat`.
    """
    spec = _MOODS.get(mood, _MOODS["upbeat"])
    random = np.random.default_rng(seed)
    # A length of many small factors: the transform of a large prime takes a second.
    length = round(_BARS * _BEATS * 60 / spec.tempo * RATE / 4096) * 4096
    beat = length / RATE / (_BARS * _BEATS)
    loop = _Loop(length)
    for bar, chord in enumerate(spec.chords):
        _pad(loop, spec, chord, bar * _BEATS * beat, beat)
        _bass(loop, spec, chord, bar * _BEATS * beat, beat)
        _arpeggio(loop, spec, chord, bar * _BEATS * beat, beat)
    if spec.drums:
        _drums(loop, spec, beat, random)
    samples = _low_pass(loop.samples, spec.brightness)
    if spec.hiss:
        samples += random.standard_normal((1, samples.shape[1])).astype(np.float32) * spec.hiss
    level = float(np.sqrt((samples**2).mean()))
    music: Samples = np.tanh(samples * np.float32(0.225 / max(level, 1e-6)))
    return music


def _time(seconds: float) -> npt.NDArray[np.float64]:
    return np.arange(int(seconds * RATE)) / RATE


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _pad(loop: _Loop, spec: _Mood, chord: tuple[int, ...], at: float, beat: float) -> None:
    t = _time(_BEATS * beat * 1.1)
    swell = np.minimum(1, np.minimum(t / 0.25, (t[-1] - t) / 0.5)).astype(np.float32)
    for index, interval in enumerate(chord):
        hertz = _hertz(spec.root + interval)
        # Slightly detuned partials: three sines beat against each other like strings do.
        partials = ((1.0, 0.0), (2.002, 0.5), (3.001, 1.0))
        tone = sum(
            np.sin(2 * np.pi * hertz * ratio * t + phase) / n
            for n, (ratio, phase) in enumerate(partials, 1)
        )
        sound = (np.asarray(tone) * swell).astype(np.float32)
        loop.add(sound, at, 0.09, (-0.4, 0.4, 0.0, 0.2)[index % 4])


def _bass(loop: _Loop, spec: _Mood, chord: tuple[int, ...], at: float, beat: float) -> None:
    t = _time(beat * 0.9)
    low = spec.root + chord[0] - 24 + (12 if chord[0] < 3 else 0)
    release = np.minimum(1, (t[-1] - t) / 0.02)
    sound = (np.sin(2 * np.pi * _hertz(low) * t) * np.exp(-t * 3) * release).astype(np.float32)
    for place in (0, 1.5, 2, 3) if spec.drums else (0, 2):
        loop.add(sound, at + place * beat, 0.28)


def _arpeggio(loop: _Loop, spec: _Mood, chord: tuple[int, ...], at: float, beat: float) -> None:
    t = _time(0.5)
    for step in range(8):
        hertz = _hertz(spec.root + 12 + chord[step % len(chord)])
        pluck = (np.sin(2 * np.pi * hertz * t) * np.exp(-t * 9)).astype(np.float32)
        loop.add(pluck, at + step * beat / 2, 0.07, (-0.3, 0.3)[step % 2])


def _drums(loop: _Loop, spec: _Mood, beat: float, random: np.random.Generator) -> None:
    t = _time(0.3)
    sweep = 50 * t + 22 * (1 - np.exp(-t * 30)) / 3
    kick = (np.sin(2 * np.pi * sweep) * np.exp(-t * 14)).astype(np.float32)
    noise = random.standard_normal(int(0.2 * RATE)).astype(np.float32)
    snare = noise * np.exp(-_time(0.2) * 22).astype(np.float32)
    short = noise[: int(0.06 * RATE)]
    hat = (np.diff(short, prepend=0) * np.exp(-np.arange(len(short)) / RATE * 70)).astype(
        np.float32
    )
    for count in range(_BARS * _BEATS):
        if count % 2 == 0:
            loop.add(kick, count * beat, 0.5 * spec.drums)
        else:
            loop.add(snare, count * beat, 0.12 * spec.drums)
        loop.add(hat, count * beat, 0.06 * spec.drums, 0.2)
        loop.add(hat, (count + 0.5) * beat, 0.06 * spec.drums, 0.2)


def _low_pass(samples: Samples, corner: float) -> Samples:
    """12 dB an octave in the frequency domain: circular, so the loop stays seamless."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(samples.shape[1], 1 / RATE)
    spectrum *= 1 / np.sqrt(1 + (hertz / corner) ** 4)
    return np.fft.irfft(spectrum, samples.shape[1]).astype(np.float32)
