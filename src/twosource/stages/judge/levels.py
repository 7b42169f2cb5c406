"""Figures of a town and of its province, told without a name: "31 in the province", "eight in the town"."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Figure
from ..areas import area, wider
from .intervals import ends, overlap, same
from .setting import Setting, Verdict
from .wording import sentence, words


def level(texts: Iterable[str]) -> str | None:
    """The kind of area for which each of the texts gives its figure; None where they differ, or name none."""
    found = {kind for text in texts for kind in [area(text)] if kind}
    return found.pop() if len(found) == 1 else None


def other_level(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A town is not its province; what it counts cannot be more than what the province does."""
    here, there = setting.levels
    if here is None or there is None or same(a, b) or wider(here, there) == wider(there, here):
        return None
    (inner, small), (outer, large) = (
        ((b, there), (a, here)) if wider(here, there) else ((a, here), (b, there))
    )
    if ends(inner)[0] > ends(outer)[1]:
        return None
    reason = f"{sentence(words(inner))} is for the {small}, {words(outer)} for the {large}."
    return ("compatible" if overlap(a, b) else "different scope"), reason
