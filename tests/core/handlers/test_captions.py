"""Words that were put on several files of one request."""

from __future__ import annotations

from core.chat import Attachment, Medium
from core.handlers.words import captioned
from core.inbox.group import Group, Waiting
from tests.core.bench import PROMO, Bench


def test_each_is_called_as_its_sender_counts(bench: Bench) -> None:
    """The second video is "video 2", with photos between, and sent as a file or not."""
    sent = [
        (Medium.VIDEO, "", "begin here"),
        (Medium.PHOTO, "", ""),
        (Medium.DOCUMENT, "image/png", "then this"),
        (Medium.VIDEO, "", "end here"),
        (Medium.DOCUMENT, "application/zip", "and this"),
    ]
    items = [
        bench.incoming(text=text, attachments=(Attachment(medium, str(n), f"{n}", mime),))
        for n, (medium, mime, text) in enumerate(sent)
    ]
    group = Group([Waiting(n, bench.clock.now(), item) for n, item in enumerate(items)])
    assert captioned(group).splitlines() == [
        "video 1: begin here",
        "photo 2: then this",
        "video 2: end here",
        "file 5: and this",
    ]


async def test_words_that_name_their_file(bench: Bench) -> None:
    """They ask something of it, however they begin; its name with a word beside it asks nothing."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    wish = "replace photo.jpg with pano.jpg"
    await bench.say(wish, [bench.file("pano.jpg")])
    await bench.rest()
    assert await bench.sent() == [PROMO, wish]
    await bench.say("pano.jpg too", [bench.file("pano.jpg")])
    await bench.rest()
    assert await bench.sent() == [PROMO, wish]
