"""Posts whose fate nobody knows."""

from __future__ import annotations

from core.chat import Address, Ambiguous, Message, MessageRef
from tests.core.bench import PROMO, TITLE, Bench
from tests.core.recording import RecordingChat
from tests.faults import Heartbeats


class Stubborn(RecordingChat):
    """A chat in which the first page of every answer times out."""

    tried = 0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        if nonce.endswith(".0"):
            self.tried += 1
            raise Ambiguous("timed out")
        return await super().send(address, message, silent=silent, nonce=nonce)


async def test_progress_does_not_pile_up(bench: Bench) -> None:
    """A platform that posts but does not say so is not flooded with progress messages."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=30, every_s=5))
    bench.chat.fail("send", *[Ambiguous("timed out") for _ in range(20)], posts=True)
    await bench.say(TITLE)
    await bench.pass_time(100)
    assert len([p for p in bench.chat.posted if p.silent and p.buttons]) == 2


async def test_the_other_pages_still_go_out(bench: Bench) -> None:
    """A page of an answer that may be there already is no reason to keep the others back."""
    bench.chat = chat = Stubborn(bench.clock)
    chat.page_limit = 60
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert chat.tried == 6
    nonces = [p.nonce for p in chat.finals if p.nonce]
    assert len(nonces) >= 2
    assert nonces == [f"1.{n}" for n in range(1, len(nonces) + 1)]
