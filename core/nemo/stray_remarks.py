"""Drops the backend's "temporary issue" remark from the end of a text that is still growing."""

from __future__ import annotations

import re

_PHRASES = tuple(
    f"{subject} encountered a temporary {noun}"
    for subject in ("i", "i've", "i’ve", "i have")
    for noun in ("issue", "problem", "error")
)
_LIMIT = 400
# What the remark begins with, as far as it is there.
_FIRST = re.compile(r"[Ii](?=[ '’]|\Z)")
# A sentence begins on a new line or after a mark that ends one (emoji included), not after a
# quote, a colon or a comma: those introduce content, such as a title's words.
_GOES_ON = re.compile(r"[\w\s,;:\"'“”‘’«(\[{/–—-]")


class StrayRemarkFilter:
    """Passes text on as it comes, but keeps back an ending that may be the stray remark.

    "I encountered a temporary issue…" after a normal answer means nothing and is dropped; as the
    whole answer, or followed by another paragraph, it is kept. What was passed on is never taken
    back, and without such an ending every character comes out. Source:
    docs/wire-api.md#the-event-stream.
    """

    def __init__(self) -> None:
        self._held = ""
        self._at_boundary = True
        self._answered = False

    def feed(self, text: str) -> str:
        """What of the text so far can be shown for good."""
        window = self._held + text
        cut = self._cut(window)
        self._held = window[cut:]
        return self._pass(window[:cut])

    def finish(self) -> str:
        """The rest, without the stray remark."""
        held, self._held = self._held, ""
        if self._answered and _is_remark(held):
            return ""
        return self._pass(held)

    def _cut(self, window: str) -> int:
        for match in _FIRST.finditer(window, max(0, len(window) - _LIMIT)):
            start = match.start()
            if _may_become_remark(window[start:]) and self._begins(window[:start]):
                return start
        return len(window)

    def _begins(self, before: str) -> bool:
        """Whether a sentence begins behind this much of what has not been passed on."""
        return _ends_sentence(before) if before.strip() else self._at_boundary or "\n" in before

    def _pass(self, text: str) -> str:
        if text.strip():
            self._answered = True
            self._at_boundary = _ends_sentence(text)
        elif "\n" in text:
            self._at_boundary = True
        return text


def _ends_sentence(text: str) -> bool:
    words = text.rstrip()
    return "\n" in text[len(words) :] or not _GOES_ON.match(words[-1:])


def _may_become_remark(tail: str) -> bool:
    words = tail.casefold()
    return any(phrase.startswith(words) for phrase in _PHRASES) or _is_remark(tail)


def _is_remark(tail: str) -> bool:
    remark = tail.casefold().startswith(_PHRASES)
    return remark and len(tail) <= _LIMIT and "\n\n" not in tail.rstrip()
