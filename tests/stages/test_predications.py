"""A statement's clauses: one predication each, no predication in two."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract
from twosource.stages.group.propositions import propositions


def said(text: str) -> Statement:
    """The only statement of a text."""
    (statement,) = extract(read(text, "The Harbour Post"))
    return statement


def told(text: str) -> list[str]:
    """What the statement of a text asserts, piece by piece."""
    return [each.text for each in propositions(said(text))]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Two guards were hurt and a smuggler was arrested in a raid on the mill late on Monday.",
            ["Two guards were hurt", "a smuggler was arrested in a raid on the mill late on Monday"],
        ),
        (
            "The Prison Board said in a statement that the clerk fell down on Sunday and that the gate was shut.",
            ["the clerk fell down on Sunday", "the gate was shut"],
        ),
        (
            "The lower road has been washed out, and the school is closed.",
            ["The lower road has been washed out", "the school is closed"],
        ),
        (
            "I stood at the weir at noon: the gate is lying in the stream.",
            ["I stood at the weir at noon", "the gate is lying in the stream"],
        ),
        (
            "The north mast fell on Friday, while the south mast still carries the cable.",
            ["The north mast fell on Friday", "the south mast still carries the cable"],
        ),
    ],
)
def test_each_predication_with_a_subject_of_its_own_is_one(text: str, clauses: list[str]) -> None:
    assert told(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "The crane that lifted the mast and that held the rope was new",
        "The mill was closed because the wheel had broken and the race had run dry",
        "The company did not sell the boats, nor did it lend them to anybody",
        "The harbour board closed the pier and the old slipway on Monday",
        "The dam holds back a lake and feeds the mills of the valley",
    ],
)
def test_what_hangs_from_another_word_is_not_cut_off(text: str) -> None:
    assert told(text + ".") == [text]


def test_words_told_once_for_two_clauses_belong_to_both() -> None:
    text = "Two guards were hurt and a smuggler was arrested in a raid on the mill late on Monday."
    first, second = said(text).clauses
    assert {text[s.start : s.end] for s in first.shared} >= {"in a raid on the mill", "on Monday"} or {
        text[s.start : s.end] for s in first.shared
    } >= {"in a raid on the mill late on Monday"}
    assert second.shared == ()


def test_a_subject_named_once_belongs_to_what_it_went_on_to_do() -> None:
    text = "The divers of Orsund searched the hold for an hour, and found a second hatch under the ladder."
    first, second = said(text).clauses
    assert text[second.start : second.end].startswith("found a second hatch")
    assert [text[s.start : s.end] for s in second.shared] == ["The divers of Orsund"]
    assert first.shared == ()


def test_a_cue_in_the_middle_does_not_cut_a_clause() -> None:
    text = "The bridge at Selm, the mayor said, was closed on Monday and the ferry was full."
    assert told(text) == ["The bridge at Selm, the mayor said, was closed on Monday", "the ferry was full"]


def claimed(text: str) -> list[str]:
    """What the clauses of a text claim, without how it is known."""
    return [
        text[each.said : each.end] for one in extract(read(text, "The Harbour Post")) for each in one.clauses
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We know that the mast is down", "the mast is down"),
        ("The truth is that the mast fell by noon", "the mast fell by noon"),
        ("After a look at the list we can tell you that forty men are ashore", "forty men are ashore"),
        ("The board stands by its account that the gate was shut", "the gate was shut"),
        ("It has been a long day, but we know that the crane is up", "the crane is up"),
        ("The embassy rejected any suggestion that its country was behind it", "its country was behind it"),
    ],
)
def test_how_it_is_known_is_no_part_of_what_is_claimed(text: str, words: str) -> None:
    assert words in claimed(text + ".")


@pytest.mark.parametrize(
    "text",
    [
        "We do not know that the mast is down",
        "It could be that the mast is down",
        "The danger is that the mast falls",
        "What the mayor said is that the mast is down",
    ],
)
def test_what_is_doubted_feared_or_anothers_word_stays_whole(text: str) -> None:
    assert not [each for each in claimed(text + ".") if each.startswith("the mast")]
