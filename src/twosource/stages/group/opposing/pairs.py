"""Pairs of claims that cannot both hold, whatever their wording, from every room of this package.

Each room finds pairs of propositions of one story and two origins that cannot both hold, whatever their wording;
``relations`` makes edges of them. What is opposite in sign and alike in words is found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..slots import Slots
from .causes import rival_causes
from .clauses import beside, ceased
from .counts import rival_counts, rival_crowds, rival_totals
from .idle import unused
from .involvement import denied_parts
from .states import excluding


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two propositions, by their places in the list, that cannot both hold; the kind of conflict, and why in words."""

    left: int
    right: int
    kind: str
    why: str


def opposing(
    nodes: Sequence[Slots], group_of: Sequence[int], names: Mapping[str, tuple[str, ...]]
) -> Iterator[Opposed]:
    """The first pair of each two claims that exclude each other, in order. ``names`` are those of the origins by id."""
    seen: set[tuple[int, int]] = set()
    for each in _found(nodes, names):
        one, other = group_of[each.left], group_of[each.right]
        pair = (min(one, other), max(one, other))
        ends = nodes[each.left], nodes[each.right]
        if one != other and pair not in seen and not beside(*ends) and not ceased(*ends):
            seen.add(pair)
            yield each


def _found(nodes: Sequence[Slots], names: Mapping[str, tuple[str, ...]]) -> Iterator[Opposed]:
    for left, right in denied_parts(nodes, names):
        yield Opposed(left, right, "actor", "one says that the other had a part in it, which that one denies")
    for left, right in unused(nodes, names):
        yield Opposed(left, right, "actor", "one says that arms did it which the other says were not used")
    for left, right, state in excluding(nodes):
        signs = nodes[left].negated != nodes[right].negated
        yield Opposed(left, right, "polarity" if signs else "status", f"one cannot be and not be {state}")
    for left, right, kinds in rival_causes(nodes):
        yield Opposed(left, right, "status", f"two causes of which only one can be: {kinds}")
    for left, right in rival_counts(nodes):
        yield Opposed(left, right, "count", "two exact numbers of one thing")
    for left, right in rival_crowds(nodes):
        yield Opposed(left, right, "count", "two exact numbers of the persons in one scene")
    for left, right in rival_totals(nodes):
        yield Opposed(left, right, "count", "another number instead of the one told before it")
