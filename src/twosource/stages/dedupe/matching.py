"""Which reports of a collection are compared, and what came of it: by keys, never all pairs, whatever the crowd."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..debts import debts, is_agency, who
from .kinds import Match, judged
from .words import Body, keys_of

# A key, or a publisher, that this many reports share is looked up only in so many.
CROWD = 256
# Reports with so few keys are compared when they share one; others must share two.
FEW_KEYS = 12
# A report this like a head of a family belongs to it; so many members of a family are compared with new ones,
# the others are known by their head (or four hundred reprints of one wire would cost eighty thousand comparisons).
BELONGS, MEMBERS = 0.7, 12


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches found, and the pairs of report ids that count as one text where families are made."""

    found: tuple[Match, ...]
    one: tuple[tuple[str, str], ...]


def matched(bodies: Sequence[Body]) -> Matches:
    """Every match worth having among the bodies. Agencies and the earliest go first, so that they become heads."""
    order = sorted(
        bodies, key=lambda b: (not is_agency(b.report.publisher), b.report.published_at or "9", b.report.id)
    )
    texts, same = _identical(order)
    index = _Index()
    found: list[Match] = list(same)
    one = [match.ids for match in same]
    heads: dict[str, int] = {}
    for each in texts:
        mine = keys_of(each)
        here = [match for other in index.near(each, mine) if (match := judged(each, other))]
        found += here
        head = _head(each, here, heads)
        if head is None:
            heads[each.report.id] = 0
        else:
            heads[head] += 1
            one.append((each.report.id, head))
        if head is None or heads[head] <= MEMBERS:
            index.add(each, mine)
    return Matches(tuple(found), tuple(one))


def _head(each: Body, matches: Sequence[Match], heads: dict[str, int]) -> str | None:
    """The head that a report belongs to, the most alike one; None where it starts a family of its own."""
    alike = [
        (match.likeness, other)
        for match in matches
        for other in match.ids
        if other != each.report.id and other in heads and match.likeness >= BELONGS
    ]
    return max(alike)[1] if alike else None


def _identical(bodies: Sequence[Body]) -> tuple[list[Body], list[Match]]:
    """One body for each text that is there word for word, and the matches of the others with it."""
    texts: dict[bytes, list[Body]] = defaultdict(list)
    for each in bodies:
        if len(each.codes):
            texts[each.codes.tobytes()].append(each)
    heads: list[Body] = []
    same: list[Match] = []
    for group in texts.values():
        head = group[0]
        for other in group[1:]:
            match = judged(head, other)
            head = match.original if match else head
        same += [match for other in group if other is not head and (match := judged(other, head))]
        heads.append(head)
    return heads, same


class _Index:
    """The bodies so far, by their keys, by publisher and by whom they credit."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []
        self.many: list[int] = []
        self.by_key: dict[int, list[int]] = defaultdict(list)
        self.published: dict[str, list[int]] = defaultdict(list)
        self.crediting: dict[str, list[int]] = defaultdict(list)

    def near(self, each: Body, keys: Sequence[int]) -> list[Body]:
        """The bodies worth comparing with this one, in the order in which they came."""
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(self.by_key.get(key, ()))
        few = len(keys) <= FEW_KEYS
        close = {at for at, count in shared.items() if count > 1 or few or self.many[at] <= FEW_KEYS}
        for credit in debts(each.report):
            close.update(self.published.get(who(credit.name), ())[:CROWD])
        if each.report.publisher:
            close.update(self.crediting.get(who(each.report.publisher), ())[:CROWD])
        return [self.bodies[at] for at in sorted(close)]

    def add(self, each: Body, keys: Sequence[int]) -> None:
        """One more body to compare with."""
        at = len(self.bodies)
        self.bodies.append(each)
        self.many.append(len(keys))
        for key in keys:
            if len(self.by_key[key]) < CROWD:
                self.by_key[key].append(at)
        if each.report.publisher:
            self.published[who(each.report.publisher)].append(at)
        for credit in debts(each.report):
            self.crediting[who(credit.name)].append(at)
