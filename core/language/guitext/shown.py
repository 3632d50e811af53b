"""How much of a reply is shown in a chat; what is longer goes along as a file."""

from __future__ import annotations

import re
from typing import Final

MOST_SHOWN: Final = 30_000
"""Characters: some ten posts, which is more than anybody reads in a chat."""
_BREAKS: Final = ("\n\n", "\n", ". ", "。", " ")
_FENCE: Final = re.compile(r"^[ \t]*(```+|~~~+)", re.MULTILINE)


def shown(reply: str, most: int = MOST_SHOWN) -> tuple[str, bool]:
    """The beginning of a reply, and whether that is less than all of it.

    It ends between paragraphs, lines, sentences or words, as late as possible in its last third;
    an open code block is closed, so that it may be a few characters longer than `most`.
    """
    if len(reply) <= most:
        return reply, False
    least = most * 2 // 3
    ends = (reply.rfind(mark, least, most) + len(mark) for mark in _BREAKS)
    end = next(
        (end for end, mark in zip(ends, _BREAKS, strict=True) if end >= least + len(mark)), most
    )
    kept = reply[:end].rstrip()
    fences = _FENCE.findall(kept)
    return (f"{kept}\n{fences[-1]}" if len(fences) % 2 else kept), True
