"""What a worker that a hostile file has taken over can still reach."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from studio.render import landlock

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(landlock.version() < 1, reason="this kernel has no Landlock")

TAKEN_OVER = """
import json, os, socket, sys
from pathlib import Path
from studio.render import sandbox
told = json.loads(sys.argv[1])
sandbox.enter(60, read=[Path(told["source"])], write=[Path(told["out"])])
def tried(act):
    try:
        act()
    except (OSError, PermissionError) as error:
        return type(error).__name__
    return "done"
def read(path):
    return lambda: open(path, "rb").read()
def write(path):
    return lambda: open(path, "wb").write(b"x")
out = {
    "source": tried(read(told["source"])),
    "result": tried(write(told["out"] + "/film.mp4")),
    "key": tried(read(told["secret"] + "/reelay.key")),
    "database": tried(read(told["secret"] + "/studio.sqlite3")),
    "overwrite": tried(write(told["secret"] + "/studio.sqlite3")),
    "listing": tried(lambda: os.listdir(told["secret"])),
    "environment": tried(read(f"/proc/{os.getppid()}/environ")),
    "memory": tried(read(f"/proc/{os.getppid()}/mem")),
    "passwd": tried(read("/etc/passwd")),
    "signal": tried(lambda: os.kill(os.getppid(), 0)),
    "connect": tried(lambda: socket.create_connection(("127.0.0.1", told["port"]), 1)),
}
import av, numpy, PIL.Image
from studio.render import pipeline
out["imports"] = "done"
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the taken-over worker could do."""
    tmp_path = tmp_path_factory.mktemp("sandbox")
    for name in ("secret", "out"):
        (tmp_path / name).mkdir()
    for name in ("secret/reelay.key", "secret/studio.sqlite3", "photo.bin"):
        (tmp_path / name).write_bytes(b"content")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        told = {
            "source": str(tmp_path / "photo.bin"),
            "out": str(tmp_path / "out"),
            "secret": str(tmp_path / "secret"),
            "port": listener.getsockname()[1],
        }
        ran = subprocess.run(
            [sys.executable, "-c", TAKEN_OVER, json.dumps(told)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "SECRET": "in the environment"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, str] = json.loads(ran.stdout)
    assert (tmp_path / "secret/studio.sqlite3").read_bytes() == b"content"
    return found


def test_it_reads_its_source_and_writes_its_result(seen: dict[str, str]) -> None:
    """And everything it needs can still be imported."""
    assert [seen[what] for what in ("source", "result", "imports")] == ["done"] * 3


@pytest.mark.parametrize(
    "what",
    ["key", "database", "overwrite", "listing", "environment", "memory", "passwd"],
)
def test_it_reaches_no_other_file(seen: dict[str, str], what: str) -> None:
    """The bot's key and database, its parent's environment and memory, the system's users."""
    assert seen[what] == "PermissionError"


@pytest.mark.skipif(landlock.version() < 6, reason="before Landlock's scopes")
def test_it_signals_nobody(seen: dict[str, str]) -> None:
    """Its parent least of all."""
    assert seen["signal"] == "PermissionError"


@pytest.mark.skipif(landlock.version() < 4, reason="before Landlock's network rights")
def test_it_connects_to_nothing(seen: dict[str, str]) -> None:
    """Not even to this machine."""
    assert seen["connect"] in ("PermissionError", "OSError", "ConnectionRefusedError")


def test_the_process_that_starts_workers_is_closed_to_them(tmp_path: Path) -> None:
    """Its memory and environment, by the kernel's own switch and without Landlock too."""
    script = """
import asyncio, ctypes, sys
from pathlib import Path
from studio.media.samples import make_photos
from studio.render import process
(photo,) = make_photos(Path(sys.argv[1]), 1, megapixels=0.2)
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
asyncio.run(process.probe(photo))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["1", "0"]
