"""What may be promised of any reply, streamed or whole."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from core.language.guitext import Action, StreamTranslator, translate
from tests.score_gui import read_rows

DATA = Path(__file__).parents[3] / "data"
REPLIES = [
    row["text"]
    for name in (
        "gui_text.jsonl",
        "gui_text_own.jsonl",
        "gui_text_own_held.jsonl",
        "gui_text_own_2.jsonl",
        "gui_text_own_3.jsonl",
    )
    for row in read_rows(DATA / name)
]
PIECES = st.one_of(
    st.sampled_from(REPLIES),
    st.sampled_from(
        [" ", "\n", "\n\n", "\r\n", ": ", "**", "`", '"', "(", ")", "- ", "1. ", "👉 "]
    ),
    st.text(max_size=12),
)
ANY_REPLY = st.lists(PIECES, max_size=8).map("".join)
WORDS = "the boy sees a boat, it rains; I kept 3.5 s of 0:18 … **rain** 她走过桥 。 ， “好” é"
PLAIN_WORDS = st.lists(st.sampled_from([*WORDS.split(" "), "\n", "- "]), max_size=30).map(" ".join)


def in_chunks(text: str, cuts: list[int]) -> tuple[list[str], tuple[Action, ...]]:
    """Feed a reply cut at these places; what came out piece by piece, and the actions."""
    stream = StreamTranslator()
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    out = [stream.feed(text[a:b]) for a, b in pairwise(edges)]
    last = stream.finish()
    assert last.actions == stream.actions
    return [*out, last.text], last.actions


@given(ANY_REPLY, st.lists(st.integers(min_value=0, max_value=4000), max_size=12))
def test_a_stream_comes_out_as_the_whole_does(text: str, cuts: list[int]) -> None:
    """However a reply is cut into chunks, text and actions are those of the whole."""
    pieces, actions = in_chunks(text, cuts)
    whole = translate(text)
    assert "".join(pieces) == whole.text
    assert actions == whole.actions


@given(ANY_REPLY)
@example("**Done. Click Export.** More.")
@example("A (click Export (now)) B")
@example('The old title was "Hello Spring." Click Export.')
def test_the_outcome_is_the_reply_minus_removed_spans(text: str) -> None:
    """Nothing is added or reworded: each character out is one of those that came in, in order."""
    rest = iter(text)
    assert all(char in rest for char in translate(text).text)


@given(ANY_REPLY)
@example("Done. Click Export.The tutorial shows:\n1. Open the box\n2. Press the power button")
def test_a_second_translation_finds_nothing_to_do(text: str) -> None:
    """What has been translated once is stable."""
    once = translate(text)
    assert translate(once.text).text == once.text


@given(PLAIN_WORDS)
def test_text_without_a_word_of_a_screen_comes_out_as_it_is(text: str) -> None:
    """A reply that names no control and asks for nothing is content, to the byte."""
    translation = translate(text)
    assert (translation.text, translation.actions) == (text, ())


def test_nothing_flashes_by() -> None:
    """Fed letter by letter, no labelled reply ever shows what the whole leaves out."""
    for text in REPLIES:
        stream, shown, whole = StreamTranslator(), "", translate(text).text
        for letter in text:
            shown += stream.feed(letter)
            assert whole.startswith(shown)
        assert shown + stream.finish().text == whole


def test_a_paragraph_is_shown_before_the_next_has_ended() -> None:
    """Text does not wait for the end of the reply: a line is stable once it is complete."""
    stream = StreamTranslator()
    assert stream.feed("The intro is 3 seconds long.\nClick Exp") == "The intro is 3 seconds long."
    assert stream.feed("ort to save it.\n\nShall I add") == ""
    assert stream.actions == (Action.EXPORT,)
    assert stream.finish().text == "\n\nShall I add"


def test_a_list_waits_for_its_end_and_its_heading_with_it() -> None:
    """A how-to is known only at its last step, so that neither heading nor steps are shown."""
    stream = StreamTranslator()
    assert stream.feed("Done.\nTo export:\n1. Open the Export menu\n") == "Done."
    assert stream.feed("2. Pick 1080p\n3. Click Download\n") == ""
    assert stream.feed("Enjoy your film.\n") == "\nEnjoy your film."
    assert stream.finish().text == "\n"
