"""Looking after a SQLite store: copies of it while it is in use, bringing one back, and a look at its health."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from .. import audit
from ..errors import AlreadyThere, StoreError, UsageError
from ..model import Check, Entry
from .enclosed import enclose, place_for, take_out
from .rows import unpack
from .tables import APPLICATION, can_be, connect, migrations, version

_ORPHANS = "SELECT count(*) FROM pragma_foreign_key_check"
# Less room than this beside a store is worth a word.
LOW_DISK = 200_000_000
# A journal larger than this, and than the store, was not folded in for long.
JOURNAL = 200_000_000


def backup(place: Path, copy: Path, replace: bool = False, own: Path | None = None) -> Path:
    """Copy a store that may be in use to a new file, whole or not at all, with the desk's ``own`` agencies and owners.

    Raises UsageError, AlreadyThere; StoreError where it cannot be written.
    """
    _must_be_there(place)
    _must_be_two(copy, place)
    if copy.exists() and not replace:
        raise AlreadyThere(f"{copy} is there already. Name another file, or say --force to replace it.")
    half = copy.with_name(copy.name + ".part")
    half.unlink(missing_ok=True)
    source = connect(place)
    try:
        target = sqlite3.connect(half)
        try:
            source.backup(target)
            enclose(target, own)
            _sound(target, half)
        finally:
            target.close()
        _flush(half)
        os.replace(half, copy)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The copy could not be written to {copy} ({error}). Name a file in a folder that is there and may be written."
        ) from error
    finally:
        source.close()
        half.unlink(missing_ok=True)
    return copy


def restore(copy: Path, place: Path, replace: bool = False, own: Path | None = None) -> Path:
    """Bring a copy back as the store at ``place``, after checking it, and the agencies and owners that it holds.

    These go to the desk's ``own`` file, or beside the store where it has none.

    Raises UsageError, AlreadyThere; StoreError where the copy is no sound store.
    """
    if not copy.is_file():
        raise UsageError(f"There is no copy at {copy}. Name the file that twosource backup wrote.")
    _must_be_two(copy, place)
    if place.exists() and not replace:
        raise AlreadyThere(
            f"{place} is there already. Name another file with --db, or say --force to replace it."
        )
    source = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
    begun = False
    try:
        _sound(source, copy)
        tables = place_for(source, place.parent, own, replace)
        # Into the file through SQLite, under its locks: a process that has it open sees the old or the new.
        target = sqlite3.connect(place, timeout=60)
        try:
            begun = True
            source.backup(target)
        finally:
            target.close()
    except sqlite3.Error as error:
        after = f"{place} needs another copy" if begun else f"{place} was left as it was: use another copy"
        raise StoreError(f"{copy} could not be brought back ({error}). {after}.") from error
    finally:
        source.close()
    db = connect(place)  # brings an older copy up to date
    try:
        take_out(db, tables)
    finally:
        db.close()
    return place


def examine(place: Path) -> Iterator[Check]:
    """The health of the store at a place, one thing after the other. Raises StoreError where it does not open."""
    _must_be_there(place)
    db = connect(place)
    try:
        newest = migrations()[-1][0]
        yield Check("tables", version(db) == newest, f"number {version(db)}, this program knows {newest}")
        wrong = [row[0] for row in db.execute("PRAGMA integrity_check(5)")]
        yield Check("file", wrong == ["ok"], "; ".join(wrong))
        for name in ("report_words", "statement_words"):
            yield _index(db, name)
        orphans = db.execute(_ORPHANS).fetchone()[0]
        yield Check("references", orphans == 0, f"{orphans} rows refer to something that is not there")
        yield _bytes(db)
        kept, derived = _facts(db)
        waiting = db.execute("SELECT count(*) FROM waiting").fetchone()[0]
        late = f"older than what is kept ({waiting} sets wait): the next ingest or brief rebuilds them"
        yield Check("derived rows", kept == derived, "up to date" if kept == derived else late)
        yield _log(db)
        yield _journal(place)
        free = shutil.disk_usage(place.parent).free
        yield Check("disk", free > max(LOW_DISK, place.stat().st_size), f"{free / 1e9:.1f} GB free")
        count = db.execute("SELECT count(*) FROM reports").fetchone()[0]
        yield Check("size", True, f"{count} reports in {place.stat().st_size / 1e6:.1f} MB")
    finally:
        db.close()


def _log(db: sqlite3.Connection) -> Check:
    """Whether the audit log holds."""
    rows = db.execute("SELECT number, at, action, former, digests, hash FROM ledger ORDER BY number")
    words: dict[int, dict[str, tuple[str, str]]] = {}
    for number, name, salt, value in db.execute("SELECT number, name, salt, value FROM ledger_words"):
        words.setdefault(number, {})[name] = (salt, value)
    found = audit.verify(
        Entry(number, at, action, former, json.loads(digests), words.get(number, {}), hash_)
        for number, at, action, former, digests, hash_ in rows
    )
    broken = f"line {found.broken} is broken: {found.why}"
    return Check("audit log", found.broken is None, broken if found.broken else f"{found.count} lines hold")


def _journal(place: Path) -> Check:
    """Whether the journal beside the store is folded in now and then; a reader that never ends holds it up."""
    wal = place.with_name(place.name + "-wal")
    size = wal.stat().st_size if wal.exists() else 0
    least = max(JOURNAL, place.stat().st_size)
    said = f"{size / 1e6:.1f} MB" + (": end the oldest process that reads this store" if size > least else "")
    return Check("journal", size <= least, said)


def _index(db: sqlite3.Connection, name: str) -> Check:
    try:
        db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return Check(
            f"search over {name.split('_')[0]}s", False, f"the index does not match its table ({error})"
        )
    return Check(f"search over {name.split('_')[0]}s", True, "the index matches its table")


def _bytes(db: sqlite3.Connection) -> Check:
    """Whether every kept document still has the hash that it came with."""
    changed = sum(
        sha256(unpack(bytes, body)).digest() != name for name, body in db.execute("SELECT * FROM payloads")
    )
    return Check(
        "documents", changed == 0, f"{changed} differ from their hash" if changed else "as they came"
    )


def _facts(db: sqlite3.Connection) -> tuple[int, int]:
    facts = dict(db.execute("SELECT name, value FROM facts"))
    return int(facts["kept"]), int(facts.get("derived", 0))


def _must_be_there(place: Path) -> None:
    if not place.is_file():
        raise UsageError(
            f"There is no store at {place}. Name one with --db, or make one: twosource ingest PATH --db FILE."
        )


def _must_be_two(copy: Path, place: Path) -> None:
    """A store that is replaced by itself would be lost to who has it open."""
    for each in (copy, place):
        can_be(each)
    if copy.exists() and place.exists() and copy.samefile(place):
        raise UsageError(f"{copy} is the store itself. Name another file for the copy.")


def _sound(db: sqlite3.Connection, place: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreError(
            f"{place} is not a copy of a Twosource store. Name the file that twosource backup wrote."
        )
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError(f"{place} is damaged: it does not pass SQLite's own check. Use another copy.")


def _flush(place: Path) -> None:
    with place.open("rb") as file:
        os.fsync(file.fileno())
