"""What the worker gives up before it touches a stranger's file: memory, time, network, files.

What holds on which system: docs/studio.md#what-a-hostile-file-can-reach.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from studio.render import landlock

_MEMORY = 2 * 1024**3
_FILE = 600 * 1024**2
_OPEN_FILES = 64
_NICE = 10
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CAPABILITY_VERSION = 0x20080522
_DAC_OVERRIDE = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_SET_DUMPABLE, _NO_NEW_PRIVS = 4, 38
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


def enter(cpu_seconds: int, *, read: Iterable[Path] = (), write: Iterable[Path] = ()) -> None:
    """Limit this process for good; to be called before other threads exist.

    2 GB of address space, `cpu_seconds` of processor time, 600 MB a written file, 64 open files,
    no core dumps, nice 10 (the bot's loop stays smooth). Where the system permits: an empty
    network namespace, hardly a capability, and no file but Python's own, fonts, those below `read`,
    and those below `write`, which may be changed. Windows has none of these; there the time
    limit of the parent is what is left.
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
        landlock.restrict([*_own(), *read], write)
        _drop_capabilities()


@functools.cache
def conceal() -> None:
    """Close this process's memory and environment to others of its user, workers among them.

    On Linux, without Landlock too; root still sees them. No core dumps either from now on.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _own() -> list[Path]:
    """Where Python, its packages and the fonts lie; not the folder that the studio lies in."""
    from studio.render.fonts import folders

    packages = [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")]
    entries = [Path(entry) for entry in sys.path if Path(entry).name.endswith("-packages")]
    bases = [Path(sys.prefix) / "lib", Path(sys.base_prefix) / "lib", _PACKAGE]
    return [*packages, *entries, *bases, *folders(), *map(Path, _SYSTEM)]


def _leave_network() -> None:
    """Into an empty network namespace, by privilege or by a user namespace; else stay.

    libav is already told to open local files only; this is the second lock on the same door.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return
    if unshare(_CLONE_NEWNET) != 0 and os.getuid() != 0:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _drop_capabilities() -> None:
    """Root may not trace, signal, mount or chown any more; no child may get such rights back.

    It keeps the right to open files of others: Python itself may lie in one's home.
    """
    head = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    kept = struct.pack("=6I", _DAC_OVERRIDE, _DAC_OVERRIDE, 0, 0, 0, 0)
    libc = ctypes.CDLL(None)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.capset(
        ctypes.create_string_buffer(head, len(head)), ctypes.create_string_buffer(kept, len(kept))
    )
