"""The page about status says what the code does."""

from __future__ import annotations

from pathlib import Path

from twosource.stages.judge import rules
from twosource.stages.judge.because import WORDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_tables_of_status_and_credibility_are_those_of_the_code() -> None:
    page = (DOCS / "status.md").read_text("utf-8")
    made = page.split("<!-- made by rules.table() -->\n")[1].split("<!-- end -->")[0]
    assert made == rules.table()


def test_every_join_that_is_told_has_its_line_in_the_page_about_counting() -> None:
    page = (DOCS / "counting.md").read_text("utf-8")
    assert [kind for kind in WORDS if f"| {kind} |" not in page] == []
