"""How two figures stand to each other: interval logic first, scope before it, in the design's five words.

Scope comes first: a week is not the whole time, Kursk is not all of Russia, the dead are not the dead and
wounded, December's prisoner is not January's. Within one scope only the intervals speak: ``conflict`` where no
number lies in both, ``agree`` where they say the same, ``compatible`` where both can hold. The relation is
the same whichever figure comes first, and the reason is one exact sentence.
"""

from __future__ import annotations

from operator import attrgetter

from ...model import Figure
from .counting import in_unit_of
from .intervals import by_interval, ends
from .levels import other_level
from .other_things import other_part, other_side, other_thing
from .other_times import other_event, other_place, other_time, other_window
from .setting import ALONE, Setting, Verdict, day_of
from .tested import other_proof
from .wording import sentence, words


def relate(a: Figure, b: Figure, setting: Setting = ALONE) -> Verdict:
    """The relation of two figures, and why, as one sentence. Symmetric in both."""
    sides = zip(
        setting.said, setting.events, setting.by, setting.caps, setting.tested, setting.levels, strict=True
    )
    known = [repr(each) for each in sides]
    if (_order(b), known[1]) < (_order(a), known[0]):
        a, b = b, a
        setting = setting.turned()
    b = in_unit_of(a, b)
    for rule in (
        _impossible,
        other_side,
        other_proof,
        other_thing,
        other_part,
        other_window,
        other_event,
        other_place,
        other_level,
        other_time,
    ):
        verdict = rule(a, b, setting)
        if verdict is not None:
            return verdict
    return by_interval(a, b)


# What tells two figures apart, so that one of them is always the first.
_ORDER = attrgetter(
    "low", "high", "low_open", "high_open", "bound", "value", "counts",
    "measure", "unit", "window", "as_of", "place_id", "place", "part_of", "nominal", "side", "further",
)  # fmt: skip


def _order(figure: Figure) -> tuple[str, ...]:
    return tuple(repr(each) for each in _ORDER(figure))


def _impossible(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """No number at all, or a count of a day after it was given."""
    for figure, said in zip((a, b), setting.said, strict=True):
        low, high = ends(figure)
        if low > high or (low == high and (figure.low_open or figure.high_open)):
            return "impossible", f"No number is {words(figure)}."
        if day_of(figure.as_of) and day_of(said) and str(day_of(figure.as_of)) > str(day_of(said)):
            return (
                "impossible",
                f"{sentence(words(figure))} is given for {figure.as_of}, after it was said ({said}).",
            )
    return None
