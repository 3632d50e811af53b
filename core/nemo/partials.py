"""Which words of an agent event are new: partial events come first, then a complete one."""

from __future__ import annotations


def join_surrogates(text: str) -> str:
    """`text` with characters mended that a backend cut into halves; a lone half becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class PartialMerger:
    """The text of partial events whose complete event has not come yet.

    On new servers the partial events and the complete one share an id. On older ones every event
    has its own id, so the complete event is also recognised by its text. Two complete events with
    the same text are two answers.
    """

    def __init__(self) -> None:
        self._pending: list[tuple[str, str]] = []
        self._last_complete = ("", "")
        self._spoken = False

    def add(self, key: str, text: str) -> tuple[str, bool]:
        """A partial event: its text, and whether a new answer begins with it."""
        apart = self._spoken and self._begins(key)
        self._pending.append((key, text))
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
        self._pending = []
        return text, apart

    def _begins(self, key: str) -> bool:
        if not self._pending:
            return True
        last = self._pending[-1][0]
        # An id that several events share names an answer, so another id is another answer.
        return last != key and len(self._pending) > 1 and self._pending[-2][0] == last

    def _shown_of(self, key: str, text: str) -> str | None:
        """The text already shown of this complete event; None when it is a new answer."""
        own = [words for piece, words in self._pending if key and piece == key]
        if own and (text.startswith(own[0]) or text.endswith(own[-1])):
            self._pending = [pair for pair in self._pending if pair[0] != key]
            return join_surrogates("".join(own))
        shown = join_surrogates("".join(words for _, words in self._pending))
        if shown and (text.startswith(shown) or text.split() == shown.split()):
            self._pending = []
            return shown
        return None
