"""The agent's question as a message: what is answered, what is asked now, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from core.buttons import CHOSEN, ButtonAction, button
from core.chat import Button, Keyboard, Message
from core.language.phrases import plain, say
from core.nemo.questions import Question, QuestionItem
from core.store.records import Asked, AskedItem, Job, QuestionState, StoredQuestion

LABEL_LIMIT = 40
# As many as Discord has room for, with "Other…" and "Done" beside them.
SHOWN_OPTIONS = 20
# What fits side by side on a phone.
ROW_LETTERS = 24
ROW_OPTIONS = 4
PROMPT_LIMIT = 1_200


def asked_of(question: Question) -> Asked:
    """What the agent asked, as it is stored."""
    items = (AskedItem(i.prompt, i.options, i.allow_multiple) for i in question.items)
    return Asked(question.title, tuple(items))


def first_message(job: Job, asked: Asked) -> Message:
    """The question as it is posted when the turn has ended."""
    return message_of(StoredQuestion(job.id, job.user, job.project, job.language, asked))


def message_of(question: StoredQuestion) -> Message:
    """The question as it stands: the answers so far, then the item to be answered, with buttons."""
    asked = question.asked
    blocks = [f"**{_shown(asked.title)}**"] if asked.title else []
    answered = [
        f"✓ {_shown(item.prompt)}: **{_shown(', '.join(words))}**"
        for item, words in zip(asked.items, question.answers, strict=False)
        if words
    ]
    if answered:
        blocks.append("\n".join(answered))
    if question.complete or question.state is QuestionState.ANSWERED:
        return Message("\n\n".join(blocks))
    blocks += _item(question)
    if question.state is not QuestionState.OPEN:
        return Message("\n\n".join(blocks))
    blocks += _how_to(question)
    return Message("\n\n".join(blocks), _buttons(question))


def _item(question: StoredQuestion) -> list[str]:
    item, language = question.item, question.language
    prompt = _shown(item.prompt)
    if len(question.asked.items) > 1:
        count = say(language, "question-count", n=question.step + 1, of=len(question.asked.items))
        prompt = f"{prompt} {count}"
    blocks = [prompt]
    if _listed(item):
        lines = (f"{n}. {_shown(option)}" for n, option in enumerate(item.options, 1))
        blocks.append("\n".join(lines))
    return blocks


def _how_to(question: StoredQuestion) -> list[str]:
    """How it is answered, where buttons alone do not say."""
    item, language = question.item, question.language
    blocks = [say(language, "question-several")] if item.several else []
    return blocks if item.options else [*blocks, say(language, "question-free")]


def _listed(item: AskedItem) -> bool:
    """Whether buttons alone would not show all there is to choose from."""
    return len(item.options) > SHOWN_OPTIONS or any(len(o) > LABEL_LIMIT for o in item.options)


def _buttons(question: StoredQuestion) -> Keyboard:
    item = question.item
    options = [_option(question, n) for n in range(min(len(item.options), SHOWN_OPTIONS))]
    beside = sum(len(option.label) for option in options) <= ROW_LETTERS
    rows: list[tuple[Button, ...]] = (
        [tuple(options)]
        if options and beside and len(options) <= ROW_OPTIONS
        else [(option,) for option in options]
    )
    key = "button-other" if item.options else "button-answer"
    last = [_button(question, key, ButtonAction.OTHER)]
    if item.several:
        last.append(_button(question, "button-done", ButtonAction.DONE))
    return (*rows, tuple(last))


def _option(question: StoredQuestion, n: int) -> Button:
    label = question.item.options[n]
    if len(label) > LABEL_LIMIT:
        label = label[: LABEL_LIMIT - 1] + "…"
    chosen = CHOSEN if n in question.toggles else ""
    return button(
        f"{chosen}{label}", ButtonAction.OPTION, question.job, place=question.step, option=n
    )


def _button(question: StoredQuestion, key: str, action: ButtonAction) -> Button:
    return button(say(question.language, key), action, question.job, place=question.step)


def _shown(text: str) -> str:
    """The agent's words as they are; a prompt without an end loses it."""
    line = text if len(text) <= PROMPT_LIMIT else text[: PROMPT_LIMIT - 1] + "…"
    return plain(line)


def prompt_of(question: StoredQuestion) -> str:
    """The answers as the next prompt, in the service's own shape."""
    items = (
        QuestionItem(f"q{n}", item.prompt, item.options, item.several)
        for n, item in enumerate(question.asked.items, 1)
    )
    return Question(question.asked.title, tuple(items)).answer(question.answers)


def chosen(item: AskedItem, places: Sequence[int]) -> tuple[str, ...]:
    """The labels at those places, in the order in which they were offered."""
    return tuple(label for n, label in enumerate(item.options) if n in places)
