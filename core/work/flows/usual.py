"""What somebody's /settings add to a typed request that begins a video and leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.language import intents, timeline
from core.language.formats import duration
from core.language.phrases import say
from core.preferences import Beginning, Preferences
from core.store.records import Job
from core.work.context import WorkContext


async def usual(context: WorkContext, job: Job, draft: Mapping[str, Any]) -> Beginning:
    """The shape and the length that the request does not name; empty for an edit of a draft."""
    if not job.request.typed or timeline.ready_to_export(draft):
        return Beginning()
    wanted = await Preferences(context.store).beginning(job.user)
    if not (wanted.shape or wanted.length):
        return wanted
    free = intents.left_open(job.request.text, job.language)
    if not free.shape:
        wanted = replace(wanted, shape="")
    return wanted if free.length else replace(wanted, length="")


def as_words(language: str, wanted: Beginning) -> str:
    """It as lines before the request, which may end in words for the screen."""
    lines = []
    if wanted.shape:
        lines.append(say(language, "begin-in-shape", shape=wanted.shape))
    if wanted.length:
        lines.append(say(language, "begin-in-length", length=wanted.length))
    return "\n".join(lines)


def as_note(language: str, wanted: Beginning) -> str:
    """It as the answer tells it; empty where nothing was added."""
    length = duration(language, float(wanted.length)) if wanted.length else ""
    what = ", ".join(part for part in (wanted.shape, length) if part)
    return say(language, "begin-as-set", what=what) if what else ""
