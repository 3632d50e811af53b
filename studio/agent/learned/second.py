"""A second reading of a prompt, by what was learned, held against the rules' reading.

The rules read what they know to the letter, the learned reading what people say in other words.
Where the rules leave something over, or understood another thing, the learned reading does it when
it is sure, and asks when it is not: a wish that nobody is sure of is never done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studio.agent import ops as o
from studio.agent.accounting import DESTRUCTIVE
from studio.agent.apply import apply
from studio.agent.context import Project
from studio.agent.glyphs import drawable
from studio.agent.languages import FILLER
from studio.agent.learned import evidence
from studio.agent.learned.confirmed import unconfirmed
from studio.agent.learned.marking import NO_EDITS, NONE, Wish, wishes
from studio.agent.learned.values import UnreadableError, Values
from studio.agent.learned.wishes import BUILDERS, VALUES
from studio.agent.measures import merged
from studio.agent.parts import changed
from studio.agent.phrases import written
from studio.agent.planner import Plan, items_of, plan
from studio.agent.rules.talk import DIRECTIONS
from studio.agent.tokens import Reading, read
from studio.agent.work import Note, Work

HARDLY: Final = 0.1
"""How far ahead an edit is that is no more likely than another, or none."""
ASKED: Final = 0.2
"""How far ahead the least certain edit is that is asked about where the rules did otherwise; one
that is asked about however sure it is has this, too."""
SURE: Final = 0.3
"""The same, where it is done, or asked about where nothing seemed wrong with the rules' reading."""
CERTAIN: Final = 0.9
"""The same, where the rules' reading is taken to have been a misreading."""
# Several ways of the rules to say one thing.
_SAME: Final = {o.TrimStart: o.RemoveRange, o.TrimEnd: o.RemoveRange, o.Speed: o.ItemLength}
# Remarks that only say that nothing was understood, and what could be.
_VAGUE = ("not_done", "answer_", "no_retouch", "no_own_song", "no_clip_sound")
# Questions that only give an idea of what to say.
_IDEAS = ("ask_idea", "ask_create", "ask_vague", "ask_mood")
_VERSIONS = (o.Undo, o.Redo)
# How long all of it is: of several such wishes one was misread.
_LENGTHS = (o.SetDuration, o.ScaleDuration, o.ChangeDuration)
# Edits that have words of their own.
_WRITING = ("text", "replace_text", "captions", "voice")
# Edits that the rules find in a single word.
_FROM_A_WORD = (o.Look, o.Canvas, o.MusicOff, o.ScaleDuration)
# What no mark names; where the rules read one of these, they know better.
_BEYOND = (
    *(o.Create, o.Alike, o.TextCards, o.AddCard, o.CardGround, o.AddItems, o.ReplaceItem),
    *(o.TakeBack, o.Logo, o.MoveLogo, o.Denoise, o.OwnMusic, o.MusicTime, o.AddVoice),
    *(o.SetVoice, o.RemoveVoice, o.CutOnBeats, o.Split, o.TimedCaptions, o.Loop, *_VERSIONS),
)


@dataclass(frozen=True, slots=True)
class Second:
    """What was learned to be meant: edits, and how sure that is.

    `told` names wishes that are no edits, `valued` says that a value was told, `unseen` are words
    that nobody knows, `strict` says that each choice named belongs to an edit of its kind, `whole`
    that every word belongs to one.
    """

    ops: tuple[o.Op, ...]
    sure: float
    told: frozenset[str]
    valued: bool = False
    unseen: tuple[str, ...] = ()
    strict: bool = False
    whole: bool = False


def understood(text: str, project: Project) -> Plan:
    """What a prompt asks for: the rules' reading, looked over by the learned one."""
    first = plan(text, project)
    memory = project.recall
    if project.draft.empty or memory.asked or memory.options or memory.offer is not None:
        return first
    if first.ask is not None and first.ask.key not in (("ask_text",) if first.ops else _IDEAS):
        return first
    if first.base is not None or any(isinstance(op, _BEYOND) for op in first.ops):
        return first
    names = tuple(written(item.name) for item in project.media)
    shown = tuple(title.text for title in project.draft.titles)
    reading = merged(read(text, project.language, names, shown))
    song = any(item.kind == "audio" for item in project.media)
    if reading.has("other", "voice", *(("own",) if song else ())):
        return first
    found = wishes(reading)
    second = learned(reading, project, found)
    meant = first if second is None else _weighed(first, second, project)
    quoted = reading.has("quote")
    if not first.lost or meant.ops != first.ops:
        return meant
    if not unconfirmed(first.ops, found, ASKED, quoted=quoted):
        return meant
    return replace(meant, ops=(), notes=(), held=meant.ops)


def learned(reading: Reading, project: Project, found: Sequence[Wish]) -> Second | None:
    """The learned reading; None where a wish cannot be read to its last value."""
    edits = [wish for wish in found if wish.op not in NO_EDITS and evidence.says(wish)]
    told = frozenset(wish.op for wish in found if wish.op in NO_EDITS)
    if not edits:
        known = bool(found) and all(map(evidence.known, found))
        known = known and not ("vague" in told and any(c.isdigit() for c in reading.raw))
        return Second((), min(w.sure for w in found), told) if known else None
    lists = any(wish.op == "captions" for wish in edits)
    if lists and any(evidence.stray(token, found) for token in reading.tokens):
        return None  # perhaps one of the lines
    strange = (wish for wish in edits if wish.sure > HARDLY and not evidence.known(wish))
    if evidence.steers_outside(reading.tokens, found) or any(strange):
        return None
    work = Work(project, reading.language)
    skipped: list[str] = []
    if not _made(work, edits, reading.raw, skipped):
        return None
    edits = [wish for wish in edits if _said(wish, reading.raw) not in skipped]
    if not edits:
        return None
    # Said twice, an edit is as sure as where it was said best.
    sure = min(max(one.sure for one in edits if one.op == wish.op) for wish in edits)
    corrects = any("correction" in t and FILLER not in t for t in reading.tokens)
    if corrects and sure < SURE - HARDLY:
        return None  # of what was done before, the rules know more
    words = (t.text for t in reading.tokens if evidence.unseen(t, found))
    unseen = (*skipped, *(word for word in words if not any(word in said for said in skipped)))
    # What takes something away has to be surer to be done.
    if evidence.doubtful(edits) or (_takes(work.ops) and sure < (CERTAIN if unseen else 2 * SURE)):
        sure = min(sure, ASKED)
    inside = {id(token) for wish in edits for token in wish.tokens}
    return Second(
        tuple(work.ops),
        sure,
        told,
        valued=any({*wish.names} - {NONE, "which", "old"} for wish in edits),
        unseen=unseen,
        strict=evidence.chosen(reading.tokens, edits),
        whole=all(id(t) in inside or t.tags & {FILLER, "break", "and"} for t in reading.tokens),
    )


def _made(work: Work, edits: list[Wish], raw: str, skipped: list[str]) -> bool:
    """Do these wishes, one after the other; whether all could be, and none against another.

    What is hardly likely to be one, and says nothing, is told among the `skipped`.
    """
    done, failed = set[str](), list[Wish]()
    for wish in edits:
        try:
            if not evidence.known(wish):
                raise UnreadableError
            _do(work, wish, raw)
            done.add(wish.op)
        except UnreadableError:
            failed.append(wish)
    # The same said twice is one wish: `it is blurry, leave that picture out`.
    for wish in (wish for wish in failed if wish.op not in done):
        if wish.sure > HARDLY or any(map(evidence.steers, wish.tokens)):
            return False
        skipped.append(_said(wish, raw))
    lengths = [
        op
        for op in work.ops
        if isinstance(op, _LENGTHS) or (isinstance(op, o.ItemLength) and not op.items)
    ]
    songs = [op for op in work.ops if isinstance(op, o.SetMusic)]
    return len(lengths) < 2 and len(songs) < 2


def _said(wish: Wish, raw: str) -> str:
    return raw[wish.tokens[0].start : wish.tokens[-1].end]


def _do(work: Work, wish: Wish, raw: str) -> None:
    """Add the edits of a wish; raises UnreadableError."""
    build = BUILDERS.get(wish.op)
    wrote = wish.op in _WRITING or not wish.slots("text")
    taken = VALUES.get(wish.op)
    unread = taken is not None and any(
        slot not in taken and slot != NONE and evidence.steers(token)
        for token, slot in zip(wish.tokens, wish.names, strict=True)
    )
    unread = unread or evidence.edged(wish) or evidence.of_words(wish)
    unread = unread or (evidence.of_one(wish) and len(work.draft.clips) > 1)
    if build is None or not wrote or unread or wish.ragged:
        raise UnreadableError
    before = work.size
    made = build(Values(work, wish, raw))
    if isinstance(made, str):
        alone = replace(work.memory, asked="", options=()).pack()
        said = plan(made, replace(work.project, language="en", memory=alone))
        if said.lost or said.held or said.ask is not None or not said.ops:
            raise UnreadableError
        made = said.ops
    for op in made:
        work.do(op)
    if work.size == before:
        raise UnreadableError
    last = work.ops[-1] if work.ops else None
    work.spoken = getattr(last, "items", ()) or work.spoken


def _weighed(first: Plan, second: Second, project: Project) -> Plan:
    """The first reading, the second, or a question whether the second is meant."""
    alone = not first.ops and not first.held
    if not second.ops:
        return _no_edit(first, second)
    if second.told - ({"talk", "vague"} if alone else {"talk"}):
        return first
    if any(isinstance(op, _VERSIONS) for op in second.ops):
        taken = alone and not first.notes and len(second.ops) == 1 and second.sure >= SURE
        return _instead(first, second, project) if taken else first
    meant = apply(project.draft, second.ops)
    if meant == project.draft:
        there = bool(first.ops) and second.sure >= CERTAIN and not second.unseen
        there = there and not _kinds(first.ops) & _kinds(second.ops)
        return replace(first, ops=(), lost=()) if there else first
    if first.ops and not first.lost and not first.held and first.ask is None:
        return _against(first, second, project)
    if any(not note.key.startswith(_VAGUE) for note in first.notes):
        return first  # refused, or told, for a reason
    offered = apply(apply(project.draft, first.ops), first.held)
    if offered == meant and (not second.unseen or second.sure >= SURE):
        return _instead(first, second, project)
    if not changed(project.draft, offered) <= changed(project.draft, meant):
        return _other(first, second, project)
    if first.ops or first.held:
        if second.sure >= SURE:
            return _instead(first, second, project)
        return _other(first, second, project)
    return _for_nothing(first, second, project)


def _for_nothing(first: Plan, second: Second, project: Project) -> Plan:
    """No edit of the rules, where some were learned."""
    keys = [note.key for note in first.notes]
    answered = bool(keys) and all(key.startswith("answer_") for key in keys)
    if answered and not second.valued:
        # `is the music loud?`: told, and offered.
        return replace(first, held=second.ops) if second.sure >= SURE else first
    song = "no_own_song" in keys  # `use my song`, or `this song`
    if second.sure >= SURE:
        return _instead(first, second, project)
    if second.sure <= HARDLY or song:
        return first
    return replace(first, notes=(), ask=None, lost=second.unseen, held=second.ops)


def _other(first: Plan, second: Second, project: Project) -> Plan:
    """A reading of the rules with something left over, where other edits were learned."""
    taking = [op for op in first.ops if isinstance(op, DESTRUCTIVE)]
    if taking and _takes(second.ops) and any(op not in second.ops for op in taking):
        return replace(first, ops=(), notes=(), lost=(), held=second.ops)
    if second.unseen or _kinds(first.ops) >= _kinds(second.ops):
        return first
    if second.sure >= CERTAIN:
        return _instead(first, second, project)
    if second.sure < ASKED or not first.ops:
        return first
    return replace(first, ops=(), notes=(), lost=(), held=second.ops)


def _no_edit(first: Plan, second: Second) -> Plan:
    """Words that ask for no edit: answered in kind where the rules had nothing to say, and a doubt
    where they had an edit."""
    talk = second.told == {"talk"}
    idle = not first.ops and all(note.key.startswith(_VAGUE) for note in first.notes)
    if second.told == {"vague"} and second.sure >= CERTAIN and (first.lost or idle):
        return replace(first, ops=(), notes=(), ask=DIRECTIONS, lost=(), held=())
    if second.sure < CERTAIN or first.held:
        return first
    if first.ops:
        clean = not first.lost and not first.notes
        kept = talk and clean and not _takes(first.ops)
        return first if kept else replace(first, ops=(), notes=(), held=first.ops)
    if talk and first.lost and not first.notes:
        return replace(first, notes=(Note("said_talk"),), ask=None, lost=())
    return first


def _against(first: Plan, second: Second, project: Project) -> Plan:
    """A reading of the rules with nothing left over, where other edits were learned."""
    if second.sure < 2 * SURE or second.unseen:
        return first
    one, other = _kinds(first.ops), _kinds(second.ops)
    if second.whole and _takes(first.ops) > _takes(second.ops) and other - one:
        return replace(first, ops=(), notes=(), held=second.ops)
    # A word that was read twice, as in `too small to read on my phone`: no format was meant.
    twice = other < one and len(one - other) == 1 and one - other <= {*_FROM_A_WORD}
    if twice and second.whole and second.sure >= CERTAIN:
        return _instead(first, second, project)
    if _swallowed(first.ops, second.ops):
        return _instead(first, second, project)
    if one & other or not second.strict:
        doubt = second.whole and _elsewhere(first.ops, second.ops)
        return replace(first, ops=(), notes=(), held=second.ops) if doubt else first
    if second.sure >= CERTAIN:
        return _instead(first, second, project)
    return replace(first, ops=(), notes=(), held=second.ops)


def _elsewhere(one: Sequence[o.Op], other: Sequence[o.Op]) -> bool:
    """`the first two shorter`: whether the same is done to other pictures."""
    if [type(op) for op in one] != [type(op) for op in other]:
        return False
    pairs = zip(one, other, strict=True)
    return any(getattr(a, "items", None) != getattr(b, "items", None) for a, b in pairs)


def _swallowed(one: Sequence[o.Op], other: Sequence[o.Op]) -> bool:
    """`write Lisboa in big letters`: whether what says how words look was taken for words."""
    if len(one) != 1 or len(other) != 1:
        return False
    long, short = one[0], other[0]
    if not isinstance(long, o.AddText) or not isinstance(short, o.AddText):
        return False
    return short.text != long.text and long.text.startswith(short.text)


def _takes(ops: Iterable[o.Op]) -> int:
    return sum(isinstance(op, DESTRUCTIVE) for op in ops)


def _kinds(ops: Iterable[o.Op]) -> set[type]:
    return {_SAME.get(type(op), type(op)) for op in ops}


def _instead(first: Plan, second: Second, project: Project) -> Plan:
    ops, notes = drawable(second.ops, project.missing_glyphs)
    items = items_of(ops)
    return replace(first, ops=ops, notes=notes, ask=None, lost=second.unseen, held=(), items=items)
