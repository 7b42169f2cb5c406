"""Claims that stand no more, as they last stood: kept when their rows are taken away, forgotten when they are back."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from ..model import Assessment, GoneClaim, Statement
from .part import by_keys
from .rows import pack, unpack


def keep(db: sqlite3.Connection, former: Sequence[str], now: Collection[str], moved: Collection[str]) -> None:
    """Keep those of the ``former`` claims that are not among those of ``now``, nor ``moved`` into another one.

    Runs before their rows and those of their statements are deleted, inside the caller's transaction.
    """
    out = [name for name in former if name not in now and name not in moved]
    rows = by_keys(db, "SELECT id, body FROM claims WHERE id IN", out)
    db.executemany(
        "INSERT OR REPLACE INTO gone_claims VALUES (?, ?)",
        [(name, pack(_whole(db, unpack(Assessment, body)))) for name, body in rows],
    )
    db.executemany("DELETE FROM gone_claims WHERE id = ?", ((name,) for name in (*now, *moved)))


def last_stood(db: sqlite3.Connection, claim_id: str) -> GoneClaim | None:
    """A claim that stands no more, as it last stood; None where there never was one, or it stands."""
    row = db.execute("SELECT body FROM gone_claims WHERE id = ?", (claim_id,)).fetchone()
    return unpack(GoneClaim, row[0]) if row else None


def _whole(db: sqlite3.Connection, assessment: Assessment) -> GoneClaim:
    names: Iterable[str] = assessment.claim.statements
    rows = by_keys(db, "SELECT body FROM statements WHERE id IN", list(names))
    said = sorted((unpack(Statement, body) for (body,) in rows), key=lambda one: (one.report_id, one.start))
    stories = db.execute(
        "SELECT story_id FROM story_claims WHERE claim_id = ? ORDER BY 1", (assessment.claim.id,)
    )
    return GoneClaim(assessment, tuple(said), tuple(name for (name,) in stories))
