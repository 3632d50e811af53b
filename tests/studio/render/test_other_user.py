"""A worker of root's: it goes on as a user who owns nothing, with only its files handed over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

import pytest

from studio.media.samples import make_photos
from studio.render import landlock, other_user, process
from tests.studio.render.films import draft

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(not other_user.possible(), reason="it takes root, on Linux")

TAKEN_OVER = """
import ctypes, json, os, struct, sys
from pathlib import Path
from studio.render import landlock, other_user, sandbox
told = json.loads(sys.argv[1])
if told["without"]:
    landlock.version = lambda: 0  # as a kernel that has none
order = {"path": told["source"], "target": told["target"]}
order = other_user.handed_over(order)
read, write = [Path(order["path"])], [Path(order["target"])]
sandbox.enter(60, read=read, write=write, other_user=True)
def tried(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"
def read(path):
    return lambda: open(path, "rb").read()
secret, folder = told["secret"], os.path.dirname(order["path"])
rights = ctypes.create_string_buffer(24)
ctypes.CDLL(None).capget(struct.pack("=Ii", 0x20080522, 0), rights)
import av, numpy, PIL.Image
from studio.render import pipeline
print(json.dumps({
    "uid": os.getuid(),
    "rights": struct.unpack("=6I", rights.raw)[1],
    "source": tried(read(order["path"])),
    "target": tried(lambda: open(order["target"], "wb").write(b"x")),
    "key": tried(read(f"{secret}/reelay.key")),
    "another's": tried(read(f"{folder}/../other/photo.bin")),
    "write": tried(lambda: open(order["path"], "ab").close()),
    "listing": tried(lambda: os.listdir(folder)),
    "replace": tried(lambda: os.symlink(f"{secret}/reelay.key", f"{folder}/link")),
    "environment": tried(read(f"/proc/{os.getppid()}/environ")),
    "signal": tried(lambda: os.kill(os.getppid(), 0)),
    "root again": tried(lambda: os.setuid(0)),
}))
"""
CLOSED = ("key", "another's", "write", "listing", "replace", "environment", "signal", "root again")


@cache
def interpreter() -> str:
    """A Python of this version that lies open to everybody; empty where there is none."""
    for place in map(Path, ("/usr/bin/python3", "/usr/local/bin/python3", sys.executable)):
        script = "import sys, sysconfig; print(sys.version_info[:2], sysconfig.get_path('stdlib'))"
        if not place.exists():
            continue
        said = subprocess.run([place, "-c", script], capture_output=True, text=True, check=True)
        version, _, stdlib = said.stdout.strip().rpartition(" ")
        if version == str(sys.version_info[:2]) and other_user.open_to_others([Path(stdlib)]):
            return str(place)
    return ""


@pytest.mark.parametrize("without", [False, True], ids=["landlock", "no landlock"])
def test_what_it_reaches(tmp_path: Path, without: bool) -> None:
    """Its source and its result, where Landlock holds as where it does not."""
    if not without and landlock.version() < 1:
        pytest.skip("this kernel has no Landlock")
    python = interpreter() if without else sys.executable
    needed = [ROOT, Path(sysconfig.get_path("purelib"))] if without else [ROOT]
    if not python or not other_user.open_to_others(needed):
        pytest.skip("Python, or this folder, is closed to others here")
    for name in ("secret/reelay.key", "mine/photo.bin", "other/photo.bin", "results/poster.jpg"):
        (tmp_path / name).parent.mkdir(mode=0o700)
        (tmp_path / name).touch(0o600)
    told = {
        "source": str(tmp_path / "mine/photo.bin"),
        "target": str(tmp_path / "results/poster.jpg"),
        "secret": str(tmp_path / "secret"),
        "without": without,
    }
    paths = f"{ROOT}{os.pathsep}{sysconfig.get_path('purelib')}"
    ran = subprocess.run(
        [python, "-c", TAKEN_OVER, json.dumps(told)],
        env={"PYTHONPATH": paths, "SECRET": "in the environment"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["uid"] == other_user.ID
    assert (found["source"], found["target"]) == ("done", "done")
    assert {name: found[name] for name in CLOSED} == dict.fromkeys(CLOSED, "PermissionError")
    assert found["rights"] == 0 or not without


async def test_a_still_is_made_by_it(tmp_path: Path) -> None:
    """Through closed folders; nothing but the group of what was handed over has changed."""
    home = tmp_path / "closed"
    home.mkdir(mode=0o700)
    (photo,) = make_photos(home, 1, megapixels=0.2)
    photo.chmod(0o600)
    target = home / "sheet.jpg"
    found = await process.probe(photo)
    await process.contact_sheet(draft([{"d": 1000, "src": "p"}]), {"p": photo}, target)
    assert (found.kind, target.stat().st_size > 0) == ("image", True)
    held = photo.stat()
    assert (held.st_uid, held.st_mode & 0o007) == (0, 0)
