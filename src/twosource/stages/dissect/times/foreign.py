"""Dates in Russian, Ukrainian, German, French and Spanish: the same grammar with other words, and no tenses.

Without a parse a weekday is the last one up to publication unless a word before it looks ahead.
"""

from __future__ import annotations

from ....data import table
from . import clock, points, relative, spans, years
from .context import Context, Reading
from .days import shifted
from .grammar import Match, Rule, rule
from .implicit import weekday
from .symbols import OTHER_TABLE

_DAY = "(?:DAYNUM|NORD)"
_DOT = "(?:DOT|STOP)?"
_QTY = "(?:DAYNUM|NUM|WNUM|FRAC)"
_AGES = range(12, 100)


def read_month_alone(match: Match, context: Context) -> Reading | None:
    """ "в декабре", "im Dezember": the month after a preposition, or with "last" or "next"."""
    found = points.read_month(match, context)
    if found is None or match.has("mod"):
        return found
    return match.reading(found.value, "DATE", found.reason, first=match.span("m")[0])


def read_year_word(match: Match, context: Context) -> Reading | None:
    """ "в 2024 году", "im Jahr 2024", "en 2024"."""
    if match.has("unit") and match.value("unit") != "year":
        return None
    year = int(match.value("y"))
    if not match.has("unit") and not 1800 <= year <= 2100:
        return None
    first = match.span("y")[0] if match.has("lead") else match.first
    return match.reading(f"{year:04}", first=first)


def read_weekday(match: Match, context: Context) -> Reading | None:
    """A day of the week, back from publication or ahead by the words beside it."""
    kind = match.kind("mod") or match.kind("post")
    step = {"LAST": -1, "NEXT": 1}.get(kind)
    words = table(OTHER_TABLE).get(context.code, {}).get("ahead", [])
    before = {
        context.word_before(match.first),
        context.word_before(match.first - 1),
        context.word_before(match.first - 2),
    }
    if step is None and before & set(words):
        step = 0
    start = match.line.lexemes[match.first].start
    chosen = weekday(context, match.first, start, int(match.value("w")), step)
    return match.reading(chosen.value, "DATE", chosen.reason)


def read_relative(match: Match, context: Context) -> Reading | None:
    """ "на прошлой неделе", "la semaine dernière", "nächsten Monat"."""
    unit = str(match.value("u"))
    if unit in ("hour", "minute", "day"):
        return None
    step = {"LAST": -1, "NEXT": 1, "THIS": 0}[match.kind("mod")]
    value = shifted(context.published, step, unit)
    return match.reading(
        value, "DATE", "counted from publication" if context.published else "publication is not known"
    )


def read_year_relative(match: Match, context: Context) -> Reading | None:
    """ "торік": a year counted from publication in one word."""
    return match.reading(
        shifted(context.published, int(match.value("y")), "year"), "DATE", "counted from publication"
    )


def read_span(match: Match, context: Context) -> Reading | None:
    """ "три дня", "vor drei Tagen", "il y a deux ans", "два года назад"."""
    unit = str(match.value("u"))
    amount = None if match.has("few") else float(match.value("q"))
    if match.has("ago") and context.word_before(match.first) not in ("desde", "depuis", "seit"):
        if amount is None:
            return match.reading("PAST_REF", "DATE")
        if unit in ("hour", "minute"):
            return match.reading(spans.duration(amount, unit), "DURATION")
        times, whole = (10, "year") if unit == "decade" else (100, "year") if unit == "century" else (1, unit)
        return match.reading(
            shifted(context.published, -int(amount * times), whole), "DATE", "counted from publication"
        )
    words = table(OTHER_TABLE).get(context.code, {}).get("span", [])
    if unit == "year" and amount in _AGES and context.word_before(match.first) not in words:
        return None
    return match.reading(spans.duration(amount, unit), "DURATION")


_YEAR = "(?:COMMA? OF? (?P<y>YEAR)(?: UNIT)?)?"
_MOD = "(?P<mod>LAST|NEXT|THIS)"
RULES: tuple[Rule, ...] = (
    rule("iso", "(?P<v>ISO)", points.read_iso),
    rule("stamp", "(?P<v>STAMP)", points.read_stamp),
    rule("numbers", "(?P<v>NUMDATE)", points.read_numbers),
    rule("day month", f"(?:(?P<w>WDAY) COMMA? (?:IN|ON)? THE?)? (?:(?P<d0>{_DAY}){_DOT}(?:HYPH|DASH|AND|TO) THE?)?"
         f"(?P<d>{_DAY}){_DOT} OF? (?P<m>MONTH|MON DOT?) {_YEAR}", points.read_month_day),
    rule("month year", "(?P<m>MONTH) OF? (?P<y>YEAR) UNIT?", points.read_month_year),
    rule("month", "IN THE? (?P<m>MONTH)(?! OF? YEAR)", read_month_alone),
    rule("last month", f"{_MOD} (?P<m>MONTH)", read_month_alone),
    rule("month last", "(?P<m>MONTH) (?P<mod>LAST|NEXT)", read_month_alone),
    rule("year unit", "(?P<y>YEAR) (?P<unit>UNIT)", read_year_word),
    rule("unit year", "(?P<unit>UNIT) (?P<y>YEAR)", read_year_word),
    rule("in year", "(?P<lead>IN) (?P<y>YEAR)(?! UNITS)", read_year_word),
    rule("years", "(?P<a>YEAR)(?:HYPH|DASH)(?P<b>YEAR)", years.read_years),
    rule("weekday", f"(?:{_MOD})? (?P<w>WDAY) (?P<post>LAST|NEXT)?", read_weekday),
    rule("season year", "(?P<s>SEASON) OF? (?P<y>YEAR) UNIT?", years.read_season),
    rule("today", "(?P<t>TODAY)", relative.read_today),
    rule("unit", f"{_MOD} (?P<u>UNIT)", read_relative),
    rule("unit after", "(?P<u>UNIT) (?P<mod>LAST|NEXT)", read_relative),
    rule("year relative", "(?P<y>YEARREL)", read_year_relative),
    rule("span", f"(?:(?P<q>{_QTY})(?: (?:HYPH|DASH|AND|TO) {_QTY})?|(?P<few>FEW)) (?P<u>UNIT|UNITS) (?P<ago>AGO)?", read_span),
    rule("span before", f"(?P<ago>AGOB) (?:(?P<q>{_QTY})|(?P<few>FEW)) (?P<u>UNIT|UNITS)", read_span),
    rule("now", "(?P<v>NOW|RECENTLY)", spans.read_vague),
    rule("clock", "(?P<h>CLOCK) (?P<zone>HRS|ZONE)?", clock.read_day_clock),
    rule("hours", "(?P<h>DAYNUM|NUM) (?P<zone>HRS)", clock.read_hours),
    rule("part", "(?P<p>PART)", clock.read_part),
)  # fmt: skip
