"""Whether two figures measure or count one thing, as the words of their clauses tell: "the bridge is 412 m long"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from ...model import Figure, Proposition
from ..terms import WORD, term, tongue, weight
from .intervals import overlap

T = TypeVar("T")
Words = dict[str, float]

# A word of this weight says of which thing a clause is, a lighter one beside a number of three digits and more,
# which few things have; a share of the shorter clause's words says so without it.
_TELLING, _LIGHT = 3.0, 1.5
_ALIKE = 0.5
_FIGURES = re.compile(r"[\d.,:]+")


def thing(proposition: Proposition, figure: Figure, language: str = "") -> Words:
    """The words of a clause with their weights, without its number, its unit and small words."""
    code = tongue(language, proposition.text)
    own = {term(word, code) for word in WORD.findall(f"{figure.text} {figure.unit or ''}")}
    found = {term(word, code) for word in WORD.findall(proposition.text)}
    kept = {each for each in found - own if not _FIGURES.fullmatch(each)}
    return {each: known for each in kept if (known := weight(each, code)) > 1.0}


def likeness(a: Words, b: Words) -> float:
    """The share of the weight of the clause that says less which both have."""
    least = min(sum(a.values()), sum(b.values()))
    return sum(a[each] for each in a.keys() & b.keys()) / least if least else 0.0


def of_one_thing(a: tuple[Figure, Words], b: tuple[Figure, Words]) -> bool:
    """True for clauses that are mostly alike; where the numbers may be one, for clauses that share a telling word."""
    (one, left), (other, right) = a, b
    if likeness(left, right) >= _ALIKE:
        return True
    shared = max((left[each] for each in left.keys() & right.keys()), default=0.0)
    least = _LIGHT if min(one.value or 0, other.value or 0) >= 100 else _TELLING
    return shared >= least and overlap(one, other)


def gathered(items: Sequence[T], joined: Callable[[T, T], bool]) -> list[list[T]]:
    """The items in sets: each with those that it is joined to, directly or through others."""
    sets: list[list[T]] = []
    for item in items:
        mine = [each for each in sets if any(joined(item, other) for other in each)]
        sets = [each for each in sets if each not in mine]
        sets.append([*(other for each in mine for other in each), item])
    return sets
