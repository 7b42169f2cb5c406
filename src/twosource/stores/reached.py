"""How far a SQLite store has been worked through, so that what is left is found without looking at what is done."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

Work = Literal["read_to", "placed_to", "met_to"]
# The first report after a number that still waits for the work.
_LEFT: dict[Work, str] = {
    "read_to": "SELECT reports.seq FROM reports LEFT JOIN readings ON report = reports.seq AND method = :method "
    "WHERE reports.seq > :since AND report IS NULL ORDER BY reports.seq LIMIT 1",
    "placed_to": "SELECT reports.seq FROM reports LEFT JOIN marked ON marked.seq = reports.seq "
    "WHERE reports.seq > :since AND marked.seq IS NULL ORDER BY reports.seq LIMIT 1",
    "met_to": "SELECT reports.seq FROM reports LEFT JOIN bearing_met ON bearing_met.seq = reports.seq "
    "WHERE reports.seq > :since AND bearing_met.seq IS NULL ORDER BY reports.seq LIMIT 1",
}


def reached(db: sqlite3.Connection, work: Work, method: str = "") -> int:
    """The number of a report up to which all have had this work by this method; 0 where that is not known."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (work,)).fetchone()
    by, number = json.loads(row[0]) if row else ("", 0)
    return int(number) if by == method else 0


def reach(db: sqlite3.Connection, work: Work, method: str = "") -> bool:
    """Note how far the work has come; True where nothing is left. Runs inside the caller's transaction."""
    since = reached(db, work, method)
    left = db.execute(_LEFT[work], {"method": method, "since": since}).fetchone()
    last = left[0] - 1 if left else db.execute("SELECT coalesce(max(seq), 0) FROM reports").fetchone()[0]
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (work, json.dumps([method, last])))
    return left is None


def begin(db: sqlite3.Connection, work: Work) -> None:
    """Nothing of this work is known to be done."""
    db.execute("DELETE FROM facts WHERE name = ?", (work,))
