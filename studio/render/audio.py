"""What is heard: music and the clips' own sound, mixed block by block to 48 kHz stereo.

Nothing is ever built whole: ten minutes of float samples would be 230 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext

from studio.media.container import has_sound, open_media, readable, sound_stream
from studio.media.errors import MediaRefused, Unsupported
from studio.render.arrangement import Piece, plan
from studio.render.loudness import TARGET, Levelled, gain_for
from studio.render.rhythm import cuts, grid_for
from studio.render.scene import Scene, Shot, Sound
from studio.render.synth import RATE, Samples, mood_of

# Music steps back by 12 dB while a clip speaks, quickly, and returns slowly.
_DUCKED = 0.25
_ATTACK, _RELEASE = 0.25, 0.7
# What a draft says by itself (studio.agent.making): asked for softer, the whole film gets softer.
_USUAL_MUSIC, _USUAL_SONG, _USUAL_CLIP = 0.3, 0.6, 1.0


class FileSound:
    """A file's sound from a point on, at a speed, as a stream of blocks.

    With `loop` it begins again at its end; otherwise silence follows. Raises Unsupported when
    the file has no sound.
    """

    def __init__(
        self,
        path: Path,
        start: float = 0.0,
        *,
        speed: float = 1.0,
        denoise: bool = False,
        loop: bool = False,
    ) -> None:
        self._path, self._start, self._loop = path, start, loop
        self._speed, self._denoise = speed, denoise
        self._held = np.empty((2, 0), np.float32)
        self._container = open_media(path)
        try:
            self._blocks = self._decode()
            self._advance()
        except BaseException:
            self.close()
            raise

    def read(self, count: int) -> Samples:
        """The next `count` samples, float32 [2, count]."""
        parts: list[Samples] = []
        missing = count
        while missing:
            if not self._held.shape[1] and not self._advance():
                parts.append(np.zeros((2, missing), np.float32))
                break
            piece = self._held[:, :missing]
            self._held = self._held[:, piece.shape[1] :]
            missing -= piece.shape[1]
            parts.append(piece)
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _advance(self) -> bool:
        block = next(self._blocks, None)
        if block is None and self._loop:
            self._container.close()
            # From the second round on the whole file is heard.
            self._container, self._start = open_media(self._path), 0.0
            self._blocks = self._decode()
            block = next(self._blocks, None)
        if block is None:
            return False
        self._held = block
        return True

    def _decode(self) -> Iterator[Samples]:
        stream = sound_stream(self._container)
        if stream is None:
            raise Unsupported("This file has no sound.")
        if self._start > 0.5:
            self._container.seek(int(self._start * av.time_base), backward=True)
        return self._filtered(readable(self._container.decode(stream)))

    def _filtered(self, frames: Iterator[AudioFrame]) -> Iterator[Samples]:
        # The graph itself is held too: its contexts do not keep it alive.
        graph: tuple[Graph, FilterContext, FilterContext] | None = None
        skip = 0
        for frame in frames:
            if graph is None:
                graph = self._graph(frame)
                offset = (self._start - (frame.time or 0.0)) / self._speed
                skip = max(0, round(offset * RATE))
                if offset < 0:
                    # Sound that begins later than its picture keeps its distance.
                    yield np.zeros((2, min(round(-offset * RATE), 60 * RATE)), np.float32)
            graph[1].push(frame)
            for block in _pulled(graph[2]):
                kept = block[:, skip:]
                skip -= block.shape[1] - kept.shape[1]
                if kept.shape[1]:
                    yield kept
        if graph is not None:
            graph[1].push(None)
            yield from _pulled(graph[2])

    def _graph(self, frame: AudioFrame) -> tuple[Graph, FilterContext, FilterContext]:
        graph = Graph()
        entry = last = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base,
        )
        steps = [("afftdn", "nf=-25")] if self._denoise else []
        steps += [("atempo", f"{factor:.6f}") for factor in _tempos(self._speed)]
        steps.append(("aresample", str(RATE)))
        steps.append(("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=stereo"))
        for name, arguments in steps:
            step = graph.add(name, arguments)
            last.link_to(step)
            last = step
        end = graph.add("abuffersink")
        last.link_to(end)
        graph.configure()
        return graph, entry, end


def _pulled(end: FilterContext) -> Iterator[Samples]:
    while True:
        try:
            frame = end.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray().astype(np.float32, copy=False)


def _tempos(speed: float) -> list[float]:
    """atempo takes 0.5 to 2 in good quality; more is done in steps."""
    factors: list[float] = []
    while speed > 2.0:
        factors.append(2.0)
        speed /= 2.0
    while speed < 0.5:
        factors.append(0.5)
        speed /= 0.5
    return [*factors, speed] if abs(speed - 1) > 1e-3 else factors


def levelled(scene: Scene, media: Mapping[str, Path]) -> Levelled:
    """The film's sound at -14 LUFS, ready to be read; raises MediaRefused.

    Where there is only music, or only clips, a volume that differs from the usual one was asked
    for and could not be heard otherwise: then it moves the whole film, up by 3 dB at most.
    """
    mixer = Mixer(scene, media)
    gain = gain_for(lambda: Mixer(scene, media), TARGET + mixer.asked)
    return Levelled(mixer, gain)


class Mixer:
    """The film's sound in order, from its first sample to its last."""

    def __init__(self, scene: Scene, media: Mapping[str, Path]) -> None:
        self._scene, self._media = scene, media
        self._total = round(scene.frames / scene.fps * RATE)
        self._position = 0
        self._pieces: dict[Sound, Piece] = {}
        self._files: dict[Sound | Shot, FileSound] = {}
        self._speaking = [shot for shot in scene.shots if self._speaks(shot)]

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
        if bool(music) == bool(clips):
            return 0.0
        return float(np.clip(20 * np.log10(max(*music, *clips, 1e-3)), -30, 3))

    def read(self, count: int) -> Samples:
        """The next `count` samples (fewer at the end), float32 [2, n]; peaks may be above 1."""
        count = min(count, self.left)
        times = (self._position + np.arange(count, dtype=np.float32)) / np.float32(RATE)
        mix = np.zeros((2, count), np.float32)
        duck = self._ducking(times)
        for sound in self._scene.sounds:
            self._add(mix, times, sound, duck * _edges(times, sound, sound.fade_in, sound.fade_out))
        for shot in self._speaking:
            self._add(mix, times, shot, _edges(times, shot, *self._crossing(shot)))
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
        level = np.ones(len(times), np.float32)
        for shot in self._speaking:
            before = (shot.start - times) / _ATTACK
            after = (times - shot.end) / _RELEASE
            away = np.clip(np.maximum(before, after), 0, 1)
            level = np.minimum(level, _DUCKED + (1 - _DUCKED) * away)
        return level

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


def _edges(times: Samples, what: Sound | Shot, fade_in: float, fade_out: float) -> Samples:
    """A gain that rises at the beginning and falls at the end of what is heard."""
    fade_in, fade_out = (min(fade, what.duration / 2) for fade in (fade_in, fade_out))
    rise = (times - what.start) / max(fade_in, 1e-3)
    fall = (what.start + what.duration - times) / max(fade_out, 1e-3)
    gain: Samples = np.clip(np.minimum(rise, fall), 0, 1)
    return gain
