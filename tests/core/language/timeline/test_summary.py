"""The timeline as text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.phrases import LANGUAGES, say
from core.language.timeline import (
    additions,
    describe,
    occasion_of,
    ready_to_export,
    strip_prompt,
    suggestions,
    summary,
)
from tests.core.language.timeline.drafts import CONTRACT, DRAFTS, JSON, promo

LANGS = st.sampled_from(list(LANGUAGES))


def test_the_contracts_example_comes_out_word_for_word() -> None:
    """The three tracks of the contract read exactly as the contract writes them."""
    assert summary(CONTRACT, "en") == (
        "Timeline (3 tracks):\n"
        "1. Video: city timelapse (0-10s)\n"
        "2. Music: Lo-fi (0-10s, 35%)\n"
        '3. Title: "Urban Dreams" (0-3s)'
    )


def test_segments_follow_each_other_less_their_transitions() -> None:
    """Without a start of its own a segment begins where the one before lets it in."""
    line = summary(promo(), "en").splitlines()[1]
    assert line == "1. Video: beach (0-10s), dunes (9-19s), palms (18-28s)"


def test_an_explicit_start_holds() -> None:
    """A start on the segment is believed, whatever went before."""
    assert '"Summer Sale" (0.5-5s)' in summary(promo(), "en")


def test_many_segments_are_counted_not_listed() -> None:
    """A long track shows its first four segments and the number of the others."""
    draft = {"t": [{"tt": 0, "sg": [{"d": 1000}] * 9}]}
    line = summary(draft, "en").splitlines()[1]
    assert line.endswith("clip 4 (3-4s), +5 more")


def test_many_tracks_are_counted_not_listed() -> None:
    """No more than twelve tracks are written out."""
    lines = summary({"t": [{"tt": 1, "sg": []}] * 20}, "en").splitlines()
    assert lines[0] == "Timeline (20 tracks):"
    assert lines[-1] == "and 8 more tracks"
    assert len(lines) == 14


def test_unknown_tracks_and_missing_names_are_shown_plainly() -> None:
    """A track type that we have never seen, without any metadata, is still on the list."""
    draft = {"t": [{"tt": 12, "sg": [{"d": 2000, "zz": 1}]}, {"tt": 1, "sg": [{}]}]}
    assert summary(draft, "en").splitlines()[1:] == ["1. Track: part 1 (0-2s)", "2. Music: music"]


def test_a_name_comes_from_the_file_when_nothing_better_is_there() -> None:
    """A source URL gives its file's name; an internal id gives none."""
    source = {"src": "https://cdn.example/a/My%20Beach.jpg?x=1"}
    draft = {"t": [{"tt": 0, "sg": [{"d": 1000, "m": source}, {"d": 1000, "m": {"src": "f1"}}]}]}
    assert "My Beach (0-1s), clip 2 (1-2s)" in summary(draft, "en")


def test_what_came_from_the_draft_is_escaped_and_cut() -> None:
    """Markdown, line breaks and long names in a draft do not reach the reader as such."""
    meta = {"name": "**big**\n" + "x" * 99}
    line = summary({"t": [{"tt": 0, "sg": [{"d": 1000, "m": meta}]}]}, "en").splitlines()[1]
    assert line.startswith(r"1. Video: \*\*big\*\* xxx")
    assert line.endswith("x… (0-1s)")
    assert len(line) < 80


def test_an_empty_draft_says_so() -> None:
    """No tracks: one sentence instead of an empty list."""
    assert summary({}, "en") == summary(None, "en") == "The timeline is empty."


def test_captions_are_told_from_titles() -> None:
    """A text track of spoken lines is called so."""
    draft = {"t": [{"tt": 7, "sg": [{"d": 1000, "m": {"text": "hi", "role": "caption"}}]}]}
    assert summary(draft, "en").splitlines()[1] == '1. Captions: "hi" (0-1s)'


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("en", "Timeline (3 tracks):"),
        ("zh-Hans", "时间线（3 条轨道）："),
        ("ru", "Монтаж (3 дорожки):"),
    ],
)
def test_the_summary_is_localised(lang: str, first: str) -> None:
    """The heading is in the language, with its plural."""
    assert summary(CONTRACT, lang).splitlines()[0] == first


def test_figures_follow_the_language() -> None:
    """A decimal point is a comma where the language writes one."""
    draft = {"t": [{"tt": 0, "sg": [{"d": 10667}]}], "d": 10667}
    assert "10,7" in summary(draft, "de")
    assert "10.7" in summary(draft, "ja")


def test_length_and_canvas_in_a_few_words() -> None:
    """The whole is described by its length and its size, by the length alone without a size."""
    assert describe(promo(), "en") == "28 s, 1080x1920"
    assert describe(CONTRACT, "en") == "10 s"


def test_ready_means_that_some_track_holds_a_segment() -> None:
    """Ready to export = some track has a non-empty `sg`; a whole state answer may be given."""
    assert ready_to_export(CONTRACT)
    assert ready_to_export({"state": {"draft": CONTRACT, "video_infos": []}})
    assert not ready_to_export({"t": [{"tt": 0, "sg": []}]})
    assert not ready_to_export({"state": {"draft": None}})


def test_suggestions_fit_the_draft() -> None:
    """What is missing is suggested first, and what is there already is not suggested again."""
    clips = {"t": [{"tt": 0, "sg": [{"d": 9000}]}], "d": 9000}
    music, title = "add lo-fi music at 30%", "add the title 'Best Moments' in white"
    assert suggestions(clips, "en") == (music, title)
    full = suggestions(promo(), "en")
    assert full[0] == "make it 15 seconds"
    assert not any("music" in words for words in full)
    assert "generate a 15-second promo video from my photos" in suggestions({}, "en")


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ("a birthday film for grandma", "Happy Birthday"),
        ("unser Hochzeitsvideo", "Just Married"),
        ("我们的旅行视频", "On the Road"),
        ("رحلة العائلة", "On the Road"),
        ("promo for my shop", "Summer Sale"),
        ("photos of a tripod", "Best Moments"),
    ],
)
def test_the_title_fits_the_occasion(wish: str, title: str) -> None:
    """Whatever language it is named in; nobody's birthday is a summer sale."""
    clips = {"t": [{"tt": 0, "sg": [{"d": 9000}]}], "d": 9000}
    offered = suggestions(clips, "en", wishes=[wish])
    assert f"add the title '{title}' in white" in offered


def test_the_occasion_is_read_from_the_draft_too() -> None:
    """The name of a clip says it as well as the wish."""
    clip = {"d": 9000, "m": {"name": "birthday-cake.mp4"}}
    draft = {"t": [{"tt": 0, "sg": [clip]}], "d": 9000}
    assert occasion_of(["birthday-cake.mp4"]) == "birthday"
    assert "add the title 'Happy Birthday' in white" in suggestions(draft, "en")


def test_what_was_done_or_declined_is_not_offered_again() -> None:
    """Neither what was just asked for or offered, nor what was taken away on purpose."""
    clips = {"t": [{"tt": 0, "sg": [{"d": 9000}]}], "d": 9000}
    first = suggestions(clips, "en")
    assert not set(first) & set(suggestions(clips, "en", known=first))
    with_music = {"t": [*clips["t"], {"tt": 1, "sg": [{"d": 9000}]}], "d": 9000}  # type: ignore[misc]  # plain JSON
    assert not any("music" in words for words in suggestions(clips, "en", before=with_music))


def test_nothing_that_goes_back_on_what_was_done() -> None:
    """No "longer" after a cut, no other music after new music; also some answers later."""
    short = {"t": [{"tt": 0, "sg": [{"d": 9000}]}], "d": 9000}
    long = {"t": [{"tt": 0, "sg": [{"d": 12000}]}], "d": 12000}
    known = ["add lo-fi music at 30%", "add the title 'Best Moments' in white"]
    known += ["make the colours warmer", "fade out at the end", "make it a little brighter"]
    assert "make it a little longer" in suggestions(short, "en", known=known)
    for told in ({"before": long}, {"earlier": [short, long]}):
        offered = suggestions(short, "en", known=known, **told)
        assert offered == ("make it black and white",)


@pytest.mark.parametrize(
    "name", ["Calm", "Ruhig", "Tranquila", "Calme", "平静", "차분한 음악", "هادئة"]
)
def test_calm_music_is_not_offered_where_it_plays(name: str) -> None:
    """A button that would change nothing is none."""
    every = frozenset(
        say("en", f"suggest-{key}")
        for key in ("warmer", "fade-out", "brighter", "shorter", "ending", "longer", "bw")
    )
    assert "use calm music" in suggestions(promo(), "en", known=every)
    calm: Any = promo()
    calm["t"][1]["sg"][0]["m"]["name"] = name
    assert "use calm music" not in suggestions(calm, "en", known=every)


def test_two_suggestions_however_long_the_talk() -> None:
    """What was offered last is left out, and two others are still there."""
    draft = promo()
    offered: tuple[str, ...] = ()
    for _ in range(6):
        offered = suggestions(draft, "en", known=offered)
        assert len(offered) == 2


def test_what_can_be_stripped_is_named_once_and_without_figures() -> None:
    """Two titles are one request; a draft of clips alone gives none."""
    draft = promo()
    draft["t"].append(draft["t"][2])
    assert strip_prompt(draft, "en") == "remove the music, remove the title"
    captions = {"t": [{"tt": 7, "sg": [{"m": {"text": "hi", "role": "caption"}}]}]}
    assert strip_prompt(captions, "en") == "remove the captions"
    assert strip_prompt({"t": [{"tt": 0, "sg": [{"d": 1}]}, {"tt": 1, "sg": []}]}, "en") == ""


@given(JSON | DRAFTS, LANGS)
def test_any_json_is_put_into_words(draft: object, lang: str) -> None:
    """Whatever the backend calls a draft, all of this gives text and never raises."""
    assert summary(draft, lang)
    assert describe(draft, lang)
    assert len(summary(draft, lang).splitlines()) <= 14
    assert 1 <= len(suggestions(draft, lang)) <= 2
    assert ready_to_export(draft) in (True, False)
    assert "{" not in strip_prompt(draft, lang)


@given(DRAFTS, LANGS)
def test_every_track_is_on_the_summary(draft: dict[str, list[object]], lang: str) -> None:
    """A summary has a heading and one line for each track."""
    lines = summary(draft, lang).splitlines()
    assert len(lines) == (1 + len(draft["t"]) if draft["t"] else 1)


def test_deep_nesting_is_no_trouble() -> None:
    """Metadata as deep as JSON can be parsed is read like any other."""
    deep = json.loads("[" * 900 + "]" * 900)
    assert summary({"t": [{"tt": 0, "sg": [{"d": 1000, "m": {"look": deep}}]}]}, "en")


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ("Music", "Title")),
        ("zh-Hans", ("背景音乐", "标题")),
    ],
)
def test_what_lies_beside_the_clips(lang: str, lines: tuple[str, ...]) -> None:
    """Music and titles, by the names of their kinds."""
    assert additions(promo(), lang)[: len(lines)] == lines
    assert additions(promo(), lang, "LO-FI, and write “Summer Sale”") == ()


def test_times_beside_words_from_right_to_left() -> None:
    """Such words are isolated: without that "7-10s" after them would read from its end."""
    thanks = {"t": [{"tt": 7, "sg": [{"s": 7000, "d": 3000, "m": {"text": "شكرا لكم"}}]}]}
    assert '"\u2068شكرا لكم\u2069" (7-10s)' in summary(thanks, "en")


def test_a_size_beside_arabic() -> None:
    """Width comes first where the text around it goes from right to left."""
    assert "\u20661080x1920\u2069" in describe(promo(), "ar")
