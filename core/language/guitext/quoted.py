"""Blockquotes: a script, a caption, a line of dialogue; or a tip about the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.language.guitext.actions import DECISIVE
from core.language.guitext.reader import Reader
from core.language.guitext.reduce import Reduced, reduce_line

_QUOTE = re.compile(r"\s*>")
_TIP = re.compile(
    r"\s*(?:>\s*)+[^\w>]*(?:[💡ℹ👉📌]|(?:quick |pro |handy )?tips?\b|notes?\b|hint\b|info\b"
    r"|heads up\b|reminder\b|next steps?\b|how to\b|to (?:export|download|save|preview)\b"
    r"|提示|注意|小贴士|小提示|温馨提示|小技巧|下一步|操作)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class QuotedBlock:
    """Reads the lines of a reply's blockquotes, one block after another."""

    inside: bool = False
    _words: bool = False
    _tip: bool = False

    def take(self, text: str, said: str, reader: Reader) -> Reduced | None:
        """The reduced line of a blockquote; None for any other line.

        `said` is the paragraph before the block: when it speaks of a caption or script, the block
        is that. Otherwise a quoted instruction goes only when it names what the editor has.
        """
        if not _QUOTE.match(text):
            self.inside = False
            return None
        if not self.inside:
            self.inside = True
            self._tip = _TIP.match(text) is not None
            self._words = reader.names_words(said) and not self._tip
        if self._words:
            return Reduced(text)
        reduced = reduce_line(text, reader)
        if self._tip or reader.names_app(text):
            return reduced
        decisive = any(action in DECISIVE for action in reduced.actions)
        return reduced if decisive and reader.names_screen(text) else Reduced(text)
