"""What people write when more files have just come, and when they think again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest

from studio.agent.agent import respond
from studio.agent.context import Answer, Media, Project
from studio.draft import Draft

_KINDS: dict[str, Literal["image", "video", "audio"]] = {
    "jpg": "image",
    "mp4": "video",
    "mp3": "audio",
}


@dataclass
class Talk:
    """A session as it goes: files come, prompts are answered, versions are kept."""

    language: str = "en"
    media: tuple[Media, ...] = ()
    drafts: tuple[Draft, ...] = field(default=())
    memory: str = ""

    def send(self, *names: str) -> Talk:
        for name in names:
            kind = _KINDS[name[-3:]]
            ms = None if kind == "image" else 6_000
            self.media = (*self.media, Media(f"m{len(self.media)}", kind, name, ms))
        return self

    def say(self, text: str) -> Answer:
        now = self.drafts[-1] if self.drafts else Draft()
        said = respond(text, Project(self.media, now, self.language, self.memory, self.drafts))
        self.memory = said.memory
        if said.undo:
            self.drafts = self.drafts[: -said.undo]
        elif said.draft is not None:
            self.drafts = (*self.drafts, said.draft)
        return said

    @property
    def names(self) -> list[str]:
        return [clip.name.removesuffix(".jpg") for clip in self.drafts[-1].clips]


def _begun(language: str = "en") -> Talk:
    talk = Talk(language).send("portrait.jpg", "coffee.jpg", "cat.jpg")
    talk.say("make a 12 second video")
    return talk


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a 10 second video of my holiday from these, with the title Weekend"),
        ("en", "make a slideshow of these"),
        ("en", "make a video"),
        ("en", "turn these into a 10 second video"),
        ("de", "mach daraus ein Video von 10 Sekunden"),
        ("es", "haz un video de 10 segundos con estas fotos"),
        ("fr", "fais une vidéo de 10 secondes avec ces photos"),
        ("pt", "faz um vídeo de 10 segundos com estas fotos"),
        ("ru", "сделай видео из этих фото на 10 секунд"),
        ("zh-Hans", "用这些照片做一个10秒的视频"),
        ("ja", "この写真で10秒の動画を作って"),
        ("ko", "이 사진들로 10초 영상 만들어줘"),
        ("id", "buat video 10 detik dari foto ini"),
        ("hi", "इन फोटो से 10 सेकंड का वीडियो बनाओ"),
        ("ar", "اصنع فيديو 10 ثوان من هذه الصور"),
    ],
)
def test_a_video_asked_for_with_new_pictures_is_made_of_them(language: str, text: str) -> None:
    """The old video and its title are not cut to a length instead."""
    talk = Talk(language).send("perfume.jpg", "box.jpg")
    talk.say('make a 20 second promo with the title "Pure Sun"')
    talk.send("cat.jpg", "coffee.jpg", "pano.jpg").say(text)
    assert talk.names == ["cat", "coffee", "pano"]
    assert "Pure Sun" not in [title.text for title in talk.drafts[-1].titles]


@pytest.mark.parametrize(
    "text",
    ["make the video warmer", "make it a 10 second video", "no music", "thanks", "purple monkeys"],
)
def test_new_files_that_an_answer_leaves_out_are_named(text: str) -> None:
    """An edit of the video that is there stays one; once told, the next edit is silent of them."""
    talk = _begun().send("pano.jpg", "song.mp3")
    said = talk.say(text)
    assert talk.names == ["portrait", "coffee", "cat"]
    assert "pano.jpg" in said.full_text
    assert "song.mp3" in said.full_text
    talk.say("make it brighter")
    assert "pano.jpg" not in talk.say("make it shorter").full_text


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "replace the portrait with the panorama", 0),
        ("en", "replace the second photo with the new one", 1),
        ("en", "replace the coffee with this", 1),
        ("en", "use the panorama instead of the cat", 2),
        ("de", "ersetze das Porträt durch das Panorama", 0),
        ("es", "cambia el retrato por el panorama", 0),
        ("fr", "remplace le portrait par le panorama", 0),
        ("ru", "замени портрет на панораму", 0),
        ("zh-Hans", "把肖像换成全景", 0),
    ],
)
def test_a_new_picture_takes_the_place_of_another(language: str, text: str, place: int) -> None:
    """As long as that was; nothing is added behind."""
    talk = _begun(language).send("pano.jpg")
    before = talk.drafts[-1]
    said = talk.say(text)
    expected = ["portrait", "coffee", "cat"]
    expected[place] = "pano"
    assert talk.names == expected
    assert [clip.d for clip in talk.drafts[-1].clips] == [clip.d for clip in before.clips]
    assert not said.unread


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "add this one at the end", 3),
        ("en", "put this photo last", 3),
        ("en", "put it first", 0),
        ("en", "put this after the coffee", 2),
        ("en", "insert this photo between the coffee and the cat", 2),
        ("en", "add the new photo as the second", 1),
        ("en", "add this photo", 3),
        ("de", "füge dieses Foto am Ende ein", 3),
        ("es", "pon esta foto al final", 3),
        ("fr", "ajoute cette photo à la fin", 3),
        ("zh-Hans", "把这张放到最后", 3),
        ("ru", "добавь это фото в конец", 3),
        ("ja", "この写真を最後に追加して", 3),
    ],
)
def test_a_new_picture_goes_where_it_is_put_once(language: str, text: str, place: int) -> None:
    talk = _begun(language).send("pano.jpg")
    talk.say(text)
    expected = ["portrait", "coffee", "cat"]
    expected.insert(place, "pano")
    assert talk.names == expected
    talk.language = "en"
    talk.say("add the new photo at the end")
    assert talk.names == expected


def test_it_after_a_picture_is_that_picture() -> None:
    """And a correction with two lengths is two orders, the whole around the one."""
    talk = _begun()
    talk.say("put the coffee first and make it last 5 seconds")
    assert talk.names == ["coffee", "portrait", "cat"]
    assert talk.drafts[-1].clips[0].d == 5_000
    assert talk.drafts[-1].total > 10_000
    talk.say("make it 5 seconds")
    talk.say("no, I meant only the coffee should last 5 seconds, the whole film stays 12 seconds")
    assert talk.drafts[-1].clips[0].d == 5_000
    assert abs(talk.drafts[-1].total - 12_000) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "make the coffee 5 seconds and the whole video 15 seconds",
        "make the whole video 15 seconds and the coffee 5 seconds",
    ],
)
def test_one_length_and_the_whole_hold_together(text: str) -> None:
    talk = _begun()
    talk.say(text)
    assert talk.drafts[-1].clips[1].d == 5_000
    assert abs(talk.drafts[-1].total - 15_000) <= 2


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("en", "lower the music and write at the end Thanks for watching", "Thanks for watching"),
        ("de", "Musik leiser und schreib am Ende Danke fürs Zuschauen", "Danke fürs Zuschauen"),
        ("es", "baja la música y escribe al final Gracias por ver", "Gracias por ver"),
        ("fr", "écris à la fin Merci d'avoir regardé", "Merci d'avoir regardé"),
        ("pt", "baixa a música e escreve no final Obrigado por assistir", "Obrigado por assistir"),
        ("ru", "сделай музыку тише и напиши в конце Спасибо за просмотр", "Спасибо за просмотр"),
        ("id", "tulis di akhir Terima kasih sudah menonton", "Terima kasih sudah menonton"),
        ("zh-Hans", "音乐小一点，最后写上谢谢观看", "谢谢观看"),
        ("ko", "마지막에 시청해 주셔서 감사합니다 라고 써줘", "시청해 주셔서 감사합니다"),
        ("hi", "अंत में लिखो देखने के लिए धन्यवाद", "देखने के लिए धन्यवाद"),
        ("ar", "اكتب في النهاية شكرا للمشاهدة", "شكرا للمشاهدة"),
    ],
)
def test_where_words_go_is_no_part_of_them(language: str, text: str, line: str) -> None:
    talk = _begun(language)
    talk.say(text)
    assert [(title.text, title.role) for title in talk.drafts[-1].titles] == [(line, "end")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "actually no, leave it as it was"),
        ("en", "no, keep it the way it was"),
        ("de", "nein, lass es so wie es war"),
        ("es", "mejor no, déjalo como estaba"),
        ("fr", "non, laisse comme c'était"),
        ("pt", "não, deixa como estava"),
        ("ru", "нет, оставь как было"),
        ("zh-Hans", "算了，还是保持原来的样子"),
        ("ja", "やっぱり元のままにして"),
        ("ko", "아니, 원래대로 둬"),
        ("id", "tidak jadi, biarkan seperti semula"),
        ("hi", "नहीं, जैसा था वैसा ही रहने दो"),
        ("ar", "لا، اتركه كما كان"),
    ],
)
def test_as_it_was_right_after_an_edit_takes_it_back(language: str, text: str) -> None:
    talk = _begun()
    before = talk.drafts[-1]
    talk.say("make it warmer")
    talk.language = language
    talk.say(text)
    assert talk.drafts[-1] == before


@pytest.mark.parametrize("text", ["leave the coffee as it was", "leave it as it was"])
def test_as_it_was_of_one_picture_or_after_a_refusal_takes_nothing_back(text: str) -> None:
    talk = _begun()
    talk.say("make it warmer")
    talk.say("make it 3 hours long")
    assert talk.say(text).undo == 0
    assert talk.drafts[-1].looks == ("warm",)


@pytest.mark.parametrize("text", ["slow the zoom", "make the zoom slower", "faster zooms please"])
def test_the_pace_of_a_zoom_is_refused_and_its_kind_stays(text: str) -> None:
    talk = _begun()
    before = talk.drafts[-1]
    assert "zoom" in talk.say(text).text
    assert talk.drafts[-1] == before


@pytest.mark.parametrize("text", ["zoom in slowly", "photo 3: zoom in slowly"])
def test_a_kind_that_is_not_there_yet_is_taken_slow_or_not(text: str) -> None:
    talk = _begun()
    talk.say(text)
    assert talk.drafts[-1].clips[2].motion == "zoom_in"


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "stabilise the clip and remove the background noise", "steady"),
        ("de", "stabilisiere den Clip und entferne das Rauschen", "stabilisieren"),
    ],
)
def test_steadying_is_refused_by_name_beside_what_is_done(
    language: str, text: str, word: str
) -> None:
    talk = Talk(language).send("cat.jpg", "clip.mp4")
    talk.say("make a video")
    said = talk.say(text)
    assert said.kinds == {"Denoise"}
    assert word in said.text
    assert not said.unread


def test_words_over_a_clip_are_understood_throughout() -> None:
    talk = Talk().send("cat.jpg", "clip.mp4")
    talk.say("make a video")
    assert not talk.say('put "We said yes" over the clip in gold').unread
