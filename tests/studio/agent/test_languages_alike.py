"""What English has words for, every language has words for, and reads alike."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

OTHERS = ("de", "fr", "es", "pt", "ru", "id", "hi", "ar", "ja", "ko", "zh-Hans")
# Small words of some grammars only.
_GRAMMAR = {"about", "by", "half_more", "off_part", "onto", "replaces", "takes", "than"}
_GRAMMAR |= {
    "whose",
    "with",
    "flips",
    "around",
    "complaining",
    "frames",
    "letters",
    "zoom_part:zoom_in",
    "zoom_part:zoom_out",
}
# Said in one word by some languages, by others with a number and a unit.
_COUNTED = {"dur:60000", "num:0.5", "num:1", "num:1.5"}
# Kinds of music that are not made here; a logo is found by its file's name; units of engineers.
_OTHER = {"genre", "subject:logo", "unit:ms"}
# Figures that are read as such (`tokens._HAN`), with a counter behind them.
_HAN = ("ja", "zh-Hans")
NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
EDITING = Project(PHOTOS, DRAFT, history=(DRAFT,))


def _words(code: str) -> dict[str, Any]:
    source = resources.files("studio.agent.languages").joinpath(code, "words.toml")
    return tomllib.loads(source.read_text("utf-8"))


@pytest.mark.parametrize("code", OTHERS)
def test_no_meaning_is_without_words(code: str) -> None:
    known = {tag for tag, words in _words(code).items() if words}
    missing = {tag for tag, words in _words("en").items() if words} - known
    missing -= _GRAMMAR | _COUNTED | _OTHER
    if code in _HAN:
        missing = {tag for tag in missing if not tag.startswith(("num:", "ord:"))}
    assert not missing


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "das erste und das letzte Foto schwarzweiß"),
        ("fr", "la première et la dernière photo en noir et blanc"),
        ("es", "la primera y la última en blanco y negro"),
        ("pt", "a primeira e a última em preto e branco"),
        ("ru", "первое и последнее фото чёрно-белые"),
        ("id", "foto pertama dan terakhir hitam putih"),
        ("hi", "पहली और आखिरी फोटो ब्लैक एंड वाइट"),
        ("ar", "الصورة الاولى والاخيرة بالابيض والاسود"),
        ("ja", "最初と最後の写真を白黒に"),
        ("ko", "첫 번째와 마지막 사진을 흑백으로"),
        ("zh", "第一张和最后一张变黑白"),
    ],
)
def test_two_places_share_what_is_done(code: str, prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language=code))
    assert planned.ops == (o.Look("bw", True, (1, 4)),)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "die letzten beiden schwarzweiß"),
        ("fr", "les deux dernières en noir et blanc"),
        ("es", "las dos últimas en blanco y negro"),
        ("pt", "as duas últimas em preto e branco"),
        ("ru", "последние два фото черно-белые"),
        ("id", "dua foto terakhir hitam putih"),
        ("hi", "आखिरी दो फोटो ब्लैक एंड वाइट"),
        ("ar", "اخر صورتين بالابيض والاسود"),
        ("ja", "最後の2枚を白黒に"),
        ("ko", "마지막 두 장을 흑백으로"),
        ("zh", "最后两张变黑白"),
    ],
)
def test_the_last_two_are_two(code: str, prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language=code))
    assert planned.ops == (o.Look("bw", True, (3, 4)),)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "die Katze einen Platz nach vorne"),
        ("fr", "le chat une place plus tôt"),
        ("es", "el gato un puesto antes"),
        ("pt", "o gato uma posição antes"),
        ("ru", "кота на одно место раньше"),
        ("id", "kucing satu posisi ke depan"),
        ("ja", "猫の写真を一つ前へ"),
        ("ko", "고양이 사진을 한 칸 앞으로"),
        ("zh", "猫往前移一位"),
    ],
)
def test_one_place_earlier(code: str, prompt: str) -> None:
    assert plan(prompt, replace(EDITING, language=code)).ops == (o.Move(3, 2),)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "alle Bilder gleich lang"),
        ("fr", "toutes les photos de la même durée"),
        ("es", "todas las fotos con la misma duración"),
        ("pt", "todas as fotos com a mesma duração"),
        ("ru", "все фото одинаковой длительности"),
        ("id", "semua foto durasinya sama"),
        ("hi", "सभी फोटो बराबर समय"),
        ("ar", "كل الصور بنفس المدة"),
        ("ja", "全部同じ長さにして"),
        ("ko", "모든 사진을 같은 길이로"),
        ("zh", "所有照片一样长"),
    ],
)
def test_all_equally_long(code: str, prompt: str) -> None:
    (op,) = plan(prompt, replace(EDITING, language=code)).ops
    assert isinstance(op, o.ItemLength)
    assert (op.items, bool(op.ms)) == ((), True)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "die Übergänge sind zu langsam"),
        ("fr", "les transitions sont trop lentes"),
        ("es", "las transiciones son muy lentas"),
        ("pt", "as transições estão muito lentas"),
        ("ru", "переходы слишком медленные"),
        ("id", "transisinya terlalu lambat"),
        ("hi", "ट्रांज़िशन बहुत धीमे हैं"),
        ("ar", "الانتقالات بطيئة جدا"),
        ("ja", "トランジションが遅すぎる"),
        ("ko", "전환이 너무 느려"),
        ("zh", "转场太慢"),
    ],
)
def test_a_complaint_asks_for_the_opposite(code: str, prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language=code))
    assert planned.ops == (o.TransitionLength(factor=0.6),)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("de", "das zweite Bild ist zu dunkel"),
        ("fr", "la deuxième photo est trop sombre"),
        ("es", "la segunda foto está muy oscura"),
        ("pt", "a segunda foto está muito escura"),
        ("ru", "второе фото слишком темное"),
        ("id", "foto kedua terlalu gelap"),
        ("ja", "2枚目が暗すぎる"),
        ("ko", "두 번째 사진이 너무 어두워"),
        ("zh", "第二张太暗了"),
    ],
)
def test_what_is_too_dark_gets_brighter(code: str, prompt: str) -> None:
    planned = plan(prompt, replace(EDITING, language=code))
    assert planned.ops == (o.Look("bright", True, (2,)),)
