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
CROWD = 256
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
    every = sorted({each.id: each for each in reports}.values(), key=lambda report: report.id)
    heads, same = _identical([body(report) for report in every])
    found = [match for a, b in _candidates(heads) if (match := judged(heads[a], heads[b]))]
    return families([*same, *found])


def _identical(bodies: Sequence[Body]) -> tuple[list[Body], list[Match]]:
    """One body for each text that is there word for word, and the matches of the others with it."""
    texts: dict[bytes, list[Body]] = defaultdict(list)
    for each in bodies:
        texts[each.codes.tobytes()].append(each)
    heads: list[Body] = []
    same: list[Match] = []
    for group in texts.values():
        head = group[0]
        if len(head.codes):
            for other in group[1:]:
                match = judged(head, other)
                head = match.original if match else head
            same += [match for other in group if other is not head and (match := judged(other, head))]
            heads.append(head)
    return heads, same


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
    family = _family(found.values(), places)
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


def _family(matches: Iterable[Match], places: Mapping[str, int]) -> dict[int, int]:
    """Node -> its family. Identical texts are one node, however many; the others hang together on average."""
    whole = [(places[m.ids[0]], places[m.ids[1]], m) for m in matches if m.likeness > 0]
    groups = components((a, b) for a, b, m in whole if m.kind == "identical")
    head = {node: group[0] for group in groups for node in group}
    inside: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    alike: dict[tuple[int, int], float] = {}
    for a, b, match in whole:
        low, high = sorted((head.get(a, a), head.get(b, b)))
        if low != high:
            alike[low, high] = max(match.likeness, alike.get((low, high), 0.0))
    component = {node: group[0] for group in components(alike) for node in group}
    for pair, value in alike.items():
        inside[component[pair[0]]][pair] = value
    family = {node: part[0] for each in inside.values() for part in linked(each, FAMILY) for node in part}
    return family | {node: family.get(first, first) for node, first in head.items()}


def _rank(match: Match) -> tuple[bool, bool, float, tuple[str, str]]:
    """Better originals first: one that is credited, then the one that most was taken from."""
    credited = match.why.code in ("direction.credit", "direction.agency")
    return not credited, match.kind != "identical", -match.share, match.ids
