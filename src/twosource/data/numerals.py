"""The number words of English, all read from one table (``numbers.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .files import table


@cache
def numbers() -> Any:
    """The whole table: number words, bounds, and the contexts in which a number is none."""
    return table("numbers.json")


@cache
def cardinals() -> Mapping[str, int]:
    """The words that are a number by themselves, "zero" to "nineteen" and the tens, with their values."""
    return {**numbers()["small"], **numbers()["tens"]}


@cache
def number_words() -> frozenset[str]:
    """Every word of number, scales and vague ones ("dozens") too."""
    return frozenset(word for part in ("small", "tens", "scales", "vague") for word in numbers()[part])


def numeral(word: str) -> bool:
    """True for a number in digits or words: "40", "forty", "forty-two"."""
    low = word.casefold()
    return low[0].isdigit() or all(part in number_words() for part in low.split("-"))


def whole(word: str) -> int | None:
    """The value of a whole number below a hundred in words, or of any in digits: "twelve", "1,200"; None for others."""
    low = word.casefold().replace(",", "")
    return int(low) if low.isdecimal() else cardinals().get(low)


@cache
def spelled(most: int) -> tuple[str, ...]:
    """The words of the numbers from one to so many, by value: ("one", "two", "three")."""
    found = {value: word for word, value in cardinals().items() if 1 <= value <= most}
    return tuple(found[value] for value in sorted(found))


def one_spelled(most: int) -> str:
    """The same as the alternatives of a pattern: "one|two|three"."""
    return "|".join(spelled(most))
