"""Which propositions are one claim: average linkage over the odds of pairs, the likest first.

A claim hangs together as a whole: two groups are joined where the mean of the odds over their pairs is enough,
so that a chain of small resemblances makes no claim. One pair that a slot forbids keeps its groups apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..slots import Slots
from .likeness import Likeness, likeness

ENOUGH = -0.7  # the mean log-odds at which two groups are one claim
# Where a wrong join does less harm less is asked. Two outlets' own voices add no origin to each other: their pair
# must reach OWN_PAIR, their groups OWN, and half of that mean is of each member's likest. Somebody's words in two
# reports add none either.
OWN_PAIR, OWN = -2.4, -4.6
AGAIN = -1.5
_STAND = 6  # so many members of a group are asked for all

Pair = tuple[int, int]


def joined(nodes: Sequence[Slots], pairs: Mapping[Pair, Likeness]) -> list[list[int]]:
    """The groups of propositions that are one claim each; every one is in one group, in order of the first."""
    linkage = _Linkage(nodes, pairs)
    for (a, b), found in sorted(pairs.items(), key=lambda item: (-item[1].odds, item[0])):
        least = OWN_PAIR if nodes[a].own and nodes[b].own else enough(nodes[a], nodes[b])
        if found.odds >= least:
            linkage.join(a, b)
    return [linkage.members[key] for key in sorted(linkage.members)]


def enough(a: Slots, b: Slots) -> float:
    """The odds that are enough for two propositions, by the harm of a wrong join."""
    if a.own and b.own:
        return OWN
    return AGAIN if a.origin == b.origin and a.named and not a.own else ENOUGH


class _Linkage:
    """Groups while they are being joined."""

    def __init__(self, nodes: Sequence[Slots], pairs: Mapping[Pair, Likeness]) -> None:
        self.nodes, self.pairs = nodes, pairs
        self.of = list(range(len(nodes)))
        self.members: dict[int, list[int]] = {index: [index] for index in self.of}
        self.more: dict[Pair, Likeness] = {}  # pairs that no key proposed, once they were asked for

    def join(self, a: int, b: int) -> None:
        """The groups of two become one, where they are alike enough as a whole."""
        left, right = self.of[a], self.of[b]
        if left == right:
            return
        sides = [[a, *self.members[left]], [b, *self.members[right]]]  # the two stand for theirs always
        told = [[i for i in side if not self.nodes[i].own] for side in sides]
        if all(told):  # an outlet's own voice joins no two others' words
            sides = told
        if self._surplus(self._standing(sides[0]), self._standing(sides[1])) < 0:
            return
        low, high = min(left, right), max(left, right)
        for index in self.members[high]:
            self.of[index] = low
        self.members[low] = sorted(self.members[low] + self.members.pop(high))

    def _surplus(self, left: Sequence[int], right: Sequence[int]) -> float:
        """By how much the mean odds of two groups are more than enough; less than 0 where a slot forbids a pair."""
        small, large = sorted((left, right), key=len)
        every: list[float] = []
        likest: list[float] = []
        for a in small:
            each = []
            for b in large:
                found = self._likeness(a, b)
                if found.veto == "story":
                    continue
                if found.veto:
                    return float("-inf")
                each.append(found.odds - enough(self.nodes[a], self.nodes[b]))
            every += each
            likest += [max(each)] if each else []
        if not every:
            return float("-inf")
        mean = sum(every) / len(every)
        loose = all(self.nodes[i].own for i in (*left, *right))
        return (mean + sum(likest) / len(likest)) / 2 if loose else mean

    def _likeness(self, a: int, b: int) -> Likeness:
        pair = (a, b) if a < b else (b, a)
        found = self.pairs.get(pair) or self.more.get(pair)
        if found is None:
            found = self.more[pair] = likeness(self.nodes[pair[0]], self.nodes[pair[1]])
        return found

    def _standing(self, group: Sequence[int]) -> Sequence[int]:
        """The first few members, which stand for all; echoes only where there are no others."""
        return list(dict.fromkeys(i for i in group if len(self.nodes[i].echoes) < 2))[:_STAND] or group[:1]
