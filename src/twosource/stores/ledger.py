"""The audit log's rows in a SQLite store: appended, read, and their words erased on request."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .. import audit
from ..errors import UnknownId
from ..model import Entry
from .part import MANY, Part, by_keys

_ROWS = "SELECT number, at, action, former, digests, hash FROM ledger"


class Ledger(Part):
    """A ``ports.Ledger`` over a store's connection."""

    def append(self, actor: str, action: str, subject: str, detail: Mapping[str, str], at: str) -> int:
        """One more line; its number. Inside the caller's transaction where there is one.

        ``action`` is a name of the program's ("decide.confirm"): it stays readable for ever. ``actor``,
        ``subject`` and every value of ``detail`` can be erased.
        """
        said = {"actor": actor, "subject": subject, **detail}
        with self._store.transaction():
            entry = audit.sealed(
                self.head(),
                at,
                action,
                {name: (secrets.token_hex(16), value) for name, value in said.items()},
            )
            row = (entry.number, entry.at, entry.action, entry.former, _json(entry.digests), entry.hash)
            self._db.execute("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?)", row)
            words = ((entry.number, name, salt, value) for name, (salt, value) in entry.fields.items())
            self._db.executemany("INSERT INTO ledger_words VALUES (?, ?, ?, ?)", words)
        return entry.number

    def head(self) -> Entry | None:
        """The last line, or None where nothing was logged yet."""
        return next(iter(self._read(f"{_ROWS} ORDER BY number DESC LIMIT 1")), None)

    def entry(self, number: int) -> Entry | None:
        """One line, or None."""
        return next(iter(self._read(f"{_ROWS} WHERE number = ?", number)), None)

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """The lines in order, from the one after a number on; all of them where no limit is given."""
        left = limit
        while left is None or left > 0:
            some = self._read(
                f"{_ROWS} WHERE number > ? ORDER BY number LIMIT ?", after, min(MANY, left or MANY)
            )
            if not some:
                return
            yield from some
            after, left = some[-1].number, None if left is None else left - len(some)

    def latest(self, limit: int, before: int | None = None, of: str | None = None) -> tuple[Entry, ...]:
        """The last lines, newest first; ``of`` names an actor or a subject."""
        where = "WHERE number < ?" + (
            " AND number IN (SELECT number FROM ledger_words WHERE name IN ('actor', 'subject') AND value = ?)"
            if of is not None
            else ""
        )
        values: list[Any] = [
            before if before is not None else 2**62,
            *([of] if of is not None else []),
            limit,
        ]
        return self._read(f"{_ROWS} {where} ORDER BY number DESC LIMIT ?", *values)

    def erase(self, number: int, names: Sequence[str], actor: str, reason: str, at: str) -> int:
        """Erase these words of a line for good; the number of the line that says so. Raises UnknownId.

        The digests stay, so that the chain holds; the salts go, so that nobody can guess the words from them.
        """
        entry = self.entry(number)
        if entry is None:
            raise UnknownId(f"There is no line {number} in the audit log. The command audit lists them.")
        there = [name for name in names if name in entry.fields]
        self._db.execute("PRAGMA secure_delete = ON")
        with self._store.transaction():
            self._db.executemany(
                "DELETE FROM ledger_words WHERE number = ? AND name = ?", [(number, name) for name in there]
            )
            said = {"fields": " ".join(sorted(there)), "reason": reason}
            return self.append(actor, audit.ERASED, audit.tombstone(number), said, at)

    def settle(self) -> None:
        """See that what was erased stands in no file any more, not in the journal either."""
        if not self._db.in_transaction:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _read(self, query: str, *values: Any) -> tuple[Entry, ...]:
        rows = self._db.execute(query, values).fetchall()
        words = self._words([row[0] for row in rows])
        return tuple(
            Entry(number, at, action, former, json.loads(digests), words.get(number, {}), hash_)
            for number, at, action, former, digests, hash_ in rows
        )

    def _words(self, numbers: Sequence[int]) -> dict[int, dict[str, tuple[str, str]]]:
        found: dict[int, dict[str, tuple[str, str]]] = {}
        query = "SELECT number, name, salt, value FROM ledger_words WHERE number IN"
        for number, name, salt, value in by_keys(self._db, query, numbers, "ORDER BY 1, 2"):
            found.setdefault(number, {})[name] = (salt, value)
        return found


def _json(value: Mapping[str, str]) -> str:
    return audit.canonical(dict(value)).decode("utf-8", "surrogatepass")
