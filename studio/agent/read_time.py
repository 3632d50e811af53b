"""Rules about time and order: lengths, trims, ranges, speed, loops, and which clip where."""

from __future__ import annotations

import re

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings
from studio.agent.reading import Clause
from studio.agent.words import (
    CUT,
    FIRST,
    KEEP,
    LAST,
    MINUTES,
    MUSIC,
    NUMBER,
    PHOTO,
    SECONDS,
    TEXT,
    TIMECODE,
    WHOLE,
    number,
    timecode,
)

_TO = r"\s*(?:to|-|–|—|until|till|and|through|到|至|~)\s*"
_SET_LENGTH = (
    r"\bmake\b|\bshorten|\bto\b|\bin total\b|\blong\b|length|duration|\bversion\b|\bshould be\b|"
    r"\bchange\b|改成|改为|变成|缩短|剪成|控制在|时长|压缩|做成|延长|调整"
)
_SHORTER = r"\bshorter\b|\bshorten\b|too long|缩短一?点?$|短一点|更短|短一些|短些|太长"
_LONGER = r"\blonger\b|too short|长一点|加长|更长|太短"
_FASTER = (
    r"speed (?:it |this |up|the)|\bfaster\b|fast[- ]?forward|double (?:the )?speed|加速|快一点|"
    r"快些|倍速|快进"
)
_SLOWER = r"\bslow(?:er| motion| it| down|[- ]?mo)\b|half speed|慢动作|慢放|减速|慢一点|慢些|放慢"
_NORMAL = (
    r"\bcancel\b|\bremove\b|\bno\b|without|\bnormal speed\b|stop|取消|去掉|不要|恢复正常|正常速度"
)
_ITEM = (
    rf"(?:{PHOTO})\s*(?:#|no\.?|number)?\s*{WHOLE}|"
    rf"(?:the\s+)?{WHOLE}\s+(?:{PHOTO})|第\s*{WHOLE}\s*[张段个幅]"
)


def read_time(clause: Clause, project: Project, found: Findings) -> None:
    """Everything that changes when something is seen."""
    before = found.size
    _ranges(clause, project, found)
    if found.size == before:
        _ends(clause, project, found)
    if found.size == before:
        _speed(clause, project, found)
    if found.size == before:
        _order(clause, project, found)
    if found.size == before:
        _length(clause, found)


def _ranges(clause: Clause, project: Project, found: Findings) -> None:
    spans = clause.find(TIMECODE + _TO + TIMECODE)
    if spans:
        start, end = timecode(spans[1]), timecode(spans[2])
    else:
        spans = clause.find(rf"{NUMBER}(?:{SECONDS})?{_TO}{NUMBER}{SECONDS}")
        if not spans or not clause.has(f"{CUT}|{KEEP}") or clause.has(TEXT):
            return
        start, end = round(number(spans[1]) * 1000), round(number(spans[2]) * 1000)
    if start >= end:
        return
    remove = clause.has(
        r"\bremove\b|\bdelete\b|cut out|\bdrop\b|\bskip\b|take out|去掉|删|剪掉|剪去"
    )
    if remove and not clause.has(KEEP):
        found.do(o.RemoveRange(start, end))
        return
    found.do(o.KeepRange(start, end))
    if clause.has(r"\bcut\b") and not clause.has(KEEP):
        found.tell("kept_range", start=f"{start / 1000:g}", end=f"{end / 1000:g}")


def _ends(clause: Clause, project: Project, found: Findings) -> None:
    seconds = clause.seconds
    if seconds is None or seconds <= 0 or clause.has(r"\bgif\b"):
        return
    ms, total = round(seconds * 1000), project.draft.total
    first, last = clause.has(FIRST), clause.has(LAST)
    if not (first or last) or (first and last):
        return
    if clause.has(KEEP):
        keep = o.KeepRange(0, ms) if first else o.KeepRange(max(0, total - ms), max(ms, total))
        found.do(keep)
    elif clause.has(CUT):
        found.do(o.TrimStart(ms) if first else o.TrimEnd(ms))


def _speed(clause: Clause, project: Project, found: Findings) -> None:
    faster, slower = clause.has(_FASTER), clause.has(_SLOWER)
    times = clause.find(rf"{NUMBER}\s*(?:x\b|×|倍|times)|\bx\s*{NUMBER}|(half) speed")
    if clause.has(MINUTES + r"|" + NUMBER + SECONDS) and not times:
        return
    item = _item(clause)
    if (faster or slower or clause.has("speed|速度")) and clause.has(_NORMAL):
        found.do(o.NormalSpeed(item))
        return
    factor = number(times[1] or times[2]) if times and (times[1] or times[2]) else 0.0
    if not (faster or slower or (factor and clause.has(r"\bspeed\b|速"))):
        return
    if clause.has(r"music|音乐|配乐"):
        return
    factor = factor or (0.5 if slower else 1.5)
    if slower and factor > 1:
        factor = 1 / factor
    found.do(o.Speed(factor, item))


def _order(clause: Clause, project: Project, found: Findings) -> None:
    if clause.has(
        r"\breverse (?:the )?(?:order|photos|clips|sequence)|backwards order|倒序|反过来排|顺序反"
    ):
        found.do(o.ReverseOrder())
        return
    swap = clause.find(
        rf"(?:swap|switch|exchange|对调|交换|互换|调换)\D*?{WHOLE}\D+?{WHOLE}"
    ) or clause.find(
        rf"第?\s*{WHOLE}\s*[张段个幅]?\s*(?:和|与|跟|and)\s*第?\s*{WHOLE}.{{0,10}}"
        r"(?:对调|交换|互换|调换)"
    )
    if swap:
        found.do(o.Swap(int(number(swap[1])), int(number(swap[2]))))
        return
    if clause.has(
        r"\bmove\b|\bput\b|\bbring\b|把|移|放到|\bto the (?:front|start|beginning|end)\b"
    ):
        _move(clause, project, found)
    elif clause.has(CUT) and not clause.has(TEXT + r"|\blogo\b|background|noise|sound|audio"):
        _remove(clause, found)


def _move(clause: Clause, project: Project, found: Findings) -> None:
    item = _item(clause) or (
        _loose_item(clause) if clause.has(r"front|start|最前|开头|last|end|最后|末尾|first") else 0
    )
    if clause.has(r"(?:move|put|bring) (?:the )?last\b|把最后"):
        item = len(project.draft.clips) or len(project.visuals)
    if not item:
        return
    to = clause.find(rf"(?:position|place|spot|第)\s*{WHOLE}\s*(?:位|个位置)?$")
    if to and clause.has(r"position|place|spot|位"):
        found.do(o.Move(item, int(number(to[1]))))
    elif clause.has(
        r"\bto (?:the )?(?:end|back|last)|\blast$|\bat the end|最后面?$|末尾|到最后|结尾"
    ):
        found.do(o.Move(item, 0))
    elif clause.has(r"front|start|beginning|first$|最前|开头|第一位|到前面"):
        found.do(o.Move(item, 1))


def _remove(clause: Clause, found: Findings) -> None:
    if clause.seconds is not None:
        return
    if clause.has(rf"\blast (?:{PHOTO})\b|最后一?[张段个]"):
        found.do(o.RemoveItem(-1))
        return
    item = _item(clause)
    if item:
        found.do(o.RemoveItem(item))


def _item(clause: Clause) -> int:
    """The clip that is spoken of, by number; 0 for none."""
    match = clause.find(_ITEM)
    return int(number(next(group for group in match.groups() if group))) if match else 0


def _loose_item(clause: Clause) -> int:
    """`the second one to the front`."""
    match = re.search(rf"{WHOLE}\s+(?:one\s+)?(?:to|at|as)\b", clause.plain)
    return int(number(match[1])) if match else 0


def read_length_beside_text(clause: Clause, found: Findings) -> None:
    """`make it a 20 second video with the title …`: a length in a clause that is about text."""
    named = clause.find(
        rf"\bmake (?:it|this|the video)\s+(?:a\s+)?{NUMBER}{SECONDS}|改成\s*{NUMBER}{SECONDS}"
    )
    if named:
        found.do(o.SetDuration(round(number(named[1] or named[2]) * 1000)))


def _length(clause: Clause, found: Findings) -> None:
    if clause.has(r"\bloop\b|\brepeat\b|循环|重复播放"):
        times = clause.find(rf"{NUMBER}\s*(?:x\b|times|次|遍)|\b(twice)\b")
        many = int(number(times[1])) if times and times[1] else 2
        found.do(o.Loop(min(5, max(2, many))))
        return
    seconds = clause.seconds
    elsewhere = TEXT + (
        r"|logo|\bfade|\bintro\b|\boutro\b|\bafter\b|\bat\b|\bmute|淡入|淡出|hook|"
        r"progress|静音|之后"
    )
    if seconds and seconds > 0 and not clause.has(elsewhere):
        bare = re.fullmatch(
            rf"(?:only |just |about |max(?:imum)? )?(?:{NUMBER}{MINUTES})?\s*(?:{NUMBER}{SECONDS})?"
            r"\s*(?:please|pls|long|video|total|in total|吧)?",
            clause.plain,
        )
        if bare:
            found.bare_length = round(seconds * 1000)
        elif clause.has(_SET_LENGTH):
            found.do(o.SetDuration(round(seconds * 1000)))
    elif clause.has(MUSIC):
        return  # louder or quieter, not longer or shorter
    elif clause.has(_SHORTER):
        if clause.has(r"\bintro\b|片头"):
            found.question("ask_times")
        else:
            found.do(o.ScaleDuration(0.75))
    elif clause.has(_LONGER):
        found.do(o.ScaleDuration(1.33))
