"""What turns a text round is told as by the sets that it is defined by, without making them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.stages.group.opposing.opposites import _both_sides, turned

CONCEPTS = st.frozensets(st.sampled_from(["LATE", "ON TIME", "OPEN", "SHUT", "DEAD", "SURVIVE"]))


@st.composite
def told(draw: st.DrawFn) -> Any:
    weights = dict.fromkeys(draw(CONCEPTS), 1.0)
    return SimpleNamespace(opposites=draw(CONCEPTS), weights=weights, names=frozenset(weights), counts=False)


@settings(max_examples=200, deadline=None)
@given(told(), told())
def test_what_turns_a_text_round(a: Any, b: Any) -> None:
    whole = (a.opposites - a.weights.keys()) & (b.weights.keys() - b.opposites)
    named = a.names & b.names
    assert turned(a, b) == (frozenset() if whole <= {"DEAD", "SURVIVE"} and not named else whole)
    assert _both_sides(a, b) == bool(a.opposites & a.weights.keys() & (b.weights.keys() | b.opposites))
