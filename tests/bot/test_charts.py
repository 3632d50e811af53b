"""The picture of `/stats`, looked at as pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageColor

from bot.charts import COLOURS, WIDTH, Painter, draw
from core.handlers.stats import Bar, Chart
from core.language.phrases import LANGUAGES, say
from studio.render import fonts

NAMES = ("people", "turns", "exports", "credits", "failed")


def chart(lang: str, *bars: Bar) -> Chart:
    """A chart with this language's words."""
    return Chart(
        (say(lang, "chart-today"), say(lang, "chart-week")),
        tuple((say(lang, f"chart-{name}"), ("12", "1234567")) for name in NAMES),
        (say(lang, "chart-turns"), say(lang, "chart-exports"), say(lang, "chart-failed")),
        bars,
    )


def opened(picture: bytes | None) -> Image.Image:
    """A PNG of a size that a chat shows at once."""
    assert picture is not None
    assert len(picture) < 100_000
    image = Image.open(io.BytesIO(picture))
    assert image.format == "PNG"
    assert image.width == WIDTH
    return image


def areas(image: Image.Image) -> list[int]:
    """How many pixels there are of each bar's colour."""
    counts = {colour: n for n, colour in image.convert("RGB").getcolors(1 << 20) or ()}
    return [counts.get(ImageColor.getrgb(colour), 0) for colour in COLOURS]


def test_bars_are_as_high_as_their_figures() -> None:
    """Twice as much is twice as high; what is nothing has no bar."""
    none = areas(opened(draw(chart("en"))))  # the legend alone
    some = areas(opened(draw(chart("en", Bar("11-28", 40, 20, 0)))))
    turns, exports, failed = (a - b for a, b in zip(some, none, strict=True))
    assert failed == 0
    assert turns == pytest.approx(2 * exports, rel=0.05)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_in_every_language(lang: str) -> None:
    """Its words are drawn where the machine has letters for them, else there is no picture."""
    words = chart(lang, Bar("11-28", 1, 1, 1))
    picture = await Painter().paint(words)
    names = "".join(name for name, _ in words.rows)
    assert (picture is None) == bool(fonts.missing_glyphs(names))
    if picture is not None:
        image = opened(picture)
        blank = opened(draw(Chart(("", ""), (("", ("", "")),) * 5, ("", "", ""), words.bars)))
        assert image.tobytes() != blank.tobytes()


def test_no_letters_no_picture() -> None:
    """A table whose words are missing tells nothing."""
    unassigned = "\u0378"
    assert draw(Chart((unassigned,), (), ("a", "b", "c"), ())) is None
