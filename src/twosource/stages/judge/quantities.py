"""The figures that a proposition gives: its count, or a speed that it tells in passing."""

from __future__ import annotations

from ...model import Figure, Proposition, Statement

# Quantities of a thing in motion: what two give for it is compared, though it makes no claim of its own.
_ASIDE = ("speed",)


def told_in(proposition: Proposition, statement: Statement | None) -> list[Figure]:
    """The figures of a proposition: its count, or the quantities that it gives in passing."""
    if proposition.figure is not None:
        return [] if proposition.figure.nominal else [proposition.figure]
    if statement is None:
        return []
    inside = [f for f in statement.figures if proposition.start <= f.start < proposition.end]
    return [f for f in inside if f.measure in _ASIDE and f.unit]
