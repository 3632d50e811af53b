"""What is heard: music, the clips' own sound and voices, mixed block by block to 48 kHz stereo.

Long films are mixed anew each time that they are heard: ten minutes of samples would be 230 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from studio.media.container import has_sound
from studio.media.errors import MediaRefused
from studio.render import ducking, voice
from studio.render.arrangement import Piece, plan
from studio.render.loudness import TARGET, Levelled, gain_for
from studio.render.rhythm import cuts, grid_for
from studio.render.scene import Scene, Shot, Sound
from studio.render.sound_files import FileSound
from studio.render.synth import RATE, Samples, mood_of

# What a draft says by itself (studio.agent.making): asked for softer, the whole film gets softer.
_USUAL_MUSIC, _USUAL_SONG, _USUAL_CLIP = 0.3, 0.6, 1.0
# A voice at its usual level stands so far above music that steps back for it.
_VOICE = 1.0
# Up to a minute (23 MB) is mixed once, then measured and encoded from memory.
_HELD = 60 * RATE


def levelled(scene: Scene, media: Mapping[str, Path]) -> Levelled:
    """The film's sound at -14 LUFS, ready to be read; raises MediaRefused.

    Where there is only music, or only clips, a volume that differs from the usual one was asked
    for and could not be heard otherwise: then it moves the whole film, up by 3 dB at most.
    """
    mixer = Mixer(scene, media)
    target = TARGET + mixer.asked
    if mixer.left > _HELD:
        return Levelled(mixer, gain_for(lambda: Mixer(scene, media), target))
    try:
        blocks = [mixer.read(RATE) for _ in range(-(-mixer.left // RATE))]
    finally:
        mixer.close()
    mixed = np.concatenate(blocks, axis=1)
    return Levelled(Played(mixed), gain_for(lambda: Played(mixed), target))


class Played:
    """Sound that was mixed before, float32 [2, n], from its first sample to its last."""

    def __init__(self, samples: Samples) -> None:
        self._samples, self._position = samples, 0

    @property
    def left(self) -> int:
        """Samples that are still to come."""
        return int(self._samples.shape[1]) - self._position

    def read(self, count: int) -> Samples:
        """The next `count` samples, fewer at the end."""
        read = self._samples[:, self._position : self._position + count]
        self._position += read.shape[1]
        return read

    def close(self) -> None:
        """Nothing is open."""


class Mixer:
    """The film's sound in order, from its first sample to its last."""

    def __init__(self, scene: Scene, media: Mapping[str, Path]) -> None:
        self._scene, self._media = scene, media
        self._total = round(scene.frames / scene.fps * RATE)
        self._position = 0
        self._pieces: dict[Sound, Piece] = {}
        self._files: dict[Sound | Shot, FileSound] = {}
        self._duck: ducking.Curve | None = None
        self._speaking = [shot for shot in scene.shots if self._speaks(shot)]
        self._voices = list(_spoken(scene, media))
        self._under: ducking.Curve | None = None

    @property
    def left(self) -> int:
        """Samples that are still to come."""
        return self._total - self._position

    @property
    def asked(self) -> float:
        """Decibels by which the whole film was asked to be softer or louder than usual."""
        music = [
            sound.volume / (_USUAL_MUSIC if sound.mood else _USUAL_SONG)
            for sound in self._scene.sounds
        ]
        clips = [shot.volume / _USUAL_CLIP for shot in self._speaking]
        voices = [spoken.volume for spoken in self._scene.voices]
        if sum(map(bool, (music, clips, voices))) != 1:
            return 0.0
        return float(np.clip(20 * np.log10(max(*music, *clips, *voices, 1e-3)), -30, 3))

    def read(self, count: int) -> Samples:
        """The next `count` samples (fewer at the end), float32 [2, n]; peaks may be above 1."""
        count = min(count, self.left)
        times = (self._position + np.arange(count, dtype=np.float32)) / np.float32(RATE)
        mix = np.zeros((2, count), np.float32)
        duck = self._ducking(times)
        for sound in self._scene.sounds:
            self._add(mix, times, sound, duck * _edges(times, sound, sound.fade_in, sound.fade_out))
        under = self._under_voices(times)
        for shot in self._speaking:
            self._add(mix, times, shot, under * _edges(times, shot, *self._crossing(shot)))
        for begin, samples in self._voices:
            first, last = max(begin, self._position), self._position + count
            heard = samples[:, first - begin : max(0, last - begin)]
            at = first - self._position
            mix[:, at : at + heard.shape[1]] += heard
        self._position += count
        return mix

    def close(self) -> None:
        """Close all files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _speaks(self, shot: Shot) -> bool:
        path = self._media.get(shot.source or "")
        return path is not None and shot.volume > 0 and has_sound(path)

    def _crossing(self, shot: Shot) -> tuple[float, float]:
        following = next((s for s in self._scene.shots if s.start > shot.start), None)
        into = shot.entrance.seconds if shot.entrance else 0.02
        leaving = following.entrance.seconds if following and following.entrance else 0.02
        return into, leaving

    def _ducking(self, times: Samples) -> Samples:
        if not (self._speaking or self._voices) or not self._scene.sounds:
            return np.ones(len(times), np.float32)
        if self._duck is None:
            heard = [(shot, self._media[shot.source or ""]) for shot in self._speaking]
            self._duck = ducking.curve(heard, self._scene.duration, self._voiced())
        return np.interp(times, *self._duck).astype(np.float32)

    def _under_voices(self, times: Samples) -> Samples:
        """The gain of the clips' own sound, which gives way to a voice-over as music does."""
        if not self._voices or not self._speaking:
            return np.ones(len(times), np.float32)
        if self._under is None:
            self._under = ducking.curve((), self._scene.duration, self._voiced())
        return np.interp(times, *self._under).astype(np.float32)

    def _voiced(self) -> list[tuple[float, float]]:
        return [(begin / RATE, (begin + v.shape[1]) / RATE) for begin, v in self._voices]

    def _add(self, mix: Samples, times: Samples, what: Sound | Shot, gain: Samples) -> None:
        """Mix in the part of `what` that falls into this block; a file that ended is closed."""
        begin = round(what.start * RATE)
        end = begin + round(what.duration * RATE)
        first = max(begin - self._position, 0)
        last = min(end - self._position, len(times))
        if last > first:
            samples = self._samples(what, self._position + first - begin, last - first)
            mix[:, first:last] += samples * (gain[first:last] * np.float32(what.volume))
        if end <= self._position and what in self._files:
            self._files.pop(what).close()

    def _samples(self, what: Sound | Shot, offset: int, count: int) -> Samples:
        if isinstance(what, Sound) and what.mood is not None:
            if what not in self._pieces:
                self._pieces[what] = self._piece(what, what.mood)
            return self._pieces[what].read(round(what.start * RATE) + offset, count)
        if what not in self._files:
            self._files[what] = self._opened(what)
        return self._files[what].read(count)

    def _piece(self, sound: Sound, mood: str) -> Piece:
        end = sound.start + sound.duration
        times = tuple(time for time in cuts(self._scene) if sound.start < time < end)
        grid = grid_for(mood_of(mood).tempo, sound.start, times)
        return Piece(mood, grid, plan(grid, sound.start, end, times))

    def _opened(self, what: Sound | Shot) -> FileSound:
        path = self._media.get(what.source or "")
        if path is None:
            raise MediaRefused("A sound on the timeline is gone: send it again.")
        if isinstance(what, Sound):
            return FileSound(path, what.source_in, loop=True)
        return FileSound(path, what.source_in, speed=what.speed, denoise=what.denoise)


def _spoken(scene: Scene, media: Mapping[str, Path]) -> Iterator[tuple[int, Samples]]:
    """Each voice-over: its first sample in the film, and float32 [1, n].

    A voice that would run into the next one, or out of the film, speaks faster.
    """
    starts = sorted(spoken.start for spoken in scene.voices)
    for spoken in scene.voices:
        if spoken.source is not None:
            samples = voice.recorded(media[spoken.source], spoken.duration)
            yield round(spoken.start * RATE), samples * np.float32(spoken.volume * _VOICE)
            continue
        until = next((start for start in starts if start > spoken.start), scene.duration)
        room = until - spoken.start
        samples = voice.speak(spoken.text, spoken.language, spoken.speaker, room)
        yield round(spoken.start * RATE), samples * np.float32(spoken.volume * _VOICE)


def _edges(times: Samples, what: Sound | Shot, fade_in: float, fade_out: float) -> Samples:
    """A gain that rises at the beginning and falls at the end of what is heard."""
    fade_in, fade_out = (min(fade, what.duration / 2) for fade in (fade_in, fade_out))
    rise = (times - what.start) / max(fade_in, 1e-3)
    fall = (what.start + what.duration - times) / max(fade_out, 1e-3)
    gain: Samples = np.clip(np.minimum(rise, fall), 0, 1)
    return gain
