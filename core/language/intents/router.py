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
_CHAINED: Final = frozenset({Intent.EXPORT, Intent.STATE, Intent.CREDITS, Intent.NEW})
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
_SURE: Final = 0.75
"""Chance of a command from which it is done."""
_DOUBT: Final = 0.65
"""Chance from which the user is asked which of the two was meant."""
_LIKELY: Final = 0.5
"""Chance from which a clause counts as a command, an edit or a topic, and the whole as a chain."""
_CHAIN: Final = 0.92
"""Chance of a chain, and of an edit beside a command, together, from which there are two steps."""
_WEAK: Final = {"and": 0.1, "back": 0.2}
"""How much more is asked of words that join other things as well: "and", "but", "only"."""


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
    cuts = clauses.splits(clean)[:_CLAUSES]
    several = (
        _and_then(clean, reader)
        or _two_commands(clean, cuts, reader)
        or _edit_and_command(clean, cuts, reader)
    )
    if several is not None:
        return several
    whole = reader.guess(clean)
    if _readable(clean):
        if whole.certainty >= _SURE:
            return Route(whole.command)
        if whole.certainty >= _DOUBT and whole.command in _ASKED:
            return Route(Intent.SSE, suggestion=whole.command)
    return Route(Intent.SSE)


def _readable(text: str) -> bool:
    """Whether a text may be a command: it is short, and has words of its own."""
    return len(text) <= _COMMAND and normal.QUOTED not in text and bool(normal.units(text))


def _command(text: str, reader: Reader) -> Intent | None:
    """The command that a clause surely is, with a known word that asks for it; or None."""
    if not _readable(text):
        return None
    guess = reader.guess(text)
    sure = guess.certainty >= _SURE
    return guess.command if sure and evident(guess.command, reader.pieces(text)) else None


def _edit_and_command(clean: str, cuts: Sequence[Split], reader: Reader) -> Route | None:
    """An edit, and the command that waits for it, in any order: "cut the end and export".

    The whole may be a chain by its words, or one clause an edit and the other a command.
    """
    whole = reader.guess(clean[-_END:])
    # "Skip the music, just export it": what stands before the command is no edit.
    one = len(clean) <= _END and whole.certainty >= _SURE
    best, found = _CHAIN, None
    for cut in (*cuts, *clauses.back_splits(clean)):
        edit, waits = (cut.tail, cut.head) if cut.kind == "back" else (cut.head, cut.tail)
        guess = reader.guess(waits)
        if not _readable(waits) or guess.command not in _CHAINED or guess.certainty < _LIKELY:
            continue
        # "And" also joins two things of one edit: a clause of its own asks.
        thing = cut.kind == "and" and not requests(reader.pieces(waits))
        if thing or (one and cut.kind != "then"):
            continue
        chance = whole.chain + reader.guess(edit).edit * guess.certainty - _WEAK.get(cut.kind, 0)
        if chance >= best:
            best, found = chance, guess.command
    if not cuts and whole.chain >= _LIKELY and evident(whole.command, reader.pieces(clean)):
        found = whole.command  # "काट कर भेज दो": no word joins the two
    return Route(Intent.SSE, (found,)) if found in _CHAINED else None


def _and_then(clean: str, reader: Reader) -> Route | None:
    """A new project, or a stop, and what is wanted instead: "new project: an ad for my bakery"."""
    mark = _MARK.search(clean)
    if mark is None or not normal.units(tail := clean[mark.end() :]):
        return None
    first, rest = _command(clean[: mark.start()], reader), reader.guess(tail)
    instead = first is Intent.CANCEL and rest.edit >= _LIKELY
    brief = first is Intent.NEW and rest.edit + rest.topic >= _LIKELY
    return Route(first, (Intent.SSE,)) if first and (instead or brief) else None


def _two_commands(clean: str, cuts: Sequence[Split], reader: Reader) -> Route | None:
    """Two commands that are joined by "and" or "then", or a stop and what is to follow it."""
    for cut in cuts[:1]:
        first, last = _command(cut.head, reader), _command(cut.tail, reader)
        # After a comma comes a reason ("stop, wrong file"), unless it is what to do instead.
        instead = last is Intent.NEW or reader.guess(clean).command is last
        asked = first is Intent.CANCEL and instead
        if first and last in _CHAINED and first is not last and (asked or cut.kind != "stop"):
            return Route(first, (last,))
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
