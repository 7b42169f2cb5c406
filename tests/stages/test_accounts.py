"""How the figures of a group are set against each other: few sentences, each with all that it holds for."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from twosource.model import Conflict, Evidence, Figure, FigureGroup, FigureRelation, FigureValue, Story
from twosource.stages import judge
from twosource.stages.judge.accounts import conflicts
from twosource.stages.judge.agreement import relate

NOTHING = judge.ground((), (), (), (), ())


def value(text: str, origin: str, low: float | None, high: float | None, **more: object) -> FigureValue:
    bound = "exact" if low == high else "lower" if high is None else "upper"
    figure = Figure(0, len(text), text, low, high, bound, low or high, "boats", "sunk", **more)  # type: ignore[arg-type]
    return FigureValue(figure, origin, origin, ("r",), (Evidence("r", 0, len(text), text),))


def told(*values: FigureValue) -> list[Conflict]:
    """The conflicts of one group of figures, each two of them related."""
    pairs = []
    for a, b in combinations(range(len(values)), 2):
        relation, reason = relate(values[a].figure, values[b].figure)
        pairs.append(FigureRelation(a, b, relation, reason, (*values[a].spans, *values[b].spans)))
    group = FigureGroup("sunk", "boats", None, values, "compatible", tuple(pairs))
    return list(conflicts(Story("s", ("r",)), NOTHING, (group,)))


def test_figures_that_can_all_hold_are_one_sentence() -> None:
    (one,) = told(
        value("over 3", "the port", 3, None),
        value("at least 5", "the mayor", 5, None),
        value("more than 7", "the port", 7, None),
    )
    assert one.relation == "compatible"
    assert one.what == (
        "Sunk: “over 3” (the port), “at least 5” (the mayor) and “more than 7” (the port). They can all hold."
    )
    assert len(one.spans) == 3


def test_two_sources_without_a_name_are_not_told_as_one() -> None:
    values = (value("over 3", "unnamed source", 3, None), value("over 5", "unnamed source", 5, None))
    (one,) = told(values[0], replace(values[1], source_id="unnamed@other"))
    assert one.what.startswith("Sunk: “over 3” (an unnamed source) and “over 5” (an unnamed source).")
    (same,) = told(*values)
    assert same.what.startswith("Sunk: “over 3” and “over 5” (an unnamed source).")


def test_one_figure_against_all_others_is_one_sentence() -> None:
    (one,) = told(
        value("in a week 2", "the port", 2, 2, window="P1W"),
        value("9", "the mayor", 9, 9),
        value("9 boats", "the navy", 9, 9),
    )
    assert one.relation == "different scope"
    assert (
        one.what
        == "Sunk: “in a week 2” (the port) against “9” (the mayor, the navy). One covers 1 week only, the other is in all."
    )


def test_a_conflict_stays_apart_from_what_can_hold() -> None:
    found = told(
        value("up to 8", "the port", None, 8),
        value("more than 9", "the mayor", 9, None, low_open=True),
        value("at least 7", "the navy", 7, None),
    )
    assert [one.relation for one in found] == ["conflict", "compatible"]
    assert found[1].what.endswith("Apart from those that conflict, they can all hold.")


def test_figures_that_nothing_ties_are_not_set_against_each_other() -> None:
    one, other = (Figure(0, 1, n, float(n), float(n), "exact", float(n), "people") for n in ("4", "9"))
    values = tuple(
        FigureValue(f, "the port", "port", ("r",), (Evidence("r", 0, 1, f.text),)) for f in (one, other)
    )
    relation, reason = relate(one, other)
    group = FigureGroup("", "people", None, values, relation, (FigureRelation(0, 1, relation, reason),))
    assert relation == "different scope"
    assert conflicts(Story("s", ("r",)), NOTHING, (group,)) == ()
