"""The one table of commands; every platform registers from it, core answers from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An argument of a command: its name, whether it is required, and its closed choices.

    `lookup` marks values that the platform may complete while typing ("projects"). The phrase
    that describes it is `option-<command>-<name>`.
    """

    name: str
    required: bool = False
    choices: tuple[str, ...] = ()
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A command; its description is the phrase `command-<name>`.

    `personal`: the answer is for this person's eyes only (ephemeral, or in the private chat).
    `secret`: its argument is a secret: never in a group, and its message is deleted.
    """

    name: str
    options: tuple[Option, ...] = ()
    personal: bool = False
    secret: bool = False


COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec("start"),
    CommandSpec("help"),
    CommandSpec("new", (Option("title"),)),
    CommandSpec("projects", (Option("project", lookup="projects"),)),
    CommandSpec("status"),
    CommandSpec("export", (Option("quality", choices=("1080p", "720p")),)),
    CommandSpec("credits", personal=True),
    CommandSpec("login", (Option("token"),), personal=True, secret=True),
    CommandSpec("logout", personal=True),
    CommandSpec("cancel"),
    CommandSpec("language", (Option("language", lookup="languages"),), personal=True),
    CommandSpec("settings", personal=True),
)
BY_NAME = {spec.name: spec for spec in COMMANDS}
