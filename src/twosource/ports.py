"""The doors to the outside: what a reader, a language, a store and an engine must offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from .model import (
    AccessToken,
    Account,
    Assessment,
    Captured,
    Decision,
    Derived,
    Edge,
    Entry,
    Hit,
    Item,
    Parse,
    Reading,
    Report,
    Session,
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

    @property
    def ledger(self) -> Ledger:
        """The audit log."""

    @property
    def acts(self) -> Acts:
        """What people decided."""

    @property
    def accounts(self) -> Accounts:
        """Who may use the desk, their keys and sign-ins."""


class Ledger(Protocol):
    """The audit log (audit.py): a chain of lines, each of which says who did what."""

    def append(self, actor: str, action: str, subject: str, detail: Mapping[str, str], at: str) -> int:
        """One more line, inside the caller's transaction where there is one; its number."""

    def head(self) -> Entry | None:
        """The last line, or None where nothing was logged yet."""

    def entry(self, number: int) -> Entry | None:
        """One line, or None."""

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """The lines in order, from the one after a number on; all of them where no limit is given."""

    def latest(self, limit: int, before: int | None = None, of: str | None = None) -> tuple[Entry, ...]:
        """The last lines, newest first; ``of`` names an actor or a subject."""

    def erase(self, number: int, names: Sequence[str], actor: str, reason: str, at: str) -> int:
        """Erase these words of a line for good; the number of the line that says so. Raises UnknownId."""


class Acts(Protocol):
    """What people decided: appended, and taken back, never deleted."""

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; it comes back with its number."""

    def retract(self, number: int, author: str, reason: str, at: str) -> Decision:
        """Take a decision back. Raises UnknownId, or UsageError where that was done before."""

    def all(self, live: bool = False) -> tuple[Decision, ...]:
        """Every decision in order; only those that were not taken back where ``live``."""

    def get(self, number: int) -> Decision | None:
        """One decision, or None."""


class Accounts(Protocol):
    """Accounts by name (in capitals or not), their tokens by id, their sessions by digest."""

    def add(self, account: Account) -> bool:
        """Keep a new account; False where there is one of that name."""

    def change(self, account: Account) -> None:
        """Put this in place of the account of that name."""

    def get(self, name: str) -> Account | None:
        """One account, or None."""

    def all(self) -> tuple[Account, ...]:
        """Every account by name, ended ones too."""

    def any(self) -> bool:
        """Whether there was ever an account."""

    def add_token(self, token: AccessToken) -> None:
        """Keep a new token."""

    def token(self, name: str) -> AccessToken | None:
        """One token by its id, or None."""

    def tokens(self, account: str | None = None) -> tuple[AccessToken, ...]:
        """The tokens of an account, or all, the newest first."""

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""

    def begin(self, session: Session, now: str) -> None:
        """Keep a sign-in, and drop those that are over."""

    def session(self, digest: bytes) -> Session | None:
        """One sign-in, or None."""

    def end(self, digest: bytes) -> None:
        """Drop a sign-in."""

    def end_all(self, account: str, but: bytes | None = None) -> None:
        """Drop every sign-in of an account, but one."""
