"""Which year, which Friday, which fall: the rules for dates that do not say, each with its reason.

News counts from publication, by the tense of the verb; a history counts from the last date in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from .context import Context
from .days import Point, day_of, grain, spread, weekday_on_or_after, weekday_on_or_before, year_of
from .symbols import alphabet
from .verbs import Tense

# A date that the tense would put most of a year away, while the other side is weeks away, is read as the near one.
BY_PUBLICATION = "year from publication"
_FAR, _NEAR = 240, 60
_BACK = frozenset(("since", "ended"))
_AHEAD = frozenset(("by", "effective", "starting", "beginning", "expires", "through"))
_NAMES = {"past": "past tense", "future": "what is to come", "present": "the nearest", None: "the nearest"}


class Chosen(NamedTuple):
    """A value and why it was chosen."""

    value: str
    reason: str


def direction(context: Context, index: int, start: int) -> Tense | None:
    """Whether the expression at a lexeme looks back or ahead: by the word before it, else by the verb."""
    index = _past_the_clock(context, index)
    before = context.word_before(index)
    if before == "as" and context.word_before(index - 1) in ("soon", "early"):
        return "future"
    if before in _BACK:
        return "past"
    found = context.verbs.tense(start)
    if before in ("due", "until", "till"):
        verb = context.verbs.above(start)
        return "past" if before != "due" and found == "past" and verb and verb.lemma == "be" else "future"
    if before in _AHEAD and found != "past":
        return "future"
    return found


def _past_the_clock(context: Context, index: int) -> int:
    """The lexeme where the whole expression begins: "until [9 a.m. EST] Tuesday"."""
    names = alphabet()
    signs = {
        names[name]
        for name in ("AMPM", "CLOCK", "DAYNUM", "ZONE", "EARLY", "LATE", "NOON", "PART", "THE", "ABOUT")
    }
    for _ in range(5):
        if index and context.line.symbols[index - 1] in signs:
            index -= 1
    return index


def dated(
    context: Context, index: int, start: int, make: Callable[[int], tuple[date, date] | None], form: str
) -> Chosen:
    """A yearless date with its year: ``form`` has ``{}`` for the year, ``make`` gives its days in a year."""
    unknown = form.format("XXXX")
    said = year_of(context.named_year.value) if context.named_year else None
    if context.narrative:
        if said is None:
            return Chosen(unknown, "no year in the text yet")
        said = _turned(context, said, make)
        return Chosen(form.format(f"{said:04}"), f"the year last named in the text, {said}")
    if context.published is None:
        return Chosen(unknown, "undated report: the year is not known")
    tense = direction(context, index, start)
    near = context.published
    if (
        said is not None
        and abs(said - near.year) > 1
        and tense != "future"
        and _same_sentence(context, index)
    ):
        return Chosen(form.format(f"{said:04}"), f"the year named just before, {said}")
    year = _year(near, tense, make)
    how = _NAMES[tense]
    return Chosen(form.format(f"{year:04}"), f"{BY_PUBLICATION} {_shown(near)}, {how}")


def _turned(context: Context, said: int, make: Callable[[int], tuple[date, date] | None]) -> int:
    """The year last named, or the next one where the story has passed from a winter into January."""
    before, here = spread(context.named_year.value) if context.named_year else None, make(said)
    if not before or not here or grain(context.named_year.value if context.named_year else "") == "year":
        return said
    return said + (before[0].month >= 10 and here[0].month <= 3)


def _same_sentence(context: Context, index: int) -> bool:
    if context.named_year is None:
        return False
    between = context.line.symbols[context.named_year.last : index]
    return alphabet()["STOP"] not in between and alphabet()["BREAK"] not in between


def _shown(where: Point) -> str:
    parts = [f"{where.year:04}", *(f"{p:02}" for p in (where.month, where.day) if p is not None)]
    return "-".join(parts)


def _year(near: Point, tense: Tense | None, make: Callable[[int], tuple[date, date] | None]) -> int:
    if near.month is None:
        return near.year
    low = near.date or date(near.year, near.month, 1)
    high = near.date or low + timedelta(27)
    options = [
        (_gap(days, low, high), year)
        for year in (near.year - 1, near.year, near.year + 1)
        if 1 <= year <= 9999 and (days := make(year)) is not None
    ]
    if not options:
        return near.year
    nearest = min(options, key=lambda option: (abs(option[0]), option[0]))
    wanted = [o for o in options if (o[0] <= 1 if tense == "past" else o[0] >= -1)]
    if tense not in ("past", "future") or not wanted:
        return nearest[1]
    best = min(wanted, key=lambda option: abs(option[0]))
    if abs(best[0]) > _FAR and abs(nearest[0]) < _NEAR:
        return nearest[1]
    return best[1]


def _gap(days: tuple[date, date], low: date, high: date) -> int:
    """Days from publication to a span of days: 0 inside it, negative before publication."""
    if days[1] < low:
        return (days[1] - low).days
    return (days[0] - high).days if days[0] > high else 0


def month_day(context: Context, index: int, start: int, month: int, day: int) -> Chosen:
    """``XXXX-MM-DD`` with its year."""

    def make(year: int) -> tuple[date, date] | None:
        found = day_of(year, month, day)
        return (found, found) if found else None

    return dated(context, index, start, make, "{}" + f"-{month:02}-{day:02}")


def month_only(context: Context, index: int, start: int, month: int, step: int | None = None) -> Chosen:
    """``XXXX-MM`` with its year; ``step`` -1 is "last April", 0 "this April", 1 "next April"."""
    near = context.published
    if step is None or near is None or near.month is None or context.narrative:
        return dated(
            context, index, start, lambda year: spread(f"{year:04}-{month:02}"), "{}" + f"-{month:02}"
        )
    year = near.year
    if step < 0 and month >= near.month:
        year -= 1
    if step > 0 and month <= near.month:
        year += 1
    word = {-1: "the last", 0: "this", 1: "the next"}[step]
    return Chosen(f"{year:04}-{month:02}", f"{word} such month, from publication {_shown(near)}")


def of_year(context: Context, index: int, start: int, part: str, step: int | None = None) -> Chosen:
    """A season, quarter or half (``part``: FA, Q3, H1) with its year; ``step`` as for months."""
    near = context.published
    if step is None or near is None or near.month is None or context.narrative:
        return dated(context, index, start, lambda year: spread(f"{year:04}-{part}"), "{}-" + part)
    today = near.date or date(near.year, near.month, 15)
    options: list[tuple[date, date, int]] = [
        (*days, year) for year in range(near.year - 2, near.year + 3) if (days := spread(f"{year:04}-{part}"))
    ]
    if step < 0:
        year = max((o[2] for o in options if o[1] < today), default=near.year)
    elif step > 0:
        year = min((o[2] for o in options if o[0] > today), default=near.year)
    else:
        year = min(options, key=lambda o: abs(_gap((o[0], o[1]), today, today)))[2]
    word = {-1: "the last", 0: "this", 1: "the next"}[step]
    return Chosen(f"{year:04}-{part}", f"{word} one, from publication {_shown(near)}")


def weekday(context: Context, index: int, start: int, number: int, step: int | None = None) -> Chosen:
    """A day of the week; ``step`` -1 is "last Friday", 1 "next Friday", None goes by tense."""
    today = context.day_named() if context.narrative else context.today
    if today is None:
        return Chosen(f"XXXX-WXX-{number}", "the day of publication is not known")
    named = number_name(number)
    why = (
        "the last day named"
        if context.narrative
        else f"publication on {number_name(today.isoweekday())} {today}"
    )
    if step is None and not context.narrative:
        step = 1 if direction(context, index, start) == "future" else -1
        last = context.until or today  # of a range of days the report may have appeared on any
        found = weekday_on_or_after(today, number) if step > 0 else weekday_on_or_before(last, number)
        why = f"publication by {context.until}" if context.until and step < 0 else why
        side = "the first on or after" if step > 0 else "the last up to"
        return Chosen(found.isoformat(), f"{named}: {side} {why}")
    if step is not None and step < 0:
        return Chosen(
            weekday_on_or_before(today - timedelta(1), number).isoformat(), f"the last before {why}"
        )
    found = weekday_on_or_after(today + timedelta(1 if step else 0), number)
    return Chosen(found.isoformat(), f"{named}: the first after {why}")


def number_name(number: int) -> str:
    """The English name of a weekday (1 = Monday)."""
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number - 1]


def nearest(days: Iterable[date], to: date) -> date | None:
    """The day nearest to another."""
    return min(days, key=lambda day: abs((day - to).days), default=None)
