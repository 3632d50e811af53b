"""Health under attack: it tells the truth, and what was lost comes back by itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from tests.abuse.siege import answers, asked, siege
from tests.e2e.process import TelegramProcess
from tests.e2e.telegram_api import TOKEN, Refusal
from tests.ports import free_port


def test_a_platform_that_is_lost_turns_readiness_red_until_it_is_back(tmp_path: Path) -> None:
    """A second poller, a token refused in mid-service, an unreachable platform, one by one."""
    port = free_port()

    async def story(world: TelegramProcess) -> None:
        def shows(trouble: str) -> bool:
            status, health = asked(port)
            if not trouble or status != 503:
                return status == 200 and not trouble
            found = health["platforms"]["telegram"]
            return not found["ready"] and str(found["trouble"]).startswith(trouble)

        await world.house.seen(lambda: shows(""))
        async with aiohttp.ClientSession() as session:
            url = f"{world.api.url}/bot{TOKEN}/getUpdates"
            other = asyncio.create_task(session.post(url, data={"timeout": "50"}))
            await world.house.seen(lambda: shows("Another program"))
            other.cancel()
            await asyncio.gather(other, return_exceptions=True)
        await answers(world)
        await world.house.seen(lambda: shows(""))
        world.api.refuse("getUpdates", Refusal(401, "Unauthorized"))
        world.api.refuse("getMe", Refusal(401, "Unauthorized"), times=2)
        world.say_unreadably(world.person("Eve"), world.private(world.person("Eve")))
        await world.house.seen(lambda: shows("Telegram refused TELEGRAM_BOT_TOKEN"))
        await world.house.seen(lambda: shows(""))
        await world.api.stop()
        await world.house.seen(lambda: shows("out of reach"))
        await world.api.start()
        await world.house.seen(lambda: shows(""))
        await answers(world)

    siege(TelegramProcess, story, tmp_path, {"REELAY_HTTP_PORT": str(port)})
