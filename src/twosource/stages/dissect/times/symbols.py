"""The alphabet of the grammar: a character for each class of words, and lexemes that carry them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from ....data import table

TABLE = "times_en.json"
OTHER_TABLE = "times_other.json"
_EXTRA = (
    "OTHER", "BREAK", "DAYNUM", "NUM", "YEAR", "FRAC", "ISO", "STAMP", "NUMDATE", "CLOCK", "DECADES", "YEAR2",
    "NORD", "AMPM", "MIL", "HOLIDAY", "COMMA", "DOT", "STOP", "HYPH", "DASH", "SLASH", "POSS", "OPEN", "CLOSE",
    "AGOB", "YEARREL", "QSYM", "NINE",
)  # fmt: skip
_ALPHABET = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    + "".join(chr(c) for c in chain(range(0xC0, 0xD7), range(0xD8, 0xF7), range(0xF8, 0x180)))
)  # fmt: skip


class Lexeme(NamedTuple):
    """A word or mark: absolute offsets, its symbol, and what it stands for (a number, a month, a unit...)."""

    start: int
    end: int
    symbol: str
    value: Any


class Line(NamedTuple):
    """A text as symbols and lexemes, index by index."""

    symbols: str
    lexemes: list[Lexeme]


@cache
def alphabet() -> dict[str, str]:
    """The character of each class name."""
    names = [*_EXTRA, *table(TABLE)["words"]]
    if len(names) > len(_ALPHABET):
        raise ValueError("more classes of words than symbols")
    return dict(zip(names, _ALPHABET, strict=False))


@cache
def class_names() -> dict[str, str]:
    """The class name of each character."""
    return {sign: name for name, sign in alphabet().items()}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A grammar pattern in class names (two capitals or more), as a regex over symbols."""
    signs = alphabet()
    spelt = re.sub(r"\b[A-Z][A-Z0-9]+\b", lambda m: signs[m[0]], pattern)
    return re.compile(re.sub(r"\s+", "", spelt))
