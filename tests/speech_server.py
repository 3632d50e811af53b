"""A speech server on loopback: says what it was told to say, and keeps what it was asked."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

KEY = "sk-speech-0123456789abcdef"
NAMES = ("avg_logprob", "no_speech_prob", "compression_ratio")


@dataclass(frozen=True, slots=True)
class Asked:
    """One recording that arrived, and with which fields and key."""

    sound: bytes
    name: str
    fields: dict[str, str]
    authorization: str


@dataclass
class SpeechApi:
    """`POST /v1/audio/transcriptions`; every other address is 404, every other key 401."""

    asked: list[Asked] = field(default_factory=list)
    texts: deque[str] = field(default_factory=deque)
    segment: dict[str, float] = field(default_factory=dict)
    language: str = "english"
    formats: tuple[str, ...] = ("json", "verbose_json")
    answers: deque[web.Response] = field(default_factory=deque)
    gate: asyncio.Event | None = None
    url: str = ""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=8 << 20)
        app.router.add_post("/v1/audio/transcriptions", self._transcribe)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def will_say(self, text: str, **segment: float) -> None:
        """What the next recording says; `segment` differs from a clear voice's figures."""
        self.texts.append(text)
        clear = {"avg_logprob": -0.2, "no_speech_prob": 0.02, "compression_ratio": 1.2}
        self.segment = clear | segment

    async def reached(self, count: int) -> None:
        """Wait until so many recordings have arrived."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.asked) >= count)

    async def _transcribe(self, request: web.Request) -> web.Response:
        fields: dict[str, str] = {}
        sound, name = b"", ""
        form = await request.post()
        for field_name, value in form.items():
            if isinstance(value, web.FileField):
                sound, name = value.file.read(), value.filename
            else:
                fields[field_name] = str(value)
        authorization = request.headers.get("Authorization", "")
        async with self._changed:
            self.asked.append(Asked(sound, name, fields, authorization))
            self._changed.notify_all()
        if self.gate is not None:
            await self.gate.wait()
        if self.answers:
            return self.answers.popleft()
        if authorization != f"Bearer {KEY}":
            return web.json_response({"error": {"message": f"bad key {KEY}"}}, status=401)
        if fields.get("response_format") not in self.formats:
            return web.json_response({"error": {"message": "no such format"}}, status=400)
        return web.json_response(self._said(fields["response_format"]))

    def _said(self, form: str) -> dict[str, Any]:
        text = self.texts.popleft() if self.texts else ""
        if form == "json":
            return {"text": text}
        segments = [{"id": 0, "text": text, **self.segment}] if text else []
        return {"text": text, "language": self.language, "duration": 2.0, "segments": segments}
