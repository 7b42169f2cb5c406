"""Answers that are given again: what a pure function made of a text or a report, the latest of them.

A set of reports is derived anew with each that arrives, and nearly all that is read from its texts is as it was. Each
answer depends on what was asked alone, so forgetting them changes nothing but the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
V = TypeVar("V")

# A longer text is read anew each time, so that few texts never fill the memory.
LONG = 20_000
# Answers kept by default: several times the largest set that takes in reports by likeness.
MANY = 1_024
# Texts of which something is made with each that arrives: the statements of some sets.
TEXTS = 4_096
# Words of which something is kept: nearly all that a report is made of. A store has as many names as one likes, and what
# is kept of a word takes some 300 bytes.
WORDS = 16_384
# Statements of which something is kept that is asked for with each pair: a story of a thousand reports has 20,000.
STATEMENTS = 32_768


def remembered(many: int = MANY) -> Callable[[Callable[P, V]], Callable[P, V]]:
    """The same function with its latest ``many`` answers kept; the first argument is a text, or has one."""

    def over(function: Callable[P, V]) -> Callable[P, V]:
        known: Callable[P, V] = lru_cache(many)(function)  # type: ignore[assignment]

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> V:
            first: Any = args[0]
            text = first if type(first) is str else first.text
            return known(*args, **kwargs) if len(text) <= LONG else function(*args, **kwargs)

        return asked

    return over
