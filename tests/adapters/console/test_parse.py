"""Typed and dragged: what is words, what is a file, what is a command, what is a button."""

from __future__ import annotations

import io
import shlex
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from adapters.console import parse
from adapters.console.adapter import ConsoleAdapter
from core.chat import Button, Command, Incoming, Message
from core.clock import SystemClock

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = (
    "photo.jpg",
    "my photo.jpg",
    "it's.jpg",
    'the "best".png',
    "a'b c.jpg",
    "фото 1.jpg",
    "a#b?.mp4",
)


def read(line: str) -> Incoming:
    """A line as core's value."""
    return parse.message(line, event="e", at=NOW, locale="en")


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Files with all sorts of names."""
    files = [tmp_path / name for name in NAMES]
    for file in files:
        file.write_bytes(b"x")
    return files


def test_dragged_files(photos: list[Path]) -> None:
    """Quoted, escaped or as an address: whatever a terminal pastes is the file."""
    for file in photos:
        escaped = "".join(c if c.isalnum() or c in "/._-" else f"\\{c}" for c in str(file))
        double = str(file).replace('"', '\\"')
        for pasted in (
            shlex.quote(str(file)),
            escaped,
            f"file://{quote(str(file))}",
            f'"{double}"',
        ):
            assert parse.split(pasted) == ("", [file]), pasted
            assert parse.split(f"make a promo {pasted} of this") == ("make a promo of this", [file])


def test_several_files(photos: list[Path]) -> None:
    """Files in a row keep their order, the words around them stay."""
    line = " ".join(shlex.quote(str(file)) for file in photos)
    assert parse.split(f"a promo of {line}, please") == ("a promo of please", photos)


@pytest.mark.parametrize(
    "words",
    [
        "add the title 'Summer Sale' in white",
        "don't use the first one, it's dark",
        'say "hello" twice',
        "50/50 split, e.g. half and half...",
        "use v1.2 and 16:9",
        "~nobody-of-that-name/x.jpg is missing",
        "file://[ is no address",
        "a\\b",
        "'tis the season",
        "what is / for?",
    ],
)
def test_words_stay_as_typed(words: str, photos: list[Path]) -> None:
    """Apostrophes, quotes and dots make no file, and survive beside one."""
    assert parse.split(words) == (words, [])
    assert parse.split(f"{words} {photos[0]}") == (words, [photos[0]])


def test_a_missing_file_is_clearly_meant(tmp_path: Path) -> None:
    """A path that does not exist is taken for the file that was meant, so that it is named."""
    missing = tmp_path / "gone.jpg"
    assert parse.split(f"promo of {missing}") == ("promo of", [missing])
    (attachment,) = read(f"promo of {missing}").attachments
    assert attachment.size is None


@pytest.mark.parametrize(
    ("line", "words", "missing"),
    [
        ("beach.jpg", "", "beach.jpg"),
        ("use beach.jpg, please", "use beach.jpg please", "beach.jpg"),
        ("use IMG_2034.jpg", "use", "IMG_2034.jpg"),
        ("use ./beach.jpg", "use", "beach.jpg"),
        ("notes.txt", "", "notes.txt"),
        ("the title is notes.txt", "the title is notes.txt", ""),
        ("https://example.org/beach.jpg", "https://example.org/beach.jpg", ""),
        ("visit example.org", "visit example.org", ""),
    ],
)
def test_the_name_of_a_missing_file(line: str, words: str, missing: str) -> None:
    """The name of a photo, clip or sound is no wish where there is no such file."""
    assert parse.split(line) == (words, [Path(missing)] if missing else [])


def test_names_alone_are_no_words() -> None:
    """They are files that came without any; behind a word they are part of what is said."""
    named = [Path("cat.jpg"), Path("sea.png")]
    assert parse.split("cat.jpg, sea.png") == ("", named)
    assert parse.split("cat.jpg sea.png too") == ("too", named)
    assert parse.split("put cat.jpg on sea.png") == ("put cat.jpg on sea.png", named)


def test_the_name_of_a_file_that_was_sent(photos: list[Path]) -> None:
    """What is asked of it is asked in words, and it is not sent again; by its path it is."""
    name = photos[0].name
    for line in (f"remove {name}", f"is {name}, there"):
        assert parse.split(line, {name}) == (line, [])
    assert parse.split(f"use {photos[0]}", {name}) == ("use", [photos[0]])


BLANKS = ("my holiday photos", "my holiday photos/second one.jpg", "a film, cut.mp4")


@pytest.fixture
def blanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with names that hold blanks, beside one whose name is the beginning of such."""
    (tmp_path / "my holiday photos").mkdir()
    (tmp_path / "my").mkdir()
    for name in BLANKS[1:]:
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", ["use {}", "{} is what I like", "make it of {}, please", "{}"])
@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize("way", ["absolute", "here"])
def test_blanks_without_quotes(line: str, name: str, way: str, blanks: Path) -> None:
    """The longest path that is there is the one that was typed; the words around it stay."""
    typed = str(blanks / name) if way == "absolute" else f"./{name}"
    words, found = parse.split(line.format(typed))
    assert [path.absolute() for path in found] == [blanks / name]
    assert words.split() == line.format("").replace(",", "").split()


def test_a_plain_name_with_blanks(blanks: Path) -> None:
    """A file of this folder needs no sign of a path; a folder's name may be words of a wish."""
    assert parse.split("use a film, cut.mp4 now") == ("use now", [Path("a film, cut.mp4")])
    assert parse.split("use my holiday photos now") == ("use my holiday photos now", [])


def test_a_missing_file_with_blanks(blanks: Path) -> None:
    """It is named as missing, and no prompt; only where its folder is there."""
    gone = blanks / "my" / "old film.mp4"
    assert parse.split(f"use {gone} now") == ("use now", [gone])
    words = "tell of /heaven/on earth"
    assert parse.split(words) == (words, [])


def test_files_of_a_folder(tmp_path: Path) -> None:
    """A folder stands for its photos, clips and sounds, by name; for too many it stands itself."""
    for name in ("b.jpg", "a.mp4", "c.mp3", "notes.txt", ".hidden.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "deeper.jpg").mkdir()
    names = [one.name for one in read(f"a film of {tmp_path}/").attachments]
    assert names == ["a.mp4", "b.jpg", "c.mp3"]
    for number in range(parse.MOST_IN_FOLDER):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    (alone,) = read(f"a film of {tmp_path}/").attachments
    assert alone.handle == str(tmp_path)


def test_a_folder(tmp_path: Path) -> None:
    """A folder is taken along, to be refused by name."""
    assert parse.split(f"use {tmp_path}") == ("use", [tmp_path])
    assert read(str(tmp_path)).command is None


@pytest.mark.parametrize("written", ["{}/", "./{}", "'{}'", '"{}"', "{}, please", "{}"])
def test_a_folder_as_people_write_one(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a separator, in quotes or alone on its line it is a folder, to be refused by name."""
    folder = tmp_path / "summer.2025"
    folder.mkdir()
    name = str(folder) if "please" in written else folder.name
    monkeypatch.chdir(tmp_path)
    (found,) = parse.split(written.format(name))[1]
    assert found.absolute() == folder


WORDS = ("videos", "data", "studio", "v1.2", "photos.old", "and", "make", "a", "wait", "...", "…")
ENDS = ("", "", ".", "..", "...", ",", "!", "?", ").", ":", "…")


@pytest.fixture(scope="module")
def misleading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every ordinary word is a folder, or a file without a type."""
    root = tmp_path_factory.mktemp("misleading")
    for word in WORDS[:-2]:
        (root / word).mkdir() if len(word) > 1 else (root / word).write_text("x")
    (root / "README").write_text("x")
    return root


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(st.sampled_from((*WORDS, "README")), st.sampled_from(ENDS)), min_size=2)
)
@example(said=[("make", ""), ("videos", ".")])
@example(said=[("...", ""), ("wait", "")])
def test_sentences_stay_sentences(
    said: list[tuple[str, str]], misleading: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word of a sentence is taken for a folder that happens to have its name."""
    line = " ".join(word + end for word, end in said)
    with monkeypatch.context() as here:
        here.chdir(misleading)
        assert parse.split(line) == (line, [])


@given(st.text("./~ \u2026", min_size=1, max_size=8))
def test_dots_are_no_folder(line: str) -> None:
    """What has no letter names nothing, whatever lies in the folder or above it."""
    assert parse.split(line) == (line.strip(), [])


def test_commands() -> None:
    """A slash and a word is a command, with what follows as its argument."""
    assert read("/new").command == Command("new", "")
    assert read("  /new  Beach trip ").command == Command("new", "Beach trip")
    assert read("/frobnicate").command == Command("frobnicate", "")
    assert read("/Users/me/gone.jpg").command is None
    assert read("make /new things").command is None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
@example("9" * 5000)
@example("/\0.jpg")
@example("./" + "x" * 5000 + ".jpg")
@example("'")
@example("\\")
@example('"unclosed /tmp/a.jpg')
def test_any_line(line: str) -> None:
    """Whatever is typed becomes a message, a command or a button; nothing raises."""
    adapter = ConsoleAdapter(Console(quiet=True), SystemClock(), out=Path(), locale="en")
    item = adapter.read(line)
    assert item is not None
    assert item.press is None
    if item.command is None and not item.attachments:
        assert item.text == line.strip()


@given(st.lists(st.text("ab' \"\\é", min_size=1, max_size=8), min_size=1, max_size=4))
def test_quoting_never_breaks_a_path(parts: list[str]) -> None:
    """A path quoted as a shell would is found as it was, whatever its letters."""
    path = Path("/nowhere-at-all", *[part.strip() or "x" for part in parts], "clip.mp4")
    assert parse.split(f"use {shlex.quote(str(path))} now") == ("use now", [path])


@pytest.fixture
def adapter(tmp_path: Path) -> ConsoleAdapter:
    """A terminal that nobody sees."""
    return ConsoleAdapter(Console(quiet=True), SystemClock(), out=tmp_path, locale="en")


def pressed(adapter: ConsoleAdapter, line: str) -> tuple[str, str]:
    """The data of the button behind a number, and the message it hangs on."""
    item = adapter.read(line)
    assert item is not None
    assert item.press is not None
    return item.press.data, item.press.message.message


async def test_numbers_are_buttons(adapter: ConsoleAdapter) -> None:
    """A number presses its button; one that no button can have had is words: 15 seconds."""
    number = adapter.read("2")
    assert number is not None
    assert number.text == "2", "nothing was offered yet: it is an answer"
    buttons = (
        (Button("Export", "x:1"), Button("Open", url="https://web.example/p")),
        (Button("Timeline", "t:1"), Button("New", "n")),
    )
    ref = await adapter.chat.send(parse.ME, Message("Done", buttons))
    assert pressed(adapter, " 3\n") == ("n", ref.message)
    assert adapter.read("0") is None
    for words in ("15", "100", "2024", "3 seconds", "-1"):
        said = adapter.read(words)
        assert said is not None
        assert said.text == words


async def test_older_numbers_stay(adapter: ConsoleAdapter) -> None:
    """A later message goes on counting, so that what stands further up can still be chosen."""
    first = await adapter.chat.send(parse.ME, Message("Done", ((Button("Title", "s:1:0"),),)))
    queued = await adapter.chat.send(parse.ME, Message("Noted", ((Button("Cancel", "c:2"),),)))
    assert pressed(adapter, "1") == ("s:1:0", first.message)
    assert pressed(adapter, "2") == ("c:2", queued.message)
    await adapter.chat.edit(parse.ME, queued, Message("Cancelled"))
    assert adapter.read("2") is None
    assert pressed(adapter, "1") == ("s:1:0", first.message)


async def test_numbers_begin_again(adapter: ConsoleAdapter) -> None:
    """After a typed line the next buttons are 1, 2, 3 again; until then those of before hold."""
    rows = tuple((Button(name, name),) for name in "abc")
    first = await adapter.chat.send(parse.ME, Message("Done", rows))
    adapter.chat.heard()
    await adapter.chat.send(parse.ME, Message("Noted"))
    assert pressed(adapter, "3") == ("c", first.message)
    ref = await adapter.chat.send(parse.ME, Message("Done", rows[:2]))
    assert [pressed(adapter, n) for n in "12"] == [("a", ref.message), ("b", ref.message)]
    assert adapter.read("3") is None, "it stood there a moment ago"


async def test_a_message_that_loses_its_buttons_is_not_repeated(tmp_path: Path) -> None:
    """Only new words are printed; its number is gone."""
    page = io.StringIO()
    console = Console(file=page, width=80)
    adapter = ConsoleAdapter(console, SystemClock(), out=tmp_path, locale="en")
    asked = Message("Which shape?\n\nPick one.", ((Button("Wide", "o:1"),),))
    ref = await adapter.chat.send(parse.ME, asked)
    await adapter.chat.edit(parse.ME, ref, Message("Which shape?"))
    assert page.getvalue().count("Which shape?") == 1
    assert adapter.read("1") is None
    ref = await adapter.chat.send(parse.ME, asked)
    await adapter.chat.edit(parse.ME, ref, Message("Which shape?\n\n**Wide**"))
    assert page.getvalue().count("Wide") == 3


async def test_what_a_number_pressed_is_shown(tmp_path: Path) -> None:
    """The label of the button, so that a number that was meant otherwise is seen."""
    page = io.StringIO()
    adapter = ConsoleAdapter(Console(file=page), SystemClock(), out=tmp_path, locale="en")
    await adapter.chat.send(parse.ME, Message("Done", ((Button("Export", "x:1"),),)))
    pressed(adapter, "1")
    assert "→ Export" in page.getvalue()


def test_names_of_a_project(
    adapter: ConsoleAdapter, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was sent is called by its name until a new project begins; what is missing never was."""
    monkeypatch.chdir(photos[0].parent)

    def sent(line: str) -> list[str]:
        item = adapter.read(line)
        assert item is not None
        return [file.name for file in item.attachments]

    assert sent("use ./photo.jpg and gone.jpg") == ["photo.jpg", "gone.jpg"]
    assert sent("remove photo.jpg and gone.jpg") == ["gone.jpg"]
    assert sent("/new") == []
    assert sent("use photo.jpg") == ["photo.jpg"]
