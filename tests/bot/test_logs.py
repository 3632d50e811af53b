"""Logs as they leave the process: one JSON object a line, no secret in any of them."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from bot import logs

TELEGRAM = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
DISCORD = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
NEMO = "nmv_usr_0123456789abcdef"
CLAIM = "clm_0123456789abcdef"
PLAIN = "an-operators-own-secret"
KEYS = "first-key-of-two,second-key-of-two"
SECRETS = (TELEGRAM, DISCORD, NEMO, CLAIM, PLAIN, "first-key-of-two", "second-key-of-two")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written to standard error as JSON."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("debug", "json", logs.Redactor(SecretStr(PLAIN), SecretStr(KEYS), None))
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in (*logs.OURS, "httpx"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def fail(secret: str) -> None:
    """A failure whose text and whose code quote a secret."""
    raise ValueError(f"GET https://api.telegram.org/bot{secret}/getMe: refused")


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_in_any_line(secret: str, lines: io.StringIO) -> None:
    """In the event, in fields, in containers, in exceptions, in lines of other libraries."""
    ours, theirs = structlog.get_logger("core.test"), logging.getLogger("somebody.else")
    ours.info(f"token {secret} refused")
    ours.info("call", url=f"https://api/bot{secret}/x", headers={"a": [f"Bearer {secret}"]})
    ours.warning("call", error=ValueError(secret), where=(secret, 7), raw=secret.encode())
    theirs.error("Bearer %s", secret)
    theirs.warning("plain", extra={"token": secret})
    try:
        fail(secret)
    except ValueError:
        ours.exception("it failed")
        theirs.exception("theirs too")
    text = lines.getvalue()
    assert secret not in text
    assert text.count("[secret]") >= 8
    for line in text.splitlines():
        assert {"event", "level", "timestamp"} <= json.loads(line).keys()


def test_what_is_no_secret_stays(lines: io.StringIO) -> None:
    """Ids, times, file names and prompts of ordinary length are not taken for tokens."""
    structlog.get_logger("core.test").info(
        "turn", job=7, conversation="telegram/1/42//42", at="2026-03-02T12:00:00", file="a_b.jpg"
    )
    line = json.loads(lines.getvalue())
    assert (line["job"], line["conversation"]) == (7, "telegram/1/42//42")
    assert "[secret]" not in lines.getvalue()


@pytest.mark.parametrize("name", ["httpx", "telegram.ext", "discord.gateway", "somebody.elses"])
def test_libraries_are_quiet_at_debug(
    name: str, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They log what people sent, and addresses: below a warning only when it is asked for."""
    logging.getLogger(name).info("GET https://host/botTOKEN/getMe")
    assert lines.getvalue() == ""
    logging.getLogger(name).warning("slow")
    structlog.get_logger("core.test").debug("ours")
    assert [json.loads(line)["event"] for line in lines.getvalue().splitlines()] == ["slow", "ours"]
    monkeypatch.setattr(sys, "stderr", lines)  # pytest has put its own there
    logs.configure("error", "json", logs.Redactor(), libraries="info")
    logging.getLogger(name).info("asked for")
    assert "asked for" in lines.getvalue()


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Path]:
    """The file that a terminal chat logs to."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    file = tmp_path / "data" / "chat.log"
    logs.configure("info", "auto", logs.Redactor(SecretStr(PLAIN)), file)
    yield file
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_chat_logs_beside_its_data(beside: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Lines are text without colours in a file, no secret among them, and not on the screen.

    Where the file cannot be written nothing is said, as the chat says what matters.
    """
    log = structlog.get_logger("core.test")
    log.error("before there is a folder")
    beside.parent.mkdir()
    log.error("refused", token=PLAIN)
    text = beside.read_text()
    assert "refused" in text
    assert PLAIN not in text
    assert "\x1b" not in text
    assert capfd.readouterr() == ("", "")
