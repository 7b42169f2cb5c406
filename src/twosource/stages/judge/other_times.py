"""Two figures of one thing that are not of one time or place: another window, event or place, or a count grown."""

from __future__ import annotations

import re

from ...data import table
from ...model import Figure
from ...text import same_span, spoken
from .intervals import ends, overlap, same
from .setting import Setting, Verdict
from .wording import duration, sentence, words

# How reasons end that many pairs of a group may share, whatever their numbers.
UPDATE, GROWN = "the later is an update.", "the count may have grown."
WITHIN = "lies within"


def other_window(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A week is not the whole time."""
    if same_span(a.window, b.window) or _open(a, b):
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
        return a.window.endswith("/") and b.window.endswith("/") and _touch(a.window[:-1], b.window[:-1])
    narrow = a if a.window else b
    if not str(narrow.window).endswith("/"):
        return False
    return same(a, b) or _BEGAN.search(narrow.since or "") is not None


def other_event(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """December's prisoner is not January's."""
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


def lies_within(inner: str, outer: str) -> bool:
    """True where one place_id lies within (or is) another: "ru:kursk-oblast" within "ru"."""
    return inner == outer or inner.startswith(outer + ":")


def other_place(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A district is not its land; what it counts may still be more than the whole does."""
    here, there = a.place_id or a.place, b.place_id or b.place
    if not here or not there or here == there:
        return None
    if lies_within(here, there) or lies_within(there, here):
        inner, outer = (a, b) if lies_within(here, there) else (b, a)
        reason = f"{inner.place} {WITHIN} {outer.place}"
        if same(a, b):
            return None
        if ends(inner)[0] > ends(outer)[1]:
            return "conflict", f"{reason}, but {words(inner)} is more than {words(outer)}."
        return ("compatible" if overlap(a, b) else "different scope"), f"{reason}."
    return "different scope", f"One is for {a.place}, the other for {b.place}."


def other_time(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A count that grows may differ from day to day; an origin's later figure is an update (ruling 5)."""
    if same(a, b):
        return None
    if (a.as_of == "PAST_REF") != (b.as_of == "PAST_REF"):
        return "compatible", f"{sentence(words(a if a.as_of == 'PAST_REF' else b))} is an earlier count."
    if overlap(a, b):
        return None
    first, second = setting.days(a, b)
    known = first is not None and second is not None and first != second
    early, late = (b, a) if known and str(second) < str(first) else (a, b)
    more = ends(late)[0] >= ends(early)[1]
    if setting.same_origin and _may_update(late, known, more, setting):
        # Each stood at its own time and no number is both: another scope in time, not two that can both hold.
        return "different scope", f"The same origin gives {words(early)} and {words(late)}: {UPDATE}"
    if a.measure not in table("measures.json")["grows"] or setting.same_origin:
        return None
    if (first is None) != (second is None):
        undated = a if first is None else b
        return "compatible", f"Nothing tells of which day {words(undated)} is: {GROWN}"
    if not (known and more):
        return None
    cap = setting.caps[0] if early is a else setting.caps[1]
    days = sorted((str(first), str(second)))
    if cap is not None and cap < ends(late)[0]:
        return (
            "conflict",
            f"{sentence(words(late))} ({spoken(days[1])}) cannot be {words(early)} grown: "
            f"who gave that gave {cap:,.0f} on that day or later.",
        )
    return (
        "compatible",
        f"{sentence(words(early))} ({spoken(days[0])}) and {words(late)} ({spoken(days[1])}): {GROWN}",
    )


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
