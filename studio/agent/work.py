"""What the rules have made of a prompt so far: edits, remarks, a question."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.clause import Clause, use
from studio.agent.context import Memory, Project
from studio.agent.languages import FILLER, Language
from studio.agent.phrases import say, shown
from studio.agent.spans import Span, when
from studio.agent.targets import Targets, Which
from studio.agent.timing import MAX_TOTAL_MS
from studio.agent.tokens import Token
from studio.draft import Draft

# What cameras and chats call a file.
_NO_NAME = re.compile(
    r"(?:|img|dsc|pxl|mvi|vid|photo|video|image|sticker|whatsapp)[\W\d_]*(?:\.\w+)?", re.I
)
_ARTICLE = 3  # letters of the longest


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be told with the answer: a phrase's key and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question by its key; each option is a phrase's key, or words as they are, that would be
    understood as a prompt: alone, or in the place `span` of the prompt that is asked about.
    """

    key: str
    options: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    multiple: bool = False
    span: tuple[int, int] | None = None


def clip_options(draft: Draft, clips: Iterable[int]) -> tuple[str, ...]:
    """How clips are offered to choose from: by a telling name, else by their places."""
    return tuple(_telling(draft, n) or f"option_clip|{n}" for n in clips)


def clip_name(draft: Draft, clip: int, language: Language) -> str:
    """What a clip is called in an order about it alone."""
    return _telling(draft, clip) or say("option_clip", language, value=clip)


def _telling(draft: Draft, clip: int) -> str:
    """The clip's name, if it is its alone and no camera's; "" for others."""
    names = [shown(clip.name) for clip in draft.clips]
    name = names[clip - 1]
    return "" if _NO_NAME.fullmatch(name) or names.count(name) > 1 else name


def too_long(before: Draft, op: o.Op, after: Draft) -> bool:
    """Whether an edit asks for more than a video may last: then none of it is done."""
    wanted = after.total
    if isinstance(op, o.SetDuration | o.Create | o.Alike | o.ItemLength | o.TextCards):
        wanted = max(wanted, op.ms or 0)
    elif isinstance(op, o.ChangeDuration):
        wanted = max(wanted, before.total + op.by)
    elif isinstance(op, o.ScaleDuration):
        wanted = max(wanted, round(before.total * op.factor))
    return wanted > MAX_TOTAL_MS and wanted > before.total


def _same_way(one: o.Speed, other: o.Speed) -> bool:
    """Whether both make the same stretch faster, or slower, and not by the same."""
    stretch = (one.items, one.start, one.end) == (other.items, other.start, other.end)
    return stretch and (one.factor > 1) == (other.factor > 1) and one != other


def _vaguely(op: o.Op, last: o.Op | None, begun: Draft) -> bool:
    """Whether it says once more, without a figure, that something shall be shorter, or longer."""
    if not isinstance(op, o.ScaleDuration) or begun.empty:
        return False
    if isinstance(last, o.SetDuration):
        return (op.factor < 1) == ((last.ms or 0) <= begun.total)
    if not isinstance(last, o.ItemLength) or not last.items or last.factor is None:
        return False
    return (op.factor < 1) == (last.factor < 1)


def _same_length(op: o.Op, last: o.Op | None) -> bool:
    """`the coffee flies by, let it stay a bit`: the same pictures shall last longer, twice said."""
    if not isinstance(op, o.ItemLength) or not isinstance(last, o.ItemLength):
        return False
    vague = op.ms is None and last.ms is None and not op.by and not last.by
    return vague and op.items == last.items != () and (op.factor > 1) == (last.factor > 1)


def _same_turn(op: o.Op, last: o.Op | None) -> bool:
    """Whether both turn the music up, or down, by some."""
    if not isinstance(op, o.MusicVolume) or not isinstance(last, o.MusicVolume):
        return False
    if op.factor is None or last.factor is None:
        return False
    return (op.factor < 1) == (last.factor < 1)


def _hurried(op: o.Op) -> bool:
    """Whether it is a wish for another pace of the whole, without a figure."""
    return isinstance(op, o.Speed) and op.items == () and op.start is None and not op.exact


@dataclass(slots=True)
class Work:
    """The planning of one prompt. `project` holds the draft as it is after the edits so far."""

    project: Project
    language: Language
    ops: list[o.Op] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ask: Ask | None = None
    lost: list[str] = field(default_factory=list)
    # The clips of the clause before, for `it`.
    spoken: o.Items = ()
    # The draft before all edits of this prompt.
    begun: Draft = field(default_factory=Draft)
    # Edits that are asked about before they are done.
    held: list[o.Op] = field(default_factory=list)
    # Whether the clause before, which nobody could read, names the end: `finish as old films do`.
    late: bool = False
    # Edits that were asked for a second time in other words.
    repeated: int = 0

    def __post_init__(self) -> None:
        self.begun = self.project.draft

    @property
    def draft(self) -> Draft:
        return self.project.draft

    @property
    def memory(self) -> Memory:
        return self.project.recall

    def do(self, op: o.Op) -> None:
        """Add an edit; what comes after it sees its outcome.

        A complaint and the order that follows from it are one edit: `too long, shorten it`.
        """
        last = self.ops[-1] if self.ops else None
        if isinstance(op, o.ChangeDuration) and isinstance(last, o.ScaleDuration):
            self.take_back()  # `too short, add 5 seconds`
        if _vaguely(op, last, self.begun) or _same_length(op, last):
            self.repeated += 1  # `only 15 seconds fit, shorten it`
            return
        if isinstance(last, o.ItemLength) and last.ms and not last.items and _hurried(op):
            self.repeated += 1  # `each photo 2 seconds, a bit quicker`
            return
        if isinstance(op, o.Speed) and isinstance(last, o.Speed) and _same_way(op, last):
            self.take_back()  # `a timelapse, 3 times faster`
        if isinstance(op, o.ScaleDuration | o.MusicVolume | o.Speed) and type(op) is type(last):
            if op == last:
                self.repeated += 1
                return
            if isinstance(op, o.ScaleDuration) or _same_turn(op, last):
                self.take_back()  # `too long, cut it in half`; `too loud, half of it`
        if isinstance(last, o.SetMusic) and isinstance(op, o.MusicVolume) and op.to is not None:
            self.take_back()
            op = replace(last, volume=op.to)
        if isinstance(op, o.SetTransition) and (each := self._each_length()) is not None:
            self.ops.remove(each)  # `each photo 2 seconds, hard cuts`: as long as was said
            self.do(op)
            op = each
        made = apply(self.draft, [op])
        if too_long(self.draft, op, made):
            self.tell("longest", seconds=MAX_TOTAL_MS // 1_000)
            return
        self.ops.append(op)
        self.project = replace(self.project, draft=made)
        if isinstance(op, o.RemoveItem | o.KeepItems) and (ms := self._asked_length()):
            self._again_as_long(ms)

    def _each_length(self) -> o.ItemLength | None:
        """The length that this prompt gave every picture."""
        given = (op for op in self.ops if isinstance(op, o.ItemLength) and op.ms and not op.items)
        return next(given, None)

    def _asked_length(self) -> int:
        """The length that this prompt gave the whole; 0 for none."""
        asked = (op.ms for op in self.ops if isinstance(op, o.SetDuration | o.Create) and op.ms)
        return next(asked, 0)

    def _again_as_long(self, ms: int) -> None:
        """`14 s, and take the coffee out`: what is left shares the time."""
        self.ops = [op for op in self.ops if not isinstance(op, o.SetDuration)]
        self.ops.append(o.SetDuration(ms))
        self.project = replace(self.project, draft=apply(self.begun, self.ops))

    def take_back(self) -> None:
        """Forget the newest edit."""
        self.ops.pop()
        self.project = replace(self.project, draft=apply(self.begun, self.ops))

    def tell(self, key: str, **values: object) -> None:
        """Add a remark, once."""
        note = Note(key, values)
        if note not in self.notes:
            self.notes.append(note)

    def question(self, ask: Ask) -> None:
        """Remember a question; the first one wins, since only one is put."""
        self.ask = self.ask or ask

    @property
    def size(self) -> int:
        """Grows with everything found."""
        found = len(self.ops) + len(self.held) + len(self.notes)
        return found + (self.ask is not None) + self.repeated

    def snapshot(self) -> tuple[Project, int, int, Ask | None]:
        """The state to which `restore` goes back."""
        return self.project, len(self.ops), len(self.notes), self.ask

    def restore(self, state: tuple[Project, int, int, Ask | None]) -> None:
        """Forget what was found since."""
        self.project, ops, notes, self.ask = state
        del self.ops[ops:]
        del self.notes[notes:]

    def hold(self, state: tuple[Project, int, int, Ask | None]) -> None:
        """As `restore`, but what was found is asked about."""
        self.held += self.ops[state[1] :]
        self.restore(state)

    def which(self, clause: Clause) -> Which | None:
        """The clips that the clause names; a missing one is told."""
        return Targets(self.project).read(clause)

    def when(self, clause: Clause) -> Span | None:
        return when(clause, self.draft.total)

    def at_an_end(self, clause: Clause) -> o.Items:
        """`make the ending slower`: the picture that stands there; () where no end is named."""
        edges = [t for t in clause.open() if t.tags & {"start", "end"}]
        other = {"from", "to", "until", "all", "first", "last"}
        if len(edges) != 1 or any(t.tags & other for t in clause.open() if t is not edges[0]):
            return ()
        place = next(n for n, t in enumerate(clause.tokens) if t is edges[0])
        before, after = clause.tokens[:place][-1:], clause.tokens[place + 1 :][:1]
        led = [t for t in before if "at" in t or (FILLER in t and len(t.text) <= _ARTICLE)]
        spaced = edges[0].text[:1] < "\u3000"
        if (spaced and not led) or any("it" in t for t in after):
            return ()  # `start by making it brighter`, `end it in black`
        use([*edges, *led])
        return (1,) if "start" in edges[0] else (len(self.draft.clips),)

    def items(self, clause: Clause, *, pronoun: bool = True) -> o.Items | None:
        """As `which`, accounted for; () for all, None (and told) when one is not there."""
        found = self.which(clause)
        excepted = clause.has("except") and found is not None and bool(found.items)
        if excepted:
            clause.take("rest")  # `除了猫，其他都…`
        elif (words := clause.first("rest")) is not None:
            clause.take("rest")
            return self._rest(words)
        if found is None:
            # `short` is a word for a video, too.
            whole = any(t.tags & {"all", "video"} and "shorter" not in t for t in clause.tokens)
            meant = pronoun and clause.had("it") and not whole
            return self.spoken if meant else ()
        if found.other:
            return self._other(found)
        if found.missing:
            many = Targets(self.project).many
            self.tell("no_position", n=found.missing, many=many)
            found.take()
            return None
        items = found.take()
        clause.take("only", "clip")
        return () if found.whole else items

    def _rest(self, words: Token) -> o.Items | None:
        """All but those of the clause before; those that were removed are out already."""
        if isinstance(self.ops[-1] if self.ops else None, o.RemoveItem):
            return ()
        many = len(self.draft.clips)
        named = {*self._named_alike(), *self.spoken} or {*self.memory.items}
        rest = tuple(n for n in range(1, many + 1) if n not in named)
        if many == 1:
            return ()
        if named and rest:
            return rest
        self._ask_which(range(1, min(many, 4) + 1), [words])
        return None

    def _named_alike(self) -> Iterator[int]:
        """The clips of the newest edits of one kind: `photo 1 so, photo 2 so, the rest so`."""
        kind = type(self.ops[-1]) if self.ops else None
        for op in itertools.takewhile(lambda op: type(op) is kind, reversed(self.ops)):
            yield from getattr(op, "items", ())

    def _ask_which(self, clips: Sequence[int], words: Sequence[Token]) -> None:
        names = clip_options(self.draft, clips)
        span = words[0].start, words[-1].end
        self.question(Ask("ask_which", names, span=span))

    @property
    def returned(self) -> o.Items:
        """Where the one picture is that the newest draft has not; () where none or several are."""
        if not self.project.history:
            return ()
        known = {clip.src for clip in self.project.history[-1].clips}
        new = [n for n, clip in enumerate(self.draft.clips, 1) if clip.src not in known]
        return (new[0],) if len(new) == 1 and known else ()

    def rest_of_last(self) -> o.Items:
        """The clips that the last edit left out; () when it was about all."""
        last = getattr(self.ops[-1], "items", ()) if self.ops else ()
        many = len(self.draft.clips)
        return tuple(n for n in range(1, many + 1) if n not in last) if last else ()

    def _other(self, found: Which) -> o.Items | None:
        """`the other one`: of two, or of all but the one before."""
        many = len(self.draft.clips)
        rest = [n for n in range(1, many + 1) if n not in self.memory.items]
        found.take()
        if found.choices:
            self._ask_which(found.choices, found.tokens)
            return None
        if self.memory.items and len(rest) == 1:
            return (rest[0],)
        self._ask_which(rest[:4], found.tokens)
        return None
