"""Intervals and windows in words, for reasons that a person reads."""

from __future__ import annotations

import re

from ...model import Figure
from ...text import spoken


def words(figure: Figure) -> str:
    """An interval in words: "more than 11,000", "at most 5,500", "about 1,000 (900 to 1,100)"."""
    unit = f" {figure.unit}" if figure.unit and figure.unit != "share" else ""
    low, high = _number(figure.low), _number(figure.high)
    if figure.bound == "approximate" and figure.value is not None and low and high:
        return f"about {_number(figure.value)}{unit} ({low} to {high})"
    if figure.low is not None and figure.low == figure.high:
        return f"{low}{unit}"
    if figure.low is not None and figure.high is not None:
        return f"{low} to {high}{unit}"
    if figure.low is not None:
        return f"{'more than' if figure.low_open else 'at least'} {low}{unit}"
    if figure.high is not None:
        return f"{'fewer than' if figure.high_open else 'at most'} {high}{unit}"
    return "an unknown number"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")


def sentence(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}


def duration(value: str) -> str:
    """A TIMEX3 window in words: P1W is "1 week", 2025-04-10/ is "the time since 2025-04-10"."""
    match = re.fullmatch(r"P(T?)(\d+)([YMWDHS])", value)
    if match:
        name = (_CLOCK if match.group(1) else _UNITS).get(match.group(3), "")
        return f"{match.group(2)} {name}{'' if match.group(2) == '1' else 's'}"
    if value.endswith("/"):
        return f"the time since {spoken(value[:-1])}"
    return spoken(value)
