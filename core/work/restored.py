"""After a restore: nothing that was open when the backup was made is begun again.

It may have run since, and been paid for: nobody here can know. Each open job ends with a word and
the way to its project; each message that waited is put away.
"""

from __future__ import annotations

from datetime import datetime

from core.buttons import ButtonAction, button
from core.chat import Message
from core.language.phrases import say
from core.outbox import named
from core.store.records import ENDED, DeliveryState, Ending, Job, JobState, Post, Result
from core.store.store import Tx

UNTOLD = (DeliveryState.NEW, DeliveryState.DELIVERING)
NOTE = "restored"
"""The note that holds the moment of the last restore, as ISO text."""


async def settle(tx: Tx, now: datetime) -> int:
    """End what is open in the rows of a backup; how many jobs had not been answered.

    An answer that was on its way counts as one whose fate nobody knows: it comes once more, marked
    so, when its conversation is heard of.
    """
    count = 0
    for job in await tx.jobs.open():
        if job.state is JobState.ANSWERED:
            await _doubt(tx, job, now)
        elif job.parent is None or await _ended(tx, job.parent):
            await _answer(tx, job, now)
            count += 1
        else:
            await tx.jobs.step(job.id, (job.state,), JobState.CANCELLED, now=now)
    for conversation in await tx.intake.open_conversations():
        await tx.intake.consume(await tx.intake.open_numbers(conversation))
    await tx.intake.put_note(NOTE, now.isoformat())
    return count


async def _answer(tx: Tx, job: Job, now: datetime) -> None:
    label = say(job.language, "button-timeline")
    keyboard = ((button(label, ButtonAction.TIMELINE, job.project),),)
    text = say(job.language, "recovery-restored")
    post = Post(named(job.address, Message(text, keyboard)))
    result = Result(Ending.UNKNOWN)
    await tx.jobs.step(job.id, (job.state,), JobState.ANSWERED, now=now, result=result, engine=None)
    await tx.parts.add_posts(job.id, [post])


async def _doubt(tx: Tx, job: Job, now: datetime) -> None:
    for part in await tx.parts.deliveries(job.id):
        await tx.parts.step_delivery(part.job, part.part, UNTOLD, DeliveryState.DOUBTFUL)
    await tx.jobs.step(job.id, (job.state,), JobState.DONE, now=now)


async def _ended(tx: Tx, number: int) -> bool:
    job = await tx.jobs.find(number)
    return job is None or job.state in ENDED
