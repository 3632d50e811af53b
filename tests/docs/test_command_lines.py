"""Every command line of the pages: understood by what it is for, and run by a test or marked.

A block of commands that cannot be run here (Docker, an index, a system's services) says so in a
comment before it: `<!-- not run by a test: why -->`.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from typer.main import get_command

from bot.__main__ import app
from bot.reference import ROOT, commands_page
from core.commands import COMMANDS

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
STARTS = re.compile(
    r"^(?:[A-Z_]+=\S+ )*"
    r"(?:pip|python3?|reelay|bash|docker|git|twine|systemctl|pytest|curl|export|pre-commit|\.ci/run)"
    r"(?= |$)"
)
MARK = re.compile(r"<!-- not run by a test: \S.* -->")
# Which test runs each command of ours.
RUN = {
    "": "tests/bot/test_command_line.py",
    "demo": "tests/bot/test_demo.py",
    "chat": "tests/bot/test_command_line.py",
    "init": "tests/bot/test_init.py",
    "doctor": "tests/bot/test_command_line.py",
    "migrate": "tests/bot/test_command_line.py",
    "key": "tests/bot/test_command_line.py",
    "backup": "tests/bot/test_command_line.py",
    "restore": "tests/bot/test_command_line.py",
}
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


@dataclass(frozen=True, slots=True)
class Line:
    """A command line: where it stands, in a block or among words, and whether that is marked."""

    page: str
    text: str
    block: bool
    marked: bool


def lines() -> Iterator[Line]:
    """Every command line of every page, those joined by `&&` one by one."""
    for page in PAGES:
        if page.name == "CHANGELOG.md":
            continue  # what was once so
        fence, before, marked = False, "", False
        for line in page.read_text(encoding="utf-8").splitlines():
            text = line.strip()
            if text.startswith("```"):
                fence = not fence
                marked = bool(MARK.fullmatch(before))
            found = [text] if fence else re.findall(r"`([^`]+)`", line)
            for one in found:
                for part in re.sub(r"\s+#.*", "", one).split(" && "):
                    if STARTS.match(part) and part != "export":
                        yield Line(page.name, part, fence, fence and marked)
            before = text or before


FOUND = list(lines())


def words_of(line: Line) -> list[str]:
    """Its words, without what is set before it."""
    words = shlex.split(line.text.replace("…", "X"))
    while re.match(r"[A-Z_]+=", words[0]):
        words.pop(0)
    return words


def problem(line: Line) -> str:
    """What is wrong with a command line; empty when nothing is."""
    words = words_of(line)
    if words[0] == "reelay" or words[:3] == ["python", "-m", "bot"]:
        return ours(words[1:] if words[0] == "reelay" else words[3:])
    if words[:2] == ["python", "-m"] and words[2] != "build":
        return "" if importlib.util.find_spec(words[2]) else f"no module {words[2]}"
    if words[0] == "pytest":
        paths = [word for word in words[1:] if word.startswith("tests/")]
        return next((f"no {path}" for path in paths if not (ROOT / path).exists()), "")
    if ".ci/run" in words:
        steps = words[words.index(".ci/run") + 1 :]
        return next((f"no step {step}" for step in steps if f"\n{step}() {{" not in CI), "")
    if words[:2] == ["pip", "install"]:
        extras = re.findall(r"\.\[(\w+)\]", line.text)
        return next((f"no extra {extra}" for extra in extras if extra not in EXTRAS), "")
    if " ".join(words[:2]) in ("python -m", "twine check") and words[:2] != ["git", "tag"]:
        return "" if " ".join(words[:3]) in CI else "no step of CI runs it"
    return "" if line.marked or not line.block else "neither run nor marked"


def ours(words: list[str]) -> str:
    """What is wrong with a command line of ours: its command, its options, its arguments."""
    group: Any = get_command(app)
    name = next((word for word in words if word in group.commands), "")
    at = words.index(name) if name else len(words)
    try:
        group.make_context("reelay", words[:at], resilient_parsing=True)
        known = {option for param in group.params for option in param.opts}
        if unknown := [w for w in words[:at] if w.startswith("-") and w not in known]:
            return f"no option {unknown[0]}"
        if name:
            group.commands[name].make_context(name, words[at + 1 :])
        elif any(not word.startswith("-") and word != "X" for word in words):
            return f"no command {words}"
    except Exception as error:
        return repr(error)
    return ""


def test_every_command_line_is_one() -> None:
    """Commands, options, modules, paths, steps and extras exist; the rest is marked."""
    assert len(FOUND) > 80
    wrong = [f"{line.page}: {line.text}: {why}" for line in FOUND if (why := problem(line))]
    assert not wrong, "\n".join(wrong)


def test_every_command_of_ours_is_run_by_a_test() -> None:
    """By its name, in the file that is said to."""
    group: Any = get_command(app)
    assert set(RUN) - {""} == set(group.commands)
    for name, file in RUN.items():
        assert f'"{name}"' in (ROOT / file).read_text() or not name, name


def test_what_is_wrong_is_found() -> None:
    """This test can fail: a command, an option, a module, a step and an extra that are none."""
    for text in (
        "reelay bakcup DIR",
        "python -m bot demo --photo x",
        "reelay backup",
        "python -m tests.nothing",
        "pytest tests/nowhere",
        ".ci/run nothing",
        "pip install '.[nothing]'",
        "docker build .",
    ):
        assert problem(Line("", text, block=True, marked=False)), text


def test_the_commands_page_is_written_from_the_commands() -> None:
    """docs/commands.md says what the code says, and docs/admin.md names every admin's."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == commands_page(page)
    admin = (ROOT / "docs" / "admin.md").read_text(encoding="utf-8")
    assert [spec.name for spec in COMMANDS if spec.admin and f"`/{spec.name}" not in admin] == []


SAYS = re.compile(r"^\| ([^`|][^|]+) \| [^|]+ \|$", re.M)


def test_messages_at_the_start_are_quoted_as_they_are() -> None:
    """What the page says that the program says stands in its code."""
    text = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    table = text.split("## It does not start")[1].split("## ")[0]
    rooms = [p for room in ("bot", "core", "adapters") for p in (ROOT / room).rglob("*.py")]
    code = " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in rooms)
    code = re.sub(r'" f?"', "", code)
    quoted = [one for one in SAYS.findall(table) if one != "it says"]
    assert len(quoted) > 5
    missing = [
        part
        for one in quoted
        for part in one.split("…")
        if part.strip() and part.strip() not in code
    ]
    assert not missing


def test_the_moving_picture_is_small_and_moves() -> None:
    """A reader on a telephone loads it too."""
    from PIL import Image

    file = ROOT / "docs" / "demo.webp"
    assert file.stat().st_size <= 1_000_000
    with Image.open(file) as picture:
        assert getattr(picture, "n_frames", 1) > 30


@pytest.mark.parametrize("title", ["Telegram", "Discord", "Your own server"])
def test_five_steps_are_five(title: str) -> None:
    """What the README promises."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.split(f"## {title} in five steps")[1].split("\n## ")[0]
    assert re.findall(r"^(\d)\. ", part, re.M) == list("12345")
