"""Jobs that fail for reasons nobody foresaw: told as what they are, never as less than that."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from core.chat import Unreachable
from core.store.database import parse_url
from core.store.records import Ending, JobState
from core.store.store import Store
from core.store.vault import Vault
from tests.core.bench import KEY, PROMO, TITLE, Bench
from tests.faults import Reset


async def poisoned(bench: Bench, when: str) -> None:
    """A project, and a database that takes no such change of the second job."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    async with bench.store.begin() as tx:
        await tx.connection.exec_driver_sql(
            f"create trigger poison before update on jobs when new.id = 2 and {when}"
            " begin select raise(abort, 'poison'); end"
        )


async def test_a_prompt_that_went_out_is_told_as_unknown(bench: Bench) -> None:
    """Whatever keeps recovery from working, a prompt that may have run has not plainly failed."""
    await poisoned(bench, "new.polls > 0")
    bench.faults.once("run_sse", Reset("request"))
    await bench.say(f"{TITLE}, then export")
    await bench.rest()
    job = await bench.job(2)
    assert job.tries == 5
    assert job.state is JobState.DONE
    assert job.result is not None
    assert job.result.ending is Ending.UNKNOWN
    assert bench.says(bench.last.text, "recovery-unknown")
    assert "Timeline" in bench.last.text
    assert {button.label for button in bench.last.buttons} >= {"Try again", "Export"}
    assert bench.says(bench.last.text, "cancel-follow-up")
    assert await bench.sent() == [PROMO, f"{TITLE}, then export"]
    assert (await bench.job(3)).state is JobState.CANCELLED
    assert bench.chat.progress == []


async def test_a_prompt_that_killed_too_often_is_told_as_unknown(bench: Bench) -> None:
    """Workers that died with it count like failures: in the end its person is told the state."""
    await poisoned(bench, "false")
    bench.faults.once("run_sse", Reset("request"))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state is JobState.SENT)
    await bench.kill()
    await bench.start()
    async with bench.store.begin() as tx:
        await tx.jobs.set(2, tries=5)
    await bench.restart()
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-unknown")
    assert await bench.sent() == [PROMO, TITLE]


async def test_a_render_that_was_submitted_is_told_as_unknown(bench: Bench) -> None:
    """A render that may go on has not failed: we only stopped waiting for it."""
    await poisoned(bench, "new.due is not null")
    await bench.command("export")
    await bench.rest()
    result = (await bench.job(2)).result
    assert result is not None
    assert result.ending is Ending.UNKNOWN
    assert bench.says(bench.last.text, "export-timeout")


@pytest.mark.parametrize(("state", "photos"), [("uploading", 1), ("sent", 0)])
async def test_a_prompt_that_never_went_out_has_failed(
    state: str, photos: int, bench: Bench
) -> None:
    """Before the right to send is committed there is no doubt: nothing was sent."""
    await poisoned(bench, f"new.state = '{state}'")
    await bench.say(TITLE, bench.photos(photos))
    await bench.rest()
    assert (await bench.job(2)).state is JobState.FAILED
    assert bench.says(bench.last.text, "error-gave-up")
    assert await bench.sent() == [PROMO]


async def test_an_answer_that_cannot_be_posted_is_not_swallowed(bench: Bench) -> None:
    """A bug in posting an answer ends in a word that it did not work, not in silence."""
    await bench.open()
    async with bench.store.begin() as tx:
        await tx.connection.exec_driver_sql(
            "create trigger poison before update on deliveries when new.state = 'delivering'"
            " begin select raise(abort, 'poison'); end"
        )
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert bench.says(bench.last.text, "error-gave-up")
    async with bench.store.begin() as tx:
        parts = await tx.parts.deliveries(1)
    assert [part.state for part in parts] == ["undeliverable"]


async def test_an_answer_waits_for_its_key(bench: Bench) -> None:
    """An answer that another process put under a newer key is not given up: it waits for a start
    with that key.
    """
    await bench.open()
    bench.chat.fail_answers(Unreachable("502"))
    await bench.say(PROMO, bench.photos(1))
    await bench.until(lambda: bench.chat.waiting_failures("answer") == 0)
    await bench.kill()
    newer = Fernet.generate_key().decode()
    await _rotated(bench, newer, KEY)
    await bench.start()
    await bench.pass_time(600)
    assert bench.chat.finals == []
    assert [job.state for job in await bench.jobs()] == [JobState.ANSWERED]
    await bench.kill()
    await _rotated(bench, KEY, newer)
    await bench.start()
    await bench.rest()
    assert len(bench.chat.finals) == 1
    assert (await bench.job(1)).state is JobState.DONE


async def _rotated(bench: Bench, *keys: str) -> None:
    store = await Store.open(parse_url("", bench.folder), Vault(keys))
    await store.rotate()
    await store.close()
