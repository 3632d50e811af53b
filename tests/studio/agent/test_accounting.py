"""Every word is accounted for: what steers a wish is used, or said not to be understood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.languages import LANGUAGES, vocabulary
from studio.agent.planner import Plan, plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 5))
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
EDITING = Project(PHOTOS, DRAFT, history=(DRAFT,))
STRANGE = st.text("bcdfghjklmnpqrstvwxz", min_size=6, max_size=9)
EDIT = st.sampled_from(
    [
        "make it brighter",
        "make the title yellow",
        "remove the music",
        "make it square",
        "use wipe transitions",
        "no zoom",
        "swap photo 1 and 2",
        "add calm music",
    ]
)


def told(planned: Plan) -> str:
    """What is said not to be understood."""
    return " ".join(planned.lost)


def values(planned: Plan) -> str:
    """All that the edits hold."""
    return " ".join(map(str, planned.ops))


@settings(deadline=None)
@given(EDIT, st.integers(21, 97))
def test_no_number_vanishes(edit: str, number: int) -> None:
    """A number that no rule takes stops the edit or is named."""
    planned = plan(f"{edit} {number}", EDITING)
    used = str(number) in values(planned) or str(number / 100) in values(planned)
    named = str(number) in told(planned) or any(
        str(number) in str(note.values) for note in planned.notes
    )
    assert used or named or planned.ask is not None


@settings(deadline=None)
@given(EDIT, STRANGE)
def test_no_quote_vanishes(edit: str, words: str) -> None:
    """A quote is written on the screen, asked about, or named."""
    planned = plan(f'{edit} "{words}"', EDITING)
    said = [str(note.values) for note in planned.notes]
    assert words in values(planned) or words in told(planned) or words in " ".join(said)


@settings(deadline=None)
@given(
    st.sampled_from(["brighten", "remove", "darken", "rotate", "make black and white"]),
    st.sampled_from(["first", "second", "third", "fourth", "last"]),
)
def test_an_ordinal_is_the_clip_that_changes(verb: str, place: str) -> None:
    """Only that clip, or nothing."""
    after = apply(DRAFT, plan(f"{verb} the {place} photo", EDITING).ops)
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}[place]
    kept = [clip.src for clip in DRAFT.clips]
    if len(after.clips) < 4:
        assert [clip.src for clip in after.clips] == [s for s in kept if s != kept[number]]
        return
    changed = [
        i
        for i, (a, b) in enumerate(zip(DRAFT.clips, after.clips, strict=True))
        if (a.looks, a.motion, a.rotate, a.d) != (b.looks, b.motion, b.rotate, b.d)
    ]
    assert changed == [number]
    assert after.looks == DRAFT.looks


@settings(deadline=None)
@given(st.integers(0, 15), st.integers(2, 6))
def test_a_range_is_what_goes(start: int, length: int) -> None:
    """`remove 3 to 5 seconds` leaves the rest, to a fifth of a second a cut."""
    end = min(start + length, 20)
    after = apply(DRAFT, plan(f"remove {start} to {end} seconds", EDITING).ops)
    assert abs(DRAFT.total - after.total - (end - start) * 1000) <= 2_000
    assert after.total < DRAFT.total


@settings(deadline=None)
@given(EDIT, STRANGE)
def test_an_unknown_word_is_named(edit: str, word: str) -> None:
    """Plain `Done` only when nothing remains."""
    answer = respond(f"{edit} for the {word}", EDITING)
    assert word in answer.text
    assert not answer.text.startswith("Done.")


@pytest.mark.parametrize(
    "text",
    [
        "make her smile in the first picture",
        "brighten everything except the dog",
        "who owns the music you put in?",
        "add 2 seconds to the ninth photo",
        "mute from 3 to 5 seconds",
    ],
)
def test_what_cannot_be_read_in_full_changes_nothing(text: str) -> None:
    """And is said."""
    answer = respond(text, EDITING)
    assert answer.draft is None
    assert answer.full_text


def test_several_files_are_rendered_one_by_one() -> None:
    """The service's own batch: each export holds the photo that it was asked for."""
    first = respond("a 6 second video from the first photo only", Project(PHOTOS))
    assert first.draft is not None
    assert [clip.src for clip in first.draft.clips] == ["p1"]
    again = Project(PHOTOS, first.draft, memory=first.memory, history=(first.draft,))
    second = respond("now one from the second photo", again)
    assert second.draft is not None
    assert [clip.src for clip in second.draft.clips] == ["p2"]


def test_a_clip_keeps_its_length() -> None:
    """However long it is, until it is told to be shorter."""
    clip = Media("v", "video", "v.mp4", 95_000)
    made = respond("make a video from this clip", Project((clip,))).draft
    assert made is not None
    assert made.total == 95_000


def test_undo_and_redo_go_as_far_as_they_are_asked() -> None:
    """Two steps back, and forward again one by one."""
    one = apply(DRAFT, [o.Look("bw")])
    two = apply(one, [o.Canvas(1080, 1080)])
    back = respond("undo the last two changes", Project(PHOTOS, two, history=(DRAFT, one, two)))
    assert back.undo == 2
    forward = respond("redo", Project(PHOTOS, DRAFT, memory=back.memory, history=(DRAFT,)))
    assert forward.draft == one
    again = Project(PHOTOS, one, memory=forward.memory, history=(DRAFT, one))
    assert respond("redo", again).draft == two


def test_a_correction_takes_the_last_edit_back() -> None:
    """Another photo is removed instead; the first is there again."""
    removed = respond("delete the second photo", EDITING)
    assert removed.draft is not None
    after = Project(PHOTOS, removed.draft, memory=removed.memory, history=(DRAFT, removed.draft))
    fixed = respond("no, I meant the third photo", after).draft
    assert fixed is not None
    assert [clip.src for clip in fixed.clips] == ["p1", "p2", "p4"]


WORDS = {
    code: sorted(word for word in vocabulary(code).spellings or {"把", "照片"})
    for code in LANGUAGES
}
SIGNS = [
    "3",
    "0:05",
    '"Hi"',
    "5 s",
    "50 %",
    ",",
    ".",
    "?",
    ":",
    "-",
    "photo 2",
    "www.x.com",
    "Hello",
]


@settings(deadline=None)
@given(st.data())
def test_no_row_of_known_words_breaks_the_planner(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(LANGUAGES))
    known = st.sampled_from(WORDS[code]) | st.sampled_from(SIGNS)
    said = " ".join(data.draw(st.lists(known, min_size=1, max_size=8)))
    assert respond(said, replace(EDITING, language=code)).full_text.strip()
