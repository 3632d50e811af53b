"""Where finished videos are put: looked at before anybody waits for one."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from core.chat import Misconfigured


def check_place(out: Path) -> None:
    """Raises Misconfigured with what to do when an MP4 or a folder of them cannot be written there.

    It is tried for real, since permissions don't tell everything (a read-only disk, a quota), and
    leaves nothing behind.
    """
    file = out.suffix.lower() == ".mp4"
    folder = out.absolute().parent if file else out.absolute()
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        if file and out.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".reelay-") as trial:
            trial.write(b"\0")
            trial.flush()
    except OSError as error:
        raise Misconfigured(
            f"No video can be saved to {out} ({error.strerror}); "
            "give another file or folder with --out."
        ) from error
    finally:
        for one in made:
            with suppress(OSError):  # somebody else uses it by now, or it was never made
                one.rmdir()
