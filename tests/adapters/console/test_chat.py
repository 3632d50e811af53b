"""The terminal as a chat: what is printed, what lives below, what is saved and what is read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from adapters.console import parse
from adapters.console.chat import ConsoleChat
from core.chat import (
    Attachment,
    AttachmentFolder,
    AttachmentForbidden,
    AttachmentMissing,
    Button,
    File,
    Message,
    Video,
)

ME = parse.ME


class Terminal:
    """A chat on a terminal of text; `text` is what was printed."""

    def __init__(self, out: Path) -> None:
        self._file = io.StringIO()
        self.console = Console(file=self._file, width=100, force_terminal=False)
        self.chat = ConsoleChat(self.console, out, language="en")

    @property
    def text(self) -> str:
        """Everything printed so far."""
        return self._file.getvalue()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal whose videos go to a folder."""
    return Terminal(tmp_path / "videos")


def video(folder: Path, name: str = "beach.mp4") -> Video:
    """A finished video."""
    path = folder / "spooled"
    path.write_bytes(b"film")
    return Video(path, name, 4, 1080, 1920, 15.0)


async def test_an_answer(terminal: Terminal) -> None:
    """Words keep their lines, buttons get numbers, addresses are shown."""
    buttons = ((Button("Export", "x:1"),), (Button("Open", url="https://web.example/p"),))
    await terminal.chat.send(ME, Message("**Done!**\nTimeline (1 track):\n1. Video", buttons))
    lines = [line.strip() for line in terminal.text.splitlines()]
    assert "Done!" in lines
    assert "Timeline (1 track):" in lines
    assert "1. Video" in lines, "no bare number, as buttons have"
    assert "[1] Export" in lines
    assert "Open → https://web.example/p" in lines


@pytest.mark.parametrize("nasty", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\x08\x08"])
async def test_nothing_moves_the_cursor(nasty: str, terminal: Terminal) -> None:
    """Control characters of file names and of the backend do not reach the terminal."""
    await terminal.chat.send(ME, Message(f"before {nasty} after"))
    assert nasty[0] not in terminal.text


async def test_saved_videos(terminal: Terminal, tmp_path: Path) -> None:
    """A video is kept under its name, a second one beside it; the path is told."""
    for expected in ("beach.mp4", "beach-2.mp4"):
        await terminal.chat.send_video(ME, video(tmp_path), Message("Your video"))
        saved = terminal.chat.saved
        assert saved == (tmp_path / "videos" / expected).absolute()
        assert saved.read_bytes() == b"film"
        assert expected in terminal.text.replace("\n", "").replace("  ", "")


async def test_saved_files_and_pictures(terminal: Terminal, tmp_path: Path) -> None:
    """A file is kept beside another of its name, a picture in its place; the path is told."""
    folder = tmp_path / "videos"
    for _ in range(2):
        await terminal.chat.send_file(ME, File("answer.txt", b"all of it", 9), Message("Whole"))
    for data in (b"first", b"second"):
        await terminal.chat.send_picture(ME, File("beach.jpg", data, len(data)), Message("Now"))
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer-2.txt",
        "answer.txt",
        "beach.jpg",
    ]
    assert (folder / "beach.jpg").read_bytes() == b"second"
    assert "answer-2.txt" in terminal.text.replace("\n", "").replace("  ", "")
    assert terminal.chat.saved is None
    film = video(tmp_path)
    await terminal.chat.send_file(ME, File(film.name, film.path, 4), Message("Your film"))
    assert terminal.chat.saved == folder / "beach.mp4"


async def test_files_beside_a_named_video(tmp_path: Path) -> None:
    """Where a place is named for the video, a picture goes beside it, called after it."""
    terminal = Terminal(tmp_path / "out" / "mine.mp4")
    await terminal.chat.send_picture(ME, File("now.jpg", b"x", 1), Message("Now"))
    await terminal.chat.send_video(ME, video(tmp_path), Message("Your video"))
    found = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert found == ["mine-preview.jpg", "mine.mp4"]


async def test_no_place_for_a_video(tmp_path: Path) -> None:
    """Where nothing can be written it is said with the place, and the caption's links are kept."""
    (tmp_path / "file").write_text("x")
    terminal = Terminal(tmp_path / "file" / "videos")
    await terminal.chat.send_video(ME, video(tmp_path), Message("Your video: https://cdn/x.mp4"))
    said = " ".join(terminal.text.split())
    assert "https://cdn/x.mp4" in said
    assert "couldn't save the video to" in said
    assert str(tmp_path / "file" / "videos") in terminal.text.replace("\n", "").replace("  ", "")
    assert terminal.chat.saved is None
    await terminal.chat.send_picture(ME, File("now.jpg", b"x", 1), Message("Now"))
    assert "couldn't save a file to" in " ".join(terminal.text.split())


async def test_a_video_half_written(tmp_path: Path) -> None:
    """What breaks off while it is written leaves nothing behind."""
    terminal = Terminal(tmp_path / "videos")
    gone = Video(tmp_path / "gone", "beach.mp4", 4, 1080, 1920, 15.0)
    await terminal.chat.send_video(ME, gone, Message("Your video"))
    assert "couldn't save the video" in " ".join(terminal.text.split())
    assert list((tmp_path / "videos").iterdir()) == []


async def read(terminal: Terminal, path: Path) -> bytes:
    """The bytes of a file, as core reads them."""
    async with terminal.chat.open(ME, parse.attachment(path)) as download:
        data = b"".join([chunk async for chunk in download.chunks])
        assert download.size == len(data)
        return data


async def test_files(terminal: Terminal, tmp_path: Path) -> None:
    """A file is read as it is; what is none says what it is instead."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(os.urandom(600_000))
    assert await read(terminal, file) == file.read_bytes()
    with pytest.raises(AttachmentFolder):
        await read(terminal, tmp_path)
    with pytest.raises(AttachmentMissing):
        await read(terminal, tmp_path / "gone.jpg")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read(terminal: Terminal, tmp_path: Path) -> None:
    """A file without permission is told apart from a damaged one."""
    file = tmp_path / "mine.jpg"
    file.write_bytes(b"x")
    file.chmod(0)
    with pytest.raises(AttachmentForbidden):
        await read(terminal, file)


def test_the_type_is_told(tmp_path: Path) -> None:
    """An attachment carries its name, its type and its size."""
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"1234")
    found: Attachment = parse.attachment(file)
    assert (found.name, found.mime, found.size) == ("clip.mp4", "video/mp4", 4)
