"""What turns a text round: a negation, and concepts that are opposites of each other ("late", "on time")."""

from __future__ import annotations

from ..slots import Slots
from .causes import rival
from .states import agree, exclude

_FATES = frozenset(["DEAD", "SURVIVE"])


def opposed(a: Slots, b: Slots) -> bool:
    """True where one affirms what the other denies. An opposite ("late", "on time") turns a negation round.

    So are the two sides of one state of one somebody or something ("forged", "genuine") and
    two causes of one event of which only one can be.
    Two that tell one side of a state ("none is hurt", "all are well") are not, with one negation or two.
    A text that holds both sides of an opposition ("in the dark, with no lights") is not judged by its negation.
    """
    if not (a.own and b.own) and (exclude(a, b) or rival(a, b)):
        return True
    if a.negated != b.negated and agree(a, b):
        return False
    if _both_sides(a, b) or _both_sides(b, a):
        return False
    return (a.negated != b.negated) != bool(turned(a, b))


def turned(a: Slots, b: Slots) -> frozenset[str]:
    """The concepts of the second whose opposite the first holds, where neither holds both.

    Some died and some live: dead and alive are opposites of one somebody only, by name.
    """
    found = frozenset(
        each
        for each in a.opposites
        if each in b.weights and each not in a.weights and each not in b.opposites
    )
    if not found:
        return found
    named = a.names & b.names & a.weights.keys() & b.weights.keys()
    if found <= _FATES and (not named or a.counts or b.counts):
        return frozenset()
    return found


def _both_sides(a: Slots, b: Slots) -> bool:
    """True where the first holds both sides of an opposition that the second holds a side of."""
    return any(each in a.weights and (each in b.weights or each in b.opposites) for each in a.opposites)
