"""Setting the bot up: asked in a terminal, checked against a platform, written for its owner."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

from dotenv import dotenv_values

from bot.init import write
from tests.bot.test_command_line import run
from tests.e2e.process import RealTime
from tests.e2e.telegram_api import BOT_NAME, TOKEN, BotApi


async def set_up(folder: Path, *answers: str) -> str:
    """`python -m bot init` in that folder, with these lines typed; what it printed."""
    done = await asyncio.to_thread(run, folder, "init", stdin="\n".join(answers) + "\n")
    assert "Traceback" not in done.stderr
    return done.stdout


async def test_from_nothing_to_a_link(tmp_path: Path) -> None:
    """A wrong token is said and asked again; the right one ends with the address to open."""
    api = BotApi(RealTime())
    await api.start()
    (tmp_path / ".env").write_text(f"# mine\nTELEGRAM_API_BASE_URL={api.url}\nOTHER=kept\n")
    try:
        pasted = f"Use this token to access the HTTP API: {TOKEN} Keep your token secure"
        wrong = TOKEN[:-3] + "abc"
        said = await set_up(
            tmp_path,
            *("y", "1:wrong", wrong, pasted),  # no token, another's, all that was told
            *("n", "studio", "42, telegram/43", "42", "no"),
        )
    finally:
        await api.stop()
    assert "That is no token; one looks like 123456789:" in said
    assert said.count("✗") == 2
    assert f"https://t.me/{BOT_NAME}" in said
    file = tmp_path / ".env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = dotenv_values(file)
    assert found["TELEGRAM_BOT_TOKEN"] == TOKEN
    assert found["NEMO_BACKEND"] == "studio"
    assert found["REELAY_ALLOWED_USERS"] == "42, telegram/43"
    assert found["REELAY_ADMINS"] == "42"
    assert found["OTHER"] == "kept"
    assert "# mine" in file.read_text()


async def test_again_is_a_change(tmp_path: Path) -> None:
    """Enter keeps what is set; what is answered is changed."""
    api = BotApi(RealTime())
    await api.start()
    (tmp_path / ".env").write_text(
        f"TELEGRAM_API_BASE_URL={api.url}\nTELEGRAM_BOT_TOKEN={TOKEN}\nREELAY_ADMINS=7\n"
    )
    try:
        await set_up(tmp_path, "y", "", "n", "studio", "", "", "no")
    finally:
        await api.stop()
    found = dotenv_values(tmp_path / ".env")
    assert found["TELEGRAM_BOT_TOKEN"] == TOKEN
    assert found["REELAY_ADMINS"] == "7"


async def test_without_a_platform(tmp_path: Path) -> None:
    """Nothing is written; the terminal is named."""
    said = await set_up(tmp_path, "n", "n")
    assert "python -m bot chat" in said
    assert not (tmp_path / ".env").exists()


def test_values_are_read_as_they_were_given(tmp_path: Path) -> None:
    """Quotes, blanks and dollars survive the way into the file and back; empty takes out."""
    file = tmp_path / ".env"
    file.write_text("export A=old\nB=stays\nC=goes\n")
    odd = "a b$HOME #'\"\\x"
    write(file, {"A": odd, "C": ""})
    assert dotenv_values(file) == {"B": "stays", "A": odd}


async def test_the_end_of_the_input_is_no_answer(tmp_path: Path) -> None:
    """A pipe that ends, as Ctrl-D or Ctrl-C: a sentence, a code, and nothing written."""
    done = await asyncio.to_thread(run, tmp_path, "init", stdin="y\n")
    assert done.returncode == 130
    assert "nothing was changed" in done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".env").exists()
