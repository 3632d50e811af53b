"""`it`, `that`, `back`: what was named last, else what was spoken of last, else asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Answer, Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("lofi"), o.AddText("Summer")])


def talk(*prompts: str, language: str = "en") -> tuple[Project, Answer]:
    """The project before the last of these prompts, and what it is answered."""
    project = Project(PHOTOS, MADE, language, history=(MADE,))
    for prompt in prompts[:-1]:
        said = respond(prompt, project)
        assert said.draft is not None, said.text
        history = (*project.history, said.draft)
        project = replace(project, draft=said.draft, memory=said.memory, history=history)
    return project, respond(prompts[-1], project)


def sources(draft: Draft) -> str:
    return "".join(clip.src[1:] for clip in draft.clips)


@pytest.mark.parametrize(
    "text", ["get rid of it", "remove that", "delete this", "I don't like that, take it out"]
)
def test_what_shall_go_is_asked_where_nothing_was_spoken_of(text: str) -> None:
    """Neither music nor a text goes by a guess."""
    _, said = talk(text)
    assert said.draft is None
    assert said.question is not None
    assert said.question.items[0].options == ("remove the music", "remove the text")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("add the end card 'Bye'", "delete it again"),
        ("make it black and white", "remove that"),
        ("add a fade in", "take that away"),
    ],
)
def test_what_was_put_in_last_is_what_goes(before: str, text: str) -> None:
    assert talk(before, text)[1].undo == 1


def test_a_picture_or_what_was_done_to_it_is_asked() -> None:
    """And each answer does what it says."""
    project, said = talk("make the cat brighter", "remove it")
    assert said.question is not None
    assert said.question.items[0].options == ("remove cat.jpg", "undo the last change")
    gone = respond("remove cat.jpg", replace(project, memory=said.memory))
    assert gone.draft is not None
    assert sources(gone.draft) == "124"


@pytest.mark.parametrize("text", ["the music is annoying, get rid of it", "a música é chata, tira"])
def test_what_the_same_prompt_named_is_what_goes(text: str) -> None:
    _, said = talk(text)
    assert said.draft is not None
    assert (said.draft.music, sources(said.draft)) == (None, "1234")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_label_of_what_may_go_is_understood(code: Language) -> None:
    project = Project(PHOTOS, MADE, code, history=(MADE,))
    music = respond(say("option_music_off", code), project)
    text = respond(say("option_text_off", code), project)
    clip = respond(say("option_remove_clip", code, value="cat.jpg"), project)
    third = respond(
        say("option_remove_clip", code, value=say("option_clip", code, value=3)), project
    )
    assert music.draft is not None
    assert music.draft.music is None
    assert text.draft is not None
    assert text.draft.titles == ()
    assert [sources(said.draft) for said in (clip, third) if said.draft] == ["124", "124"]


@pytest.mark.parametrize(
    ("code", "off", "back"),
    [
        ("en", "remove the music", "I want my music back"),
        ("de", "entferne die Musik", "ich will meine Musik zurück"),
        ("es", "quita la música", "quiero mi música de vuelta"),
        ("fr", "enlève la musique", "remets ma musique"),
        ("pt", "tira a música", "quero minha música de volta"),
        ("ru", "убери музыку", "верни мою музыку"),
        ("id", "hapus musiknya", "kembalikan musikku"),
        ("ar", "احذف الموسيقى", "أعد الموسيقى"),
        ("hi", "संगीत हटाओ", "मेरा संगीत वापस लाओ"),
        ("ja", "音楽を消して", "音楽を戻して"),
        ("ko", "음악 빼줘", "음악 다시 돌려줘"),
        ("zh-Hans", "去掉音乐", "把我的音乐加回来"),
        ("zh-Hant", "去掉音樂", "把我的音樂加回來"),
    ],
)
def test_what_was_there_comes_back_as_it_was(code: Language, off: str, back: str) -> None:
    """Also after a further edit, which stays."""
    _, said = talk(off, back, language=code)
    assert said.undo == 1
    _, later = talk(off, say("option_colors", code), back, language=code)
    assert later.draft is not None
    assert later.draft.music == MADE.music
    assert later.draft.looks


def test_a_picture_comes_back_to_its_place() -> None:
    """`the back` is an end, `back` is where it was."""
    _, said = talk("remove the cat", "put the cat back")
    assert said.draft is not None
    assert sources(said.draft) == "1234"
    _, moved = talk("put the cat at the back")
    assert moved.draft is not None
    assert sources(moved.draft) == "1243"
