"""Answers to the agent's questions, tapped or typed, and the one prompt that they become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.buttons import ButtonAction, ButtonData
from core.chat import Attachment
from core.handlers.requests import Requests, answer_origin
from core.handlers.responder import Person, Responder
from core.inbox.group import Group
from core.language import intents
from core.language.intents import Intent
from core.store.records import Job, QuestionState, StoredQuestion
from core.store.store import Store
from core.work.answers.questions import chosen, message_of

# What somebody does to a question; None: it means nothing to it as it stands.
Change = Callable[[StoredQuestion], StoredQuestion | None]


class QuestionHandler:
    """Takes answers in: each is one compare-and-set, the last one makes the next job."""

    def __init__(self, store: Store, requests: Requests, responder: Responder) -> None:
        self._store = store
        self._requests = requests
        self._responder = responder

    async def press(self, person: Person, group: Group, pressed: ButtonData, job: Job) -> None:
        """A button of the question with which that turn ended."""
        async with self._store.read() as tx:
            question = await tx.questions.get(job.id)
        if question is None or question.state is QuestionState.LAPSED:
            key = "button-too-old" if question is None else "question-lapsed"
            await self._responder.whisper(person, person.say(key))
        elif question.state is QuestionState.ANSWERED:
            key = await self._requests.used(answer_origin(question))
            await self._responder.whisper(person, person.say(key))
        elif pressed.action is ButtonAction.DONE and not question.toggles:
            await self._responder.whisper(person, person.say("question-several"))
        elif pressed.action is ButtonAction.OTHER and not group.text.strip():
            await self._change(person, group, question, await_words(pressed))
            await self._responder.tell(person, person.say("question-free"))
        else:
            await self._change(person, group, question, answer(pressed, group.text.strip()))

    async def typed(
        self, person: Person, group: Group, text: str, files: tuple[Attachment, ...]
    ) -> bool:
        """Whether words are the answer to what is asked in the active project; then it is given."""
        question = await self._open(person)
        if question is None or question.user != person.user.id:
            return False
        change = read(question, text, person.language)
        if change is not None:
            await self._change(person, group, question, change, files)
        elif not files and unclear(question, text, person.language):
            message = message_of(question)
            asked = f"{person.say('question-which')}\n\n{message.text}"
            await self._responder.tell(person, asked, message.buttons)
        else:
            return False
        return True

    async def show(self, person: Person) -> None:
        """What is asked and not answered in the active project, once more."""
        if (question := await self._open(person)) is not None:
            message = message_of(question)
            await self._responder.tell(person, message.text, message.buttons)

    async def offered(self, person: Person) -> tuple[str, ...]:
        """What an answer may choose from: the options asked for, else what was suggested last."""
        async with self._store.read() as tx:
            project = await tx.projects.active(person.address.conversation)
            if project is None:
                return ()
            question = await tx.questions.open(project.id)
            last = await tx.jobs.latest(project.id, 1)
        if question is not None and question.user == person.user.id:
            return question.item.options
        result = last[0].result if last else None
        return result.suggestions if result is not None else ()

    async def _open(self, person: Person) -> StoredQuestion | None:
        async with self._store.read() as tx:
            return await tx.questions.open_in(person.address.conversation)

    async def _change(
        self,
        person: Person,
        group: Group,
        question: StoredQuestion,
        change: Change,
        files: tuple[Attachment, ...] = (),
    ) -> None:
        """Do it to the question as it is now; the last answer becomes a job in the same step."""
        after = change(question)
        if after is None:
            await self._show_again(person, group, question)  # an old button: this is how it stands
        elif after.complete:
            after = replace(after, state=QuestionState.ANSWERED)
            if await self._requests.answer(person, group, question, after, files):
                await self._show_again(person, group, after)
        elif await self._step(group, question, after):
            await self._show_again(person, group, after)

    async def _step(self, group: Group, question: StoredQuestion, after: StoredQuestion) -> bool:
        """Write the change down together with what it came from: handled twice it is one change."""
        async with self._store.begin() as tx:
            return await tx.intake.consume(group.rows) and await tx.questions.step(question, after)

    async def _show_again(self, person: Person, group: Group, question: StoredQuestion) -> None:
        """In place where a button was pressed; what was typed gets the next item below it."""
        message = message_of(question)
        pressed = group.first.press.message if group.first.press is not None else None
        if pressed is not None:
            await self._responder.edit(person, pressed, message)
        elif not question.complete:
            await self._responder.tell(person, message.text, message.buttons)
        if not question.complete:
            return
        async with self._store.read() as tx:
            posted = await tx.parts.last_posted(question.job)
        if posted is not None and posted != pressed:
            await self._responder.edit(person, posted, message)


def answer(pressed: ButtonData, words: str) -> Change:
    """What an option, "Done" or the words of "Other…" make of a question."""

    def change(question: StoredQuestion) -> StoredQuestion | None:
        if pressed.place != question.step:
            return None
        labels = chosen(question.item, question.toggles)
        if pressed.action is ButtonAction.OTHER:
            return _answered(question, (*labels, words))
        if pressed.action is ButtonAction.DONE:
            return _answered(question, labels)
        option = pressed.option
        if option is None or option >= len(question.item.options):
            return None
        if not question.item.several:
            return _answered(question, (question.item.options[option],))
        toggles = tuple(sorted(set(question.toggles) ^ {option}))
        return replace(question, toggles=toggles, typing=False)

    return change


def await_words(pressed: ButtonData) -> Change:
    """The next message is the answer: where no form asks for it."""

    def change(question: StoredQuestion) -> StoredQuestion | None:
        return replace(question, typing=True) if pressed.place == question.step else None

    return change


def read(question: StoredQuestion, text: str, language: str) -> Change | None:
    """What typed words answer; None for words that are something else."""
    item, words = question.item, text.strip()
    if not any(char.isalnum() for char in words):
        return None
    places = intents.match_answer(words, item.options, language)
    if places and (len(places) == 1 or item.several):
        labels = chosen(item, (*places, *question.toggles) if item.several else places)
        return lambda asked: _answered(asked, labels)
    free = question.typing or not item.options
    if free and intents.route(words, False).intent is Intent.SSE:
        labels = (*chosen(item, question.toggles), words)
        return lambda asked: _answered(asked, labels)
    return None


def unclear(question: StoredQuestion, text: str, language: str) -> bool:
    """Whether words that are not read as an answer are one, but fit more than one option."""
    return intents.match_answer(text.strip(), question.item.options, language) is not None


def _answered(question: StoredQuestion, words: tuple[str, ...]) -> StoredQuestion:
    """The current item has its answer; the next one begins with nothing chosen."""
    return replace(question, answers=(*question.answers, words), toggles=(), typing=False)
