"""One turn's stream: from events to progress and text, within limits of silence and of time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.config import Waits
from core.language import guitext
from core.language.guitext import Action
from core.nemo.errors import ConnectionLost, NemoError
from core.nemo.events import AgentError, Heartbeat, TextDelta, ToolCall, TurnEvent
from core.nemo.questions import Question
from core.work.answers.progress import ProgressMessage


@dataclass(frozen=True, slots=True)
class StreamResult:
    """What a stream came to; `error` when it ended badly, `broken` when nobody knows how.

    A broken stream may have text already: the person has seen it, and recovery adds the rest.
    With a `question` the turn has ended, whatever became of the rest of its stream.
    """

    text: str
    actions: tuple[Action, ...]
    question: Question | None = None
    error: AgentError | None = None
    broken: NemoError | None = None


# A tool's kind picks the progress words; the first word found in its name counts.
TOOL_WORDS = (
    ("generate", "progress-tool-generate"),
    ("image", "progress-tool-image"),
    ("music", "progress-tool-music"),
    ("bgm", "progress-tool-music"),
    ("audio", "progress-tool-music"),
    ("subtitle", "progress-tool-captions"),
    ("caption", "progress-tool-captions"),
    ("title", "progress-tool-title"),
    ("text", "progress-tool-title"),
    ("voice", "progress-tool-voice"),
    ("tts", "progress-tool-voice"),
    ("transition", "progress-tool-transition"),
    ("effect", "progress-tool-effect"),
    ("filter", "progress-tool-effect"),
    ("trim", "progress-tool-trim"),
    ("cut", "progress-tool-trim"),
    ("split", "progress-tool-trim"),
    ("search", "progress-tool-search"),
    ("analy", "progress-tool-analyse"),
    ("arrange", "progress-tool-arrange"),
    ("order", "progress-tool-arrange"),
    ("video", "progress-tool-generate"),
)


def tool_words(name: str) -> str:
    """The phrase for what a tool does, by its name."""
    lowered = name.lower()
    return next((key for word, key in TOOL_WORDS if word in lowered), "progress-tool-other")


async def listen(
    events: AsyncIterator[TurnEvent],
    language: str,
    progress: ProgressMessage,
    clock: Clock,
    waits: Waits,
) -> StreamResult:
    """Read a stream to its end, showing what happens; `language` is the session's.

    Heartbeats alone for `waits.silence` seconds, or `waits.turn` seconds in all, count as a
    disconnect (docs/wire-api.md#the-event-stream). Raises the NemoError of a refusal that came
    before the first event; whatever goes wrong later is in `StreamResult`.
    """
    translator = guitext.StreamTranslator(language)
    text: list[str] = []
    error: AgentError | None = None
    broken: NemoError | None = None
    asked: list[Question] = []
    begun = False
    try:
        async with _Limits(clock, waits) as limits:
            async for event in events:
                begun = True
                if not isinstance(event, Heartbeat):
                    limits.alive()
                if isinstance(event, TextDelta):
                    for stable in translator.steps(event.text):
                        if stable:
                            text.append(stable)
                            progress.stream(stable)
                        await asyncio.sleep(0)
                elif isinstance(event, ToolCall):
                    progress.stage(tool_words(event.name))
                elif isinstance(event, Question):
                    asked.append(event)
                elif isinstance(event, AgentError):
                    error = error or event
    except NemoError as problem:
        if not begun:
            raise
        broken = problem
    rest = translator.finish()
    said = "".join([*text, rest.text])
    return StreamResult(said, rest.actions, _together(asked), error, broken)


def _together(asked: Sequence[Question]) -> Question | None:
    """All that was asked in one turn, as one question."""
    if not asked:
        return None
    items = tuple(item for question in asked for item in question.items)
    return Question(next((q.title for q in asked if q.title), ""), items)


class _Limits:
    """Ends a block with ConnectionLost when it is silent for too long, or takes too long in all.

    `asyncio.timeout` would do, were it not for the clock that is passed in.
    """

    def __init__(self, clock: Clock, waits: Waits) -> None:
        self._clock = clock
        self._waits = waits
        self._end = clock.monotonic() + waits.turn
        self._silent = clock.monotonic() + waits.silence
        self._expired = False

    def alive(self) -> None:
        """Something other than a heartbeat came."""
        self._silent = self._clock.monotonic() + self._waits.silence

    async def __aenter__(self) -> _Limits:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("no task to limit")
        self._task = task
        self._watch = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._watch.cancel()
        late: BaseException | None = None
        try:
            await asyncio.gather(self._watch, return_exceptions=True)
        except asyncio.CancelledError as cancelled:
            late = cancelled  # our own, when the block ended in the same moment; or a real one
        cut = late is not None or isinstance(error, asyncio.CancelledError)
        if self._expired and cut and self._task.uncancel() == 0:
            raise ConnectionLost("silent for too long", call="chat") from error
        if late is not None:
            raise late

    async def _run(self) -> None:
        while (left := min(self._end, self._silent) - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)
        self._expired = True
        self._task.cancel()
