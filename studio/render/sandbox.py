"""What the worker gives up before it touches a stranger's file: memory, time, network, files.

What holds on which system: docs/studio.md#what-a-hostile-file-can-reach.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from studio.render import landlock
from studio.render.other_user import become, keep_capabilities, open_to_others, possible

_MEMORY = 2 * 1024**3
_FILE = 600 * 1024**2
_OPEN_FILES = 64
_NICE = 10
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_DAC_OVERRIDE = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_SET_DUMPABLE = 4
_PACKAGE = Path(__file__).resolve().parents[1]
# Libraries and fonts; of /etc and /dev only what these look for.
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/localtime",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "/dev/urandom",
    "/dev/null",
    "/sys/devices/system/cpu",
)


def enter(
    cpu_seconds: int,
    *,
    read: Iterable[Path] = (),
    write: Iterable[Path] = (),
    other_user: bool = False,
) -> None:
    """Limit this process for good; to be called before other threads exist.

    2 GB of address space, `cpu_seconds` of processor time, 600 MB a written file, 64 open files,
    no core dumps, nice 10 (the bot's loop stays smooth). Where the system permits: an empty
    network namespace, hardly a capability, and no file but Python's own, fonts, those below `read`,
    and those below `write`, which may be changed; as another user, where its files were handed
    over to that one. Windows has none of these; there the time limit of the parent is left.
    """
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: _FILE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for what, wanted in limits.items():
        hard = resource.getrlimit(what)[1]
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        # macOS refuses RLIMIT_AS; the other limits still hold there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    os.nice(_NICE)
    if sys.platform == "linux":
        _leave_network()
        confined = landlock.restrict([*_python(), *_fonts_and_system(), *read], write)
        _lose_rights(confined=confined, other_user=other_user)


def has_other_user() -> bool:
    """Whether a worker started here is another user even where there is no Landlock."""
    return possible() and open_to_others(_python())


@functools.cache
def conceal() -> None:
    """Close this process's memory and environment to others of its user, workers among them.

    On Linux, without Landlock too; root still sees them. No core dumps either from now on.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _python() -> list[Path]:
    """Where Python and its packages lie; not the folder that the studio lies in."""
    packages = [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")]
    entries = [Path(entry) for entry in sys.path if Path(entry).name.endswith("-packages")]
    bases = [Path(sys.prefix) / "lib", Path(sys.base_prefix) / "lib", _PACKAGE]
    return [*packages, *entries, *bases]


def _fonts_and_system() -> list[Path]:
    from studio.render.fonts import folders

    return [*folders(), *map(Path, _SYSTEM)]


def _leave_network() -> None:
    """Into an empty network namespace, by privilege or by a user namespace; else stay.

    libav is already told to open local files only; this is the second lock on the same door.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return
    if unshare(_CLONE_NEWNET) != 0 and os.getuid() != 0:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _lose_rights(*, confined: bool, other_user: bool) -> None:
    """Another user where that can be; root may not trace, signal, mount or chown any more.

    Python itself may lie in one's home: whoever may not read it there keeps root's right to open
    files, which is Landlock's to bound, or without that root's user too.
    """
    readable = other_user and open_to_others(_python())
    if other_user and (confined or readable):
        become(reads_all=not readable)
    else:
        keep_capabilities(_DAC_OVERRIDE)
