"""What the agent knows when a prompt comes, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from studio.agent.question import Question
from studio.draft import Draft


@dataclass(frozen=True, slots=True)
class Media:
    """An uploaded file, in the order of arrival."""

    id: str
    kind: Literal["video", "image", "audio"]
    name: str
    ms: int | None = None


def _draws_all(text: str) -> str:
    """No missing glyphs: for where nobody asked the machine's fonts."""
    del text
    return ""


@dataclass(frozen=True, slots=True)
class Project:
    """A session as the agent sees it.

    `asked` is the question that the agent asked last turn ("" for none); `versions` counts the
    drafts so far, so that undo knows whether there is one to go back to.
    """

    media: tuple[Media, ...] = ()
    draft: Draft = field(default_factory=Draft)
    language: str = "en"
    asked: str = ""
    versions: int = 0
    missing_glyphs: Callable[[str], str] = field(default=_draws_all)

    @property
    def visuals(self) -> tuple[Media, ...]:
        return tuple(item for item in self.media if item.kind != "audio")


@dataclass(frozen=True, slots=True)
class Tool:
    """One step that the agent shows in its stream."""

    name: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one prompt.

    `draft` is the new draft, None when nothing changed; `undo` drops the newest version instead.
    `work` decides the price: a refusal, a question or small talk is `free`. `kinds` names the
    operations done. `text` says everything but the `question`; `full_text` says that too.
    """

    text: str
    question: Question | None = None
    draft: Draft | None = None
    undo: bool = False
    work: Literal["generate", "edit", "free"] = "free"
    kinds: frozenset[str] = frozenset()
    tools: tuple[Tool, ...] = ()
    asked: str = ""

    @property
    def full_text(self) -> str:
        """The whole answer for a client that gets no question event."""
        asked = self.question.as_text() if self.question else ""
        return "\n\n".join(part for part in (self.text, asked) if part)


class Agent(Protocol):
    """Whoever answers prompts; `studio.agent.agent.respond` is the studio's own."""

    def __call__(self, text: str, project: Project, *, say_gui: bool) -> Answer:
        """The outcome of one prompt, without doing anything yet."""
        ...
