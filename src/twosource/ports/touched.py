"""Which reports are derived together, and what has to be derived anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from ..model import Decision, Derived, Edge, Reading, Report

T = TypeVar("T")
Group = Literal["story", "claim"]

# A key that more reports have than these finds the latest of them only: two full rows of words fill a page of a store.
CROWD = 250
# Weights of words are given in whole parts of 1, so that they are the same in a store and in memory.
PARTS = 65_535


@dataclass(frozen=True, slots=True)
class Marks:
    """What a report is found by: keys of copies, heavy words with their weights (of PARTS), names, and names it looks back to;

    ``seen`` is what it was all made from, kept to be handed back; ``day`` is when it was published, in days since 1970,
    0 where that is not known to the day.
    """

    copies: tuple[int, ...]
    words: Mapping[int, float]
    names: frozenset[int]
    recalled: frozenset[int]
    seen: Any
    day: int = 0


class Near(NamedTuple):
    """A report that shares heavy words, its day, and the product of the weights."""

    number: int
    day: int
    alike: float


class Touches(Protocol):
    """Reports by what they are found by, and the sets they are in. Numbers are those of arrival."""

    def report(self, number: int) -> Report:
        """The report of this number."""

    def seen(self, number: int, kind: type[T]) -> T:
        """What its marks were made from."""

    def size(self, home: int) -> int:
        """How many reports a set holds."""

    def alone(self, number: int) -> bool:
        """True where a report is in a set of its own."""

    def home(self, number: int) -> int:
        """The set that a report is in, by the number of its first member."""

    def homes(self, numbers: Collection[int]) -> Mapping[int, int]:
        """The same of several."""

    def by_copies(self, keys: Sequence[int], most: int) -> Mapping[int, tuple[int, int]]:
        """The reports that share keys of copies: how many they share, and how many they have."""

    def by_words(self, words: Mapping[int, float], most: int, least: float) -> Sequence[Near]:
        """The reports that share heavy words, where the product of the weights is at least this."""

    def by_names(self, names: Iterable[int], recalled: bool, most: int) -> Mapping[int, int]:
        """The reports that hold (or look back to) these names, and how many of them."""

    def add(self, number: int, found: Marks, home: int, merged: Iterable[int]) -> None:
        """A report in a set, which takes in others."""

    def merge(self, home: int, merged: Iterable[int]) -> None:
        """One set of several."""


class Touched(Touches, Protocol):
    """The same in a store, with what has to be derived anew."""

    def placed_by(self) -> Mapping[str, str]:
        """The method by which reports were put in sets; {} where none were."""

    def forget(self, method: Mapping[str, str]) -> None:
        """Take every report out of its set, to be placed by this method."""

    def unmarked(self, method: str, limit: int) -> list[tuple[int, Report]]:
        """Reports that were read by this method and are in no set yet, with their numbers."""

    def homes_of(self, ends: Iterable[str]) -> set[int]:
        """The sets in which these statements, reports or sources are met."""

    def touch(self, homes: Iterable[int]) -> None:
        """These sets have to be derived anew."""

    def waiting(self, homes: Iterable[int] | None = None) -> dict[int, int]:
        """The sets that have to be derived anew (all, or those among these), each with a number that another touch changes."""

    def unheard(self) -> tuple[list[Edge], list[Decision]]:
        """The edges and decisions of people that no set has been derived with yet."""

    def hear(self, decisions: Sequence[Decision]) -> None:
        """These decisions as they stand, and all edges, are followed now."""

    def readings(self, method: str, homes: Collection[int]) -> list[Reading]:
        """What the reports of these sets say by this method."""

    def members(self, group: Group, report_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The derived groups that hold anything of these reports."""

    def former(self, bases: Collection[str], here: Collection[str]) -> dict[str, tuple[str, ...]]:
        """What was in groups that lost any of these reports or statements, but for groups that live elsewhere."""

    def elsewhere(self, here: Collection[str]) -> Callable[[str], bool]:
        """Whether an id is a story's, a claim's or a redirect's that is not among these."""

    def swap(self, derived: Derived, report_ids: Collection[str], waiting: Mapping[int, int]) -> bool:
        """Put the rows of some sets in place of the former ones; False where they were touched meanwhile."""

    def done(self, kept: int, method: Mapping[str, str]) -> bool:
        """Say that all is derived from ``kept`` by this method; False where something waits again."""
