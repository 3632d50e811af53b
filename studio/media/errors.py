"""Why a file is refused, in the sentence its sender reads.

MediaRefused
 ├─ Unsupported   4001: not a format of the wire's list, or damaged
 └─ TooLarge      4002: more bytes, pixels, frames or minutes than a project may hold
"""

from __future__ import annotations

from typing import ClassVar


class MediaRefused(Exception):
    """A file that the studio will not take; `reason` is one sentence for its sender.

    `code` is the wire's error code (docs/wire-api.md#envelope).
    """

    code: ClassVar[int] = 4001

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unsupported(MediaRefused):
    """The bytes are of no format on the wire's list, or cannot be decoded."""

    code: ClassVar[int] = 4001


class TooLarge(MediaRefused):
    """The file is fine, but beyond a limit (`studio.media.limits`)."""

    code: ClassVar[int] = 4002
