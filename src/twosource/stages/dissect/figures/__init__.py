"""Figures: how many, of what, and what is said to have happened to them. Pure rules over the parse.

``lexemes`` and ``bounds`` read numbers in digits and words with their bounds, ``never`` leaves out what counts
nothing, ``counted`` finds what is counted, ``measure`` what is said of it, ``scope`` where and when,
``referring`` what a bare number points back to; ``reading`` puts them together, and ``events`` adds the
counts of one that no number word states.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ....model import Figure, Mention, Quote, Sentence, Time, Token
from . import events
from .beginnings import as_it_stood
from .kinds import is_person, measures
from .lexemes import lexemes, trigger
from .reading import Here, numbered, singles
from .referring import Said
from .tree import Tree

__all__ = ["counts_persons", "figures"]


def counts_persons(figure: Figure) -> bool:
    """True for a count of persons, whatever is said of them."""
    if figure.unit is not None:
        return False
    if figure.counts is None:
        return figure.measure in measures()["persons"]
    return is_person(figure.counts.split(" and ")[0].rpartition(" ")[2])


def figures(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    times: Sequence[Time] = (),
    quotes: Sequence[Quote] = (),
    places: Sequence[Mention] = (),
) -> tuple[Figure, ...]:
    """The figures of a report in order; offsets are the text's. ``times`` keeps durations and dates out,

    ``places`` are the report's place mentions (without any, the parser's own entities serve).
    """
    ordered = sorted(times, key=lambda time: time.start)
    starts = [time.start for time in ordered]
    where = {place.end: place for place in places}
    said: list[Said] = []
    for sentence in sentences:
        near = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        tree = Tree(tokens, sentence, where)
        first = len(said)
        if trigger().search(text, sentence.start, sentence.end):
            here = Here(text, lexemes(text, sentence.start, sentence.end), tree, near)
            for new in numbered(here, said):
                said.append(new)
        if events.may_hold(tree):
            said += singles(Here(text, [], tree, near), said[first:])
    said.sort(key=lambda one: (one.figure.start, one.figure.end))
    return as_it_stood([one.figure for one in said], text, sentences, ordered)
