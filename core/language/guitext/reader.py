"""What the translator asks of a language, and which language a line is read in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.language.guitext.model import Action
from core.language.guitext.plain import Plain
from core.language.guitext.split import Span


class Reader(Protocol):
    """Reads the lines, sentences and clauses of one language, as written; all is pure."""

    def __hash__(self) -> int:
        """What was read is remembered by who read it."""

    def worth_reading(self, line: str) -> bool:
        """A cheap look first: whether a line may hold an instruction at all."""

    def view(self, line: str) -> Plain:
        """A line as the language's rules read it."""

    def clauses(self, plain: Plain, sentence: Span) -> list[Span]:
        """The clauses of a sentence without what separates them."""

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of words in a text, as written or plain."""

    def concepts(self, text: str) -> tuple[str, ...]:
        """What the words of a text stand for in any language, in order, as written or plain."""

    def is_content(self, sentence: str) -> bool:
        """Whether a sentence surely is content: a script's line, words or a screen that the video
        shows, an address."""

    def judge(self, texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
        """For each clause of one sentence, whether the rules would drop it."""

    def means(self, clause: str) -> Action | None:
        """The one action that a dropped clause stood for."""

    def meaning(self, said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
        """What dropped clauses that belong together stood for; `before` is the sentence before
        them, `around` that one and their own."""

    def is_step(self, item: str) -> bool:
        """Whether a list item reads as a step among other steps for a screen."""

    def speaks_here(self, item: str) -> bool:
        """Whether a list item offers talk in the chat, or says what the agent itself does."""

    def how_to(self, heading: str) -> bool:
        """Whether a heading announces steps to be done by hand."""

    def lists_keys(self, heading: str) -> bool:
        """Whether a heading announces keyboard shortcuts."""

    def tells_video(self, heading: str) -> bool:
        """Whether a heading announces what the video shows ("Here is the script:")."""

    def tells_words(self, heading: str) -> bool:
        """Whether a heading announces words to be spoken, sung or shown ("Lyrics:")."""

    def stands_alone(self, heading: str) -> bool:
        """Whether a heading says something of its own ("Your video is ready:")."""

    def names_app(self, text: str) -> bool:
        """Whether a line names a place that only the editor has."""

    def names_screen(self, text: str) -> bool:
        """Whether a line names a control or a place that a screen has."""

    def names_words(self, text: str) -> bool:
        """Whether a paragraph speaks of words for the video: a script, a caption, a voice-over."""
