"""A text and the same with its cuts replaced by gaps, and where each place has gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..text import GAP
from .details import Cut

__all__ = ["GAP", "Gapped"]


class Gapped:
    """A text and the same with its cuts replaced by gaps, and where each place has gone."""

    def __init__(self, text: str, cuts: Iterable[Cut]) -> None:
        self.old, self.cuts = text, tuple(cuts)
        parts, at, length = [], 0, 0
        self._starts: list[int] = []
        self._placed: list[tuple[int, int, int]] = []  # old start, old end, new start of the gap
        for cut in self.cuts:
            parts += [text[at : cut.start], GAP]
            length += cut.start - at
            self._starts.append(cut.start)
            self._placed.append((cut.start, cut.end, length))
            length += len(GAP)
            at = cut.end
        self.new = "".join([*parts, text[at:]])

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a range stands now; what begins or ends inside a gap holds the whole gap."""
        first, last = self._at(start, False), self._at(end, True)
        return first, max(first, last)

    def _at(self, place: int, is_end: bool) -> int:
        index = bisect_right(self._starts, place - 1 if is_end else place) - 1
        if index < 0:
            return place
        start, end, new = self._placed[index]
        if start <= place < end or (is_end and start < place <= end):
            return new + (len(GAP) if is_end else 0)
        return new + len(GAP) + place - end

    def touched(self, start: int, end: int) -> bool:
        """True where a gap lies in or over a range."""
        return any(cut.start < end and start < cut.end for cut in self.cuts)

    cut = touched
