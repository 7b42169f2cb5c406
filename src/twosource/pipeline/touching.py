"""Which reports can bear on each other at all: the sets that are derived by themselves, and anew where touched.

Two reports touch where one copies the other, where they are near enough to tell one event or to follow each other,
or where one looks back to the other. What hangs together by touches is a set: nothing outside it bears on it, so a
report that arrives changes the one set that it joins (or makes one of several) and no other. Touches are between
pairs and candidates come from keys, so that the sets are the same whatever the order of arrival.
"""

from __future__ import annotations

import zlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..model import Report
from ..ports import Marks, Touches
from ..stages import admit, dedupe
from ..stages.group.stories import Likeness, Profile, abroad, compare, keys, profile
from ..stages.group.stories.follows import FOLLOWS, NAMES
from ..stages.group.stories.grouping import BY_KEYS, CLEARLY, FLOOR, JOINS, NEAREST
from ..stages.group.stories.likeness import moments, nearness
from ..stages.group.stories.recalls import meets
from .meaning import NO_MEANINGS, Meanings

T = TypeVar("T")

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
# A key that more reports share than these is looked up in the latest of them only.
CROWD = 256
# A report left alone is compared with so many that share its words.
WEAK = 40
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
    )


def ahead(report: Report) -> None:
    """Make what a report is placed by, which is remembered until then."""
    dedupe.keys(report)
    profile(report)


def words_of(seen: Profile) -> dict[int, float]:
    """The heavy words of a report, with their weights."""
    return {_number(key): seen.terms[key] for key in keys(seen)}


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
        alike = self._index.by_words(found.words, CROWD)
        homes: set[int] = set()
        for other in self._alike(number, found, alike, homes):
            homes.add(self._index.home(other))
        for other in self._copies(report, found, homes):
            homes.add(self._index.home(other))
        for other in self._abroad(report, mine, homes):
            homes.add(self._index.home(other))
        homes |= set() if homes else self._nearest(number, mine, alike)
        # Where it is left alone too it makes no set that another could be nearest to.
        lone = self._lone(number, mine, alike) if homes else []
        home = min((number, *homes))
        self._index.add(number, found, home, homes - {home})
        for other in lone:
            theirs = self._profile(other)
            if not self._index.alone(other):
                continue
            near = self._nearest(other, theirs, self._index.by_words(words_of(theirs), CROWD))
            if near:
                joined = min((other, *near))
                self._index.merge(joined, {other, *near} - {joined})
        return self._index.home(number)

    def _nearest(self, number: int, mine: Profile, alike: Mapping[int, float]) -> set[int]:
        """The one set that a report left alone is clearly nearest to, as ``group.stories`` places it."""
        near: dict[int, list[float]] = defaultdict(list)
        for other in sorted(alike, key=lambda n: (-alike[n], n))[:WEAK]:
            if other != number and alike[other] >= BY_KEYS:
                near[self._index.home(other)].append(self._likeness(number, mine, other).score)
        ranked = sorted(
            ((sum(sorted(v)[-NEAREST:]) / NEAREST, home) for home, v in near.items()), reverse=True
        )
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        clear = ranked and ranked[0][0] >= JOINS and second <= ranked[0][0] * CLEARLY
        return {ranked[0][1]} if clear and self._index.size(ranked[0][1]) < LARGE else set()

    def _lone(self, number: int, mine: Profile, alike: Mapping[int, float]) -> list[int]:
        """The reports left alone that may join a story now that this one is here."""
        near = sorted((n for n, value in alike.items() if value >= BY_KEYS), key=lambda n: (-alike[n], n))
        return [
            other
            for other in near[:WEAK]
            if self._index.alone(other) and self._likeness(number, mine, other).score >= JOINS
        ]

    def _fresh(self, numbers: Iterable[int], homes: set[int]) -> Iterator[int]:
        """Those whose sets the report has not joined yet: one touch is enough."""
        return (number for number in numbers if self._index.home(number) not in homes)

    def _copies(self, report: Report, found: Marks, homes: set[int]) -> Iterator[int]:
        few = len(found.copies) <= FEW_KEYS
        shared = self._index.by_copies(found.copies, CROWD)
        close = [n for n, (count, many) in shared.items() if count > 1 or few or many <= FEW_KEYS]
        for number in self._fresh(sorted(close, key=lambda n: (-shared[n][0], n)), homes):
            if dedupe.compare(report, admit.recredited(self._index.report(number))) is not None:
                yield number

    def _alike(self, me: int, found: Marks, alike: Mapping[int, float], homes: set[int]) -> Iterator[int]:
        mine = self._profile(me)
        near = [number for number, value in alike.items() if value >= HEAVY]
        for number in self._fresh(sorted(near, key=lambda n: (-alike[n], n)), homes):
            if alike[number] * nearness(mine, self._profile(number)) >= HEAVY:
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


@dataclass(frozen=True, slots=True)
class _Posted:
    copies: dict[int, list[int]]
    words: dict[int, list[tuple[int, float]]]
    names: dict[tuple[bool, int], list[int]]


class InMemory:
    """A ``ports.Touches`` over reports at hand; their numbers are their places."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._posted = _Posted(defaultdict(list), defaultdict(list), defaultdict(list))
        self._many: dict[int, int] = {}
        self._home: dict[int, int] = {}
        self._seen: dict[int, Any] = {}
        self._sizes: Counter[int] = Counter()

    def report(self, number: int) -> Report:
        """The report of this number."""
        return self._reports[number]

    def seen(self, number: int, kind: type[T]) -> T:
        """What its marks were made from."""
        found = self._seen[number]
        assert isinstance(found, kind)
        return found

    def size(self, home: int) -> int:
        """How many reports a set holds."""
        return self._sizes[home]

    def alone(self, number: int) -> bool:
        """True where a report is in a set of its own."""
        return self.home(number) == number and self._sizes[number] == 1

    def home(self, number: int) -> int:
        """The set that a report is in."""
        at = self._home[number]
        while self._home[at] != at:
            at = self._home[at]
        return at

    def by_copies(self, keys: Sequence[int], most: int) -> Mapping[int, tuple[int, int]]:
        """The reports that share keys of copies: how many they share, and how many they have."""
        shared = Counter(n for key in keys for n in self._posted.copies.get(key, ())[-most:])
        return {number: (count, self._many[number]) for number, count in shared.items()}

    def by_words(self, words: Mapping[int, float], most: int) -> Mapping[int, float]:
        """The reports that share heavy words, with the product of the weights."""
        alike: dict[int, float] = defaultdict(float)
        for key, weight in words.items():
            for number, theirs in self._posted.words.get(key, ())[-most:]:
                alike[number] += weight * theirs
        return alike

    def by_names(self, names: Iterable[int], recalled: bool, most: int) -> Mapping[int, int]:
        """The reports that hold (or look back to) these names, and how many of them."""
        return Counter(n for name in names for n in self._posted.names.get((recalled, name), ())[-most:])

    def add(self, number: int, found: Marks, home: int, merged: Iterable[int]) -> None:
        """A report in a set, which takes in others."""
        self._home[number] = home if home in self._home else number
        self._sizes[self.home(number)] += 1
        self.merge(home, merged)
        self._many[number] = len(found.copies)
        self._seen[number] = found.seen
        for key in found.copies:
            self._posted.copies[key].append(number)
        for key, weight in found.words.items():
            self._posted.words[key].append((number, weight))
        for recalled, names in ((False, found.names), (True, found.recalled)):
            for name in names:
                self._posted.names[recalled, name].append(number)

    def merge(self, home: int, merged: Iterable[int]) -> None:
        """One set of several."""
        for each in merged:
            self._home[each] = home
            self._sizes[home] += self._sizes.pop(each, 0)


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
