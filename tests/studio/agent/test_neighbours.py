"""Pictures named by what stands beside them, several that move together, and slips of sound."""

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
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "upbeat"), o.AddText("Beach House")])
PROJECT = Project(PHOTOS, DRAFT, history=(DRAFT,))


def order_after(text: str, language: str = "en") -> list[str]:
    project = Project(PHOTOS, DRAFT, language, history=(DRAFT,))
    return [clip.src for clip in apply(DRAFT, plan(text, project).ops).clips]


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("remove the one after the cat", "en", {"pano"}),
        ("delete the photo before the cat", "en", {"coffee"}),
        ("删掉猫后面那张", "zh-CN", {"pano"}),
        ("把第三张前面的那张删了", "zh-CN", {"coffee"}),
        ("第二张后面的都删掉", "zh-CN", {"cat", "pano"}),
        ("remove the one before the portrait", "en", set()),
        ("get rid of everything after the coffee", "en", {"cat", "pano"}),
        ("lösche das Foto nach der Katze", "de", {"pano"}),
        ("enlève la photo avant le chat", "fr", {"coffee"}),
        ("quita la foto después del gato", "es", {"pano"}),
        ("remova a foto depois do gato", "pt", {"pano"}),
        ("убери фото перед котом", "ru", {"coffee"}),
        ("猫の前の写真を消して", "ja", {"coffee"}),
        ("고양이 다음 사진 삭제해줘", "ko", {"pano"}),
        ("hapus foto setelah kucing", "id", {"pano"}),
        ("बिल्ली के बाद वाली फोटो हटाओ", "hi", {"pano"}),
        ("احذف الصورة بعد القطة", "ar", {"pano"}),
        ("刪掉貓後面那張", "zh-TW", {"pano"}),
    ],
)
def test_the_one_beside_a_picture_is_not_that_picture(
    text: str, language: str, gone: set[str]
) -> None:
    """And where there is none, nothing goes."""
    assert set(NAMES) - set(order_after(text, language)) == gone


@pytest.mark.parametrize(
    ("text", "language", "places"),
    [
        ("move the last two to the front", "en", "3412"),
        ("put the first two at the end", "en", "3412"),
        ("把最后两张放到最前面", "zh-CN", "3412"),
        ("前两张放到最后", "zh-CN", "3412"),
        ("put the cat and the coffee at the start", "en", "3214"),
        ("verschiebe die letzten beiden Fotos an den Anfang", "de", "3412"),
        ("mets les deux dernières photos au début", "fr", "3412"),
        ("pon las dos últimas fotos al principio", "es", "3412"),
        ("coloque as duas últimas fotos no começo", "pt", "3412"),
        ("перенеси последние два фото в начало", "ru", "3412"),
        ("最後の2枚を最初に移動して", "ja", "3412"),
        ("마지막 두 장을 맨 앞으로 옮겨줘", "ko", "3412"),
        ("pindahkan dua foto terakhir ke awal", "id", "3412"),
        ("انقل آخر صورتين إلى البداية", "ar", "3412"),
        ("put 3 before 1", "en", "3124"),
        ("put 1 after 3", "en", "2314"),
        ("the panorama goes second to last", "en", "1243"),
        ("open with the coffee and finish on the portrait", "en", "2341"),
        ("把猫放到咖啡前面", "zh-CN", "1324"),
        ("咖啡后面放第一张", "zh-CN", "2134"),
        ("把第四张挪到第一张后面，别的顺序别动", "zh-CN", "1423"),
        ("在猫前面放全景", "zh-CN", "1243"),
    ],
)
def test_all_that_are_named_move(text: str, language: str, places: str) -> None:
    """Each to where it is said to go, the others as they were."""
    assert order_after(text, language) == [NAMES[int(n) - 1] for n in places]


@pytest.mark.parametrize("text", ["take the last one back out", "nimm das letzte wieder raus"])
def test_the_last_one_may_be_a_picture_or_an_edit_and_is_asked(text: str) -> None:
    """Either answer is understood."""
    language = "en" if text.startswith("take") else "de"
    first = respond("schwarzweiß", Project(PHOTOS, DRAFT, language, history=(DRAFT,)))
    assert first.draft is not None
    history = (DRAFT, first.draft)
    asked = respond(text, Project(PHOTOS, first.draft, language, first.memory, history))
    assert asked.draft is None
    assert not asked.undo
    assert asked.question is not None
    again = Project(PHOTOS, first.draft, language, asked.memory, history)
    assert respond("1", again).undo == 1
    removed = respond("2", again).draft
    assert removed is not None
    assert [clip.src for clip in removed.clips] == ["portrait", "coffee", "cat"]


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("因乐小声一点", o.MusicVolume),
        ("把第二张兆片删了", o.RemoveItem),
        ("滤境换成黑白", o.Look),
        ("标提改成“你好”", o.ReplaceText),
        ("字木大一点", o.StyleText),
        ("因樂小聲一點", o.MusicVolume),
    ],
)
def test_a_noun_with_a_character_of_the_same_sound_is_read(text: str, op: type) -> None:
    """As input methods by sound put them."""
    planned = plan(text, Project(PHOTOS, DRAFT, "zh-CN", history=(DRAFT,)))
    assert (*map(type, planned.ops), planned.lost) == (op, ())


def test_words_in_quotes_keep_their_characters() -> None:
    """What shall be on the screen is nobody's slip."""
    planned = plan("标题改成“因乐照偏”", Project(PHOTOS, DRAFT, "zh-CN", history=(DRAFT,)))
    assert apply(DRAFT, planned.ops).titles[0].text == "因乐照偏"


@pytest.mark.parametrize(
    "language_text", [("en", "too long, cut it in half"), ("zh", "太长了，砍掉一半")]
)
def test_a_complaint_and_its_order_are_one(language_text: tuple[str, str]) -> None:
    """Half as long, not half of what the complaint left."""
    language, text = language_text
    planned = plan(text, Project(PHOTOS, DRAFT, language, history=(DRAFT,)))
    assert planned.ops == (o.ScaleDuration(0.5),)


def test_no_words_on_the_others_removes_none() -> None:
    """The title stays where it is."""
    text = "第二张上写“第一杯咖啡”，别的不加字"
    planned = plan(text, Project(PHOTOS, DRAFT, "zh-CN", history=(DRAFT,)))
    assert tuple(map(type, planned.ops)) == (o.AddText,)


@pytest.mark.parametrize("text", ["第三张停了几秒", "would it look better in black and white?"])
def test_a_question_changes_nothing(text: str) -> None:
    """`停了` is also a word for taking music away."""
    language = "en" if text.isascii() else "zh-CN"
    planned = plan(text, Project(PHOTOS, DRAFT, language, history=(DRAFT,)))
    assert planned.ops == ()
    assert planned.notes


@pytest.mark.parametrize(
    "text", ["House is wrong, make it Hut", "House was a typo, it should say Hut"]
)
def test_a_wrong_word_of_a_title_is_put_right(text: str) -> None:
    """The rest of the title stays."""
    assert apply(DRAFT, plan(text, PROJECT).ops).titles[0].text == "Beach Hut"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("fade the music in at the start and out at the end", "en"),
        ("音乐开头淡入，结尾淡出", "zh-CN"),
    ],
)
def test_music_fades_at_both_ends(text: str, language: str) -> None:
    """The second half is the music's as well."""
    music = apply(DRAFT, plan(text, Project(PHOTOS, DRAFT, language, history=(DRAFT,))).ops).music
    assert music is not None
    assert music.fade_in
    assert music.fade_out


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("做三张字卡，分别写：早安 / 午安 / 晚安，每张停2秒", "zh-CN", ["早安", "午安", "晚安"]),
        ("three text screens saying Ready, Set, Go, one second each", "en", ["Ready", "Set", "Go"]),
    ],
)
def test_how_long_cards_last_is_none_of_their_words(
    text: str, language: str, words: list[str]
) -> None:
    """Each line is a card."""
    draft = apply(Draft(), plan(text, Project((), Draft(), language)).ops)
    assert [title.text for title in draft.titles] == words


def test_words_go_on_the_picture_beside_another() -> None:
    """And where they go is none of them."""
    draft = apply(DRAFT, plan("write Meow on the one after the coffee", PROJECT).ops)
    title = next(t for t in draft.titles if t.text == "Meow")
    start = draft.starts()[2]
    assert start - 500 <= title.s <= start + 800


def test_a_length_for_the_picture_beside_another() -> None:
    """`last` is the verb here."""
    text = "the photo after the portrait should last 7 seconds"
    assert plan(text, PROJECT).ops == (o.ItemLength((2,), 7_000),)


def test_a_time_behind_a_noun_is_no_text() -> None:
    """The title keeps its words."""
    planned = plan("标题晚两秒再出来", Project(PHOTOS, DRAFT, "zh-CN", history=(DRAFT,)))
    assert apply(DRAFT, planned.ops).titles[0].text == "Beach House"
    assert planned.lost


def test_words_added_on_the_picture_beside_another() -> None:
    """Not on the one that is named."""
    draft = apply(DRAFT, plan("add text on the photo before the cat: Yum", PROJECT).ops)
    title = next(t for t in draft.titles if t.text == "Yum")
    assert draft.starts()[1] - 500 <= title.s < draft.starts()[2] - 800


@pytest.mark.parametrize(("text", "item"), [("第二张停了太久", 2), ("最后停留2秒", 4)])
def test_a_picture_that_stays_is_neither_removed_nor_the_whole(text: str, item: int) -> None:
    """One picture is shorter, and all are there."""
    planned = plan(text, Project(PHOTOS, DRAFT, "zh-CN", history=(DRAFT,)))
    made = apply(DRAFT, planned.ops)
    lengths = [clip.d for clip in made.clips]
    before = [clip.d for clip in DRAFT.clips]
    assert [n for n in range(1, 5) if lengths[n - 1] < before[n - 1]] == [item]
