"""Questions of the agent that are answered no more: said once, and their buttons go."""

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
    """Say that the questions with which these turns ended have lapsed, where each of them stands.

    It is said `aloud`, too, where nothing else is answered, and of those that stand nowhere.
    `held`: how many others lapsed, which were asked before anything was done.
    """
    unsaid = aloud and bool(held or turns)
    for turn in turns:
        async with store.read() as tx:
            question = await tx.questions.get(turn)
            ref = await tx.parts.last_posted(turn)
        if question is not None and ref is not None:
            await responder.edit(person, ref, message_of(question))
        else:
            unsaid = True
    if unsaid:
        await responder.tell(person, person.say("question-lapsed"))
