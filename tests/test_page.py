"""The brief as a page and as Markdown."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.telling import TEXTS, told
from twosource.model import Brief, Report
from twosource.surfaces.page import html, markdown
from twosource.surfaces.page.alone import pieces

BRIEF = Brief("2025-03-12", {"version": "1"}, (told(),))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.targets.append((value or "")[1:])
            elif name in ("src", "href", "action"):
                self.outside.append(value or "")


def page() -> _Links:
    links = _Links()
    links.feed(html(BRIEF))
    return links


def test_every_citation_leads_to_a_place_on_the_page() -> None:
    links = page()
    assert len(links.targets) > 5
    assert set(links.targets) <= links.ids


def test_the_page_asks_nothing_of_the_network() -> None:
    assert page().outside == []


def test_text_from_a_report_is_escaped() -> None:
    assert "<questions>" not in html(BRIEF)
    assert "&lt;questions&gt;" in html(BRIEF)


def test_every_picture_has_a_table_or_a_list_beside_it() -> None:
    text = html(BRIEF)
    assert text.count("<svg") == 2
    assert "<table>" in text
    assert "The same as a list" in text


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted), max_size=8))
def test_the_pieces_of_a_report_are_its_text(spans: list[list[int]]) -> None:
    report = Report("a", "a.txt", TEXTS["a"], "")
    cut = list(pieces(report, "r1", {(a, b) for a, b in spans if a < b}))
    assert "".join(piece.text for piece in cut) == report.text
    assert {anchor for piece in cut for anchor in piece.anchors} == {f"r1-{a}-{b}" for a, b in spans if a < b}


def test_the_markdown_cites_every_line() -> None:
    rows = [row for row in markdown(BRIEF).splitlines() if row.startswith("- ") and "“" in row]
    assert rows
    assert all("[^" in row for row in rows)
