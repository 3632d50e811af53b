"""A contact sheet of a draft: a small picture for each shot and a line for each text, with times.

Drawn in the worker, in well under a second: photos are decoded at a fraction of their size, and
of a clip only one keyframe is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from studio.media.drawing import GROUND, INK, LETTERS, jpeg, write
from studio.media.drawing import width as width_of
from studio.media.errors import MediaRefused
from studio.media.sniff import sniff
from studio.render import fonts
from studio.render.cards import draw_cards
from studio.render.looks import grade
from studio.render.photo import load_corner
from studio.render.planes import Planes, blank, copy, from_image, to_image, views
from studio.render.scene import Caption, Scene, Shot, read_scene
from studio.render.sources import open_source
from studio.render.stills import still
from studio.render.warp import Warper

MOST_TILES = 12
MOST_LINES = 8
_GAP = 8
_LABEL = 26
# Pixels of a tile, by how many there are; and how much wider than high the sheet is to be.
_AREAS = ((2, 160_000), (6, 90_000), (MOST_TILES, 57_600))
_SHAPE = 1.4
_THREADS = 2


@dataclass(frozen=True, slots=True)
class _Tile:
    """Shot `number` (from 1) of a scene, seen at one moment of the timeline."""

    number: int
    shot: Shot
    moment: float

    @property
    def label(self) -> str:
        return f"{self.number} · {_clock(self.shot.start)}–{_clock(self.shot.end)}"


def contact_sheet(draft: Mapping[str, Any], media: Mapping[str, Path], target: Path) -> None:
    """Write a JPEG of at most 200 kB to `target`; a file that cannot be read is a grey tile.

    `media` maps the draft's `src` ids to files. Of more than twelve shots twelve are drawn, the
    first and the last among them. Raises RenderFailed for a draft without a shot.
    """
    whole = read_scene(draft)
    tiles = _chosen(whole)
    width, height = _tile_size(whole.width / whole.height, len(tiles))
    scene = replace(whole, width=width, height=height)
    with ThreadPoolExecutor(_THREADS) as threads:
        pictures = list(threads.map(lambda tile: _picture(tile, scene, media), tiles))
    words = [caption for caption in whole.captions if caption.text]
    target.write_bytes(jpeg(_laid_out(tiles, pictures, words)))


def _chosen(scene: Scene) -> list[_Tile]:
    many = len(scene.shots)
    places = list(range(many))
    if many > MOST_TILES:
        places = sorted({round(i * (many - 1) / (MOST_TILES - 1)) for i in range(MOST_TILES)})
    return [
        _Tile(place + 1, shot, _moment(shot, scene.captions))
        for place, shot in ((place, scene.shots[place]) for place in places)
    ]


def _moment(shot: Shot, captions: tuple[Caption, ...]) -> float:
    """The middle of the shot, or of the words that stand over it longest."""
    spans = [(shot.end - shot.start, shot.start, shot.end)]
    words = [
        (min(shot.end, c.start + c.duration), max(shot.start, c.start)) for c in captions if c.text
    ]
    over = [(end - begin, begin, end) for end, begin in words if end > begin]
    _, begin, end = max(over or spans)
    return (begin + end) / 2


def _tile_size(ratio: float, count: int) -> tuple[int, int]:
    area = next(area for most, area in _AREAS if count <= most)
    height = math.sqrt(area / ratio)
    return max(64, round(height * ratio / 2) * 2), max(64, round(height / 2) * 2)


def _picture(tile: _Tile, scene: Scene, media: Mapping[str, Path]) -> Image.Image:
    frame = VideoFrame(scene.width, scene.height, "yuv420p")
    drawn, size = views(frame), (scene.width, scene.height)
    try:
        copy(_shown(tile, scene, media), drawn)
    except (MediaRefused, OSError, KeyError):
        return Image.new("RGB", size, "#555555")
    for card in draw_cards(_standing(tile.moment, scene, media), *size, _corners(scene, media)):
        for part in card.over([drawn], size):
            part.blend(drawn, tile.moment)
    return to_image(frame)


def _shown(tile: _Tile, scene: Scene, media: Mapping[str, Path]) -> Planes:
    """What the film shows at the tile's moment; of a clip the keyframe before it."""
    shot, size = tile.shot, (scene.width, scene.height)
    look = grade((*scene.looks, *(x for x in shot.looks if x not in scene.looks)))
    path = None if shot.source is None else media[shot.source]
    if path is not None and not sniff(path).pillow:
        planes = from_image(still(path, shot, tile.moment - shot.start, size))
        return look.apply(planes) if look is not None else planes
    source = open_source(shot, path, size, look, Warper())
    try:
        planes = blank(*size)
        source.draw(planes, tile.moment - shot.start)
    finally:
        source.close()
    return planes


def _standing(moment: float, scene: Scene, media: Mapping[str, Path]) -> list[Caption]:
    """The captions of a moment, as they stand: neither coming nor going."""
    return [
        replace(caption, start=moment - 1, duration=2.0)
        for caption in scene.captions
        if caption.start <= moment < caption.start + caption.duration
        and (caption.source is None or caption.source in media)
    ]


def _corners(scene: Scene, media: Mapping[str, Path]) -> dict[str, Image.Image]:
    sources = {caption.source for caption in scene.captions if caption.source in media}
    return {source: load_corner(media[source]) for source in sources if source is not None}


def _laid_out(tiles: list[_Tile], pictures: list[Image.Image], words: list[Caption]) -> Image.Image:
    width, height = pictures[0].size
    columns = _columns(len(tiles), width, height + _LABEL)
    rows = math.ceil(len(tiles) / columns)
    below = _GAP + rows * (height + _LABEL + _GAP)
    lines = words[:MOST_LINES]
    size = (columns * (width + _GAP) + _GAP, below + len(lines) * _LABEL)
    sheet = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(sheet)
    font = fonts.face(fonts.runs("0")[0].font, LETTERS)
    for place, (tile, picture) in enumerate(zip(tiles, pictures, strict=True)):
        x = _GAP + place % columns * (width + _GAP)
        y = _GAP + place // columns * (height + _LABEL + _GAP)
        sheet.paste(picture, (x, y))
        middle = (x + width // 2, y + height + _LABEL // 2)
        draw.text(middle, tile.label, font=font, fill=INK, anchor="mm")
    for number, caption in enumerate(lines, 1):
        # Apart, so that words from right to left do not turn the times around.
        times = f"{_clock(caption.start)}–{_clock(caption.start + caption.duration)}  "
        at = (_GAP, below + number * _LABEL - _GAP)
        write(draw, at, times)
        write(draw, (at[0] + width_of(times) + _GAP, at[1]), caption.text)
    return sheet


def _columns(count: int, width: int, height: int) -> int:
    """As many as bring the sheet closest to its shape."""

    def distance(columns: int) -> float:
        rows = math.ceil(count / columns)
        return abs(math.log(columns * width / (rows * height) / _SHAPE))

    return min(range(1, count + 1), key=distance)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    tenths = round((seconds - whole) * 10) % 10
    text = f"{whole // 60}:{whole % 60:02d}"
    return f"{text}.{tenths}" if tenths else text
