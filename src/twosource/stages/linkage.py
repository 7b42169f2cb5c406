"""Average linkage over sparse likenesses: groups that hang together as a whole, not by a chain of pairs.

Raw connected components once chained 4,280 unrelated texts into one group; an average over all pairs of two
groups, where a pair that was never found alike counts as 0, does not.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]


def linked(likeness: Mapping[Pair, float], cut: float, alone: float = 0.0) -> list[list[int]]:
    """Groups of nodes, each in order, whose average likeness stayed at ``cut`` or more while they were joined.

    One pair alone must reach ``cut + alone``: an average over n pairs needs ``alone / n`` more, as it is
    that much surer.

    ``likeness`` is over pairs (i, j) with i < j; a missing pair is 0, a negative one speaks against. Every
    node of a pair is in one group, groups in the order of their smallest nodes. Equal averages are joined in
    the order of their smallest nodes, so the answer depends on the numbers alone.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        near[a][b] = near[b][a] = value
    members = {node: [node] for node in near}
    heap = [(-value, a, b, 1, 1) for (a, b), value in likeness.items() if value >= cut + alone]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        for pair in _join(a, b, near, members):
            pairs = len(members[pair[0]]) * len(members[pair[1]])
            average = near[pair[0]][pair[1]] / pairs
            if average >= cut + alone / pairs:
                heapq.heappush(heap, (-average, *pair, len(members[pair[0]]), len(members[pair[1]])))
    return [sorted(members[key]) for key in sorted(members)]


def _join(
    a: int, b: int, near: dict[int, dict[int, float]], members: dict[int, list[int]]
) -> list[tuple[int, int]]:
    """Puts group ``b`` into ``a`` (a < b), adding up likenesses; the pairs that changed, smaller first."""
    members[a] += members.pop(b)
    mine, theirs = near[a], near.pop(b)
    del mine[b], theirs[a]
    for other, value in theirs.items():
        mine[other] = mine.get(other, 0.0) + value
        del near[other][b]
        near[other][a] = mine[other]
    return [(a, other) if a < other else (other, a) for other in mine]


def components(pairs: Iterable[Pair]) -> list[list[int]]:
    """The connected components of the pairs, each in order, in the order of their smallest nodes."""
    parent: dict[int, int] = {}
    for a, b in pairs:
        joined(parent, a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in sorted(parent):
        groups[_root(parent, node)].append(node)
    return [groups[key] for key in sorted(groups)]


def joined(parent: dict[int, int], a: int, b: int) -> bool:
    """Joins two nodes of a union-find, kept in ``parent``; False where they were together already."""
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low
    return low != high


def _root(parent: dict[int, int], node: int) -> int:
    parent.setdefault(node, node)
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def by_people(groups: Iterable[Sequence[int]], said: Sequence[tuple[bool, int, int]]) -> list[list[int]]:
    """The groups as people want them, in order. ``said`` holds (True, a, b) where the groups of two nodes are one,

    (False, a, b) where the first does not belong with the second and leaves; the latest word wins.
    """
    members = {number: list(group) for number, group in enumerate(groups)}
    home = {node: number for number, group in members.items() for node in group}
    for one, a, b in said:
        if one and home[a] != home[b]:
            low, high = sorted((home[a], home[b]))
            members[low] += members.pop(high)
            home.update((node, low) for node in members[low])
        elif not one and a != b and home[a] == home[b]:
            members[home[a]].remove(a)
            home[a] = max(members) + 1
            members[home[a]] = [a]
    return sorted(sorted(group) for group in members.values())
