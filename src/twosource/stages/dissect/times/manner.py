"""Is this news, told around its publication, or a history, told along its own dates?

HeidelTime asks its user for the kind of document; here the text itself says: a history is full of years long
before its publication and has next to no "yesterday", "on Friday" or "last week".
"""

from __future__ import annotations

import re
from functools import cache

from .days import Point
from .symbols import Line, alphabet, compile_pattern

_ENOUGH, _TIMES_OVER, _FULL_DATES = 6, 3, 5


def is_narrative(line: Line, published: Point | None) -> bool:
    """Whether yearless dates are to be read along the text. An undated text must be a history beyond doubt."""
    sign = alphabet()["YEAR"]
    years = [int(lexeme.value) for lexeme in line.lexemes if lexeme.symbol == sign]
    if len(years) < _ENOUGH:
        return False
    pointing = len(_pointing().findall(line.symbols))
    if published is None:
        return pointing == 0 and len(_full_date().findall(line.symbols)) >= _FULL_DATES
    near = sum(year >= published.year - 1 for year in years)
    old = len(years) - near
    return old >= _ENOUGH and old > _TIMES_OVER * (pointing + near)


@cache
def _pointing() -> re.Pattern[str]:
    """Words that point from the day of writing."""
    return compile_pattern(
        "TODAY|TONIGHT|AGO|(?:LAST|NEXT|THIS) (?:UNIT|PART|WDAY|SEASON|MONTH)|WDAY(?!COMMA)"
    )


@cache
def _full_date() -> re.Pattern[str]:
    """A day with its month and year."""
    return compile_pattern(
        "(?:MONTH|MON) DOT? (?:DAYNUM|NORD) COMMA? YEAR|(?:DAYNUM|NORD) (?:MONTH|MON) YEAR"
    )
