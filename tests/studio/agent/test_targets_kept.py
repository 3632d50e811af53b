"""What a wish is about, and what it must leave alone: measures, pictures, parts of pictures."""

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
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
EDITING = Project(PHOTOS, DRAFT, history=(DRAFT,))


@pytest.mark.parametrize(
    ("prompt", "op"),
    [
        ("slower transitions, 2 seconds", o.TransitionLength(ms=2_000)),
        ("die übergänge sollen länger dauern, so 2 sekunden", o.TransitionLength(ms=2_000)),
        ("fade in from black at the start, 2 seconds", o.Fade("in", ms=2_000)),
        ("make the title twice as big", o.StyleText(role="title", size=2.0)),
        ("make photo 2 a second shorter", o.ItemLength((2,), by=-1_000)),
        ("deixa só as duas primeiras fotos", o.KeepItems((1, 2))),
        ("the cat first, then the coffee", o.Arrange((3, 2))),
        ("primero el gato", o.Move(3, 1)),
        ("mak it blakc and wite", o.Look("bw")),
        ("the photos shouldn't move", o.SetMotion("none")),
    ],
)
def test_numbers_and_names_go_where_they_belong(prompt: str, op: o.Op) -> None:
    assert plan(prompt, EDITING).ops == (op,)


@pytest.mark.parametrize(
    "prompt",
    [
        "remove the cup from the coffee photo",
        "entferne den hintergrund auf dem portrait",
        "remove the lampshade near the second photo",
    ],
)
def test_a_thing_in_a_picture_does_not_cost_the_picture(prompt: str) -> None:
    assert respond(prompt, EDITING).draft is None


def test_what_shall_stay_as_it_is_stays() -> None:
    planned = plan("make it warmer but leave the cat as it is", EDITING)
    assert planned.ops == (o.Look("warm", True, (1, 2, 4)),)


@pytest.mark.parametrize(
    ("first", "then", "op"),
    [
        ("make the first photo black and white", "no, the second one", o.Look("bw", True, (2,))),
        ("make the first photo black and white", "not that one, the cat", o.Look("bw", True, (3,))),
        ("make the first photo black and white", "no the third", o.Look("bw", True, (3,))),
        ("make the title red", "blue, not red", o.StyleText("#0a84ff", role="title")),
    ],
)
def test_a_correction_exchanges_one_part(first: str, then: str, op: o.Op) -> None:
    """`no` before a comma removes nothing."""
    answer = respond(first, EDITING)
    assert answer.draft is not None
    after = Project(PHOTOS, answer.draft, "en", answer.memory, (DRAFT, answer.draft))
    assert plan(then, after).ops == (op,)


def test_who_said_it_stands_on_the_card() -> None:
    planned = plan('quote card: "Stay hungry" - Steve Jobs', Project())
    assert planned.ops == (o.TextCards(("Stay hungry — Steve Jobs",)),)


@pytest.mark.parametrize(
    ("language", "prompt", "op"),
    [
        ("ja", "2枚目を削除して", o.RemoveItem(2)),
        ("ja", "夏の思い出というタイトルを入れて", o.AddText("夏の思い出", "title")),
        ("ko", "첫 사진 3초 더 길게", o.ItemLength((1,), by=3_000)),
        ("ko", "1번이랑 3번 사진 바꿔줘", o.Swap(1, 3)),
        ("id", "foto pertama 3 detik lebih lama", o.ItemLength((1,), by=3_000)),
        ("hi", "बिल्ली को आखिर में रखो", o.Move(3, 0)),
        ("ar", "كل صورة ثانيتين", o.ItemLength((), 2_000)),
        ("ar", "بدّل الصورة الأولى والثالثة", o.Swap(1, 3)),
        ("es", "intercambia la foto 1 y la 3", o.Swap(1, 3)),
        ("es", "sin zoom", o.SetMotion("none")),
        ("pt", "aumenta a primeira foto em 3 segundos", o.ItemLength((1,), by=3_000)),
        ("de", "das erste foto soll doppelt so lange stehen bleiben", o.ItemLength((1,), factor=2)),
        ("zh", "把第二张和第三张换一下", o.Swap(2, 3)),
        ("ru", "заголовок покрупнее", o.StyleText(role="title", size=1.4)),
    ],
)
def test_which_and_how_much_are_read_in_every_language(
    language: str, prompt: str, op: o.Op
) -> None:
    assert plan(prompt, replace(EDITING, language=language)).ops == (op,)


@pytest.mark.parametrize(
    ("language", "prompt", "says"),
    [
        ("en", "what does the title say?", "Hello"),
        ("zh", "现在的标题是什么", "Hello"),
        ("en", "which photo is second?", "coffee"),
        ("en", "how long is each photo shown?", "portrait"),
        ("en", "is the title still there?", "Hello"),
    ],
)
def test_a_question_about_the_video_is_answered_from_it(
    language: str, prompt: str, says: str
) -> None:
    answer = respond(prompt, replace(EDITING, language=language))
    assert answer.draft is None
    assert says in answer.text


@pytest.mark.parametrize(
    ("language", "prompt"), [("fr", "les autres photos 2 secondes"), ("en", "make the cat wave")]
)
def test_what_nobody_could_know_is_asked_or_refused(language: str, prompt: str) -> None:
    answer = respond(prompt, replace(EDITING, language=language))
    assert answer.draft is None


def said_in_turn(*prompts: str, language: str = "en") -> list[Draft]:
    """The drafts after each of these, said one after the other."""
    project, drafts = replace(EDITING, language=language), []
    for prompt in prompts:
        answer = respond(prompt, project)
        draft = answer.draft or project.draft
        if answer.undo:
            draft = project.history[-1 - answer.undo]
        history = (*project.history, draft) if answer.draft else project.history
        project = replace(project, draft=draft, memory=answer.memory, history=history)
        drafts.append(draft)
    return drafts


@pytest.mark.parametrize(
    ("language", "prompts", "bright"),
    [
        ("en", ("brighten the first photo", "no, the other one", "cat.jpg"), 3),
        ("en", ("brighten the first photo", "no, the other one", "2"), 3),
        ("de", ("erstes foto heller", "das andere", "1"), 2),
        ("fr", ("les autres photos plus lumineuses", "3"), 3),
    ],
)
def test_which_one_is_asked_and_the_answer_is_done(
    language: str, prompts: tuple[str, ...], bright: int
) -> None:
    draft = said_in_turn(*prompts, language=language)[-1]
    assert [n for n, clip in enumerate(draft.clips, 1) if clip.looks] == [bright]


@pytest.mark.parametrize("strange", ["frobnicate", "frobnicate the title"])
def test_a_second_miss_offers_choices(strange: str) -> None:
    first = respond(strange, EDITING)
    second = respond(strange, replace(EDITING, memory=first.memory))
    assert first.question is None or not first.question.items[0].options
    assert second.question is not None
    assert len(second.question.items[0].options) == 3


@pytest.mark.parametrize(
    ("prompt", "word"), [("jazz music please", "jazz"), ("rock music", "rock")]
)
def test_a_kind_of_music_that_is_not_made_here_is_named(prompt: str, word: str) -> None:
    """Its nearest mood is taken, and said to be that."""
    assert f"no {word}" in respond(prompt, EDITING).text


@pytest.mark.parametrize(
    ("prompt", "ops"),
    [
        ("second photo out", (o.RemoveItem(2),)),
        ("make it 8 seconds with the title 'Hi'", (o.AddText("Hi"), o.SetDuration(8_000))),
        ("trim a second off the start", (o.TrimStart(1_000),)),
        ("bring the music in later, at 4 seconds", ()),
        ("titel und musik weg", (o.RemoveText("title"), o.MusicOff())),
    ],
)
def test_lengths_and_moments_are_told_apart(prompt: str, ops: tuple[o.Op, ...]) -> None:
    language = "de" if prompt.startswith("titel") else "en"
    draft = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000)]) if "Hi" in prompt else DRAFT
    project = replace(EDITING, draft=draft, language=language, history=(draft,))
    assert plan(prompt, project).ops == ops
