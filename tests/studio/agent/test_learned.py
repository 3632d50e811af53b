"""The learned reading: what the rules do not know is done when it is sure, else asked or left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import train_studio
from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Answer, Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.learned.second import understood
from studio.agent.learned.table import MADE_FROM
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("cat.jpg", "coffee.jpg", "harbour.jpg", "bridge.jpg")
PHOTOS = tuple(Media(f"p{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "montage", 20_000, "happy")])
TITLED = apply(MADE, [o.AddText("Lisbon")])


def asked(text: str, language: str, draft: Draft = TITLED) -> Answer:
    return respond(text, Project(PHOTOS, draft, language, history=(MADE, draft)))


def names(answer: Answer) -> list[str]:
    assert answer.draft is not None, answer.text
    return [clip.name for clip in answer.draft.clips]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the last one got blurry so please leave that picture out of it", "en"),
        ("最后那张糊掉了，别用了拿走吧", "zh-Hans"),
        ("la última salió movida, mejor sácala de ahí", "es"),
    ],
)
def test_a_wish_in_other_words_is_done_or_offered(text: str, language: str) -> None:
    answer = asked(text, language)
    if answer.draft is None:
        assert answer.question is not None, answer.text
        taken = respond(
            answer.question.items[0].options[0],
            Project(PHOTOS, TITLED, language, answer.memory, (MADE, TITLED)),
        )
        answer = taken
    assert names(answer) == [*NAMES[:3]]


def test_how_words_shall_look_is_not_written() -> None:
    answer = asked("write Sunny Harbour in large red letters at the bottom", "en", MADE)
    assert answer.draft is not None
    (title,) = answer.draft.titles
    assert (title.text, title.position) == ("Sunny Harbour", "bottom")
    assert title.size > 1


def test_a_title_without_quotes_beside_another_wish_is_not_asked_for() -> None:
    answer = asked("Quita la foto esa del gato y cambia el título por Verano feliz", "es")
    assert answer.question is None
    assert "cat.jpg" not in names(answer)
    assert answer.draft is not None
    assert [title.text for title in answer.draft.titles] == ["Verano feliz"]


def test_what_is_there_already_is_not_taken_for_another_edit() -> None:
    """The film fades out by itself: no darker colours, no slower film."""
    answer = asked("and let it go dark slowly at the end", "en")
    assert answer.draft is None


def test_a_song_that_shall_be_another_is_no_song_of_ones_own() -> None:
    answer = asked("this song is putting me to sleep, something livelier please", "en", MADE)
    assert answer.draft is not None
    assert answer.draft.music is not None
    assert answer.draft.music.gen != "happy"
    sent = asked("use my own song", "en", MADE)
    assert sent.draft is None


def test_words_that_are_part_of_a_wish_are_not_told_as_left_over() -> None:
    answer = asked("the title is hard to see, could you turn it yellow", "en")
    assert answer.draft is not None
    assert answer.draft.titles[0].color != TITLED.titles[0].color
    assert "hard" not in answer.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is the music loud?", "en"),
        ("how long is it at the moment?", "en"),
        ("my grandma will cry when she sees the cat", "en"),
        ("can you put sunglasses on the cat", "en"),
        ("给猫戴个墨镜行吗", "zh-Hans"),
        ("don't take the cat out", "en"),
    ],
)
def test_what_asks_for_no_edit_changes_nothing(text: str, language: str) -> None:
    assert asked(text, language).draft is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my brother is going to cry when he gets this on Sunday", "en"),
    ],
)
def test_what_people_tell_is_answered_in_kind(text: str, language: Language) -> None:
    """Not with a sentence that it was not understood."""
    answer = asked(text, language)
    assert answer.draft is None
    assert answer.text == say("said_talk", language)


def test_a_wish_without_a_direction_gets_three() -> None:
    answer = asked("something is missing, it needs a bit more oomph", "en")
    assert answer.draft is None
    assert answer.question is not None
    assert len(answer.question.items[0].options) == 3


_NONSENSE: dict[Language, str] = {
    "en": "florble the snarfwick", "de": "flurbel die Krumpfel", "fr": "zambouille la trompifle",
    "es": "gruñil la trompifa", "pt": "grunhil a trompifa", "ru": "фырбли шмурдяк",
    "id": "gemblung si krompel", "ja": "ぷにゃらの ぽりんきを", "ko": "뿌링 쿠랑을",
    "zh-Hans": "咕噜呱唧", "zh-Hant": "咕嚕呱唧", "hi": "फुरबुल की टिमकी", "ar": "زمبلق البلطوشة",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_nonsense_is_never_taken_for_an_edit(language: Language) -> None:
    answer = asked(_NONSENSE[language], language)
    assert answer.draft is None
    assert answer.undo == 0


@given(st.lists(st.text("bcdfghjklmnpqrstvwxz", min_size=5, max_size=9), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_words_of_no_language_change_nothing(words: list[str]) -> None:
    plan = understood(" ".join(words), Project(PHOTOS, TITLED, "en", history=(MADE, TITLED)))
    assert not plan.ops


def test_a_value_that_belongs_to_no_wish_is_never_passed_over() -> None:
    """A wish that is read without its number would be another wish."""
    answer = asked("the harbour wobbles about for 40 frimbles, throw it out", "en")
    assert answer.draft is None or "40" in answer.text or answer.question is not None


def test_the_table_is_as_new_as_what_it_is_made_from() -> None:
    """After a change of the marked prompts or of the features it has to be trained anew."""
    with np.load(train_studio.OUT, allow_pickle=False) as kept:
        assert str(kept[MADE_FROM]) == train_studio.made_from()


def test_every_marked_prompt_is_marked_in_full() -> None:
    """A mark that does not close, or names no value of this list, teaches nonsense."""
    for line in train_studio.prompts():
        text = line.partition("\t")[2]
        rest = train_studio.WISH.sub("", text)
        assert not set("[]{}|") & set(rest), line
        assert train_studio.WISH.search(text), line


@pytest.mark.parametrize(
    "text",
    [
        "30 seconds for facebook, 15 for tiktok",  # one of two lengths
        "let the title slide in from the left",  # the pictures' edit
        "a bit of silence at the beginning",  # until when?
    ],
)
def test_what_is_only_half_of_it_is_not_all_that_is_said(text: str) -> None:
    answer = asked(text, "en")
    assert answer.draft is None or "15" in answer.text


def test_shown_twice_is_two_clips_and_not_a_longer_one() -> None:
    assert names(asked("coffee photo should be shown twice", "en")) == [*NAMES, "coffee.jpg"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how big is the file? my phone says twelve gigs are free", "en"),
        ("dreh doch bitte die Reihenfolge einmal herum", "de"),
    ],
)
def test_an_edit_that_nothing_learned_names_is_asked_where_words_are_left_over(
    text: str, language: str
) -> None:
    """A word alone made the rules write a title, or turn the pictures."""
    answer = asked(text, language)
    assert answer.draft is None
    assert answer.question is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [("stamp my shop badge on it top right", "en"), ("右上角一直挂着我们店的标", "zh-Hans")],
)
def test_a_logo_in_other_words_is_placed_or_offered(text: str, language: str) -> None:
    """The picture that is not in the video, in the corner that was told."""
    sign = Media("sign", "image", "sign.png")
    project = Project((*PHOTOS, sign), MADE, language, history=(MADE,))
    answer = respond(text, project)
    if answer.draft is None:
        assert answer.question is not None, answer.text
        taken = replace(project, memory=answer.memory)
        answer = respond(answer.question.items[0].options[0], taken)
    assert answer.draft is not None
    assert (answer.draft.logo, answer.draft.logo_corner) == ("sign", "top_right")


def test_noise_in_other_words_is_reduced() -> None:
    clip = Media("clip", "video", "clip.mp4", 6_000)
    draft = apply(Draft(), [o.Create((clip, *PHOTOS[:2]), "montage", 20_000, "happy")])
    project = Project((clip, *PHOTOS[:2]), draft, "en", history=(draft,))
    answer = respond("get the rumble of the engine down a bit so he is clear", project)
    assert answer.draft is not None
    assert answer.draft.denoise
    assert not answer.draft.mute


def test_the_same_for_other_pictures_than_the_rules_read_is_asked() -> None:
    """`mal` is no number: the rules shortened the first picture alone."""
    answer = asked("mach mal die ersten zwei bilder kürzer und das letzte länger", "de")
    meant = [o.ItemLength((1, 2), factor=0.6), o.ItemLength((4,), factor=1.6)]
    if answer.draft is None:
        assert answer.question is not None, answer.text
        taken = Project(PHOTOS, TITLED, "de", answer.memory, (MADE, TITLED))
        answer = respond(answer.question.items[0].options[0], taken)
    assert answer.draft == apply(TITLED, meant)
