"""`sorry, I meant red`, `no, the other photo`: the last prompt again, with one part exchanged."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from studio.agent.clause import LIGHT, MINOR, Clause, clauses
from studio.agent.context import Project
from studio.agent.languages import FILLER
from studio.agent.tokens import Reading, Token

_KINDS = ("color", "look", "mood", "trans", "motion", "canvas", "place", "fade")
_VERBS = frozenset({"remove", "swap", "move", "keep", "reverse"})
_NEG_BEHIND = ("ja", "ko", "hi")
_OPPOSITES = (
    *(("up", "down"), ("longer", "shorter"), ("faster", "slower"), ("bigger", "smaller")),
    *(("look:warm", "look:cool"), ("look:bright", "look:dark"), ("slowmo", "faster")),
    ("motion:zoom_in", "motion:zoom_out"),
    ("start", "end"),
)
_THINGS = ("music", "title", "caption", "endcard", "logo", "transition", "fade", "voice")
# What is said of the thing that was meant before: it shall be as it was.
_AS_BEFORE = frozenset({"aswas", "asis", "restore", "hold", "keep", "same", "undo"})
_MEASURES = ("dur", "percent", "factor", "point", "time", "quote")


def lead_in(reading: Reading, *, spoken: bool = False) -> Reading:
    """`no, the second one`: a word of refusal that stands for itself takes nothing away.

    `spoken`: the last edit was about single clips, so `no the third` is about them too.
    """
    tokens = list(reading.tokens)
    for place in range(1, len(tokens)):
        token, around = tokens[place], tokens[place - 1 : place + 2]
        alone = len(around) == 3 and "break" in around[0] and "break" in around[2]
        if "correction" in token and token.tags & {"no", "neg", "nope"} and not alone:
            tokens[place] = replace(token, tags=token.tags - {"correction"})
    reading = replace(reading, tokens=tuple(tokens))
    if len(tokens) > 2 and "reverse" in tokens[0] and "break" in tokens[1]:
        tokens[0] = replace(tokens[0], tags=frozenset({"correction"}))  # `andersrum, leiser`
        return replace(reading, tokens=tuple(tokens))
    if len(tokens) > 1 and {"correction", "neg"} <= tokens[0].tags and "mute" in tokens[1]:
        tokens[0] = replace(tokens[0], tags=frozenset({"neg"}))  # `não silencia`
        return replace(reading, tokens=tuple(tokens))
    if len(tokens) < 3 or not tokens[0].tags & {"no", "nope"}:
        return reading
    bare = spoken and all(_is_target(t) or t.tags & {FILLER, "item"} for t in tokens[1:])
    if "break" not in tokens[1] and not bare:
        return reading
    tokens[0] = replace(tokens[0], tags=frozenset({"correction", "nope"}))
    return replace(reading, tokens=tuple(tokens))


def corrects(reading: Reading) -> bool:
    """Whether a prompt speaks of the one before it."""
    meant = reading.has("correction") or _only_other(reading) or _only_parts(reading)
    meant = meant or _refuses(reading)
    return meant and not reading.has("undo", "redo", "restore")


def unclear(reading: Reading) -> bool:
    """`no, not that`, `undo only the colour`: what shall be otherwise is not said."""
    corrections = [t for t in reading.tokens if "correction" in t]
    denials = [t for t in reading.tokens if "neg" in t]
    # The `no` of `no cortes la cabeza` is one word for both.
    corrected_only = any(one is not other for one in corrections for other in denials)
    if sum(bool(t.values("canvas")) for t in reading.tokens) > 1:
        return False  # `sorry, it's for YouTube, not for the phone`
    return not reading.quotes and corrected_only and not reading.has("undo")


def without_old(reading: Reading) -> Reading:
    """The reading without what only says that the thing meant before is as it was.

    `I meant the third. The second can go back to what it was`, `…, title stays`.
    """
    parts = clauses(replace(reading, tokens=tuple(replace(t) for t in reading.tokens)))
    kept = [part for part in parts if not _as_before(part)]
    if len(kept) == len(parts) or all(_lead(part) for part in kept):
        return reading
    return replace(reading, tokens=tuple(t for part in kept for t in part.tokens))


def _as_before(clause: Clause) -> bool:
    words = [t for t in clause.tokens if not t.tags & (MINOR | {"start", "at"}) - {"item"}]
    things = [t for t in words if _is_target(t) or t.tags & {*_THINGS, "num", "text"}]
    return (
        bool(things)
        and any(t.tags & _AS_BEFORE for t in words)
        and all(t in things or t.tags & _AS_BEFORE or t.tags & {"item", "unknown"} for t in words)
        and sum("unknown" in t for t in words) < 2
        and not any(t.tags & {"dur", "quote", "correction"} for t in clause.tokens)
    )


def _lead(clause: Clause) -> bool:
    return all(t.tags & {"correction", "nope", "break", FILLER} for t in clause.tokens)


def orders(reading: Reading) -> bool:
    """`I meant the coffee 5 seconds, the whole stays 12`: two lengths are orders of their own."""
    return reading.has("correction") and sum("dur" in t for t in reading.tokens) > 1


def without_lead(reading: Reading) -> Reading:
    """The reading, its words unused, without those that say that it corrects something."""
    lead = {"correction", "nope", "rethink"}
    return replace(reading, tokens=tuple(replace(t) for t in reading.tokens if not t.tags & lead))


def _refuses(reading: Reading) -> bool:
    """`not the title, the music should go`: the thing that was wrong, and then another."""
    words = [t for t in reading.tokens if FILLER not in t or "neg" in t]
    stop = next((i for i, t in enumerate(words) if "break" in t), len(words))
    things = words[1:stop]
    named = all(_is_target(t) or t.tags & {*_THINGS, "item", "text"} for t in things)
    return stop < len(words) - 1 and "neg" in words[0] and bool(things) and named


def _only_other(reading: Reading) -> bool:
    words = [t for t in reading.tokens if not t.tags & MINOR - {"item"} and "nope" not in t]
    return (
        bool(words)
        and all("other" in t or "item" in t or "unknown" in t for t in words)
        and (any("other" in t for t in words))
    )


def _only_parts(reading: Reading) -> bool:
    """`blue, not red`, `not that one, the cat`: two things, one of them said to be wrong."""
    words = [t for t in reading.tokens if FILLER not in t or "neg" in t]
    parts = [t for t in words if _part(t)]
    if reading.has("rethink") and parts:
        return all(_part(t) or t.tags & (MINOR | LIGHT | {"break", "neg"}) for t in words)
    refused = next((i for i, t in enumerate(words) if t.tags & {"neg", "instead", "other"}), None)
    instead = len(parts) > 1 and reading.has("then")  # `not 15 s but 10`
    if refused is None or not parts or (parts == words[refused + 1 :] and not instead):
        return False
    known = MINOR | {"neg", "instead", "only", "other", "break", "nope"}
    breaks = any("break" in t for t in words) or len(parts) > 1
    return breaks and all(_part(t) or t.tags & known for t in words)


def _part(token: Token) -> bool:
    kinds = any(map(token.values, _KINDS))
    return kinds or bool(token.tags & {*_MEASURES, "nth", "num"}) or bool(token.values("name"))


def corrected(
    last: Reading, now: Reading, other: Callable[[], int | None]
) -> tuple[Token, ...] | None:
    """The tokens of the last prompt with what is said now in their place; None when it has no
    place there. `other` gives the clip meant by `the other one`.
    """
    tokens = _ordinals(last.tokens)
    changed = 0
    for token in _meant(_ordinals(now.tokens), behind=now.language in _NEG_BEHIND):
        if "neg" in token and changed:
            break  # what was not meant
        edged = token.tags & {"start", "end"} and any(t.tags & {"start", "end"} for t in tokens)
        telling = bool(token.tags & {"nth", "num"}) or any(map(token.values, _KINDS))
        if token.tags & (MINOR - {"item", "numword"}) and not telling:
            continue
        if token.tags & {"nope", "no", "neg", "named", "item", "change", "unknown", "only"} and (
            not token.tags & {"nth", "first", "last"} and not any(map(token.values, _KINDS))
        ):
            continue
        if (thing := _thing(tokens, token)) is not None:
            tokens[thing] = replace(token, start=tokens[thing].start, end=tokens[thing].end)
            changed += 1
            continue
        if (
            token.tags & LIGHT
            and not edged
            and not _part(token)
            and not _is_target(token)
            and "other" not in token
        ):
            continue
        again = any(token.tags & t.tags & _VERBS for t in last.tokens)
        if token.tags & _VERBS and again and not edged:
            continue  # the same order again
        if FILLER in token.tags and "numword" in token.tags:  # `the second one`
            continue
        if "other" in token and any(_is_target(t) for t in now.tokens):
            continue
        fits = _place(tokens, token, other) or _counted(tokens, token)
        fits = fits or _opposed(tokens, token)
        if fits is None:
            return None
        place, made = fits
        if _is_target(made) and now.has("item"):
            made = replace(made, tags=made.tags | {"item"})
        tokens[place] = replace(made, start=tokens[place].start, end=tokens[place].end)
        changed += 1
    return tuple(replace(t, used=False) for t in tokens) if changed else None


def contrasted(now: Reading, last: Reading) -> tuple[Token, ...] | None:
    """`the second one goes, the third one stays`, after the third one went: what shall go."""
    parts = clauses(replace(now, tokens=tuple(replace(t) for t in now.tokens)))
    going = [part for part in parts if part.had("remove") and not part.had("keep", "asis")]
    staying = [part for part in parts if part.had("keep", "asis") and not part.had("remove")]
    if len(going) != 1 or len(staying) != 1 or not last.has("remove"):
        return None
    pairs = ((part, [t for t in part.tokens if _is_target(t)]) for part in (*going, *staying))
    if not all(targets for _, targets in pairs):
        return None
    return tuple(t for t in going[0].tokens if not t.tags & {"correction", "only"})


def other_words(last: Reading, now: Reading) -> tuple[Token, ...] | None:
    """`I meant Hello there`, after a prompt with one text: that text instead; None for orders."""
    texts = [t for t in last.tokens if "quote" in t]
    places = [i for i, t in enumerate(now.tokens) if "correction" in t]
    rest = [t for t in now.tokens[places[-1] + 1 :] if "break" not in t] if places else []
    plain = {"unknown", "hello", "thanks", "praise", FILLER}
    while (
        rest and rest[0].tags & {FILLER, "it", "named", "hold"} and not rest[0].text[:1].isupper()
    ):
        rest = rest[1:]
    if len(texts) != 1 or not rest or not all(t.tags & plain for t in rest):
        return None
    if all(FILLER in t for t in rest):
        return None
    said = Token(now.raw[rest[0].start : rest[-1].end].strip(" .!"), frozenset({"quote"}), 0, 0)
    return tuple(said if t is texts[0] else replace(t, used=False) for t in last.tokens)


def _meant(tokens: list[Token], *, behind: bool) -> list[Token]:
    """`not at the bottom, in the middle`: without what is said to be wrong, where more is said.

    `behind`: in this language `not` follows what it is about.
    """
    negated = [i for i, t in enumerate(tokens) if "neg" in t]
    refused = negated[-1 if behind else 0] if negated else len(tokens)
    if behind and any(map(_part, tokens[:refused])) and any(map(_part, tokens[refused + 1 :])):
        return tokens[refused + 1 :]
    marks = {"break", "then", "and", "only", "correction"}
    after = next((i for i, t in enumerate(tokens) if i > refused + 1 and t.tags & marks), 0)
    before, rest = tokens[:refused], tokens[after:]
    said = after and not any(map(_part, before)) and any(map(_part, rest))
    return [*before, *rest] if said else tokens


def _ordinals(tokens: Sequence[Token]) -> list[Token]:
    """`photo 2` as `the second photo`."""
    row = list(tokens)
    for place, (noun, number) in enumerate(itertools.pairwise(tokens), 1):
        counted = "item" in noun and "nth" not in noun and number.tags & {"num"} == number.tags
        if counted and number.value == int(number.value):
            row[place] = replace(number, tags=frozenset({"nth", "item"}))
    return row


def repeated(
    project: Project, now: Reading, last: Callable[[], Reading]
) -> tuple[Token, ...] | None:
    """`the same for photo 3`: the last edit's words with another picture; None for other wishes."""
    there = {clip.src for clip in project.draft.clips}
    whole = all(item.id in there for item in project.visuals)
    if not now.has("same") or not project.recall.prompt or not whole:
        return None
    before = last()
    making = before.has("create") and before.has("video", "slideshow")
    if making or not any(map(_is_target, _ordinals(before.tokens))):
        return None
    parts = tuple(t for t in _ordinals(now.tokens) if _part(t) or _is_target(t) or "item" in t)
    return corrected(before, replace(now, tokens=parts), lambda: None)


def _place(
    tokens: list[Token], token: Token, other: Callable[[], int | None]
) -> tuple[int, Token] | None:
    for kind in _KINDS:
        if token.values(kind):
            found = _last(tokens, lambda t, k=kind: bool(t.values(k)))  # type: ignore[misc]
            if found is not None:
                return found, token
    for measure in _MEASURES:
        if measure in token:
            found = _last(tokens, lambda t, m=measure: m in t)  # type: ignore[misc]
            if found is not None:
                return found, token
    if "num" in token:
        found = _last(tokens, lambda t: bool(t.tags & {"dur", "percent", "num"}))
        if found is not None:
            old = tokens[found]
            unit = 1_000 if "dur" in old else 1
            return found, replace(old, value=token.value * unit, text=token.text)
    target = _same_target(tokens, token)
    if target is None:
        return None
    if "other" in token:
        item = other()
        if item is None:
            return None
        return target, Token(token.text, frozenset({"nth"}), 0, 0, float(item))
    return (target, token) if _is_target(token) else None


def _same_target(tokens: list[Token], token: Token) -> int | None:
    """The picture or place in whose stead this one is said: a name for a name, if there is one."""
    edge = bool(token.tags & {"start", "end"})  # `no, to the end` is no other picture
    named = _last(tokens, lambda t: bool(t.values("name"))) if token.values("name") else None
    if named is not None:
        return named
    same = _last(tokens, lambda t: _is_target(t) and bool(t.tags & {"start", "end"}) == edge)
    return same if same is not None else _last(tokens, _is_target)


def _thing(tokens: list[Token], token: Token) -> int | None:
    """`not the title, the music should go`: the place of another thing that was named."""
    mine = token.tags & {*_THINGS}
    if not mine or any(t.tags & mine for t in tokens):
        return None
    return _last(tokens, lambda t: bool(t.tags & {*_THINGS}))


def _opposed(tokens: list[Token], token: Token) -> tuple[int, Token] | None:
    """`quieter`, after `louder`; `the opposite` alone turns any such word round."""
    for place, said in enumerate(tokens):
        for pair in _OPPOSITES:
            for one, other in (pair, pair[::-1]):
                if one in said and (other in token or token.text.endswith("opposite")):
                    tags = (said.tags - {one}) | {other}
                    return place, replace(said, tags=tags, text=token.text)
    return None


def _counted(tokens: list[Token], token: Token) -> tuple[int, Token] | None:
    """`not 1, I meant 4`: a bare number for the picture that was named."""
    target = _last(tokens, _is_target)
    number = token.tags & {"num", "factor"} and 0 < token.value == int(token.value)
    if target is None or not number:
        return None
    return target, replace(token, tags=frozenset({"nth", "item"}))


def _is_target(token: Token) -> bool:
    return "nth" in token or bool(token.values("name")) or bool(token.tags & {"first", "last"})


def _last(tokens: list[Token], fits: Callable[[Token], bool]) -> int | None:
    return next((i for i in range(len(tokens) - 1, -1, -1) if fits(tokens[i])), None)
