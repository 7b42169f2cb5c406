"""What is known of two figures beyond themselves, and the days that they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...model import Agreement, Figure

Verdict = tuple[Agreement, str]
Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of two figures beyond themselves.

    ``said`` are the days they were given, ``events`` the days of what they count, ``by`` the names of the
    bodies that those who gave them are or speak for, where they are known; ``caps`` are the lowest that each
    one's origin still gave on the other's day or later; ``tested`` says which one counts what a test has shown, ``levels`` for what kind of area.
    """

    same_origin: bool = False
    same_report: bool = False  # both stand in one report
    withdrawn: bool = False  # one of them was taken back by who gave it
    said: Days = (None, None)
    events: Days = (None, None)
    by: tuple[str | None, str | None] = (None, None)
    caps: tuple[float | None, float | None] = (None, None)
    tested: tuple[bool, bool] = (False, False)
    levels: tuple[str | None, str | None] = (None, None)
    alike: bool | None = None  # whether the words around them are of one thing, where they were compared

    def turned(self) -> Setting:
        """The same seen from the other figure."""
        return replace(
            self,
            said=self.said[::-1],
            events=self.events[::-1],
            by=self.by[::-1],
            caps=self.caps[::-1],
            tested=self.tested[::-1],
            levels=self.levels[::-1],
        )

    def days(self, a: Figure, b: Figure) -> Days:
        """The day that each figure is of: its own, else the day it was given on."""
        return day_of(a.as_of or self.said[0]), day_of(b.as_of or self.said[1])


ALONE = Setting()


def day_of(date: str | None) -> str | None:
    """The day of a date, None where it is not known to the day."""
    return date[:10] if date and re.match(r"\d{4}-\d\d-\d\d", date) else None
