"""The parts of a draft that people speak of: what of them an edit changed, and taking it back.

A part is compared by what is seen of it (`seen`), so that texts which only moved with the length
count as the same; `back` gives one draft a part of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from studio.draft import Clip, Draft, Title


@dataclass(frozen=True, slots=True)
class _Part:
    seen: Callable[[Draft], object]
    back: Callable[[Draft, Draft], Draft]


def changed(before: Draft, after: Draft) -> frozenset[str]:
    """The names of the parts that differ."""
    return frozenset(n for n, part in PARTS.items() if part.seen(before) != part.seen(after))


def taken_back(now: Draft, then: Draft, names: Iterable[str]) -> Draft:
    """The draft with these parts as they were; the others as they are."""
    for name in sorted(names, key=list(PARTS).index):
        now = PARTS[name].back(now, then)
    return now


def _of_clips(*names: str) -> Callable[[Draft], object]:
    return lambda draft: {
        clip.src: tuple(getattr(clip, name) for name in names) for clip in draft.clips
    }


def _clips_back(*names: str) -> Callable[[Draft, Draft], Draft]:
    """Values of single clips, where the same pictures are there."""

    def back(now: Draft, then: Draft) -> Draft:
        old = {clip.src: clip for clip in then.clips}
        clips = tuple(
            replace(clip, **{name: getattr(old[clip.src], name) for name in names})
            if clip.src in old
            else clip
            for clip in now.clips
        )
        return replace(now, clips=clips)

    return back


def _fields_back(*names: str) -> Callable[[Draft, Draft], Draft]:
    return lambda now, then: replace(now, **{name: getattr(then, name) for name in names})


def _both(
    *steps: Callable[[Draft, Draft], Draft],
) -> Callable[[Draft, Draft], Draft]:
    def back(now: Draft, then: Draft) -> Draft:
        for step in steps:
            now = step(now, then)
        return now

    return back


def _row_back(now: Draft, then: Draft) -> Draft:
    """The pictures and their order; those that are there still keep what was done to them."""
    kept: dict[str, list[Clip]] = {}
    for clip in now.clips:
        kept.setdefault(clip.src, []).append(clip)
    row = [kept[c.src].pop(0) if kept.get(c.src) else c for c in then.clips]
    transitions = [clip.transition for clip in (now if len(now.clips) > 1 else then).clips[:-1]]
    fill = transitions[0] if transitions else None
    transitions += [fill] * (len(row) - 1 - len(transitions))
    row = [replace(c, transition=t) for c, t in zip(row, [*transitions, None], strict=False)]
    return replace(now, clips=tuple(row))


def _transitions_back(now: Draft, then: Draft) -> Draft:
    if len(now.clips) != len(then.clips):
        return now
    pairs = zip(now.clips, then.clips, strict=True)
    return replace(now, clips=tuple(replace(c, transition=t.transition) for c, t in pairs))


def _times_back(now: Draft, then: Draft) -> Draft:
    """When the texts stand that are in both."""
    old = {title.text: title for title in then.titles}
    titles = (
        replace(title, s=old[title.text].s, d=old[title.text].d) if title.text in old else title
        for title in now.titles
    )
    return replace(now, titles=tuple(titles))


def _words(title: Title) -> tuple[object, ...]:
    return title.text, title.color, title.position, title.role, title.size, title.styles


_LENGTH = ("d", "start", "speed")
PARTS: Final[Mapping[str, _Part]] = {
    "order": _Part(lambda draft: [clip.src for clip in draft.clips], _row_back),
    "length": _Part(_of_clips("d"), _both(_clips_back(*_LENGTH), _times_back)),
    "speed": _Part(
        _of_clips("speed", "reverse"), _both(_clips_back(*_LENGTH, "reverse"), _times_back)
    ),
    "texts": _Part(lambda draft: [*map(_words, draft.titles)], _fields_back("titles", "type")),
    "music": _Part(lambda draft: draft.music, _fields_back("music")),
    "voice": _Part(
        lambda draft: [(v.text, v.speaker, v.volume) for v in draft.voices], _fields_back("voices")
    ),
    "sound": _Part(
        lambda draft: (draft.mute, draft.denoise, _of_clips("mute", "volume")(draft)),
        _both(_fields_back("mute", "denoise"), _clips_back("mute", "volume")),
    ),
    "look": _Part(
        lambda draft: (draft.looks, _of_clips("looks")(draft)),
        _both(_fields_back("looks"), _clips_back("looks")),
    ),
    "motion": _Part(_of_clips("motion"), _clips_back("motion")),
    "transitions": _Part(
        lambda draft: [clip.transition for clip in draft.clips[:-1]], _transitions_back
    ),
    "fades": _Part(
        lambda draft: (draft.fades, draft.fade_in, draft.fade_out),
        _fields_back("fades", "fade_in", "fade_out"),
    ),
    "canvas": _Part(
        lambda draft: (draft.width, draft.height, draft.fit, _of_clips("fit", "rotate")(draft)),
        _both(_fields_back("width", "height", "fit"), _clips_back("fit", "rotate")),
    ),
    "logo": _Part(
        lambda draft: (draft.logo, draft.logo_corner), _fields_back("logo", "logo_corner")
    ),
}
