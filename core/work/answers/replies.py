"""Final messages: what was said and done, the timeline, and what can be done next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.buttons import ButtonAction, button
from core.chat import Button, Keyboard, Message
from core.language import timeline
from core.language.formats import duration, size
from core.language.phrases import plain, say
from core.nemo.models import Credits
from core.outbox import named
from core.store.records import Job
from core.work.answers.failures import Failure

Draft = Mapping[str, Any]

LABEL_LIMIT = 40
_MARKS = re.compile(r"(?<!\\)(?:\*\*|`)")
_ESCAPED = re.compile(r"\\([\\`*_~|\[\]<>#])")


@dataclass(frozen=True, slots=True)
class Reply:
    """A final message, and the prompts that its numbered buttons stand for."""

    message: Message
    suggestions: tuple[str, ...] = ()


def reply(
    job: Job,
    text: str,
    *,
    before: Draft,
    after: Draft,
    lead: str = "",
    notes: Sequence[str] = (),
    show_timeline: bool = False,
) -> Reply:
    """The answer to a prompt: the agent's words, what changed, the timeline, what comes next.

    `lead` is a phrase that comes first; without one, silent changes are introduced as such.
    """
    language = job.language
    changes = timeline.diff(before, after, language)
    blocks: list[str] = [text.strip()] if text.strip() else []
    if blocks and lead:
        blocks.insert(0, say(language, lead))
    if changes and not blocks:
        blocks.append(say(language, lead or "turn-changed"))
    if changes and timeline.ready_to_export(before) and not LISTED.search(text):
        blocks.append("\n".join(f"• {line}" for line in changes))
    if not changes and not blocks:
        empty = not timeline.ready_to_export(after)
        blocks.append(say(language, "status-empty" if empty else "turn-no-change"))
    if (changes or show_timeline) and timeline.ready_to_export(after):
        blocks.append(timeline.summary(after, language))
    blocks.extend(notes)
    extras = _extras(job, before, after) if changes else ()
    if extras:
        blocks.append(say(language, "turn-extras", tracks="; ".join(extras)))
    suggestions = timeline.suggestions(after, language)
    keyboard = project_keyboard(job, after, suggestions, undo=bool(changes))
    if extras:
        strip = timeline.strip_prompt(after, language)
        strip_button = _suggestion(job, say(language, "button-strip"), len(suggestions))
        keyboard = ((strip_button,), *keyboard)
        suggestions = (*suggestions, strip)
    return Reply(Message("\n\n".join(blocks), keyboard), suggestions)


def beside_question(
    job: Job, text: str, *, before: Draft, after: Draft, notes: Sequence[str] = ()
) -> Reply:
    """What was said and done before the agent asked; without words where that is nothing."""
    if not timeline.diff(before, after, job.language):
        return Reply(Message("\n\n".join(block for block in (text.strip(), *notes) if block)))
    return reply(job, text, before=before, after=after, notes=notes)


def bare(message: Message) -> Message:
    """The words alone: no markup and no buttons, nothing that a platform could object to."""
    return Message(plain(_ESCAPED.sub(r"\1", _MARKS.sub("", message.text))))


def failed(job: Job, failure: Failure) -> Reply:
    """A job that came to nothing, with the way out, or to ask for it again."""
    row = (_button(job, "button-retry", ButtonAction.RETRY, job.id),) if failure.retry else ()
    if failure.link:
        row = (_button(job, "button-link", ButtonAction.ACCOUNT, job.id), *row)
    return Reply(Message(failure.text, (row,) if row else ()))


def unknown(job: Job, after: Draft | None, text: str = "") -> Reply:
    """Nobody can tell whether the prompt ran: what was heard, the state, the choice."""
    retry = (_button(job, "button-retry", ButtonAction.RETRY, job.id),)
    heard = [text.strip()] if text.strip() else []
    if after is None:
        blocks = [*heard, say(job.language, "recovery-no-state")]
        return Reply(Message("\n\n".join(blocks), (retry,)))
    summary = timeline.summary(after, job.language)
    blocks = [*heard, say(job.language, "recovery-unknown"), summary]
    return Reply(Message("\n\n".join(blocks), (retry, *project_keyboard(job, after, ()))))


def received(job: Job, count: int, refusals: Sequence[str]) -> Reply:
    """Files came without words: what to make of them?"""
    language = job.language
    ideas = tuple(say(language, key) for key in IDEAS)
    keyboard = tuple(
        (_suggestion(job, say(language, key), n),) for n, key in enumerate(IDEA_BUTTONS)
    )
    blocks = [*refusals]
    if count:
        blocks.append(say(language, "media-received", count=count))
    else:
        keyboard, ideas = (), ()
    return Reply(Message("\n\n".join(blocks), keyboard), ideas)


IDEAS = ("media-idea-promo", "media-idea-slideshow", "media-idea-vertical")
IDEA_BUTTONS = ("button-idea-promo", "button-idea-slideshow", "button-idea-vertical")


def balance(language: str, credits: Credits) -> str:
    """How many credits there are, and how many are reserved."""
    total = credits.total if credits.total is not None else credits.available
    key = "credits-balance" if total > credits.available else "credits-left"
    figures = {"available": credits.available, "total": total, "frozen": credits.frozen}
    line = say(language, key, **figures)
    if credits.frozen:
        line += "\n" + say(language, "credits-frozen", frozen=credits.frozen)
    return line


def caption(job: Job, *, title: str, seconds: float, count: int, links: Mapping[str, str]) -> str:
    """Under a finished video: its title, length and size, and where else it is."""
    language = job.language
    facts = {"length": duration(language, seconds), "size": size(language, count)}
    head = (
        say(language, "export-caption-titled", title=plain(title), **facts)
        if title
        else say(language, "export-caption", **facts)
    )
    lines = [head, *(say(language, key, link=link) for key, link in links.items() if link)]
    return named(job.address, Message("\n".join(lines))).text


def project_keyboard(
    job: Job,
    after: Draft,
    suggestions: Sequence[str],
    *,
    undo: bool = False,
    link: bool = False,
) -> Keyboard:
    """Export and timeline once there is something; suggestions; undo, change, new.

    `link`: a button gives its owner alone the link to the project.
    """
    rows: list[tuple[Button, ...]] = []
    if timeline.ready_to_export(after):
        first = [
            _button(job, "button-export", ButtonAction.EXPORT, job.project),
            _button(job, "button-timeline", ButtonAction.TIMELINE, job.project),
        ]
        if link:
            first.append(_button(job, "button-link", ButtonAction.LINK, job.project))
        rows.append(tuple(first))
    for n, suggestion in enumerate(suggestions):
        label = suggestion if len(suggestion) <= LABEL_LIMIT else suggestion[:39] + "…"
        rows.append((_suggestion(job, label, n),))
    change = _button(job, "button-change", ButtonAction.CHANGE, job.project)
    last = [change, _button(job, "button-new", ButtonAction.NEW)]
    if undo:
        last.insert(0, _button(job, "button-undo", ButtonAction.UNDO, job.id))
    rows.append(tuple(last))
    return tuple(rows)


def _button(job: Job, key: str, action: ButtonAction, number: int = 0) -> Button:
    return button(say(job.language, key), action, number)


def _suggestion(job: Job, label: str, place: int) -> Button:
    return button(label, ButtonAction.SUGGESTION, job.id, place=place)


# A reply that lists something has said what changed: once is enough.
LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)
# A prompt that names any of these asked for more than a clip, so nothing came "by itself".
ASKED = re.compile(
    r"music|song|bgm|sound|title|text|caption|subtitle|effect|promo|slideshow|trailer|intro"
    r"|音|曲|歌|配乐|标题|標題|字|特效|宣传|宣傳|幻灯|m[uú]si[ck]|musi[qk]|t[ií]tul|titel|titre"
    r"|музык|титр|текст|надпис|ролик|음악|자막|제목|タイトル|字幕|judul|lagu|संगीत|शीर्षक|موسيق|عنوان",
    re.IGNORECASE,
)


def _extras(job: Job, before: Draft, after: Draft) -> tuple[str, ...]:
    """What came with a first clip although nobody asked for it.

    Source: docs/wire-api.md#the-event-stream.
    """
    if timeline.ready_to_export(before) or ASKED.search(job.request.text):
        return ()
    return timeline.additions(after, job.language)
