"""Claims whose exact figures of one thing cannot both hold: they dispute each other (ruling 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from ...model import Claim, Figure, Proposition, Statement
from .counting import counted_as, persons
from .quantities import told_in

Stated = tuple[tuple[Proposition, Figure], ...]
_CROWD = 60  # of more claims than this with a figure of one thing, the first by id are compared


def stated(claim: Claim, statements: Mapping[str, Statement]) -> Stated:
    """Where the claim states the exact figure that it is about; empty where it has only a bound or an estimate."""
    told = [
        (p, figure)
        for p in claim.propositions
        for figure in told_in(p, statements.get(p.statement_id))
        if figure.bound == "exact" and figure.measure
    ]
    if not told:
        return ()
    first = told[0][1]
    return tuple(
        (p, f) for p, f in told if (f.low, f.high, f.measure) == (first.low, first.high, first.measure)
    )


def kind_of(figure: Figure) -> tuple[str, str]:
    """The measure and the kind of thing that figures must share to be of one thing."""
    return figure.measure or "", figure.unit or ("person" if persons(figure) else counted_as(figure.counts))


def rivals(claims: Iterable[Claim], statements: Mapping[str, Statement]) -> Mapping[str, tuple[str, ...]]:
    """For each claim those with another exact number of the same measure of the same thing."""
    groups: dict[tuple[str, ...], list[tuple[str, Figure]]] = {}
    for claim in claims:
        told = stated(claim, statements)
        if told:
            key = (claim.propositions[0].story_id or "", *kind_of(told[0][1]))
            groups.setdefault(key, []).append((claim.id, told[0][1]))
    found: dict[str, list[str]] = {}
    for members in groups.values():
        for (a, left), (b, right) in combinations(sorted(members, key=lambda m: m[0])[:_CROWD], 2):
            if (left.low, left.high) != (right.low, right.high):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return {key: tuple(each) for key, each in found.items()}
