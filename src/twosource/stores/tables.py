"""Opening a store's file: its tables, brought up to date by numbered migrations."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ..errors import StoreError, UsageError

# "TwoS", in the header of the file: says that it is a store of ours.
APPLICATION = 0x54776F53
WAIT_SECONDS = 60.0
# Kilobytes of pages that a connection keeps: a report is looked up under some hundred keys all over the index.
CACHE = 16_000


def can_be(place: Path) -> None:
    """Raises UsageError where no file can be at that place."""
    if place.is_dir():
        raise UsageError(f"{place} is a folder. Name a file, such as {place / 'desk.db'}.")
    if not place.parent.is_dir():
        raise UsageError(f"The folder {place.parent} is not there. Make it first, or name another place.")


def connect(place: Path | None) -> sqlite3.Connection:
    """The store at a place, its tables current. None is a temporary one that is gone when closed.

    Raises StoreError where the file is another program's, newer than this program, or damaged; UsageError where
    no file can be at that place.
    """
    if place is not None:
        can_be(place)
    try:
        db = sqlite3.connect(place or "", timeout=WAIT_SECONDS, isolation_level=None)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE}")
        if place is not None:
            _refuse_strangers(db, place)
            _journal(db)
            # FULL: what was acknowledged survives a power cut too, not only the death of the process.
            db.execute("PRAGMA synchronous = FULL")
        else:
            db.execute("PRAGMA synchronous = OFF")
        _migrate(db)
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"The store {place} cannot be opened ({error}). Name another with --db, or bring back a copy: "
            "twosource restore BACKUP --db FILE."
        ) from error
    return db


def migrations() -> list[tuple[int, str]]:
    """The migrations with their numbers, in order."""
    folder = resources.files(__package__).joinpath("migrations")
    files = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".sql"))
    return [(int(name.split("_")[0]), file.read_text("utf-8")) for name, file in files]


def version(db: sqlite3.Connection) -> int:
    """The number of the last migration that this store has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _refuse_strangers(db: sqlite3.Connection, place: Path) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and tables:
        raise StoreError(f"{place} is another program's database. Name another file with --db.")


def _journal(db: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait for the lock here, so two processes making one store would clash."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _migrate(db: sqlite3.Connection) -> None:
    known = migrations()
    newest = known[-1][0]
    if version(db) == newest:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        at = version(db)  # again, now that no other process can be migrating
        if at > newest:
            raise StoreError(
                f"The store was written by a newer Twosource (its tables are number {at}, this program knows "
                f"{newest}). Install the newer program to open it; it was left as it is."
            )
        for number, script in known:
            if number > at:
                for statement in _statements(script):
                    db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {newest}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: ``executescript`` would end the transaction that a migration runs in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
