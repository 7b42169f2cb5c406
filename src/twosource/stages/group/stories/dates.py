"""When the reports without a date were: from the story around them, or from the days they name; and it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ....model import Evidence, Reason, Report
from .days import Day
from .profile import Profile, own_date


@dataclass(frozen=True, slots=True)
class Dated:
    """An inferred date (ISO 8601, a day or a range of days) and where it is from."""

    value: str
    reason: Reason


def dated(group: Sequence[Report], inside: Sequence[Profile], before: Sequence[Profile]) -> dict[str, Dated]:
    """A date for each undated report of a story: the days of its dated reports, else the days the texts name.

    ``inside`` are the profiles of the story, ``before`` those of the story it follows: they tell the year
    where the texts do not. Empty where nothing tells.
    """
    missing = [report for report in group if not own_date(report)]
    known = sorted(each[:10] for report in group if (each := own_date(report)))
    if not missing:
        return {}
    if known:
        value = known[0] if known[0] == known[-1] else f"{known[0]}/{known[-1]}"
        why = Reason("date.story", f"The dated reports of the story are of {value}", tuple(_spans(group)))
        return {report.id: Dated(value, why) for report in missing}
    days = [day for each in inside for day in each.days]
    written = [
        f"{year}-{d.month:02d}-{d.day:02d}" for d in days if (year := _year(d, days, before)) is not None
    ]
    if not written:
        return {}
    last = max(written)
    why = Reason("date.named", f"The latest day that the opening of the story's reports names is {last}")
    return {report.id: Dated(last, why) for report in missing}


def span_of(group: Sequence[Report], dates: Mapping[str, Dated]) -> tuple[str | None, str | None]:
    """The first and the last time of a story, published or inferred; None where nothing is known."""
    published = sorted(each for report in group if (each := own_date(report)))
    if published:
        return published[0], published[-1]
    inferred = sorted(dates[report.id].value for report in group if report.id in dates)
    return (inferred[0], inferred[-1]) if inferred else (None, None)


def _spans(group: Sequence[Report]) -> list[Evidence]:
    """The first words of a dated report, to point to."""
    report = min((r for r in group if own_date(r)), key=lambda r: (own_date(r) or "", r.id))
    end = min(len(report.text), 80)
    return [Evidence(report.id, 0, end, report.text[:end])]


def _year(day: Day, days: Sequence[Day], before: Sequence[Profile]) -> int | None:
    """The year of a day: its own, else the one that puts it next after the story it follows, else a named one."""
    if day.year is not None:
        return day.year
    for each in sorted((p.published_at for p in before if p.published_at), reverse=True):
        if each[:4].isdigit() and len(each) >= 10:
            year = int(each[:4])
            return year if (day.month, day.day) >= (int(each[5:7]), int(each[8:10])) else year + 1
    named = {
        other.year
        for other in days
        if other.year is not None and (other.month, other.day) == (day.month, day.day)
    }
    return named.pop() if len(named) == 1 else None
