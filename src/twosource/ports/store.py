"""What is kept and derived, and the doors to everything else that a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from ..model import (
    Assessment,
    Captured,
    Derived,
    Edge,
    Hit,
    Parse,
    Reading,
    Report,
    SetAside,
    Statement,
    Story,
    Told,
    Within,
)
from .accounts import Accounts
from .alerts import Alerts
from .bearing import Bearing
from .collections import Collections
from .exchange import Exchange
from .lookup import Lookup, Shelf
from .record import Acts, Ledger
from .touched import Group, Touched
from .watches import Watches

Kept = Captured | SetAside | Edge


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

    def former(self) -> dict[str, tuple[str, ...]]:
        """What was in stories and claims that since lost members, or were merged away, by their ids."""

    def swap(self, derived: Derived, kept: int) -> None:
        """Put the derived rows made from ``kept`` in place of the former ones, at once."""

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""

    def statements(self, ids: Sequence[str]) -> tuple[Statement, ...]:
        """These statements, as they stand in their reports; an unknown id is left out."""

    def told(self, story_id: str) -> Told | None:
        """One story with everything about it, or None."""

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]] | None:
        """A claim's assessment, its statements and the ids of its stories, or None."""

    def search(self, query: str, limit: int, within: Within | None = None) -> tuple[Hit, ...]:
        """The places that hold all words of the query, best first."""

    def close(self) -> None:
        """Give the store back; what was put is safe before this."""

    @property
    def touched(self) -> Touched:
        """Which reports are derived together, and what has to be derived anew."""

    @property
    def ledger(self) -> Ledger:
        """The audit log."""

    @property
    def watches(self) -> Watches:
        """Places that are looked at, and the versions of documents."""

    @property
    def alerts(self) -> Alerts:
        """Watches and their alerts."""

    @property
    def exchange(self) -> Exchange:
        """What is shared with partner desks."""

    @property
    def bearing(self) -> Bearing:
        """How partners' words stand to what the desk holds."""

    @property
    def collections(self) -> Collections:
        """What partners fetch and send over TAXII, and their servers that we call."""

    @property
    def acts(self) -> Acts:
        """What people decided."""

    @property
    def lookup(self) -> Lookup:
        """One thing at a time, or a page of them."""

    @property
    def shelf(self) -> Shelf:
        """What came last, what wants a person's eye, custody."""

    @property
    def accounts(self) -> Accounts:
        """Who may use the desk, their keys and sign-ins."""
