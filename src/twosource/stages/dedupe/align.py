"""Two reports side by side: which passages they share, and how much of each is made of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .words import RUN, Body, Mask


@dataclass(frozen=True, slots=True)
class Shared:
    """What two bodies share. Shares are of the own words (outside quotations) of each side.

    ``left`` and ``right`` are the containments; ``blocks`` are the passages as
    (left word, right word, words), longest first; ``longest`` counts own words only.
    """

    left: float
    right: float
    words: int
    longest: int
    blocks: tuple[tuple[int, int, int], ...]


NOTHING = Shared(0.0, 0.0, 0, 0, ())


def shared(a: Body, b: Body) -> Shared:
    """The exact comparison of two reports, by runs of words."""
    if not len(a.runs) or not len(b.runs):
        return NOTHING
    sorted_right = b.runs[b.order]
    place = np.minimum(np.searchsorted(sorted_right, a.runs), len(b.runs) - 1)
    to = b.order[place]
    hit = b.runs[to] == a.runs
    if not hit.any():
        return NOTHING
    common = np.unique(a.runs[hit])
    spot = np.minimum(np.searchsorted(common, b.runs), len(common) - 1)
    from_a, from_b = _covered(hit, len(a.codes)), _covered(common[spot] == b.runs, len(b.codes))
    blocks = _blocks(np.flatnonzero(hit), to[hit])
    longest = max(int(np.count_nonzero(a.own[i : i + n])) for i, _, n in blocks[:8])
    return Shared(
        _part(from_a, a.own), _part(from_b, b.own), int(np.count_nonzero(from_a & a.own)), longest, blocks
    )


def _covered(hit: Mask, count: int) -> Mask:
    """Which words stand inside a shared run."""
    covered = np.zeros(count, dtype=np.bool_)
    for place in range(RUN):
        covered[place : place + len(hit)] |= hit
    return covered


def _part(covered: Mask, own: Mask) -> float:
    """The share of the own words that are covered; of all words where the report is nothing but a quotation."""
    mine = np.count_nonzero(own)
    if mine < RUN:
        return float(np.count_nonzero(covered) / max(1, len(covered)))
    return float(np.count_nonzero(covered & own) / mine)


def _blocks(left: NDArray[np.intp], right: NDArray[np.intp]) -> tuple[tuple[int, int, int], ...]:
    """Runs that go on word by word on both sides, as one passage each, longest first."""
    breaks = np.flatnonzero((np.diff(left) != 1) | (np.diff(right) != 1)) + 1
    starts = np.concatenate(([0], breaks))
    ends = np.concatenate((breaks, [len(left)]))
    found = [(int(left[s]), int(right[s]), int(e - s) + RUN - 1) for s, e in zip(starts, ends, strict=True)]
    return tuple(sorted(found, key=lambda block: (-block[2], block[0], block[1])))
