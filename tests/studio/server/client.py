"""The wire as a client sees it, in few words."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from studio.server import Studio
from tests.studio.double import photo

ATTRIBUTION = {
    "X-Skill-Source": "ai-video-generator-free-hd",
    "X-Skill-Version": "1.0.0",
    "X-Skill-Platform": "unknown",
}
Json = dict[str, Any]


@dataclass
class Client:
    """One user with, after `begin`, one session."""

    http: httpx.AsyncClient
    client_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = ""
    session_id: str = ""
    task_id: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def get(self, path: str, **kwargs: Any) -> Json:
        body: Json = (await self.http.get(path, headers=self.headers, **kwargs)).json()
        return body

    async def post(self, path: str, **kwargs: Any) -> Json:
        body: Json = (await self.http.post(path, headers=self.headers, **kwargs)).json()
        return body

    async def sign_in(self) -> Json:
        headers = {"X-Client-Id": self.client_id}
        body: Json = (await self.http.post("/api/auth/anonymous-token", headers=headers)).json()
        if body["code"] == 0:
            self.token = body["data"]["token"]
        return body

    async def open_session(self, language: str = "en") -> Json:
        body = await self.post(
            "/api/tasks/me/with-session/nemo_agent",
            json={"task_name": "project", "language": language},
        )
        self.session_id, self.task_id = body["data"]["session_id"], body["data"]["task_id"]
        return body

    async def begin(self, photos: int = 0) -> Client:
        await self.sign_in()
        await self.open_session()
        if photos:
            await self.upload(*[photo(40 + i) for i in range(photos)])
        return self

    async def upload(self, *files: bytes, name: str = "photo.jpg") -> Json:
        parts = [("files", (name, content)) for content in files]
        return await self.post(self.upload_path, files=parts)

    @property
    def upload_path(self) -> str:
        return f"/api/upload-video/nemo_agent/me/{self.session_id}"

    def prompt(self, text: str) -> Json:
        return {
            "app_name": "nemo_agent",
            "user_id": "me",
            "session_id": self.session_id,
            "new_message": {"parts": [{"text": text}]},
        }

    async def stream(self, text: str) -> bytes:
        """The raw body of a prompt's answer."""
        response = await self.http.post("/run_sse", json=self.prompt(text), headers=self.headers)
        return response.content

    @asynccontextmanager
    async def listening(self, text: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """A prompt's answer frame by frame, as it comes; leaving hangs up."""
        async with self.http.stream(
            "POST", "/run_sse", json=self.prompt(text), headers=self.headers
        ) as response:
            yield _frames(response)

    async def say(self, text: str) -> str:
        """What the agent answers, in the ADK dialect."""
        return "".join(
            part["text"]
            for event in events(await self.stream(text))
            if event.get("partial") is False
            for part in event["content"]["parts"]
        )

    async def state(self) -> Json:
        body = await self.get(f"/api/state/nemo_agent/me/{self.session_id}/latest")
        data: Json = body["data"]["state"]
        return data

    async def available(self) -> int:
        body = await self.get("/api/credits/balance/simple")
        return int(body["data"]["available"])

    async def submit(self, id: str = "render_1", **output: Any) -> Json:
        draft = (await self.state())["draft"]
        return await self.post(
            "/api/render/proxy/lambda",
            json={"id": id, "sessionId": self.session_id, "draft": draft, "output": output},
        )

    async def poll(self, id: str = "render_1") -> Json:
        return await self.get(f"/api/render/proxy/lambda/{id}")

    async def until(self, *wanted: str, id: str = "render_1") -> Json:
        """Poll until the job has one of these statuses; the test's time-out is the limit."""
        while True:
            body = await self.poll(id)
            data: Json = body.get("data", body)
            if data["status"] in wanted:
                return data


@asynccontextmanager
async def client_of(studio: Studio) -> AsyncIterator[Client]:
    """A client with the attribution headers, not signed in."""
    async with httpx.AsyncClient(base_url=studio.url, headers=ATTRIBUTION, timeout=60) as http:
        yield Client(http)


async def _frames(response: httpx.Response) -> AsyncIterator[bytes]:
    held = b""
    async for chunk in response.aiter_bytes():
        held += chunk
        while b"\n\n" in held:
            frame, held = held.split(b"\n\n", 1)
            yield frame + b"\n\n"


def events(body: bytes) -> list[Json]:
    """The JSON events of a stream."""
    lines = body.decode().splitlines()
    return [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
