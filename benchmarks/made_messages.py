"""Messages made from others, to show the classifier what no list of examples foresees.

Clauses joined, words mistyped, commands without the word that asks, and words that ask for
nothing when they stand alone. A draw is the same in every run, and unlike another draw.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from benchmarks import word_lists, wordings
from core.language.intents.evidence import ASKING
from core.language.intents.model import Intent
from core.language.intents.reader import prepare, reader_of
from core.language.intents.word_classes import word_classes
from core.language.phrases import LANGUAGES, say

COMPOSED: Final = 500
"""Messages a language that are composed of two clauses, of each sort."""
SPOILED: Final = 1500
"""Commands a language that lose the word that asks."""
SLIPS: Final = 2
"""Mistyped forms of each short command."""
CHAINED: Final = frozenset({"export", "state", "credits", "new"})
UNSPACED: Final = frozenset({"zh", "zh-Hant", "ja", "ko"})
TITLES: Final = frozenset({"export", "state", "credits", "help"})
"""Commands whose words open a title: "Is it done yet? A day in the kitchen"."""
_STOPS: Final = frozenset(",.。，،、।")
_COLONS: Final = {True: (": ", "? ", " - ", "! "), False: ("：", "？", "！", "——")}
"""What stands between a title and what it is about, with blanks between words and without."""

Row = dict[str, Any]


def _short(rows: Iterable[Row], language: str) -> list[Row]:
    """Messages that ask for one thing, short enough to be a clause."""
    own = (row for row in rows if row["lang"] == language and not row.get("then"))
    return [row for row in own if len(row["text"]) < 60]


def composed(rows: Sequence[Row], draw: int) -> Iterator[Row]:
    """Messages of two clauses or three: of edits, talk, commands and topics."""
    dice = random.Random(draw)
    for language in word_lists.LANGUAGES:
        joins, known = wordings.listed(language, "@joins"), word_lists.telling(language)
        before = wordings.listed(language, "@before")
        stops = [join for join in joins if join.strip() in _STOPS]
        own = _short(rows, language)
        edits, talks, topics = (
            [row["text"] for row in own if row.get("kind") == kind]
            for kind in ("edit", "talk", "topic")
        )
        asked = [row for row in own if row["label"] != "sse" and row["tier"] == "core"]
        last = [row for row in asked if row["label"] in CHAINED]
        stopped = [row["text"] for row in asked if row["label"] == "cancel"]
        for _ in range(COMPOSED):
            command, other = dice.choice(last), dice.choice(last)
            edit, talk, topic = dice.choice(edits), dice.choice(talks), dice.choice(topics)
            stop, join, text = dice.choice(stops), dice.choice(joins), command["text"]
            asks = {"lang": language, "label": command["label"]}
            agent = {"lang": language, "label": "sse"}
            for each in (command, other, dice.choice(last)):
                chain = f"{dice.choice(edits)}{dice.choice(joins)}{each['text']}"
                yield {**agent, "text": chain, "then": each["label"]}
            first = f"{text}{dice.choice(before)}{dice.choice(edits)}"
            yield {**agent, "text": first, "then": command["label"]}
            yield {**asks, "text": f"{talk}{stop}{text}"}
            yield {**asks, "text": f"{text}{stop}{talk}"}
            yield {**asks, "text": f"{dice.choice(joins)}{text}".strip(" ,，、،")}
            yield {**asks, "text": f"{text}{join}{other['text']}", "also": other["label"]}
            both = f"{dice.choice(stopped)}{join}{text}"
            yield {"lang": language, "label": "cancel", "text": both, "also": command["label"]}
            yield {**agent, "text": f"{talk}{stop}{edit}", "kind": "edit"}
            yield {**agent, "text": f"{edit}{join}{topic}", "kind": "edit"}
            yield {**agent, "text": f"{edit}{join}{dice.choice(edits)}", "kind": "edit"}
            yield {**agent, "text": f"{edit}{join}{dice.choice(known)}", "kind": "edit"}
            for link in (stop, join):
                more = dice.choice(("", f"{dice.choice(joins)}{dice.choice(topics)}"))
                scene = f"{dice.choice(topics)}{link}{dice.choice(topics)}{more}"
                yield {**agent, "text": scene, "kind": "topic"}


def surrounded(rows: Sequence[Row], draw: int) -> Iterator[Row]:
    """Commands beside talk and beside what is to stay as it is; titles in a command's words."""
    dice = random.Random(f"surrounded {draw}")
    for language in word_lists.LANGUAGES:
        kept = wordings.listed(language, "@kept")
        stops = [j for j in wordings.listed(language, "@joins") if j.strip() in _STOPS]
        colons = _COLONS[word_classes(language).spaced or language == "ko"]
        own = _short(rows, language)
        edits, topics = (
            [row["text"] for row in own if row.get("kind") == kind] for kind in ("edit", "topic")
        )
        talks = [row["text"] for row in own if row.get("kind") in ("talk", "chat")]
        asked = [row for row in own if row["label"] in CHAINED]
        titles = [row["text"].rstrip(" ?？.!！。") for row in own if row["label"] in TITLES]
        for _ in range(COMPOSED):
            stop, stays, command = dice.choice(stops), dice.choice(kept), dice.choice(asked)
            text, edit, talk = command["text"], dice.choice(edits), dice.choice(talks)
            asks = {"lang": language, "label": command["label"]}
            agent = {"lang": language, "label": "sse"}
            for one, other in ((stays, text), (text, stays), (talk, text)):
                yield {**asks, "text": f"{one}{stop}{other}"}
            for one, other in ((stays, edit), (edit, stays)):
                yield {**agent, "text": f"{one}{stop}{other}", "kind": "edit"}
            yield {**agent, "text": f"{stays}{stop}{talk}", "kind": "talk"}
            title = f"{dice.choice(titles)}{dice.choice(colons)}{dice.choice(topics)}"
            yield {**agent, "text": title, "kind": "topic"}
        yield from ({**agent, "text": one, "kind": "talk"} for one in kept)


def spoiled(rows: Iterable[Row], draw: int) -> Iterator[Row]:
    """Commands whose asking words became words that ask for nothing: "how many parrots left"."""
    dice = random.Random(draw)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["label"] != "sse" and not row.get("has_attachment"):
            found[row["lang"].split("-")[0]].append(row)
    for language in word_lists.LANGUAGES:
        words = word_lists.words(language)
        for row in dice.sample(found[language], min(SPOILED, len(found[language]))):
            clean = prepare(row["text"])
            reader = reader_of(clean)
            pieces = reader.pieces(clean)
            asking = ASKING[Intent(row["label"])]
            if not any(piece.tags & asking for piece in pieces):
                continue
            said = [dice.choice(words) if p.tags & asking else p.text for p in pieces]
            text = (" " if reader.words.spaced else "").join(said)
            yield {"text": text, "lang": language, "label": "sse", "kind": "none"}


def alone() -> Iterator[Row]:
    """Known words that no command is made of, each by itself: "time", "music", "colour"."""
    asking = frozenset().union(*ASKING.values())
    for language in word_lists.LANGUAGES:
        classes = word_classes(language)
        for entry in sorted(classes.entries):
            if not classes.tags(entry) & asking:
                yield {"text": entry, "lang": language, "label": "sse", "kind": "none"}


def mistyped(rows: Iterable[Row], draw: int) -> Iterator[Row]:
    """Short commands as hurried fingers type them: two letters swapped, one lost or doubled."""
    dice = random.Random(draw)
    for row in rows:
        text, short = row["text"], row["text"].count(" ") < 4
        if row["label"] == "sse" or row["lang"] in UNSPACED or not short or len(text) < 5:
            continue
        for _ in range(SLIPS):
            at = dice.randrange(1, len(text) - 2)
            one, two = text[at], text[at + 1]
            slip = dice.choice((two + one, one, one + one + two))
            yield {**row, "text": f"{text[:at]}{slip}{text[at + 2 :]}", "slip": True}


def buttons() -> Iterator[Row]:
    """What stands on our buttons: whoever types it wants what they do."""
    for code in LANGUAGES:
        language = code.split("-")[0]
        for key, label in (("button-export", "export"), ("button-cancel", "cancel")):
            yield {"text": say(code, key), "lang": language, "label": label, "tier": "core"}
