"""The derived rows of a SQLite store: what changed is written, the rest is left, all in one transaction.

Rows are replaced whole (``swap``) or for some sets of reports alone (``swap_sets``): their stories, claims,
statements, edges and sources, and no other row.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model import Derived, Told
from ..ports import Group
from . import gone, sums
from .part import by_keys
from .reached import begin
from .records import records
from .rows import key, pack

# Stories as a desk reads them: what most reports tell first, then the latest.
IN_ORDER = "many DESC, last DESC, id"
# What says by what reports are found and in which sets they are.
PLACED = ("waiting", "marked", "copy_keys", "word_keys", "name_keys", "profiles", "heard_acts")
_MEMBERS = {
    "story": ("SELECT story_id, report_id FROM story_reports", "story_id", "report_id"),
    "claim": ("SELECT claim_id, member FROM claim_members", "claim_id", "claim_id, position"),
}
_REDIRECT = "INSERT OR REPLACE INTO redirects VALUES (?, ?)"


def made_from(db: sqlite3.Connection) -> tuple[int, Mapping[str, str]]:
    """The number of kept rows and the method behind the derived rows; (-1, {}) where there are none."""
    facts = dict(db.execute("SELECT name, value FROM facts WHERE name IN ('derived', 'method')"))
    return int(facts.get("derived", -1)), json.loads(facts.get("method", "{}"))


def members(
    db: sqlite3.Connection, group: Group, names: Sequence[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Group ids with their members: of all groups, or of these."""
    query, column, order = _MEMBERS[group]
    rows = (
        db.execute(f"{query} ORDER BY {order}")
        if names is None
        else by_keys(db, f"{query} WHERE {column} IN", names, f"ORDER BY {order}")
    )
    return _by_name(rows)


def _by_name(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, member in rows:
        found.setdefault(name, []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def stories_of(db: sqlite3.Connection, report_ids: Collection[str]) -> list[str]:
    """The stories that these reports stand in."""
    rows = by_keys(db, "SELECT story_id FROM story_reports WHERE report_id IN", sorted(report_ids))
    return sorted({name for (name,) in rows})


def claims_of(db: sqlite3.Connection, stories: Sequence[str]) -> list[str]:
    """The claims that stand under these stories."""
    return sorted(
        {name for (name,) in by_keys(db, "SELECT claim_id FROM story_claims WHERE story_id IN", stories)}
    )


def swap(db: sqlite3.Connection, derived: Derived, kept: int) -> None:
    """Put these rows in place of all former ones. Runs inside the caller's transaction."""
    reports = [name for (name,) in db.execute("SELECT id FROM reports")]
    for table in PLACED:
        db.execute(f"DELETE FROM {table}")  # no report is in a set by these rows
    db.execute("DELETE FROM edges")
    sums.forget(db)
    begin(db, "placed_to")
    db.execute("DELETE FROM facts WHERE name IN ('placed', 'heard')")
    swap_sets(db, derived, reports, [0])
    facts = {
        "derived": str(kept),
        "method": json.dumps(dict(derived.method), sort_keys=True),
        "state": secrets.token_hex(8),  # another one for every swap: what answers are tagged with
    }
    db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def swap_sets(
    db: sqlite3.Connection, derived: Derived, report_ids: Collection[str], homes: Sequence[int]
) -> None:
    """Put the rows of these sets in place of the former ones. Runs inside the caller's transaction."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    stories = stories_of(db, report_ids)
    claims = claims_of(db, stories)
    before = {**members(db, "story", stories), **members(db, "claim", claims)}
    now = {one.claim.id for told in derived.stories for one in told.claims}
    gone.keep(db, claims, now, derived.redirects.keys())
    _statements(db, derived.stories, report_ids)
    for name in claims:
        db.execute("DELETE FROM story_claims WHERE claim_id = ?", (name,))
        db.execute("DELETE FROM claim_members WHERE claim_id = ?", (name,))
    for name in stories:
        db.execute("DELETE FROM story_claims WHERE story_id = ?", (name,))
        db.execute("DELETE FROM story_reports WHERE story_id = ?", (name,))
    _claims(db, derived.stories, claims)
    _stories(db, derived.stories, stories)
    sums.renew(db, records(derived.stories), homes)
    _edges(db, derived, homes)
    db.executemany(_REDIRECT, derived.redirects.items())
    _remember(db, before, _groups(derived))


def _groups(derived: Derived) -> dict[str, tuple[str, ...]]:
    """The stories and claims of these rows, with their members."""
    found: dict[str, tuple[str, ...]] = {told.story.id: told.story.reports for told in derived.stories}
    for told in derived.stories:
        found |= {one.claim.id: one.claim.members for one in told.claims}
    return found


def former(db: sqlite3.Connection, names: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """What was in groups that since lost members, by their ids: in all, or in these."""
    query = "SELECT old, member FROM former_members"
    rows = (
        db.execute(f"{query} ORDER BY old, member")
        if names is None
        else by_keys(db, f"{query} WHERE old IN", names, "ORDER BY old, member")
    )
    return _by_name(rows)


def _remember(
    db: sqlite3.Connection, before: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]]
) -> None:
    """Note what was in the groups that lost members; forget it of those that have them back.

    So a merge, a split or a report set aside that a person takes back leaves every id where it was.
    """
    known = former(db, sorted(now))
    whole = [name for name, members in known.items() if set(members) <= set(now.get(name, ()))]
    less = {name: members for name, members in before.items() if not set(members) <= set(now.get(name, ()))}
    gone = ((name,) for name in (*whole, *less))
    db.executemany("DELETE FROM former_members WHERE old = ?", gone)
    rows = (
        (name, member, member.split("/")[0])
        for name, members in less.items()
        for member in dict.fromkeys(members)
    )
    db.executemany("INSERT INTO former_members VALUES (?, ?, ?)", rows)
    db.executemany("DELETE FROM redirects WHERE old = ?", ((name,) for name in now))


def _statements(db: sqlite3.Connection, stories: Iterable[Told], report_ids: Collection[str]) -> None:
    rows = {}
    for one in (statement for told in stories for statement in told.statements):
        body = pack(one)
        rows[one.id] = (one.id, one.report_id, one.text, key(body), body)
    query = "SELECT id, digest FROM statements WHERE report_id IN"
    known = dict(by_keys(db, query, sorted(report_ids)))
    _renew(db, "statements", ("id", "report_id", "text", "digest", "body"), rows, known)


def _claims(db: sqlite3.Connection, stories: Iterable[Told], former: Sequence[str]) -> None:
    rows, parts = {}, {}
    for assessment in (assessment for told in stories for assessment in told.claims):
        body, claim = pack(assessment), assessment.claim
        rows[claim.id] = (claim.id, assessment.status, key(body), body)
        parts[claim.id] = claim.members
    known = dict(by_keys(db, "SELECT id, digest FROM claims WHERE id IN", former))
    _renew(db, "claims", ("id", "status", "digest", "body"), rows, known)
    db.executemany(
        "INSERT INTO claim_members VALUES (?, ?, ?)",
        ((claim, at, member) for claim, found in parts.items() for at, member in enumerate(found)),
    )


def _stories(db: sqlite3.Connection, stories: Iterable[Told], former: Sequence[str]) -> None:
    rows, reports, claims = {}, [], set()
    for told in stories:
        story, body = pack(told.story), pack(_lean(told))
        name, many, last = told.story.id, len(told.story.reports), told.story.last_at or ""
        rows[name] = (name, 0, key(body), story, body, many, last)
        reports += [(report, name) for report in told.story.reports]
        claims |= {(name, assessment.claim.id) for assessment in told.claims}
    known = dict(by_keys(db, "SELECT id, digest FROM stories WHERE id IN", former))
    _renew(db, "stories", ("id", "position", "digest", "story", "body", "many", "last"), rows, known)
    db.executemany("INSERT OR REPLACE INTO story_reports VALUES (?, ?)", reports)
    db.executemany("INSERT INTO story_claims VALUES (?, ?)", sorted(claims))


def _edges(db: sqlite3.Connection, derived: Derived, homes: Sequence[int]) -> None:
    rows = {}
    for edge in derived.edges:
        body = pack(edge)
        name = key(str(homes[0]), body)
        rows[name] = (name, edge.left, edge.right, edge.relation, body, homes[0])
    db.executemany("DELETE FROM edges WHERE home = ?", ((home,) for home in homes))
    db.executemany(
        "INSERT OR REPLACE INTO edges (id, left_id, right_id, relation, body, home) VALUES (?, ?, ?, ?, ?, ?)",
        rows.values(),
    )


def _renew(
    db: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Mapping[str, tuple[object, ...]],
    former: Mapping[str, bytes],
) -> None:
    """Delete what is gone or changed of ``former`` and insert what is new or changed, told apart by digest."""
    digest = columns.index("digest")
    out = [name for name, known in former.items() if name not in rows or rows[name][digest] != known]
    db.executemany(f"DELETE FROM {table} WHERE id = ?", ((name,) for name in out))
    marks = ",".join("?" * len(columns))
    new = [row for name, row in rows.items() if former.get(name) != row[digest]]
    db.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", new)


def _lean(told: Told) -> Told:
    """A story without what is kept elsewhere: the texts of its reports and its statements."""
    return replace(told, reports=tuple(replace(report, text="") for report in told.reports), statements=())
