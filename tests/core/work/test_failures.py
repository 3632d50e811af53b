"""What is said of a file that did not get through, where the embedded studio is the backend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.chat import Attachment, Medium
from core.language.phrases import LANGUAGES, say
from core.nemo.errors import FileTooLarge, NemoError, StorageFull
from core.work.answers.failures import Wording

PHOTO = Attachment(Medium.PHOTO, "f1", "a.jpg", "image/jpeg", 364_000)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("error", "studio", "key"),
    [
        (StorageFull(call="upload"), True, "error-disk-full"),
        (StorageFull(call="upload"), False, "file-upload-failed"),
        (FileTooLarge(call="upload"), True, "file-project-full"),
    ],
)
def test_a_small_file_is_not_called_too_large(
    language: str, error: NemoError, studio: bool, key: str
) -> None:
    """A full disk and a full project are told as what they are."""
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
