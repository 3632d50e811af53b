"""Lines, lists and headings: what is stable of a reply that is still coming in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.language.guitext.actions import DECISIVE, settle
from core.language.guitext.blocks import Heading, Line, body
from core.language.guitext.model import Action, Translation
from core.language.guitext.pick import Picker
from core.language.guitext.quoted import QuotedBlock
from core.language.guitext.reduce import Reduced, reduce_line

_ITEM = re.compile(
    r"\s*(?:(?P<bullet>[-*•·▪◦‣►➤])\s+|(?P<number>\d{1,3})[.)、．](?!\d)|[①-⑳]"
    r"|\(\d{1,2}\)|（\d{1,2}）|[\s*_]*(?:step\s*\d+|第[一二三四五六七八九十\d]+步|步骤\s*\d+)\b)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_ROW = re.compile(r"\s*\|.*\|\s*")
_KEYS_HEADER = re.compile(
    r"\s*\|\W*(?:keys?|(?:keyboard )?shortcuts?|hot ?keys?|快捷键|按键|热键)\W*\|", re.I
)
_BLANK_LINE = 2
_SHORTEST_HEADING = 3
_TITLE = re.compile(r"\s*(?:#{1,6}\s+\S.*|\*\*[^*]+\*\*[:：]?|__[^_]+__[:：]?)\s*")
_TITLE_TOPIC = re.compile(
    r"\b(?:next steps?|export\w*|download\w*|saving|preview\w*|upload\w*|credits?|billing|account"
    r"|adjust\w*|shortcuts?|tips?|editing|how to \w+|what now|what's next|continue)\b"
    r"|接下来|如何|怎么|下一步|导出|下载|保存|预览|上传|积分|账单|快捷键|提示|步骤",
    re.IGNORECASE,
)
_COLON = re.compile(r"[:：][\s*_👇⬇️]*$")
_LONGEST_PIECE = 1000
"""Characters of a line that are read at once; work within a piece may grow with its square."""
_PIECE_END = re.compile(r"[.!?…]+ |[。！？।]")
_MOST_READ = 12_000
"""Bytes of a reply that are read for instructions, of those lines that may hold one: nobody writes
that much about a screen (4,000 characters of Chinese, 12,000 of English); the rest stays."""
_STEP_SHARE = 0.6
"""Share of steps and instructions from which a list under a how-to heading goes as a whole."""


@dataclass(slots=True)
class StreamTranslator:
    """Translates a reply while it streams; what `feed` has returned never changes.

    Text becomes stable by whole lines; a list is held until it has ended, a heading until it is
    known whether anything below it stays (docs/decisions.md#the-translator-decides-the-flow-acts).
    """

    language: str = ""
    _picker: Picker = field(init=False)
    _pending: str = ""
    _continued: bool = False
    _left: int = _MOST_READ
    _gap: list[str] = field(default_factory=list)
    _items: list[Line] = field(default_factory=list)
    _heading: Heading | None = None
    _actions: list[Action] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _lost_gap: str = ""
    _said: str = ""
    _quoted: QuotedBlock = field(default_factory=QuotedBlock)
    _started: bool = False
    _dropped_first: bool = False
    _dropped_last: bool = False
    _in_fence: bool = False
    _in_script: bool = False
    _in_words: bool = False
    _in_key_table: bool = False

    def __post_init__(self) -> None:
        self._picker = Picker(self.language)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions known so far, distinct, in order; `edit` only while nothing else is."""
        found = tuple(dict.fromkeys(self._actions))
        others = tuple(action for action in found if action is not Action.EDIT)
        return others or found

    def feed(self, chunk: str) -> str:
        """Take the next piece, of any size; give the text that is now stable, possibly empty."""
        return "".join(self.steps(chunk))

    def steps(self, chunk: str) -> Iterator[str]:
        """Take the next piece as `feed` does, a bounded step of work at a time."""
        for n, piece in enumerate(chunk.split("\n")):
            if n:
                self._line(self._pending, self._continued)
                self._gap.append("\n")
                self._pending, self._continued = "", False
                yield self._take()
            pending, at = self._pending + piece, 0
            while len(pending) - at > _LONGEST_PIECE:
                end = _end_of_piece(pending, at)
                self._line(pending[at:end], self._continued)
                self._continued, at = True, end
                yield self._take()
            self._pending = pending[at:]

    def finish(self) -> Translation:
        """Take the rest as final; its text comes after everything that `feed` returned."""
        self._left = max(self._left, 1)  # the last line is read however much came before it
        self._line(self._pending, self._continued)
        self._pending = ""
        self._end_list()
        self._end_heading()
        if not self._dropped_last:
            self._out.extend(self._gap)
        self._gap = []
        return Translation(self._take(), self.actions)

    def _take(self) -> str:
        stable = "".join(self._out)
        self._out.clear()
        return stable

    # --- lines ----------------------------------------------------------------------------------

    def _line(self, text: str, continued: bool) -> None:
        if not text.strip():
            self._gap.append(text)
            return
        reader = self._picker.pick(text) if self._left > 0 else self._picker.last
        if self._left > 0 and reader.worth_reading(text):
            self._left -= len(text.encode())
        line = Line("".join(self._gap), text, reader, self._left <= 0, continued)
        self._gap = []
        if continued:
            self._go_on(line)
        elif self._in_fence or _FENCE.match(text):
            self._end_list()
            self._verbatim(line)
            self._in_fence = self._in_fence != bool(_FENCE.match(text))
        elif _ROW.fullmatch(text):
            self._end_list()
            self._table_row(line)
        elif self._continues_list(line):
            self._add_item(line)
        else:
            self._end_list()
            self._paragraph(line)

    def _go_on(self, line: Line) -> None:
        """The next piece of a very long line is what its first piece was."""
        if self._items:
            self._add_item(line)
        elif self._in_fence or self._quoted.inside:
            self._verbatim(line)
        else:
            self._paragraph(line)

    def _add_item(self, line: Line) -> None:
        self._items.append(line)
        # Read now and kept: a long list costs nothing at its end.
        _ = line.reduced

    def _continues_list(self, line: Line) -> bool:
        item = _ITEM.match(line.text)
        if not self._items:
            return item is not None
        indented = line.text[:2].isspace()
        if not item:
            return indented
        first = _ITEM.match(self._items[0].text)
        if (
            not indented
            and first
            and (bool(first["bullet"]) != bool(item["bullet"]) or item["number"] == "1")
        ):
            self._end_list()
        return True

    def _table_row(self, line: Line) -> None:
        """A row describes the video, as a storyboard does, unless it names the editor's places."""
        reduced = line.reduced
        self._in_key_table = bool(_KEYS_HEADER.match(line.text)) or (
            self._in_key_table and line.gap.count("\n") < _BLANK_LINE
        )
        if self._in_key_table or (reduced.dropped and line.reader.names_app(line.text)):
            self._actions.extend(reduced.actions)
            self._drop(line)
        else:
            self._verbatim(line)

    def _verbatim(self, line: Line) -> None:
        self._keep_heading()
        self._keep(line, line.text)

    def _paragraph(self, line: Line) -> None:
        if self._is_shown(line):
            shown = _as_shown(line, line.reduced, self._in_words)
            self._block([line], [shown], empty=False)
            return
        quoted = self._quoted.take(line.text, self._said, line.reader)
        if quoted:
            self._block([line], [quoted], quoted.empty)
            return
        reduced = line.reduced
        self._said = reduced.text or self._said
        is_title = bool(_TITLE.fullmatch(line.text)) and bool(_TITLE_TOPIC.search(line.text))
        if is_title or _COLON.search(line.text):
            self._end_heading()
            self._heading = Heading(line, reduced, is_title)
            return
        self._block([line], [reduced], reduced.empty)

    def _is_shown(self, line: Line) -> bool:
        """Whether a line is one of a script's or song's, announced by the paragraph before it."""
        heading = self._heading
        if heading and len(heading.reduced.text) >= _SHORTEST_HEADING and heading.tells():
            self._in_script = heading.announces()
            self._in_words = heading.tells_words()
        elif line.gap.count("\n") > 1:
            self._in_script = False
        return self._in_script

    # --- lists ----------------------------------------------------------------------------------

    def _end_list(self) -> None:
        if not self._items:
            return
        items, self._items = self._items, []
        reduced = [item.reduced for item in items]
        if self._heading and self._heading.announces():
            words = self._heading.tells_words()
            reduced = [_as_shown(*both, words) for both in zip(items, reduced, strict=True)]
        if self._is_how_to(items, reduced):
            reduced = _without_steps(items, reduced)
        self._block(items, reduced, all(one.empty for one in reduced))

    def _is_how_to(self, items: list[Line], reduced: list[Reduced]) -> bool:
        empty = sum(one.empty for one in reduced)
        if not empty:
            return False
        steps = sum(
            not one.dropped and item.reader.is_step(body(item.text, item.reader))
            for item, one in zip(items, reduced, strict=True)
        )
        heading = self._heading
        if heading and heading.line.reader.lists_keys(heading.line.last_sentence()):
            return True
        if heading and (
            heading.reduced.empty or heading.line.reader.how_to(heading.line.last_sentence())
        ):
            return empty + steps >= _STEP_SHARE * len(items)
        first = _ITEM.match(items[0].text)
        numbered = first is not None and not first["bullet"]
        return numbered and empty + steps == len(items)

    # --- headings and output --------------------------------------------------------------------

    def _block(self, lines: list[Line], reduced: list[Reduced], empty: bool) -> None:
        """A paragraph or a list, reduced; its heading goes when nothing of it stays."""
        if empty and self._heading:
            self._heading.lost = True
            if not self._heading.is_title:
                self._end_heading()
        elif not empty:
            self._meet(lines[0])
        for line, one in zip(lines, reduced, strict=True):
            self._actions.extend(one.actions)
            if one.empty:
                self._drop(line)
            else:
                self._keep(line, one.text)

    def _meet(self, line: Line) -> None:
        """What stays below a heading keeps it, unless it is a new paragraph after a lost one."""
        if self._heading and self._heading.lost and line.gap.count("\n") > 1:
            self._end_heading()
        else:
            self._keep_heading()

    def _end_heading(self) -> None:
        heading = self._heading
        if heading is None:
            return
        if not heading.lost or not heading.goes_with_list():
            self._keep_heading()
            return
        self._heading = None
        self._actions.extend(heading.reduced.actions)
        rest = heading.line.without_last_sentence() if not heading.is_title else ""
        reduced = reduce_line(rest, heading.line.reader) if rest else Reduced("", (), True, True)
        if reduced.empty:
            self._drop(heading.line)
        else:
            self._keep(heading.line, reduced.text)

    def _keep_heading(self) -> None:
        heading, self._heading = self._heading, None
        if heading is None:
            return
        self._actions.extend(heading.reduced.actions)
        if heading.reduced.empty:
            self._drop(heading.line)
        else:
            self._keep(heading.line, heading.reduced.text)

    def _keep(self, line: Line, text: str) -> None:
        gap = _wider(self._lost_gap, line.gap)
        if self._started or not self._dropped_first:
            self._out.append(gap)
        self._out.append(text)
        self._lost_gap = ""
        self._started = True
        self._dropped_last = False

    def _drop(self, line: Line) -> None:
        self._lost_gap = _wider(self._lost_gap, line.gap)
        self._dropped_first = self._dropped_first or not self._started
        self._dropped_last = True


def _wider(gap: str, other: str) -> str:
    """That with more line breaks, of two gaps the first."""
    return other if other.count("\n") > gap.count("\n") else gap


def _without_steps(items: list[Line], reduced: list[Reduced]) -> list[Reduced]:
    """A how-to's items: only talk for the chat stays; the first that goes names all actions."""
    told = [action for one in reduced for action in one.actions]
    # A step that is none by itself ("Export as MP4") names what it is for all the same.
    steps = [item for item, one in zip(items, reduced, strict=True) if not one.dropped]
    meant = [item.reader.means(body(item.text, item.reader)) for item in steps]
    told += [action for action in meant if action in DECISIVE and action is not None]
    found = settle(told, watched=True)
    out: list[Reduced] = []
    for item, one in zip(items, reduced, strict=True):
        if not one.empty and item.reader.speaks_here(body(one.text, item.reader)):
            out.append(Reduced(one.text))
        else:
            out.append(Reduced("", found, True, True))
            found = ()
    return out


def _as_shown(item: Line, reduced: Reduced, words: bool) -> Reduced:
    """An item below "Here are the scenes:" is content, unless it speaks of the editor itself; one
    of the words to be spoken or shown is content whatever it says."""
    if words:
        return Reduced(item.text)
    if item.reader.names_app(item.text) or any(action in DECISIVE for action in reduced.actions):
        return reduced
    return Reduced(item.text)


def _end_of_piece(text: str, begin: int) -> int:
    """Where a piece of a very long line ends: behind a sentence, else a space, else anywhere."""
    end = begin + _LONGEST_PIECE
    stops = [found.end() for found in _PIECE_END.finditer(text, begin + _LONGEST_PIECE // 2, end)]
    if stops:
        return stops[-1]
    space = text.rfind(" ", begin + 1, end)
    return space + 1 if space > 0 else end


def translate(text: str, *, language: str = "") -> Translation:
    """The reply without its instructions for a screen, and what those stood for.

    Content is kept byte for byte; linear in the length of the text; never raises
    (docs/wire-api.md#what-the-agent-says).
    """
    stream = StreamTranslator(language)
    stable = stream.feed(text)
    last = stream.finish()
    return Translation(stable + last.text, last.actions)
