"""Photos: brought upright and to the canvas once, then moved in subpixel steps."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageOps

from studio.media.errors import TooLarge, Unsupported
from studio.media.limits import check_picture
from studio.media.sniff import MediaFormat, sniff
from studio.render.framing import Fit, Framing, Point, Salience, framing, loses_too_much
from studio.render.looks import Grade
from studio.render.planes import Planes, copy, from_image
from studio.render.scene import Motion, Shot
from studio.render.warp import Warper, pack

# The limits of studio.media say no first; Pillow's own alarm stays behind them.
Image.MAX_IMAGE_PIXELS = 60_000_000

ZOOM = 1.18
_PAN_ZOOM = 1.14
_BLUR_ZOOM = 1.04
# Source pixels per drawn pixel at the widest view: 1.0 already glides, 1.3 is also crisp.
_SUPERSAMPLING = 1.3
# Of a whole picture over its blurred copy: how much darker the canvas gets to its edge, and over
# what part of its shorter side the picture passes into the copy.
_DARKER, _SOFT_EDGE = 0.45, 0.02
_ORIENTATION = 0x0112

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}

_Ramp: TypeAlias = npt.NDArray[np.floating]
_Place = tuple[float, float, float]
"""zoom, centre x, centre y"""

_PATHS: dict[Motion, tuple[_Place, _Place]] = {
    "none": ((1.0, 0.5, 0.5), (1.0, 0.5, 0.5)),
    "zoom_in": ((1.0, 0.5, 0.45), (ZOOM, 0.5, 0.45)),
    "zoom_out": ((ZOOM, 0.5, 0.45), (1.0, 0.5, 0.45)),
    "pan_left": ((_PAN_ZOOM, 1.0, 0.5), (_PAN_ZOOM, 0.0, 0.5)),
    "pan_right": ((_PAN_ZOOM, 0.0, 0.5), (_PAN_ZOOM, 1.0, 0.5)),
    "pan_up": ((_PAN_ZOOM, 0.5, 1.0), (_PAN_ZOOM, 0.5, 0.0)),
    "pan_down": ((_PAN_ZOOM, 0.5, 0.0), (_PAN_ZOOM, 0.5, 1.0)),
}


# Motions that travel over a panorama from its far end.
_AGAINST = ("zoom_out", "pan_left", "pan_up")
_THUMBNAIL = 256
_WHOLE = Framing()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture made for a canvas, how it is framed, and the middle of what draws the eye."""

    image: Image.Image
    framing: Framing = _WHOLE
    focus: Point = (0.5, 0.45)


class PhotoSource:
    """One still picture under way along its motion, at a constant speed from cut to cut.

    Holds the packed planes: 15 MB for a 1080x1920 canvas, 28 MB for a panorama's four.
    """

    def __init__(self, photo: Photo, shot: Shot, grade: Grade | None, *, warper: Warper) -> None:
        planes = from_image(photo.image)
        if grade is not None:
            planes = grade.apply(planes)
        y, u, v = planes
        self._packed = (pack(y), pack(u), pack(v))
        self._duration = shot.duration
        self._path = _path(shot.motion, photo, shot.amount)
        self._most = largest(shot.amount, blurred=photo.framing.blurred)
        self._reach = photo.framing.reach
        self._warper = warper
        # What does not move is drawn once and copied.
        self._still: Planes | None = None
        self._moves = shot.motion != "none"

    def draw(self, out: Planes, at: float) -> None:
        """Draw the photo as it stands `at` seconds into its shot."""
        if self._still is not None:
            copy(self._still, out)
            return
        u = min(max(at / self._duration, 0.0), 1.0)
        begin, end = self._path
        zoom, x, y = (a + (b - a) * u for a, b in zip(begin, end, strict=True))
        self._warper.draw(self._packed, out, min(zoom, self._most), (x, y), self._reach)
        if not self._moves:
            self._still = (out[0].copy(), out[1].copy(), out[2].copy())

    def close(self) -> None:
        """Nothing is held open; memory goes with the object."""


def largest(amount: float, *, blurred: bool = False) -> float:
    """The largest zoom of a picture that moves so far, `amount` 1 as usual."""
    return 1 + ((_BLUR_ZOOM if blurred else ZOOM) - 1) * amount


def _path(motion: Motion, photo: Photo, amount: float) -> tuple[_Place, _Place]:
    """Zooms go to and from what draws the eye; over a panorama the view travels, zooming or not."""
    (near, *begin), (far, *end) = _PATHS[motion]
    near, far = (1 + (zoom - 1) * amount for zoom in (near, far))
    if motion in ("zoom_in", "zoom_out"):
        begin = end = [min(max(place, 0.1), 0.9) for place in photo.focus]
    for axis, reach in enumerate(photo.framing.reach):
        if reach > 1:
            begin[axis], end[axis] = (1.0, 0.0) if motion in _AGAINST else (0.0, 1.0)
    return (near, begin[0], begin[1]), (far, end[0], end[1])


def load_photo(
    path: Path,
    width: int,
    height: int,
    *,
    moving: bool,
    fit: Fit,
    turn: int = 0,
    travel: float = 0.0,
    amount: float = 1.0,
) -> Photo:
    """A photo as RGB for a canvas of `width` x `height`, larger where motion needs the margin.

    EXIF orientation and colour profile applied, transparency laid on white, framed by `fit`; then
    turned clockwise by `turn` degrees. `travel`: for how many seconds the view could move over a
    panorama, `amount`: how far it moves. Raises Unsupported or TooLarge.
    """
    found = sniff(path)
    try:
        with open_picture(path, found) as image:
            lying = (height, width) if turn in (90, 270) else (width, height)
            amount = amount if moving else 0.0
            travel = 0 if turn else travel * amount
            made = _prepared(image, *lying, amount=amount, fit=fit, travel=travel)
            if turn in _CLOCKWISE:
                return Photo(made.image.transpose(_CLOCKWISE[turn]), made.framing)
            return made
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unsupported(f"This {found.name} picture is damaged: send it again.") from error


def load_corner(path: Path) -> Image.Image:
    """A picture for a corner (a logo), upright, with its transparency; raises MediaRefused."""
    found = sniff(path)
    try:
        with open_picture(path, found) as image:
            return ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unsupported(f"This {found.name} picture is damaged: send it again.") from error


def open_picture(path: Path, found: MediaFormat) -> Image.Image:
    """Open a picture with the one decoder its bytes call for; raises TooLarge before decoding."""
    if not found.pillow:
        raise Unsupported("This is not a picture.")
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            image = Image.open(path, formats=[found.pillow])
    except Image.DecompressionBombError as error:
        raise TooLarge(
            "This picture has far more than the limit of 60 megapixels: "
            "send a smaller version of it."
        ) from error
    try:
        check_picture(*image.size)
    except TooLarge:
        image.close()
        raise
    return image


def turned(image: Image.Image) -> bool:
    """Whether EXIF says that width and height are swapped."""
    return _orientation(image) >= 5


def _orientation(image: Image.Image) -> int:
    orientation: int = image.getexif().get(_ORIENTATION, 1)
    return orientation


def _prepared(
    image: Image.Image, width: int, height: int, *, amount: float, fit: Fit, travel: float
) -> Photo:
    sideways = turned(image)
    columns, rows = image.size[::-1] if sideways else image.size
    plan = framing(fit, (columns, rows), (width, height), travel=travel)
    cover = max(width / columns, height / rows)
    most = largest(amount, blurred=plan.blurred)
    margin = most * (_SUPERSAMPLING if max(plan.reach) == 1 else 1.0)
    # Never far above the photo's own pixels: there is nothing more to see in them.
    scale = min(margin, max(most, 1 / cover)) if amount else 1.0
    across, down = (
        round(side * scale * reach / 2) * 2
        for side, reach in zip((width, height), plan.reach, strict=True)
    )
    if image.format in ("JPEG", "MPO"):
        # What is shown whole is decoded no larger than that needs.
        shown = min(width / columns, height / rows) if plan.blurred else cover
        wanted = (round(columns * shown * scale), round(rows * shown * scale))
        image.draft("RGB", wanted[::-1] if sideways else wanted)
    plain = opaque(image)
    turn = _TURNS.get(_orientation(image))
    thumbnail = plain.resize(_thumbnail_size(plain), Image.Resampling.BOX, reducing_gap=2.0)
    seen = Salience(thumbnail if turn is None else thumbnail.transpose(turn))
    keep = (
        min(1.0, across / (columns * cover * scale)),
        min(1.0, down / (rows * cover * scale)),
    )
    place = seen.centering(keep)
    if fit == "auto" and max(plan.reach) == 1 and loses_too_much(seen, keep):
        plan = Framing(blurred=True)
    # Turned when it is small: turning 12 megapixels takes 50 MB more.
    size = (down, across) if sideways else (across, down)
    lying = fitted(plain, size, blurred=plan.blurred, centering=_unturned(place, turn))
    upright = lying if turn is None else lying.transpose(turn)
    if plan.blurred:
        return Photo(upright, plan)
    left, top = ((1 - part) * at for part, at in zip(keep, place, strict=True))
    return Photo(upright, plan, seen.focus((left, top, left + keep[0], top + keep[1])))


def _thumbnail_size(image: Image.Image) -> tuple[int, int]:
    scale = min(1.0, _THUMBNAIL / max(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _unturned(place: Point, turn: Image.Transpose | None) -> Point:
    """A place in the upright picture, as one of the picture as it is stored."""
    x, y = place
    if turn is None:
        return place
    return {
        Image.Transpose.FLIP_LEFT_RIGHT: (1 - x, y),
        Image.Transpose.ROTATE_180: (1 - x, 1 - y),
        Image.Transpose.FLIP_TOP_BOTTOM: (x, 1 - y),
        Image.Transpose.TRANSPOSE: (y, x),
        Image.Transpose.ROTATE_270: (y, 1 - x),
        Image.Transpose.TRANSVERSE: (1 - y, 1 - x),
        Image.Transpose.ROTATE_90: (1 - y, x),
    }[turn]


def fitted(
    image: Image.Image,
    size: tuple[int, int],
    *,
    blurred: bool,
    centering: Point = (0.5, 0.5),
) -> Image.Image:
    """The picture at exactly `size`: cropped to cover it, or whole over a blurred copy.

    `centering` is the crop's place in what is cut off, 0..1 across and down.
    """
    if not blurred:
        return ImageOps.fit(image, size, Image.Resampling.BICUBIC, centering=centering)
    whole = ImageOps.contain(image, size, Image.Resampling.BICUBIC)
    return _over_its_own_blur(whole, size)


def _over_its_own_blur(whole: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture in the middle of a larger canvas, which its own mirror image fills, out of focus.

    Where they meet they are the same, so that no edge is seen; outwards it gets darker.
    """
    bars = ((size[0] - whole.width) // 2, (size[1] - whole.height) // 2)
    coarse = max(2, min(size) // 68)
    tiny = whole.resize((max(2, whole.width // coarse), max(2, whole.height // coarse)))
    across, down = (-(-bar // coarse) + 2 for bar in bars)
    mirrored = np.pad(np.asarray(tiny), ((down, down), (across, across), (0, 0)), "symmetric")
    left, top = across - bars[0] / coarse, down - bars[1] / coarse
    canvas = Image.fromarray(mirrored).filter(ImageFilter.GaussianBlur(7))
    seen = (left, top, left + size[0] / coarse, top + size[1] / coarse)
    canvas = canvas.resize(size, Image.Resampling.BICUBIC, box=seen)
    light, cover = zip(
        *(_across(side, bar, min(size) * _SOFT_EDGE) for side, bar in zip(size, bars, strict=True)),
        strict=True,
    )
    dark = Image.fromarray((light[0] * light[1][:, None] * 255).astype(np.uint8))
    canvas = ImageChops.multiply(canvas, Image.merge("RGB", (dark, dark, dark)))
    mask = Image.fromarray((cover[0] * cover[1][:, None] * 255).astype(np.uint8))
    canvas.paste(whole, bars, mask.crop((*bars, bars[0] + whole.width, bars[1] + whole.height)))
    return canvas


def _across(side: int, bar: int, soft: float) -> tuple[_Ramp, _Ramp]:
    """Along a side with a bar at each end: how light the canvas is, how much the picture covers."""
    outside = bar - np.minimum(np.arange(side), np.arange(side)[::-1]).astype(np.float32)
    if not bar:
        return np.ones_like(outside), np.ones_like(outside)
    return 1 - _DARKER * np.clip(outside / bar, 0, 1), np.clip(-outside / soft, 0, 1)


def opaque(image: Image.Image) -> Image.Image:
    """Any mode as sRGB: profile applied, 16 bit brought to 8, transparency laid on white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = _eight_bit(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        ground.alpha_composite(image)
        image = ground.convert("RGB")
        profile = None
    if profile:
        return _srgb(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Pillow would clip 16-bit grey to white instead of scaling it."""
    levels = np.asarray(image).astype(np.uint32)
    return Image.fromarray((levels >> 8).clip(0, 255).astype(np.uint8))


def _srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken or mismatched profile says nothing: the pixels are taken as sRGB.
        return image.convert("RGB")
    return converted if converted is not None else image.convert("RGB")
