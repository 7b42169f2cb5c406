"""Names in a language that is read without a parser: words with a capital, and the small words between them."""

from __future__ import annotations

import re
from functools import cache

from ....data import plainly_known

_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_WORD = rf"[{_CAPITAL}][\w'’ʼ.-]*"


@cache
def name(code: str) -> str:
    """The pattern of a name: "Ana Lopes", "Associação de Pesca de Oria"; up to six words with a capital."""
    small = "|".join(map(re.escape, plainly_known(code).get("in_names", ())))
    between = rf"(?:(?:{small})\s){{0,2}}" if small else ""
    return rf"{_WORD}(?:\s{between}{_WORD}){{0,5}}"


@cache
def names(code: str) -> re.Pattern[str]:
    """The same, to look for."""
    return re.compile(name(code))
