"""A line as the grammar reads it: no markup, quoted words as one token, offsets to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTED = "\ue000"
"""Stands for quoted words: what the video shows, or the name of an unknown control."""
CONTROL = "\ue001"
"""Stands for a quoted name that is a usual control's, such as "Export" or “保存”."""
LINK = "\ue002"
"""Stands for an address; a clause with one is content, since its reader can follow it in a chat."""

CJK = r"\u3400-\u9fff\uf900-\ufaff"
_HAS_CJK = re.compile(f"[{CJK}]")

_CONTROL_NAME = re.compile(
    r"(?:export|download|save|upload|import|render|share|publish|play|pause|preview|timeline"
    r"|settings|preferences|billing|account|credits|file|view|history|media|assets|library|menu"
    r"|undo|redo|unmute|mute|apply|confirm|generate|properties|adjust|effects|captions|audio)"
    r"(?: (?:now|as|video|mp4|file|media|project|panel|tab|page|settings|history))?"
    r"|(?:立即|一键)?(?:导出|下载|保存|上传|导入|渲染|分享|发布|播放|预览|时间线|时间轴|设置|账单|账户|积分|余额"
    r"|历史|素材|素材库|撤销|应用|确认|生成|调整|字幕|音频)(?:视频|文件|按钮|记录|页)?"
)
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"“”，。；）)]+)"
    r"|(?P<quote>\"[^\"\n]{1,160}\"|“[^“”\n]{1,160}”|„[^„“”\n]{1,160}[“”]|‘[^‘’\n]{1,160}’(?!\w)"
    r"|「[^「」\n]{1,160}」|『[^『』\n]{1,160}』|《[^《》\n]{1,160}》|【[^【】\n]{1,60}】"
    r"|\[[^\[\]\n]{1,60}\](?!\()|(?<![\w'])'[^'\n]{1,80}'(?!\w))"
    r"|(?P<aside>\([^()\n]{1,400}\)|（[^（）\n]{1,400}）)"
    r"|(?P<mark>\*\*|__|~~|`+|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|\*(?=\S)|(?<=\S)\*)"
)
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u3000": " ", "–": "-", "—": "—"})


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is what the grammar reads; `starts[i]`, `ends[i]` is where its character i came from.

    `asides` are the parentheses and `pairs` the markup pairs, as spans of the original.
    """

    text: str
    low: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    asides: tuple[tuple[int, int], ...]
    pairs: tuple[tuple[int, int, int], ...]


def has_cjk(text: str) -> bool:
    """Whether any Chinese character is in it."""
    return _HAS_CJK.search(text) is not None


def view(line: str) -> Plain:
    """The plain view of one line; length in characters may differ, offsets tell where."""
    out: list[tuple[str, int, int]] = []
    asides: list[tuple[int, int]] = []
    open_marks: dict[str, int] = {}
    pairs: list[tuple[int, int, int]] = []
    at = 0
    for found in _TOKEN.finditer(line):
        out.extend((line[i], i, i + 1) for i in range(at, found.start()))
        at = found.end()
        kind = found.lastgroup
        if kind == "link":
            out.append((LINK, found.start(), at))
        elif kind == "quote":
            out.append((_quote_token(found.group()), found.start(), at))
        elif kind == "aside":
            asides.append(found.span())
        else:
            mark = found.group()
            opened = open_marks.pop(mark, None)
            if opened is None:
                open_marks[mark] = found.start()
            else:
                pairs.append((opened, found.start(), len(mark)))
    out.extend((line[i], i, i + 1) for i in range(at, len(line)))
    if has_cjk(line):
        out = _without_inner_spaces(out)
    text = "".join(char for char, _, _ in out).translate(_SAME)
    low = "".join(_lower(char) for char in text)
    return Plain(
        text,
        low,
        tuple(start for _, start, _ in out),
        tuple(end for _, _, end in out),
        tuple(asides),
        tuple(pairs),
    )


def _quote_token(quoted: str) -> str:
    inner = quoted[1:-1].strip(" *_`.!。！…").lower()
    return CONTROL if _CONTROL_NAME.fullmatch(inner) else QUOTED


def _lower(char: str) -> str:
    # One character each, so that offsets stay right ("İ" lowers to two).
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def _without_inner_spaces(chars: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Chinese is typed with and without spaces around names and numbers; the grammar sees none."""
    kept: list[tuple[str, int, int]] = []
    for n, item in enumerate(chars):
        if item[0] in " \u3000\u00a0":
            before = kept[-1][0] if kept else ""
            after = chars[n + 1][0] if n + 1 < len(chars) else ""
            if _beside_cjk(before) or _beside_cjk(after):
                continue
        kept.append(item)
    return kept


def _beside_cjk(char: str) -> bool:
    return char != "" and (_HAS_CJK.match(char) is not None or char in "，。！？；：、")
