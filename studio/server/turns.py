"""One prompt from its arrival to its committed outcome, apart from whoever listens to it.

The work runs in a task of its own: a listener that goes away stops nothing, as with the cloud.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import structlog

from studio.agent.context import Agent, Answer, Project
from studio.clock import Clock
from studio.draft import Draft, to_wire
from studio.server.config import StudioConfig
from studio.server.dialects import (
    Asked,
    Event,
    FullText,
    Heartbeat,
    PartialText,
    ToolCall,
    ToolResult,
)
from studio.server.envelope import too_many
from studio.server.language_model import LanguageModel
from studio.server.library import Library
from studio.server.media_worker import MediaWorker
from studio.server.sessions import Session, Sessions

log = structlog.get_logger(__name__)
MAX_PIECES = 60
# Room for every piece, tool and heartbeat of a turn; a listener slower than that loses events.
QUEUE = 2_000


class Turn:
    """A running prompt; `events` ends with None, `done` is set by the commit or the failure."""

    def __init__(self) -> None:
        self.aborted = False
        self.events: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE)
        self.done = asyncio.Event()

    def abort(self) -> None:
        """End without a commit and without a charge, unless the commit was there first."""
        self.aborted = True

    def put(self, event: Event | None) -> None:
        """Hand an event to the listener; when nobody has read 2,000 of them, it is dropped."""
        if not self.events.full() or event is None:
            if self.events.full():
                self.events.get_nowait()
            self.events.put_nowait(event)


@dataclass(slots=True)
class _SessionLock:
    """A session's lock, and how many hold or await it; kept while somebody uses or awaits it."""

    user_id: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Turns:
    """Runs prompts, one at a time in each session."""

    def __init__(
        self,
        sessions: Sessions,
        library: Library,
        config: StudioConfig,
        clock: Clock,
        worker: MediaWorker,
        agent: Agent,
    ) -> None:
        self._sessions = sessions
        self._library = library
        self._config = config
        self._clock = clock
        self._worker = worker
        self._agent = agent
        self._model = LanguageModel(config.model) if config.model is not None else None
        self._locks: dict[str, _SessionLock] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: Counter[str] = Counter()

    async def start(self, session: Session, text: str) -> Turn:
        """Plan the prompt, reserve its cost and set the work going.

        Waits for the session's earlier prompt. Raises 2001 without having done anything, 429
        when too many turns are open or wait, of this person or of everybody.
        """
        config = self._config
        mine, all_of_them = self._open[session.user_id], self._open.total()
        if mine >= config.max_user_turns or all_of_them >= config.max_open_turns:
            raise too_many("too many prompts at once", retry_after=30)
        held = self._locks.setdefault(session.id, _SessionLock(session.user_id))
        held.users += 1
        self._open[session.user_id] += 1
        try:
            await held.lock.acquire()
        except BaseException:
            self._left(session.id, held)
            raise
        try:
            session = await self._sessions.get(session.id, session.user_id)
            answer = await self._answer(session, text)
            cost = self._cost(answer)
            prompt = await self._sessions.begin(session, text, cost)
        except BaseException:
            held.lock.release()
            self._left(session.id, held)
            raise
        turn = Turn()
        task = asyncio.create_task(self._run(turn, session, prompt, cost, answer))
        self._tasks.add(task)
        task.add_done_callback(lambda ended: self._ended(ended, session.id, held))
        return turn

    async def close(self) -> None:
        """Let running prompts go; what they had reserved is given back at the next start."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._model is not None:
            await self._model.close()

    def _ended(self, task: asyncio.Task[None], session_id: str, held: _SessionLock) -> None:
        self._tasks.discard(task)
        held.lock.release()
        self._left(session_id, held)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("turn broke", session=session_id, exc_info=error)

    def _left(self, session_id: str, held: _SessionLock) -> None:
        held.users -= 1
        self._open[held.user_id] -= 1
        if not self._open[held.user_id]:
            del self._open[held.user_id]
        if held.users == 0:
            del self._locks[session_id]

    async def _answer(self, session: Session, text: str) -> Answer:
        history = await self._sessions.history(session)
        stored = await self._library.of(session.id)
        project = Project(
            media=tuple(item.media() for item in stored),
            draft=history[-1] if history else Draft(),
            language=session.language,
            memory=session.asked,
            history=history,
            missing_glyphs=self._worker.missing_glyphs,
            speaks=self._worker.speaks(),
        )
        say_gui = self._config.say_gui
        # In a thread: the first prompt of all waits for what was learned to be read from the disk.
        answer = await asyncio.to_thread(self._agent, text, project, say_gui=say_gui)
        if self._model is None or not answer.unread:
            return answer
        return await self._model.answer(text, project, say_gui=say_gui) or answer

    def _cost(self, answer: Answer) -> int:
        if answer.work == "free":
            return 0
        costs = self._config.costs
        return costs.generate if answer.work == "generate" else costs.edit

    async def _run(
        self, turn: Turn, session: Session, prompt: int, cost: int, answer: Answer
    ) -> None:
        finished = False
        try:
            for tool in answer.tools:
                turn.put(ToolCall(tool.name, tool.args))
                await self._work(turn)
                turn.put(ToolResult(tool.name, _result(answer)))
            if turn.aborted:
                return
            await self._sessions.finish(session, prompt, cost, answer)
            finished = True
            turn.done.set()
            if not answer.kinds & self._config.silent_edits:
                await self._tell(turn, answer)
        finally:
            if not finished:
                await asyncio.shield(self._sessions.fail(session, prompt, cost))
                turn.done.set()
            turn.put(None)

    async def _work(self, turn: Turn) -> None:
        """Take the time a step takes, with a heartbeat every so often."""
        left = self._config.pace.tool_s
        while left > 0:
            step = min(left, self._config.pace.heartbeat_s)
            await self._clock.sleep(step)
            left -= step
            if left > 0:
                turn.put(Heartbeat())

    async def _tell(self, turn: Turn, answer: Answer) -> None:
        if answer.question is None or not self._config.ask:
            await self._speak(turn, answer.full_text)
            return
        if answer.text:
            await self._speak(turn, answer.text)
        turn.put(Asked(answer.question.to_wire()))

    async def _speak(self, turn: Turn, text: str) -> None:
        for piece in pieces(text):
            if self._config.pace.piece_s:
                await self._clock.sleep(self._config.pace.piece_s)
            turn.put(PartialText(piece))
        turn.put(FullText(text))


def pieces(text: str) -> list[str]:
    """The text in at most 60 pieces, cut between words; joined they are the text again."""
    words = re.findall(r"\S{1,12}\s*|\s+", text)
    size = max(1, -(-len(words) // MAX_PIECES))
    return ["".join(words[i : i + size]) for i in range(0, len(words), size)]


def _result(answer: Answer) -> dict[str, Any]:
    if answer.draft is None:
        return {"status": "ok"}
    return {"status": "ok", "duration": to_wire(answer.draft)["d"]}
