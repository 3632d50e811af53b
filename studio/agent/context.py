"""What the agent knows when a prompt comes, and what it gives back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from studio.agent.question import Question
from studio.draft import Draft, from_wire, to_wire


@dataclass(frozen=True, slots=True)
class Media:
    """An uploaded file, in the order of arrival; `beats` are a song's, in milliseconds."""

    id: str
    kind: Literal["video", "image", "audio"]
    name: str
    ms: int | None = None
    beats: tuple[int, ...] = ()


def _draws_all(text: str) -> str:
    """No missing glyphs: for where nobody asked the machine's fonts."""
    del text
    return ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the agent keeps from one prompt to the next.

    `asked` is the key of its open question, `options` what may be answered (a label, and the
    prompt that it stands for); `prompt` and `items` are the last edit's words and clips; `undone`
    are drafts that were taken back, the latest last; `misses` counts prompts that nobody read;
    `edited` says that the last answer changed the video;
    `offer` is the draft that is asked about, which a yes makes the present one;
    `seen` is how many files were there at the last change, None for a session without one, and
    `told` how many when it was said which of them are not in the video.
    """

    asked: str = ""
    options: tuple[tuple[str, str], ...] = ()
    prompt: str = ""
    items: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    undone: tuple[Draft, ...] = ()
    misses: int = 0
    edited: bool = False
    seen: int | None = None
    told: int = 0
    offer: Draft | None = None

    def pack(self) -> str:
        """As a text to be stored with the session."""
        values = {name: getattr(self, name) for name in self.__slots__}
        values["undone"] = [to_wire(draft) for draft in self.undone]
        values["offer"] = to_wire(self.offer) if self.offer is not None else None
        return json.dumps({k: v for k, v in values.items() if v or k == "seen"}, ensure_ascii=False)

    @classmethod
    def unpack(cls, text: str) -> Memory:
        """What `pack` made; an older session's bare key is a question; "" is an empty memory."""
        if not text.startswith("{"):
            return cls(asked=text)
        values = json.loads(text)
        return cls(
            asked=values.get("asked", ""),
            options=tuple((a, b) for a, b in values.get("options", ())),
            prompt=values.get("prompt", ""),
            items=tuple(values.get("items", ())),
            topics=tuple(values.get("topics", ())),
            undone=tuple(from_wire(draft) for draft in values.get("undone", ())),
            misses=values.get("misses", 0),
            edited=values.get("edited", False),
            seen=values.get("seen"),
            told=values.get("told", 0),
            offer=from_wire(values["offer"]) if values.get("offer") else None,
        )


@dataclass(frozen=True, slots=True)
class Project:
    """A session as the agent sees it.

    `memory` is what the last answer gave to keep; `history` are the drafts so far, the oldest
    first and the present one last; `speaks` says whether words can be read aloud here.
    """

    media: tuple[Media, ...] = ()
    draft: Draft = field(default_factory=Draft)
    language: str = "en"
    memory: str = ""
    history: tuple[Draft, ...] = ()
    missing_glyphs: Callable[[str], str] = field(default=_draws_all)
    speaks: bool = False

    @property
    def recall(self) -> Memory:
        return Memory.unpack(self.memory)

    @property
    def visuals(self) -> tuple[Media, ...]:
        return tuple(item for item in self.media if item.kind != "audio")

    @property
    def fresh(self) -> tuple[Media, ...]:
        """The files that came since the last change of the video."""
        seen = self.recall.seen
        if seen is None:
            seen = 0 if self.draft.empty else len(self.media)
        return self.media[seen:]

    @property
    def untold(self) -> tuple[Media, ...]:
        """Those of the fresh files of which nobody was told yet that they are not in the video."""
        return self.fresh[max(0, self.recall.told - len(self.media) + len(self.fresh)) :]


@dataclass(frozen=True, slots=True)
class Tool:
    """One step that the agent shows in its stream."""

    name: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one prompt.

    `draft` is the new draft, None when nothing changed; `undo` drops so many of the newest
    versions instead. `memory` is to be given back with the next prompt.
    `work` decides the price: a refusal, a question or small talk is `free`. `kinds` names the
    operations done. `text` says everything but the `question`; `full_text` says that too.
    `unread` says that something of the prompt was not understood.
    """

    text: str
    question: Question | None = None
    draft: Draft | None = None
    undo: int = 0
    work: Literal["generate", "edit", "free"] = "free"
    kinds: frozenset[str] = frozenset()
    tools: tuple[Tool, ...] = ()
    memory: str = ""
    unread: bool = False

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
