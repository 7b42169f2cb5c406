"""What the brief says, and that it never says it without a span."""

from __future__ import annotations

from tests.telling import TEXTS, told
from twosource.model import SECTIONS
from twosource.stages.narrate import changes


def test_no_sentence_stands_without_a_citation() -> None:
    assert told().lines
    assert all(line.citations for line in told().lines)


def test_every_citation_quotes_its_report() -> None:
    for line in told().lines:
        assert all(TEXTS[each.report_id][each.start : each.end] == each.text for each in line.citations)


def test_every_quotation_in_a_sentence_is_a_span_of_a_report() -> None:
    for line in told().lines:
        for quoted in line.text.split("“")[1:]:
            assert any(quoted.split("”")[0] in text for text in TEXTS.values()), line.text


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
