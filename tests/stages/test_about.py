"""Which story a sentence speaks of: what marks a story, and what marks none."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Proposition, Story
from twosource.stages.group.about import stories_of

WRECK = (
    "A picture on {place} shows the wreck of the ferry off Karn.",
    "The wreck off Karn was seen on {place}.",
)
LONG = " It took three years to build and it is wide enough for two carts to pass." * 7
OTHER = "The mayor opened a bridge on Monday." + LONG + " Afterwards she shared pictures on {place}."


@pytest.mark.parametrize(("place", "story"), [("Telegram", "bridge"), ("Morlund", "wreck")])
def test_where_a_thing_is_posted_marks_no_story_as_a_town_does(place: str, story: str) -> None:
    first = [read(text.format(place=place), f"Outlet {n}") for n, text in enumerate(WRECK)]
    other = read(OTHER.format(place=place), "Outlet 3")
    stories = [
        Story("wreck", tuple(one.report.id for one in first)),
        Story("bridge", (other.report.id,), follows=("wreck",)),
    ]
    text = other.report.text
    start = text.index("Afterwards")
    said = Proposition("p", "s", other.report.id, start, len(text), text[start:])
    assert stories_of(stories, [*first, other]).about(said, text) == story
