"""The optional second reading: a language model on loopback before a real studio."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from studio.__main__ import main
from studio.server import ModelAccess, Studio, StudioConfig
from tests.studio.double import FastWorker
from tests.studio.server.client import Client, client_of

KEY = "sk-very-secret"
PROMPT = "give it a flurbish quondle tone"


def operation(name: str, words: str, **arguments: Any) -> dict[str, Any]:
    return {"name": name, "arguments": arguments, "words": words}


COOL = operation("Look", "give it a flurbish quondle tone", kind="cool")


@dataclass
class Model:
    """A chat completions server that answers what it is set to, and keeps what it was asked."""

    operations: list[dict[str, Any]] = field(default_factory=list)
    text: str | None = None
    status: int = 200
    hold: asyncio.Event | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    async def complete(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        if self.hold is not None:
            await self.hold.wait()
        said = self.text if self.text is not None else json.dumps({"operations": self.operations})
        body = {"choices": [{"message": {"role": "assistant", "content": said}}]}
        return web.json_response(body, status=self.status)


@asynccontextmanager
async def studio_with(folder: Path, model: Model, *, seconds: float = 30) -> AsyncIterator[Client]:
    """A client whose session holds a video of two photos."""
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    async with TestServer(app) as server:
        access = ModelAccess(str(server.make_url("")), "small-model", KEY, seconds)
        config = StudioConfig(model=access)
        async with (
            Studio.open(folder, config, worker=FastWorker()) as studio,
            client_of(studio) as client,
        ):
            ready = await client.begin(photos=2)
            await ready.say("make a video")
            yield ready


async def looks(client: Client) -> Any:
    return (await client.state())["draft"]["m"].get("look")


async def test_what_the_rules_leave_over_is_read_by_the_model(tmp_path: Path) -> None:
    model = Model([COOL])
    async with studio_with(tmp_path, model) as client:
        said = await client.say(PROMPT)
        assert await looks(client) == ["cool"]
        assert "not understand" not in said
        [request] = model.asked
        assert request["model"] == "small-model"
        assert request["messages"][-1] == {"role": "user", "content": PROMPT}
        assert model.keys == [f"Bearer {KEY}"]


async def test_what_the_rules_understood_is_no_question_for_the_model(tmp_path: Path) -> None:
    model = Model([COOL])
    async with studio_with(tmp_path, model) as client:
        await client.say("make it black and white")
        assert model.asked == []
        assert await looks(client) == ["bw"]


async def test_words_that_the_model_does_not_cite_are_told(tmp_path: Path) -> None:
    async with studio_with(tmp_path, Model([COOL])) as client:
        said = await client.say(f"{PROMPT} and blorf the wizzle")
        assert await looks(client) == ["cool"]
        assert "not understand" in said
        assert "blorf" in said


@pytest.mark.parametrize(
    "operations",
    [
        [],
        [operation("Explode", "flurbish quondle")],
        [operation("Look", "flurbish quondle", kind="rainbow")],
        [operation("Look", "flurbish quondle", kind="cool", items=[7])],
        [operation("Look", "flurbish quondle", kind="cool", shade="blue")],
        [operation("Look", "sunny monday", kind="cool")],
        [operation("RemoveItem", "flurbish quondle", item=3)],
        [operation("RemoveItem", "flurbish", item=1)],
        [operation("SetDuration", "flurbish quondle", ms=-5)],
        [operation("SetDuration", "flurbish quondle", ms="soon")],
        [operation("AddText", "flurbish quondle", text="Buy now")],
        [operation("Speed", "flurbish quondle", factor=1e9)],
        [operation("StyleText", "flurbish quondle", color="javascript")],
        [COOL] * 9,
        "everything",
    ],
)
async def test_an_answer_that_breaks_a_rule_changes_nothing(
    tmp_path: Path, operations: Any
) -> None:
    model = Model(operations)
    async with studio_with(tmp_path, model) as client:
        before = await client.state()
        said = await client.say(PROMPT)
        assert len(model.asked) == 1
        assert (await client.state())["draft"] == before["draft"]
        assert "not understand" in said


@pytest.mark.parametrize(
    "model",
    [
        Model(status=500),
        Model(status=401),
        Model(text="I would make it blue!"),
        Model(text="{"),
        Model(text="[" * 100_000),
        Model(text="x" * 400_000),
    ],
    ids=["broken", "refused", "prose", "cut", "nested", "long"],
)
async def test_a_model_that_fails_is_as_none(tmp_path: Path, model: Model) -> None:
    async with studio_with(tmp_path, model) as client:
        said = await client.say(PROMPT)
        assert "not understand" in said
        assert await looks(client) in (None, [])


async def test_nobody_waits_for_a_model_that_is_silent(tmp_path: Path) -> None:
    model = Model([COOL], hold=asyncio.Event())
    async with studio_with(tmp_path, model, seconds=0.05) as client:
        said = await client.say(PROMPT)
        assert model.hold is not None
        model.hold.set()
        assert "not understand" in said


def test_the_key_is_shown_nowhere() -> None:
    assert KEY not in repr(StudioConfig(model=ModelAccess("http://127.0.0.1:1", "m", KEY)))


@pytest.mark.parametrize(
    ("given", "endpoint"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        ("https://api.example.com/v1/", "https://api.example.com/v1/chat/completions"),
        ("https://x.example/openai", "https://x.example/openai/chat/completions"),
        ("https://x.example/v1/chat/completions", "https://x.example/v1/chat/completions"),
    ],
)
def test_the_address_may_be_the_server_or_the_endpoint(given: str, endpoint: str) -> None:
    assert ModelAccess(given, "m").url == endpoint


@pytest.mark.parametrize(
    ("url", "name"),
    [("", "m"), ("api.example.com", "m"), ("file:///etc/passwd", "m"), ("https://x.example", "")],
)
def test_a_model_half_named_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, name: str
) -> None:
    monkeypatch.setenv("STUDIO_LLM_BASE_URL", url)
    monkeypatch.setenv("STUDIO_LLM_MODEL", name)
    monkeypatch.setenv("STUDIO_LLM_API_KEY", KEY)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "STUDIO_LLM_BASE_URL" in said
    assert KEY not in said
