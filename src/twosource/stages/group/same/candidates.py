"""Which propositions are compared at all: those that share a key, and those that stand nearest by their words.

No two are compared for being in one story: what a story costs grows with its propositions and not with their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from ..slots import Slots
from ..wording.nearness import direction
from .amounts import counted, large, odd, of_persons

_KEYS = 7  # how many of its heaviest features a proposition is looked up by
_CROWD = 24  # past this many under one key, each is compared with its neighbours only
_NEAREST = 10  # of the propositions of its story; ten hold five of six that are one claim
_LARGE = 4_096  # a story of more propositions is looked through by its keys alone

Pair = tuple[int, int]


def candidates(nodes: Sequence[Slots]) -> Iterator[Pair]:
    """The pairs to compare, each once and in a fixed order."""
    posted: dict[tuple[str, ...], list[int]] = {}
    for index, node in enumerate(nodes):
        for key in _keys(node):
            posted.setdefault(key, []).append(index)
    seen: set[Pair] = set()
    for key in sorted(posted):
        for pair in _neighbours(posted[key]):
            if pair not in seen:
                seen.add(pair)
                yield pair
    yield from sorted(set(_nearest(nodes)) - seen)


def _nearest(nodes: Sequence[Slots]) -> Iterator[Pair]:
    """Each proposition with those of its story whose words point most nearly where its own do."""
    stories: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        stories.setdefault(node.about, []).append(index)
    for members in stories.values():
        if not 2 <= len(members) <= _LARGE:
            continue
        way = np.stack([direction(nodes[i].text, nodes[i].language) for i in members])
        for at, index in enumerate(members):
            near = (way @ way[at]).round(3)
            near[at] = -2
            for other in (-near).argsort(kind="stable")[:_NEAREST].tolist():
                a, b = sorted((index, members[other]))
                if a != b and not (nodes[a].own and nodes[b].own):
                    yield a, b


def _neighbours(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(members) <= _CROWD:
        return combinations(members, 2)
    near = [(a, b) for at, a in enumerate(members) for b in members[at + 1 : at + 4]]
    return [*near, *((members[0], b) for b in members[4:])]


def _keys(node: Slots) -> Iterable[tuple[str, ...]]:
    heavy = sorted(node.weights, key=lambda w: (-node.weights[w], w))[:_KEYS]
    for pair in combinations(sorted(heavy), 2):
        yield (node.about, *pair)
    for clock in node.clocks:
        yield (node.about, "clock", clock)
    if node.figure is not None:
        for kind in {node.figure.measure or "", *counted(node.figure.counts or "")}:
            yield (node.about, "figure", kind, f"{node.figure.value}")
        if odd(node.figure) and of_persons(node.figure):
            yield (node.about, "persons", f"{node.figure.value}")
        if large(node.figure):  # "4,000 reservists", "4,000 reserve troops": whatever they are called
            yield (node.about, "many", f"{node.figure.value}")
        if node.named and not node.own:
            yield ("figure of", node.origin, f"{node.figure.value}")
    for unit, values in node.measures.items():
        for low, high in values:
            yield (node.about, unit, f"{low}-{high}")
    if len(heavy) == 1:
        yield (node.about, "alone", heavy[0], f"{node.negated}")
    if node.named and not node.own:
        for word in heavy:
            yield (node.about, "said", node.origin, word)
    for ident in node.echoes:
        yield ("echo", ident)
