"""What is said of a part is not done to the whole: music, speed, lengths, places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "happy"), o.AddText("Hello")])
EDITING = Project(PHOTOS, MADE, history=(MADE,))
MIXED_FILES = (*PHOTOS[:2], Media("v1", "video", "clip.mp4", 6_000))
MIXED_DRAFT = apply(Draft(), [o.Create(MIXED_FILES, "promo")])
MIXED = Project(MIXED_FILES, MIXED_DRAFT, history=(MIXED_DRAFT,))
SONG = Media("s1", "audio", "song.mp3", 8_000)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "no music at the beginning"),
        ("en", "use sad music only for the last photo"),
        ("en", "epic music for the end"),
        ("de", "keine Musik am Anfang"),
        ("es", "quita la música al principio"),
        ("fr", "pas de musique au début"),
    ],
)
def test_music_of_a_part_is_not_done_to_the_whole(language: str, prompt: str) -> None:
    answer = respond(prompt, replace(EDITING, language=language))
    assert answer.draft is None


def test_music_that_begins_later_is_said_from_both_sides() -> None:
    planned = plan("no music at the beginning, start it at 3 seconds", EDITING)
    assert planned.ops == (o.MusicTime(at=3_000),)
    assert not planned.lost


def test_a_stretch_of_ones_own_song_does_not_cut_the_film() -> None:
    project = replace(EDITING, media=(*PHOTOS, SONG))
    planned = plan("use my song but only the last 4 seconds", project)
    assert planned.ops == (o.OwnMusic(SONG),)
    assert planned.lost


@pytest.mark.parametrize("prompt", ["slow the clip down a bit", "den Clip langsamer"])
def test_a_clips_speed_is_its_own(prompt: str) -> None:
    ops = plan(prompt, MIXED).ops
    assert [(type(op), getattr(op, "items", None)) for op in ops] == [(o.Speed, (3,))]


@pytest.mark.parametrize(
    ("language", "prompt", "op"),
    [
        ("zh", "第二张时间翻倍", o.ItemLength((2,), factor=2.0)),
        ("es", "el gato el doble de tiempo", o.ItemLength((3,), factor=2.0)),
        ("zh", "竖屏改成横屏", o.Canvas(1920, 1080)),
        ("de", "vom Hochformat ins Querformat", o.Canvas(1920, 1080)),
        ("en", "change from vertical to horizontal", o.Canvas(1920, 1080)),
        ("de", "die Musik weniger laut", o.MusicVolume(factor=0.5)),
        ("en", "less music", o.MusicVolume(factor=0.5)),
        ("en", "replace the happy music by romantic", o.SetMusic("romantic")),
    ],
)
def test_what_is_asked_is_done(language: str, prompt: str, op: o.Op) -> None:
    assert plan(prompt, replace(EDITING, language=language)).ops == (op,)


@pytest.mark.parametrize(
    ("language", "prompt", "to"),
    [
        ("fr", "mets la dernière photo en premier", 1),
        ("zh", "最后一张放第一", 1),
        ("id", "pindahkan foto terakhir ke awal", 1),
        ("ko", "마지막 사진을 맨 앞으로", 1),
        ("pt", "põe a última foto no início", 1),
        ("ko", "첫 번째 사진을 마지막으로", 0),
        ("hi", "पहली फोटो को आखिर में रखो", 0),
        ("es", "la primera foto de última", 0),
    ],
)
def test_a_picture_is_moved_and_no_other(language: str, prompt: str, to: int) -> None:
    planned = plan(prompt, replace(EDITING, language=language))
    assert planned.ops == (o.Move(1 if to == 0 else 4, to),)


def test_a_wish_in_two_sentences_is_done_once_and_never_called_lost() -> None:
    planned = plan("too slow, can the pictures change quicker?", EDITING)
    assert len(planned.ops) == 1
    assert not planned.lost


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_words_over_the_whole_film_stay_so_at_another_speed(factor: float) -> None:
    titled = apply(MADE, [o.AddText("Sale", "subtitle", start=0, ms=MADE.total)])
    after = apply(titled, [o.Speed(factor)])
    sale = next(t for t in after.titles if t.text == "Sale")
    assert (sale.s, sale.d) == (0, after.total)


def test_transitions_that_only_follow_the_pace_are_not_listed() -> None:
    short = apply(MADE, [o.SetDuration(4_000)])
    answer = respond("make it 2 seconds", replace(EDITING, draft=short, history=(MADE, short)))
    assert answer.draft is not None
    assert answer.draft.clips[0].transition != short.clips[0].transition
    assert len(answer.text.splitlines()) <= 4, answer.text
