"""The grammar shared by all languages: which word classes make up a command.

A message is a command only if ALL of it is covered: every piece belongs to a class that the rule
needs, allows, or that carries no meaning of its own. Word order differs between the twelve
languages, the classes don't; so one table serves them all, and a word that no rule expects
("slow motion", "intro", "trade") sends the message to the agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.language.intents.model import Intent
from core.language.intents.word_classes import UNKNOWN, Piece

ALWAYS: Final = frozenset({"f", "def", "i", "q"})
"""Politeness, pronouns, articles, particles, question words: any command may have them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a command: each group in `need` is met by some piece, the rest is allowed.

    `spare` is how many unknown pieces it forgives, for wordings that can't mean anything else.
    """

    intent: Intent
    need: tuple[frozenset[str], ...]
    allow: frozenset[str] = frozenset()
    spare: int = 0
    always: frozenset[str] = ALWAYS
    fine: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fine", self.allow.union(self.always, *self.need))

    def holds(self, pieces: Sequence[Piece], said: frozenset[str], slack: int) -> bool:
        """Whether these pieces are this command; `said` is all their classes together.

        `slack` scales `spare` for unspaced scripts.
        """
        if any(said.isdisjoint(group) for group in self.need):
            return False
        left = self.spare * slack
        for piece in pieces:
            if piece.tags.isdisjoint(self.fine):
                left -= 1
                if left < 0 or piece.tags & _NEVER_SPARED:
                    return False
        return True


_NEVER_SPARED: Final = frozenset({"edit", "neg"})


def _rule(intent: Intent, need: str, allow: str = "", spare: int = 0) -> Rule:
    """`need`: groups apart by blanks, alternatives by `|`."""
    groups = tuple(frozenset(group.split("|")) for group in need.split())
    return Rule(intent, groups, frozenset(allow.split()), spare)


_THINGS = "vid file fin qual num place appr gen proj chat"
_I = Intent

_BARE: Final = frozenset({"f"})


def _alone(intent: Intent, tag: str, allow: str = "") -> Rule:
    """A word that is a command only by itself."""
    return Rule(intent, (frozenset({tag}),), frozenset(allow.split()), always=_BARE)


_MONEY: Final = "cred acct left num sec gen vid indef neg have free cost plan buy rend show mk"
_FILES: Final = (
    "vid file media num indef later neg own appr chat have use accept fmt size upl sendyou"
)
_WORK: Final = "vid gen rend file upl num proj media own neg tl track show long dur indef got later"

RULES: Final[tuple[Rule, ...]] = (
    # Idioms that a language lists whole: `=` stands alone, `!` in its own company, `~` forgives.
    _alone(_I.SSE, "sse!", "appr num neg"),
    _alone(_I.CANCEL, "cancel="),
    _alone(_I.NEW, "new="),
    _alone(_I.STATE, "state=", "q"),
    _rule(_I.CANCEL, "cancel!", "job gen rend upl vid file appr proj stop later"),
    _rule(_I.HELP, "help!", "bot use vid neg appr helpw indef rend"),
    _rule(_I.NEW, "new!", "proj vid appr stop make indef open neww cancel! new="),
    _rule(_I.CREDITS, "credits!", _MONEY),
    _rule(_I.CREDITS, "credits~", _MONEY + " qual", spare=5),
    _rule(_I.STATE, "state!", _WORK + " fin appr stat"),
    _rule(_I.UPLOAD, "upload!", _FILES + " give"),
    _rule(_I.UPLOAD, "upload~", _FILES, spare=4),
    _rule(_I.EXPORT, "export!", _THINGS + " give keep rend"),
    # Stop.
    _rule(_I.CANCEL, "stop", "job gen rend upl indef proj vid later file cancel= cancel!"),
    # Done yet? Asked before export, since "is the export done" speaks of one.
    _rule(_I.STATE, "fin q|long", "vid file gen rend upl neg proj long media num appr give keep"),
    _rule(_I.STATE, "stat", "show vid file gen rend upl proj tl have num chat indef fin neg"),
    _rule(_I.STATE, "track", "proj vid num what show tl stat have"),
    _rule(_I.STATE, "tl show|q|have", "proj vid num long what fin upl media got own track"),
    _rule(_I.STATE, "tl proj", "vid num what show"),
    _rule(_I.STATE, "dur", "vid gen rend upl proj tl fin num left long show neg indef"),
    _rule(_I.STATE, "long vid|gen|rend|upl|proj|fin", "tl fin num left neg"),
    _rule(_I.STATE, "show proj", "vid tl"),
    _rule(_I.STATE, "got q", "neg upl num media vid file fin own what have tl"),
    # Money.
    _rule(_I.CREDITS, "cred", _MONEY + " afford qual"),
    _rule(_I.CREDITS, "buy", "cred plan acct left indef num gen"),
    _rule(_I.CREDITS, "plan", "show cost buy acct have free cred indef left fin"),
    _rule(_I.CREDITS, "acct", "show left have cost buy cred"),
    _rule(_I.CREDITS, "afford", "indef vid gen num sec cred rend mk left"),
    _rule(_I.CREDITS, "cost", "vid gen num sec indef rend qual cred plan free bot use mk"),
    _rule(_I.CREDITS, "free q|gen|left|vid", "left have gen vid num indef use plan bot rend"),
    # Files to come, by a word that can mean nothing else.
    _rule(
        _I.UPLOAD, "upl", "media own vid file num indef later fmt size chat proj accept neg sendyou"
    ),
    _rule(_I.UPLOAD, "accept q fmt|media|size|file|num", "num own vid qual upl max indef q"),
    _rule(_I.UPLOAD, "fmt|size", "accept max media vid file num upl own what show indef use qual"),
    # The finished video.
    _rule(_I.EXPORT, "rend", _THINGS + " give keep"),
    _rule(_I.EXPORT, "keep", _THINGS + " give"),
    _rule(_I.EXPORT, "give vid|file", _THINGS),
    _rule(_I.EXPORT, "file", "def qual num place appr fin vid"),
    # Files to come, by who sends to whom.
    _rule(
        _I.UPLOAD, "sendyou", "media own vid file num indef later fmt size chat qual have accept"
    ),
    _rule(_I.UPLOAD, "own media|vid|file", "use have num"),
    _rule(_I.UPLOAD, "own use", "media vid file num accept"),
    # Ways in.
    _rule(_I.HELP, "helpw", "bot use show indef give what num talk"),
    _rule(_I.HELP, "use bot", "show helpw"),
    _rule(_I.NEW, "neww proj", "vid indef make open"),
    _rule(_I.NEW, "neww vid make", "indef open"),
)


_SPARING: Final = tuple(rule for rule in RULES if rule.spare)


def decide(pieces: Sequence[Piece], slack: int = 1) -> Intent | None:
    """The first rule that covers the whole message, or None (the message is the agent's)."""
    said = UNKNOWN.union(*(piece.tags for piece in pieces))
    for rule in RULES if all(piece.tags for piece in pieces) else _SPARING:
        if rule.holds(pieces, said, slack):
            return rule.intent
    return None
