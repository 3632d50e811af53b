"""The product as its settings start it: what Telegram's app opens, and that it is put back."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from core.clock import SystemClock
from tests.crash.people import until
from tests.e2e.process import KEPT, ROOT
from tests.e2e.telegram_api import TOKEN, BotApi
from tests.ports import free_port


async def test_the_menu_button_follows_the_setting(tmp_path: Path) -> None:
    """With a public page it opens that; the start without it shows the commands again."""
    api = BotApi(SystemClock())
    await api.start()
    common = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": api.url,
        "NEMO_BACKEND": "studio",
        "REELAY_WEB_PORT": str(free_port()),
    }
    page = {"type": "web_app", "text": "Reelay", "web_app": {"url": "https://reelay.example/"}}
    for url, button in (("https://reelay.example", page), ("", {"type": "commands"})):

        def shown(wanted: object = button) -> bool:
            return api.state.menu_button == wanted

        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "--resume"),
            cwd=tmp_path,
            env={**common, "REELAY_WEB_URL": url},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert await until(shown, 60)
        bot.terminate()
        assert await bot.wait() == 0
    await api.stop()
