"""Figures of a town and of its province, told without a name: "31 in the province", "eight in the town"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ...data import table
from ...model import Figure
from .intervals import ends, overlap, same
from .setting import Setting, Verdict
from .wording import sentence, words


def level(texts: Iterable[str]) -> str | None:
    """The kind of area for which each of the texts gives its figure; None where they differ, or name none."""
    found = {(match[1] or "nation").lower() for text in texts for match in [_area().search(text)] if match}
    return found.pop() if len(found) == 1 else None


def other_level(a: Figure, b: Figure, setting: Setting) -> Verdict | None:
    """A town is not its province; what it counts cannot be more than what the province does."""
    here, there = setting.levels
    if here is None or there is None or _rank()[here] == _rank()[there] or same(a, b):
        return None
    inner, outer = (a, b) if _rank()[here] < _rank()[there] else (b, a)
    small, large = (here, there) if inner is a else (there, here)
    if ends(inner)[0] > ends(outer)[1]:
        return None
    relation = "compatible" if overlap(a, b) else "different scope"
    return relation, f"{sentence(words(inner))} is for the {small}, {words(outer)} for the {large}."  # type: ignore[return-value]


@cache
def _rank() -> dict[str, int]:
    """How wide each kind of area is: the wider holds the narrower."""
    return {word: at for at, line in enumerate(table("measures.json")["areas"]) for word in line.split()}


@cache
def _area() -> re.Pattern[str]:
    kinds = "|".join(_rank())
    return re.compile(
        rf"\b(?:in|across|throughout|for|within) (?:the|its|their|our|this|that|his|her) (?:whole |entire |wider )?({kinds})\b(?! of [A-Z])"
        r"|\b(?:nation|country)wide\b",
        re.IGNORECASE,
    )
