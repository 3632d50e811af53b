"""Every fault of the contract's tables: what the person reads, and what it costs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.language.phrases import say
from studio.server.config import Account
from tests.core.bench import PROMO, TITLE, Bench, adjusted, studio_of
from tests.core.work.error_kit import QUICK, SHARED, Case
from tests.core.work.error_page import GROUPS, PAGE, page

CASES = [case for _, cases in GROUPS for case in cases]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the folders of somebody with a project are kept for the module's tests."""
    return tmp_path_factory.mktemp("kept")


async def _with_project(bench: Bench, kept: Path) -> None:
    """Open the bench for somebody who has a project; it is made once and copied from then on."""
    folder = kept / "project"
    if folder.exists():
        shutil.copytree(folder, bench.folder, dirs_exist_ok=True)
        await bench.open()
        return
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.close()
    shutil.copytree(bench.folder, folder)
    bench.chat.posted.clear()
    await bench.open()


async def _begin(bench: Bench, case: Case, kept: Path) -> None:
    adjusted(bench, waits=QUICK)
    if case.start == "project":
        await _with_project(bench, kept)
        return
    if case.start == "shared":
        bench.shared = SecretStr(SHARED)
        studio_of(bench, accounts=(Account(SHARED),))
    await bench.open()
    if case.start == "linked":
        await bench.command("login", await bench.studio.add_account())
        await bench.until(lambda: bench.chat.whispers)
        bench.chat.whispers.clear()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
async def test_what_a_person_reads(case: Case, bench: Bench, kept: Path) -> None:
    """The fault leads to exactly this sentence, once, and to no second charge."""
    await _begin(bench, case, kept)
    await case.fault(bench)
    await case.deed(bench)
    await bench.rest()
    if case.where == "whisper":
        assert [bench.says(w.text, case.key, **case.args) for w in bench.chat.whispers] == [True]
        return
    assert len(bench.chat.finals) == 1, bench.transcript()
    final = bench.last
    if case.key:
        assert bench.says(final.text, case.key, **case.args), bench.transcript()
    else:
        assert final.text
        assert not _complains(final.text), bench.transcript()
    assert (final.video is not None) == (case.where == "video")
    assert bench.chat.progress == []
    charged = await bench.charged()
    assert charged.count(TITLE) == case.charged
    assert all(count == 1 for count in (await bench.submits()).values()) or "submit" in case.when


def _complains(text: str) -> bool:
    keys = ("error-agent", "error-backend-down", "recovery-unknown", "turn-no-change")
    return any(say("en", key)[:30] in text for key in keys) or "temporary issue" in text


def test_the_page_is_true() -> None:
    """`docs/errors.md` says what these tests prove."""
    assert PAGE.read_text(encoding="utf-8") == page()
