"""What differs between two drafts, as short lines in the user's language."""

from __future__ import annotations

from studio.agent.phrases import name_of_color, say
from studio.agent.tongues import Language
from studio.draft import Clip, Draft, Music, Title


def diff(before: Draft, after: Draft, language: Language) -> list[str]:
    """One line for each thing that changed, before and after in each; [] when nothing did."""
    return [
        *_length(before, after, language),
        *_clips(before, after, language),
        *_titles(before.titles, after.titles, language),
        *_music(before.music, after.music, language),
        *_whole(before, after, language),
    ]


def seconds(ms: int) -> str:
    """Milliseconds as seconds with at most one decimal: 15, 3.5."""
    return f"{ms / 1000:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    return f"{round(share * 100)}%"


def _length(before: Draft, after: Draft, language: Language) -> list[str]:
    if seconds(before.total) == seconds(after.total):
        return []
    return [say("length", language, before=seconds(before.total), after=seconds(after.total))]


def _clips(before: Draft, after: Draft, language: Language) -> list[str]:
    lines: list[str] = []
    names_before = [clip.name for clip in before.clips]
    names_after = [clip.name for clip in after.clips]
    if names_before != names_after:
        same = sorted(names_before) == sorted(names_after)
        key = "order" if same else "clips"
        lines.append(say(key, language, before=_list(before.clips), after=_list(after.clips)))
    elif [clip.src for clip in before.clips] != [clip.src for clip in after.clips]:
        lines.append(say("order", language, before=_list(before.clips), after=_list(after.clips)))
    for key, old, new in (
        ("speed", _speeds(before), _speeds(after)),
        ("transition", _transitions(before), _transitions(after)),
        ("motion", _motions(before), _motions(after)),
    ):
        if old != new and before.clips and (new or key != "speed"):
            words = {"before": _words(old, language), "after": _words(new, language)}
            lines.append(say(key, language, **words))
    return lines


def _list(clips: tuple[Clip, ...]) -> str:
    shown = [clip.name for clip in clips[:8]]
    return ", ".join(shown) + (" …" if len(clips) > 8 else "")


def _words(values: tuple[str, ...], language: Language) -> str:
    return ", ".join(say(f"word_{v}", language, default=v) for v in values) or say("none", language)


def _speeds(draft: Draft) -> tuple[str, ...]:
    speeds = dict.fromkeys(f"{clip.speed:g}x" for clip in draft.clips if clip.kind == "video")
    return tuple(speeds)


def _transitions(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.transition.kind for c in draft.clips if c.transition))


def _motions(draft: Draft) -> tuple[str, ...]:
    kinds = dict.fromkeys(c.motion for c in draft.clips if c.kind == "image")
    return ("varied",) if len(kinds) > 1 else tuple(kinds)


def _titles(before: tuple[Title, ...], after: tuple[Title, ...], language: Language) -> list[str]:
    added = [title for title in after if _key(title) not in map(_key, before)]
    gone = [title for title in before if _key(title) not in map(_key, after)]
    lines = []
    for title in added:
        twin = next((t for t in gone if t.text == title.text or _place(t) == _place(title)), None)
        if twin is None:
            lines.append(say("text_added", language, text=_title(title, language)))
        else:
            gone.remove(twin)
            old, new = _title(twin, language), _title(title, language)
            lines.append(say("text_changed", language, before=old, after=new))
    lines += [say("text_gone", language, text=title.text) for title in gone]
    return lines


def _key(title: Title) -> tuple[str, str, str, str]:
    return (title.text, title.color, title.position, title.role)


def _place(title: Title) -> tuple[str, int]:
    return (title.role, title.s)


def _title(title: Title, language: Language) -> str:
    return say(
        "title",
        language,
        role=say(f"word_{title.role}", language),
        text=title.text,
        start=seconds(title.s),
        end=seconds(title.s + title.d),
        position=say(f"word_{title.position}", language),
        color=name_of_color(title.color, language),
    )


def _music(before: Music | None, after: Music | None, language: Language) -> list[str]:
    if before == after:
        return []
    if after is None:
        return [say("music_gone", language, before=_tune(before))]
    if before is None:
        return [say("music_added", language, after=_tune(after))]
    if before.until != after.until and after.until is not None:
        return [say("music_until", language, until=seconds(after.until))]
    return [say("music_changed", language, before=_tune(before), after=_tune(after))]


def _tune(music: Music | None) -> str:
    return f"{music.name} {percent(music.volume)}" if music else ""


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
    muted_before = before.mute or any(clip.mute for clip in before.clips)
    muted_after = after.mute or any(clip.mute for clip in after.clips)
    if muted_before != muted_after or before.mute != after.mute:
        lines.append(say("muted" if muted_after else "unmuted", language))
    if before.denoise != after.denoise:
        lines.append(say("denoise", language))
    if before.fit != after.fit:
        lines.append(say(f"fit_{after.fit}", language))
    if before.logo != after.logo:
        lines.append(say("logo_on" if after.logo else "logo_off", language))
    return lines
