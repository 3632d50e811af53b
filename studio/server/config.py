"""Everything about a studio that a deployment, the demo or a test may choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from studio.server.language_model import ModelAccess

Dialect = Literal["adk", "flat"]
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Costs:
    """Credits a prompt costs; questions, refusals and exports cost nothing."""

    generate: int = 20
    edit: int = 5


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds the agent takes for its steps, slept on the studio's clock; zero is full speed."""

    piece_s: float = 0.0
    tool_s: float = 0.0
    heartbeat_s: float = 5.0

    @classmethod
    def lively(cls) -> Pace:
        """A pace at which a person can follow the words as they come."""
        return cls(piece_s=0.06, tool_s=0.7)


@dataclass(frozen=True, slots=True)
class Account:
    """A registered user that the studio knows from its start, for linked and shared tokens."""

    token: str
    credits: int = 500


@dataclass(frozen=True, slots=True)
class StudioConfig:
    """How a studio behaves; the defaults are the product's.

    `silent_edits` names operations (see `studio.agent.ops.NAMES`) after which the stream ends
    without a word, as the cloud does after about 30 % of edits (docs/wire-api.md#the-event-stream).
    `say_gui` makes the agent speak of a timeline and an Export button, as the cloud's does.
    `model` is asked about what the rules of the planner left over, None for nobody.
    With `ask` a question of the agent is an `ask_question` event, else it is text like the rest.
    `max_user_bytes` bounds the uploads of one person, `max_total_bytes` all files of everybody;
    of one person's results the oldest go when they exceed `max_user_results_bytes`, of the encoded
    stretches of films that are kept for the next export those not used for longest at
    `max_kept_bytes`.
    `max_open_turns` bounds the prompts that run or wait, `max_user_turns` those of one person,
    `max_waiting_renders` bounds the renders of one person that wait.
    `media_slots` bounds how many files are looked into (or drawn on a contact sheet) at once,
    `max_waiting_files` how many of one person may wait for that.
    With a `secret` only requests that carry it are served, so that no other program of this
    machine gets in (docs/studio.md#who-may-use-it).
    `max_height` and `max_fps` cap what is rendered, for tests and slow machines.
    `grants_per_ip` is the number of new anonymous users an address may have in seven days,
    None for no limit; `strict_tokens` refuses a second token while the first one is valid, as
    the cloud's rate limit does, where the product simply hands out a fresh one.
    """

    costs: Costs = Costs()
    pace: Pace = Pace()
    dialect: Dialect = "adk"
    anonymous_credits: int = 100
    token_days: float = 7.0
    grants_per_ip: int | None = None
    strict_tokens: bool = False
    accounts: tuple[Account, ...] = ()
    require_attribution: bool = True
    bare_render_answers: bool = False
    silent_edits: frozenset[str] = frozenset()
    say_gui: bool = False
    ask: bool = False
    model: ModelAccess | None = None
    port: int = 0
    secret: str = field(default="", repr=False)
    max_height: int | None = None
    max_fps: int | None = None
    max_upload_bytes: int = 200 * MEGABYTE
    max_items: int = 20
    max_session_bytes: int = 2_000 * MEGABYTE
    max_user_bytes: int = 4_000 * MEGABYTE
    max_user_results_bytes: int = 1_000 * MEGABYTE
    max_kept_bytes: int = 500 * MEGABYTE
    max_total_bytes: int = 40_000 * MEGABYTE
    disk_floor_bytes: int = 500 * MEGABYTE
    fetch_timeout_s: float = 60.0
    fetch_allow_loopback: bool = False
    keep_days: float = 14.0
    result_url_hours: float = 24.0
    max_render_seconds: int = 180
    max_open_turns: int = 5_000
    max_user_turns: int = 100
    max_waiting_renders: int = 10
    media_slots: int = 3
    max_waiting_files: int = 40
