"""TLP: default deny, the strictest mark wins, groups are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.told import World, named
from twosource import gate
from twosource.errors import UsageError

MARKS = st.builds(gate.Mark, st.sampled_from(gate.LEVELS), st.frozensets(st.sampled_from(["ab", "bc", "cd"])))


@pytest.mark.parametrize(
    ("mark", "ab", "bc", "public"),
    [
        (None, False, False, False),
        (gate.mark("clear"), True, True, True),
        (gate.mark("TLP:GREEN"), True, True, False),
        (gate.mark("amber", ["ab"]), True, False, False),
        (gate.mark("amber"), False, False, False),
        (gate.mark("amber+strict", ["ab"]), False, False, False),
        (gate.mark("red", ["ab"]), True, False, False),
    ],
)
def test_what_a_mark_lets_through(mark: gate.Mark | None, ab: bool, bc: bool, public: bool) -> None:
    assert [gate.verdict(mark, to).may for to in ("ab", "bc", gate.PUBLIC)] == [ab, bc, public]


@given(st.lists(MARKS, min_size=1), st.sampled_from(["ab", "bc", "cd", gate.PUBLIC]))
def test_several_marks_let_through_only_what_each_of_them_does(marks: list[gate.Mark], to: str) -> None:
    together = gate.verdict(gate.strictest(marks), to).may
    assert not together or all(gate.verdict(each, to).may for each in marks)


def test_a_source_restricts_and_never_opens() -> None:
    world = World()
    report = world.report("Halm Herald")
    ident = world.say(report, "Five miners died", named("Mines Inspectorate"))
    statement = next(s for s in world.statements if s.id == ident)
    source = statement.attribution.chain[-1].source_id
    assert gate.bearing(statement, {source: (gate.mark("clear"),)}) is None
    both = {report: (gate.mark("green"),), source: (gate.mark("red", ["ab"]),)}
    assert gate.bearing(statement, both) == gate.mark("red", ["ab"])


def test_a_level_that_is_none_says_what_to_write() -> None:
    with pytest.raises(UsageError, match="clear, green"):
        gate.level("secret")
