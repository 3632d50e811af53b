"""A first draft out of what was uploaded: order, motion, crossfades, music."""

from __future__ import annotations

import itertools
from dataclasses import replace

from studio.agent.context import Media
from studio.agent.ops import Alike, Create, TextCards
from studio.agent.shortening import fitted
from studio.agent.timing import paced, settle, stretch_to, with_transitions
from studio.draft import CARD_COLORS, MOTIONS, MUSIC_NAMES, Clip, Draft, Motion, Music, Title

PHOTO_MS = 4_000
SLIDE_MS = 3_500
CARD_MS = 3_000
# Cards that stay no longer are cut hard.
_QUICK_MS = 1_600
CARD_NAME = 40  # characters by which a timeline names a card
DEFAULT_VOLUME = 0.3
# Occasions with such music are written in elegant letters.
ELEGANT = ("romantic", "sad")
MOODS = {"promo": "upbeat", "slideshow": "calm", "montage": "lofi"}


def create(draft: Draft, op: Create) -> Draft:
    """All items in the order they came, photos moving each in another way, music underneath.

    The canvas is taken over from `draft`; nothing else of it is.
    """
    motions = varied(len(op.items))
    still = SLIDE_MS if op.kind == "slideshow" else PHOTO_MS
    clips = [_clip(item, still, motions[i]) for i, item in enumerate(op.items)]
    made = settle(
        replace(
            Draft(width=draft.width, height=draft.height, fps=draft.fps),
            clips=with_transitions(clips, "fade"),
            music=music_for(op.mood or MOODS[op.kind]),
            # What is to catch the eye does not begin with a black picture.
            fades=("in", "out") if op.kind == "slideshow" else ("out",),
            type="elegant" if op.mood in ELEGANT else "",
        )
    )
    return paced(stretch_to(made, op.ms) if op.ms else made)


def alike(draft: Draft, op: Alike) -> Draft:
    """Other material in a video that otherwise is as this one."""
    as_many = op.same or len(op.items) == len(draft.clips)
    made = create(draft, Create(op.items, ms=op.ms or (draft.total if as_many else None)))
    kept = replace(
        made,
        music=draft.music,
        fades=draft.fades,
        fade_in=draft.fade_in,
        fade_out=draft.fade_out,
        fit=draft.fit,
    )
    if not op.same:
        return kept
    clips = made.clips
    if len({clip.looks for clip in draft.clips}) == 1:
        clips = tuple(replace(clip, looks=draft.clips[0].looks) for clip in clips)
    return settle(
        replace(
            kept,
            clips=clips,
            titles=draft.titles,
            title=draft.title,
            type=draft.type,
            voices=draft.voices,
            looks=draft.looks,
            mute=draft.mute,
            denoise=draft.denoise,
            logo=draft.logo,
            logo_corner=draft.logo_corner,
        )
    )


def _clip(item: Media, still: int, motion: Motion) -> Clip:
    if item.kind == "image":
        return Clip(src=item.id, kind="image", name=item.name, d=still, motion=motion)
    length = item.ms or still
    return Clip(src=item.id, kind="video", name=item.name, d=length, length=length)


def varied(count: int) -> tuple[Motion, ...]:
    """A motion for each photo, neighbours never the same."""
    return tuple(MOTIONS[i % len(MOTIONS)] for i in range(count))


def text_cards(draft: Draft, op: TextCards) -> Draft:
    """One card a line, with the line in its middle, on grounds that change and move."""
    grounds = itertools.cycle((op.ground,) if op.ground else CARD_COLORS)
    cards = [
        card(line, CARD_MS, ground, motion)
        for line, motion, ground in zip(op.lines, varied(len(op.lines)), grounds, strict=False)
    ]
    plain = Draft(width=draft.width, height=draft.height, fps=draft.fps)
    quick = op.ms is not None and op.ms < _QUICK_MS * len(cards)
    made = settle(replace(plain, clips=with_transitions(cards, "cut" if quick else "fade")))
    made = stretch_to(made, op.ms) if op.ms else made
    titles = tuple(
        card_title(line, start, clip.d, op.color)
        for line, start, clip in zip(op.lines, made.starts(), made.clips, strict=True)
    )
    calm = replace(made, titles=titles, music=music_for("calm"), fades=("in", "out"))
    return settle(replace(calm, type="elegant"))


def card(line: str, ms: int, ground: str, motion: Motion) -> Clip:
    """A plain card for these words, without them."""
    return Clip("", "card", fitted(line, CARD_NAME), ms, motion=motion, color=ground)


def card_title(line: str, start: int, ms: int, color: str) -> Title:
    """The words of a card."""
    return Title(fitted(line), start, ms, color or "#ffffff", position="center")


def music_for(mood: str, volume: float | None = None) -> Music:
    """Generated music of a mood."""
    return Music(
        name=MUSIC_NAMES[mood],
        gen=mood,
        volume=DEFAULT_VOLUME if volume is None else volume,
    )


def own_music(item: Media, volume: float | None = None) -> Music:
    """An uploaded sound file as the music."""
    return Music(name=item.name, src=item.id, volume=0.6 if volume is None else volume)
