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
from tests.e2e.terminal_world import TerminalWorld
from tests.e2e.web_world import LACKING, WebWorld
from tests.e2e.world import World

WORLDS: Final[dict[str, Callable[[Path, Setup], World]]] = {
    "telegram": TelegramWorld,
    "discord": DiscordWorld,
    "web": WebWorld,
}
SHOWN: Final = {**WORLDS, "terminal": TerminalWorld}
DOCS: Final = Path(core.__file__).parents[1] / "docs"
TABLE: Final = DOCS / "scenarios.md"
CONVERSATION: Final = "the_whole_conversation"
ASKING: Final = DOCS / "questions.md"
ASKED_ON: Final = ("telegram", "discord", "terminal")
QUESTIONS: Final = {
    "agent_asks": "One question, one tap",
    "agent_asks_twice": "Two questions, several answers",
    "typed_answer": "A typed answer",
    "question_lapses": "A question that is left",
    "question_stays_open": "Killed between question and tap",
    "stop_while_it_writes": "Stopped while the answer is written",
    "one_from_each": "One video from each file",
}
"""Stories that the page of questions shows, each with its heading."""
_ASKING_HEAD: Final = """\
# What does it look like when the agent asks?

The agent may end its turn with a question. Its options are buttons (in a terminal: numbers to
type), "Other…" takes free words, and a typed answer works as well as a tap. The answer is the next
prompt, sent once; `/new` and `/cancel` close the question, and so does another request. Below is
what stands in the chats at the end of each story: what was edited in place shows its last words,
and `(deleted)` is the progress message that goes when the answer comes. Two stories of the same
kind follow: a stop, and one video from each file.

This page is written by `python -m tests.e2e.show --docs`.
"""
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
        return play(SHOWN[platform], scenario.play, scenario.setup, Path(folder))


def conversation(platform: str) -> str:
    """What stands in the chat after the whole conversation, the same in every run."""
    return _steady(played(platform, CONVERSATION).transcript())


def _steady(text: str) -> str:
    """A transcript without what differs from one run to the next."""
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def shown_conversation(platform: str) -> str:
    """The conversation as the platform's page tells it."""
    return _place(_page(platform).read_text(encoding="utf-8"))[1]


def table() -> str:
    """The page of all scenarios, platform beside platform."""
    return "".join(f"{line}\n" for line in _lines())


def asking() -> str:
    """The page that shows the agent's questions, story by story, in three places each."""
    lines = [_ASKING_HEAD.strip()]
    for name, title in QUESTIONS.items():
        story = next(each for each in SCENARIOS if each.name == name)
        lines += ["", f"## {title}", "", _first(story.play)]
        for platform in ASKED_ON:
            transcript = _steady(played(platform, name).transcript())
            lines += ["", f"### {title}, {platform}", "", "```", transcript.rstrip(), "```"]
    return "".join(f"{line}\n" for line in lines)


def renew() -> None:
    """Write the table, the questions and the conversations."""
    TABLE.write_text(table(), encoding="utf-8")
    ASKING.write_text(asking(), encoding="utf-8")
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
