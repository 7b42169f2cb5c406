"""Claims whose exact figures of one thing cannot both hold: they dispute each other (ruling 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from ...data import table
from ...model import Claim, Figure, Proposition, Statement
from .counting import befell, counted_as, persons
from .quantities import told_in

Stated = tuple[tuple[Proposition, Figure], ...]
_SHARE = "share"
_CROWD = 60  # of more claims than this with a figure of one thing, the first by id are compared


def stated(claim: Claim, statements: Mapping[str, Statement]) -> Stated:
    """Where the claim states the exact figure that it is about; empty where it has only a bound or an estimate."""
    told = [
        (p, figure)
        for p in claim.propositions
        for figure in told_in(p, statements.get(p.statement_id))
        if figure.bound == "exact" and figure.measure
    ] or shares(claim, statements)
    if not told:
        return ()
    first = told[0][1]
    return tuple(
        (p, f) for p, f in told if (f.low, f.high, f.measure) == (first.low, first.high, first.measure)
    )


def shares(claim: Claim, statements: Mapping[str, Statement]) -> list[tuple[Proposition, Figure]]:
    """The exact share of a named thing that a claim gives ("52 percent of the vote"), where it gives no count."""
    found = []
    for p in claim.propositions:
        statement = statements.get(p.statement_id)
        inside = [
            f for f in (statement.figures if statement else ()) if p.start <= f.start and f.end <= p.end
        ]
        first = next((f for f in inside if f.measure == _SHARE), None)
        if (
            first is not None
            and first.bound == "exact"
            and counted_as(first.counts) not in ("", "cent", "percent")
        ):
            found.append((p, first))
    return found


def _named_before(told: Stated) -> list[str]:
    """The names that stand before a share: whose it is."""
    titles = {*table("actors.json")["titles"], "the", "with", "according"}
    found: dict[str, None] = {}
    for p, figure in told:
        words = re.findall(r"\b[A-Z][\w’'-]{2,}", p.text[: max(0, figure.start - p.start)])
        found.update(
            (w.removesuffix("'s").removesuffix("’s"), None) for w in words if w.lower() not in titles
        )
    return list(found)


def kind_of(figure: Figure) -> tuple[str, str]:
    """The measure and the kind of thing that figures must share to be of one thing."""
    if figure.measure == _SHARE:
        return _SHARE, "vote" if (noun := counted_as(figure.counts)) == "ballot" else noun
    return befell(figure) or "", figure.unit or ("person" if persons(figure) else counted_as(figure.counts))


def rivals(claims: Iterable[Claim], statements: Mapping[str, Statement]) -> Mapping[str, tuple[str, ...]]:
    """For each claim those with another exact number of the same measure of the same thing."""
    groups: dict[tuple[str, ...], list[tuple[str, Figure]]] = {}
    for claim in claims:
        told = stated(claim, statements)
        if not told:
            continue
        key = (claim.propositions[0].story_id or "", *kind_of(told[0][1]))
        whose = _named_before(told) if told[0][1].measure == _SHARE else [""]
        for name in whose:
            groups.setdefault((*key, name), []).append((claim.id, told[0][1]))
    found: dict[str, list[str]] = {}
    for members in groups.values():
        for (a, left), (b, right) in combinations(sorted(members, key=lambda m: m[0])[:_CROWD], 2):
            if (left.low, left.high) != (right.low, right.high):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return {key: tuple(dict.fromkeys(each)) for key, each in found.items()}
