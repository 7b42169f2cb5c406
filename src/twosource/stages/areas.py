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
    return _rank()[one] > _rank()[other]


@cache
def _rank() -> dict[str, int]:
    return {word: at for at, line in enumerate(table("measures.json")["areas"]) for word in line.split()}


@cache
def _area() -> re.Pattern[str]:
    kinds = "|".join(_rank())
    return re.compile(
        rf"\b(?:in|across|throughout|for|within) (?:the|its|their|our|this|that|his|her) (?:whole |entire |wider )?({kinds})\b(?! of [A-Z])"
        r"|\b(?:nation|country)wide\b",
        re.IGNORECASE,
    )
