"""How likely two propositions are one claim, why, and what forbids it. Slots decide, words propose.

The likeness is the log of the odds that a logistic regression gives the pair's features. Its weights stand in
``data/likeness.json``; ``python -m tests.quality.likeness`` fits them and says how well they do on worlds left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ....data import table
from ..opposing.opposites import opposed
from ..opposing.particulars import PARTICULARS, other_particular
from ..slots import Slots
from .amounts import large, same_figure, same_measure
from .features import features

# What a feature is called where it is given as a reason.
_TOLD = {
    "same figure": "the same figure",
    "same number": "the same number",
    "same one": "the same one",
    "lent figure": "the one thing that is so many in the story",
    "same measure": "the same measure",
    "same minute": "the same time of day",
    "same hour": "the same time of day",
    "same day": "the same day",
    "same speaker": "the same origin",
    "told as the same": "told as the same",
    "both first": "both a first",
}


# Of what is forbidden by one of these it is asked whether the two contradict each other.
CONTRARY = frozenset(["polarity", *PARTICULARS])


@dataclass(frozen=True, slots=True)
class Likeness:
    """The log of the odds that a pair is one claim, what it shares, and which slot forbids it ("" if none)."""

    odds: float
    words: tuple[str, ...]
    why: tuple[str, ...] = ()
    veto: str = ""

    @property
    def probability(self) -> float:
        """From 0 to 1."""
        return 1 / (1 + math.exp(-self.odds))

    def told(self) -> str:
        """The reasons in words."""
        words = sorted(w for w in self.words if not w[-1:].isdigit())[:6]
        shared_ = f"share {', '.join(words)}" if words else "share no word"
        return "; ".join((shared_, *self.why))


def likeness(a: Slots, b: Slots) -> Likeness:
    """The likeness of two propositions."""
    return weighed(a, b, veto(a, b))


def weighed(a: Slots, b: Slots, forbidden: str = "") -> Likeness:
    """The likeness of two propositions of which it is known what forbids that they are one claim."""
    found = features(a, b) if not forbidden or forbidden in CONTRARY else {}
    why = tuple(dict.fromkeys(_TOLD[name] for name in found if name in _TOLD))
    return Likeness(
        odds(found, a.own and b.own), tuple(w for w in a.weights if w in b.weights), why, forbidden
    )


def odds(found: Mapping[str, float], own: bool = False) -> float:
    """The log of the odds that features speak for; ``own`` for a pair of two outlets' own voices."""
    weights = fitted("own" if own else "told")
    return weights["base"] + sum(weights.get(name, 0.0) * value for name, value in found.items())


@cache
def fitted(voices: str = "told") -> Mapping[str, float]:
    """The weight of each feature, and what the odds are without any ("base"), for pairs of these voices.

    Two outlets' own voices ("own") share an event's words whatever they say of it; near words tell them apart less.
    """
    return {name: float(weight) for name, weight in table("likeness.json")[voices].items()}


def veto(a: Slots, b: Slots) -> str:
    """The slot that forbids that two propositions are one claim: story, figure, order, clock, polarity, a particular, or ""."""
    figures = same_figure(a.figure, b.figure)
    one_number = figures in ("same", "exact", "odd") and a.origin == b.origin and large(a.figure)
    if a.about != b.about and not one_number:
        return "story"
    if figures == "other" or same_measure(a, b) == "other":
        return "figure"
    if a.first != b.first:
        return "order"
    if a.clocks and b.clocks and not a.clocks & b.clocks:
        return "clock"
    return "polarity" if opposed(a, b) else other_particular(a, b)
