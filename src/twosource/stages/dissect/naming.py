"""What a name is, and the words that tell persons, bodies and places apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...data import KnownSource, table
from ...model import MentionKind


@cache
def actor_words(kind: str) -> frozenset[str]:
    """A word list of actors.json."""
    return frozenset(table("actors.json")[kind])


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that names something."""

    first: int
    last: int  # exclusive
    kind: MentionKind
    known: KnownSource | None = None
