"""Texts met word by word: other words for one thing, roots in spelling, names apart; what is never confused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.test_likeness import number, slots
from twosource.stages.group.same.candidates import candidates
from twosource.stages.group.wording.nearness import direction, kin, near, spread


@pytest.mark.parametrize(
    ("one", "other", "stranger"),
    [
        (
            "the sentry was taken prisoner",
            "a guard of the post is in custody",
            "the harvest was brought in early",
        ),
        ("the weir was shut", "they closed the weir", "they painted the weir"),
        ("Two doctors left the clinic", "the surgeons have quit the hospital", "the bakers raised the price"),
        ("the lamp went out", "its light had died", "its roof was new"),
    ],
)
def test_other_words_for_a_thing_are_nearer_than_other_things(one: str, other: str, stranger: str) -> None:
    assert near(one, other)[0] > near(one, stranger)[0] + 0.05
    assert near(one, other)[1] > near(one, stranger)[1]


@pytest.mark.parametrize(
    ("a", "b", "are"),
    [
        ("Orvia", "Orvian", True),
        ("intruder", "intrusion", True),
        ("reservist", "reserve", True),
        ("Marlow", "Marston", False),
        ("port", "portrait", False),
        ("and", "andiron", False),
    ],
)
def test_words_of_one_root(a: str, b: str, are: bool) -> None:
    assert kin(a, b) is are
    assert kin(b, a) is are


def test_a_land_is_met_in_its_people_and_names_are_left_out_of_what_is_said() -> None:
    with_names, said = near("Orvian gunners left", "gunners of Orvia marched off")
    assert with_names > 0.6
    assert spread("The gunners of Orvia").plain.tolist().count(0.0) == 1
    assert said != with_names


@pytest.mark.parametrize(
    ("one", "other"), [("Dzhelan", "Jelan"), ("Khoroz", "Horoz"), ("Tsvetin", "Cvetin"), ("Zhulev", "Julev")]
)
def test_a_name_is_met_in_another_spelling_that_sounds_alike(one: str, other: str) -> None:
    text = "The guards saw {} on the quay"
    there = text.format(one), f"the quay was where {other} stood"
    assert near(*there)[0] > near(there[0], "the quay was where Marlow stood")[0] + 0.1
    assert near(*there)[1] == near(there[0], "the quay was where Marlow stood")[1]


def test_a_large_number_proposes_whatever_it_counts() -> None:
    called = replace(number(4000, "men of the line"), measure="deployed")
    nodes = [
        slots("1", "the crown is to call up 4,000 reservists", figure=number(4000, "reservists"), own=True),
        slots("2", "Orvia plans to raise 4,000 men of the line", figure=called, own=True),
    ]
    assert (0, 1) in set(candidates(nodes))
    small = [replace(each, figure=replace(each.figure, value=4)) for each in nodes if each.figure]
    assert (0, 1) not in set(candidates(small))


def test_nothing_is_near_an_empty_text() -> None:
    assert near("", "the weir was shut") == (0.0, 0.0)
    assert not direction("").any()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_near_is_a_share_the_same_from_both_sides(a: str, b: str) -> None:
    found = near(a, b)
    assert found == near(b, a)
    assert all(0 <= each <= 1.001 for each in found)


def test_a_direction_has_length_one() -> None:
    assert np.linalg.norm(direction("the weir was shut")) == pytest.approx(1, abs=1e-4)


def test_what_shares_no_key_is_compared_where_its_words_are_near() -> None:
    nodes = [
        slots("1", "the sentry was captured"),
        slots("2", "a watchman fell into their custody"),
        *(slots(str(at), f"crate {at} of pears was sold for silver at market") for at in range(3, 30)),
    ]
    assert (0, 1) in set(candidates(nodes))
    assert len(set(candidates(nodes))) == len(list(candidates(nodes)))


def test_propositions_of_two_stories_are_not_compared_for_their_words() -> None:
    nodes = [slots("1", "the sentry was captured"), slots("2", "the sentry was captured", about="two")]
    assert list(candidates(nodes)) == []
