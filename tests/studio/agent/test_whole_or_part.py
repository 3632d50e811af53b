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


@pytest.mark.parametrize(
    ("language", "prompt", "near"),
    [
        ("en", "can we have jazz instead", "option_mood_lofi"),
        ("ja", "BGMをジャズに変えて", "option_mood_lofi"),
        ("en", "80s rock music", "Energetic"),
    ],
)
def test_music_that_is_not_made_here_is_told_and_asked_about(
    language: str, prompt: str, near: str
) -> None:
    """The nearest is offered, not taken: the music that is there was chosen."""
    planned = plan(prompt, replace(EDITING, language=language))
    assert not planned.ops
    assert [note.key for note in planned.notes] == ["nearest_music"]
    assert planned.ask is not None
    assert planned.ask.options[0] == near


@pytest.mark.parametrize(
    ("language", "prompt", "ops"),
    [
        ("en", "a bit brighter, but not the last photo", (o.Look("bright", True, (1, 2, 3)),)),
        ("de", "etwas heller, das letzte nicht", (o.Look("bright", True, (1, 2, 3)),)),
        ("en", "reverse the order but keep the portrait first", (o.ReverseOrder(), o.Move(4, 1))),
        ("en", "transitions half as long", (o.TransitionLength(factor=0.5),)),
        ("en", "at most 12 seconds", (o.SetDuration(12_000),)),
        ("de", "höchstens 12 Sekunden", (o.SetDuration(12_000),)),
        ("zh", "不超过15秒", (o.SetDuration(15_000),)),
        ("en", "shave 4 seconds off", (o.ChangeDuration(-4_000),)),
        ("en", "14 seconds and take the coffee out", (o.RemoveItem(2), o.SetDuration(14_000))),
        (
            "en",
            "first pic 2 sec, second 3, third 4, last 5",
            tuple(o.ItemLength((n,), (n + 1) * 1_000) for n in range(1, 5)),
        ),
        (
            "en",
            "Start with the panorama, then the cat, then the coffee and finish on the portrait.",
            (o.Arrange((4, 3, 2, 1)),),
        ),
        (
            "ko",
            "10초로 줄이고 제목은 아래로",
            (o.SetDuration(10_000), o.StyleText(position="bottom", role="title")),
        ),
        ("en", "slides instead of fades", (o.SetTransition("slide"),)),
        (
            "en",
            "hard cut between 1 and 2 and make the coffee brighter",
            (o.SetTransition("cut", 1), o.Look("bright", True, (2,))),
        ),
    ],
)
def test_a_wish_with_several_parts_is_read_whole(
    language: str, prompt: str, ops: tuple[o.Op, ...]
) -> None:
    planned = plan(prompt, replace(EDITING, language=language))
    assert planned.ops == ops
    assert not planned.lost


def test_a_limit_makes_nothing_longer() -> None:
    short = apply(MADE, [o.SetDuration(10_000)])
    answer = respond("at most 12 seconds", replace(EDITING, draft=short, history=(MADE, short)))
    assert answer.draft is None


@pytest.mark.parametrize(
    ("prompt", "op"),
    [
        ("cut it to the first 3 seconds", o.KeepRange(0, 3_000)),
        (
            "half speed between 2 and 4 seconds, the rest normal",
            o.Speed(0.5, (), 2_000, 4_000, True),
        ),
        ("make it a timelapse, 3 times faster", o.Speed(3.0)),
    ],
)
def test_a_clips_stretches(prompt: str, op: o.Op) -> None:
    draft = apply(Draft(), [o.Create(MIXED_FILES[2:], "promo")])
    assert plan(prompt, Project(MIXED_FILES[2:], draft, history=(draft,))).ops == (op,)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("id", "bikin video promosi warung kopi 15 detik"),
        ("en", "make a 15 second promo for my coffee shop"),
        ("zh", "用这些素材做个视频，配欢快的音乐"),
    ],
)
def test_what_a_video_is_about_chooses_no_files(language: str, prompt: str) -> None:
    (made, *_) = plan(prompt, Project(MIXED_FILES, language=language)).ops
    assert isinstance(made, o.Create)
    assert made.items == MIXED_FILES


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "birthday video for my daughter Mia, she turned 5, happy music"),
        ("en", "make a 15 second video about our trip to Rome, we had so much fun"),
        ("de", "ein Video von unserem Urlaub in Italien, 15 Sekunden"),
        ("fr", "une petite vidéo pour l'anniversaire de Léa, musique joyeuse"),
        ("pt", "vídeo de aniversário da minha filha Ana"),
        ("zh", "给妈妈做个60岁生日视频，她喜欢花"),
        ("es", "vídeo de nuestro viaje a Roma, 15 segundos"),
        ("ko", "우리 딸 생일 영상 만들어줘"),
    ],
)
def test_words_that_tell_of_the_subject_are_no_wishes(language: str, prompt: str) -> None:
    planned = plan(prompt, Project(PHOTOS, language=language))
    assert isinstance(planned.ops[0], o.Create)
    assert planned.ops[0].items == PHOTOS
    assert not planned.lost


def test_a_style_that_nobody_knows_is_told_at_creation() -> None:
    planned = plan("make a video with sparkly unicorn borders", Project(PHOTOS))
    assert planned.lost or planned.notes or planned.ask


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "show the portrait again at the end"),
        ("de", "zeig das Portrait am Ende noch einmal"),
        ("es", "muestra el retrato otra vez al final"),
    ],
)
def test_a_picture_is_shown_a_second_time(language: str, prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language=language))
    assert planned.ops == (o.AddItems((PHOTOS[0],)),)


def test_the_last_again_may_be_an_edit_and_costs_no_picture() -> None:
    answer = respond("mach es wärmer", replace(EDITING, language="de"))
    assert answer.draft is not None
    warm = replace(
        EDITING,
        language="de",
        draft=answer.draft,
        history=(MADE, answer.draft),
        memory=answer.memory,
    )
    assert respond("nimm das letzte wieder raus", warm).draft is None


@pytest.mark.parametrize(
    ("language", "prompt", "ops"),
    [
        ("en", "there's too much zoom", (o.SetMotion("none"),)),
        ("en", "music softer", (o.MusicVolume(factor=0.5),)),
        ("en", "too short, add 5 seconds", (o.ChangeDuration(5_000),)),
        ("id", "kependekan, tambah 5 detik", (o.ChangeDuration(5_000),)),
        (
            "en",
            "first photo longer, last one shorter, rest the same",
            (o.ItemLength((1,), factor=1.6), o.ItemLength((4,), factor=0.6)),
        ),
    ],
)
def test_a_complaint_and_its_order_are_one_wish(
    language: str, prompt: str, ops: tuple[o.Op, ...]
) -> None:
    assert plan(prompt, replace(EDITING, language=language)).ops == ops


@pytest.mark.parametrize(
    ("prompt", "language", "begins", "ends"),
    [
        ("no music on the last photo", "en", 0, 3),
        ("stop the music at the fourth photo", "en", 0, 3),
        ("take the music off the first picture", "en", 1, None),
        ("keine Musik während des ersten Fotos", "de", 1, None),
        ("sin música durante la primera foto", "es", 1, None),
    ],
)
def test_music_ends_and_begins_with_pictures(
    prompt: str, language: str, begins: int, ends: int | None
) -> None:
    starts = MADE.starts()
    told = o.MusicTime(at=starts[begins]) if begins else o.MusicTime(until=starts[ends or 0])
    assert plan(prompt, replace(EDITING, language=language)).ops == (told,)


@pytest.mark.parametrize(
    ("prompt", "language", "item"),
    [
        ("make the beginning brighter", "en", 1),
        ("the end should be darker", "en", 4),
        ("mach den Anfang heller", "de", 1),
        ("开头亮一点", "zh-Hans", 1),
    ],
)
def test_a_look_of_an_end_is_of_the_picture_there(prompt: str, language: str, item: int) -> None:
    (look,) = plan(prompt, replace(EDITING, language=language)).ops
    assert isinstance(look, o.Look)
    assert look.items == (item,)


@pytest.mark.parametrize("prompt", ["start by making it brighter", "make it brighter to the end"])
def test_an_end_that_is_no_place_is_none(prompt: str) -> None:
    ops = plan(prompt, EDITING).ops
    assert all(op.items == () for op in ops if isinstance(op, o.Look))


def test_the_speed_of_an_end_is_of_the_picture_there() -> None:
    (slower,) = plan("make the ending slower", EDITING).ops
    assert isinstance(slower, o.Speed)
    assert slower.items == (4,)


def test_a_length_after_a_complaint_is_of_what_was_complained_about() -> None:
    text = "第二张照片时间太长了，缩短到3秒"
    after = apply(MADE, plan(text, replace(EDITING, language="zh-Hans")).ops)
    assert after.clips[1].d == 3_000
    assert [clip.d for clip in after.clips[2:]] == [clip.d for clip in MADE.clips[2:]]


def test_a_stretch_of_the_clip_is_not_one_of_the_film() -> None:
    answer = respond("use only the first 3 seconds of the clip", MIXED)
    assert answer.draft is not None
    assert [clip.d for clip in answer.draft.clips if clip.kind == "video"] == [3_000]
    assert len(answer.draft.clips) == 3


def test_a_look_that_is_not_liked_goes() -> None:
    grey = apply(MADE, [o.Look("bw")])
    said = plan("i dont like the black and white", replace(EDITING, draft=grey))
    assert apply(grey, said.ops).looks == ()


def test_a_picture_that_is_gone_begins_no_film() -> None:
    gone = apply(MADE, [o.RemoveItem(3)])
    assert not plan("pls make the cat colorful again", replace(EDITING, draft=gone)).ops


def test_words_that_go_too_soon_slow_nothing_down() -> None:
    assert not plan("the text disappears way too quickly", EDITING).ops


def test_a_title_goes_back_to_its_words() -> None:
    answer = respond("change the title back to Hi Grandma", EDITING)
    assert answer.draft is not None
    assert [title.text for title in answer.draft.titles] == ["Hi Grandma"]


@pytest.mark.parametrize(
    ("prompt", "length"),
    [("cat goes last, but keep it short, 2 secs", None), ("cat last, and all in 12 secs", 12_000)],
)
def test_a_length_too_short_for_all_is_of_the_picture_spoken_of(
    prompt: str, length: int | None
) -> None:
    answer = respond(prompt, EDITING)
    assert answer.draft is not None
    assert [clip.name for clip in answer.draft.clips][-1] == "cat.jpg"
    if length is None:
        assert answer.draft.clips[-1].d == 2_000
        assert answer.draft.total > 10_000
    else:
        assert answer.draft.total == length
