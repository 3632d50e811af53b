"""What the agent answers: the difference, in the user's language, honestly."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.languages import LANGUAGES, Language, replies
from studio.agent.phrases import say
from studio.agent.tokens import read
from studio.draft import Draft, from_wire, to_wire

ITEMS = tuple(Media(f"p{i}", "image", f"p{i}.jpg") for i in range(1, 4))
CLIP = Media("v1", "video", "v1.mp4", 9_000)
DRAFT = apply(Draft(), [o.Create(ITEMS, "promo", 30_000)])
EDITING = Project(ITEMS, DRAFT, history=(Draft(), DRAFT))


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("make it 15 seconds", "- Length: 30 s → 15 s"),
        ("add title 'Sale' in red", '- Added: Title "Sale" (0.5-4.5 s, top, red)'),
        ("lo-fi music at 25%", "- Music: Upbeat 30% → Lo-fi 25%"),
        ("make it square", "- Canvas: 1080x1920 → 1080x1080, every picture cropped anew"),
        ("swap photo 1 and 2", "- Order: p1.jpg, p2.jpg, p3.jpg → p2.jpg, p1.jpg, p3.jpg"),
        ("make the colors warmer", "- Colours: none → warm"),
        ("use wipe transitions", "- Transitions: crossfade → wipe"),
        ("remove the music", "- Music removed (Upbeat 30%)"),
        ("改成15秒", "- 时长：30 秒 → 15 秒"),
        ("加上红色标题“促销”", "- 新增：标题“促销”（0.5-4.5 秒，顶部，红色）"),
    ],
)
def test_an_answer_tells_before_and_after(prompt: str, line: str) -> None:
    """One line for each thing that changed."""
    assert line in respond(prompt, EDITING).text.splitlines()


def test_a_new_video_is_described() -> None:
    """Length, material, canvas, music."""
    answer = respond("make a 15-second promo from my photos", Project(ITEMS))
    assert answer.text.startswith("Your 15-second video is ready: 3 photos, 1080x1920.")
    assert "- Music: Upbeat 30%" in answer.text
    assert answer.work == "generate"


def test_screen_talk_can_be_left_out() -> None:
    """Asked for, some answers speak of an Export button; by itself none does."""
    prompt = "make a 15-second promo from my photos"
    assert "Click **Export**" in respond(prompt, Project(ITEMS), say_gui=True).text
    assert "Export" not in respond(prompt, Project(ITEMS)).text


def test_what_could_not_be_met_is_said() -> None:
    """The length that came out, and that it is all there is."""
    answer = respond("make a 30-second promo", Project((CLIP,)))
    assert "only 9 s long" in answer.text


def test_an_edit_and_a_refusal_go_together() -> None:
    """`acted on X, cannot do Y`."""
    answer = respond("make it warmer and add a voice-over", EDITING)
    assert "Colours: none → warm" in answer.text
    assert "voice-over" in answer.text
    assert answer.work == "edit"


@pytest.mark.parametrize(
    "prompt", ["add subtitles", "hello", "add a title", "use crossfade transitions", "swap 1 and 9"]
)
def test_what_changes_nothing_is_free(prompt: str) -> None:
    """Refusals, questions, small talk, and edits that are there already."""
    answer = respond(prompt, EDITING)
    assert (answer.work, answer.draft) == ("free", None)
    assert answer.full_text


def test_undo_needs_something_to_go_back_to() -> None:
    """The first version can't be undone."""
    assert respond("undo", EDITING).undo == 1
    first = respond("undo", Project(ITEMS, DRAFT, history=(DRAFT,)))
    assert (first.undo, first.work) == (0, "free")


@pytest.mark.parametrize(
    ("text", "session", "language"),
    [
        ("make it warmer", "en", "en"),
        ("make it warmer", "zh-CN", "en"),
        ("颜色暖一点", "en", "zh-Hans"),
        ("顏色暖一點", "en", "zh-Hant"),
        ("改成15秒", "zh-TW", "zh-Hant"),
        ("動画削除", "ja", "ja"),
        ("ok", "zh-CN", "zh-Hans"),
        ("1:1", "pt-BR", "pt"),
        ("明るくして", "en", "ja"),
        ("더 밝게", "en", "ko"),
        ("hazlo más corto", "en", "es"),
        ("deixe mais curto", "es", "pt"),
        ("mach es kürzer", "fr", "de"),
        ("rends-la plus courte", "de", "fr"),
        ("buat lebih pendek", "en", "id"),
        ("ise chhota karo", "en", "hi"),
        ("add title 'こんにちは'", "en", "en"),
        ("16:9", "xx", "en"),
    ],
)
def test_the_language_follows_the_words(text: str, session: str, language: str) -> None:
    """And the session where the words don't tell; what is quoted never tells."""
    assert read(text, session).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_fills_in_the_same_values(language: Language) -> None:
    """A phrase with other placeholders than in English would fail when it is said."""
    english, own = replies("en"), replies(language)
    assert {key for key in english if not key.startswith("gui_")} <= set(own) <= set(english)
    for key, text in own.items():
        assert _fields(text) == _fields(english[key]), key


ADDRESS = {
    "de": r"(?<=[a-zäöüß,] )(Sie|Ihnen|Ihre?[mnrs]?)\b",
    "fr": r"\b(?i:vous|votre|vos|dites|faites|envoyez)\b",
    "id": r"\b(?i:anda|aku|berkas)\b",
    "ko": r"니다(?=[.!?])|십시오",
    "ru": r"\b(?i:ты|тебя|тебе|тобой)\b",
    "zh-Hans": "您",
    "zh-Hant": "您",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_one_way_to_address_and_to_quote(language: Language) -> None:
    """Familiar everywhere, as the bot around it speaks; and the quotation marks of the language."""
    own = set(say("quoted", language, text=""))
    for key, text in replies(language).items():
        assert not re.search(ADDRESS.get(language, "(?!)"), text), key
        assert set(re.findall('[„“”«»「」‘"]', text)) <= own, key


@pytest.mark.parametrize(
    ("prompt", "language", "line"),
    [
        ("mach es 12,5 Sekunden lang", "de", "- Länge: 30 s → 12,5 s"),
        ("füge den Titel „Los“ hinzu", "de", "- Neu: Titel „Los“ (0,5–4,5 s, oben, weiß)"),
        ("musique à 25 %", "fr", "- Musique\u00a0: Upbeat 30\u00a0% → Upbeat 25\u00a0%"),
        ("añade el título «Ya»", "es", "- Añadido: Título «Ya» (0,5–4,5 s, arriba, blanco)"),
        (
            "交换第一张和第二张",
            "zh-Hans",
            "- 顺序：p1.jpg、p2.jpg、p3.jpg → p2.jpg、p1.jpg、p3.jpg",
        ),
        ("make it 12.5 seconds", "en", "- Length: 30 s → 12.5 s"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(
    prompt: str, language: Language, line: str
) -> None:
    """Decimals, percentages, spans and lists."""
    project = replace(EDITING, language=language)
    assert line in respond(prompt, project).text.splitlines()


def test_what_is_not_in_the_video_is_told_once() -> None:
    """Of a file that came and was not used; the next file is told of by itself."""
    song, other = Media("s", "audio", "song.mp3", 9_000), Media("x", "audio", "x.mp3", 9_000)
    project = replace(EDITING, media=(*ITEMS, song))
    told = say("not_used", "en", names="song.mp3")
    first = respond("make it 15 seconds", replace(project, memory='{"seen": 3}'))
    assert told in first.text
    asked = respond("frobnicate", replace(project, memory='{"seen": 3}'))
    assert told in asked.text
    again = replace(project, memory=asked.memory)
    assert told not in respond("frobnicate", again).text
    assert [m.name for m in again.fresh] == ["song.mp3"], "it can still be spoken of as new"
    more = respond("frobnicate", replace(again, media=(*ITEMS, song, other)))
    assert say("not_used", "en", names="x.mp3") in more.text


def test_all_pictures_are_not_called_the_only_one() -> None:
    """Who removes all is told that nothing would be left."""
    assert say("nothing_left", "en") in respond("remove all photos", EDITING).text


def test_what_was_not_understood_is_quoted_as_the_language_quotes() -> None:
    """Not in English marks."""
    said = respond("mach es 12 Sekunden und frobnizierend", replace(EDITING, language="de")).text
    assert "„frobnizierend“" in said


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("figures", [13, 400, 1_900])
@pytest.mark.parametrize(
    "prompt",
    [
        "video of {} photos",
        "make it {} seconds",
        "swap photo {} and 2",
        "photo {}: brighter",
        "music at {}%",
        "cut from 0:{} to 0:{}",
        "order: {}, 2, 1",
        "remove the {}th photo",
        "改成{}秒",
    ],
)
def test_a_number_beyond_all_bounds(prompt: str, figures: int) -> None:
    """It is no number, and ends nothing."""
    assert respond(prompt.format("9" * figures, "8" * figures), EDITING).text


def test_text_cards_are_named_by_their_lines_on_grounds_that_change() -> None:
    """The timeline shows the person's own words; neighbours differ, and all of them move."""
    prompt = "make a video with these quotes: 'Dream big' 'Start small' 'Act now'"
    answer = respond(prompt, Project())
    assert answer.draft is not None
    clips = answer.draft.clips
    assert [clip.name for clip in clips] == ["Dream big", "Start small", "Act now"]
    assert len({clip.color for clip in clips}) == 3
    assert all(clip.motion != "none" for clip in clips)
    assert from_wire(to_wire(answer.draft)) == answer.draft
