"""Claims whose exact figures of one thing cannot both hold: they dispute each other (ruling 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from ...model import Claim, Figure
from .counting import counted_as, persons


def stated(claim: Claim) -> Figure | None:
    """The exact figure that a claim is about; None where it has none, or only a bound or an estimate."""
    figures = [p.figure for p in claim.propositions if p.figure is not None and not p.figure.nominal]
    exact = [f for f in figures if f.bound == "exact" and f.measure]
    return exact[0] if exact else None


def rivals(claims: Iterable[Claim]) -> Mapping[str, tuple[str, ...]]:
    """For each claim those with another exact number of the same measure of the same thing."""
    groups: dict[tuple[str, str, str], list[tuple[str, Figure]]] = {}
    for claim in claims:
        figure = stated(claim)
        if figure is not None:
            kind = figure.unit or ("person" if persons(figure) else counted_as(figure.counts))
            key = (claim.propositions[0].story_id or "", figure.measure or "", kind)
            groups.setdefault(key, []).append((claim.id, figure))
    found: dict[str, list[str]] = {}
    for members in groups.values():
        for (a, left), (b, right) in combinations(sorted(members, key=lambda m: m[0])[:60], 2):
            if (left.low, left.high) != (right.low, right.high):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return {key: tuple(each) for key, each in found.items()}
