"""What people decided, as rows of a SQLite store: appended, and taken back in a row of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..errors import UnknownId, UsageError
from ..model import Decision
from .part import Part
from .rows import pack, unpack

_ROWS = "SELECT number, acts.body, retractions.body FROM acts LEFT JOIN retractions ON act = number"


@dataclass(frozen=True, slots=True)
class Retraction:
    """Who took a decision back, when and why."""

    author: str
    reason: str
    at: str


class Acts(Part):
    """A ``ports.Acts`` over a store's connection."""

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; it comes back with its number."""
        with self._store.transaction():
            row = self._db.execute("INSERT INTO acts (body) VALUES (?)", (pack(decision),))
            self._store.grown()
        return replace(decision, number=int(row.lastrowid or 0))

    def retract(self, number: int, author: str, reason: str, at: str) -> Decision:
        """Take a decision back. Raises UnknownId, or UsageError where that was done before."""
        with self._store.transaction():
            known = self.get(number)
            if known is None:
                raise UnknownId(
                    f"There is no decision {number} in this store. The command decisions lists what there is."
                )
            if known.retracted_at:
                raise UsageError(
                    f"Decision {number} was taken back by {known.retracted_by} at {known.retracted_at} already."
                )
            body = pack(Retraction(author, reason, at))
            self._db.execute("INSERT INTO retractions VALUES (?, ?)", (number, body))
            self._store.grown()
        return _joined(number, pack(known), body)

    def redact(self, number: int, author: bool, reason: bool) -> None:
        """Erase who took a decision, or why, for good; the decision stands."""
        known = self.get(number)
        if known is None:
            return
        who, why = ("erased" if author else known.author), ("" if reason else known.reason)
        edges = tuple(
            replace(
                edge,
                made_by=who,
                retracted_at=None,
                reasons=tuple(replace(each, text=why) for each in edge.reasons),
            )
            for edge in known.edges
        )
        bare = replace(known, author=who, reason=why, edges=edges, retracted_at=None)
        bare = replace(bare, retracted_by=None, retracted_for=None)
        with self._store.transaction():
            self._db.execute("UPDATE acts SET body = ? WHERE number = ?", (pack(bare), number))
            self._store.grown()

    def all(self, live: bool = False) -> tuple[Decision, ...]:
        """Every decision in order; only those that were not taken back where ``live``."""
        where = " WHERE act IS NULL" if live else ""
        return tuple(_joined(*row) for row in self._db.execute(f"{_ROWS}{where} ORDER BY number"))

    def get(self, number: int) -> Decision | None:
        """One decision, or None."""
        row: Any = self._db.execute(f"{_ROWS} WHERE number = ?", (number,)).fetchone()
        return _joined(*row) if row else None


def _joined(number: int, body: bytes, taken_back: bytes | None) -> Decision:
    decision = replace(unpack(Decision, body), number=number)
    if taken_back is None:
        return decision
    how = unpack(Retraction, taken_back)
    return replace(
        decision,
        edges=tuple(replace(edge, retracted_at=how.at) for edge in decision.edges),
        retracted_at=how.at,
        retracted_by=how.author,
        retracted_for=how.reason,
    )
