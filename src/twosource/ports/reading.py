"""Where documents come from, and what takes their sentences apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..model import Item, Parse, SetAside


class Reader(Protocol):
    """Where documents come from."""

    def read(self, places: Sequence[str]) -> Iterator[Item | SetAside]:
        """Every document found there, one at a time; what cannot be read is set aside with a reason."""


class Language(Protocol):
    """Sentences and grammar. Values are plain and frozen, never the parser's own objects."""

    code: str
    version: str

    def parse(self, passages: Iterable[str]) -> Iterator[Parse]:
        """One Parse a passage, in order; offsets are relative to the passage."""


class Encoder(Protocol):
    """What texts mean, whatever language they are in. A desk does without where there is none."""

    version: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of length 1 a text: texts that mean the same lie near each other."""
