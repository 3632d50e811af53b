"""The state before a prompt, once nothing moves it any more."""

from __future__ import annotations

from collections.abc import Sequence

from core.accounts import Access
from core.language import timeline
from core.nemo.models import State
from core.store.records import Ending, Job, Project
from core.work.answers.progress import ProgressMessage
from core.work.context import WorkContext

QUIET_READS = 6


async def quiet_state(
    context: WorkContext,
    project: Project,
    access: Access,
    earlier: Sequence[Job],
    progress: ProgressMessage,
) -> State:
    """What is in the session, read until it rests if a cancelled prompt may still run.

    `access` is the one that its session is used with, `earlier` are the turns before this one,
    the newest first.
    """
    state = await context.projects.state(project, access)
    if not may_run_still(context, earlier):
        return state
    progress.stage("progress-quiet")
    for _ in range(QUIET_READS):
        await context.clock.sleep(context.waits.quiet)
        again = await context.projects.state(project, access)
        if timeline.digest(again.draft) == timeline.digest(state.draft):
            return again
        state = again
    return state


def may_run_still(context: WorkContext, earlier: Sequence[Job]) -> bool:
    """Whether the backend may be at work on a prompt that nobody waits for any more."""
    last = earlier[0] if earlier else None
    if last is None or last.sent is None or last.result is None:
        return False
    age = abs((context.clock.now() - last.sent).total_seconds())
    left = last.result.ending in (Ending.CANCELLED, Ending.UNKNOWN)
    return left and age < context.waits.turn
