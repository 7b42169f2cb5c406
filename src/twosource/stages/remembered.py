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
