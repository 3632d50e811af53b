"""Replies of any length: bounded steps, and a beginning that is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.guitext import MOST_SHOWN, Action, StreamTranslator, shown, translate

SENTENCES = [
    "The boat leaves the harbour at 0:04. ",
    "Click the Export button to save it. ",
    "La barca sale del puerto. ",
    "Haz clic en el botón Exportar para descargarlo. ",
    "小船离开港口。",
    "点击导出按钮保存。",
    "a" * 300,
    "“",
    "**",
    "(",
]
LONG_LINES = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.integers(1, 40)), min_size=1, max_size=12
).map(lambda parts: "".join(text * count for text, count in parts))


@given(LONG_LINES, st.lists(st.integers(0, 20_000), max_size=6))
def test_a_long_line_comes_out_the_same_in_any_chunks(text: str, cuts: list[int]) -> None:
    """Where a long line is cut into steps depends on the line alone."""
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    stream = StreamTranslator()
    out = [stream.feed(text[a:b]) for a, b in pairwise(edges)]
    last = stream.finish()
    whole = translate(text)
    assert "".join([*out, last.text]) == whole.text
    assert last.actions == whole.actions
    rest = iter(text)
    assert all(char in rest for char in whole.text)


@pytest.mark.parametrize(
    ("content", "instruction"), list(zip(SENTENCES[0:6:2], SENTENCES[1:6:2], strict=True))
)
def test_an_instruction_at_the_end_of_a_long_line_goes(content: str, instruction: str) -> None:
    """Content of any length stays, and the instruction behind it is found."""
    text = content * (100_000 // len(content))
    out = translate(f"{text}{instruction}")
    assert out.text.strip() == text.strip()
    assert out.actions == (Action.EXPORT,)


def test_a_long_line_is_read_in_many_steps() -> None:
    """No step takes more than some thousand characters, so that others can run in between."""
    stream = StreamTranslator()
    steps = list(stream.steps("Click the red button 7 on the left, or open the panel. " * 4_000))
    assert len(steps) > 100


def test_a_line_of_code_stays_however_long() -> None:
    """What is between fences is content, also in its later pieces."""
    reply = "```\n" + "Click Export. " * 1_000 + "\n```"
    assert translate(reply).text == reply


@given(st.text(alphabet="ab .\n。`", max_size=400), st.integers(20, 100))
def test_what_is_shown_is_the_beginning(reply: str, most: int) -> None:
    """A short reply is shown whole; of a long one its beginning, at least two thirds of the cap."""
    text, cut = shown(reply, most)
    assert cut == (len(reply) > most)
    kept = text if reply.startswith(text) else text.rpartition("\n")[0]
    assert reply.startswith(kept)
    assert not cut or (reply[:most].strip() and len(kept) <= most) or not kept.strip()


def test_a_cut_reply_ends_between_paragraphs_and_closes_its_code() -> None:
    """The cut falls between paragraphs; a code block that is open there is closed."""
    paragraph = "word " * 50
    text, cut = shown("\n\n".join([paragraph.strip()] * 200))
    assert cut
    assert text.endswith("word")
    assert MOST_SHOWN * 2 // 3 < len(text) <= MOST_SHOWN
    code, cut = shown("```py\n" + "x = 1\n" * 9_000 + "```")
    assert cut
    assert code.endswith("x = 1\n```")
