"""Dates in Korean, where number and unit are one word and particles follow: a regex of its own.

A bare day of the month is the last such day up to publication, as Korean wires write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ....model import Passage, Report, Time
from .days import UNKNOWN, Point, day_of, point, shifted, weekday_on_or_before
from .points import no_such_day

_WEEKDAYS = "월화수목금토일"
_RELATIVE = {
    "그저께": (-2, "day"), "그제": (-2, "day"), "어제": (-1, "day"), "오늘": (0, "day"), "내일": (1, "day"), "모레": (2, "day"),
    "지난주": (-1, "week"), "이번 주": (0, "week"), "이번주": (0, "week"), "다음 주": (1, "week"), "다음주": (1, "week"),
    "지난달": (-1, "month"), "이달": (0, "month"), "이번 달": (0, "month"), "다음 달": (1, "month"), "다음달": (1, "month"),
    "재작년": (-2, "year"), "작년": (-1, "year"), "지난해": (-1, "year"), "올해": (0, "year"), "내년": (1, "year"),
}  # fmt: skip
_VAGUE = {"최근": "PAST_REF", "현재": "PRESENT_REF", "지금": "PRESENT_REF"}
_UNITS = {"년": "Y", "개월": "M", "달": "M", "주일": "W", "주": "W", "일": "D", "시간": "TH", "분": "TM"}
_PATTERN = re.compile(
    r"(?:(?P<y>\d{4})년\s*(?:(?P<m>\d{1,2})월\s*(?:(?P<d>\d{1,2})일)?)?(?!간|\s*동안|\s*만에)"
    r"|(?:(?P<rel>재작년|작년|지난해|올해|내년)\s*)(?P<rm>\d{1,2})월\s*(?:(?P<rd>\d{1,2})일)?"
    r"|(?P<m2>\d{1,2})월\s*(?P<d2>\d{1,2})일"
    r"|(?P<m3>\d{1,2})월(?![가-힣]*\s*\d)"
    r"|(?P<n>\d{1,4})(?P<u>년|개월|달|주일|주|일|시간|분)(?P<span>\s?(?:간|동안|만에|째))"
    r"|(?P<n2>\d{1,4})(?P<u2>년|개월|달|주일|주|일|시간|분)\s?(?P<ago>전)"
    r"|(?P<n3>\d{1,4})(?P<u3>개월|시간|주일)"
    r"|(?P<side>지난|오는)\s?(?P<d4>\d{1,2})일"
    r"|(?P<d3>\d{1,2})일(?!간|\s?동안|\s?만에|째|\s?전)"
    r"|(?P<half>오전|오후)\s?(?P<h>\d{1,2})시(?:\s?(?P<min>\d{1,2})분)?"
    r"|(?P<w>[월화수목금토일])요일"
    r"|(?P<word>" + "|".join(sorted([*_RELATIVE, *_VAGUE], key=len, reverse=True)) + r"))"
    r"|(?P<iso>\d{4}[-.]\d{1,2}[-.]\d{1,2})"
)  # fmt: skip


def times(report: Report, passages: Sequence[Passage]) -> tuple[Time, ...]:
    """The dates, durations and times of day of a Korean report, in order."""
    found: list[Time] = []
    last: date | None = None
    for passage in passages:
        for match in _PATTERN.finditer(report.text, passage.start, passage.end):
            before = report.text[match.start() - 1 : match.start()]
            if before and (
                before.isdigit() or before in ".,-" or ("가" <= before <= "힣" and not match["word"])
            ):
                continue
            time = _time(match, point(report.published_at), last)
            if time is not None:
                found.append(time)
                last = _day(time) or last
    return tuple(found)


def _day(time: Time) -> date | None:
    where = point(time.value) if not time.impossible else None
    return where.date if where else None


def _time(match: re.Match[str], published: Point | None, last: date | None) -> Time | None:
    today = published.date if published else None
    for read in (_calendar, _counted, _month_and_day, _day_alone, _weekday):
        found = read(match, published, today)
        if found is not None:
            value, reason = found
            wrong = None
            parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
            if parts:
                wrong = no_such_day(int(parts[1]), int(parts[2]), int(parts[3]))
            kind = "DURATION" if value.startswith("P") and not value.endswith("_REF") else "DATE"
            return Time(match.start(), match.end(), match[0], value, kind, reason, wrong)  # type: ignore[arg-type]
    if match["h"]:
        hour = int(match["h"]) % 12 + 12 * (match["half"] == "오후")
        named = last or today
        day = named.isoformat() if named else UNKNOWN["day"]
        value = f"{day}T{hour:02}:{int(match['min'] or 0):02}"
        return Time(
            match.start(), match.end(), match[0], value, "TIME", "the day named before, else of publication"
        )
    return None


_Found = tuple[str, str | None]


def _calendar(match: re.Match[str], published: Point | None, today: date | None) -> _Found | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-.]", match["iso"]))
        return f"{year:04}-{month:02}-{day:02}", None
    if match["y"]:
        parts = [f"{int(match['y']):04}", *(f"{int(match[g]):02}" for g in ("m", "d") if match[g])]
        return "-".join(parts), None
    if match["rel"]:
        year_value = shifted(published, _RELATIVE[match["rel"]][0], "year")
        parts = [year_value, *(f"{int(match[g]):02}" for g in ("rm", "rd") if match[g])]
        return "-".join(parts), "year counted from publication"
    word = match["word"]
    if word in _VAGUE:
        return _VAGUE[word], None
    if word:
        return shifted(
            published, *_RELATIVE[word]
        ), "counted from publication" if published else "publication is not known"
    return None


def _counted(match: re.Match[str], published: Point | None, today: date | None) -> _Found | None:
    number, unit = (match["n"], match["u"]) if match["n"] else (match["n3"], match["u3"])
    if number:
        code = _UNITS[unit]
        return (f"PT{int(number)}{code[1]}" if code[0] == "T" else f"P{int(number)}{code}"), None
    if match["n2"]:
        code = _UNITS[match["u2"]]
        if code[0] == "T":
            return f"PT{int(match['n2'])}{code[1]}", None
        grain = {"Y": "year", "M": "month", "W": "week", "D": "day"}[code]
        return shifted(published, -int(match["n2"]), grain), "counted from publication"
    return None


def _month_and_day(match: re.Match[str], published: Point | None, today: date | None) -> _Found | None:
    month, day = match["m2"] or match["m3"], match["d2"]
    if not month or not 1 <= int(month) <= 12:
        return None
    tail = f"{int(month):02}" + (f"-{int(day):02}" if day else "")
    if published is None or published.month is None:
        year = f"{published.year:04}" if published else "XXXX"
        return (
            f"{year}-{tail}",
            "the year of publication" if published else "undated report: the year is not known",
        )
    here = published.date or date(published.year, published.month, 15)
    options = [
        d for y in (here.year - 1, here.year, here.year + 1) if (d := day_of(y, int(month), int(day or 15)))
    ]
    if not options:
        return f"{here.year:04}-{tail}", None
    best = min(options, key=lambda option: abs((option - here).days))
    return f"{best.year:04}-{tail}", "year from publication, the nearest"


def _day_alone(match: re.Match[str], published: Point | None, today: date | None) -> _Found | None:
    number = match["d3"] or match["d4"]
    if not number or not 1 <= int(number) <= 31:
        return None
    if today is None:
        return f"XXXX-XX-{int(number):02}", "publication is not known"
    step = 1 if match["side"] == "오는" else -1
    day = today
    for _ in range(62):
        if day.day == int(number):
            return day.isoformat(), "the next such day" if step > 0 else "the last such day up to publication"
        day += timedelta(step)
    return None


def _weekday(match: re.Match[str], published: Point | None, today: date | None) -> _Found | None:
    if not match["w"]:
        return None
    number = _WEEKDAYS.index(match["w"]) + 1
    if today is None:
        return f"XXXX-WXX-{number}", "the day of publication is not known"
    return weekday_on_or_before(today, number).isoformat(), "the last one up to publication"
