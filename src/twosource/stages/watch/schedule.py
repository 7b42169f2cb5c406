"""When to look again, and when to try again. ``chance`` is a number from 0 to 1, so that many do not come at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

LONGEST_RETRY = 6 * 3600.0
LONGEST_ASKED = 24 * 3600.0
FIRST_RETRY = 30.0
LOOKS_AGAIN = 4
JITTER = 0.1


def next_look(
    now: datetime, every: float, failures: int = 0, asked: float | None = None, chance: float = 0.5
) -> datetime:
    """The next look at a place: on its schedule, after failures in a row sooner first and then ever later.

    Never before the seconds that the host ``asked`` for.
    """
    wait = every
    if failures:
        wait = min(min(every, FIRST_RETRY) * 2.0 ** min(failures - 1, 16), max(every, LONGEST_RETRY))
    wait *= 1 + JITTER * (2 * chance - 1)
    return now + timedelta(seconds=max(wait, min(asked or 0.0, LONGEST_ASKED)))


def due_again(now: datetime, looked_at: datetime, looks: int) -> bool:
    """Whether a page is to be looked at again for a silent correction: after 1, 4, 16 and 64 hours, then no more."""
    return 0 < looks <= LOOKS_AGAIN and now - looked_at >= timedelta(hours=4.0 ** (looks - 1))


def next_try(now: datetime, tries: int, chance: float, asked: float | None = None) -> datetime:
    """The next try of a delivery that has failed ``tries`` times: half a minute, doubled up to six hours."""
    wait = min(FIRST_RETRY * 2.0 ** min(tries - 1, 16), LONGEST_RETRY) * (1 + JITTER * (2 * chance - 1))
    return now + timedelta(seconds=max(wait, min(asked or 0.0, LONGEST_ASKED)))


def digest_at(now: datetime, every: Literal["at once", "hourly", "daily"]) -> datetime:
    """When an alert of this moment goes out: now, at the next full hour, or at the next midnight UTC."""
    if every == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if every == "daily":
        return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now
