"""Landlock, by its system calls: which files this process may still open, for good.

The kernel's own description: https://docs.kernel.org/userspace-api/landlock.html. It also keeps
the process from tracing others (so `/proc/<pid>/environ` of its parent is closed), from TCP, and
from signalling processes outside, as far as the kernel's version knows how.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG = 1 << 5, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_WRITE = _READ_FILE | _WRITE_FILE | _READ_DIR | _REMOVE_FILE | _MAKE_REG | _TRUNCATE

# What each version of the interface can forbid: file rights, network rights, scopes.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_RIGHTS, _SCOPES = 0b11, 0b11


def version() -> int:
    """The interface's version in this kernel; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    found = _syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return max(0, found)


def restrict(read: Iterable[Path], write: Iterable[Path]) -> bool:
    """Open nothing from now on but what lies below `read`, and below `write` also to write.

    Paths that are not there are passed over. For this thread and the ones it starts. False where
    the kernel has no Landlock; then nothing is restricted.
    """
    known = version()
    if known < 1:
        return False
    handled = (1 << _FILE_RIGHTS[min(known, 5)]) - 1
    ruleset = _syscall(_CREATE, *_ruleset(known, handled), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    try:
        for rights, paths in ((_READ, read), (_WRITE, write)):
            for path in paths:
                _allow(ruleset, path, rights & handled)
        libc = ctypes.CDLL(None)
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        return _syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)


def _ruleset(known: int, handled: int) -> tuple[ctypes.Array[ctypes.c_char], ctypes.c_size_t]:
    """The structure grew: file rights, from version 4 network rights, from version 6 scopes."""
    fields = [handled, _NET_RIGHTS, _SCOPES][: 1 if known < 4 else 2 if known < 6 else 3]
    packed = struct.pack(f"={len(fields)}Q", *fields)
    return ctypes.create_string_buffer(packed, len(packed)), ctypes.c_size_t(len(packed))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _ON_FILES
        rule = struct.pack("=Qi", rights, place)
        buffer = ctypes.create_string_buffer(rule, len(rule))
        _syscall(
            _ADD_RULE,
            ctypes.c_int(ruleset),
            ctypes.c_int(_RULE_PATH_BENEATH),
            buffer,
            ctypes.c_uint32(0),
        )
    finally:
        os.close(place)


def _syscall(number: int, *args: object) -> int:
    found: int = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *args)
    return found
