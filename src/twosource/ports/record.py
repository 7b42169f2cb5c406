"""What people did: the audit log and their decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ..model import Decision, Entry


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

    def settle(self) -> None:
        """See that what was erased stands in no file any more, not in a journal either."""


class Acts(Protocol):
    """What people decided: appended, and taken back, never deleted."""

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; it comes back with its number."""

    def retract(self, number: int, author: str, reason: str, at: str) -> Decision:
        """Take a decision back. Raises UnknownId, or UsageError where that was done before."""

    def redact(self, number: int, author: bool, reason: bool) -> None:
        """Erase who took a decision, or why, for good; the decision stands."""

    def all(self, live: bool = False) -> tuple[Decision, ...]:
        """Every decision in order; only those that were not taken back where ``live``."""

    def get(self, number: int) -> Decision | None:
        """One decision, or None."""
