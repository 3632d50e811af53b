"""What a fault's test is made of: how it is arranged, what is done then, what must come of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from core.config import Waits
from core.store.tables import accounts
from tests.core.bench import PROMO, TITLE, Bench
from tests.faults import Call as StudioCall
from tests.faults import Fault, Refuse, Reset

Act = Callable[[Bench], Awaitable[object]]
Args = dict[str, str | int | float]
QUICK = Waits(recovery=(3.0,) * 6, silence=60.0, turn=90.0, poll=4.0)
SHARED = "nmv_usr_shared_0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Case:
    """One way to go wrong: `when` it happens, and the phrase that is read then (`key`).

    With an empty key the person gets what they asked for. `charged` is how often the prompt is
    carried out and paid for. `start` says who they are: somebody with a project, somebody new,
    somebody with an account of their own, somebody who spends the operator's credits.
    """

    when: str
    key: str
    fault: Act
    deed: Act
    note: str = ""
    args: Args = field(default_factory=dict)
    charged: int = 0
    where: str = "final"
    start: str = "project"

    @property
    def id(self) -> str:
        """A name for the test's report."""
        return self.when.replace(" ", "-")


def once(call: StudioCall, fault: Fault, count: int = 1) -> Act:
    """The next requests of this call meet the fault."""

    async def arrange(bench: Bench) -> None:
        bench.faults.times(call, fault, count)

    return arrange


def always(call: StudioCall, fault: Fault) -> Act:
    """All requests of this call meet the fault."""

    async def arrange(bench: Bench) -> None:
        bench.faults.always(call, fault)

    return arrange


async def away(bench: Bench) -> None:
    """Nobody listens at the backend's address."""
    await bench.studio.stop_listening()


async def blind(bench: Bench) -> None:
    """The connection drops, and from then on the state cannot be read."""
    bench.faults.once("run_sse", Reset("request"))
    bench.faults.times("state", Refuse(http=500), 1000, nth=2)


async def lost_video(bench: Bench) -> None:
    """Neither the video's address nor the API's route to it works."""
    bench.faults.always("result", Refuse(http=403))
    bench.faults.always("download", Refuse(http=403))


async def nothing(_bench: Bench) -> None:
    """The deed itself is what goes wrong."""


async def poor(bench: Bench) -> None:
    """Nobody has credits left."""
    for token in await tokens(bench):
        await bench.studio.set_credits(token, 0)


async def tokens(bench: Bench) -> list[str]:
    """Every token that is stored, and the shared one."""
    found = [SHARED] if bench.shared else []
    async with bench.store.begin() as tx:
        for sealed in (await tx.connection.execute(select(accounts.c.token))).scalars():
            found.append(bench.store.vault.open(sealed).decode())
    return found


def prompt(text: str = TITLE) -> Act:
    """Say this."""

    async def deed(bench: Bench) -> None:
        await bench.say(text)

    return deed


def command(name: str, args: str = "") -> Act:
    """Give this command."""

    async def deed(bench: Bench) -> None:
        await bench.command(name, args)

    return deed


async def photo(bench: Bench) -> None:
    """Words with one photo."""
    await bench.say(TITLE, bench.photos(1))


async def promo(bench: Bench) -> None:
    """A new video, to be paid for."""
    await bench.say(PROMO, bench.photos(1))


async def photos(bench: Bench) -> None:
    """Words with two photos."""
    await bench.say(TITLE, bench.photos(2))
