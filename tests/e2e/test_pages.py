"""What the documentation says of the scenarios is what they are."""

from __future__ import annotations

import pytest

from tests.e2e.pages import (
    ASKED_ON,
    ASKING,
    DOCS,
    QUESTIONS,
    TABLE,
    WORLDS,
    conversation,
    shown_conversation,
    table,
)


def test_the_table_is_that_of_the_scenarios() -> None:
    """Renew it with `python -m tests.e2e.show --docs`; both platforms' pages lead to it."""
    assert TABLE.read_text(encoding="utf-8") == table()
    for platform in WORLDS:
        assert f"({TABLE.name})" in (DOCS / f"{platform}.md").read_text(encoding="utf-8")


def test_the_page_of_questions_shows_each_story_everywhere() -> None:
    """Renew it with `python -m tests.e2e.show --docs`."""
    page = ASKING.read_text(encoding="utf-8")
    for title in QUESTIONS.values():
        for platform in ASKED_ON:
            block = page.partition(f"### {title}, {platform}\n")[2].split("```")[1]
            assert "Reelay" in block


@pytest.mark.parametrize("platform", WORLDS)
def test_the_conversation_is_what_the_bot_says(platform: str) -> None:
    """Renew it with `python -m tests.e2e.show --docs`."""
    assert shown_conversation(platform) == conversation(platform)
