"""A connection to one SQLite file: transactions, one state to read from, and the database's troubles in words."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from ..errors import StoreError
from .tables import connect


class Connection:
    """The file ``place``, or a temporary one that is gone when closed."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place
        self.db = connect(place)

    # --- transactions

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside or none of it; durable when the block has ended."""
        if self.db.in_transaction:
            yield
            return
        with self._trouble("written"):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            finally:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is one state, whatever another process writes meanwhile."""
        if self.db.in_transaction:
            yield
            return
        with self._trouble("read"):
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")

    @contextmanager
    def _trouble(self, what: str) -> Iterator[None]:
        """The database's own errors as one that says what to do."""
        try:
            yield
        except (sqlite3.DatabaseError, zlib.error, msgspec.MsgspecError) as error:
            raise StoreError(
                f"The store {self.place} cannot be {what} ({error}). What was acknowledged is kept. Free some room "
                f"on the disk, or see what is wrong: twosource doctor --db {self.place}"
            ) from error

    def close(self) -> None:
        """Give the store back; what was put is safe before this."""
        if self.place is not None and not self.db.in_transaction:
            with suppress(
                sqlite3.OperationalError
            ):  # another process is at work: it will fold the journal in
                self.db.execute("PRAGMA busy_timeout = 0")
                self.db.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self.db.close()

    def _one(self, query: str, *values: Any) -> Any:
        return self.db.execute(query, values).fetchone()
