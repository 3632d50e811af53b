"""Whether a request asks for a video from each file, and not for one from all of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from core.language.intents import normal
from core.language.intents.hanzi import SIMPLER
from core.language.intents.links import without_urls
from core.language.intents.model import OneEach

# Beginning and end of a longer request: what it asks for stands there.
_EDGE: Final = 300


@dataclass(frozen=True, slots=True)
class _Forms:
    sure: re.Pattern[str]
    maybe: re.Pattern[str] | None


def one_each(text: str) -> OneEach:
    """Read a request in any of our languages; what stands in quotation marks is no part of it."""
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    clean = normal.clean(without_urls(edges))
    forms = _forms()
    if any(form.sure.search(clean) for form in forms):
        return OneEach.SURE
    if any(form.maybe.search(clean) for form in forms if form.maybe is not None):
        return OneEach.MAYBE
    return OneEach.NO


@cache
def _forms() -> tuple[_Forms, ...]:
    source = resources.files("core.language.grammar").joinpath("each.toml")
    found = []
    for words in tomllib.loads(source.read_text("utf-8")).values():
        video = f"(?:{'|'.join(words['video'])})"
        sure, maybe = (
            [form.replace("<v>", video).translate(SIMPLER) for form in words[kind]]
            for kind in ("sure", "maybe")
        )
        found.append(
            _Forms(re.compile("|".join(sure)), re.compile("|".join(maybe)) if maybe else None)
        )
    return tuple(found)
