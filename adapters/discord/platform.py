"""Discord's settings, and the adapter that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from adapters.platform import Platform, web_address
from core.chat import Adapter
from core.clock import Clock


class DiscordPlatform(Platform):
    """Discord, where `DISCORD_TOKEN` is set."""

    model_config = SettingsConfigDict(env_prefix="DISCORD_")
    title: ClassVar[str] = "Discord"
    token_hint: ClassVar[str] = (
        "DISCORD_TOKEN: make an application at the developer portal, add a bot, set it"
    )

    token_shape: ClassVar[re.Pattern[str]] = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
    token_example: ClassVar[str] = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"

    token: SecretStr = Field(
        SecretStr(""), description="Token of your Discord bot, from the developer portal"
    )
    api_base_url: str = Field(
        "https://discord.com/api/v10", description="Discord's REST address, or a proxy's"
    )
    gateway_url: str = Field(
        "wss://gateway.discord.gg/", description="Discord's gateway address, or a proxy's"
    )
    shard_count: int | None = Field(None, ge=1, description="Number of shards over all processes")
    shard_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Shards of this process, separated by commas; empty: all of them"
    )

    @field_validator("api_base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value, "http", "https")

    @field_validator("gateway_url")
    @classmethod
    def _gateway(cls, value: str) -> str:
        return web_address(value, "ws", "wss")

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _figures(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def configured(self) -> bool:
        """Whether there is a token."""
        return bool(self.token.get_secret_value())

    def problems(self) -> Sequence[str]:
        """What is wrong with this process's part of the shards."""
        if not self.shard_ids:
            return ()
        if self.shard_count is None:
            return ("DISCORD_SHARD_IDS: set DISCORD_SHARD_COUNT too, the same for all processes",)
        if not all(0 <= one < self.shard_count for one in self.shard_ids):
            ids = f"0 to {self.shard_count - 1}"
            return (f"DISCORD_SHARD_IDS: of {self.shard_count} shards the ids are {ids}",)
        return ()

    def adapter(self, clock: Clock) -> Adapter | None:
        """Discord's adapter; discord.py is imported here and not before."""
        if not self.configured:
            return None
        from adapters.discord.adapter import DiscordAdapter, DiscordSettings

        settings = DiscordSettings(
            token=self.token,
            api_base_url=self.api_base_url,
            gateway_url=self.gateway_url,
            shard_count=self.shard_count,
            shard_ids=self.shard_ids,
        )
        return DiscordAdapter(settings, clock)
