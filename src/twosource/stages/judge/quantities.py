"""The figures that a proposition gives: its count, or a speed that it tells in passing."""

from __future__ import annotations

from ...model import Figure, Proposition, Statement

# Quantities of a thing in motion: what two give for it is compared, though it makes no claim of its own.
_ASIDE = ("speed",)
# What else a clause tells of a thing in passing: set side by side only where the clauses are of one thing.
OF_A_THING = ("age", "distance", "share", "height", "depth", "temperature", "length")


def told_in(proposition: Proposition, statement: Statement | None) -> list[Figure]:
    """The figures of a proposition: its count, or the quantities that it gives in passing."""
    if proposition.figure is not None:
        return [] if proposition.figure.nominal else [proposition.figure]
    return _inside(proposition, statement, _ASIDE)


def measured_in(proposition: Proposition, statement: Statement | None) -> list[Figure]:
    """What a proposition tells of how long, high, far, old or large a part a thing is."""
    return _inside(proposition, statement, OF_A_THING)


def _inside(proposition: Proposition, statement: Statement | None, measures: tuple[str, ...]) -> list[Figure]:
    figures = statement.figures if statement is not None else ()
    inside = [f for f in figures if proposition.start <= f.start < proposition.end]
    return [f for f in inside if f.measure in measures and (f.unit or f.measure == "share")]
