"""A newcomer's way: from a token to an answer on Telegram, with what `init` wrote alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.crash.people import until
from tests.e2e.process import KEPT, PATIENCE_S, ROOT, RealTime
from tests.e2e.telegram_api import BOT_NAME, TOKEN, BotApi
from tests.e2e.telegram_api.state import written

ANSWERS = ("y", TOKEN, "n", "studio", "", "", "no")
"""All that is typed at `init`: Telegram, its token, no Discord, studio, everybody, no admin."""


async def bot(folder: Path, *args: str) -> asyncio.subprocess.Process:
    """`python -m bot` in that folder, knowing nothing but what lies there."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *args),
        cwd=folder,
        env={name: os.environ[name] for name in KEPT if name in os.environ}
        | {"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def test_from_a_token_to_an_answer(tmp_path: Path) -> None:
    """Seven answers, one start, and the first message is answered; the stop is a success."""
    api = BotApi(RealTime())
    await api.start()
    # The only thing here that is not as it would be: where Telegram is.
    (tmp_path / ".env").write_text(f"TELEGRAM_API_BASE_URL={api.url}\n")
    setting_up = await bot(tmp_path, "init")
    said, _ = await setting_up.communicate("".join(f"{line}\n" for line in ANSWERS).encode())
    assert setting_up.returncode == 0, said.decode()
    assert f"https://t.me/{BOT_NAME}" in said.decode()
    running = await bot(tmp_path)
    try:
        ada = api.state.add_user("Ada", "en")
        ada.opened = True  # she pressed Start
        chat = api.state.chats[ada.id]
        now = int(RealTime().now().timestamp())
        api.deliver(api.state.post(chat, ada, written("/start"), now))
        answered = await until(
            lambda: any(p.sender is None for p in api.state.posts.values()), PATIENCE_S
        )
        assert answered
        assert api.refusals == []
    finally:
        running.send_signal(signal.SIGTERM)
        said, _ = await running.communicate()
        await api.stop()
    assert running.returncode == 0, said.decode()
