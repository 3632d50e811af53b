"""What is taken back in the same breath is not done."""

from __future__ import annotations

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Rome 2024")])


def after(text: str, code: str) -> Draft | None:
    return respond(text, Project(PHOTOS, MADE, code, history=(MADE,))).draft


@pytest.mark.parametrize(
    ("code", "text", "ops"),
    [
        ("en", "put the panorama second. no, sorry, third", [o.Move(4, 3)]),
        ("en", "move the cat to the front, no wait, to the end", [o.Move(3, 0)]),
        ("en", "remove the cat... no, the coffee", [o.RemoveItem(2)]),
        ("en", "black and white, no wait, sepia", [o.Look("vintage")]),
        (
            "en",
            "make the title red, no wait, blue, and make it 12 seconds",
            [o.StyleText("#1e88e5", role="title"), o.SetDuration(12_000)],
        ),
        ("de", "stell die Katze nach vorn, nein, nach hinten", [o.Move(3, 0)]),
        ("de", "mach es 15 Sekunden, ach nein, 25", [o.SetDuration(25_000)]),
        ("es", "quita el gato, no, perdón, el café", [o.RemoveItem(2)]),
        ("fr", "supprime le chat, non pardon, le café", [o.RemoveItem(2)]),
        ("ru", "удали кота, нет, кофе", [o.RemoveItem(2)]),
        ("zh-Hans", "把猫删掉，不对，删咖啡", [o.RemoveItem(2)]),
    ],
)
def test_what_it_was_put_right_to_is_done(code: str, text: str, ops: list[o.Op]) -> None:
    draft = after(text, code)
    assert draft is not None
    meant = apply(MADE, ops)
    assert [clip.src for clip in draft.clips] == [clip.src for clip in meant.clips]
    assert (draft.total, draft.looks) == (meant.total, meant.looks)
    assert [t.text for t in draft.titles] == [t.text for t in meant.titles]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "the title is spelled Roma, no wait, leave it as it is"),
        ("en", "remove the cat. actually no, leave it"),
        ("en", "remove the cat, wait, keep it"),
        ("en", "remove the cat, wait, leave her in"),
        ("de", "mach die Katze raus, ach nein, lass sie"),
        ("es", "quita el gato, no, mejor déjalo"),
        ("pt", "tira o gato, não, deixa como está"),
        ("fr", "enlève le chat, non, laisse-le"),
        ("ru", "убери кота, нет, оставь"),
        ("id", "hapus kucingnya, eh, biarin aja"),
        ("hi", "बिल्ली हटा दो, नहीं, रहने दो"),
        ("ar", "احذف القطة، لا، اتركها"),
        ("ja", "猫を消して、いや、やっぱりそのままで"),
        ("ko", "고양이 빼줘, 아니, 그냥 둬"),
        ("zh-Hans", "把猫删掉，算了，别动"),
        ("zh-Hant", "把貓刪掉，算了，別動"),
    ],
)
def test_what_is_taken_back_altogether_changes_nothing(code: str, text: str) -> None:
    assert after(text, code) is None
