"""A second reading of a prompt by a language model, held to the rules of the first.

`messages` says what the model is asked, `planned` makes a plan of its answer: the same operations
(validated by pydantic), on clips that are there, with words that the prompt holds. An answer that
breaks a rule is none. What the model's own citations do not cover is told as not understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from studio.agent import accounting
from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.clause import MINOR
from studio.agent.context import Project
from studio.agent.glyphs import drawable, words_of
from studio.agent.measures import merged
from studio.agent.phrases import shown
from studio.agent.planner import Plan
from studio.agent.rules.looks import LOOKS
from studio.agent.timing import MAX_TOTAL_MS
from studio.agent.tokens import Token, read
from studio.draft import MOTIONS, MUSIC_NAMES, TRANSITION_KINDS

MAX_OPERATIONS: Final = 8
# Edits of what is there; what needs an uploaded file, or goes back in time, stays with the rules.
KINDS: Final[Mapping[str, type]] = {
    kind.__name__: kind
    for kind in (
        *(o.SetDuration, o.ScaleDuration, o.ChangeDuration, o.ItemLength, o.KeepRange),
        *(o.RemoveRange, o.Speed, o.NormalSpeed, o.PlayBackwards, o.Swap, o.Move, o.RemoveItem),
        *(o.KeepItems, o.Arrange, o.ReverseOrder, o.Shuffle, o.AddText, o.StyleText),
        *(o.ReplaceText, o.RemoveText, o.Captions, o.SetMusic, o.MusicVolume, o.MusicTime),
        *(o.MusicOff, o.Mute, o.ClipVolume, o.Look, o.Fade, o.SetTransition, o.TransitionLength),
        *(o.SetMotion, o.Fit),
    )
}
_TRANSITIONS = frozenset({*TRANSITION_KINDS, "cut"})
_VALUES: Mapping[type, frozenset[str]] = {
    o.Look: LOOKS | {""},
    o.SetMusic: frozenset(MUSIC_NAMES),
    o.SetTransition: _TRANSITIONS,
    o.SetMotion: frozenset({*MOTIONS, "none", "varied"}),
}
_SHARES = frozenset({"factor", "volume", "size"})
_COLOR = re.compile("#[0-9a-f]{6}")
_TIMES = frozenset({"ms", "by", "start", "end", "at", "until", "fade_in", "fade_out"})
_RULES = """\
You edit a short video for somebody who wrote the request below. Answer with JSON alone:
{"operations": [{"name": "...", "arguments": {...}, "words": "..."}]}
Each operation's "words" are the words of the request that ask for it, copied letter by letter.
Do only what is asked, with as few operations as possible, at most 8. Put words on screen only if
they stand in the request. Leave out what no operation can do; if nothing fits, the list is empty.
Clips count from 1; empty "items" means all of them; times are milliseconds of the video.
"""


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    words: str = Field(min_length=1)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    operations: list[_Operation] = Field(max_length=MAX_OPERATIONS)


def messages(text: str, project: Project) -> list[dict[str, str]]:
    """What the model is told: the rules, the operations, the video as it is, the request."""
    kinds = {name: _signature(kind) for name, kind in KINDS.items()}
    clips = [
        {"clip": n, "name": shown(clip.name), "kind": clip.kind, "ms": clip.d}
        for n, clip in enumerate(project.draft.clips, 1)
    ]
    now = {
        "total_ms": project.draft.total,
        "clips": clips,
        "texts": [title.text for title in project.draft.titles],
        "music": project.draft.music.gen if project.draft.music else "",
    }
    values = {kind.__name__: sorted(found) for kind, found in _VALUES.items()}
    system = "\n".join(
        (
            _RULES,
            f"Operations: {json.dumps(kinds)}",
            f"Values of kind or mood: {json.dumps(values)}",
            f"Video: {json.dumps(now, ensure_ascii=False)}",
        )
    )
    return [{"role": "system", "content": system}, {"role": "user", "content": text}]


def _signature(kind: type) -> dict[str, str]:
    return {field.name: str(field.type) for field in fields(kind)}


def planned(answer: str, text: str, project: Project) -> Plan | None:
    """The plan that a model's answer makes; None when it holds nothing, or breaks a rule."""
    try:
        found = _Answer.model_validate_json(_bare(answer)).operations
        done = tuple(_operation(one, text, project) for one in found)
    except (ValidationError, ValueError, TypeError):
        return None
    if not done or apply(project.draft, done) == project.draft:
        return None
    reading = merged(read(text, project.language))
    lost = _uncovered(reading.tokens, [_span(one.words, text) for one in found])
    if lost and any(isinstance(op, accounting.DESTRUCTIVE) for op in done):
        return None
    kept, notes = drawable(done, project.missing_glyphs)
    told = tuple(reading.raw[run[0].start : run[-1].end] for run in _runs(lost))
    return Plan(reading.language, kept, notes, lost=told, prompt=text)


def _bare(answer: str) -> str:
    """The JSON alone, where it came inside a block of code."""
    return answer[answer.find("{") : answer.rfind("}") + 1]


def _operation(one: _Operation, text: str, project: Project) -> o.Op:
    """The edit, checked against the video and the prompt; raises ValueError."""
    _span(one.words, text)
    kind = KINDS.get(one.name)
    if kind is None or set(one.arguments) - {field.name for field in fields(kind)}:
        raise ValueError(one.name)
    op: o.Op = TypeAdapter(kind).validate_python(one.arguments)
    values = {field.name: getattr(op, field.name) for field in fields(kind)}
    _check_targets(op, values, len(project.draft.clips))
    _check_figures(values)
    name = values.get("kind", values.get("mood"))
    if kind in _VALUES and name not in _VALUES[kind]:
        raise ValueError(name)
    if any(line.casefold() not in text.casefold() for line in words_of(op)):
        raise ValueError("words that nobody said")
    return op


def _check_targets(op: o.Op, values: Mapping[str, Any], many: int) -> None:
    named = [*values.get("items", ()), *values.get("order", ())]
    named += [values[name] for name in ("item", "first", "second") if name in values]
    if isinstance(op, o.AddText) and not op.item:
        named.remove(0)  # shown with no clip of its own
    places = [op.to] if isinstance(op, o.Move) else []
    places += [op.after] if isinstance(op, o.SetTransition) else []
    if any(not 1 <= n <= many for n in named) or any(not 0 <= n <= many for n in places):
        raise ValueError("a clip that is not there")
    if isinstance(op, o.MusicVolume | o.ClipVolume) and not 0 <= (op.to or 0) <= 1:
        raise ValueError("a volume that is none")


def _check_figures(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        least = -MAX_TOTAL_MS if name == "by" else 1 if name == "ms" else 0
        if name in _TIMES and not least <= value <= MAX_TOTAL_MS:
            raise ValueError(name)
        if name in _SHARES and not 0 < value <= 10:
            raise ValueError(name)
    if (color := values.get("color")) is not None and not _COLOR.fullmatch(color):
        raise ValueError(color)
    if {*values.get("styles", ()), *values.get("off", ())} - {"box", "outline"}:
        raise ValueError("a style that is none")


def _span(words: str, text: str) -> tuple[int, int]:
    """Where the prompt holds these words; raises ValueError."""
    at = text.casefold().index(words.casefold().strip())
    return at, at + len(words.strip())


def _uncovered(tokens: Iterable[Token], spans: Iterable[tuple[int, int]]) -> list[Token]:
    """What matters in the prompt and stands in no citation."""
    cited = list(spans)
    return [
        t
        for t in tokens
        if not t.tags & (MINOR - {"item"})
        and not any(start <= t.start and t.end <= end for start, end in cited)
    ]


def _runs(tokens: list[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.start - runs[-1][-1].end <= 2:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
