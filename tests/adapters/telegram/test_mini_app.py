"""What Telegram signed for the page, and all that it did not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.telegram.mini_app import guest
from core.chat import Address
from tests.e2e.telegram_api import BOT_ID, TOKEN
from tests.mini_app import opened

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
# The example of docs.telegram-mini-apps.com/platform/init-data#example.
PUBLISHED_TOKEN = "5768337691:AAGDAe6rjxu1cUgxK4BizYi--Utc3J9v5AU"
PUBLISHED = (
    "user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A"
    "%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22en%22%2C"
    "%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%7D"
    "&chat_instance=-3788475317572404878&chat_type=private&auth_date=1709144340"
    "&hash=371697738012ebd26a111ace4aff23ee265596cd64026c8c3677956a85ca1827"
)


def test_the_published_example() -> None:
    """A string that others publish with its token names its person and its moment."""
    found = guest(PUBLISHED, PUBLISHED_TOKEN)
    assert found is not None
    assert found.address == Address("telegram", "5768337691", "279058397", "279058397")
    assert found.at == datetime.fromtimestamp(1709144340, UTC)


def test_a_person_is_their_private_chat() -> None:
    """Who opens the page is where the bot's private messages from them come from."""
    found = guest(opened(42, NOW), TOKEN)
    assert found is not None
    assert found.address == Address("telegram", str(BOT_ID), "42", "42")
    assert found.at == NOW
    again = guest(opened(42, NOW, query="AAH2"), TOKEN)
    assert again is not None
    assert again.proof != found.proof


@pytest.mark.parametrize(
    "data",
    [
        "",
        "&",
        "hash=",
        "hash=é",
        "user=%ff&hash=0",
        opened(42, NOW, "123456:AAanotherbot"),
        opened(42, NOW).replace("42", "43", 1),
        opened(42, NOW) + "&user=%7B%22id%22%3A43%7D",
        opened(42, NOW) + "&more=1",
        opened(42, NOW).rpartition("&hash=")[0],
        opened(42, NOW).replace("hash=", "hash=0"),
        opened(-100, NOW),
        "x" * 9000,
        "\ud800",
    ],
)
def test_what_telegram_did_not_sign(data: str) -> None:
    """Another bot's, changed, doubled, lengthened, unsigned, no person's, or none at all."""
    assert guest(data, TOKEN) is None
