"""What two propositions have in common, slot by slot: named numbers from 0 to about 1, each from a small pure function.

They are what the fitted weights of ``data/likeness.json`` are for. A feature says one thing that is true of a
pair; whether that speaks for one claim, and how loudly, was learned and is not written here.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..opposing.opposites import turned
from ..slots import Slots
from ..wording.nearness import near
from .amounts import SAME, same_figure, same_measure

# Below this much shared content a text is too short to be contained in another by more than chance.
LEAST = 2.2


def features(a: Slots, b: Slots) -> Mapping[str, float]:
    """The features of a pair that are not nought, by name. The order of the two does not matter."""
    every = {
        **words(a, b),
        **nearness(a, b),
        **figures(a, b),
        **measures(a, b),
        **clocks(a, b),
        **days(a, b),
        **voices(a, b),
        **manner(a, b),
    }
    return {name: value for name, value in every.items() if value}


def shared(a: Slots, b: Slots) -> tuple[float, tuple[str, ...]]:
    """The mean of weighted containment and weighted Jaccard, and the shared concepts."""
    small, large = (a.weights, b.weights) if len(a.weights) <= len(b.weights) else (b.weights, a.weights)
    both = [w for w in small if w in large]
    round_ = turned(a, b) if a.opposites else frozenset()
    if not both and not round_:
        return 0.0, ()
    common = sum(min(small[w], large[w]) for w in both) + sum(b.weights[w] for w in round_)
    least, telling = min((a.total, a.telling), (b.total, b.telling))
    contained = common / max(least, LEAST * min(telling, 1.0))
    jaccard = common / (a.total + b.total - common)
    return (min(contained, 1.0) + min(jaccard, 1.0)) / 2, tuple(both)


def words(a: Slots, b: Slots) -> Mapping[str, float]:
    """How much of what is said is said in both, and how much of what happens."""
    share, both = shared(a, b)
    happens, meant = a.events & b.events, (a.names | b.names) - a.events
    said = sum(min(a.weights[w], b.weights[w]) for w in both if w not in meant)
    return {
        "words": share,
        "said": _share(a, b, said, meant),
        "no word": float(not share),
        "happening": min(1.5, sum(min(a.weights[w], b.weights[w]) for w in both if w in happens)),
    }


def nearness(a: Slots, b: Slots) -> Mapping[str, float]:
    """How much of the smaller is met in the other in like words, and in like words that are no names.

    Not asked of two outlets' own voices.
    """
    if a.own and b.own:
        return {}
    every, said = near(a.text, b.text, a.language, b.language)
    return {"near": every, "near said": said}


def _share(a: Slots, b: Slots, common: float, meant: frozenset[str]) -> float:
    """The same mean of what is said, names apart."""
    if not common:
        return 0.0
    ours, theirs = (_total(side, meant) for side in (a, b))
    contained = common / max(min(ours, theirs), LEAST)
    return (min(contained, 1.0) + common / (ours + theirs - common)) / 2


def _total(side: Slots, meant: frozenset[str]) -> float:
    """The weight of what a side says, names apart."""
    if meant.isdisjoint(side.weights):
        return side.total
    return sum(v for w, v in side.weights.items() if w not in meant)


def figures(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether both state the same number, or one states a number and the other none."""
    found = same_figure(a.figure, b.figure)
    same = found in SAME
    one = same and a.figure is not None and (a.figure.value or 0.0) <= 1
    lent = same and (a.lent or b.lent)
    return {
        "same figure": float(same and not one),
        "same one": float(one),
        "lent figure": float(lent),
        "same number": float(found == "number"),
        "other figure": float(found == "apart"),
        "figure alone": float(found == "alone"),
    }


def measures(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether both state the same share, speed or span of time."""
    return {"same measure": float(same_measure(a, b) == "same")}


def clocks(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether both state the same time of day: one to the minute is hardly shared by chance."""
    both = a.clocks & b.clocks
    to_the_minute = any(clock[-1] not in "05" for clock in both)
    return {
        "same minute": float(to_the_minute),
        "same hour": float(bool(both) and not to_the_minute),
        "clock alone": float(bool(a.clocks) != bool(b.clocks)),
    }


def days(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether both name the same day, or other days."""
    both = bool(a.days & b.days)
    return {"same day": float(both), "other day": float(bool(a.days and b.days) and not both)}


def voices(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether both are one speaker's words in two reports, or two outlets' own."""
    one_report = a.proposition.report_id == b.proposition.report_id
    speaker = a.origin == b.origin and a.named and b.named and not a.own and not b.own
    return {
        "same speaker": float(speaker and not one_report),
        "own voices": float(a.own and b.own and not (one_report and a.origin == b.origin)),
        "told as the same": float(bool(a.echoes & b.echoes)),
    }


def manner(a: Slots, b: Slots) -> Mapping[str, float]:
    """Whether one tells of what happened and the other of what may be or is to come; whether both call it the first."""
    return {"other mood": float(a.modal != b.modal), "both first": float(a.first and b.first)}
