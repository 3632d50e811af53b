"""How much the bot is used, for its admins: a small picture, with the same in words below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from core.chat import ChatError, File, Message
from core.clock import Clock
from core.handlers.responder import Person, Responder
from core.outbox import Outbox
from core.store.stats import Use, use_by_day, use_since
from core.store.store import Store

log = structlog.get_logger(__name__)

DAY = timedelta(days=1)
DAYS = 7
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of a chart: its name, what was asked for, and how much of it failed."""

    label: str
    turns: int
    exports: int
    failed: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A table of figures, and a group of bars a day; every word is in its reader's language.

    `legend` names the bars: turns, exports, failures.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    legend: tuple[str, str, str]
    bars: tuple[Bar, ...]


class Painter(Protocol):
    """Draws charts beside the event loop."""

    async def paint(self, chart: Chart) -> bytes | None:
        """The chart as a PNG; None where this machine has no letters for its words."""
        ...


class StatsHandler:
    """Counts, and has it drawn."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        responder: Responder,
        clock: Clock,
        painter: Painter | None,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._responder = responder
        self._clock = clock
        self._painter = painter

    async def show(self, person: Person) -> None:
        """Today and this week; in words alone where no picture can be drawn or posted."""
        now = self._clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        days = [midnight - DAY * n for n in reversed(range(DAYS))]
        async with self._store.begin() as tx:
            today = await use_since(tx.connection, midnight)
            week = await use_since(tx.connection, days[0])
            by_day = await use_by_day(tx.connection, days)
            open_jobs = len(await tx.jobs.open())
        lines = [
            person.say("admin-stats", open=open_jobs),
            *(
                person.say(key, **_figures(use))
                for key, use in (("admin-stats-day", today), ("admin-stats-week", week))
            ),
        ]
        bars = [
            Bar(f"{day:%m-%d}", use.turns, use.exports, use.failed)
            for day, use in zip(days, by_day, strict=True)
        ]
        text = "\n".join(lines)
        if not await self._drawn(person, _chart(person, today, week, bars), text):
            await self._responder.tell(person, text)

    async def _drawn(self, person: Person, chart: Chart, text: str) -> bool:
        if self._painter is None:
            return False
        try:
            if (picture := await self._painter.paint(chart)) is None:
                return False
            file = File("stats.png", picture, len(picture))
            await self._outbox.post_picture(person.answering, file, Message(text))
        except ChatError as error:
            conversation = person.address.conversation
            log.info("stats not posted as a picture", conversation=conversation, error=repr(error))
            return False
        return True


def _figures(use: Use) -> dict[str, int | str]:
    return {
        "people": use.people,
        "turns": use.turns,
        "exports": use.exports,
        "credits": UNKNOWN if use.credits is None else f"{use.credits:.0f}",
        "failed": use.failed,
    }


def _chart(person: Person, today: Use, week: Use, bars: Sequence[Bar]) -> Chart:
    days = [_figures(use) for use in (today, week)]
    rows = tuple(
        (person.say(f"chart-{name}"), tuple(str(figures[name]) for figures in days))
        for name in days[0]
    )
    return Chart(
        columns=(person.say("chart-today"), person.say("chart-week")),
        rows=rows,
        legend=(
            person.say("chart-turns"),
            person.say("chart-exports"),
            person.say("chart-failed"),
        ),
        bars=tuple(bars),
    )
