"""Which platforms there are: ours, and those that installed packages add."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.chat import Adapter
from core.clock import Clock

BUILT_IN = (
    "adapters.telegram.platform:TelegramPlatform",
    "adapters.discord.platform:DiscordPlatform",
)
GROUP = "reelay.adapters"


class Platform(BaseSettings):
    """A platform: its settings, read from the environment, and the adapter that they make.

    A subclass sets `env_prefix` in its `model_config`, documents each field, and imports its
    platform's library only in `adapter`, so that a bot without a token does not load it.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )
    title: ClassVar[str]
    """Its name as people write it."""
    token_hint: ClassVar[str]
    """What to do where it has no token: one sentence, beginning with the setting's name."""

    token_shape: ClassVar[re.Pattern[str]] = re.compile(r"\S+")
    """What a token looks like."""
    token_example: ClassVar[str] = "…"
    """A token that is none, for people to compare with."""

    @abstractmethod
    def adapter(self, clock: Clock) -> Adapter | None:
        """The adapter, None where its token is not set."""

    @property
    @abstractmethod
    def configured(self) -> bool:
        """Whether its token is set."""

    def problems(self) -> Sequence[str]:
        """What is wrong with the settings together, a line each."""
        return ()

    def secrets(self) -> Sequence[SecretStr]:
        """Every value that must show in no log."""
        return [value for _, value in self if isinstance(value, SecretStr)]

    @classmethod
    def token_in(cls, pasted: str) -> str:
        """The token in what somebody pasted, words around it and all; empty where there is none."""
        found = cls.token_shape.search(pasted)
        return found.group() if found else ""

    @classmethod
    def prefix(cls) -> str:
        """What the names of its settings begin with, in upper case."""
        return str(cls.model_config.get("env_prefix", "")).upper()

    @field_validator("*", mode="before")
    @classmethod
    def _trimmed(cls, value: object) -> object:
        """Blanks around a value were pasted along."""
        return value.strip() if isinstance(value, str) else value


@cache
def known() -> Sequence[type[Platform]]:
    """Every platform that can be served here, ours first."""
    found = [_load(name) for name in BUILT_IN]
    for entry in entry_points(group=GROUP):
        kind = entry.load()
        if kind not in found:
            found.append(kind)
    return tuple(found)


def web_address(value: str, *schemes: str) -> str:
    """The value, which is an address of one of these schemes or empty; raises ValueError."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in schemes and bool(parts.hostname)
    except ValueError:
        whole = False
    if value and not whole:
        raise ValueError(f"this is no address; it begins with {schemes[-1]}:// and names a host")
    return value


def _load(name: str) -> type[Platform]:
    module, _, attribute = name.partition(":")
    kind: type[Platform] = getattr(import_module(module), attribute)
    return kind
