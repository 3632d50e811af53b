"""Cards with words: from lists and figures, among pictures, their ground, letters and length."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft, from_wire, to_wire

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(name, "image", f"{name}.jpg") for name in NAMES)
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "upbeat"), o.AddText("Beach House")])
CARD = apply(Draft(), [o.TextCards(("Closed today",))])


def after(text: str, draft: Draft, language: str = "en") -> Draft:
    photos = PHOTOS if draft is MADE else ()
    made = plan(text, Project(photos, draft, language, history=(draft,) if draft.clips else ()))
    assert not made.lost
    return apply(draft, made.ops)


def names(draft: Draft) -> list[str]:
    return [clip.name.removesuffix(".jpg") for clip in draft.clips]


@pytest.mark.parametrize(
    ("text", "language", "lines", "each"),
    [
        ("countdown for a party: 3, 2, 1, GO as separate screens, one second each", "en",
         ["3", "2", "1", "GO"], 1_000),
        ("countdown 5 4 3 2 1 then 'Happy New Year', one sec per number", "en",
         ["5", "4", "3", "2", "1", "Happy New Year"], 1_000),
        ("做个倒计时，5、4、3、2、1，每个一秒", "zh-CN", ["5", "4", "3", "2", "1"], 1_000),
        ("a countdown from 4", "en", ["4", "3", "2", "1"], 1_000),
        ("Countdown: 3, 2, 1", "de", ["3", "2", "1"], None),
        ("text only, 3 screens: Ready / Steady / Go, 2 secs each", "en",
         ["Ready", "Steady", "Go"], 2_000),
        ("文字视频，每页2秒：\n1. 起床\n2. 刷牙\n3. 上班", "zh-CN",
         ["起床", "刷牙", "上班"], 2_000),
        ("a black screen: Back soon, maybe. 5 seconds", "en", ["Back soon, maybe"], 5_000),
    ],
)  # fmt: skip
def test_lists_and_figures_are_cards(
    text: str, language: str, lines: list[str], each: int | None
) -> None:
    made = after(text, Draft(), language)
    assert [title.text for title in made.titles] == lines
    assert names(made) == lines
    if each is not None:
        assert made.total == each * len(lines)


@pytest.mark.parametrize(
    ("text", "language", "ground", "letters"),
    [
        ("red background, white letters: SOLD OUT. 3 seconds", "en", "#ff3b30", "#ffffff"),
        ("蓝底黄字，写“明天停水”，4秒", "zh-CN", "#0a84ff", "#ffd60a"),
        ("黑底红字，写“明天停水”", "zh-CN", "#000000", "#ff3b30"),
        ("a black screen with white text: BRB", "en", "#000000", "#ffffff"),
        ("a card with a dark blue background that says 'Bye'", "en", "#1f3a8a", "#ffffff"),
    ],
)
def test_a_ground_is_no_colour_of_the_letters(
    text: str, language: str, ground: str, letters: str
) -> None:
    made = after(text, Draft(), language)
    assert [
        (clip.color, title.color) for clip, title in zip(made.clips, made.titles, strict=True)
    ] == [(ground, letters)]
    assert (made.titles[0].s, made.titles[0].d) == (0, made.total)


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("put a text slide between photo 2 and photo 3 that says Meanwhile", "en", 3),
        ("add a black screen with the words 'Meanwhile' before the cat", "en", 3),
        ("在咖啡和猫中间加一页字：“Meanwhile”", "zh-CN", 3),
        ("开头先来一页黑屏白字“Meanwhile”，然后再是照片", "zh-CN", 1),
        ("add a text card at the end: 'Meanwhile'", "en", 5),
    ],
)
def test_a_card_goes_among_the_pictures(text: str, language: str, place: int) -> None:
    """Its words are there as long as it is; the film's own title moves out of its way."""
    made = after(text, MADE, language)
    assert names(made) == [*NAMES[: place - 1], "Meanwhile", *NAMES[place - 1 :]]
    words = next(title for title in made.titles if title.text == "Meanwhile")
    card = made.clips[place - 1]
    assert (words.s, words.d) == (made.starts()[place - 1], card.d)
    title = next(title for title in made.titles if title.text == "Beach House")
    assert place > 1 or title.s >= card.d - 1_000
    assert from_wire(to_wire(made)) == made


def test_words_go_and_grow_with_their_card() -> None:
    made = after("add a black screen with the words 'Meanwhile' before the cat", MADE)
    longer = apply(made, [o.SetDuration(40_000)])
    words = next(title for title in longer.titles if title.text == "Meanwhile")
    assert (words.s, words.d) == (longer.starts()[2], longer.clips[2].d)
    gone = apply(made, [o.RemoveItem(3)])
    assert [title.text for title in gone.titles] == ["Beach House"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("write 'Yum' on the second slide", "en"),
        ("put 'Yum' on the screen from 10 to 15 seconds", "en"),
        ("在第二页写“Yum”", "zh-CN"),
    ],
)
def test_words_on_a_picture_are_no_card(text: str, language: str) -> None:
    made = after(text, MADE, language)
    assert names(made) == list(NAMES)
    assert "Yum" in {title.text for title in made.titles}


def test_a_card_is_changed_as_it_is_told() -> None:
    assert [c.color for c in after("make the background dark green", CARD).clips] == ["#165e28"]
    assert after("letters in yellow and keep it on for 8 seconds", CARD).total == 8_000
    assert names(after("one more card after that: 'See you'", CARD)) == ["Closed today", "See you"]
    for text in ("change the wording to 'Open'", "字换一下，写“Open”"):
        made = after(text, CARD, "zh-CN" if text > "\u3000" else "en")
        assert (names(made), [t.text for t in made.titles]) == (["Open"], ["Open"])
    said = respond("背景换成红的", Project((), CARD, "zh-CN", history=(CARD,))).text
    assert "红" in said


def test_a_card_for_each_gap_stands_in_it() -> None:
    draft = after("put text cards in between saying Day 1, Day 2, Day 3", MADE)
    assert names(draft)[1::2] == ["Day 1", "Day 2", "Day 3"]


def test_cards_between_nobody_knows_which_are_not_put_at_the_end() -> None:
    asked = "put text cards in between saying Day 1, Day 2"
    made = plan(asked, Project(PHOTOS, MADE, history=(MADE,)))
    assert not made.ops
    assert made.lost == ("Day 1", "Day 2")
