"""How two figures stand to each other (a first cut)."""

from __future__ import annotations

from ...model import Agreement, Figure


def relate(a: Figure, b: Figure) -> tuple[Agreement, str]:
    """The relation of two figures of one measure, and why."""
    if (a.low, a.high, a.bound) == (b.low, b.high, b.bound):
        return "agree", "the same figure"
    if (a.window or b.window) and a.window != b.window:
        return "different scope", "one is for a window of time"
    low = max(x.low if x.low is not None else 0.0 for x in (a, b))
    high = min(x.high if x.high is not None else float("inf") for x in (a, b))
    if low > high or (low == high and (a.low_open or b.low_open or a.high_open or b.high_open)):
        return "conflict", "both cannot hold"
    return "compatible", "both can hold"
