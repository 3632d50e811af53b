"""The one table of commands: platforms register them from it, core queues and answers by it.

A new command is a `CommandSpec` here, a method of `CommandAnswers`, and its phrase
`command-<name>` in each language.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from core.buttons import Queueing
from core.chat import Command


class CommandAnswers(Protocol):
    """What answers one person's command; `core.handlers.commands` does."""

    async def start(self) -> None: ...

    async def help(self) -> None: ...

    async def new(self, title: str) -> None: ...

    async def projects(self, wanted: str) -> None: ...

    async def status(self) -> None: ...

    async def export(self, quality: str) -> None: ...

    async def credits(self) -> None: ...

    async def login(self, token: str) -> None: ...

    async def logout(self) -> None: ...

    async def cancel(self) -> None: ...

    async def language(self, wanted: str) -> None: ...

    async def settings(self) -> None: ...

    async def video(self, prompt: str) -> None: ...

    async def whoami(self) -> None: ...

    async def privacy(self) -> None: ...

    async def export_my_data(self) -> None: ...

    async def forget(self) -> None: ...

    async def admin(self, code: str) -> None: ...

    async def stats(self) -> None: ...

    async def users(self) -> None: ...

    async def quota(self, args: str) -> None: ...

    async def ban(self, wanted: str) -> None: ...

    async def unban(self, wanted: str) -> None: ...

    async def jobs(self) -> None: ...

    async def announce(self, text: str) -> None: ...

    async def audit(self) -> None: ...


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

    `queueing` holds with arguments, and without them too unless `bare` says otherwise. `personal`:
    the answer is for this person's eyes only (ephemeral, or in the private chat). `secret`: its
    argument is a secret: never in a group, and its message is deleted. `listed`: menus of typed
    commands show it. `stops`: what is said after it waits for it. `admin`: for those who run the
    bot, in private; to others there is no such command.
    """

    name: str
    answer: Callable[[CommandAnswers, str], Awaitable[None]]
    options: tuple[Option, ...] = ()
    aliases: tuple[str, ...] = ()
    queueing: Queueing = Queueing.AT_ONCE
    bare: Queueing | None = None
    personal: bool = False
    secret: bool = False
    listed: bool = True
    stops: bool = False
    admin: bool = False

    def queues(self, args: str) -> Queueing:
        """When it is handled, given what follows its name."""
        return self.bare if self.bare is not None and not args.strip() else self.queueing


COMMANDS: Final = (
    CommandSpec("start", lambda to, _: to.start()),
    CommandSpec("help", lambda to, _: to.help()),
    CommandSpec(
        "new", lambda to, title: to.new(title), (Option("title"),), queueing=Queueing.IN_LINE
    ),
    CommandSpec(
        "projects",
        lambda to, wanted: to.projects(wanted),
        (Option("project", lookup="projects"),),
        queueing=Queueing.IN_LINE,
        bare=Queueing.AT_ONCE,
    ),
    CommandSpec("status", lambda to, _: to.status(), aliases=("state",)),
    CommandSpec(
        "export",
        lambda to, quality: to.export(quality),
        (Option("quality", choices=("1080p", "720p")),),
        queueing=Queueing.WORK,
    ),
    CommandSpec("credits", lambda to, _: to.credits(), personal=True),
    CommandSpec(
        "login",
        lambda to, token: to.login(token),
        (Option("token"),),
        personal=True,
        secret=True,
    ),
    CommandSpec("logout", lambda to, _: to.logout(), personal=True),
    CommandSpec("cancel", lambda to, _: to.cancel(), stops=True),
    CommandSpec(
        "language",
        lambda to, wanted: to.language(wanted),
        (Option("language", lookup="languages"),),
        personal=True,
    ),
    CommandSpec("settings", lambda to, _: to.settings(), personal=True),
    CommandSpec(
        "video",
        lambda to, prompt: to.video(prompt),
        (Option("prompt", required=True),),
        queueing=Queueing.WORK,
        listed=False,
    ),
    CommandSpec("whoami", lambda to, _: to.whoami(), personal=True),
    CommandSpec("privacy", lambda to, _: to.privacy(), personal=True),
    CommandSpec("export_my_data", lambda to, _: to.export_my_data(), personal=True),
    CommandSpec("forget", lambda to, _: to.forget(), personal=True),
    # Its argument is a secret for as long as nobody has used it.
    CommandSpec(
        "admin",
        lambda to, code: to.admin(code),
        (Option("code"),),
        personal=True,
        secret=True,
        listed=False,
    ),
    CommandSpec("stats", lambda to, _: to.stats(), listed=False, admin=True),
    CommandSpec("users", lambda to, _: to.users(), listed=False, admin=True),
    CommandSpec("quota", lambda to, args: to.quota(args), listed=False, admin=True),
    CommandSpec("ban", lambda to, wanted: to.ban(wanted), listed=False, admin=True),
    CommandSpec("unban", lambda to, wanted: to.unban(wanted), listed=False, admin=True),
    CommandSpec("jobs", lambda to, _: to.jobs(), listed=False, admin=True),
    CommandSpec("announce", lambda to, text: to.announce(text), listed=False, admin=True),
    CommandSpec("audit", lambda to, _: to.audit(), listed=False, admin=True),
)
BY_NAME: Final[Mapping[str, CommandSpec]] = {
    name: spec for spec in COMMANDS for name in (spec.name, *spec.aliases)
}


_TYPED: Final = re.compile(r"/([^\W\d]{1,32})(?:\s+(.*))?", re.DOTALL)


_REMOVES: Final = frozenset(
    {
        *("delete", "del", "remove", "clear", "erase", "wipe", "trash", "reset"),
        *("borrar", "elimina", "eliminar", "quitar", "apagar", "excluir", "remover", "tirar"),
        *("supprimer", "efface", "effacer", "enlever"),
        *("löschen", "loeschen", "lösche", "entfernen"),
        *("удалить", "удали", "очистить", "стереть", "убрать", "hapus", "buang"),
        *("删除", "删掉", "清空", "刪除", "刪掉", "削除", "消去", "消して"),
        *("삭제", "지우기", "지워", "हटाओ", "मिटाओ", "احذف", "حذف", "امسح"),
    }
)


def typed(text: str) -> Command | None:
    """The command that a text is, "/export 720p", whether there is such a one or not."""
    found = _TYPED.fullmatch(text.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found is not None else None


def removes(command: Command) -> bool:
    """Whether it asks to delete, and does not say what: "/delete", which may mean all or little."""
    return not command.args and command.name not in BY_NAME and command.name in _REMOVES


def nearest(name: str) -> str:
    """The command that somebody probably meant by this misspelt one; empty where none is near.

    One that is cut short is near: "/lang".
    """
    listed = [spec.name for spec in COMMANDS if spec.listed]
    begun = [known for known in listed if known.startswith(name.lower()) and len(name) > 2]
    close = difflib.get_close_matches(name.lower(), listed, n=1, cutoff=0.7)
    return next(iter([*begun, *close]), "")
