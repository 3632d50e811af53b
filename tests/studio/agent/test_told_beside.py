"""What a wish is told with: whom the video is about, lengths apart, what it shall not be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000)])


def made(text: str, code: str = "en") -> Draft:
    """The video that a prompt makes out of four photos."""
    draft = respond(text, Project(PHOTOS, language=code)).draft
    assert draft is not None
    return draft


def after(text: str, code: str = "en", draft: Draft = MADE) -> Draft | None:
    return respond(text, Project(PHOTOS, draft, code, history=(draft,))).draft


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "our cat is two today, make a clip of these"),
        ("de", "Unsere Katze wird heute zwei, mach ein Video aus diesen Bildern"),
        ("es", "Nuestro gato cumple dos años, haz un vídeo con estas fotos"),
        ("zh-Hans", "我家猫主子今天两岁啦，把这几张做成一个小短片吧"),
        ("en", "put together a video about how I get up: me, my coffee, my cat, my blorf"),
    ],
)
def test_whom_a_video_is_about_chooses_no_files(code: str, text: str) -> None:
    assert [clip.src for clip in made(text, code).clips] == ["f1", "f2", "f3", "f4"]


@pytest.mark.parametrize("text", ["make a video of the cat", "a video from these: only the cat"])
def test_a_file_that_is_chosen_is_alone(text: str) -> None:
    assert [clip.src for clip in made(text).clips] == ["f3"]


@pytest.mark.parametrize(
    ("code", "text", "seconds"),
    [
        ("en", "could you put these together into something romantic, 40 secs or so", 40),
        ("en", "18 sec video, three photos, blorf", 18),
        ("ru", "собери из этого ролик секунд на 20", 20),
        ("ru", "сделай ролик секунд двадцать", 20),
        ("hi", 'इन फोटो का एक वीडियो बना दो, 25 सेकंड का, उस पर "शादी मुबारक" लिखना', 25),
        ("en", 'make a video of these, 25 seconds, with "Hello" on it', 25),
    ],
)
def test_a_new_video_has_the_length_that_is_told(code: str, text: str, seconds: int) -> None:
    assert made(text, code).total == pytest.approx(seconds * 1_000, abs=100)


@pytest.mark.parametrize("code", ["es", "fr", "de", "pt", "ru", "en"])
def test_where_a_video_goes_is_no_title(code: str) -> None:
    texts = {
        "en": "make a 15 second video for Facebook",
        "es": "hazme un vídeo de 15 segundos para Instagram",
        "pt": "faz um vídeo de 15 segundos para o Instagram",
        "fr": "fais une vidéo de 15 secondes pour Facebook",
        "de": "mach ein Video von 15 Sekunden für Kunden",
        "ru": "сделай видео на 15 секунд для Инстаграма",
    }
    draft = made(texts[code], code)
    assert (draft.titles, draft.total) == ((), 15_000)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "no sad music please"),
        ("de", "keine traurige Musik bitte"),
        ("es", "nada de música triste"),
        ("ja", "悲しい音楽はなしで"),
    ],
)
def test_a_mood_that_is_refused_is_not_taken(code: str, text: str) -> None:
    """Music of another kind stays; that kind gives way."""
    assert after(text, code) is None
    sad = apply(MADE, [o.SetMusic("sad")])
    draft = after(text, code, sad)
    assert draft is not None
    assert draft.music is not None
    assert draft.music.gen not in ("sad", "")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "put them in the order I sent them"),
        ("en", "original order please"),
        ("de", "bitte in der ursprünglichen Reihenfolge"),
        ("es", "ponlas en el orden original"),
        ("pt", "coloca na ordem em que mandei"),
        ("fr", "remets-les dans l'ordre d'origine"),
        ("ru", "поставь в порядке отправки"),
        ("id", "susun sesuai urutan kirim"),
        ("hi", "जिस क्रम में भेजी थी वैसे लगाओ"),
        ("ar", "رتبها حسب ترتيب الارسال"),
        ("ja", "送った順番に並べて"),
        ("ko", "보낸 순서대로 배열해줘"),
        ("zh-Hans", "按我发的顺序排"),
        ("zh-Hant", "按我發的順序排"),
    ],
)
def test_files_go_back_to_the_order_they_came_in(code: str, text: str) -> None:
    moved = apply(MADE, [o.Move(4, 1), o.ItemLength((2,), 3_000)])
    draft = respond(text, Project(PHOTOS, moved, code, history=(MADE, moved))).draft
    assert draft is not None
    assert [clip.src for clip in draft.clips] == ["f1", "f2", "f3", "f4"]
    assert sorted(c.d for c in draft.clips) == sorted(c.d for c in moved.clips)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "two versions, one square and one tall"),
        ("en", "also a short version 10s, keep the long one"),
        ("en", "i need this twice, once for youtube and once for tiktok"),
        ("de", "mach zwei Versionen, eine quadratisch und eine hochkant"),
        ("es", "quiero dos versiones, una cuadrada y otra vertical"),
        ("pt", "quero duas versões, uma quadrada e uma vertical"),
        ("fr", "je veux deux versions, une carrée et une verticale"),
        ("ru", "сделай две версии, квадратную и вертикальную"),
        ("id", "buat dua versi, satu kotak satu vertikal"),
        ("hi", "दो वर्जन चाहिए, एक चौकोर और एक खड़ा"),
        ("ar", "اريد نسختين, واحدة مربعة وواحدة عمودية"),
        ("ja", "2つのバージョンを作って、正方形と縦長"),
        ("ko", "두 가지 버전으로, 정사각형과 세로"),
        ("zh-Hans", "做两个版本，一个方的一个竖的"),
    ],
)
def test_several_versions_are_refused_by_name(code: str, text: str) -> None:
    """One video is there; nothing of it changes."""
    assert after(text, code) is None


def test_lengths_that_are_not_meant_change_nothing() -> None:
    draft = after("I want to look at each picture for four seconds, not five and not three")
    assert draft is not None
    assert {clip.d for clip in draft.clips} == {4_000}


def test_words_are_shown_between_two_times() -> None:
    draft = after('between 5s and 9s put "Fresh every morning" in the middle')
    assert draft is not None
    (title,) = draft.titles
    assert (title.s, title.d, draft.total) == (5_000, 4_000, MADE.total)


def test_the_other_half_goes() -> None:
    clip = Media("c", "video", "clip.mp4", 6_000)
    film = apply(Draft(), [o.Create((clip,))])
    project = Project((clip,), film, history=(film,))
    answer = respond("only the first half is any good, bin the other half", project)
    assert answer.draft is not None
    assert answer.draft.total == 3_000
    assert replace(answer.draft.clips[0], d=6_000) == film.clips[0]


def test_a_picture_is_sent_to_the_back() -> None:
    draft = after("猫の写真を一番後ろに回してください", "ja")
    assert draft is not None
    assert [clip.src for clip in draft.clips] == ["f1", "f2", "f4", "f3"]
    assert {clip.rotate for clip in draft.clips} == {0}
