"""Words: never an empty box, never over the edge, never over each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from studio.render import fonts
from studio.render.cards import Card, Veil
from studio.render.cards import draw_cards as drawn
from studio.render.faces import Face
from studio.render.lettering import STYLES, Setting, Style, text_image, text_width, wrap
from studio.render.planes import Planes, blank
from studio.render.scene import Caption, Position, read_scene
from tests.studio.render.films import draft


def draw_cards(
    captions: Sequence[Caption], width: int, height: int, pictures: dict[str, Image.Image]
) -> list[Card]:
    """The cards alone; nothing but an end card has a veil."""
    return [c for c in drawn(captions, width, height, pictures) if isinstance(c, Card)]


LATIN = "Été à Łódź – straße, naïve €5 “quoted”"


@pytest.mark.parametrize("family", ["bold", "elegant"])
def test_the_shipped_fonts_read_most_languages(family: fonts.Family) -> None:
    """Latin with all its accents, Cyrillic, Greek, Hindi, Arabic and Hebrew need no other font."""
    own = Path(fonts.__file__).parent
    text = f"{LATIN} Привет, мир! Γειά σου नमस्ते दुनिया"
    assert fonts.missing_glyphs(f"{text} عيد سعيد שלום") == ""
    assert {run.font.parent for run in fonts.runs(text, family)} == {own}
    assert [run.font for run in fonts.runs(LATIN, family)] == [fonts.FAMILIES[family][0]]


def test_a_line_from_the_right_keeps_one_font_with_its_numbers() -> None:
    """Only so are they put in order by the shaper."""
    assert len(fonts.runs("عرض 50% على القهوة Bean")) == 1
    assert len(fonts.runs("שלום Reelay 5")) == 1
    assert fonts.from_right("50% عرض")
    assert not fonts.from_right("Bean عرض")


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
    parts = card.over([ground(270, 480, levels)], (270, 480))
    assert len(parts) == (2 if shaded else 1)


@pytest.mark.parametrize("edge", ["top", "bottom"])
@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("text", ["Hi", "The taste of home since 1985, in the heart of Madrid"])
def test_a_logo_keeps_its_corner_and_words_stand_beside_it(
    edge: Position, left: bool, text: str
) -> None:
    """Words of its height make way for it, whichever of them comes first."""
    logo = Caption(0, 9, source="logo", position=edge, left=left)
    words = Caption(0, 4, text=text, position=edge)
    pictures = {"logo": Image.new("RGBA", (300, 300), (255, 0, 0, 255))}
    (alone,) = draw_cards([logo], 1080, 1920, pictures)
    x, y, right, bottom = alone.box
    assert (x if left else 1080 - right) < 0.1 * 1080
    assert (y if edge == "top" else 1920 - bottom) <= 0.2 * 1920
    title, kept = draw_cards([words, logo], 1080, 1920, pictures)
    assert kept.box == alone.box
    assert [card.box for card in draw_cards([logo, words], 1080, 1920, pictures)] == [
        title.box,
        kept.box,
    ]
    apart = title.box[2] <= x or right <= title.box[0]
    assert apart or title.box[3] <= y or bottom <= title.box[1]


@pytest.mark.parametrize("position", ["top", "center", "bottom"])
@pytest.mark.parametrize("size", [1.0, 1.4, 1.96])
@pytest.mark.parametrize("frame", [(480, 270), (270, 480), (270, 270)])
def test_a_shade_has_no_edge_in_the_picture(
    position: Position, size: float, frame: tuple[int, int]
) -> None:
    """It ebbs away, or goes on to the end of the picture."""
    caption = Caption(0, 2, text="A long title of two lines", position=position, size=size)
    (card,) = draw_cards([caption], *frame, {})
    shade, _ = card.over([ground(*frame, (30, 220))], frame)
    rows = shade.cover[0].max(axis=1)
    assert shade.y == 0 or rows[0] < rows.max() / 4
    assert shade.y + len(rows) == frame[1] or rows[-1] < rows.max() / 4


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


def ink(text: str, style: Style) -> float:
    """How much of a card is letters in full colour."""
    image = text_image(text, Setting(style, 100, "#ffffff"), (2000, 600))
    assert image is not None
    pixels = np.asarray(image)
    return float(((pixels[:, :, :3].min(axis=2) > 200) & (pixels[:, :, 3] > 200)).sum())


@pytest.mark.skipif(bool(fonts.missing_glyphs("夏季")), reason="no font for Chinese here")
def test_fonts_without_a_bold_weight_are_made_bold() -> None:
    """Chinese letters beside our bold ones carry a third more ink than the font's own."""
    assert fonts.thin(fonts.runs("夏")[0].font)
    assert ink("夏季大促销", "bold") > 1.25 * ink("夏季大促销", "elegant")


def test_each_style_looks_different() -> None:
    """Bold stands free, box has a plate, elegant another face, lower a bar at its left."""
    pictures = {
        style: text_image("Bean Harbour", Setting(style, 80, "#ffffff"), (900, 400))
        for style in STYLES
    }
    corners = {}
    for style, image in pictures.items():
        assert image is not None
        middle = np.asarray(image)[image.height // 2]
        corners[style] = (int(middle[0, 3]), tuple(int(c) for c in middle[2, :3]))
    assert corners["bold"][0] < 60
    assert corners["elegant"][0] < 60
    assert corners["box"][0] > 200
    assert corners["lower"] == (255, (255, 200, 61))
    assert len({image.size for image in pictures.values() if image}) == len(STYLES)


def test_a_lower_third_stands_at_the_left_and_is_wiped_in() -> None:
    """Half-way in, only its left part is there."""
    (card,) = draw_cards(
        [Caption(0, 2, "Mia Chen", position="bottom", styles=("lower",))], 480, 270, {}
    )
    assert card.x + card.ink[0].shape[1] < 300
    shown = []
    for at in (0.1, 1.0):
        out = blank(480, 270)
        out[0][:] = 200
        card.blend(out, at)
        shown.append(np.flatnonzero((out[0] != 200).any(axis=0)))
    assert shown[0].min() == shown[1].min() == card.x
    assert shown[0].max() < shown[1].max() - 20


def test_a_bold_title_rises_to_its_place() -> None:
    """It comes from below and stands still afterwards."""
    (card,) = draw_cards([Caption(0, 3, "Summer Sale", position="center")], 270, 480, {})
    tops = []
    for at in (0.05, 0.15, 1.0, 2.0):
        out = blank(270, 480)
        out[0][:] = 16
        card.blend(out, at)
        tops.append(int(np.flatnonzero((out[0] > 22).any(axis=1)).min()))
    assert tops[0] > tops[1] > tops[2] == tops[3]


def test_an_end_card_covers_the_whole_picture() -> None:
    """It darkens every corner, stands in the middle, and its first line is the largest."""
    ending = Caption(0, 3, "Bean Harbour\nbean.example", position="center", role="end")
    out = ground(540, 960, (200,))
    for card in drawn([ending], 540, 960, {}):
        card.blend(out, 1.5)
    dark = out[0] < 80
    assert dark[:40, :40].all()
    assert dark[-40:, -40:].all()
    rows = np.flatnonzero((out[0] > 180).any(axis=1))
    blocks = np.split(rows, np.flatnonzero(np.diff(rows) > 4) + 1)
    assert len(blocks[0]) > 1.4 * len(blocks[-1])
    assert 0.35 * 960 < rows.mean() < 0.6 * 960


@pytest.mark.parametrize("position", ["top", "center", "bottom"])
def test_words_keep_off_faces(position: Position) -> None:
    """They move up or down to the nearest place that is free, and stay out of the edges."""
    (card,) = draw_cards([Caption(0, 2, "Summer Sale", position=position)], 270, 480, {})
    middle = (card.y + card.ink[0].shape[0] / 2) / 480
    face = Face(0.3, middle - 0.1, 0.7, middle + 0.1)
    moved = card.clear_of([face], [], (270, 480))
    _, top, _, bottom = moved.box
    assert bottom <= face.top * 480 or top >= face.bottom * 480
    assert 0.12 * 480 - 1 <= top < bottom <= 0.8 * 480 + 1


def test_words_stay_where_there_is_no_free_place() -> None:
    """Beside a face they need not move; a face that fills the picture cannot be kept off."""
    (card,) = draw_cards([Caption(0, 2, "Hi", position="top")], 270, 480, {})
    assert card.clear_of([Face(0.0, 0.1, 0.1, 0.4)], [], (270, 480)) == card
    assert card.clear_of([Face(0.0, 0.0, 1.0, 1.0)], [], (270, 480)) == card
    assert card.clear_of([], [], (270, 480)) == card


def lit(cards: Sequence[Card | Veil], at: float) -> list[bool]:
    """Which of the cards are seen at a time."""
    seen = []
    for card in cards:
        out = blank(270, 480)
        out[0][:] = 16
        card.blend(out, at)
        seen.append(bool((out[0] > 60).any()))
    return seen


def test_words_of_one_place_take_turns_through_a_dissolve() -> None:
    """Text cards whose pictures overlap by 0.8 s stand at one height, one at a time."""
    cards = draw_cards(
        [
            Caption(0, 3, "Small steps.", position="center"),
            Caption(2.2, 3, "Every day.", position="center"),
            Caption(4.4, 3, "That is all.", position="center"),
        ],
        *(270, 480, {}),
    )
    middles = [card.y + card.ink[0].shape[0] / 2 for card in cards]
    assert max(middles) - min(middles) < 4
    assert [lit(cards, at) for at in (1.5, 2.6, 3.7, 6.0)] == [
        [True, False, False],
        [False, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_a_caption_ends_where_the_end_card_begins() -> None:
    """Nothing shines through it."""
    caption = Caption(2, 8, "Served with a smile", position="bottom", role="subtitle")
    cards = drawn([caption, Caption(7, 3, "Bean", position="center", role="end")], 270, 480, {})
    assert lit(cards, 5.0) == [True, False, False]
    assert lit(cards, 8.0) == [False, False, True]


@pytest.mark.parametrize("style", ["bold", "elegant"])
def test_short_titles_are_set_larger(style: Style) -> None:
    """Two words fill the line more than their usual size would; a long title is not enlarged."""

    def rows(text: str) -> int:
        (card,) = draw_cards([Caption(0, 2, text, styles=(style,))], 540, 960, {})
        lines = np.flatnonzero((card.cover[0] > 250).any(axis=1))
        return int(np.diff(np.flatnonzero(np.diff(lines, prepend=-9) > 2), append=len(lines))[0])

    assert rows("HI") > 1.2 * rows("HI AND MANY MORE WORDS FOLLOW HERE")


def _lit(text: str, at: float, **more: object) -> npt.NDArray[np.int16]:
    """How much lighter than its grey ground a canvas is at a time, column by column."""
    words = [{"s": 0, "d": 4000, "text": text, "pos": "center", **more}]
    scene = read_scene(draft([{"d": 4000}], texts=words, size=(900, 400)))
    planes = blank(900, 400)
    for plane in planes:
        plane[:] = 90
    for card in drawn(scene.captions, 900, 400, {}):
        card.blend(planes, at)
    lighter: npt.NDArray[np.int16] = (planes[0].astype(np.int16) - 90).max(axis=0)
    return lighter


def test_the_words_of_a_title_come_one_after_another() -> None:
    """From the left; once all are there, the title stands as if it had come at once."""
    early, there = _lit("One two six", 0.12), _lit("One two six", 2.0)
    letters = np.flatnonzero(there > 60)
    thirds = np.array_split(letters, 3)
    assert early[thirds[0]].max() > 15
    assert early[thirds[2]].max() <= 2
    assert np.array_equal(there, _lit("One two six", 3.0))
    box = _lit("One two six", 0.12, box=True)
    assert box[thirds[2]].max() > 15


@pytest.mark.parametrize("text", ["\u0645\u0642\u0647\u0649 \u0627\u0644\u0628\u062d\u0631", "One"])
def test_a_single_word_and_words_from_the_right_come_as_a_whole(text: str) -> None:
    """The letters of Arabic stand apart within words."""
    early, there = _lit(text, 0.2), _lit(text, 2.0)
    letters = np.flatnonzero(there > 60)
    assert early[letters[:20]].max() > 15
    assert early[letters[-20:]].max() > 15
