"""Edits of what is heard."""

from __future__ import annotations

from dataclasses import dataclass

from studio.agent.context import Media
from studio.agent.ops.common import Items
from studio.agent.spoken import spoken_ms


@dataclass(frozen=True, slots=True)
class SetMusic:
    mood: str
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class OwnMusic:
    """`start` is where in the file it begins."""

    item: Media
    volume: float | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class MusicVolume:
    """Either `to` (0 to 1) or `factor` is given."""

    to: float | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class MusicTime:
    """When the music plays, where in its file it begins, and how it comes and goes."""

    at: int | None = None
    until: int | None = None
    start: int | None = None
    fade_in: int | None = None
    fade_out: int | None = None


@dataclass(frozen=True, slots=True)
class MusicOff:
    pass


@dataclass(frozen=True, slots=True)
class Mute:
    """No sound at all from `after` on; `clips_only` leaves the music."""

    after: int = 0
    clips_only: bool = False
    items: Items = ()


@dataclass(frozen=True, slots=True)
class AddVoice:
    """Words read aloud; without a `start` behind those that are there. `item` is their clip.

    A `recording` is heard instead, `text` is its name then.
    """

    text: str
    language: str
    start: int | None = None
    item: int = 0
    speaker: str = ""
    recording: Media | None = None

    @property
    def ms(self) -> int:
        """How long it takes."""
        if self.recording is not None:
            return self.recording.ms or 0
        return spoken_ms(self.text, self.language)


@dataclass(frozen=True, slots=True)
class SetVoice:
    """All voices louder or softer, or by somebody else; a single one at another time or in words.

    `to` is the volume (1 as usual, at most 2), `factor` changes it.
    """

    to: float | None = None
    factor: float | None = None
    speaker: str = ""
    start: int | None = None
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RemoveVoice:
    pass


@dataclass(frozen=True, slots=True)
class ClipVolume:
    """The clips' own sound: either `to` (1 is as recorded, at most 2) or `factor`."""

    to: float | None = None
    factor: float | None = None
    items: Items = ()


@dataclass(frozen=True, slots=True)
class Unmute:
    pass


@dataclass(frozen=True, slots=True)
class Denoise:
    pass
