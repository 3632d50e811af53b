"""How fast a chat may be written to: one place for floods, for every message that goes out.

docs/platforms.md#telegram: it takes about 1 message/s a chat and 20/min in a group, edits included;
what the platform answers ("retry after") overrides every figure of ours.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.chat import Address, ChatKind, Pace
from core.clock import Clock
from core.metrics import Metrics
from core.slots import Slots, Use

KNOWN_CHATS = 20_000
USUAL = Pace()
# How long after a flood posts of that chat keep their distance as edits always do.
CAREFUL = 60.0
MINUTE = 60.0
# So many chats that flood within a second: it is the bot as a whole that is too fast.
SEVERAL = 3
TOGETHER = 1.0


@dataclass(frozen=True, slots=True)
class PaceSettings:
    """An operator's own figures in place of a platform's; None leaves the platform's."""

    private_edit: float | None = None
    group_edit: float | None = None
    overall: float | None = None

    def of(self, pace: Pace) -> Pace:
        """The pace to keep."""
        return replace(
            pace,
            private_edit=self.private_edit or pace.private_edit,
            group_edit=self.group_edit or pace.group_edit,
            overall=self.overall or pace.overall,
        )


class RateLimiter:
    """Knows when a chat may be written to next; moments are the clock's monotonic seconds."""

    def __init__(self, paces: Mapping[str, Pace], clock: Clock, metrics: Metrics) -> None:
        """`paces` by platform; one that is not among them is written to at the usual pace."""
        self._paces = paces
        self._clock = clock
        self._metrics = metrics
        self._written: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._floods: dict[str, dict[str, tuple[float, float]]] = {}
        self._closed: dict[str, float] = {}
        self._last: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._blocked: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._waiting: dict[tuple[str, str], int] = {}
        self._slots: dict[str, Slots] = {}

    async def close(self) -> None:
        """Let nothing more out."""
        for slots in self._slots.values():
            await slots.close()

    async def for_post(self, address: Address, use: Use = Use.POST) -> None:
        """Wait until a new message may go out; edits of that chat stand back meanwhile.

        A removal leaves no message there: it does not count in a group's minute.
        """
        key, came = _key(address), self._clock.monotonic()
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            while True:
                wait = self._post_due(address, use) - self._clock.monotonic()
                if wait > 0:
                    await self._clock.sleep(wait)
                    continue
                await self._slots_of(address).take(use, address.chat)
                if self._post_due(address, use) <= self._clock.monotonic():
                    break  # else somebody was there before us, or a flood came
            self._wrote(address, counts=use is not Use.REMOVAL)
            self._waited(address, use, came)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]

    async def for_edit(self, address: Address, use: Use = Use.PROGRESS) -> None:
        """Wait until an edit may go out: no post is waiting, and the interval has passed."""
        came = self._clock.monotonic()
        while True:
            if (wait := self._edit_wait(address)) > 0:
                await self._clock.sleep(wait)
                continue
            await self._slots_of(address).take(use, address.chat)
            if self._edit_wait(address) <= 0:
                break
        self._wrote(address, counts=True)
        self._waited(address, use, came)

    def _waited(self, address: Address, use: Use, came: float) -> None:
        seconds = self._clock.monotonic() - came
        self._metrics.paced(address.platform, use.name.lower(), seconds)

    def for_activity(self, address: Address) -> bool:
        """Whether it may be shown now that something is being done: only if nobody waits."""
        return not self.closed(address) and self._slots_of(address).spare()

    def _edit_wait(self, address: Address) -> float:
        """Seconds until an edit may go out there, as far as is known now."""
        key, interval = _key(address), self._edit_interval(address)
        free = max(
            self._blocked.get(key, 0.0),
            self._closed.get(address.platform, 0.0),
            self._last.get(key, -interval) + interval,
            self._minute_due(address),
        )
        wait = free - self._clock.monotonic()
        return wait if wait > 0 or key not in self._waiting else interval

    def _edit_interval(self, address: Address) -> float:
        """Seconds that an edit keeps from what was written to that chat before it."""
        pace = self._pace(address)
        return pace.group_edit if address.kind is ChatKind.GROUP else pace.private_edit

    def _pace(self, address: Address) -> Pace:
        return self._paces.get(address.platform, USUAL)

    def _slots_of(self, address: Address) -> Slots:
        if (slots := self._slots.get(address.platform)) is None:
            slots = self._slots[address.platform] = Slots(self._clock, self._pace(address).overall)
        return slots

    def flooded(self, address: Address, retry_after: float) -> None:
        """The platform asked to wait in that chat; a longer wait of before stands.

        Several chats at once mean the whole platform, for as long as the shortest of their waits.
        """
        now, platform = self._clock.monotonic(), address.platform
        until = now + retry_after
        _remember(self._blocked, _key(address), max(until, self._blocked.get(_key(address), 0.0)))
        known = self._floods.get(platform, {})
        recent = {chat: flood for chat, flood in known.items() if now - flood[0] <= TOGETHER}
        recent[address.chat] = now, until
        self._floods[platform] = recent
        if len(recent) >= SEVERAL:
            shortest = min(end for _, end in recent.values())
            self._closed[platform] = max(shortest, self._closed.get(platform, 0.0))

    def closed(self, address: Address) -> bool:
        """Whether a flood is being waited for there."""
        ends = self._blocked.get(_key(address), 0.0), self._closed.get(address.platform, 0.0)
        return max(ends) > self._clock.monotonic()

    def _minute_due(self, address: Address) -> float:
        """When one more message or edit fits into the group's minute."""
        written = self._written.get(_key(address))
        if written is None or len(written) < (written.maxlen or 0):
            return 0.0
        return written[0] + MINUTE

    def _post_due(self, address: Address, use: Use) -> float:
        """When a post may go out there: what a flood has held back leaves it one by one.

        All at once it would be the next flood, with a longer wait, for everyone behind it.
        """
        key, interval = _key(address), self._edit_interval(address)
        free = self._closed.get(address.platform, 0.0)
        if use is not Use.REMOVAL:
            free = max(free, self._minute_due(address))
        if (until := self._blocked.get(key)) is None:
            return free
        careful = self._clock.monotonic() < until + CAREFUL
        last = self._last.get(key, -interval) + interval if careful else 0.0
        return max(free, until, last)

    def _wrote(self, address: Address, *, counts: bool) -> None:
        now = self._clock.monotonic()
        _remember(self._last, _key(address), now)
        if counts:
            self._count(address, now)

    def _count(self, address: Address, moment: float) -> None:
        most = self._pace(address).group_minute
        if not most or address.kind is ChatKind.PRIVATE:
            return
        self._written.setdefault(_key(address), deque(maxlen=most)).append(moment)
        self._written.move_to_end(_key(address))
        if len(self._written) > KNOWN_CHATS:
            self._written.popitem(last=False)


def _key(address: Address) -> tuple[str, str]:
    return address.platform, address.chat


def _remember(
    chats: OrderedDict[tuple[str, str], float], key: tuple[str, str], moment: float
) -> None:
    chats[key] = moment
    chats.move_to_end(key)
    if len(chats) > KNOWN_CHATS:
        chats.popitem(last=False)
