"""Files that are uploaded at the same time keep their person's order."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from studio.server.library import PLACE
from tests.studio.double import photo
from tests.studio.server.client import Client

PROMO = "make a 15-second promo video from my photos"


async def names(client: Client) -> list[str]:
    return [info["filename"] for info in (await client.state())["video_infos"]]


async def test_a_batch_is_sorted_by_the_places_in_its_names(client: Client) -> None:
    """In the state's list, and in the video that is made of it."""
    await client.begin()
    for place in (3, 1, 4, 2):
        await client.upload(photo(place * 20), name=f"0{place}-beach.jpg")
    wanted = [f"0{place}-beach.jpg" for place in (1, 2, 3, 4)]
    assert await names(client) == wanted
    await client.say(PROMO)
    clips = (await client.state())["draft"]["t"][0]["sg"]
    assert [clip["m"]["name"] for clip in clips] == wanted


async def test_uploads_at_the_same_time_keep_their_order(client: Client) -> None:
    """Whichever of ten requests is done first."""
    await client.begin()
    places = [f"{place:02d}-x.jpg" for place in range(1, 11)]
    await asyncio.gather(*(client.upload(photo(), name=name) for name in reversed(places)))
    assert await names(client) == places


async def test_a_prompt_ends_a_batch(client: Client) -> None:
    """What comes after it comes later in the project too."""
    await client.begin()
    await client.upload(photo(), name="02-old.jpg")
    await client.say(PROMO)
    await client.upload(photo(), name="01-new.jpg")
    assert await names(client) == ["02-old.jpg", "01-new.jpg"]


async def test_a_place_that_is_taken_begins_a_batch(client: Client) -> None:
    """Two batches without a prompt between them do not mix."""
    await client.begin()
    for name in ("02-a.jpg", "01-a.jpg", "02-b.jpg", "01-b.jpg"):
        await client.upload(photo(), name=name)
    assert await names(client) == ["01-a.jpg", "02-a.jpg", "01-b.jpg", "02-b.jpg"]


async def test_names_without_a_place_stay_as_they_arrive(client: Client) -> None:
    """Numbers elsewhere, or of another length, are no place."""
    await client.begin()
    given = ["9-z.jpg", "2026-05-01.jpg", "b02-.jpg", "a.jpg"]
    for name in given:
        await client.upload(photo(), name=name)
    assert await names(client) == given


@given(st.text("019-ab٣", max_size=6))
def test_a_place_is_two_digits_and_a_hyphen(name: str) -> None:
    """Whatever a name looks like."""
    found = PLACE.match(name)
    expected = len(name) > 3 and name[:2].isdecimal() and name[2] == "-" and name[3] != "\n"
    assert bool(found) == expected
