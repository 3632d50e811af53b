"""Wishes as people type them in their own languages: shares, complaints, what is seen of it."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import Plan, plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 5))
CLIP = Media("c", "video", "clip.mp4", 6_000)
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000, "upbeat"), o.AddText("Harbour Meier")])
MIXED = apply(Draft(), [o.Create((*PHOTOS[:2], CLIP), "promo", None, "upbeat")])


def planned(text: str, language: str, draft: Draft = DRAFT) -> Plan:
    media = PHOTOS if draft is DRAFT else (*PHOTOS[:2], CLIP)
    return plan(text, Project(media, draft, language, history=(draft,)))


def after(text: str, language: str, draft: Draft = DRAFT) -> Draft:
    return apply(draft, planned(text, language, draft).ops)


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("mach nur noch ein Drittel davon", "de", 1 / 3),
        ("muy largo, déjalo en la mitad", "es", 1 / 2),
        ("divise la durée par deux", "fr", 1 / 2),
        ("tá muito comprido, deixa pela metade", "pt", 1 / 2),
        ("сделай в два раза короче", "ru", 1 / 2),
        ("三分の二くらいの長さにして", "ja", 2 / 3),
        ("반으로 줄여 주실래요?", "ko", 1 / 2),
        ("kepanjangan nih, jadiin sepertiganya aja", "id", 1 / 3),
        ("बहुत लंबा हो गया, आधा कर दो", "hi", 1 / 2),
        ("طويل مرة، خليه النص", "ar", 1 / 2),
        ("fais durer trois quarts de minute", "fr", 45 / 20),
    ],
)
def test_a_share_is_of_the_length(text: str, language: str, share: float) -> None:
    """A complaint before it is no edit of its own."""
    assert after(text, language).total == pytest.approx(20_000 * share, abs=300)


@pytest.mark.parametrize(
    ("text", "language", "where"),
    [
        ("am Anfang soll es aus dem Schwarzen kommen", "de", {"in", "out"}),
        ("que empiece en negro y vaya apareciendo poco a poco", "es", {"in", "out"}),
        ("까만 화면에서 서서히 밝아지면서 시작했으면 좋겠어", "ko", {"in", "out"}),
        ("أريده أن يبدأ تدريجياً من شاشة سوداء وينتهي بنفس الطريقة", "ar", {"in", "out"}),
        ("no quiero fundido a negro, ni al principio ni al final", "es", set()),
    ],
)
def test_a_black_screen_at_an_end_is_a_fade(text: str, language: str, where: set[str]) -> None:
    made = after(text, language)
    assert set(made.fades) == where
    assert made.titles == DRAFT.titles


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nur die Fotos bitte, das Video lass weg", "de"),
        ("garde que les photos, pas la vidéo", "fr"),
        ("só as fotos, o vídeo não precisa", "pt"),
        ("動画のほうは使わないで、写真だけでお願い", "ja"),
        ("동영상은 빼고 사진만 써줘", "ko"),
        ("fotonya aja, videonya ga usah dipake", "id"),
        ("بس الصور، الفيديو ما أبيه", "ar"),
    ],
)
def test_one_kind_of_material_stays(text: str, language: str) -> None:
    made = after(text, language, MIXED)
    assert [clip.kind for clip in made.clips] == ["image", "image"]
    assert made.titles == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nur ein Video ohne Ton", "de"),
        ("behalte nur das Video", "de"),
        ("nur die Fotos wärmer", "de"),
    ],
)
def test_a_word_for_the_whole_takes_no_photos_away(text: str, language: str) -> None:
    assert len(after(text, language, MIXED).clips) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nummerier die Bilder bitte durch, 1 bis 4", "de"),
        ("que en cada foto salga su número, 1, 2, 3 y 4", "es"),
        ("写真に1から4まで番号をつけて", "ja"),
        ("kasih nomor di tiap foto dong, 1 sampe 4", "id"),
    ],
)
def test_each_photo_has_its_number(text: str, language: str) -> None:
    made = after(text, language)
    assert [t.text for t in made.titles if t.role == "subtitle"] == ["1", "2", "3", "4"]
    assert any(t.text == "Harbour Meier" for t in made.titles)
    assert made.clips == DRAFT.clips


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Oh Mist, die schreiben sich ja mit y. Also: Harbour Meyer", "de"),
        ("errei, é Harbour Meyer", "pt"),
        ("c'est Meyer, pas Meier", "fr"),
        ("MeierじゃなくてMeyerでした", "ja"),
        ("bukan Meier tapi Meyer", "id"),
    ],
)
def test_another_spelling_takes_the_place_of_the_text(text: str, language: str) -> None:
    assert [t.text for t in after(text, language).titles] == ["Harbour Meyer"]


def test_a_text_that_only_counts_on_is_another_one() -> None:
    draft = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Tag 1")])
    project = Project(PHOTOS, draft, "de", history=(draft,))
    texts = [t.text for t in apply(draft, plan("schreib noch: Tag 2", project).ops).titles]
    assert "Tag 1" in texts or texts == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("die Mucke nervt, mach die bitte weg", "de"),
        ("музыка бесит, убери её нафиг", "ru"),
        ("音楽うるさいから消して", "ja"),
        ("saca la música, que quede en silencio", "es"),
    ],
)
def test_what_is_complained_of_is_taken_out(text: str, language: str) -> None:
    made = after(text, language)
    assert made.music is None
    assert not made.mute


def test_shown_too_briefly_is_no_removal() -> None:
    made = after("Das zweite Foto ist zu schnell weg, das bitte länger zeigen", "de")
    assert len(made.clips) == 4
    assert made.clips[1].d > DRAFT.clips[1].d
    assert [c.d for c in made.clips[2:]] == [c.d for c in DRAFT.clips[2:]]


@pytest.mark.parametrize(
    ("text", "language"),
    [("テンポよくしたいので1枚1.5秒で", "ja"), ("한 장에 1.5초씩", "ko")],
)
def test_what_one_picture_has_each_has(text: str, language: str) -> None:
    assert after(text, language).total > 3_000


def test_from_a_moment_to_the_end_is_kept() -> None:
    draft = apply(Draft(), [o.Create((CLIP,), "promo", None)])
    project = Project((CLIP,), draft, "ko", history=(draft,))
    made = apply(draft, plan("4초부터 끝까지만 쓸게요", project).ops)
    assert [(clip.start, clip.d) for clip in made.clips] == [(4_000, 2_000)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Farben wirken so blass. Geht das knalliger?", "de"),
        ("как-то тускло, можно ли посочнее?", "ru"),
        ("warnanya pucat ya, bikin lebih ngejreng dong", "id"),
    ],
)
def test_a_wish_may_be_put_as_a_question(text: str, language: str) -> None:
    looks = [op.kind for op in planned(text, language).ops if isinstance(op, o.Look)]
    assert set(looks) == {"vivid"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wie krieg ich das jetzt auf mein Handy?", "de"),
        ("y ahora como lo guardo en el celu?", "es"),
        ("ye phone me save kaise karu?", "hi"),
    ],
)
def test_how_to_save_is_answered(text: str, language: str) -> None:
    answer = respond(text, Project(PHOTOS, DRAFT, language, history=(DRAFT,)))
    assert answer.draft is None
    assert [note.key for note in planned(text, language).notes] == ["answer_export"]


def test_the_title_in_capitals_stays_one_title() -> None:
    made = after("Schreib den Titel bitte komplett in Großbuchstaben", "de")
    assert [t.text for t in made.titles] == ["HARBOUR MEIER"]


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("세 번째 사진 빼고 제목은 여름휴가로", "ko", "p1 p2 p4"),
        ("두 번째 사진 빼고 15초로", "ko", "p1 p3 p4"),
        ("두 번째 빼고 다 흑백으로", "ko", "p1 p2 p3 p4"),
        ("두 번째 사진은 빼고 나머지는 3초씩", "ko", "p1 p2 p3 p4"),
        ("चौथी फोटो को दूसरे नंबर पर रखो", "hi", "p1 p4 p2 p3"),
        ("सिर्फ पहली और तीसरी फोटो रखो", "hi", "p1 p3"),
    ],
)
def test_a_word_that_takes_away_or_spares_keeps_or_puts(
    text: str, language: str, left: str
) -> None:
    """What stands beside it tells which: a wish for the others, or a place."""
    assert [clip.src for clip in after(text, language).clips] == left.split()


def test_an_order_that_ends_in_thanks_is_no_small_talk() -> None:
    """What is to be written may be a word of thanks: what was not read is told."""
    made = planned("ohne das zweite bitte, und hinten dran Danke Oma", "de")
    assert "said_thanks" not in [note.key for note in made.notes]
    assert made.ops or made.lost
    assert [note.key for note in planned("danke, sehr schön", "de").notes] == ["said_thanks"]
