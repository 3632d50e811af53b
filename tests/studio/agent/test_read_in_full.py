"""What stands in the clause beside: an end, a clip, a decade, a refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Answer, Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
CLIP = Media("c", "video", "clip.mp4", 6_000)
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.SetMusic("happy")])
TITLED = apply(MADE, [o.AddText("Rome 2024")])
FILM = apply(Draft(), [o.Create((CLIP,))])
MIXED = apply(Draft(), [o.Create((CLIP, *PHOTOS[1:3]), ms=20_000)])


def answer(text: str, draft: Draft = MADE, code: str = "en") -> Answer:
    sent = {clip.src for clip in draft.clips}
    media = tuple(m for m in (CLIP, *PHOTOS) if m.id in sent)
    return respond(text, Project(media, draft, code, history=(draft,)))


def after(text: str, draft: Draft = MADE, code: str = "en") -> Draft:
    made = answer(text, draft, code).draft
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "stop at second 4"),
        ("en", "end it at 0:04"),
        ("es", "que termine en el segundo 4"),
        ("pt", "pare no segundo 4"),
        ("fr", "arrête à 4 secondes"),
        ("ru", "закончи на 4 секунде"),
        ("id", "berhenti di detik 4"),
        ("hi", "4 सेकंड पर खत्म करो"),
        ("ja", "4秒で終わらせて"),
        ("ko", "4초에서 끝내줘"),
        ("zh-Hans", "到第4秒结束"),
    ],
)
def test_a_clip_stops_at_a_moment(code: str, text: str) -> None:
    (clip,) = after(text, FILM, code).clips
    assert (clip.start, clip.d) == (0, 4_000)


def test_a_clip_starts_and_stops_at_moments() -> None:
    (clip,) = after("start at 0:01 and stop at 0:05", FILM).clips
    assert (clip.start, clip.d) == (1_000, 4_000)


def test_the_clip_that_was_spoken_of_is_shortened_and_the_photos_stay() -> None:
    text = "use less of the clip, just the first 3 seconds, and no sound from it"
    media = (CLIP, *PHOTOS[1:3])
    draft = apply(MIXED, plan(text, Project(media, MIXED, history=(MIXED,))).ops)
    assert [clip.src for clip in draft.clips] == [clip.src for clip in MIXED.clips]
    assert [clip.d for clip in draft.clips][1:] == [clip.d for clip in MIXED.clips][1:]
    assert (draft.clips[0].d, draft.clips[0].transition) == (3_000, MIXED.clips[0].transition)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "all except the portrait can go"),
        ("de", "alles außer dem Portrait kann weg"),
        ("fr", "tout sauf le portrait peut partir"),
        ("es", "todo menos el retrato fuera"),
        ("ru", "всё кроме портрета можно убрать"),
    ],
)
def test_all_but_one_go(code: str, text: str) -> None:
    assert [clip.src for clip in after(text, MADE, code).clips] == ["f1"]


@pytest.mark.parametrize("text", ["change the title to hello", "change the title back to hello"])
def test_a_title_is_renamed_in_small_letters(text: str) -> None:
    (title,) = after(text, TITLED).titles
    assert replace(title, text="Rome 2024") == TITLED.titles[0]
    assert title.text == "hello"


@pytest.mark.parametrize(
    "text",
    [
        "I'd love it to feel like an old home movie from the 70s",
        "like an old photograph out of a shoebox, all of them, faded 70s colours",
    ],
)
def test_a_decade_is_no_length(text: str) -> None:
    draft = after(text)
    assert [clip.d for clip in draft.clips] == [clip.d for clip in MADE.clips]
    assert draft.looks


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "hold the last shot for 8 full seconds"),
        ("de", "das letzte Bild 8 volle Sekunden"),
        ("fr", "la dernière photo 8 bonnes secondes"),
        ("ru", "последнее фото 8 полных секунд"),
    ],
)
def test_full_seconds_are_seconds(code: str, text: str) -> None:
    draft = after(text, MADE, code)
    assert [clip.d for clip in draft.clips] == [*(clip.d for clip in MADE.clips[:3]), 8_000]


@pytest.mark.parametrize(
    "text",
    [
        'right at the end, and I mean the very end, it should say "Ring us: 0151 496 0123"',
        'finish the way old films do, with the words "The End" and nothing after',
    ],
)
def test_an_end_that_is_named_before_is_where_the_words_go(text: str) -> None:
    (title,) = after(text).titles
    assert (title.role, title.s + title.d) == ("end", MADE.total)


def test_what_was_edited_just_before_is_not_taken_away_unasked() -> None:
    """Where no verb takes it away."""
    text = "I can barely make out the music. Louder, but I don't want another song"
    made = plan(text, Project(PHOTOS, MADE, history=(MADE,)))
    assert [type(op) for op in made.ops] == [o.MusicVolume]


def test_a_length_far_from_what_there_is_is_asked_about_beside_unread_words() -> None:
    asked = answer("blorf it to 5 minutes, frimbly trimble")
    assert asked.draft is None
    assert after("make it 5 minutes").total == 300_000


def test_a_figure_of_the_last_edit_is_put_right() -> None:
    quiet = apply(MADE, [o.MusicVolume(to=0.2)])
    project = Project(PHOTOS, MADE, history=(MADE,))
    first = respond("music at 20%", project)
    assert first.draft == quiet
    memory = first.memory
    then = Project(PHOTOS, quiet, memory=memory, history=(MADE, quiet))
    second = respond("actualy its 25% not 20", then).draft
    assert second == apply(MADE, [o.MusicVolume(to=0.25)])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pt", "a segunda foto pode ficar 2 segundos a menos na tela"),
        ("id", "foto kedua dikurangi 2 detik"),
        ("fr", "la deuxième photo 2 secondes de moins"),
    ],
)
def test_so_many_seconds_less_are_taken_off_a_picture(code: str, text: str) -> None:
    """Portuguese and Indonesian left it those seconds."""
    answer = respond(text, Project(PHOTOS, MADE, code, history=(MADE,)))
    assert answer.draft == apply(MADE, [o.ItemLength((2,), by=-2_000)])
