"""Intervals and windows in words, for reasons that a person reads."""

from __future__ import annotations

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


def duration(value: str) -> str:
    """A window in words: P1W is "1 week", 2025-04-10/ is "the time since 10 April 2025"."""
    if value.endswith("/"):
        return f"the time since {spoken(value[:-1])}"
    return spoken(value)
