"""A page or a heading that is cited exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("adapters", "benchmarks", "bot", "core", "studio", "tests")
CITED = re.compile(r"docs/([a-z-]+\.md)(?:#([a-z0-9-]+))?")
LINKED = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    words = (h.lower() for h in HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8"))))
    return {re.sub(r"[^\w\- ]", "", word).strip().replace(" ", "-") for word in words}


def missing(page: Path, anchor: str) -> bool:
    """Whether a cited place is not there."""
    return not page.is_file() or bool(anchor and anchor not in anchors(page))


def cited() -> Iterator[tuple[str, Path, str]]:
    """Every citation in the code: where, the page, the heading."""
    for room in ROOMS:
        for source in sorted((ROOT / room).rglob("*.py")):
            for page, anchor in CITED.findall(source.read_text(encoding="utf-8")):
                yield str(source.relative_to(ROOT)), ROOT / "docs" / page, anchor


def linked() -> Iterator[tuple[str, Path, str]]:
    """Every link between our own pages."""
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    for source in pages:
        for target in LINKED.findall(source.read_text(encoding="utf-8")):
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            page = source.parent / name if name else source
            yield source.name, page, anchor if page.suffix == ".md" else ""


def test_what_code_cites_exists() -> None:
    """A comment that names a page or a heading can be followed."""
    found = list(cited())
    assert len(found) > 30
    gone = [
        f"{where}: {page.name}#{anchor}" for where, page, anchor in found if missing(page, anchor)
    ]
    assert not gone


def test_what_pages_link_to_exists() -> None:
    """No link between our pages leads nowhere, none leaves the repository by its path."""
    gone = [
        f"{where}: {page}#{anchor}"
        for where, page, anchor in linked()
        if not page.resolve().is_relative_to(ROOT) or not page.exists() or missing(page, anchor)
    ]
    assert not gone


def test_files_that_pages_name_exist() -> None:
    """A test, a benchmark or a module that a page names by its path is there."""
    named = re.compile(r"`((?:adapters|benchmarks|bot|core|studio|tests)/[\w/]+\.py)`")
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    found = [(page.name, name) for page in pages for name in named.findall(page.read_text())]
    assert len(found) > 20
    assert [one for one in found if not (ROOT / one[1]).is_file()] == []


@pytest.mark.parametrize("word", ["contract:", "design:", "cases.md", "limits.md", "engine.md"])
def test_no_page_of_elsewhere_is_cited(word: str) -> None:
    """What a reader cannot open is not named."""
    said = re.compile(rf"(?:^|[\s(]){re.escape(word)}")
    files = [f for room in ROOMS for f in (ROOT / room).rglob("*.py") if f != Path(__file__)]
    found = [str(f.relative_to(ROOT)) for f in files if said.search(f.read_text(encoding="utf-8"))]
    assert not found
