"""A pattern that is looked for only where it can stand finds what it would find everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.stages.group.opposing import causes, involvement, stance, states
from twosource.stages.group.withdrawals import wording
from twosource.text.sought import Pieces, Sought, pieces

PATTERNS = [
    r"\b(?:is|was) (?:\w+ )?(?:alive|safe(?: and sound)?)\b|\bno longer \w+",
    r"(?:un)?harmed\b|[tT]wo (?:of|off) them",
    r"(?:came|went) (?:back )?(?:home|in)\b(?! to)",
    r"(?P<a>[a-z]+) and (?P=a)|(?:ab)+c",
    r"\d+",
]
WORDS = [
    "is",
    "was",
    "found",
    "safe",
    "and",
    "sound",
    "alive",
    "no",
    "longer",
    "so",
    "unharmed",
    "harmed",
    "Two",
    "of",
    "off",
    "them",
    "came",
    "went",
    "back",
    "home",
    "in",
    "to",
    "ab",
    "abab",
    "abc",
    "7",
]


def of_the_house() -> list[Sought]:
    """Patterns of the rules that are looked for so."""
    here = [*causes._kinds().values(), *causes._plain().values(), causes._DEED]
    return [
        *here,
        involvement._DENIED,
        involvement._HAD_DONE,
        stance._AGAINST,
        wording.WITHDRAWN,
        wording.UNTRUE,
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (PATTERNS[0], ("alive", "no longer ", "safe")),
        (r"(?:taken|kept) (?:at|by)", ("kept at", "kept by", "taken at", "taken by")),
        (r"\d+|for sure", ("",)),
        (r"a*b?", ("",)),
        (r"Karn\w+ (?:Army|Navy)\b", (" army", " navy")),
        (r"x(?!y)(?:zz|ww)(?<=z)", ("xww", "xzz")),
    ],
)
def test_pieces_are_the_longest_that_a_match_must_hold(pattern: str, expected: tuple[str, ...]) -> None:
    assert pieces(re.compile(pattern)) == expected


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, *map(str.upper, WORDS)]), max_size=9))
def test_what_is_found_is_what_the_pattern_finds(pattern: str, some: list[str]) -> None:
    text = " ".join(some)
    plain, sought = re.compile(pattern, re.IGNORECASE), Sought(pattern)
    assert [m.span() for m in sought.finditer(text)] == [m.span() for m in plain.finditer(text)]
    first, same = sought.search(text, 3), plain.search(text, 3)
    assert (first and first.span()) == (same and same.span())


def test_what_stands_outside_the_range_is_not_found() -> None:
    assert Sought("safe").search("safe and sound", 2) is None
    assert Sought("sound").search("safe and sound", 0, 10) is None


def test_many_pieces_are_found_at_once_as_one_by_one() -> None:
    every = {"is", "", "alive", "live", "taken hostage", "ken"}
    text = "He was TAKEN hostage, and lives."
    assert Pieces(every).within(text) == {piece for piece in every if piece in text.casefold()}
    assert Pieces(every).within("") == {""}


def test_patterns_of_the_house_are_passed_over_in_most_texts() -> None:
    """None of them falls back to being looked for everywhere, and the states of a text of news are few."""
    assert all("" not in sought.pieces for sought in of_the_house())
    assert all(state.pieces and "" not in state.pieces for state in states.states().values())
    assert not states._pieces().within("The minister spoke for an hour on wages")


TOLD = (
    "All hands are alive and well, but the road is not open and two had been infected.",
    "The hostages were released; none is hurt. The bridge has been closed, he said, and the gate was open again.",
    "Nobody is held any more: they are at home, with power, and the papers are genuine, not forged.",
)


@pytest.mark.parametrize("text", TOLD)
def test_turns_of_a_state_stand_where_they_stand_when_all_are_looked_for(text: str) -> None:
    here = states._pieces().within(text)
    found = []
    for state in states.states().values():
        for turns in (state.yes, state.no):
            whole = re.compile("|".join(f"(?:{turn.words})" for turn in turns), re.IGNORECASE)
            some = [match.span() for match in states._matches(turns, text, here)]
            assert some == [match.span() for match in whole.finditer(text)]
            found += some
    assert len(found) > 2


def test_where_a_pattern_cannot_be_taken_apart_every_text_is_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("twosource.text.sought.import_module", missing)
    assert pieces(re.compile("alive")) == ("",)
    assert Sought("alive").search("She is ALIVE") is not None
