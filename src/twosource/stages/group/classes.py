"""What class of body a name or a description speaks of: fire, police, health, press ... A table, ``kin.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...data import table
from .words import stem

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(stem, words)) for name, words in table("kin.json")["classes"].items()}


@cache
def listed(kind: str) -> frozenset[str]:
    """A plain list of the table as stems: "empty", "speak", "staff"; "offices" are names of classes."""
    return frozenset(each if kind == "offices" else stem(each) for each in table("kin.json")[kind])


def words_of(text: str) -> frozenset[str]:
    """The words of a name as stems."""
    bare = text.replace("'s", "").replace("’s", "")
    return frozenset(stem(match.group().casefold()) for match in _WORD.finditer(bare))


def classes_of(words: frozenset[str]) -> frozenset[str]:
    """The classes that words speak of."""
    return frozenset(name for name, members in _classes().items() if members & words)
