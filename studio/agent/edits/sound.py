"""Edits of what is heard."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.edits.clips import chosen, index
from studio.agent.making import music_for, own_music
from studio.agent.spoken import GAP_MS, LEAD_MS, spoken_ms
from studio.agent.timing import split_at
from studio.draft import Draft, Music, Voice


def set_music(draft: Draft, op: o.SetMusic) -> Draft:
    volume = op.volume if op.volume is not None else (draft.music.volume if draft.music else None)
    made = music_for(op.mood, volume or None)
    old = draft.music
    if old is not None:
        made = replace(made, at=old.at, until=old.until, fade_in=old.fade_in, fade_out=old.fade_out)
    return replace(draft, music=made, mute=draft.mute)


def set_own_music(draft: Draft, op: o.OwnMusic) -> Draft:
    return replace(draft, music=replace(own_music(op.item, op.volume), start=op.start))


def music_volume(draft: Draft, op: o.MusicVolume) -> Draft:
    if draft.music is None:
        return draft
    volume = op.to if op.to is not None else draft.music.volume * (op.factor or 1.0)
    return replace(draft, music=replace(draft.music, volume=round(min(1.0, max(0.0, volume)), 2)))


def music_time(draft: Draft, op: o.MusicTime) -> Draft:
    if draft.music is None:
        return draft
    named = {
        name: value
        for name in ("at", "until", "start", "fade_in", "fade_out")
        if (value := getattr(op, name)) is not None
    }
    return replace(draft, music=replace(draft.music, **named))


def music_off(draft: Draft, op: o.MusicOff) -> Draft:
    del op
    return replace(draft, music=None)


def mute(draft: Draft, op: o.Mute) -> Draft:
    if op.items:
        which = chosen(draft, op.items)
        clips = tuple(
            replace(c, mute=True) if place in which and c.kind == "video" else c
            for place, c in enumerate(draft.clips)
        )
        return replace(draft, clips=clips)
    if op.after <= 0:
        if op.clips_only:
            return replace(draft, mute=True)
        return replace(draft, mute=True, music=None, voices=())
    music: Music | None = draft.music
    if music is not None and not op.clips_only:
        music = replace(music, until=op.after)
    voices = tuple(v for v in draft.voices if op.clips_only or v.s < op.after)
    draft = split_at(draft, op.after, only="video")
    clips = tuple(
        replace(clip, mute=True) if start >= op.after - 1 else clip
        for start, clip in zip(draft.starts(), draft.clips, strict=True)
    )
    return replace(draft, clips=clips, music=music, voices=voices)


def add_voice(draft: Draft, op: o.AddVoice) -> Draft:
    """One more voice; no two speak at once, so that it waits for one that speaks then."""
    lasts = op.ms
    place = index(draft, op.item) if op.item else None
    if place is not None:
        start = draft.starts()[place] + (0 if place else LEAD_MS)
    elif op.start is not None:
        start = op.start
    elif draft.voices:
        start = max(voice.s + voice.d for voice in draft.voices) + GAP_MS
    else:
        start = max(0, min(LEAD_MS, draft.total - lasts))
    for voice in draft.voices:
        if voice.s <= start < voice.s + voice.d:
            start = voice.s + voice.d + GAP_MS
    src = op.recording.id if op.recording is not None else ""
    made = Voice(op.text, start, lasts, op.language, op.speaker, src=src)
    return replace(draft, voices=(*draft.voices, made))


def set_voice(draft: Draft, op: o.SetVoice) -> Draft:
    changed = []
    for voice in draft.voices:
        volume = op.to if op.to is not None else voice.volume * (op.factor or 1.0)
        voice = replace(voice, volume=round(min(2.0, max(0.0, volume)), 2))
        if op.speaker:
            voice = replace(voice, speaker=op.speaker)
        if len(draft.voices) == 1 and op.start is not None:
            voice = replace(voice, s=op.start)
        if len(draft.voices) == 1 and op.text:
            lasts = spoken_ms(op.text, op.language)
            voice = replace(voice, text=op.text, language=op.language, d=lasts, src="")
        changed.append(voice)
    return replace(draft, voices=tuple(changed))


def remove_voice(draft: Draft, op: o.RemoveVoice) -> Draft:
    del op
    return replace(draft, voices=())


def unmute(draft: Draft, op: o.Unmute) -> Draft:
    del op
    clips = tuple(replace(clip, mute=False, volume=clip.volume or 1.0) for clip in draft.clips)
    music = replace(draft.music, until=None) if draft.music else None
    return replace(draft, clips=clips, mute=False, music=music)


def clip_volume(draft: Draft, op: o.ClipVolume) -> Draft:
    which = chosen(draft, op.items)
    clips = []
    for place, clip in enumerate(draft.clips):
        if place in which and clip.kind == "video":
            volume = op.to if op.to is not None else clip.volume * (op.factor or 1.0)
            clip = replace(clip, volume=round(min(2.0, max(0.0, volume)), 2), mute=False)
        clips.append(clip)
    return replace(draft, clips=tuple(clips), mute=False)


def denoise(draft: Draft, op: o.Denoise) -> Draft:
    del op
    return replace(draft, denoise=True)
