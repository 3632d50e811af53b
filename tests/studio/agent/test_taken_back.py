"""A wish that its own prompt takes back: what was meant instead is done, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("lofi", volume=0.3)])
PROJECT = Project(PHOTOS, MADE, history=(MADE,))


def after(text: str, code: str = "en") -> Draft | None:
    return respond(text, replace(PROJECT, language=code)).draft


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "remove the music. oh wait, leave it in, just make it softer"),
        ("en", "leave out the music - actually no, keep the music but make it quieter"),
        ("en", "make the music louder, no wait, quieter"),
        ("de", "Musik raus, ach nein, lass sie drin, nur leiser"),
        ("es", "quita la música, no, espera, mejor déjala pero más baja"),
        ("fr", "enlève la musique, non attends, garde-la mais moins fort"),
        ("pt", "tira a música, não, espera, deixa mas mais baixa"),
        ("ru", "убери музыку, нет, подожди, оставь, только тише"),
        ("id", "musiknya hapus, eh jangan, kecilin aja"),
        ("zh-Hans", "把音乐去掉，不对，还是留着吧，声音小一点"),
        ("zh-Hant", "把音樂去掉，不對，還是留著吧，聲音小一點"),
        ("ja", "音楽を消して、やっぱり残して、小さくして"),
        ("ko", "음악 빼줘, 아니다 그냥 두고 소리만 작게 해줘"),
        ("hi", "संगीत हटा दो, नहीं रुको, बस धीमा कर दो"),
        ("ar", "احذف الموسيقى، لا انتظر، اتركها لكن اخفض صوتها"),
    ],
)
def test_the_wish_behind_is_done_to_what_was_spoken_of(code: str, text: str) -> None:
    assert after(text, code) == apply(MADE, [o.MusicVolume(factor=0.5)])


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("make it black and white, no wait, sepia", o.Look("vintage")),
        ("zoom in on the cat... no, the coffee", o.SetMotion("zoom_in", (2,))),
        ('add a title "Hi", no wait, "Hello"', o.AddText("Hello")),
        ("zoom in on photo 2, I mean photo 3", o.SetMotion("zoom_in", (3,))),
        ("remove the cat, no, not the cat, the coffee", o.RemoveItem(2)),
        ("the cat first, and no music, no wait, keep the music", o.Move(3, 1)),
    ],
)
def test_what_is_said_behind_stands_in_the_place_of_what_was_wrong(text: str, op: o.Op) -> None:
    """What was asked before the wish that is taken back stays asked."""
    assert after(text) == apply(MADE, [op])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "remove photo 2, sorry, photo 3"),
        ("de", "entferne Foto 2, quatsch, Foto 3"),
        ("es", "quita la foto 2, perdón, la 3"),
        ("fr", "enlève la photo 2, non pardon, la 3"),
        ("pt", "tira a foto 2, não, a 3"),
        ("ru", "убери второе фото, ой, третье"),
        ("id", "hapus foto 2, eh salah, foto 3"),
        ("zh-Hans", "删掉第二张，不对，第三张"),
        ("ja", "2枚目を消して、いや、3枚目"),
        ("hi", "फोटो 2 हटाओ, नहीं रुको, फोटो 3"),
        ("ar", "احذف الصورة 2، لا عفوا، الصورة 3"),
    ],
)
def test_a_picture_that_was_named_wrong_stays(code: str, text: str) -> None:
    assert after(text, code) == apply(MADE, [o.RemoveItem(3)])


@pytest.mark.parametrize(
    "text",
    ["make it brighter, sorry, and warmer", "make it brighter, actually also make it warmer"],
)
def test_one_more_wish_takes_nothing_back(text: str) -> None:
    draft = after(text)
    assert draft is None or {*draft.looks} == {"bright", "warm"}


@pytest.mark.parametrize(
    "text",
    [
        "make it black and white. actually don't",
        "sepia, no wait",
        "remove photo 2, actually keep it",
    ],
)
def test_a_wish_that_is_only_taken_back_changes_nothing(text: str) -> None:
    answer = respond(text, PROJECT)
    assert answer.draft is None
    assert answer.text == say("said_nope", "en")


def test_what_is_meant_instead_and_cannot_be_read_is_not_guessed() -> None:
    answer = respond("remove the music, no wait, blorp the frobnicator", PROJECT)
    assert answer.draft is None
    assert answer.unread


def test_a_no_that_asks_for_agreement_takes_nothing_back() -> None:
    assert after("it looks a bit dull and dark, no?") == apply(
        MADE, [o.Look("vivid"), o.Look("bright")]
    )
