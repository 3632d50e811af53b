"""Time the intent router: `python -m benchmarks.router`.

Prints median, p99 and worst over the example messages, and the cost of hostile texts.
"""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

from core.language.intents import route

DATA = Path(__file__).parent.parent / "tests" / "data"
HOSTILE = {
    "quotes": '"' * 4096,
    "apostrophes": "'a " * 1365,
    "opening quotes": "“" * 4096,
    "commas": "export," * 585,
    "then": "then export " * 341,
    "Han": "导出然后" * 1024,
    "kana": "書き出して" * 819,
    "links": "https://a.b/" * 341,
    "one word": "a" * 4096,
    "combining": "e\u0301" * 2048,
    "clauses": "with a, but b, " * 13,
    "strange words": "qzx vbn, then wkj when plm " * 7,
}


def _cost(text: str, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        route(text)
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def main() -> None:
    """Measure and print, in milliseconds."""
    texts = []
    for name in (
        *("intents.jsonl", "intents_heldout2.jsonl", "intents_own.jsonl"),
        *("intents_strangers.jsonl", "intents_strangers_held.jsonl"),
    ):
        lines = (DATA / name).read_text("utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines]
    for text in texts[:100]:
        route(text)  # word classes are read on first use
    costs = sorted(_cost(text, 3) for text in texts)
    p99 = costs[int(len(costs) * 0.99)]
    print(f"{len(costs)} messages: median {statistics.median(costs):.3f} ms, p99 {p99:.3f} ms, ")  # noqa: T201 - a report
    print(f"worst {costs[-1]:.3f} ms")  # noqa: T201 - a report
    for name, text in HOSTILE.items():
        print(f"{name:16} {_cost(text, 5):.3f} ms")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
