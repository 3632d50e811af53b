"""A private PostgreSQL server for tests: a free port, a temporary folder, never root.

`python -m tests.scale.postgres COMMAND…` runs a command with its address in
`REELAY_TEST_POSTGRES_URL`, so that several test runs share one server.
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from tests.ports import free_port

VARIABLE: Final = "REELAY_TEST_POSTGRES_URL"
# Debian and its children keep the server's programs off the PATH.
_DEBIAN: Final = Path("/usr/lib/postgresql")
_READY_S: Final = 30.0
_STOPS_S: Final = 10.0


class NoPostgres(Exception):
    """There is no server to test with; the text says how to get one."""


class Server:
    """One PostgreSQL server; `url` names its maintenance database."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._programs = _programs()
        self._folder = folder
        self._user = _unprivileged()
        entry = None if self._user is None else pwd.getpwnam(self._user)
        self._uid = None if entry is None else entry.pw_uid
        self._gid = None if entry is None else entry.pw_gid
        self._groups: list[int] | None = None if entry is None else []
        self._port = free_port()
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"postgresql://{self._name}@127.0.0.1:{self._port}/postgres"

    @property
    def _name(self) -> str:
        return self._user or getpass.getuser()

    def create(self) -> None:
        """Make its data folder; trusted on loopback, where it alone listens."""
        if self._user is not None:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", "-D", str(self._data))

    def start(self) -> None:
        """Start it and wait until it answers; raises NoPostgres when it does not."""
        waited = 0.0
        self._process = self._launch()
        while not self._answers():
            if waited > _READY_S:
                raise NoPostgres(f"PostgreSQL does not start:\n{self._log()}")
            try:
                self._process.wait(0.05)
            except subprocess.TimeoutExpired:
                waited += 0.05
            else:  # children of one that was killed still hold its memory for a moment
                waited += 1.0
                self._process = self._launch()

    def _launch(self) -> subprocess.Popen[bytes]:
        # A power cut is no test of ours; without fsync a database is made in a tenth of the time.
        loose = [] if self._durable else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        with (self._folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                [
                    *(str(self._programs / "postgres"), "-D", str(self._data)),
                    *("-p", str(self._port), "-c", "listen_addresses=127.0.0.1"),
                    *("-c", "unix_socket_directories=", "-c", "max_connections=300"),
                    *loose,
                ],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
                user=self._uid,
                group=self._gid,
                extra_groups=self._groups,
            )

    def _answers(self) -> bool:
        ready = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        return subprocess.run(ready, check=False).returncode == 0

    def stop(self, *, at_once: bool = False) -> None:
        """Disconnect everybody and stop; `at_once` as in a crash, with a recovery at the start."""
        if self._process is None:
            return
        # A checkpoint on a slow disk outlasts the first; a server that hangs, the second.
        for wish in (signal.SIGQUIT if at_once else signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self._process.send_signal(wish)
            try:
                self._process.wait(_STOPS_S)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process = None

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _log(self) -> str:
        return (self._folder / "server.log").read_text(errors="replace")[-2_000:]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=self._folder,
            user=self._uid,
            group=self._gid,
            extra_groups=self._groups,
        )
        if done.returncode:
            raise NoPostgres(f"{program} failed: {done.stderr.strip()[-500:]}")


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A server of one's own, gone afterwards; raises NoPostgres."""
    with tempfile.TemporaryDirectory(prefix="reelay-postgres-") as name:
        found = Server(Path(name), durable=durable)
        found.create()
        found.start()
        try:
            yield found
        finally:
            found.stop()


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """An empty database on that server, gone afterwards; its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    try:
        yield url.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'drop database "{name}" with (force)')


def _programs() -> Path:
    for folder in (*sorted(_DEBIAN.glob("*/bin"), reverse=True), *_on_path()):
        if all((folder / name).exists() for name in ("postgres", "initdb", "pg_isready")):
            return folder
    raise NoPostgres(
        "PostgreSQL's programs are not here: install them (Debian: `apt-get install postgresql`) "
        f"or set {VARIABLE} to a server whose databases may be created and dropped"
    )


def _on_path() -> list[Path]:
    found = shutil.which("initdb")
    return [Path(found).resolve().parent] if found else []


def _unprivileged() -> str | None:
    """The user to run as, None for ourselves: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def main(command: list[str]) -> int:
    """Run a command beside a server; its exit code."""
    with server() as found:
        environment = {**os.environ, VARIABLE: found.url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
