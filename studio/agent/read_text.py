"""Rules about words on screen: titles, captions, end cards, their colour and place."""

from __future__ import annotations

import re

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings
from studio.agent.reading import MARK, Clause
from studio.agent.words import ADD, CHANGE, NUMBER, SECONDS, SUBTITLE, TEXT, number
from studio.draft import Role

_WORD = f"{TEXT}|{SUBTITLE}"
_REMOVE = (
    rf"(?:\bremove\b|\bdelete\b|get rid of|\bdrop\b|\bhide\b|\bno\b|without)[^.]{{0,16}}?"
    rf"(?:{_WORD})|(?:去掉|删掉|删除|取消|不要|移除|去除)[^。]{{0,5}}?(?:标题|文字|字幕|片尾文字)"
)
_REWORD = r"\bchange\b|\breplace\b|\brewrite\b|\bupdate\b|\bset\b|改|换"
_STYLING = (
    r"outline|stroke|shadow|border|\bfont\b|bigger|larger|smaller|\bsize\b|"
    r"\bbold\b|描边|阴影|边框|字体|字号|大一点|小一点|加粗"
)
_SAID = (
    r"(?:saying|that says|says|that reads|reading|reads|[:：]|写上?|为|是|内容)\s*[:：]?\s*"
    r"([^\s,，。.:：][^,，。\n]{0,120})$"
)
_CREDITS = (
    r"(?:end|closing|scrolling|final)\s+credits|credits with|"
    r"add (?:the )?credits|片尾名单|演职员"
)
_LAST_WORDS = r"\bend\b|ending|\boutro\b|\bfinal\b|\blast\b|closing|结尾|片尾|最后|末尾"


def read_text(clause: Clause, project: Project, found: Findings) -> None:
    """Titles and captions; a clause that is about something else is left alone."""
    if clause.has(_STYLING) and clause.has(_WORD) and not clause.quotes:
        found.tell("no_style")
    elif clause.has(_REMOVE) and not clause.quotes:
        _remove(clause, project, found)
    elif clause.quotes:
        _quoted(clause, found)
    elif clause.has(_CREDITS):
        found.question("ask_names")
    elif clause.has(_WORD):
        _spoken(clause, project, found)
    elif clause.has(r"\b(?:move|put|place|make) it\b|把它|它") and _after_text(found):
        color, position = clause.color, _position(clause)
        if color or position:
            found.do(o.StyleText(color, position))
    elif clause.has(r"\bhook\b|\btagline\b"):
        found.question("ask_text")


def _after_text(found: Findings) -> bool:
    """Whether `it` means the text of the clause before."""
    last = found.ops[-1] if found.ops else None
    return isinstance(last, o.AddText | o.StyleText | o.ReplaceText)


def role_of(clause: Clause) -> Role:
    """Which kind of text is meant."""
    if clause.has(_LAST_WORDS) or clause.has(r"end ?card"):
        return "end"
    return "subtitle" if clause.has(SUBTITLE) and not clause.has(r"\btitle\b|标题") else "title"


def _position(clause: Clause) -> o.Position | None:
    if clause.has(r"\bbottom\b|\blower\b|底部|下方|下面"):
        return "bottom"
    if clause.has(r"\bcent(?:er|re)d?\b|\bmiddle\b|中间|居中|中央|正中"):
        return "center"
    if clause.has(r"\btop\b|\bupper\b|顶部|上方|上面"):
        return "top"
    return None


def _times(clause: Clause) -> tuple[int | None, int | None]:
    """Start and length, where the words name them."""
    span = clause.find(
        rf"(?:from|between|从|在)?\s*{NUMBER}(?:{SECONDS})?\s*(?:to|-|–|until|and|"
        rf"到|至)\s*{NUMBER}{SECONDS}"
    )
    if span:
        start, end = round(number(span[1]) * 1000), round(number(span[2]) * 1000)
        return (start, end - start) if end > start else (None, None)
    first = clause.find(rf"first\s*{NUMBER}{SECONDS}|前\s*{NUMBER}{SECONDS}")
    if first:
        return 0, round(number(first[1] or first[2]) * 1000)
    at = clause.find(rf"\b(?:at|after)\s*{NUMBER}{SECONDS}|第\s*{NUMBER}\s*秒")
    lasts = clause.find(rf"\bfor\s*{NUMBER}{SECONDS}|持续\s*{NUMBER}{SECONDS}")
    return (
        round(number(at[1] or at[2]) * 1000) if at else None,
        round(number(lasts[1] or lasts[2]) * 1000) if lasts else None,
    )


def _remove(clause: Clause, project: Project, found: Findings) -> None:
    if not project.draft.titles:
        found.tell("no_text_yet")
        return
    role: Role | None = None
    if clause.has(SUBTITLE) and not clause.has(r"\btitle|标题|text|文字"):
        role = "subtitle"
    elif clause.has(r"\btitle\b|标题") and not clause.has(r"\btext\b|文字"):
        role = "title"
    if clause.has(r"end ?card|片尾"):
        role = "end"
    if role and not any(title.role == role for title in project.draft.titles):
        role = None
    found.do(o.RemoveText(role))


def _quoted(clause: Clause, found: Findings) -> None:
    text = (
        clause.quotes[-1]
        if clause.has(rf"{MARK}.*(?:\bto\b|into|成|为).*{MARK}")
        else clause.quotes[0]
    )
    only_quote = re.fullmatch(rf"\W*{MARK}\W*", clause.plain) is not None
    if not (only_quote or clause.has(f"{_WORD}|{ADD}|{CHANGE}")):
        return
    role = role_of(clause)
    replacing = clause.has(_REWORD) and clause.has(_WORD) and not clause.has(r"\badd\b|加上|添加")
    if replacing and not clause.has(r"\bmake (?:a|an)\b"):
        found.do(o.ReplaceText(text, role))
        return
    start, ms = _times(clause)
    found.do(o.AddText(text, role, clause.color, _position(clause), start, ms))


def _spoken(clause: Clause, project: Project, found: Findings) -> None:
    """Text words without a quote: a style, words after a colon, or a question."""
    lines = _lines(clause)
    if clause.has(SUBTITLE) and lines:
        found.do(o.Captions(lines))
        return
    color, position = clause.color, _position(clause)
    words = _unquoted(clause)
    if words:
        role = role_of(clause)
        if clause.has(CHANGE) and not clause.has(ADD):
            found.do(o.ReplaceText(words, role))
        else:
            found.do(o.AddText(words, role, color, position, *_times(clause)))
    elif (color or position) and clause.has(f"{CHANGE}|color|colour|颜色|\\bmove\\b|移|放"):
        role_named = role_of(clause) if clause.has(r"end ?card|片尾|subtitle|字幕") else None
        found.do(o.StyleText(color, position, role_named))
        if not project.draft.titles:
            found.ops.pop()
            found.tell("no_text_yet")
    elif clause.has(SUBTITLE) and not clause.has(r"\bfix\b"):
        found.tell("no_speech")
    elif clause.has(f"{ADD}|{CHANGE}|{TEXT}") and clause.has(
        r"\badd\b|\bwrite\b|\bchange\b|\bfix\b|\brewrite\b|\bneed\b|\bwith\b|加|"
        r"写|改|换"
    ):
        found.question("ask_text")


def _lines(clause: Clause) -> tuple[str, ...]:
    """Caption lines after a colon, divided by slashes or bars."""
    match = re.search(r"[:：]\s*(.+)$", clause.raw, re.S)
    if not match:
        return ()
    return tuple(line.strip() for line in re.split(r"\s*[\n|/]+\s*", match[1]) if line.strip())


def _unquoted(clause: Clause) -> str:
    """Words that are to appear on screen though nobody quoted them."""
    capitals = re.search(r"\b[Tt]he words?\s+([A-Z][A-Z0-9 ]*[A-Z0-9])\b", clause.raw)
    if capitals:
        return capitals[1].strip()
    said = re.search(rf"(?:{_WORD})[^:：]{{0,12}}?{_SAID}", clause.raw, re.I)
    if said and not _names_only_style(said[1]):
        return _without_style(said[1])
    titled = re.search(
        r"(?:title|headline|caption|end card|text)\s+((?:to\s+)?[A-Z0-9][^,，。\n]{0,80})$",
        clause.raw,
    )
    if titled:
        return _without_style(re.sub(r"^to\s+", "", titled[1]))
    changed = re.search(
        r"(?:title|text|caption|headline)\s+to\s+([^,，。\n]{2,80})$", clause.raw, re.I
    )
    if changed and not _names_only_style(changed[1]):
        return _without_style(changed[1])
    zh = re.search(
        r"(?:加上?|添加)(?:一个|个)?[^\s]{0,3}?标题\s*([^\s的颜，。,]{2,40})$", clause.raw
    )
    return zh[1] if zh else ""


def _names_only_style(words: str) -> bool:
    rest = _without_style(f"x {words}")
    color = Clause(words, words.casefold(), ()).color
    return rest == "x" or (color is not None and len(words.split()) <= 2 and len(words) <= 12)


def _without_style(words: str) -> str:
    """`Summer Sale in white at the top` without its directions."""
    cut = re.sub(
        r"\s+(?:in|at|on|for)\s+(?:the\s+)?(?:big\s+|bold\s+)?(?:white|black|red|"
        r"yellow|blue|green|gold|"
        r"pink|orange|purple|top|bottom|center|centre|middle|end|start|beginning|\d+).*$",
        "",
        words,
        flags=re.I,
    )
    return cut.strip(" .!\"'")
