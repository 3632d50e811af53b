"""Which font can draw which character: those that ship here, then those of the machine.

Two families ship, `bold` and `elegant`; Arabic, Hindi and what else they lack come from fonts
that both share, so that a title has one weight whatever its script. A slim machine has no other
fonts and Pillow does not fall back from one to the next, so the choice is made here, for each
character. A glyph counts as missing when its bitmap equals the font's own mark for "no such
glyph". What nobody can draw is never drawn as an empty box.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont, features

Family = Literal["bold", "elegant"]
_HERE = Path(__file__).parent
# The widest repertoire, for all that the others lack.
SHIPPED = _HERE / "DejaVuSans-Bold.ttf"
_SHARED = (_HERE / "Cairo-Bold.ttf", _HERE / "NotoSansDevanagari-Bold.ttf", SHIPPED)
FAMILIES: dict[Family, tuple[Path, ...]] = {
    "bold": (_HERE / "Montserrat-ExtraBold.ttf", *_SHARED),
    "elegant": (_HERE / "PlayfairDisplay-SemiBold.ttf", *_SHARED),
}

_PROBE_SIZE = 24
# Colour bitmap fonts exist in a few sizes only; vector ones take the first.
_EMOJI_SIZES = (109, 160, 137, 96, 64)
_EMOJI_FILES = re.compile(
    r"NotoColorEmoji|noto-color-emoji|Apple Color Emoji|seguiemj|Twemoji", re.I
)
_FONT_FILES = re.compile(r"\.(ttf|otf|ttc)$", re.I)
# Broad, well-drawn families first; one face of each is enough.
_PREFERRED = (
    r"NotoSansCJK.*Bold",
    r"NotoSansCJK",
    r"noto-?sans-?(sc|tc|jp|kr)",
    r"PingFang",
    r"msyh",
    r"Hiragino.*W6",
    r"YuGoth",
    r"malgun",
    r"wqy-microhei",
    r"wqy-zenhei",
    r"DroidSansFallback",
    r"Noto-?Sans.*Bold\.",
    r"noto-?sans",
    r"Arial ?Unicode",
    r"segoeuib",
    r"Bold",
    r"",
)
_MAX_FONTS = 300
# Hebrew to Thaana and N'Ko, the scripts of India, Tibetan, Burmese, Khmer, Arabic's own forms:
# unshaped they are not plain, they are wrong.
_NEEDS_SHAPING = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one font; `emoji` are drawn in colour, as pictures."""

    text: str
    font: Path
    emoji: bool = False


def missing_glyphs(text: str) -> str:
    """The characters of `text` that no font of this machine can draw, each once, in order.

    Empty when everything can be drawn. Emoji among them are left out of a title; letters among
    them mean that the title has to be refused by name.
    """
    lost = "".join(cluster for cluster in _clusters(text) if _font_of(cluster) is None)
    return "".join(dict.fromkeys(char for char in lost if not _invisible(char)))


@functools.cache
def shapes() -> bool:
    """Whether letters that join, reorder or run from right to left can be drawn as they should.

    Pillow's wheels bring Raqm and HarfBuzz; FriBiDi has to be on the machine.
    """
    return all(features.check(name) for name in ("raqm", "fribidi"))


def drawable(text: str) -> str:
    """`text` without what nobody can draw, and without the gaps that this leaves."""
    kept = "".join(cluster for cluster in _clusters(text) if _font_of(cluster) is not None)
    return "\n".join(" ".join(line.split()) for line in kept.splitlines())


def runs(text: str, family: Family = "bold") -> list[Run]:
    """A line cut into runs of one font each, from left to right; what nobody can draw is left out.

    Words from right to left keep one font with all that stands among them, where there is one:
    only within a run does the shaper put them in order.
    """
    common = _common_font(text) if _FROM_RIGHT.search(text) else None
    found: list[Run] = []
    for cluster in _clusters(text):
        path = _space_font(found, family) if cluster.isspace() else _font_of(cluster, family)
        if path is None:
            continue
        if _EMOJI_FILES.search(path.name):
            piece = Run(cluster, path, emoji=True)
        else:
            piece = Run(_letters(cluster), common or path)
        last = found[-1] if found else None
        if last and (last.font, last.emoji) == (piece.font, piece.emoji):
            found[-1] = Run(last.text + piece.text, piece.font, piece.emoji)
        else:
            found.append(piece)
    return found[::-1] if from_right(text) else found


def from_right(text: str) -> bool:
    """Whether a line begins at the right."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in directions if kind in ("L", "R", "AL")), "L") != "L"


def _common_font(text: str) -> Path | None:
    """One font with every letter of a line, emoji aside."""
    letters = {
        char
        for cluster in _clusters(text)
        for char in _letters(cluster)
        if not (char.isspace() or is_emoji(cluster[0]) or "\ufe0f" in cluster)
    }
    fonts = itertools.chain(_SHARED, _text_fonts())
    return next((path for path in fonts if all(_has(path, char) for char in letters)), None)


def is_emoji(char: str) -> bool:
    """Whether a character is a picture rather than a letter."""
    code = ord(char)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2600 <= code <= 0x27BF
        or code in (0x2B50, 0x2B55, 0x231A, 0x231B, 0x23E9, 0x23F0, 0x3030, 0x303D, 0x20E3)
    )


def emoji_face(path: Path) -> tuple[ImageFont.FreeTypeFont, int]:
    """A colour font at the largest size it has, and that size; raises OSError if it has none."""
    for size in _EMOJI_SIZES:
        try:
            return face(path, size), size
        except OSError:
            continue  # a bitmap font without this size
    raise OSError(f"{path.name} has none of the known sizes")


@functools.lru_cache(256)
def face(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font file at a size in pixels, bold where it has the choice; OSError when broken."""
    font = ImageFont.truetype(str(path), size)
    try:
        if b"Bold" in font.get_variation_names():
            font.set_variation_by_name("Bold")
    except OSError:
        return font  # one weight only, as most files have
    return font


@functools.lru_cache(64)
def thin(path: Path) -> bool:
    """Whether a font has no bold weight of its own, as most of Chinese, Japanese, Korean."""
    font = face(path, _PROBE_SIZE)
    try:
        return b"Bold" not in font.get_variation_names()
    except OSError:
        return not re.search("bold|black|heavy|W[6-9]", " ".join(map(str, font.getname())), re.I)


@functools.lru_cache(8192)
def _font_of(cluster: str, family: Family = "bold") -> Path | None:
    """The first font that has every character of a cluster, or None; none if it can't be shaped."""
    if _NEEDS_SHAPING.search(cluster) and not shapes():
        return None
    if is_emoji(cluster[0]) or "\ufe0f" in cluster:
        emoji = _emoji_font()
        if emoji is not None and _emoji_draws(cluster):
            return emoji
    letters = _letters(cluster)
    if not letters or letters.isspace():
        return FAMILIES[family][0]
    fonts = itertools.chain(FAMILIES[family], _text_fonts())
    return next((path for path in fonts if all(_has(path, char) for char in letters)), None)


def _letters(cluster: str) -> str:
    """What a letter font has to draw of a cluster."""
    return "".join(char for char in cluster if char.isspace() or not _invisible(char))


def _invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf") or char in _JOINERS


def _space_font(found: list[Run], family: Family) -> Path:
    """A space takes its neighbour's font, so that it does not cut a run in two."""
    return found[-1].font if found and not found[-1].emoji else FAMILIES[family][0]


def _clusters(text: str) -> Iterator[str]:
    """Characters with what belongs to them: joiners, variation selectors, marks, flag pairs."""
    cluster = ""
    for char in unicodedata.normalize("NFC", text):
        flag = 0x1F1E6 <= ord(char) <= 0x1F1FF
        joins = (
            char in _JOINERS
            or unicodedata.category(char) in ("Mn", "Mc", "Me")
            or 0x1F3FB <= ord(char) <= 0x1F3FF
            or 0xE0020 <= ord(char) <= 0xE007F
            or cluster.endswith("\u200d")
            or (flag and len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF)
        )
        if cluster and not joins:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


@functools.cache
def _has(path: Path, char: str) -> bool:
    try:
        mask = _probe_face(path).getmask(char)
    except (OSError, ValueError):
        return False  # a font file that FreeType cannot use has no glyphs
    return mask.getbbox() is not None and bytes(mask) not in _no_such_glyph(path)


@functools.cache
def _no_such_glyph(path: Path) -> tuple[bytes, ...]:
    font = _probe_face(path)
    return tuple(bytes(font.getmask(char)) for char in "\U0010fffd\uffff")


@functools.cache
def _probe_face(path: Path) -> ImageFont.FreeTypeFont:
    """Without shaping: a shaper would add a dotted circle to a mark whose glyph is missing."""
    return ImageFont.truetype(str(path), _PROBE_SIZE, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(1024)
def _emoji_draws(cluster: str) -> bool:
    path = _emoji_font()
    if path is None:
        return False
    font, size = emoji_face(path)
    image = Image.new("RGBA", (size * 4, size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(image).text((0, 0), cluster, font=font, embedded_color=True)
    empty = Image.new("RGBA", image.size, (0, 0, 0, 0))
    ImageDraw.Draw(empty).text((0, 0), "\U0010fffd", font=font, embedded_color=True)
    return image.getbbox() is not None and image.tobytes() != empty.tobytes()


@functools.cache
def _emoji_font() -> Path | None:
    for path in _installed():
        if _EMOJI_FILES.search(path.name):
            try:
                emoji_face(path)
            except OSError:
                continue  # not usable by this FreeType: look for another
            return path
    return None


@functools.cache
def _text_fonts() -> tuple[Path, ...]:
    """The machine's, in order of preference."""
    ranked: list[tuple[int, str, Path]] = []
    for path in _installed():
        if _EMOJI_FILES.search(path.name) or re.search(r"Italic|Oblique|Mono|Emoji", path.name):
            continue
        rank = next(i for i, name in enumerate(_PREFERRED) if re.search(name, path.name, re.I))
        ranked.append((rank, path.name, path))
    return tuple(path for _, _, path in sorted(ranked)[:_MAX_FONTS])


@functools.cache
def _installed() -> tuple[Path, ...]:
    found: list[Path] = []
    for folder in folders():
        for where, _, names in os.walk(folder):
            found += [Path(where, name) for name in sorted(names) if _FONT_FILES.search(name)]
    return tuple(found)


def folders() -> tuple[Path, ...]:
    """Where systems keep fonts."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts"),)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"))
    home = Path(os.path.expanduser("~"))
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share", "fonts"),
    )
