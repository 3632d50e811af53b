"""Where this process is root: the worker goes on as a user who owns nothing on this machine.

Before that it opens, as root, the folders that its order names, and lets the other user read the
sources in them and write the result. It then knows its files by these open folders alone
(`/proc/self/fd/<folder>/<file>`): the way to them may lead through folders that are closed to it.
What holds where: docs/studio.md#what-a-hostile-file-can-reach.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

# Beside nobody, in the range that containers map; no account is given this number.
ID: Final = 65_533
_CHOWN, _DAC_OVERRIDE, _DAC_READ, _FOWNER, _KILL, _SETGID, _SETUID = 0, 1, 2, 3, 5, 6, 7
# The parent has to change owners, read what comes back, and end the worker.
_NEEDED: Final = (_CHOWN, _DAC_OVERRIDE, _FOWNER, _KILL, _SETGID, _SETUID)
_VERSION: Final = 0x20080522
_KEEPCAPS, _NO_NEW_PRIVS = 8, 38
_READ, _WRITE, _SEARCH = stat.S_IRGRP, stat.S_IWGRP, stat.S_IXGRP


def possible() -> bool:
    """Whether this is Linux, and root with all that changing users takes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    lines = Path("/proc/self/status").read_text().splitlines()
    held = int(next(line for line in lines if line.startswith("CapEff:")).split()[1], 16)
    return all(held >> one & 1 for one in _NEEDED)


def open_to_others(paths: Iterable[Path]) -> bool:
    """Whether somebody without a right of their own gets at these folders: Python's, say."""
    return all(
        _mode(path) & 0o005 == 0o005 and all(_mode(above) & 0o001 for above in path.parents)
        for path in map(Path.absolute, paths)
        if path.exists()
    )


def handed_over(order: dict[str, Any]) -> dict[str, Any]:
    """The order with paths that the other user can open; raises OSError where that cannot be."""
    folders: dict[Path, int] = {}

    def source(place: str) -> str:
        return _handed(Path(place), folders, of_folder=_SEARCH, of_file=_READ)

    def target(place: str) -> str:
        return _handed(Path(place), folders, of_folder=_SEARCH, of_file=_READ | _WRITE)

    def result(place: str) -> str:
        return _handed(Path(place), folders, of_folder=_READ | _WRITE | _SEARCH, of_file=None)

    given = dict(order)
    for name, hand in (("path", source), ("target", target)):
        if name in given:
            given[name] = hand(given[name])
    if "media" in given:
        given["media"] = _each(given["media"], source)
    if "job" in given:
        job = dict(given["job"])
        job["media"] = _each(job["media"], source)
        for name in ("out", "thumbnail"):
            job[name] = job[name] and result(job[name])
        job["kept"] = job["kept"] and str(Path(result(f"{job['kept']}/any")).parent)
        given["job"] = job
    return given


def become(*, reads_all: bool) -> None:
    """Be the other user for good, with no right of root's; with `reads_all` but that to read.

    Raises OSError where it cannot be.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(ID, ID, ID)
    os.setresuid(ID, ID, ID)
    keep_capabilities(1 << _DAC_READ if reads_all else 0)


def keep_capabilities(bits: int) -> None:
    """Of root's rights these alone; no child may get others back."""
    libc = ctypes.CDLL(None)
    head = struct.pack("=Ii", _VERSION, 0)
    kept = struct.pack("=6I", bits, bits, 0, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.capset(
        ctypes.create_string_buffer(head, len(head)), ctypes.create_string_buffer(kept, len(kept))
    )


def _each(places: dict[str, str], hand: Callable[[str], str]) -> dict[str, str]:
    return {name: hand(place) for name, place in places.items()}


def _handed(path: Path, folders: dict[Path, int], *, of_folder: int, of_file: int | None) -> str:
    """A name for the file by its open folder, after both were opened to the other user."""
    folder = folders.get(path.parent)
    if folder is None:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        folders[path.parent] = folder
    _let_in(folder, of_folder)
    if of_file is not None:
        file = os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
        try:
            _let_in(file, of_file)
        finally:
            os.close(file)
    return f"/proc/self/fd/{folder}/{path.name}"


def _let_in(place: int, rights: int) -> None:
    """The other user's group gets these rights, and keeps what it has."""
    found = os.fstat(place)
    if found.st_uid == ID:
        return
    mode = stat.S_IMODE(found.st_mode)
    if found.st_gid != ID:
        mode &= ~stat.S_IRWXG
        os.fchown(place, -1, ID)
    os.fchmod(place, mode | rights)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
