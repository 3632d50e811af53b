"""What is said behind a wish: where it holds, of which picture, and on what condition."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 12_000)])
CLIP = Media("c", "video", "clip.mp4", 6_000)
MIXED = (PHOTOS[0], CLIP, PHOTOS[1])
WITH_CLIP = apply(Draft(), [o.Create(MIXED, "promo", 12_000)])


def talk(
    code: str, says: Sequence[str], media: tuple[Media, ...] = PHOTOS, made: Draft = MADE
) -> Draft:
    """The draft after these prompts, one after the other."""
    draft, memory = made, ""
    history: tuple[Draft, ...] = (made,)
    for text in says:
        answer = respond(text, Project(media, draft, code, memory, history))
        memory = answer.memory
        if answer.draft is not None:
            draft, history = answer.draft, (*history, answer.draft)
    return draft


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "black and white but only the first picture please"),
        ("de", "schwarz-weiß, aber nur beim ersten Bild bitte"),
        ("es", "blanco y negro, pero solo en la primera foto"),
        ("pt", "preto e branco, mas só na primeira foto"),
        ("fr", "noir et blanc, mais seulement sur la première photo"),
        ("id", "hitam putih, tapi hanya di foto pertama"),
        ("ru", "сделай чёрно-белым, но только первое фото"),
        ("ar", "أبيض وأسود، لكن فقط في الصورة الأولى"),
        ("hi", "ब्लैक एंड व्हाइट, लेकिन सिर्फ पहली फोटो पर"),
        ("ja", "白黒で、でも最初の写真だけ"),
        ("ko", "흑백으로, 하지만 첫 번째 사진만"),
        ("zh-Hans", "黑白，但只在第一张照片"),
        ("zh-Hant", "黑白，但只在第一張照片"),
    ],
)
def test_only_behind_an_edit_says_where(code: str, text: str) -> None:
    draft = talk(code, [text])
    assert [clip.looks for clip in draft.clips] == [("bw",), (), ()]
    assert (draft.looks, draft.total) == ((), MADE.total)


@pytest.mark.parametrize(
    "text",
    [
        'add a title "Hi", but only on the first photo',
        "happy music, but only for the first photo",
        "make it 10 seconds, but only photos 1 and 2",
        "zoom in, but just on the coffee photo",
    ],
)
def test_only_behind_an_edit_removes_no_picture(text: str) -> None:
    assert [c.src for c in talk("en", [text]).clips] == [c.src for c in MADE.clips]


@pytest.mark.parametrize(
    ("code", "gone", "back"),
    [
        ("en", "remove the coffee photo", "put it back but make it super short like 2 secs"),
        ("de", "Nimm das Kaffeebild raus", "hol es zurück aber nur 2 Sekunden"),
        ("es", "quita la foto del café", "vuelve a ponerla pero solo 2 segundos"),
        ("pt", "tira a foto do café", "põe de volta mas só 2 segundos"),
        ("fr", "enlève la photo du café", "remets-la mais seulement 2 secondes"),
        ("id", "hapus foto kopi", "kembalikan tapi cuma 2 detik"),
        ("ru", "убери фото кофе", "верни его, но только на 2 секунды"),
        ("ar", "احذف صورة القهوة", "أرجعها لكن ثانيتين فقط"),
        ("hi", "कॉफी वाली फोटो हटाओ", "उसे वापस लाओ लेकिन सिर्फ 2 सेकंड"),
        ("ja", "コーヒーの写真を消して", "戻して、でも2秒だけ"),
        ("ko", "커피 사진 빼줘", "다시 넣어줘, 하지만 2초만"),
        ("zh-Hans", "删掉咖啡照片", "把它加回来，但只要2秒"),
        ("zh-Hant", "刪掉咖啡照片", "把它加回來，但只要2秒"),
    ],
)
def test_it_is_the_picture_that_was_brought_back(code: str, gone: str, back: str) -> None:
    draft = talk(code, [gone, back])
    assert [clip.src for clip in draft.clips] == ["f1", "f2", "f3"]
    assert draft.clips[1].d == 2_000
    assert [draft.clips[n].d for n in (0, 2)] == [MADE.clips[n].d for n in (0, 2)]


def test_a_picture_that_came_back_gets_the_look_and_the_film_its_own_length() -> None:
    draft = talk("en", ["remove the coffee photo", "put it back and make it warmer"])
    assert [clip.looks for clip in draft.clips] == [(), ("warm",), ()]
    draft = talk("en", ["remove the coffee photo", "put it back and make the video 9 seconds"])
    assert draft.total == 9_000


@pytest.mark.parametrize(
    ("code", "wish", "text"),
    [
        ("de", "schwarz-weiß", "Und das mit dem schwarz-weiß lassen wir doch lieber"),
        ("en", "black and white", "let's forget about the black and white"),
        ("en", "black and white", "let's not do the black and white after all"),
        ("es", "blanco y negro", "lo del blanco y negro mejor lo dejamos"),
        ("pt", "preto e branco", "esquece o preto e branco"),
        ("fr", "noir et blanc", "le noir et blanc, on laisse tomber"),
        ("id", "hitam putih", "lupakan hitam putihnya"),
        ("ru", "сделай чёрно-белым", "чёрно-белое давай не будем"),
        ("ar", "أبيض وأسود", "انسى الأبيض والأسود"),
        ("hi", "ब्लैक एंड व्हाइट", "ब्लैक एंड व्हाइट भूल जाओ"),
        ("ja", "白黒にして", "白黒はやっぱりやめておこう"),
        ("ko", "흑백으로", "흑백은 그냥 하지 말자"),
        ("zh-Hans", "黑白", "黑白还是算了吧"),
        ("zh-Hant", "黑白", "黑白還是算了吧"),
    ],
)
def test_what_is_given_up_is_taken_off_and_never_put_on(code: str, wish: str, text: str) -> None:
    assert talk(code, [text]) == MADE
    assert talk(code, [wish]).looks == ("bw",)
    assert talk(code, [wish, text]).looks == ()


def test_what_shall_not_be_forgotten_is_not_given_up() -> None:
    assert talk("en", ["don't forget the music"]).music == MADE.music
    assert talk("en", ["don't forget the black and white"]).looks == ("bw",)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "El vídeo del medio quítale el sonido y acórtalo a la mitad"),
        ("en", "the middle video, take its sound off and shorten it to half"),
        ("de", "Das Video in der Mitte stumm und kürze es auf die Hälfte"),
        ("fr", "La vidéo du milieu, enlève le son et raccourcis-la de moitié"),
        ("pt", "O vídeo do meio, tira o som e corta pela metade"),
    ],
)
def test_the_clip_that_was_named_is_shortened(code: str, text: str) -> None:
    draft = talk(code, [text], MIXED, WITH_CLIP)
    assert [clip.d for clip in draft.clips] == [
        WITH_CLIP.clips[0].d,
        WITH_CLIP.clips[1].d // 2,
        WITH_CLIP.clips[2].d,
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Zeig das erste Bild 7 Sekunden, aber der Film soll nicht länger werden"),
        ("de", "erstes Bild 7 Sekunden, die Gesamtlänge bleibt gleich"),
        ("en", "first photo 7 seconds but keep the total length"),
        ("en", "first photo 7 seconds without making the video longer"),
        ("es", "la primera foto 7 segundos, pero el vídeo no debe durar más"),
        ("pt", "a primeira foto 7 segundos, mas o vídeo não pode ficar mais longo"),
        ("fr", "la première photo 7 secondes, mais le film ne doit pas être plus long"),
        ("id", "foto pertama 7 detik, tapi videonya jangan lebih panjang"),
        ("ru", "первое фото 7 секунд, но видео не должно стать длиннее"),
        ("ar", "الصورة الأولى 7 ثواني، لكن الفيديو لا يصبح أطول"),
        ("hi", "पहली फोटो 7 सेकंड, लेकिन वीडियो लंबा नहीं होना चाहिए"),
        ("ja", "最初の写真を7秒、でも動画は長くしないで"),
        ("ko", "첫 번째 사진 7초, 하지만 영상은 길어지지 않게"),
        ("zh-Hans", "第一张照片7秒，但视频不要变长"),
        ("zh-Hant", "第一張照片7秒，但影片不要變長"),
    ],
)
def test_a_film_that_shall_not_get_longer_keeps_its_length(code: str, text: str) -> None:
    draft = talk(code, [text])
    assert draft.clips[0].d == 7_000
    assert draft.total == MADE.total


@pytest.mark.parametrize(
    "text",
    [
        "first photo 30 seconds but the film must not get longer",
        "the film should not get longer",
    ],
)
def test_what_would_make_it_longer_is_not_done(text: str) -> None:
    assert talk("en", [text]) == MADE
