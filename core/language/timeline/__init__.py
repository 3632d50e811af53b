"""A draft in words: its summary, what changed between two of them, what to say next.

Pure functions over whatever JSON the backend gives as a draft; none of them raises, unknown
tracks and keys are kept in mind and passed over. The words are light Markdown, in which
everything that came from the draft is escaped already (see `core.language.phrases`).
"""

from core.language.timeline.advice import occasion_of, strip_prompt, suggestions
from core.language.timeline.bars import Bars, bars
from core.language.timeline.changes import diff
from core.language.timeline.model import digest, draft_of, ready_to_export
from core.language.timeline.words import additions, describe, summary

__all__ = [
    "Bars",
    "additions",
    "bars",
    "describe",
    "diff",
    "digest",
    "draft_of",
    "occasion_of",
    "ready_to_export",
    "strip_prompt",
    "suggestions",
    "summary",
]
