"""Whose words a turn of phrase says a sentence repeats, and speakers that the parse lost behind a comma."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.stages.extract import extract


def behind(text: str, content: str) -> set[tuple[str, str]]:
    """Who stands behind the statements that hold these words, beyond the page."""
    found = [s for s in extract(read(text, "The Harbour Post")) if content in s.text]
    assert found
    return {(link.role, link.source_id) for s in found for link in s.attribution.chain[1:]}


@pytest.mark.parametrize(
    "text",
    [
        "A van struck the school bus on purpose, as Mayor Ada Roe put it in a sharply worded note on May 3.",
        "A van struck the school bus on purpose, as Mayor Ada Roe put it on Monday.",
        "A van struck the school bus on purpose, as Mayor Ada Roe put it.",
        "As Mayor Ada Roe put it, a van struck the school bus on purpose.",
        "As Mayor Ada Roe put it in a letter to the council, a van struck the school bus on purpose.",
        "A van struck the school bus on purpose, as Mayor Ada Roe has it in her memoir.",
        "A van struck the school bus on purpose, as Mayor Ada Roe had it on Monday.",
        "A van reportedly struck the school bus on purpose, a detail attributed to Mayor Ada Roe.",
        "A van struck the school bus on purpose, a claim later ascribed to Mayor Ada Roe.",
        "A van struck the school bus on purpose, an account credited to the mayor, Ada Roe.",
    ],
)
def test_the_words_are_theirs_who_put_it_so(text: str) -> None:
    assert behind(text, "struck the school bus on purpose") == {("origin", "ada-roe")}


@pytest.mark.parametrize(
    "text",
    [
        "The school bus stopped, as Mayor Ada Roe put it to the vote on Monday.",
        "The school bus stopped as Mayor Ada Roe put it back on the road.",
        "The school bus stopped, as she has it in her garage.",
        "The school bus stopped, as Mayor Ada Roe has it repaired once a year.",
        "The school bus stopped, a fault attributed to the pump.",
        "The school bus stopped, a delay attributed to Mayor Ada Roe.",
        "The school bus stopped, a figure attributed to the storm.",
    ],
)
def test_what_is_put_elsewhere_and_what_somebody_is_blamed_for_is_nobodys_word(text: str) -> None:
    assert behind(text, "The school bus stopped") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The tank held forty tonnes, a figure that comes from Mayor Ada Roe.",
        "The tank held forty tonnes, a figure first reported by Mayor Ada Roe.",
        "The tank held forty tonnes, a figure given by Mayor Ada Roe.",
    ],
)
def test_a_figure_rests_on_whom_it_is_from(text: str) -> None:
    assert behind(text, "The tank held forty tonnes") == {("basis", "ada-roe")}


@pytest.mark.parametrize(
    "text",
    [
        "A ship of the Norrish coast guard rammed the vessel Lisa in the open sea, outside the waters of Norrland, "
        "the Harbour Board stated on Sunday.",
        "The ferry hit the pier in the fog, beyond the buoys of Lour, the Harbour Board announced on Monday.",
        "The convoy turned back at the bridge, close to the border of Sarvia, the Harbour Board said in a statement.",
    ],
)
def test_a_speaker_behind_a_place_and_a_comma_is_heard(text: str) -> None:
    assert behind(text, text.split(",")[0]) == {("origin", "harbour-board")}


@pytest.mark.parametrize(
    "text",
    [
        "The crowd sang in the square of Lour, while the mayor spoke.",
        "The choir sang in the church, across the square of Lour, when the bishop spoke.",
        "He lost the vote in the second round, the crowd of Lour shouting from the square.",
    ],
)
def test_who_speaks_at_the_same_time_says_nothing_of_it(text: str) -> None:
    assert behind(text, text.split(",")[0]) == set()


WITHDRAWN = "the cutter fired two warning shots before the crash"


@pytest.mark.parametrize(
    "text",
    [
        f"The Ferry Times withdraws its report of Sunday that {WITHDRAWN}.",
        f"The Ferry Times has withdrawn its report that {WITHDRAWN}.",
        f"The Ferry Times retracts its story of Sunday that {WITHDRAWN}.",
        f"The Ferry Times retracted a story published on Sunday saying that {WITHDRAWN}.",
        f"The Ferry Times has rescinded its earlier claim that {WITHDRAWN}.",
    ],
)
def test_what_is_withdrawn_is_told_as_said_by_who_withdraws_it(text: str) -> None:
    found = [s for s in extract(read(text, "The Harbour Post")) if s.text == WITHDRAWN]
    assert [(s.attribution.chain[-1].source_id, s.polarity, s.features["withdraws"]) for s in found] == [
        ("ferry-times", "affirmed", 1.0)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"The Ferry Times has not withdrawn its report that {WITHDRAWN}.",
        "The Ferry Times withdrew the statement that it had signed.",
        "The army withdrew the troops that had crossed the river before dawn on Sunday.",
        "The board withdrew a claim that was filed in May by the owner of the cutter.",
    ],
)
def test_what_stands_and_what_was_never_said_is_not_withdrawn(text: str) -> None:
    content = text.split(" that ")[1].rstrip(".")
    found = [s for s in extract(read(text, "The Harbour Post")) if s.text == content]
    assert not any(s.features.get("withdraws") for s in found)
