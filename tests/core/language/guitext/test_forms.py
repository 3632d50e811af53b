"""What an editor lets somebody do, in every way of saying so: it goes, and content stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.language.guitext import translate

FORMS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "data" / "gui_forms.json").read_text(encoding="utf-8")
)
ASKED = [code for code, forms in FORMS.items() if "asked" in forms]


def _deeds(code: str, forms: str) -> Iterator[tuple[str, str]]:
    """Each deed in each of the forms: the deed, the reply."""
    asked = FORMS[code]["asked"]
    for deed in asked["deeds"]:
        for form in asked[forms]:
            yield deed, form.format(deed=deed, Deed=deed[0].upper() + deed[1:])


@pytest.mark.parametrize("code", ASKED)
def test_what_the_reader_is_asked_to_do_goes(code: str) -> None:
    """Of all deeds in all forms, 95 of 100 leave nothing of themselves."""
    said = list(_deeds(code, "alone"))
    left = [
        reply for deed, reply in said if deed[1:].strip() in translate(reply, language=code).text
    ]
    assert len(left) <= 0.05 * len(said), "\n".join(left)


@pytest.mark.parametrize("code", ASKED)
def test_content_before_it_stays(code: str) -> None:
    """What is told before a deed in the same reply stays, and the deed goes."""
    content = FORMS[code]["asked"]["content"]
    said = list(_deeds(code, "behind"))
    outcomes = [(deed, reply, translate(reply, language=code).text) for deed, reply in said]
    assert not [reply for _, reply, text in outcomes if content not in text]
    left = [reply for deed, reply, text in outcomes if deed[1:].strip() in text]
    assert len(left) <= 0.08 * len(said), "\n".join(left)


@pytest.mark.parametrize("code", FORMS)
def test_where_something_is_told_to_be_goes(code: str) -> None:
    """Of all that is told to be at a place of the editor, 90 of 100 leave nothing."""
    said = [
        one["form"].format(told=told, place=place)
        for one in FORMS[code]["told"]
        for told in one["told"]
        for place in one["places"]
    ]
    left = [reply for reply in said if translate(reply, language=code).text.strip()]
    assert len(left) <= 0.1 * len(said), "\n".join(left)
