"""What people say in passing: complaints, what shall stay, where the video shall go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("lofi", volume=0.3), o.AddText("Summer")])
PROJECT = Project(PHOTOS, MADE, history=(MADE,))


def after(text: str, code: str = "en") -> Draft | None:
    return respond(text, replace(PROJECT, language=code)).draft


@pytest.mark.parametrize(
    ("code", "text", "op"),
    [
        ("en", "it's so dark", o.Look("bright")),
        ("en", "the photo of the cat is dark", o.Look("bright", items=(3,))),
        ("en", "it feels slow", o.Speed(1.5)),
        ("en", "the music is loud", o.MusicVolume(factor=0.5)),
        ("en", "it looks too yellow", o.Look("cool")),
        ("en", "colours look so grey, give them some life", o.Look("vivid")),
        ("en", "I want it to look dark", o.Look("dark")),
        ("en", "the zooming makes me dizzy", o.MotionAmount(0.5)),
        ("en", "there are black bars", o.Fit("crop")),
        ("en", "flip the first two around", o.Swap(1, 2)),
        ("en", "flip the cat and the coffee around", o.Swap(3, 2)),
        ("de", "das Video sieht dunkel aus", o.Look("bright")),
        ("es", "el video está oscuro", o.Look("bright")),
        ("fr", "la vidéo est sombre", o.Look("bright")),
        ("pt", "o vídeo está escuro", o.Look("bright")),
    ],
)
def test_a_complaint_asks_for_its_opposite(code: str, text: str, op: o.Op) -> None:
    """Said of how something is; as a wish the same word means itself."""
    assert after(text, code) == apply(MADE, [op])


def test_a_complaint_about_two_things_is_two_wishes() -> None:
    assert after("it looks a bit dull and dark no?") == apply(
        MADE, [o.Look("vivid"), o.Look("bright")]
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "the transitions are ugly"),
        ("en", "the transitions look cheap"),
        ("de", "die Übergänge sind hässlich"),
        ("ru", "переходы ужасные"),
        ("zh-Hans", "转场太丑了"),
        ("ja", "トランジションがダサい"),
    ],
)
def test_of_what_is_not_liked_another_is_taken(code: str, text: str) -> None:
    draft = after(text, code)
    assert draft is not None
    assert draft.clips[0].transition is not None
    assert draft.clips[0].transition.kind != "fade"


@pytest.mark.parametrize(
    "text",
    [
        "wife hates the colours",
        "the colours are too much",
        "change the colours",
        "colors look fake",
    ],
)
def test_colours_without_a_direction_are_asked_about(text: str) -> None:
    said = respond(text, PROJECT)
    assert said.draft is None
    assert said.question is not None
    assert len(said.question.items[0].options) == 4


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_direction_of_colours_is_understood(code: Language) -> None:
    for key in ("option_warm", "option_colors", "option_soft", "option_bw"):
        draft = after(say(key, code), code)
        assert draft is not None, (code, key)
        assert draft.looks, (code, key)


def test_a_colour_of_words_that_is_not_told_is_asked_for() -> None:
    """And the answer is taken for it."""
    said = respond("change the title colour", PROJECT)
    assert said.question is not None
    taken = respond("yellow", replace(PROJECT, memory=said.memory)).draft
    assert taken is not None
    assert taken.titles[0].color == "#ffd60a"


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("don't change the music, just make it quieter", o.MusicVolume(factor=0.5)),
        ("don't remove the title, make it smaller", o.StyleText(role="title", size=0.7)),
        ("I don't want the title removed, I want it bigger", o.StyleText(role="title", size=1.4)),
        ("don't remove the cat, just move it to the end", o.Move(3, 0)),
        (
            "don't shorten the cat photo, shorten the coffee one",
            o.ItemLength((2,), factor=0.6),
        ),
        ("don't make it faster, make it slower", o.Speed(0.75)),
        ("don't move the cat, move the coffee to the end", o.Move(2, 0)),
        ("don't touch the music, only the length to 20 seconds", o.SetDuration(20_000)),
        ("don't touch the cat, make the rest brighter", o.Look("bright", items=(1, 2, 4))),
    ],
)
def test_what_shall_stay_is_left_and_the_rest_is_done(text: str, op: o.Op) -> None:
    """`it` is what was named, where that can be."""
    assert after(text) == apply(MADE, [op])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "don't touch the title, just change the colour"),
        ("de", "nicht den Titel anfassen, ändere nur die Farbe"),
        ("es", "no toques el título, solo cambia el color"),
        ("fr", "ne touche pas au titre, change juste la couleur"),
        ("pt", "não mexe no título, só muda a cor"),
        ("ru", "не трогай заголовок, просто поменяй цвет"),
        ("zh-Hans", "别动标题，只改颜色"),
        ("ja", "タイトルはそのままで、色だけ変えて"),
    ],
)
def test_what_comes_after_just_is_not_ignored(code: str, text: str) -> None:
    said = respond(text, replace(PROJECT, language=code))
    assert said.draft is None
    assert said.question is not None
    assert len(said.question.items[0].options) == 4


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "pls dont cut off the cats head"),
        ("de", "schneid der Katze nicht den Kopf ab"),
        ("es", "no cortes la cabeza del gato"),
        ("fr", "ne coupe pas la tête du chat"),
        ("pt", "não corta a cabeça do gato"),
        ("ru", "не обрезай голову кота"),
        ("zh-Hans", "别把猫的头切掉"),
    ],
)
def test_a_head_that_shall_not_be_cut_off_is_a_wish_for_the_framing(code: str, text: str) -> None:
    draft = after(text, code)
    assert draft is not None
    assert [clip.fit for clip in draft.clips] == ["", "", "blur", ""]


def test_it_is_the_picture_that_the_same_prompt_named() -> None:
    """And no picture that has just gone."""
    bright: list[o.Op] = [o.Look("bright", items=(3,)), o.ItemLength((3,), factor=1.6)]
    assert after("make the cat brighter, make it longer too") == apply(MADE, bright)
    shorter: list[o.Op] = [o.RemoveItem(3), o.ScaleDuration(0.75)]
    assert after("remove the cat and make it shorter") == apply(MADE, shorter)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "can you post it on instagram"),
        ("en", "post this to my tiktok"),
        ("en", "can you upload this on youtube for me"),
        ("en", "share it with my family"),
        ("de", "kannst du das auf instagram posten"),
        ("es", "publícalo en instagram"),
        ("fr", "publie ça sur instagram"),
        ("pt", "posta no instagram pra mim"),
        ("ru", "выложи это в инстаграм"),
        ("id", "posting di instagram dong"),
        ("ar", "انشرها على انستغرام"),
        ("hi", "इसे इंस्टाग्राम पर पोस्ट करो"),
        ("ja", "インスタに投稿して"),
        ("ko", "인스타에 올려줘"),
        ("zh-Hans", "帮我发到抖音"),
    ],
)
def test_posting_is_refused_with_the_file_as_the_next_best(code: Language, text: str) -> None:
    """And no format is taken from the name of the place."""
    said = respond(text, replace(PROJECT, language=code))
    assert said.draft is None
    assert say("no_send", code) in said.text


@pytest.mark.parametrize("text", ["save this to my phone", "download it to my phone", "save it"])
def test_keeping_it_is_no_edit(text: str) -> None:
    said = respond(text, PROJECT)
    assert (said.draft, said.question) == (None, None)
    assert "Export" in said.text


def test_a_format_for_a_place_is_still_a_format() -> None:
    draft = after("make it square so I can post it on instagram")
    assert draft is not None
    assert draft.width == draft.height


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        (
            "make it a bit longer and also change the song and put the cat at the start",
            [o.ScaleDuration(1.15), o.SetMusic("cinematic"), o.Move(3, 1)],
        ),
        (
            "brighter, more contrast, slower transitions, and 18 seconds",
            [
                *(o.Look("bright"), o.Look("contrast")),
                *(o.TransitionLength(factor=1.6), o.SetDuration(18_000)),
            ],
        ),
        (
            "make the photos move less, add a flash transition and lower the volume",
            [o.MotionAmount(0.5), o.SetTransition("white"), o.MusicVolume(factor=0.5)],
        ),
        (
            'add a title "Roma", in white, elegant font, at the bottom, for 3 seconds',
            [
                o.AddText("Roma", color="#ffffff"),
                o.StyleText(position="bottom", styles=("elegant",), text="Roma"),
                o.StyleText(text="Roma", ms=3_000),
            ],
        ),
        (
            "first photo longer, last photo shorter, and swap the two in the middle",
            [o.ItemLength((1,), factor=1.6), o.ItemLength((4,), factor=0.6), o.Swap(2, 3)],
        ),
    ],
)
def test_of_several_wishes_each_is_its_own(text: str, ops: list[o.Op]) -> None:
    """Also right after a new video, whose title was no more the last topic than its music."""
    empty = Project(PHOTOS)
    made = respond('make a video with the title "Summer"', empty)
    assert made.draft is not None
    project = replace(empty, draft=made.draft, memory=made.memory, history=(made.draft,))
    done = respond(text, project).draft
    expected = apply(made.draft, ops)
    assert done is not None
    assert [*done.titles, *done.clips] == [*expected.titles, *expected.clips]
    assert (done.looks, done.total) == (expected.looks, expected.total)


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("coffee picture flies by, let it stay a bit", [o.ItemLength((2,), factor=1.6)]),
        ("gotta make it a lil brighter", [o.Look("bright")]),
        ("imma need it shorter bro", [o.ScaleDuration(0.75)]),
        ("not 15s but 10", [o.SetDuration(10_000)]),
        ("the cat pic is gone too quickly", [o.ItemLength((3,), factor=1.6)]),
    ],
)
def test_colloquial_words_are_read_and_none_is_told_as_unknown(text: str, ops: list[o.Op]) -> None:
    said = respond(text, PROJECT)
    assert said.draft == apply(MADE, ops)
    assert said.text.startswith("Done.")


def test_so_many_things_are_taken_back_and_a_length_is_corrected() -> None:
    bright = apply(MADE, [o.Look("bright")])
    history = (MADE, apply(MADE, [o.ScaleDuration(0.75)]), bright)
    project = replace(PROJECT, draft=bright, history=history)
    assert respond("take back the last two things", project).undo == 2
    first = respond("make it 15 seconds", PROJECT)
    assert first.draft is not None
    told = replace(PROJECT, draft=first.draft, memory=first.memory, history=(MADE, first.draft))
    corrected = respond("not 15s but 10", told).draft
    assert corrected is not None
    assert corrected.total == 10_000


@pytest.mark.parametrize(
    ("answer", "op"),
    [
        ("make it shorter", o.ScaleDuration(0.75)),
        ("the cat should be longer", o.ItemLength((3,), factor=1.6)),
        ("can you remove the second photo", o.RemoveItem(2)),
    ],
)
def test_another_wish_is_no_answer_and_leaves_no_question(answer: str, op: o.Op) -> None:
    asked = respond("add a text", PROJECT)
    said = respond(answer, replace(PROJECT, memory=asked.memory))
    assert (said.draft, said.question) == (apply(MADE, [op]), None)
