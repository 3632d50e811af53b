"""Words meant for the screen that stand without quotation marks, set aside as quotes.

`title: Summer Sale`, `make the title say Bean There`, `captions: one; two; three`. What follows as
a colour, a place or a time is no part of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from studio.agent.captions import listed
from studio.agent.counting import counted_down
from studio.agent.farewell import farewell
from studio.agent.languages import FILLER, TEXTS, vocabulary
from studio.agent.respelling import respelt
from studio.agent.runs import WORDY, as_quote, end_of, is_small, is_text, stops
from studio.agent.tokens import Reading, Token
from studio.agent.wording import exchanged, restyles

_NOUNS = TEXTS | {"logo", "voice"}
# In scripts without spaces an unknown word after a noun is a text only beside one of these.
_GIVING = frozenset({"add", "write", "named", "to", "change", "create", "quote"})
# What may follow a comma within words for the screen: nothing that is asked for.
_ADDRESSED = frozenset({"unknown", "num", "break", "part", "person", "dear", "hello", "farewell"})
_EDGES = _NOUNS | {"named", "write", "add", "change"}
_MANY = frozenset({"each", "caption"})
_SKIPPED = frozenset({"to", "break", "named", "write", "about", FILLER, "add", "change", "at"})
_SKIPPED |= {"from", "by", "with"}
_THINGS = frozenset({"item", "music", "video", "clip", "transition", "fade", "own", "sound", "num"})
_PICTURE = frozenset({"item", "nth", "num", "first", "last"})
_SEPARATORS = re.compile(r"\s*(?:[;；|\n]|\s/\s|/|、)\s*")
_ADDRESSES = re.compile(
    r"(?:https?://|www\.)[^\s,;]+|[\w.+-]+@[\w-]+\.[\w.]+|(?<!\w)@\w[\w.]+|"
    r"(?<![a-zA-Z\d_:.])\+?\d[\d ()/-]{6,}\d(?![a-zA-Z\d_:])|"
    r"\b[\w-]+\.(?:com|org|net|de|fr|es|io|co|shop)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"\s*[,，،]\s*")
# Between the last of some lines and what is said of all of them.
_TAIL_MARKS = frozenset(",，;；-.。(（")
_TAIL_LOOKS = frozenset({"bigger", "smaller", "bold", "box", "outline"})
_IN_TAIL = frozenset({"dur", "each", "item", "hold", "length", "all", "at", "it", "these"})
_IN_TAIL |= {"caption", "text", "add", "move", "named"}


def captured(reading: Reading, many: int, shown: Sequence[str] = ()) -> Reading:
    """The reading with such words as quotes; `many` clips are there to be captioned, and `shown`
    are the texts of the video.
    """
    if shown and (ordered := exchanged(reading, shown) or respelt(reading, shown)):
        return ordered
    if not many and (counting := counted_down(reading)):
        return counting
    if reading.quotes or _asks(reading) or reading.has("caps"):
        return reading
    giving = reading.has("write", "named", "add", "change")
    giving = giving and not any(t.values("ask") for t in reading.tokens)
    if reading.raw.rstrip()[-1:] in "?？؟" and not giving:
        return reading  # `can the text be in Arabic as well?`
    found = _captured(reading, many)
    asking = any(q.text.endswith("か") for q in found.quotes)  # `著作権は大丈夫ですか`
    if asking or any("question" in t and FILLER not in t for t in _inside(reading, found)):
        return reading  # `标题现在写的是啥`
    return _placed_first(reading, found) if found.quotes else found


def _asks(reading: Reading) -> bool:
    """`what does the title say at the moment?`: no words for the screen."""
    first = next((t for t in reading.tokens if FILLER not in t and "break" not in t), None)
    return first is not None and "question" in first and reading.raw.rstrip()[-1:] in "?？؟"


def _inside(reading: Reading, captured: Reading) -> list[Token]:
    spans = [(q.start, q.end) for q in captured.quotes]
    return [t for t in reading.tokens if any(a <= t.start and t.end <= b for a, b in spans)]


def _captured(reading: Reading, many: int) -> Reading:
    if framed := _framed(reading):
        return framed
    tokens = list(reading.tokens)
    if labelled := _labelled(reading):
        return labelled
    places = range(len(tokens))
    found = itertools.chain(
        (_after_colon(reading, tokens, place, many) for place in places),
        (listed(reading.raw, tokens, place, many) for place in places),
        (_after_verb(reading, tokens, place) for place in places),
        (farewell(reading.raw, tokens) for _ in range(1)),
    )
    for taken in found:
        if taken:
            start, end, quotes = taken
            rest = _further(reading, tokens[end:])
            return replace(reading, tokens=(*tokens[:start], *quotes, *rest))
    return _address(reading) or reading


def _further(reading: Reading, tokens: list[Token]) -> list[Token]:
    """`… and add a line saying Bye`: behind one text another, that a verb of its own gives."""
    if not tokens or not tokens[0].tags & {"and", "then"}:
        return tokens
    given = (i for i, t in enumerate(tokens) if t.tags >= {"named", "write"})
    found = (_after_verb(reading, tokens, place) for place in given)
    start, end, quotes = next((each for each in found if each), (0, 0, []))
    return [*tokens[:start], *quotes, *tokens[end:]]


def _placed_first(reading: Reading, captured: Reading) -> Reading:
    """`write at the end Thanks`, `schreib am Ende Danke`: where it goes is no part of the words.

    `write the end of summer` has no word for `at`, `Ende gut` is a name.
    """
    quotes = captured.quotes
    if len(quotes) != 1:
        return captured
    start, end = quotes[0].start, quotes[0].end
    before = [t for t in reading.tokens if t.end <= start]
    run = [t for t in reading.tokens if start <= t.start and t.end <= end]
    lead = list(itertools.takewhile(lambda t: t.tags & {FILLER, "at", "to"}, run))
    edge = run[len(lead)] if len(lead) < len(run) else None
    rest = run[len(lead) + 1 :]
    if edge is None or not edge.tags & {"start", "end"} or all(FILLER in t for t in rest):
        return captured
    at = [*before[-1:], *lead][-1:]
    by_itself = " " in edge.text or not edge.text.isascii()  # `al final`, `最后`
    placed = by_itself or any(t.tags & {"at", "to"} for t in at)
    name = edge.text[:1].isupper() and not lead and reading.language != "de"
    if not placed or name:
        return captured
    while rest[0].tags <= {FILLER, "at", "break"}:
        rest = rest[1:]  # the particle of the place: `마지막에`
    kept = [t for t in captured.tokens if t is not quotes[0]]
    text = reading.raw[rest[0].start : end].strip(" \t:：,.，。\"'")
    said = Token(text, frozenset({"quote"}), rest[0].start, end)
    row = sorted([*kept, *lead, edge, said], key=lambda t: t.start)
    return replace(captured, tokens=tuple(row))


def _address(reading: Reading) -> Reading | None:
    """`add my website www.lumen.co at the end`: an address, a handle, a number to call."""
    match = _ADDRESSES.search(reading.raw)
    giving = reading.has("add", "write", "text", "title", "endcard", "end", "caption")
    if match is None or not giving:
        return None
    return _with_quote(reading, match.group().rstrip(".,"), *match.span())


def _framed(reading: Reading) -> Reading | None:
    """`夏の海というタイトル`, `com parabéns João escrito`: a language's own frames."""
    words = vocabulary(reading.language)
    raw = reading.raw.translate(words.simpler)
    for frame in words.frames:
        match = frame.search(raw)
        text = reading.raw[slice(*match.span("text"))].strip(" :：,.，。'") if match else ""
        if match is None or not text or restyles(reading, *match.span("text")):
            continue
        start, end = match.span("text")
        return _with_quote(reading, text, start, end)
    return None


def _with_quote(reading: Reading, text: str, start: int, end: int) -> Reading:
    """The reading with this stretch as a quote; a word over its ends keeps its meaning."""
    outside = [t for t in reading.tokens if t.end <= start or t.start >= end]
    edge = [t for t in reading.tokens if t.start < start < t.end or t.start < end < t.end]
    kept = [t for t in edge if t.tags & _EDGES]
    quote = Token(text, frozenset({"quote"}), start, end)
    row = sorted([*outside, quote, *kept], key=lambda t: t.start)
    return replace(reading, tokens=tuple(row))


def _labelled(reading: Reading) -> Reading | None:
    """`first photo: Hello, second photo says Goodbye`: after each picture its words."""
    tokens = list(reading.tokens)
    says = [i for i, t in enumerate(tokens) if t.tags >= {"write", "named"}]
    colons = [i for i, t in enumerate(tokens) if t.text in (":", "：")] or says
    row, after = list(tokens), len(tokens)
    if tokens and "guard" in tokens[-1]:
        after = len(tokens) - 1  # `…, nothing on the others`
    for colon in reversed(colons):
        start = next((i for i in range(colon - 1, -1, -1) if "break" in tokens[i]), -1) + 1
        label = [t for t in tokens[start:colon] if FILLER not in t and "and" not in t]
        named = any(t.tags & {"item", "nth"} or t.values("name") for t in label)
        plain = all(
            t.tags & {"item", "nth", "num", "first", "last"} or t.values("name") for t in label
        )
        stop = next((i for i in range(colon + 1, after) if stops(tokens[i])), after)
        run = tokens[colon + 1 : stop]
        wordy = bool(run) and all(t.tags & (WORDY | {FILLER}) for t in run)
        if not (named and plain and stop >= after - 1 and run):
            return None
        if not (wordy or is_text(run, strict=False)):
            return None
        row[colon + (colon in says) : stop] = [as_quote(reading.raw, run)]
        after = start
    return replace(reading, tokens=tuple(row)) if len(colons) > 1 else None


def _after_colon(
    reading: Reading, tokens: list[Token], place: int, many: int
) -> tuple[int, int, list[Token]] | None:
    colon = tokens[place]
    if "break" not in colon or colon.text not in (":", "：") or place + 1 >= len(tokens):
        return None
    before = [
        t
        for t in tokens[:place]
        if t.tags & ((_NOUNS - {"logo"}) | {"write", "named", "cards", "page", "occasion:quote"})
    ]
    if not before and any("each" in t for t in tokens[:place]):
        before = [t for t in tokens[:place] if "item" in t]
    if not before:
        return None
    cards = any(t.tags & {"cards", "page", "occasion:quote"} for t in before)
    cards = cards or (not many and any("ground" in t for t in tokens[:place]))
    each = any(t.tags & _MANY for t in tokens[:place]) or cards
    plain = not any(t.tags & {"title", "endcard"} for t in before)
    each = each or (plain and bool(_SEPARATORS.search(reading.raw[colon.end :].strip())))
    if cards and not many and (end := _one_card(tokens, place)):
        return place, end, [as_quote(reading.raw, tokens[place + 1 : end])]
    if not each:
        end = _end_after_colon(tokens, place + 1)
        return place, end, [as_quote(reading.raw, tokens[place + 1 : end])]
    start = tokens[place + 1].start
    stop = min(_tail(tokens, place + 1), _sentence_end(tokens, place + 1))
    rest = reading.raw[start : tokens[stop - 1].end].strip().rstrip(".。")
    lines = [line.strip() for line in _SEPARATORS.split(rest) if line.strip()]
    if len(lines) == 1:
        parts = [part.strip() for part in _COMMAS.split(rest) if part.strip()]
        lines = parts if len(parts) == many or (len(parts) > 1 and not cards) else lines
    if len(lines) == 1:
        end = max(place + 2, end_of(tokens, place + 1))
        return place, end, [as_quote(reading.raw, tokens[place + 1 : end])]
    quote = frozenset({"quote"})
    end = tokens[stop - 1].end
    return place, stop, [Token(x, quote, start, end) for x in lines]


def _one_card(tokens: list[Token], place: int) -> int:
    """`a black screen: BRB, back in 10. 5 s`: of one card all words up to the stop; 0 for lists."""
    before = tokens[:place]
    several = any("num" in t and t.value > 1 for t in before) or any("each" in t for t in tokens)
    shown = [t for t in before if t.tags & {"cards", "page", "ground"}]
    several = several or any(t.text.casefold().endswith("s") for t in shown[-1:])
    end = next((i for i in range(place + 1, len(tokens)) if _ends_card(tokens, i)), len(tokens))
    run = tokens[place + 1 : end]
    parts = 1 + sum(t.text in (",", "，") for t in run)
    lists = any(t.text in (";", "；", "/", "|", "、", "\n") for t in run)
    return end if run and not several and not lists and parts < 3 else 0


def _ends_card(tokens: list[Token], at: int) -> bool:
    """A stop, or the comma before a length: `…, for 5 seconds`."""
    token = tokens[at]
    if "break" not in token:
        return False
    if token.text[:1] in ".!?。！？\n":
        return not (
            token.text[:1] == "." and at + 1 < len(tokens) and tokens[at + 1].start == token.end
        )
    rest = list(itertools.takewhile(lambda t: "break" not in t, tokens[at + 1 :]))
    rest = [t for t in rest if FILLER not in t or "dur" in t]
    known = {"dur", "hold", "length", "music", "add", "video"}
    timed = bool(rest) and all(
        t.tags & known or t.values("mood") or t.values("canvas") for t in rest
    )
    return token.text in (",", "，") and timed


def _sentence_end(tokens: list[Token], start: int) -> int:
    """`Mia, Tom, Home. All of them at the bottom`: after a list by commas a stop ends it."""
    ends = (i for i in range(start, len(tokens) - 1) if tokens[i].text[:1] in (".", "。", "!"))
    end = next(ends, len(tokens))
    commas = sum(t.text in (",", "，", "、") for t in tokens[start:end])
    more = any(t.text in (",", "，", "、", ";", "；", "/", "|") for t in tokens[end:])
    return end if commas > 1 and not more else len(tokens)


def _tail(tokens: list[Token], start: int) -> int:
    """`A / B / C, each 2 seconds`, `A, B - all at the bottom`: where the lines end, and how long
    they last or how they look begins.
    """
    marks = [i for i in range(start + 1, len(tokens)) if tokens[i].text.strip() in _TAIL_MARKS]
    for mark in marks:
        tail = [t for t in tokens[mark + 1 :] if FILLER not in t and "break" not in t]
        looks = [t for t in tail if t.values("place") or t.values("color") or t.tags & _TAIL_LOOKS]
        lasts = any("dur" in t for t in tail)
        told = lasts or (looks and any("all" in t for t in tail))
        if told and all(t in looks or t.tags & _IN_TAIL for t in tail):
            return mark
    return len(tokens)


def _after_verb(
    reading: Reading, tokens: list[Token], place: int
) -> tuple[int, int, list[Token]] | None:
    token = tokens[place]
    if not _leads(tokens, place):
        return None
    start = place + 1
    noun_before = any(t.tags & _NOUNS for t in tokens[:place])
    said = "named" in token and "write" in token and noun_before
    given = _given_with(tokens, place)
    called = given or ("named" in token and "write" not in token)
    while start < len(tokens) and _skipped(tokens[start], said=said, called=called):
        if "break" in tokens[start] and tokens[start].text in ".!?;。,，":
            return None
        start += 1
    if (
        start + 1 < len(tokens)
        and is_small(tokens[start].text)
        and ("restore" in tokens[start] and "to" in tokens[start + 1])
    ):
        start += 2  # `change the title back to Hello`
    if token.tags & {"write", "change"}:
        while start + 1 < len(tokens) and "it" in tokens[start]:  # `spell it HELLO`
            start += 1
    end = end_of(tokens, start)
    while end > start + 1 and "particle" in tokens[end - 1] and tokens[end - 1].text.islower():
        end -= 1  # `füge … hinzu`: the part of a verb that stands behind its object
    run = tokens[start:end]
    bare = token.tags & (_NOUNS | {"to", "change"}) and not token.tags >= {"named", "write"}
    bare = bare and ("named" not in token or bool(token.tags & _NOUNS))
    bare = bare and not _renames(tokens, place)
    there = any(t.values("part") or t.values("shown") for t in tokens[:place])
    exchanged = there and any("change" in t for t in tokens[:place])
    first = run[0].text[:1] if run else ""
    known = exchanged and (first.isupper() or first > "\u3000")
    known = (known or bool(run and given and _nameable(run))) and not any("quote" in t for t in run)
    changing = any(t.tags & {"change", "swap"} and FILLER not in t for t in tokens)
    old = any(t.values("part") or t.values("shown") for t in run)
    if old and ((token.tags & _NOUNS and changing) or is_small(run[-1].text)):
        return None  # `tausche im Titel See gegen Wald`, `spell Garden with a capital D please`
    if bare and "to" not in token and any("dur" in t for t in run) and run[0].text[:1] > "\u3000":
        return None  # `标题晚两秒再出来`
    if not run or not (said or known or is_text(run, strict=bool(bare))):
        return None
    return start, end, [as_quote(reading.raw, run)]


def _leads(tokens: list[Token], place: int) -> bool:
    """Whether this word leads words for the screen: a verb of writing, a noun for them."""
    token = tokens[place]
    noun_before = any(t.tags & _NOUNS for t in tokens[:place])
    piece = next((i for i in range(place, 0, -1) if tokens[i].tags & {"break", "and"}), 0)
    noun_here = any(t.tags & _NOUNS for t in tokens[piece:place])
    topic = (
        FILLER in token and token.text[:1] > "\u3000"
    )  # `最初は…`: `は` names what it stands behind
    return bool(
        ("named" in token and (noun_before or not topic))
        or ("write" in token and not noun_here)
        or (
            token.tags & {"to", "change"}
            and (noun_before or any(t.values("part") or t.values("shown") for t in tokens[:place]))
        )
        or _renamed(tokens, place)
        or ("add" in token and _shouted(tokens, place))
        or (
            token.tags & (_NOUNS - {"logo"})
            and not _exchanges(tokens, place)
            and (token.text[:1] < "\u3000" or _foreign(tokens, place) or _given(tokens, place))
        )
    )


def _renames(tokens: list[Token], place: int) -> bool:
    """`change the title back to hello`: behind the verb, the noun and `to` stand the words."""
    before = [t for t in tokens[:place] if FILLER not in t and "restore" not in t]
    noun = bool(before) and bool(before[-1].tags & {"title", "endcard", "caption"})
    return noun and "to" in tokens[place] and any("change" in t for t in before[:-1])


def _skipped(token: Token, *, said: bool, called: bool) -> bool:
    """A small word between the order and what shall be written: `the title should be …`."""
    if not token.tags or not token.tags <= _SKIPPED or "whose" in token:
        return False
    if token.text[:1].isupper() and (said or FILLER in token):
        return False
    spaced = token.text[:1] < "\u3000"
    return not (FILLER in token and called and spaced)


def _given_with(tokens: list[Token], place: int) -> bool:
    """`with the title …`, `mit Titel …`: what follows is the title itself."""
    before = [t for t in tokens[:place] if FILLER not in t or "with" in t]
    with_it = bool(before) and "with" in before[-1]
    phrase = "named" in tokens[place] and " " in tokens[place].text  # in the word lists as one
    return phrase or (with_it and bool(tokens[place].tags & {"title", "endcard"}))


def _nameable(run: list[Token]) -> bool:
    """Words that may be a name, known ones too: no attribute leads them."""
    first = next((t for t in run if FILLER not in t), run[0])
    kinds = any(map(first.values, ("color", "place", "canvas", "look", "motion", "name")))
    leads = {"at", "to", "from", "and", "dur", "bigger", "smaller", "bold", "box", "outline"}
    leads |= {"size", "font", "about", "quote", "music", "remove", "no", "item", "only", "time"}
    return bool(first.tags) and not kinds and not first.tags & (leads | _NOUNS)


def _given(tokens: list[Token], place: int) -> bool:
    """Whether a verb that gives words stands in the same part of the sentence."""
    start = next((i for i in range(place, 0, -1) if "break" in tokens[i]), 0)
    row = itertools.takewhile(lambda t: "break" not in t, tokens[start + (start > 0) :])
    return any(t.tags & _GIVING for t in row)


def _foreign(tokens: list[Token], place: int) -> bool:
    """`标题Happy Hour`: Latin words with capitals right after the noun."""
    first = tokens[place + 1].text[:1] if place + 1 < len(tokens) else ""
    return first.isascii() and first.isupper()


def _exchanges(tokens: list[Token], place: int) -> bool:
    """`the word Trip with …`: what follows the noun is there already."""
    after = tokens[place + 1 :]
    first = next((t for t in after if FILLER not in t), None)
    old = first is not None and bool(first.values("part") or first.values("shown"))
    return old and any(t.tags & {"add", "by", "instead", "to"} for t in after)


def _shouted(tokens: list[Token], place: int) -> bool:
    """`put Happy B-day at the top`: words that begin with a capital, and where they go."""
    row = tokens[place + 1 :]
    run = list(itertools.takewhile(lambda t: t.text[:1].isupper() or not _goes(t), row))
    placed = any(t.values("place") or t.tags & {"start", "end"} for t in row[len(run) :])
    things = any(t.values("name") or t.values("canvas") or t.tags & _THINGS for t in run)
    wordy = any("unknown" in t or t.values("occasion") for t in run)
    loud = all(t.text[:1].isupper() for t in run)
    return len(run) > 1 and run[0].text[:1].isupper() and placed and not things and (loud or wordy)


def _goes(token: Token) -> bool:
    """Where something goes, or a mark."""
    return bool(token.values("place") or token.tags & {"start", "end", "at", "to", "break"})


def _renamed(tokens: list[Token], place: int) -> bool:
    """`replace the word Trip with …`."""
    if not tokens[place].tags & {"add", "by", "instead"}:
        return False
    parts = any(t.values("part") or t.values("shown") for t in tokens[:place])
    return parts and any("change" in t for t in tokens[:place])


def _end_after_colon(tokens: list[Token], start: int) -> int:
    """As `end_of`, and over commas where no order can follow: `Bakery, Tel. 0911 22 33`."""
    end = max(start + 1, end_of(tokens, start))
    while end < len(tokens) and tokens[end].text in (",", "，", "、"):
        further = end_of(tokens, end + 1)
        piece = [t for t in tokens[end + 1 : further] if FILLER not in t or "person" in t]
        known = [t for t in piece if not t.tags & _ADDRESSED and not t.values("occasion")]
        if not piece or known or not any(t.tags & _ADDRESSED for t in piece):
            break
        end = further
    return end
