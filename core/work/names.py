"""What files and projects are called on their way to the backend."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from core.chat import Attachment
from core.language.formats import shortened

TITLE_LENGTH = 41


def named(files: Sequence[Attachment]) -> list[tuple[Attachment, str]]:
    """Files with the unique names under which they go up: what a person called them, and a mark.

    The timeline knows the mark and leaves it out (`core.language.timeline`).
    """
    return [(f, unique_name(f.name)) for f in files]


def title_of(prompt: str) -> str:
    """A project's name: the beginning of its first prompt, up to a whole word."""
    return shortened(" ".join(prompt.split()), TITLE_LENGTH)


def unique_name(name: str) -> str:
    """An ASCII name that no other upload has: `beach_0f3a9c27d1e4.jpg`."""
    stem, dot, ending = name.rpartition(".")
    if not (stem and ending.isascii() and ending.isalnum() and len(ending) <= 5):
        stem, dot, ending = name, "", ""
    kept = "-".join(re.findall(r"[A-Za-z0-9]+", stem))[:40] or "file"
    return f"{kept}_{uuid.uuid4().hex[:12]}{dot}{ending.lower()}"
