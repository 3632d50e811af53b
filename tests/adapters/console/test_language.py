"""The language that a terminal has set."""

from __future__ import annotations

import pytest

from adapters.console.language import language_here


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja_JP"),
        ({"LC_ALL": "", "LC_MESSAGES": "ca_ES@valencia", "LANG": "C"}, "ca_ES"),
    ],
)
def test_a_language_counts_without_files_for_it(environ: dict[str, str], language: str) -> None:
    """As POSIX says: LC_ALL before LC_MESSAGES before LANG, less encoding and variant."""
    assert language_here(environ) == language
