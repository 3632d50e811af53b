"""The agent's questions on both databases: kept whole, changed by one at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.store.records import Asked, AskedItem, Job, JobState, QuestionState, StoredQuestion
from core.store.store import Store
from core.work.dispatch.local import LocalDispatch
from tests.scale.bench import Bench

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ASKED = Asked(
    "Before I start",
    (AskedItem("Which shape?", ("9:16", "16:9")), AskedItem("Which moods?", ("a", "b"), True)),
    quality="720p",
)


@pytest.fixture
def bench(store: Store) -> Bench:
    """Ready rows on either database."""
    return Bench(store, LocalDispatch(store))


async def ask(store: Store, bench: Bench, name: str = "a") -> Job:
    """A turn that ended with a question."""
    new = await bench.new(name)
    async with store.begin() as tx:
        job = await tx.jobs.add(new, parent=None, now=NOW)
        assert job is not None
        await tx.questions.add(job, ASKED)
    return job


async def found(store: Store, job: Job) -> StoredQuestion:
    """The question as it stands."""
    async with store.begin() as tx:
        question = await tx.questions.get(job.id)
    assert question is not None
    return question


async def test_a_question_is_kept_whole(store: Store, bench: Bench) -> None:
    """What was asked comes back, with the answers so far."""
    job = await ask(store, bench)
    question = await found(store, job)
    assert question == StoredQuestion(job.id, job.user, job.project, job.language, ASKED)
    after = replace(question, answers=(("9:16",),), toggles=(1,), typing=True)
    async with store.begin() as tx:
        assert await tx.questions.step(question, after)
        assert await tx.questions.open(job.project) == replace(after, version=1)


async def test_one_of_many_closes_it(store: Store, bench: Bench) -> None:
    """Of those who answer at the same time one does."""
    job = await ask(store, bench)
    question = await found(store, job)

    async def close(word: str) -> bool:
        done = replace(question, answers=((word,), ()), state=QuestionState.ANSWERED)
        async with store.begin() as tx:
            return await tx.questions.step(question, done)

    assert sorted(await asyncio.gather(*map(close, "wxyz"))) == [False, False, False, True]
    async with store.begin() as tx:
        assert await tx.questions.open(job.project) is None
        assert await tx.questions.lapse(job.project) == []


async def test_it_lapses_with_its_conversation(store: Store, bench: Bench) -> None:
    """All questions of a conversation lapse together, those of others stay."""
    here, there = await ask(store, bench, "a"), await ask(store, bench, "b")
    async with store.begin() as tx:
        assert await tx.questions.lapse_all(here.lane) == [here.id]
    question = await found(store, here)
    assert question.state is QuestionState.LAPSED
    async with store.begin() as tx:
        assert not await tx.questions.step(replace(question, version=0), question)
        assert not await tx.questions.step(question, question)
    assert (await found(store, there)).state is QuestionState.OPEN


async def test_it_goes_with_its_job(store: Store, bench: Bench) -> None:
    """What is forgotten takes its question along."""
    job = await ask(store, bench)
    async with store.begin() as tx:
        await tx.jobs.step(job.id, (JobState.NEW,), JobState.DONE, now=NOW)
        assert await tx.jobs.forget(NOW + timedelta(days=1)) == 1
        assert await tx.questions.get(job.id) is None
