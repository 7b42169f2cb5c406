"""How likely two reports tell one event: likeness of words, times how near they are in time and count.

A product of factors; the exponents come from a logistic regression over pairs of dated and undated reports
(docs/stories.md). Distance in time divides, it does not forbid. Clashing counts were tried and say nothing about
a pair: two accounts of one fire clash as often as two fires do. They tell events apart in ``slots``, where the
other reports agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...terms import weight
from ...when import window
from .days import Day, apart
from .profile import Profile

# The opening sentences say which event it is, the rest its background: their likeness counts for this much.
OPENING = 0.3
# Published within a day and a half: two reports that share words are that much likelier to share the event.
SAME_DAY, SAME_DAY_GAIN = 1.5, 1.2
# Each doubling of the days between publications takes a quarter.
PUBLISHED_DECAY = 0.4
# Where only the texts name days: some days apart is another round of the same; a day months away is more often
# background than the event's own.
NAMED_SAME, NAMED_ROUND = 2.0, 45.0
NAMED_OTHER, NAMED_BACKGROUND = 0.5, 0.75
# A name as good as unseen in a language (terms.weight), shared by reports so few days apart, adds so much, so many times.
RARE, NAMED_WITHIN, RARE_GAIN, RARE_MOST = 9.0, 4.0, 0.05, 3
_DAY = 86_400
LAST_DAY = 65_535
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of two reports (0 to 1.4) and what it was made from; ``gap`` is in days, None if unknown."""

    score: float
    words: float
    gap: float | None
    published: bool


def likeness(a: Profile, b: Profile) -> Likeness:
    """How likely two reports tell one event."""
    words = (1 - OPENING) * (cosine(a, b) + _placed(a, b)) + OPENING * cosine(a, b, opening=True)
    gap = _published_gap(a.published_at, b.published_at)
    if gap is not None:
        return Likeness(words * nearness(a, b) + _named(a, b, gap), words, gap, True)
    gap = _named_gap(a, b)
    if gap is not None and gap > NAMED_SAME:
        return Likeness(words * (NAMED_OTHER if gap <= NAMED_ROUND else NAMED_BACKGROUND), words, gap, False)
    return Likeness(words, words, gap, False)


def _named(a: Profile, b: Profile, gap: float) -> float:
    """What rare names that both tell within a few days add: nobody else of that name is in the news.

    A local paper's own name tells of its place, where the other speaks of it.
    """
    if gap > NAMED_WITHIN or a.language != b.language:
        return 0.0
    shared = (
        (a.names & b.names)
        | (a.house.keys() & b.names - b.house.keys())
        | (b.house.keys() & a.names - a.house.keys())
    )
    rare = sum(weight(each, a.language) >= RARE for each in shared)
    return RARE_GAIN * min(rare, RARE_MOST)


def _placed(a: Profile, b: Profile) -> float:
    """What the name of a local paper adds where the other opens with its place."""
    return sum(value for _, value in _places(a, b))


def _places(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """The places that one names itself after and the other opens with; two of one house share none by it."""
    for one, other in ((a, b), (b, a)):
        for each, value in one.house.items():
            if each in other.names and each in other.opening and each not in other.house:
                yield each, value * other.terms[each]


def nearness(a: Profile, b: Profile) -> float:
    """What the times of publication do to a likeness: a factor, 1 where one is not known."""
    gap = _published_gap(a.published_at, b.published_at)
    return 1.0 if gap is None else _faded(gap)


def nearness_at_most(one: int, other: int) -> float:
    """What it can be for two reports of these days (``day_of``)."""
    return _faded(abs(one - other) - 1) if one and other else 1.0


def day_of(each: Profile) -> int:
    """The day of publication in days since 1970, one of the next hundred and seventy years; 0 where it is not known."""
    middle = _middle(each.published_at)
    return 0 if middle is None else min(max(1, int(middle // _DAY)), LAST_DAY)


def _faded(gap: float) -> float:
    return float(SAME_DAY_GAIN * (1 + max(0.0, gap - SAME_DAY)) ** -PUBLISHED_DECAY)


def cosine(a: Profile, b: Profile, opening: bool = False) -> float:
    """The cosine of the two weighted term vectors, of the whole reports or of their openings."""
    mine, theirs = (a.opening, b.opening) if opening else (a.terms, b.terms)
    few, many = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
    return sum([few[each] * many[each] for each in filter(many.__contains__, few)])


def moments(each: Profile) -> tuple[Day, ...]:
    """The day a report was published, else the days that its lead names."""
    found = _DATED.match(each.published_at or "")
    return (Day(int(found[1]), int(found[2]), int(found[3]), 0),) if found else each.days


def _published_gap(a: str | None, b: str | None) -> float | None:
    """Days between the middles of two known times."""
    first, second = _middle(a), _middle(b)
    return None if first is None or second is None else abs(first - second) / _DAY


def _middle(published_at: str | None) -> float | None:
    """The middle of a time of publication, in seconds; a month or a year alone is too wide to tell."""
    known = window(published_at)
    return None if known is None or known.last - known.first > 4 * _DAY else known.middle


def _named_gap(a: Profile, b: Profile) -> float | None:
    mine, theirs = moments(a), moments(b)
    return min((apart(x, y) for x in mine for y in theirs), default=None)
