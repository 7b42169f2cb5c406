"""What the sources did, summed over the sets of a SQLite store in steps of 64.

An outlet that stands in a thousand sets would cost a thousand rows to add up whenever one of them is derived. So the
parts of each source are summed by buckets, and these again: one set changes three sums of at most 64 rows each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from ..model import Record
from .records import summed
from .rows import key, pack, unpack

# A bucket holds 2 ** STEP parts, or sums of the level below.
STEP = 6
LEVELS = (1, 2)


def forget(db: sqlite3.Connection) -> None:
    """Every part and sum out, the records of the sources themselves left as they stand."""
    db.execute("DELETE FROM source_parts")
    db.execute("DELETE FROM source_sums")


def renew(db: sqlite3.Connection, records: Iterable[Record], homes: Sequence[int]) -> None:
    """What the sources did in these sets, in place of what they had done; and the record of each of them."""
    changed: set[tuple[str, int]] = set()
    for home in homes:
        query = "DELETE FROM source_parts WHERE home = ? RETURNING id, part"
        changed.update(db.execute(query, (home,)).fetchall())
    for record in records:
        name = record.source.source_id
        db.execute("INSERT INTO source_parts VALUES (?, ?, ?, ?)", (name, homes[0], homes[0], pack(record)))
        changed.add((name, homes[0]))
    for level in LEVELS:
        changed = {(name, at >> STEP) for name, at in changed}
        for name, bucket in sorted(changed):
            _sum(db, name, level, bucket)
    for name in sorted({name for name, _ in changed}):
        _record(db, name)


def _sum(db: sqlite3.Connection, name: str, level: int, bucket: int) -> None:
    """One bucket of one source, added up from the level below."""
    below = (
        "source_parts WHERE id = ? AND part"
        if level == 1
        else f"source_sums WHERE id = ? AND level = {level - 1} AND bucket"
    )
    order = "part, home" if level == 1 else "bucket"
    query = f"SELECT body FROM {below} BETWEEN ? AND ? ORDER BY {order}"
    found = db.execute(query, (name, bucket << STEP, ((bucket + 1) << STEP) - 1)).fetchall()
    if found:
        whole = _whole(found)
        db.execute("INSERT OR REPLACE INTO source_sums VALUES (?, ?, ?, ?)", (name, level, bucket, whole))
    else:
        db.execute("DELETE FROM source_sums WHERE id = ? AND level = ? AND bucket = ?", (name, level, bucket))


def _record(db: sqlite3.Connection, name: str) -> None:
    query = "SELECT body FROM source_sums WHERE id = ? AND level = ? ORDER BY bucket"
    found = db.execute(query, (name, LEVELS[-1])).fetchall()
    if found:
        whole = _whole(found)
        db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (name, key(whole), whole))
    else:
        db.execute("DELETE FROM sources WHERE id = ?", (name,))


def _whole(rows: Collection[tuple[bytes]]) -> bytes:
    """A row for all of these; one alone as it stands."""
    if len(rows) == 1:
        return next(iter(rows))[0]
    return pack(summed([unpack(Record, body) for (body,) in rows]))
