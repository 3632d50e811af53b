"""The router: one message in, one decision out.

Order: slash command, attachment, media link, then the words. What no rule covers as a whole is
the agent's: taking an edit away from it costs the user more than a command that it has to guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.language.intents import classifier, clauses, links, normal
from core.language.intents.answers import match_answer
from core.language.intents.model import Intent, Route
from core.language.intents.reader import Reader, near, readers_of, spell
from core.language.intents.word_classes import Piece

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
_UNSPACED: Final = frozenset({"kana", "hangul", "han"})
_CHAINED: Final = frozenset({Intent.EXPORT, Intent.STATE, Intent.CREDITS, Intent.NEW})
_LINK_CHARS: Final = 8192
_REMARK_UNKNOWN: Final = 5
_CLAUSES: Final = 2
_TOPIC_WORDS: Final = 2
_COMMAND: Final = 80
"""Characters of a clause that may be a command behind or before an edit."""
_READ_CHARS: Final = 200
_READ_UNITS: Final = {True: 40, False: 80}
_RESCUE: Final = 0.55
_RESCUE_EDIT: Final = 0.68
"""Chances of a command, whichever, from which the classifier acts: where no word of editing
occurs, and where one does. Chosen by leaving out one author at a time,
`python -m benchmarks.train_classifier --authors`."""
_LEAST: Final = 0.25
"""Chance that the likeliest command needs, however unlikely a prompt is."""
_SECOND: Final = 0.8
"""Chance from which a clause counts as the command of a message that also edits."""
_SURE: Final = 0.45
"""The same where a comma or "then" stands between the two and the other clause edits."""
_OVERRULE: Final = 0.7
_CERTAIN: Final = 0.8
"""Chance from which the classifier corrects a rule's command into another one."""
_PLAIN: Final = 0.95
"""Chance of a prompt that a command word in front of it can't outweigh: "help! it's too dark"."""
_ORDER: Final = 0.75
"""Chance of a prompt from which words beside a file instruct, even without a word of editing."""
_WORDY: Final = 6
_DOUBT: Final = 0.5
"""Chance of a prompt from which a mended word counts as meant: "cute" is no slip of "cuota"."""
_HANDS_OFF: Final = frozenset({"edit", "topic"})
"""Classes that make the classifier hesitate: the message may be an edit."""
_REMARK_WORDS: Final = {True: 9, False: 16}


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
    short = text if len(text) <= 600 else f"{text[:300]}\n{text[-300:]}"
    bare = links.without_urls(short)
    if has_attachment:
        return _with_file(bare)
    if links.media_urls(text[:_LINK_CHARS]):
        return _with_file(bare)
    clean = normal.clean(bare)
    if bare != short and not normal.units(clean):
        return Route(Intent.UPLOAD)
    return _words(clean)


def _words(clean: str) -> Route:
    """Route by the words alone."""
    readers = readers_of(clean)
    if len(clean) <= normal.HEAD:
        for reader in readers:
            found = reader.intent(clean)
            if found is not None:
                return Route(_corrected(found, clean, readers))
    cuts = clauses.splits(clean)
    readers = near(clean, readers)
    for reader in readers:
        chained = _chained(clean, cuts, reader)
        if chained is not None:
            return _talk(clean, chained, cuts, readers)
    for reader in readers:
        meant = reader.mended(clean)
        if meant is not None and readers[0].hear(clean).prompt < _DOUBT:
            return Route(meant)
    return _two_clauses(clean, cuts, readers) or _by_classifier(clean, readers)


def _two_clauses(
    clean: str, cuts: Sequence[clauses.Split], readers: Sequence[Reader]
) -> Route | None:
    """An edit and a command in words that only the classifier understands, in either order."""
    if len(clean) > normal.HEAD:
        return None
    reader = readers[0]
    if reader.hear(clean).prompt < 1 - _PLAIN:
        return None
    pairs = [(cut.head, cut.tail, cut.kind != "and") for cut in cuts[:_CLAUSES]]
    pairs += [(cut.tail, cut.head, False) for cut in clauses.back_splits(clean)]
    for edit, command, apart in pairs:
        if len(command) > _COMMAND or (not apart and _names_topic(edit, command, reader)):
            continue
        last = reader.hear(command)
        edits = may_edit(reader.pieces(edit))
        if last.intent not in _CHAINED or last.chance < (_SURE if apart and edits else _SECOND):
            continue
        if reader.hear(edit).prompt >= (_DOUBT if edits else _SECOND):
            return Route(Intent.SSE, (last.intent,))
    return None


def _names_topic(head: str, tail: str, reader: Reader) -> bool:
    """Whether the tail is a part of what the video is about: "a video about import and export"."""
    about = any("topic" in piece.tags for piece in reader.pieces(head))
    return about and len(normal.units(tail)) <= _TOPIC_WORDS


def rescues(heard: classifier.Guess, clean: str, pieces: Sequence[Piece]) -> bool:
    """Whether the classifier may act on a message that no rule covers.

    Only a short one without a quoted text, and surer of itself where a word of editing occurs.
    """
    if heard.intent is Intent.SSE or len(clean) > _READ_CHARS or normal.QUOTED in clean:
        return False
    spaced = normal.script(clean) not in _UNSPACED
    if len(normal.units(clean)) > _READ_UNITS[spaced]:
        return False
    if heard.chance < _LEAST:
        return False
    return 1 - heard.prompt >= (_RESCUE_EDIT if may_edit(pieces) else _RESCUE)


def may_edit(pieces: Sequence[Piece]) -> bool:
    """Whether a word occurs that editing, or the subject of a video, is spoken of with."""
    return any(piece.tags & _HANDS_OFF for piece in pieces)


def _by_classifier(clean: str, readers: Sequence[Reader]) -> Route:
    """No rule fits: rescue a short message, else only suggest."""
    if len(clean) > _READ_CHARS or normal.QUOTED in clean or not normal.units(clean):
        return Route(Intent.SSE)
    reader = readers[0]
    pieces, heard = reader.pieces(clean), reader.hear(clean)
    if rescues(heard, clean, pieces):
        return Route(heard.intent)
    return Route(Intent.SSE)


def _corrected(found: Intent, clean: str, readers: Sequence[Reader]) -> Intent:
    """The rule's command, or the one the classifier is certain of: rules know few words."""
    if found is Intent.SSE or len(clean) < _WORDY:
        return found
    heard = near(clean, readers)[0].hear(clean)
    certain = heard.intent is not found and heard.chance >= _CERTAIN and heard.prompt < 1 - _CERTAIN
    return heard.intent if certain else found


def _talk(
    clean: str, chained: Route, cuts: Sequence[clauses.Split], readers: Sequence[Reader]
) -> Route:
    """Words before a closing command that are no edit: "no complaints, give me the file"."""
    if chained.intent is not Intent.SSE:
        if not chained.then and chained.intent is not Intent.CANCEL:
            heard = readers[0].hear(clean)
            if heard.prompt >= _PLAIN:
                return Route(Intent.SSE)
        return Route(_corrected(chained.intent, clean, readers), chained.then)
    if not chained.then:
        return chained
    reader = readers[0]
    pieces = reader.pieces(clean)
    heard = reader.hear(clean)
    if heard.chance < _OVERRULE or not rescues(heard, clean, pieces):
        return chained
    for split in cuts:
        head = reader.pieces(split.head)
        if reader.hear(split.head).prompt >= (_DOUBT if may_edit(head) else _RESCUE_EDIT):
            return chained
    return Route(heard.intent)


def _chained(clean: str, cuts: Sequence[clauses.Split], reader: Reader) -> Route | None:
    """A message of several clauses: an edit and a command, two commands, or talk and a command."""
    if len(clean) <= normal.HEAD:
        opened = _opening(clean, reader)
        if opened is not None:
            return opened
    for split in cuts:
        if len(split.tail) > normal.TAIL:
            return None
        found = reader.intent(split.tail)
        if found is Intent.CANCEL and split.kind == "stop" and len(clean) <= normal.HEAD:
            pieces = reader.pieces(split.head)
            if len(pieces) <= _REMARK_WORDS[True] and not reader.edits(split.head, pieces):
                return Route(Intent.CANCEL)
        if found in _CHAINED:
            return _join(split, found, reader)
    return None


def _join(split: clauses.Split, last: Intent, reader: Reader) -> Route | None:
    """Weigh what stands before a closing command."""
    head = split.head
    pieces = reader.pieces(head)
    edits = reader.edits(head, pieces)
    whole = reader.intent(head) if len(head) <= normal.HEAD else None
    if whole is Intent.SSE and split.kind == "stop" and not edits:
        return Route(last)
    if whole in _CHAINED:
        return Route(last) if whole is last else Route(whole, (last,))
    if whole is not None and whole is not Intent.SSE and not edits:
        return Route(last)
    if split.kind == "and" and (not edits or _names_topic(head, split.tail, reader)):
        return None
    if split.kind == "stop" and _is_remark_on(head, pieces, edits, reader):
        return Route(last)
    if all(piece.tags & {"appr", "f", "i", "def", "q", "vid"} for piece in pieces):
        return Route(last)
    return Route(Intent.SSE, (last,))


def _is_remark_on(head: str, pieces: Sequence[Piece], edits: bool, reader: Reader) -> bool:
    """Words about oneself or the result ("i have to run", "the intro looks great"): no edit."""
    if not pieces:
        return False
    first = pieces[0].tags
    if "drop" in first or ("appr" in pieces[-1].tags and "edit" not in first):
        return True
    opens = first | reader.words.tags(normal.units(head)[0])
    return not edits and bool(opens & {"i", "appr", "def", "talk"})


def _opening(clean: str, reader: Reader) -> Route | None:
    """A command first and a remark after it: "stop, wrong photos"."""
    split = clauses.first_split(clean)
    if split is None:
        return None
    rest = normal.units(split.tail)
    if len(rest) > _REMARK_WORDS[reader.words.spaced]:
        return None
    found = reader.intent(split.head)
    if found is None or found is Intent.SSE:
        return None
    pieces = reader.pieces(split.tail)
    if any(piece.tags & {"edit", "neg"} for piece in pieces) and found is not Intent.CANCEL:
        return None
    closing = reader.intent(split.tail)
    if closing in _CHAINED and (found is Intent.UPLOAD or reader.approves(split.head)):
        return Route(closing)
    if closing is not None and closing is not found and closing in _CHAINED:
        return Route(closing) if found is Intent.CANCEL else Route(found, (closing,))
    if found is Intent.CANCEL and any("edit" in piece.tags for piece in pieces):
        return None
    return Route(found)


def _with_file(bare: str) -> Route:
    """A file comes along: upload first, then whatever the words ask for."""
    clean = normal.clean(bare)
    if not normal.units(clean):
        return Route(Intent.UPLOAD)
    for reader in readers_of(clean):
        pieces = reader.pieces(clean)
        if _is_remark(pieces):
            return Route(Intent.UPLOAD)
    inner = _words(clean)
    if inner.intent is Intent.SSE:
        folded, pieces = spell(bare)
        asked = may_edit(pieces) or classifier.guess(folded, pieces).prompt >= _ORDER
        if not inner.then and not asked:
            return Route(Intent.UPLOAD)
        return Route(Intent.UPLOAD, (Intent.SSE, *inner.then))
    if inner.intent is Intent.EXPORT:
        return Route(Intent.UPLOAD, (Intent.EXPORT,))
    return Route(Intent.UPLOAD)


def _is_remark(pieces: Sequence[Piece]) -> bool:
    """Words that only hand the file over: "here are the photos", "one more"."""
    if any(
        "edit" in piece.tags and not piece.tags & {"media", "file", "vid", "rem"}
        for piece in pieces
    ):
        return False
    fine = {"f", "def", "i", "q", "vid", "file", "media", "own", "num", "rem", "indef", "more"}
    fine |= {"sendyou", "upl", "upload!", "fin", "all", "later", "appr", "got", "proj"}
    unknown = sum(1 for piece in pieces if not piece.tags & fine)
    opens = bool(pieces) and "here" in pieces[0].tags
    return unknown == 0 or (opens and unknown <= _REMARK_UNKNOWN)
