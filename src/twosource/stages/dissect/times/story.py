"""What the other reports of a story tell about a report's dates: its day of publication, and dates gone wrong.

Both are derived: the report keeps what it prints, and each result says what it rests on. Only times and texts
are looked at, never tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ....model import Dissection, Report, Time
from ....text import called, spoken
from .days import day_of, grain, point, spread

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*")
_STEM = 5  # letters that two forms of a word share: captured, capture
_ALIKE, _VERY, _SHARED = 0.4, 0.75, 4
_FAR = timedelta(days=300)
_HALF_YEAR = timedelta(days=183)
_COMMON = frozenset(
    ["the", "and", "that", "was", "were", "has", "have", "had", "for", "with", "from", "said", "its", "his", "her",
     "their", "been", "this", "which", "who", "are", "not", "but", "after", "also", "into", "about", "than", "more",
     "would", "will", "they", "when", "what", "there"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inferred:
    """A day of publication read off the story (partial, or a range A/B), and why."""

    published_at: str
    reason: str


class _Window(NamedTuple):
    """Days between which a report must have appeared, by one piece of evidence."""

    first: date
    last: date
    weight: float
    reason: str


class _Dated(NamedTuple):
    """A dated time of another report, with the words of its paragraph."""

    day: date
    words: frozenset[str]
    who: str


def inferred(own: Dissection, story: Sequence[Dissection]) -> Inferred | None:
    """When an undated report appeared, by the dated reports of its story (and of those it follows); else None."""
    dated = [one for one in story if one is not own and _published(one) is not None]
    if own.report.published_at or not dated:
        return None
    others = list(_days(dated))
    windows = sorted(_windows(own, others), key=lambda window: -window.weight)
    latest = _latest(own, sorted(day for one in dated if (day := _published(one))))
    kept: list[_Window] = []
    first, last = date.min, date.max
    for window in windows:
        if max(first, window.first) <= min(last, window.last):
            first, last = max(first, window.first), min(last, window.last)
            kept.append(window)
    if not kept:
        if latest is None:
            return None
        return Inferred(f"{latest:%Y-%m}", f"its latest date is {latest}, the year by its story")
    if latest is not None and first < latest <= last:
        first = latest
    first = max((day for day in _done(own, dated) if first < day <= last), default=first)
    value = f"{first}" if first == last else f"{first}/{last}"
    return Inferred(value, "; ".join(dict.fromkeys(window.reason for window in kept[:3])))


def _published(one: Dissection) -> date | None:
    where = point(one.report.published_at) if one.report.published_from != "inferred" else None
    return where.date if where else None


def _words(one: Dissection, time: Time) -> frozenset[str]:
    """The stems of the paragraph that a time stands in, but for its own words."""
    at = next((p for p in one.passages if p.start <= time.start < p.end), None)
    text = one.report.text
    return _stems(f"{text[at.start : time.start]} {text[time.end : at.end]}") if at else frozenset()


def _stems(text: str) -> frozenset[str]:
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _COMMON)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that both have; 0 where that is too few words to tell."""
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared >= _SHARED else 0.0


def _called(report: Report) -> str:
    """What to call a report in a reason."""
    return called(report.publisher, report.title, report.path)


def _days(story: Sequence[Dissection]) -> Iterator[_Dated]:
    for one in story:
        who = one.report.publisher or one.report.title or one.report.path
        for time in one.times:
            days = spread(time.value) if grain(time.value) == "day" and not time.impossible else None
            if days:
                yield _Dated(days[0], _words(one, time), who)


def _windows(own: Dissection, others: Sequence[_Dated]) -> Iterator[_Window]:
    """What the vague days of a report say of its own day, where another report dates the same thing."""
    for time in own.times:
        if time.type not in ("DATE", "TIME") or "X" not in time.value or time.tense == "future":
            continue
        words = _words(own, time)
        best: tuple[float, _Window] | None = None
        for other in others:
            window = _window(time, other.day)
            weight = _likeness(words, other.words) if window else 0.0
            if window and weight >= _ALIKE and (best is None or weight > best[0]):
                reason = f"{time.text!r} is {other.day} in {other.who}"
                best = (weight, _Window(*window, weight, reason))
        if best:
            yield best[1]


def _done(own: Dissection, dated: Sequence[Dissection]) -> Iterator[date]:
    """The days on which what a report tells was done, by others: it is no older than what it tells.

    Without a day of its own to compare, the paragraphs must be far more alike than where both speak of a Friday.
    """
    passages = [_stems(own.report.text[each.start : each.end]) for each in own.passages]
    for one in dated:
        published = _published(one)
        for time in one.times:
            days = spread(time.value) if grain(time.value) == "day" and not time.impossible else None
            if not days or time.tense == "future" or (published and days[0] > published):
                continue
            words = _words(one, time)
            if any(_likeness(words, passage) >= _VERY for passage in passages):
                yield days[0]


def _window(time: Time, day: date) -> tuple[date, date] | None:
    """The days on which one would write this time of that day."""
    text, value = time.text.lower(), time.value
    weekday = re.match(r"XXXX-WXX-([1-7])", value)
    if weekday:
        return (day, day + timedelta(6)) if int(weekday[1]) == day.isoweekday() else None
    step = {"today": 0, "yesterday": 1, "this morning": 0, "tonight": 0, "last night": 1}.get(text)
    if step is not None:
        return (day + timedelta(step),) * 2
    monday = day - timedelta(day.isoweekday() - 1)
    if text.endswith("this week"):
        return day, monday + timedelta(6)
    if text.endswith("last week"):
        return monday + timedelta(7), monday + timedelta(13)
    if text.endswith("this month"):
        days = spread(f"{day:%Y-%m}")
        return (day, days[1]) if days else None
    return None


def _latest(own: Dissection, near: Sequence[date]) -> date | None:
    """The latest day that a report names as past; its year is the one nearest to its story's reports."""
    middle = near[len(near) // 2]
    found: list[date] = []
    for time in own.times:
        if time.type != "DATE" or time.tense == "future" or time.impossible:
            continue
        match = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", time.value)
        if not match:
            continue
        years = [int(match[1])] if match[1] != "XXXX" else range(middle.year - 1, middle.year + 2)
        days = [d for year in years if (d := day_of(year, int(match[2]), int(match[3])))]
        found += [day for day in days if abs(day - middle) <= _HALF_YEAR]
    return max(found, default=None)


def flags(own: Dissection, story: Sequence[Dissection]) -> tuple[Time, ...]:
    """The times of a report, with a date marked impossible that its story shows to be misprinted.

    That is a full date of a statement, most of a year from every other day in the report and its story, while
    the story dates a like statement to the same day and month of another year. Nothing is repaired.
    """
    others = [one for one in story if one is not own]
    return tuple(_misprinted(own, time, others) or time for time in own.times)


def _misprinted(own: Dissection, time: Time, others: Sequence[Dissection]) -> Time | None:
    if time.impossible or not (time.said or time.tense == "past") or grain(time.value) != "day":
        return None
    days = spread(time.value)
    if days is None or time.type != "DATE" or f"{days[0].year:04}" not in time.text:
        return None
    known = [day for one in (own, *others) for day in _named(one, time)]
    known += [day for one in others if (day := _published(one))]
    if len(known) < 2 or min(abs(day - days[0]) for day in known) < _FAR:
        return None
    twin = _twin(own, time, others)
    if twin is None:
        return None
    who, value = twin
    reason = f"far from every other date of the story; {who} dates a like statement {spoken(value)}"
    return replace(time, impossible=reason)


def _named(one: Dissection, but: Time) -> Iterator[date]:
    """The days that a report names, but for a time and what its own report reckons from it ("that night")."""
    own = any(time is but for time in one.times)
    for time in one.times:
        if time is not but and grain(time.value) in ("day", "month", "week") and not time.impossible:
            days = spread(time.value)
            if days and not (own and time.value[:10] == but.value):
                yield days[0]


def _twin(own: Dissection, time: Time, others: Sequence[Dissection]) -> tuple[str, str] | None:
    """Another report that puts a like paragraph on the same day and month of another year: by a date in it, or,

    where it names none, by the day on which it was published.
    """
    words = _words(own, time)
    best: tuple[float, str, str] | None = None
    for one in others:
        for day, like in _same_day(one, time):
            weight = _likeness(words, like)
            if weight >= _ALIKE and (best is None or weight > best[0]):
                best = weight, _called(one.report), day
    return best[1:] if best else None


def _same_day(one: Dissection, time: Time) -> Iterator[tuple[str, frozenset[str]]]:
    """The days of another report that differ from a time by the year alone, each with the words beside it."""
    for other in one.times:
        if other.value[4:10] == time.value[4:] and other.value[:4] != time.value[:4]:
            yield other.value[:10], _words(one, other)
    published = _published(one)
    if published and f"{published:-%m-%d}" == time.value[4:] and f"{published:%Y}" != time.value[:4]:
        for at in one.passages:
            yield f"{published}", _stems(one.report.text[at.start : at.end])
