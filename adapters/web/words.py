"""The words that the page is given: its own phrases, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from aiohttp import web

from core.language.phrases import LANGUAGES, RIGHT_TO_LEFT, pick, say

WORDS: Final = (
    *("tagline", "placeholder", "send", "attach", "drop", "remove", "earlier", "later"),
    *("cancel", "close", "menu", "projects", "project-new", "untitled", "rename", "name", "delete"),
    *("delete-sure", "credits", "help", "language", "theme-light", "theme-dark", "phone"),
    *("phone-how", "timeline", "before", "after", "hint", "download"),
    *("share", "video-gone", "examples", "example-try", "offline", "unsent", "older"),
    *("newest", "working", "uploading", "too-big", "too-many", "failed", "save", "answer"),
    *("enter-title", "enter-password", "enter-link", "enter", "privacy", "conversation"),
)
EXAMPLES: Final = ("promo", "travel", "party")


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of the page by its key."""
    return {key: say(language, f"page-{key}") for key in WORDS}


def examples(language: str) -> list[dict[str, object]]:
    """The example projects: what they are called, what is asked for, and their photos."""
    return [
        {
            "id": name,
            "title": say(language, f"page-example-{name}"),
            "text": say(language, f"page-example-{name}-text"),
            "photos": [f"/examples/{name}-{n}.jpg" for n in (1, 2, 3)],
        }
        for name in EXAMPLES
    ]


def languages() -> list[tuple[str, str]]:
    """Our languages, each by its own name."""
    return list(LANGUAGES.items())


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def language_of(request: web.Request) -> str:
    """The language that a call asks for, else the browser's first."""
    asked = request.query.get("lang") or request.headers.get("Accept-Language", "").split(",")[0]
    return pick(asked.split(";")[0])
