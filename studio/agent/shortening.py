"""How long a text on screen may be, and how a longer one is cut."""

from __future__ import annotations

MAX_TEXT = 200


def fitted(text: str, most: int = MAX_TEXT) -> str:
    """A text of at most so many characters, cut at a word and marked when it was longer."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rpartition(" ")[0] if not text[most - 1].isspace() else head
    return (cut if len(cut) > most // 2 else head).rstrip(" ,;:-") + "…"
