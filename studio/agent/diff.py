"""What differs between two drafts, as short lines in the user's language."""

from __future__ import annotations

from typing import Any

from studio.agent.languages import Language
from studio.agent.phrases import listed, name_of_color, percent, say, seconds, shown
from studio.agent.shortening import fitted
from studio.draft import Clip, Draft, Music, Title, Voice

_SHOWN = 60  # characters of a text


def diff(before: Draft, after: Draft, language: Language) -> list[str]:
    """One line for each thing that changed, before and after in each; [] when nothing did."""
    return [
        *_length(before, after, language),
        *_clips(before, after, language),
        *_single(before, after, language),
        *_titles(before.titles, after.titles, language),
        *_music(before.music, after.music, language),
        *_voices(before.voices, after.voices, language),
        *_whole(before, after, language),
    ]


def _length(before: Draft, after: Draft, language: Language) -> list[str]:
    if seconds(before.total) == seconds(after.total):
        return []
    return [say("length", language, before=seconds(before.total), after=seconds(after.total))]


def _clips(before: Draft, after: Draft, language: Language) -> list[str]:
    lines: list[str] = []
    names_before = [clip.name for clip in before.clips]
    names_after = [clip.name for clip in after.clips]
    rows = {"before": _list(before.clips, language), "after": _list(after.clips, language)}
    if names_before != names_after and not _renamed(before, after):
        same = sorted(names_before) == sorted(names_after)
        key = "order" if same else "clips"
        lines.append(say(key, language, **rows))
    elif [clip.src for clip in before.clips] != [clip.src for clip in after.clips]:
        lines.append(say("order", language, **rows))
    was, now = _transition_s(before), _transition_s(after)
    if (
        was != now
        and _transitions(before) == _transitions(after)
        and len(before.clips) == len(after.clips)
        and was
        and now
    ):
        lines.append(say("transition_length", language, before=was, after=now))
    far = _amount(before), _amount(after)
    if len(_grounds(before)) == len(_grounds(after)) and _grounds(before) != _grounds(after):
        grounds = dict.fromkeys(name_of_color(color, language) for color in _grounds(after))
        lines.append(say("card_ground", language, after=listed(grounds, language)))
    if all(far) and far[0] != far[1]:
        shares = [percent(share, language) for share in far]
        lines.append(say("motion_amount", language, before=shares[0], after=shares[1]))
    for key, old, new in (
        ("speed", _speeds(before), _speeds(after)),
        ("transition", _transitions(before), _transitions(after)),
        ("motion", _motions(before), _motions(after)),
    ):
        if old != new and before.clips and (new or key != "speed"):
            words = {"before": _words(old, language), "after": _words(new, language)}
            lines.append(say(key, language, **words))
    return lines


def _single(before: Draft, after: Draft, language: Language) -> list[str]:
    """What changed about single clips of the same row."""
    if [clip.src for clip in before.clips] != [clip.src for clip in after.clips]:
        return []
    lines: list[str] = []
    same = _lengths(before) == _lengths(after)
    for number, (old, new) in enumerate(zip(before.clips, after.clips, strict=True), 1):
        name: dict[str, Any] = {"n": number, "name": shown(new.name)}
        if not same and abs(old.d - new.d) > 40 and _few(before, after):
            was, now = seconds(old.d), seconds(new.d)
            lines.append(say("item_length", language, **name, before=was, after=now))
        if old.looks != new.looks:
            looks = _words(new.looks, language)
            lines.append(say("item_look", language, **name, after=looks))
        if old.motion != new.motion and _motions(before) == _motions(after):
            lines.append(
                say("item_motion", language, **name, after=_words((new.motion,), language))
            )
        if old.amount != new.amount and not (_amount(before) and _amount(after)):
            share = percent(new.amount, language)
            lines.append(say("item_motion_amount", language, **name, after=share))
        if old.volume != new.volume:
            lines.append(say("item_volume", language, **name, after=percent(new.volume, language)))
        if old.reverse != new.reverse:
            lines.append(
                say("item_backwards" if new.reverse else "item_forwards", language, **name)
            )
        if old.rotate != new.rotate:
            lines.append(say("item_turned", language, **name, after=new.rotate))
        if old.fit != new.fit:
            lines.append(say("item_fit", language, **name))
        other = _cut_kind(old) != _cut_kind(new) or (same and old.transition != new.transition)
        if other and _transitions(before) == _transitions(after):
            lines.append(_cut(number, new, language))
    return lines[:8]


def _cut_kind(clip: Clip) -> str:
    return clip.transition.kind if clip.transition else ""


def _cut(number: int, clip: Clip, language: Language) -> str:
    kind, ms = (clip.transition.kind, clip.transition.ms) if clip.transition else ("cut", 0)
    after = _words((kind,), language)
    return say("item_cut", language, n=number, next=number + 1, after=after, seconds=seconds(ms))


def _renamed(before: Draft, after: Draft) -> bool:
    """Whether cards only are called otherwise, as the words on them."""
    rows = [[c.name for c in d.clips if c.kind != "card"] for d in (before, after)]
    kinds = [[c.kind for c in d.clips] for d in (before, after)]
    return rows[0] == rows[1] and kinds[0] == kinds[1]


def _grounds(draft: Draft) -> tuple[str, ...]:
    return tuple(clip.color for clip in draft.clips if clip.kind == "card")


def _few(before: Draft, after: Draft) -> bool:
    """Lengths are worth their lines when not all of them changed alike, with the whole."""
    moved = sum(abs(a.d - b.d) > 40 for a, b in zip(before.clips, after.clips, strict=True))
    alike = abs(before.total - after.total) > 40
    return moved < len(after.clips) or len(after.clips) <= 1 or moved <= 2 or not alike


def _lengths(draft: Draft) -> list[int]:
    return [clip.d for clip in draft.clips]


def _list(clips: tuple[Clip, ...], language: Language) -> str:
    names = [shown(clip.name) for clip in clips[:8]]
    return listed(names, language) + (" …" if len(clips) > 8 else "")


def _words(values: tuple[str, ...], language: Language) -> str:
    words = (say(f"word_{v}", language, default=v) for v in values)
    return listed(words, language) or say("none", language)


def _speeds(draft: Draft) -> tuple[str, ...]:
    speeds = dict.fromkeys(f"{clip.speed:g}x" for clip in draft.clips if clip.kind == "video")
    return tuple(speeds)


def _transitions(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.transition.kind for c in draft.clips if c.transition))


def _transition_s(draft: Draft) -> float:
    """How long all transitions are; 0.0 where they differ, or there are none."""
    found = {seconds(clip.transition.ms) for clip in draft.clips if clip.transition}
    return found.pop() if len(found) == 1 else 0.0


def _motions(draft: Draft) -> tuple[str, ...]:
    kinds = dict.fromkeys(c.motion for c in draft.clips if c.kind == "image")
    return ("varied",) if len(kinds) > 1 else tuple(kinds)


def _amount(draft: Draft) -> float:
    """How far the photos move, where all do so alike; else 0.0."""
    moving = (c for c in draft.clips if c.kind == "image" and c.motion != "none")
    found = {round(clip.amount, 2) for clip in moving}
    return found.pop() if len(found) == 1 else 0.0


def _titles(before: tuple[Title, ...], after: tuple[Title, ...], language: Language) -> list[str]:
    added = [title for title in after if _key(title) not in map(_key, before)]
    gone = [title for title in before if _key(title) not in map(_key, after)]
    if len(added) > 4 and len(added) == len(gone):  # they only moved with the length
        return [say("texts_moved", language)]
    lines = []
    for title in added:
        same = (t for t in gone if t.text == title.text)
        twin = next(same, None) or next((t for t in gone if _place(t) == _place(title)), None)
        if twin is None:
            lines.append(say("text_added", language, text=_title(title, language)))
        else:
            gone.remove(twin)
            old, new = _title(twin, language), _title(title, language)
            if old != new:
                lines.append(say("text_changed", language, before=old, after=new))
    lines += [say("text_gone", language, text=fitted(title.text, _SHOWN)) for title in gone]
    return lines


def _key(title: Title) -> tuple[object, ...]:
    kept = (title.text, title.color, title.position, title.role, title.size, title.styles)
    return (*kept, title.s // 100, title.d // 100)


def _place(title: Title) -> tuple[str, int]:
    return (title.role, title.s)


def _title(title: Title, language: Language) -> str:
    style = [name_of_color(title.color, language)]
    style += [percent(title.size, language)] if title.size != 1 else []
    style += [say(f"word_{kind}", language) for kind in title.styles]
    return say(
        "title",
        language,
        role=say(f"word_{title.role}", language),
        text=fitted(title.text, _SHOWN),
        start=seconds(title.s),
        end=seconds(title.s + title.d),
        position=say(f"word_{title.position}", language),
        color=listed(style, language),
    )


def _music(before: Music | None, after: Music | None, language: Language) -> list[str]:
    if before == after:
        return []
    if after is None:
        return [say("music_gone", language, before=_tune(before, language))]
    if before is None:
        return [say("music_added", language, after=_tune(after, language))]
    lines = []
    if before.until != after.until and after.until is not None:
        lines.append(say("music_until", language, until=seconds(after.until)))
    if before.at != after.at:
        lines.append(say("music_from", language, at=seconds(after.at)))
    if before.start != after.start:
        lines.append(say("music_start", language, start=seconds(after.start)))
    if before.fade_in != after.fade_in and after.fade_in:
        lines.append(say("music_fade_in", language, seconds=seconds(after.fade_in)))
    if before.fade_out != after.fade_out and after.fade_out:
        lines.append(say("music_fade_out", language, seconds=seconds(after.fade_out)))
    old, new = _tune(before, language), _tune(after, language)
    return lines if old == new else [*lines, say("music_changed", language, before=old, after=new)]


def _tune(music: Music | None, language: Language) -> str:
    return f"{shown(music.name)} {percent(music.volume, language)}" if music else ""


def _voices(before: tuple[Voice, ...], after: tuple[Voice, ...], language: Language) -> list[str]:
    """A voice that only moved with the video's length is none that changed."""
    added = [voice for voice in after if voice not in before]
    gone = [voice for voice in before if voice not in after]
    lines = []
    for voice in added:
        twin = next((v for v in gone if v.text == voice.text or len(added) == len(gone)), None)
        if twin is None:
            lines.append(say("voice_added", language, after=_spoken(voice, language)))
            continue
        gone.remove(twin)
        old, new = _spoken(twin, language), _spoken(voice, language)
        if old != new:
            lines.append(say("voice_changed", language, before=old, after=new))
    return lines + [say("voice_gone", language, text=fitted(v.text, _SHOWN)) for v in gone]


def _spoken(voice: Voice, language: Language) -> str:
    how = (say(f"word_{voice.speaker}", language),) if voice.speaker else ()
    return say(
        "voice",
        language,
        text=fitted(voice.text, _SHOWN),
        start=seconds(voice.s),
        end=seconds(voice.s + voice.d),
        volume=listed((percent(voice.volume, language), *how), language),
    )


def _whole(before: Draft, after: Draft, language: Language) -> list[str]:
    lines: list[str] = []
    if (before.width, before.height) != (after.width, after.height):
        old, new = f"{before.width}x{before.height}", f"{after.width}x{after.height}"
        lines.append(say("canvas", language, before=old, after=new))
    for key, old_set, new_set in (
        ("look", before.looks, after.looks),
        ("fade", before.fades, after.fades),
    ):
        if old_set != new_set:
            old, new = _words(old_set, language), _words(new_set, language)
            lines.append(say(key, language, before=old, after=new))
    for key, was, now in (
        ("fade_in_length", before.fade_in, after.fade_in),
        ("fade_out_length", before.fade_out, after.fade_out),
    ):
        if was != now and now:
            lines.append(say(key, language, seconds=seconds(now)))
    muted_before = before.mute or any(clip.mute for clip in before.clips)
    muted_after = after.mute or any(clip.mute for clip in after.clips)
    if muted_before != muted_after or before.mute != after.mute:
        lines.append(say("muted" if muted_after else "unmuted", language))
    if before.denoise != after.denoise:
        lines.append(say("denoise", language))
    if before.fit != after.fit:
        lines.append(say(f"fit_{after.fit or 'auto'}", language))
    if (before.logo, before.logo_corner) != (after.logo, after.logo_corner):
        corner = say(f"word_{after.logo_corner}", language)
        lines.append(say("logo_on" if after.logo else "logo_off", language, corner=corner))
    return lines
