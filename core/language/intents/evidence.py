"""Whether a word that the language's tables know asks for a command.

The classifier is also sure of words that no table knows, as those of a scene: as a second step, or
beside what is wanted instead, its certainty alone is no request.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.language.intents.model import Intent
from core.language.intents.word_classes import Piece

ASKING: Final = {
    Intent.EXPORT: frozenset({"rend", "export!", "file"}),
    Intent.CREDITS: frozenset(
        {"cred", "cost", "buy", "plan", "acct", "afford", "free", "credits!", "credits~"}
    ),
    Intent.STATE: frozenset({"stat", "tl", "track", "long", "dur", "state!"}),
    Intent.UPLOAD: frozenset({"upl", "sendyou", "fmt", "upload!"}),
    Intent.HELP: frozenset({"helpw", "help!"}),
    Intent.NEW: frozenset({"new!"}),
    Intent.CANCEL: frozenset({"stop", "drop", "cancel!"}),
}
"""Classes of which one word is enough."""
_AMONG_KNOWN: Final = {
    Intent.EXPORT: frozenset({"give", "keep"}),
    Intent.CREDITS: frozenset({"left", "have"}),
    Intent.STATE: frozenset({"fin", "gen", "show", "got"}),
    Intent.UPLOAD: frozenset({"media", "own", "size", "accept", "give"}),
    Intent.HELP: frozenset({"use", "bot"}),
    Intent.NEW: frozenset({"neww", "proj", "make"}),
    Intent.CANCEL: frozenset({"neg", "job"}),
}
"""Classes of words that scenes have too: enough where at most one word of three is unknown."""

_REQUESTS: Final = frozenset(
    {"rend", "give", "keep", "show", "buy", "upl", "sendyou", "make", "stop", "got", "afford"}
    | {"q", "export!", "credits!", "credits~", "state!", "new!", "upload!", "help!", "cancel!"}
)
"""Classes of verbs, of words that ask, and of whole requests."""


def evident(command: Intent, pieces: Sequence[Piece]) -> bool:
    """Whether a known word among `pieces` asks for `command`."""
    tags = {tag for piece in pieces for tag in piece.tags}
    if tags & ASKING[command]:
        return True
    strange = sum(1 for piece in pieces if not piece.tags)
    known = strange <= 1 and len(pieces) > 2 * strange
    return known and bool(tags & _AMONG_KNOWN[command])


def requests(pieces: Sequence[Piece]) -> bool:
    """Whether `pieces` ask for something, as "export it", and name no thing, as "the export"."""
    return any(
        piece.tags & _REQUESTS and not (at and "def" in pieces[at - 1].tags)
        for at, piece in enumerate(pieces)
    )
