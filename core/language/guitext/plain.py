"""A line as the grammar reads it: no markup, quoted words as one token, offsets to the original."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    r"|from device|browse|save to photos|undo|redo|unmute|mute|apply|confirm|generate|properties"
    r"|adjust|effects|captions|audio)"
    r"(?: (?:now|as|video|mp4|file|media|project|panel|tab|page|settings|history))?"
    r"|(?:立即|一键)?(?:导出|下载|保存|上传|导入|渲染|分享|发布|播放|预览|时间线|时间轴|设置|账单|账户|积分|余额"
    r"|新建项目|浏览|存储|存储到相册|保存到相册|开始导出|历史|素材|素材库|撤销|应用|确认|生成|调整|字幕|音频)(?:视频|文件|按钮|记录|页)?"
)
_PATH = re.compile(r"\w ?[→➜] ?\w|\w > \w")
_FILE_NAME = re.compile(r"\.[a-z][a-z0-9]{1,3}$")
_FILE = r"`[^`\n]{1,80}\.[a-zA-Z0-9]{2,4}`"
_TOKEN_SOURCE = (
    r"(?=[hw\"“„‘«»‹「『《【\['(（*_~`])(?:(?P<link>(?:https?://|www\.)[^\s<>\"“”，。；）)]+)"
    rf"|(?P<file>{_FILE})"
    r"|(?P<quote>\"[^\"\n]{1,160}\"|“[^“”\n]{1,160}”|„[^„“”\n]{1,160}[“”]|‘[^‘’\n]{1,160}’(?!\w)"
    r"|«[^«»\n]{1,160}»|»[^«»\n]{1,160}«|‹[^‹›\n]{1,160}›"
    r"|「[^「」\n]{1,160}」|『[^『』\n]{1,160}』|《[^《》\n]{1,160}》|【[^【】\n]{1,60}】"
    r"|\[[^\[\]\n]{1,60}\](?!\()|(?<![\w'])'[^'\n]{1,80}'(?!\w))"
    r"|(?P<aside>\([^()\n]{1,400}\)|（[^（）\n]{1,400}）)"
    r"|(?P<mark>\*\*|__|~~|`+|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|\*(?=\S)|(?<=\S)\*))"
)
_TOKEN = re.compile(_TOKEN_SOURCE)
# Chinese is typed with and without spaces around names and numbers; the grammar sees none.
_TOKEN_CJK = re.compile(
    rf"{_TOKEN_SOURCE}|(?P<space>(?<=[{CJK}，。！？；：、])[ \u3000\u00a0]+"
    rf"|[ \u3000\u00a0]+(?=[{CJK}，。！？；：、]))"
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


def lower(text: str) -> str:
    """Lower case, character for character: offsets stay right ("İ" alone would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def view(line: str, is_control: Callable[[str], bool]) -> Plain:
    """The plain view of one line; its length may differ, the offsets tell where each came from.

    `is_control` tells of a quoted name (lower case) whether it is a usual control's.
    """
    seen = _Seen([], [], [], [], {}, [])
    at = 0
    for found in (_TOKEN_CJK if has_cjk(line) else _TOKEN).finditer(line):
        seen.as_is(line, at, found.start())
        at = found.end()
        kind = found.lastgroup
        if kind == "link":
            seen.token(LINK, found.start(), at)
        elif kind == "file":
            seen.token(QUOTED, found.start(), at)
        elif kind == "quote":
            seen.token(_quote_token(found.group(), is_control), found.start(), at)
        elif kind == "aside":
            seen.asides.append(found.span())
        elif kind == "mark":
            seen.mark(found.group(), found.start())
    seen.as_is(line, at, len(line))
    text = "".join(seen.parts).translate(_SAME)
    return Plain(
        text,
        lower(text),
        tuple(seen.starts),
        tuple(seen.ends),
        tuple(seen.asides),
        tuple(seen.pairs),
    )


@dataclass(slots=True)
class _Seen:
    parts: list[str]
    starts: list[int]
    ends: list[int]
    asides: list[tuple[int, int]]
    open_marks: dict[str, int]
    pairs: list[tuple[int, int, int]]

    def as_is(self, line: str, begin: int, end: int) -> None:
        if begin < end:
            self.parts.append(line[begin:end])
            self.starts.extend(range(begin, end))
            self.ends.extend(range(begin + 1, end + 1))

    def token(self, token: str, begin: int, end: int) -> None:
        self.parts.append(token)
        self.starts.append(begin)
        self.ends.append(end)

    def mark(self, mark: str, begin: int) -> None:
        opened = self.open_marks.pop(mark, None)
        if opened is None:
            self.open_marks[mark] = begin
        else:
            self.pairs.append((opened, begin, len(mark)))


def is_control(name: str) -> bool:
    """Whether a name (lower case) is one that a control usually has, in English or Chinese."""
    return _CONTROL_NAME.fullmatch(name) is not None


def _quote_token(quoted: str, is_control: Callable[[str], bool]) -> str:
    inner = quoted[1:-1].strip(" *_`.!。！…").lower()
    path = _PATH.search(inner) and not _FILE_NAME.search(inner)
    return CONTROL if path or is_control(inner) else QUOTED
