"""`python -m studio` as a process of its own: one line, the wire, a clean end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import uuid
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.studio.double import photo
from tests.studio.server.client import ATTRIBUTION, events

PROMO = "make a 5-second promo from my photos"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM")


@asynccontextmanager
async def process(*options: str) -> AsyncIterator[Process]:
    """The studio with these options; killed on leaving when it still runs."""
    command = [sys.executable, "-m", "studio", *options]
    running = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


@asynccontextmanager
async def signed_in(running: Process) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """A client with a token, and a session that has a photo."""
    assert running.stdout is not None
    url = (await running.stdout.readline()).decode().strip()
    async with httpx.AsyncClient(base_url=url, headers=ATTRIBUTION, timeout=30) as http:
        headers = {"X-Client-Id": str(uuid.uuid4())}
        token = await _data(http.post("/api/auth/anonymous-token", headers=headers))
        http.headers["Authorization"] = f"Bearer {token['token']}"
        body = {"task_name": "project", "language": "en"}
        made = await _data(http.post("/api/tasks/me/with-session/nemo_agent", json=body))
        session = made["session_id"]
        await _data(
            http.post(
                f"/api/upload-video/nemo_agent/me/{session}", files={"files": ("a.jpg", photo())}
            )
        )
        yield http, session


async def _data(answer: Any) -> dict[str, Any]:
    body = (await answer).json()
    assert body["code"] == 0, body
    data: dict[str, Any] = body["data"]
    return data


async def prompt(http: httpx.AsyncClient, session: str, text: str) -> list[dict[str, Any]]:
    """The events of an answer."""
    body = {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": session,
        "new_message": {"parts": [{"text": text}]},
    }
    return events((await http.post("/run_sse", json=body)).content)


async def test_it_serves_until_sigterm_and_ends_cleanly(tmp_path: Path) -> None:
    """One line on standard output; a draft, an export, the data kept where it was asked for."""
    async with process("--port", "0", "--data", str(tmp_path)) as running:
        async with signed_in(running) as (http, session):
            said = await prompt(http, session, PROMO)
            assert said[-1]["content"]["parts"][0]["text"]
            state = await _data(http.get(f"/api/state/nemo_agent/me/{session}/latest"))
            assert state["state"]["draft"]["d"] == 5_000
            credits = await _data(http.get("/api/credits/balance/simple"))
            assert credits["available"] == 80
        running.send_signal(signal.SIGTERM)
        out, errors = await running.communicate()
        assert (running.returncode, out, errors) == (0, b"", b"")
    assert (tmp_path / "studio.sqlite3").is_file()


async def test_its_options_reach_the_wire() -> None:
    """Flat events, talk of a screen, and nothing charged."""
    async with (
        process("--free", "--dialect", "flat", "--say-gui") as running,
        signed_in(running) as (http, session),
    ):
        said = await prompt(http, session, PROMO)
        assert {event["type"] for event in said} == {"tool_call", "tool_result", "text"}
        assert "Export" in "".join(event.get("content", "") for event in said)
        credits = await _data(http.get("/api/credits/balance/simple"))
        assert credits["available"] == 100


async def test_with_ask_a_question_is_an_event() -> None:
    """Without the option the same question is text."""
    for options, kind in ((("--ask",), "ask_question"), ((), "text")):
        async with (
            process("--dialect", "flat", *options) as running,
            signed_in(running) as (http, session),
        ):
            await prompt(http, session, PROMO)
            said = await prompt(http, session, "make it pop")
            assert said[-1]["type"] == kind


async def test_ctrl_c_takes_the_temporary_folder_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `--data` nothing stays behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with process() as running:
        assert running.stdout is not None
        assert (await running.stdout.readline()).startswith(b"http://127.0.0.1:")
        assert len(os.listdir(tmp_path)) == 1
        running.send_signal(signal.SIGINT)
        await running.communicate()
        assert running.returncode == 0
    assert os.listdir(tmp_path) == []


async def test_what_cannot_start_is_one_line_and_exit_2(tmp_path: Path) -> None:
    """A port that is taken, a port that is none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with process("--port", port, "--data", str(tmp_path)) as running:
            out, errors = await running.communicate()
    assert (running.returncode, out) == (2, b"")
    assert errors.count(b"\n") == 1
    assert b"--port" in errors
    async with process("--port", "99999") as running:
        await running.communicate()
    assert running.returncode == 2


def test_a_traceback_shows_no_values() -> None:
    """What callers sent, tokens among it, is in no log."""
    script = """
import structlog
from studio.__main__ import configure_logs
configure_logs()
token = "nmv_usr_" + "x" * 10
try:
    raise ValueError
except ValueError:
    structlog.get_logger().exception("call failed")
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "ValueError" in ran.stderr
    assert "nmv_usr_xxx" not in ran.stderr
