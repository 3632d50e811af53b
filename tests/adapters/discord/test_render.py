"""Text and buttons in Discord's dialect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import markdown
from adapters.discord import render
from core.chat import Button, Message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** and *soft* and `code`", "**bold** and *soft* and `code`"),
        ("<@123> @everyone <#5>", r"\<@123\> @" + "\u200b" + r"everyone \<\#5\>"),
        (r"snow\_flake_name.mp4", r"snow\_flake\_name.mp4"),
        ("see https://a.example/x_y_z?a=*b*", "see https://a.example/x_y_z?a=*b*"),
        ("[a page](https://a.example/p)", "[a page](<https://a.example/p>)"),
        ("# Title", "**Title**"),
        ("```\na ``` b\n```", "```\na `\u200b`` b\n```"),
        ("> quoted", "> quoted"),
    ],
)
def test_dialect(text: str, shown: str) -> None:
    """Markdown keeps its look; what would call somebody or break out is harmless."""
    assert render.content(Message(text)) == shown


@given(st.text(max_size=6000))
def test_pages_fit_and_lose_nothing(text: str) -> None:
    """However the text is made, each page fits in 2,000 UTF-16 units and no word is lost."""
    pages = render.pages(Message(text, ((Button("Export", "e"),),), 0.5))
    contents = [render.content(page) for page in pages]
    assert all(markdown.utf16(content) <= 2000 for content in contents)
    kept = "".join(markdown.plain_text(markdown.parse(page.text)) for page in pages)
    wanted = markdown.plain_text(markdown.parse(text))
    assert "".join(kept.split()) == "".join(wanted.split())
    assert [bool(page.buttons) for page in pages] == [False] * (len(pages) - 1) + [True]


def test_pages_break_between_paragraphs() -> None:
    """A long answer is cut where a paragraph ends."""
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(12))
    pages = render.pages(Message(text))
    assert len(pages) == 2 + len(text) // 2000 - 1
    assert all(page.text.startswith("Paragraph") for page in pages)


def test_too_long_for_one_post_is_cut_with_a_sign() -> None:
    """An edit or a caption can't be split: it loses its end, visibly."""
    content = render.content(Message("word " * 1000, progress=0.25))
    assert markdown.utf16(content) <= 2000
    assert "…" in content
    assert content.endswith("25%")


async def test_buttons_fit_discords_rows() -> None:
    """Rows of more than five are wrapped, labels cut at 80, at most 25 buttons stand."""
    wide = tuple(Button(f"{n}" + "x" * 100, f"d{n}") for n in range(8))
    view = render.view((wide,) * 4)
    assert view is not None
    rows = view.to_components()
    assert len(rows) == 5
    assert all(len(row["components"]) <= 5 for row in rows)
    assert all(len(button["label"]) <= 80 for row in rows for button in row["components"])


async def test_address_too_long_for_a_button_stands_in_the_text() -> None:
    """A signed link of more than 512 characters becomes a link below the text."""
    url = "https://cdn.example/v.mp4?sig=" + "a" * 600
    message = Message("Ready.", ((Button("Download", url=url), Button("Export", "e")),))
    assert render.content(message) == f"Ready.\n[Download](<{url}>)"
    view = render.view(message.buttons)
    assert view is not None
    assert len(view.children) == 1
