"""How two figures stand to each other: interval logic first, scope before it, in the design's five words.

Scope comes first: a week is not the whole time, Kursk is not all of Russia, the dead are not the dead and
wounded, December's prisoner is not January's. Within one scope only the intervals speak: ``conflict`` where no
number lies in both, ``agree`` where they say the same, ``compatible`` where both can hold. The relation is
the same whichever figure comes first, and the reason is one exact sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...data import table
from ...model import Agreement, Figure
from ...text import spoken
from .counting import befell, counted_as, in_unit_of, persons, tallied
from .sides import apart
from .wording import duration, sentence, words

Verdict = tuple[Agreement, str]

# How reasons end that many pairs of a group may share, whatever their numbers.
CAN_HOLD, UPDATE, GROWN = "can both hold.", "the later is an update.", "the count may have grown."
WITHIN = "lies within"
UNTOLD = "Nothing says that they count the same people."


def lies_within(inner: str, outer: str) -> bool:
    """True where one place_id lies within (or is) another: "ru:kursk-oblast" within "ru"."""
    return inner == outer or inner.startswith(outer + ":")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of two figures beyond themselves.

    ``said`` are the days they were given, ``events`` the days of what they count, ``by`` the names
    of the bodies that those who gave them are or speak for, where they are known; ``caps`` are the lowest that
    each one's origin still gave on the other's day or later; ``alike`` says whether their clauses tell of one thing, ``within`` whether one place_id lies in another.
    """

    same_origin: bool = False
    same_report: bool = False  # both stand in one report
    withdrawn: bool = False  # one of them was taken back by who gave it
    said: tuple[str | None, str | None] = (None, None)
    events: tuple[str | None, str | None] = (None, None)
    by: tuple[str | None, str | None] = (None, None)
    caps: tuple[float | None, float | None] = (None, None)
    alike: bool | None = None  # whether the words around them are of one thing, where they were compared
    within: Callable[[str, str], bool] = lies_within

    def turned(self) -> Setting:
        """The same seen from the other figure."""
        return replace(
            self, said=self.said[::-1], events=self.events[::-1], by=self.by[::-1], caps=self.caps[::-1]
        )


ALONE = Setting()
Days = tuple[str | None, str | None]


def relate(a: Figure, b: Figure, setting: Setting = ALONE) -> Verdict:
    """The relation of two figures, and why, as one sentence. Symmetric in both."""
    known = [repr(each) for each in zip(setting.said, setting.events, setting.by, setting.caps, strict=True)]
    if (_order(b), known[1]) < (_order(a), known[0]):
        a, b = b, a
        setting = setting.turned()
    b = in_unit_of(a, b)
    for rule in (
        _impossible,
        _other_side,
        _other_thing,
        _other_part,
        _other_window,
        _other_event,
        _other_place,
        _other_time,
    ):
        verdict = rule(a, b, setting)
        if verdict is not None:
            return verdict
    return _intervals(a, b)


def _order(figure: Figure) -> tuple[str, ...]:
    keys = (
        figure.low,
        figure.high,
        figure.low_open,
        figure.high_open,
        figure.bound,
        figure.value,
        figure.counts,
    )
    more = (
        figure.measure,
        figure.unit,
        figure.window,
        figure.as_of,
        figure.place_id,
        figure.place,
        figure.part_of,
    )
    return tuple(repr(key) for key in (*keys, *more, figure.nominal, figure.side, figure.further))


# --- intervals -------------------------------------------------------------------------------


def _ends(figure: Figure) -> tuple[float, float]:
    low = -math.inf if figure.low is None else figure.low
    return low, math.inf if figure.high is None else figure.high


def overlap(a: Figure, b: Figure) -> bool:
    """True where some number lies in both intervals; an open end is not part of its interval."""
    low, high = max(_ends(a)[0], _ends(b)[0]), min(_ends(a)[1], _ends(b)[1])
    if low != high:
        return low < high
    return not any((f.low_open and f.low == low) or (f.high_open and f.high == high) for f in (a, b))


def _intervals(a: Figure, b: Figure) -> Verdict:
    if _same(a, b):
        return "agree", f"Both say {words(a)}."
    if a.nominal != b.nominal and overlap(_at_least(a), _at_least(b)):
        return "compatible", f"One is told of ({words(a if a.nominal else b)}), not said to be the only one."
    if not overlap(a, b):
        return "conflict", f"{sentence(words(a))} and {words(b)} cannot both hold."
    if a.value is not None and a.value == b.value and {a.bound, b.bound} <= {"exact", "approximate"}:
        return "agree", f"{sentence(words(a))} and {words(b)} give the same number, one of them roughly."
    return "compatible", f"{sentence(words(a))} and {words(b)} {CAN_HOLD}"


def _same(a: Figure, b: Figure) -> bool:
    return (a.low, a.high, a.low_open, a.high_open) == (b.low, b.high, b.low_open, b.high_open)


def _at_least(figure: Figure) -> Figure:
    """A single person told of says at least one; other figures say what they say."""
    return replace(figure, high=None) if figure.nominal else figure


# --- scope -----------------------------------------------------------------------------------


def _impossible(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    for figure, said in zip((a, b), setting.said, strict=True):
        low, high = _ends(figure)
        if low > high or (low == high and (figure.low_open or figure.high_open)):
            return "impossible", f"No number is {words(figure)}."
        if day_of(figure.as_of) and day_of(said) and str(day_of(figure.as_of)) > str(day_of(said)):
            return (
                "impossible",
                f"{sentence(words(figure))} is given for {figure.as_of}, after it was said ({said}).",
            )
    return None


def _other_side(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """Our dead are not the enemy's."""
    if not a.side or not b.side or not apart((a.side, b.side), setting.by, setting.same_origin):
        return None
    whose = sorted(_WHOSE.get(side, side) for side in (a.side, b.side))
    return "different scope", f"They count different sides' people ({whose[0]}, {whose[1]})."


_WHOSE = {"own": "the speaker's own", "enemy": "the enemy's"}


def _other_thing(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    if a.unit != b.unit:
        return "different scope", f"One is in {a.unit or 'numbers'}, the other in {b.unit or 'numbers'}."
    if (
        a.measure
        and b.measure
        and befell(a) != befell(b)
        and not (a.unit and "area" in (a.measure, b.measure))
    ):
        days = _days(a, b, setting)
        told = _by_measure(a, b, days) or _by_measure(b, a, days[::-1])
        return told or ("different scope", _differ(a.measure, b.measure))
    left, right = counted_as(a.counts), counted_as(b.counts)
    untold = left == right == "person" and not (a.measure or b.measure)
    if untold or (setting.alike is False and (a.measure is None) != (b.measure is None)):
        return None if setting.alike or _same(a, b) else ("different scope", UNTOLD)
    if left == right or not left or not right or a.unit:
        return None
    whole, part = (a, b) if left == "person" else (b, a)
    if "person" in (left, right) and persons(part):
        days = _days(part, whole, setting if part is a else setting.turned())
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
    if _same(part, whole):
        return None if part.measure == whole.measure else ("different scope", f"{sentence(reason)}.")
    one_scope = not (part.window or whole.window) and part.place_id == whole.place_id and bool(part.measure)
    one_scope = one_scope and part.side == whole.side
    if part.measure in table("measures.json")["grows"]:
        one_time = days[0] == days[1] or (None not in days and str(days[0]) < str(days[1]))
    else:
        one_time = day_of(part.as_of) == day_of(whole.as_of)
    if one_scope and one_time and _ends(part)[0] > _ends(whole)[1]:
        return "conflict", f"{sentence(reason)}, but {words(part)} is more than {words(whole)}."
    return "different scope", f"{sentence(reason)}."


def _other_part(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """ "Five of the fourteen" beside "fourteen", "one of the injured", "seven more": not the whole count."""
    if (a.further or b.further) and not _same(a, b):
        more = a if a.further else b
        return "different scope", f"{sentence(words(more))} come on top of an earlier count."
    parts = [_is_cut_out(figure) for figure in (a, b)]
    if parts[0] == parts[1] or _same(a, b):
        return None
    part = a if parts[0] else b
    verb = "is" if part.value == 1 else "are"
    return "different scope", f"{sentence(words(part))} {verb} only a part ({part.part_of})."


_NUMBER_FIRST = re.compile(r"\W*(?:(?:about|around|some|at least|more than|over|up to|nearly|almost)\s+)?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|\w+teen\b|\w+ty\b)", re.IGNORECASE)  # fmt: skip


def _is_cut_out(figure: Figure) -> bool:
    whole = figure.part_of
    return whole is not None and (_NUMBER_FIRST.match(whole) is not None or tallied(whole))


def _other_window(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    if a.window == b.window or _open(a, b):
        return None
    if a.window and b.window:
        return "different scope", f"One covers {duration(a.window)}, the other {duration(b.window)}."
    return "different scope", f"One covers {duration(a.window or b.window or '')} only, the other is in all."


_BEGAN = re.compile(
    r"\b(?:began|begun|started|broke out|erupted|struck|(?:was|were) (?:first |officially )?(?:declared|detected|announced))\b",
    re.IGNORECASE,
)


def _open(a: Figure, b: Figure) -> bool:
    """Two windows that reach to now from what may be one day, or one such and a number given "in all".

    The two are of one scope where the number is the same, or where the window begins with the event's own beginning.
    """
    if a.window and b.window:
        ends = (a.window.endswith("/"), b.window.endswith("/"))
        return all(ends) and _touch(a.window[:-1], b.window[:-1])
    narrow = a if a.window else b
    if not str(narrow.window).endswith("/"):
        return False
    return _same(a, b) or _BEGAN.search(narrow.since or "") is not None


def _other_event(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    first, second = setting.events
    if not first or not second or _touch(first, second):
        return None
    days = " and of ".join(spoken(day) for day in sorted((first, second)))
    return "different scope", f"They count different events, of {days}."


def _touch(a: str, b: str) -> bool:
    """True where two dates, each written as far as it is known, may be one."""
    spans = [(x.split("/")[0], x.split("/")[-1]) for x in (a, b)]
    if any("X" in end for span in spans for end in span):
        return True
    (low_a, high_a), (low_b, high_b) = spans
    return not (_before(high_a, low_b) or _before(high_b, low_a))


def _before(a: str, b: str) -> bool:
    size = min(len(a), len(b), 10)
    return a[:size] < b[:size]


def _other_place(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    here, there = a.place_id or a.place, b.place_id or b.place
    if not here or not there or here == there:
        return None
    if setting.within(here, there) or setting.within(there, here):
        inner, outer = (a, b) if setting.within(here, there) else (b, a)
        reason = f"{inner.place} {WITHIN} {outer.place}"
        if _same(a, b):
            return None
        if _ends(inner)[0] > _ends(outer)[1]:
            return "conflict", f"{reason}, but {words(inner)} is more than {words(outer)}."
        return ("compatible" if overlap(a, b) else "different scope"), f"{reason}."
    return "different scope", f"One is for {a.place}, the other for {b.place}."


def _other_time(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A count that grows may differ from day to day; an origin's later figure is an update (ruling 5)."""
    if _same(a, b):
        return None
    if (a.as_of == "PAST_REF") != (b.as_of == "PAST_REF"):
        return "compatible", f"{sentence(words(a if a.as_of == 'PAST_REF' else b))} is an earlier count."
    if overlap(a, b):
        return None
    first, second = _days(a, b, setting)
    known = first is not None and second is not None and first != second
    early, late = (b, a) if known and str(second) < str(first) else (a, b)
    more = _ends(late)[0] >= _ends(early)[1]
    if setting.same_origin and _may_update(late, known, more, setting):
        # Each stood at its own time and no number is both: another scope in time, not two that can both hold.
        return "different scope", f"The same origin gives {words(early)} and {words(late)}: {UPDATE}"
    if a.measure not in table("measures.json")["grows"] or setting.same_origin:
        return None
    if (first is None) != (second is None):
        undated = a if first is None else b
        return "compatible", f"Nothing tells of which day {words(undated)} is: the count may have grown."
    if not (known and more):
        return None
    cap = setting.caps[0] if early is a else setting.caps[1]
    days = sorted((str(first), str(second)))
    if cap is not None and cap < _ends(late)[0]:
        return (
            "conflict",
            f"{sentence(words(late))} ({spoken(days[1])}) cannot be {words(early)} grown: "
            f"who gave that gave {cap:,.0f} on that day or later.",
        )
    return (
        "compatible",
        f"{sentence(words(early))} ({spoken(days[0])}) and {words(late)} ({spoken(days[1])}): {GROWN}",
    )


def _days(a: Figure, b: Figure, setting: Setting) -> Days:
    """The day that each figure is of: its own, else the day it was given on."""
    return day_of(a.as_of or setting.said[0]), day_of(b.as_of or setting.said[1])


def _may_update(late: Figure, known: bool, more: bool, setting: Setting) -> bool:
    """Whether an origin's second figure may replace its first: never in one breath, nor a lower toll by itself."""
    if setting.withdrawn:
        return True
    if not known:
        return not setting.same_report
    return more or late.measure not in _only_grow()


def _only_grow() -> frozenset[str]:
    """Measures whose count cannot fall: the dead stay dead, the missing may be found."""
    known = table("measures.json")
    return frozenset(known["grows"]) - frozenset(known["falls"])


def day_of(date: str | None) -> str | None:
    """The day of a date, None where it is not known to the day."""
    return date[:10] if date and re.match(r"\d{4}-\d\d-\d\d", date) else None
