"""Music of our own, free of anyone's rights: four bars of each part of a mood, in numpy.

The parts (`stems`) repeat without a seam; `studio.render.arrangement` makes a piece out of them.
The same seed gives the same samples.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

RATE = 48000
Samples: TypeAlias = npt.NDArray[np.float32]
Part = Literal["pad", "pluck", "bass", "drums", "lead"]
BARS, BEATS = 4, 4
_TABLE = 4096


@dataclass(frozen=True, slots=True)
class Mood:
    """`chords` in semitones over `root` (MIDI), one a bar; `brightness` is the low-pass in Hz.

    `kick` and `snare` are beats of a bar; `swing` delays every second eighth by a part of it;
    `lead` are chord tones by eighth over two bars, None for a rest.
    """

    tempo: float
    chords: tuple[tuple[int, ...], ...]
    root: int
    drums: float
    brightness: float
    kick: tuple[float, ...] = (0, 2)
    snare: tuple[float, ...] = (1, 3)
    swing: float = 0.0
    hiss: float = 0.0
    lead: tuple[int | None, ...] = (0, None, 1, 2, None, 1, None, None, 2, None, 1, None, 0, None)


_FOUR = (0, 1, 2, 3)
_MOODS = {
    "upbeat": Mood(
        112, ((0, 4, 7), (7, 11, 14), (9, 12, 16), (5, 9, 12)), 57, 1.0, 11000, (0, 1.5, 2)
    ),
    "lofi": Mood(
        78,
        ((2, 5, 9, 12), (7, 11, 14, 17), (0, 4, 7, 11), (9, 12, 16, 19)),
        *(53, 0.7, 4200, (0, 2.5), (1, 3), 0.3, 0.004),
    ),
    "calm": Mood(70, ((0, 4, 7, 11), (5, 9, 12, 16), (9, 12, 16), (7, 11, 14)), 53, 0.0, 5200),
    "happy": Mood(
        124, ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)), 60, 0.8, 12000, (0, 1.5, 2, 3.5)
    ),
    "sad": Mood(66, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (4, 7, 11)), 50, 0.0, 3600),
    "corporate": Mood(104, ((0, 4, 7), (5, 9, 12), (9, 12, 16), (7, 11, 14)), 55, 0.6, 9000, _FOUR),
    "festive": Mood(132, ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14)), 62, 0.8, 13000, _FOUR),
    "romantic": Mood(68, ((0, 4, 7, 11), (9, 12, 16), (5, 9, 12, 16), (7, 11, 14)), 57, 0.0, 6000),
    "energetic": Mood(
        138, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (7, 11, 14)), 52, 1.2, 13000, _FOUR
    ),
    "cinematic": Mood(
        84, ((9, 12, 16), (5, 9, 12), (0, 4, 7), (7, 11, 14)), 50, 0.7, 7000, (0, 2.75), (2,)
    ),
}
# How much of a part comes back from the room, and how wide it stands.
_ROOM: dict[Part, float] = {"pad": 0.5, "pluck": 0.5, "bass": 0.0, "drums": 0.12, "lead": 0.6}
_ROOM_SAMPLES = int(1.4 * RATE)
_LOUDNESS = 0.2


def mood_of(name: str) -> Mood:
    """A mood by its name; an unknown one is `upbeat`."""
    return _MOODS.get(name, _MOODS["upbeat"])


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
            self.samples[channel, start : start + room] += sound[:room] * np.float32(level)
            rest = sound[room:]
            self.samples[channel, : len(rest)] += rest * np.float32(level)


@functools.lru_cache(4)
def stems(name: str, beat: float, seed: int = 1) -> dict[Part, Samples]:
    """Each part of a mood: four bars of `beat` seconds a beat, float32 [2, n] at 48 kHz.

    Together they have about -14 dBFS.
    """
    mood = mood_of(name)
    random = np.random.default_rng(seed)
    length = round(BARS * BEATS * beat * RATE)
    loops: dict[Part, _Loop] = {part: _Loop(length) for part in _ROOM}
    for bar, chord in enumerate(mood.chords):
        at = bar * BEATS * beat
        _pad(loops["pad"], mood, chord, at, beat)
        _bass(loops["bass"], mood, chord, at, beat)
        _pluck(loops["pluck"], mood, chord, at, beat)
    _lead(loops["lead"], mood, beat)
    if mood.drums:
        _drums(loops["drums"], mood, beat, random)
    made = {
        part: _in_a_room(loop.samples, _ROOM[part], _dark(mood, part))
        for part, loop in loops.items()
        if part != "drums" or mood.drums
    }
    if mood.hiss:
        made["pad"] += random.standard_normal((2, length)).astype(np.float32) * mood.hiss
    total = float(np.sqrt((np.sum(list(made.values()), axis=0) ** 2).mean()))
    return {part: samples * np.float32(_LOUDNESS / total) for part, samples in made.items()}


@functools.lru_cache(4)
def final(name: str, beat: float) -> Samples:
    """The last chord and hit, left to ring: float32 [2, n], as loud as the stems."""
    mood = mood_of(name)
    loop = _Loop(round(6 * RATE / 64) * 64)
    chord = next((chord for chord in mood.chords if chord[0] == 0), mood.chords[0])
    t = _time(3.5)
    for index, interval in enumerate((chord[0] - 12, *chord, chord[0] + 12)):
        tone = _tone(_hertz(mood.root + interval), len(t), 1.6) * _decay(t, 1.1)
        loop.add(tone, 0, 0.09, (-0.5, 0.5, -0.2, 0.2, 0.0)[index % 5])
    low = (np.sin(2 * np.pi * _hertz(mood.root - 24 + 12 * (mood.root < 52)) * t)).astype(
        np.float32
    )
    loop.add(low * _decay(t, 1.6), 0, 0.25)
    if mood.drums:
        loop.add(_kick(), 0, 0.5 * mood.drums)
        noise = np.random.default_rng(3).standard_normal(2 * RATE).astype(np.float32)
        loop.add(np.diff(noise, prepend=0) * _decay(_time(2.0), 3), 0, 0.05 * mood.drums)
    rung = _in_a_room(loop.samples, 0.6, mood.brightness)
    both = stems(name, beat)["pad"] + stems(name, beat)["pluck"]
    level = float(np.sqrt((both**2).mean()))
    own = float(np.sqrt((rung[:, :RATE] ** 2).mean()))
    return rung * np.float32(1.3 * level / max(own, 1e-6))


def _dark(mood: Mood, part: Part) -> float:
    """A part's low-pass in Hz; drums keep their highs, or they sound like boxes."""
    return max(mood.brightness, 9000) if part == "drums" else mood.brightness


def _time(seconds: float) -> Samples:
    return np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def _decay(t: Samples, speed: float) -> Samples:
    fade: Samples = np.exp(-t * np.float32(speed)) * np.clip((t[-1] - t) / 0.03, 0, 1)
    return fade


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


@functools.cache
def _wave(softness: float) -> Samples:
    """One period of a tone with eleven overtones; the softer, the fewer are heard."""
    at = np.arange(_TABLE) / _TABLE
    made = sum(np.sin(2 * np.pi * n * at + 0.7 * n * n) / n**softness for n in range(1, 13))
    return np.asarray(made, np.float32)


def _tone(hertz: float, count: int, softness: float) -> Samples:
    """A tone read from its one period: no sine has to be worked out for each sample."""
    phase = np.arange(count, dtype=np.float64) * (hertz / RATE * _TABLE)
    tone: Samples = _wave(softness)[phase.astype(np.int64) & (_TABLE - 1)]
    return tone


def _pad(loop: _Loop, mood: Mood, chord: Sequence[int], at: float, beat: float) -> None:
    t = _time(BEATS * beat * 1.12)
    swell = np.minimum(1, np.minimum(t / 0.25, (t[-1] - t) / 0.5)).astype(np.float32)
    for index, interval in enumerate(chord):
        hertz = _hertz(mood.root + interval)
        # Left and right a little out of tune with each other: that is what makes it wide.
        for detune, pan in ((1.0028, -0.95), (0.9975, 0.95)):
            tone = _tone(hertz * detune * (1 + 0.0006 * index), len(t), 1.5)
            loop.add(tone * swell, at, 0.035, pan)


def _bass(loop: _Loop, mood: Mood, chord: Sequence[int], at: float, beat: float) -> None:
    t = _time(beat * 0.92)
    low = mood.root + chord[0] - 24 + (12 if chord[0] < 3 else 0)
    release = np.minimum(1, (t[-1] - t) / 0.02)
    body = np.sin(2 * np.pi * _hertz(low) * t) + 0.25 * np.sin(4 * np.pi * _hertz(low) * t)
    sound = (body * np.exp(-t * 2.4) * release).astype(np.float32)
    for place in (0, 1.5, 2, 3) if mood.drums else (0, 2):
        loop.add(sound, at + place * beat, 0.17)


def _eighths(mood: Mood, beat: float, step: int) -> float:
    return (step + (mood.swing if step % 2 else 0)) * beat / 2


def _pluck(loop: _Loop, mood: Mood, chord: Sequence[int], at: float, beat: float) -> None:
    t = _time(0.6)
    rise = (*chord, chord[0] + 12)
    for step in range(8):
        hertz = _hertz(mood.root + 12 + rise[(step * 3) % len(rise)])
        bright = _tone(hertz, len(t), 1.3) * _decay(t, 16)
        sound = bright + _tone(hertz, len(t), 2.4) * _decay(t, 7)
        accent = 0.05 if step % 2 == 0 else 0.036
        loop.add(sound, at + _eighths(mood, beat, step), accent, (-0.6, 0.6, -0.25, 0.25)[step % 4])


def _lead(loop: _Loop, mood: Mood, beat: float) -> None:
    """A short tune over chord tones, the same over each two bars."""
    t = _time(min(1.2, beat * 1.6))
    attack = np.clip(t / 0.012, 0, 1)
    for bar, chord in enumerate(mood.chords):
        half = mood.lead[:7] if bar % 2 == 0 else mood.lead[7:]
        for step, tone in enumerate(half):
            if tone is None:
                continue
            hertz = _hertz(mood.root + 12 + chord[tone % len(chord)])
            sound = _tone(hertz, len(t), 1.9) * attack * _decay(t, 3.2)
            loop.add(sound, bar * BEATS * beat + _eighths(mood, beat, step), 0.08, 0.12)


def _kick() -> Samples:
    t = _time(0.3)
    sweep = 50 * t + 22 * (1 - np.exp(-t * 30)) / 3
    click = np.exp(-t * 220) * 0.3
    return ((np.sin(2 * np.pi * sweep) + click) * _decay(t, 12)).astype(np.float32)


def _drums(loop: _Loop, mood: Mood, beat: float, random: np.random.Generator) -> None:
    noise = random.standard_normal(int(0.25 * RATE)).astype(np.float32)
    t = _time(0.25)
    snare = noise * _decay(t, 20) + np.sin(2 * np.pi * 190 * t) * _decay(t, 26)
    hats = [np.diff(noise[i:], prepend=0)[: int(0.08 * RATE)] for i in (0, 900)]
    short = _decay(_time(0.08), 60)
    for bar in range(BARS):
        at = bar * BEATS * beat
        for place in mood.kick:
            loop.add(_kick(), at + place * beat, 0.5 * mood.drums)
        for place in mood.snare:
            loop.add(snare, at + place * beat, 0.13 * mood.drums)
        for step in range(8):
            level = 0.075 if step % 2 else 0.045
            loop.add(
                hats[step % 2] * short,
                at + _eighths(mood, beat, step),
                level * mood.drums,
                (-0.35, 0.35)[step % 2],
            )


def _in_a_room(samples: Samples, share: float, corner: float) -> Samples:
    """With a share of the room, then 12 dB an octave above a corner; what rings on comes round."""
    length = samples.shape[1]
    size = _smooth(length + _ROOM_SAMPLES + RATE // 10)
    spectrum = np.fft.rfft(samples, size)
    if share:
        spectrum *= 1 + share * _room(size)
    spectrum *= 1 / np.sqrt(1 + (np.fft.rfftfreq(size, 1 / RATE) / corner) ** 4)
    rung = np.fft.irfft(spectrum, size).astype(np.float32)
    heard: Samples = rung[:, :length].copy()
    # The filter looks a little ahead as well: that lies at the far end.
    after, ahead = rung[:, length : size - RATE // 20], rung[:, size - RATE // 20 :]
    heard[:, : after.shape[1]] += after
    heard[:, -ahead.shape[1] :] += ahead
    return heard


def _smooth(least: int) -> int:
    """The next number without a factor above 5: the transform of a large prime takes seconds."""
    best = 1 << (least - 1).bit_length()
    for five in (1, 5, 25, 125):
        for three in (1, 3, 9, 27):
            left = -(-least // (five * three))
            best = min(best, five * three << (left - 1).bit_length())
    return best


@functools.lru_cache(4)
def _room(size: int) -> npt.NDArray[np.complexfloating]:
    """A room's answer to a clap, as a spectrum: noise that dies away, another on each side."""
    random = np.random.default_rng(5)
    t = np.arange(_ROOM_SAMPLES) / RATE
    shape = np.exp(-t * 4.2) * np.clip(t / 0.012, 0, 1) * np.clip((t[-1] - t) / 0.1, 0, 1)
    clap = random.standard_normal((2, _ROOM_SAMPLES)) * shape
    even = clap / np.sqrt((clap**2).sum(axis=1, keepdims=True))
    return np.fft.rfft(even.astype(np.float32), size)
