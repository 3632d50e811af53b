"""Faces: found where they are, kept in the crop, and nowhere in things."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from studio.render.faces import find_faces
from studio.render.framing import Salience
from studio.render.photo import load_photo

WORLD = Path(__file__).parents[1] / "exam" / "world"


def astronaut() -> Image.Image:
    """A portrait of 900x1600; her face, from eyebrows to chin, lies at 0.29-0.65, 0.15-0.35."""
    with Image.open(WORLD / "portrait.jpg") as image:
        return image.convert("RGB")


def crowd(at: float, height: float, turned: int = 0) -> Image.Image:
    """A wide picture: a person with a shirt without colours at `at`, and a loud sign elsewhere."""
    canvas = Image.new("RGB", (1600, 800), (118, 128, 120))
    draw = ImageDraw.Draw(canvas)
    sign = 60 if at > 0.5 else 1240
    draw.rectangle((sign, 120, sign + 300, 700), fill=(235, 20, 30))
    for row in range(150, 680, 40):
        draw.rectangle((sign + 30, row, sign + 270, row + 14), fill=(250, 240, 40))
    head = astronaut().crop((150, 60, 720, 640)).convert("L").convert("RGB")
    scale = height * 800 / (0.2 * 1600)
    head = head.resize((round(head.width * scale), round(head.height * scale)))
    canvas.paste(head, (round(at * 1600 - head.width / 2), 400 - head.height // 2))
    return canvas.rotate(turned, expand=True)


def test_a_face_is_found_where_it_is() -> None:
    (face,) = find_faces(astronaut())
    assert face.left == pytest.approx(0.29, abs=0.05)
    assert face.right == pytest.approx(0.65, abs=0.05)
    assert face.top == pytest.approx(0.15, abs=0.03)
    assert face.bottom == pytest.approx(0.35, abs=0.03)


def test_several_faces_are_found_the_largest_first() -> None:
    both = Image.new("RGB", (1600, 1000), (90, 110, 100))
    for width, left in ((380, 120), (560, 900)):
        both.paste(astronaut().crop((0, 0, 900, 900)).resize((width, width)), (left, 200))
    found = find_faces(both)
    assert len(found) == 2
    assert found[0].area > 1.5 * found[1].area
    assert found[0].left > 0.5 > found[1].right


@pytest.mark.parametrize("name", ["coffee.jpg", "pano.jpg", "logo.png"])
def test_things_are_no_faces(name: str) -> None:
    with Image.open(WORLD / name) as image:
        assert find_faces(image.convert("RGB")) == ()


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (900, 2), (31, 33)])
def test_odd_pictures_have_none(size: tuple[int, int]) -> None:
    assert find_faces(Image.new("RGB", size, (200, 150, 120))) == ()


@pytest.mark.parametrize("at", [0.14, 0.3, 0.7, 0.86])
def test_a_face_wins_over_a_loud_sign(tmp_path: Path, at: float) -> None:
    """The crop to a square holds the whole head, though the sign has all the colours."""
    crowd(at, 0.3).save(tmp_path / "p.png")
    photo = load_photo(tmp_path / "p.png", 480, 480, moving=False, fit="crop")
    faces = find_faces(photo.image)
    assert len(faces) == 1
    assert faces[0].left > 0.02
    assert faces[0].right < 0.98


def test_zooms_go_to_the_face() -> None:
    x, y = Salience(crowd(0.3, 0.3)).focus()
    assert x == pytest.approx(0.3, abs=0.07)
    assert y == pytest.approx(0.5, abs=0.12)


def test_the_heaviest_part_of_a_group_is_kept(tmp_path: Path) -> None:
    """Where not everybody can stay, the nearest do."""
    wide = Image.new("RGB", (2000, 600), (90, 110, 100))
    near, far = astronaut().crop((0, 0, 900, 900)), astronaut().crop((0, 0, 900, 900))
    wide.paste(near.resize((520, 520)), (60, 40))
    wide.paste(far.resize((260, 260)), (1650, 200))
    wide.save(tmp_path / "g.png")
    photo = load_photo(tmp_path / "g.png", 300, 300, moving=False, fit="crop")
    (kept,) = find_faces(photo.image)
    assert kept.area > 0.08


@pytest.mark.parametrize(("canvas", "blurred"), [((480, 270), True), ((270, 480), False)])
def test_a_head_that_no_crop_could_hold_is_shown_whole(
    tmp_path: Path, canvas: tuple[int, int], blurred: bool
) -> None:
    """A close portrait of 2:3 fits a tall canvas; a wide one would cut off hair or chin."""
    astronaut().crop((150, 60, 750, 960)).resize((400, 600)).save(tmp_path / "p.png")
    photo = load_photo(tmp_path / "p.png", *canvas, moving=True, fit="auto")
    assert photo.framing.blurred is blurred
    assert len(find_faces(photo.image)) == 1
