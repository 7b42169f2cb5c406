"""Times and quantities as a text gives them, and how the quantities of several origins stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .edge import Evidence


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value. ``reason`` says how a relative one was resolved,

    ``impossible`` why it cannot be true (it is flagged, never repaired).
    """

    start: int
    end: int
    text: str
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    reason: str | None = None
    impossible: str | None = None
    tense: Literal["past", "future", "present"] | None = None  # of the verb above it
    said: bool = False  # that verb is one of saying: the time is when a statement was made


Bound = Literal["exact", "lower", "upper", "approximate", "range"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as an interval. ``None`` is an open end; ``value`` is the number as written.

    ``unit`` is "share" (a fraction of ``part_of``), "%", a currency or a unit of measurement, else None.
    ``nominal`` marks a count of one that no number word states ("a soldier was captured"); ``side`` is whose
    the persons are ("own", "enemy", or a name), ``further`` marks a count on top of one given before.
    ``since`` is the event that the window begins with, in the text's words ("the river came over"), and
    ``since_at`` where its story dates that event: only then there is a window.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: Bound
    value: float | None
    counts: str | None = None
    measure: str | None = None
    low_open: bool = False
    high_open: bool = False
    as_of: str | None = None
    window: str | None = None
    place: str | None = None
    part_of: str | None = None
    unit: str | None = None
    nominal: bool = False
    place_id: str | None = None
    side: str | None = None
    further: bool = False
    since: str | None = None
    since_at: Evidence | None = None


Agreement = Literal["agree", "compatible", "conflict", "different scope", "impossible"]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One origin's figure, with the statements that carry it."""

    figure: Figure
    origin: str
    source_id: str
    reports: tuple[str, ...]
    spans: tuple[Evidence, ...]
    retracted: bool = False
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRelation:
    """How two values of a group (by index) stand to each other, and why."""

    a: int
    b: int
    relation: Agreement
    reason: str
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one measure of one thing; ``relation`` is the gravest of the pairs."""

    measure: str
    counts: str
    place: str | None
    values: tuple[FigureValue, ...]
    relation: Agreement
    relations: tuple[FigureRelation, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether a reader learns from it: not "four gates", as all say, nor "three boats" beside "two piers".

        Nor "one", where nobody counts another: "one man was hurt" says no more than "a man was hurt". Nor two parts
        of a whole in one report ("five were found in the street, three have still to be named").
        """
        if all(value.figure.low == value.figure.high == 1 for value in self.values):
            return False
        differ = any(pair.relation in ("conflict", "compatible") for pair in self.relations)
        again = any(
            a.source_id == b.source_id and not set(a.reports) & set(b.reports)
            for a, b in combinations(self.values, 2)
        )
        return bool(self.measure) or differ or again
