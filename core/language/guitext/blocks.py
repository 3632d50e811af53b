"""A line of a reply, and a heading, as long as it is not known what stays of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.language.guitext.reader import Reader
from core.language.guitext.reduce import PREFIX, Reduced, reduce_line
from core.language.guitext.split import sentences


@dataclass(slots=True)
class Line:
    """A line, the line breaks (with blank lines) before it, and who reads its language; nobody
    does where `unread`. A very long line comes in pieces, all but the first `continued`."""

    gap: str
    text: str
    reader: Reader
    unread: bool = False
    continued: bool = False
    _reduced: Reduced | None = field(default=None, init=False)

    @property
    def reduced(self) -> Reduced:
        if (found := self._reduced) is None:
            found = Reduced(self.text) if self.unread else reduce_line(self.text, self.reader)
            self._reduced = found
        return found

    def last_sentence(self) -> str:
        return last_sentence(self.text, self.reader)

    def without_last_sentence(self) -> str:
        plain = self.reader.view(self.text)
        spans = sentences(plain, self.text)
        return self.text[: plain.ends[spans[-2][1] - 1]] if len(spans) > 1 else ""


@dataclass(slots=True)
class Heading:
    line: Line
    reduced: Reduced
    is_title: bool
    lost: bool = False

    def tells(self) -> bool:
        """Whether it announces what the video shows, or words for it."""
        reader, above = self.line.reader, self.reduced.text
        return reader.tells_video(above) or reader.tells_words(above)

    def tells_words(self) -> bool:
        return self.line.reader.tells_words(self.reduced.text)

    def announces(self) -> bool:
        """Whether its last sentence does so."""
        reader, above = self.line.reader, self.reduced.text
        last = last_sentence(above, reader) if above else ""
        return reader.tells_video(last) or reader.tells_words(last)

    def goes_with_list(self) -> bool:
        """Whether it has nothing of its own to say once all below it has gone."""
        reader, last = self.line.reader, self.line.last_sentence()
        return self.is_title or reader.how_to(last) or not reader.stands_alone(last)


def body(text: str, reader: Reader) -> str:
    prefix = PREFIX.match(text)
    return reader.view(text[prefix.end() if prefix else 0 :]).text


def last_sentence(text: str, reader: Reader) -> str:
    plain = reader.view(text)
    spans = sentences(plain, text)
    return plain.text[slice(*spans[-1])] if spans else ""
