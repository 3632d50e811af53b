"""One prompt answered: planned, applied, and told as a diff."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Answer, Project, Tool
from studio.agent.diff import diff, seconds
from studio.agent.phrases import say, tell
from studio.agent.planner import Note, Plan, plan
from studio.agent.reading import read
from studio.agent.tongues import Language
from studio.draft import Draft

GENERATING = (o.Create, o.TextCards)


def respond(text: str, project: Project, *, say_gui: bool = True) -> Answer:
    """What the agent does with a prompt, and says.

    A prompt that changes nothing is free: a question, a refusal, an edit already there. With
    `say_gui` some answers speak of an Export button and a timeline, as the cloud's agent does.
    """
    language = read(text, project.language).language
    planned = plan(text, project)
    if any(isinstance(op, o.Undo) for op in planned.ops):
        return _undo(project, language, say_gui)
    after = apply(project.draft, planned.ops)
    notes = [*planned.notes, *_caveats(project.draft, after, planned)]
    told = [_note(note, language) for note in notes]
    if after == project.draft:
        return _unchanged(planned, told, language)
    generate = any(isinstance(op, GENERATING) for op in planned.ops)
    lines = [_headline(project.draft, after, generate, language), *told]
    if say_gui:
        lines += _gui(project, generate, language)
    if planned.ask:
        lines.append(say(planned.ask, language))
    return Answer(
        text="\n\n".join(lines),
        draft=after,
        work="generate" if generate else "edit",
        kinds=frozenset(o.name_of(op) for op in planned.ops),
        tools=tuple(_tool(op) for op in planned.ops[:8]),
        asked=planned.ask,
    )


def _undo(project: Project, language: Language, say_gui: bool) -> Answer:
    if project.versions < 2:
        return Answer(text=say("nothing_to_undo", language))
    text = say("undone", language)
    if say_gui:
        text = " ".join([text, *_screen("gui_preview", language)])
    return Answer(text=text, undo=True, work="edit", kinds=frozenset({"Undo"}))


def _unchanged(planned: Plan, told: list[str], language: Language) -> Answer:
    lines = list(told)
    if planned.ask:
        lines.append(say(planned.ask, language))
    if not lines:
        lines.append(say("unchanged", language))
    return Answer(text="\n\n".join(lines), asked=planned.ask)


def _headline(before: Draft, after: Draft, generate: bool, language: Language) -> str:
    if not generate:
        return "\n".join(
            [say("done", language), *(f"- {x}" for x in diff(before, after, language))]
        )
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
    return "\n".join([head, *(f"- {line}" for line in lines)])


def _material(draft: Draft, language: Language) -> str:
    found = []
    for kind, word in (("image", "photo"), ("video", "video"), ("card", "card")):
        many = sum(clip.kind == kind for clip in draft.clips)
        if many:
            found.append(say(word if many == 1 else f"{word}s", language, n=many))
    return ", ".join(found)


def _caveats(before: Draft, after: Draft, planned: Plan) -> list[Note]:
    """What the numbers turned out to be where the wish could not be met in full."""
    notes: list[Note] = []
    clips = any(clip.kind == "video" for clip in after.clips)
    for op in planned.ops:
        wanted = getattr(op, "ms", None) if isinstance(op, o.SetDuration | o.Create) else None
        if wanted and after.total < wanted - 250:
            notes.append(Note("too_short", {"seconds": seconds(after.total)}))
        elif isinstance(op, o.SetDuration) and after.total < before.total and clips:
            notes.append(Note("clips_trimmed"))
    return notes


def _note(note: Note, language: Language) -> str:
    return tell(note.key, language, note.values)


def _gui(project: Project, generate: bool, language: Language) -> list[str]:
    """Screen talk, in turns, so that whoever relays it has something to translate."""
    if generate:
        return _screen("gui_created", language)
    return _screen("gui_preview" if project.versions % 2 else "gui_edited", language)


def _screen(key: str, language: Language) -> list[str]:
    """Only English and Chinese have words about a screen, as the cloud's agent has."""
    words = say(key, language, default="")
    return [words] if words else []


TOOLS: dict[type, str] = {
    o.Create: "create_video",
    o.TextCards: "create_video",
    o.SetMusic: "add_music",
    o.OwnMusic: "add_music",
    o.AddText: "add_text",
    o.Captions: "add_text",
}


def _tool(op: o.Op) -> Tool:
    """The step as the stream shows it; values only, no paths and no files."""
    args = {
        name: value
        for name in op.__slots__
        if isinstance(value := getattr(op, name), str | int | float)
    }
    return Tool(TOOLS.get(type(op), "edit_timeline"), {"operation": o.name_of(op), **args})
