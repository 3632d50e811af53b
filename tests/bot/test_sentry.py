"""What reaches Sentry of an error, and what never does; its address is one of this machine's."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot import logs
from bot.sentry import Sentry
from tests.bot.test_command_line import run

TOKEN = "nmv_usr_0123456789abcdef"
WORDS = "a film of grandmother's birthday"


@dataclass
class Project:
    """A Sentry project on loopback: the events that came."""

    dsn: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    raw: bytes = b""

    async def take(self, request: web.Request) -> web.Response:
        """An envelope: a line of JSON for itself, then one for each item and its body."""
        body = await request.read()
        self.raw += body
        lines = body.splitlines()[1:]
        for head, item in zip(lines[::2], lines[1::2], strict=False):
            if json.loads(head)["type"] == "event":
                self.events.append(json.loads(item))
        return web.json_response({"id": "0" * 32})


@asynccontextmanager
async def project() -> AsyncIterator[Project]:
    """A project that takes events."""
    there = Project()
    app = web.Application()
    app.router.add_post("/api/7/envelope/", there.take)
    async with TestServer(app) as server:
        there.dsn = f"http://public@127.0.0.1:{server.port}/7"
        yield there


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def fails(words: str) -> None:
    """A failure whose text, variables and cause hold what nobody else may read."""
    secret = f"{TOKEN} {words}"
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError(f"cannot read {secret}") from error


async def test_an_error_without_what_people_said() -> None:
    """Kinds, places and the job's number go out; texts, variables, people and tokens stay."""
    async with project() as there:
        reporter = Sentry(SecretStr(there.dsn), logs.Redactor(SecretStr("an-operators-own-secret")))
        logs.configure("info", "json", logs.Redactor(), report=reporter)
        ours, theirs = structlog.get_logger("core.test"), logging.getLogger("somebody.else")
        try:
            fails(WORDS)
        except ValueError:
            ours.exception("flow failed", job=7, kind="turn", conversation="telegram/1/42//42")
            theirs.exception("could not send %s", WORDS)
        ours.error("an-operators-own-secret refused", text=WORDS)
        ours.warning("not worth a report")
        await asyncio.to_thread(reporter.close)
    said = there.raw.decode()
    for secret in (TOKEN, WORDS, "grandmother", "telegram/1/42", "an-operators-own-secret"):
        assert secret not in said
    first, second, third = there.events
    assert first["message"] == "flow failed"
    assert first["tags"] == {"job": "7", "kind": "turn"}
    assert [one["type"] for one in first["exception"]["values"]] == ["KeyError", "ValueError"]
    places = [
        frame for one in first["exception"]["values"] for frame in one["stacktrace"]["frames"]
    ]
    assert {"fails"} <= {frame["function"] for frame in places}
    assert not any({"vars", "abs_path"} & frame.keys() for frame in places)
    assert second["message"] == "an error of somebody.else"
    assert third["message"] == "[secret] refused"


async def test_an_outage_of_sentry_is_nobodys_trouble() -> None:
    """Lines are written as always where nothing takes the report."""
    out = io.StringIO()
    reporter = Sentry(SecretStr("http://public@127.0.0.1:9/7"), logs.Redactor())
    logs.configure("info", "json", logs.Redactor(), report=reporter)
    logging.getLogger().handlers[0].setStream(out)  # type: ignore[attr-defined]  # a StreamHandler
    for number in range(300):
        structlog.get_logger("core.test").error("it failed", number=number)
    logging.getLogger("urllib3.connectionpool").error("no way there")  # must not feed itself
    await asyncio.to_thread(reporter.close)
    assert out.getvalue().count("it failed") == 300


def test_an_address_that_is_none(tmp_path: Any) -> None:
    """An operator's mistake is one sentence."""
    done = run(tmp_path, "migrate", REELAY_SENTRY_DSN="sentry.io")
    assert done.returncode == 2
    assert done.stderr.startswith("REELAY_SENTRY_DSN is no address")
