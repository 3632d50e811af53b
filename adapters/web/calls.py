"""The calls of a person who is in: the stream down, and everything that goes up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final, TypeVar

import structlog
from aiohttp import web
from pydantic import BaseModel, ValidationError

from adapters.web import parse, render
from adapters.web.access import Access
from adapters.web.chat import WebChat
from adapters.web.files import PICTURE_LIMIT, Files, UploadRefused, picture_of
from adapters.web.rooms import Change, Room, Rooms, Told
from core.buttons import ButtonAction, button
from core.chat import Attachment, Command, CoreService, Incoming
from core.clock import Clock
from core.language.phrases import LANGUAGES, pick
from core.sidebar import Picture
from core.store.store import StoreUnavailable
from core.transcript import Entry

log = structlog.get_logger(__name__)

SHOWN: Final = 50
PULSE_S: Final = 15.0
# A page that takes nothing for so long is gone.
SLOW_S: Final = 30.0
# So long an upload may stand still.
STILL_S: Final = 60.0
BLOCK: Final = 1 << 18
T = TypeVar("T", bound=BaseModel)
Handler = Callable[[web.Request, str], Awaitable[web.StreamResponse]]


class Refused(Exception):
    """A call that is not carried out: the phrase that says why, and HTTP's number for it."""

    def __init__(self, phrase: str, status: int) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.status = status


class Calls:
    """One method a call; each is given the person."""

    def __init__(
        self,
        service: CoreService,
        chat: WebChat,
        files: Files,
        rooms: Rooms,
        access: Access,
        clock: Clock,
    ) -> None:
        self._service = service
        self._chat = chat
        self._files = files
        self._rooms = rooms
        self._access = access
        self._clock = clock

    def routes(self) -> Sequence[web.RouteDef]:
        """All of them."""
        upload = "/api/uploads/{id:[a-z0-9]{16,32}}"
        return [
            web.get("/api/events", self._by(self.events), allow_head=False),
            web.get("/api/messages", self._by(self.earlier), allow_head=False),
            web.post("/api/messages", self._by(self.say)),
            web.post("/api/press", self._by(self.press)),
            web.put(upload, self._by(self.upload)),
            web.put(f"{upload}/picture", self._by(self.picture)),
            web.delete(upload, self._by(self.drop)),
            web.get("/api/sidebar", self._by(self.sidebar), allow_head=False),
            web.post("/api/projects", self._by(self.project)),
            web.post("/api/language", self._by(self.language)),
        ]

    def _by(self, call: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def known(request: web.Request) -> web.StreamResponse:
            user = self._access.user(request)
            if not user:
                raise Refused("page-enter-title", HTTPStatus.UNAUTHORIZED)
            if phrase := await self._refusal(user):
                raise Refused(phrase, HTTPStatus.FORBIDDEN)
            return await call(request, user)

        return known

    async def _refusal(self, user: str) -> str:
        """Why a guest is kept out; others hear it in the conversation, as on any platform."""
        if not parse.is_guest(user):
            return ""
        return await self._chat.operators.refusal(parse.address(user))

    async def _turned_away(self, user: str) -> bool:
        """Whether a guest is kept out since they came; while nobody can tell they stay."""
        try:
            return bool(await self._refusal(user))
        except StoreUnavailable:
            return False

    # -- down

    async def events(self, request: web.Request, user: str) -> web.StreamResponse:
        """What happens, from where the page left off."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        )
        room, page = self._rooms.enter(user)
        stay = self._access.stay(request)
        try:
            mark = self._rooms.mark(room)
            missed = self._rooms.missed(room, request.headers.get("Last-Event-ID", ""))
            first = await (self._reset(user, room, mark) if missed is None else
                           self._caught_up(user, room, mark, missed))  # fmt: skip
            await response.prepare(request)
            await response.write(first)
            # A guest's page comes again with another bearer, from where it left off.
            while stay is None or self._access.remaining(stay.until) > 0:
                try:
                    told = await asyncio.wait_for(page.get(), PULSE_S)
                except TimeoutError:
                    if await self._turned_away(user):
                        break
                    data = b":\n\n"
                else:
                    if told is None:
                        break
                    data = await self._event(user, told)
                async with asyncio.timeout(SLOW_S):
                    await response.write(data)
        except (ConnectionError, TimeoutError):
            pass  # the page is gone, or as good as that
        finally:
            room.pages.pop(page, None)
        return response

    async def earlier(self, request: web.Request, user: str) -> web.StreamResponse:
        """Messages before the oldest that is shown."""
        before = request.query.get("before", "")
        if not before.isdecimal() or len(before) > 15:
            raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST)
        shown = await self._messages(user, self._rooms.of(user), int(before))
        return web.json_response(shown)

    async def sidebar(self, request: web.Request, user: str) -> web.StreamResponse:
        """Projects and the timeline."""
        return await self._sidebar(user, request.query.get("lang", ""))

    # -- up

    async def say(self, request: web.Request, user: str) -> web.StreamResponse:
        """A message; written down when this is answered."""
        sent = await _read(request, parse.Sent)
        files = [await self._sent_file(user, file) for file in sent.files]
        at = self._clock.now()
        item = parse.message(user, sent, files, at=at)
        if not sent.text.strip() and not files:
            raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST)
        if (form := self._form(item)) is not None:
            return form
        pictures = [await self._files.keep_picture(user, file.id) for file in sent.files]
        text = parse.shown_text(item) if parse.is_secret(item) else sent.text
        entry, new = await self._chat.transcript.add(
            item.address.conversation,
            render.own(text, sent.id, list(zip(files, pictures, strict=True))),
            key=sent.id,
            files=[picture for picture in pictures if picture],
        )
        if new:
            self._rooms.tell(user, Change.MESSAGE, entry.id, entry.body)
        await self._service.receive(parse.message(user, sent, files, at=at, number=str(entry.id)))
        return web.json_response({"id": entry.id}, status=HTTPStatus.ACCEPTED)

    async def press(self, request: web.Request, user: str) -> web.StreamResponse:
        """A button that hangs under a message of theirs."""
        pressed = await _read(request, parse.Pressed)
        post = await self._chat.post_of(parse.address(user), pressed.message)
        item = parse.press(user, pressed, at=self._clock.now(), post=post)
        body = self._rooms.of(user).live.get(pressed.message)
        if body is None:
            conversation = item.address.conversation
            found = await self._chat.transcript.some(conversation, [pressed.message])
            body = found[0].body if found else "{}"
        if not render.offers(body, pressed.data):
            raise Refused("button-too-old", HTTPStatus.GONE)
        if (form := self._form(item)) is not None:
            return form
        await self._service.receive(item)
        return web.json_response({}, status=HTTPStatus.ACCEPTED)

    async def upload(self, request: web.Request, user: str) -> web.StreamResponse:
        """A file, streamed to the disk."""
        announced = request.content_length
        if announced is not None and announced > self._files.limit:
            raise Refused("page-too-big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            size = await self._files.receive(user, request.match_info["id"], _blocks(request))
        except (ConnectionError, TimeoutError, web.HTTPException) as error:
            log.info("upload broke off", reason=type(error).__name__)
            raise Refused("page-failed", HTTPStatus.BAD_REQUEST) from error
        return web.json_response({"size": size}, status=HTTPStatus.CREATED)

    async def picture(self, request: web.Request, user: str) -> web.StreamResponse:
        """The thumbnail of an upload."""
        if (request.content_length or PICTURE_LIMIT + 1) > PICTURE_LIMIT:
            raise UploadRefused("page-not-taken", 413)
        name = request.match_info["id"]
        await self._files.receive_picture(user, name, await request.read())
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def drop(self, request: web.Request, user: str) -> web.StreamResponse:
        """An upload is not wanted any more."""
        await self._files.drop(user, request.match_info["id"])
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def project(self, request: web.Request, user: str) -> web.StreamResponse:
        """Something is done with a project; the chat says what came of a new one or a switch."""
        order = await _read(request, parse.Ordered)
        address, sidebars, now = parse.address(user), self._chat.sidebars, self._clock.now()
        match order.do:
            case "rename":
                if not await sidebars.rename(address, order.project, order.title):
                    raise Refused("project-gone", HTTPStatus.CONFLICT)
            case "delete":
                if not await sidebars.delete(address, order.project, now):
                    raise Refused("page-project-busy", HTTPStatus.CONFLICT)
            case _:
                command = Command("new", order.title)
                if order.do == "switch":
                    wanted = button("", ButtonAction.SWITCH, order.project).data
                    pressed = parse.Pressed(id=order.id, message=0, data=wanted, lang=order.lang)
                    await self._service.receive(parse.press(user, pressed, at=now))
                else:
                    item = Incoming(address, order.id, now, command=command, locale=order.lang)
                    await self._service.receive(item)
        return await self._sidebar(user, order.lang)

    async def language(self, request: web.Request, user: str) -> web.StreamResponse:
        """Speak another language from now on."""
        wanted = request.query.get("lang", "")
        if wanted not in LANGUAGES:
            raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST)
        await self._chat.sidebars.set_language(parse.address(user), wanted)
        return web.Response(status=HTTPStatus.NO_CONTENT)

    # -- how it is done

    async def _sent_file(self, user: str, file: parse.SentFile) -> Attachment:
        size = await self._files.size(user, file.id)
        if size is None:
            raise Refused("page-upload-gone", HTTPStatus.CONFLICT)
        return parse.attachment(user, file, size)

    def _form(self, item: Incoming) -> web.Response | None:
        form = self._service.form(item)
        return None if form is None else web.json_response({"form": asdict(form)})

    async def _sidebar(self, user: str, locale: str) -> web.Response:
        found = await self._chat.sidebars.read(parse.address(user), pick(locale))
        sources = {
            picture_of(bar.source)
            for picture in (found.timeline, found.before)
            for lane in (picture.lanes if picture else ())
            for bar in lane.bars
            if bar.source
        }
        there = await self._files.has(sources)
        return web.json_response(
            {
                "lang": found.language,
                "busy": found.busy,
                "projects": [
                    {
                        "id": project.id,
                        "title": project.title,
                        "active": project.active,
                        "created": f"{project.created:%Y-%m-%dT%H:%M:%SZ}",
                    }
                    for project in found.projects
                ],
                "timeline": self._drawn(found.timeline, there),
                "before": self._drawn(found.before, there),
            }
        )

    def _drawn(self, picture: Picture | None, there: frozenset[str]) -> dict[str, Any] | None:
        if picture is None:
            return None
        drawn: dict[str, Any] = asdict(picture)
        for lane in drawn["lanes"]:
            for bar in lane["bars"]:
                name = picture_of(bar.pop("source") or "-")
                if name in there:
                    bar["picture"] = self._access.address(name)
        return drawn

    async def _reset(self, user: str, room: Room, mark: str) -> bytes:
        return _framed(Change.RESET, await self._messages(user, room, None), mark)

    async def _caught_up(self, user: str, room: Room, mark: str, missed: list[int]) -> bytes:
        conversation = parse.address(user).conversation
        entries = await self._chat.transcript.some(conversation, missed)
        there = {entry.id for entry in entries}
        gone = [_framed(Change.GONE, {"id": n}, mark) for n in missed if n not in there]
        told = [_framed(Change.MESSAGE, self._shown(entry, room), mark) for entry in entries]
        return b"".join((*gone, *told)) or b":\n\n"

    async def _messages(self, user: str, room: Room, before: int | None) -> dict[str, Any]:
        entries = await self._chat.transcript.latest(
            parse.address(user).conversation, before=before, limit=SHOWN + 1
        )
        shown = [self._shown(entry, room) for entry in entries[-SHOWN:]]
        return {"messages": shown, "more": len(entries) > SHOWN}

    def _shown(self, entry: Entry, room: Room) -> render.Shown:
        body = room.live.get(entry.id, entry.body)
        return render.shown(Entry(entry.id, body, entry.at), self._access.address)

    async def _event(self, user: str, told: Told) -> bytes:
        if told.change is Change.TYPING:
            return _framed(told.change, {"what": told.body}, told.mark)
        if told.change is not Change.MESSAGE:
            return _framed(told.change, {"id": told.number}, told.mark)
        entry = Entry(told.number, told.body, self._clock.now())
        return _framed(told.change, render.shown(entry, self._access.address), told.mark)


async def _read(request: web.Request, form: type[T]) -> T:
    try:
        return form.model_validate_json(await request.read())
    except ValidationError as error:
        log.info("page: body refused", fields=[e["loc"] for e in error.errors()])
        raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST) from None


def _framed(change: Change, data: object, mark: str) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    return f"id: {mark}\nevent: {change.value}\ndata: {text}\n\n".encode()


async def _blocks(request: web.Request) -> AsyncIterator[bytes]:
    """The body, as it comes; raises TimeoutError when it stands still."""
    content = request.content
    while True:
        async with asyncio.timeout(STILL_S):
            block = await content.read(BLOCK)
        if not block:
            break
        yield block
    with suppress(RuntimeError):
        if (error := content.exception()) is not None:
            raise error
