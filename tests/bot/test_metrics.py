"""What Prometheus reads, and that the dashboard and the alerts ask for nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from adapters.console.parse import ME
from bot import __version__
from bot.app import Running, running
from bot.health import application
from bot.reference import ROOT
from bot.settings import load
from core.clock import SystemClock
from core.store.database import parse_url
from core.store.store import Store
from core.store.vault import Vault

DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text())
RULES: list[dict[str, Any]] = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text())[
    "groups"
][0]["rules"]
# A name with what stands in braces behind it; words of the query language have no underscore first.
METRIC = re.compile(r"\b((?:reelay|process|python)_\w+)(?:\{([^}]*)\})?")
BY = re.compile(r"\b(?:by|without) \(([^)]*)\)")
GIVEN = {"instance", "job", "le"}  # by Prometheus, and by every histogram
Samples = dict[str, set[str]]


def questions() -> Iterator[tuple[str, str]]:
    """Every expression that is asked: of a panel or an alert, by its title."""
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]
    for rule in RULES:
        yield rule["alert"], rule["expr"]


def samples(page: str) -> Samples:
    """The names on a page of metrics, each with its labels."""
    found: Samples = {}
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


async def page_of(up: Running) -> str:
    """What /metrics answers."""
    async with TestClient(TestServer(application(up))) as client:
        answer = await client.get("/metrics")
        assert answer.status == 200
        return await answer.text()


@pytest.fixture
async def up(tmp_path: Path) -> AsyncIterator[Running]:
    """A bot on the studio that has carried one turn to its end."""
    settings = load(None).model_copy(
        update={"reelay_data_dir": tmp_path, "nemo_backend": "studio", "reelay_media_wait_s": 0.0}
    )
    adapter = ConsoleAdapter(Console(quiet=True), SystemClock(), out=tmp_path, locale="en")
    async with running(settings, [adapter], resume=True) as bot:
        await bot.core.receive(adapter.request("make it 10 seconds", []))
        await bot.core.idle(ME.conversation)
        # What counts open work by kind and state has a line only while there is some.
        async with bot.store.begin() as tx:
            counts = await tx.jobs.counts()
        assert counts == {}
        yield bot


async def test_dashboard_and_alerts_ask_for_what_there_is(up: Running) -> None:
    """Each name is exposed, and has each label that is asked for."""
    known = samples(await page_of(up)) | {"reelay_jobs": {"kind", "state"}}
    asked = list(questions())
    assert len(asked) > 25
    for title, expression in asked:
        found = METRIC.findall(expression)
        assert found, title
        labels = set[str]()
        for name, matchers in found:
            assert name in known, f"{title}: {name}"
            labels |= known[name]
            for matcher in matchers.split(","):
                label = re.split(r"[=!]", matcher.strip())[0]
                assert label in known[name] | GIVEN | {""}, f"{title}: {label}"
        for group in BY.findall(expression):
            assert {one.strip() for one in group.split(",")} <= labels | GIVEN, title
        assert expression.count("(") == expression.count(")"), title


def test_every_alert_says_what_to_do() -> None:
    """Each names the heading of the page that tells what it means."""
    text = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    headings = {line.strip("# ").lower() for line in text.splitlines() if line.startswith("#")}
    for rule in RULES:
        assert rule["annotations"]["page"] == f"docs/monitoring.md#{rule['alert'].lower()}"
        assert rule["alert"].lower() in headings


async def test_the_page_documents_every_metric(up: Running) -> None:
    """Every figure of ours is on the page, and no other is."""
    text = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(reelay_\w+)`", text, re.M))
    page = await page_of(up)
    there = set(re.findall(r"^# TYPE (reelay_\w+)", page, re.M))
    assert told == {name for name in there if not name.endswith("_created")}


async def test_what_the_page_says(up: Running) -> None:
    """The version, the turn that ended, and calls of the backend by their outcome."""
    page = await page_of(up)
    assert f'version="{__version__}"' in page
    ended = 'reelay_jobs_ended_total{kind="turn",outcome="result",platform="console"} 1.0'
    assert ended in page
    assert 'reelay_backend_seconds_count{call="chat",outcome="ok"} 1.0' in page
    assert 'reelay_pace_seconds_count{platform="console",use="post"}' in page
    assert "reelay_database_up 1.0" in page


async def test_without_the_database(up: Running, tmp_path: Path) -> None:
    """The page is there when it is needed most, and says what is missing."""
    folder = tmp_path / "other"
    folder.mkdir()
    gone = await Store.open(parse_url("", folder), Vault([Fernet.generate_key().decode()]))
    await gone.close()
    shutil.rmtree(folder)
    page = await page_of(replace(up, store=gone))
    assert "reelay_database_up 0.0" in page
    assert "reelay_build_info" in page
    assert "reelay_oldest_job_seconds" not in page
