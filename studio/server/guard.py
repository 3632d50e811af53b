"""The outermost middleware: only programs on this machine get in, and errors become answers."""

from __future__ import annotations

import hmac

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from studio.server.envelope import WireError

log = structlog.get_logger(__name__)
LOCAL_HOSTS = ("127.0.0.1", "localhost")


SECRET_HEADER = "X-Studio-Secret"
# Their addresses hold an unguessable key each, as presigned ones do.
OPEN_CALLS = ("result", "media")


def guard(secret: str) -> Middleware:
    """The middleware; with a `secret`, only who sends it in `X-Studio-Secret` is served.

    It turns WireError into its answer, and any other exception into a 500. A ConnectionError ends
    the connection without an answer: whoever asked has gone.
    """

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await _guarded(request, handler, secret)

    return guarded


async def _guarded(request: web.Request, handler: Handler, secret: str) -> web.StreamResponse:
    try:
        _check_local(request)
        _check_secret(request, secret)
        response = await handler(request)
    except WireError as error:
        response = error.response()
    except ConnectionError:
        return _drop(request)
    except web.HTTPException:
        raise
    except Exception:
        log.exception("call failed", call=request.match_info.route.name)
        response = WireError(500, "internal error", http=500).response()
    return _unread_body_closes(request, response)


def _check_local(request: web.Request) -> None:
    """Only our own name may be in `Host`: a web page that rebinds its name to us is refused."""
    host, _, _ = request.host.rpartition(":")
    if (host or request.host) not in LOCAL_HOSTS or "Origin" in request.headers:
        raise WireError(403, "this address is for programs on this machine", http=403)


def _check_secret(request: web.Request, secret: str) -> None:
    if not secret or request.match_info.route.name in OPEN_CALLS:
        return
    # aiohttp hands bytes that are no UTF-8 on as surrogates.
    sent = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(sent, secret.encode()):
        raise WireError(403, "this studio serves the program that started it", http=403)


def _unread_body_closes(request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
    """After a refusal nobody reads the rest of an upload: the connection can't be kept."""
    if request.can_read_body and not request.content.at_eof() and not response.prepared:
        response.force_close()
    return response


def _drop(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
