"""Two events inside one group of look-alikes: found by what each half of the reports names and the other does not.

Words that all the reports share (the navy, the pirates, the gulf) say nothing about which of two raids a report is
on; the ship's name, the count and the day do. The group is cut in two along the main axis of its own differences,
and the cut stands only if both sides have names, numbers or dates of their own in their opening sentences.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...terms import weight
from .profile import Profile

# Fewer reports than this show no pattern; the axis is sought among so many of them at most.
FEWEST, MOST = 5, 400
# Terms a side is told by, how much a term that is no name, number or date counts, and the least mean that tells.
TOLD_BY, PLAIN, TOLD = 4, 0.65, 0.5
# A term lighter than this, or in fewer than a third of a side's leads, tells no side.
HEAVY = 2.0
# Sides of eight and eight show their full strength; smaller ones show such a pattern by chance.
SURE = 2.0
NUMBER = 5.0


@dataclass(frozen=True, slots=True)
class Sides:
    """A cut that stands: the two sides (indices), and the terms that tell each, strongest first."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    left_terms: tuple[str, ...]
    right_terms: tuple[str, ...]
    strength: float


def contrast(profiles: Sequence[Profile]) -> Sides | None:
    """The two events among these look-alikes, or None where they are one."""
    if not FEWEST <= len(profiles) <= MOST:
        return None
    axis = _axis(profiles)
    if axis is None:
        return None
    left = tuple(i for i, value in enumerate(axis) if value >= 0)
    right = tuple(i for i, value in enumerate(axis) if value < 0)
    if min(len(left), len(right)) < 2:
        return None
    told = [_told(profiles, mine, others) for mine, others in ((left, right), (right, left))]
    size = min(1.0, math.sqrt(len(left) * len(right) / len(profiles)) / SURE)
    strength = min(sum(value for value, _ in side) / TOLD_BY for side in told) * size
    if strength < TOLD:
        return None
    mine, theirs = (tuple(each for _, each in side) for side in told)
    return Sides(left, right, mine, theirs, strength)


def _axis(profiles: Sequence[Profile]) -> NDArray[np.float64] | None:
    """Each report's place on the main axis of difference: the first principal component of the local weights."""
    many = len(profiles)
    inside = Counter(each for p in profiles for each in p.terms)
    terms = sorted(each for each, n in inside.items() if 2 <= n < many)
    if not terms:
        return None
    place = {each: at for at, each in enumerate(terms)}
    rows = np.zeros((many, len(terms)))
    for row, p in enumerate(profiles):
        for each, value in p.terms.items():
            at = place.get(each)
            if at is not None:
                lead = 1.5 if each in p.opening else 1.0
                rows[row, at] = (
                    value * lead * math.log(many / inside[each]) / math.sqrt(_heft(each, p.language) or 1.0)
                )
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    products = rows @ rows.T
    products -= products.mean(axis=0)
    products -= products.mean(axis=1)[:, None]
    axis: NDArray[np.float64] = np.linalg.eigh(products)[1][:, -1].round(9)
    return axis if axis[int(np.argmax(np.abs(axis)))] >= 0 else -axis


def _heft(each: str, language: str) -> float:
    return NUMBER if each[:1].isdigit() else weight(each, language)


def _told(profiles: Sequence[Profile], mine: Sequence[int], others: Sequence[int]) -> list[tuple[float, str]]:
    """The terms that tell a side: in its leads, not in the other side's; (strength, term), strongest first."""
    leads = Counter(each for i in mine for each in profiles[i].opening)
    foreign: Mapping[str, int] = Counter(each for i in others for each in profiles[i].opening)
    named = Counter(each for i in mine for each in profiles[i].names)
    met = Counter(each for i in mine for each in profiles[i].terms)
    language = profiles[mine[0]].language
    found: list[tuple[float, str]] = []
    for each, count in leads.items():
        if count * 3 < len(mine) or _heft(each, language) < HEAVY:
            continue
        slot = each[:1].isdigit() or named[each] * 2 >= met[each]
        share = count / (len(mine) + 0.5) - (foreign.get(each, 0) + 0.5) / (len(others) + 1)
        found.append((share * (1.0 if slot else PLAIN), each))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:TOLD_BY]
