"""How well messages are routed: floors on the given, the own and the held-back messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.score import figures, read, score

BLIND = {"topic": 0.97, "edit": 0.97, "chat": 0.95, "command": 0.95}
DATA = Path(__file__).parents[3] / "data"


@pytest.mark.parametrize(
    ("name", "floors", "taken"),
    [
        ("intents.jsonl", {"core": 0.97, "wild": 0.65, "kept": 0.97, "then": 0.92}, 0.01),
        ("intents_own.jsonl", {"core": 0.97, "wild": 0.65, "kept": 0.97, "then": 0.95}, 0.01),
        ("intents_strangers.jsonl", {"core": 0.95, "wild": 0.85, "kept": 0.97, "then": 0.8}, 0.01),
        # Never tuned on: by the author of the wordings; an exam by somebody who never saw the
        # rules; and by four such who looked for breadth rather than for what is asked most.
        ("intents_heldout2.jsonl", {"core": 0.96, "wild": 0.83, "kept": 0.98, "then": 0.95}, 0.015),
        ("intents_exam.jsonl", {"core": 0.95, "wild": 0.9, "kept": 0.99, "then": 0.93}, 0.005),
        (
            "intents_strangers_held.jsonl",
            {"core": 0.8, "wild": 0.62, "kept": 0.96, "then": 0.92},
            0.035,
        ),
        ("intents_blind_test.jsonl", {**BLIND, "chat": 0.96, "command": 0.96, "then": 0.95}, 0.015),
        (
            "intents_blind3_test.jsonl",
            {**BLIND, "chat": 0.92, "command": 0.94, "then": 0.95, "reached": 0.94},
            0.02,
        ),
        ("intents_own_held.jsonl", {**BLIND, "command": 0.98, "then": 0.92}, 0.01),
        (
            "intents_router_held.jsonl",
            {**BLIND, "topic": 0.96, "edit": 0.96, "command": 0.71},
            0.02,
        ),
    ],
)
def test_messages_reach_their_place(name: str, floors: dict[str, float], taken: float) -> None:
    """Each set keeps its share of right routes, of second steps, and of prompts not taken."""
    reached = figures(score(read(DATA / name)))
    short = {key: (reached[key], floor) for key, floor in floors.items() if reached[key] < floor}
    assert not short
    assert reached["taken"] <= taken


def test_no_second_step_is_made_up() -> None:
    """A message that asks for one thing gets no second step."""
    rows = read(DATA / "intents.jsonl") + read(DATA / "intents_heldout2.jsonl")
    assert figures(score(rows))["no stray then"] >= 0.97
