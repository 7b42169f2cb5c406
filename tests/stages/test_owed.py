"""Turns of phrase by which somebody says from whom they have it."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.stages.extract import told


def owing(text: str) -> set[tuple[str, str]]:
    """Who has it from whom; an unnamed giver by what they are called."""
    dissection = read(text)
    found = told(dissection)[1]
    return {(edge.left, edge.right.split(":")[1] if ":" in edge.right else edge.right) for edge in found}


NINE = "Nine boats are lost, Mayor Una Sell said."


@pytest.mark.parametrize(
    "text",
    [
        "“Nine boats are lost; that is what the Dam Inspectorate told me,” Mayor Una Sell said.",
        f"{NINE} “I am only repeating what the Dam Inspectorate told us,” she said.",
        "Nine boats are lost, Mayor Una Sell said, passing on what the Dam Inspectorate had counted.",
        "“Nine boats are lost, the Dam Inspectorate tells me,” Mayor Una Sell said.",
        "“Nine boats are lost, so the Dam Inspectorate has informed us,” Mayor Una Sell said.",
        f"{NINE} The figure was the Dam Inspectorate's, not hers, she added.",
        "Mayor Una Sell put the number of lost boats at nine, a figure she attributed to the Dam Inspectorate.",
        f"{NINE} Asked how she knew, she pointed to the Dam Inspectorate.",
        f"{NINE} Asked where the number came from, she named the Dam Inspectorate.",
        f"{NINE} She was reading from a report by the Dam Inspectorate.",
        "Mayor Una Sell held up the report which the Dam Inspectorate made in May, and she read from it.",
        f"{NINE} “I have the report of the Dam Inspectorate here in front of me,” she said.",
        f"{NINE} “I hold the Dam Inspectorate’s report in my hand,” she said.",
        f"{NINE} “That’s the Dam Inspectorate speaking, not me,” she said.",
        f"{NINE} “Those are the Dam Inspectorate’s words,” she said.",
        f"{NINE} She bases this on the account of the Dam Inspectorate.",
        f"{NINE} Her office knew this from what the Dam Inspectorate had shared with it, she said.",
        "Mayor Una Sell said that, on information passed to her by the Dam Inspectorate, nine boats are lost.",
        "Mayor Una Sell said on Monday that, from reports by the Dam Inspectorate, nine boats are lost.",
        "Mayor Una Sell said that, according to data given to her by the Dam Inspectorate, nine boats are lost.",
        "“From what the Dam Inspectorate has shared with us, nine boats are lost,” Mayor Una Sell said.",
        "“On what the Dam Inspectorate has told us, nine boats are lost,” Mayor Una Sell said.",
        "Based on data received from the Dam Inspectorate, Mayor Una Sell said that nine boats are lost.",
        "“Nine boats, and I have that number from the Dam Inspectorate, not from a fish,” Mayor Una Sell said.",
    ],
)  # fmt: skip
def test_who_says_from_whom_they_have_it_rests_on_them(text: str) -> None:
    assert owing(text) == {("una-sell", "dam-inspectorate")}


@pytest.mark.parametrize(
    "text",
    [
        "“From what I saw at the Dam Inspectorate, nine boats are lost,” Mayor Una Sell said.",
        "Mayor Una Sell said that on Monday the report from the Dam Inspectorate had been read out.",
        f"{NINE} What the Dam Inspectorate told us was another thing, she said.",
        f"{NINE} “I do not repeat what the Dam Inspectorate told us,” she said.",
        f"{NINE} “The Dam Inspectorate told me to go home,” she said.",
        f"{NINE} The boat was the Dam Inspectorate's first.",
        f"{NINE} Asked what she would do now, she named the Dam Inspectorate.",
        f"{NINE} “I have no report of the Dam Inspectorate here,” she said.",
        f"{NINE} “I have the report of the Dam Inspectorate to thank,” she said.",
        f"{NINE} “The clerk has the report of the Dam Inspectorate here,” she said.",
        f"{NINE} She was reading from left to right.",
        f"{NINE} She read from her own notes.",
        f"{NINE} She was reading from a sheet of paper.",
        f"{NINE} “I have also read what the Dam Inspectorate says,” she said.",
        f"{NINE} These are her words: “Nine boats.”",
        "The flood was attributed to the Dam Inspectorate by nobody, Mayor Una Sell said.",
    ],
)
def test_what_is_only_told_of_somebody_is_no_basis(text: str) -> None:
    assert owing(text) == set()
