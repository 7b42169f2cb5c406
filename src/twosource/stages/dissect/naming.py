"""What a name is, and the words that tell persons, bodies and places apart."""

from __future__ import annotations

from dataclasses import dataclass

from ...data import KnownSource
from ...model import MentionKind


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that names something."""

    first: int
    last: int  # exclusive
    kind: MentionKind
    known: KnownSource | None = None
