"""A platform of somebody else's package: found, configured, served."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.app import running
from bot.settings import load
from bot.supervise import serve
from core.clock import SystemClock
from studio.server import Costs, Pace, StudioConfig
from tests.adapters.folder import FolderAdapter
from tests.bot.test_command_line import ROOT, run

FREE = StudioConfig(costs=Costs(generate=0, edit=0), pace=Pace())


def installed(folder: Path) -> None:
    """What pip leaves of a package that adds a platform."""
    info = folder / "reelay_folder-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reelay-folder\nVersion: 1.0\n")
    entry = "folder = tests.adapters.folder:FolderPlatform"
    (info / "entry_points.txt").write_text(f"[reelay.adapters]\n{entry}\n")


def test_its_settings_are_ours(tmp_path: Path) -> None:
    """It is named, its settings are read, and a misspelt one is told with the nearest name."""
    installed(tmp_path)
    path = f"{tmp_path}:{ROOT}"
    done = run(tmp_path, "doctor", PYTHONPATH=path, FOLDER_PATH=str(tmp_path / "mail"))
    assert "folder: signed in as mail" in done.stdout
    wrong = run(tmp_path, "doctor", PYTHONPATH=path, FOLDER_PAHT="x")
    assert "FOLDER_PAHT: there is no such setting; did you mean FOLDER_PATH?" in wrong.stdout


async def test_it_is_served(tmp_path: Path) -> None:
    """A question put into the folder is answered there, by the real core and studio."""
    settings = load(None).model_copy(
        update={
            "reelay_data_dir": tmp_path / "data",
            "nemo_backend": "studio",
            "reelay_media_wait_s": 0.0,
        }
    )
    adapter = FolderAdapter(tmp_path / "mail", SystemClock())
    (tmp_path / "mail" / "ask").mkdir(parents=True)
    (tmp_path / "mail" / "ask" / "ada.txt").write_text("make it 10 seconds")
    told = tmp_path / "mail" / "told" / "ada.txt"
    async with running(settings, [adapter], studio_config=FREE, resume=True, drain=1) as up:
        serving = asyncio.create_task(serve(up, [adapter]))
        async with asyncio.timeout(60):
            while not (told.exists() and "photos or clips" in told.read_text()):
                await asyncio.to_thread(told.exists)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    assert not list((tmp_path / "mail" / "ask").iterdir())
