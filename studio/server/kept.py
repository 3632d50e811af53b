"""Encoded stretches of films, kept for each session's next export, bounded over all of them."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path


def folder_of(renders: Path, session_id: str) -> Path:
    """Where a session's stretches lie: no other session's worker sees them."""
    return renders / f"kept_{hashlib.sha256(session_id.encode()).hexdigest()[:24]}"


def bounded(renders: Path, most: int) -> None:
    """Remove the stretches that were not used for longest until all take at most `most` bytes."""
    found: list[tuple[int, int, Path]] = []
    for path in renders.glob("kept_*/*"):
        with contextlib.suppress(FileNotFoundError):  # its project was removed just now
            stat = path.stat()
            found.append((stat.st_mtime_ns, stat.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        path.unlink(missing_ok=True)
        total -= size


def forget(renders: Path, session_id: str) -> None:
    """Remove a session's stretches."""
    shutil.rmtree(folder_of(renders, session_id), ignore_errors=True)
