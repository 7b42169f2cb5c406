"""Reports -> copy_of edges, from the text alone, before anything is parsed, in any language.

``keys`` and ``compare`` let a store or an engine find the pairs; ``copies`` does the whole over what it is
given. A quotation that two reports share makes no copy: only words outside quotation marks count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model import Edge, Report
from ...text import slug
from ..debts import credited, debts, is_agency, who
from ..linkage import components, joined, linked
from .kinds import RULE, Match, edge, judged
from .words import Body, body, keys_of

__all__ = ["compare", "copies", "debts", "declared", "families", "is_agency", "keys", "who"]

# The least average likeness of two groups of copies that are one family. Through a digest that prints five
# unrelated reports the average between any two of them falls under this; two halves of one wire stay together.
FAMILY = 0.22
# A key that this many reports share is looked up only in so many of them: a family this large is known by then.
CROWD = 64
# Reports with so few keys are compared when they share one; others must share two.
FEW_KEYS = 12


def keys(report: Report) -> tuple[int, ...]:
    """Sixty-three-bit keys: reports that share two of them (one, where they have few) are worth comparing."""
    return keys_of(body(report))


def compare(a: Report, b: Report) -> Edge | None:
    """The copy_of edge of two reports, the copy on the left; None where neither copies the other."""
    found = judged(body(a), body(b))
    return edge(found) if found else None


def copies(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """Who copies whom: for each copy in a family its best original, and every partial or declared debt.

    Kinds are identical, near copy, partial, declared; the score is the share of the copy's own words that it
    took. The order of the reports changes nothing.
    """
    bodies = [
        body(report) for report in sorted({each.id: each for each in reports}.values(), key=lambda r: r.id)
    ]
    return families([found for a, b in _candidates(bodies) if (found := judged(bodies[a], bodies[b]))])


def declared(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """The stated debts to outlets of which no report is here: edges of kind declared, from the report's id

    to the outlet's source_id, with the credit as evidence. How much was taken is not known: the score is 0.
    """
    here = {who(report.publisher) for report in reports if report.publisher}
    return tuple(
        Edge(
            report.id,
            slug(who(credit.name)),
            "copy_of",
            0.0,
            "declared",
            (credited(report, credit),),
            RULE,
        )
        for report in sorted({each.id: each for each in reports}.values(), key=lambda r: r.id)
        for credit in debts(report)
        if who(credit.name) not in here
    )


def _candidates(bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) that share keys, or where one credits the other's publisher."""
    every = [keys_of(each) for each in bodies]
    places: dict[int, list[int]] = defaultdict(list)
    pairs: Counter[tuple[int, int]] = Counter()
    for index, mine in enumerate(every):
        for key in mine:
            pairs.update((other, index) for other in places[key])
            if len(places[key]) < CROWD:
                places[key].append(index)
    for (a, b), count in sorted(pairs.items()):
        same = every[a][0] == every[b][0]
        if count > 1 or same or min(len(every[a]), len(every[b])) <= FEW_KEYS:
            yield a, b
    for a, b in _credited(bodies):
        if not pairs[a, b] > 1:
            yield a, b


def _credited(bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    by_publisher: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(bodies):
        if each.report.publisher:
            by_publisher[who(each.report.publisher)].append(index)
    for index, each in enumerate(bodies):
        for credit in debts(each.report):
            for other in by_publisher.get(who(credit.name), ())[:CROWD]:
                if other != index:
                    yield min(index, other), max(index, other)


def families(matches: Iterable[Match]) -> tuple[Edge, ...]:
    """The edges that stand, in the order of their ids: inside a family the best that hold it together,

    and from another family the one that most was taken by. A near copy across families is only a block.
    """
    found = {match.ids: match for match in matches}
    places = {each: place for place, each in enumerate(sorted({i for pair in found for i in pair}))}
    family = _family({_pair(places, m.ids): m.likeness for m in found.values() if m.likeness > 0})
    parent: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
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


def _family(whole: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Node -> its family, by the smallest member."""
    component = {node: group[0] for group in components(whole) for node in group}
    inside: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, value in whole.items():
        inside[component[pair[0]]][pair] = value
    return {node: part[0] for each in inside.values() for part in linked(each, FAMILY) for node in part}


def _pair(places: Mapping[str, int], ids: tuple[str, str]) -> tuple[int, int]:
    a, b = sorted(places[each] for each in ids)
    return a, b


def _rank(match: Match) -> tuple[bool, bool, float, tuple[str, str]]:
    """Better originals first: one that is credited, then the one that most was taken from."""
    credited = match.why.code in ("direction.credit", "direction.agency")
    return not credited, match.kind != "identical", -match.share, match.ids
