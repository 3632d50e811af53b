"""What the worker gives up before it touches a stranger's file: memory, time, network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

_MEMORY = 2 * 1024**3
_FILE = 600 * 1024**2
_OPEN_FILES = 64
_NICE = 10
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def enter(cpu_seconds: int) -> None:
    """Limit this process for good; to be called before other threads exist.

    2 GB of address space, `cpu_seconds` of processor time, 600 MB a written file, 64 open files,
    no core dumps, nice 10 (the bot's loop stays smooth), and where the system permits a network
    namespace with nothing in it. Windows has none of these; there the time limit of the parent
    is what is left.
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


def _leave_network() -> None:
    """Into an empty network namespace, by privilege or by a user namespace; else stay.

    libav is already told to open local files only; this is the second lock on the same door.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return
    if unshare(_CLONE_NEWNET) != 0 and os.getuid() != 0:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
