"""The studio's data folder: made private, swept of leftovers, used by one studio at a time."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    """Make the folder and its rooms, without what a killed studio left half done.

    BlockingIOError when another studio uses it; other OSErrors when it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / "studio.lock"):
        for name in ("spool", "previews"):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in ("spool", "previews", "media", "results"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the file's lock; the system lets go of it however this process ends."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BlockingIOError(error.errno, "another studio uses this folder") from error
        yield
    finally:
        os.close(descriptor)
