"""The days a text names, in any of the languages of months.json: when the event was, where nobody dates the report.

Only days that are written out count (4 May, May 4, 2020-05-04, 4.5.2020); a weekday needs the date it is to date.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ....data import table

_WRITTEN = re.compile(
    r"(?<![\w.,])(?P<before>\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s{1,3}(?:de\s|of\s)?(?P<month>[^\W\d_]{3,11})(?!\w)\.?"
    r"(?:\s{0,2},?\s{1,3}(?:de\s)?(?P<year>(?:19|20)\d\d)\b)?"
    r"|(?<!\w)(?P<first>[^\W\d_]{3,11})\.?\s{1,3}(?P<after>\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]*\d)"
    r"(?:\s{0,2},?\s{1,3}(?P<then>(?:19|20)\d\d)\b)?"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
)

_DIGIT = re.compile(r"\d")


class Day(NamedTuple):
    """A day that a text names; the year is None where it is not written. ``at`` is where it stands."""

    year: int | None
    month: int
    day: int
    at: int


def days(text: str, end: int = 8_000) -> tuple[Day, ...]:
    """The days written out in the first ``end`` characters, in order."""
    found: list[Day] = []
    end = min(end, len(text))
    if not _DIGIT.search(text, 0, end):
        return ()  # no day is written without one
    match = _WRITTEN.search(text, 0, end)
    while match:
        word = match["month"] or match["first"]
        month = _month(word) if word else int(match["m"])
        number = int(match["before"] or match["after"] or match["d"])
        year = match["year"] or match["then"] or match["y"]
        known = 1 <= month <= 12 and 1 <= number <= 31
        if known:
            found.append(Day(int(year) if year else None, month, number, match.start()))
        # "by evening 9 May": where the word before is no month, the number may belong to the one after.
        match = _WRITTEN.search(
            text, match.end() if known or not match["after"] else match.start("after"), end
        )
    return tuple(found)


@lru_cache(maxsize=4_096)
def _month(word: str) -> int:
    """The month that a word names (March, but not march or Mark); 0 where it names none."""
    low, months = word.casefold(), table("months.json")
    for number in range(12):
        if (
            (word[0].isupper() and low in months["capital"][number])
            or low in months["any"][number]
            or any(
                low.startswith(begins) and len(low) <= len(begins) + 3 for begins in months["begins"][number]
            )
        ):
            return number + 1
    return 0


def apart(a: Day, b: Day) -> float:
    """Days between two days, as ``between`` counts them."""
    return abs(between(a, b))


def between(a: Day, b: Day) -> int:
    """Days from ``a`` to ``b``; where a year is missing, or only the years differ, the fewest it can be.

    The same day of another year is more often a slip of the pen (or a machine's) than an anniversary.
    """
    if (a.month, a.day) == (b.month, b.day):
        return 0
    year = a.year or b.year or 2000
    shifts = (-1, 0, 1)
    if a.year is not None and b.year is not None:
        return _ordinal(b, b.year) - _ordinal(a, a.year)
    if a.year is None and b.year is not None:
        return min((_ordinal(b, b.year) - _ordinal(a, year + shift) for shift in shifts), key=abs)
    return min((_ordinal(b, year + shift) - _ordinal(a, year) for shift in shifts), key=abs)


def _ordinal(day: Day, year: int) -> int:
    for number in (day.day, 28):
        try:
            return date(year, day.month, number).toordinal()
        except ValueError:
            continue
    return 0
