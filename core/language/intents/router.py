"""The router: one message in, one decision out.

Order: slash command, answer to an open question, attachment, media link, then the words: the
classifier reads the message and its clauses, and a command needs the more evidence the fewer its
words are. Taking an edit away from the agent costs the user more than a command that it has to
guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.language.intents import clauses, links, normal
from core.language.intents.answers import match_answer
from core.language.intents.clauses import Split
from core.language.intents.evidence import evident
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
_LINK_CHARS: Final = 8192
_COMMAND: Final = 200
"""Characters of the longest message, or clause, that is read as a command."""
_CLAUSES: Final = 4
_ACT: Final = (0.97, 0.93, 0.85, 0.7, 0.6)
"""Chance of a command that messages of one, two, … words need; longer ones need the last."""
_ASK: Final = 0.7
"""Share of that chance from which the user is asked which of the two was meant."""
_CLAUSE: Final = 0.8
"""Chance from which a clause is a command beside an edit."""
_JOINED: Final = 2
"""Words of a clause that "and" joins as a request: "a film on import and export" has one."""
_PHRASE: Final = 3
"""Words from which the classifier's certainty alone makes no message a command that acts."""
_TOPIC: Final = 0.8
"""Chance from which a clause is plainly a topic."""
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
    of the agent's open question, or the suggestions last offered; an answer to them is the agent's.
    """
    slash = _SLASH.match(text)
    if slash is not None and not has_attachment:
        command = _COMMANDS.get(slash.group(1).lower())
        if command is not None:
            return Route(command)
    if context and not has_attachment and match_answer(text, context, language or "en"):
        return Route(Intent.SSE)
    clean = prepare(text)
    if has_attachment or links.media_urls(text[:_LINK_CHARS]):
        return _with_file(clean, language)
    if not normal.units(clean):
        return Route(Intent.UPLOAD if links.urls(text[:_LINK_CHARS]) else Intent.SSE)
    return _words(clean, reader_of(clean, language))


def _words(clean: str, reader: Reader) -> Route:
    """Route by the words alone."""
    cuts = clauses.splits(clean)
    chained = _brief(clean, reader) or _edit_first(cuts, reader) or _command_first(clean, reader)
    if chained is not None:
        return chained
    whole = reader.guess(clean)
    if len(clean) <= _COMMAND and normal.QUOTED not in clean:
        enough = _enough(clean, reader)
        if whole.certainty >= enough and _said(whole.command, clean, reader):
            return _two_commands(whole.command, cuts, reader)
        closing = _after_talk(cuts, reader)
        if closing is not None:
            return Route(closing)
        if whole.certainty >= _ASK * enough and whole.command in _ASKED:
            return Route(Intent.SSE, suggestion=whole.command)
    return Route(Intent.SSE)


def _enough(text: str, reader: Reader) -> float:
    """The chance of a command that a text of this length needs."""
    return _ACT[min(reader.length(text), len(_ACT)) - 1]


def _said(command: Intent, text: str, reader: Reader) -> bool:
    """Whether a whole message may be the command that the classifier is sure of.

    From three words on, what sends, drops or stops something needs a word that asks for it; what
    only tells something, that no clause is plainly a topic.
    """
    if reader.length(text) < _PHRASE or evident(command, reader.pieces(text)):
        return True
    if command in _ACTS:
        return False
    parts = (part for cut in clauses.splits(text)[:_CLAUSES] for part in (cut.head, cut.tail))
    return all(reader.guess(part).topic < _TOPIC for part in parts)


def _likely(text: str, reader: Reader) -> Intent | None:
    """The command that the classifier is sure of in a clause, whatever its words."""
    if len(text) > _COMMAND or normal.QUOTED in text or not normal.units(text):
        return None
    guess = reader.guess(text)
    sure = guess.certainty >= max(_CLAUSE, _enough(text, reader))
    return guess.command if sure else None


def _command(text: str, reader: Reader) -> Intent | None:
    """The command that a clause surely is, with a known word that asks for it; or None."""
    found = _likely(text, reader)
    return found if found and evident(found, reader.pieces(text)) else None


def _following(text: str, reader: Reader) -> Intent | None:
    """The same, for commands that can follow something else."""
    found = _command(text, reader)
    return found if found in _CHAINED else None


def _edit_first(cuts: Sequence[Split], reader: Reader) -> Route | None:
    """An edit, and a command that waits for it: "cut the end and export"."""
    for cut in cuts[:_CLAUSES]:
        last = _following(cut.tail, reader)
        if last is None or (last is Intent.NEW and cut.kind == "stop"):
            continue
        if _lists(cut, reader):
            continue
        joined = last is not Intent.UPLOAD and _joined(cut, reader)
        if joined or reader.guess(cut.head).edit >= _LIKELY:
            return Route(Intent.SSE, (last,))
    return None


def _lists(cut: Split, reader: Reader) -> bool:
    """Whether "and" joins one more thing that a video is about: "a film on import and export"."""
    about = any("topic" in piece.tags for piece in reader.pieces(cut.head))
    return cut.kind == "and" and about and reader.length(cut.tail) < _JOINED


def _joined(cut: Split, reader: Reader) -> bool:
    """Whether "and" or "then" joins a command to a request of another kind."""
    if cut.kind == "stop" or reader.length(cut.tail) < _JOINED:
        return False
    return reader.guess(cut.head).talk < _LIKELY and _likely(cut.head, reader) is None


def _command_first(clean: str, reader: Reader) -> Route | None:
    """The command before the edit it waits for: "send it once the title is fixed"."""
    for cut in clauses.back_splits(clean):
        first = _following(cut.head, reader)
        if first is not None and reader.guess(cut.tail).edit >= _LIKELY:
            return Route(Intent.SSE, (first,))
    return None


def _brief(clean: str, reader: Reader) -> Route | None:
    """A new project and what it shall be: "new project: an ad for my bakery"."""
    head, colon, tail = clean.partition(":")
    if not colon or not normal.units(tail) or _command(head, reader) is not Intent.NEW:
        return None
    return Route(Intent.NEW, (Intent.SSE,))


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


def _after_talk(cuts: Sequence[Split], reader: Reader) -> Intent | None:
    """The command that closes a message of talk: "don't change anything, I want the file"."""
    for cut in cuts[:_CLAUSES]:
        last = _following(cut.tail, reader)
        if last is not None and cut.kind != "and" and reader.guess(cut.head).talk >= _LIKELY:
            return last
    return None


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
