"""The router: one message in, one decision out.

Order: slash command, attachment, media link, then the words: the classifier reads the message and
its clauses (docs/decisions.md#one-classifier-routes). Taking an edit away from the agent costs the
user more than a command that it has to guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.language.intents import clauses, links, normal
from core.language.intents.answers import match_answer
from core.language.intents.clauses import Split
from core.language.intents.evidence import evident, requests
from core.language.intents.model import Intent, Route
from core.language.intents.reader import Reader, prepare, reader_of

_SLASH: Final = re.compile(r"\s{0,9}[/／]([A-Za-z_]{1,32})(?:@\w{1,64})?(?=\s|$|[^\w/])")
_COMMANDS: Final = {
    "export": Intent.EXPORT,
    "download": Intent.EXPORT,
    "render": Intent.EXPORT,
    "credits": Intent.CREDITS,
    "balance": Intent.CREDITS,
    "state": Intent.STATE,
    "status": Intent.STATE,
    "timeline": Intent.STATE,
    "tracks": Intent.STATE,
    "upload": Intent.UPLOAD,
    "help": Intent.HELP,
    "start": Intent.HELP,
    "commands": Intent.HELP,
    "new": Intent.NEW,
    "reset": Intent.NEW,
    "cancel": Intent.CANCEL,
    "stop": Intent.CANCEL,
}
_CHAINED: Final = frozenset(
    {Intent.EXPORT, Intent.STATE, Intent.CREDITS, Intent.NEW, Intent.UPLOAD}
)
"""Commands that can follow something else in one message."""
_ASKED: Final = frozenset(Intent) - {Intent.SSE, Intent.UPLOAD, Intent.HELP}
"""Commands worth a question; the agent knows as well that a file is missing, and how it helps."""
_ACTS: Final = frozenset({Intent.EXPORT, Intent.NEW, Intent.CANCEL})
"""Commands that do more than tell something."""
_MARK: Final = re.compile(r"(?<!\d)[,.:;!\n、。，；！：]+\s*|\s[-–—]+\s")
"""What stands between a new project, or a stop, and what is wanted instead."""
_LINK_CHARS: Final = 8192
_COMMAND: Final = 200
"""Characters of the longest message, or clause, that is read as a command."""
_CLAUSES: Final = 4
_END: Final = 120
"""Characters at a message's end that show whether a command waits for the rest."""
_SURE: Final = 0.8
"""Chance of a command from which it is done; of a clause, from which it follows the rest."""
_DOUBT: Final = 0.68
"""Chance from which the user is asked which of the two was meant; of a clause, a topic to see."""
_HINT: Final = 0.19
"""Chance of a chain beside an edit, or of an edit beside talk, that counts where words hint at it.

"And" may also join two things, "once" a time; the words before or after it have to agree."""
_LIKELY: Final = 0.5
"""Chance from which the rest of a message counts as an edit, or as talk."""


def route(
    text: str,
    has_attachment: bool = False,
    *,
    language: str | None = None,
    context: Sequence[str] = (),
) -> Route:
    """Decide where a message goes; never raises, bounded work for any length of text.

    `has_attachment`: the message carries a photo, video or audio file. `language`: the
    conversation's (a code of `LANGUAGES`), read off the text without it. `context`: the options
    of the agent's open question, or the suggestions last offered; an answer to them is the agent's,
    unless it is a command that does something.
    """
    slash = _SLASH.match(text)
    if slash is not None and not has_attachment:
        command = _COMMANDS.get(slash.group(1).lower())
        if command is not None:
            return Route(command)
    clean = prepare(text)
    if has_attachment or links.media_urls(text[:_LINK_CHARS]):
        return _with_file(clean, language)
    if not normal.units(clean):
        return Route(Intent.UPLOAD if links.urls(text[:_LINK_CHARS]) else Intent.SSE)
    found = _words(clean, reader_of(clean, language))
    # A word that options happen to hold ("para 20 %") is no answer where it alone says "stop".
    told = found.intent not in _ACTS and not found.then
    if context and told and match_answer(text, context, language or "en"):
        return Route(Intent.SSE)
    return found


def _words(clean: str, reader: Reader) -> Route:
    """Route by the words alone."""
    cuts = clauses.splits(clean)
    chained = (
        _and_then(clean, reader)
        or _edit_first(clean, cuts, reader)
        or _command_first(clean, reader)
    )
    if chained is not None:
        return chained
    whole = reader.guess(clean)
    if len(clean) <= _COMMAND and normal.QUOTED not in clean:
        scene = _shows(cuts, reader) and not evident(whole.command, reader.pieces(clean))
        if whole.certainty >= _SURE and not scene:
            return _two_commands(whole.command, cuts, reader)
        if whole.certainty >= _DOUBT and whole.command in _ASKED:
            return Route(Intent.SSE, suggestion=whole.command)
    return Route(Intent.SSE)


def _shows(cuts: Sequence[Split], reader: Reader) -> bool:
    """Whether a clause is a topic: the whole is a scene then, however sure of it anybody is."""
    parts = (part for cut in cuts[:_CLAUSES] for part in (cut.head, cut.tail))
    return any(reader.guess(part).topic >= _DOUBT for part in parts)


def _command(text: str, reader: Reader) -> Intent | None:
    """The command that a clause surely is, with a known word that asks for it; or None."""
    if len(text) > _COMMAND or normal.QUOTED in text or not normal.units(text):
        return None
    guess = reader.guess(text)
    sure = guess.certainty >= _SURE
    return guess.command if sure and evident(guess.command, reader.pieces(text)) else None


def _following(text: str, reader: Reader) -> Intent | None:
    """The same, for commands that can follow something else."""
    found = _command(text, reader)
    return found if found in _CHAINED else None


def _edit_first(clean: str, cuts: Sequence[Split], reader: Reader) -> Route | None:
    """An edit, and a command that waits for it: "cut the end and export"."""
    whole = reader.guess(clean[-_END:])
    # "Skip the music, just export it": what stands before the command is no edit.
    one = len(clean) <= _END and whole.certainty >= _SURE
    for cut in cuts[:_CLAUSES]:
        last = _following(cut.tail, reader)
        if last is None or (one and cut.kind != "then"):
            continue
        # "And" also joins two things of one edit: a clause asks, and the whole is like a chain.
        if cut.kind == "and" and not (
            requests(reader.pieces(cut.tail)) and whole.chain >= whole.edit
        ):
            continue
        if max(whole.chain, reader.guess(cut.head).edit) >= _LIKELY:
            return Route(Intent.SSE, (last,))
    return None


def _command_first(clean: str, reader: Reader) -> Route | None:
    """The command before the edit it waits for: "send it once the title is fixed"."""
    for cut in clauses.back_splits(clean):
        first = _following(cut.head, reader)
        rest = reader.guess(cut.tail)
        if first is not None and rest.edit >= _HINT * (rest.edit + rest.talk) >= _HINT * _LIKELY:
            return Route(Intent.SSE, (first,))
    return None


def _and_then(clean: str, reader: Reader) -> Route | None:
    """A new project, or a stop, and what is wanted instead: "new project: an ad for my bakery"."""
    mark = _MARK.search(clean)
    if mark is None or not normal.units(tail := clean[mark.end() :]):
        return None
    first, rest = _command(clean[: mark.start()], reader), reader.guess(tail)
    instead = first is Intent.CANCEL and rest.edit >= _LIKELY
    brief = first is Intent.NEW and rest.edit + rest.topic >= _LIKELY
    return Route(first, (Intent.SSE,)) if first and (instead or brief) else None


def _two_commands(found: Intent, cuts: Sequence[Split], reader: Reader) -> Route:
    """One command, or two that are joined by "and" or "then"."""
    for cut in cuts[:1]:
        first, last = _command(cut.head, reader), _following(cut.tail, reader)
        if first is Intent.CANCEL and last is Intent.NEW:
            return Route(last)
        apart = cut.kind != "stop" or (first is Intent.CANCEL and last is Intent.EXPORT)
        if first and last and first is not last and apart:
            return Route(first, (last,))
    return Route(found)


def _with_file(clean: str, language: str | None) -> Route:
    """A file comes along: upload first, then whatever the words ask for."""
    if not normal.units(clean):
        return Route(Intent.UPLOAD)
    reader = reader_of(clean, language)
    inner = _words(clean, reader)
    guess = reader.guess(clean)
    asks = inner.intent is Intent.SSE and guess.edit >= max(guess.talk, guess.topic)
    if asks or inner.then:
        return Route(Intent.UPLOAD, (Intent.SSE, *inner.then))
    if inner.intent is Intent.EXPORT:
        return Route(Intent.UPLOAD, (Intent.EXPORT,))
    return Route(Intent.UPLOAD)
