"""A picture that is called by what it shows, which no file is called, is asked about, never all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "IMG_2041.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.AddText("Summer")])
PROJECT = Project(PHOTOS, MADE, history=(MADE,))


def kept(project: Project, text: str) -> Project:
    """The project after a prompt."""
    said = respond(text, project)
    draft = said.draft or project.draft
    return replace(project, draft=draft, memory=said.memory, history=(*project.history, draft))


@pytest.mark.parametrize(
    "text",
    [
        "the photo of the moon is upside down",
        "rotate the sunset",
        "zoom into the dog",
        "zoom in on grandma",
        "zoom out on the mountain",
        "the picture with the boat is too dark",
        "make the wedding photo longer",
        "slow down the beach one",
        "remove the photo of the bridge",
        "put the dog first",
        "put 'Love' on the beach photo",
        "the blurry one should go",
        "the photo is upside down",
        "remove that photo",
    ],
)
def test_a_picture_that_nobody_knows_is_asked_about(text: str) -> None:
    """Nothing is done; each answer does it to that picture, the last to all."""
    said = respond(text, PROJECT)
    assert (said.draft, said.undo) == (None, 0)
    assert said.question is not None
    options = said.question.items[0].options
    assert options == ("portrait.jpg", "coffee.jpg", "cat.jpg", "photo 4", "all photos")
    asked = kept(PROJECT, text)
    outcomes = [respond(option, asked).draft for option in options[:4]]
    assert sum(draft is not None for draft in outcomes) >= 3
    assert len({str(draft) for draft in outcomes}) == 4


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "das Foto vom Mond steht auf dem Kopf"),
        ("de", "mach das Mondfoto heller"),
        ("es", "gira la foto del barco"),
        ("fr", "la photo de la lune est à l'envers"),
        ("pt", "a foto da lua está de cabeça para baixo"),
        ("ru", "удали фото с лодкой"),
        ("id", "foto bulan terbalik"),
        ("ar", "احذف صورة القارب"),
        ("hi", "चाँद की फोटो उल्टी है"),
        ("ja", "船の写真を削除して"),
        ("ko", "달 사진을 돌려줘"),
        ("zh-Hans", "月亮那张照片倒过来了"),
        ("zh-Hans", "把船放大"),
        ("zh-Hant", "把海邊的照片調亮"),
    ],
)
def test_it_is_asked_about_in_every_language(language: str, text: str) -> None:
    said = respond(text, replace(PROJECT, language=language))
    assert said.draft is None
    assert said.question is not None
    assert "cat.jpg" in said.question.items[0].options


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("make the coffee photo brighter", o.Look("bright", items=(2,))),
        ("make it brighter for my mom", o.Look("bright")),
        ("my wife wants it brighter", o.Look("bright")),
        ("make all the photos brighter", o.Look("bright")),
        ("the photos are too dark", o.Look("bright")),
    ],
)
def test_what_is_named_or_meant_for_all_is_done(text: str, op: o.Op) -> None:
    said = respond(text, PROJECT)
    assert said.draft == apply(MADE, [op])


def test_of_a_single_picture_no_question_is_asked() -> None:
    one = apply(Draft(), [o.Create(PHOTOS[:1])])
    said = respond("the photo of the moon is upside down", Project(PHOTOS[:1], one, history=(one,)))
    assert said.draft is not None
    assert said.draft.clips[0].rotate == 180


@pytest.mark.parametrize("text", ["make that one brighter", "the photo should be brighter"])
def test_a_picture_that_is_pointed_at_is_the_one_last_spoken_of(text: str) -> None:
    turned = kept(PROJECT, "rotate photo 2")
    said = respond(text, turned)
    assert said.draft == apply(turned.draft, [o.Look("bright", items=(2,))])


def test_words_for_the_screen_describe_no_picture() -> None:
    """Neither as an answer to a question for them, nor in an order."""
    asked = kept(PROJECT, "add a text")
    said = respond("the moon photo", asked)
    assert said.draft is not None
    assert "the moon photo" in [title.text for title in said.draft.titles]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the second photo is upside down"),
        ("de", "das zweite Foto steht auf dem Kopf"),
        ("es", "la segunda foto está al revés"),
        ("fr", "la deuxième photo est à l'envers"),
        ("pt", "a segunda foto está de cabeça para baixo"),
        ("ru", "второе фото вверх ногами"),
        ("id", "foto kedua terbalik"),
        ("ar", "الصورة الثانية مقلوبة"),
        ("hi", "दूसरी फोटो उल्टी है"),
        ("ja", "2枚目の写真が逆さまです"),
        ("ko", "두 번째 사진이 거꾸로예요"),
        ("zh-Hans", "第二张照片倒过来了"),
    ],
)
def test_a_photo_that_stands_on_its_head_is_turned_by_half(language: str, text: str) -> None:
    said = respond(text, replace(PROJECT, language=language))
    assert said.draft is not None
    assert [clip.rotate for clip in said.draft.clips] == [0, 180, 0, 0]
