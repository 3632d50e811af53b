"""Final messages: what was said and done, the timeline, and what can be done next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.buttons import ANYWAY, CHOSEN, ButtonAction, ButtonData, button
from core.chat import Button, Keyboard, Message
from core.language import timeline
from core.language.formats import duration, shortened, size
from core.language.phrases import plain, say
from core.nemo.models import Credits
from core.outbox import named
from core.preferences import LENGTHS, SHAPES, Beginning
from core.store.records import Job, Post, TextFile
from core.work.answers.failures import Failure

Draft = Mapping[str, Any]

LABEL_LIMIT = 80
"""Letters of a button, as many as Discord takes (docs/platforms.md#discord)."""
WHOLE_NAME = "answer.txt"
# What changed is told in so many lines; a longer timeline than this is folded.
TOLD_LINES = 2
FOLD_OVER = 4
SUGGESTED = 2
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
    earlier: Sequence[Job] = (),
) -> Reply:
    """The answer to a prompt: what changed, the agent's words, the timeline, what comes next.

    `lead` is a phrase that comes first; without one, silent changes are introduced as such.
    `earlier` are the turns before this one, the newest first.
    """
    language = job.language
    changes = timeline.diff(before, after, language)
    told, rest = _told(changes, text, before)
    blocks = [text.strip()] if text.strip() else []
    if told:
        blocks.insert(0, "\n".join(told))
    if blocks and lead:
        blocks.insert(0, say(language, lead))
    if changes and not text.strip() and (not told or not lead):
        blocks.insert(0, say(language, lead or "turn-changed"))
    if not changes and not blocks:
        empty = not timeline.ready_to_export(after)
        blocks.append(say(language, "status-empty" if empty else "turn-no-change"))
    if (changes or show_timeline) and timeline.ready_to_export(after):
        blocks.append(folded([*rest, *timeline.summary(after, language).split("\n")]))
    blocks.extend(notes)
    extras = _extras(job, before, after) if changes else ()
    if extras:
        blocks.append(say(language, "turn-extras", tracks=", ".join(extras)))
    suggestions = offers(job, before, after, earlier)
    keyboard = project_keyboard(job, after, suggestions, undo=bool(changes))
    if extras:
        strip = timeline.strip_prompt(after, language)
        strip_button = _suggestion(job, say(language, "button-strip"), len(suggestions))
        keyboard = ((strip_button,), *keyboard[:2])
        suggestions = (*suggestions, strip)
    return Reply(Message("\n\n".join(blocks), keyboard), suggestions)


def _told(changes: Sequence[str], text: str, before: Draft) -> tuple[list[str], list[str]]:
    """What changed, in a line or two, and the rest of it; nothing where the reply lists it, and
    of a first draft nothing, as the timeline says all of that."""
    if not timeline.ready_to_export(before) or LISTED.search(text):
        return [], []
    lines = [f"• {line}" for line in changes]
    return lines[:TOLD_LINES], lines[TOLD_LINES:]


def folded(lines: Sequence[str]) -> str:
    """Lines as they are while they are few; more of them as a quotation, which a platform folds."""
    return "\n".join(lines if len(lines) <= FOLD_OVER else [f"> {line}" for line in lines])


def offers(job: Job, before: Draft, after: Draft, earlier: Sequence[Job]) -> tuple[str, ...]:
    """What to ask for next: fitting this draft, and neither just asked for nor just offered."""
    last = earlier[0].result if earlier else None
    wishes = [job.request.text, *(turn.request.text for turn in earlier)]
    return timeline.suggestions(
        after,
        job.language,
        before=before,
        wishes=wishes,
        known={*wishes, *(last.suggestions if last is not None else ())},
        earlier=[turn.before.draft for turn in earlier if turn.before is not None],
    )


def beside_question(
    job: Job,
    text: str,
    *,
    before: Draft,
    after: Draft,
    notes: Sequence[str] = (),
    earlier: Sequence[Job] = (),
) -> Reply:
    """What was said and done before the agent asked; without words where that is nothing."""
    if not timeline.diff(before, after, job.language):
        return Reply(Message("\n\n".join(block for block in (text.strip(), *notes) if block)))
    return reply(job, text, before=before, after=after, notes=notes, earlier=earlier)


def of_series(job: Job, message: Message, *, failed: bool = False) -> Message:
    """A message about one of several videos, with which of them it is.

    One that failed has a button that shows its timeline: /status is about the open project.
    """
    if (part := job.request.part) is None or not message.text:
        return message
    text = say(job.language, "progress-part", n=part.n, of=part.of, what=message.text)
    shown = (_button(job, "button-timeline", ButtonAction.TIMELINE, job.project),)
    return replace(message, text=text, buttons=(*message.buttons, *([shown] if failed else [])))


def bare(message: Message) -> Message:
    """The words alone: no markup and no buttons, nothing that a platform could object to."""
    return Message(plain(_ESCAPED.sub(r"\1", _MARKS.sub("", message.text))))


def whole(job: Job, text: str) -> Post:
    """All of a reply that is too long for a chat, as a file; its beginning follows below it."""
    message = named(job.address, Message(say(job.language, "reply-whole")))
    return Post(message, file=TextFile(WHOLE_NAME, text))


def incomplete(job: Job, refusals: Sequence[str], *, rest: bool) -> Reply:
    """Files that did not get through; while others did, the request may go on with the `rest`."""
    if not rest:
        return Reply(Message("\n".join(refusals)))
    without = _button(job, "button-go-on-without", ButtonAction.RETRY, job.id)
    text = "\n".join((*refusals, say(job.language, "upload-incomplete")))
    return Reply(Message(text, ((without,),)))


def failed(job: Job, failure: Failure) -> Reply:
    """A job that came to nothing, with the way out, or to ask for it again."""
    row = (_button(job, "button-retry", ButtonAction.RETRY, job.id),) if failure.retry else ()
    if failure.link:
        row = (_button(job, "button-link", ButtonAction.ACCOUNT, job.id), *row)
    return Reply(Message(failure.text, (row,) if row else ()))


def not_paid_for(job: Job, failure: Failure) -> Reply:
    """A prompt that was not sent, for its account is empty; it is sent if that is wanted."""
    anyway = button(
        say(job.language, "button-try-anyway"), ButtonAction.RETRY, job.id, place=ANYWAY
    )
    told = failed(job, failure)
    text = f"{say(job.language, 'cost-not-sent')}\n\n{told.message.text}"
    return Reply(Message(text, (*told.message.buttons, (anyway,))))


def unknown(job: Job, after: Draft | None, text: str = "") -> Reply:
    """Nobody can tell whether the prompt ran: what was heard, the state, the choice."""
    retry = (_button(job, "button-retry", ButtonAction.RETRY, job.id),)
    heard = [text.strip()] if text.strip() else []
    if after is None:
        blocks = [*heard, say(job.language, "recovery-no-state")]
        return Reply(Message("\n\n".join(blocks), (retry,)))
    summary = folded(timeline.summary(after, job.language).split("\n"))
    blocks = [*heard, say(job.language, "recovery-unknown"), summary]
    return Reply(Message("\n\n".join(blocks), (retry, *project_keyboard(job, after, ()))))


def received(
    job: Job,
    count: int,
    refusals: Sequence[str],
    beginning: Beginning | None = None,
    *,
    again: bool = False,
    song: bool = False,
) -> Reply:
    """Files came without words: what to make of them, in which shape and how long?

    `again`: there is a video that they can be added to. `song`: they are sound for it, of which
    neither is asked.
    """
    language = job.language
    if not count:
        return Reply(Message("\n\n".join(refusals)))
    blocks = [*refusals, say(language, "media-received", count=count)]
    if song:
        idea = say(language, "media-idea-song")
        button = _suggestion(job, shortened(idea, LABEL_LIMIT), 0)
        return Reply(Message("\n\n".join(blocks), ((button,),)), (idea,))
    blocks.append(say(language, "begin-pick"))
    ideas = tuple(say(language, key) for key in IDEAS)
    buttons = begin_keyboard(job, beginning or Beginning(), several=count > 1)
    if again:
        idea = say(language, "media-idea-add")
        shapes, lengths, *others, last = buttons
        beside = tuple(button for row in others for button in row)  # Discord takes five rows
        add = _suggestion(job, shortened(idea, LABEL_LIMIT), len(ideas))
        buttons, ideas = ((add,), shapes, lengths, beside, last), (*ideas, idea)
    return Reply(Message("\n\n".join(blocks), buttons), ideas)


def begin_keyboard(job: Job, beginning: Beginning, *, several: bool) -> Keyboard:
    """The two choices that everybody makes, with those of the last time ticked, and the ideas.

    Of `several` files there can be a video each.
    """
    rows = []
    chosen = (beginning.shape, beginning.length)
    for place, (values, last) in enumerate(zip(BEGINNINGS, chosen, strict=True)):
        rows.append(
            tuple(
                button(
                    f"{CHOSEN if value == last else ''}{_begins(job, place, value)}",
                    ButtonAction.BEGIN,
                    job.id,
                    place=place,
                    option=n,
                )
                for n, value in enumerate(values)
            )
        )
    ideas = [_suggestion(job, say(job.language, key), n) for n, key in enumerate(IDEA_BUTTONS)]
    below = [(idea,) for idea in ideas]
    if several:  # beside the last idea: Discord takes five rows
        each = _button(job, "each-button", ButtonAction.EACH, job.id)
        return (*rows, *below[:-1], (*below[-1], each))
    return (*rows, *below)


def _begins(job: Job, place: int, value: str) -> str:
    return duration(job.language, float(value)) if place else value


BEGINNINGS = (SHAPES, LENGTHS)
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
    """Export, undo and more once there is something, then the suggestions: three rows at the most.

    `link`: a button gives its owner alone the link to the project.
    """
    first: list[Button] = []
    if timeline.ready_to_export(after):
        first.append(_button(job, "button-export", ButtonAction.EXPORT, job.project))
    if link:
        first.append(_button(job, "button-link", ButtonAction.LINK, job.project))
    if undo:
        first.append(_button(job, "button-undo", ButtonAction.UNDO, job.id))
    if timeline.ready_to_export(after):
        first.append(_button(job, "button-more", ButtonAction.MORE, job.id))
    rows = [tuple(first)] if first else []
    for n, suggestion in enumerate(suggestions[:SUGGESTED]):
        rows.append((_suggestion(job, shortened(suggestion, LABEL_LIMIT), n),))
    return tuple(rows)


def more_buttons(job: Job) -> tuple[Button, ...]:
    """What is needed less often."""
    return (
        _button(job, "button-timeline", ButtonAction.TIMELINE, job.project),
        _button(job, "button-change", ButtonAction.CHANGE, job.project),
        _button(job, "button-new", ButtonAction.NEW),
    )


def expanded(job: Job, message: Message) -> Message:
    """An answer with what is behind "More" in place of that button."""
    more = ButtonData(ButtonAction.MORE, job.id).encode()
    rows = [tuple(b for b in row if b.data != more) for row in message.buttons]
    return replace(message, buttons=(rows[0], more_buttons(job), *rows[1:]) if rows else ())


def _button(job: Job, key: str, action: ButtonAction, number: int = 0) -> Button:
    return button(say(job.language, key), action, number)


def _suggestion(job: Job, label: str, place: int) -> Button:
    return button(label, ButtonAction.SUGGESTION, job.id, place=place)


# A reply that lists something has said what changed: once is enough.
LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)
# A prompt that names any of these asked for more than a clip, so nothing came "by itself".
ASKED = re.compile(
    r"music|song|bgm|sound|title|text|caption|subtitle|effect|promo|slideshow|trailer|intro"
    r"|lied|canci[oó]n|chanson|can[cç][aã]o|песн|노래|गान|गीत|أغني"
    r"|tune|\bbeats?\b|melod|мелоди|lo-?fi|\bsad\b|trist|traurig|грустн|悲|[伤傷]感|슬픈|sedih|उदास|حزين"
    r"|epic|hype|romant|energ|énerg|энерг|chill"
    r"|happy|upbeat|calm|cheerful|fröhlich|ruhig|alegre|tranquil|joyeu|весел|спокой"
    r"|[欢歡轻輕]快|舒[缓緩]|写上|寫上"
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
    return timeline.additions(after, job.language, job.request.text)
