"""Times and sizes in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.formats import duration, size
from core.language.phrases import LANGUAGES


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-1, "0 s"),
        (0, "0 s"),
        (9.5, "9.5 s"),
        (9.96, "10 s"),
        (42.4, "42 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (80, "1 min 20 s"),
        (3599.6, "1 h 0 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_times(seconds: float, said: str) -> None:
    """Tenths below ten seconds, then whole seconds, minutes and hours."""
    assert duration("en", seconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (1023, "1,023 B"),
        (655360, "640 KB"),
        (10171187, "9.7 MB"),
        (209715200, "200 MB"),
        (3 * 1024**3, "3 GB"),
    ],
)
def test_sizes(count: int, said: str) -> None:
    """Steps of 1,024, one place after the point from megabytes on."""
    assert size("en", count) == said


@pytest.mark.parametrize(
    ("lang", "time", "weight"),
    [
        ("zh-Hans", "1 分 20 秒", "9.7 MB"),
        ("zh-Hant", "1 分 20 秒", "9.7 MB"),
        ("es", "1\u00a0min 20\u00a0s", "9,7\u00a0MB"),
        ("pt", "1 min 20 s", "9,7 MB"),
        ("ja", "1分20秒", "9.7 MB"),
        ("ko", "1분 20초", "9.7MB"),
        ("ru", "1\u00a0мин 20\u00a0с", "9,7\u00a0МБ"),
        ("de", "1\u00a0min 20\u00a0s", "9,7\u00a0MB"),
        ("fr", "1\u00a0min 20\u00a0s", "9,7\u00a0Mo"),
        ("id", "1\u00a0mnt 20\u00a0dtk", "9,7 MB"),
        ("hi", "1\u00a0मि. 20\u00a0से.", "9.7\u00a0MB"),
        ("ar", "1\u00a0د 20\u00a0ث", "9.7\u00a0ميغابايت"),
    ],
)
def test_each_language_writes_them_its_own_way(lang: str, time: str, weight: str) -> None:
    """Units, spaces and decimal signs."""
    assert duration(lang, 80) == time
    assert size(lang, 10171187) == weight


@given(st.floats(0, 1e9), st.integers(0, 10**15), st.sampled_from(list(LANGUAGES)))
def test_any_figure_is_put_into_words(seconds: float, count: int, lang: str) -> None:
    """Nothing raises, and nothing comes out empty."""
    assert duration(lang, seconds).strip()
    assert size(lang, count).strip()
