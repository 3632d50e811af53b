"""The stray last words are dropped from a growing text without taking anything back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo.stray_remarks import StrayRemarkFilter

REMARK = "I encountered a temporary issue"


def passed(*pieces: str) -> str:
    """What comes out of a text that arrives in these pieces."""
    guard = StrayRemarkFilter()
    return "".join(map(guard.feed, pieces)) + guard.finish()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Your clip is ready.\n\n{REMARK}. Please try again later.", "Your clip is ready.\n\n"),
        (f"Your clip is ready. {REMARK}.", "Your clip is ready. "),
        (f"Your clip is ready.{REMARK}", "Your clip is ready."),
        (f"Done ✅ {REMARK.upper()}!", "Done ✅ "),
        ("视频已生成。I've encountered a temporary problem.\n", "视频已生成。"),
    ],
)
def test_remark_after_an_answer_is_dropped(text: str, shown: str) -> None:
    """A normal answer loses the remark that trails it."""
    assert passed(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        f"{REMARK}. Please try again.",
        f"\n {REMARK}",
        f"{REMARK}.\n\nThen I tried again, and here is your video.",
        f'Added the title "{REMARK}".',
        f"Title: {REMARK}",
        f"The wifi {REMARK}",
        "Done. I",
        "Done. I encountered a temp",
        f"Done. {REMARK} " + "and went on " * 60,
    ],
)
def test_everything_else_is_kept(text: str) -> None:
    """The whole answer, content that quotes it, and text that goes on stay as they are."""
    assert passed(text) == text


def test_text_flows_while_no_remark_can_have_begun() -> None:
    """Only an ending that may be the remark is kept back."""
    guard = StrayRemarkFilter()
    assert [guard.feed(text) for text in ("Your clip", " is ready. ", "I enc", "ourage you")] == [
        "Your clip",
        " is ready. ",
        "",
        "I encourage you",
    ]


WORDS = st.lists(
    st.sampled_from(
        [REMARK, "I ", "Done", ". ", "\n", "\n\n", "i", " encountered", "✅", "x" * 390]
    ),
    max_size=12,
).map("".join)


@given(WORDS, st.lists(st.integers(0, 2000), max_size=12))
def test_cuts_change_nothing(text: str, cuts: list[int]) -> None:
    """However the text arrives, the same is shown; and only an ending can be missing."""
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    shown = passed(*(text[a:b] for a, b in pairwise(edges)))
    assert shown == passed(text)
    assert text.startswith(shown)
    assert len(text) - len(shown) <= 400
