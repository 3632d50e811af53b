"""The crash proof, short enough to be run with every change."""

from __future__ import annotations

from pathlib import Path

from tests.crash.run import Plan, crash


async def test_twenty_kills_break_no_promise(tmp_path: Path) -> None:
    """Killed at twenty moments among talking people, the bot loses, doubles and forgets nothing."""
    report = await crash(tmp_path, Plan(kills=20, users=8, limit=60.0), lambda _: None)
    assert "\n".join(report.audit.notes) == ""
    assert report.audit.clean
    assert report.settled
    assert report.kills.total() == 20
    assert report.audit.facts["prompts at the studio"] >= 20
    assert report.audit.facts["renders"] >= 1
