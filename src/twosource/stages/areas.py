"""Kinds of area told without a name, and which of them is the wider: "in the town", "throughout the province"."""

from __future__ import annotations

import re
from functools import cache

from ..data import table


def area(text: str) -> str | None:
    """The kind of area that a text is of; None where it tells none, or several."""
    found = {(match[1] or "nation").lower() for match in _area().finditer(text)}
    return found.pop() if len(found) == 1 else None


def wider(one: str, other: str) -> bool:
    """True where the first kind of area holds the second."""
    return ranks()[one] > ranks()[other]


@cache
def ranks() -> dict[str, int]:
    """Each word for a kind of area with its rank: the wider the higher, one for words of one level."""
    return {word: at for at, line in enumerate(table("measures.json")["areas"]) for word in line.split()}


@cache
def _area() -> re.Pattern[str]:
    kinds = "|".join(ranks())
    return re.compile(
        rf"\b(?:in|across|throughout|for|within) (?:the|its|their|our|this|that|his|her) (?:whole |entire |wider )?({kinds})\b(?! of [A-Z])"
        r"|\b(?:nation|country)wide\b",
        re.IGNORECASE,
    )
