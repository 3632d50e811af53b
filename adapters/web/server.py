"""The page's server: who may ask what, the page's own files, and files that messages show.

Its calls are listed in docs/web.md#between-page-and-server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from typing import Any, Final

import structlog
from aiohttp import web
from pydantic import ValidationError

from adapters.mini_app import Host
from adapters.web import parse, words
from adapters.web.access import Access
from adapters.web.admin import MODULE, AdminPage, Operations
from adapters.web.calls import Calls, Refused
from adapters.web.chat import WebChat
from adapters.web.files import Files, UploadRefused
from adapters.web.guests import Guests
from adapters.web.rooms import Rooms
from core.chat import CoreService
from core.clock import Clock
from core.language.phrases import pick, say
from core.store.store import StoreFull, StoreUnavailable

log = structlog.get_logger(__name__)

BODY_LIMIT: Final = 200_000
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
}
_KEPT_TYPES: Final = {
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors ",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": f"{_POLICY}'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
_SAFE: Final = frozenset({"GET", "HEAD"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page's own: its bytes, what it is, and what tells it from another version."""

    data: bytes
    kind: str
    tag: str


def application(
    service: CoreService,
    chat: WebChat,
    files: Files,
    rooms: Rooms,
    access: Access,
    clock: Clock,
    operations: Operations,
    *,
    studio: bool,
    host: Host | None = None,
) -> web.Application:
    """The page and all of its calls; `host` is the platform whose app opens it too."""
    admin = AdminPage(service, chat, access, clock, operations)
    guests = Guests(host, chat, access, clock)
    doors = _Doors(chat, files, access, admin, guests, studio=studio)
    calls = Calls(service, chat, files, rooms, access, clock)
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[_guarded(access, chat)])
    app.on_response_prepare.append(_secured)
    app.add_routes(
        [
            web.get("/", doors.page),
            web.get("/api/start", doors.start),
            web.post("/api/enter", doors.enter),
            web.post("/api/pair", doors.pair),
            web.get("/files/{name}", doors.file),
            *calls.routes(),
            web.route("*", "/admin", admin.answer),
            web.get("/{path:.*}", doors.asset),
        ]
    )
    return app


async def _secured(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    # It knows no origins: where a policy names some, it is left out.
    if "frame-ancestors https:" not in response.headers["Content-Security-Policy"]:
        response.headers["X-Frame-Options"] = "DENY"
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.popall("Server", None)


def _guarded(access: Access, chat: WebChat) -> Any:
    """Nothing is answered under another name, and nothing is changed from another page."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not access.host_is_ours(request):
            return web.Response(status=HTTPStatus.MISDIRECTED_REQUEST, text="unknown host")
        if request.method not in _SAFE and not access.origin_is_ours(request):
            return web.Response(status=HTTPStatus.FORBIDDEN, text="from another page")
        try:
            return await handler(request)
        except (Refused, UploadRefused) as refused:
            return await _error(request, access, chat, refused.phrase, refused.status)
        except ValidationError:
            return await _error(request, access, chat, "page-not-taken", HTTPStatus.BAD_REQUEST)
        except web.HTTPRequestEntityTooLarge:
            return await _error(request, access, chat, "page-too-big", 413)
        except StoreUnavailable as error:
            log.error("database unavailable", error=str(error))
            phrase = "error-disk-full" if isinstance(error, StoreFull) else "error-unexpected"
            return await _error(request, access, chat, phrase, HTTPStatus.SERVICE_UNAVAILABLE)
        except OSError as error:
            log.error("page: file not written", error=str(error))
            return await _error(request, access, chat, "error-disk-full", 507)

    return guard


async def _error(
    request: web.Request, access: Access, chat: WebChat, phrase: str, status: int
) -> web.Response:
    return web.json_response({"error": say(words.language_of(request), phrase)}, status=status)


class _Doors:
    """What is answered before anybody is known, and files."""

    def __init__(
        self,
        chat: WebChat,
        files: Files,
        access: Access,
        admin: AdminPage,
        guests: Guests,
        *,
        studio: bool,
    ) -> None:
        self._chat = chat
        self._files = files
        self._access = access
        self._admin = admin
        self._guests = guests
        self._studio = studio
        self._assets = dict(_assets())

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page; a browser that may come in without a word gets its cookie."""
        response = self._given(request, "index.html")
        # All modules at once, instead of each when the one before it is read.
        modules = (n for n in self._assets if n.endswith(".js") and n != MODULE)
        response.headers["Link"] = ", ".join(f"</{m}>; rel=modulepreload" for m in modules)
        if frames := self._guests.frames:
            response.headers["Content-Security-Policy"] = f"{_POLICY}{frames}"
        if not self._access.user(request) and self._access.open_to(request):
            self._access.admit(request, response)
        return response

    async def start(self, request: web.Request) -> web.StreamResponse:
        """What the page needs before it shows anything."""
        asked = request.query.get("lang", "")
        user = self._access.user(request)
        language = pick(asked)
        if user and "own" not in request.query:
            language = await self._chat.sidebars.language(parse.address(user), asked)
        shown = {
            "in": bool(user),
            "lang": language,
            "dir": words.direction(language),
            "words": words.words(language),
            "languages": words.languages(),
            "studio": self._studio,
            "phone": bool(self._access.outside) and not parse.is_guest(user),
            "me": hashlib.sha256(user.encode()).hexdigest()[:8],
            "limits": {"file": self._files.limit, "files": parse.FILES_LIMIT},
            "examples": words.examples(language),
        }
        return web.json_response(shown)

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """A code or the password lets a browser in, another platform's app a guest."""
        body = await _json(request)
        if isinstance(data := body.get("app"), str):
            return await self._guests.enter(request, data, body.get("window"))
        response = web.Response(status=HTTPStatus.NO_CONTENT)
        code, password = body.get("code"), body.get("password")
        if isinstance(code, str) and (found := self._access.redeem(code)) is not None:
            if not found.admin:
                self._access.admit(request, response, found.user)
                return response
            response = web.json_response({"go": "/admin"})
            me = self._access.admit(request, response, self._access.user(request))
            await self._chat.operators.appoint(parse.address(me), body.get("lang", ""))
            return response
        if isinstance(password, str):
            fits = self._access.password_fits(password)
            if fits is None:
                raise Refused("page-enter-slower", HTTPStatus.TOO_MANY_REQUESTS)
            if fits:
                self._access.admit(request, response, self._access.user(request))
                return response
        raise Refused("page-enter-wrong", HTTPStatus.FORBIDDEN)

    async def pair(self, request: web.Request) -> web.StreamResponse:
        """A code with which another browser becomes the same person, and a picture of its link."""
        user = self._access.user(request)
        if not user:
            raise Refused("page-enter-title", HTTPStatus.UNAUTHORIZED)
        # A cookie lives longer than a guest may stay.
        if not self._access.outside or parse.is_guest(user):
            raise Refused("page-not-taken", HTTPStatus.CONFLICT)
        link = f"{self._access.outside}/#{self._access.pairing(user)}"
        return web.json_response({"link": link, "code": _drawn(link)})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A picture or a video, in ranges where asked."""
        name = request.match_info["name"]
        path = self._files.kept(name)
        query = request.query
        good = self._access.address_is_good(name, query.get("until", ""), query.get("sign", ""))
        if path is None or not good or not path.is_file():
            return web.Response(status=HTTPStatus.NOT_FOUND)
        headers = {
            "Content-Type": _KEPT_TYPES.get(path.suffix, "application/octet-stream"),
            "Cache-Control": "private, max-age=86400, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        if wanted := query.get("as"):
            headers["Content-Disposition"] = _attachment(wanted)
        return web.FileResponse(path, headers=headers)

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """A file of the page's own."""
        path = request.match_info["path"]
        if path == MODULE and not await self._admin.admits(request):
            return web.Response(status=HTTPStatus.NOT_FOUND)
        return self._given(request, path)

    def _given(self, request: web.Request, name: str) -> web.Response:
        found = self._assets.get(name)
        if found is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        headers = {"Cache-Control": "no-cache", "ETag": found.tag}
        if request.headers.get("If-None-Match") == found.tag:
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        headers["Content-Type"] = found.kind
        response = web.Response(body=found.data, headers=headers)
        response.enable_compression()
        return response


def _drawn(text: str) -> str:
    """A QR code as an address that an image shows."""
    import segno  # only who pairs a phone needs it

    return segno.make(text).svg_data_uri(scale=6, border=4)


def _assets() -> list[tuple[str, Asset]]:
    """The page's own files by their paths."""
    found = []
    folders = [("", resources.files("adapters.web").joinpath("page"))]
    while folders:
        prefix, folder = folders.pop()
        for item in folder.iterdir():
            if item.is_dir():
                folders.append((f"{prefix}{item.name}/", item))
            elif (kind := _TYPES.get(item.name.rpartition(".")[2])) is not None:
                data = item.read_bytes()
                tag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
                found.append((f"{prefix}{item.name}", Asset(data, kind, tag)))
    return found


def _attachment(name: str) -> str:
    """The header that saves a file under a name."""
    safe = "".join(c if c.isalnum() or c in " -_." else "_" for c in name)[:120]
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    encoded = "".join(f"%{byte:02X}" for byte in safe.encode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST) from None
    if not isinstance(body, dict):
        raise Refused("page-not-taken", HTTPStatus.BAD_REQUEST)
    return body
