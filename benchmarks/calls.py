"""The limit of a turn: its calls alone, by python-telegram-bot and httpx, nothing between them.

    python -m benchmarks.calls TELEGRAM_URL BACKEND_URL TOKEN CHAT TURNS

Run by `benchmarks.process` between the same stand-ins; prints the CPU milliseconds of one turn.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import time

import httpx
from httpx_sse import aconnect_sse
from PIL import Image
from telegram import Bot


async def turns(api: str, backend: str, token: str, chat: int, count: int) -> float:
    """CPU milliseconds of a turn: updates, typing, three posts, two removals, five calls."""
    held = io.BytesIO()
    Image.new("RGB", (320, 180)).save(held, "JPEG")
    async with (
        Bot(token, base_url=f"{api}/bot") as bot,
        httpx.AsyncClient(base_url=backend, trust_env=False) as client,
    ):

        async def turn() -> None:
            await bot.get_updates(timeout=0)
            await bot.send_chat_action(chat, "typing")
            first = await bot.send_message(chat, "On it…")
            for path in ("credits/balance/simple", "state/nemo_agent/me/s/latest"):
                (await client.get(f"/api/{path}")).json()
            body = {"session_id": "s", "new_message": {"parts": [{"text": "go"}]}}
            async with aconnect_sse(client, "POST", "/run_sse", json=body) as source:
                async for event in source.aiter_sse():
                    json.loads(event.data)
            for path in ("credits/balance/simple", "state/nemo_agent/me/s/latest"):
                (await client.get(f"/api/{path}")).json()
            await bot.send_message(chat, "Done.")
            await bot.delete_message(chat, first.message_id)
            shown = await bot.send_photo(chat, held.getvalue())
            await bot.delete_message(chat, shown.message_id)

        await turn()
        begun = time.process_time()
        for _ in range(count):
            await turn()
        return (time.process_time() - begun) / count * 1000


if __name__ == "__main__":
    api, backend, token, chat, count = sys.argv[1:]
    print(f"{asyncio.run(turns(api, backend, token, int(chat), int(count))):.2f}")  # noqa: T201 (a script)
