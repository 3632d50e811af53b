"""One prompt answered: planned, applied, and told as a diff."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.answers import NO, YES
from studio.agent.apply import apply
from studio.agent.context import Answer, Memory, Project, Tool
from studio.agent.diff import diff
from studio.agent.glyphs import words_of
from studio.agent.kept import without_kept
from studio.agent.languages import Language
from studio.agent.languages.detection import answered_in
from studio.agent.learned.second import understood
from studio.agent.phrases import listed, quoted, say, seconds, shown, tell
from studio.agent.planner import Note, Plan
from studio.agent.question import Item, Question
from studio.agent.retracted import without_retracted
from studio.agent.shortening import MAX_TEXT
from studio.agent.unseen import which_unseen
from studio.agent.work import Ask
from studio.draft import Draft

GENERATING = (o.Create, o.Alike, o.TextCards)
# Questions that only give an idea of what to say: with a remark they are part of it.
_IDEAS = ("ask_idea", "ask_create")
_KEPT_UNDONE = 10


def respond(text: str, project: Project, *, say_gui: bool = False) -> Answer:
    """What the agent does with a prompt, and says.

    A prompt that changes nothing is free: a question, a refusal, an edit already there. With
    `say_gui` some answers speak of an Export button and a timeline, as the cloud's agent does.
    """
    settled = without_retracted(text, project, understood)
    if isinstance(settled, Plan):
        return told(settled, project, say_gui=say_gui)
    wish, project = settled
    wish = without_kept(wish, project)
    planned = which_unseen(wish, project, understood) or understood(wish, project)
    return told(planned, project, say_gui=say_gui)


def told(planned: Plan, project: Project, *, say_gui: bool = False) -> Answer:
    """What a plan makes of the project, and what is said about it."""
    spoken = answered_in(planned.prompt, planned.language, project.language)
    planned = replace(planned, language=spoken)
    if any(isinstance(op, o.Undo | o.Redo) for op in planned.ops):
        return _versions(project, planned, say_gui)
    before = planned.base if planned.base is not None else project.draft
    after = _named(apply(before, planned.ops), planned)
    remarks = [_told(note, planned.language) for note in _remarks(before, after, planned)]
    if planned.lost:
        remarks.append(_lost(planned))
    offer = _offer(after, planned)
    question = _question(planned) if offer is None else _about(after, offer, planned.language)
    if planned.lost and planned.ask is not None and planned.ask.key in _IDEAS:
        remarks[-1] = f"{remarks[-1]} {say(planned.ask.key, planned.language)}"
        question = None
    remarks += _left_out(project, after, planned.language)
    kept = _memory(project, planned, question, changed=after != project.draft)
    if question is not None and offer is not None:
        taken = zip(question.items[0].options, (YES, NO), strict=True)
        kept = replace(kept, offer=offer, options=tuple(taken))
    memory = kept.pack()
    if after == project.draft:
        if not remarks and question is None:
            remarks.append(say("unchanged", planned.language))
        text = "\n\n".join(remarks)
        return Answer(text=text, question=question, memory=memory, unread=_unread(planned))
    generate = any(isinstance(op, GENERATING) for op in planned.ops)
    lines = [_headline(project.draft, after, generate, planned), *remarks]
    if say_gui:
        lines += _gui(project, generate, planned.language)
    return Answer(
        text="\n\n".join(lines),
        question=question,
        draft=after,
        work="generate" if generate else "edit",
        kinds=frozenset(o.name_of(op) for op in planned.ops),
        tools=tuple(_tool(op) for op in planned.ops[:8]),
        memory=memory,
        unread=_unread(planned),
    )


def _named(after: Draft, planned: Plan) -> Draft:
    """New music of ours by the name that it has in this language."""
    music = after.music
    new = any(isinstance(op, o.SetMusic | o.Create | o.TextCards) for op in planned.ops)
    if music is None or not music.gen or not new:
        return after
    return replace(after, music=replace(music, name=say(f"music_{music.gen}", planned.language)))


def _unread(planned: Plan) -> bool:
    """Whether the rules left something over, or had to ask in which direction."""
    vague = planned.ask is not None and planned.ask.key in (*_IDEAS, "ask_vague")
    return bool(planned.lost) or vague or any(n.key == "not_done" for n in planned.notes)


def _versions(project: Project, planned: Plan, say_gui: bool) -> Answer:
    """So many versions back, or forward to one that was taken back."""
    language, memory, many = planned.language, project.recall, len(project.media)
    op = planned.ops[0]
    gui = " ".join(_screen("gui_preview", language)) if say_gui else ""
    if isinstance(op, o.Redo):
        if not memory.undone:
            return Answer(text=say("nothing_to_redo", language), memory=project.memory)
        draft = memory.undone[-1]
        kept = replace(memory, undone=memory.undone[:-1], seen=many, told=many).pack()
        lines = [say("redone", language), *_bullets(diff(project.draft, draft, language)), gui]
        lines += _left_out(project, draft, language)
        text = "\n".join(line for line in lines if line)
        return Answer(text=text, draft=draft, work="edit", memory=kept, kinds=frozenset({"Redo"}))
    steps = op.steps if isinstance(op, o.Undo) else 1
    steps = min(steps, len(project.history) - 1)
    if steps < 1:
        return Answer(text=say("nothing_to_undo", language), memory=project.memory)
    gone = tuple(reversed(project.history[-steps:]))
    undone = (*memory.undone, *gone)[-_KEPT_UNDONE:]
    kept = replace(memory, undone=undone, prompt="", edited=False, seen=many, told=many).pack()
    head = say("undone" if steps == 1 else "undone_many", language, n=steps)
    back = project.history[-1 - steps]
    lines = [head, *_bullets(diff(project.draft, back, language)), gui]
    lines += _left_out(project, back, language)
    return Answer(
        text="\n".join(line for line in lines if line),
        undo=steps,
        work="edit",
        kinds=frozenset({"Undo"}),
        memory=kept,
    )


def _bullets(lines: list[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _lost(planned: Plan) -> str:
    words = quoted(dict.fromkeys(planned.lost), planned.language)
    return say("not_understood", planned.language, words=words)


def _offer(after: Draft, planned: Plan) -> Draft | None:
    """What the edits that may not have been meant would make of the draft."""
    if not planned.held or planned.ask is not None:
        return None
    offered = apply(after, planned.held)
    return offered if offered != after else None


def _about(after: Draft, offer: Draft, language: Language) -> Question:
    """Whether this shall be done; a single line is its own button."""
    lines = diff(after, offer, language)
    one = len(lines) == 1
    label = lines[0] if one else say("option_sure", language)
    prompt = "\n".join([say("ask_sure", language), *([] if one else _bullets(lines))])
    return Question(
        say("before_i_go_on", language), (Item("q1", prompt, (label, say("option_no", language))),)
    )


def _question(planned: Plan) -> Question | None:
    if planned.ask is None:
        return None
    ask, language = planned.ask, planned.language
    prompt = tell(ask.key, language, ask.values)
    labels = tuple(_label(option, language) for option in ask.options)
    return Question(say("before_i_go_on", language), (Item("q1", prompt, labels, ask.multiple),))


def _label(option: str, language: Language) -> str:
    key, _, value = option.partition("|")
    return say(key, language, default=option, value=value)


def _memory(project: Project, planned: Plan, question: Question | None, *, changed: bool) -> Memory:
    """What the next prompt may speak of."""
    before, asked = project.recall, planned.ask
    missed = _missed(planned)
    options: tuple[tuple[str, str], ...] = ()
    if asked is not None and question is not None:
        labels = question.items[0].options
        options = tuple((label, _prompt_of(asked, label, planned)) for label in labels)
    return Memory(
        asked=asked.key if asked else "",
        options=options,
        prompt=planned.prompt if changed else before.prompt,
        items=planned.items if changed else before.items,
        topics=planned.topics or before.topics,
        undone=() if changed else before.undone,
        misses=before.misses + 1 if missed else 0,
        edited=changed,
        seen=len(project.media) if changed else _seen(project),
        told=len(project.media),
    )


def _seen(project: Project) -> int | None:
    return None if project.draft.empty else len(project.media) - len(project.fresh)


def _left_out(project: Project, after: Draft, language: Language) -> list[str]:
    """The files that came for this prompt and are not in the video, by their names: once."""
    used = {clip.src for clip in after.clips} | {after.logo}
    used |= {after.music.src} if after.music is not None else set()
    used |= {voice.src for voice in after.voices}
    names = [shown(item.name) for item in project.untold if item.id not in used]
    if not names or after.empty:
        return []
    return [say("not_used", language, names=listed(names, language))]


def _missed(planned: Plan) -> bool:
    """Whether nobody knew what to do with the prompt."""
    unread = bool(planned.lost) and not planned.notes
    return not planned.ops and (unread or any(n.key == "not_done" for n in planned.notes))


def _prompt_of(asked: Ask, label: str, planned: Plan) -> str:
    """What an answer with this label asks for: an order of its own, or the rest of the last one."""
    if asked.span is not None:
        start, end = asked.span
        return f"{planned.prompt[:start]}{label}{planned.prompt[end:]}"
    return f"{planned.prompt}, {label}" if asked.key in ("ask_volume",) else label


def _headline(before: Draft, after: Draft, generate: bool, planned: Plan) -> str:
    language = planned.language
    if not generate:
        head = say("done_part" if planned.lost else "done", language)
        return "\n".join([head, *_bullets(diff(before, after, language))])
    head = say(
        "created",
        language,
        seconds=seconds(after.total),
        material=_material(after, language),
        canvas=f"{after.width}x{after.height}",
    )
    empty = Draft(width=after.width, height=after.height)
    skipped = {*diff(Draft(), Draft(clips=after.clips), language)}
    lines = [x for x in diff(empty, after, language) if x not in skipped]
    return "\n".join([head, *_bullets(lines)])


def _material(draft: Draft, language: Language) -> str:
    found = []
    for kind, word in (("image", "photo"), ("video", "video"), ("card", "card")):
        many = sum(clip.kind == kind for clip in draft.clips)
        if many:
            found.append(say(word if many == 1 else f"{word}s", language, n=many))
    return listed(found, language)


def _remarks(before: Draft, after: Draft, planned: Plan) -> list[Note]:
    """The planner's own, and what the numbers turned out to be where a wish was not met in full."""
    notes = list(planned.notes)
    clips = any(clip.kind == "video" for clip in after.clips)
    for op in planned.ops:
        if any(len(text) > MAX_TEXT for text in words_of(op)):
            notes.append(Note("text_cut", {"most": MAX_TEXT}))
        wanted = getattr(op, "ms", None) if isinstance(op, o.SetDuration | o.Create) else None
        if isinstance(op, o.ChangeDuration) and op.by > 0:
            wanted = before.total + op.by
        if wanted and not isinstance(op, o.ChangeDuration) and after.total < wanted - 250:
            notes.append(Note("too_short", {"seconds": seconds(after.total)}))
        elif (isinstance(op, o.SetDuration) and after.total < before.total and clips) or (
            isinstance(op, o.Create) and clips and after.total < _material_ms(op) - 1_000
        ):
            notes.append(Note("clips_trimmed"))
    return notes


def _material_ms(op: o.Create) -> int:
    return sum(item.ms or 0 for item in op.items)


def _told(note: Note, language: Language) -> str:
    return tell(note.key, language, note.values)


def _gui(project: Project, generate: bool, language: Language) -> list[str]:
    """Screen talk, in turns, so that whoever relays it has something to translate."""
    if generate:
        return _screen("gui_created", language)
    return _screen("gui_preview" if len(project.history) % 2 else "gui_edited", language)


def _screen(key: str, language: Language) -> list[str]:
    """Only English and Chinese have words about a screen, as the cloud's agent has."""
    words = say(key, language, default="")
    return [words] if words else []


TOOLS: dict[type, str] = {
    o.Create: "create_video",
    o.Alike: "create_video",
    o.TextCards: "create_video",
    o.SetMusic: "add_music",
    o.OwnMusic: "add_music",
    o.AddText: "add_text",
    o.Captions: "add_text",
    o.TimedCaptions: "add_text",
}


def _tool(op: o.Op) -> Tool:
    """The step as the stream shows it; values only, no paths and no files."""
    args = {
        name: value
        for name in op.__slots__
        if isinstance(value := getattr(op, name), str | int | float)
    }
    return Tool(TOOLS.get(type(op), "edit_timeline"), {"operation": o.name_of(op), **args})
