"""The agent's question: an event in both dialects where the client wants it, else text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from studio.agent.context import Answer, Project
from studio.agent.question import Item, Question
from studio.server import Studio, StudioConfig
from studio.server.config import Dialect
from tests.studio.double import FastWorker
from tests.studio.server.client import Client, client_of, events

SHAPE = Item("q1", "Which aspect ratio do you want?", ("9:16 for Reels", "16:9 for YouTube"))
NAME = Item("q2", "What is the shop called?")
ASKED = {
    "title": "Before I start",
    "questions": [
        {
            "id": "q1",
            "prompt": "Which aspect ratio do you want?",
            "options": [
                {"id": "a", "label": "9:16 for Reels"},
                {"id": "b", "label": "16:9 for YouTube"},
            ],
            "allow_multiple": False,
        },
        {
            "id": "q2",
            "prompt": "What is the shop called?",
            "options": [],
            "allow_multiple": False,
        },
    ],
}


def asks(text: str, project: Project, *, say_gui: bool) -> Answer:
    """An agent that has a remark and two questions, whatever it is told; silent at "silent"."""
    del project, say_gui
    remark = "" if text == "silent" else "I have two photos."
    return Answer(text=remark, question=Question("Before I start", (SHAPE, NAME)))


@asynccontextmanager
async def asked(folder: Path, *, ask: bool, dialect: Dialect = "adk") -> AsyncIterator[Client]:
    """A client of a studio whose agent asks."""
    config = StudioConfig(ask=ask, dialect=dialect)
    async with (
        Studio.open(folder, config, worker=FastWorker(), agent=asks) as studio,
        client_of(studio) as client,
    ):
        yield await client.begin()


async def test_the_question_ends_the_turn_as_a_call(tmp_path: Path) -> None:
    """ADK: the text first, then `ask_question` with its arguments, and the stream is over."""
    async with asked(tmp_path, ask=True) as client:
        *said, last = events(await client.stream("make a video"))
        assert last["content"] == {
            "role": "model",
            "parts": [{"functionCall": {"name": "ask_question", "args": ASKED}}],
        }
        assert last["author"] == "nemo_agent"
        assert said[-1]["content"]["parts"] == [{"text": "I have two photos."}]
        assert await client.available() == 100


async def test_the_question_may_come_without_a_word(tmp_path: Path) -> None:
    """Then the call is the only event."""
    async with asked(tmp_path, ask=True) as client:
        (only,) = events(await client.stream("silent"))
        assert only["content"]["parts"][0]["functionCall"]["args"] == ASKED


async def test_the_flat_question_is_an_event_of_its_own_type(tmp_path: Path) -> None:
    """Title and questions lie on top."""
    async with asked(tmp_path, ask=True, dialect="flat") as client:
        last = events(await client.stream("make a video"))[-1]
        assert last == {"type": "ask_question", **ASKED}


@pytest.mark.parametrize("dialect", ["adk", "flat"])
async def test_without_the_setting_question_and_options_are_text(
    tmp_path: Path, dialect: Dialect
) -> None:
    """No client is left with a question that it cannot show."""
    async with asked(tmp_path, ask=False, dialect=dialect) as client:
        said = events(await client.stream("make a video"))
        text = "".join(_texts(said, dialect))
        assert "ask_question" not in repr(said)
        for part in ("I have two photos.", SHAPE.prompt, *SHAPE.options, NAME.prompt):
            assert part in text


def _texts(said: list[dict[str, Any]], dialect: Dialect) -> list[str]:
    if dialect == "flat":
        return [event["content"] for event in said]
    return [event["content"]["parts"][0]["text"] for event in said if event["partial"]]


async def test_the_studios_own_agent_asks_and_takes_the_answer(tmp_path: Path) -> None:
    """Vague words are a question; its answer, in the shape that clients send, is an edit."""
    config = StudioConfig(ask=True)
    async with (
        Studio.open(tmp_path, config, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=2)
        await client.say("make a 15-second promo video from my photos")
        before = (await client.state())["draft"]
        last = events(await client.stream("make it pop"))[-1]
        call = last["content"]["parts"][0]["functionCall"]
        assert call["name"] == "ask_question"
        (question,) = call["args"]["questions"]
        assert len(question["options"]) >= 2
        assert (await client.state())["draft"] == before
        label = question["options"][1]["label"]
        assert await client.say(f"1. {question['prompt']}: {label}")
        assert (await client.state())["draft"] != before
