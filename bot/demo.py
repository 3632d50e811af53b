"""The main job on a fresh machine: a conversation that nobody has to type, ending in an MP4."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from adapters.console.language import language_here
from adapters.console.parse import ME
from bot.app import Running, running
from bot.place import check_place
from bot.settings import Settings
from core.clock import SystemClock
from studio.media.errors import MediaRefused
from studio.media.samples import make_photos
from studio.render.process import probe
from studio.server import StudioConfig

PROMPT = "generate a 15-second promo video from my photos"
EDITS = ("add the title 'Summer Sale' in white", "make the colors a little warmer")
# The second edit is answered with silence, as the cloud answers about 30 % of them: what changed
# is then read from the project's state.
SILENT = frozenset({"Look"})


async def demo(
    settings: Settings, console: Console, *, photos: Sequence[Path], prompt: str, out: Path
) -> int:
    """Play the conversation with the embedded studio; 0 when a playable file came out of it.

    Raises Misconfigured when nothing can be written to `out`.
    """
    await asyncio.to_thread(check_place, out)
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="reelay-demo-") as name:
        folder = Path(name)
        mine = list(photos) or await asyncio.to_thread(make_photos, folder / "photos", count=3)
        here = settings.model_copy(
            update={
                "reelay_data_dir": folder / "data",
                "database_url": "",
                "nemo_backend": "studio",
                "reelay_media_wait_s": 0.5,
            }
        )
        adapter = ConsoleAdapter(console, clock, out=out, locale=language_here(os.environ))
        config = StudioConfig(silent_edits=SILENT)
        async with running(here, [adapter], clock=clock, studio_config=config, resume=True) as up:
            await _say(up, adapter, prompt, mine)
            for line in (*EDITS, "/credits", "/export"):
                await _say(up, adapter, line, [])
    return await _verdict(console, adapter.chat.saved)


async def _say(up: Running, adapter: ConsoleAdapter, text: str, files: list[Path]) -> None:
    """Say something, and wait until all that it led to is done."""
    await up.core.receive(adapter.request(text, files))
    await up.core.idle(ME.conversation)


async def _verdict(console: Console, saved: Path | None) -> int:
    if saved is None:
        console.print("No video came out of this; the messages above say why.", style="bold red")
        return 1
    try:
        found = await probe(saved)
    except MediaRefused as error:
        console.print(f"{saved} cannot be played: {error.reason}", style="bold red")
        return 1
    facts = f"{found.width}x{found.height}, {found.duration:.1f} s"
    console.print(f"Your video is at [bold]{saved}[/bold] ({facts}). It plays in any player.")
    console.print("Next: `python -m bot` opens a chat of your own.", style="dim", markup=False)
    return 0
