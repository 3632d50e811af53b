"""The intent router: where a chat message goes."""

from typing import TYPE_CHECKING

from core.language.intents.links import (
    export_quality,
    media_urls,
    other_quality,
    unsupported_urls,
)
from core.language.intents.model import Intent, OneEach, Route
from core.language.intents.pointing import points_at_media
from core.language.late import late

if TYPE_CHECKING:
    from core.language.intents.answers import match_answer
    from core.language.intents.each import one_each
    from core.language.intents.openings import (
        asks,
        elsewhere,
        is_talk,
        left_open,
        names_rights,
    )
    from core.language.intents.router import edits, route
else:
    __getattr__ = late(
        __name__,
        {
            "asks": "openings",
            "names_rights": "openings",
            "left_open": "openings",
            "match_answer": "answers",
            "one_each": "each",
            "edits": "router",
            "elsewhere": "openings",
            "is_talk": "openings",
            "route": "router",
        },
    )

__all__ = [
    "Intent",
    "OneEach",
    "Route",
    "asks",
    "edits",
    "elsewhere",
    "export_quality",
    "is_talk",
    "left_open",
    "match_answer",
    "media_urls",
    "names_rights",
    "one_each",
    "other_quality",
    "points_at_media",
    "route",
    "unsupported_urls",
]
