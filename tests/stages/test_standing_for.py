"""Whom an opening pronoun stands for: told where the sentence leaves no doubt, else not."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.stages.extract import extract


def opened(text: str) -> dict[str, str]:
    """The words of the statements that open with a pronoun that is known, with what it stands for."""
    dissection = read(text)
    found = {one.text: one.stands_for for one in extract(dissection)}
    for whom in filter(None, found.values()):
        assert dissection.report.text[whom.start : whom.end] == whom.text
    return {words: whom.text for words, whom in found.items() if whom}


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        (
            "Northern herders have suffered, as President Ada Moll estimated that they have lost 3,000 sheep.",
            "they have lost 3,000 sheep",
            "Northern herders",
        ),
        (
            "The pilot was taken by the Special Boat Forces (SBF) of the navy and they reportedly searched the pier, "
            "according to Harbour Press.",
            "they reportedly searched the pier",
            "the Special Boat Forces (SBF)",
        ),
        (
            "The mill was closed on Monday, and Mayor Tilda Voss said it would not open again.",
            "it would not open again",
            "The mill",
        ),
    ],
)
def test_one_subject_that_fits_is_whom_it_stands_for(text: str, words: str, whom: str) -> None:
    assert opened(text) == {words: whom}


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers met residents on Monday, and the mayor said they were safe.",
        "The board sold the mill on Monday, and the mayor said it would not open again.",
        "The clerk spoke on Monday. Mayor Tilda Voss said they had agreed.",
        "Mayor Tilda Voss said it was raining.",
        "The mayor said the boats had sunk.",
    ],
)
def test_where_two_fit_or_none_nothing_is_said(text: str) -> None:
    assert opened(text) == {}
