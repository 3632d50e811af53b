"""Arithmetic on a draft's time: lengths, cuts, transitions that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from studio.draft import MIN_CLIP_MS, Clip, Draft, Title, Transition

TRANSITION_MS = 800
# Quick ones lose by being drawn out.
_QUICK_MS = {"whip": 400, "zoom": 600, "white": 500}
MIN_TITLE_MS = 300
MAX_TOTAL_MS = 600_000
# Cuts are no nearer to each other than that; a beat farther from a cut is not its.
_LEAST_CUT_MS, _REACH_MS = 600, 1_000
_PATTERN = (3, 2, 2, 3, 2, 3, 2, 2)


def settle(draft: Draft) -> Draft:
    """Bring a draft into order; a settled draft comes back as it is."""
    clips = tuple(
        replace(clip, d=min(max(MIN_CLIP_MS, clip.d), max(MIN_CLIP_MS, _room(clip))))
        for clip in draft.clips
    )
    clips = _fitting(clips)
    draft = replace(draft, clips=clips)
    titles = (_inside(title, draft.total) for title in draft.titles)
    voices = (replace(v, s=max(0, min(v.s, draft.total - v.d))) for v in draft.voices)
    return replace(
        draft,
        titles=tuple(sorted(titles, key=lambda t: (t.s, t.role != "title"))),
        voices=tuple(sorted(voices, key=lambda v: v.s)),
    )


def _room(clip: Clip) -> int:
    return MAX_TOTAL_MS if clip.room is None else clip.room


def _fitting(clips: tuple[Clip, ...]) -> tuple[Clip, ...]:
    """Transitions at most half as long as each neighbour, none after the last clip."""
    fitted = []
    for clip, following in zip(clips, [*clips[1:], None], strict=True):
        transition = clip.transition
        if transition is not None:
            room = 0 if following is None else min(clip.d, following.d) // 2
            ms = min(transition.ms, room)
            transition = replace(transition, ms=ms) if ms > 0 else None
        fitted.append(replace(clip, transition=transition))
    return tuple(fitted)


def _inside(title: Title, total: int) -> Title:
    d = max(1, min(title.d, total)) if total else title.d
    if title.role == "end":
        return replace(title, s=max(0, total - d), d=d)
    s = min(title.s, max(0, total - min(d, MIN_TITLE_MS)))
    return replace(title, s=s, d=max(1, min(d, total - s)) if total else d)


def usual_ms(kind: str, now: int | None) -> int:
    """How long a transition of a kind lasts where no length is asked for, `now` is the others'."""
    return min(now or TRANSITION_MS, _QUICK_MS.get(kind, now or TRANSITION_MS))


def with_transitions(clips: Sequence[Clip], kind: str, ms: int = TRANSITION_MS) -> tuple[Clip, ...]:
    """The same transition between all clips; `cut` for none."""
    made = None if kind == "cut" else Transition(kind, ms)
    return tuple(
        replace(clip, transition=made if i < len(clips) - 1 else None)
        for i, clip in enumerate(clips)
    )


def stretch_to(draft: Draft, total: int) -> Draft:
    """As near to `total` as the material allows.

    Photos and cards share the time that clips leave; when clips alone are too long, everything
    shrinks in proportion; clips grow no further than their sources. Titles keep their place in
    proportion.
    """
    if not draft.clips or total <= 0:
        return draft
    before = draft.total
    total = min(total, MAX_TOTAL_MS)
    clips = _with_room_for_transitions(draft.clips, total)
    overlap = sum(clip.transition.ms for clip in clips[:-1] if clip.transition)
    stills = [clip for clip in clips if clip.kind != "video"]
    videos = sum(clip.d for clip in clips if clip.kind == "video")
    for_stills = total + overlap - videos
    enough = for_stills >= len(stills) * 1_000
    lengths = (
        _still_share(clips, for_stills)
        if stills and enough
        else _shared([clip.d for clip in clips], total + overlap, [_room(c) for c in clips])
    )
    clips = tuple(replace(clip, d=d) for clip, d in zip(clips, lengths, strict=True))
    changed = settle(replace(draft, clips=clips))
    if changed.total > total and overlap:  # shrunk transitions overlap less: shrink once more
        lengths = [
            max(MIN_CLIP_MS, d)
            for d in _shared(
                [clip.d for clip in changed.clips],
                total + sum(c.transition.ms for c in changed.clips if c.transition),
                [_room(c) for c in changed.clips],
            )
        ]
        clips = tuple(replace(c, d=d) for c, d in zip(changed.clips, lengths, strict=True))
        changed = settle(replace(changed, clips=clips))
    voices = tuple(
        replace(voice, s=round(voice.s * changed.total / max(1, before))) for voice in draft.voices
    )
    titles = _in_proportion(draft.titles, before, changed.total)
    titles = tuple(map(_on_its_card(draft, changed), draft.titles, titles))
    return settle(replace(changed, titles=titles, voices=voices))


def _on_its_card(before: Draft, after: Draft) -> Callable[[Title, Title], Title]:
    """Words on a card are there as long as the card."""
    old, new = before.starts(), after.starts()

    def placed(title: Title, moved: Title) -> Title:
        home = _home(before, title, old)
        if home is None or before.clips[home].kind != "card" or title.role == "end":
            return moved
        begun, left = title.s - old[home], title.d >= before.clips[home].d * 0.6
        d = after.clips[home].d - begun if left else moved.d
        return replace(moved, s=new[home] + begun, d=max(1, d))

    return placed


def paced(draft: Draft) -> Draft:
    """Photos of lengths that differ, in the same whole time: some one and a half as long as others.

    Each is a whole number of one unit from cut to cut, so that all cuts can be on beats
    (docs/studio.md#how-it-looks-and-sounds). Clips, and films too fast for it, stay as they are.
    """
    clips = draft.clips
    overlap = {clip.transition.ms if clip.transition else 0 for clip in clips[:-1]}
    units = [_PATTERN[place % len(_PATTERN)] for place in range(len(clips))]
    unit = draft.total / max(1, sum(units))
    if len(clips) < 3 or len(overlap) != 1 or any(clip.kind != "image" for clip in clips):
        return draft
    half = overlap.pop() // 2
    if unit * min(units) < max(4 * half, 800):
        return draft
    cuts = [round(unit * sum(units[:place])) for place in range(len(clips) + 1)]
    begins = [0, *(cut - half for cut in cuts[1:-1])]
    ends = [*(cut + half for cut in cuts[1:-1]), draft.total]
    lengths = (end - begin for begin, end in zip(begins, ends, strict=True))
    return settle(
        replace(draft, clips=tuple(replace(c, d=d) for c, d in zip(clips, lengths, strict=True)))
    )


def on_beats(draft: Draft, beats: Sequence[int]) -> Draft:
    """Each cut (the middle of its transition) on the song's nearest beat, the whole as long as it
    was; cuts without a beat near by stay, and so do all where a clip at the end would be too short.
    """
    clips, music = draft.clips, draft.music
    if len(clips) < 2 or music is None:
        return draft
    shift = music.at - music.start
    halves = [clip.transition.ms // 2 if clip.transition else 0 for clip in clips[:-1]]
    ends = zip(draft.starts()[1:], halves, strict=True)
    now = [start + half for start, half in ends]
    cuts = [0]
    for place, (cut, half) in enumerate(zip(now, halves, strict=True)):
        lead = halves[place - 1] if place else 0
        room = clips[place].room
        least = cuts[-1] + max(_LEAST_CUT_MS, 2 * half, 2 * lead)
        most = draft.total - (len(now) - place) * _LEAST_CUT_MS
        if room is not None:
            most = min(most, cuts[-1] + room - lead - half)
        last = clips[-1].room
        if place == len(now) - 1 and last is not None:
            least = max(least, draft.total - last + half)
        near = [b + shift for b in beats if max(least, cut - _REACH_MS) <= b + shift <= most]
        near = [beat for beat in near if beat <= cut + _REACH_MS]
        cuts.append(min(near, key=lambda beat: abs(beat - cut), default=max(cut, least)))
    bounds = zip([0, *halves], [*halves, 0], cuts, [*cuts[1:], draft.total], strict=True)
    lengths = [end + after - begin + before for before, after, begin, end in bounds]
    rooms = [clip.room for clip in clips]
    if any(room is not None and d > room for d, room in zip(lengths, rooms, strict=True)):
        return draft
    moved = tuple(replace(clip, d=d) for clip, d in zip(clips, lengths, strict=True))
    changed = retimed(draft, replace(draft, clips=moved))
    return changed if changed.total == draft.total and min(lengths) >= MIN_CLIP_MS else draft


def _with_room_for_transitions(clips: tuple[Clip, ...], total: int) -> tuple[Clip, ...]:
    """Transitions short enough that clips of equal length could carry them."""
    most = max(1, total // (2 * len(clips)))
    return tuple(
        replace(clip, transition=replace(clip.transition, ms=min(clip.transition.ms, most)))
        if clip.transition
        else clip
        for clip in clips
    )


def _still_share(clips: Sequence[Clip], total: int) -> list[int]:
    stills = [clip.d for clip in clips if clip.kind != "video"]
    shares = iter(_shared(stills, total, [MAX_TOTAL_MS] * len(stills)))
    return [clip.d if clip.kind == "video" else next(shares) for clip in clips]


def _shared(weights: Sequence[int], total: int, rooms: Sequence[int]) -> list[int]:
    """`total` divided by weight, no share above its room; what a full one leaves goes round."""
    shares = [0] * len(weights)
    open_ones = set(range(len(weights)))
    left = total
    while open_ones and left > 0:
        weight = sum(max(1, weights[i]) for i in open_ones)
        full = {i for i in open_ones if left * max(1, weights[i]) / weight >= rooms[i]}
        if not full:
            break
        for i in full:
            shares[i] = rooms[i]
        left = total - sum(shares)
        open_ones -= full
    ordered = sorted(open_ones)
    for place, i in enumerate(ordered):
        weight = sum(max(1, weights[j]) for j in ordered[place:])
        shares[i] = max(0, round(left * max(1, weights[i]) / weight))
        left -= shares[i]
    return shares


def _in_proportion(titles: Sequence[Title], before: int, after: int) -> tuple[Title, ...]:
    if before <= 0:
        return tuple(titles)
    factor = after / before
    moved = [
        replace(t, s=round(t.s * factor), d=round(t.d * factor) if t.role == "subtitle" else t.d)
        for t in titles
    ]
    return tuple(_inside(title, after) for title in moved)


def remove_range(draft: Draft, start: int, end: int) -> Draft:
    """Without what lies between two times; nothing happens when nothing would be left."""
    start, end = max(0, start), min(end, draft.total)
    if start >= end or (start <= 0 and end >= draft.total):
        return draft
    kept = [*_window(draft, 0, start), *_window(draft, end, draft.total)]
    if not kept:  # a rest too short to be shown
        return draft
    changed = replace(draft, clips=_fitting(tuple(kept)))
    gone = end - start
    titles = []
    for title in draft.titles:
        if start <= title.s and title.s + title.d <= end and title.role != "end":
            continue
        s = title.s if title.s < start else max(start, title.s - gone)
        titles.append(_inside(replace(title, s=s), changed.total))
    voices = tuple(
        voice if voice.s < start else replace(voice, s=max(start, voice.s - gone))
        for voice in draft.voices
        if not start <= voice.s < voice.s + voice.d <= end
    )
    return replace(changed, titles=tuple(titles), voices=voices)


def keep_range(draft: Draft, start: int, end: int) -> Draft:
    """Only what lies between two times."""
    end = min(end, draft.total)
    if start >= end:
        return draft
    return remove_range(remove_range(draft, end, draft.total), 0, start)


def _window(draft: Draft, start: int, end: int) -> list[Clip]:
    """The clips between two times, the outer ones shortened; a transition that is cut is gone."""
    found: list[Clip] = []
    for at, clip in zip(draft.starts(), draft.clips, strict=True):
        head, tail = max(start, at), min(end, at + clip.d)
        if tail - head < MIN_CLIP_MS:
            continue
        part = replace(clip, d=tail - head)
        if clip.kind == "video":
            part = replace(part, start=clip.start + round((head - at) * clip.speed))
        if tail < at + clip.d:
            part = replace(part, transition=None)
        found.append(part)
    if found:
        found[-1] = replace(found[-1], transition=None)
    return found


def split_at(draft: Draft, at: int, only: str = "") -> Draft:
    """Cut the clip that lies across `at` in two, without a transition; `only` one kind of clip."""
    clips: list[Clip] = []
    for start, clip in zip(draft.starts(), draft.clips, strict=True):
        head = at - start
        whole = head < MIN_CLIP_MS or clip.d - head < MIN_CLIP_MS
        if whole or (only and clip.kind != only):
            clips.append(clip)
            continue
        rest = clip.start + round(head * clip.speed) if clip.kind == "video" else clip.start
        clips.append(replace(clip, d=head, transition=None))
        clips.append(replace(clip, d=clip.d - head, start=rest))
    return replace(draft, clips=tuple(clips))


def retimed(before: Draft, after: Draft, order: Sequence[int] | None = None) -> Draft:
    """The draft with its titles and voices where their clips went.

    Words shown with one clip keep to it, words over several clips keep their time, a voice keeps
    to the clip with which it begins. `order` gives for each new place the old index of its clip.
    """
    old, new = before.starts(), after.starts()
    places = list(order) if order is not None else list(range(len(after.clips)))
    titles = []
    for title in before.titles:
        if len(before.clips) > 1 and title.s <= 100 and title.s + title.d >= before.total - 100:
            titles.append(replace(title, s=0, d=max(1, after.total)))  # the whole time
            continue
        home = _home(before, title, old)
        carded = home is not None and before.clips[home].kind == "card"
        grown = home is not None and title.d >= before.clips[home].d * 0.6
        own = grown and title.role == "subtitle" and len(before.clips) > 1
        if (carded or own) and home not in places:
            continue  # a card goes with its words, a picture with its caption
        if home is None or home not in places or not (title.role == "subtitle" or carded):
            titles.append(_inside(title, after.total))
            continue
        place = places.index(home)
        s = new[place] + title.s - old[home]
        following = new[place + 1] if place + 1 < len(new) else after.total
        room = max(1, following - new[place])  # until the next picture comes
        kept = replace(title, s=max(0, s), d=max(1, room if grown else min(title.d, room)))
        titles.append(_inside(kept, after.total))
    voices = []
    for voice in before.voices:
        home = max((place for place, start in enumerate(old) if start <= voice.s), default=0)
        moved = new[places.index(home)] - old[home] if home in places else 0
        voices.append(replace(voice, s=max(0, voice.s + moved)))
    return replace(after, titles=tuple(titles), voices=tuple(voices))


def _home(draft: Draft, title: Title, starts: Sequence[int]) -> int | None:
    """The clip with which a title comes and goes, None when it lies over several."""
    for place, (start, clip) in enumerate(zip(starts, draft.clips, strict=True)):
        if start - 300 <= title.s and title.s + title.d <= start + clip.d + 300:
            return place
    return None


def spread(lines: Sequence[str], total: int) -> tuple[Title, ...]:
    """Subtitle lines over the whole length, longer lines for longer."""
    weights = [max(12, len(line)) for line in lines]
    lengths = _shared(weights, total, [MAX_TOTAL_MS] * len(lines))
    titles, at = [], 0
    for line, d in zip(lines, lengths, strict=True):
        titles.append(Title(line, at, max(1, d), position="bottom", role="subtitle"))
        at += d
    return tuple(titles)
