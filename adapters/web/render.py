"""From core's messages to what the page shows; a message is kept as JSON of this form.

What is kept names files; their signed addresses are put in whenever it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from adapters.markdown import Block, Kind, Span, harmless, parse
from core.chat import Attachment, Button, Message, Video
from core.transcript import Entry

Shown = dict[str, Any]
SCHEMES = ("https://", "http://", "mailto:")


def said(
    message: Message,
    *,
    live: bool = False,
    quiet: bool = False,
    media: Mapping[str, Shown] = MappingProxyType({}),
) -> str:
    """A message of core's, to be kept; `quiet`: nobody waited for it."""
    body: Shown = {"blocks": [_block(block) for block in parse(message.text)]}
    if message.buttons:
        body["buttons"] = [[_button(b) for b in row] for row in message.buttons]
    if message.progress is not None:
        body["progress"] = round(max(0.0, min(1.0, message.progress)), 3)
    if live:
        body["live"] = True
    if quiet:
        body["quiet"] = True
    return json.dumps({**body, **media}, ensure_ascii=False)


def own(text: str, key: str, files: Sequence[tuple[Attachment, str]]) -> str:
    """A person's own message with its files and their pictures, to be kept; no markup is read."""
    body: Shown = {"mine": True, "key": key, "blocks": []}
    if text:
        body["blocks"] = [_block(Block(Kind.PARAGRAPH, (Span(text),)))]
    if files:
        body["files"] = [
            {"name": file.name, "type": file.mime, "size": file.size}
            | ({"picture": picture} if picture else {})
            for file, picture in files
        ]
    return json.dumps(body, ensure_ascii=False)


def film(video: Video, file: str, poster: str) -> Shown:
    """What the page needs to play a video."""
    shown: Shown = {
        "src": file,
        "name": video.name,
        "size": video.size,
        "width": video.width,
        "height": video.height,
        "seconds": round(video.seconds, 2),
    }
    return shown | ({"poster": poster} if poster else {})


def shown(entry: Entry, address: Callable[[str], str]) -> Shown:
    """A message as the page gets it."""
    body: Shown = json.loads(entry.body)
    for file in body.get("files", ()):
        if "picture" in file:
            file["picture"] = address(file["picture"])
    for medium in (body.get(name) for name in ("video", "picture", "download")):
        for part in ("src", "poster"):
            if medium and part in medium:
                medium[part] = address(medium[part])
    return {"id": entry.id, "at": f"{entry.at:%Y-%m-%dT%H:%M:%SZ}"} | body


def is_live(body: str) -> bool:
    """Whether a kept message is the progress of something."""
    return bool(json.loads(body).get("live"))


def offers(body: str, data: str) -> bool:
    """Whether a button with that data hangs under a kept message."""
    rows = json.loads(body).get("buttons", ())
    return any(button.get("data") == data for row in rows for button in row)


def _block(block: Block) -> Shown:
    shown: Shown = {"kind": block.kind.value, "spans": [_span(span) for span in block.spans]}
    for name, value in (("gap", block.gap), ("quoted", block.quoted), ("lead", block.lead)):
        if value:
            shown[name] = value
    return shown


def _span(span: Span) -> Shown:
    shown: Shown = {"text": span.text}
    if span.marks:
        shown["marks"] = sorted(span.marks)
    if span.url.startswith(SCHEMES):
        shown["url"] = span.url
    elif span.text.startswith(("https://", "http://")) and " " not in span.text:
        shown["url"] = span.text
    return shown


def _button(button: Button) -> Shown:
    shown: Shown = {"label": harmless(button.label)}
    if button.url.startswith(SCHEMES):
        shown["url"] = button.url
    else:
        shown["data"] = button.data
    return shown
