"""A run of words that may be meant for the screen: whether it is, and where it ends."""

from __future__ import annotations

from studio.agent.languages import FILLER
from studio.agent.tokens import Token

_MOST_WORDS = 60  # of a text; the end of a longer run is not looked for
_ATTRIBUTES = frozenset(
    {"from", "to", "at", "dur", "time", "point", "first", "last", "start", "end", "bigger"}
    | {"smaller", "bold", "box", "outline", "percent", "break", "middle", "corner", "and", "all"}
    | {
        "change",
        "only",
        "font",
        "size",
        "color",
        "item",
        "nth",
        "after",
        "before",
        "until",
        "video",
    }
)
WORDY = frozenset({"unknown", "sign", "hello", "thanks", "praise"})
_SHORT = frozenset({"Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Jr", "Sr", "No", "Sra", "Hr"})
_SHORT |= {"Tel", "Nr", "Str"}
_JOINING = frozenset({"all", "break", "and", "at", "to", "from", "only", "before", "after"})


def is_text(run: list[Token], *, strict: bool) -> bool:
    """Words that nobody knows, or a name: no order, and no attribute."""
    wordy = {"unknown", "sign", "hello", "thanks", "praise", "farewell"}
    kinds = ("shown", "occasion", "subject")
    unknown = [t for t in run if t.tags & wordy or any(map(t.values, kinds))]
    first = next((t for t in run if FILLER not in t), run[0])
    capital = first.text[:1].isupper() or any(c > "\u3000" for c in first.text[:1])
    loud = sum(t.text[:1].isupper() for t in run) >= 2
    if any("quote" in t for t in run) or (strict and all(t.values("name") for t in run)):
        return False
    if any(t.values("name") for t in run) and any(t.tags & {"end", "start", "again"} for t in run):
        return False  # `zeig das Portrait am Ende noch einmal`
    if any(t.values("name") for t in run) and is_small(first.text):
        return False  # a picture: `pon el gato después del retrato`
    if not strict and run[0].text[:1].isupper() and any("num" in t for t in run):
        return True  # `write Since 1985`
    if strict and any("question" in t and FILLER not in t for t in run):
        return False
    if strict and len(run) > 1 and run[0].text[:1].isupper() and run[0].text[:1] > "\u024f":
        return True  # `надпись С юбилеем`
    if strict:
        latin = all(ord(c) < 0x2000 for c in first.text)
        return (bool(unknown) and (capital or not latin)) or loud
    return bool(unknown) or loud


def is_small(text: str) -> bool:
    """Whether a word is written small, where there are small letters."""
    return text[:1].islower()


def end_of(tokens: list[Token], start: int) -> int:
    """Where the text ends: at a stop, or where only attributes follow up to one."""
    stop = next(
        (
            i
            for i in range(start, len(tokens))
            if (stops(tokens[i]) and not _abbreviated(tokens, i)) or _next_wish(tokens, i)
        ),
        len(tokens),
    )
    if stop - start > _MOST_WORDS:
        return stop
    for end in range(start + 1, stop):
        if _of_the_music(tokens[end:stop]):
            return end
        rest = [t for t in tokens[end:stop] if FILLER not in t or "dur" in t]
        telling = [t for t in rest if t.tags - _JOINING]
        counter = tokens[end].start == tokens[end - 1].end and tokens[end - 1].text[-1:].isdigit()
        if counter and end + 1 == stop:
            continue  # `南门路12号`: a counter behind its number
        if "person" in tokens[end]:
            continue  # `write happy 40th dad on the first one`: who is spoken to
        beside = "at" in tokens[end] and any(t.tags & {"before", "after"} for t in rest)
        named = all(t.values("name") for t in telling) and not beside  # a name alone is no place
        if (
            telling
            and not named
            and all(_attribute(t) for t in rest)
            and not _of_all(rest)
            and (_ends_words(tokens, end) or not _attribute(tokens[end - 1]))
        ):
            return end
    return stop


def _of_the_music(tail: list[Token]) -> bool:
    """`… und ruhiger Musik`, `… with calm music`: what is said of the music is no title's."""
    if not tail or not tail[0].tags & {"and", "with"}:
        return False
    words = [t for t in tail[1:] if FILLER not in t]
    heard = any("music" in t for t in words) and ("with" in tail[0] or len(words) > 1)
    return heard and all(t.tags & {"music", "add", "more"} or t.values("mood") for t in words)


def _of_all(tail: list[Token]) -> bool:
    """`thanks | for everything mum at the end`: that begins with no attribute."""
    told = (t for t in tail if not t.tags <= {FILLER, "at", "to", "from", "and", "only", "break"})
    return next(told, tail[0]).tags <= {"all", FILLER}


def _ends_words(tokens: list[Token], end: int) -> bool:
    """`… all your help | at the end`, `cumple mamá | al final`: words, and where they go."""
    return "person" in tokens[end - 1] or (FILLER in tokens[end - 1] and "at" in tokens[end])


def _next_wish(tokens: list[Token], place: int) -> bool:
    """`Tea Time and keep everything else`: behind the words an order begins."""
    if not tokens[place].tags & {"and", "then"}:
        return False
    after = next((t for t in tokens[place + 1 :] if t.tags != {FILLER}), None)
    verbs = {
        "guard",
        "asis",
        "keep",
        "add",
        "remove",
        "change",
        "move",
        "cut",
        "write",
        "swap",
        "mute",
        "bigger",
    }
    return after is not None and bool(after.tags & (verbs | {"smaller"})) and is_small(after.text)


def _abbreviated(tokens: list[Token], place: int) -> bool:
    """`Mr. Whiskers`, `est. 1999`: that stop ends no sentence."""
    if tokens[place].text != "." or place == 0:
        return False
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place - 1].text in _SHORT or after[:1].isdigit()


def stops(token: Token) -> bool:
    return "break" in token and token.text[:1] in ".!?;。！？；,，\n、"


def _attribute(token: Token) -> bool:
    if token.text[:1].isupper() and "quote" not in token:
        return False  # in the middle of a sentence that is a name
    kinds = any(token.values(kind) for kind in ("color", "place", "name", "canvas"))
    return kinds or FILLER in token or bool(token.tags & _ATTRIBUTES)


def as_quote(raw: str, run: list[Token]) -> Token:
    text = raw[run[0].start : run[-1].end].strip(" \t:：,.，。")
    return Token(text, frozenset({"quote"}), run[0].start, run[-1].end)
