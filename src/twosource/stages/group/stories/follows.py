"""Which story goes on from which: look-alikes in sequence, linked and not merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....model import Reason
from .days import Day, between
from .grouping import Groups
from .likeness import likeness, moments
from .profile import Profile
from .recalls import meets

# The least average likeness of words, whatever the time between; two rounds of one affair share about half of
# their weight, two fires of one owner a sixth.
FOLLOWS = 0.27
# Compared are so many reports of each side; a story this many days later is a new one.
SAMPLE, LATEST = 6, 180.0
# A look back must name so many of the names that half of the earlier story's reports hold.
NAMES = 2


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
    known = [_known([profiles[i] for i in group]) for group in found.groups]
    met |= set(_looked_back(profiles, found.groups, known))
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
        later, earlier = (b, a) if order > 0 else (a, b)
        names = _recalled([profiles[i] for i in found.groups[later]], known[earlier], days[earlier])
        if alike[a, b] < FOLLOWS and not names:
            continue
        why = (
            f"It looks back to the days of the earlier story and names {', '.join(names)}"
            if names
            else f"It shares {alike[a, b]:.0%} of the weight of its words with the earlier story and comes {abs(order)} days after"
        )
        link = Link(later, earlier, round(alike[a, b] + bool(names), 3), Reason("story.follows", why))
        so_far = best.get(later)
        if so_far is None or (-link.score, link.earlier) < (-so_far.score, so_far.earlier):
            best[later] = link
    return tuple(best[at] for at in sorted(best))


def _words(profiles: Sequence[Profile], a: Sequence[int], b: Sequence[int]) -> float:
    values = [likeness(profiles[i], profiles[j]).words for i in a[:SAMPLE] for j in b[:SAMPLE]]
    return sum(values) / len(values)


def _known(group: Sequence[Profile]) -> frozenset[str]:
    """The names of a story: those that half of its reports hold."""
    told = Counter(name for each in group for name in each.names)
    return frozenset(name for name, n in told.items() if n * 2 >= len(group))


def _looked_back(
    profiles: Sequence[Profile], groups: Sequence[Sequence[int]], known: Sequence[frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """The pairs of stories of which one looks back and names the other, found by names, in order."""
    named: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(known):
        for name in names:
            named[name].append(at)
    for at, group in enumerate(groups):
        for recall in {recall for i in group for recall in profiles[i].recalls}:
            shared = Counter(other for name in recall.names for other in named.get(name, ()))
            yield from ((min(at, o), max(at, o)) for o, n in shared.items() if n >= NAMES and o != at)


def _recalled(later: Sequence[Profile], known: frozenset[str], days: Sequence[Day]) -> tuple[str, ...]:
    """The names of an earlier story by which most reports of a later one look back to its days; () where they do not."""
    found: Counter[str] = Counter()
    looking = 0
    for each in later:
        names = {
            name
            for recall in each.recalls
            for day in moments(each)[:1]
            if each.published_at and len(recall.names & known) >= NAMES and meets(recall, day, days)
            for name in recall.names & known
        }
        looking += bool(names)
        found.update(names)
    if looking * 2 < len(later):
        return ()
    return tuple(
        name.capitalize() for name, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:4]
    )


def _days(group: Sequence[Profile]) -> list[Day]:
    """The days of publication of a story where there are any, else the days its reports name."""
    published = [day for each in group if each.published_at for day in moments(each)]
    return published or [day for each in group for day in each.days]


def _order(a: Sequence[Day], b: Sequence[Day]) -> int:
    """Days from ``a`` to ``b`` by the two days that lie nearest; 0 where nothing tells the order."""
    return min((between(x, y) for x in a for y in b), key=lambda days: (abs(days), days))
