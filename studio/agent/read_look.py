"""Rules about what it looks like: colours, fades, transitions, motion, canvas, logo."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings
from studio.agent.reading import Clause
from studio.agent.words import CANVASES, LOOKS, MUSIC, TEXT

_NOT = (
    r"\bno\b|\bremove\b|\bcancel\b|without|\bturn off\b|\bstop\b|get rid of|"
    r"取消|去掉|不要|关掉|删掉"
)
_LESS = r"\bless\b|不那么|少一点"


def read_look(clause: Clause, project: Project, found: Findings) -> None:
    """Everything about appearance but the words."""
    _canvas(clause, found)
    _colours(clause, found)
    _fades(clause, found)
    _transitions(clause, project, found)
    _motion(clause, project, found)
    _logo(clause, project, found)


def _canvas(clause: Clause, found: Findings) -> None:
    for (width, height), pattern in CANVASES:
        if clause.has(pattern):
            found.do(o.Canvas(width, height))
            break
    if clause.has(
        r"blur(?:red)? (?:sides|background|edges)|don't crop|without cropping|"
        r"whole picture|两侧虚化|不要裁|完整显示|背景虚化"
    ):
        found.do(o.Fit("blur"))
    elif clause.has(r"\bfill the (?:screen|frame|canvas)|\bcrop to fill|铺满|填满"):
        found.do(o.Fit("crop"))


def _colours(clause: Clause, found: Findings) -> None:
    if clause.has(
        r"\b(?:balance|amount) of (?:red|green|blue)|\b(?:red|green|"
        r"blue)s? in the (?:shadows|highlights)|white balance|\bcurves\b|白平衡"
    ):
        found.tell("no_channels")
        return
    if clause.has(MUSIC) or (clause.has(TEXT) and not clause.has("filter|滤镜")):
        return
    if clause.has(
        r"(?:remove|no|reset|cancel) (?:the |all )?(?:filters?|looks?|"
        r"colou?r (?:effects?|grad\w+))|去掉滤镜|取消滤镜|恢复原色"
    ):
        found.do(o.Look("", on=False))
        return
    off = clause.has(f"{_NOT}|{_LESS}")
    for kind, pattern in LOOKS:
        if clause.has(pattern):
            found.do(o.Look(kind, on=not off))


def _fades(clause: Clause, found: Findings) -> None:
    on = not clause.has(_NOT)
    if clause.has(r"cross-?fade"):
        return
    if clause.has(r"fade[- ]?in\b|fade from black|淡入"):
        found.do(o.Fade("in", on))
    if clause.has(r"fade[- ]?(?:it )?out\b|fade to black|淡出"):
        found.do(o.Fade("out", on))
    elif clause.has(r"\bfades\b(?! (?:in|out))|fade in and out"):
        found.do(o.Fade("in", on))
        found.do(o.Fade("out", on))


def _transitions(clause: Clause, project: Project, found: Findings) -> None:
    if not clause.has(
        r"transitions?\b|cross-?fade|\bdissolve|\bwipes?\b|hard cuts?|转场|过渡|"
        r"叠化"
    ):
        return
    current = next((c.transition.kind for c in project.draft.clips if c.transition), None)
    if clause.has(rf"{_NOT}|hard cuts?"):
        found.do(o.SetTransition("cut"))
    elif clause.has(r"wipe|擦"):
        found.do(o.SetTransition("wipe"))
    elif clause.has(r"\bslid(?:e|ing)\b(?! ?show)|滑|推"):
        found.do(o.SetTransition("slide"))
    elif clause.has(r"fade|dissolve|\bsoft|smooth|gentle|叠化|淡|柔和") or current != "fade":
        found.do(o.SetTransition("fade"))
    else:  # "add a transition" where crossfades are: another one was meant
        found.do(o.SetTransition("wipe"))


def _motion(clause: Clause, project: Project, found: Findings) -> None:
    if not clause.has(
        r"\bzoom|ken burns|\bpan(?:ning)?\b|\bmotion\b|camera move|推近|拉远|缩放|"
        r"运镜|推拉|镜头移动"
    ):
        return
    if clause.has(r"slow motion|stop motion|motion blur"):
        return
    photos = any(clip.kind == "image" for clip in project.draft.clips)
    if not photos and not any(item.kind == "image" for item in project.visuals):
        found.tell("no_media_type")
    elif clause.has(rf"{_NOT}|\bstill\b"):
        found.do(o.SetMotion("none"))
    elif clause.has(r"zoom(?:s|ing)? out|拉远"):
        found.do(o.SetMotion("zoom_out"))
    elif clause.has(r"zoom(?:s|ing)? in|推近|\bzoom$|slow zoom"):
        found.do(o.SetMotion("zoom_in"))
    elif clause.has(r"pan left|左"):
        found.do(o.SetMotion("pan_left"))
    elif clause.has(r"pan right|右"):
        found.do(o.SetMotion("pan_right"))
    else:
        found.do(o.SetMotion("varied"))


def _logo(clause: Clause, project: Project, found: Findings) -> None:
    if not clause.has(r"\blogo\b|watermark|水印|角标|标志") or clause.quotes:
        return
    if clause.has(_NOT):
        found.do(o.Logo(None))
        return
    if clause.has(r"\baround\b|progress|animat"):
        return
    pictures = [item for item in project.media if item.kind == "image"]
    used = {clip.src for clip in project.draft.clips}
    named = [item for item in pictures if "logo" in item.name.casefold()]
    spare = [item for item in pictures if item.id not in used and project.draft.clips]
    if named or spare:
        found.do(o.Logo((named or spare)[-1]))
    else:
        found.tell("no_logo")
