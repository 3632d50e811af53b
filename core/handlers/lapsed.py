"""Questions of the agent that are answered no more: said once, and their buttons go."""

from __future__ import annotations

from collections.abc import Sequence

from core.handlers.responder import Person, Responder
from core.store.store import Store
from core.work.answers.questions import message_of


async def tell_lapsed(
    store: Store, responder: Responder, person: Person, turns: Sequence[int], held: int = 0
) -> None:
    """Say that the questions with which these turns ended have lapsed; nothing without any.

    `held`: how many others did, which were asked before anything was done.
    """
    if not turns and not held:
        return
    for turn in turns:
        async with store.read() as tx:
            question = await tx.questions.get(turn)
            ref = await tx.parts.last_posted(turn)
        if question is not None and ref is not None:
            await responder.edit(person, ref, message_of(question))
    await responder.tell(person, person.say("question-lapsed"))
