"""What reports mean, as vectors that are made once: the one signal between reports in two languages.

A desk without an encoder, or with reports in one language, encodes nothing.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Reading, Report
from ..ports import Encoder
from ..stages.group.stories import Profile, encoded
from ..stages.when import window

REMEMBERED = 4_000
# Reports in other languages are sought among those of so many seconds before and after.
NEAR = 4 * 86_400


class Meanings:
    """Vectors by report id, the latest remembered."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Sequence[float]] = OrderedDict()
        self.languages: frozenset[str] = encoder.languages if encoder else frozenset()

    def of(self, reports: Iterable[Report]) -> Mapping[str, Sequence[float]]:
        """The vectors of these reports; of those in a language that the encoder does not know there is none."""
        wanted = {report.id: report for report in reports if report.language in self.languages}
        new = [report for key, report in wanted.items() if key not in self._known]
        if self._encoder and new:
            vectors = self._encoder.encode([encoded(report) for report in new])
            self._known.update(zip((report.id for report in new), vectors, strict=True))
        found = {key: self._known[key] for key in wanted}
        for key in found:
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found

    def between(self, reports: Sequence[Report]) -> Mapping[str, Sequence[float]]:
        """The same where the reports are in several languages; else none are needed."""
        several = len({report.language for report in reports} & self.languages) > 1
        return self.of(reports) if several else {}

    def posted(self, seen: Profile) -> frozenset[int]:
        """The keys under which a report is found by those in other languages."""
        if seen.language not in self.languages:
            return frozenset()
        return frozenset((_key(seen.language, "any"), _key(seen.language, str(_round(seen)))))

    def sought(self, seen: Profile) -> frozenset[int]:
        """The keys under which a report finds those in other languages: near in time, or undated."""
        if seen.language not in self.languages:
            return frozenset()
        at = _round(seen)
        times = ["any"] if at is None else [str(at - 1), str(at), str(at + 1), "None"]
        return frozenset(_key(other, time) for other in self.languages - {seen.language} for time in times)


NO_MEANINGS = Meanings()


@dataclass(frozen=True, slots=True)
class Afresh:
    """What is asked of reports while stories are made of them: their words by a lent date, and what they mean."""

    read: Callable[[Report], Reading]
    meanings: Meanings = NO_MEANINGS


def _round(seen: Profile) -> int | None:
    day = window(seen.published_at)
    return int(day.middle // NEAR) if day else None


def _key(language: str, time: str) -> int:
    return zlib.crc32(f"meaning {language} {time}".encode())
