"""Typed answers to what stands on the buttons of an answer: they are the agent's."""

from __future__ import annotations

import pytest

from tests.core.bench import PROMO, Bench

OFFERED = "add soft crossfades between the clips"
TOLD = "the clips"
"""Alone a question about files, of which the bot tells; beside that offer one of its words."""


async def offered(bench: Bench) -> None:
    """Somebody with a film without transitions, to whom crossfades were offered last."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say("remove the transitions")
    await bench.rest()
    await bench.say("the second one")
    await bench.rest()
    assert OFFERED in [button.label for button in bench.last.buttons]


@pytest.mark.parametrize("answer", ["yes", "2", "the second one", TOLD])
async def test_an_answer_to_an_offer_goes_to_the_agent(answer: str, bench: Bench) -> None:
    """Whatever the words would ask for by themselves."""
    await offered(bench)
    before = await bench.sent()
    await bench.say(answer)
    await bench.rest()
    assert await bench.sent() == [*before, answer]


async def test_the_same_words_without_an_offer(bench: Bench) -> None:
    """Where nothing like it was offered the bot itself answers them."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    assert OFFERED not in [button.label for button in bench.last.buttons]
    await bench.say(TOLD)
    await bench.rest()
    assert await bench.sent() == [PROMO]
