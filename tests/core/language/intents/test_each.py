"""One video from each file, told from one video of all, in thirteen languages."""

from __future__ import annotations

import unicodedata

import pytest

from core.language.intents import OneEach, one_each

SURE = """
Make one video from each of these
make a video from each of these photos
one video per photo please
a separate video for each
turn each of these into a short video
create videos, one from each photo
for each of these make a promo video
Mach aus jedem Foto ein Video
ein eigenes Video aus jedem Bild
je ein Video aus den Fotos
haz un vídeo de cada una
convierte cada foto en un video
De cada una de estas fotos haz un video
faça um vídeo de cada uma
transforme cada foto em um vídeo
fais une vidéo de chacune
une vidéo par photo
transforme chaque photo en une vidéo
сделай видео из каждой
из каждого фото отдельное видео
по одному видео из каждой фотографии
buat video dari setiap foto
setiap foto jadikan satu video
हर फोटो से एक वीडियो बनाओ
har photo se ek video banao
اصنع فيديو من كل صورة
فيديو منفصل لكل ملف
每张照片做一个视频
每個都做成一支影片
分别做成视频
それぞれの写真から動画を作って
1枚ずつ動画にして
写真ごとに動画を作って
각 사진으로 영상을 만들어줘
사진마다 영상 하나씩 만들어줘
"""
NO = """
make a video from these
add a title to each photo
make a video and add a caption to each of these photos
show each photo for 3 seconds
a slideshow with two seconds per photo
a video for every day
a birthday video for everyone
the title 'one video from each'
Mach ein Video aus diesen Fotos
zeige jedes Foto 3 Sekunden
haz un video con estas fotos, 2 segundos cada una
fais une vidéo, chaque photo 2 secondes
каждое фото по 3 секунды
tampilkan setiap foto 3 detik
हर फोटो 3 सेकंड दिखाओ
اصنع فيديو من كل الصور
每张照片停留3秒
用所有照片做一个视频
それぞれの写真に字幕をつけて
각 사진에 자막 넣어줘
"""
MAYBE = """
make a video with the best moments from each of these clips
ein Video mit den besten Momenten aus jedem Clip
un video con lo mejor de cada clip
"""


def lines(text: str) -> list[str]:
    """Its lines."""
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(SURE))
def test_one_each(text: str) -> None:
    """Whatever way it is put, also in capitals and in composed or decomposed letters."""
    for form in (text, text.upper(), unicodedata.normalize("NFD", text)):
        assert one_each(form) is OneEach.SURE


@pytest.mark.parametrize("text", lines(NO))
def test_one_of_all(text: str) -> None:
    """ "Each" and "every" alone ask for nothing, nor does what stands in quotation marks."""
    assert one_each(text) is OneEach.NO


@pytest.mark.parametrize("text", lines(MAYBE))
def test_one_or_the_other(text: str) -> None:
    """What is one video for most readers, and several for some, is asked about."""
    assert one_each(text) is OneEach.MAYBE
