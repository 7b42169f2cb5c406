"""What a story tells of a report's dates: when it appeared, and which date is a misprint."""

from __future__ import annotations

from dataclasses import replace

from tests.reading import read
from twosource.model import Dissection
from twosource.stages.dissect.times import flags, inferred

DATED = read(
    "The coast guard confirmed on Friday that a fishing crew was rescued alive off Skarn island.\n\n"
    "Harbour master Ada Vennel said on Dec. 23 that more than 300 nets had been lost in the storm off Skarn.",
    "The Harbour Post",
    "2024-12-27",
)
UNDATED = "The coast guard issued a statement on Friday: a rescued fishing crew was confirmed alive off Skarn island."


def undated(text: str, name: str = "The Evening Bell") -> Dissection:
    return read(text, name, None)


def misprints(own: Dissection, *story: Dissection) -> list[str]:
    return [time.text for time in flags(own, [own, *story]) if time.impossible]


def test_a_weekday_that_the_story_dates_gives_the_week_of_an_undated_report() -> None:
    found = inferred(undated(UNDATED), [DATED])
    assert found is not None
    assert found.published_at == "2024-12-27/2025-01-02"
    assert "Harbour Post" in found.reason


def test_a_word_of_this_week_closes_the_range() -> None:
    text = (
        UNDATED
        + "\n\nHarbour master Ada Vennel said earlier this week that 300 nets were lost in the storm off Skarn."
    )
    found = inferred(undated(text), [DATED])
    assert found is not None
    assert found.published_at == "2024-12-27/2024-12-29"


def test_a_report_is_no_older_than_what_it_tells_as_done() -> None:
    told = "Harbour master Ada Vennel said earlier this month that 300 nets were lost in the storm off Skarn."
    found = inferred(undated(told), [DATED])
    assert found is not None
    assert found.published_at == "2024-12-23/2024-12-31"
    rescued = "The coast guard confirmed that a fishing crew was rescued alive off Skarn island, after a night at sea."
    found = inferred(undated(f"{rescued}\n\n{told}"), [DATED])
    assert found is not None
    assert found.published_at == "2024-12-27/2024-12-31"


def test_the_year_of_the_latest_date_is_the_one_nearest_to_the_story() -> None:
    found = inferred(undated("A second crew was found on January 11. It had sailed on January 9."), [DATED])
    assert found is not None
    assert found.published_at == "2025-01"


def test_a_date_still_to_come_does_not_date_a_report() -> None:
    assert inferred(undated("The inquest will open on January 11."), [DATED]) is None


def test_nothing_is_inferred_without_a_dated_report_or_for_a_dated_one() -> None:
    assert inferred(undated(UNDATED), [undated(UNDATED, "Another")]) is None
    assert inferred(DATED, [DATED]) is None
    guessed = replace(DATED, report=replace(DATED.report, published_from="inferred"))
    assert inferred(undated(UNDATED), [guessed]) is None


MISPRINT = (
    "Rescuers searched the coast in August 2024.\n\n"
    "Harbour master Ada Vennel said on December 23, 2022, that over 300 nets were lost in the storm off Skarn."
)


def test_a_statement_dated_far_from_its_story_is_flagged_and_kept() -> None:
    own = undated(MISPRINT)
    assert misprints(own, DATED) == ["December 23, 2022"]
    assert [time.value for time in flags(own, [DATED])] == [time.value for time in own.times]


def test_a_flag_names_the_report_that_dates_the_statement_otherwise() -> None:
    (reason,) = [time.impossible for time in flags(undated(MISPRINT), [DATED]) if time.impossible]
    assert "The Harbour Post" in reason
    assert "23 December 2024" in reason


def test_an_old_statement_that_the_story_does_not_redate_stands() -> None:
    old = undated(
        "Rescuers searched in August 2024.\n\nThe minister said on March 1, 2018, that the pier was safe."
    )
    assert misprints(old, DATED) == []


def test_the_same_day_of_another_matter_is_no_misprint() -> None:
    other = undated(
        "Crews met in August 2024.\n\nThe opera opened on December 23, 2022, with a new tenor on stage."
    )
    assert misprints(other, DATED) == []


def test_a_weekday_is_looked_for_inside_the_range_in_which_a_report_appeared() -> None:
    told = "The harbour office said on Friday that the pier was closed. Divers went down on Monday."
    ranged = read(told, "The Evening Bell", "2024-12-23/2024-12-27")
    assert [time.value for time in ranged.times] == ["2024-12-27", "2024-12-23"]
    assert not any(time.impossible for time in ranged.times)


def test_a_range_of_months_is_read_from_its_start() -> None:
    ranged = read("The pier was closed on Friday.", "The Evening Bell", "2024-09-20/2024-12-27")
    assert [time.value for time in ranged.times] == ["2024-09-20"]
