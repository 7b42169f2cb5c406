"""Years, decades, centuries, seasons and holidays; and when four figures are a year at all."""

from __future__ import annotations

from datetime import date
from functools import cache

from ....data import table
from .context import Context, Reading
from .days import holiday, year_of
from .grammar import Match, Rule, rule
from .implicit import dated, of_year
from .points import BY_TEXT, MOD, OF_YEAR, STEPS, YEARS, full_year, related_year, whole_year
from .symbols import TABLE, alphabet


def read_season(match: Match, context: Context) -> Reading | None:
    """ "the winter of 1914", "last fall", "this summer"."""
    season = str(match.value("s"))
    year = full_year(match, context)
    if year is None and match.has("rel"):
        year = related_year(match, context) if match.value("relunit") == "year" else None
    if year is not None:
        return match.reading(f"{year:04}-{season}")
    kind = match.kind("mod")
    start = match.line.lexemes[match.span("s")[0]].start
    chosen = of_year(context, match.first, start, season, None if kind in BY_TEXT else STEPS.get(kind))
    return match.reading(chosen.value, reason=chosen.reason)


def read_holiday(match: Match, context: Context) -> Reading | None:
    """ "Christmas Eve", "last Thanksgiving"."""
    which = str(match.value("h"))
    after = (
        context.token(match.line.lexemes[match.last].start) if match.last < len(match.line.lexemes) else None
    )
    if after is not None and after.tag in ("NN", "NNS"):
        festive = context.word_after(match.last) in table(TABLE)["festive"]
        if festive or not _is_a_day(match, context):
            return None
    year, kind = full_year(match, context), match.kind("mod")

    def make(at: int) -> tuple[date, date] | None:
        day = holiday(which, at)
        return (day, day) if day else None

    reason = None
    if year is None:
        near = context.today
        if kind in ("LAST", "PAST", "NEXT", "COMING") and near and not context.narrative:
            days = [d for y in range(near.year - 2, near.year + 3) if (d := holiday(which, y))]
            side = [d for d in days if (d < near if STEPS[kind] < 0 else d > near)]
            year = min(side, key=lambda d: abs((d - near).days)).year
        else:
            chosen = dated(context, match.first, match.line.lexemes[match.first].start, make, "{}")
            year, reason = year_of(chosen.value), chosen.reason
    fixed = which[:2].isdigit()
    day = holiday(which, year) if year is not None else None
    if day is None:
        return match.reading(f"XXXX-{which}" if fixed else "XXXX-XX-XX", reason=reason)
    return match.reading(day.isoformat(), reason=reason)


def _is_a_day(match: Match, context: Context) -> bool:
    """Whether the name says that it is one day: a Christmas Day fire, no Christmas fire."""
    lexeme = match.lexeme("h")
    named = context.text[lexeme.start : lexeme.end].lower() if lexeme else ""
    return named.endswith(("day", "eve"))


def read_year(match: Match, context: Context) -> Reading | None:
    """A year alone, told from a number by the words around it."""
    year = full_year(match, context)
    if year is None or (match.has("unit") and match.value("unit") != "year"):
        return None
    if match.kind("y") == "WNUM" and not 1000 <= year <= 2199:
        return None
    if match.kind("y") == "YEAR2" or match.has("unit") or match.has("fiscal"):
        return match.reading(f"{year:04}", reason=None)
    if not _is_year(match, context, year):
        return None
    names = (
        context.word_before(match.first) in ("the", "a", "an") and context.word_after(match.last).isalpha()
    )
    return match.reading(f"{year:04}")._replace(aside=names)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table(TABLE)["years"][name])


def _is_year(match: Match, context: Context, year: int) -> bool:
    """Whether four figures are a year: by the word before them, and by whether they count the one after."""
    first, last = match.first, match.last
    before = context.word_before(first)
    likely = 1900 <= year <= (context.published.year if context.published else 2030) + 30
    after = context.token(context.line.lexemes[last].start) if last < len(context.line.lexemes) else None
    counts = after is not None and after.tag in ("NNS", "NNPS")
    if before in _words("doubt"):
        token = context.token(context.line.lexemes[first].start)
        return (
            likely and not counts and not (token is not None and token.dep == "nummod" and before != "about")
        )
    if before in _words("sure"):
        return not (counts and before in ("for", "from", "between") and year % 50 == 0)
    if before in _words("weak") or before == "":
        return (likely or before == "of") and not (counts and before != "the" and year % 50 == 0)
    return likely and not counts and not _in_a_name(context, first)


def _in_a_name(context: Context, first: int) -> bool:
    """ "Flight 1989": right after a name."""
    lexeme = context.line.lexemes[first - 1]
    name = context.text[lexeme.start].isupper() and context.line.symbols[first - 1] == alphabet()["OTHER"]
    return (
        name
        and first > 1
        and context.line.symbols[first - 2] not in (alphabet()["STOP"], alphabet()["BREAK"])
    )


def read_years(match: Match, context: Context) -> list[Reading] | Reading | None:
    """ "1861-1865", "1957-60", and "2024-08", which is a month."""
    first, lexeme = int(match.value("a")), match.lexeme("b")
    second = int(lexeme.value) if lexeme and str(lexeme.value).isdigit() else None
    if second is None or not 1000 <= first <= 2199:
        return None
    if second < 1000:
        text = context.text[lexeme.start : lexeme.end] if lexeme else ""
        if len(text) != 2:
            return None
        if first % 100 >= second:
            return (
                match.reading(f"{first}-{second:02}") if 1 <= second <= 12 and second != first % 100 else None
            )
        second += first // 100 * 100
    if not first < second < first + 200:
        return None
    return [
        match.reading(f"{first}", last=match.span("a")[1]),
        match.reading(f"{second}", first=match.span("b")[0]),
    ]


def read_decade(match: Match, context: Context) -> Reading | None:
    """ "the 1980s", "the '80s", "the nineties": three figures."""
    value = match.value("d")
    if isinstance(value, str):
        return match.reading(value)
    if not (match.has("the") or context.word_before(match.first) in ("mid", "early", "late", "-", "in")):
        return None
    year = whole_year(int(value) * 10, context)
    return match.reading(f"{year:04}"[:3])


def read_old_decade(match: Match, context: Context) -> Reading | None:
    """ "the 1960's"."""
    year = int(match.value("y"))
    if year % 10 or context.text[match.line.lexemes[match.last - 1].end - 1] != "s":
        return None
    noun = (
        context.token(match.line.lexemes[match.last].start) if match.last < len(match.line.lexemes) else None
    )
    return None if noun is not None and noun.pos in ("NOUN", "PROPN", "ADJ") else match.reading(f"{year}"[:3])


def read_century(match: Match, context: Context) -> Reading | None:
    """ "the 20th century": two figures."""
    number = int(match.value("n"))
    if match.value("u") not in ("century", "millennium") or not 1 <= number <= 30:
        return None
    return match.reading(f"{number - 1:02}" if match.value("u") == "century" else f"{number - 1}")


def read_nine(match: Match, context: Context) -> Reading:
    """ "9/11"."""
    return match.reading("2001-09-11")


_YEAR_TAIL = f"(?:COMMA? OF? (?P<y>{YEARS}))?"
RULES: tuple[Rule, ...] = (
    rule("season", f"THE? {MOD} (?P<s>SEASON) (?:COMMA? OF? (?P<y>{YEARS}))? {OF_YEAR}", read_season),
    rule("year season", "(?P<y>YEAR) (?P<s>SEASON)", read_season),
    rule("holiday", f"{MOD} (?P<h>HOLIDAY) {_YEAR_TAIL}", read_holiday),
    rule("years", "(?P<a>YEAR)(?:HYPH|DASH|SLASH)(?P<b>YEAR|YEAR2|NUM|DAYNUM)(?!HYPH|SLASH)", read_years),
    rule("year", "(?:THE? (?P<unit>UNIT)|(?P<fiscal>FISCAL))? (?P<y>YEAR|YEAR2)", read_year),
    rule("year in words", "THE (?P<unit>UNIT) (?P<y>WNUM)", read_year),
    rule("decade", "(?P<the>THE)? (?P<d>DECADES|DECADE)", read_decade),
    rule("decade's", "(?P<the>THE|EARLY|LATE|MID) HYPH? (?P<y>YEAR) POSS", read_old_decade),
    rule("century", "THE? (?P<n>NORD|ORD) HYPH? (?P<u>UNIT)", read_century),
    rule("nine eleven", "(?P<v>NINE)", read_nine),
)  # fmt: skip
