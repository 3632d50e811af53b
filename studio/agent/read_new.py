"""Rules about making a video, adding material, and what this studio can't do."""

from __future__ import annotations

import re

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings
from studio.agent.reading import Clause, Reading

_NOUN = (
    r"(?:videos?|promos?|slide\s?shows?|reels?|clips?|ads?|montages?|movies?|"
    r"trailers?|films?|vlogs?|commercials?|teasers?|tiktoks?|shorts?)"
)
_MAKE = (
    r"\b(?:make|create|generate|produce|build|edit|cut|give me|show me|"
    r"i (?:want|need)|turn|compile|do)\b"
)
_NEW = (
    rf"{_MAKE}(?: me| us| it| this)?\s+(?:a|an|another|some|\d+)\b.{{0,80}}?\b{_NOUN}\b|"
    rf"\bturn\b.{{0,40}}\binto\b.{{0,40}}\b{_NOUN}\b|"
    rf"{_MAKE}.{{0,60}}\b{_NOUN}\b.{{0,20}}\b(?:from|with|out of|"
    rf"using)\b.{{0,30}}\b(?:photos?|pictures?|images?|clips?|these|them|"
    rf"this)\b|"
    rf"\b{_NOUN}\b.{{0,20}}\b(?:from|with|of|out of|using)\b\s+(?:these|my|our|the)\b.{{0,12}}"
    r"\b(?:photos?|pictures?|images?)\b|"
    r"put (?:these|them|everything|it all) together|\b(?:stitch|combine|join|merge)\b|"
    r"slide\s?show\b|\bmontage\b|(?<!no )\bpromo\b(?! code)|"
    r"(?:做|制作|生成|剪|拼|合成|来|创建)[^。，]{0,20}?(?:视频|短片|宣传片|"
    r"片子|vlog|影片|相册|幻灯片)|"
    r"(?:拼|剪|合)(?:起来|在一起|到一起|成一)|宣传片|"
    rf"\bcreate\b.{{0,60}}\b{_NOUN}\b|\bmake\b.{{0,60}}\ba {_NOUN}\b"
)
_OWN_MATERIAL = (
    r"\bmy\b|\bthese\b|\bthis\b|\bthem\b|\bour\b|photos?|pictures?|images?|"
    r"\bclips\b|uploaded|我的|这些|这几|照片|图片|相片|素材|上传"
)
_AGAIN = (
    r"\bnew\b|\banother\b|start over|from scratch|again|slide\s?show|montage|"
    r"\bpromo\b|重新|新的|再做|制作|生成|做一|宣传片|generate|create"
)
_NOT_NEW = (
    rf"\b(?:make|cut|edit|turn) (?:the|this|that|it|my|"
    rf"our)\b(?! .{{0,40}}\binto\b.{{0,30}}\b{_NOUN})"
)
_NAMED = r"(?:called|titled|named|for|about)\s+((?:[A-Z][\w'&-]*)(?:\s+(?:[A-Z&][\w'&-]*))*)"
_PLATFORMS = (
    r"tik\s?tok|instagram|youtube|facebook|reels?|shorts?|linkedin|twitter|whatsapp|ig|hr|hd"
)
_ADD = (
    r"\b(?:add|include|append|insert|use)\b.{0,24}\b(?:new|other|extra|"
    r"another|more|these|this|uploaded|last)\b.{0,16}\b(?:photos?|pictures?|"
    r"images?|clips?|videos?)\b|(?:加上|加入|插入|添加)[^。，]{0,8}(?:照片|"
    r"图片|视频素材|片段|新视频)"
)
_SCENE = (
    r"\bfeaturing\b|\bshowing\b|\babout\b|\bof (?:a|an|the)\b|\bwhere\b|"
    r"\bwith (?:a|an) \w+ (?:over|in|on)\b|关于|讲"
)
REFUSALS: tuple[tuple[str, str], ...] = (
    (
        "no_voice",
        (
            r"voice.?over|\bnarrat|\btts\b|read (?:it |this )?aloud|\bdub(?:bed|"
            r"bing)?\b|配音|旁白|朗读"
        ),
    ),
    ("no_translate", r"\btranslat|翻译"),
    ("no_speech", r"\btranscri|speech.to.text|auto.?captions?|语音识别|识别语音"),
    (
        "no_retouch",
        (
            r"turn .{0,30}into (?:realistic|anime|cartoon|art|a painting)|\bsmile\b|"
            r"swap (?:the )?faces?|"
            r"remove (?:the )?(?:background(?! noise| music)|person|people|object)|"
            r"remove (?:the )?watermark from|inpaint|微笑|换脸|抠图|转头|动起来|"
            r"\banimate (?:the )?(?:photo|picture|person|face)|replace the sky|换背景"
        ),
    ),
    (
        "no_judging",
        (
            r"\bboring\b|highlights?\b(?! colou?r)|best (?:part|moment|bit)|"
            r"key insights?|精华|高光|精彩|\bcut to the chase|\bdrags\b"
        ),
    ),
    (
        "no_effects",
        (
            r"confetti|sticker|progress (?:ring|bar)|particles|\bsparkles?\b|"
            r"arrow bouncing|glitch|emoji rain|贴纸|特效|彩带"
        ),
    ),
    ("no_beats", r"(?:to|with|on) the beat|beat[- ]?sync|卡点"),
    ("no_gif", r"\bgif\b|动图"),
    ("no_parts", r"into (?:two|three|four|\d+) (?:clips|parts|videos)|分成[\d一二两三四五六]段"),
    ("no_songs", r"spotify|youtu\.?be|soundcloud"),
    ("no_footage", r"plot twist|new (?:scene|shot|footage) of|新生成的|b-?roll"),
)


def read_refusals(clause: Clause, found: Findings) -> None:
    """What is asked for and can't be done, each with the next best."""
    for key, pattern in REFUSALS:
        if key == "no_songs" and not clause.has(r"music|song|track|音乐|歌"):
            continue
        if clause.has(pattern):
            found.tell(key)


def read_new(reading: Reading, project: Project, found: Findings) -> bool:
    """Whether the prompt wants a video made; puts the making first when it does."""
    whole = reading.whole
    if _cards(reading, project, found):
        return True
    wanted = whole.has(_NEW) or (project.draft.empty and _named(whole))
    if not wanted or (not project.draft.empty and _about_the_draft(whole)):
        return False
    if not project.visuals:
        found.ops.clear()
        found.notes.clear()
        found.tell("no_footage")
        return True
    if any(
        note.key in ("no_retouch", "no_parts", "no_judging", "no_effects", "no_footage")
        for note in found.notes
    ):
        return True
    ms = _length(found, whole)
    found.ops.insert(0, o.Create(project.visuals, _kind(whole), ms))
    if whole.has(_SCENE) and not whole.has(_OWN_MATERIAL):
        found.tell("no_footage")
    _title(reading, found)
    return True


def _named(whole: Clause) -> bool:
    """`a 12-second clip, from my photos`: named, with no word for making it."""
    return whole.seconds is not None and whole.has(_NOUN) and whole.has(_OWN_MATERIAL)


def _about_the_draft(whole: Clause) -> bool:
    if whole.has(_NOT_NEW):
        return True
    return not whole.has(_AGAIN) and not whole.has(_OWN_MATERIAL)


def _length(found: Findings, whole: Clause) -> int | None:
    """The length that belongs to the making, taken out of what the clauses found."""
    set_here = [op for op in found.ops if isinstance(op, o.SetDuration)]
    for op in set_here:
        found.ops.remove(op)
    if set_here:
        return set_here[-1].ms
    if found.bare_length is not None:
        return found.bare_length
    trimmed = any(isinstance(op, o.TrimStart | o.TrimEnd | o.KeepRange) for op in found.ops)
    timed_text = any(isinstance(op, o.AddText) and (op.ms or op.start) for op in found.ops)
    if whole.seconds and not trimmed and not timed_text:
        return round(whole.seconds * 1000)
    return None


def _kind(whole: Clause) -> o.CreateKind:
    if whole.has(r"slide\s?show|幻灯片|相册"):
        return "slideshow"
    if whole.has(r"promo|\bad\b|\bads\b|product|commercial|advert|宣传|推广|产品|广告"):
        return "promo"
    return "montage"


def _title(reading: Reading, found: Findings) -> None:
    """A title only where the prompt names the thing: `promo for Bean Harbour`."""
    if any(isinstance(op, o.AddText | o.ReplaceText) for op in found.ops):
        found.ops[:] = [_as_added(op) for op in found.ops]
        return
    if reading.whole.quotes:
        found.do(o.AddText(reading.whole.quotes[0]))
        return
    named = re.search(_NAMED, reading.whole.raw)
    if named and not re.fullmatch(_PLATFORMS, named[1], re.I):
        found.do(o.AddText(named[1]))


def _as_added(op: o.Op) -> o.Op:
    return o.AddText(op.text, op.role or "title") if isinstance(op, o.ReplaceText) else op


def _cards(reading: Reading, project: Project, found: Findings) -> bool:
    """`a text video: line / line`."""
    if not reading.whole.has(
        r"text[- ]?cards?|text(?:-only)? video|words only|文字视频|文字卡|纯文字"
    ):
        return False
    quotes = reading.whole.quotes
    said = re.search(r"[:：]\s*(.+?)(?:[,，]\s*\d+\s*(?:s|sec\w*|秒))?$", reading.whole.raw, re.S)
    lines = quotes or tuple(
        line.strip() for line in re.split(r"[\n|/;；]+", said[1] if said else "") if line.strip()
    )
    found.ops[:] = [op for op in found.ops if isinstance(op, o.Canvas | o.SetMusic | o.Look)]
    if lines:
        ms = found.bare_length or (
            round(reading.whole.seconds * 1000) if reading.whole.seconds else None
        )
        found.ops.insert(0, o.TextCards(lines[:12], ms))
    else:
        found.question("ask_text")
    return True


def read_more(clause: Clause, project: Project, found: Findings) -> None:
    """Further material for the video that is there."""
    if project.draft.empty or not clause.has(_ADD) or clause.quotes:
        return
    used = {clip.src for clip in project.draft.clips}
    unused = tuple(item for item in project.visuals if item.id not in used)
    if unused and not any(note.key == "no_footage" for note in found.notes):
        found.do(o.AddItems(unused))
    elif not unused:
        found.question("ask_media")
