"""A day told by the one next to it: "the morning after Christmas", "the day before Friday, March 7"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .context import Context, Reading
from .days import grain
from .symbols import alphabet, class_names, compile_pattern

_LEAD = compile_pattern("(?:THE|EDGE)? (?P<what>UNIT|PART) (?P<side>BEFORE|AFTER) THE?$")
_LONGEST = 4  # lexemes of a lead
_LEAP = 2000  # any year with each day of the calendar


def beside(context: Context, readings: list[Reading]) -> list[Reading]:
    """The readings, a day with "the day after" before it made the day that is meant."""
    kept: list[Reading] = []
    for reading in readings:
        told = _next_door(context, reading)
        if told is not None:
            while kept and kept[-1].last > told.first:
                kept.pop()
        kept.append(told or reading)
    return kept


def _next_door(context: Context, reading: Reading) -> Reading | None:
    if reading.type != "DATE" or reading.impossible:
        return None
    from_ = max(0, reading.first - _LONGEST)
    found = _LEAD.search(context.line.symbols, from_, reading.first)
    if found is None:
        return None
    what = context.line.lexemes[found.start("what")]
    part = what.value if class_names()[what.symbol] == "PART" else None
    if part is None and what.value != "day":
        return None
    step = 1 if found["side"] == alphabet()["AFTER"] else -1
    value = _moved(reading.value, step)
    if value is None:
        return None
    first = found.start()
    return reading._replace(
        first=first, start=context.line.lexemes[first].start, value=value + (f"T{part}" if part else ""),
        type="TIME" if part else "DATE", reason="; ".join(filter(None, (f"counted from {reading.value}", reading.reason))),
    )  # fmt: skip


def _moved(value: str, step: int) -> str | None:
    """The value a day further or back; of a weekday or of a day without a year the same kind of value."""
    if grain(value) == "day" and len(value) == 10:
        return (date.fromisoformat(value) + timedelta(step)).isoformat()
    week = re.fullmatch(r"XXXX-WXX-([1-7])", value)
    if week:
        return f"XXXX-WXX-{(int(week[1]) - 1 + step) % 7 + 1}"
    day = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value)
    if day is None:
        return None
    return f"XXXX-{date(_LEAP, int(day[1]), int(day[2])) + timedelta(step):%m-%d}"
