"""Core's messages as Telegram HTML, read back by a strict parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.markdown import parse, plain_text, utf16
from adapters.telegram import render
from core.chat import Button, Message
from tests.e2e.telegram_api.entities import read_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**b** _i_ `c<` ~~s~~", "<b>b</b> <i>i</i> <code>c&lt;</code> <s>s</s>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("[l](https://x.example/?a=1&b=2)", '<a href="https://x.example/?a=1&amp;b=2">l</a>'),
        ("[l](javascript:alert(1))", "[l](javascript:alert(1))"),
        ("# Head", "<b>Head</b>"),
        ("> said", "<blockquote>said</blockquote>"),
        ("> 1. a\n> 2. b", "<blockquote>1. a\n2. b</blockquote>"),
        ("> a\n\n> b\n\nc", "<blockquote>a\n\nb</blockquote>\n\nc"),
        (
            "t\n\n> 1. a\n> 2. b\n> 3. c\n> 4. d\n> 5. e",
            "t\n\n<blockquote expandable>1. a\n2. b\n3. c\n4. d\n5. e</blockquote>",
        ),
        ("```py\nx<1\n```", '<pre><code class="language-py">x&lt;1</code></pre>'),
        ("**a `c` b**", "<b>a </b><code>c</code><b> b</b>"),
    ],
)
def test_markup(markdown: str, html: str) -> None:
    """The light Markdown that core and backend write, in Telegram's tags."""
    assert render.post(Message(markdown)).html == html


@given(st.text(max_size=500))
def test_telegram_always_understands(text: str) -> None:
    """No text makes HTML that Telegram refuses, and what is read is the text itself."""
    post = render.post(Message(text))
    assert read_html(post.html).text.split() == post.plain.split()


@given(st.text(alphabet="*_`~[]()<>#-1. \n😀|ab", max_size=300))
def test_telegram_understands_any_markup(text: str) -> None:
    """However broken the Markdown, the HTML is well formed."""
    post = render.post(Message(text))
    assert read_html(post.html).text.split() == post.plain.split()


def test_pages_fit_and_keep_buttons_for_the_end() -> None:
    """A long answer becomes several messages within 4,096 units, also counted in emoji."""
    buttons = ((Button("Export", "e:1"),),)
    long = Message("\n\n".join(["**😀 word** " * 60] * 20), buttons, 0.5)
    pages = render.pages(long)
    assert len(pages) > 2
    assert all(utf16(render.post(page).plain) <= 4096 for page in pages)
    assert [page.buttons for page in pages] == [()] * (len(pages) - 1) + [buttons]
    said = "".join(plain_text(parse(page.text)) for page in pages)
    assert said.count("word") == 20 * 60


def test_a_caption_is_shortened_but_keeps_its_links() -> None:
    """A caption over 1,024 units loses the end of its longest part."""
    post = render.post(
        Message(f"**{'t' * 2000}**: 15 s\n\nDownload: https://x.example/v.mp4"), limit=1024
    )
    assert utf16(post.plain) <= 1024
    assert "https://x.example/v.mp4" in post.plain
    assert read_html(post.html).text == post.plain


def test_progress_is_a_bar() -> None:
    """Progress shows under the text as a bar."""
    assert (
        render.post(Message("Uploading 2/3", progress=0.5)).plain == "Uploading 2/3\n▰▰▰▰▰▰▱▱▱▱▱▱"
    )


def test_keyboard() -> None:
    """Buttons carry data or an address; rows of more than eight are wrapped."""
    board = render.keyboard(
        ((Button("Open", url="https://t.me/x"), *(Button(str(n), f"d{n}") for n in range(9))),)
    )
    assert board is not None
    assert [len(row) for row in board.inline_keyboard] == [8, 2]
    assert board.inline_keyboard[0][0].url == "https://t.me/x"
    assert render.keyboard(()) is None


def test_data_that_is_too_long_is_a_mistake() -> None:
    """Telegram takes 1 to 64 bytes of data; anything else is an error here, not there."""
    with pytest.raises(ValueError, match="65 bytes"):
        render.keyboard(((Button("x", "é" * 32 + "x"),),))


def test_alerts_are_short_and_plain() -> None:
    """A press is answered in place only with a short text without buttons."""
    assert render.alert(Message("**Only** the owner")) == "Only the owner"
    assert render.alert(Message("x" * 201)) == ""
    assert render.alert(Message("x", ((Button("a", "b"),),))) == ""
