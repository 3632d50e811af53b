"""Discord, on discord.py: the only place that imports it."""

from adapters.discord.adapter import DiscordAdapter, DiscordSettings

__all__ = ["DiscordAdapter", "DiscordSettings"]
