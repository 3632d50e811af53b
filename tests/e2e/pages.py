"""The parts of the documentation that scenarios write: the table of them, and a conversation.

`python -m tests.e2e.show --docs` renews them.
"""

from __future__ import annotations

import inspect
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import core
from tests.e2e import test_discord, test_kill, test_telegram
from tests.e2e.discord_world import DiscordWorld
from tests.e2e.scenarios import SCENARIOS, Scenario, Setup
from tests.e2e.stage import play
from tests.e2e.telegram_world import TelegramWorld
from tests.e2e.web_world import LACKING, WebWorld
from tests.e2e.world import World

WORLDS: Final[dict[str, Callable[[Path, Setup], World]]] = {
    "telegram": TelegramWorld,
    "discord": DiscordWorld,
    "web": WebWorld,
}
DOCS: Final = Path(core.__file__).parents[1] / "docs"
TABLE: Final = DOCS / "scenarios.md"
CONVERSATION: Final = "the_whole_conversation"
_BLOCK: Final = re.compile(r"(?<=## A conversation\n).*?```\n(.*?)```", re.DOTALL)
# What differs from one run to the next: claim tokens, and the size of a file.
_CHANCE: Final = ((re.compile(r"clm_[\w-]+"), "clm_…"), (re.compile(r"\b\d+ KB"), "… KB"))

_HEAD: Final = """\
# Scenarios

One list of stories is played on every platform: the real client library against a strict stand-in
on loopback, the real core and SQLite, the real studio with its fault switch, on a clock that moves
only when nothing else can happen. `pytest tests/e2e` plays them; `python -m tests.e2e.show
--platform discord NAME…` prints what stands in the chats afterwards.

This page is written by `python -m tests.e2e.show --docs`, and a test holds it to the list.
"""


def played(platform: str, name: str) -> World:
    """A scenario's world after its end."""
    scenario = next(each for each in SCENARIOS if each.name == name)
    with tempfile.TemporaryDirectory() as folder:
        return play(WORLDS[platform], scenario.play, scenario.setup, Path(folder))


def conversation(platform: str) -> str:
    """What stands in the chat after the whole conversation, the same in every run."""
    text = played(platform, CONVERSATION).transcript()
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def shown_conversation(platform: str) -> str:
    """The conversation as the platform's page tells it."""
    return _place(_page(platform).read_text(encoding="utf-8"))[1]


def table() -> str:
    """The page of all scenarios, platform beside platform."""
    return "".join(f"{line}\n" for line in _lines())


def renew() -> None:
    """Write the table and the conversations."""
    TABLE.write_text(table(), encoding="utf-8")
    for platform in WORLDS:
        page = _page(platform)
        before, _, after = _place(page.read_text(encoding="utf-8"))
        page.write_text(f"{before}{conversation(platform)}{after}", encoding="utf-8")


def _page(platform: str) -> Path:
    return DOCS / f"{platform}.md"


def _place(page: str) -> tuple[str, str, str]:
    """A page up to its conversation, the conversation, and what follows."""
    found = _BLOCK.search(page)
    assert found is not None, "the page has no conversation"
    return page[: found.start(1)], found[1], page[found.end(1) :]


def _lines() -> Iterator[str]:
    yield from _HEAD.splitlines()
    for title, scenarios in _groups():
        yield from (
            "",
            f"## {title}",
            "",
            "| scenario | Telegram | Discord | web |",
            "|---|---|---|---|",
        )
        for scenario in scenarios:
            ticks = (_tick(scenario, platform) for platform in WORLDS)
            said = _first(scenario.play)
            yield f"| **{scenario.name.replace('_', ' ')}**: {said} | {' | '.join(ticks)} |"
    yield from (
        "",
        "## On one platform alone",
        "",
        "| story | Telegram | Discord |",
        "|---|---|---|",
    )
    for module, where in ((test_telegram, "✓ | "), (test_discord, " | ✓")):
        for test in _tests(module):
            yield f"| {_first(test)} | {where} |"
    for test in _tests(test_kill):
        where = "✓ | " if "telegram" in test.__name__ else " | ✓"
        yield f"| `kill -9`: {_first(test)} | {where} |"


def _groups() -> Iterator[tuple[str, list[Scenario]]]:
    modules: dict[str, list[Scenario]] = {}
    for scenario in SCENARIOS:
        module = inspect.getmodule(scenario.play)
        assert module is not None
        modules.setdefault(str(module.__doc__).rstrip(".\n"), []).append(scenario)
    yield from modules.items()


def _tests(module: ModuleType) -> list[Callable[..., object]]:
    found = [value for name, value in vars(module).items() if name.startswith("test_")]
    return [each for each in found if callable(each) and each.__name__ != "test_scenario"]


def _tick(scenario: Scenario, platform: str) -> str:
    if platform == "web" and scenario.name in LACKING:
        return ""
    return "✓" if not scenario.platforms or platform in scenario.platforms else ""


def _first(story: Callable[..., object]) -> str:
    """The first paragraph of its docstring, in one line."""
    said = inspect.getdoc(story)
    assert said, story
    return " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")
