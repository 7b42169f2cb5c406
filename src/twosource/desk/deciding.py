"""Deciding: what people say of claims, sources and reports, and the log of all that people did."""

from __future__ import annotations

from collections.abc import Sequence

from .. import audit
from ..errors import UsageError
from ..model import Entry, Verified
from .opened import Opened, now


class Deciding(Opened):
    """The verbs audit, verify and erase."""

    def audit(self, limit: int = 100, before: int | None = None, of: str | None = None) -> tuple[Entry, ...]:
        """The last lines of the audit log, newest first; ``of`` names an actor or a subject."""
        with self._there() as store:
            return store.ledger.latest(limit, before, of)

    def verify(self, noted: tuple[int, str] | None = None) -> Verified:
        """Whether the chain of the audit log holds, and else its first broken line.

        ``noted`` is the number and the hash of a line as they once were.
        """
        with self._there() as store:
            return audit.verify(store.ledger.entries(), noted)

    def erase(self, number: int, names: Sequence[str], author: str, reason: str) -> int:
        """Erase words of one line of the audit log for good; the number of the line that says so."""
        if not reason.strip() or not names:
            raise UsageError(
                "Say which words are erased, and why: --field actor --reason 'asked for by ...'."
            )
        with self._there() as store:
            return store.ledger.erase(number, names, author, reason, now())
