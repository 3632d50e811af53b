"""The classifier's table is the one that the sources make."""

from __future__ import annotations

import lzma

from benchmarks import train_classifier


def test_the_table_is_as_new_as_what_it_is_made_from() -> None:
    """After a change of wordings, word classes or features it has to be trained anew.

    Training takes minutes, so the table ends with a digest of what it was made from.
    """
    table = lzma.decompress(train_classifier.OUT.read_bytes())
    assert table.endswith(train_classifier.digest())
