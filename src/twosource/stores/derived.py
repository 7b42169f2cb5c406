"""The derived rows of a SQLite store: what changed is written, the rest is left, all in one transaction."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model import Derived, Told
from ..ports import Group
from .records import records
from .rows import key, pack

_MEMBERS = {
    "story": "SELECT story_id, report_id FROM story_reports ORDER BY report_id",
    "claim": "SELECT claim_id, member FROM claim_members ORDER BY claim_id, position",
}


def made_from(db: sqlite3.Connection) -> tuple[int, Mapping[str, str]]:
    """The number of kept rows and the method behind the derived rows; (-1, {}) where there are none."""
    facts = dict(db.execute("SELECT name, value FROM facts WHERE name IN ('derived', 'method')"))
    return int(facts.get("derived", -1)), json.loads(facts.get("method", "{}"))


def members(db: sqlite3.Connection, group: Group) -> dict[str, tuple[str, ...]]:
    """Group ids with their members."""
    found: dict[str, list[str]] = {}
    for name, member in db.execute(_MEMBERS[group]):
        found.setdefault(name, []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def swap(db: sqlite3.Connection, derived: Derived, kept: int) -> None:
    """Put these rows in place of the former ones. Runs inside the caller's transaction."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    before = {**members(db, "story"), **members(db, "claim")}
    _statements(db, derived.stories)
    _claims(db, derived.stories)
    _stories(db, derived.stories)
    _sources(db, derived.stories)
    _edges(db, derived)
    for old, new in derived.redirects.items():
        db.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?)", (old, new))
    _remember(db, before, {**members(db, "story"), **members(db, "claim")})
    facts = {
        "derived": str(kept),
        "method": json.dumps(dict(derived.method), sort_keys=True),
        "state": secrets.token_hex(8),  # another one for every swap: what answers are tagged with
    }
    db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def former(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """What was in groups that since lost members, by their ids."""
    found: dict[str, list[str]] = {}
    for name, member in db.execute("SELECT old, member FROM former_members ORDER BY old, member"):
        found.setdefault(name, []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def _remember(
    db: sqlite3.Connection, before: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]]
) -> None:
    """Note what was in the groups that lost members; forget it of those that have them back.

    So a merge, a split or a report set aside that a person takes back leaves every id where it was.
    """
    known = former(db)
    whole = [name for name, members in known.items() if set(members) <= set(now.get(name, ()))]
    less = {name: members for name, members in before.items() if not set(members) <= set(now.get(name, ()))}
    gone = ((name,) for name in (*whole, *less))
    db.executemany("DELETE FROM former_members WHERE old = ?", gone)
    rows = ((name, member) for name, members in less.items() for member in dict.fromkeys(members))
    db.executemany("INSERT INTO former_members VALUES (?, ?)", rows)
    db.executemany("DELETE FROM redirects WHERE old = ?", ((name,) for name in now))


def _statements(db: sqlite3.Connection, stories: Iterable[Told]) -> None:
    rows = {}
    for one in (statement for told in stories for statement in told.statements):
        body = pack(one)
        rows[one.id] = (one.id, one.report_id, one.text, key(body), body)
    _renew(db, "statements", ("id", "report_id", "text", "digest", "body"), rows)


def _claims(db: sqlite3.Connection, stories: Iterable[Told]) -> None:
    rows, parts = {}, {}
    for assessment in (assessment for told in stories for assessment in told.claims):
        body, claim = pack(assessment), assessment.claim
        rows[claim.id] = (claim.id, assessment.status, key(body), body)
        parts[claim.id] = claim.members
    _renew(db, "claims", ("id", "status", "digest", "body"), rows)
    db.execute("DELETE FROM claim_members")
    db.executemany(
        "INSERT INTO claim_members VALUES (?, ?, ?)",
        ((claim, at, member) for claim, found in parts.items() for at, member in enumerate(found)),
    )


def _stories(db: sqlite3.Connection, stories: Iterable[Told]) -> None:
    rows, reports, claims = {}, [], set()
    for position, told in enumerate(stories):
        story, body = pack(told.story), pack(_lean(told))
        name = told.story.id
        rows[name] = (name, position, key(str(position), body), story, body)
        reports += [(report, name) for report in told.story.reports]
        claims |= {(name, assessment.claim.id) for assessment in told.claims}
    _renew(db, "stories", ("id", "position", "digest", "story", "body"), rows)
    db.execute("DELETE FROM story_reports")
    db.executemany("INSERT INTO story_reports VALUES (?, ?)", reports)
    db.execute("DELETE FROM story_claims")
    db.executemany("INSERT INTO story_claims VALUES (?, ?)", sorted(claims))


def _sources(db: sqlite3.Connection, stories: Iterable[Told]) -> None:
    bodies = {record.source.source_id: pack(record) for record in records(stories)}
    _renew(
        db,
        "sources",
        ("id", "digest", "body"),
        {name: (name, key(body), body) for name, body in bodies.items()},
    )


def _edges(db: sqlite3.Connection, derived: Derived) -> None:
    rows = {}
    for edge in derived.edges:
        body = pack(edge)
        rows[key(body)] = (key(body), edge.left, edge.right, edge.relation, body)
    db.execute("DELETE FROM edges")
    db.executemany(
        "INSERT INTO edges (id, left_id, right_id, relation, body) VALUES (?, ?, ?, ?, ?)", rows.values()
    )


def _renew(
    db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Mapping[str, tuple[object, ...]]
) -> None:
    """Delete what is gone or changed and insert what is new or changed, told apart by digest."""
    digest = columns.index("digest")
    former = dict(db.execute(f"SELECT id, digest FROM {table}"))
    out = [name for name, known in former.items() if name not in rows or rows[name][digest] != known]
    db.executemany(f"DELETE FROM {table} WHERE id = ?", ((name,) for name in out))
    marks = ",".join("?" * len(columns))
    new = [row for name, row in rows.items() if former.get(name) != row[digest]]
    db.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", new)


def _lean(told: Told) -> Told:
    """A story without what is kept elsewhere: the texts of its reports and its statements."""
    return replace(told, reports=tuple(replace(report, text="") for report in told.reports), statements=())
