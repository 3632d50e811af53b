"""What an answer to the agent's own question stands for."""

from __future__ import annotations

import re

from studio.agent.context import Memory
from studio.agent.languages import FILLER
from studio.agent.measures import merged
from studio.agent.tokens import Reading, read

# What the buttons under an offer stand for.
YES, NO = "✓", "✗"

_ANSWER = re.compile(r"^\s*\d+\.\s*(?P<prompt>.+?)\s*[:：]\s*(?P<label>[^:：]+?)\s*$", re.DOTALL)


def chosen(text: str, memory: Memory) -> str:
    """The prompt that an answer to our own question stands for."""
    answer = _ANSWER.match(text)
    label = (answer["label"] if answer else text).strip(" .!。\"'“”")
    if not memory.options:
        return label if answer and memory.asked else text
    for place, (option, prompt) in enumerate(memory.options):
        names = {option.casefold(), str(place + 1), chr(ord("a") + place)}
        if label.casefold().rstrip(".)") in names or (answer and text.strip().endswith(option)):
            return prompt
    if not memory.options or len(label.split()) > 5:
        return label if answer else text
    place_named = _ordinal(label)
    if place_named is not None and 0 < place_named <= len(memory.options):
        return memory.options[place_named - 1][1]
    near = [p for option, p in memory.options if label.casefold() in option.casefold()]
    return near[0] if len(near) == 1 and len(label) > 2 else (label if answer else text)


def _ordinal(label: str) -> int | None:
    """`the second one`, and nothing else."""
    reading = merged(read(label))
    words = [t for t in reading.tokens if FILLER not in t and "break" not in t]
    if len(words) == 1 and "nth" in words[0]:
        return int(words[0].value)
    return None


def agreed(reading: Reading) -> bool | None:
    """Whether the answer to an offer takes it; None for words that say more than yes or no."""
    if reading.raw in (YES, NO):
        return reading.raw == YES
    words = [t for t in reading.tokens if "break" not in t and (FILLER not in t or "yes" in t)]
    for said, tags in ((True, {"yes", "thanks"}), (False, {"nope", "no", "neg", "correction"})):
        if words and all(t.tags & tags for t in words):
            return said
    return None
