"""Rules about what is heard: music, volume, the clips' own sound."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.rules.music import first_is, left_alone, music, volume
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work

_HEARD = frozenset({"music", "own", "up", "down", "percent", "dur", "then"})


def sound(work: Work, clause: Clause) -> None:
    """Music, then the clips' own sound, then both."""
    if _hands_off(work, clause):
        return
    _sized(clause)
    if clause.has("noise") and clause.has("remove", "no", "less", "down", "noise"):
        if clause.had("music") and not clause.had("sound") and "noise" not in _nouns(clause):
            return
        clause.take("noise", "remove", "no", "less", "down", "sound", "little")
        if _has_clips(work):
            work.do(o.Denoise())
        else:
            work.tell("no_clip_sound")
        return
    _compared(clause)
    last = work.ops[-1] if work.ops else None
    if isinstance(last, o.MusicTime) and _fades(clause, last):
        clause.tokens.append(Token("", frozenset({"music"}), -1, -1))  # `… and fade out 3 s`
    paced = clause.has("slower", "faster", "slowmo", "speed")
    louder = clause.has("clip") and clause.has("up", "down") and not paced and _has_clips(work)
    heard = _moods(work, clause) or _inherited(work, clause) or _taken_out(clause)
    if clause.has("music", "own") or heard:
        if clause.has("keep") and not clause.kinds("mood") and not clause.has("own"):
            clause.take("music", "keep", "own")
            if clause.has("sound", "mute"):
                _own_sound(work, clause)
            return
        music(work, clause)
    elif clause.has("sound", "mute", "unmute", "volume") or (louder and not _looks(clause)):
        _own_sound(work, clause)


def _sized(clause: Clause) -> None:
    """`声音太小了`, `el sonido, bájalo`: of what is heard, big and high are loud."""
    seen = ("title", "text", "caption", "endcard", "logo", "item", "color", "font", "motion")
    if not clause.has("sound", "volume", "music") or clause.had("up", "down", *seen):
        return
    pairs = (("bigger", "up"), ("smaller", "down"), ("shift:up", "up"), ("shift:down", "down"))
    found = [(t, heard) for t in clause.open() for size, heard in pairs if size in t]
    for token, heard in found[:1]:
        token.tags = frozenset({heard})
    use(token for token, _ in found[1:])


def _hands_off(work: Work, clause: Clause) -> bool:
    """`don't mute it`, `no other song`: what is said to stay as it is."""
    denied = clause.has("neg", "no")
    for token in clause.open():
        token.tags |= {"different"} if "anyother" in token else set()  # `不要换别的歌`
    other = clause.has("different", "other") and clause.has("music") and not clause.kinds("mood")
    mute = [t for t in clause.open() if "mute" in t]
    spared = denied and mute and all("mute" in t or not t.tags & _HEARD for t in clause.open())
    if not spared and not (other and _beside(clause, "no", "different", "music")):
        rest = (_contrast, _stays, _only_clips)
        return any(spares(work, clause) for spares in rest)
    use(clause.open())
    if spared and (work.draft.mute or any(c.mute for c in work.draft.clips)):
        work.do(o.Unmute())
    elif not work.ops:
        work.tell("said_nope")
    else:
        work.repeated += 1
    return True


def _contrast(work: Work, clause: Clause) -> bool:
    """`softer clip, not the music`: of what is heard, the one that an edit is not about."""
    last = work.ops[-1] if work.ops else None
    plain = {FILLER, "break", "and", "then", "neg", "music", "sound", "clip", "video"}
    words = [t for t in clause.open() if FILLER not in t or "neg" in t]
    denied = any("neg" in t for t in words) and any("music" in t or "sound" in t for t in words)
    if not denied or not isinstance(last, o.ClipVolume | o.MusicVolume | o.Mute):
        return False
    if not all(t.tags & plain for t in words):
        return False
    use(clause.open())
    work.repeated += 1
    return True


def _stays(work: Work, clause: Clause) -> bool:
    """`…, the song can stay`: beside an edit of something else."""
    words = [t for t in clause.open() if FILLER not in t and not t.tags & {"break", "and", "then"}]
    named = any("music" in t for t in words) and any(t.tags & {"hold", "keep"} for t in words)
    if not work.ops or not named or not all(t.tags & {"music", "hold", "keep"} for t in words):
        return False
    use(clause.open())
    work.repeated += 1
    return True


def _only_clips(work: Work, clause: Clause) -> bool:
    """`only the clip's own sound`: the music goes, the clips are heard."""
    others = (
        *("remove", "no", "neg", "mute", "up", "down", "percent"),
        *("item", "nth", "first", "last"),
    )
    if not clause.has("only") or not clause.has("sound") or clause.has("music", *others):
        return False
    clause.take("only", "sound", "clip", "keep", "video")
    if work.draft.mute or any(c.mute for c in work.draft.clips):
        work.do(o.Unmute())
    if work.draft.music is not None:
        work.do(o.MusicOff())
    else:
        work.repeated += 1
    return True


def _beside(clause: Clause, *tags: str) -> bool:
    """Whether words with these tags stand side by side, in whatever order."""
    words = [t for t in clause.tokens if FILLER not in t or t.tags & {*tags}]
    size = len(tags)
    rows = (words[at : at + size] for at in range(len(words) - size + 1))
    return any(all(any(tag in t for t in row) for tag in tags) for row in rows)


def _fades(clause: Clause, last: o.MusicTime) -> bool:
    seen = {"video", "item", "clip", "color", "title", "text", "end", "start", "transition"}
    if last.fade_in and not last.fade_out and clause.kinds("fade") == ["out"]:
        seen -= {"end"}  # `the music fades in at the start, out at the end`
    return bool(clause.kinds("fade")) and not clause.has(*seen)


def _compared(clause: Clause) -> None:
    """`louder than the music`: what it is held against is not what changes."""
    mark = next((i for i, t in enumerate(clause.tokens) if "than" in t), None)
    before = [] if mark is None else clause.tokens[:mark]
    if mark is not None and any(t.tags & {"sound", "clip", "music"} for t in before):
        use(t for t in clause.tokens[mark:] if t.tags & {"music", "sound", "clip"})


def _looks(clause: Clause) -> bool:
    return bool(clause.kinds("look")) or clause.has("title", "text", "speed")


def _nouns(clause: Clause) -> set[str]:
    return {tag for token in clause.tokens for tag in token.tags}


def _moods(work: Work, clause: Clause) -> bool:
    """A mood that is no look: `cinematic` alone is colours, `cinematic music` is music."""
    if not clause.kinds("mood"):
        return False
    if clause.has("look", "item", "trans", "transition", "thanks", "praise"):
        return False
    if clause.had("title", "text", "caption", "quote") and not _of_new_film(work, clause):
        return False
    only = [t for t in clause.open() if t.values("mood")]
    return any(not (t.values("look") or t.values("trans")) for t in only) or "music" in (
        clause.topics
    )


def _of_new_film(work: Work, clause: Clause) -> bool:
    """Whether a film is begun here, and a mood stands apart from what is written on it: before it,
    or behind the verb that adds it (`제목 "…"를 넣어 즐거운 영상`)."""
    words = {"title", "text", "caption", "quote"}
    written = [i for i, t in enumerate(clause.tokens) if t.tags & words]
    added = [i for i, t in enumerate(clause.tokens) if "add" in t and i > written[-1]]
    begun = any(isinstance(op, o.Create) for op in work.ops)
    apart = [*clause.tokens[: written[0]], *(clause.tokens[added[0] :] if added else ())]
    return begun and any(t.values("mood") for t in apart)


def _inherited(work: Work, clause: Clause) -> bool:
    heard = {"music", "own"} if _has_clips(work) else {"music", "own", "sound"}
    if not clause.topics and not _has_clips(work) and work.draft.music is not None:
        beside = {FILLER, "break", "little", "much"}
        loud = [t for t in clause.tokens if not t.tags & beside]
        if loud and all(t.tags <= {"up", "down", "stronger", "gentler"} for t in loud):
            return True  # `louder`, and nothing else
    about = bool(clause.topics & heard) and not clause.had(
        "title", "text", "caption", "endcard", "logo", "item", "clip", "sound"
    )
    paced = {"longer", "shorter", "faster", "slower", "dur"}  # `धीमा` is slow, and soft
    plain = not any(t.tags & paced and not t.tags & {"up", "down"} for t in clause.open())
    heavy = any("unknown" in t or t.values("look") or t.values("name") for t in clause.tokens)
    return about and plain and not heavy and clause.has("up", "down", "percent", "volume")


def _taken_out(clause: Clause) -> bool:
    """`the music gets on my nerves, take it out`, `…, another one`, `…, softly out at the end`."""
    plain = {FILLER, "it", "pronoun", "break", "and", "then", "particle", "add", "change"}
    going = {"down", "gradual", "end", "at"}
    told = {"remove"}, {"different"}, {"other"}, going
    found = [tags for tags in told if clause.has(*tags)]
    fits = clause.follows == {"music"} and len(found) == 1
    fits = fits and (found[0] is not going or all(map(clause.has, going - {"at"})))
    return fits and all(t.tags & (plain | found[0]) for t in clause.tokens)


def _has_clips(work: Work) -> bool:
    return any(clip.kind == "video" for clip in work.draft.clips)


def _own_sound(work: Work, clause: Clause) -> None:
    """The sound that was recorded with the clips; `mute` alone is everything."""
    clips = _has_clips(work)
    muted = work.draft.mute or any(c.mute for c in work.draft.clips)
    if muted and clause.has("sound") and clause.take("again"):
        clause.tokens.append(Token("", frozenset({"unmute"}), -1, -1))
    if clause.has("sound") and clause.take("off_part"):
        clause.tokens.append(Token("", frozenset({"remove"}), -1, -1))
    if clause.take("unmute") or (clause.has("restore", "keep") and clause.has("sound")):
        clause.take("sound", "restore", "keep", "volume")
        if muted or clips:
            work.do(o.Unmute())
        else:
            work.tell("no_clip_sound")
        return
    if (clause.has("volume") and not clause.has("sound")) or not clips:
        stronger = clause.has("up", "down", "percent", "factor", "half")
        if stronger and not clause.has("mute"):
            if clips and work.draft.music is not None:
                options = ("option_volume_music", "option_volume_clips")
                clause.take("up", "down", "percent", "factor", "half", "volume")
                work.question(Ask("ask_volume", options))
            elif work.draft.music is not None:
                clause.take("sound")
                volume(work, clause)
            else:
                _clip_volume(work, clause)
            return
    silent = clause.has("mute", "remove", "no", "neg", "only") and not clause.has("up", "down")
    if silent:
        _mute(work, clause, clips)
    elif clips:
        _clip_volume(work, clause)
    elif clause.has("sound", "volume"):
        clause.take("sound", "volume", "up", "down")
        work.tell("no_clip_sound")


def _mute(work: Work, clause: Clause, clips: bool) -> None:
    named = clause.has("sound")
    span = work.when(clause)
    if span is not None:
        span.take()
        clause.take("mute", "remove", "no", "sound", "neg")
        if span.start > 0 and (span.end is None or span.end >= work.draft.total):
            work.do(o.Mute(span.start, clips_only=named))
        else:
            work.tell("mute_whole")
        return
    if clause.has("start", "end", "half"):
        left_alone(work, clause)  # `a bit of silence at the beginning`: until when?
        return
    items = work.items(clause)
    if not named and not clips and any(isinstance(op, o.MusicOff) for op in work.ops):
        clause.take("mute", "remove", "no", "neg", "all", "video")
        work.repeated += 1  # `take the music out, it shall be silent`
        return
    if not named and not clips and work.draft.music is not None:
        clause.take("mute", "remove", "no", "neg", "all", "video")
        work.do(o.MusicOff())
        return
    everything = clause.take("all")
    clause.take("mute", "remove", "no", "sound", "neg", "clip", "video")
    if items is None:
        return
    if items and len(items) < len(work.draft.clips):
        work.do(o.Mute(0, clips_only=True, items=items))
    elif named and not clips:
        if clause.take("only"):
            return
        work.do(o.Mute(0))
    else:
        only_clips = (named or work.draft.music is not None) and not everything
        work.do(o.Mute(0, clips_only=only_clips))
        if only_clips and not named:
            work.tell("music_goes_on")


def _clip_volume(work: Work, clause: Clause) -> None:
    items = work.items(clause)
    if items is None:
        return
    share, factor = clause.first("percent"), clause.first("factor")
    if share is not None:
        share.used = True
        clause.take("sound", "volume", "up", "down")
        work.do(o.ClipVolume(to=share.value / 100, items=items))
    elif factor is not None or clause.has("half"):
        clause.take("factor", "half", "sound", "volume", "up", "down")
        work.do(o.ClipVolume(factor=factor.value if factor is not None else 0.5, items=items))
    elif clause.has("up", "down"):
        down = clause.has("down") and not first_is(clause, "up", "down")
        clause.take("up", "down", "sound", "volume", "little", "much")
        work.do(o.ClipVolume(factor=0.5 if down else 1.6, items=items))
