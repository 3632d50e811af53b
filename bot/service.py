"""What the commands of the command line run: the service, the terminal chat, the migration."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import logs
from bot.app import Running, open_store, running
from bot.page import announce, operations, page
from bot.place import check_place
from bot.screen import Screen
from bot.settings import Settings
from bot.supervise import serve
from core.chat import Adapter
from core.clock import Clock, SystemClock
from core.store.database import DatabaseError, parse_url

if TYPE_CHECKING:  # a service that no terminal shows does without it
    from rich.console import Console

log = structlog.get_logger(__name__)

DOES = {
    "all": "Reelay is running on",
    "gateway": "This gateway takes messages in on",
    "worker": "This worker does what was asked for on",
}


async def service(settings: Settings, screen: Screen, *, resume: bool | None) -> int:
    """Every platform that has a token, and the page; the terminal where neither is served."""
    clock = SystemClock()
    adapters = platforms(settings, clock)
    if not adapters and settings.reelay_role != "all":
        screen.print(
            f"A {settings.reelay_role} needs a platform: set {_tokens(settings)}.", style="red"
        )
        return 2
    web = page(settings, clock)
    if not adapters and web is None:
        return await _unserved(settings, screen)
    if not adapters:
        screen.print(
            f"No {_tokens(settings)} is set, so this is a page in your browser. "
            "`python -m bot doctor` tells how to get a token; `python -m bot chat` is a chat here.",
            style="dim",
            markup=False,
        )
    served: list[Adapter] = [*adapters]
    if web is not None:
        served = [*(web.beside(adapter) for adapter in adapters), web]
    async with running(settings, served, clock=clock, resume=resume) as up:
        screen.print(
            f"{DOES[settings.reelay_role]} {', '.join(a.chat.platform for a in served)}; "
            f"videos are made by {_maker(settings)}. Ctrl-C stops it."
        )
        if adapters and settings.reelay_role != "worker":
            await _name_admin(up, screen, web)
        if web is not None:
            web.operations = operations(up, clock)
            announce(web, screen)
        async with AsyncExitStack() as stack:
            if settings.reelay_http_port:
                # A web server and the metrics: not imported where nobody looks at them.
                from bot.health import watched

                where = (settings.reelay_http_host, settings.reelay_http_port)
                await stack.enter_async_context(watched(up, *where))
            gc.collect()
            gc.freeze()  # what is here stays: no later look for garbage goes through it again
            await serve(up, served)
    return 0


async def _name_admin(up: Running, screen: Screen, web: Adapter | None) -> None:
    if code := await up.core.members.new_code(web.chat.platform if web is not None else ""):
        screen.print(
            f"It has no admin yet: write /admin {code} to it in a private chat.", markup=False
        )


async def _unserved(settings: Settings, screen: Screen) -> int:
    """No platform and no page: the terminal, where there is one."""
    from rich.console import Console

    if not (sys.stdin.isatty() and isinstance(screen, Console) and screen.is_terminal):
        screen.print(
            "Nothing to serve: set TELEGRAM_BOT_TOKEN or DISCORD_TOKEN "
            "(`python -m bot doctor` tells how to get one), serve the page with REELAY_WEB_PORT, "
            "or talk to the bot in a terminal with `python -m bot chat`.",
            style="red",
            markup=False,
        )
        return 2
    screen.print(
        f"No {_tokens(settings)} is set and the page is off, so this is a chat in the terminal. "
        "`python -m bot doctor` tells how to get a token.",
        style="dim",
        markup=False,
    )
    return await terminal(settings, screen, photos=[], prompt="", out=Path("videos"))


async def terminal(
    settings: Settings, screen: Console, *, photos: Sequence[Path], prompt: str, out: Path
) -> int:
    """A chat in this terminal, beginning with the photos and the prompt that were given.

    They begin a project of their own. Raises Misconfigured when nothing can be written to `out`.
    """
    from adapters.console import parse
    from adapters.console.adapter import ConsoleAdapter
    from adapters.console.language import language_here

    await asyncio.to_thread(check_place, out)
    clock = SystemClock()
    adapter = ConsoleAdapter(screen, clock, out=out, locale=language_here(os.environ))
    async with running(settings, [adapter], clock=clock, resume=True, drain=2.0) as up:
        file = logs.chat_file(settings.reelay_data_dir)
        noted = f" The log is in {file}." if file is not None else ""
        screen.print(f"Videos are made by {_maker(settings)}.{noted}", style="dim", markup=False)
        if photos or prompt:
            if await _has_project(up, parse.ME.conversation):
                await up.core.receive(adapter.request("/new", []))
            await up.core.receive(adapter.request(prompt, list(photos)))
        await adapter.run(up.core)
        # The input has ended (Ctrl-D, a pipe): what was asked for is still answered.
        await up.core.idle(parse.ME.conversation)
    return 0


async def _has_project(up: Running, conversation: str) -> bool:
    async with up.store.read() as tx:
        return await tx.projects.active(conversation) is not None


async def migrated(settings: Settings, screen: Screen) -> int:
    """Open the database once: that migrates it; then put all secrets under the first key.

    Raises DatabaseError for a server's address whose password is empty, as where compose has none.
    """
    if parse_url(settings.database_url, settings.reelay_data_dir).password == "":
        raise DatabaseError("the database has no password: set POSTGRES_PASSWORD, and start again")
    store = await open_store(settings)
    try:
        count = await store.rotate()
    finally:
        await store.close()
    screen.print(f"The database is up to date; {count} stored secrets are under the newest key.")
    return 0


def platforms(settings: Settings, clock: Clock) -> list[Adapter]:
    """An adapter for each token; the library of a platform without one is not even imported."""
    made = (platform.adapter(clock) for platform in settings.platforms)
    return [adapter for adapter in made if adapter is not None]


def _tokens(settings: Settings) -> str:
    """The settings that a platform's token goes into."""
    names = (platform.token_hint.partition(":")[0] for platform in settings.platforms)
    return " or ".join(names)


def _maker(settings: Settings) -> str:
    if settings.backend == "studio":
        return "the built-in studio on this machine"
    return "NemoVideo in the cloud"
