"""Look-alikes that are told apart by their slots: another day and another count than all the others give.

For groups too small to show a pattern of names. One clash proves nothing (tolls rise, dates are remembered); a
report whose days and whose main count both stand against the rest tells another event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .days import apart
from .likeness import moments
from .profile import Profile

# Nearer than this, one event is simply going on.
DAYS = 8.0


@dataclass(frozen=True, slots=True)
class Other:
    """The reports (indices) of the other event, and the clashing slots in words."""

    members: tuple[int, ...]
    days: str
    counts: str


def other_event(profiles: Sequence[Profile]) -> Other | None:
    """The reports whose day and main count both differ from what the rest agree on; None where there are none."""
    if len(profiles) < 3:
        return None
    for lone, mine in enumerate(profiles):
        same = tuple(
            i for i, p in enumerate(profiles) if i == lone or (_near(p, mine) and not _clash(p, mine))
        )
        rest = [p for i, p in enumerate(profiles) if i not in same]
        if len(rest) < len(same):
            continue
        days = _far(mine, rest)
        counts = _against(mine, rest)
        if days and counts:
            return Other(same, days, counts)
    return None


def _near(a: Profile, b: Profile) -> bool:
    """True where both name a day and the days are near."""
    gaps = [apart(x, y) for x in moments(a) for y in moments(b)]
    return bool(gaps) and min(gaps) < DAYS


def _far(mine: Profile, rest: Sequence[Profile]) -> str:
    """In words, how the days of a report stand away from every known day of the others; "" where they do not."""
    own = moments(mine)
    theirs = [day for each in rest for day in moments(each)]
    if not own or not theirs:
        return ""
    gap, x, y = min(((apart(x, y), x, y) for x in own for y in theirs), key=lambda each: each[0])
    return f"{x.month}-{x.day:02d} is {gap:.0f} days from {y.month}-{y.day:02d}" if gap >= DAYS else ""


def _clash(a: Profile, b: Profile) -> bool:
    return any(noun in b.counts and not numbers & b.counts[noun] for noun, numbers in a.counts.items())


def _against(mine: Profile, rest: Sequence[Profile]) -> str:
    """In words, what most of the others count with one number and this report with another; "" if nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for noun, numbers in mine.counts.items():
        theirs = Counter(number for each in rest for number in each.counts.get(noun, ()))
        if not theirs or numbers & set(theirs):
            continue
        number, agreed = min(theirs.items(), key=lambda item: (-item[1], item[0]))
        if agreed * 2 >= len(rest):
            found.setdefault(("/".join(sorted(numbers)), number), []).append(noun)
    return "; ".join(f"{here} against {there} ({', '.join(nouns)})" for (here, there), nouns in found.items())
