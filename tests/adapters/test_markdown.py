"""Markdown of phrases and of the backend, as both platforms read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.markdown import Block, Kind, Mark, bar, parse, plain_text, utf16
from adapters.paging import pages, shorten, split, write
from core.chat import Button, Message
from core.language.phrases import plain

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cc")))


def fits(limit: int) -> Callable[[Sequence[Block]], bool]:
    return lambda blocks: utf16(plain_text(blocks)) <= limit


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**bold** and `code`", "bold and code"),
        ("Timeline:\n1. Video: a\n2. BGM: b\n\nNext", "Timeline:\n1. Video: a\n2. BGM: b\n\nNext"),
        ("- x\n  - y\n- z", "• x\n  • y\n• z"),
        ("• a\n• b", "• a\n• b"),
        ("3) three\n4) four", "3) three\n4) four"),
        ("# Head\n\ntext", "Head\n\ntext"),
        ("> said\n\nthen", "said\n\nthen"),
        ("|a|b|\n|-|-|\n|1|22|", "a  b\n1  22"),
        ("a\n---\nb", "a\n———\nb"),
        ("<b>hi</b> &lt; & <script>", "<b>hi</b> &lt; & <script>"),
        ("snake_case 2*3*4 a~b", "snake_case 2*3*4 a~b"),
        ("-", "•"),
        ("#", "#"),
        ("    indented", "indented"),
    ],
)
def test_reads_as_written(source: str, shown: str) -> None:
    """Markup goes, words and line breaks stay, HTML is text."""
    read = plain_text(parse(source))
    assert [line.strip() for line in read.splitlines()] == [
        line.strip() for line in shown.splitlines()
    ]


@pytest.mark.parametrize("wrap", ["{}", "**{}**", "see {}.", "({})", "`{}`", "«{}»", "- {}\n- b"])
def test_bare_addresses_survive(wrap: str) -> None:
    """Underscores and stars inside a bare address are no markup."""
    url = "https://x.example/claim?ct=_clm_a*b*_~c~d"
    assert url in plain_text(parse(wrap.format(url)))


def test_links_keep_their_target() -> None:
    """A link's text is shown, its address kept beside it; images are links."""
    (block,) = parse("[open it](https://x.example/a_b_) ![pic](https://y.example/p.png)")
    assert [(span.text, span.url) for span in block.spans if span.url] == [
        ("open it", "https://x.example/a_b_"),
        ("pic", "https://y.example/p.png"),
    ]


@given(WORDS)
def test_plain_makes_any_words_literal(words: str) -> None:
    """What went through `plain` is shown as typed, in the middle of a phrase."""
    line = " ".join(words.split())
    shown = plain_text(parse(f"Got {plain(line)} here"))
    assert " ".join(shown.split()) == " ".join(f"Got {line} here".split())


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the reader, and text with words never comes out empty."""
    shown = plain_text(parse(text))
    if re.search(r"\w", text.replace("\ue000", "").replace("\ue001", "")):
        assert shown.strip()


@given(st.lists(WORDS, max_size=12), st.integers(2, 60))
@example(["0", "```"], 2)
@example(["0", "0000000000000000"], 16)
def test_posts_fit_and_lose_nothing(paragraphs: list[str], limit: int) -> None:
    """However it is cut, each post fits and all letters come out in order."""
    blocks = parse("\n\n".join(paragraphs))
    posts = split(blocks, fits(limit))
    assert all(utf16(plain_text(post)) <= limit for post in posts)
    assert re.sub(r"\s", "", "".join(map(plain_text, posts))) == re.sub(
        r"\s", "", plain_text(blocks)
    )


@pytest.mark.parametrize("piece", ["`a` ", "`", "**a** ", "`a`\n", "word ", "```\nx\n```\n"])
def test_a_long_text_is_asked_about_in_pieces(piece: str) -> None:
    """The work of cutting grows with the text: never much more than a post is measured at once."""
    asked: list[int] = []

    def measured(blocks: Sequence[Block]) -> bool:
        asked.append(len(plain_text(blocks)))
        return asked[-1] <= 2000

    posts = split(parse(piece * (40_000 // len(piece))), measured)
    assert all(len(plain_text(post)) <= 2000 for post in posts)
    assert max(asked) <= 4000
    assert sum(asked) <= 16 * 40_000


@pytest.mark.parametrize(
    "text",
    [
        "`a`",
        "`` `a` ``",
        "`a ``b` c`",
        "`` a `b` c",
        "x`a`y",
        "`a\nb` c `d`",
        "`|` `a`",
        r"\`a` `b`",
        "[`a`](https://x.example)",
        "` a `",
    ],
)
def test_code_is_read_as_commonmark_reads_it(text: str) -> None:
    """Plain code is taken out before the rest is read, and means what it meant."""
    marked = [span.text for block in parse(text) for span in block.spans if Mark.CODE in span.marks]
    page = MarkdownIt("commonmark").parse(text)
    children = [child for token in page for child in token.children or []]
    assert marked == [child.content for child in children if child.type == "code_inline"]


def test_cuts_at_paragraphs_first() -> None:
    """A long answer is cut between paragraphs where that is possible."""
    posts = split(parse("\n\n".join(["word " * 20] * 6)), fits(250))
    assert [plain_text(post) for post in posts] == ["\n\n".join([("word " * 20).strip()] * 2)] * 3


def test_a_cut_code_block_stays_code() -> None:
    """Both halves of a code block are code."""
    posts = split(parse("```py\n" + "x = 1\n" * 50 + "```"), fits(100))
    assert len(posts) > 2
    assert all(block.kind is Kind.CODE for post in posts for block in post)


def test_never_cuts_inside_a_drawn_character() -> None:
    """A family emoji is never torn apart."""
    family = "👨‍👩‍👧‍👦"
    posts = split(parse(family * 20), fits(40))
    assert all(plain_text(post).replace(family, "") == "" for post in posts)


def test_a_flood_of_marks_is_shown_as_typed() -> None:
    """Some thousand marks are read; a paragraph with more of them is text, the others are not."""
    flood = "*a* https://example.org/x_y " * 3000
    blocks = parse(f"**Title**\n\n{flood}\n\n**End** of `it`")
    assert [block.text for block in blocks] == ["Title", flood, "End of it"]
    assert [bool(block.spans[0].marks) for block in blocks] == [True, False, True]


def test_a_caption_loses_the_longest_part() -> None:
    """Shortening takes from the longest block, so that links and figures survive."""
    blocks = parse("**" + "t" * 300 + "**: 15 s\n\nDownload: https://x.example/a\n\nProject: y")
    short = shorten(blocks, fits(120))
    text = plain_text(short)
    assert utf16(text) <= 120
    assert "https://x.example/a" in text
    assert "…" in text


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(1, 80))
def test_shortened_always_fits(paragraphs: list[str], limit: int) -> None:
    """Whatever the text, one post comes out and it fits."""
    assert utf16(plain_text(shorten(parse("\n\n".join(paragraphs)), fits(limit)))) <= limit


def test_marks_nest() -> None:
    """Bold around italic gives both looks, and code has none but its own."""
    (block,) = parse("**a _b_** `c`")
    assert [(s.text, sorted(s.marks)) for s in block.spans] == [
        ("a ", [Mark.BOLD]),
        ("b", [Mark.BOLD, Mark.ITALIC]),
        (" ", []),
        ("c", [Mark.CODE]),
    ]


def test_bar_is_full_at_one() -> None:
    """The bar shows 0 to 1 and forgives what lies outside."""
    assert bar(0) == "▱" * 12
    assert bar(1.7) == "▰" * 12
    assert bar(0.5).count("▰") == 6


def test_a_block_knows_its_text() -> None:
    """A list item's text includes its number."""
    assert [block.text for block in parse("1. a\n2. b")] == ["1. a", "2. b"]
    assert isinstance(parse("x")[0], Block)


@pytest.mark.parametrize(
    "text",
    ["**标题：**内容", "说**“夏天”**吧", "a**(b)**c", "**bold**, then", "**「タイトル」**を追加"],
)
def test_bold_touches_any_script(text: str) -> None:
    """Bold beside punctuation works in scripts without spaces."""
    (block,) = parse(text)
    assert "*" not in block.text
    assert any(Mark.BOLD in span.marks for span in block.spans)


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `co`de` ~~no~~ [l](https://x.example/a_b)",
        "1. one\n2. two\n   - in\n\n- x",
        "> quoted **b**\n\n```py\nx = `1`\n```",
        "# Head **b**\n\n+ plus\n\n\\- minus\n1\\. no list",
        "https://x.example/_a_?b=*c* (https://y.example/z_). 5 > 3 < 4 & #tag",
    ],
)
def test_written_back_it_reads_the_same(text: str) -> None:
    """What is written back has the same words and the same looks."""
    blocks = parse(text)
    again = parse(write(blocks))
    assert plain_text(again).replace("\u00a0", " ") == plain_text(blocks)
    assert _looks(again) == _looks(blocks)


@given(st.text(max_size=300))
def test_any_text_written_back_keeps_its_words(text: str) -> None:
    """However odd the text, no letter is lost or added by writing it back."""
    blocks = parse(text)
    again = plain_text(parse(write(blocks)))
    assert re.sub(r"\s", "", again) == re.sub(r"\s", "", plain_text(blocks))


def test_buttons_go_with_the_last_page() -> None:
    """A long message becomes several, of which only the last has buttons."""
    buttons = ((Button("Export", "e"),),)
    long = Message("\n\n".join(["**word** " * 20] * 6), buttons)
    posts = pages(long, fits(250))
    assert [post.buttons for post in posts] == [(), (), buttons]
    assert pages(Message("short", buttons), fits(250)) == [Message("short", buttons)]


def _looks(blocks: Sequence[Block]) -> set[tuple[str, frozenset[Mark], str]]:
    return {
        (span.text.strip(), span.marks, span.url)
        for block in blocks
        for span in block.spans
        if span.marks or span.url
    }


def test_nothing_turns_a_line_round() -> None:
    """Control characters and overrides of direction go; marks of direction and line ends stay."""
    assert plain_text(parse("a\u202eb\u2068c\u2069\x1b[2J\x07d\ufffe")) == "abc[2Jd"
    assert plain_text(parse("\u200fשלום\u200e one\r\n\r\ntwo\rthree")) == (
        "\u200fשלום\u200e one\n\ntwo\nthree"
    )
