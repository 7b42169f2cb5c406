"""A written time as the interval it covers: which of two reports came first, and how far apart they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# A day without a zone may be anybody's: from UTC+14 back to UTC-12.
_EARLIEST, _LATEST = timedelta(hours=14), timedelta(hours=12)
_DAY = 86_400.0


class Window(NamedTuple):
    """Seconds since 1970 between which a written time lies."""

    first: float
    last: float

    @property
    def middle(self) -> float:
        """The middle of the window."""
        return (self.first + self.last) / 2


@lru_cache(maxsize=16_384)
def window(written: str | None) -> Window | None:
    """The window of an ISO 8601 time, a partial one, or a range A/B; None where it is none of these."""
    if not written:
        return None
    first, _, last = written.partition("/")
    if last:
        a, b = window(first), window(last)
        return Window(min(a.first, b.first), max(a.last, b.last)) if a and b else None
    try:
        return _partial(first) or _full(first)
    except (ValueError, OverflowError):
        return None


def _full(written: str) -> Window:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        naive = moment.replace(tzinfo=UTC).timestamp()
        return Window(naive - _EARLIEST.total_seconds(), naive + _LATEST.total_seconds())
    return Window(moment.timestamp(), moment.timestamp())


def _partial(written: str) -> Window | None:
    match = _PARTIAL.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    start = datetime(year, month or 1, day or 1, tzinfo=UTC)
    if day:
        end = start + timedelta(days=1)
    elif month:
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    else:
        end = datetime(year + 1, 1, 1, tzinfo=UTC)
    return Window((start - _EARLIEST).timestamp(), (end + _LATEST).timestamp())


def before(a: str | None, b: str | None) -> bool:
    """True where ``a`` surely lies before ``b``: their windows do not touch, or the same zone says so."""
    if a and b and len(a) == len(b) and a[10:11] == b[10:11] and a[19:] == b[19:]:
        return a < b
    first, second = window(a), window(b)
    return first is not None and second is not None and first.last < second.first


def days_apart(a: str | None, b: str | None) -> float | None:
    """The least number of days between two times as far as they are known; None where one is not."""
    first, second = window(a), window(b)
    if first is None or second is None:
        return None
    return max(0.0, first.first - second.last, second.first - first.last) / _DAY
