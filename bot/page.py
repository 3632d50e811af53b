"""The page in a browser, as the settings want it, and what the terminal says of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bot.app import Running
from bot.screen import Screen
from bot.settings import Settings
from core.clock import Clock

BACKUPS = "backups"

# aiohttp's server and the page are loaded only where they are served.
if TYPE_CHECKING:
    from adapters.web.adapter import WebAdapter
    from adapters.web.admin import Operations


def page(settings: Settings, clock: Clock) -> WebAdapter | None:
    """The page's adapter; None where it is not served."""
    if not settings.page_port:
        return None
    from adapters.web.access import Doors
    from adapters.web.adapter import WebAdapter, WebSettings

    doors = Doors(
        host=settings.reelay_web_host,
        url=settings.reelay_web_url.rstrip("/"),
        password=settings.reelay_web_password,
        user_header=settings.reelay_web_user_header,
        trusted=settings.reelay_web_proxies,
    )
    return WebAdapter(
        WebSettings(
            folder=settings.reelay_data_dir / "page",
            port=settings.page_port,
            doors=doors,
            limit=settings.nemo_upload_limit_mb * 1024 * 1024,
            studio=settings.backend == "studio",
        ),
        clock,
    )


def operations(up: Running, clock: Clock) -> Operations:
    """What the operator's page shows and does: the platforms, and a backup beside the data."""
    from adapters.web.admin import Operations
    from bot.backup import write

    async def back_up() -> str:
        folder = up.settings.reelay_data_dir / BACKUPS / f"{clock.now():%Y-%m-%dT%H-%M-%S}"
        try:
            await write(up.settings, folder)
        except BaseException:
            # Half a backup is none; the thread that copies files ends at the folder's end.
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return str(folder)

    return Operations(up.connections, back_up)


def announce(web: WebAdapter, screen: Screen) -> None:
    """Say where the page is; beyond this machine, show the link that lets a first browser in.

    And, once for an admin's browser, the link to the operator's page.
    """
    screen.print(
        f"For its operator's page open {web.operators_link()} within five minutes, once.",
        style="dim",
        markup=False,
        soft_wrap=True,
    )
    if web.local:
        screen.print(f"Open {web.address} in a browser.", markup=False)
        return
    import segno

    link = web.invitation()
    screen.print(f"Open {link} within five minutes, once:", markup=False, soft_wrap=True)
    rows = [bytes(row) for row in segno.make(link).matrix_iter(border=2)]
    blank = bytes(len(rows[0]))
    for upper, lower in zip(rows[::2], [*rows[1::2], blank], strict=False):
        line = "".join(HALVES[a, b] for a, b in zip(upper, lower, strict=True))
        screen.print(line, markup=False, soft_wrap=True)


# Two rows of a QR code in one line of text, light on dark as terminals are.
HALVES = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
