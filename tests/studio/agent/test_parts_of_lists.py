"""Several wishes in one row: lists of lines, of places, of lengths, and what stays out of them."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(name, "image", f"{name}.jpg") for name in NAMES)
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "upbeat"), o.AddText("我们的家")])


def after(text: str, language: str = "en", draft: Draft = MADE) -> Draft:
    made = plan(text, Project(PHOTOS, draft, language, history=(draft,)))
    assert not made.lost
    return apply(draft, made.ops)


def order(draft: Draft) -> list[str]:
    return [clip.src for clip in draft.clips]


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("第一张底下写“清晨”，第三张写“黄昏”，另外两张空着", "zh-CN", {0: "清晨", 2: "黄昏"}),
        ("first one says Morning, third says Evening, nothing on the others", "en",
         {0: "Morning", 2: "Evening"}),
        ("四张分别写上：老街、早茶、懒猫、江边", "zh-CN",
         dict(enumerate(["老街", "早茶", "懒猫", "江边"]))),
        ("Captions in this order: Mia, Leo, Tom, Home. All of them at the bottom", "en",
         dict(enumerate(["Mia", "Leo", "Tom", "Home"]))),
    ],
)  # fmt: skip
def test_each_picture_has_its_line(text: str, language: str, lines: dict[int, str]) -> None:
    made = after(text, language)
    starts = (*made.starts(), made.total)
    found = {
        next(n for n in range(4) if starts[n] <= title.s + title.d / 2 < starts[n + 1]): title.text
        for title in made.titles
        if title.role == "subtitle"
    }
    assert found == lines


@pytest.mark.parametrize(
    ("text", "language", "then"),
    [
        ("猫打头，全景那张压轴，中间两张随便", "zh-CN", ["cat", "portrait", "coffee", "pano"]),
        ("全景开场，人像收尾，其他的不管", "zh-CN", ["pano", "coffee", "cat", "portrait"]),
        ("把猫那张插到第一张和第二张中间", "zh-CN", ["portrait", "cat", "coffee", "pano"]),
        ("就留第一张和猫，剩下的都拿掉", "zh-CN", ["portrait", "cat"]),
        ("keep the first and the cat, bin everything else", "en", ["portrait", "cat"]),
    ],
)
def test_pictures_go_where_they_are_told(text: str, language: str, then: list[str]) -> None:
    assert order(after(text, language)) == then


def test_circled_numbers_part_a_list() -> None:
    made = after("①标题放底部 ②第三张删掉 ③音乐音量调一半", "zh-CN")
    assert order(made) == ["portrait", "coffee", "pano"]
    assert made.titles[0].position == "bottom"
    assert made.music is not None
    assert made.music.volume == pytest.approx(0.15)


def test_after_one_length_the_rest_needs_no_unit() -> None:
    made = after("photo 1 for 3 secs, photo 2 for 6, the rest 4 each")
    assert [clip.d for clip in made.clips] == [3_000, 6_000, 4_000, 4_000]


def test_a_removal_does_not_take_the_words_behind_it() -> None:
    made = after("lose the music, and end on 'Bye'")
    assert made.music is None
    assert made.titles[-1].text == "Bye"


@pytest.mark.parametrize(
    ("title", "text", "then"),
    [
        ("周末急市", "写错了，是“集”不是“急”", "周末集市"),
        ("在见大学", "啊打错字了，是再见的“再”", "再见大学"),
        ("小院", "应该是“小苑”，草字头那个", "小苑"),
        ("我们的家", "标题多打了一个字，把“的”删了", "我们家"),
    ],
)
def test_one_letter_of_a_title_is_put_right(title: str, text: str, then: str) -> None:
    draft = apply(MADE, [o.ReplaceText(title)])
    assert [t.text for t in after(text, "zh-CN", draft).titles] == [then]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one video per photo please", "en"),
        ("一张照片出一个视频，一次给我四个", "zh-CN"),
        ("für jedes Foto ein Video bitte", "de"),
        ("写真ごとに動画を作って", "ja"),
    ],
)
def test_several_videos_at_once_are_told_how_to_be_had(text: str, language: str) -> None:
    answer = respond(text, Project(PHOTOS, MADE, language, history=(MADE,)))
    assert answer.draft is None
    assert not answer.unread


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("说反了，是第二张去掉，第三张留着", "zh-CN"),
        ("sorry, remove the second one, keep the third one", "en"),
    ],
)
def test_what_goes_and_what_stays_are_told_apart(text: str, language: str) -> None:
    """Right after the wrong one went: that one is back."""
    removed = respond("remove the third photo", Project(PHOTOS, MADE, "en", history=(MADE,)))
    assert removed.draft is not None
    history = (MADE, removed.draft)
    project = Project(PHOTOS, removed.draft, language, removed.memory, history)
    draft = respond(text, project).draft
    assert draft is not None
    assert order(draft) == ["portrait", "cat", "pano"]
