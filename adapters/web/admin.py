"""The operator's page: what the admin commands tell, at a glance, and a backup at once.

For everybody who is no admin neither its address nor its module is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import Final

import structlog
from aiohttp import web

from adapters.web import parse, words
from adapters.web.access import Access
from adapters.web.calls import Refused
from adapters.web.chat import WebChat
from core.chat import Connection
from core.language.formats import duration
from core.language.phrases import say
from core.operators import Overview
from core.store.database import DatabaseError
from core.store.stats import Use

log = structlog.get_logger(__name__)

MODULE: Final = "admin.js"
JOBS_LISTED: Final = 50
UNKNOWN: Final = "–"
# What an address that nobody serves allows: the page's own files may be read.
_NOTHING: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Operations:
    """What an operator sees and does beside core.

    `connections` are the platforms by name, `back_up` writes a backup and tells where; it raises
    DatabaseError and OSError.
    """

    connections: Mapping[str, Connection] = field(default_factory=dict)
    back_up: Callable[[], Awaitable[str]] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: each row begins with what it is about."""

    caption: str
    rows: Sequence[Sequence[str]]
    columns: Sequence[str] = ()


class AdminPage:
    """Shows it to admins, and backs up for them."""

    def __init__(self, chat: WebChat, access: Access, operations: Operations) -> None:
        self._chat = chat
        self._access = access
        self._operations = operations
        self._backing_up = asyncio.Lock()

    async def admits(self, request: web.Request) -> bool:
        """Whether an admin asks."""
        user = self._access.user(request)
        return bool(user) and await self._chat.operators.include(parse.address(user))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The page, or a backup; to others what they hear wherever nothing is."""
        admin = await self.admits(request)
        if request.method in _NOTHING:
            return await self._page(request) if admin else web.Response(status=404)
        if not admin or request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, _NOTHING)
        return await self._back_up(request)

    async def _page(self, request: web.Request) -> web.Response:
        language = await self._language(request)
        overview = await self._chat.operators.overview()
        tables = [*_tables(language, overview), self._platforms(language)]
        text = _html(language, tables, backup=self._operations.back_up is not None)
        return web.Response(text=text, content_type="text/html")

    async def _back_up(self, request: web.Request) -> web.Response:
        if self._operations.back_up is None or self._backing_up.locked():
            raise Refused("page-not-taken", HTTPStatus.CONFLICT)
        async with self._backing_up:
            try:
                place = await self._operations.back_up()
            except DatabaseError as error:
                log.error("no backup", error=str(error))
                raise Refused("error-unexpected", HTTPStatus.SERVICE_UNAVAILABLE) from error
        me = parse.address(self._access.user(request))
        await self._chat.operators.note(me, "backup", place)
        text = say(await self._language(request), "admin-backed-up", place=place)
        return web.json_response({"text": text})

    async def _language(self, request: web.Request) -> str:
        me = parse.address(self._access.user(request))
        return await self._chat.sidebars.language(
            me, request.headers.get("Accept-Language", "")[:5]
        )

    def _platforms(self, language: str) -> Table:
        rows = [
            (
                name,
                "✓" if found.connected else "✗",
                f"{found.heard:%Y-%m-%d %H:%M} UTC" if found.heard else UNKNOWN,
                found.trouble,
            )
            for name, found in self._operations.connections.items()
        ]
        return Table(say(language, "admin-platforms"), rows)


def _tables(language: str, found: Overview) -> Iterable[Table]:
    def said(*keys: str) -> list[str]:
        return [say(language, f"chart-{key}") for key in keys]

    today, week = said("today", "week")
    names = said("people", "turns", "exports", "credits", "failed")
    figures = zip(names, _figures(found.today), _figures(found.week), strict=True)
    yield Table(say(language, "admin-use"), list(figures), (today, week))
    yield Table(
        say(language, "admin-users", count=len(found.people)),
        [
            (f"{use.name} {use.person}".strip(), str(use.turns), str(use.exports))
            for use in found.people
        ],
        said("turns", "exports"),
    )
    yield Table(
        say(language, "admin-jobs", count=len(found.jobs)),
        [
            (
                f"{job.id} · {job.kind.value}",
                job.state.value,
                job.address.person,
                duration(language, (found.now - job.created).total_seconds()),
            )
            for job in found.jobs[:JOBS_LISTED]
        ],
    )
    (failed,) = said("failed")
    failures = [*found.failures.items(), *found.errors.items()]
    yield Table(failed, [(kind, str(count)) for kind, count in failures])
    yield Table(
        say(language, "admin-log", count=len(found.log)),
        [
            (f"{at:%Y-%m-%d %H:%M}", who, f"{action} {detail}".rstrip())
            for at, who, action, detail in found.log
        ],
    )


def _figures(use: Use) -> Sequence[str]:
    credits_used = UNKNOWN if use.credits is None else f"{use.credits:.0f}"
    return (str(use.people), str(use.turns), str(use.exports), credits_used, str(use.failed))


def _html(language: str, tables: Iterable[Table], *, backup: bool) -> str:
    title = escape(say(language, "admin-title"))
    button = escape(say(language, "admin-backup"))
    order = f'<p class="row"><button type="button">{button}</button><output></output></p>'
    return f"""<!doctype html>
<html lang="{language}" dir="{words.direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
{f'<script type="module" src="/{MODULE}"></script>' if backup else ""}
</head>
<body>
<div id="scroll" role="main" tabindex="0"><div>
<h1>{title}</h1>
{order if backup else ""}
{"".join(drawn(table) for table in tables)}
</div></div>
</body>
</html>
"""


def drawn(table: Table) -> str:
    """A table as HTML; whatever is in it is text."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    head = f"<tr><td></td>{heads}</tr>" if heads else ""
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for first, *cells in table.rows or [(UNKNOWN,)]
    )
    return f"<table><caption>{escape(table.caption)}</caption>{head}{rows}</table>"
