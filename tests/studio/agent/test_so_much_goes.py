"""How much goes, what goes slower, and until when: measures that were read the wrong way round."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
CLIP = Media("c", "video", "clip.mp4", 6_000)
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Rome 2024")])
MIXED = apply(Draft(), [o.Create((CLIP, *PHOTOS[1:3]), ms=20_000)])


def after(text: str, code: str = "en", draft: Draft = MADE) -> Draft:
    sent = {clip.src for clip in draft.clips}
    media = tuple(m for m in (CLIP, *PHOTOS) if m.id in sent)
    made = respond(text, Project(media, draft, code, history=(draft,))).draft
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("code", "text", "seconds"),
    [
        ("en", "lose 3 seconds", 17),
        ("en", "shave off 3 seconds", 17),
        ("es", "quita 3 segundos", 17),
        ("pt", "tira 3 segundos", 17),
        ("fr", "enlève 3 secondes", 17),
        ("de", "nimm 3 Sekunden weg", 17),
        ("ru", "убери 3 секунды", 17),
        ("id", "potong 3 detik", 17),
        ("ja", "3秒カットして", 17),
        ("ko", "3초 잘라줘", 17),
        ("zh-Hans", "剪掉3秒", 17),
        ("en", "cut it to 10 seconds", 10),
        ("es", "córtalo a 10 segundos", 10),
        ("fr", "coupe à 10 secondes", 10),
        ("ru", "обрежь до 10 секунд", 10),
        ("ja", "10秒にカットして", 10),
        ("ko", "10초로 잘라줘", 10),
        ("zh-Hans", "剪成10秒", 10),
    ],
)
def test_so_much_goes_and_no_more_is_left(code: str, text: str, seconds: int) -> None:
    """`to` alone says how long it shall be."""
    draft = after(text, code)
    assert draft.total == seconds * 1_000
    assert len(draft.clips) == 4


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "not so fast please"),
        ("de", "nicht so schnell"),
        ("es", "no tan rápido"),
        ("fr", "pas si vite"),
        ("pt", "não tão rápido"),
        ("ru", "не так быстро"),
        ("zh-Hans", "别那么快"),
        ("id", "jangan terlalu cepat"),
    ],
)
def test_not_so_fast_is_slower(code: str, text: str) -> None:
    (op,) = plan(text, Project(PHOTOS, MADE, code, history=(MADE,))).ops
    assert isinstance(op, o.Speed)
    assert op.factor < 1


def test_not_so_slow_is_faster() -> None:
    assert after("not so slow please").total < MADE.total


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "the third picture is up for too long, 2 seconds is plenty"),
        ("en", "the cat is too long, 2 seconds will do"),
        ("de", "das dritte Bild ist zu lang, 2 Sekunden reichen"),
    ],
)
def test_a_length_behind_a_complaint_is_that_pictures(code: str, text: str) -> None:
    lengths = [clip.d for clip in MADE.clips]
    assert [clip.d for clip in after(text, code).clips] == [*lengths[:2], 2_000, lengths[3]]


def test_the_clip_that_was_moved_is_the_one_that_is_slowed() -> None:
    draft = after("the clip should come last and be in slow motion", draft=MIXED)
    assert [clip.src for clip in draft.clips] == ["f2", "f3", "c"]
    assert [clip.d for clip in draft.clips][:2] == [clip.d for clip in MIXED.clips][1:]
    assert draft.clips[2].speed == 0.5


def test_two_pictures_share_a_length() -> None:
    draft = after("pictures 2 and 3 should be 6 seconds together")
    assert [clip.d for clip in draft.clips][1:3] == [3_000, 3_000]


def test_a_title_goes_after_a_picture() -> None:
    draft = after("the title should be gone after the first picture")
    (title,) = draft.titles
    assert title.s + title.d == draft.starts()[1]
