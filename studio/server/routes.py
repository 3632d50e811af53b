"""The wire's calls, each a few lines between the request and the room that does the work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from studio.draft import to_wire
from studio.server.accounts import Accounts, User, checked_client_id
from studio.server.chat import Chat
from studio.server.config import StudioConfig
from studio.server.envelope import no_session, not_found, ok, plan_blocks, token_bad
from studio.server.library import Library
from studio.server.previews import Previews
from studio.server.render_rows import Job
from studio.server.renders import Renders
from studio.server.sessions import CLAIM_S, Session, Sessions
from studio.server.uploads import Uploads
from studio.server.wire import ATTRIBUTION, base_url, checked_id, json_body

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Routes:
    """All handlers of one studio; `table` says which call of the wire each of them is."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        sessions: Sessions,
        library: Library,
        uploads: Uploads,
        chat: Chat,
        renders: Renders,
        previews: Previews,
        config: StudioConfig,
    ) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._library = library
        self._uploads = uploads
        self._chat = chat
        self._renders = renders
        self._previews = previews
        self._config = config

    def table(self) -> list[tuple[str, str, str, Handler]]:
        """(method, path, name of the call, handler)."""
        render = "/api/render/proxy"
        return [
            ("POST", "/api/auth/anonymous-token", "token", self.token),
            ("POST", "/api/auth/claim-token", "claim", self.claim),
            ("POST", "/api/tasks/me/with-session/nemo_agent", "session", self.session),
            ("POST", "/run_sse", "run_sse", self.run_sse),
            ("POST", "/api/upload-video/nemo_agent/me/{session}", "upload", self.upload),
            ("GET", "/api/credits/balance/simple", "credits", self.credits),
            ("GET", "/api/state/nemo_agent/me/{session}/latest", "state", self.state),
            ("GET", "/api/preview/nemo_agent/me/{session}", "preview", self.preview),
            ("POST", f"{render}/lambda", "render_submit", self.render_submit),
            ("GET", f"{render}/lambda/{{render}}", "render_poll", self.render_poll),
            ("POST", f"{render}/lambda/{{render}}/cancel", "render_cancel", self.render_cancel),
            ("GET", f"{render}/{{render}}/download", "download", self.download),
            ("GET", "/files/r/{key}", "result", self.result),
            ("GET", "/files/m/{key}", "media", self.media),
        ]

    async def token(self, request: web.Request) -> web.Response:
        client_id = checked_client_id(request.headers.get("X-Client-Id"))
        grant = await self._accounts.anonymous(client_id, request.remote or "unknown")
        return ok(
            {
                "token": grant.token,
                "user_id": grant.user_id,
                "credits": grant.credits,
                "expires_at": grant.expires_at,
            }
        )

    async def session(self, request: web.Request) -> web.Response:
        user = await self._user(request)
        body = await json_body(request)
        language = str(body.get("language") or "en")[:16]
        name = str(body.get("task_name") or "project")[:200]
        made = await self._sessions.create(user.id, language, name)
        return ok({"task_id": made.task_id, "session_id": made.id, "user_id": user.id})

    async def claim(self, request: web.Request) -> web.Response:
        user = await self._user(request)
        body = await json_body(request)
        session_id = checked_id(body.get("session_id"), "session_id")
        session = await self._sessions.get(session_id, user.id)
        if session.task_id != checked_id(body.get("task_id"), "task_id"):
            raise no_session()
        token = await self._sessions.claim(session)
        return ok({"claim_token": token, "expires_in": CLAIM_S})

    async def run_sse(self, request: web.Request) -> web.StreamResponse:
        user = await self._user(request)
        return await self._chat.handle(request, user.id)

    async def upload(self, request: web.Request) -> web.Response:
        return await self._uploads.handle(request, await self._session(request))

    async def credits(self, request: web.Request) -> web.Response:
        user = await self._user(request)
        balance = await self._accounts.balance(user.id)
        return ok(
            {
                "available": balance.available,
                "frozen": balance.frozen,
                "total": balance.total,
                "user_id": user.id,
            }
        )

    async def state(self, request: web.Request) -> web.Response:
        session = await self._session(request)
        draft, _ = await self._sessions.draft(session)
        stored = await self._library.of(session.id)
        base = base_url(request)
        return ok(
            {
                "session_id": session.id,
                "task_id": session.task_id,
                "task_name": session.name,
                "user_id": session.user_id,
                "state": {
                    "draft": to_wire(draft),
                    "video_infos": [item.wire(base) for item in stored],
                    "canvas_config": {"width": draft.width, "height": draft.height},
                    "generated_media": [],
                    "video_analyses": {},
                },
            }
        )

    async def preview(self, request: web.Request) -> web.Response:
        sheet = await self._previews.of(await self._session(request))
        return web.Response(
            body=sheet, content_type="image/jpeg", headers={"Cache-Control": "private, no-cache"}
        )

    async def render_submit(self, request: web.Request) -> web.Response:
        user = await self._exporter(request)
        body = await json_body(request)
        session_id = checked_id(body.get("sessionId"), "sessionId")
        await self._sessions.get(session_id, user.id)
        render_id = checked_id(body.get("id"), "id")
        job = await self._renders.submit(
            user.id, session_id, render_id, body.get("draft"), body.get("output")
        )
        return await self._job(request, job)

    async def render_poll(self, request: web.Request) -> web.Response:
        user = await self._exporter(request)
        render_id = checked_id(request.match_info["render"], "id")
        return await self._job(request, await self._renders.get(user.id, render_id))

    async def render_cancel(self, request: web.Request) -> web.Response:
        user = await self._exporter(request)
        render_id = checked_id(request.match_info["render"], "id")
        return await self._job(request, await self._renders.cancel(user.id, render_id))

    async def download(self, request: web.Request) -> web.StreamResponse:
        user = await self._exporter(request)
        render_id = checked_id(request.match_info["render"], "id")
        job = await self._renders.get(user.id, render_id)
        if job.status != "completed":
            raise not_found("this render has no result")
        return _file(self._renders.path_of(job), "video/mp4")

    async def result(self, request: web.Request) -> web.StreamResponse:
        job = await self._renders.by_key(request.match_info["key"].removesuffix(".mp4"))
        if job is None:
            raise not_found("this address has expired")
        return _file(self._renders.path_of(job), "video/mp4")

    async def media(self, request: web.Request) -> web.StreamResponse:
        stored = await self._library.by_key(request.match_info["key"])
        if stored is None:
            raise not_found("no such file")
        return _file(stored.path, stored.mime)

    async def _job(self, request: web.Request, job: Job) -> web.Response:
        body: dict[str, Any] = await self._renders.describe(job, base_url(request))
        if self._config.bare_render_answers:
            return web.json_response(body)
        return web.json_response({"success": True, "data": body})

    async def _user(self, request: web.Request) -> User:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise token_bad()
        return await self._accounts.user_of(token.strip())

    async def _exporter(self, request: web.Request) -> User:
        """Exports also need the three attribution headers (docs/wire-api.md#headers)."""
        user = await self._user(request)
        named = all(request.headers.get(name) for name in ATTRIBUTION)
        if self._config.require_attribution and not named:
            raise plan_blocks()
        return user

    async def _session(self, request: web.Request) -> Session:
        user = await self._user(request)
        session_id = checked_id(request.match_info["session"], "session_id")
        return await self._sessions.get(session_id, user.id)


def _file(path: Path, mime: str) -> web.FileResponse:
    if not path.is_file():
        raise not_found("this file is gone")
    return web.FileResponse(path, headers={"Content-Type": mime, "Cache-Control": "private"})
