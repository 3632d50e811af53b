"""Rules about what is heard: music, volume, silence."""

from __future__ import annotations

import re
from dataclasses import replace

from studio.agent import ops as o
from studio.agent.context import Project
from studio.agent.findings import Findings
from studio.agent.reading import Clause
from studio.agent.words import ADD, CHANGE, MOODS, MUSIC, NUMBER, SECONDS, number

_MUTE = (
    r"\bmute\b|no sound|\bsilence\b (?:the|it)|(?:remove|turn off) (?:the |all )?(?:original )?"
    r"(?:audio|sound)|静音|消音|去掉(?:声音|原声)|关掉(?:声音|原声)"
)
_UNMUTE = (
    r"\bunmute\b|(?:bring|turn) (?:the )?(?:sound|audio) (?:back )?on|"
    r"sound back|恢复(?:声音|原声)|取消静音|打开声音"
)
_OFF = (
    r"\b(?:no|remove|without|delete|drop|kill|stop)\b[^.]{0,14}(?:music|bgm|"
    r"song|soundtrack)|(?:去掉|不要|删掉|删除|取消|关掉)[^。]{0,4}(?:音乐|配乐|背景音)"
)
_LOWER = (
    r"too loud|quieter|softer|slower|\blower\b|\bshorten\b|"
    r"turn (?:it |the (?:music|volume) )?down|\bdown\b|reduce|"
    r"小一点|小一些|小声|调低|调小|降低|太大|太吵"
)
_LOUDER = (
    r"louder|turn (?:it |the (?:music|volume) )?up|too quiet|too low|"
    r"大声|大一点|大一些|调高|调大|提高|太小"
)
_OWN = (
    r"\bmy (?:own )?(?:audio|song|music|mp3|track|sound|file)|"
    r"uploaded (?:audio|song|music|track|mp3)|this (?:song|audio|track|mp3)|"
    r"我的(?:音乐|音频|歌)|上传的(?:音乐|音频|歌)|这首歌"
)
_FAMOUS = (
    r"spotify|youtube\.com|youtu\.be|soundcloud|apple music|网易云|qq音乐|"
    r"(?:song|music|track) by [a-z]"
)

# Music of any kind will do; without one of these a word was missed that says what to do with it.
_SOME = (
    rf"{ADD}|{CHANGE}|\bwith\b|\bsome\b|another|other|different|\bnew\b|\buse\b|\bplay\b|"
    r"\bneeds?\b|\bwant\b|\bswap\b|来|要"
)
_SHARE_ALONE = r"(?:(?:to|at|down to|only|about) )*\d+ ?%"


def read_sound(clause: Clause, project: Project, found: Findings) -> None:
    """Music and sound."""
    music = clause.has(MUSIC)
    if clause.has(_UNMUTE):
        found.do(o.Unmute())
    elif clause.has(_MUTE) and not (music and clause.has(_OFF)):
        _mute(clause, found)
    elif clause.has(_OFF):
        found.do(o.MusicOff())
    elif clause.has(_FAMOUS):
        found.tell("no_songs")
    elif music or clause.has(_OWN):
        _music(clause, project, found)
    elif clause.has(r"\bvolume\b|音量"):
        _volume(clause, project, found)
    elif clause.percent is not None and re.fullmatch(_SHARE_ALONE, clause.plain):
        _share(clause.percent, found)
    elif _mood_alone(clause):
        found.do(o.SetMusic(_mood(clause) or "upbeat", clause.percent))
    if clause.has(r"background noise|\bdenoise|noise reduction|降噪|杂音|噪音"):
        found.do(o.Denoise())


def _mute(clause: Clause, found: Findings) -> None:
    after = clause.find(
        rf"(?:after|from|starting (?:at|from))\s*(?:the\s*)?{NUMBER}{SECONDS}|"
        rf"{NUMBER}{SECONDS}\s*(?:以后|之后|后)"
    )
    at = round(number(after[1] or after[2]) * 1000) if after else 0
    clips_only = clause.has(r"original|\bclips?\b|\bvideo'?s? (?:sound|audio)|原声|视频声音")
    found.do(o.Mute(at, clips_only))


def _music(clause: Clause, project: Project, found: Findings) -> None:
    audio = [item for item in project.media if item.kind == "audio"]
    mood = _mood(clause)
    if audio and (clause.has(_OWN) or not mood) and not clause.has(f"{_LOWER}|{_LOUDER}"):
        found.do(o.OwnMusic(audio[-1], clause.percent))
        return
    if clause.has(_OWN) and not audio and not mood:
        found.tell("no_songs")
        return
    if mood is None and clause.has(f"{_LOWER}|{_LOUDER}|volume|音量"):
        _volume(clause, project, found)
        return
    if mood is None and clause.percent is not None and project.draft.music is not None:
        found.do(o.MusicVolume(to=clause.percent))
        return
    if mood or clause.has(_SOME) or re.fullmatch(rf"\W*(?:{MUSIC})\W*", clause.plain):
        found.do(o.SetMusic(mood or _another(project), clause.percent))
    else:
        found.question("ask_idea")


def _another(project: Project) -> str:
    """A mood other than the present one, when none is named."""
    moods = ("upbeat", "lofi", "calm", "cinematic")
    current = project.draft.music.gen if project.draft.music else ""
    return moods[(moods.index(current) + 1) % 4] if current in moods else "upbeat"


def _volume(clause: Clause, project: Project, found: Findings) -> None:
    last = found.ops[-1] if found.ops else None
    if isinstance(last, o.SetMusic) and clause.percent is not None:
        found.ops[-1] = replace(last, volume=clause.percent)
    elif project.draft.music is None and not isinstance(last, o.SetMusic):
        found.tell("no_music_yet")
    elif clause.percent is not None:
        found.do(o.MusicVolume(to=clause.percent))
    elif clause.has(_LOUDER):
        found.do(o.MusicVolume(factor=1.6))
    else:
        found.do(o.MusicVolume(factor=0.5))


def _share(percent: float, found: Findings) -> None:
    """`…, to 20%` after a piece of music or its volume."""
    last = found.ops[-1] if found.ops else None
    if isinstance(last, o.SetMusic):
        found.ops[-1] = replace(last, volume=percent)
    elif isinstance(last, o.MusicVolume):
        found.ops[-1] = o.MusicVolume(to=percent)


def _mood(clause: Clause) -> str | None:
    return next((mood for mood, pattern in MOODS if clause.has(pattern)), None)


def _mood_alone(clause: Clause) -> bool:
    """`lo-fi at 30%`, `80s rock edit`: a kind of music without the word music."""
    named = clause.has(
        r"\blo-?fi\b|\bjazz\b|\bpiano\b|\bedm\b|\bhip.?hop\b|\brock\b|钢琴|爵士|"
        r"电子乐|摇滚"
    )
    return named and (clause.percent is not None or len(clause.plain.split()) <= 4)
