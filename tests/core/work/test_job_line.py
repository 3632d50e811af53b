"""What an operator sees of each job: one line, and figures that agree with it."""

from __future__ import annotations

from typing import Any

from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.core.bench import PROMO, Bench
from tests.core.recording import PLATFORM
from tests.faults import Refuse, Slow

FIELDS = ("kind", "platform", "outcome", "charged")


def ended(lines: list[EventDict]) -> list[tuple[Any, ...]]:
    """The lines about jobs that ended, by what matters in them."""
    return [tuple(line[f] for f in FIELDS) for line in lines if line["event"] == "job ended"]


async def test_one_line_for_each_job(bench: Bench) -> None:
    """Kind, platform, seconds, outcome, and whether its prompt went out; no words of anybody's."""
    await bench.open()
    bench.faults.once("run_sse", Slow(seconds=20))
    with capture_logs() as lines:
        await bench.say(f"{PROMO}, then export", bench.photos(1))
        await bench.rest()
    assert ended(lines) == [
        ("turn", PLATFORM, "result", True),
        ("export", PLATFORM, "result", False),
    ]
    for line in lines:
        if line["event"] == "job ended":
            assert line["log_level"] == "info"
            assert line["seconds"] >= 20  # the export waited for the turn before it
            assert {"job", "conversation"} <= line.keys()
    assert "promo" not in str(lines)
    value = bench.core.metrics.registry.get_sample_value
    assert value("reelay_prompts_charged_total", {"platform": PLATFORM}) == 1
    for kind in ("turn", "export"):
        assert value("reelay_job_seconds_count", {"kind": kind}) == 1
        assert value("reelay_queue_seconds_count", {"kind": kind}) == 1


async def test_a_failure_takes_its_chain_along(bench: Bench) -> None:
    """Each job of a chain has its line, the one that was not begun as well."""
    await bench.open()
    bench.faults.once("run_sse", Refuse(2001))
    with capture_logs() as lines:
        await bench.say(f"{PROMO}, then export", bench.photos(1))
        await bench.rest()
    assert sorted(one[0] + " " + one[2] for one in ended(lines)) == [
        "export cancelled",
        "turn failure",
    ]
