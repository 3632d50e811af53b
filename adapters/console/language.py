"""Which language the person at this terminal has set."""

from __future__ import annotations

import locale
from collections.abc import Mapping

_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NONE = ("", "C", "POSIX")


def language_here(environ: Mapping[str, str]) -> str:
    """Its code as `LANG` writes it, as `de_DE`; "en" where none is set.

    A language counts though the machine has no files for it.
    """
    said = next((environ[name] for name in _NAMES if environ.get(name)), "")
    code = said.partition(".")[0].partition("@")[0]
    return (code if code not in _NONE else locale.getlocale()[0]) or "en"
