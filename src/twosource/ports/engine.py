"""Where work is done that is too much for one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from ..model import Parse, Reading, Report


class Crew(Protocol):
    """Processes that parse texts and take reports apart, as this one would."""

    def worth(self, characters: int) -> bool:
        """True where so much text is read sooner by the crew than here."""

    def parse(self, code: str, texts: Sequence[str]) -> Iterator[Parse]:
        """One Parse a text of this language, in order. Raises WorkerLost."""

    def say(self, reports: Iterable[tuple[Report, Mapping[str, Parse]]]) -> Iterator[Reading]:
        """What each report says by the parses of its passages, in order, without tokens. Raises WorkerLost."""
