"""What core is told about how long to wait and how much to allow; the settings fill it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.chat import Address
from core.ratelimit import PaceSettings
from core.store.records import JobKind

UPLOAD_LIMIT = 200 * 1024 * 1024
"""The largest upload in bytes that the backend is known to take (docs/wire-api.md#upload)."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds, each a setting; tests pass a clock that does not wait for them."""

    text: float = 0.25
    more: float = 1.5
    settle: float = 1.2
    media: float = 2.5
    still_working: float = 120.0
    silence: float = 600.0
    turn: float = 900.0
    quiet: float = 15.0
    recovery: tuple[float, ...] = (30.0, 60.0, 60.0, 60.0, 60.0, 60.0)
    poll: float = 30.0
    polls: int = 10
    tick: float = 15.0
    delivery_limit: float = 24 * 3600.0
    resume_limit: float = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Caps:
    """How many jobs a user may start a day; None without a limit, 0 for none at all.

    `exempt` are users, named as in `Policy`, whom no cap holds; with `admins_exempt` it holds no
    admin whom the bot knows.
    """

    turns: int | None = None
    exports: int | None = None
    exempt: frozenset[str] = frozenset()
    admins_exempt: bool = False

    def of(self, kind: JobKind) -> int | None:
        """The cap on this kind of job."""
        return {JobKind.TURN: self.turns, JobKind.EXPORT: self.exports}.get(kind)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may use the bot, and how much; empty sets allow everyone."""

    users: frozenset[str] = frozenset()
    chats: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()
    caps: Caps = field(default_factory=Caps)

    def is_admin(self, address: Address) -> bool:
        """Whether the settings name this person, as their platform does or with it."""
        return bool({address.user, address.person} & self.admins)


@dataclass(frozen=True, slots=True)
class CoreConfig:
    """Everything that core can be told; `web_url` is empty where no web editor exists, and
    `speech_host` where nobody listens to voice notes, `model_host` where no language model reads.

    `upload_limit` in bytes: larger files are not even sent; the backend may still refuse others.
    """

    waits: Waits = field(default_factory=Waits)
    policy: Policy = field(default_factory=Policy)
    pace: PaceSettings = field(default_factory=PaceSettings)
    web_url: str = ""
    studio: bool = False
    keep_days: int = 30
    speech_host: str = ""
    model_host: str = ""
    upload_limit: int = UPLOAD_LIMIT
