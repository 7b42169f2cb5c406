"""How alike two propositions are, and what forbids that they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Figure
from .slots import Slots


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score of 0 to about 1.5, why, and whether a typed slot forbids that they are the same."""

    score: float
    code: str
    words: str
    veto: bool = False


def likeness(a: Slots, b: Slots, copied: bool) -> Likeness:
    """The likeness of two propositions; ``copied`` where one's report copies the other's."""
    if a.negated != b.negated and not (a.signed & b.signed):
        return Likeness(0.0, "polarity", "one affirms what the other denies", veto=True)
    same = same_figure(a.figure, b.figure)
    if same is False:
        return Likeness(0.0, "figure", "their figures differ", veto=True)
    if a.clocks and b.clocks and not a.clocks & b.clocks:
        return Likeness(0.0, "clock", "their times of day differ", veto=True)
    score, words = shared(a.weights, b.weights)
    reasons = [f"share {', '.join(words[:6])}" if words else "share no word"]
    if same:
        score += 0.3
        reasons.append("the same figure")
    if a.clocks & b.clocks:
        score += 0.35
        reasons.append("the same time of day")
    if a.origin == b.origin and a.named and not a.own and not b.own:
        score += 0.1
        reasons.append("the same origin")
    if copied:
        score += 0.15
        reasons.append("one report copies the other")
    return Likeness(score, "words", "; ".join(reasons))


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, list[str]]:
    """The mean of weighted containment and weighted Jaccard, and the shared features, heaviest first."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    both = sorted((w for w in small if w in large), key=lambda w: (-small[w], w))
    if not both:
        return 0.0, []
    common = sum(min(small[w], large[w]) for w in both)
    left, right = sum(a.values()), sum(b.values())
    return (common / min(left, right) + common / (left + right - common)) / 2, both


def same_figure(a: Figure | None, b: Figure | None) -> bool | None:
    """True where two figures say the same of the same, False where they differ, None where that is no matter."""
    if a is None or b is None or a.nominal or b.nominal:
        return None
    if a.measure and b.measure and a.measure != b.measure:
        return False
    return (a.low, a.high) == (b.low, b.high)
