"""Rules about what is heard: music, volume, the clips' own sound."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.rules.music import first_is, left_alone, music, volume
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work


def sound(work: Work, clause: Clause) -> None:
    """Music, then the clips' own sound, then both."""
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
    about = bool(clause.topics & heard) and not clause.had(
        "title", "text", "caption", "endcard", "logo", "item", "clip", "sound"
    )
    plain = not clause.has("longer", "shorter", "faster", "slower", "dur")
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
    if clause.take("unmute") or (clause.has("restore", "keep") and clause.has("sound")):
        muted = work.draft.mute or any(c.mute for c in work.draft.clips)
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
