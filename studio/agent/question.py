"""What the agent asks when a prompt can be read in more than one way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked; `options` are labels to choose from, none for a free answer."""

    id: str
    prompt: str
    options: tuple[str, ...] = ()
    allow_multiple: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the agent would like to know before it goes on."""

    title: str
    items: tuple[Item, ...]

    def to_wire(self) -> dict[str, Any]:
        """The arguments of the `ask_question` call (wire-api: The agent's question)."""
        return {
            "title": self.title,
            "questions": [
                {
                    "id": item.id,
                    "prompt": item.prompt,
                    "options": [
                        {"id": chr(ord("a") + place), "label": label}
                        for place, label in enumerate(item.options)
                    ],
                    "allow_multiple": item.allow_multiple,
                }
                for item in self.items
            ],
        }

    def as_text(self) -> str:
        """The question with its options as plain text, for clients that know no such event."""
        lines = []
        for item in self.items:
            lines.append(item.prompt)
            lines += [f"{place}. {label}" for place, label in enumerate(item.options, 1)]
        return "\n".join(lines)
