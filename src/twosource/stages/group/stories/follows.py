"""Which story goes on from which: look-alikes in sequence, linked and not merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ....model import Reason
from .days import Day, between
from .grouping import Groups
from .likeness import likeness, moments
from .profile import Profile

# The least average likeness of words, whatever the time between; two rounds of one affair share about half of
# their weight, two fires of one owner a sixth.
FOLLOWS = 0.27
# Compared are so many reports of each side; a story this many days later is a new one.
SAMPLE, LATEST = 6, 180.0


@dataclass(frozen=True, slots=True)
class Link:
    """A later story (index of its group) and the earlier one that it goes on from."""

    later: int
    earlier: int
    score: float
    reason: Reason


def follows(profiles: Sequence[Profile], found: Groups) -> tuple[Link, ...]:
    """For each story the one it most likely follows, in the order of the groups."""
    home = {i: at for at, group in enumerate(found.groups) for i in group}
    met = {tuple(sorted((home[a], home[b]))) for a, b in found.scores}
    met |= {tuple(sorted((home[each.left], home[each.right]))) for each in found.apart}
    best: dict[int, Link] = {}
    days = [_days([profiles[i] for i in group]) for group in found.groups]
    alike: dict[tuple[int, int], float] = defaultdict(float)
    for pair in sorted(met):
        a, b = pair[0], pair[1]
        if a == b or not days[a] or not days[b]:
            continue
        order = _order(days[a], days[b])
        if order == 0 or abs(order) > LATEST:
            continue
        alike[a, b] = _words(profiles, found.groups[a], found.groups[b])
        if alike[a, b] < FOLLOWS:
            continue
        later, earlier = (b, a) if order > 0 else (a, b)
        why = f"It shares {alike[a, b]:.0%} of the weight of its words with the earlier story and comes {abs(order)} days after"
        link = Link(later, earlier, round(alike[a, b], 3), Reason("story.follows", why))
        known = best.get(later)
        if known is None or (-link.score, link.earlier) < (-known.score, known.earlier):
            best[later] = link
    return tuple(best[at] for at in sorted(best))


def _words(profiles: Sequence[Profile], a: Sequence[int], b: Sequence[int]) -> float:
    values = [likeness(profiles[i], profiles[j]).words for i in a[:SAMPLE] for j in b[:SAMPLE]]
    return sum(values) / len(values)


def _days(group: Sequence[Profile]) -> list[Day]:
    """The days of publication of a story where there are any, else the days its reports name."""
    published = [day for each in group if each.published_at for day in moments(each)]
    return published or [day for each in group for day in each.days]


def _order(a: Sequence[Day], b: Sequence[Day]) -> int:
    """Days from ``a`` to ``b`` by the two days that lie nearest; 0 where nothing tells the order."""
    return min((between(x, y) for x in a for y in b), key=lambda days: (abs(days), days))
