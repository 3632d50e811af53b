"""Discord on loopback: SimCord's world served over HTTP and a gateway socket.

SimCord (a dev dependency) keeps guilds, channels, permissions, messages, components and the
interaction life cycle, with Discord's own error codes; it is made to sit inside the bot's process.
Here its backend sits behind a real socket instead, so that discord.py runs unpatched. Added where
SimCord has nothing: the gateway protocol, authorisation, nonces, upload limits, expiring links,
edits of old messages, floods and other faults, user-installed apps, the limits of commands.
"""

from tests.e2e.discord_api.server import DiscordApi

__all__ = ["DiscordApi"]
