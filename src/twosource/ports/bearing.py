"""How partners' words stand to what the desk holds, kept so that what arrives meets only what it is tied to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model import Edge, Heard, Reading


@dataclass(frozen=True, slots=True)
class Ties:
    """What a report is tied by, as numbers: tokens of sources, other ties, words of its statements."""

    sources: frozenset[int]
    others: frozenset[int]
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edge and the reports that its ends lie in, "" for an end that is a source."""

    edge: Edge
    one: str
    other: str


class Bearing(Protocol):
    """The ties of reports, circles of partners' words that hang together by them, and the edges of each circle."""

    def any(self) -> bool:
        """Whether a partner's words were ever received."""

    def met_by(self) -> str:
        """What the ties were made by; "" where nothing was met."""

    def forget(self, basis: str) -> None:
        """Everything has to be met anew, by this."""

    def unmet(self, method: str, limit: int) -> list[tuple[int, Reading]]:
        """Reports in sets that were not met yet, with their numbers, as they were read by this method."""

    def all_met(self) -> None:
        """Note that those that were looked for have been met."""

    def meet_own(self, number: int, ties: Ties) -> Mapping[int, int]:
        """Keep what a report of our own is tied by; the circles it is tied to wait. Comes back with the partners'

        reports that share words with it, and how many.
        """

    def meet_words(self, number: int, ties: Ties) -> None:
        """Put a partner's words in the circle of all that they are tied to, which waits."""

    def stir(self, numbers: Iterable[int]) -> None:
        """The circles of these partners' reports wait."""

    def unmet_objects(self) -> list[tuple[str, str]]:
        """Our objects that tell of another report than when they were met, or were not met, with the report."""

    def meet_object(self, object_id: str, report_id: str, ties: Iterable[int]) -> None:
        """Keep what an object of ours is known by; the circles that are tied to it wait."""

    def waiting(self) -> list[int]:
        """The circles whose edges have to be drawn anew."""

    def words(self, circle: int) -> list[tuple[str, str, Heard]]:
        """The words of a circle in order of arrival: report, partner, words."""

    def near(self, ties: Ties, most: int) -> list[int]:
        """Our reports that these ties lead to, in order: of each source's token the first, and so many by words."""

    def read(self, method: str, numbers: Sequence[int]) -> list[Reading]:
        """What these reports say by this method."""

    def draw(self, circle: int, drawn: Sequence[Drawn]) -> None:
        """Put these edges in place of the circle's former ones; it waits no more, but the sets do in which an edge

        came or went.
        """

    def edges(self, ends: Collection[str]) -> tuple[Edge, ...]:
        """The edges that lead to any of these statements, reports or sources."""

    def beside(self, homes: Collection[int]) -> set[int]:
        """The sets that an edge leads to from a report of one of these."""
