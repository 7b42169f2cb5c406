"""Which reports can bear on each other at all: the sets that are derived by themselves, and anew where touched.

Two reports touch where one copies the other, where they are near enough to tell one event or to follow each other,
or where one looks back to the other. What hangs together by touches is a set: nothing outside it bears on it, so a
report that arrives changes the one set that it joins (or makes one of several) and no other. Touches are between
pairs and candidates come from keys, so that the sets are the same whatever the order of arrival.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Report
from ..ports import CROWD, PARTS, Marks, Touches
from ..stages import admit, dedupe
from ..stages.group.stories import Likeness, Profile, abroad, compare, keys, profile
from ..stages.group.stories.follows import FOLLOWS, NAMES
from ..stages.group.stories.grouping import BY_KEYS, CLEARLY, FLOOR, JOINS, NEAREST
from ..stages.group.stories.likeness import day_of, moments, nearness, nearness_at_most
from ..stages.group.stories.recalls import meets
from .at_hand import InMemory
from .meaning import NO_MEANINGS, Meanings

# Two reports this alike may be of one story: a pair joins alone from .30 on. At .20 sets of unrelated reports chain
# into one (docs/performance.md), and everything would be derived with everything.
ALIKE = 0.3
# A set this large takes in by likeness only what is surely of its story; copies it takes in always.
LARGE, SURELY = 150, 0.45
# ... and then their heaviest words alone make them at least this alike.
HEAVY = 0.08
# A look back that fits more sets than these tells of none of them: "last month ... NATO ... CNN".
WIDE = 8
# Reports with so few keys are compared when they share one, others when they share two.
FEW_KEYS = 12
# Of the reports that share words so many are looked at, the likeliest first; a report left alone is compared with the
# first of them, and of each set with a few.
LIKELIEST, WEAK, OF_A_SET = 256, 40, 8
# A report is compared by meaning with so many of each language and round of days.
ABROAD = 48
# So many profiles, and likenesses of two, are remembered from one report to the next.
REMEMBERED, COMPARED = 600, 20_000


def marks(report: Report, seen: Profile) -> Marks:
    """What a report is found by."""
    return Marks(
        dedupe.keys(report),
        words_of(seen),
        frozenset(_number(name) for name in seen.found_by),
        frozenset(_number(name) for recall in (*seen.recalls, *seen.asides) for name in recall.names),
        seen,
        day_of(seen),
    )


def ahead(report: Report) -> None:
    """Make what a report is placed by, which is remembered until then."""
    dedupe.keys(report)
    profile(report)


def words_of(seen: Profile) -> dict[int, float]:
    """The heavy words of a report, with their weights."""
    return {_number(key): round(seen.terms[key] * PARTS) / PARTS for key in keys(seen)}


class Touching:
    """Places reports one after the other in the sets of an index."""

    def __init__(self, index: Touches, meanings: Meanings = NO_MEANINGS) -> None:
        self._index, self._meanings = index, meanings
        self._profiles: OrderedDict[int, Profile] = OrderedDict()
        self._compared: OrderedDict[tuple[int, int], Likeness] = OrderedDict()

    def place(self, number: int, report: Report) -> int:
        """The set that a report is in now that it is here, by the number of its first member."""
        mine = profile(report)
        found = marks(report, mine)
        return self.enter(
            number, report, mine, replace(found, names=found.names | self._meanings.posted(mine))
        )

    def enter(self, number: int, report: Report, mine: Profile, found: Marks) -> int:
        """The same for a report that is known by its marks."""
        self._keep(number, mine)
        near = self._near(number, found.words, found.day)
        homes: set[int] = set()
        for other in self._alike(number, found, near, homes):
            homes.add(self._index.home(other))
        for other in self._copies(report, found, homes):
            homes.add(self._index.home(other))
        for other in self._abroad(report, mine, homes):
            homes.add(self._index.home(other))
        homes |= set() if homes else self._nearest(number, mine, near)
        # Where it is left alone too it makes no set that another could be nearest to.
        lone = self._lone(number, mine, near) if homes else []
        home = min((number, *homes))
        self._index.add(number, found, home, homes - {home})
        for other in lone:
            theirs = self._profile(other)
            if not self._index.alone(other):
                continue
            nearest = self._nearest(other, theirs, self._near(other, words_of(theirs), day_of(theirs)))
            if nearest:
                joined = min((other, *nearest))
                self._index.merge(joined, {other, *nearest} - {joined})
        return self._index.home(number)

    def _near(self, number: int, words: Mapping[int, float], day: int) -> dict[int, float]:
        """The reports that share heavy words, the likeliest first, with the product of the weights.

        The days between count here as they do in ``group.stories``, and no report has to be read for it.
        """
        found = [
            (each.alike * nearness_at_most(day, each.day), each)
            for each in self._index.by_words(words, CROWD, BY_KEYS)
            if each.number != number
        ]
        likely = sorted((-value, each.number, each.alike) for value, each in found if value >= BY_KEYS)
        return {other: alike for _, other, alike in likely[:LIKELIEST]}

    def _nearest(self, number: int, mine: Profile, near: Collection[int]) -> set[int]:
        """The one set that a report left alone is clearly nearest to, as ``group.stories`` places it."""
        known = self._index.homes(list(near)[:WEAK])
        members: dict[int, list[int]] = defaultdict(list)
        for other in list(near)[:WEAK]:
            members[known[other]].append(other)
        values = {home: self._value(number, mine, some[:OF_A_SET], JOINS) for home, some in members.items()}
        best, home = max(((value, home) for home, value in values.items()), default=(0.0, 0))
        if best < JOINS or self._index.size(home) >= LARGE:
            return set()
        bound = best * CLEARLY
        others = (some[:OF_A_SET] for each, some in members.items() if each != home)
        return set() if any(self._value(number, mine, some, bound) > bound for some in others) else {home}

    def _value(self, number: int, mine: Profile, some: Sequence[int], least: float) -> float:
        """How alike a report is to the nearest of these on average; 0 as soon as it is known to be less than this.

        Whatever is more than ALIKE has touched already, and is not asked for here.
        """
        scores: list[float] = []
        for at, other in enumerate(some):
            if sum(sorted([*scores, *[ALIKE] * (len(some) - at)])[-NEAREST:]) < least * NEAREST:
                return 0.0
            scores.append(self._likeness(number, mine, other).score)
        return sum(sorted(scores)[-NEAREST:]) / NEAREST

    def _lone(self, number: int, mine: Profile, near: Collection[int]) -> list[int]:
        """The reports left alone that may join a story now that this one is here."""
        some = list(near)[:WEAK]
        known = self._index.homes(some)
        return [
            other
            for other in some
            if known[other] == other
            and self._index.alone(other)
            and self._likeness(number, mine, other).score >= JOINS
        ]

    def _fresh(self, numbers: Collection[int], homes: set[int]) -> Iterator[int]:
        """Those whose sets the report has not joined yet: one touch is enough."""
        known = self._index.homes(numbers)
        return (number for number in numbers if known[number] not in homes)

    def _copies(self, report: Report, found: Marks, homes: set[int]) -> Iterator[int]:
        few = len(found.copies) <= FEW_KEYS
        shared = self._index.by_copies(found.copies, CROWD)
        close = [n for n, (count, many) in shared.items() if count > 1 or few or many <= FEW_KEYS]
        for number in self._fresh(sorted(close, key=lambda n: (-shared[n][0], n)), homes):
            if dedupe.compare(report, admit.recredited(self._index.report(number))) is not None:
                yield number

    def _alike(self, me: int, found: Marks, near: Mapping[int, float], homes: set[int]) -> Iterator[int]:
        mine = self._profile(me)
        for number in self._fresh([other for other, alike in near.items() if alike >= HEAVY], homes):
            if near[number] * nearness(mine, self._profile(number)) >= HEAVY:
                how = self._likeness(me, mine, number)
                touches = how.score >= ALIKE or (how.score >= FLOOR and how.words >= FOLLOWS)
                if touches and (how.score >= SURELY or not self._large(number)):
                    yield number
        back = self._index.by_names(found.recalled, False, CROWD)
        ahead = self._index.by_names(found.names, True, CROWD)
        named = self._fresh(sorted(n for n, count in back.items() if count >= NAMES), homes)
        before = [n for n in named if looks_back(mine, self._profile(n)) and not self._large(n)]
        if len({self._index.home(number) for number in before}) <= WIDE:
            yield from before
        for number in self._fresh(sorted(n for n, count in ahead.items() if count >= NAMES), homes):
            if looks_back(self._profile(number), mine) and not self._large(number):
                yield number

    def _abroad(self, report: Report, mine: Profile, homes: set[int]) -> Iterator[int]:
        """The reports in other languages that mean the same, of those that are near in time."""
        sought = self._meanings.sought(mine)
        near = sorted(self._index.by_names(sought, False, ABROAD)) if sought else []
        others = {number: self._index.report(number) for number in self._fresh(near, homes)}
        vectors = self._meanings.of((report, *others.values())) if others else {}
        for number in self._fresh(others, homes):
            theirs = vectors.get(others[number].id)
            if theirs is None or report.id not in vectors or self._large(number):
                continue
            if abroad(mine, self._profile(number), vectors[report.id], theirs) >= ALIKE:
                yield number

    def _large(self, number: int) -> bool:
        return self._index.size(self._index.home(number)) >= LARGE

    def _profile(self, number: int) -> Profile:
        known = self._profiles.get(number)
        return known or self._keep(number, self._index.seen(number, Profile))

    def _likeness(self, number: int, mine: Profile, other: int) -> Likeness:
        """How alike two reports are; one left alone is met again with each that comes near it."""
        pair = (min(number, other), max(number, other))
        known = self._compared.get(pair)
        if known is None:
            known = self._compared[pair] = compare(mine, self._profile(other))
            if len(self._compared) > COMPARED:
                self._compared.popitem(last=False)
        return known

    def _keep(self, number: int, made: Profile) -> Profile:
        self._profiles[number] = made
        if len(self._profiles) > REMEMBERED:
            self._profiles.popitem(last=False)
        return made


def looks_back(later: Profile, earlier: Profile) -> bool:
    """True where one report looks back or aside to days of the other and names what the other names."""
    days = moments(earlier)
    names = earlier.names | earlier.house.keys()
    return bool(later.published_at and days) and any(
        len(recall.names & known) >= NAMES and recall.names & names and meets(recall, day, days)
        for recalls, known in ((later.recalls, names), (later.asides, earlier.found_by))
        for recall in recalls
        for day in moments(later)[:1]
    )


def sets(
    reports: Sequence[Report], joined: Iterable[tuple[str, str]] = (), meanings: Meanings = NO_MEANINGS
) -> list[tuple[str, ...]]:
    """The sets of these reports, by their ids; ``joined`` are pairs of reports that people hold together."""
    index = InMemory(reports)
    touching = Touching(index, meanings)
    for number, report in enumerate(reports):
        touching.place(number, report)
    places = {report.id: number for number, report in enumerate(reports)}
    for a, b in joined:
        if a in places and b in places:
            low, high = sorted((index.home(places[a]), index.home(places[b])))
            index.merge(low, {high} - {low})
    found: dict[int, list[str]] = defaultdict(list)
    for number, report in enumerate(reports):
        found[index.home(number)].append(report.id)
    return [tuple(found[home]) for home in sorted(found)]


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
