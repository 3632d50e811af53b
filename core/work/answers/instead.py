"""What is said in place of a finished video that cannot be posted as one."""

from __future__ import annotations

from dataclasses import replace

from core.chat import Address, Message
from core.language import formats
from core.language.phrases import say
from core.outbox import named
from core.store.records import Job, Post, ResultVideo
from core.work.answers.replies import of_series

DOWNLOAD = "export-download"


def instead(
    job: Job,
    place: Address,
    post: Post,
    source: ResultVideo,
    limit: int | None,
    *,
    disk_full: bool = False,
) -> Message:
    """The link with the reason (docs/decisions.md#what-users-see); `limit` where it is too big."""
    language, link = job.language, source.links.get(DOWNLOAD, "")
    if disk_full and not link:
        text = say(language, "error-disk-full")
    elif not link:
        key = "export-too-big-no-link" if limit else "export-lost"
        text = say(language, key, limit=formats.limit(language, limit or 0))
    elif limit:
        text = say(language, "export-too-big-link", limit=formats.limit(language, limit), link=link)
    else:
        text = say(language, "export-link-only", link=link)
    return named(place, of_series(job, replace(post.message, text=text)))


def expired(job: Job, place: Address, post: Post) -> Message:
    """A video of long ago is gone; the buttons that it came with offer to make it again."""
    told = replace(post.message, text=say(job.language, "export-expired"))
    return named(place, of_series(job, told))


def not_allowed(job: Job, place: Address, post: Post, link: str) -> Message:
    """The chat takes words from us, but no videos."""
    text = say(job.language, "export-not-allowed-link", link=link)
    return named(place, replace(post.message, text=text))
