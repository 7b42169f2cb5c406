"""The page on status says the rules that decide it, and the page on counting every join."""

from __future__ import annotations

from pathlib import Path

from twosource.stages.judge import because, rules

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_on_status_holds_the_tables_of_the_rules() -> None:
    assert rules.table() in (DOCS / "status.md").read_text("utf-8"), "put in what rules.table() gives"


def test_the_page_on_counting_says_every_join() -> None:
    page = (DOCS / "counting.md").read_text("utf-8")
    assert [kind for kind in because.WORDS if f"| {kind} |" not in page] == []
