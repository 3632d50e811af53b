"""The commands as a person runs them: in a process of its own, in a folder of its own."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from cryptography.fernet import Fernet
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.place import check_place
from core.store.database import FileLock

ROOT = Path(__file__).parents[2]


def run(
    folder: Path, *args: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`python -m bot …` in that folder, with nothing in the environment but what is given."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def test_the_platforms_are_not_imported_without_tokens(tmp_path: Path) -> None:
    """Who has no token does not pay for the libraries of Telegram and Discord."""
    script = (
        "import sys, bot.__main__, bot.service, bot.app\n"
        "from bot.settings import load\n"
        "from core.clock import SystemClock\n"
        "assert bot.service.platforms(load(None), SystemClock()) == []\n"
        "print(*[n for n in ('telegram', 'discord', 'procrastinate') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


Invoke = Callable[..., Result]


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Invoke]:
    """`python -m bot …` in this process (a new one takes seconds to import everything)."""
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def invoked(*args: str, **environment: str) -> Result:
        return CliRunner().invoke(app, args, env={"COLUMNS": "200", **environment})

    yield invoked
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TELEGRAM_TOKEN": "1"}, "did you mean TELEGRAM_BOT_TOKEN?"),
        ({"DATABASE_URL": "mysql://x/y"}, "use postgresql://… or sqlite:///…"),
        ({"DATABASE_URL": "mysql://u:p@[x/y"}, "use postgresql://… or sqlite:///…"),
        ({"REELAY_SECRET_KEY": "short"}, "make one with `python -m bot key`"),
        ({"REELAY_DATA_DIR": "/proc/nowhere"}, "set REELAY_DATA_DIR to another folder"),
        ({"REELAY_DATA_DIR": "file"}, "set REELAY_DATA_DIR to another folder"),
    ],
    ids=["name", "database", "no-address", "key", "no-folder", "a-file"],
)
def test_an_operators_mistake_is_one_sentence(
    environment: dict[str, str], said: str, invoke: Invoke, tmp_path: Path
) -> None:
    """A wrong setting ends the program with what to do, without a traceback."""
    (tmp_path / "file").write_text("x")
    done = invoke("migrate", **environment)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_migrate_and_rotate(invoke: Invoke, tmp_path: Path) -> None:
    """The database is made; a new key alone is refused, beside the old one it takes over."""
    first, second = (Fernet.generate_key().decode() for _ in range(2))
    assert invoke("migrate", REELAY_SECRET_KEY=first).exit_code == 0
    with sqlite3.connect(tmp_path / "data" / "reelay.db") as database:
        database.execute("insert into users (person, client_id, created) values ('a', 'b', 0)")
        database.execute(
            "insert into accounts (user, kind, token, created) values (1, 'linked', ?, 0)",
            (Fernet(first).encrypt(b"nmv_usr_x"),),
        )
    refused = invoke("migrate", REELAY_SECRET_KEY=second)
    assert refused.exit_code == 2
    assert "add the old key behind the new one" in " ".join(refused.stderr.split())
    done = invoke("migrate", REELAY_SECRET_KEY=f"{second},{first}")
    assert "1 stored secrets are under the newest key" in done.stdout


def test_a_key_is_a_key(invoke: Invoke) -> None:
    """What `key` prints can be put into REELAY_SECRET_KEY."""
    assert Fernet(invoke("key").stdout.strip())


@pytest.fixture
def _in_use(tmp_path: Path) -> Iterator[None]:
    """Another bot runs on the database of this folder."""
    (tmp_path / "data").mkdir()
    lock = FileLock(tmp_path / "data" / "reelay.db")
    lock.acquire()
    yield
    lock.release()


@pytest.mark.usefixtures("_in_use")
def test_a_second_bot_on_the_same_data(invoke: Invoke) -> None:
    """While one process runs on a database, another one is told so and ends."""
    done = invoke("migrate")
    assert done.exit_code == 2
    assert "another Reelay is running" in done.stderr


BROKEN = {
    "NEMO_TOKENS": "x",
    "REELAY_POLL_S": "never",
    "REELAY_LOG_LEVEL": "loud",
    "REELAY_DAILY_TURNS": "-3",
    "REELAY_DATA_DIR": "file",
    "REELAY_SECRET_KEY": "short",
    "REELAY_SENTRY_DSN": "sentry.io",
    "NEMO_API_URL": "http://127.0.0.1:9",
    "NEMO_TOKEN": "x",
    "DATABASE_URL": "postgresql://u:hidden@127.0.0.1:9/x",
    "TELEGRAM_BOT_TOKEN": "1:x",
    "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
    "DISCORD_TOKEN": "x",
    "DISCORD_API_BASE_URL": "http://127.0.0.1:9",
    "DISCORD_GATEWAY_URL": "ws://127.0.0.1:9",
}
SAID = (
    "did you mean NEMO_TOKEN?",
    "REELAY_POLL_S: this is no number",
    "REELAY_LOG_LEVEL: choose 'debug', 'info', 'warning' or 'error'",
    "REELAY_DAILY_TURNS: it must be at least 0",
    "REELAY_DATA_DIR file is a file: name a folder",
    "make one with `python -m bot key`",
    "REELAY_SENTRY_DSN is no address",
    "NemoVideo cannot be reached",
    "postgresql+psycopg://u:***@127.0.0.1:9/x cannot be opened",
    "telegram cannot be reached",
    "discord cannot be reached",
)


def test_doctor_names_everything_at_once(tmp_path: Path) -> None:
    """All that is wrong is told in one run, each with its mend; no traceback, number or class."""
    (tmp_path / "file").write_text("x")
    done = run(tmp_path, "doctor", **BROKEN)
    assert done.returncode == 1
    wrong = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    for said in SAID:
        assert any(said in line for line in wrong), said
    for raw in ("Traceback", "Errno", "Error(", "Input should", "Unreached", "hidden"):
        assert raw not in done.stdout + done.stderr


def test_doctor_is_content(tmp_path: Path) -> None:
    """On a fresh machine nothing is wrong; what could be set is noted."""
    done = run(tmp_path, "doctor")
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout
    assert "built-in studio" in done.stdout
    assert "TELEGRAM_BOT_TOKEN" in done.stdout
    assert "No STT_BASE_URL" in done.stdout
    assert "installed from no known shop" in done.stdout
    assert "installed by clawhub" in run(tmp_path, "doctor", NEMO_SKILL_PLATFORM="clawhub").stdout


def test_nothing_to_serve(tmp_path: Path) -> None:
    """Without a platform, a page and a terminal it says what is missing, and ends."""
    done = run(tmp_path, REELAY_WEB_PORT="0")
    assert done.returncode == 2
    assert "set TELEGRAM_BOT_TOKEN or DISCORD_TOKEN" in done.stdout


def test_chat_through_a_pipe(tmp_path: Path) -> None:
    """Lines that come through a pipe are answered before the program ends."""
    done = run(tmp_path, "chat", stdin="/credits\n/status\nwhat can you do?\n")
    assert done.returncode == 0, done.stderr
    assert "play credits" in done.stdout
    assert "Nothing on the timeline yet" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["chat", "demo"])
@pytest.mark.parametrize("out", ["file/videos", "/proc/nope/x.mp4", "folder.mp4"])
def test_a_place_that_takes_no_video(
    command: str, out: str, invoke: Invoke, tmp_path: Path
) -> None:
    """It is told at the start, in one sentence, before anybody waits for a video."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.mp4").mkdir()
    done = invoke(command, "--out", out)
    assert done.exit_code == 2
    said = " ".join(done.stderr.split())
    assert said.startswith(f"No video can be saved to {out} (")
    assert said.endswith("give another file or folder with --out.")
    assert not (tmp_path / "data").exists()


def test_a_place_that_takes_videos_is_left_alone(tmp_path: Path) -> None:
    """Looking makes no folder, and touches no file that is there."""
    there = tmp_path / "there.mp4"
    there.write_text("film")
    for out in (tmp_path / "new" / "deep", tmp_path / "new" / "x.mp4", there, tmp_path):
        check_place(out)
    assert [one.name for one in tmp_path.iterdir()] == ["there.mp4"]
    assert there.read_text() == "film"


def test_photos_begin_a_project_of_their_own(tmp_path: Path) -> None:
    """A chat that begins with a request does not add to the project of the time before."""
    first = run(tmp_path, "chat", "--prompt", "/status", stdin="/new Beach\n")
    assert "New project: Beach" in first.stdout
    assert "New project." not in first.stdout
    again = run(tmp_path, "chat", "--prompt", "/status")
    assert "New project." in again.stdout
    assert (first.returncode, again.returncode) == (0, 0)


@pytest.mark.usefixtures("_in_use")
def test_doctor_beside_a_running_bot(invoke: Invoke) -> None:
    """A database that is in use is no fault."""
    done = invoke("doctor")
    assert done.exit_code == 0, done.stdout
    assert "A bot runs on this database" in done.stdout


@pytest.mark.parametrize(
    ("number", "code", "proxy"),
    [
        (signal.SIGTERM, 0, {}),
        (signal.SIGINT, 130, {}),
        (signal.SIGTERM, 0, {"ALL_PROXY": "socks5://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}),
    ],
    ids=["SIGTERM", "Ctrl-C", "behind a SOCKS proxy"],
)
def test_how_a_service_ends(tmp_path: Path, number: int, code: int, proxy: dict[str, str]) -> None:
    """A supervisor's stop is a success, an interrupt is told as one; neither is a traceback."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
        "NEMO_BACKEND": "studio",
        **proxy,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as bot:
        assert bot.stdout is not None
        said = ""
        while "Ctrl-C stops it" not in said:
            line = bot.stdout.readline()
            assert line, said
            said += line
        bot.send_signal(number)
        rest = bot.stdout.read()
        assert bot.wait(60) == code, said + rest
    assert "Traceback" not in said + rest


def test_proxy_that_cannot_be_used(tmp_path: Path) -> None:
    """One line says which variable to mend, exit code 2."""
    done = run(tmp_path, TELEGRAM_BOT_TOKEN="1:x", NEMO_BACKEND="studio", ALL_PROXY="socks://x:1")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("ALL_PROXY: ")


def test_migrate_refuses_an_empty_password(tmp_path: Path) -> None:
    """As where compose was started without POSTGRES_PASSWORD: one sentence, exit code 2."""
    done = run(tmp_path, "migrate", DATABASE_URL="postgresql://reelay:@127.0.0.1:1/reelay")
    assert done.returncode == 2
    assert "POSTGRES_PASSWORD" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["demo", "chat"])
def test_a_photo_that_is_not_there(command: str, invoke: Invoke, tmp_path: Path) -> None:
    """It is told before anything is made or loaded."""
    done = invoke(command, "--photos", "nope.jpg")
    assert done.exit_code == 2
    assert "no file nope.jpg" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("args", [["--help"], ["doctor"], ["chat"]])
def test_a_reader_that_has_enough(args: list[str], tmp_path: Path) -> None:
    """Who reads the first line alone, as `head -1` does, sees no traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as bot:
        assert bot.stdin is not None
        assert bot.stdout is not None
        assert bot.stderr is not None
        bot.stdout.readline()
        bot.stdout.close()
        if args == ["chat"]:
            bot.stdin.write(b"/help\n/credits\n/status\n")
        bot.stdin.close()
        said = bot.stderr.read().decode()
        bot.wait(60)
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_a_backup_and_back(invoke: Invoke, tmp_path: Path) -> None:
    """As the page of upgrades says: a new folder, the data away, the key back, restored."""
    assert invoke("migrate").exit_code == 0
    with sqlite3.connect(tmp_path / "data" / "reelay.db") as database:
        database.execute("insert into users (person, client_id, created) values ('a', 'b', 0)")
    done = invoke("backup", "before-upgrade")
    assert done.exit_code == 0, done.output
    assert "Without its key it cannot be restored" in done.stdout
    (tmp_path / "data").rename(tmp_path / "away")
    (tmp_path / "data").mkdir()
    (tmp_path / "away" / "reelay.key").rename(tmp_path / "data" / "reelay.key")
    done = invoke("restore", "before-upgrade")
    assert done.exit_code == 0, done.output
    with sqlite3.connect(tmp_path / "data" / "reelay.db") as database:
        assert database.execute("select person from users").fetchall() == [("a",)]
