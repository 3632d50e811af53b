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
from core.language.intents.evidence import ASKING, evident, requests
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
_ASKED: Final = frozenset(Intent) - {Intent.SSE, Intent.UPLOAD}
"""Commands worth a question; the agent knows as well that a file is missing."""
_EDITING: Final = frozenset({"edit", "rem"})
"""Classes of what is done to a video, and of what is in it."""
_TOLD: Final = frozenset({Intent.STATE, Intent.CREDITS})
"""Commands that tell something."""
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
"""Chance of a command from which it is done, if a known word asks for it."""
_SURE_UNNAMED: Final = 0.8
"""Chance of a whole message from which it is done, though no known word asks for it."""
_DOUBT: Final = 0.65
"""Chance from which the user is asked which of the two was meant."""
_FEW: Final = 2
"""Words that put something right, "please" alone does not."""
_LIKELY: Final = 0.5
"""Chance from which a clause counts as a command, an edit or a topic, and the whole as a chain."""
_CHAIN: Final = 0.8
"""Chance of a chain, and of an edit beside a command, together, from which there are two steps."""
_SCENE: Final = 0.8
"""Chance from which a clause surely is a scene, beside which nothing is a second step."""
_TITLE: Final = re.compile(r"\s*[:?!：？！]+\s*|\s[-–—]+\s|—+")
"""What stands between a title and what it is about: "Is it done yet? A day in the kitchen"."""
_SURE_CHAIN: Final = 0.99
"""Chance from which there surely are two steps, and only the second is looked for."""
_WEAK: Final = {"and": 0.25, "back": 0.2}
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


def edits(text: str, language: str) -> bool:
    """Whether a bare word or two name what is edited, or how: "undo", "title", "remove logo"."""
    clean = prepare(text)
    pieces = reader_of(clean, language).pieces(clean)
    return any(piece.tags & _EDITING for piece in pieces)


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
    if whole.command is Intent.CANCEL and _corrects(clean, cuts, reader):
        return Route(Intent.SSE)
    if _readable(clean):
        named = evident(whole.command, reader.pieces(clean))
        sure = whole.certainty >= (_SURE if named else _SURE_UNNAMED)
        if sure and not _titled(clean, reader):
            return Route(whole.command)
        if whole.certainty >= _DOUBT and whole.command in _ASKED:
            return Route(Intent.SSE, suggestion=whole.command)
    return Route(Intent.SSE)


def _corrects(clean: str, cuts: Sequence[Split], reader: Reader) -> bool:
    """Whether what sounds like a stop, with no word for one, puts right: "oh no, it's Friday"."""
    tail = next((cut.tail for cut in cuts if cut.kind == "stop"), "")
    stops = any(piece.tags & ASKING[Intent.CANCEL] for piece in reader.pieces(clean))
    if stops or reader.length(tail) < _FEW:
        return False
    return reader.guess(tail).command is not Intent.CANCEL


def _readable(text: str) -> bool:
    """Whether a text may be a command: it is short, and has words of its own."""
    return len(text) <= _COMMAND and normal.QUOTED not in text and bool(normal.units(text))


def _titled(clean: str, reader: Reader) -> bool:
    """Whether what sounds like a command is the title of a topic that follows."""
    mark = _TITLE.search(clean)
    return mark is not None and reader.guess(clean[mark.end() :]).topic >= _DOUBT


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
    sure = whole.chain >= _SURE_CHAIN
    best, found = _CHAIN, None
    for cut in (*cuts, *clauses.back_splits(clean)):
        edit, waits = (cut.tail, cut.head) if cut.kind == "back" else (cut.head, cut.tail)
        guess, first = reader.guess(waits), reader.guess(edit)
        if not _readable(waits) or guess.command not in _CHAINED or guess.certainty < _LIKELY:
            continue
        if (one and cut.kind != "then") or first.topic >= _SCENE:
            continue  # or a scene, told in clauses
        if not sure and _stray(cut.kind, guess.command, waits, reader):
            continue
        chance = whole.chain + first.edit * guess.certainty - _WEAK.get(cut.kind, 0)
        # What has to come first may be told, not asked for: "send it once the title is fixed".
        if chance >= best or (whole.chain >= best and (sure or cut.kind == "back")):
            best, found = max(chance, best), guess.command
    if found is None and (sure or (not cuts and whole.chain >= _LIKELY)):
        found = _unjoined(whole.command, clean, reader)
    return Route(Intent.SSE, (found,)) if found else None


def _stray(kind: str, command: Intent, waits: str, reader: Reader) -> bool:
    """Whether a clause that sounds like a command is rather a thing, or part of a scene."""
    pieces = reader.pieces(waits)
    # "And" also joins two things of one edit: a clause of its own asks.
    if kind == "and" and not requests(pieces):
        return True
    # "Sobald", "once", waits for a command; "aber", "but", also joins two remarks.
    return (command in _TOLD or kind == "back") and not evident(command, pieces)


def _unjoined(command: Intent, clean: str, reader: Reader) -> Intent | None:
    """The command of a chain that no word joins, "काट कर भेज दो", by a known word for it."""
    pieces = reader.pieces(clean)
    wanted = (one for one in (command, Intent.EXPORT) if one in _CHAINED and evident(one, pieces))
    return next(wanted, None)


def _and_then(clean: str, reader: Reader) -> Route | None:
    """A new project, or a stop, and what is wanted instead: "new project: an ad for my bakery"."""
    mark = _MARK.search(clean)
    if mark is None or not normal.units(tail := clean[mark.end() :]):
        return None
    first, rest = _command(clean[: mark.start()], reader), reader.guess(tail)
    whole = reader.guess(clean)
    over = whole.command is Intent.NEW and whole.certainty >= _SURE  # "forget that, a new video"
    instead = first is Intent.CANCEL and rest.edit >= _LIKELY and not over
    # "From scratch: a life in the country" is a film's title, "new project: …" is none.
    titled = whole.topic >= _LIKELY and not _names_project(clean[: mark.start()], reader)
    brief = first is Intent.NEW and rest.edit + rest.topic >= _LIKELY and not titled
    return Route(first, (Intent.SSE,)) if first and (instead or brief) else None


def _names_project(text: str, reader: Reader) -> bool:
    """Whether a project is named by its word; single characters cannot tell."""
    words = reader.words
    return not words.spaced or any("proj" in words.tags(word) for word in normal.units(text))


def _two_commands(clean: str, cuts: Sequence[Split], reader: Reader) -> Route | None:
    """Two commands that are joined by "and" or "then", or a stop and what is to follow it."""
    whole = reader.guess(clean)
    for cut in cuts[:1]:
        first, last = _command(cut.head, reader), _command(cut.tail, reader)
        # After a comma comes a reason ("stop, wrong file"), unless it is what to do instead.
        instead = last is Intent.NEW or whole.command is last
        # "How much more time" holds an "and", too, but nothing that asks after it.
        joined = cut.kind == "then" or (cut.kind == "and" and requests(reader.pieces(cut.tail)))
        asked = first is Intent.CANCEL and instead
        if first and last in _CHAINED and first is not last and (asked or joined):
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
