"""What of a prompt is accounted for: what was left over, and whether that forbids the deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER, Language, fold, vocabulary
from studio.agent.targets import Which
from studio.agent.tokens import Token
from studio.agent.work import Work

# Without these a wish would be another one: nothing of it is done when one is left over.
_STEERING = frozenset(
    {"num", "dur", "point", "time", "nth", "percent", "factor", "except", "neg", "no", "other"}
    | {"remove", "undo", "swap", "reverse", "quote", "before", "after", "half", "third"}
    | {"last", "mid", "outer"}
)
# These turn over everything.
_OF_ALL = (o.ReverseOrder, o.Shuffle, o.Loop)
# These take something away for good, or concern all: nothing of the wish may be left unread.
DESTRUCTIVE = (
    *(o.RemoveItem, o.KeepItems, o.KeepRange, o.RemoveRange, o.TrimStart, o.TrimEnd, o.RemoveText),
    *(o.MusicOff, o.MusicTime, o.Mute, o.Logo, o.RemoveVoice),
    *_OF_ALL,
)
_WORDS = ("text", "title", "caption")
# What a clause did about these leaves its measures no other meaning.
_OWN_MEASURES = (
    *(o.AddText, o.StyleText, o.ReplaceText, o.RemoveText, o.Captions, o.SetTransition),
    *(o.TransitionLength, o.Fade, o.SetMotion, o.AddVoice, o.SetVoice, o.RemoveVoice),
)
# What changes much, and the words that name it: read without any of them, it rests on a word that
# may mean another thing. A tag that ends in `:` is one of a kind.
_LENGTH = frozenset(
    {"it", "video", "slideshow", "clip", "canvas:", "ask:", "item", "length", "all", "each", "rest"}
    | {"longer", "shorter", "hold", "more", "less", "cut", "add", "change", "create"}
    | {"name:", "nth", "first", "last"}
)
_ORDER = frozenset({"move", "swap", "order", "reverse", "shuffle", "before", "after", "to", "add"})
_REMOVAL = frozenset(
    {"remove", "no", "neg", "mute", "takes", "keep", "only", "cut", "except", "undo"}
)
_TEXTS = frozenset(
    {*_WORDS, "endcard", "lower", "font", "bold", "quote", "shown:", "part:", "color:"}
)
_EVIDENCE: Mapping[type, frozenset[str]] = {
    **dict.fromkeys((o.SetDuration, o.ItemLength, o.ChangeDuration, o.ScaleDuration), _LENGTH),
    **dict.fromkeys((o.Move, o.Swap, o.Arrange, o.ReverseOrder, o.Shuffle), _ORDER),
    o.Speed: frozenset({"speed", "faster", "slower", "slowmo", "normal"}),
    o.Loop: frozenset({"loop", "count"}),
    o.Rotate: frozenset({"rotate"}),
    o.Canvas: frozenset({"canvas:", "format"}),
    **dict.fromkeys((o.MusicOff, o.Mute, o.RemoveText, o.RemoveItem, o.KeepItems), _REMOVAL),
    o.StyleText: _TEXTS,
}
# What is about a thing, and what takes it away.
_TOUCHED: Mapping[type, str] = {
    **dict.fromkeys((o.MusicVolume, o.SetMusic, o.OwnMusic, o.MusicTime), "music"),
    **dict.fromkeys((o.StyleText, o.ReplaceText, o.AddText, o.Captions), "text"),
    o.ClipVolume: "sound",
}
_REMOVED: Mapping[type, str] = {o.MusicOff: "music", o.RemoveText: "text", o.Mute: "sound"}
# An order, a comparison, a measure or a look that was left over: the wish was another one.
_UNREAD = frozenset(
    {"split", "cut", "keep", "swap", "reverse", "shuffle", "loop", "undo", "restore", "mute"}
    | {"faster", "slower", "longer", "shorter", "up", "down", "bigger", "smaller", "unit:"}
    | {"color:", "look:", "motion:", "trans:", "fade:"}
)


def _any(token: Token, names: frozenset[str]) -> bool:
    """Whether it has one of these tags, or one of these kinds."""
    return any(tag in names or f"{tag.partition(':')[0]}:" in names for tag in token.tags)


def doubts(work: Work, clause: Clause, left: list[Token], since: int) -> list[Token]:
    """The words that make it doubtful whether the edits since then were meant; [] for no doubt.

    An edit that changes much rests on thin evidence when, beside what nobody understood, no word
    names it, or only one that was written otherwise; or when what is left over is an order itself.
    """
    kinds = [_EVIDENCE[type(op)] for op in work.ops[since:] if type(op) in _EVIDENCE]
    left = [t for t in clause.open() if t in left or ("numword" in t and t.value > 1)]
    if not kinds or not left:
        return []
    other = any(_any(t, _UNREAD) for t in left) or clause.left_heavy()
    # `drop the heading to the bottom`: what goes away goes nowhere.
    elsewhere = _REMOVAL in kinds and any(t.values("place") for t in left)
    if any("numword" in t for t in left) or elsewhere or (other and kinds != [_TEXTS]):
        return left
    read = [t for t in clause.tokens if t not in left and "with" not in t]
    named = clause.topics | clause.follows
    before = [_EVIDENCE.get(type(op)) for op in work.ops[:since]]
    bare = (
        kind
        for kind in kinds
        if kind not in before  # `too long, 11 seconds will do`
        and not named & kind
        and not any(_any(t, kind) and not t.slip for t in read)
    )
    return left if any(bare) else []


def contradicts(clause: Clause, ops: list[o.Op], since: int) -> bool:
    """`louder, but I don't want another song`: a thing is gone that was edited just before, and
    no verb says so.
    """
    touched = {_TOUCHED[type(op)] for op in ops[:since] if type(op) in _TOUCHED}
    gone = {_REMOVED[type(op)] for op in ops[since:] if type(op) in _REMOVED}
    return bool(touched & gone) and not clause.had("remove")


def doubted(work: Work) -> None:
    """Ask about a length that is another by far, where not all of the prompt was read."""
    before, after = work.begun.total, work.draft.total
    lengths = any(_EVIDENCE.get(type(op)) is _LENGTH for op in work.ops)
    if work.lost and lengths and before and not before / 4 <= after <= before * 4:
        begun = replace(work.project, draft=work.begun)
        work.hold((begun, 0, len(work.notes), work.ask))


def leave(work: Work, clause: Clause, *, making: bool) -> None:
    """Remember a clause that nobody could read, and what it names for the one behind it."""
    found = work.which(clause) if not making else None
    if found is not None and any(t.values("name") or "clip" in t for t in found.tokens):
        work.spoken = found.items or work.spoken
    work.late = clause.has("end") and not clause.has("start", "remove", "no", "neg")
    lose(work, clause, clause.left(), whole=not making)


def spoken_for(done: Iterable[o.Op]) -> bool:
    """Whether a clause was about words or effects, so that its numbers are none of the clips'."""
    return any(isinstance(op, _OWN_MEASURES) for op in done)


def of_the_whole(clause: Clause, dur: Token) -> bool:
    """`make it 10 seconds with the title "Hi"`: a length that stands with the video."""
    quote = next((t for t in clause.tokens if "quote" in t), None)
    before = [t for t in clause.tokens if t.end <= dur.start]
    whole = any(t.tags & {"it", "length"} or ("video" in t and "clip" not in t) for t in before)
    return quote is not None and dur.end <= quote.start and whole


def unsafe(clause: Clause, left: list[Token], done: list[o.Op]) -> bool:
    """Whether what is left over would have made it another wish."""
    if not done:
        return False
    if any(t.tags & _STEERING or t.values("name") for t in left):
        return True
    destructive = any(
        isinstance(op, DESTRUCTIVE) and not (isinstance(op, o.Logo) and op.item) for op in done
    )
    strange = [
        t
        for t in left
        if t.tags & {"unknown", "box", "ground"} or any(map(t.values, ("color", "part", "subject")))
    ]
    if any(isinstance(op, _OF_ALL) for op in done):
        strange += [t for t in left if "only" in t]
    return destructive and any(not _adjective(clause, t) for t in strange)


def _adjective(clause: Clause, token: Token) -> bool:
    """`the ugly second photo`: right before what it describes, in languages with spaces."""
    place = clause.tokens.index(token)
    after = clause.tokens[place + 1] if place + 1 < len(clause.tokens) else None
    spaced = token.text.isalpha() and max(token.text) < "\u3000"
    named = after is not None and (
        after.tags & {"nth", "item", "first", "last"} or after.values("name")
    )
    return spaced and bool(named)


def as_it_is(work: Work, clause: Clause) -> bool:
    """`…, but leave the cat as it is`: what was done to all is done to the others only."""
    plain = {"rest", "no", "neg", "nope", "normal", "same", "asis"}
    others_not = clause.has("rest") and clause.has(*plain - {"rest"})
    if others_not and not [t for t in clause.left() if not t.tags & plain]:
        use(clause.open())  # `the second one, the others not`
        return True
    kept = isinstance(work.ops[-1] if work.ops else None, o.KeepItems)
    gone = {*plain, "remove", "cut", "all", "off_part", "other", "different"}
    if kept and clause.has("rest") and all(t.tags & gone for t in clause.left()):
        use(clause.open())  # `keep the first, remove the rest`
        return True
    if _no_words_there(work, clause):
        use(clause.open())
        return True
    parts = clause.had("other", "rest", "order", "length", *_WORDS)
    if any(t.values("motion") and not (parts and "asis" in t) for t in clause.open()):
        return False  # `the photos shall not move`
    found = work.which(clause)
    left_out = _left_out(clause, found)
    if not (clause.had("asis") or left_out) or clause.has("dur", "quote", "percent"):
        return False
    work.spoken = found.items if found is not None else work.spoken
    last = work.ops[-1] if work.ops else None
    if found is None or not found.items:
        use(clause.open())
        if not work.ops:
            work.tell("said_nope")
        return True
    if left_out and getattr(last, "items", None) != ():
        return False
    rest = tuple(n for n in range(1, len(work.draft.clips) + 1) if n not in found.items)
    rest = found.items if left_out and clause.had("except") else rest
    if getattr(last, "items", None) == () and rest and last is not None:
        work.take_back()
        work.do(replace(last, items=rest))  # type: ignore[arg-type]
    use(clause.open())
    return True


def said_already(work: Work, clause: Clause) -> bool:
    """`…, and not only at the start`: what was asked for just before, said from the other side;
    `the title has a typo, …`: that it corrects something, beside what is corrected.
    """
    words = [t for t in clause.tokens if "and" not in t and "break" not in t]
    other_side = len(words) > 1 and "neg" in words[0] and "only" in words[1] and bool(work.ops)
    other_side = other_side or _other_lengths(work, words)
    plain = {"correction", "unknown", "hello", FILLER, *_WORDS}
    remark = clause.had("correction") and all(t.tags & plain for t in words)
    remark = remark and any(isinstance(op, o.ReplaceText) for op in work.ops)
    ended = isinstance(work.ops[-1] if work.ops else None, o.Fade | o.MusicTime)
    ended = ended and len(words) == 2 and "only" in words[0]
    remark = remark or (ended and bool(words[1].tags & {"remove", "end"}))  # `…, just stop`
    if not other_side and not (remark and sum("unknown" in t for t in words) < 2):
        return False
    use(clause.open())
    return True


def _other_lengths(work: Work, words: list[Token]) -> bool:
    """`4 seconds each, not five and not three`: lengths that were not asked for."""
    last = work.ops[-1] if work.ops else None
    ms = last.ms if isinstance(last, o.ItemLength | o.SetDuration) else None
    figures = [t for t in words if t.tags & {"num", "dur"}]
    plain = all(t.tags & {"neg", "no", "num", "dur", "nope", FILLER} for t in words)
    denied = bool(words) and bool(words[0].tags & {"neg", "no"})
    lengths = {t.value if "dur" in t else t.value * 1_000 for t in figures}
    return bool(ms) and plain and denied and bool(lengths) and ms not in lengths


def describes(work: Work, clause: Clause) -> bool:
    """`pan over the last photo, it's super wide`: what a picture is like that was just edited.

    It is no wish: one is said as an order, or as a complaint that asks for the opposite.
    """
    states = vocabulary(work.language).complaining.states
    words = [t for t in clause.tokens if not t.tags & {"break", "and"}]
    place = next((i for i, t in enumerate(words[:2]) if _states(clause.raw, t, states)), None)
    last = work.ops[-1] if work.ops else None
    told = [t for t in words if t.values("look") or t.values("canvas")]
    if place is None or not getattr(last, "items", ()) or not told:
        return False
    complaint = any(not t.tags & _own_meaning(t, work.language) for t in told)
    about = all(FILLER in t or t.tags & {"pronoun", "it"} for t in words[: place + 1])
    wished = {"about", "neg", "no", "add", "change", "title", "text", "quote", "all", "excess"}
    kinds = ("look", "canvas", "mood", "cant", "occasion")
    beside = {FILLER, "unknown", "much", "little", "item", "video", "pronoun", "write"}
    plain = all(t.tags & beside or any(map(t.values, kinds)) for t in words)
    if not about or not plain or any(t.tags & wished for t in words):
        return False
    if complaint:  # it was read as its opposite, and is of that picture
        for look in (t.values("look")[0] for t in told if t.values("look")):
            work.do(o.Look(look, items=getattr(last, "items", ())))
    use(clause.open())
    return True


def _states(raw: str, token: Token, states: frozenset[str]) -> bool:
    """Whether this word says that something is: `is`, `she's`."""
    return fold(token.text) in states or fold(raw[token.end : token.end + 2]) in states


def _own_meaning(token: Token, language: Language) -> frozenset[str]:
    """What a word means by itself, of looks and formats."""
    found = vocabulary(language).match(fold(token.text))
    tags = found[1] if found is not None else frozenset[str]()
    return frozenset(tag for tag in tags if tag.startswith(("look:", "canvas:")))


def _no_words_there(work: Work, clause: Clause) -> bool:
    """`"Hello" on the second photo, no text on the others`: only the others get none."""
    written = bool(work.ops) and isinstance(work.ops[-1], o.AddText | o.Captions)
    others = clause.has("rest", "other") and clause.has("no", "neg")
    plain = {"rest", "other", "different", "no", "neg", "add", "write", "item", "all", *_WORDS}
    return written and others and all(t.tags & plain for t in clause.left())


def _left_out(clause: Clause, found: Which | None) -> bool:
    """`…, but not the last photo`: pictures, and that it is not for them."""
    if found is None or not found.items or not clause.has("neg", "no", "nope", "except"):
        return False
    named = {*map(id, found.tokens)}
    plain = {"neg", "no", "nope", "except", "item", "nth"}
    return all(id(t) in named or t.tags & plain for t in clause.left())


def lose(work: Work, clause: Clause, left: list[Token], *, whole: bool) -> None:
    """Remember what nobody understood, in the words of the prompt."""
    if clause.had("export") and all(t.tags & {"neg", "export"} for t in left):
        return
    quiet = {"yes", "thanks", "praise", "hello", "vague", "nope", "export", "these", "video"}
    left = [t for t in left if not t.tags & quiet]
    if not left:
        return
    if whole:
        work.lost.append(clause.words)
        return
    runs: list[list[Token]] = []
    for token in left:
        gap = clause.raw[runs[-1][-1].end : token.start] if runs else ""
        if runs and len(gap) <= 2:
            runs[-1].append(token)
        else:
            runs.append([token])
    work.lost += [clause.raw[run[0].start : run[-1].end].strip() for run in runs]
