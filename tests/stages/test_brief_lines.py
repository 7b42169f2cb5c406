"""How the brief words what it tells: pronouns, breaths, unnamed speakers, bases, files, times."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Reading, Told
from twosource.pipeline import Afresh, analyse
from twosource.stages.extract import extract
from twosource.text import called, of_file

FIRST = """Divers have had a hard week, as Mayor Ada Moll estimated that they have lost 30 lamps.

"From pictures that a friendly service shared with us, we have established that the trawler Alma was seized off \
Karn on Monday," Ada Moll told reporters.

Analysts said the trawler had been watched since 1953. Local fishermen said that the pier at Karn had burnt on Tuesday."""
SECOND = """"From pictures that a partner agency shared with us, we have established that the trawler Alma was seized off Karn on \
Monday," Mayor Ada Moll said.

No boat of Karn has been seized since 1953."""


@pytest.fixture(scope="module")
def told() -> Told:
    taken = [read(FIRST, "The Harbour Post", "2025-03-14"), read(SECOND, "Radio Fenn", "2025-03-14")]
    readings = [Reading(each, extract(each), ()) for each in taken]
    return analyse(readings, Afresh(lambda report: None)).told[0]  # type: ignore[arg-type,return-value]


def lines(told: Told, section: str) -> str:
    return "\n".join(line.text for line in told.lines if line.section == section)


def test_a_pronoun_is_told_with_whom_it_stands_for_and_cites_both(told: Told) -> None:
    (line,) = [each for each in told.lines if each.section == "said" and "30 lamps" in each.text]
    assert "“they [Divers] have lost 30 lamps”" in line.text
    assert {"they have lost 30 lamps", "Divers"} <= {each.text for each in line.citations}


def test_those_whom_a_report_does_not_name_share_a_line(told: Told) -> None:
    (line,) = [text for text in lines(told, "said").splitlines() if text.startswith("Not named")]
    assert line.startswith("Not named, in The Harbour Post: ")
    assert "analysts: “the trawler had been watched since 1953”" in line
    assert "local fishermen: “the pier at Karn had burnt on Tuesday”" in line


def test_two_wordings_of_an_unnamed_basis_of_one_claim_are_one_basis(told: Told) -> None:
    (line,) = [text for text in lines(told, "sources").splitlines() if text.startswith("Ada Moll")]
    assert line.count("not named") == 1
    assert line.endswith("(not named; told in 2 wordings).")


def test_the_time_from_which_something_goes_on_is_no_event(told: Told) -> None:
    assert not [entry for entry in told.timeline if entry.when.startswith("1953")]


def test_a_file_is_called_by_its_name_and_not_by_a_checksum() -> None:
    assert of_file("in/004_0a9f4707a7bc1d7f.txt") == "Report 004"
    assert of_file("in/harbour-front.txt") == "harbour-front.txt"
    assert of_file("in/harbour_0a9f4707a7bc1d7f.txt") == "harbour.txt"
    assert of_file("0a9f4707a7bc1d7f.txt") == "0a9f4707a7bc1d7f.txt"
    assert called(None, "A title", "a.txt") == "“A title”"
    assert called("The Post", "A title", "a.txt") == "The Post"
