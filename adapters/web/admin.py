"""The operator's page: what the admin commands tell, at a glance, and a backup at once.

What its buttons do is what the commands do: it is said in the admin's name, and answered in their
conversation. For everybody who is no admin neither its address nor its module is there.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import Final

import structlog
from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from adapters.web import parse, words
from adapters.web.access import Access
from adapters.web.calls import Refused
from adapters.web.chat import WebChat
from core.buttons import ButtonAction, button
from core.chat import Command, Connection, CoreService, Incoming
from core.clock import Clock
from core.language.formats import duration
from core.language.phrases import say
from core.operators import Overview
from core.store.database import DatabaseError
from core.store.records import Member
from core.store.stats import Use

log = structlog.get_logger(__name__)

MODULE: Final = "admin.js"
JOBS_LISTED: Final = 50
UNKNOWN: Final = "–"
_PRESSES: Final = {
    "allow": ButtonAction.ALLOW,
    "deny": ButtonAction.DENY,
    "stop": ButtonAction.CANCEL,
}
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


class Order(BaseModel):
    """What a button of the page does, to whom or what."""

    do: str = Field(pattern="^(?:backup|allow|deny|ban|stop)$")
    to: str = Field("", max_length=300)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a row: its label, and the order that it gives."""

    label: str
    order: Order


Cell = str | Sequence[Action]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: each row begins with what it is about."""

    caption: str
    rows: Sequence[tuple[str, *tuple[Cell, ...]]]
    columns: Sequence[str] = ()


class AdminPage:
    """Shows it to admins, and does what its buttons say."""

    def __init__(
        self,
        service: CoreService,
        chat: WebChat,
        access: Access,
        clock: Clock,
        operations: Operations,
    ) -> None:
        self._service = service
        self._clock = clock
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
        try:
            order = Order.model_validate_json(await request.read())
        except ValidationError:
            raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST) from None
        if order.do == "backup":
            return await self._back_up(request)
        return await self._carry_out(self._access.user(request), order)

    async def _carry_out(self, user: str, order: Order) -> web.Response:
        """Give the order as if the admin had pressed the button, or written the command."""
        now, event = self._clock.now(), secrets.token_hex(12)
        if order.do == "ban":
            command = Command("ban", order.to)
            item = Incoming(parse.address(user), event, now, command=command)
        else:
            data = button("", _PRESSES[order.do], order.number).data
            item = parse.press(user, parse.Pressed(id=event, message=0, data=data), at=now)
        await self._service.receive(item)
        return web.json_response({}, status=HTTPStatus.ACCEPTED)

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


def _tables(language: str, found: Overview) -> list[Table]:
    return [
        _use(language, found),
        _people(language, found),
        _members(language, "admin-waiting", found.waiting, ("allow", "deny")),
        _members(language, "admin-kept-out", found.banned, ("allow",)),
        _jobs(language, found),
        Table(
            _chart(language, "failed"),
            [(kind, str(n)) for kind, n in (*found.failures.items(), *found.errors.items())],
        ),
        Table(
            say(language, "admin-log", count=len(found.log)),
            [
                (f"{at:%Y-%m-%d %H:%M} {who}", f"{action} {detail}".rstrip())
                for at, who, action, detail in found.log
            ],
        ),
    ]


def _use(language: str, found: Overview) -> Table:
    names = [_chart(language, key) for key in ("people", "turns", "exports", "credits", "failed")]
    figures = zip(names, _figures(found.today), _figures(found.week), strict=True)
    head = (_chart(language, "today"), _chart(language, "week"))
    return Table(say(language, "admin-use"), list(figures), head)


def _people(language: str, found: Overview) -> Table:
    banned = {member.user.person for member in found.banned}
    rows = [
        (
            _named(use.name, use.person),
            str(use.turns),
            str(use.exports),
            UNKNOWN if use.cap is None else str(use.cap),
            [] if use.person in banned else [_action(language, "ban", "ban", to=use.person)],
        )
        for use in found.people
    ]
    head = (_chart(language, "turns"), _chart(language, "exports"), say(language, "admin-cap"), "")
    return Table(say(language, "admin-users", count=len(found.people)), rows, head)


def _members(language: str, key: str, members: Sequence[Member], decisions: Sequence[str]) -> Table:
    rows = [
        (
            _named(member.name, member.user.person),
            [_action(language, name, name, member.user.id) for name in decisions],
        )
        for member in members
    ]
    return Table(say(language, key, count=len(members)), rows)


def _jobs(language: str, found: Overview) -> Table:
    rows = [
        (
            f"{job.id} · {job.kind.value} · {job.address.person}",
            job.state.value,
            duration(language, (found.now - job.created).total_seconds()),
            [_action(language, "cancel", "stop", job.id)],
        )
        for job in found.jobs[:JOBS_LISTED]
    ]
    return Table(say(language, "admin-jobs", count=len(found.jobs)), rows)


def _chart(language: str, key: str) -> str:
    return say(language, f"chart-{key}")


def _action(language: str, label: str, do: str, number: int = 0, to: str = "") -> Action:
    return Action(say(language, f"button-{label}"), Order(do=do, number=number, to=to))


def _named(name: str, person: str) -> str:
    return f"{name} {person}".strip()


def _figures(use: Use) -> Sequence[str]:
    credits_used = UNKNOWN if use.credits is None else f"{use.credits:.0f}"
    return (str(use.people), str(use.turns), str(use.exports), credits_used, str(use.failed))


def _html(language: str, tables: Iterable[Table], *, backup: bool) -> str:
    title = escape(say(language, "admin-title"))
    ask = Action(say(language, "admin-backup"), Order(do="backup", to=""))
    order = f'<p class="row">{_button(ask, "")}<output></output></p>' if backup else ""
    return f"""<!doctype html>
<html lang="{language}" dir="{words.direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/{MODULE}"></script>
</head>
<body>
<div id="scroll" role="main" tabindex="0"><div>
<h1>{title}</h1>
{order}
<div id="tables">{"".join(drawn(table) for table in tables)}</div>
</div></div>
</body>
</html>
"""


def drawn(table: Table) -> str:
    """A table as HTML; whatever is in it is text."""
    heads = "".join(
        f'<th scope="col">{escape(column)}</th>' if column else "<td></td>"
        for column in table.columns
    )
    head = f"<tr><td></td>{heads}</tr>" if heads else ""
    rows = "".join(
        f'<tr><th scope="row"><bdi>{escape(first)}</bdi></th>'
        + "".join(f"<td>{_cell(cell, first)}</td>" for cell in cells)
        + "</tr>"
        for first, *cells in table.rows or [(UNKNOWN,)]
    )
    return f"<table><caption>{escape(table.caption)}</caption>{head}{rows}</table>"


def _cell(cell: Cell, about: str) -> str:
    if isinstance(cell, str):
        return escape(cell)
    return "".join(_button(action, about) for action in cell)


def _button(action: Action, about: str) -> str:
    """Its name for who does not see the row says whom or what it is about."""
    name = f"{action.label}: {about}" if about else action.label
    order = escape(action.order.model_dump_json())
    return (
        f'<button type="button" data-order="{order}" aria-label="{escape(name)}">'
        f"{escape(action.label)}</button>"
    )
