"""Times counted from publication or from a date in the text: "last month", "the next day", "the quarter"."""

from __future__ import annotations

from datetime import timedelta

from .context import Context, Reading
from .days import UNKNOWN, Point, at_grain, grain, shifted, spread
from .grammar import Match, Rule, rule
from .implicit import dated, direction, of_year
from .points import full_year

# Counted from the last date in the text rather than from publication.
_BY_TEXT = frozenset(("PREVIOUS", "FOLLOWING", "THAT", "SAME"))
_STEPS = {"LAST": -1, "PAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1, "THIS": 0, "THAT": 0,
          "SAME": 0, "CURRENT": 0, "LATEST": 0, "THE": 0}  # fmt: skip
_SHORT = frozenset(("minute", "hour", "second"))


def named_point(context: Context, unit: str) -> Point | None:
    """The last date in the text as far as it is known, fit to count ``unit`` from."""
    reading = context.named_day if unit in ("day", "week", "weekend") and context.named_day else context.named
    if unit == "year":
        reading = context.named_year
    return None if reading is None else point_of(reading)


def point_of(reading: Reading) -> Point | None:
    """The first day of a dated reading, known as far as its value is."""
    days = spread(reading.value)
    if days is None:
        return None
    first = days[0]
    unit = grain(reading.value)
    if unit in ("day", "week", "weekend"):
        return Point(first.year, first.month, first.day)
    return Point(first.year, first.month) if unit in ("month", "quarter") else Point(first.year)


def read_unit(match: Match, context: Context) -> Reading | None:
    """ "last week", "this fiscal year", "the next day", "the same month"."""
    unit, kind = str(match.value("u")), match.kind("mod")
    if unit in _SHORT or (unit == "day" and kind in ("LAST", "PAST", "LATEST", "CURRENT", "COMING")):
        return None
    if unit == "day" and kind == "THIS":
        return match.reading("PRESENT_REF", "DATE") if context.word_before(match.first) == "to" else None
    if unit in ("quarter", "period", "term"):
        return _quarter(match, context, kind) if unit != "term" else None
    if kind == "LATEST" and not match.has("fiscal"):
        return None
    step = _STEPS[kind] - (kind == "LATEST")
    by_text = (
        kind in _BY_TEXT or context.narrative or (kind == "NEXT" and _after_a_date(match, context, unit))
    )
    anchor = named_point(context, unit) if by_text else context.published
    if by_text and anchor is None and kind not in _BY_TEXT and not context.narrative:
        anchor = context.published
    if unit == "weekend" and kind == "THIS" and _is_over(match, context):
        step -= 1
    value = shifted(anchor, step, "week" if unit == "fortnight" else unit)
    whence = "the last date in the text" if by_text else "publication"
    return match.reading(value, "DATE", f"counted from {whence}" if anchor else f"{whence} is not known")


def _is_over(match: Match, context: Context) -> bool:
    """Whether "this weekend" was the one before: told in the past tense early in the week."""
    today = context.today
    tense = context.verbs.tense(match.line.lexemes[match.first].start)
    return tense == "past" and today is not None and today.isoweekday() < 4


def _after_a_date(match: Match, context: Context, unit: str) -> bool:
    """Whether "the next day" counts from a date in the text: in a story told, not in an announcement."""
    if not match.has("det") and unit != "day":
        return False
    start = match.line.lexemes[match.first].start
    return context.named is not None and direction(context, match.first, start) != "future"


def _quarter(match: Match, context: Context, kind: str) -> Reading | None:
    """A quarter counted from the last one named, else from publication (results are of the quarter before)."""
    named = context.named_quarter
    by_text = kind in ("THE", "LATEST", "THAT", "SAME", "PREVIOUS", "FOLLOWING", "") or context.narrative
    is_period = match.value("u") == "period"
    if is_period and (named is None or kind == "THIS"):
        return None
    if by_text and named is not None:
        anchor = point_of(named)
        return match.reading(
            shifted(anchor, _STEPS.get(kind, 0), "quarter"), "DATE", "the quarter last named"
        )
    if is_period:
        return None
    step = _STEPS.get(kind, 0)
    if kind in ("THE", "LATEST", ""):
        start = match.line.lexemes[match.first].start
        step = 0 if direction(context, match.first, start) == "future" else -1
    return match.reading(shifted(context.published, step, "quarter"), "DATE", "counted from publication")


def read_the_unit(match: Match, context: Context) -> Reading | None:
    """ "the quarter", "the weekend", "the year" and "the week" where they mean the present one."""
    unit = str(match.value("u"))
    if unit in ("quarter", "period"):
        return _quarter(match, context, "THE")
    before, after = context.word_before(match.first), context.word_after(match.last)
    if unit == "weekend":
        tense = context.verbs.tense(match.line.lexemes[match.last - 1].start)
        today = context.today
        back = tense != "future" and today is not None and today.isoweekday() < 6
        return match.reading(
            shifted(context.published, -1 if back else 0, "weekend"), "DATE", "counted from publication"
        )
    if unit in ("week", "year") and before in ("for", "in", "of", "during", "over", "throughout"):
        if after in ("ended", "ending", "before", "after", "of", "that", "when", "he", "she", "in"):
            return (
                match.reading("P1Y", "DURATION") if after in ("ended", "ending") and unit == "year" else None
            )
        anchor = named_point(context, unit) if context.narrative else context.published
        return match.reading(shifted(anchor, 0, unit), "DATE", "the present one")
    return None


def read_edge(match: Match, context: Context) -> Reading | None:
    """ "the end of the year", "the beginning of next week"."""
    unit, kind = str(match.value("u")), match.kind("mod") or "THE"
    if unit in _SHORT or unit == "day":
        return None
    by_text = kind in _BY_TEXT or context.narrative
    anchor = named_point(context, unit) if by_text else context.published
    if unit == "quarter":
        return _quarter(match, context, kind)
    return match.reading(
        shifted(anchor, _STEPS[kind], unit), "DATE", "the present one" if kind == "THE" else None
    )


def read_unit_end(match: Match, context: Context) -> Reading | None:
    """ "year-end", "the year's end", "month-end"."""
    unit = str(match.value("u"))
    if unit not in ("year", "month", "week", "quarter") or context.word_after(match.last - 1) != "end":
        return None
    start = match.line.lexemes[match.first].start
    if unit != "year" or context.published is None:
        return match.reading(shifted(context.published, 0, unit), "DATE", "counted from publication")
    back = direction(context, match.first, start) == "past" and (context.published.month or 12) < 7
    year = context.published.year - back
    return match.reading(f"{year:04}", "DATE", "the end of the year nearest to publication")


def read_ordinal_part(match: Match, context: Context) -> Reading | None:
    """ "the third quarter", "the 1988 second quarter", "last year's first quarter", "the first half of 1990"."""
    number, unit = int(match.value("n")), match.value("u")
    half = match.kind("u") == "HALVES"
    if (unit != "quarter" and not half) or not 1 <= number <= (2 if half else 4):
        return None
    return _part_of_year(match, context, f"H{number}" if half else f"Q{number}")


def read_quarter_sign(match: Match, context: Context) -> Reading | None:
    """ "Q3", "Q3 2024", "3Q"."""
    digits = [c for c in str(match.value("q")) if c.isdigit()]
    return _part_of_year(match, context, f"Q{digits[0]}")


def read_last_half(match: Match, context: Context) -> Reading | None:
    """ "the last half of 1989"."""
    return _part_of_year(match, context, "H2")


def _part_of_year(match: Match, context: Context, part: str) -> Reading | None:
    year = full_year(match, context)
    if year is None:
        year = full_year(match, context, "yb")
    if year is None and (match.has("rel") or match.has("rel2")):
        group = "rel" if match.has("rel") else "rel2"
        if match.value("relunit" if group == "rel" else "relunit2") != "year":
            return None
        value = shifted(context.published, _STEPS[match.kind(group)], "year")
        return match.reading(f"{value}-{part}", "DATE", "counted from publication")
    if year is not None:
        return match.reading(f"{year:04}-{part}", "DATE")
    start = match.line.lexemes[match.span("n")[0] if match.has("n") else match.first].start
    if match.has("ago"):
        value = of_year(context, match.first, start, part).value
        known = value[:4].isdigit()
        return match.reading(
            f"{int(value[:4]) - 1:04}-{part}" if known else value, "DATE", "a year before"
        )._replace(aside=True)
    if part[0] == "H" and context.word_after(match.last) == "of":
        return None
    if part[0] == "H" and not (
        match.has("det") or context.word_after(match.last) in ("results", "earnings", "profit")
    ):
        return None
    chosen = dated(context, match.first, start, lambda year: spread(f"{year:04}-{part}"), "{}-" + part)
    return match.reading(chosen.value, "DATE", chosen.reason)


def read_year_ago(match: Match, context: Context) -> Reading | None:
    """ "the year-ago quarter", "year-earlier profit": the same part of the year before."""
    if match.value("a") != "year":
        return None
    if match.has("units") and match.has("q"):
        return match.reading(
            f"P{int(match.value('q'))}{ {'month': 'M', 'week': 'W'}.get(str(match.value('units')), 'M') }",
            "DURATION",
        )
    return _year_back(match, context)


def _year_back(match: Match, context: Context) -> Reading:
    return match.reading(year_before(context), "DATE", "a year before the period last named")._replace(
        aside=True
    )


def year_before(context: Context) -> str:
    """A year before the period that figures are compared with: the quarter last named, else the year."""
    if context.named_quarter is not None and not context.narrative:
        anchor = point_of(context.named_quarter)
        if anchor is not None and context.published is not None and anchor.year < context.published.year - 1:
            return shifted(context.published, -1, "year")
        if (
            anchor is not None
            and context.published is not None
            and (
                anchor.year * 12 + (anchor.month or 1) + 11
                < context.published.year * 12 + (context.published.month or 12)
            )
        ):
            return at_grain(anchor, "quarter")
        return shifted(anchor, -4, "quarter")
    anchor = named_point(context, "year") if context.narrative else context.published
    return shifted(anchor, -1, "year")


def read_year_period(match: Match, context: Context) -> Reading | None:
    """ "the 1988 period", "the 1988 quarter": the same quarter of that year."""
    year = full_year(match, context, "yb")
    if year is None or match.value("u") not in ("period", "quarter"):
        return None
    named = context.named_quarter
    return match.reading(f"{year:04}" + (named.value[4:] if named else ""), "DATE")


def read_comparable(match: Match, context: Context) -> Reading | None:
    """ "the corresponding period last year"."""
    if match.value("u") not in ("period", "quarter") or match.value("relunit") != "year":
        return None
    return _year_back(match, context)


def read_today(match: Match, context: Context) -> Reading:
    """ "today", "yesterday", "the day before yesterday"."""
    step = int(match.value("t"))
    if match.has("side"):
        step += 1 if match.kind("side") == "AFTER" else -1
    value = shifted(context.published, step, "day")
    return match.reading(
        value, "DATE", "counted from publication" if context.today else "publication is not known"
    )


def read_day_beside(match: Match, context: Context) -> Reading | None:
    """ "the day before" and "the day after", where nothing follows that they are counted from."""
    if match.value("u") != "day" or context.named_day is None:
        return None
    after = context.word_after(match.last)
    if after.isalnum() and after not in ("and", "in", "at", "when", "to", "for", "but"):
        return None
    day = context.day_named()
    if day is None:
        return None
    step = 1 if match.kind("side") in ("AFTER", "FOLLOWING") else -1
    return match.reading((day + timedelta(step)).isoformat(), "DATE", f"counted from {day}, named before")


_PERIOD = "(?P<u>UNIT|PERIOD)"
_PRE = (
    "(?P<det>THE|ITS|THIS|THESE)? (?:COMPARABLE|SINGLE)? (?:(?P<yb>YEAR)|(?P<ago>UNIT HYPH (?:AGO|EARLIER))"
    "|(?P<rel>LAST|THIS|NEXT) (?P<relunit>UNIT) POSS)? (?:FISCAL HYPH?)?"
)
_OF = "(?:OF? FISCAL? (?P<y>YEAR|YEAR2)|OF? (?P<rel2>LAST|THIS|NEXT) (?P<relunit2>UNIT))?"
_MODS = "LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING|CURRENT|LATEST|SAME"
RULES: tuple[Rule, ...] = (
    rule("unit", f"(?P<det>THE|THIS|ITS)? (?P<mod>{_MODS}) (?P<fiscal>FISCAL)? SINGLE? {_PERIOD}(?! HYPH OLD)"
         "(?: AND SO)?", read_unit),
    rule("this unit", f"(?P<mod>THIS|THAT) (?P<fiscal>FISCAL)? SINGLE? {_PERIOD}", read_unit),
    rule("the unit", "THE FISCAL? SINGLE? (?P<u>UNIT|PERIOD)(?! HYPH)", read_the_unit),
    rule("edge", "THE? (?P<e>EDGE) OF (?:THE|ITS)? (?P<mod>LAST|NEXT|THIS|THAT|FOLLOWING|PREVIOUS|CURRENT|SAME|THE)?"
         "(?P<u>UNIT)", read_edge),
    rule("unit end", "THE? (?P<u>UNIT)(?:HYPH|POSS)? EDGE", read_unit_end),
    rule("ordinal part", f"{_PRE} (?P<n>ORD|NORD) HYPH? (?P<u>UNIT|HALVES) {_OF}", read_ordinal_part),
    rule("quarter sign", "(?P<q>QSYM) (?:OF? (?P<y>YEAR|YEAR2))?", read_quarter_sign),
    rule("last half", "THE LAST HALVES OF THE? (?P<y>YEAR|YEAR2)", read_last_half),
    rule("year ago", "(?:THE COMPARABLE?)? (?P<a>UNIT) HYPH (?:AGO|EARLIER)(?: (?:UNIT|PERIOD)| (?P<q>WNUM|DAYNUM) (?P<units>UNITS))?",
         read_year_ago),
    rule("year period", "THE (?P<yb>YEAR) (?P<u>PERIOD|UNIT)", read_year_period),
    rule("comparable", "THE COMPARABLE (?P<u>PERIOD|UNIT) (?:OF|IN)? (?P<rel>LAST|THE PREVIOUS) (?P<relunit>UNIT)",
         read_comparable),
    rule("today", "(?:THE UNIT (?P<side>BEFORE|AFTER))? (?P<t>TODAY)", read_today),
    rule("day beside", "THE (?P<u>UNIT) (?P<side>BEFORE|AFTER|FOLLOWING|EARLIER)", read_day_beside),
)  # fmt: skip

__all__ = ["RULES", "UNKNOWN"]
