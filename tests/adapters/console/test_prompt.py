"""Typing at a real terminal (a pty) while the bot speaks: no letter is lost, none stands alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyte
import pytest

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
termios = pytest.importorskip("termios", reason="no pseudo-terminals on this system")

ROOT = Path(__file__).parents[3]
ROWS = 20
PASTE = "\x1b[200~{}\x1b[201~"


class Typist:
    """Somebody at the terminal: types, reads the screen, and makes the bot speak."""

    def __init__(
        self, keys: int, mouth: int, process: subprocess.Popen[bytes], columns: int
    ) -> None:
        self._keys, self._mouth, self.process = keys, mouth, process
        self._screen = pyte.Screen(columns, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = ""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._keys, keys.encode())

    def bot(self, words: str) -> None:
        """Let the bot say something."""
        os.write(self._mouth, f"{words}\n".encode())

    @property
    def screen(self) -> str:
        """What can be seen now."""
        # A letter of two columns is followed by an empty one.
        return "\n".join(line.rstrip() for line in self._screen.display)

    def until(self, *words: str) -> None:
        """Wait until all of this can be seen, in this order."""
        while not re.search("[\\s\\S]*".join(map(re.escape, words)), self.screen):
            assert self._read(), f"{words} never came:\n{self.screen}"

    def ended(self) -> int:
        """The exit code, once the terminal has nothing more to show."""
        while self._read():
            pass
        return self.process.wait(30)

    def _read(self) -> bool:
        try:
            new = os.read(self._keys, 65536)
        except OSError:  # Linux: the other end is closed
            return False
        self._stream.feed(new)
        self.raw += new.decode(errors="replace")
        return bool(new)


Open = Callable[..., AbstractContextManager[Typist]]


@pytest.fixture
def terminal(tmp_path: Path) -> Open:
    """Opens a terminal of 20 rows with the adapter in it."""

    @contextmanager
    def opened(columns: int = 80, **environment: str) -> Iterator[Typist]:
        screen, inside = pty.openpty()
        termios.tcsetwinsize(inside, (ROWS, columns))
        ear, mouth = os.pipe()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.console.terminal", str(tmp_path), str(ear)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **environment},
            stdin=inside,
            stdout=inside,
            stderr=inside,
            pass_fds=[ear],
            start_new_session=True,
        ) as process:
            os.close(inside)
            os.close(ear)
            try:
                typist = Typist(screen, mouth, process, columns)
                typist.until("/help", ">")
                yield typist
            finally:
                os.close(mouth)
                process.kill()
                os.close(screen)

    return opened


def test_a_line_begun_survives_messages_and_progress(terminal: Open) -> None:
    """What is typed stands below what the bot says meanwhile, and is sent whole."""
    with terminal() as me:
        me.type("hel")
        me.until("> hel")
        me.bot("Meanwhile")
        me.until("Meanwhile", "> hel")
        me.bot("~Rendering 19 s")
        me.until("Rendering 19 s\n> hel")
        me.type("lo\r")
        me.until(r"got 'hello'")
        me.type("\x04")
        assert me.ended() == 0
        assert "Bye!" in me.raw


def test_keys_pressed_while_a_message_is_printed(terminal: Open) -> None:
    """They are taken as they are: Ctrl-D ends it also in the middle of a long message."""
    with terminal() as me:
        me.bot("**word** " * 6000)  # more than a terminal holds: it is printed as it is read
        me.until("word word")
        me.type("\x04")
        assert me.ended() == 0


def test_wide_letters_and_corrections(terminal: Open) -> None:
    """A letter of two columns is taken back as one; so it is in a terminal of 24 columns."""
    with terminal(columns=24) as me:
        me.bot("~Rendering your video, 19 seconds so far")
        me.type("動画を作っx\x7fて")
        me.until("て")
        me.type("\r")
        me.until("got '動画を作って'")


def test_a_paste_of_several_lines_is_one_message(terminal: Open) -> None:
    """Nothing is sent before Enter; a path that was dropped in is a file."""
    with terminal() as me:
        me.type(PASTE.format("make a promo:\r- beach\r- sea"))
        me.until("- sea")
        me.type("\r")
        me.until(r"got 'make a promo:\n- beach\n- sea'")
        me.type("\x1b[A and the sky\r")
        me.until("the sky'")


def test_a_full_disk(terminal: Open) -> None:
    """What could not be written down is told with its cause, and the conversation goes on."""
    with terminal() as me:
        me.type("full\r")
        me.until("no room left on this machine's disk")
        me.type("again\r")
        me.until("got 'again'")


def test_without_colours(terminal: Open) -> None:
    """With NO_COLOR neither the messages, the progress nor the line have any."""
    with terminal(NO_COLOR="1") as me:
        me.bot("~Rendering")
        me.until("Rendering")
        me.type("hello\r")
        me.until("got 'hello'")
        assert not re.search(r"\x1b\[(?:\d+;)*(?:3[1-7]|4[1-7]|9\d|[34]8;)", me.raw)


@pytest.mark.parametrize("way", ["key", "signal"])
def test_ctrl_c(way: str, terminal: Open) -> None:
    """The key is the signal, also with a line begun; the terminal is itself again afterwards."""
    with terminal() as me:
        me.type("half a li")
        me.until("half a li")
        if way == "key":
            me.type("\x03")
        else:
            me.process.send_signal(signal.SIGINT)
        assert me.ended() in (130, -signal.SIGINT)
        assert me.raw.rindex("\x1b[?2004l") > me.raw.rindex("\x1b[?2004h")
