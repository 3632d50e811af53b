"""`plan(text, project)`: from a sentence to edit operations, by rules, without any model.

Every word is accounted for: rules mark what they used, and what remains is told. A wish with a
part that steers it (a number, a range, `except`) and that nobody could read is left alone whole.
Quoted spans never steer: they are what shall appear on screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.agent import accounting, afterwards
from studio.agent import ops as o
from studio.agent.accounting import as_it_is
from studio.agent.answers import agreed, chosen
from studio.agent.apply import apply
from studio.agent.captions import timed_lines
from studio.agent.clause import Clause, clauses, use
from studio.agent.context import Memory, Project
from studio.agent.corrections import (
    contrasted,
    corrected,
    corrects,
    lead_in,
    orders,
    other_words,
    repeated,
    unclear,
    without_lead,
    without_old,
)
from studio.agent.given_up import as_removal
from studio.agent.glyphs import drawable
from studio.agent.languages import FILLER, Language, correction_word
from studio.agent.misses import nothing_read
from studio.agent.prompt import read_prompt
from studio.agent.rules import (
    alike,
    looks,
    make,
    motion,
    moving,
    order,
    slides,
    sound,
    talk,
    texts,
    time,
    voice,
)
from studio.agent.rules.as_long import as_long
from studio.agent.rules.canvas import sent_logo
from studio.agent.rules.numbering import numbering
from studio.agent.rules.only import only_kind
from studio.agent.rules.versions import gone, part_undone, takes_back, versions
from studio.agent.tokens import Reading
from studio.agent.work import Ask, Note, Work, clip_options
from studio.draft import Draft

Rule = Callable[[Work, Clause], None]
# Questions whose answer is words for the screen, or to be read aloud.
TEXT_ASKED = ("ask_text", "ask_text_or_wish", "ask_lines", "ask_names", "ask_voice")
_OF_CLIPS: tuple[Rule, ...] = (order.order, time.time)
_RULES: tuple[Rule, ...] = (
    numbering,
    slides.ground,
    motion.amount,
    voice.voice,
    texts.texts,
    sound.sound,
    looks.looks,
    *_OF_CLIPS,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a prompt asks for: edits, remarks, at most one question, and what nobody understood.

    `base` is the draft to be edited instead of the present one, when a correction takes the last
    edit back; `held` are edits that may not have been meant, to be asked about.
    """

    language: Language
    ops: tuple[o.Op, ...] = ()
    notes: tuple[Note, ...] = ()
    ask: Ask | None = None
    lost: tuple[str, ...] = ()
    base: Draft | None = None
    topics: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    prompt: str = ""
    held: tuple[o.Op, ...] = ()


def plan(text: str, project: Project) -> Plan:
    """What this prompt asks for, given the project."""
    memory = project.recall
    prompt = chosen(text, memory)
    reading = as_removal(read_prompt(prompt, project))
    reading = lead_in(reading, spoken=bool(memory.items))
    if memory.offer is not None and (agrees := agreed(reading)) is not None:
        notes = () if agrees else (Note("said_nope"),)
        return Plan(reading.language, notes=notes, base=memory.offer if agrees else None)
    if lines := timed_lines(prompt, project.draft.total):
        return Plan(reading.language, (o.TimedCaptions(lines),), prompt=prompt)
    if takes_back(reading, project.history, edited=memory.edited):
        return Plan(reading.language, (o.Undo(1),), prompt=prompt)
    if (meant := _corrected(reading, project, prompt)) is not None:
        return meant
    if (repeat := _again(reading, project)) is not None:
        return repeat
    reading = without_lead(reading) if orders(reading) else reading
    if unclear(reading):
        return Plan(reading.language, lost=(reading.raw.strip(),), prompt=prompt)
    if reading.has("undo") and len(project.history) > 1:
        instead = _after_undo(reading, project, prompt)
        if instead is not None:
            return instead
    return _planned(reading, project, prompt)


def _corrected(reading: Reading, project: Project, prompt: str) -> Plan | None:
    """The last edit as it was meant, where this corrects it."""
    memory = project.recall
    if not memory.prompt or len(project.history) < 2 or orders(reading):
        return None
    reading = without_old(reading)
    if not corrects(reading):
        return None
    base = replace(project, draft=project.history[-2])
    last = read_prompt(memory.prompt, base)
    if (tokens := contrasted(reading, last)) is not None:
        going = _planned(replace(reading, tokens=tokens), base, prompt)
        if going.ops and not going.lost:
            return replace(going, base=base.draft)
    tokens = corrected(last, reading, lambda: _other(memory, project))
    if tokens is None and reading.has("other") and not reading.has("quote"):
        return _which_one(reading, project, prompt)
    if tokens is not None:
        made = _instead(replace(last, tokens=tokens), base, project, memory.prompt)
        if made is not None:
            return replace(made, language=reading.language)
    if (words := other_words(last, reading)) is not None:
        made = _planned(replace(last, tokens=words), base, memory.prompt)
        return replace(made, base=base.draft, language=reading.language)
    if memory.edited and reading.has("correction"):
        made = _instead(without_lead(reading), base, project, prompt)
        kinds = {type(op) for op in _planned(read_prompt(memory.prompt, base), base, "").ops}
        if made is not None and {type(op) for op in made.ops} == kinds:
            return made  # an order of the same kind, in its own words
    return None


def _instead(reading: Reading, base: Project, project: Project, prompt: str) -> Plan | None:
    """This done to the draft before the last edit; None unless all is read and differs."""
    made = _planned(reading, base, prompt)
    if not made.ops or made.lost or apply(base.draft, made.ops) == project.draft:
        return None
    return replace(made, base=base.draft)


def _again(reading: Reading, project: Project) -> Plan | None:
    """The last edit, done to another picture."""
    last = project.recall.prompt
    tokens = repeated(project, reading, lambda: read_prompt(last, project))
    made = _planned(replace(reading, tokens=tokens), project, last) if tokens is not None else None
    return made if made is not None and made.ops and not made.lost else None


def _which_one(reading: Reading, project: Project, prompt: str) -> Plan:
    """`the other one`, where there are several: asked, and each answer corrects the last edit."""
    before = project.history[-2]
    rest = [n for n in range(1, len(before.clips) + 1) if n not in project.recall.items][:4]
    names = clip_options(before, rest)
    lead = correction_word(reading.language)
    meant = f"{lead}, {prompt}"
    span = len(lead) + 2, len(meant)
    return Plan(reading.language, ask=Ask("ask_which", names, span=span), prompt=meant)


def _after_undo(reading: Reading, project: Project, prompt: str) -> Plan | None:
    """`undo that and make it warmer`: the rest, done to the draft before the last edit."""
    parts = clauses(reading)
    if len(parts) < 2 or not parts[0].had("undo") or parts[1].had("undo"):
        return None
    rest = replace(reading, tokens=tuple(token for part in parts[1:] for token in part.tokens))
    op = part_undone(project, reading, parts[0].tokens)
    if isinstance(op, o.TakeBack):
        made = _planned(rest, replace(project, draft=apply(project.draft, [op])), prompt)
        return replace(made, ops=(op, *made.ops)) if made.ops and not made.lost else None
    base = replace(project, draft=project.history[-2])
    made = _planned(rest, base, prompt)
    return replace(made, base=base.draft) if made.ops and not made.lost else None


def _other(memory: Memory, project: Project) -> int | None:
    many = len(project.history[-2].clips)
    rest = [n for n in range(1, many + 1) if n not in memory.items]
    return rest[0] if len(rest) == 1 else None


def _planned(reading: Reading, project: Project, prompt: str) -> Plan:
    work = Work(project, reading.language)
    work.spoken = work.returned
    parts: list[Clause] = []
    asked = versions(work, reading) or _asked_text(work, reading, prompt)
    asked = asked or sent_logo(work, reading)
    if not asked and not gone(work, reading):
        parts = clauses(reading)
        _clauses(work, reading, parts)
    accounting.doubted(work)
    topics: frozenset[str] = parts[-1].about() if parts else frozenset()
    if any(isinstance(op, o.Create | o.Alike | o.TextCards) for op in work.ops):
        topics = frozenset({"video"})  # of all that was asked for with a new video, none was last
    plan = Plan(
        reading.language,
        tuple(work.ops),
        tuple(work.notes),
        work.ask,
        tuple(work.lost),
        topics=tuple(sorted(topics)),
        items=items_of(work.ops),
        prompt=prompt,
        held=tuple(work.held),
    )
    ops, notes = drawable(plan.ops, project.missing_glyphs)
    return replace(plan, ops=ops, notes=(*plan.notes, *notes))


def _clauses(work: Work, reading: Reading, parts: list[Clause]) -> None:
    made = alike.alike(work, reading, parts)
    if not made and (talk.several(work, reading) or talk.question(work, reading)):
        return
    if not made and moving.sequence(work, parts):
        return
    if not made and motion.in_turn(work, parts):
        return
    before = work.snapshot()
    made = made or make.make(work, reading, parts)
    if (made and not work.ops) or (not made and only_kind(work, parts)):
        return
    implied = not made and make.wants_video(work.project)
    if implied:
        work.do(o.Create(work.project.visuals))
    slides.slide(work, reading, parts)
    topics = frozenset(work.memory.topics) if not made else frozenset()
    topics = topics if len(topics) == 1 else frozenset()
    for place, clause in enumerate(parts):
        clause.topics = topics
        clause.follows = parts[place - 1].about() if place else frozenset()
        _clause(work, clause, making=made)
        topics = clause.about()
    if implied and len(work.ops) == 1:
        work.ops.clear()
        work.project = replace(work.project, draft=Draft())
    if work.ops and work.ask is not None and work.ask.key in ("ask_vague", "ask_mood"):
        work.ask = None
    if made and work.lost and not work.begun.empty:
        work.hold(before)  # a new video in the place of the one that is there
    afterwards.no_scene(work, parts)
    afterwards.on_beats(work)
    if not work.size:
        nothing_read(work, reading)
    elif work.project.draft.empty and not work.ops and not work.notes:
        work.question(Ask("ask_create" if work.project.visuals else "ask_media"))


def _clause(work: Work, clause: Clause, *, making: bool) -> None:
    """Run all rules; undo them when something is left over that would have steered them."""
    if clause.had("guard") and not clause.left():
        use(clause.open())
        return
    if accounting.said_already(work, clause) or accounting.describes(work, clause):
        return
    if talk.left_alone(work, clause) or talk.impossible(work, clause, making=making):
        return
    before, size = work.snapshot(), work.size
    if as_long(work, clause) or as_it_is(work, clause):
        return
    if moving.sequence(work, [clause]):
        work.spoken = _spoken(work, before[1]) or work.spoken
        return
    for rule in _RULES:
        if work.draft.empty and not making:
            break
        dur = clause.first("dur")
        free = dur is not None and accounting.of_the_whole(clause, dur)
        done = work.ops[before[1] :]
        if rule in _OF_CLIPS and not making and not free and accounting.spoken_for(done):
            break
        rule(work, clause)
    if work.size == size:
        if making:
            clause.finish()
        if talk.vague(work, clause) or talk.in_the_picture(work, clause, making=making):
            return
        accounting.leave(work, clause, making=making)
        return
    _account(work, clause, before, making=making)


def _account(
    work: Work, clause: Clause, before: tuple[Project, int, int, Ask | None], *, making: bool
) -> None:
    """What was left over is told; what it makes unsafe is undone, what it makes doubtful held."""
    work.late = False
    clause.finish()
    last = work.ops[-1] if len(work.ops) > before[1] else None
    gone = isinstance(last, o.RemoveItem | o.KeepItems)  # what is left stands elsewhere
    work.spoken = () if gone else _spoken(work, before[1]) or work.spoken
    left = clause.left()
    if not making and accounting.contradicts(clause, work.ops, before[1]):
        work.hold(before)
    if not making and accounting.unsafe(clause, left, work.ops[before[1] :]):
        work.restore(before)
        work.lost.append(clause.words)
        return
    fresh = work.begun.empty  # of a video that is only now made nothing can be lost
    if not (making or fresh) and (doubts := accounting.doubts(work, clause, left, before[1])):
        work.hold(before)
        left = doubts
    accounting.lose(work, clause, left, whole=False)


def _asked_text(work: Work, reading: Reading, prompt: str) -> bool:
    """The words after our own question for a text are its answer, unless they are an order.

    What may be either is asked about: only quotation marks make it a text.
    """
    asked = work.memory.asked
    if asked not in TEXT_ASKED or len(reading.raw) > 200:
        return False
    if asked == "ask_voice" and (reading.has("voice") or reading.tokens[0].values("cant")):
        return False
    quotes = [quote.text for quote in reading.quotes]
    orders = {"remove", "undo", "add", "change", "music", "transition", "create", "swap", "dur"}
    orders |= {"title", "text", "question", "move", "nope", "no"}
    if not quotes and any(t.tags & orders and FILLER not in t for t in reading.tokens):
        return False
    words = quotes or [reading.raw.strip(" .")]
    if asked == "ask_lines":
        lines = tuple(x.strip() for x in re.split(r"[\n|/;；]+", words[0]) if x.strip())
        work.do(o.TextCards(tuple(quotes) if len(quotes) > 1 else lines))
        return True
    if work.draft.empty:
        return False
    if not quotes and (wish := _wish(work, reading, prompt)):
        if wish.lost:
            work.question(Ask("ask_text_or_wish", values={"text": words[0]}))
        return bool(wish.lost)
    if asked == "ask_voice":
        voice.say(work, words[0])
        return True
    work.do(o.AddText(words[0], "end" if asked == "ask_names" else "title"))
    return True


def _wish(work: Work, reading: Reading, prompt: str) -> Plan | None:
    """What these words ask for when they are no answer; None for words that ask for nothing.

    Words written as a title is, with capitals, are none either unless they are an order throughout.
    """
    unasked = replace(work.project, memory=replace(work.memory, asked="").pack())
    fresh = tuple(replace(token, used=False) for token in reading.tokens)
    made = _planned(replace(reading, tokens=fresh), unasked, prompt)
    words = [w for w in reading.raw.split() if w[:1].isalpha()]
    titled = sum(w[:1].isupper() for w in words) >= max(2, len(words) / 2)
    verb = reading.has("shorter", "longer", "faster", "slower", "up", "down", "mute", "rotate")
    if titled and (made.lost or not verb):
        return None
    told = made.notes and any(token.values("ask") for token in reading.tokens)
    return made if made.ops or told else None


def _spoken(work: Work, since: int) -> tuple[int, ...]:
    """Where the clips are now that the clause was about."""
    last = work.ops[-1] if len(work.ops) > since else None
    if isinstance(last, o.AddItems):
        return work.returned
    if isinstance(last, o.Move):
        return (last.to or len(work.draft.clips),)
    return items_of(work.ops[since:])


def items_of(ops: Sequence[o.Op]) -> tuple[int, ...]:
    """The clips that the last edit was about."""
    for op in reversed(ops):
        items = getattr(op, "items", None)
        if isinstance(items, tuple) and items and all(isinstance(n, int) for n in items):
            return items
        item = getattr(op, "item", None)
        if isinstance(item, int) and item:
            return (item,)
    return ()


__all__ = ["Note", "Plan", "items_of", "plan"]
