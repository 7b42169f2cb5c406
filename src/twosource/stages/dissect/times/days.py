"""Arithmetic on dates as far as they are known: TIMEX3 values in, TIMEX3 values out. No clock is read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_VALUE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-W(?P<week>\d\d|XX)(?:-(?P<wday>[1-7]|WE))?|-Q(?P<quarter>[1-4X])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI)|-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T.*)?"
)
# Years at the calendar's edge are left alone, so that counting on from them cannot leave it.
EARLIEST, LATEST = 100, 9900
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # by month, northern, as TIMEX3 corpora take them
UNKNOWN = {
    "year": "XXXX", "quarter": "XXXX-QX", "month": "XXXX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "day": "XXXX-XX-XX", "decade": "XXX", "century": "XX",
}  # fmt: skip


class Point(NamedTuple):
    """A calendar point known down to ``unit``; the parts below it are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, where it is known and exists."""
        if self.month is None or self.day is None:
            return None
        return day_of(self.year, self.month, self.day)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def point(stamp: str | None) -> Point | None:
    """The local day (month, year) of an ISO 8601 time, as far as it is written; None where unreadable."""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", stamp or "")
    if not match or not EARLIEST <= int(match[1]) <= LATEST:
        return None
    year, month, day = int(match[1]), match[2] and int(match[2]), match[3] and int(match[3])
    if not month or not 1 <= month <= 12:
        return Point(year)
    return Point(year, month, day or None) if not day or day_of(year, month, day) else Point(year, month)


def spread(value: str) -> tuple[date, date] | None:
    """The first and the last day that a fully dated value covers; None for any other value."""
    match = _VALUE.fullmatch(value)
    if not match:
        return _spread_of_decade(value)
    part = match.groupdict()
    if "X" in value.split("T")[0] or not EARLIEST <= int(part["year"]) <= LATEST:
        return None
    try:
        return _spread(int(part["year"]), part)
    except (ValueError, OverflowError):
        return None


def _spread(year: int, part: dict[str, str | None]) -> tuple[date, date]:
    if part["week"]:
        first = date.fromisocalendar(year, int(part["week"]), 1)
        if part["wday"] == "WE":
            return first + timedelta(5), first + timedelta(6)
        if part["wday"]:
            return (first + timedelta(int(part["wday"]) - 1),) * 2
        return first, first + timedelta(6)
    if part["quarter"]:
        return _months(year, int(part["quarter"]) * 3 - 2, 3)
    if part["half"]:
        return _months(year, int(part["half"]) * 6 - 5, 6)
    if part["season"]:
        return _months(year, SEASON_START[part["season"]], 3)
    if part["day"] and part["month"]:
        return (date(year, int(part["month"]), int(part["day"])),) * 2
    if part["month"]:
        return _months(year, int(part["month"]), 1)
    return _months(year, 1, 12)


def _spread_of_decade(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"[12]\d{1,2}", value):
        first = int(value.ljust(4, "0"))
        return date(first, 1, 1), date(first + 10 ** (4 - len(value)) - 1, 12, 31)
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    index = year * 12 + month - 1 + count
    return date(year, month, 1), date(index // 12, index % 12 + 1, 1) - timedelta(1)


def year_of(value: str) -> int | None:
    """The year a value lies in, where it is known."""
    match = _VALUE.fullmatch(value)
    return int(match["year"]) if match and match["year"] != "XXXX" else None


def grain(value: str) -> str | None:
    """The unit a dated value is known to: year, quarter, month, week, day, season, half, weekend; else None."""
    match = _VALUE.fullmatch(value)
    if not match or match["year"] == "XXXX":
        return None
    if match["week"]:
        return {"WE": "weekend", None: "week"}.get(match["wday"], "day")
    for unit in ("quarter", "half", "season", "day", "month"):
        if match[unit]:
            return unit if "X" not in match[unit] else None
    return "year"


def at_grain(day: date | Point, unit: str) -> str:
    """The value of the ``unit`` that a day (or a partly known point) lies in, X where it is not known."""
    year, month = day.year, day.month
    if unit == "year":
        return f"{year:04}"
    if unit in ("decade", "century", "millennium"):
        return f"{year:04}"[: {"decade": 3, "century": 2, "millennium": 1}[unit]]
    if month is None:
        return UNKNOWN.get(unit, "XXXX").replace("XXXX", f"{year:04}", 1)
    if unit == "month":
        return f"{year:04}-{month:02}"
    if unit == "quarter":
        return f"{year:04}-Q{(month + 2) // 3}"
    exact = day.date if isinstance(day, Point) else day
    if exact is None:
        return f"{year:04}-{month:02}-XX" if unit == "day" else UNKNOWN[unit].replace("XXXX", f"{year:04}", 1)
    if unit in ("week", "weekend", "fortnight"):
        iso = exact.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    return exact.isoformat()


def shifted(anchor: date | Point | None, count: int, unit: str) -> str:
    """The value at the grain of ``unit``, ``count`` units away from ``anchor``; X where it cannot be known."""
    if anchor is None:
        return UNKNOWN.get(unit, "XXXX")
    try:
        if unit in ("day", "week", "weekend", "fortnight"):
            exact = anchor.date if isinstance(anchor, Point) else anchor
            if exact is None:
                return at_grain(anchor, unit) if count == 0 else UNKNOWN.get(unit, "XXXX-WXX")
            step = {"day": 1, "fortnight": 14}.get(unit, 7)
            return at_grain(exact + timedelta(step * count), unit)
        return at_grain(_stepped(anchor, count, unit), unit)
    except (ValueError, OverflowError):
        return UNKNOWN.get(unit, "XXXX")


def _stepped(anchor: date | Point, count: int, unit: str) -> Point:
    years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(unit)
    if years:
        return _sane(Point(anchor.year + years * count, anchor.month, anchor.day))
    if anchor.month is None:
        raise ValueError("the month is not known")
    index = anchor.year * 12 + anchor.month - 1 + count * (3 if unit == "quarter" else 1)
    return _sane(Point(index // 12, index % 12 + 1))


def _sane(where: Point) -> Point:
    if not EARLIEST <= where.year <= LATEST:
        raise ValueError("outside the calendar")
    return where


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday (1 = Monday) up to and including ``day``."""
    return day - timedelta((day.isoweekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from ``day`` on."""
    return day + timedelta((weekday - day.isoweekday()) % 7)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year: ``MM-DD``, ``nth MONTH WEEKDAY N``, ``easter OFFSET`` or ``election``."""
    kind, *rest = rule.split(" ")
    try:
        if kind == "easter":
            return _easter(year) + timedelta(int(rest[0]))
        if kind == "election":  # the Tuesday after the first Monday in November
            return _nth(year, 11, 1, 1) + timedelta(1)
        if kind == "nth":
            return _nth(year, int(rest[0]), int(rest[1]), int(rest[2]))
        return date(year, int(kind[:2]), int(kind[3:]))
    except (ValueError, OverflowError):
        return None


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        return weekday_on_or_after(date(year, month, 1), weekday) + timedelta(7 * (nth - 1))
    return weekday_on_or_before(_months(year, month, 1)[1], weekday)


def _easter(year: int) -> date:
    """Western Easter, by the Gregorian computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)
