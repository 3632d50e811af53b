"""What comes later and belongs to a request that was accepted: parts of it, edits of its words."""

from __future__ import annotations

from core.chat import Incoming
from core.config import Waits
from core.handlers.requests import Requests, origin
from core.handlers.responder import Person, Responder
from core.inbox.group import Group, Next, continues
from core.store.store import Store
from core.work.answers.media import holds_words
from core.work.ledger import Ledger

# So many of the newest jobs are looked through for the message that somebody edited.
EDITS_BOUND = 20


class LaterParts:
    """Joins what is late to its job while that can still take it."""

    def __init__(
        self, store: Store, ledger: Ledger, requests: Requests, responder: Responder
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._requests = requests
        self._responder = responder

    async def join(self, person: Person, group: Group) -> bool:
        """Parts of an album that has been accepted join its uploads, and so does what else
        belongs to the request before; False for any other.

        Late parts with words, their own or those that came after them, are a request of their own.
        """
        if not group.album:
            return await self._follows(person, group)
        async with self._store.read() as tx:
            known = await tx.jobs.by_origin(origin(group))
        if known is None:
            return await self._follows(person, group)
        if group.text:
            group.apart = True
            return False
        apart = known.request.part is not None  # a file of one video is no other's
        if apart or not await self._ledger.join(group.rows, known.id, group.files):
            await self._requests.upload(person, group, group.files, late=True)
        return True

    async def _follows(self, person: Person, group: Group) -> bool:
        """What its client sent as the next part of one act joins a prompt that has not gone out."""
        async with self._store.read() as tx:
            last = [
                job for job in await tx.jobs.open(person.address.conversation) if not job.parent
            ]
        if not last or not last[-1].request.follows:
            return False
        job, first, more = last[-1], group.items[0], Waits().more
        # Both: after a start many requests are accepted at once, and what was said long ago is
        # taken in together with what is said now. Some platforms date messages to the second.
        late = (first.received - job.created).total_seconds()
        apart = abs(first.item.at.timestamp() - job.request.until)
        expected = [Next(each) for each in job.request.follows]
        if late > more or apart > more + 1:
            return False
        if not all(continues(expected, w.item) for w in group.items):
            return False
        if any(w.item.unread or w.item.hidden or w.item.pointed for w in group.items) or (
            any(holds_words(file) for file in group.files)
        ):
            return False
        words = "" if all(w.item.attachments for w in group.items) else group.text
        return await self._ledger.join(group.rows, job.id, group.files, words)

    async def edit(self, person: Person, item: Incoming) -> None:
        """New words for a message that is part of a request, while that waits; else a word."""
        async with self._store.read() as tx:
            project = await tx.projects.active(person.address.conversation)
            latest = await tx.jobs.latest(project.id, EDITS_BOUND) if project is not None else ()
        for job in latest:
            before = job.request.said.get(item.edits)
            if before is None or before == item.text.strip() or not item.text.strip():
                continue
            taken = await self._ledger.reword(job.id, item.edits, item.text.strip())
            key = "edit-taken" if taken else "edit-too-late"
            await self._responder.tell(person, person.say(key))
            return
