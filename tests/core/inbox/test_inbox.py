"""What arrives: seen once, settled, handed on in order, and never lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update
from structlog.testing import capture_logs

from core.chat import Address, Command, Incoming, Press
from core.chat import MessageRef as Ref
from core.config import Waits
from core.inbox.group import Group
from core.inbox.inbox import Inbox
from core.store.codec import pack_bytes
from core.store.database import parse_url
from core.store.store import Store, StoreUnavailable, Tx
from core.store.tables import incoming
from core.store.vault import Vault
from tests.core.bench import KEY
from tests.e2e.clock import FakeClock, current_loop

HERE = Address("bench", "bot", "ada", "ada")


class InboxBench:
    """Keeps what it is handed, and fails or waits when told to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.handled: list[str] = []
        self.apologies: list[str] = []
        self.apologised: list[str] = []
        self.left_out: list[tuple[str, int]] = []
        self.flooded_by: list[tuple[str, int]] = []
        self.failures: dict[str, list[Exception]] = {}
        self.gates: dict[str, asyncio.Event] = {}

    async def handle(self, group: Group) -> None:
        name = label(group)
        if gate := self.gates.get(name):
            await gate.wait()
        if self.failures.get(name):
            raise self.failures[name].pop(0)
        self.handled.append(name)
        async with self._store.begin() as tx:
            await tx.intake.consume(group.rows)

    async def apologise(self, group: Group) -> None:
        self.apologies.append(label(group))
        self.apologised.append(group.last.address.conversation)

    async def leave_out(self, newest: Group, count: int) -> None:
        self.left_out.append((label(newest), count))

    async def flooded(self, newest: Group, count: int) -> None:
        self.flooded_by.append((label(newest), count))


def label(group: Group) -> str:
    """What a request is called here: its words, its command, its button."""
    first = group.first
    if first.command is not None:
        return f"/{first.command.name}"
    return first.press.data if first.press is not None else group.text


class Office:
    """An inbox on a database, with a handler behind it."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.bench = InboxBench(store)
        self.inbox = self.another()
        self._count = 0

    def another(self) -> Inbox:
        """An inbox on the same database, as after a restart."""
        return Inbox(
            self.store,
            self.clock,
            Waits(),
            self.bench,
            (HERE.platform,),
        )

    async def take(self, **what: object) -> bool:
        """Something arrives, said now unless `at` says otherwise."""
        self._count += 1
        now = self.clock.now()
        fields = {"event": f"e{self._count}", "message": f"m{self._count}", "at": now, **what}
        if "press" in fields:
            fields["message"] = ""
        return await self.inbox.receive(Incoming(HERE, **fields))  # type: ignore[arg-type]  # fields by name

    async def until(self, seen: Callable[[], object]) -> None:
        """Let time pass until it is so."""
        for _ in range(400):
            await current_loop().quiet()
            if seen():
                return
            if (due := self.clock.next_due()) is not None:
                self.clock.advance_to(due)
        raise AssertionError(f"never: {self.bench.handled}")

    async def open_rows(self) -> int:
        """How many rows wait."""
        async with self.store.begin() as tx:
            return len(await tx.intake.open_numbers(HERE.conversation))


class Moody(Store):
    """A database that is not there while `down` is set."""

    down = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        if self.down:
            raise StoreUnavailable("disk full")
        async with super().begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        if self.down:
            raise StoreUnavailable("disk full")
        async with super().read() as tx:
            yield tx


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An inbox that is open for one test."""
    store = await Moody.open(parse_url("", tmp_path), Vault([KEY]))
    made = Office(store, FakeClock())
    yield made
    await made.inbox.close()
    await made.store.close()


def command(name: str) -> Command:
    """A command without arguments."""
    return Command(name)


def press(data: str) -> Press:
    """A button under message 9."""
    return Press(data, Ref("ada", "9"))


async def test_the_same_event_twice(office: Office) -> None:
    """A redelivered event is told apart and handled once."""
    assert await office.take(event="e", text="hello")
    assert not await office.take(event="e", message="other", text="hello")
    await office.until(lambda: office.bench.handled)
    assert office.bench.handled == ["hello"]


async def test_the_same_message_twice(office: Office) -> None:
    """A message that comes again under another event (history after a gap) is handled once."""
    assert await office.take(message="7", text="hello")
    assert not await office.take(message="7", text="hello")
    await office.until(lambda: office.bench.handled)
    assert office.bench.handled == ["hello"]


async def test_order_is_kept(office: Office) -> None:
    """Requests of one conversation are handled in the order in which they came."""
    for n in range(8):
        await office.take(text=f"t{n}")
    await office.until(lambda: len(office.bench.handled) == 8)
    assert office.bench.handled == [f"t{n}" for n in range(8)]


async def test_a_slow_request_keeps_no_cancel_waiting(office: Office) -> None:
    """While a request is in hand for long, /cancel and /status that come later are answered."""
    gate = office.bench.gates["slow"] = asyncio.Event()
    await office.take(text="slow")
    await current_loop().quiet()
    await office.take(command=command("status"))
    await office.take(press=press("c:1"))
    await office.until(lambda: len(office.bench.handled) == 2)
    assert set(office.bench.handled) == {"/status", "c:1"}
    await office.take(text="later")
    gate.set()
    await office.until(lambda: len(office.bench.handled) == 4)
    assert office.bench.handled[2:] == ["slow", "later"]


async def test_cancel_finds_what_was_said_right_before_it(office: Office) -> None:
    """A /cancel waits a moment for the request in hand, or it would find nothing to stop."""
    gate = office.bench.gates["make a video"] = asyncio.Event()
    await office.take(text="make a video")
    await current_loop().quiet()
    office.clock.advance_to(office.clock.monotonic() + Waits().text)
    await current_loop().quiet()
    await office.take(command=command("cancel"))
    await current_loop().quiet()
    gate.set()
    await office.until(lambda: len(office.bench.handled) == 2)
    assert office.bench.handled == ["make a video", "/cancel"]


async def test_what_is_said_after_a_cancel_waits_for_it(office: Office) -> None:
    """Words behind a /cancel are not in hand before it is done, or it would cancel them too."""
    gate = office.bench.gates["/cancel"] = asyncio.Event()
    await office.take(command=command("cancel"))
    await office.take(text="make another one")
    await current_loop().quiet()
    assert office.bench.handled == []
    gate.set()
    await office.until(lambda: len(office.bench.handled) == 2)
    assert office.bench.handled == ["/cancel", "make another one"]


async def test_a_request_that_keeps_failing(office: Office) -> None:
    """After three tries it is apologised for and dropped; the conversation goes on."""
    office.bench.failures["bad"] = [RuntimeError("x")] * 3
    await office.take(text="bad")
    await office.take(text="good")
    await office.until(lambda: office.bench.handled)
    assert office.bench.apologies == ["bad"]
    assert office.bench.handled == ["good"]
    assert await office.open_rows() == 0


async def test_a_request_that_fails_twice(office: Office) -> None:
    """A failure that passes costs no message."""
    office.bench.failures["odd"] = [RuntimeError("x")] * 2
    await office.take(text="odd")
    await office.until(lambda: office.bench.handled)
    assert office.bench.apologies == []


async def test_a_database_that_is_away_for_long(office: Office) -> None:
    """An outage of the database is no failure of the request, however long it lasts."""
    office.bench.failures["hello"] = [StoreUnavailable("locked")] * 30
    await office.take(text="hello")
    await office.until(lambda: office.bench.handled)
    assert office.bench.apologies == []
    assert office.bench.handled == ["hello"]


async def test_a_database_that_is_away_when_looked_at(office: Office) -> None:
    """What was written down before an outage is settled after it."""
    store = office.store
    assert isinstance(store, Moody)
    await office.take(text="hello")
    store.down = True
    for _ in range(5):
        await current_loop().quiet()
        if (due := office.clock.next_due()) is not None:
            office.clock.advance_to(due)
    store.down = False
    await office.until(lambda: office.bench.handled)
    assert office.bench.handled == ["hello"]


async def test_not_written_down_is_not_acknowledged(office: Office) -> None:
    """A message that the database did not take raises, so that the platform sends it again."""
    store = office.store
    assert isinstance(store, Moody)
    store.down = True
    with pytest.raises(StoreUnavailable):
        await office.take(event="e", text="hello")
    store.down = False
    assert await office.take(event="e", text="hello")
    await office.until(lambda: office.bench.handled)


async def _replaced(office: Office, payload: bytes) -> None:
    """Something that was said before lies there like this."""
    item = Incoming(HERE, event="old", at=office.clock.now(), message="old", text="old")
    async with office.store.begin() as tx:
        await tx.intake.add(item, office.clock.now())
        await tx.connection.execute(update(incoming).values(payload=payload))


async def test_a_row_that_waits_for_its_key(office: Office, tmp_path: Path) -> None:
    """A row sealed with another key stays for whoever has it; what came after it is answered."""
    other = Fernet.generate_key().decode()
    item = Incoming(HERE, event="old", at=office.clock.now(), message="old", text="old")
    await _replaced(office, Vault([other]).seal(pack_bytes(item)))
    with capture_logs() as logs:
        await office.take(text="hello")
        await office.until(lambda: office.bench.handled)
        await office.take(text="there")
        await office.until(lambda: len(office.bench.handled) == 2)
    assert [entry["event"] for entry in logs] == ["messages wait for their key"]
    assert office.bench.handled == ["hello", "there"]
    assert office.bench.apologies == []
    assert await office.open_rows() == 1
    await office.inbox.close()
    await office.store.close()
    office.store = await Store.open(parse_url("", tmp_path), Vault([KEY, other]))
    office.bench = InboxBench(office.store)
    office.inbox = office.another()
    await office.inbox.resume()
    await office.until(lambda: office.bench.handled)
    assert office.bench.handled == ["old"]
    assert await office.open_rows() == 0


async def test_a_row_of_an_unknown_form(office: Office) -> None:
    """What another version wrote is dropped with an apology to whoever said it."""
    await _replaced(office, Vault([KEY]).seal(b'{"shape": "of tomorrow"}'))
    await office.take(text="hello")
    await office.until(lambda: office.bench.handled and office.bench.apologies)
    assert office.bench.handled == ["hello"]
    assert office.bench.apologies == [""]
    assert office.bench.apologised == [HERE.conversation]
    await current_loop().quiet()
    assert await office.open_rows() == 0


async def test_what_waited_at_a_crash(office: Office) -> None:
    """Rows that were not handled when the process died are handled at the next start, in order."""
    office.bench.gates["one"] = asyncio.Event()
    await office.take(text="one")
    await office.take(text="two")
    await current_loop().quiet()
    await office.inbox.close()
    assert await office.open_rows() == 2
    office.bench.gates.clear()
    office.inbox = office.another()
    await office.inbox.resume()
    await office.until(lambda: len(office.bench.handled) == 2)
    assert office.bench.handled == ["one", "two"]


async def test_conversations_do_not_wait_for_each_other(office: Office) -> None:
    """A request that takes long in one conversation holds up no other."""
    office.bench.gates["slow"] = asyncio.Event()
    await office.take(text="slow")
    other = Incoming(
        Address("bench", "bot", "bob", "bob"), "b1", office.clock.now(), "b1", text="quick"
    )
    await office.inbox.receive(other)
    await office.until(lambda: office.bench.handled)
    assert office.bench.handled == ["quick"]


class Counting(Vault):
    """Counts what it opens."""

    opened = 0

    def open(self, sealed: bytes) -> bytes:
        self.opened += 1
        return super().open(sealed)


async def test_each_row_is_opened_once(tmp_path: Path) -> None:
    """However much arrives while a request is in hand, no row is unsealed a second time."""
    vault = Counting([KEY])
    store = await Store.open(parse_url("", tmp_path), vault)
    office, before = Office(store, FakeClock()), vault.opened
    office.bench.gates["first"] = gate = asyncio.Event()
    await office.take(text="first")
    for number in range(10):
        await office.take(text=f"more {number}")
        await current_loop().quiet()
    gate.set()
    await office.until(lambda: len(office.bench.handled) == 11)
    assert vault.opened - before == 11
    await office.inbox.close()
    await store.close()


async def test_a_flood_is_left_out_and_told_once(office: Office) -> None:
    """Beyond a hundred that wait nothing is written down; how many it was is told when it rests."""
    gate = office.bench.gates["0"] = asyncio.Event()
    await office.take(text="0")
    await current_loop().quiet()
    office.clock.advance_to(office.clock.monotonic() + 1)
    await current_loop().quiet()
    assert all([await office.take(text=str(number)) for number in range(1, 151)])
    assert await office.open_rows() == 100
    await office.take(command=command("status"))
    await office.until(lambda: "/status" in office.bench.handled)
    gate.set()
    await office.until(lambda: office.bench.flooded_by)
    assert office.bench.flooded_by == [("150", 51)]
    assert len(office.bench.handled) == 101
