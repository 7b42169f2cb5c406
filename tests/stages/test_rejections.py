"""What is called untrue is denied by whoever calls it so, and affirmed by nobody."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract


def told(text: str) -> list[tuple[str, str, list[str]]]:
    return [(s.text, s.polarity, _origins(s)) for s in extract(read(text))]


def _origins(statement: Statement) -> list[str]:
    return [link.source_id for link in statement.attribution.chain if link.role == "origin"]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the dam at Selm had burst are false, the ministry said.",
        "The ministry said reports that the dam at Selm had burst were entirely unfounded.",
        "The claim that the dam at Selm had burst is a lie, the ministry told reporters.",
        "Reports the dam at Selm had burst were not true, the ministry said.",
        "There is no truth in reports that the dam at Selm had burst, the ministry said.",
        "The ministry dismissed as false reports that the dam at Selm had burst.",
        "The ministry dismissed reports that the dam at Selm had burst as unfounded.",
        "The ministry called reports that the dam at Selm had burst false.",
        '"Reports that the dam at Selm had burst are false," the ministry said.',
        "The ministry denied reports that the dam at Selm had burst.",
        "The ministry has rejected claims that the dam at Selm had burst.",
        "The ministry shrugged off rumours that the dam at Selm had burst.",
        "The ministry dismissed as a rumour reports that the dam at Selm had burst.",
        "The ministry dismissed claims that the dam at Selm had burst as a rumour.",
        "The ministry called the report that the dam at Selm had burst a smear.",
        "The ministry called the report that the dam at Selm had burst nonsense.",
        "It is not true that the dam at Selm had burst, the ministry said.",
        "Reports that the dam at Selm had burst have no basis in fact, the ministry said.",
        "Reports that the dam at Selm had burst do not correspond to reality, the ministry said.",
        "The ministry said the claim by the union that the dam at Selm had burst was without foundation.",
        "The ministry said the report in the Halm Courier that the dam at Selm had burst was false.",
        "It was never the case that the dam at Selm had burst, the ministry said.",
        "It is wrong to say that the dam at Selm had burst, the ministry said.",
    ],
)
def test_the_speaker_denies_it(text: str) -> None:
    assert told(text) == [("the dam at Selm had burst", "denied", ["ministry"])]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry called the other side's version, according to which the dam at Selm had burst, an invention for children.",
        "The ministry dismissed the version that the dam at Selm had burst as nonsense.",
        "The ministry ridiculed the opposing narrative that the dam at Selm had burst.",
        "The ministry ridiculed the narrative that the dam at Selm had burst, noting that it had been mended in May.",
        "The ministry mocked the claim that the dam at Selm had burst.",
        "The ministry scoffed at the theory that the dam at Selm had burst.",
        "The ministry rejected the police account that the dam at Selm had burst.",
        "The ministry rejected the police account, according to which the dam at Selm had burst.",
        "The ministry contested the finding that the dam at Selm had burst.",
    ],
)
def test_who_rejects_anothers_account_denies_what_it_says(text: str) -> None:
    assert ("the dam at Selm had burst", "denied", ["ministry"]) in told(text)
    assert not [each for each in told(text) if "burst" in each[0] and each[1] == "affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry called the report that the dam at Selm had burst an important one.",
        "The ministry repeated the version that the dam at Selm had burst.",
        "The ministry welcomed the finding that the dam at Selm had burst.",
        "The ministry mocked the story that the Selm Post printed.",
        "The ministry criticised the idea that the dam at Selm should be sold.",
    ],
)
def test_an_account_that_is_praised_or_repeated_is_not_denied(text: str) -> None:
    assert not [each for each in told(text) if each[1] == "denied"]


def test_in_the_own_voice_the_outlet_denies_it() -> None:
    assert told("Reports that the dam had burst are false.") == [("the dam had burst", "denied", [])]


def test_what_stands_beside_it_stays_said() -> None:
    text = '"The dam holds. Reports that it had burst are false. Nobody was hurt," Mayor Ida Berg said.'
    assert told(text) == [
        ("The dam holds", "affirmed", ["ida-berg"]),
        ("it had burst", "denied", ["ida-berg"]),
        ("Nobody was hurt", "affirmed", ["ida-berg"]),
    ]


def test_a_rumour_that_nobody_calls_untrue_is_not_denied() -> None:
    assert [polarity for _, polarity, _ in told("Claims that the dam had burst are spreading.")] != ["denied"]
    assert told("The story that the paper ran was false.")[0][0].startswith("The story")


def test_who_does_not_deny_it_or_dismisses_somebody_denies_no_report() -> None:
    plain = told("The mayor has not denied reports that the dam had burst.")
    assert ("the dam had burst", "denied", ["mayor"]) not in plain
    dismissed = told("The mayor dismissed his driver after reports that he had drunk beer.")
    assert "denied" not in [polarity for text, polarity, _ in dismissed if "beer" in text]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The assertion of Vera Lund that the dam was open is without foundation.", "vera-lund"),
        ("The claim by Vera Lund that the dam was open is untrue.", "vera-lund"),
        ("Vera Lund's allegation that the dam was open lacks any foundation.", "vera-lund"),
        ("The assertion in the newspaper Halm Courier that the dam was open is false.", "halm-courier"),
        ("The accusation of Vera Lund that the dam was open has no basis in fact.", "vera-lund"),
    ],
)
def test_what_is_called_false_stays_the_word_of_whoever_said_it(text: str, whose: str) -> None:
    assert sorted(told(text)) == [
        ("the dam was open", "affirmed", [whose]),
        ("the dam was open", "denied", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The assertion of Vera Lund that the dam was open caused anger in the town.",
        "The board did not lack a report of Vera Lund that the dam was open.",
        "The claim of Vera Lund that the dam was open was read out, and the hall was not full.",
    ],
)
def test_what_somebody_asserts_is_not_denied_by_being_told(text: str) -> None:
    assert "denied" not in [polarity for said, polarity, _ in told(text) if said == "the dam was open"]


def test_the_news_of_a_day_is_nobody_s_assertion() -> None:
    assert ("the dam was open", "affirmed", ["day"]) not in told(
        "The claim of the day that the dam was open was repeated."
    )
