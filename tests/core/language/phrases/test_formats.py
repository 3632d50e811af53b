"""Times and sizes in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.formats import duration, limit, size
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
        (999, "999 B"),
        (1_000, "1 KB"),
        (640_400, "640 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (9_712_345, "9.7 MB"),
        (999_949_999, "999.9 MB"),
        (999_950_000, "1 GB"),
        (3_000_000_000, "3 GB"),
    ],
)
def test_sizes(count: int, said: str) -> None:
    """Steps of 1,000, one place after the point from megabytes on."""
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
    assert size(lang, 9_712_345) == weight


@given(st.floats(0, 1e9), st.integers(0, 10**15), st.sampled_from(list(LANGUAGES)))
def test_any_figure_is_put_into_words(seconds: float, count: int, lang: str) -> None:
    """Nothing raises, and nothing comes out empty."""
    assert duration(lang, seconds).strip()
    assert size(lang, count).strip()


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (20_000_000, "20 MB"),
        (50_000_000, "50 MB"),
        (2_000_000_000, "2 GB"),
        (10 * 1024**2, "10 MB"),
        (50 * 1024**2, "50 MB"),
        (100 * 1024**2, "100 MB"),
        (200 * 1024**2, "200 MB"),
        (0, "0 B"),
    ],
)
def test_limits(count: int, said: str) -> None:
    """By the figure that the platform gives, whichever megabyte it means."""
    assert limit("en", count) == said


@given(st.integers(1, 4_000))
def test_what_is_over_a_limit_never_reads_as_less(megabytes: int) -> None:
    """One byte more than 10 MiB is "10.5 MB", and the limit "10 MB"."""
    for allowed in (megabytes * 1024**2, megabytes * 1000**2):
        over, most = (_bytes(text) for text in (size("en", allowed + 1), limit("en", allowed)))
        assert over >= most


def _bytes(text: str) -> float:
    figure, unit = text.replace(",", "").split(" ")
    return float(figure) * {"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9}[unit]
