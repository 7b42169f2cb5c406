"""Figures and accounts that somebody keeps to, changes, enters, measures or shows: they are that body's statements."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract

SAID = [
    ("Open Hand Relief raised its count of the dead to eight on Thursday.", "open-hand-relief", "its count of the dead to eight on Thursday"),
    ("The company corrected its figure from five to four.", "company", "its figure to four"),
    ("Harlow Waterworks kept to its figure of 60,000 without water.", "harlow-waterworks", "its figure of 60,000 without water"),
    ("The General Staff for its part holds to its bulletin: the 9th Brigade fired the shells.", "general-staff", "the 9th Brigade fired the shells"),
    ("The ministry is holding on to its account that the pilot was alone.", "ministry", "the pilot was alone"),
    ("The army's own tally stands at 31 dead.", "army", "The army's own tally stands at 31 dead"),
    ("The union has it that the valve was checked twice.", "union", "the valve was checked twice"),
    ("The airport's log, which a manager turned towards us, has the aircraft leaving at 14.12.", "airport", "the aircraft leaving at 14.12"),
    ("The National Institute of Fisheries has detected lead in samples of the water.", "national-institute-of-fisheries", "has detected lead in samples of the water"),
    ("The Consumers' Union has published a figure of its own: 18 times the limit.", "consumers-union", "18 times the limit"),
    ("Ina Roh, who leads the tenants, tells us the same, nine hundred.", "ina-roh", "the same, nine hundred"),
    ("Police published a count of 58 people on the quay.", "police", "a count of 58 people on the quay"),
    ("The club's secretary played us the film: at 2.18 the first tongue of water comes over the wall.", "club-secretary", "at 2.18 the first tongue of water comes over the wall"),
    ("The Health Office denied having been warned as early as Friday.", "health-office", "having been warned as early as Friday"),
    ("By the fire chief's count, nine houses are gone.", "fire-chief", "nine houses are gone"),
    ("Quoting Nell Hargrove, the consul there, Radio Harbour reported that eight had been told to go.", "nell-hargrove", "eight had been told to go"),
]  # fmt: skip


def told(text: str) -> dict[str, str]:
    """The origins of a text's statements that have one, with what they say."""
    found: dict[str, str] = {}
    for statement in extract(read(text)):
        origins = [link.source_id for link in statement.attribution.chain if link.role == "origin"]
        if origins:
            found[origins[-1]] = _words(text, statement)
    return found


def _words(text: str, statement: Statement) -> str:
    parts = statement.parts or (statement,)
    return " ".join(text[part.start : part.end] for part in parts)


@pytest.mark.parametrize(("text", "source", "says"), SAID)
def test_it_is_the_word_of_whoever_keeps_the_figure(text: str, source: str, says: str) -> None:
    assert told(text) == {source: says}


@pytest.mark.parametrize(
    "text",
    [
        "The woman held to her son.",
        "The car raised its speed to 80.",
        "It was in the papers that they have it that Mr Low is ill.",
        "The bank cut its staff to 40.",
    ],
)
def test_what_is_no_figure_or_account_is_the_outlet_s_own(text: str) -> None:
    assert told(text) == {}


def test_what_was_measured_is_the_word_of_the_one_who_tells_of_it() -> None:
    text = "The University of Harlow measured 18 times the limit for lead, the chemist Ada Roe told us."
    assert set(told(text)) == {"ada-roe"}
