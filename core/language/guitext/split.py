"""Sentences and clauses as spans of a plain line; never cut inside 0:18, 2.5, e.g. or a name."""

from __future__ import annotations

import re

from core.language.guitext.plain import CJK, QUOTED, Plain, has_cjk

Span = tuple[int, int]

EMOJI = (
    r"\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u23FF\u2600-\u27BF\u2B00-\u2BFF\uFE0F\u200D\u20E3"
)
_POINTER = "👉👇👆👈➡⬇⬆⬅▶🔽📥📤💾→"
_STOP = re.compile(
    rf"[.!?…]+[\"')\]]*(?=\s|$|[{EMOJI}])|[。！？।؟۔]+|～+(?=[{CJK}])|[!?]+(?=[{CJK}\u3040-\u30ff])|{QUOTED}(?=\s)"
    rf"|(?<=\S)\s*[{EMOJI}]+(?=\s|[{CJK}])"
)
_PATH_ARROWS = ("→", "➜", "⇒", "➔", "←", "↑", "↓", "↔")
"""Between two names they are a menu's path, not the end of a sentence."""
_CHEERS = "🎉🎊🥳✨😊😀😄🙂😉👍🙌🚀🔥❤️👏💪🤩😎"
# An emoji after a full stop closes that sentence when it touches it, ends the line or cheers;
# any other opens the next one, like a bullet.
_TAIL = re.compile(rf"[{EMOJI}]+|(?:\s?[{_CHEERS}]+)+|\s?(?:[{EMOJI}](?<![{_POINTER}]))+\s*$")
_CONTROL_EMOJI = re.compile(
    r"(?:[的点击按戳选摁]|一下|\b(?:the|a|an|this|that|its|your|click|tap|press|hit|on|use))[\s*`]*$"
)
"""What stands before an emoji that names a control ("click the ⬇️ on the right")."""
_GAP = re.compile(r"\s*")
_NEVER_LAST = re.compile(
    r"(?:^|[^a-z])(?:e\.g|i\.e|vs|approx|mr|mrs|ms|dr|st|fig|ca|incl|resp|vol|ft|feat|cf)$"
)
_SHORT_FORM = re.compile(r"(?:^|[^a-z])(?:no|etc|min|sec|hr|p\.m|a\.m|max|inc|ltd|co|jr|sr|pt)$")
_TURNS_TO_READER = re.compile(r"\s+(?:just|please|you|click|then|so)\b")

_DELIMITER = re.compile(
    r",\s+|;\s*|；|，|:\s+|：|\s+-{1,2}\s+|\s*—+\s*|\s+[>→➜]\s+(?=click|tap|press)"
    r"|\s+(?=(?:and|or|but|so|then|while)\s)"
    r"|\s+(?=(?:which|that|where)\s+you(?:'ll|\s+can|\s+could|\s+may|\s+will)\s)"
    rf"|(?<=[{CJK}\ue000-\ue002])(?=(?:然后|接着|之后再|或者?|并且?|再|即可|就能|就可以|(?<![最然之以])后)"
    r"(?:请|在|到|去|从|用|点|单击|双击|按|打开|拖|选|查看|预览|进入|前往|保存|导出|下载|播放))"
)
_PAIR = re.compile(
    r"\b(?:before and after|on (?:and|or) off|up (?:and|or) down|left (?:and|or) right(?!-)"
    r"|in and out|go ahead and)\b"
)
"""Words that a conjunction does not part."""


def sentences(plain: Plain, line: str) -> list[Span]:
    """Sentences of a line without the white space between them, in order."""
    text, spans, begin = plain.text, [], 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if stop.start() < begin or not _ends(plain, line, stop):
            continue
        tail = _TAIL.match(text, end)
        if tail:
            end = tail.end()
        spans.append((begin, end))
        gap = _GAP.match(text, end)
        begin = gap.end() if gap else end
    if begin < len(text):
        spans.append((begin, len(text.rstrip())))
    return [(a, b) for a, b in spans if b > a]


def _ends(plain: Plain, line: str, stop: re.Match[str]) -> bool:
    text, end = plain.text, stop.end()
    gap = _GAP.match(text, end)
    after = text[gap.end() : gap.end() + 1] if gap else ""
    if not after:
        return True
    mark = stop.group()
    if mark == QUOTED:
        inner_last = line[plain.ends[stop.start()] - 2]
        return inner_last in ".!?…。！？" and after.isupper()
    if mark.strip() in _PATH_ARROWS:
        return False
    if mark[0] in "。！？～।؟۔" or (mark[0] in "!?" and not after.islower()):
        return True
    if mark[0] == "…" or mark.startswith(".."):
        return not after.islower() and not after.isdigit()
    if mark[0] == ".":
        before = plain.low[max(0, stop.start() - 12) : stop.start()]
        if _NEVER_LAST.search(before):
            return False
        short = _SHORT_FORM.search(before) and not after.isupper()
        return not short or _TURNS_TO_READER.match(plain.low, end) is not None
    if mark[0] in "!?":
        return True
    # An emoji in the middle of a line: a new sentence only if it looks like one.
    if _CONTROL_EMOJI.search(plain.low[max(0, stop.start() - 12) : stop.start()]):
        return False
    return after.isupper() or after in _POINTER or has_cjk(after)


def clauses(plain: Plain, sentence: Span) -> list[Span]:
    """Clauses of a sentence without the delimiters; a conjunction stays with what it opens."""
    begin, end = sentence
    spans: list[Span] = []
    pairs = [found.span() for found in _PAIR.finditer(plain.low, begin, end)]
    for cut in _DELIMITER.finditer(plain.low, begin, end):
        if cut.start() <= begin or cut.end() >= end:
            continue
        if any(first < cut.start() < last for first, last in pairs):
            continue
        spans.append((begin, cut.start()))
        begin = cut.end()
    spans.append((begin, end))
    return spans
