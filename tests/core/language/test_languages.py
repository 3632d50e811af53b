"""Every step of docs/add-a-language.md was taken, for every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.discord.commands import LOCALES
from benchmarks import word_lists, wordings
from core.language.intents import Intent, route
from core.language.intents.classifier import LABELS
from core.language.phrases import DEFAULT, LANGUAGES, say
from tests.score_gui import read_rows

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "add-a-language.md"
LOCALES_DIR = ROOT / "core" / "language" / "locales"
FOLDED = {"zh-Hant": "zh-Hans"}
"""Traditional characters are folded, so that both share words and wordings."""
NOT_ON_DISCORD = {DEFAULT, "ar"}
"""English is what Discord shows without a translation; it has no Arabic."""
OWN = [code for code in LANGUAGES if code not in FOLDED]


def _short(code: str) -> str:
    return code.split("-")[0]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_its_folder(code: str) -> None:
    """As many catalogues as English has, and the words of answers."""
    folder = LOCALES_DIR / code
    english = {path.name for path in (LOCALES_DIR / DEFAULT).glob("*.ftl")}
    assert {path.name for path in folder.glob("*.ftl")} == english
    assert (folder / "answers.toml").is_file()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_understood(code: str) -> None:
    """Who types what stands on a button gets what the button does: words, script and training."""
    assert code in FOLDED or (LOCALES_DIR / code / "words.toml").is_file()
    assert route(say(code, "button-export"), language=code).intent is Intent.EXPORT
    assert route(say(code, "button-cancel"), language=code).intent is Intent.CANCEL


@pytest.mark.parametrize("code", OWN)
def test_a_language_has_wordings_of_every_label(code: str) -> None:
    """Commands and all kinds of prompts were shown to the classifier; chains are made of them."""
    text = (LOCALES_DIR / code / "wordings.txt").read_text("utf-8")
    labels = set(re.findall(rf"^# {_short(code)} (\w+) (?:core|wild)$", text, re.MULTILINE))
    assert labels >= set(LABELS) - {"chain"}
    assert wordings.listed(_short(code), "@joins")
    assert wordings.listed(_short(code), "@kept")
    assert wordings.listed(_short(code), "@ranges")
    assert _short(code) in word_lists.LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("unchanged", [True, False])
def test_a_language_has_labelled_replies(code: str, unchanged: bool) -> None:
    """Instructions and content train the translator's tables, sixty of each."""
    rows = read_rows(ROOT / "tests" / "data" / "gui_replies_own.jsonl")
    mine = [row for row in rows if row["lang"] == code and bool(row.get("unchanged")) is unchanged]
    assert len(mine) >= 60


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_known_to_the_others(code: str) -> None:
    """The translator reads replies in it, and Discord shows its commands."""
    assert (LOCALES_DIR / code / "screen.toml").is_file()
    assert code in LOCALES or code in NOT_ON_DISCORD


def test_no_folder_without_its_language() -> None:
    """A folder that nobody named in LANGUAGES would never be spoken."""
    assert {path.name for path in LOCALES_DIR.iterdir() if path.is_dir()} == set(LANGUAGES)


def test_the_page_names_files_that_exist() -> None:
    """Each file of the table, with a real code in place of <code>."""
    cells = re.findall(r"^\| \d+ \| (.+?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(cells) >= 11
    for path in re.findall(r"`([^`]+\.\w+)`", " ".join(cells)):
        found = path.replace("<code>", DEFAULT)
        assert list(LOCALES_DIR.glob(found)) or list(ROOT.glob(found)), path
