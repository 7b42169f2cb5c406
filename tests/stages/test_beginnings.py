"""Since which day a count is made: an event that its story dates, or only words."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Figure, Story
from twosource.stages.extract import extract
from twosource.stages.group import begun


def dated(counting: str, *others: tuple[str, str], published: str = "2025-03-14") -> Figure:
    """The first figure of a report that counts since an event, beside other reports of its story."""
    taken = [read(counting, "Port Clinic", published)]
    taken += [read(text, f"Outlet {n}", day) for n, (text, day) in enumerate(others)]
    story = Story("s", tuple(one.report.id for one in taken))
    statements = [one for each in taken for one in extract(each)]
    found = begun(statements, taken, [story])
    own = taken[0].report.id
    (figure, *_) = [f for each in found if each.report_id == own for f in each.figures if f.since]
    return figure


@pytest.mark.parametrize(
    ("counting", "other", "day"),
    [
        (
            "The clinic said 60 people had been treated since the explosion.",
            ("A blast tore through the grain silo on Tuesday evening, the port said.", "2025-03-12"),
            "2025-03-11",
        ),
        (
            "The agency said 4,000 families had fled their homes since fighting began.",
            ("Clashes started in the hills on Sunday.", "2025-03-10"),
            "2025-03-09",
        ),
        (
            "The union said 31 miners had been brought up since the collapse of the shaft.",
            ("The shaft collapsed shortly after noon on Wednesday.", "2025-03-12"),
            "2025-03-12",
        ),
    ],
)
def test_a_window_begins_on_the_day_that_the_story_gives_the_event(
    counting: str, other: tuple[str, str], day: str
) -> None:
    figure = dated(counting, other)
    assert figure.window == f"{day}/"
    assert figure.since_at is not None
    assert figure.since_at.text in other[0]


SHOT = "The clinic said 60 people had been treated since the explosion."


def test_the_day_that_most_reports_give_is_taken_and_of_equals_the_first() -> None:
    late = ("The owner was asked about the explosion on Thursday.", "2025-03-13")
    told = ("The explosion destroyed the silo on Tuesday.", "2025-03-12")
    assert dated(SHOT, late, told).window == "2025-03-11/"
    assert dated(SHOT, told, late, told).window == "2025-03-11/"
    assert dated(SHOT, late, told, ("An explosion was heard on Thursday.", "2025-03-13")).window == (
        "2025-03-13/"
    )


@pytest.mark.parametrize(
    "other",
    [
        ("The harbour was closed to ships on Tuesday.", "2025-03-12"),  # another thing
        ("A blast tore through the grain silo.", "2025-03-12"),  # no day
        ("The silo will be blown up in an explosion on Monday.", "2025-03-12"),  # yet to come
        ("An explosion wrecked the silo on Saturday.", "2025-03-15"),  # after the count
    ],
)
def test_without_a_day_for_the_event_there_are_only_its_words(other: tuple[str, str]) -> None:
    figure = dated(SHOT, other)
    assert (figure.since, figure.window, figure.since_at) == ("the explosion", None, None)


def test_words_that_name_no_event_are_not_looked_for() -> None:
    assert dated("The clinic said 60 people had been treated since it began.",
                 ("It began on Tuesday.", "2025-03-12")).window is None  # fmt: skip


def test_since_it_began_is_the_day_it_began_not_one_on_which_it_went_on() -> None:
    counting = "The agency said 4,000 families had fled their homes since fighting began."
    first = ("Clashes started in the hills on Sunday.", "2025-03-10")
    more = ("Fighting went on in the hills on Tuesday.", "2025-03-12")
    again = ("Fighting reached the town on Tuesday.", "2025-03-12")
    assert dated(counting, first, more, again).window == "2025-03-09/"
