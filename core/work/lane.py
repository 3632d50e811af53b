"""How many requests of one conversation may wait, and which of its jobs are one request."""

from __future__ import annotations

from collections.abc import Sequence

from core.store.records import Job
from core.work.caps import NotAccepted

LANE_BOUND = 5


class LaneFull(NotAccepted):
    """The conversation has as many requests waiting as it may."""


def chains(waiting: Sequence[Job]) -> list[Job]:
    """The first open job of each request: a chain counts once, whatever of it is done already.

    So does a series of them.
    """
    numbers = {job.id for job in waiting}
    heads = {_request_of(job): job for job in reversed(waiting) if job.parent not in numbers}
    return sorted(heads.values(), key=lambda job: job.id)


def _request_of(job: Job) -> str:
    return job.request.part.series if job.request.part is not None else f"job/{job.id}"
