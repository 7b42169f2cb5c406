"""Matches -> the edges that stand: families of copies without chaining, each held together by its best edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...model import Edge
from ..linkage import components, joined, linked
from .kinds import Match, edge
from .matching import Matches

# The least average likeness of two groups of copies that are one family. Through a digest that prints five
# unrelated reports the average between any two of them falls under this; two halves of one wire stay together.
FAMILY = 0.22

Pair = tuple[int, int]


def standing(matches: Matches) -> tuple[Edge, ...]:
    """The edges that stand, in the order of their ids: inside a family the best that hold it together,

    and from another family the one that most was taken by. A near copy across families is only a block.
    """
    found = {match.ids: match for match in matches.found}
    places = {each: place for place, each in enumerate(sorted({i for pair in found for i in pair}))}
    family = _family(matches, places)
    parent: dict[int, int] = {}
    taken: set[Pair] = set()
    kept: list[Edge] = []
    for match in sorted(found.values(), key=_rank):
        copy, original = (places[each] for each in match.ids)
        theirs = family.get(original, original)
        if family.get(copy, copy) == theirs:
            if match.likeness > 0 and joined(parent, copy, original):
                kept.append(edge(match))
        elif (copy, theirs) not in taken:
            taken.add((copy, theirs))
            kept.append(edge(match, "partial" if match.likeness > 0 else match.kind))
    return tuple(sorted(kept, key=lambda e: (e.left, e.right)))


def _family(matches: Matches, places: Mapping[str, int]) -> dict[int, int]:
    """Node -> its family. What belongs to one head is one node, however many; heads hang together on average."""
    groups = components((places[a], places[b]) for a, b in matches.one)
    head = {node: group[0] for group in groups for node in group}
    alike: dict[Pair, float] = {}
    for match in matches.found:
        low, high = sorted(head.get(places[each], places[each]) for each in match.ids)
        if low != high and match.likeness > 0:
            alike[low, high] = max(match.likeness, alike.get((low, high), 0.0))
    family = {node: part[0] for each in _parts(alike) for part in linked(each, FAMILY) for node in part}
    return family | {node: family.get(first, first) for node, first in head.items()}


def _parts(alike: Mapping[Pair, float]) -> Sequence[dict[Pair, float]]:
    """The likenesses, component by component."""
    component = {node: group[0] for group in components(alike) for node in group}
    inside: dict[int, dict[Pair, float]] = defaultdict(dict)
    for pair, value in alike.items():
        inside[component[pair[0]]][pair] = value
    return list(inside.values())


def _rank(match: Match) -> tuple[bool, bool, float, tuple[str, str]]:
    """Better originals first: one that is credited, then the one that most was taken from."""
    credited = match.why.code in ("direction.credit", "direction.agency")
    return not credited, match.kind != "identical", -match.share, match.ids
