"""Telegram's reading of text: the HTML that a bot sends, and the entities in what people write.

Texts of refusals are those of the Bot API server (its `get_formatted_text` and td's
`parse_html`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

TAGS: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
_TAG: Final = re.compile(
    r"<(/?)([a-zA-Z0-9-]*)((?:\s+[a-z-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>"
)
_ATTRIBUTE: Final = re.compile(r"([a-z-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_KNOWN_ENTITY: Final = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_ALONE: Final = frozenset({"code", "pre"})
_FOUND: Final = re.compile(
    r"(?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w+)?)"
    r"|(?P<url>https?://[^\s<>]+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})"
)


class Refusal(Exception):
    """An answer with `ok: false`: status, description as Telegram words it, parameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text after parsing: what is seen, and its entities."""

    text: str
    entities: tuple[dict[str, Any], ...]


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def read_html(source: str) -> Formatted:
    """Parse HTML as the Bot API does; raises Refusal for anything it refuses."""
    text = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, int, dict[str, str]]] = []
    at = 0
    while at < len(source):
        sign = source[at]
        if sign == "<":
            found = _TAG.match(source, at)
            if found is None:
                raise _cant_parse(f"Unsupported start tag at byte offset {_byte(source, at)}")
            at = found.end()
            if found[1]:
                _close(found[2].lower(), text, open_tags, entities, source, at)
            else:
                _open(found, text, open_tags, source)
        elif sign == "&" and (known := _KNOWN_ENTITY.match(source, at)):
            text += unescape(known[0])
            at = known.end()
        else:
            text += sign
            at += 1
    if open_tags:
        raise _cant_parse(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    _check_nesting(entities)
    return _trimmed(text, entities)


def found_in(text: str) -> list[dict[str, Any]]:
    """The entities that Telegram finds by itself in what a person writes."""
    return [
        {
            "type": str(found.lastgroup),
            "offset": units(text[: found.start()]),
            "length": units(found[0]),
        }
        for found in _FOUND.finditer(text)
    ]


def _open(
    found: re.Match[str], text: str, open_tags: list[tuple[str, int, dict[str, str]]], source: str
) -> None:
    name = found[2].lower()
    if name not in TAGS:
        where = _byte(source, found.start())
        raise _cant_parse(f'Unsupported start tag "{name}" at byte offset {where}')
    pairs = {key: unescape(a or b) for key, a, b in _ATTRIBUTE.findall(found[3])}
    if found[3].split()[:1] == ["expandable"]:
        pairs["expandable"] = ""
    open_tags.append((name, units(text), pairs))


def _close(
    name: str,
    text: str,
    open_tags: list[tuple[str, int, dict[str, str]]],
    entities: list[dict[str, Any]],
    source: str,
    at: int,
) -> None:
    if not open_tags:
        raise _cant_parse(f"Unexpected end tag at byte offset {_byte(source, at)}")
    opened, offset, attributes = open_tags.pop()
    if name not in ("", opened):
        raise _cant_parse(
            f'Unmatched end tag at byte offset {_byte(source, at)}, expected "</{opened}>",'
            f' found "</{name}>"'
        )
    length = units(text) - offset
    if not length:
        return
    entity: dict[str, Any] = {"type": TAGS[opened], "offset": offset, "length": length}
    if opened == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if opened == "a":
        if not re.match(r"(https?|tg|mailto|tel|ftp)://?", attributes.get("href", "")):
            return
        entity["url"] = attributes["href"]
    language = attributes.get("class", "").removeprefix("language-")
    if opened == "code" and language and open_tags and open_tags[-1][0] == "pre":
        return
    entities.append(entity)


def _check_nesting(entities: list[dict[str, Any]]) -> None:
    """Telegram drops what may not be nested; a bot of ours shall not send it at all.

    `entities` are in the order in which their tags closed: of two with the same range the earlier
    one is inside.
    """
    for place, inner in enumerate(entities):
        for outer in entities[place + 1 :]:
            inside = (
                outer["offset"] <= inner["offset"]
                and inner["offset"] + inner["length"] <= outer["offset"] + outer["length"]
            )
            if inside and outer["type"] in _ALONE:
                raise _cant_parse(f"{inner['type']} inside {outer['type']}")
            if inside and {inner["type"], outer["type"]} <= QUOTES:
                raise _cant_parse("nested blockquote")


def _trimmed(text: str, entities: list[dict[str, Any]]) -> Formatted:
    kept = text.rstrip()
    start = units(kept) - units(kept.lstrip())
    kept = kept.lstrip()
    size = units(kept)
    moved = []
    for entity in entities:
        offset = max(0, entity["offset"] - start)
        length = min(size, entity["offset"] + entity["length"] - start) - offset
        if length > 0:
            moved.append({**entity, "offset": offset, "length": length})
    return Formatted(kept, tuple(moved))


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode())


def _cant_parse(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {reason}")
