"""A prompt cut into clauses: one wish each, with what it says and what of it is accounted for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from studio.agent.languages import FILLER, TEXTS
from studio.agent.sharing import bare_lengths, only_there, share, verb_at_the_end
from studio.agent.tokens import Reading, Token

# Small words that steer how others are read, and need no account of their own.
MINOR = frozenset(
    {FILLER, "break", "from", "to", "at", "by", "and", "then", "than", "each", "these", "yes"}
    | {"between", "thanks", "hello", "praise", "question", "times", "nth_mark", "nth_after"}
    | {"about", "export"}
    | {
        "particle",
        "rethink",
        "instead",
        "correction",
        "retract",
        "spare",
        "item",
        "whose",
        "pronoun",
        "old",
        "with",
        "video",
        "numword",
        "it",
        "guard",
        "length",
    }
)
# Verbs that every edit may use.
LIGHT = frozenset(
    {"add", "write", "named", "change", "create", "move", "hold", "keep", "more", "little", "much"}
    | {"color", "size", "clip", "text", "look", "format", "volume", "speed", "different", "order"}
    | {"newvideo", "normal", "middle", "start", "end", "at", "vague", "transition", "motion"}
    | {"all", "after", "before", "corner", "cards", "ask", "caption", "title", "music", "sound"}
    | {"onto", "page"}
)
_TOPICS = TEXTS | {"music", "own", "sound", "transition", "voice"}
_HEADS = frozenset(
    {"remove", "no", "cut", "keep", "swap", "reverse", "shuffle", "order", "split", "loop", "undo"}
    | {"redo", "restore", "mute", "unmute", "faster", "slower", "slowmo", "longer", "shorter"}
    | {"up", "down", "rotate", "logo", "create", "move", "change", "write", "add", "hold", "dur"}
    | {"slideshow", "noise", "originalcolors", "music", "own", "fade", "percent", "newvideo"}
    | {
        "equal",
        "earlier",
        "later",
        "count",
        "factor",
        "neg",
        "motion",
        "title",
        "caption",
        "endcard",
        "vague",
        "correction",
        "guard",
        "asis",
        "aswas",
        "voice",
    }
)
_HEAD_KINDS = ("look", "mood", "trans", "fade", "motion", "canvas", "fit", "cant", "ask")
_HARD = set(";；。！？!?\n.")
_LONGEST = 5_000  # of a transition
_SOFT = set(",，、،")


@dataclass(slots=True)
class Clause:
    """Some tokens of a prompt.

    `topics` is what was spoken of before it, `follows` what the clause before it was about.
    """

    tokens: list[Token]
    raw: str
    topics: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    done: list[str] = field(default_factory=list)

    def open(self) -> Iterator[Token]:
        """The tokens that no rule has used yet."""
        return (token for token in self.tokens if not token.used)

    def has(self, *tags: str) -> bool:
        """Whether a word with one of these tags is still unused."""
        return any(tag in token for token in self.open() for tag in tags)

    def had(self, *tags: str) -> bool:
        """Whether a word with one of these tags is in it, used or not."""
        return any(tag in token for token in self.tokens for tag in tags)

    def kinds(self, name: str) -> list[str]:
        """All values of `name:` that are still unused, in order."""
        return [value for token in self.open() for value in sorted(token.values(name))]

    def first(self, *tags: str) -> Token | None:
        """The first unused word with one of these tags."""
        return next((t for t in self.open() if any(tag in t for tag in tags)), None)

    def take(self, *tags: str) -> bool:
        """Account for all words with one of these tags; whether there were any."""
        found = [t for t in self.open() if any(tag in t for tag in tags)]
        use(found)
        return bool(found)

    def off(self) -> bool:
        """Whether something shall go; one verb serves all that stands beside it."""
        self.take("remove", "no", "neg")
        return self.had("remove", "no", "neg")

    def take_kind(self, *names: str) -> list[str]:
        """Account for all words with a tag `name:…`; their values."""
        values = [v for name in names for v in self.kinds(name)]
        use(t for t in self.open() if any(t.values(name) for name in names))
        return values

    def finish(self) -> None:
        """The clause did something: its light verbs and nouns are part of that."""
        use(t for t in self.open() if t.tags & LIGHT)

    def left(self) -> list[Token]:
        """What is not accounted for: words that matter and that no rule used."""
        return [t for t in self.open() if not t.tags & MINOR]

    def left_heavy(self) -> bool:
        """Whether more than a word or two is unknown."""
        return sum("unknown" in t for t in self.left()) > 2

    def unspaced_change(self, at: int) -> bool:
        """`再长5秒`, `缩短5秒`: the word for the change right before the number."""
        before = [t for t in self.tokens if t.end <= at and FILLER not in t]
        return (
            bool(before)
            and bool(before[-1].tags & {"longer", "shorter"})
            and (at - before[-1].end <= 1 and not before[-1].text.isascii())
        )

    def about(self) -> frozenset[str]:
        """What it is about, for the clause after it."""
        found = frozenset(topic for topic in _TOPICS if self.had(topic))
        if found & {"title", "caption", "endcard", "lower"}:
            found -= {"text"}
        if "voice" in found:
            return frozenset({"voice"})
        if self.had("quote") and not found and not self.had("item"):
            found = frozenset({"title"})
        tuned = any(t.values("mood") for t in self.tokens) and not self.had("font")
        kinds = {"music"} if tuned else set()
        pictured = self.had("swap", "order", "reverse", "shuffle")
        pictured = pictured or any("nth" in t or t.values("name") for t in self.tokens)
        return found | kinds or (frozenset() if pictured else self.topics)

    @property
    def words(self) -> str:
        """Its words as they were written."""
        if not self.tokens:
            return ""
        return self.raw[self.tokens[0].start : self.tokens[-1].end].strip(" ,.;:!?，。；：！？、")


def use(tokens: Iterable[Token]) -> None:
    """Account for these tokens."""
    for token in list(tokens):
        token.used = True


def clauses(reading: Reading) -> list[Clause]:
    """The clauses of a prompt; what is only part of a wish stays with it."""
    pieces = _pieces(bare_lengths(reading.tokens))
    for _, piece in pieces:
        verb_at_the_end(piece)
    joined: list[list[Token]] = []
    headless: list[Token] = []
    for hard, piece in pieces:
        if joined and not hard and not headless and _shown_there(joined[-1], piece):
            joined.append(piece)
            continue
        if joined and not headless and _goes_with(joined[-1], piece, hard=hard):
            joined[-1] += piece
            continue
        if joined and not headless and _ending(joined[-1], piece):
            joined[-1] += [replace(t, tags=t.tags - {"remove", "no"}) for t in piece]
            continue
        if hard and headless and _has_head(piece):
            joined.append(headless)
            headless = []
        if (_has_head(piece) or _own_quote(joined, piece)) and not _goes_on(joined, piece, hard):
            joined.append([*headless, *piece])
            headless = []
        elif joined and not (hard and _has_unknown(piece)):
            joined[-1] += piece
        elif hard and joined:
            joined.append(piece)
        else:
            headless += piece
    if headless:
        joined.append(headless)
    share(joined)
    return [Clause(tokens, reading.raw) for tokens in joined]


def _goes_with(before: list[Token], piece: list[Token], *, hard: bool) -> bool:
    """Whether a piece is part of the wish before it, whatever words it has."""
    if _spoken_there(before, piece) or only_there(before, piece):
        return True
    return not hard and any(
        part(before, piece)
        for part in (_measures, _shares_verb, _begins, _says, _but_for, _starts_after, _of_two)
    )


def _shares_verb(before: list[Token], piece: list[Token]) -> bool:
    """`titel und musik weg`: two things, and behind them what is done with both."""
    nouns = {"music", "title", "caption", "endcard", "logo", "transition"}
    rows = [[t for t in row if not t.tags & {FILLER, "break", "and"}] for row in (before, piece)]
    first, second = rows
    joined = any("and" in t for t in piece)
    plain = bool(first) and all(t.tags & nouns and "remove" not in t for t in first)
    removing = bool(second) and "remove" in second[-1]
    removing = removing and (len(second) > 1 or bool(second[-1].tags & nouns))  # `titles off`
    return joined and plain and removing and all(t.tags & nouns for t in second[:-1])


def _but_for(before: list[Token], piece: list[Token]) -> bool:
    """`고양이 빼고 나머지는 …`: a word that also takes away spares before `the others`, `all`."""
    words = [t for t in piece if FILLER not in t and "break" not in t]
    last = [t for t in before if FILLER not in t][-1:]
    spared = bool(last) and {"except", "remove"} <= last[0].tags
    return spared and bool(words) and bool(words[0].tags & {"all", "rest", "each", "other"})


def _shown_there(before: list[Token], piece: list[Token]) -> bool:
    """`put the cat first, 4 seconds`: after the place its length, a wish of its own about it."""
    words = [t for t in piece if not t.tags & {"break", "and"} and FILLER not in t]
    if not _placed(before) or len(words) != 1 or "dur" not in words[0]:
        return False
    at = words[0].end
    piece += [Token("", frozenset({tag}), at, at) for tag in ("hold", "it")]
    return True


def _spoken_there(before: list[Token], piece: list[Token]) -> bool:
    """`a voice-over, which says: Welcome`: what it says is no title."""
    voice = any("voice" in t for t in before) and not any("quote" in t for t in before)
    said = any("quote" in t for t in piece) and any(t.tags & {"named", "write"} for t in piece)
    return voice and said and not any(t.tags & TEXTS for t in piece)


def _says(before: list[Token], piece: list[Token]) -> bool:
    """`a card at the end, saying "Bye"`: behind the noun the words that it shall have."""
    nouns = {"endcard", "title", "caption", "lower", "cards", "page"}
    if any("change" in t and FILLER not in t for t in before):
        nouns = nouns | {"text"}  # `字换一下，写“…”`
    told = any("quote" in t for t in piece) and any(t.tags & {"write", "named"} for t in piece)
    bare = any(t.tags & nouns for t in before) and not any("quote" in t for t in before)
    gone = {"remove", "no", "off_part", "takes", "bigger", "smaller"}
    going = any(t.tags & gone for t in before)
    return told and bare and not going and not any(t.tags & (nouns | {"item"}) for t in piece)


def _ending(before: list[Token], piece: list[Token]) -> bool:
    """`… appears at 2 s and disappears at 5`."""
    times = {"dur", "point", "time", "num"}
    return all(
        any(tag in t for t in row) and any(t.tags & times for t in row)
        for row, tag in ((before, "hold"), (piece, "vanish"))
    )


def _begins(before: list[Token], piece: list[Token]) -> bool:
    """`no music at the beginning, start it at 3 seconds`: one wish, said from both sides."""
    silent = any("music" in t for t in before) and any(t.tags & {"no", "remove"} for t in before)
    started = any("start" in t for t in before) and any("start" in t for t in piece)
    timed = any(t.tags & {"dur", "point", "time"} for t in piece)
    about = {"start", "it", "at", "dur", "point", "time", "break", "and", "music", FILLER}
    return silent and started and timed and all(t.tags & about for t in piece)


def _of_two(before: list[Token], piece: list[Token]) -> bool:
    """`between the cat and the coffee do just that, a straight cut`: which transition, behind."""
    named = [t for t in before if "nth" in t or t.values("name")]
    between = any("between" in t for t in before) and not any(t.values("trans") for t in before)
    kinds = any(t.values("trans") for t in piece)
    plain = all(t.values("trans") or t.tags & {FILLER, "break"} for t in piece)
    return len(named) > 1 and between and kinds and plain


def _starts_after(before: list[Token], piece: list[Token]) -> bool:
    """`the music should come in later, after about three seconds`: from when."""
    heard = any("music" in t for t in before) and not any(t.tags & {"dur", "cut"} for t in before)
    rest = {FILLER, "break", "after", "about", "at", "dur", "only", "start"}
    timed = any("dur" in t for t in piece) and any("after" in t for t in piece)
    return heard and timed and all(t.tags & rest for t in piece)


def _measures(before: list[Token], piece: list[Token]) -> bool:
    """`slower transitions, 2 seconds`: a length alone belongs to what stands before it."""
    lasting = any("hold" in t for t in piece)  # `…, lasting 2 seconds`
    if any("dur" in t or t.values("occasion") for t in before):
        return False
    if any("quote" in t for t in before) and not lasting:
        return False
    if any("transition" in t for t in before) and any(
        t.value > _LONGEST for t in piece if "dur" in t
    ):
        return False  # `slower transitions, 18 seconds`: the whole
    subject = {
        "quote",
        "transition",
        "fade",
        "motion",
        "hold",
        "nth",
        "item",
        "whose",
        "with",
        "title",
        "text",
        "endcard",
    }
    kinds = ("trans", "fade", "motion", "name")
    taken = any(t.tags & {"cut", "remove"} for t in before)
    edge = taken and any(t.tags & {"start", "end"} for t in before)  # `cut the start, 2 seconds`
    if not edge and not any(t.tags & subject or any(map(t.values, kinds)) for t in before):
        return False
    if any(t.tags & {"create", "video", "slideshow"} and FILLER not in t for t in before):
        return False
    if not edge and any(t.tags & {"remove", "no", "keep", "swap"} for t in before):
        return False
    own = {"item", "each", "length", "video", "it", "all"}
    if any("hold" in t for t in before) and any("nth" in t or t.values("name") for t in before):
        own -= {"it"}  # `the cat longer, give it 7 seconds`
    if any("transition" in t or t.values("trans") for t in before):
        own -= {"each"}  # `longer crossfades, one second each`
    told = {"dur"} | ({"hold"} if lasting else set())
    rest = [t for t in piece if (t.tags & own or not t.tags & MINOR) and not t.tags & told]
    return any("dur" in t for t in piece) and not rest


def _pieces(tokens: tuple[Token, ...]) -> list[tuple[bool, list[Token]]]:
    """Cut at every mark and word that may end a wish; whether the cut before was a hard one."""
    pieces: list[tuple[bool, list[Token]]] = [(True, [])]
    for place, token in enumerate(tokens):
        edge = bool(token.tags & {"last", "end"}) and _pictured(pieces[-1][1])
        edge = edge or _meanwhile(tokens, place)
        hard = ("then" in token and not edge) or (
            "break" in token and bool(set(token.text) & _HARD)
        )
        soft = "and" in token or ("break" in token and bool(set(token.text) & _SOFT))
        if (hard or soft) and not ("and" in token and _binds(tokens, place)):
            pieces.append((hard, [token]))
        else:
            pieces[-1][1].append(token)
            if _ends_a_wish(tokens, place):
                pieces.append((False, []))  # `줄이고 …`: the verb ends a wish of its own
    return [(hard, piece) for hard, piece in pieces if any("break" not in t for t in piece)]


def _ends_a_wish(tokens: tuple[Token, ...], place: int) -> bool:
    """Korean `-고`: in the word lists with its verb, or behind it."""
    token = tokens[place]
    before = tokens[place - 1] if place else token
    if token.text == "고" and before.end == token.start:
        return bool(before.tags & _HEADS) and not before.tags & {"neg", "no", "nope"}
    verb = token.text.endswith("고") and not token.text.endswith("라고")
    return verb and bool(token.tags & (_HEADS | LIGHT))


def _meanwhile(tokens: tuple[Token, ...], place: int) -> bool:
    """`no music while the clip is playing`: when, of the wish before it; no further wish."""
    after = itertools.takewhile(lambda t: "break" not in t, tokens[place + 1 :])
    return "during" in tokens[place] and not any(
        FILLER not in t and (t.tags & _HEADS or any(map(t.values, set(_HEAD_KINDS) - {"cant"})))
        for t in after
    )


def _pictured(row: list[Token]) -> bool:
    """Whether a picture was named last: `foto terakhir` is no `finally`."""
    words = [t for t in row if FILLER not in t and "and" not in t]
    last = words[-1] if words else None
    joined = bool(row) and "and" in row[-1]
    ordinal = last is not None and joined and bool(last.tags & {"nth", "first"})
    return last is not None and ("item" in last or bool(last.values("name")) or ordinal)


def _binds(tokens: tuple[Token, ...], place: int) -> bool:
    """An `and` between two numbers or places: `between 2 and 5`, `photo 1 and 2`."""
    before = tokens[place - 1] if place else None
    counted = {"num", "nth", "dur", "point", "time", "first", "last"}
    after = next((t for t in tokens[place + 1 :] if FILLER not in t or t.tags & counted), None)
    if before is None or after is None or FILLER in before.tags | after.tags:
        return False
    behind = next((t for t in tokens[tokens.index(after) + 1 :] if t.tags != {FILLER}), after)
    ends = "nth" in after or (after.tags & {"first", "last"} and "dur" not in behind)
    if "dur" in before and any("dur" in t for t in tokens[place + 1 :]) and ends:
        return False  # each of two has its length
    ranged = any("between" in t for t in tokens[:place])
    if "dur" in before and not ranged and any("quote" in t for t in tokens[place + 1 :]):
        return False  # `12 seconds and at the end "Bye"`
    named = bool(before.values("name")) and bool(after.values("name"))
    return named or bool(before.tags & (counted | {"item"}) and after.tags & counted)


def _has_head(piece: list[Token]) -> bool:
    rest = any("rest" in t for t in piece)
    if _placed(piece) or (rest and any(t.tags & {"normal", "same", "asis"} for t in piece)):
        return True
    return any(t.tags & _HEADS or any(t.values(kind) for kind in _HEAD_KINDS) for t in piece)


def _placed(piece: list[Token]) -> bool:
    """`the cat first`: a picture and the end it shall go to, and nothing else."""
    words = [t for t in piece if FILLER not in t and not t.tags & {"break", "and", "then"}]
    phrase = bool(words) and " " in words[-1].text  # `nach vorn`
    phrase = phrase or (bool(words) and words[-1].text[:1] > "\u3000")  # `猫打头`
    if (phrase or any("to" in t for t in piece)) and words and words[-1].tags & {"start", "end"}:
        return any("nth" in t or "item" in t or t.values("name") for t in words[:-1])
    words = [t for t in words if "item" not in t or t.values("name")]
    edges = [t for t in words if t.tags & {"first", "last"}]
    named = [t for t in words if t.values("name") or "clip" in t]
    return len(words) == 2 and len(edges) == len(named) == 1


def _own_quote(joined: list[list[Token]], piece: list[Token]) -> bool:
    """A second quote with a place or a time of its own."""
    if not any("quote" in t for t in piece):
        return False
    if any(t.tags & {"named", "title", "text", "caption", "endcard", "write"} for t in piece):
        return True
    own = any(t.tags & {"start", "end", "dur", "time", "point", "item", "nth"} for t in piece)
    own = own or any(t.values("place") or t.values("color") or t.values("name") for t in piece)
    before = joined[-1] if joined else []
    timed = any(t.tags & {"end", "last"} for t in piece) and _whole_length(before)
    return own and (timed or not joined or any(t.tags & {"quote", "remove", "no"} for t in before))


def _whole_length(row: list[Token]) -> bool:
    """`12 seconds`, and nothing else: the whole's, not of the words behind it."""
    words = [t for t in row if FILLER not in t and not t.tags & {"break", "and", "then"}]
    return bool(words) and all("dur" in t or t.values("canvas") for t in words)


def _has_unknown(piece: list[Token]) -> bool:
    return any(not t.tags & MINOR for t in piece)


def _goes_on(joined: list[list[Token]], piece: list[Token], hard: bool) -> bool:
    """A second noun under the verb before it: `remove the music and the title`."""
    if not joined or hard or _placed(piece):
        return False
    verbs = {"remove", "no", "keep"}
    strong = [t for t in piece if t.tags & _HEADS or any(t.values(k) for k in _HEAD_KINDS)]
    nouns = {"music", "title", "caption", "endcard", "logo", "transition", "fade", "own"}
    last = [t for t in piece if FILLER not in t][-1:]
    own = {"bigger", "smaller", "up", "down"}
    if any(t.values("color") or t.tags & own for t in last):
        return False  # `remove the music, the title red`
    return (
        any(t.tags & verbs for t in joined[-1])
        and all(t.tags & nouns and "remove" not in t for t in strong)
        and not any("quote" in t for t in piece)
    )
