"""What the brief says, and that it never says it without a span."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading import read
from tests.telling import TEXTS, told
from twosource.model import (
    SECTIONS,
    Assessment,
    Attribution,
    Claim,
    Evidence,
    Figure,
    FigureGroup,
    FigureValue,
    Link,
    OpenQuestion,
    Origin,
    Origins,
    Passed,
    Proposition,
    Source,
    Statement,
    Story,
    TimelineEntry,
    Told,
)
from twosource.stages.narrate import changes, tell
from twosource.stages.narrate.figures import figures
from twosource.stages.narrate.lines import lines
from twosource.stages.narrate.naming import Names, an
from twosource.stages.narrate.timeline import evidence
from twosource.text import lasting, shortened, spoken


def test_no_sentence_stands_without_a_citation() -> None:
    assert told().lines
    assert all(line.citations for line in told().lines)


def test_every_citation_quotes_its_report() -> None:
    for line in told().lines:
        assert all(TEXTS[each.report_id][each.start : each.end] == each.text for each in line.citations)


def test_every_quotation_in_a_sentence_is_a_span_of_a_report() -> None:
    quoted = [each.split("”")[0] for line in told().lines for each in line.text.split("“")[1:]]
    assert quoted
    for each in quoted:
        assert any(each in text for text in TEXTS.values()), each


def test_a_claim_is_told_with_both_counts() -> None:
    known = [line.text for line in told().lines if line.section == "known"]
    assert "1 independent origin shown, 2 possible" in known[0]


def test_the_sections_come_in_a_desk_s_order() -> None:
    order = list(SECTIONS)
    places = [order.index(line.section) for line in told().lines]
    assert places == sorted(places)


def test_the_timeline_gives_event_times_not_report_times() -> None:
    assert [entry.when for entry in told().timeline] == ["2025-03-10"]


def test_one_wording_by_one_origin_is_told_once() -> None:
    said = [line for line in told().lines if line.section == "said" and "nine boats had sunk" in line.text]
    assert len(said) == 1


def test_nothing_changes_between_two_equal_looks() -> None:
    assert changes((told(),), (told(),)) == ()


def test_a_raised_status_a_new_origin_and_a_new_claim_are_changes() -> None:
    codes = {change.code for change in changes((told(),), (told("corroborated", 2, extra=True),))}
    assert codes == {"raised", "origin_added", "new"}


def test_a_withdrawn_claim_is_said_to_be_withdrawn() -> None:
    assert [c.code for c in changes((told(),), (told("retracted"),))] == ["withdrawn"]


def counted(*numbers: tuple[str, float]) -> Told:
    """The look in which one origin has given these numbers of the drowned."""
    values = tuple(
        FigureValue(
            Figure(0, 1, text, low=number, high=number, bound="exact", value=number), "Coastguard", "coast",
            ("r1",), (),
        )
        for text, number in numbers
    )  # fmt: skip
    return replace(told(), figures=(FigureGroup("dead", "people", None, values, "agree"),))


def test_a_figure_moves_only_to_what_its_origin_had_not_given_before() -> None:
    before = counted(("nine", 9), ("eleven", 11))
    assert changes((before,), (before,)) == ()
    (moved,) = changes((before,), (counted(("nine", 9), ("eleven", 11), ("twelve", 12)),))
    assert moved.code == "moved"
    assert "from “eleven” to “twelve”" in moved.text


# --- a report of one claim, told by hand -----------------------------------------------------

SAID = "The keeper, born in 1961, said on 11 March 2025 that the lamp had gone out. The island has had one since 1953."


def single(
    text: str,
    words: str,
    cue: str | None,
    at: str | None = "2025-03-12",
    found: str = "text",
    features: tuple[str, ...] = (),
    **more: str,
) -> Told:
    """A story of one report with one statement of one claim."""
    taken = read(text, "The Harbour Post", at)
    report = replace(taken.report, published_from=found)  # type: ignore[arg-type]
    taken = replace(taken, report=report)
    start = text.index(words)
    chain = (Link("publisher", "The Harbour Post", "post"),)
    passed = None
    if cue:
        chain += (Link("origin", "the keeper", "keeper"),)
        passed = Passed(text.index(cue), text.index(cue) + len(cue), cue)
    said = Statement(
        "s1", report.id, start, start + len(words), words, Attribution(chain, passed),
        when=tuple(time for time in taken.times if start <= time.start < start + len(words)),
        features=dict.fromkeys(features, 1.0),
        **{"kind": "stance" if features else "assertion", **more},  # type: ignore[arg-type]
    )  # fmt: skip
    figure = next(iter(taken.figures), None)
    parts = (Proposition("s1", "s1", report.id, start, start + len(words), words, figure=figure),)
    claim = Claim("c1", words, "event", ("s1",), (report.id,), parts)
    one = Assessment(claim, "reported", 6, Origins(1, 1, (Origin("keeper", "the keeper"),)))
    undated = OpenQuestion("undated", "no date", (Evidence(report.id, 0, 9, text[:9]),))
    return tell(
        Story("st", (report.id,), "The lamp", at, at), [report], (), [one], (), (),
        (undated,) if found == "inferred" else (), [said], [Source("keeper", "the keeper")], {report.id: taken},
    )  # fmt: skip


def section(one: Told, name: str) -> list[str]:
    return [line.text for line in one.lines if line.section == name]


def test_a_thing_is_said_on_a_day_and_not_in_the_year_its_speaker_was_born() -> None:
    one = single(SAID, "the lamp had gone out", "said")
    assert [(entry.when, entry.dated_by) for entry in one.timeline] == [("2025-03-11", "statement")]
    assert section(one, "timeline") == ["11 March 2025 (said by the keeper): “the lamp had gone out”."]


def test_what_an_outlet_tells_itself_is_not_dated_by_a_time_beside_it() -> None:
    text = "As boats have not sailed since 1953 and fish has grown dear, the island is poor."
    assert single(text, "fish has grown dear", None).timeline == ()


@pytest.mark.parametrize(
    ("found", "days"), [("text", ["2025-03-12"]), ("meta", ["2025-03-12"]), ("inferred", [])]
)
def test_only_a_date_that_a_report_bears_says_when_a_count_was_reported(found: str, days: list[str]) -> None:
    one = single(
        "Nine people were killed on the quay.", "Nine people were killed on the quay", None, found=found
    )
    assert [entry.when for entry in one.timeline] == days


def test_an_undated_report_is_told_of_without_quotation_marks_or_paths() -> None:
    one = single(SAID, "the lamp had gone out", "said", "2025-03-10/2025-03-12", "inferred")
    assert section(one, "open") == [
        "The Harbour Post carries no date; by the story it is of 10 to 12 March 2025."
    ]


def test_what_somebody_is_only_aware_of_is_nothing_that_they_say() -> None:
    text = "The keeper was aware of the danger of the lamp."
    kept = ("construction:adjective prep",)
    assert section(single(text, "the danger of the lamp", "was aware of", features=kept), "said") == []
    assert section(single(text, "the danger of the lamp", "was aware of"), "said") != []


def test_a_source_stands_in_a_sentence_as_a_reader_would_write_it() -> None:
    written = [
        "Analysts",
        "company",
        "A friendly service",
        "unnamed source",
        "Ukrainian sources",
        "its own men",
    ]
    assert [an(name) for name in written] == [
        "analysts", "the company", "a friendly service", "an unnamed source", "Ukrainian sources", "its own men",
    ]  # fmt: skip
    assert an("Newsreel", named=True) == "Newsreel"


def test_a_season_and_a_long_title_are_spoken_as_a_reader_would() -> None:
    assert spoken("2024-FA") == "autumn 2024"
    assert (spoken("PT60M"), spoken("P1M"), spoken("P1W")) == ("60 minutes", "1 month", "1 week")
    assert lasting("PT60M") == lasting("PT1H") != lasting("P60M")
    assert lasting("P12M") == lasting("P1Y")
    assert lasting("2024-12-06/") is None
    assert spoken("2025-04-09T24:00") == "9 April 2025, midnight"
    assert (
        shortened("A title that runs on and on until nobody reads it")
        == "A title that runs on and on until nobody…"
    )


def test_what_is_denied_is_told_as_denied() -> None:
    text = "The keeper denied on 11 March 2025 that the lamp had gone out."
    one = single(text, "the lamp had gone out", "denied", polarity="denied")
    assert section(one, "known")[0].startswith("Denied: “the lamp had gone out”.")
    assert section(one, "said") == ["The keeper, in The Harbour Post: denied “the lamp had gone out”."]
    assert section(one, "timeline") == [
        "11 March 2025 (said by the keeper): denied: “the lamp had gone out”."
    ]


def test_a_thing_that_is_only_named_is_told_with_its_verb() -> None:
    one = single("The keeper confirmed the loss of the lamp.", "the loss of the lamp", "confirmed", features=("construction:np",), kind="assertion")  # fmt: skip
    assert section(one, "said") == ["The keeper, in The Harbour Post: confirmed “the loss of the lamp”."]


def test_a_range_is_spoken_without_saying_its_day_twice() -> None:
    assert spoken("2024-12-06/2024-12-07") == "6 to 7 December 2024"
    assert spoken("2025-04-10T04:00/2025-04-10T10:00") == "10 April 2025, 04:00 to 10:00"
    assert spoken("2024-12-27/2025-01-02") == "27 December 2024 to 2 January 2025"


def test_of_a_long_statement_only_what_makes_the_claim_is_told() -> None:
    long = "The lamp went out at ten. " + "It had burnt for years and nobody had looked at it once. " * 6
    one = single(f"The keeper said: {long}", long.strip(), "said")
    claim = replace(one.claims[0].claim, text=long[:25].strip(), propositions=(
        replace(one.claims[0].claim.propositions[0], text=long[:25].strip(), end=one.statements[0].start + 24),
    ))  # fmt: skip
    told_again = tell(
        one.story,
        one.reports,
        (),
        [replace(one.claims[0], claim=claim)],
        (),
        (),
        (),
        one.statements,
        one.sources,
    )
    assert section(told_again, "said") == ["The keeper, in The Harbour Post: “The lamp went out at ten”."]


def test_what_a_participle_adds_is_told_in_one_breath() -> None:
    text = "The keeper described the lamp of Karn as a risk, calling their plan for it a hopeless one."
    one = single(text, "the lamp of Karn as a risk", "described", features=("construction:as",), kind="assertion")  # fmt: skip
    (first,) = one.statements
    words = "their plan for it a hopeless one"
    start = text.index(words)
    chain = replace(
        first.attribution, cue=Passed(text.index("calling"), text.index("calling") + 7, "calling")
    )
    more = replace(first, id="s2", start=start, end=start + len(words), text=words, attribution=chain,
                   features={"construction:np": 1.0})  # fmt: skip
    claims = [
        one.claims[0],
        replace(one.claims[0], claim=Claim("c2", words, "event", ("s2",), (first.report_id,))),
    ]
    both = tell(one.story, one.reports, (), claims, (), (), (), [first, more], one.sources)
    assert section(both, "said") == [
        "The keeper, in The Harbour Post: described “the lamp of Karn as a risk, calling their plan for it a hopeless one”."
    ]


def test_a_name_that_stands_for_another_in_one_report_is_told_as_that_one() -> None:
    one = single("Karn confirmed the loss of the lamp.", "the loss of the lamp", "confirmed", features=("construction:np",), kind="assertion")  # fmt: skip
    report = one.reports[0].id
    known = [*one.sources, Source(f"keeper@{report}", "Lighthouse Board")]
    here = tell(one.story, one.reports, (), one.claims, (), (), (), one.statements, known)
    assert section(here, "said") == [
        "Lighthouse Board, in The Harbour Post: confirmed “the loss of the lamp”."
    ]
    assert [each.source_id for each in here.sources] == ["keeper"]


def test_unnamed_sources_of_one_report_share_its_name_in_a_line_of_figures() -> None:
    one = told()
    report = one.reports[0].id
    span = one.lines[0].citations[0]

    def value(who: str, source_id: str) -> FigureValue:
        figure = Figure(0, 1, "up to 9", None, 9, "upper", 9, "boats", "sunk")
        return FigureValue(figure, who, source_id, (report,), (span,))

    values = (
        value("reports", "unnamed:reports"),
        value("unnamed source", "unnamed"),
        value("Ada Moll", "ada-moll"),
    )
    group = FigureGroup("sunk", "boats", None, values, "agree")
    outlet = Names(one).outlet(report)
    (line,) = figures(replace(one, figures=(group,)), Names(one))
    assert (
        line.text
        == f"Sunk (boats): “up to 9” (reports and an unnamed source in {outlet} and Ada Moll). They agree."
    )


def test_an_event_of_a_day_is_told_with_whose_word_it_is() -> None:
    text = "The keeper said that the lamp of Karn went out on 10 March 2025."
    one = single(text, "the lamp of Karn went out on 10 March 2025", "said")
    (statement,) = one.statements
    entry = TimelineEntry("2025-03-10", statement.text, "c1", (evidence(statement),), "event")
    told_again = [line.text for line in lines(replace(one, timeline=(entry,))) if line.section == "timeline"]
    assert told_again == [f"10 March 2025 (according to the keeper): “{statement.text}”."]
