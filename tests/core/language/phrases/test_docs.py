"""The page on languages says what the bot says."""

from __future__ import annotations

from core.language.phrases import LANGUAGES
from tests.core.language.phrases.conversations import PAGE, page


def test_the_sample_conversations_are_what_the_bot_says() -> None:
    """Renew them with `python -m tests.core.language.phrases.conversations`."""
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text)


def test_every_language_is_on_the_page() -> None:
    """Each by its own name."""
    introduction = PAGE.read_text(encoding="utf-8").split("##")[0]
    assert [name for name in LANGUAGES.values() if name not in introduction] == []
    assert f"speaks {len(LANGUAGES)} languages" in introduction
