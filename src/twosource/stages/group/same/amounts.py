"""How two numbers bear on two texts being one claim: figures that count, and shares, speeds and spans of time."""

from __future__ import annotations

from functools import cache, lru_cache

from ....data import table
from ....model import Figure
from ....text import same_span
from ...remembered import WORDS
from ..slots import Slots
from ..wording.words import content

SAME = ("same", "exact", "odd", "like")  # how two figures that are one bear on sameness
# Who is counted one by one, and what stands for them: names on a list, souls on board.
_PERSONS = frozenset(
    [
        "PERSON",
        "WORKER",
        "CHILD",
        "SAILOR",
        "FISHERMAN",
        "SOLDIER",
        "PASSENGER",
        "MIGRANT",
        "CUSTOMER",
        "LAWMAKER",
        "name",
        "soul",
    ]
)


def same_figure(a: Figure | None, b: Figure | None) -> str:
    """How two figures bear on sameness, or "" where they do not.

    same, exact, odd, like: one number of one thing; number: one number of what may be one thing ("three shots",
    "three bullets"); apart: two numbers that could both hold; alone: one states none; other: forbids it.
    """
    if a is None and b is None:
        return ""
    if a is None or b is None:
        stated = a or b
        return "alone" if stated is not None and not stated.nominal and (stated.value or 0) != 1 else ""
    if a.window and b.window and not same_span(a.window, b.window):
        return "other"
    if a.nominal != b.nominal and not _comparable(a, b):
        return ""  # "Prell was held over fines of 900": one held is no number to set beside the fines
    equal = (a.low, a.high) == (b.low, b.high)
    rounded = a.value == b.value and {a.bound, b.bound} <= {"exact", "approximate"}
    kindred = not a.measure or not b.measure or a.measure == b.measure or _part(a.measure, b.measure)
    alike = _count_alike(a.counts, b.counts)
    if equal and odd(a) and odd(b) and of_persons(a) and of_persons(b) and not _parted(a, b):
        return "odd"
    if equal or rounded:
        if a.measure and b.measure and kindred and alike:
            return "same"
        if equal and large(a) and kindred:
            return "exact"
        if kindred and alike:
            return "like"
        return "" if a.nominal and b.nominal else "number"  # "a soldier" is no number to compare by
    loose = (
        a.value == b.value and a.bound != b.bound
    )  # a retelling that drops the bound is kept beside its model
    if alike and (kindred or loose):
        return "other"
    return "apart" if a.nominal or b.nominal or not _disjoint(a, b) else "other"


def _comparable(a: Figure, b: Figure) -> bool:
    """True where somebody told of and a stated number can be of the same: one fate, or one kind of thing."""
    if a.measure and b.measure and (a.measure == b.measure or _part(a.measure, b.measure)):
        return True
    return bool(counted(a.counts or "") & counted(b.counts or ""))


def _disjoint(a: Figure, b: Figure) -> bool:
    """True where no number can be both: two such numbers of different things are never one claim."""
    return (a.low or 0.0) > (b.high if b.high is not None else float("inf")) or (b.low or 0.0) > (
        a.high if a.high is not None else float("inf")
    )


def same_measure(a: Slots, b: Slots) -> str:
    """How shares, speeds and spans of time bear on sameness: same, other (forbids it), apart (speaks against), ""."""
    found = ""
    for unit in a.measures.keys() & b.measures.keys():
        ours, theirs = a.measures[unit], b.measures[unit]
        if ours & theirs:
            return "same"
        meet = any(low <= top and floor <= high for low, high in ours for floor, top in theirs)
        found = "apart" if unit.startswith("for ") else found if meet else "other"
    return found


def large(figure: Figure | None) -> bool:
    """True for a number that two texts hardly share by chance: three figures that are not all noughts."""
    if figure is None or figure.value is None or figure.value < 100:
        return False
    return figure.value >= 1000 or bool(figure.value % 100)


def odd(figure: Figure) -> bool:
    """True for an exact number past a dozen that is not round: two stories hardly share it, one story does not by chance."""
    value = figure.value or 0
    exact = figure.bound == "exact" and figure.low == figure.high == figure.value and not figure.further
    return exact and value > 12 and value % 1 == 0 and value % 5 != 0


def of_persons(figure: Figure) -> bool:
    """True where it counts persons, or what stands for persons."""
    return bool(counted(figure.counts or "") & _PERSONS)


def _parted(a: Figure, b: Figure) -> bool:
    """True where two equal numbers are told of other fates, or of other sides."""
    if a.side and b.side and a.side != b.side:
        return True
    if not a.measure or not b.measure or a.measure == b.measure or _part(a.measure, b.measure):
        return False
    return not any({a.measure, b.measure} <= kin for kin in _fates())


@cache
def _fates() -> tuple[frozenset[str], ...]:
    """Measures that one number of persons may bear in one story, told by another hand."""
    return tuple(frozenset(kin) for kin in table("measures.json")["families"].values())


def _count_alike(a: str | None, b: str | None) -> bool:
    """False where two figures count different things ("workers", "children"); people may be any of them."""
    if not a or not b:
        return True
    left, right = counted(a), counted(b)
    return not left or not right or bool(left & right) or "PERSON" in left | right


@lru_cache(WORDS)
def counted(words: str) -> frozenset[str]:
    """What a figure counts, as features."""
    return frozenset(content(words).weights)


def _part(a: str, b: str) -> bool:
    """True where one measure is a part of the other: killed, killed or wounded."""
    return a in b.split(" or ") or b in a.split(" or ")
