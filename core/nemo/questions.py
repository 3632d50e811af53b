"""What the agent asks instead of editing, from its tool call to a typed value, without I/O.

Source: docs/wire-api.md#the-agents-question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.nemo.answers import parse_json
from core.nemo.partials import join_surrogates

_TOOL_NAMES = ("askquestion", "askquestions")
_PROMPT_KEYS = ("prompt", "question", "text", "title", "label")
_LABEL_KEYS = ("label", "text", "title", "name", "value", "id")
_MULTIPLE_KEYS = ("allow_multiple", "allowMultiple", "multiple")
_VALUE_KEYS = ("stringValue", "string_value", "numberValue", "number_value", "boolValue")
# Far beyond any question somebody could answer: what a broken or hostile answer may cost, in
# items, labels, characters of all pieces and depth.
_MAX_ITEMS = 25
_MAX_OPTIONS = 100
_MAX_PIECES = 2_000_000
_MAX_DEPTH = 8
_STEP = re.compile(r"\.(\w+)|\[(\d{1,3})\]|\['([^']+)'\]")


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """One thing asked; `options` are labels to choose from, none of them for a free answer."""

    id: str
    prompt: str
    options: tuple[str, ...] = ()
    allow_multiple: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The agent waits for an answer, which is the next prompt; there is at least one item."""

    title: str
    items: tuple[QuestionItem, ...]

    def answer(self, chosen: Sequence[Sequence[str]]) -> str:
        """The next prompt: for each item the labels or words chosen, as the service's CLI does.

        Items without an answer are left out; the numbers stay those of the question.
        """
        lines = [
            f"{number}. {_one_line(item.prompt)}: {', '.join(map(_one_line, words))}"
            for number, (item, words) in enumerate(zip(self.items, chosen, strict=True), 1)
            if words
        ]
        return "\n".join(lines)

    @property
    def size(self) -> int:
        """How many characters it holds."""
        return len(self.title) + sum(
            len(item.prompt) + sum(map(len, item.options)) for item in self.items
        )


def asks(tool: str) -> bool:
    """Whether a tool of this name is the agent's question."""
    return tool.replace("_", "").replace("-", "").casefold() in _TOOL_NAMES


def question_of(arguments: object, *, complete: bool = True) -> Question | None:
    """The question that these arguments of the call hold; None when nothing is asked.

    `questions` may be objects or plain strings, one question may stand without the list, options
    may be objects, plain strings, one object by id, or missing. With `complete` false a title
    alone is a question too: no more will come.
    """
    args = _loaded(arguments)
    if not isinstance(args, dict):
        return None
    title = _text(args.get("title"))
    asked = _loaded(args.get("questions"))
    if isinstance(asked, dict):
        asked = list(asked.values())
    alone = not (isinstance(asked, list) and asked)
    if alone and complete and not any(_text(args.get(key)) for key in _PROMPT_KEYS[:3]):
        return None
    found = asked if isinstance(asked, list) and asked else [args]
    items = [_item(entry, f"q{place}") for place, entry in enumerate(found[:_MAX_ITEMS], 1)]
    known = tuple(item for item in items if item is not None)
    if not known:
        return None
    return Question("" if alone and known[0].prompt == title else title, known)


def _item(entry: object, default_id: str) -> QuestionItem | None:
    if not isinstance(entry, dict):
        prompt = _text(entry)
        return QuestionItem(default_id, prompt) if prompt else None
    prompt = _first(entry, _PROMPT_KEYS)
    if not prompt:
        return None
    options = _loaded(entry.get("options"))
    if isinstance(options, dict):
        options = list(options.values())
    labels = map(_label, options[:_MAX_OPTIONS] if isinstance(options, list) else [])
    return QuestionItem(
        id=_text(entry.get("id")) or default_id,
        prompt=prompt,
        options=tuple(dict.fromkeys(label for label in labels if label)),
        allow_multiple=any(
            str(entry.get(key)).casefold() in ("true", "1") for key in _MULTIPLE_KEYS
        ),
    )


def _label(option: object) -> str:
    return _first(option, _LABEL_KEYS) if isinstance(option, dict) else _text(option)


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _text(entry.get(key)))), "")


def _text(value: object) -> str:
    if isinstance(value, str):
        return join_surrogates(value).strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _loaded(value: object) -> object:
    """A value that a model wrote as JSON inside a string, read; everything else as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return parse_json(value)
        except ValueError:
            return value
    return value


class QuestionPieces:
    """The arguments of a call that comes in pieces.

    A piece may be JSON text cut anywhere, an object with some of the keys, an object that holds
    everything so far, or a list of paths and values (`partialArgs` of ADK's streamed calls).
    """

    def __init__(self) -> None:
        self.open = False
        self._left = _MAX_PIECES
        self._raw = ""
        self._args: dict[str, Any] = {}

    def add(self, arguments: object, paths: object = None) -> None:
        """Takes one piece in."""
        self.open = True
        self._left -= len(repr(arguments)) + len(repr(paths))
        if self._left < 0:
            return
        if isinstance(arguments, str):
            self._raw = _joined(self._raw, arguments)
        elif isinstance(arguments, dict):
            self._args = _merged(self._args, arguments)
        for entry in paths if isinstance(paths, list) else []:
            if isinstance(entry, dict):
                _place(self._args, entry)

    def question(self, *, complete: bool = True) -> Question | None:
        """The question that the pieces hold together; `complete` as in `question_of`."""
        return question_of(self._raw, complete=complete) or question_of(
            self._args, complete=complete
        )

    def close(self) -> None:
        """Forgets the pieces: the next one begins another question."""
        self.open, self._left, self._raw, self._args = False, _MAX_PIECES, "", {}


def _joined(old: str, new: str) -> str:
    """A text of which `new` is either the next piece or everything so far."""
    return new if new.startswith(old) else old + new


def _merged(old: Any, new: Any, depth: int = 0) -> Any:
    if isinstance(old, str) and isinstance(new, str):
        return _joined(old, new)
    if isinstance(old, dict) and isinstance(new, dict) and depth < _MAX_DEPTH:
        known = {key: _merged(old[key], new[key], depth + 1) for key in new if key in old}
        return old | new | known
    if isinstance(old, list) and isinstance(new, list) and depth < _MAX_DEPTH:
        return _merged_lists(old, new, depth + 1)
    return new


def _merged_lists(old: list[Any], new: list[Any], depth: int) -> list[Any]:
    out = old[:_MAX_OPTIONS]
    for entry in new[:_MAX_OPTIONS]:
        same = next((place for place, known in enumerate(out) if _same(known, entry)), None)
        if same is None:
            out.append(entry)
        else:
            out[same] = _merged(out[same], entry, depth)
    return out


def _same(known: Any, entry: Any) -> bool:
    """Whether two entries of a list are the same one at two moments."""
    if not (isinstance(known, dict) and isinstance(entry, dict)):
        return bool(known == entry)
    if "id" in known and "id" in entry:
        return bool(known["id"] == entry["id"])
    first, second = _first(known, _PROMPT_KEYS), _first(entry, _PROMPT_KEYS)
    return bool(first) and (second.startswith(first) or first.startswith(second))


def _place(args: dict[str, Any], entry: dict[str, Any]) -> None:
    """Puts the value of one path where it belongs; a path that is none is passed over."""
    path = entry.get("jsonPath") or entry.get("json_path")
    value = next((entry[key] for key in _VALUE_KEYS if entry.get(key) is not None), None)
    if not isinstance(path, str) or value is None:
        return
    keys = [match[1] or match[3] or int(match[2]) for match in _STEP.finditer(path)]
    where: Any = args
    for key, following in pairwise(keys):
        where = _slot(where, key, [] if isinstance(following, int) else {})
    if keys:
        present = _slot(where, keys[-1], "" if isinstance(value, str) else value)
        if isinstance(present, str) and isinstance(value, str):
            _set(where, keys[-1], present + value)


def _slot(where: Any, key: str | int, default: Any) -> Any:
    """What stands at `key`, made where there is nothing yet."""
    if isinstance(where, dict):
        return where.setdefault(str(key), default)
    if isinstance(where, list) and isinstance(key, int):
        where += [{} for _ in range(len(where), key)]
        if key == len(where):
            where.append(default)
        return where[key]
    return default


def _set(where: Any, key: str | int, value: str) -> None:
    if isinstance(where, dict):
        where[str(key)] = value
    elif isinstance(where, list) and isinstance(key, int) and key < len(where):
        where[key] = value
