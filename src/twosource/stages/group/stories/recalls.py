"""Where a report looks back: a paragraph that counts back to an earlier day and names what was there.

English for the counted distances ("two weeks ago", "a fortnight ago"); days written out in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ....data import table
from ....data.numerals import one_spelled, whole
from .days import Day, between, days

_AGO = re.compile(
    rf"(?P<few>a|an|{one_spelled(12)}|\d{{1,2}})\s"
    r"(?:(?P<unit>day|week|fortnight|month)s?)\s(?:ago|earlier|before)|(?P<last>last)\s(?P<of>week|month)\b"
    r"|(?P<this>earlier)\sthis\s(?P<within>week|month)\b",
    re.IGNORECASE,
)  # fmt: skip
# One of these stands wherever one of those does, and is found sooner.
_MAY = re.compile("ago|earl|before|last")
# Days in a unit, and how many days off one still says it so.
_UNITS = {"day": (1, 1), "week": (7, 4), "fortnight": (14, 4), "month": (30, 16)}
# A full date nearer than this to publication is the event's own.
_NEAR = 2


class Recall(NamedTuple):
    """Days before publication between which a paragraph looks back, and the names that stand in it."""

    least: int
    most: int
    names: frozenset[str]


@cache
def calendar() -> frozenset[str]:
    """The names of days and months, which name no place and nobody."""
    words = table("times_en.json")["words"]
    return frozenset((*words["WDAY"], *words["MONTH"]))


@cache
def weekdays() -> re.Pattern[str]:
    """A day of the week by its name: "on Tuesday"."""
    names = "|".join(sorted(table("times_en.json")["words"]["WDAY"]))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


def distances(line: str, published: Day | None) -> Iterator[tuple[int, int]]:
    """The least and most days back that each look back in a line can mean."""
    for match in _AGO.finditer(line) if _MAY.search(line.casefold()) else ():
        if match["unit"]:
            few = match["few"].casefold()
            number = 1 if few in ("a", "an") else whole(few) or 0
            size, slack = _UNITS[match["unit"].casefold()]
            yield max(1, number * size - slack), number * size + slack
        elif match["last"]:
            yield (1, 13) if match["of"].casefold() == "week" else (1, 61)
        else:
            yield (1, 6) if match["within"].casefold() == "week" else (1, 30)
    for day in days(line) if published else ():
        back = -between(published, day) if published else 0
        if back > _NEAR:
            yield back, back


def meets(recall: Recall, later: Day, earlier: Sequence[Day]) -> bool:
    """Whether a look back from ``later`` can mean one of these days; news is a day old when it is told."""
    return any(recall.least - 1 <= between(day, later) <= recall.most + 1 for day in earlier)
