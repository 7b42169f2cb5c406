"""Reports at hand by what they are found by, as a store has them by its tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..model import Report
from ..ports import Marks, Near

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Posted:
    copies: dict[int, list[int]]
    words: dict[int, list[tuple[int, int, float]]]
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

    def homes(self, numbers: Collection[int]) -> Mapping[int, int]:
        """The same of several."""
        return {number: self.home(number) for number in numbers}

    def by_words(self, words: Mapping[int, float], most: int, least: float) -> Sequence[Near]:
        """The reports that share heavy words, where the product of the weights is at least this."""
        alike: dict[tuple[int, int], float] = defaultdict(float)
        for key in sorted(words):
            for number, day, theirs in self._posted.words.get(key, ())[-most:]:
                alike[number, day] += words[key] * theirs
        return [Near(*each, value) for each, value in alike.items() if value >= least]

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
            self._posted.words[key].append((number, found.day, weight))
        for recalled, names in ((False, found.names), (True, found.recalled)):
            for name in names:
                self._posted.names[recalled, name].append(number)

    def merge(self, home: int, merged: Iterable[int]) -> None:
        """One set of several."""
        for each in merged:
            self._home[each] = home
            self._sizes[home] += self._sizes.pop(each, 0)
