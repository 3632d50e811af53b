"""The REST half: reads a request as Discord does, asks SimCord's routes, adds what they lack."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web
from simcord.backend.errors import BackendError
from simcord.http import RouteNotImplemented, UnsupportedField, router

from tests.e2e.discord_api import limits
from tests.e2e.discord_api.limits import Upload

if TYPE_CHECKING:
    from tests.e2e.discord_api.server import DiscordApi

_MESSAGES = re.compile(r"/channels/(\d+)/messages(?:/(\d+))?")
_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback")
_FOLLOWUP = re.compile(r"/webhooks/\d+/([^/]+)(/messages/.+)?")
_NONCE_LIFE = timedelta(minutes=5)
FOLLOWUPS_OF_USER_APPS = 5


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the bot made it; `answered` is the status it got."""

    method: str
    path: str
    body: Any
    files: tuple[str, ...]
    answered: int


@dataclass(slots=True)
class _Asked:
    method: str
    path: str
    params: dict[str, Any]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        return self.body if isinstance(self.body, dict) else {}


class Rest:
    """Every route below the API base."""

    def __init__(self, api: DiscordApi, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._nonces: dict[tuple[int, str], tuple[datetime, int]] = {}
        self._created = 0
        self.calls: list[Call] = []
        self.gaps: list[str] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One request: faults first, then Discord's rules, then SimCord."""
        asked = await _read(request)
        if not self._known(request, asked.path):
            return _json(401, {"message": "401: Unauthorized", "code": 0})
        fault = self._api.faults.take(asked.method, asked.path)
        if fault and fault.gate is not None:
            await fault.gate.wait()
            fault = None
        if fault and not fault.late:
            status, answer = fault.status, fault.answer()
        else:
            status, answer = self._answer(asked)
        names = tuple(file.filename for file in asked.files)
        self.calls.append(Call(asked.method, asked.path, asked.body, names, status))
        if fault and fault.cut:
            assert request.transport is not None
            request.transport.abort()
        elif fault and fault.late:
            status, answer = fault.status, fault.answer()
        return _json(status, answer)

    def _known(self, request: web.Request, path: str) -> bool:
        if path.startswith(("/webhooks/", "/interactions/")):
            return True  # the token in the path is the right to ask
        return request.headers.get("Authorization") == f"Bot {self._api.token}"

    def _answer(self, asked: _Asked) -> tuple[int, Any]:
        try:
            answer = self._route(asked)
        except (RouteNotImplemented, UnsupportedField, KeyError, ValueError, TypeError) as error:
            # What the stand-in cannot do must fail the test, not look like a refusal of Discord's.
            self.gaps.append(f"{asked.method} {asked.path}: {error!r}")
            return 400, {"message": repr(error), "code": 0}
        except BackendError as error:
            body = error.to_json()
            if error.status == 429:
                body |= {"retry_after": 0.0, "global": False}
            return error.status, body
        if answer is None:
            return 204, None
        return 200, self._api.overlaid(self._api.cdn.sign(answer))

    def _route(self, asked: _Asked) -> Any:
        if asked.path == "/gateway/bot":
            return {
                "url": self._api.gateway_url,
                "shards": self._api.shards,
                "session_start_limit": {
                    "total": 1000,
                    "remaining": 999,
                    "reset_after": 0,
                    "max_concurrency": 1,
                },
            }
        if asked.path.endswith("/commands") and asked.method == "PUT":
            self._check_commands(asked)
        if match := _MESSAGES.fullmatch(asked.path):
            return self._message(asked, int(match[1]), int(match[2] or 0))
        if match := _CALLBACK.fullmatch(asked.path):
            self._check_reply(asked, int(match[1]), asked.fields().get("data") or {})
        if match := _FOLLOWUP.fullmatch(asked.path):
            self._check_followup(asked, match[1], edit=match[2] is not None)
        return self._simcord(asked)

    def _simcord(self, asked: _Asked) -> Any:
        return router.dispatch(
            self._api.backend,
            asked.method,
            asked.path,
            json=asked.body,
            params=asked.params,
            files=asked.files,
            message_content_access=False,
        )

    def _message(self, asked: _Asked, channel_id: int, message_id: int) -> Any:
        backend = self._api.backend
        if asked.method == "PATCH":
            limits.check_age(message_id, self._now())
            self._api.note_edit(message_id)
        if asked.method == "GET" and "after" in asked.params:
            return self._after(asked)
        if asked.method != "POST":
            return self._simcord(asked)
        self._api.check_reachable(channel_id, files=bool(asked.files))
        limits.check_files(backend, channel_id, asked.files, self._api.upload_limit(channel_id))
        nonce = limits.check_nonce(asked.fields())
        known = self._nonces.get((channel_id, nonce)) if nonce else None
        if known is not None and self._now() - known[0] < _NONCE_LIFE:
            asked.method, asked.path = "GET", f"{asked.path}/{known[1]}"
            return self._simcord(asked)
        answer = self._simcord(asked)
        if nonce:
            self._nonces[channel_id, nonce] = (self._now(), int(answer["id"]))
        return answer

    def _after(self, asked: _Asked) -> Any:
        """The messages next to `after`, newest of them first; SimCord gives the newest of all."""
        limit = int(asked.params.get("limit", 50))
        asked.params["limit"] = sys.maxsize
        return self._simcord(asked)[-limit:]

    def _check_reply(self, asked: _Asked, interaction_id: int, data: dict[str, Any]) -> None:
        record = self._api.backend.interactions.get(interaction_id)
        if record is not None:
            limit = self._api.upload_limit(record.channel_id)
            limits.check_files(self._api.backend, record.channel_id, asked.files, limit)
        if len(data.get("choices") or []) > 25:
            raise BackendError(400, 50035, "Invalid Form Body: choices: Must be 25 or fewer")

    def _check_followup(self, asked: _Asked, token: str, *, edit: bool) -> None:
        record = self._api.backend.interaction_by_token(token)
        if edit or record.id not in self._api.foreign:
            return
        if len(record.followup_ids) >= FOLLOWUPS_OF_USER_APPS:
            raise BackendError(
                400, 40094, "This interaction has reached its maximum number of follow-up messages"
            )

    def _check_commands(self, asked: _Asked) -> None:
        known = set(self._api.backend.commands.get(None, {}))
        self._created += limits.check_commands(asked.body, self._created, known)


def _json(status: int, body: Any) -> web.Response:
    # discord.py wants exactly this content type, and `Via` to believe that a 429 is Discord's own.
    headers = {"Via": "1.1 google"}
    if body is None:
        return web.Response(status=status, headers=headers)
    headers["Content-Type"] = "application/json"
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)


async def _read(request: web.Request) -> _Asked:
    asked = _Asked(request.method, "/" + request.match_info["path"], dict(request.query))
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            data = bytes(await part.read())
            if part.name == "payload_json":
                asked.body = json.loads(data)
            else:
                name = part.filename or "file"
                asked.files.append(Upload(name, io.BytesIO(data), len(data)))
    elif raw := await request.read():
        asked.body = json.loads(raw)
    return asked
