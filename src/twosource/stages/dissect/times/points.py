"""Dates on the calendar: days of months, months, years, decades, weekdays, seasons, holidays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from .context import Context, Reading
from .days import day_of, spread, weekday_on_or_after, weekday_on_or_before, year_of
from .grammar import Match, Rule, rule
from .implicit import Chosen, month_day, month_only, number_name, weekday
from .symbols import compile_pattern

_DAY = "(?:DAYNUM|NORD|ORD)"
_MONTHS = "(?:MONTH|MON)"
YEARS = "(?:YEAR|YEAR2)"
# "of that year", "last year" after a month or a season.
OF_YEAR = "(?:OF? (?P<rel>LAST|THIS|NEXT|THAT|(?:THE)? SAME|THE FOLLOWING|THE PREVIOUS) (?P<relunit>UNIT))?"
MOD = "(?:(?:THE|THIS)? (?P<mod>LAST|PAST|NEXT|COMING|THIS|PREVIOUS|FOLLOWING|THAT|SAME))?"
STEPS = {"LAST": -1, "PAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1, "THIS": 0, "THAT": 0, "SAME": 0}  # fmt: skip
BY_TEXT = ("PREVIOUS", "FOLLOWING", "THAT", "SAME")


def full_year(match: Match, context: Context, group: str = "y") -> int | None:
    """A year as written; one of two figures is put in the century nearest to the text's own time."""
    lexeme = match.lexeme(group)
    if lexeme is None:
        return None
    return whole_year(int(lexeme.value), context)


def whole_year(value: int, context: Context) -> int:
    """A year of two figures with its century; others unchanged."""
    if value >= 100:
        return value
    named = named_year(context)
    if context.narrative and named:
        near = named
    else:
        near = (context.published.year if context.published else named or 2000) - 20
    return min((near // 100 * 100 + c + value for c in (-100, 0, 100)), key=lambda year: abs(year - near))


def named_year(context: Context) -> int | None:
    """The year last named in the text."""
    return year_of(context.named_year.value) if context.named_year else None


def related_year(match: Match, context: Context) -> int | None:
    """The year of "July last year", "June of that year"; None where it is not known."""
    kind = match.kind("rel")
    if kind in BY_TEXT or context.narrative:
        named = named_year(context)
        return None if named is None else named + STEPS[kind]
    return context.published.year + STEPS[kind] if context.published else None


def read_month_day(match: Match, context: Context) -> Reading | Sequence[Reading] | None:
    """ "Friday, Oct. 23, 1998", "23 October", "Sept. 11-13", "between March 3 and 4"."""
    if match.has("rel") and match.value("relunit") != "year":
        return None
    groups = [group for group in ("d0", "d", "d2") if match.has(group)]
    if "d2" in groups and _counts(match, context):
        groups.remove("d2")
    readings = [_one_day(match, context, group, groups) for group in groups]
    return _checked_weekday(match, readings[0]) if len(readings) == 1 else readings


def _counts(match: Match, context: Context) -> bool:
    """Whether the number after "and" counts something: "on Dec. 6 and 7 soldiers"."""
    if match.has("y") or context.word_before(match.span("d2")[0]) not in ("and", "or", "to"):
        return False
    if context.word_before(match.first) == "between":
        return False
    after = (
        context.token(match.line.lexemes[match.last].start) if match.last < len(match.line.lexemes) else None
    )
    if after is None:
        return context.word_after(match.last).isalpha()
    return after.tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "CD")


def _one_day(match: Match, context: Context, group: str, groups: list[str]) -> Reading:
    month, day = int(match.value("m")), int(match.value(group))
    first, last = _edges(match, group, groups)
    year = full_year(match, context)
    said = "as written" if year is not None else None
    if year is None and match.has("rel"):
        year, said = related_year(match, context), "the year by the words after it"
    if year is None and (ahead := _year_ahead(match, context, month)):
        year, said = ahead, "the year stands after the second date"
    form = f"-{month:02}-{day:02}"
    wrong = no_such_day(year, month, day)
    if year is not None:
        chosen = Chosen(f"{year:04}{form}", said or "")
    elif wrong or match.has("rel"):
        chosen = Chosen(f"XXXX{form}", "no such day" if wrong else "the year is not known")
    else:
        chosen = month_day(context, match.first, match.line.lexemes[first].start, month, day)
    reason = None if chosen.reason == "as written" else chosen.reason
    return match.reading(chosen.value, "DATE", reason, first=first, last=last, impossible=wrong)


def _edges(match: Match, group: str, groups: list[str]) -> tuple[int, int]:
    """The part of the match that is one day of it: the month goes with the day beside it."""
    if len(groups) == 1:
        return match.first, match.last if group != "d" or not match.has("d2") else match.span("d")[1]
    month_first = match.span("m")[0] < match.span("d")[0]
    at = match.span(group)
    if month_first:
        return (match.first if group == groups[0] else at[0]), (match.last if group == groups[-1] else at[1])
    return (match.first if group == groups[0] else at[0]), (match.last if group == "d" else at[1])


def no_such_day(year: int | None, month: int, day: int) -> str | None:
    """Why a day does not exist; None where it does, or may (29 February of an unknown year)."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day_of(2000 if year is None else year, month, day):
        return None
    return f"there is no day {day} in month {month}" + (f" of {year}" if year else "")


def _year_ahead(match: Match, context: Context, month: int) -> int | None:
    """The year of "from May 15 to August 16, 1988", which stands after the second date only."""
    ahead = _second_date().match(context.line.symbols, match.last)
    if ahead is None or context.word_after(match.last) in _NO_RANGE:
        return None
    lexemes = context.line.lexemes
    second = int(lexemes[ahead.start("m")].value)
    return int(lexemes[ahead.end() - 1].value) - (second < month)


_NO_RANGE = frozenset(
    ("in", "since", "by", "during", "within", "for", "into", "circa", "from", "as", "throughout")
)


@cache
def _second_date() -> re.Pattern[str]:
    return compile_pattern(
        f"(?:TO|AND|HYPH|DASH|IN) (?:{_DAY} OF?)? (?P<m>{_MONTHS}) DOT? {_DAY}? COMMA? OF? YEAR"
    )


def _checked_weekday(match: Match, reading: Reading) -> Reading:
    """The reading, flagged where its weekday is another than the one printed beside it."""
    days = spread(reading.value)
    if not match.has("w") or reading.impossible or days is None:
        return reading
    said = int(match.value("w"))
    if days[0].isoweekday() == said:
        return reading
    return reading._replace(
        impossible=f"{reading.value} is a {number_name(days[0].isoweekday())}, not a {number_name(said)}"
    )


def read_month_year(match: Match, context: Context) -> Reading:
    """ "August 2024"."""
    return match.reading(f"{full_year(match, context) or 0:04}-{int(match.value('m')):02}")


def read_months_year(match: Match, context: Context) -> list[Reading]:
    """ "January-March 1990", "between March and May 1990": both months are of that year."""
    year = full_year(match, context) or 0
    second, why = match.span("b")[0], "the year stands after the second month"
    return [
        match.reading(f"{year:04}-{int(match.value('a')):02}", reason=why, last=match.span("a")[1]),
        match.reading(f"{year:04}-{int(match.value('b')):02}", first=second),
    ]


def read_month(match: Match, context: Context) -> Reading | None:
    """A month alone: "in December", "last April", "June of that year"."""
    month = int(match.value("m"))
    if match.has("rel"):
        if match.value("relunit") != "year":
            return None
        year = related_year(match, context)
        return match.reading(
            f"{'XXXX' if year is None else f'{year:04}'}-{month:02}", reason="the year is said beside it"
        )
    if (ahead := _year_ahead(match, context, month)) and not match.has("mod"):
        return match.reading(f"{ahead:04}-{month:02}", reason="the year stands after the second month")
    start = match.line.lexemes[match.span("m")[0]].start
    step = STEPS.get(match.kind("mod"))
    chosen = month_only(context, match.first, start, month, None if match.kind("mod") in BY_TEXT else step)
    return match.reading(chosen.value, reason=chosen.reason)


def read_iso(match: Match, context: Context) -> Reading:
    """ "2024-12-27"."""
    value = str(match.value("v"))
    return match.reading(value, impossible=no_such_day(*map(int, value.split("-"))))


def read_stamp(match: Match, context: Context) -> Reading:
    """ "2024-12-27T11:44"."""
    value = str(match.value("v")).replace(" ", "T")[:16]
    return match.reading(value, "TIME", impossible=no_such_day(*map(int, value[:10].split("-"))))


def read_numbers(match: Match, context: Context) -> Reading | None:
    """ "10/30/89", "27.12.2024": day first with points, or where the first figure can be no month."""
    text = str(match.value("v"))
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    year = whole_year(year, context)
    by_day = "." in text or first > 12
    month, day = (second, first) if by_day else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    reason = "read as day, month, year" if by_day else "read as month, day, year" if second <= 12 else None
    value = f"{year:04}-{month:02}-{day:02}"
    return match.reading(value, reason=reason, impossible=no_such_day(year, month, day))


def read_weekday(match: Match, context: Context) -> Reading | None:
    """ "Friday", "last Friday", "the previous Friday"."""
    number, kind = int(match.value("w")), match.kind("mod")
    start = match.line.lexemes[match.span("w")[0]].start
    anchor = context.day_named()
    if kind in BY_TEXT and anchor:
        return match.reading(
            _near_weekday(anchor, number, STEPS[kind]), reason=f"counted from {anchor}, named before"
        )
    step = STEPS.get(kind) if kind not in ("THAT", "SAME") else None
    if kind == "THIS" and match.line.lexemes[match.first].value == 0:
        step = 0
    chosen = weekday(context, match.first, start, number, step)
    return match.reading(chosen.value, reason=chosen.reason)


def _near_weekday(anchor: date, number: int, step: int) -> str:
    if step > 0:
        return weekday_on_or_after(anchor + timedelta(1), number).isoformat()
    if step < 0:
        return weekday_on_or_before(anchor - timedelta(1), number).isoformat()
    return min(weekday_on_or_before(anchor, number), weekday_on_or_after(anchor, number),
               key=lambda day: abs((day - anchor).days)).isoformat()  # fmt: skip


_YEAR_TAIL = f"(?:COMMA? OF? (?P<y>{YEARS}))?"
RULES: tuple[Rule, ...] = (
    rule("iso", "(?P<v>ISO)", read_iso),
    rule("stamp", "(?P<v>STAMP)", read_stamp),
    rule("numbers", "(?:(?P<w>WDAY) COMMA?)? (?P<v>NUMDATE)", read_numbers),
    rule("month day", f"THIS? COMING? (?:(?P<w>WDAY|WDA) DOT? COMMA?)? LAST? (?P<m>{_MONTHS}) DOT? THE? (?P<d>{_DAY})"
         f"(?! HYPH? UNIT)(?:(?:HYPH|DASH|AND|TO) (?P<d2>{_DAY})(?! HYPH? (?:UNIT|UNITS|MONTH|MON)|AMPM|OCLOCK))? {_YEAR_TAIL} {OF_YEAR}",
         read_month_day),
    rule("day month", f"(?:(?P<w>WDAY|WDA) DOT? COMMA?)? THE? (?:(?P<d0>{_DAY})(?:HYPH|DASH|AND|TO))?"
         f"(?P<d>{_DAY}) OF? (?P<m>{_MONTHS}) DOT? {_YEAR_TAIL} {OF_YEAR}", read_month_day),
    rule("months year", f"(?P<a>{_MONTHS}) DOT? (?:HYPH|DASH|AND|TO|SLASH) (?P<b>{_MONTHS}) DOT? COMMA? OF? (?P<y>YEAR)",
         read_months_year),
    rule("month year", f"(?P<m>{_MONTHS}) DOT? COMMA? OF? (?P<y>{YEARS})", read_month_year),
    rule("month", f"{MOD} (?P<m>MONTH|MON)(?:(?<=MON) DOT)? {OF_YEAR}", read_month),
    rule("weekday", f"{MOD} (?P<w>WDAY)(?! PARTS)", read_weekday),
)  # fmt: skip
