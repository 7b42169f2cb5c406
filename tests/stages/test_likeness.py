"""Pairs of propositions: their features, the odds they make, and the groups that follow."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from twosource.data import table
from twosource.model import Figure, Proposition
from twosource.stages.group.same.features import features
from twosource.stages.group.same.joining import enough, joined
from twosource.stages.group.same.likeness import fitted, likeness
from twosource.stages.group.slots import Slots
from twosource.stages.group.wording.words import content


def slots(ident: str, text: str, **more: object) -> Slots:
    """A proposition of a speaker and an outlet of its own."""
    read = content(text)
    at = Proposition(ident, f"s{ident}", f"r{ident}", 0, len(text), text, "affirmed", None)
    made = Slots(
        proposition=at, text=text, language="en", weights=read.weights, total=sum(read.weights.values()), telling=1.0, events=frozenset(),
        opposites=frozenset(), names=frozenset(), clocks=read.clocks, figure=None, measures={}, origin=f"o{ident}",
        named=True, own=False, publisher=f"p{ident}", negated=read.negated, modal=False, dated=False,
        days=frozenset(), at="", about="one",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def number(value: float, counts: str) -> Figure:
    return Figure(0, 1, str(value), low=value, high=value, bound="exact", value=value, counts=counts)


def test_features_do_not_depend_on_the_order_of_the_two() -> None:
    a = slots("1", "The lower sluice at Tarn was opened at 4:17 a.m.", days=frozenset(["2025-03-03"]))
    b = slots("2", "Sluices at Tarn stood open by night", days=frozenset(["2025-03-03"]), modal=True)
    assert features(a, b) == features(b, a)
    assert likeness(a, b).odds == likeness(b, a).odds


def test_one_number_of_what_may_be_one_thing_tells_and_another_number_speaks_against() -> None:
    a = slots("1", "Three flares were seen over the pier", figure=number(3, "flares"))
    b = slots("2", "Three lights rose above the water", figure=number(3, "lights"))
    c = slots(
        "3", "Nine boats left the harbour wall", figure=replace(number(9, "boats"), bound="lower", high=None)
    )
    assert features(a, b)["same number"] == 1
    assert likeness(a, b).odds > likeness(slots("1", a.proposition.text), slots("2", b.proposition.text)).odds
    assert "same number" not in features(a, c)


@pytest.mark.parametrize("voices", ["told", "own"])
def test_every_weight_is_of_a_feature_and_none_has_an_absurd_sign(voices: str) -> None:
    weights = fitted(voices)
    against = {
        "no word",
        "other figure",
        "figure alone",
        "clock alone",
        "other day",
        "other mood",
        "own voices",
        "base",
    }
    assert {name for name, weight in weights.items() if weight < 0} <= against
    assert {name for name, weight in weights.items() if weight > 0}.isdisjoint(against)
    assert "left out" in table("likeness.json")["about"]


def test_groups_are_the_same_in_any_order_and_no_forbidden_pair_is_in_one() -> None:
    texts = (
        "The lower sluice at Tarn was opened by night",
        "At night the lower sluice at Tarn had been opened",
        "The lower sluice at Tarn was not opened by night",
        "Barley was sold at the fair of Ull",
    )
    found = set()
    for order in permutations(range(len(texts))):
        nodes = [slots(str(at), texts[at]) for at in order]
        pairs = {(a, b): likeness(nodes[a], nodes[b]) for a in range(4) for b in range(a + 1, 4)}
        groups = joined(nodes, {pair: each for pair, each in pairs.items() if not each.veto})
        found.add(frozenset(frozenset(nodes[i].id for i in group) for group in groups))
    assert found == {frozenset([frozenset("01"), frozenset("2"), frozenset("3")])}


def test_less_is_asked_where_a_wrong_join_does_less_harm() -> None:
    a, b = slots("1", "one"), slots("2", "two")
    own = [replace(each, own=True) for each in (a, b)]
    assert enough(*own) < enough(a, replace(b, origin=a.origin)) < enough(a, b) == enough(own[0], b)
