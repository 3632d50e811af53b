"""What a process does not import: nothing of what its settings do not ask for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVES_TELEGRAM = """
import asyncio, json, sys
from pathlib import Path
from bot.screen import screen
screen()
from pydantic import SecretStr
from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from bot.app import running
from bot.service import service
from bot.settings import Settings
from core.clock import SystemClock

async def serve():
    settings = Settings(_env_file=None, nemo_backend="cloud", reelay_data_dir=Path(sys.argv[1]))
    adapter = TelegramAdapter(TelegramSettings(SecretStr("1:x")), SystemClock())
    async with running(settings, [adapter]):
        pass

asyncio.run(serve())
print(json.dumps(sorted(name for name, module in sys.modules.items() if module)))
"""
# The studio's, the terminal's, Discord's, the health page's, the training's; what says numbers
# before anything is said; and the schema's, once it is there.
NOT_NEEDED = {
    *("aiohttp", "av", "babel", "discord", "fluent", "numpy", "PIL", "prompt_toolkit"),
    *("click", "markdown_it", "rapidfuzz", "rich"),
}
# What reads messages and replies, before there are any; another database's words; a backup's.
NOT_YET = {
    *("core.language.guitext.stream", "core.language.intents.router", "core.store.backup"),
    *("sqlalchemy.dialects.postgresql",),
}
# Together with the standard library's and the third-party packages': 1,092 in November 2026.
MODULES = 1_150


def _imported(folder: Path) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", SERVES_TELEGRAM, str(folder)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout.splitlines()[-1]))


def _packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_telegram_and_the_cloud_need_no_studio_and_no_web_server(tmp_path: Path) -> None:
    """A second start on the same database has no use for Alembic either."""
    first, second = _imported(tmp_path), _imported(tmp_path)
    assert NOT_NEEDED & _packages(first) == set()
    assert "alembic" in first
    assert (NOT_NEEDED | {"alembic", "pygments"}) & _packages(second) == set()
    assert NOT_YET & second == set()
    assert len(second) <= MODULES, sorted(second)
