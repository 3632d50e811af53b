"""Cancelling: in every state it stops what can be stopped, and leaves nothing standing."""

from __future__ import annotations

import pytest

from core.config import Waits
from core.store.records import JobKind, JobState
from studio.server import Pace
from tests.core.bench import PROMO, TITLE, Bench, adjusted, studio_of
from tests.core.recording import PLATFORM
from tests.faults import Heartbeats, RenderStuck, Reset


async def test_nothing_to_cancel(bench: Bench) -> None:
    """Without work, cancel says that there is none."""
    await bench.open()
    await bench.command("cancel")
    await bench.rest()
    assert bench.says(bench.last.text, "cancel-nothing")


async def test_a_sent_prompt(bench: Bench) -> None:
    """A prompt that was sent is no longer waited for; its progress message goes."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.until(lambda: bench.chat.progress)
    await bench.press(bench.chat.progress[0], "Cancel")
    await bench.rest()
    assert bench.says(bench.last.text, "cancel-running")
    assert bench.chat.progress == []
    assert (await bench.job(1)).state is JobState.CANCELLED


async def test_what_is_wanted_instead(bench: Bench) -> None:
    """What runs is stopped, and the agent gets what the same message asks for."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say("stop, make it square instead")
    await bench.rest()
    assert any(bench.says(post.text, "cancel-running") for post in bench.chat.finals)
    assert (await bench.job(1)).state is JobState.CANCELLED
    assert (await bench.job(2)).state is JobState.DONE
    assert (await bench.sent())[-1] == "stop, make it square instead"


async def test_a_new_project_after_a_stop(bench: Bench) -> None:
    """What runs is stopped before the new project begins; with nothing to stop it just begins."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say("stop that and start a new project")
    await bench.rest()
    assert any(bench.says(post.text, "cancel-running") for post in bench.chat.finals)
    assert bench.says(bench.last.text, "project-new")
    assert (await bench.job(1)).state is JobState.CANCELLED
    before = len(bench.chat.finals)
    await bench.say("stop that and start a new project")
    await bench.rest()
    assert bench.says(bench.last.text, "project-new")
    assert len(bench.chat.finals) == before + 1


async def test_a_question_after_a_stop(bench: Bench) -> None:
    """Both are heard: what runs is stopped, and the question answered."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say("stop that and tell me my balance")
    await bench.rest()
    assert (await bench.job(1)).state is JobState.CANCELLED
    assert any(bench.says(post.text, "cancel-running") for post in bench.chat.finals)
    assert bench.says(bench.chat.whispers[-1].message.text, "credits-costs")


async def test_an_upload(bench: Bench) -> None:
    """During the upload nothing was asked of the agent, and nothing is."""
    await bench.open()
    slow = bench.chat.hold("open")
    await bench.say(PROMO, bench.photos(2))
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.command("cancel")
    await bench.until(lambda: bench.says(bench.last.text, "cancel-upload"), "it is stopped")
    slow.set()
    await bench.rest()
    assert bench.says(bench.last.text, "cancel-upload")
    assert await bench.sent() == []
    assert bench.chat.progress == []


async def test_a_running_export(bench: Bench) -> None:
    """The backend is asked to stop the render, and no video comes."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.once("render", RenderStuck())
    await bench.press(bench.last, "Export")
    await bench.until_state(JobState.POLLING)
    await bench.command("cancel")
    await bench.rest()
    assert bench.says(bench.last.text, "cancel-export")
    assert bench.chat.progress == []
    assert [entry.status for entry in await bench.studio.audit.renders()] == ["cancelled"]


async def test_what_waits(bench: Bench) -> None:
    """Waiting work is cancelled with what runs; none of it is sent."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(TITLE)
    await bench.say("make it 10 seconds")
    await bench.until_job(lambda jobs: len(jobs) == 3, "three jobs")
    await bench.command("cancel")
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert [(await bench.job(n)).state for n in (1, 2, 3)] == [JobState.CANCELLED] * 3
    assert bench.says(bench.last.text, "cancel-running")
    assert bench.says(bench.last.text, "cancel-waiting", count=2)


async def test_an_edit_that_waits_for_an_export(bench: Bench) -> None:
    """Cancelled with the render, it is told of; without one nothing is."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.always("render", RenderStuck())
    export = bench.last
    for edits in ([TITLE], []):
        await bench.press(export, "Export")
        await bench.until_state(JobState.POLLING)
        for edit in edits:
            await bench.say(edit)
        await bench.until_job(lambda jobs, edits=edits: len(jobs) == 1 + len(edits))  # type: ignore[misc]  # bound now
        await bench.command("cancel")
        await bench.rest()
        assert bench.says(bench.last.text, "cancel-export")
        assert bench.says(bench.last.text, "cancel-waiting", count=1) is bool(edits)


async def test_what_waits_for_an_upload(bench: Bench) -> None:
    """What waits behind an upload is told of, too."""
    await bench.open()
    slow = bench.chat.hold("open")
    await bench.say(PROMO, bench.photos(2))
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    await bench.command("cancel")
    await bench.until(lambda: bench.says(bench.last.text, "cancel-upload"), "it is stopped")
    slow.set()
    await bench.rest()
    assert bench.says(bench.last.text, "cancel-upload")
    assert bench.says(bench.last.text, "cancel-waiting", count=1)


async def test_one_waiting_job_by_its_button(bench: Bench) -> None:
    """The Cancel button under "Noted" takes that request out of the line and no other."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=8, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(TITLE)
    await bench.until(lambda: bench.chat.finals)
    noted = bench.last
    assert bench.says(noted.text, "queue-noted", position=2)
    await bench.press(noted, "Cancel")
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert any(bench.says(p.text, "cancel-queued", count=1) for p in bench.chat.finals)


async def test_a_chain(bench: Bench) -> None:
    """Cancelling a prompt cancels the export that was to follow it."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(f"{PROMO}, then export", bench.photos(1))
    await bench.until_state(JobState.SENT)
    assert len(await bench.jobs()) == 2
    await bench.command("cancel")
    await bench.rest()
    assert await bench.submits() == {}
    registry = bench.core.metrics.registry
    for kind in (JobKind.TURN, JobKind.EXPORT):
        facts = {"kind": kind, "platform": PLATFORM, "outcome": "cancelled"}
        assert registry.get_sample_value("reelay_jobs_ended_total", facts) == 1


@pytest.mark.parametrize("pause", [3.0, 12.0])
async def test_the_next_turn_waits_for_quiet(pause: float, bench: Bench) -> None:
    """What a cancelled prompt still changes is not told as the next prompt's doing.

    Two reads alike prove nothing when they are closer together than the steps of the work.
    """
    studio_of(bench, pace=Pace(tool_s=pause))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say(TITLE)
    await bench.until_state(JobState.SENT)
    await bench.command("cancel")
    await bench.say("make it 12 seconds")
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE, "make it 12 seconds"]
    before = (await bench.job(3)).before
    assert before is not None
    assert "Summer Sale" in repr(before.draft)


async def waited(bench: Bench) -> float:
    """The seconds from the second job's beginning to its prompt."""
    job = await bench.job(2)
    assert job.sent is not None
    return (job.sent - job.created).total_seconds()


async def test_a_prompt_left_long_ago_is_not_waited_for(bench: Bench) -> None:
    """What was cancelled longer ago than any turn takes has come to its rest."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.command("cancel")
    await bench.pass_time(1_000)
    await bench.say(TITLE)
    await bench.rest()
    assert await waited(bench) < 10


async def test_a_prompt_told_as_unknown_may_still_change_things(bench: Bench) -> None:
    """We stopped looking, the backend may not have stopped: the next turn waits for quiet too."""
    adjusted(bench, waits=Waits(recovery=(3.0,)))
    await bench.open()
    bench.faults.once("run_sse", Reset("request"))
    await bench.say(PROMO, bench.photos(1))
    await bench.until(lambda: bench.says(bench.last.text, "recovery-unknown"))
    await bench.pass_time(2)
    await bench.say(TITLE)
    await bench.rest()
    assert await waited(bench) >= 15


async def test_twice(bench: Bench) -> None:
    """A second cancel of the same job finds nothing to do."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.until(lambda: bench.chat.progress)
    running = bench.chat.progress[0]
    await bench.press(running, "Cancel")
    await bench.press_data(running, "c:1")
    await bench.rest()
    told = [post.text for post in bench.chat.finals]
    assert sum(bench.says(text, "cancel-running") for text in told) == 1
