"""The studio as a service for many, and what its workers reach when a file has taken them over."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from studio.render import landlock
from tests.abuse.siege import asked, exported, newcomer, reads_proc, siege
from tests.e2e import samples
from tests.e2e.process import ROOT, TelegramProcess
from tests.e2e.scenarios.kit import PROMO
from tests.studio.server.client import ATTRIBUTION, Client
from tests.studio.server.test_command_line import process

STUDIO = {"NEMO_BACKEND": "studio"}
INWARDS = (
    "http://127.0.0.1:{port}/x",
    "http://[::ffff:127.0.0.1]:{port}/x",
    "http://[::ffff:0:127.0.0.1]:{port}/x",
    "http://[64:ff9b::7f00:1]:{port}/x",
    "http://[fec0::1]/x",
    "http://169.254.169.254/latest/meta-data",
    "http://100.100.100.200/latest/meta-data",
    "http://[fd00:ec2::254]/latest/meta-data",
)
MOST_WAITING = 10


@asynccontextmanager
async def studio() -> AsyncIterator[httpx.AsyncClient]:
    """`python -m studio`, which has no secret."""
    async with process("--free") as running:
        assert running.stdout is not None
        url = (await running.stdout.readline()).decode().strip()
        async with httpx.AsyncClient(base_url=url, headers=ATTRIBUTION, timeout=60) as http:
            yield http


async def test_a_studio_that_many_share() -> None:
    """One person's renders and files are bounded; another's come between; pages get nothing.

    No address that points inwards is fetched, whatever it is written like.
    """
    async with studio() as http:
        greedy, other = Client(http), Client(http)
        for client in (greedy, other):
            await client.begin(photos=1)
            await client.say("make a 5-second promo from my photos")
        port = http.base_url.port
        for url in INWARDS:
            body = {"urls": [url.format(port=port)], "source_type": "url"}
            assert (await other.post(other.upload_path, json=body))["code"] == 400, url
        for header in ({"Origin": "https://evil.example"}, {"Host": f"evil.example:{port}"}):
            refused = await http.get("/api/credits/balance/simple", headers=header)
            assert refused.status_code == 403
        ids = [f"render_{number}" for number in range(MOST_WAITING + 5)]
        codes = [(await greedy.submit(one)).get("code") for one in ids]
        assert codes[-1] == 429
        await other.submit("mine")
        assert (await other.poll("mine"))["data"]["position"] <= 2
        await other.until("completed", id="mine")
        waiting = [(await greedy.poll(one))["data"].get("position", 0) for one in ids[:10]]
        assert max(waiting) >= MOST_WAITING / 2


@reads_proc
def test_the_embedded_studio_serves_its_bot_alone(tmp_path: Path) -> None:
    """Another program of this machine finds the port, and is refused without the secret."""

    async def story(world: TelegramProcess) -> None:
        await world.house.seen(lambda: listening(world.house.pid))
        for port in listening(world.house.pid):
            for secret in ("", "x" * 32, "\xff\xfe"):
                headers = {"X-Studio-Secret": secret} if secret else {}
                assert asked(port, "POST", "/api/auth/anonymous-token", **headers)[0] == 403
            assert asked(port, "GET", "/files/m/" + "a" * 32)[0] == 404

    siege(TelegramProcess, story, tmp_path, STUDIO)


def listening(pid: int) -> list[int]:
    """The TCP ports at which a process takes connections."""
    links = []
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed just now
            links.append(str(one.readlink()))
    own = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A" and row[9] in own]


# What a worker does that a file has taken over: run in place of the first look into the file.
TAKEN_OVER = """
import json, os, sys
if "studio.render.worker" in sys.orig_argv:
    def tried(act):
        try:
            act()
        except OSError as error:
            return type(error).__name__
        return "done"
    def read(path):
        return tried(lambda: open(path, "rb").read())
    class Attack:
        def find_spec(self, name, path=None, target=None):
            if name != "studio.media.probe":
                return None
            sys.meta_path.remove(self)
            up = f"/proc/{os.getppid()}"
            data = os.path.realpath(f"{os.environ['HOME']}/bot/data")
            found = {name: read(f"{data}/{name}") for name in ("reelay.key", "reelay.db")}
            found["studio"] = read(f"{data}/studio/studio.sqlite3")
            found["environ"], found["mem"] = read(f"{up}/environ"), read(f"{up}/mem")
            found["write"] = tried(lambda: open(f"{data}/reelay.key", "ab"))
            found["own"] = [one for one in os.environ if "TOKEN" in one or "SECRET" in one]
            sys.stderr.write("ATTACK " + json.dumps(found) + "\\n")
            sys.stderr.flush()
            return None
    sys.meta_path.insert(0, Attack())
"""


@pytest.mark.skipif(landlock.version() < 1, reason="this kernel has no Landlock")
def test_a_worker_that_a_file_has_taken_over(tmp_path: Path) -> None:
    """It reads neither key, databases nor its parent's environment, and writes none of them."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(TAKEN_OVER)

    async def story(world: TelegramProcess) -> None:
        ada, room = await newcomer(world, "Ada")
        await world.say(ada, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: exported(world, room))
        await world.house.seen(lambda: "ATTACK" in world.house.said())
        found = re.search(r"ATTACK (\{.*?\})", world.house.said().replace("\\\\", ""))
        assert found is not None
        reached: dict[str, Any] = json.loads(found[1].replace('\\"', '"'))
        assert reached.pop("own") == []
        assert set(reached.values()) == {"PermissionError"}, reached

    paths = {"PYTHONPATH": f"{tmp_path / 'hook'}:{ROOT}", "HOME": str(tmp_path)}
    siege(TelegramProcess, story, tmp_path, STUDIO | paths)
