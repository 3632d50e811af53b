"""Telegram's refusals in core's words."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest

from adapters.telegram.errors import translated
from core.chat import Gone, NoMedia


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Not enough rights to send videos to the chat", NoMedia),
        ("CHAT_SEND_VIDEOS_FORBIDDEN", NoMedia),
        ("Not enough rights to send text messages to the chat", Gone),
        ("CHAT_SEND_PLAIN_FORBIDDEN", Gone),
    ],
)
def test_what_a_group_does_not_allow(said: str, kind: type[Exception]) -> None:
    """Where videos alone are not allowed, words still are."""
    with pytest.raises(kind), translated():
        raise BadRequest(said)
