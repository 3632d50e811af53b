"""The crash proof with several processes on PostgreSQL, in short; `tests.scale.cluster` at length.

Here time is real, since what is tested are processes.
"""

from __future__ import annotations

from pathlib import Path

from tests.scale.cluster import Plan, crash
from tests.scale.postgres import Server


async def test_nothing_is_lost_when_one_process_dies_at_a_time(
    own_postgres: Server, tmp_path: Path
) -> None:
    """Six deaths of gateway and workers and a database restart: all is answered, charged once."""
    report = await crash(tmp_path, own_postgres, Plan(kills=6, users=8, restarts=1))
    assert report.audit.clean, report.audit.notes
    assert report.settled
    assert report.audit.facts["ended: result"] > 0
    assert report.kills.total() == 6
    assert report.restarts["in order"] == 1
