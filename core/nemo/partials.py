"""Which words of an agent event are new: partial events come first, then a complete one."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


def join_surrogates(text: str) -> str:
    """`text` with characters mended that a backend cut into halves; a lone half becomes U+FFFD."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class PartialMerger:
    """The text of partial events whose complete event has not come yet.

    On new servers the partial events and the complete one share an id. On older ones every event
    has its own id, so the complete event is also recognised by its text. Two complete events with
    the same text are two answers.
    """

    def __init__(self) -> None:
        # Of each piece that is pending its id and its words.
        self._keys: list[str] = []
        self._words: list[str] = []
        self._last_complete = ("", "")
        self._spoken = False

    def add(self, key: str, text: str) -> tuple[str, bool]:
        """A partial event: its text, and whether a new answer begins with it."""
        apart = self._spoken and self._begins(key)
        self._keys.append(key)
        self._words.append(text)
        self._spoken = True
        return text, apart

    def complete(self, key: str, text: str) -> tuple[str, bool]:
        """A complete event: the text that is still missing, and whether it is a new answer."""
        shown = self._shown_of(key, text)
        if shown is None and key and self._last_complete == (key, text):
            return "", False
        self._last_complete = (key, text)
        if shown is not None:
            # Shown text cannot be taken back: what differs from it is not shown a second time.
            return (text[len(shown) :] if text.startswith(shown) else ""), False
        apart, self._spoken = self._spoken, True
        self._keys, self._words = [], []
        return text, apart

    def _begins(self, key: str) -> bool:
        # An id that several events share names an answer, so another id is another answer.
        last = self._keys[-2:]
        return not last or (last[-1] != key and last == [last[-1]] * 2)

    def _shown_of(self, key: str, text: str) -> str | None:
        """The text already shown of this complete event; None when it is a new answer."""
        pieces = list(zip(self._keys, self._words, strict=True))
        own = [words for piece, words in pieces if key and piece == key]
        if own and (text.startswith(own[0]) or text.endswith(own[-1])):
            self._words = [words for piece, words in pieces if piece != key]
            self._keys = [piece for piece in self._keys if piece != key]
            return join_surrogates("".join(own))
        shown = join_surrogates("".join(self._words))
        if shown and (text.startswith(shown) or text.split() == shown.split()):
            self._keys, self._words = [], []
            return shown
        return None
