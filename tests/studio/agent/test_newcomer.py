"""What somebody new to it writes: slips of the finger, half sentences, more than there is room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Memory, Project
from studio.agent.languages.detection import answered_in
from studio.agent.planner import plan
from studio.agent.shortening import MAX_TEXT
from studio.draft import Draft

PHOTOS = tuple(Media(f"f{n}", "image", f"{n:02}-p{n}_d442bac71aa{n}.jpg") for n in (1, 2, 3))
DRAFT = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("upbeat")])
PROJECT = Project(PHOTOS, DRAFT, history=(DRAFT,))
ASKED = Project(PHOTOS, DRAFT, history=(DRAFT,), memory=Memory(asked="ask_text").pack())
YELLOW, BLUE = "#ffd60a", "#0a84ff"


@pytest.mark.parametrize(
    ("answer", "op"),
    [
        ("make the videoo shorter plz", o.ScaleDuration(0.75)),
        ("brghter please", o.Look("bright")),
        ("把视频缩短一点", o.ScaleDuration(0.75)),
        ("hazlo mas corto", o.ScaleDuration(0.75)),
        ("Happy Birthday Mom", o.AddText("Happy Birthday Mom")),
        ("Golden Hour", o.AddText("Golden Hour")),
        ("summer in Rome", o.AddText("summer in Rome")),
    ],
)
def test_a_wish_is_no_answer_to_an_open_question(answer: str, op: o.Op) -> None:
    """A text is taken as one, an order is carried out."""
    assert plan(answer, ASKED).ops == (op,)


@pytest.mark.parametrize("answer", ["mke it shorter", "the fast and the furious"])
def test_what_may_be_an_order_or_a_text_is_asked_about(answer: str) -> None:
    """And in quotation marks it is a text."""
    said = respond(answer, ASKED)
    assert said.draft is None
    assert answer in said.full_text
    again = Project(PHOTOS, DRAFT, history=(DRAFT,), memory=said.memory)
    assert plan(f'"{answer}"', again).ops == (o.AddText(answer),)


@pytest.mark.parametrize(
    ("text", "color"),
    [("ad a titel 'Fresh bred'  in yelow", YELLOW), ("add the title 'Fresh bred' in bleu", BLUE)],
)
def test_slips_are_no_other_language(text: str, color: str) -> None:
    """What one letter makes a word of the session's language is that word."""
    planned = plan(text, PROJECT)
    assert (planned.language, planned.lost) == ("en", ())
    assert planned.ops == (o.AddText("Fresh bred", color=color),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("add the title さくら", "en"),
        ("add the title Привет", "en"),
        ("把第二张照片删掉", "zh-Hans"),
        ("no quites la música", "es"),
        ("mach das Video kürzer bitte", "de"),
    ],
)
def test_a_reply_is_in_the_language_of_the_whole_prompt(text: str, language: str) -> None:
    """A foreign name alone does not change it."""
    assert plan(text, PROJECT).language == language


@pytest.mark.parametrize(
    ("text", "session", "language"),
    [
        ("look vintage", "es", "es"),
        ("story instagram", "fr", "fr"),
        ("instagram story", "hi", "hi"),
        ("bonjour cafe promo, 12 sec", "en", "en"),
        ("para paragliding video", "en", "en"),
        ('add "Feliz Navidad a todos mis amigos" at the end', "en", "en"),
        ("sin música", "en", "es"),
        ("ohne Musik bitte", "en", "de"),
        ("make it shorter please", "hi", "en"),
        ("टाइटल हटाओ", "en", "hi"),
        ("把标题去掉", "de", "zh-Hans"),
    ],
)
def test_an_answer_changes_its_language_only_where_its_person_clearly_did(
    text: str, session: str, language: str
) -> None:
    """Words that every language has, or one foreign word, leave it the session's."""
    read = plan(text, replace(PROJECT, language=session)).language
    assert answered_in(text, read, session) == language


@settings(deadline=None, max_examples=20)
@given(
    st.sampled_from(["don't", "dont", "do not", "please dont"]),
    st.sampled_from(["change the music", "remove the music", "cut the last clip"]),
)
def test_what_shall_not_be_done_is_not_done(no: str, order: str) -> None:
    """With and without the apostrophe."""
    planned = plan(f"{no} {order}", PROJECT)
    assert (planned.ops, planned.lost, planned.ask) == ((), (), None)


@pytest.mark.parametrize("text", ["dont add any text", "it doesnt need a title"])
def test_a_text_that_is_not_wanted_is_not_asked_for(text: str) -> None:
    planned = plan(text, PROJECT)
    assert (planned.ops, planned.lost, planned.ask) == ((), (), None)


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "add the title Hello", "Hello"),
        ("es", "añade el título Hola", "Hola"),
        ("es", "con el título Verano en Roma", "Verano en Roma"),
        ("pt", "adicione o título Olá", "Olá"),
        ("fr", "ajoute le titre Bonjour", "Bonjour"),
        ("de", "füge den Titel Sommer in Rom hinzu", "Sommer in Rom"),
        ("id", "tambahkan judul Halo", "Halo"),
        ("ru", "добавь заголовок Привет", "Привет"),
    ],
)
def test_a_title_needs_no_quotation_marks(language: str, text: str, title: str) -> None:
    """A greeting is a title too."""
    planned = plan(text, Project(PHOTOS, DRAFT, language=language, history=(DRAFT,)))
    assert (planned.ops, planned.lost) == ((o.AddText(title),), ())


@pytest.mark.parametrize("many", [45, 60, 900])
def test_a_title_that_is_cut_is_cut_at_a_word_and_said(many: int) -> None:
    """Whatever is shown of it ends where a word ends, and the reply says so."""
    text = " ".join(["lorem", "dolor", "adipiscing"] * many)
    said = respond(f"title: {text}", PROJECT)
    assert said.draft is not None
    shown = said.draft.titles[0].text
    assert len(shown) <= MAX_TEXT
    assert text.startswith(shown.rstrip("…") + " ")
    assert str(MAX_TEXT) in said.text
    assert shown not in said.text  # the diff has only its beginning


@pytest.mark.parametrize(
    "text",
    [
        "make it 11 minutes long",
        "make it 3 hours long",
        "mach es 20 Minuten lang",
        "make it 9 minutes longer and then another 9 minutes longer",
        "show each photo for 5 minutes",
    ],
)
def test_more_than_a_video_may_last_is_refused_with_the_limit(text: str) -> None:
    """Nothing is stretched to the limit instead."""
    said = respond(text, PROJECT)
    assert said.draft is None or said.draft.total <= 600_000
    assert "600 s" in said.text
    assert "material" not in said.text


@pytest.mark.parametrize(
    "text",
    ["make the title yellow", "Titel gelb", "haz el título amarillo", "make the text bigger"],
)
def test_a_title_that_is_not_there_cannot_be_changed(text: str) -> None:
    planned = plan(text, PROJECT)
    assert [note.key for note in planned.notes] == ["no_text_yet"]
    assert (planned.ops, planned.ask, planned.lost) == ((), None, ())


@pytest.mark.parametrize(
    "text",
    [
        "make the first photo 2 seconds and the second 5 seconds",
        "first photo 2s, second 5s",
        "photo 1 for 2 seconds and photo 2 for 5 seconds",
        "erstes Foto 2 Sekunden und das zweite 5 Sekunden",
        "la primera foto 2 segundos y la segunda 5 segundos",
    ],
)
def test_two_pictures_get_a_length_each(text: str) -> None:
    assert plan(text, PROJECT).ops == (o.ItemLength((1,), 2_000), o.ItemLength((2,), 5_000))


@pytest.mark.parametrize(
    "text", ["remove the second photo", "make photo 2 black and white", "photo 2 for 2 seconds"]
)
def test_files_are_called_as_people_called_them(text: str) -> None:
    """And found by that name."""
    said = respond(text, PROJECT)
    assert "p2" in said.text
    assert "d442" not in said.text
    assert "02-" not in said.text
    assert plan("remove p2.jpg", PROJECT).ops == (o.RemoveItem(2),)


def test_nonsense_gets_one_answer() -> None:
    """What was not understood and an idea of what to say, no question beside it."""
    said = respond("blorf gnarp wibble", PROJECT)
    assert "blorf gnarp wibble" in said.text
    assert "15 seconds" in said.text
    assert said.question is None
    assert "\n" not in said.text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("add the title 'X' in white", False),
        ('Add "Hi" in red at the bottom', False),
        ("add the title 'X' to the video", False),
        ("make a quote card 'Be kind'", True),
        ('a black screen with white letters: "Closed"', True),
        ("make a video that says 'Hello World'", True),
        ("text video: one / two", True),
    ],
)
def test_an_edit_of_nothing_asks_for_photos(text: str, made: bool) -> None:
    """Only a film of words can be made of words, and a question is free."""
    said = respond(text, Project())
    assert (said.draft is not None) is made
    assert made or said.work == "free"
    assert made or "photos" in said.full_text


def test_a_line_with_a_label_is_a_wish_of_its_own() -> None:
    """The form in which captions of an album arrive."""
    planned = plan("photo 2: make it black and white\nphoto 3: zoom in slowly", PROJECT)
    assert planned.ops == (o.Look("bw", items=(2,)), o.SetMotion("zoom_in", items=(3,)))
    assert planned.lost == ()


def test_a_caption_that_is_meant_for_all_of_them() -> None:
    """`of these` below one picture makes the video of all that were sent."""
    text = "photo 1: a 12 second promo of these\nphoto 3: slow zoom on this one"
    planned = plan(text, Project(PHOTOS, Draft()))
    assert planned.lost == ()
    made, motion = planned.ops
    assert isinstance(made, o.Create)
    assert made.items == PHOTOS
    assert motion == o.SetMotion("zoom_in", items=(3,))


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("zoom out at the very end", o.SetMotion("zoom_out", items=(3,))),
        ("zoom in at the beginning", o.SetMotion("zoom_in", items=(1,))),
    ],
)
def test_a_motion_at_an_end_is_of_the_picture_there(text: str, op: o.Op) -> None:
    """Not of all of them."""
    assert plan(text, PROJECT).ops == (op,)


@pytest.mark.parametrize("text", ["end with a thank you", "finish with a big thank you"])
def test_words_for_the_end_are_no_thanks(text: str) -> None:
    """They are written there, and nobody is told that they are welcome."""
    said = respond(text, PROJECT)
    assert said.draft is not None
    assert [(t.text, t.role) for t in said.draft.titles if t.role == "end"] == [
        ("Thank you", "end")
    ]
    assert "welcome" not in said.full_text
