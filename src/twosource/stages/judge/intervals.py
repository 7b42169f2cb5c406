"""Two figures of one scope: only their intervals speak.

``conflict`` where no number lies in both, ``agree`` where they say the same, ``compatible`` where both can hold.
"""

from __future__ import annotations

import math
from dataclasses import replace

from ...model import Figure
from .setting import Verdict
from .wording import sentence, words

# How the reason ends that many pairs of a group may share, whatever their numbers.
CAN_HOLD = "can both hold."


def ends(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest number that a figure allows, infinite where it names none."""
    low = -math.inf if figure.low is None else figure.low
    return low, math.inf if figure.high is None else figure.high


def overlap(a: Figure, b: Figure) -> bool:
    """True where some number lies in both intervals; an open end is not part of its interval."""
    low, high = max(ends(a)[0], ends(b)[0]), min(ends(a)[1], ends(b)[1])
    if low != high:
        return low < high
    return not any((f.low_open and f.low == low) or (f.high_open and f.high == high) for f in (a, b))


def by_interval(a: Figure, b: Figure) -> Verdict:
    """Agree, compatible or conflict, of two figures that nothing but their numbers sets apart."""
    if same(a, b):
        return "agree", f"Both say {words(a)}."
    if a.nominal != b.nominal and overlap(_at_least(a), _at_least(b)):
        return "compatible", f"One is told of ({words(a if a.nominal else b)}), not said to be the only one."
    if not overlap(a, b):
        return "conflict", f"{sentence(words(a))} and {words(b)} cannot both hold."
    if a.value is not None and a.value == b.value and {a.bound, b.bound} <= {"exact", "approximate"}:
        return "agree", f"{sentence(words(a))} and {words(b)} give the same number, one of them roughly."
    return "compatible", f"{sentence(words(a))} and {words(b)} {CAN_HOLD}"


def same(a: Figure, b: Figure) -> bool:
    """True where both say the same interval."""
    return (a.low, a.high, a.low_open, a.high_open) == (b.low, b.high, b.low_open, b.high_open)


def _at_least(figure: Figure) -> Figure:
    """A single person told of says at least one; other figures say what they say."""
    return replace(figure, high=None) if figure.nominal else figure
