"""Which words of an agent event are new: pieces come first, then one event repeats the whole."""

from __future__ import annotations


def join_surrogates(text: str) -> str:
    """`text` with characters mended that a backend cut into halves; a lone half becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class PartialMerger:
    """The pieces of answers that still wait for their whole.

    Pieces and their whole share an event id on new servers; on older ones every event has its own
    id, so the whole is also known by its words. Two answers with the same words are two.
    """

    def __init__(self) -> None:
        self._pending: list[tuple[str, str]] = []
        self._last_whole = ("", "")
        self._spoken = False

    def add(self, key: str, text: str) -> tuple[str, bool]:
        """A piece of the event `key`: its words, and whether a new answer begins with it."""
        apart = self._spoken and self._begins(key)
        self._pending.append((key, text))
        self._spoken = True
        return text, apart

    def whole(self, key: str, text: str) -> tuple[str, bool]:
        """A whole answer: what its pieces did not bring yet, and whether it is a new answer."""
        shown = self._shown_of(key, text)
        if shown is None and key and self._last_whole == (key, text):
            return "", False
        self._last_whole = (key, text)
        if shown is not None:
            # Words that differ from their pieces cannot be taken back, and are not said twice.
            return (text[len(shown) :] if text.startswith(shown) else ""), False
        apart, self._spoken = self._spoken, True
        self._pending = []
        return text, apart

    def _begins(self, key: str) -> bool:
        if not self._pending:
            return True
        last = self._pending[-1][0]
        # One id over several pieces says that ids name answers here; a new one is a new answer.
        return last != key and len(self._pending) > 1 and self._pending[-2][0] == last

    def _shown_of(self, key: str, text: str) -> str | None:
        """The words already shown of this whole, taken off the list; None for a new answer."""
        own = [words for piece, words in self._pending if key and piece == key]
        if own and (text.startswith(own[0]) or text.endswith(own[-1])):
            self._pending = [pair for pair in self._pending if pair[0] != key]
            return join_surrogates("".join(own))
        shown = join_surrogates("".join(words for _, words in self._pending))
        if shown and (text.startswith(shown) or text.split() == shown.split()):
            self._pending = []
            return shown
        return None
