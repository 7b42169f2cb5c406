"""Neighbours made one: a time of day with its day, "early" with its month, "the end of" with its year."""

from __future__ import annotations

from datetime import timedelta

from ....data import table
from .beside import beside
from .context import Context, Reading
from .days import grain, shifted
from .symbols import TABLE, alphabet

_LOOK_BACK = 12
_MIDNIGHT = "T24:00"
_MODIFIERS = ("EARLY", "LATE", "MID", "EARLIER", "LATER")


def joined(context: Context, readings: list[Reading]) -> list[Reading]:
    """The readings in order, times of day dated and merged with what stands beside them."""
    ordered = sorted(readings, key=lambda r: r.start)
    merged: list[Reading] = []
    index = 0
    while index < len(ordered):
        here = ordered[index]
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        before = merged[-1] if merged else None
        if here.value.startswith("T") and here.type == "TIME":
            if before and _day(before) and _touches(context, before, here):
                merged[-1] = _one(before, here, _day(before) or "")
            elif after and _day(after) and _touches(context, here, after):
                merged.append(_one(here, after, _day(after) or ""))
                index += 1
            else:
                dated = _dated(context, here, merged, after)
                merged += [dated] if dated else []
        else:
            merged.append(here)
        index += 1
    merged = [_begun(context, reading) for reading in beside(context, merged)]
    floors = [0, *(reading.last for reading in merged)]
    return [_extended(context, reading, floor) for reading, floor in zip(merged, floors, strict=False)]


def _begun(context: Context, reading: Reading) -> Reading:
    """The midnight that a day began with, where it is not told of as still to come."""
    today = context.today
    if today is None or reading.type != "TIME" or reading.value != f"{today}{_MIDNIGHT}":
        return reading
    at = next((each.start for each in context.line.lexemes[reading.first : reading.last]), reading.start)
    if context.verbs.tense(at) == "future":
        return reading
    day = today - timedelta(1)
    return reading._replace(value=f"{day}{_MIDNIGHT}", reason="the midnight before publication")


def _day(reading: Reading) -> str | None:
    """The day of a reading that a time of day can hang on."""
    value = reading.value.split("T")[0]
    if reading.type != "DATE" or reading.impossible:
        return None
    if (
        grain(reading.value) == "day"
        or value.startswith("XXXX-WXX-")
        or (value.startswith("XXXX-") and len(value) == 10)
    ):
        return value
    return None


def _between(context: Context, first: Reading, second: Reading) -> str:
    return context.line.symbols[first.last : second.first]


def _touches(context: Context, first: Reading, second: Reading) -> bool:
    """Whether two readings are one expression: side by side, or with a comma or "of" between."""
    names = alphabet()
    gap = _between(context, first, second)
    if gap == "":
        return True
    if gap == names["COMMA"]:
        return True
    of = names["OF"], names["OF"] + names["THE"]
    return first.value.startswith("T") and first.value[1:2].isalpha() and gap in of


def _one(first: Reading, second: Reading, day: str) -> Reading:
    clock = second if second.value.startswith("T") else first
    dated = first if clock is second else second
    return Reading(first.first, second.last, first.start, second.end, day + clock.value, "TIME", dated.reason,
                   dated.impossible or clock.impossible)  # fmt: skip


def _dated(context: Context, here: Reading, before: list[Reading], after: Reading | None) -> Reading | None:
    """A time of day with the day of its sentence, else of the day last named, else of publication.

    The day of a statement ("said on Wednesday") is not the day of what happened at 5:20 a.m.
    """
    breaks = alphabet()["STOP"], alphabet()["BREAK"]
    days = [reading for reading in before[-_LOOK_BACK:] if _day(reading)]
    if days and not any(sign in _between(context, days[-1], here) for sign in breaks):
        return _on(here, _day(days[-1]), "the day named in the sentence")
    if (
        after is not None
        and _day(after)
        and not any(sign in _between(context, here, after) for sign in breaks)
    ):
        return _on(here, _day(after), "the day named in the sentence")
    if here.value[1:2].isalpha() and here.last - here.first == 1:
        return _night_before(context, here)
    told = context.verbs.says(here.start)
    fitting = [reading for reading in days if told or not context.verbs.says(reading.start)]
    if fitting:
        return _on(here, _day(fitting[-1]), "the day named before")
    if days and not told:
        return _on(here, "XXXX-XX-XX", "the only days named are those of statements")
    return _on(here, shifted(context.published, 0, "day"), "the day of publication")


def _night_before(context: Context, here: Reading) -> Reading | None:
    """A bare "overnight" as the night before publication, unless it is still to come; no other bare part of a day."""
    over = context.line.symbols[here.first] == alphabet()["OVERNIGHT"]
    if not over or context.narrative or context.word_after(here.last) in table(TABLE)["no_night"]:
        return None
    if context.verbs.tense(here.start) == "future":
        return None
    return _on(here, shifted(context.published, -1, "day"), "the night before publication")


def _on(here: Reading, day: str | None, reason: str) -> Reading:
    return here._replace(value=f"{day}{here.value}", reason="; ".join(filter(None, (reason, here.reason))))


def _extended(context: Context, reading: Reading, floor: int) -> Reading:
    """The reading with "early", "late", "the end of" and the like before it, down to the lexeme ``floor``."""
    if reading.type not in ("DATE", "TIME"):
        return reading
    names, symbols = alphabet(), context.line.symbols
    modifiers = {names[name] for name in _MODIFIERS}

    def sign(back: int) -> str:
        at = reading.first - back
        return symbols[at] if at >= floor else ""

    back = 0
    if sign(1) in modifiers:
        back = 1
    elif (sign(1) in (names["HYPH"], names["THE"], names["IN"]) and sign(2) in modifiers) or (
        sign(1) == names["OF"] and sign(2) == names["EDGE"]
    ):
        back = 2
    elif reading.type == "DATE" and sign(1) == names["ABOUT"] and not reading.value.endswith("_REF"):
        back = int(context.word_before(reading.first) == "around")
    if back and sign(back + 1) == names["THE"]:
        back += 1
    first = reading.first - back
    return reading._replace(first=first, start=context.line.lexemes[first].start) if back else reading
