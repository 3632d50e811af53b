"""Words: never an empty box, never over the edge, never over each other."""

from __future__ import annotations

import ast
import subprocess
import sys

import numpy as np
import pytest

from studio.render import fonts
from studio.render.cards import draw_cards, text_width, wrap
from studio.render.planes import Planes, blank
from studio.render.scene import Caption, Position

LATIN = "Été à Łódź – straße, naïve €5 “quoted”"


def test_the_shipped_font_reads_the_western_languages() -> None:
    """Latin with all its accents, Cyrillic and Greek need no font of the machine."""
    assert fonts.missing_glyphs(f"{LATIN} Привет, мир! Γειά σου") == ""
    assert {run.font for run in fonts.runs(LATIN)} == {fonts.SHIPPED}


def test_what_nobody_can_draw_is_named_and_left_out() -> None:
    """Characters without a font are reported once each and are not drawn as boxes."""
    private = "\U000f1234"
    assert fonts.missing_glyphs(f"a{private}b{private}") == private
    assert "".join(run.text for run in fonts.runs(f"a{private}b")) == "ab"
    only = Caption(0, 1, text=private)
    assert draw_cards([only], 270, 480, {}) == []


@pytest.mark.parametrize("text", ["夏季大促销", "サマーセール", "여름 세일", "नमस्ते दुनिया", "🎉"])
def test_other_scripts_are_drawn_or_named(text: str) -> None:
    """Each character is either in a run or in the list of what is missing, never in neither."""
    lost = set(fonts.missing_glyphs(text))
    drawn = set("".join(run.text for run in fonts.runs(text)))
    assert (lost | drawn) >= set(text) - {" "}
    assert not lost & drawn
    assert all(run.font != fonts.SHIPPED for run in fonts.runs(text) if not run.text.isspace())


def test_what_is_left_out_leaves_no_gap() -> None:
    """Lines and single spaces stay; the place of what cannot be drawn closes."""
    assert fonts.drawable("\U000f1234 a \U000f1234 b\nc ") == "a b\nc"


def test_invisible_characters_are_never_missing() -> None:
    """Spaces, joiners and variation selectors are no letters."""
    assert fonts.missing_glyphs("a\u200d\ufe0f \n\tb") == ""


def test_lines_fit_and_are_even() -> None:
    """Words go to lines within the room, in order, and no line is left almost empty."""
    text = "New collection, made by hand in small batches"
    lines = wrap(text, 40, 500)
    assert " ".join(lines) == text
    widths = [text_width(line, 40) for line in lines]
    assert max(widths) <= 500
    assert min(widths) > 0.5 * max(widths)


@pytest.mark.parametrize("size", [(270, 480), (480, 270), (300, 300)])
@pytest.mark.parametrize(
    "text", ["Hi", "Summer Sale", "W" * 60, "many words to be set " * 9, "a\nb\nc"]
)
def test_every_card_lies_inside_the_canvas(size: tuple[int, int], text: str) -> None:
    """Short, long and unbreakable texts stay within the picture at every place."""
    for position in ("top", "center", "bottom"):
        caption = Caption(0, 2, text=text, position=position)
        (card,) = draw_cards([caption], *size, {})
        rows, columns = card.ink[0].shape
        assert card.x >= 0
        assert card.y >= 0
        assert card.x + columns <= size[0]
        assert card.y + rows <= size[1]
        out = blank(*size)
        card.blend(out, 1.0)


def test_cards_of_one_time_and_place_are_stacked() -> None:
    """A title and a subtitle at the top stand below each other."""
    title = Caption(0, 2, text="Title", position="top")
    below = Caption(1, 2, text="more", position="top", role="subtitle")
    later = Caption(5, 2, text="Title", position="top")
    first, second, third = draw_cards([title, below, later], 270, 480, {})
    assert second.y >= first.y + first.ink[0].shape[0] - 2
    assert third.y == first.y


def test_a_card_fades_in_and_out() -> None:
    """Half-way through its ramp a card is half there; before and after it is not."""
    (card,) = draw_cards([Caption(1, 3, text="Hello", position="center")], 270, 480, {})
    light = []
    for at in (1.0, 1.2, 2.5, 3.8, 4.0):
        out = blank(270, 480)
        for plane, level in zip(out, (60, 128, 128), strict=True):
            plane[:] = level
        card.blend(out, at)
        light.append(int(out[0].max()))
    assert light[0] == light[4] == 60
    assert light[1] == pytest.approx((60 + 235) / 2, abs=3)
    assert light[2] >= 234
    assert light[3] == pytest.approx(light[1], abs=3)


def test_dark_words_stand_on_a_light_shadow() -> None:
    """Black letters on a dark picture get a light ground of their own."""
    (card,) = draw_cards([Caption(0, 2, text="Hello", color="#000000")], 270, 480, {})
    out = blank(270, 480)
    for plane, level in zip(out, (40, 128, 128), strict=True):
        plane[:] = level
    card.blend(out, 1.0)
    assert int(out[0].max()) > 120
    assert int(np.min(out[0])) < 30


def ground(width: int, height: int, levels: tuple[int, ...]) -> Planes:
    """Grey planes: one level, or blocks of several."""
    out = blank(width, height)
    random = np.random.default_rng(1)
    blocks = random.choice(np.array(levels, np.uint8), (height // 6 + 1, width // 6 + 1))
    out[0][:] = np.kron(blocks, np.ones((6, 6), np.uint8))[:height, :width]
    out[1][:] = out[2][:] = 128
    return out


@pytest.mark.parametrize(
    ("levels", "color", "shaded"),
    [
        ((60,), "#ffffff", False),
        ((225,), "#ffffff", True),
        ((30, 220), "#ffffff", True),
        ((200,), "#000000", False),
        ((30,), "#000000", True),
    ],
)
def test_words_get_a_shade_only_where_they_need_it(
    levels: tuple[int, ...], color: str, shaded: bool
) -> None:
    """On a calm ground of another brightness they stand free."""
    (card,) = draw_cards([Caption(0, 2, text="Hello", color=color)], 270, 480, {})
    assert (card.over(ground(270, 480, levels)) is not card) is shaded


@pytest.mark.parametrize("position", ["top", "center", "bottom"])
@pytest.mark.parametrize("size", [(1080, 1920), (540, 960)])
def test_words_keep_out_of_the_apps_own_buttons(size: tuple[int, int], position: Position) -> None:
    """On a tall film nothing is in the upper 12 %, the lower 20 %, or the outer 10 %."""
    text = "A rather long title that takes several lines of the film"
    captions = [Caption(0, 2, text=text, position=position)] * 2
    for card in draw_cards(captions, *size, {}):
        lit = np.argwhere(card.cover[0] > 200)
        (top, left), (bottom, right) = lit.min(axis=0), lit.max(axis=0)
        assert card.y + top >= 0.12 * size[1] - 1
        assert card.y + bottom <= 0.8 * size[1] + 1
        assert card.x + left >= 0.1 * size[0]
        assert card.x + right <= 0.9 * size[0]


def test_without_fribidi_joined_scripts_are_named_not_drawn_broken() -> None:
    """Arabic, Hebrew and Hindi count as missing there; everything else is drawn as ever."""
    program = (
        "from PIL import features; features.check = lambda name: name != 'fribidi'\n"
        "from studio.render import fonts\n"
        "print([ascii(fonts.missing_glyphs(t)) for t in ('عرض', 'שלום', 'नमस्ते', 'Été')])\n"
        "print(ascii(fonts.drawable('Sale عرض')), fonts.shapes())"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    missing, drawn = said.splitlines()
    arabic, hebrew, hindi, french = ast.literal_eval(missing)
    assert (arabic, hebrew, french) == (ascii("عرض"), ascii("שלום"), ascii(""))
    assert len(ast.literal_eval(hindi)) == 6
    assert drawn == "'Sale' False"
