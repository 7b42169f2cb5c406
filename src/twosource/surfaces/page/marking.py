"""A report's text cut into pieces, so that statements, figures and dates can be marked, nested or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from ...model import Figure, Span, Statement, Time

Placed = TypeVar("Placed", Figure, Time)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that is marked in one way."""

    text: str
    figure: Figure | None = None
    time: Time | None = None
    lit: bool = False
    first_lit: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts that stand in one statement, or in none; ``again`` where the statement began in an earlier one."""

    parts: tuple[Part, ...]
    statement: Statement | None = None
    claim_id: str | None = None
    again: bool = False


def marked(
    text: str,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    times: Sequence[Time],
    claims: Mapping[str, str],
    lit: Sequence[tuple[int, int]] = (),
) -> list[Stretch]:
    """The text from its first character to its last. ``claims`` are claim ids by statement id.

    Where statements lie in one another the innermost is marked: it says the most exactly what is claimed.
    """
    said = [
        (part.start, part.end, one) for one in statements for part in one.parts or (Span(one.start, one.end),)
    ]
    ranges = [
        *lit,
        *((a, b) for a, b, _ in said),
        *((one.start, one.end) for one in figures),
        *((one.start, one.end) for one in times),
    ]
    cuts = sorted({0, len(text), *(min(max(end, 0), len(text)) for pair in ranges for end in pair)})
    innermost = sorted(said, key=lambda each: (each[1] - each[0], each[0]))
    by_length = sorted(figures, key=lambda one: (one.end - one.start, one.start))
    dates = sorted(times, key=lambda one: (one.end - one.start, one.start))
    pieces: list[tuple[Statement | None, Part]] = []
    seen_lit = False
    for a, b in pairwise(cuts):
        bright = any(start <= a and b <= end for start, end in lit)
        part = Part(
            text[a:b], _covering(by_length, a, b), _covering(dates, a, b), bright, bright and not seen_lit
        )
        seen_lit = seen_lit or bright
        pieces.append((next((one for s, e, one in innermost if s <= a and b <= e), None), part))
    return _stretches(pieces, claims)


def _covering(found: Iterable[Placed], start: int, end: int) -> Placed | None:
    return next((one for one in found if one.start <= start and end <= one.end), None)


def _stretches(pieces: Iterable[tuple[Statement | None, Part]], claims: Mapping[str, str]) -> list[Stretch]:
    made: list[Stretch] = []
    begun: set[str] = set()
    for _, group in groupby(pieces, key=lambda piece: piece[0].id if piece[0] else None):
        some = list(group)
        statement = some[0][0]
        again = statement is not None and statement.id in begun
        if statement is not None:
            begun.add(statement.id)
        made.append(
            Stretch(
                tuple(part for _, part in some),
                statement,
                claims.get(statement.id) if statement else None,
                again,
            )
        )
    return made


def asked(written: str | None, length: int) -> tuple[tuple[int, int], ...]:
    """The span that an address asks for ("120-164"), or none where there is no such place."""
    start, _, end = (written or "").partition("-")
    if not (start.isascii() and end.isascii() and start.isdigit() and end.isdigit()):
        return ()
    if len(start) > 9 or len(end) > 9 or not int(start) < int(end) <= length:
        return ()
    return ((int(start), int(end)),)
