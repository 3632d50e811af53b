"""Words that several wishes of one sentence share: a noun, a unit, the second part of a verb."""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent.languages import FILLER
from studio.agent.tokens import Token

_PLACES = frozenset({"nth", "item", "first", "last", "mid", "clip", "num", "outer"})
# What a wish says that can be done to one picture alone.
_SHOWN = ("look", "motion", "fit")
_DONE = frozenset({"rotate", "mute", "faster", "slower", "slowmo", "longer", "shorter"})


def share(rows: list[list[Token]]) -> None:
    """Give each wish, in place, what it shares with the one before it."""
    _share_nouns(rows)
    _excepted(rows)
    for row in rows:
        _part_verb(row)
        _turned_about(row)
        _of_all(row)
        _caption(row)


def bare_lengths(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`photo 2 for 6 seconds, photo 3 just 2`: after one length the next needs no unit."""
    row = list(tokens)
    skipped = {"only", "then", "hold"}
    for place, token in enumerate(tokens):
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        if "num" not in token or not (behind is None or behind.tags & {"break", "and", "each"}):
            continue
        if not any("dur" in t for t in tokens[:place]):
            continue
        at = place - 1
        while at > 0 and (FILLER in tokens[at] or tokens[at].tags & skipped - {"last"}):
            if tokens[at].tags & {"first", "last", "nth", "it"}:
                break
            at -= 1
        if not _picture(tokens, at):
            continue
        row[place] = replace(token, tags=frozenset({"dur"}), value=token.value * 1_000)
        for between in range(at + 1, place):
            row[between] = replace(tokens[between], tags=frozenset({FILLER}))
    return tuple(row)


def _picture(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a picture is named here: `…, the last 5`."""
    token = tokens[at]
    if token.tags & {"first", "last", "rest"}:
        return True
    numbered = "num" in token and at > 0 and "item" in tokens[at - 1]
    lone = "it" in token and FILLER not in token
    return "nth" in token or lone or numbered or bool(token.values("name"))


def only_there(before: list[Token], piece: list[Token]) -> bool:
    """`black and white, but only the first photo`: where, of the wish before; no picture goes."""
    words = [t for t in piece if FILLER not in t and not t.tags & {"break", "then", "and"}]
    words = [t for t in words if not t.tags <= {"at", "by", "to", "these", "it"}]
    named = [t for t in words if "only" not in t]
    bare = all(t.tags & _PLACES or t.values("name") for t in named) and bool(named)
    only = any("only" in t for t in piece) and not any("keep" in t for t in words)
    own = any("nth" in t or t.values("name") for t in before)
    shown = any(any(map(t.values, _SHOWN)) or t.tags & _DONE for t in before)
    return only and bare and shown and not own


def verb_at_the_end(piece: list[Token]) -> None:
    """`second photo out`: said of a picture at the end of a wish, that is what is done."""
    words = [t for t in piece if "off_part" in t or not t.tags & {FILLER, "break", "and", "then"}]
    if len(words) < 2 or "off_part" not in words[-1]:
        return
    if all("nth" in t or "item" in t or t.values("name") or "num" in t for t in words[:-1]):
        words[-1].tags = (words[-1].tags - {FILLER}) | {"remove"}


def _share_nouns(rows: list[list[Token]]) -> None:
    """`the first photo 2 seconds and the second 5 seconds`: the noun is of both."""
    for before, row in itertools.pairwise(rows):
        noun = next((t for t in before if "item" in t), None)
        if noun is None and any("nth" in t and not t.text.isascii() for t in before):
            noun = Token("", frozenset({"item"}), 0, 0)  # `1枚目は2秒、最後は6秒`
        if noun is None and any("each" in t for t in before):
            noun = Token("", frozenset({"item"}), 0, 0)  # `各写真3秒、最後は5秒`
        ends = {"nth", "first", "last"}
        place = next((i for i, t in enumerate(row) if t.tags & ends and "hold" not in t), None)
        place = place if place is not None else _last_one(row)
        lengths = any("dur" in t for t in before) and any("dur" in t for t in row)
        if noun and place is not None and lengths and not any("item" in t for t in row):
            after = row[place + 1 : place + 2]
            spoken = bool(after) and "numword" in after[0] and after[0].value == 1  # `the last one`
            shared = replace(noun, start=row[place].end, end=row[place].end)
            row[place + 1 : place + 1 + spoken] = [shared]


def _excepted(rows: list[list[Token]]) -> None:
    """`all 2 seconds except the last, that one 6`: the one is that which was left out."""
    for before, row in itertools.pairwise(rows):
        mark = next((i for i, t in enumerate(before) if "except" in t), None)
        it = next((i for i, t in enumerate(row) if "it" in t and FILLER not in t), None)
        told = any("dur" in t or t.values("motion") for t in row)
        if mark is not None and it is not None and told:
            named = [t for t in before[mark + 1 :] if "break" not in t]
            row[it : it + 1] = [*(replace(t) for t in named), Token("", frozenset({"item"}), 0, 0)]


def _part_verb(row: list[Token]) -> None:
    """`take the panorama out`: the second part of the verb says what is done."""
    verb = next((i for i, t in enumerate(row) if "takes" in t), len(row))
    for token in row[verb + 1 :]:
        if "off_part" in token:
            token.tags = (token.tags - {FILLER}) | {"remove"}


def _turned_about(row: list[Token]) -> None:
    """`flip the first two around`: two pictures, each to the other's place."""
    verb = next((t for t in row if "flips" in t), None)
    around = next((t for t in row if "around" in t), None)
    both = any("numword" in t and t.value == 2 for t in row)
    both = both or sum("nth" in t or bool(t.values("name")) for t in row) == 2
    if verb is not None and around is not None and both:
        verb.tags = frozenset({"swap"})
        around.tags = frozenset({FILLER})


def _last_one(row: list[Token]) -> int | None:
    """Where `the last one`, `the last 6 s` names a picture: after lengths of others."""
    for place, token in enumerate(row):
        after = next((t for t in row[place + 1 :] if FILLER not in t or "numword" in t), None)
        if "last" in token and after is not None and after.tags & {"numword", "dur"}:
            return place
    return None


def _of_all(row: list[Token]) -> None:
    """`one video from all of these: …`: said first, no `each` behind it parts them again."""
    end = next((i for i, t in enumerate(row) if "break" in t and t.text in ":："), 0)
    head = row[:end]
    if any("all" in t for t in head) and any("video" in t for t in head):
        for token in row[end:]:
            if "each" in token:
                token.tags = (token.tags - {"each"}) | {FILLER}
        for token in head:
            token.used = True


def _caption(row: list[Token]) -> None:
    """`photo 1: a promo of these`: said below one picture, meant for all that were sent."""
    words = [t for t in row if FILLER not in t or "break" in t]
    labelled = len(words) > 3 and "item" in words[0] and "num" in words[1] and "break" in words[2]
    if labelled and any("these" in t for t in row):
        for token in words[:3]:
            token.used = True
