"""The doors to the outside: what a reader, a language, a store and an engine must offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from .model import (
    Assessment,
    Captured,
    Derived,
    Edge,
    Hit,
    Item,
    Parse,
    Reading,
    Report,
    SetAside,
    Statement,
    Story,
    Told,
)


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


Kept = Captured | SetAside | Edge
Group = Literal["story", "claim"]


class Store(Protocol):
    """Kept rows are appended, derived rows are swapped. Ids are content hashes: putting twice changes nothing."""

    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside or none of it; durable when the block has ended."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is one state, whatever another process writes meanwhile."""

    def put(self, *values: Kept) -> int:
        """How many of them were new."""

    def remember(self, version: str, parses: Mapping[str, Parse]) -> None:
        """Keep the parses of these passages, made by this version of a language."""

    def parses(self, version: str, passages: Iterable[str]) -> dict[str, Parse]:
        """The parses that are kept, by passage; a passage never parsed is missing."""

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """These reports, in this order; an unknown id is left out."""

    def scan(self, since: int = 0) -> Iterator[tuple[int, Report]]:
        """Every report with its number in order of arrival, from the one after ``since``."""

    def read_by(self, method: str, readings: Iterable[Reading]) -> None:
        """Keep what these reports say by this method, in place of what they said by another."""

    def unread(self, method: str) -> Iterator[Report]:
        """The reports that have no Reading by this method, in order of arrival."""

    def readings(self, method: str) -> Iterator[Reading]:
        """The Readings by this method, in order of arrival; their dissections carry no tokens."""

    def decisions(self) -> tuple[Edge, ...]:
        """The edges that people made, in order, retracted ones too."""

    def set_aside(self) -> tuple[SetAside, ...]:
        """Every input ever refused, in order."""

    @property
    def kept(self) -> int:
        """Grows with every kept row that bears on what is derived."""

    def derived_from(self) -> tuple[int, Mapping[str, str]]:
        """The ``kept`` and the method that the derived rows were made from; (-1, {}) where there are none."""

    def members(self, group: Group) -> dict[str, tuple[str, ...]]:
        """The derived groups: story ids with their reports, claim ids with what they join."""

    def redirects(self) -> dict[str, str]:
        """Ids of stories and claims that were merged, with what they are part of now."""

    def swap(self, derived: Derived, kept: int) -> None:
        """Put the derived rows made from ``kept`` in place of the former ones, at once."""

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""

    def told(self, story_id: str) -> Told | None:
        """One story with everything about it, or None."""

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]] | None:
        """A claim's assessment, its statements and the ids of its stories, or None."""

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The places that hold all words of the query, best first."""

    def close(self) -> None:
        """Give the store back; what was put is safe before this."""
