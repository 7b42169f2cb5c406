"""Where work is done that is too much for one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model import Derived, Parse, Reading, Report


@dataclass(frozen=True, slots=True)
class SetDerived:
    """What the reports of a set came to; ``names`` are the ids that had been given to their stories and claims."""

    reports: tuple[str, ...]
    names: tuple[str, ...]
    derived: Derived


class Crew(Protocol):
    """Processes that parse texts, take reports apart and derive sets, as this one would."""

    def worth(self, characters: int) -> bool:
        """True where so much text is read sooner by the crew than here."""

    def parse(self, code: str, texts: Sequence[str]) -> Iterator[Parse]:
        """One Parse a text of this language, in order. Raises WorkerLost."""

    def say(self, reports: Iterable[tuple[Report, Mapping[str, Parse]]]) -> Iterator[Reading]:
        """What each report says by the parses of its passages, in order, without tokens.

        The crew is at work when this returns. Raises WorkerLost.
        """

    def derives(self, sets: int) -> bool:
        """True where so many sets are derived sooner by the crew than here; it must see the store too."""

    def derive(
        self, method: Mapping[str, str], sets: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, SetDerived]]:
        """What each of these sets comes to by what the store holds now, as they come, with its place among them.

        Raises WorkerLost.
        """
