"""The webhook's port, which strangers reach: slow headers, connections, depth, forgeries."""

from __future__ import annotations

import asyncio
import io
import json
from contextlib import suppress
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramSettings, webhook_secret
from tests.abuse.siege import answers, newcomer, siege, texts
from tests.e2e.process import TelegramProcess
from tests.e2e.telegram_api import TOKEN
from tests.ports import free_port

SECRET = webhook_secret(TelegramSettings(SecretStr(TOKEN)))
NAME = "X-Telegram-Bot-Api-Secret-Token"
# Beyond the 200 that the webhook takes.
CONNECTIONS = 230


def test_a_siege_of_the_webhook(tmp_path: Path) -> None:
    """Strangers hold all connections with headers that never end: they are hung up on.

    Nothing without the secret is taken, nor what is nested without end; Telegram gets through.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"

    async def story(world: TelegramProcess) -> None:
        await answers(world)
        mallory, door = await newcomer(world, "Mallory")
        chat = {"id": int(mallory.id), "type": "private"}
        said = {"message_id": 1, "date": 1, "text": "/start", "chat": chat, "from": chat}
        forged = json.dumps({"update_id": 1, "message": said}).encode()
        deep = b'{"update_id": 7, "message": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
        async with aiohttp.ClientSession() as session:

            async def post(secret: str, body: bytes) -> int:
                headers = {NAME: secret} if secret else {}
                async with session.post(url, headers=headers, data=io.BytesIO(body)) as answer:
                    return answer.status

            assert await post("", forged) == 403
            assert await post(SECRET[:-1] + "x", forged) == 403
            assert await post(SECRET, deep) == 400
            assert await post(SECRET, bytes(2_000_000)) == 413
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
        for _, writer in slow:
            writer.write(b"POST /hook HTTP/1.1\r\nX-Slow: ")
        for reader, writer in slow:
            with suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()
        await answers(world, "Bob")
        assert texts(world, door) == []

    settings = {"TELEGRAM_WEBHOOK_URL": url, "TELEGRAM_WEBHOOK_PORT": str(port)}
    siege(TelegramProcess, story, tmp_path, settings)
