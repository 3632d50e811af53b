"""Discord, on discord.py: parsed in, rendered out, written down before acknowledged."""

from adapters.discord.adapter import DiscordAdapter, DiscordSettings, DiscordUnusable

__all__ = ["DiscordAdapter", "DiscordSettings", "DiscordUnusable"]
