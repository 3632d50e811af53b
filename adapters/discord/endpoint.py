"""Where discord.py finds Discord.

The library has no setting for it, only class attributes, so this is process-wide: two bots of one
process share the addresses. The defaults are Discord's own; others are stand-ins and proxies.
"""

from __future__ import annotations

import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

API = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"
CDN = "https://cdn.discordapp.com"


def point_at(api: str = API, gateway: str = GATEWAY, cdn: str = CDN) -> None:
    """Set the base of REST routes (ends in /api/v10), the gateway socket, and the file store."""
    Route.BASE = api.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    Asset.BASE = cdn.rstrip("/")
