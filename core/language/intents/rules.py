"""The grammar shared by all languages: which word classes make up a command.

A message is a command only if ALL of it is covered: every piece belongs to a class that the rule
needs, allows, or that carries no meaning of its own. Word order differs between the twelve
languages, the classes don't; so one table serves them all, and a word that no rule expects
("slow motion", "intro", "trade") sends the message to the agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.language.intents.lexicon import Piece
from core.language.intents.model import Intent

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

    def holds(self, pieces: Sequence[Piece], slack: int) -> bool:
        """Whether these pieces are this command; `slack` scales `spare` for unspaced scripts."""
        fine = self.allow.union(self.always, *self.need)
        left = self.spare * slack
        for piece in pieces:
            if piece.tags.isdisjoint(fine):
                left -= 1
                if left < 0 or "edit" in piece.tags or "neg" in piece.tags:
                    return False
        return all(any(not group.isdisjoint(piece.tags) for piece in pieces) for group in self.need)


def _rule(intent: Intent, need: str, allow: str = "", spare: int = 0) -> Rule:
    """`need`: groups apart by blanks, alternatives by `|`."""
    groups = tuple(frozenset(group.split("|")) for group in need.split())
    return Rule(intent, groups, frozenset(allow.split()), spare)


_THINGS = "vid file fin qual num place appr gen proj chat"
_I = Intent

RULES: Final[tuple[Rule, ...]] = (
    # Idioms that a language lists whole; `…!` stands alone, `…~` forgives words around it.
    Rule(
        _I.SSE, (frozenset({"sse!"}),), frozenset({"appr", "num", "neg"}), always=frozenset({"f"})
    ),
    _rule(_I.CANCEL, "cancel!", "neg job gen rend upl vid file appr proj"),
    _rule(_I.HELP, "help!", "bot use vid neg appr"),
    _rule(_I.NEW, "new!", "proj vid appr stop"),
    _rule(_I.CREDITS, "credits!", "cred acct left num sec gen vid indef neg have appr free"),
    _rule(
        _I.CREDITS, "credits~", "cred acct left num sec gen vid indef neg rend have qual", spare=5
    ),
    _rule(_I.STATE, "state!", "vid gen rend file tl neg upl num fin proj media appr"),
    _rule(_I.UPLOAD, "upload!", "vid file media num indef later neg own appr chat have"),
    _rule(_I.UPLOAD, "upload~", "vid file media num indef later neg own appr chat", spare=4),
    _rule(_I.EXPORT, "export!", _THINGS + " give keep rend"),
    # Stop.
    _rule(_I.CANCEL, "stop", "job gen rend upl indef all proj vid"),
    # Done yet? Asked before export, since "is the export done" speaks of one.
    _rule(_I.STATE, "fin q|long", "vid file gen rend upl neg proj long media num appr give keep"),
    _rule(_I.STATE, "stat", "show vid file gen rend upl proj tl have have num chat"),
    _rule(_I.STATE, "tl", "show have proj vid num long what fin"),
    _rule(_I.STATE, "long vid|gen|rend|upl|proj|fin", "tl fin num left"),
    _rule(_I.STATE, "show proj", "vid tl"),
    _rule(_I.STATE, "got media|file|vid|upl", "neg upl num media all"),
    # Money.
    _rule(_I.CREDITS, "cred", "show left have cost buy plan acct free vid gen num sec indef rend"),
    _rule(_I.CREDITS, "buy", "cred plan acct left indef num gen"),
    _rule(_I.CREDITS, "plan", "show cost buy acct have free cred"),
    _rule(_I.CREDITS, "acct", "show left have cost buy cred"),
    _rule(_I.CREDITS, "afford", "indef vid gen num sec cred rend"),
    _rule(_I.CREDITS, "cost", "vid gen num sec indef rend qual cred plan free bot use edit"),
    _rule(_I.CREDITS, "free gen|left|vid", "left have gen vid num indef"),
    # The finished video.
    _rule(_I.EXPORT, "rend", _THINGS + " give keep"),
    _rule(_I.EXPORT, "keep", _THINGS + " give"),
    _rule(_I.EXPORT, "give def|file|fin vid|file", _THINGS),
    _rule(_I.EXPORT, "file", "def qual num place appr fin vid"),
    # Files to come.
    _rule(_I.UPLOAD, "upl", "media own vid file num indef later fmt size chat all proj accept neg"),
    _rule(_I.UPLOAD, "sendyou", "media own vid file num indef later fmt size chat all qual more"),
    _rule(
        _I.UPLOAD, "accept fmt|media|size|file|num", "media fmt size num own vid qual file upl max"
    ),
    _rule(_I.UPLOAD, "fmt|size", "accept max media vid file num upl own what show"),
    _rule(_I.UPLOAD, "own media|vid|file", "use have num"),
    # Ways in.
    _rule(_I.HELP, "helpw", "bot use show"),
    _rule(_I.HELP, "use bot", "show"),
    _rule(_I.NEW, "neww proj", "vid indef make open"),
)


def decide(pieces: Sequence[Piece], slack: int = 1) -> Intent | None:
    """The first rule that covers the whole message, or None (the message is the agent's)."""
    for rule in RULES:
        if rule.holds(pieces, slack):
            return rule.intent
    return None
