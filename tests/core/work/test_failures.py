"""What is said of a file that did not get through, where the embedded studio is the backend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.chat import Attachment, Medium
from core.language.phrases import LANGUAGES, say
from core.nemo.errors import (
    FileTooLarge,
    NemoError,
    PersonFull,
    ProjectFull,
    StorageFull,
    TooMuchInside,
)
from core.work.answers.failures import Wording
from tests.core.bench import ANY, PROMO, Bench, adjusted, studio_of

PHOTO = Attachment(Medium.PHOTO, "f1", "a.jpg", "image/jpeg", 364_000)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("error", "studio", "key"),
    [
        (StorageFull(call="upload"), True, "error-disk-full"),
        (StorageFull(call="upload"), False, "file-upload-failed"),
        (ProjectFull(call="upload"), True, "file-project-full"),
        (PersonFull(call="upload"), True, "file-person-full"),
        (TooMuchInside(call="upload"), True, "file-too-much"),
    ],
)
def test_a_small_file_is_not_called_too_large(
    language: str, error: NemoError, studio: bool, key: str
) -> None:
    """Whatever is full, or too much of something else than bytes, is told as what it is."""
    assert Wording(language, studio=studio).file(error, PHOTO) == say(language, key, name="a.jpg")


def test_a_full_disk_in_other_calls() -> None:
    """The studio's disk is this machine's; the cloud's is its own problem."""
    assert Wording("en", studio=True).failure(StorageFull()).text == say("en", "error-disk-full")
    assert Wording("en").failure(StorageFull()).text == say("en", "error-backend-down")


@pytest.mark.parametrize(
    ("limit_mb", "size_mb", "told"),
    [(200, 300, "200 MB"), (500, 600, "500 MB"), (500, 300, "200 MB"), (100, 150, "100 MB")],
)
def test_the_limit_that_was_passed_is_told(limit_mb: int, size_mb: int, told: str) -> None:
    """The setting's, or the usual one where the backend refuses what the setting allows."""
    photo = replace(PHOTO, size=size_mb * 1024 * 1024)
    wording = Wording("en", upload_limit=limit_mb * 1024 * 1024)
    assert f"the limit is {told}" in wording.file(FileTooLarge(call="upload"), photo)


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        ({"max_user_bytes": 10}, "file-person-full"),
        ({"max_session_bytes": 10}, "file-project-full"),
        ({"max_items": 0}, "file-project-full"),
    ],
)
async def test_what_is_full_is_told(bench: Bench, limits: dict[str, int], key: str) -> None:
    """Of the studio's own bounds the one that a file passes is named to its sender."""
    adjusted(studio_of(bench, **limits), studio=True, web_url="")
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert bench.says(bench.transcript(), key, name=ANY)
