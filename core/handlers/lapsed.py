"""Questions of the agent that are answered no more: their buttons go."""

from __future__ import annotations

from collections.abc import Sequence

from core.handlers.responder import Person, Responder
from core.store.store import Store
from core.work.answers.questions import message_of


async def tell_lapsed(
    store: Store,
    responder: Responder,
    person: Person,
    turns: Sequence[int],
    held: int = 0,
    *,
    aloud: bool = False,
) -> None:
    """Take the buttons off the questions with which these turns ended, where each of them stands.

    Nobody is told of it who went on of their own accord; `aloud`: where nothing else is answered.
    `held`: how many others lapsed, which were asked before anything was done.
    """
    for turn in turns:
        async with store.read() as tx:
            question = await tx.questions.get(turn)
            ref = await tx.parts.last_posted(turn)
        if question is not None and ref is not None:
            await responder.edit(person, ref, message_of(question))
    if aloud and (held or turns):
        await responder.tell(person, person.say("question-lapsed"))
