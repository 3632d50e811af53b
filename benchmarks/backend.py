"""The backend's wire API on loopback, as cheap as it can be: what is measured is the bot.

Each prompt changes the draft, so that there is something to tell. `hold` keeps streams open with
a word and a heartbeat now and then until `release`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler

_WORDS: Final = (
    "I placed your photos one after the other, ",
    "with a slow zoom and calm music underneath. ",
    "The title stands over the first picture until 0:04.\n",
    "You can click the Export button on the top right when you like it. ",
)


@dataclass(slots=True)
class Answers:
    """How a prompt is answered: so many partial texts, with so many seconds between two."""

    events: int = 24
    pause: float = 0.0
    beat: float = 5.0
    hold: bool = False


@dataclass(slots=True)
class Prompt:
    """A prompt that arrived: its words, and the monotonic second in which it did."""

    text: str
    at: float = field(default_factory=time.monotonic)


class Backend:
    """Sessions, prompts, states, uploads and renders; `url` is where it listens."""

    def __init__(self) -> None:
        self.url = ""
        self.answers = Answers()
        self.prompts: list[Prompt] = []
        self.looks: list[float] = []
        self.looked_at: dict[str, float] = {}
        self.open = 0
        self.render_s = 0.0
        self.film = b""
        self.away = False
        self._turns: dict[str, int] = {}
        self._renders: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._released = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application(client_max_size=300_000_000, middlewares=[self._reached])
        app.router.add_post("/api/auth/anonymous-token", self._token)
        app.router.add_post("/api/tasks/me/with-session/nemo_agent", self._session)
        app.router.add_post("/api/auth/claim-token", self._claim)
        app.router.add_post("/run_sse", self._run)
        app.router.add_get("/api/state/nemo_agent/me/{session}/latest", self._state)
        app.router.add_get("/api/credits/balance/simple", self._credits)
        app.router.add_post("/api/upload-video/nemo_agent/me/{session}", self._upload)
        app.router.add_post("/api/render/proxy/lambda", self._submit)
        app.router.add_get("/api/render/proxy/lambda/{id}", self._render)
        app.router.add_get("/results/{id}.mp4", self._result)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=2048).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    def release(self) -> None:
        """Let every stream that is held come to its end."""
        self.answers.hold = False
        self._released.set()

    @web.middleware
    async def _reached(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        return web.Response(status=503) if self.away else await handler(request)

    async def _token(self, _request: web.Request) -> web.Response:
        number = next(self._numbers)
        granted = {"token": f"nmv_usr_{number:024x}", "user_id": f"anon_{number}", "credits": 100}
        return _said(granted)

    async def _session(self, _request: web.Request) -> web.Response:
        number = next(self._numbers)
        return _said({"task_id": f"task{number}", "session_id": f"session{number}"})

    async def _claim(self, _request: web.Request) -> web.Response:
        return _said({"claim_token": f"clm_{next(self._numbers)}", "expires_in": 604_800})

    async def _credits(self, _request: web.Request) -> web.Response:
        return _said({"available": 90, "frozen": 0, "total": 100})

    async def _run(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        session, asked = body["session_id"], body["new_message"]["parts"][0]["text"]
        self.prompts.append(Prompt(asked))
        self._turns[session] = self._turns.get(session, 0) + 1
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        self.open += 1
        try:
            await self._answer(response)
        finally:
            self.open -= 1
        return response

    async def _answer(self, response: web.StreamResponse) -> None:
        answers = self.answers
        texts = [_WORDS[n % len(_WORDS)] for n in range(answers.events)]
        if answers.hold:
            await response.write(_event(texts[0], partial=True))
            while not self._released.is_set():
                try:
                    await asyncio.wait_for(self._released.wait(), answers.beat)
                except TimeoutError:
                    await response.write(b": still working\n\n")
            texts = texts[:2]
        elif answers.pause:
            for text in texts:
                await response.write(_event(text, partial=True))
                await asyncio.sleep(answers.pause)
        else:
            await response.write(b"".join(_event(text, partial=True) for text in texts))
        await response.write(_event("".join(texts), partial=False))

    async def _state(self, request: web.Request) -> web.Response:
        session = request.match_info["session"]
        self._looked(session)
        return _said({"session_id": session, "state": {"draft": _draft(self._turns.get(session))}})

    def _looked(self, at: str) -> None:
        """A state or a render was asked for; of each the first time is kept, until `forget`."""
        now = time.monotonic()
        self.looks.append(now)
        self.looked_at.setdefault(at, now)

    def forget(self) -> None:
        """Begin to note anew which states and renders are asked for."""
        self.looks.clear()
        self.looked_at.clear()

    async def _upload(self, request: web.Request) -> web.Response:
        async for _ in request.content.iter_any():
            pass
        name = f"photo{next(self._numbers)}.jpg"
        file = {"filename": name, "file_type": "image", "cdn_url": "http://x/f", "hash": name}
        return _said({"files": [file]})

    async def _submit(self, request: web.Request) -> web.Response:
        render = (await request.json())["id"]
        self._renders.setdefault(render, time.monotonic())
        return _said({"id": render, "status": "pending", "progress": 0})

    async def _render(self, request: web.Request) -> web.Response:
        render = request.match_info["id"]
        self._looked(render)
        if render not in self._renders:
            return web.json_response({"code": 404, "message": "not found"}, status=404)
        if time.monotonic() - self._renders[render] < self.render_s:
            return _said({"id": render, "status": "processing", "progress": 50})
        status = "completed" if self.film else "failed"
        return _said({"id": render, "status": status, "output": {"url": f"/results/{render}.mp4"}})

    async def _result(self, _request: web.Request) -> web.Response:
        return web.Response(body=self.film, content_type="video/mp4")


def _said(data: dict[str, Any]) -> web.Response:
    return web.json_response({"code": 0, "message": "ok", "data": data})


def _event(text: str, *, partial: bool) -> bytes:
    event = {"content": {"role": "model", "parts": [{"text": text}]}, "partial": partial}
    return b"data: %s\n\n" % json.dumps(event).encode()


def _draft(turns: int | None) -> dict[str, Any]:
    """Three photos, music and a title; another length and another title with each turn."""
    if turns is None:
        return {}
    length = 9_000 + 300 * (turns % 20)
    photos = [{"d": length // 3, "m": {"src": f"f{n}", "name": f"photo-{n}"}} for n in range(3)]
    title = {"s": 500, "d": 4500, "m": {"text": f"Summer {turns}", "color": "#ffffff"}}
    return {
        "t": [
            {"tt": 0, "m": {"name": "Video"}, "sg": photos},
            {"tt": 1, "sg": [{"d": length, "m": {"name": "Calm", "volume": 0.35}}]},
            {"tt": 7, "sg": [title]},
        ],
        "d": length,
        "m": {"title": "Shop", "width": 1080, "height": 1920, "fps": 30},
    }
