"""The router: one message in, one decision out.

Order: slash command, attachment, media link, then the words. What no rule covers as a whole is
the agent's: taking an edit away from it costs the user more than a command that it has to guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.language.intents import clauses, links, normal, voice
from core.language.intents.lexicon import Lexicon, Piece, lexicon
from core.language.intents.model import Intent, Route
from core.language.intents.rules import decide

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
_LATIN: Final = ("en", "es", "pt", "fr", "de", "id", "hi_latn")
_BY_SCRIPT: Final[dict[str, tuple[str, ...]]] = {
    "kana": ("ja",),
    "hangul": ("ko",),
    "han": ("zh", "ja"),
    "cyrillic": ("ru",),
    "arabic": ("ar",),
    "devanagari": ("hi",),
    "latin": _LATIN,
}
_UNSPACED: Final = frozenset({"kana", "hangul", "han"})
_CHAINED: Final = frozenset({Intent.EXPORT, Intent.STATE, Intent.CREDITS, Intent.NEW})
_MAX_UNITS: Final = {True: 26, False: 48}  # words of a spaced script, characters of another
_LINK_CHARS: Final = 8192
_SLACK: Final = {True: 1, False: 2}
_TYPO_WORDS: Final = 5
_TYPOS: Final = 2
_REMARK_UNKNOWN: Final = 5
_VOICE_CHARS: Final = 80
_VOICE_UNITS: Final = {True: 14, False: 30}
_SUGGEST: Final = 0.4
_RESCUE: Final = 0.65
_RESCUE_EDIT: Final = 0.7
"""Chances from which the second voice acts: where no word of editing occurs, and where one does.
Chosen by cross-validation, `python -m benchmarks.train_voice --folds 4`."""
_OVERRULE: Final = 0.7
_OVERRULE_EDIT: Final = 0.95
_DOUBT: Final = 0.5
"""Chance of a prompt from which a mended word counts as meant: "cute" is no slip of "cuota"."""
_HANDS_OFF: Final = frozenset({"edit", "topic"})
"""Classes that make the second voice hesitate: the message may be an edit."""
_REMARK_WORDS: Final = {True: 9, False: 16}


@dataclass(frozen=True, slots=True)
class _Reader:
    """One language's view of a text."""

    words: Lexicon
    covers: dict[str, list[Piece]] = field(default_factory=dict)

    @property
    def slack(self) -> int:
        """Units per word, roughly."""
        return _SLACK[self.words.spaced]

    def pieces(self, text: str) -> list[Piece]:
        """The cover of the first units of `text`, worked out once a message."""
        found = self.covers.get(text)
        if found is None:
            parts = normal.units(text)[: _MAX_UNITS[self.words.spaced] + 1]
            found = self.covers[text] = self.words.cover(parts)
        return found

    def intent(self, text: str) -> Intent | None:
        """The command that the whole of `text` is, or None."""
        parts = normal.units(text)
        if not parts or len(parts) > _MAX_UNITS[self.words.spaced]:
            return None
        return decide(self.pieces(text), self.slack)

    def mended(self, text: str) -> Intent | None:
        """The command that a few mistyped words were meant as, or None."""
        parts = normal.units(text)
        if not self.words.spaced or not 0 < len(parts) <= _TYPO_WORDS:
            return None
        unknown = {piece.text for piece in self.pieces(text) if not piece.tags}
        if not 0 < len(unknown) <= _TYPOS:
            return None
        meant = [(self.words.nearest(part) or part) if part in unknown else part for part in parts]
        return None if meant == parts else decide(self.words.cover(meant), self.slack)

    def approves(self, text: str) -> bool:
        """Whether words like "done" or "perfect" occur."""
        return any("appr" in piece.tags for piece in self.pieces(text))

    def edits(self, text: str, pieces: Sequence[Piece]) -> bool:
        """Whether a word of editing occurs, also inside a longer phrase."""
        if any("edit" in piece.tags for piece in pieces):
            return True
        return self.words.spaced and any(
            "edit" in self.words.tags(part) for part in normal.units(text)
        )


def route(text: str, has_attachment: bool = False) -> Route:
    """Decide where a message goes; never raises, bounded work for any length of text.

    `has_attachment`: the message carries a photo, video or audio file. Design: The GUI translator
    decides, the flow acts.
    """
    slash = _SLASH.match(text)
    if slash is not None and not has_attachment:
        command = _COMMANDS.get(slash.group(1).lower())
        if command is not None:
            return Route(command)
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


def _readers(clean: str) -> list[_Reader]:
    return [_Reader(lexicon(name)) for name in _BY_SCRIPT[normal.script(clean)]]


def spell(text: str) -> tuple[str, list[Piece]]:
    """What the second voice reads: the folded text, and the pieces of the language that fits."""
    clean = normal.clean(links.without_urls(text[:600]))
    return clean, _closest(clean, _readers(clean))


def _closest(clean: str, readers: Sequence[_Reader]) -> list[Piece]:
    """The cover with the fewest unknown pieces; the first language wins a draw."""
    covers = [reader.pieces(clean) for reader in readers]
    return min(covers, key=lambda pieces: sum(1 for piece in pieces if not piece.tags))


def _words(clean: str) -> Route:
    """Route by the words alone."""
    readers = _readers(clean)
    if len(clean) <= normal.HEAD:
        for reader in readers:
            found = reader.intent(clean)
            if found is not None:
                return Route(found)
    cuts = clauses.seams(clean)
    for reader in readers:
        chained = _chained(clean, cuts, reader)
        if chained is not None:
            return _talk(clean, chained, readers)
    for reader in readers:
        meant = reader.mended(clean)
        if meant is not None and voice.guess(clean, _closest(clean, readers)).prompt < _DOUBT:
            return Route(meant)
    return _second_voice(clean, readers)


def rescues(heard: voice.Guess, clean: str, pieces: Sequence[Piece]) -> bool:
    """Whether the second voice may act on a message that no rule covers.

    Only a short one without a quoted text, and surer of itself where a word of editing occurs.
    """
    if heard.intent is Intent.SSE or len(clean) > _VOICE_CHARS or normal.QUOTED in clean:
        return False
    spaced = normal.script(clean) not in _UNSPACED
    if len(normal.units(clean)) > _VOICE_UNITS[spaced]:
        return False
    return heard.chance >= (_RESCUE_EDIT if may_edit(pieces) else _RESCUE)


def may_edit(pieces: Sequence[Piece]) -> bool:
    """Whether a word occurs that editing, or the subject of a video, is spoken of with."""
    return any(piece.tags & _HANDS_OFF for piece in pieces)


def _second_voice(clean: str, readers: Sequence[_Reader]) -> Route:
    """No rule fits: rescue a short message, else only suggest."""
    if len(clean) > _VOICE_CHARS or normal.QUOTED in clean or not normal.units(clean):
        return Route(Intent.SSE)
    pieces = _closest(clean, readers)
    heard = voice.guess(clean, pieces)
    if rescues(heard, clean, pieces):
        return Route(heard.intent)
    if heard.intent is Intent.SSE or heard.chance < _SUGGEST:
        return Route(Intent.SSE)
    return Route(Intent.SSE, suggestion=heard.intent)


def _talk(clean: str, chained: Route, readers: Sequence[_Reader]) -> Route:
    """Words before a closing command that are no edit: "no complaints, give me the file"."""
    if chained.intent is not Intent.SSE or not chained.then:
        return chained
    pieces = _closest(clean, readers)
    heard = voice.guess(clean, pieces)
    needed = _OVERRULE_EDIT if may_edit(pieces) else _OVERRULE
    if heard.chance < needed or not rescues(heard, clean, pieces):
        return chained
    return Route(heard.intent)


def _chained(clean: str, cuts: Sequence[clauses.Seam], reader: _Reader) -> Route | None:
    """A message of several clauses: an edit and a command, two commands, or talk and a command."""
    if len(clean) <= normal.HEAD:
        opened = _opening(clean, reader)
        if opened is not None:
            return opened
    for seam in cuts:
        if len(seam.tail) > normal.TAIL:
            return None
        found = reader.intent(seam.tail)
        if found is Intent.CANCEL and seam.kind == "stop" and len(clean) <= normal.HEAD:
            pieces = reader.pieces(seam.head)
            if len(pieces) <= _REMARK_WORDS[True] and not reader.edits(seam.head, pieces):
                return Route(Intent.CANCEL)
        if found in _CHAINED:
            return _join(seam, found, reader)
    return None


def _join(seam: clauses.Seam, last: Intent, reader: _Reader) -> Route | None:
    """Weigh what stands before a closing command."""
    head = seam.head
    pieces = reader.pieces(head)
    edits = reader.edits(head, pieces)
    whole = reader.intent(head) if len(head) <= normal.HEAD else None
    if whole is Intent.SSE and seam.kind == "stop" and not edits:
        return Route(last)
    if whole in _CHAINED:
        return Route(last) if whole is last else Route(whole, (last,))
    if whole is not None and whole is not Intent.SSE and not edits:
        return Route(last)
    about = any("topic" in piece.tags for piece in pieces) and len(normal.units(seam.tail)) <= 2
    if seam.kind == "and" and (not edits or about):
        return None
    if seam.kind == "stop" and _is_remark_on(head, pieces, edits, reader):
        return Route(last)
    if all(piece.tags & {"appr", "f", "i", "def", "q", "vid"} for piece in pieces):
        return Route(last)
    return Route(Intent.SSE, (last,))


def _is_remark_on(head: str, pieces: Sequence[Piece], edits: bool, reader: _Reader) -> bool:
    """Words about oneself or the result ("i have to run", "the intro looks great"): no edit."""
    if not pieces:
        return False
    first = pieces[0].tags
    if "drop" in first or ("appr" in pieces[-1].tags and "edit" not in first):
        return True
    opens = first | reader.words.tags(normal.units(head)[0])
    return not edits and bool(opens & {"i", "appr", "def", "talk"})


def _opening(clean: str, reader: _Reader) -> Route | None:
    """A command first and a remark after it: "stop, wrong photos"."""
    seam = clauses.first_seam(clean)
    if seam is None:
        return None
    rest = normal.units(seam.tail)
    if len(rest) > _REMARK_WORDS[reader.words.spaced]:
        return None
    found = reader.intent(seam.head)
    if found is None or found is Intent.SSE:
        return None
    pieces = reader.pieces(seam.tail)
    if any(piece.tags & {"edit", "neg"} for piece in pieces) and found is not Intent.CANCEL:
        return None
    closing = reader.intent(seam.tail)
    if closing in _CHAINED and (found is Intent.UPLOAD or reader.approves(seam.head)):
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
    for reader in _readers(clean):
        pieces = reader.pieces(clean)
        if _is_remark(pieces):
            return Route(Intent.UPLOAD)
    inner = _words(clean)
    if inner.intent is Intent.SSE:
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
