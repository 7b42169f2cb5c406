"""Dates of publication: what is written -> ISO 8601 as far as it is known. Never the clock, never a guess.

A day alone stays a day; a full time without a zone is given +00:00; an offset stays as written.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from ... import data

_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]{1,2}(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?")
_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
)
_IN_NAME = re.compile(r"(?<![^\W_])((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?![^\W_])")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([./-])(\d{1,2})\2(\d{1,2})|[년年]\s*(\d{1,2})[월月]\s*(\d{1,2})[일日])(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:\s*[:hHч]\s*(\d{2})(?::(\d{2})(?:[.,]\d+)?)?|\.(\d{2}))?\s*([ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?:hrs|hours|uhr))?(?:\s*\(?((?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|[^\W\d_]{1,5})(?![^\W_]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
_MILITARY = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)\s*(hrs|hours|[a-z]{1,4})\b", re.IGNORECASE)


class Found(NamedTuple):
    """A date in a line: where date and time stand, and its ISO value."""

    start: int
    end: int
    value: str
    clock: tuple[int, int] | None = None


def iso(value: object, language: str | None = None) -> str | None:
    """A date field (ISO, RFC 822, seconds since 1970, or written out) as ISO 8601; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    if not isinstance(value, str) or not (value := value.strip())[:1] or len(value) > 120:
        return None
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(value)
        if match:
            return _stamp(match.groups())
    found = find(value, language)
    if found is None and value.isdigit() and len(value) in (10, 13):
        return _epoch(float(value))
    return found.value if found else None


def find(line: str, language: str | None = None) -> Found | None:
    """The first full date in a line, with the time of day beside it."""
    day = _day(line, language)
    if day is None:
        return None
    start, end, value = day
    if len(value) < 10:
        return Found(start, end, value)
    clock = _clock(line, start, end)
    if clock is None:
        return Found(start, end, value)
    return Found(start, end, f"{value}T{clock[2]}" if clock[2] else value, clock[:2])


def in_url(url: str) -> str | None:
    """A date that the path of an address carries: /2025/10/14/, /2025-10-14-, /20251014, /2025/oct/14/; a month is partial."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.IGNORECASE).split("?")[0][:500]
    for match in _IN_URL.finditer(path):
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        if not day and "/" not in match[0]:
            continue
        value = _date(int(year), int(month), int(day) if day else None)
        if value:
            return value
    return next((value for match in _month_named().finditer(path) if (value := _of_named(match))), None)


def _of_named(match: re.Match[str]) -> str | None:
    year, name, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return _date(int(year), months()[name.lower()], int(day))


@cache
def _month_named() -> re.Pattern[str]:
    """2016/jan/12 and 12-january-2016."""
    name = "|".join(sorted((re.escape(each) for each in months() if each.isalpha()), key=len, reverse=True))
    year, day = r"((?:19|20)\d\d)", r"(\d{1,2})"
    return re.compile(
        rf"(?<!\d){year}[/-]({name})[/-]{day}(?!\d)|(?<!\d){day}[/-]({name})[/-]{year}(?!\d)", re.IGNORECASE
    )


def in_name(name: str) -> str | None:
    """A whole date in a file's name: 2025-10-14, 2025_10_14, 20251014."""
    for match in _IN_NAME.finditer(name):
        value = _date(int(match[1]), int(match[3]), int(match[4]))
        if value:
            return value
    return None


@cache
def months() -> dict[str, int]:
    """The number of a month by each of its names, lower case."""
    return {name: int(n) for n, names in data.table("calendar.json")["months"].items() for name in names}


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    name = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    year = r"(?P<y>(?:1[89]|20)\d\d|['’]?\d\d(?![\d:.]))"
    return (
        re.compile(
            rf"(?<![\d.:])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?[\s-]*(?:de\s+|of\s+)?"
            rf"\b(?P<m>{name})\b\.?,?[\s-]*(?:de\s+|del\s+)?{year}(?!\d)", re.IGNORECASE),
        re.compile(
            rf"\b(?P<m>{name})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:1[89]|20)\d\d)(?!\d)",
            re.IGNORECASE),
    )  # fmt: skip


def _day(line: str, language: str | None) -> tuple[int, int, str] | None:
    """(start, end, value) of the leftmost date; an ambiguous 03/04/2025 is known by its year alone."""
    best: tuple[int, int, str] | None = None
    for pattern in _worded():
        for match in pattern.finditer(line):
            best = _first(
                best, match, _date(_year(match["y"]), months()[match["m"].lower()], int(match["d"]))
            )
    for match in _YEAR_FIRST.finditer(line):
        best = _first(best, match, _date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])))
    for match in _NUMERIC.finditer(line):
        best = _first(best, match, _numeric(match, language))
    return best


def _first(
    best: tuple[int, int, str] | None, match: re.Match[str], value: str | None
) -> tuple[int, int, str] | None:
    if value is None or (best is not None and best[0] <= match.start()):
        return best
    return match.start(), match.end(), value


def _numeric(match: re.Match[str], language: str | None) -> str | None:
    """Day and month by what is possible, by the dots, or by the language's habit; else the year alone."""
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    tag = (language or "").lower().replace("_", "-")
    if a > 12 or b > 12 or a == b:
        return _date(year, min(a, b), max(a, b)) if a != b else _date(year, a, b)
    if match[2] == "." or (tag and tag != "en" and tag not in ("en-us", "en-ph", "en-ca")):
        return _date(year, b, a)
    return _date(year, a, b) if tag in ("en-us", "en-ph") else _date(year, None, None)


def _year(written: str) -> int:
    number = int(written.strip("'’"))
    return number if number > 99 else number + (1900 if number >= 50 else 2000)


def _clock(line: str, start: int, end: int) -> tuple[int, int, str] | None:
    """(start, end, HH:MM:SS+ZZ:ZZ) of the time of day nearest after the date, else the last before it.

    The time is "" where it stands in a zone that cannot be told (ET, IST): then the day alone is known.
    """
    after = [hit for hit in map(_hour, _times(line, end, len(line))) if hit]
    before = [hit for hit in map(_hour, _times(line, 0, start)) if hit]
    return after[0] if after else before[-1] if before else None


def _times(line: str, start: int, end: int) -> list[re.Match[str]]:
    return [*_TIME.finditer(line, start, end), *_MILITARY.finditer(line, start, end)]


def _hour(match: re.Match[str]) -> tuple[int, int, str] | None:
    groups = match.groups()
    if len(groups) == 3:  # 0840 GMT
        hour, minute, second, half, zone = int(groups[0]), int(groups[1]), 0, "", groups[2]
        if zone.lower() not in ("hrs", "hours") and _zone(zone) is None:
            return None
    else:
        minutes = groups[1] or groups[3]
        half = (groups[4] or "")[:1].lower()
        if minutes is None and not half:
            return None
        hour, minute, second, zone = int(groups[0]), int(minutes or 0), int(groups[2] or 0), groups[5]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = _zone(zone)
    if (
        offset is None
        and zone
        and zone.isupper()
        and zone.lower() not in data.table("calendar.json")["beside"]
    ):
        return match.start(), match.end(), ""
    return match.start(), match.end(), f"{hour:02d}:{minute:02d}:{second:02d}{offset or '+00:00'}"


def _zone(name: str | None) -> str | None:
    """+HH:MM of an offset or of a zone whose letters mean one thing."""
    if not name:
        return None
    offset = _OFFSET.search(name)
    if offset:
        hours = int(offset[2])
        return f"{offset[1]}{hours:02d}:{offset[3] or '00'}" if hours <= 14 else None
    zones: dict[str, str] = data.table("calendar.json")["zones"]
    return zones.get(name.lower())


def _stamp(groups: tuple[str | None, ...]) -> str | None:
    year, month, day, hour, minute, second, zone = groups
    value = _date(int(year or 0), int(month or 0), int(day) if day else None)
    if value is None or hour is None:
        return value
    if int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return value
    return f"{value}T{hour}:{minute}:{second or '00'}{_zone(zone) or '+00:00'}"


def _date(year: int, month: int | None, day: int | None) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD where that is a real date of print, else None."""
    if not 1600 <= year <= 2200 or (year, month, day) == (1970, 1, 1):  # 1970-01-01 is an unset clock
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _epoch(seconds: float) -> str | None:
    """Seconds or milliseconds since 1970 that fall between 1990 and 2100."""
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 631_152_000 <= seconds <= 4_102_444_800:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
