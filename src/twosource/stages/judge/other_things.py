"""Two figures that do not count one thing: another side's people, another measure or noun, a part of the whole."""

from __future__ import annotations

import re

from ...data import table
from ...data.numerals import one_spelled
from ...model import Figure
from .counting import befell, counted_as, persons, tallied
from .intervals import ends, same
from .setting import Days, Setting, Verdict, day_of
from .sides import apart
from .wording import sentence, words

UNTOLD = "Nothing says that they count the same people."


def other_side(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """Our dead are not the enemy's."""
    if not a.side or not b.side or not apart((a.side, b.side), setting.by, setting.same_origin):
        return None
    whose = sorted(_WHOSE.get(side, side) for side in (a.side, b.side))
    return "different scope", f"They count different sides' people ({whose[0]}, {whose[1]})."


_WHOSE = {"own": "the speaker's own", "enemy": "the enemy's"}


def other_thing(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """The wounded are not the killed, tanks not aircraft; the dead and wounded include the dead."""
    if a.unit != b.unit:
        return "different scope", f"One is in {a.unit or 'numbers'}, the other in {b.unit or 'numbers'}."
    if (
        a.measure
        and b.measure
        and befell(a) != befell(b)
        and not (a.unit and "area" in (a.measure, b.measure))
    ):
        days = setting.days(a, b)
        told = _by_measure(a, b, days) or _by_measure(b, a, days[::-1])
        return told or ("different scope", _differ(a.measure, b.measure))
    left, right = counted_as(a.counts), counted_as(b.counts)
    untold = left == right == "person" and not (a.measure or b.measure)
    if untold or (setting.alike is False and (a.measure is None) != (b.measure is None)):
        return None if setting.alike or same(a, b) else ("different scope", UNTOLD)
    if left == right or not left or not right or a.unit:
        return None
    whole, part = (a, b) if left == "person" else (b, a)
    if "person" in (left, right) and persons(part):
        days = (setting if part is a else setting.turned()).days(part, whole)
        return _part_of(part, whole, days, f"the {whole.counts} include the {part.counts}")
    return "different scope", _differ(a.counts or left, b.counts or right)


def _differ(one: str, other: str) -> str:
    return f"One counts {one}, the other {other}."


def _by_measure(part: Figure, whole: Figure, days: Days) -> Verdict | None:
    broader = table("measures.json")["broader"].get(part.measure or "", [])
    if whole.measure not in broader:
        return None
    reason = f"those {part.measure} are among those {whole.measure}"
    if part.measure in str(whole.measure).split(" or "):
        return _part_of(part, whole, days, reason)
    return "different scope", f"{sentence(reason)}."


def _part_of(part: Figure, whole: Figure, days: Days, reason: str) -> Verdict | None:
    """A part that is larger than its whole cannot be; otherwise the two are counts of different things.

    A count that grows is so only where the part is known to be no later than the whole: Monday's seventeen
    children are not more than Sunday's fourteen dead.
    """
    if same(part, whole):
        return None if part.measure == whole.measure else ("different scope", f"{sentence(reason)}.")
    one_scope = not (part.window or whole.window) and part.place_id == whole.place_id and bool(part.measure)
    one_scope = one_scope and part.side == whole.side
    if part.measure in table("measures.json")["grows"]:
        one_time = days[0] == days[1] or (None not in days and str(days[0]) < str(days[1]))
    else:
        one_time = day_of(part.as_of) == day_of(whole.as_of)
    if one_scope and one_time and ends(part)[0] > ends(whole)[1]:
        return "conflict", f"{sentence(reason)}, but {words(part)} is more than {words(whole)}."
    return "different scope", f"{sentence(reason)}."


def other_part(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """ "Five of the fourteen" beside "fourteen", "one of the injured", "seven more": not the whole count."""
    if (a.further or b.further) and not same(a, b):
        more = a if a.further else b
        return "different scope", f"{sentence(words(more))} come on top of an earlier count."
    parts = [_is_cut_out(figure) for figure in (a, b)]
    if parts[0] == parts[1] or same(a, b):
        return None
    part = a if parts[0] else b
    verb = "is" if part.value == 1 else "are"
    return "different scope", f"{sentence(words(part))} {verb} only a part ({part.part_of})."


_NUMBER_FIRST = re.compile(
    r"\W*(?:(?:about|around|some|at least|more than|over|up to|nearly|almost)\s+)?"
    rf"(?:\d|(?:{one_spelled(99)})\b)",
    re.IGNORECASE,
)


# "Two of its citizens": a land counts its own among all those.
_NATIONALS = re.compile(r"\b(?:citizens|nationals|compatriots|countrymen)\b", re.IGNORECASE)


def _is_cut_out(figure: Figure) -> bool:
    whole = figure.part_of
    return whole is not None and (
        _NUMBER_FIRST.match(whole) is not None or tallied(whole) or _NATIONALS.search(whole) is not None
    )
