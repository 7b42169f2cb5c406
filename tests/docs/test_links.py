"""Every link leads somewhere, and every page can be found from the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/ANSWERS.md")
PAGES = [ROOT / name for name in FRONT] + sorted((ROOT / "docs").rglob("*.md"))


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The files that a page links to, each with the heading within it ("" for its top)."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not re.match(r"[a-z]+:", target):
            path, _, heading = target.partition("#")
            yield ((page.parent / path).resolve() if path else page), heading


def headings(page: Path) -> set[str]:
    """What a page's headings are called in an address."""
    lines = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target, heading in links(page):
        assert target.exists(), f"there is no {target.relative_to(ROOT)}"
        assert not heading or heading in headings(target), f"{target.name} has no heading #{heading}"


def test_every_page_is_reached_from_the_readme_or_the_index() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md", ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting += [target for target, _ in links(page)]
    assert not {page.relative_to(ROOT) for page in PAGES} - {page.relative_to(ROOT) for page in reached}


def test_the_index_lists_every_page() -> None:
    listed = {target for target, _ in links(ROOT / "docs" / "index.md")}
    assert not {page.name for page in (ROOT / "docs").rglob("*.md") if page not in listed} - {"index.md"}
