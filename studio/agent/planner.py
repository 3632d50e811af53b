"""`plan(text, project)`: from a sentence to edit operations, by rules, without any model.

What the rules can't read is asked about or refused in words; nothing is guessed from one keyword
alone. Quoted spans never steer: they are what shall appear on screen.
"""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings, Note, Plan
from studio.agent.read_look import read_look
from studio.agent.read_new import read_more, read_new, read_refusals
from studio.agent.read_sound import read_sound
from studio.agent.read_text import read_text
from studio.agent.read_time import read_length_beside_text, read_time
from studio.agent.reading import Clause, Reading, read

_UNDO = (
    r"^\W*(?:please )?(?:undo|revert|go back|take (?:that|it) back|撤销|撤回|"
    r"复原|还原|恢复上一|回到上一)"
)
_GO_ON = (
    r"^\W*(?:yes|yep|ok(?:ay)?|sure|continue|go (?:on|ahead)|do it|"
    r"sounds good|looks good|可以|好的?|继续|option|行|嗯)(?=\W|$|吧|继续)|surprise|惊喜|funnier"
)
_LATER = r"\bexport|\brender\b|\bdownload\b|send it|send me|导出|下载|发给我"
_SCENE_START = (
    r"^(?:a|an|the|my|show me|give me|docs?)\b|^(?:展示|讲|一个|一只|clip\b)|"
    r"^[\w' -]+ (?:clip|video|scene|shot)\b|\b\w+ing (?:in|at|over|on|through|down)\b"
)


def plan(text: str, project: Project) -> Plan:
    """What this prompt asks for, given the project; at most one question, honest remarks."""
    reading = read(text, project.language)
    if reading.whole.has(_UNDO):
        return Plan(ops=(o.Undo(),))
    found = Findings()
    unread = 0
    for clause in reading.clauses:
        before = found.size
        read_refusals(clause, found)
        read_more(clause, project, found)
        read_text(clause, project, found)
        texts = found.size > before
        if texts:
            read_length_beside_text(clause, found)
        else:
            read_time(clause, project, found)
        read_sound(clause, project, found)
        read_look(clause, project, found)
        if found.size == before and not clause.has(_LATER):
            unread += len(clause.plain.split()) > 1 or len(clause.plain) > 3
    made = read_new(reading, project, found)
    if not made:
        _bare_length(found, unread)
        _implied(found, project)
    _answered(reading, project, found)
    if found.size == 0:
        _nothing(reading, project, found)
    return _possible(found, project)


def _bare_length(found: Findings, unread: int) -> None:
    """`15 seconds` alone is a wish; after a description of a scene it belongs to the scene."""
    if found.bare_length is None:
        return
    if unread and not found.ops:
        found.tell("no_footage")
    elif not any(note.key == "no_judging" for note in found.notes):
        found.do(o.SetDuration(found.bare_length))
    found.bare_length = None


def _implied(found: Findings, project: Project) -> None:
    """An edit of a video that is not there yet makes it out of what was sent."""
    if found.ops and project.draft.empty:
        if project.visuals:
            found.ops.insert(0, o.Create(project.visuals))
        else:
            found.ops.clear()
            found.notes.clear()
            found.ask = "ask_media"


def _answered(reading: Reading, project: Project, found: Findings) -> None:
    """The words after our own question are its answer, unless they are an order of their own."""
    if project.asked not in ("ask_text", "ask_names") or project.draft.empty:
        return
    words = reading.whole.quotes[0] if reading.whole.quotes else reading.whole.raw.strip(" .")
    quote_only = bool(reading.whole.quotes) and len(reading.whole.raw.split()) <= 2
    if (found.size and not quote_only) or not words or len(words) > 120:
        return
    found.ops[:] = [o.AddText(words, "end" if project.asked == "ask_names" else "title")]


def _nothing(reading: Reading, project: Project, found: Findings) -> None:
    """Nothing was understood: say what is possible, or ask."""
    whole = reading.whole
    if whole.has(_GO_ON) or len(whole.plain) <= 3:
        if project.draft.empty and project.visuals:
            found.do(o.Create(project.visuals))
        else:
            found.question("ask_media" if project.draft.empty else "ask_idea")
    elif whole.has(rf"^\W*(?:{_LATER})") and not project.draft.empty:
        found.tell("say_export")
    elif not project.visuals or _is_scene(whole):
        found.tell("no_footage")
    else:
        found.question("ask_create" if project.draft.empty else "ask_idea")


def _is_scene(whole: Clause) -> bool:
    """A description of something to be seen, rather than an order."""
    long_enough = len(whole.plain.split()) >= 3 or (
        not whole.plain.isascii() and len(whole.plain) >= 6
    )
    return long_enough and whole.has(_SCENE_START)


def _possible(found: Findings, project: Project) -> Plan:
    """Take out what this draft can't carry, and say so."""
    kept: list[o.Op] = []
    many = len(project.draft.clips) or len(project.visuals)
    if any(isinstance(op, o.Create) for op in found.ops):
        many = len(project.visuals)
    for op in found.ops:
        wrong = _missing_clip(op, many)
        words = _words(op)
        letters = project.missing_glyphs(words) if words else ""
        if wrong:
            found.tell("no_position", n=wrong, many=many)
        elif isinstance(op, o.RemoveItem) and many < 2:
            found.tell("last_clip")
        elif letters:
            found.tell("no_glyphs", letters=letters)
        else:
            kept.append(op)
    if kept and found.ask in ("ask_idea", "ask_media"):
        found.ask = ""
    return replace(found.plan(), ops=tuple(kept))


def _missing_clip(op: o.Op, many: int) -> int:
    """The number of a clip that the operation names and the video has not; 0 when all are there."""
    named: tuple[int, ...] = ()
    match op:
        case o.Swap(first, second):
            named = (first, second)
        case o.Move(item, _) | o.RemoveItem(item) | o.Speed(_, item) | o.NormalSpeed(item):
            named = (item,)
        case _:
            pass
    return next((n for n in named if n > many), 0)


def _words(op: o.Op) -> str:
    """What an operation would write on the screen."""
    match op:
        case o.AddText(text=text) | o.ReplaceText(text=text):
            return text
        case o.Captions(lines) | o.TextCards(lines=lines):
            return " ".join(lines)
        case _:
            return ""


__all__ = ["Note", "Plan", "plan"]
