"""A report's marks, the pictures and the words of the pages: values in, values out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import (
    Attribution,
    Evidence,
    Figure,
    FigureGroup,
    FigureValue,
    Link,
    Origins,
    Statement,
    Time,
)
from twosource.surfaces.page import marking, pictures, telling
from twosource.surfaces.page.pictures import Stop

TEXT = "The mayor said nine people died on Monday, and “four more are missing”, she added."


def statement(start: int, end: int, name: str) -> Statement:
    return Statement(
        name, "r", start, end, TEXT[start:end], Attribution((Link("publisher", "Post", "post"),))
    )


def figure(start: int, end: int, low: float | None, high: float | None) -> Figure:
    return Figure(start, end, TEXT[start:end], low, high, "exact", low)


def time(start: int, end: int) -> Time:
    return Time(start, end, TEXT[start:end], "2031-05-05", "DATE")


ranges = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda at: (at[0], min(at[0] + at[1], len(TEXT)))
)


@given(
    st.lists(ranges, max_size=6),
    st.lists(ranges, max_size=4),
    st.lists(ranges, max_size=4),
    st.lists(ranges, max_size=2),
)
def test_marks_never_lose_or_double_a_character(
    said: list[tuple[int, int]],
    figures: list[tuple[int, int]],
    times: list[tuple[int, int]],
    lit: list[tuple[int, int]],
) -> None:
    statements = [statement(a, b, f"s{n}") for n, (a, b) in enumerate(said)]
    found = marking.marked(
        TEXT, statements, [figure(a, b, 1, 1) for a, b in figures], [time(a, b) for a, b in times], {}, lit
    )
    assert "".join(part.text for each in found for part in each.parts) == TEXT
    bright = "".join(part.text for each in found for part in each.parts if part.lit)
    covered = {at for a, b in lit for at in range(a, b)}
    assert bright == "".join(TEXT[at] for at in sorted(covered))
    assert sum(part.first_lit for each in found for part in each.parts) == bool(lit)


def test_a_statement_in_a_statement_is_marked_for_itself() -> None:
    outer, inner = statement(0, 82, "outer"), statement(48, 69, "inner")
    found = marking.marked(TEXT, [outer, inner], [figure(15, 26, 9, 9)], [time(35, 41)], {"inner": "c1"})
    assert [each.statement.id if each.statement else None for each in found] == ["outer", "inner", "outer"]
    assert [each.again for each in found] == [False, False, True]
    assert [each.claim_id for each in found] == [None, "c1", None]
    assert [part.text for each in found for part in each.parts if part.figure] == ["nine people"]
    assert [part.text for each in found for part in each.parts if part.time] == ["Monday"]


def test_only_a_span_within_the_text_is_asked_for() -> None:
    assert marking.asked("3-9", 20) == ((3, 9),)
    for wrong in ("", "9-3", "3-99", "a-b", "-1-5", "1-", "٣-٩", "1" * 30 + "-2"):
        assert marking.asked(wrong, 20) == ()


def value(name: str, low: float | None, high: float | None, report: str) -> FigureValue:
    told = Figure(0, 4, f"<{name}>", low, high, "exact" if low == high else "lower", low)
    return FigureValue(told, f"{name} & Sons", name, (report,), (Evidence(report, 0, 4, "nine"),))


def test_figures_over_time_have_a_mark_each_and_are_escaped() -> None:
    group = FigureGroup(
        "killed", "people", None, (value("a", 9, 9, "r1"), value("b", 12, None, "r2")), "conflict"
    )
    drawn = pictures.moments(group, {"r1": "2031-05-05T10:00:00+00:00", "r2": "2031-05-09"})
    assert drawn.count('class="dot"') == 2
    assert "5 May 2031" in drawn
    assert "9 May 2031" in drawn
    assert "a &amp; Sons: &lt;a&gt;" in drawn
    assert pictures.moments(group, {"r1": "2031-05-05", "r2": "2031-05-05"}) == ""
    assert pictures.moments(group, {"r1": None, "r2": "someday"}) == ""


def test_ways_lead_from_the_page_to_the_origin_and_mark_what_counts() -> None:
    ways = [
        [Stop(0, "r1", "The Post", "/reports/r1"), Stop(1, "wire", "Wire"), Stop(2, "navy", "The <Navy>")],
        [Stop(0, "r2", "Radio", "/reports/r2"), Stop(2, "driver", "a driver", None, False)],
    ]
    drawn = pictures.paths(ways, {"navy": 0})
    assert drawn.count('class="edge"') == 3
    assert drawn.count("counted") == 1
    assert "The &lt;Navy&gt;" in drawn
    assert drawn.count("<a ") == 2
    assert pictures.paths([[Stop(0, "r1", "The Post")]], {}) == ""


def test_times_are_spoken_and_never_codes() -> None:
    assert telling.when("P1W") == "1 week"
    assert telling.when("PT36H") == "36 hours"
    assert telling.when("PXD") == "some days"
    assert telling.when("2031-W06") == "week 6 of 2031"
    assert telling.when("PRESENT_REF") == "now"
    assert telling.when("2031-05-05TEV") == "5 May 2031, evening"
    assert telling.when("2031-05-05/2031-05-07") == "5 to 7 May 2031"
    assert telling.when("2031") == "2031"
    for unsettled in ("XXXX-WXX-5", "XXXX-12-24TXX", "P1WT2", "whenever"):
        assert telling.when(unsettled) == "not settled by this report"
    assert telling.moment("2031-05-05T07:15:00+00:00") == "5 May 2031, 07:15 UTC"


def test_intervals_and_counts_are_explained_in_words() -> None:
    assert telling.figure_words(
        Figure(0, 1, "x", 3000, None, "lower", 3000, "soldiers", "killed", low_open=True)
    ) == ("more than 3,000 soldiers killed")
    assert telling.figure_words(Figure(0, 1, "x", None, 11000, "upper", 11000)) == "at most 11,000"
    assert telling.figure_words(Figure(0, 1, "x", 900, 1100, "approximate", 1000)) == "900 to 1,100"
    assert "every unnamed source" in telling.explained(Origins(1, 2))
    assert "Possible" not in telling.explained(Origins(2, 2))


def test_words_of_a_query_are_lit_and_everything_else_is_escaped() -> None:
    assert (
        telling.lit("A <dam> broke, the dam.", ["dam"])
        == "A &lt;<mark>dam</mark>&gt; broke, the <mark>dam</mark>."
    )
    assert telling.lit("<b>", ["("]) == "&lt;b&gt;"


def test_long_texts_are_cut_between_words() -> None:
    assert telling.short("one two three", 40) == "one two three"
    assert telling.short("one two three four", 12) == "one two…"
    assert len(telling.short("x" * 100, 20)) == 20


def test_a_claim_that_is_a_part_of_a_statement_leads_to_its_own_words() -> None:
    from dataclasses import replace

    from tests.samples import captured, told
    from twosource.model import Proposition
    from twosource.surfaces.page.claims import lead

    report = captured().report
    one = told(report)
    said, claim = one.statements[0], one.claims[0].claim
    words = "40 boats sank"
    at = report.text.index(words)
    part = Proposition(f"{said.id}/1", said.id, report.id, at, at + len(words), words)
    worded = replace(one.claims[0], claim=replace(claim, text=words, propositions=(part,)))
    place = lead(worded, one.statements)
    assert place is not None
    assert (place.start, place.end, place.text) == (at, at + len(words), words)
    assert lead(one.claims[0], one.statements).text == said.text  # type: ignore[union-attr]
