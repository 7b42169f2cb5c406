"""Full-text search in a SQLite store: statements first, then lines of reports, each an exact span."""

from __future__ import annotations

import re
import sqlite3

from ..model import Evidence, Hit, Report, Statement, Within
from .rows import unpack

# Private-use characters stand around a match while its place is looked up.
_ON, _OFF = "\ue0f0", "\ue0f1"
_WORD = re.compile(r"\w+", re.UNICODE)


def search(db: sqlite3.Connection, query: str, limit: int, within: Within) -> tuple[Hit, ...]:
    """The places within that hold all words of the query, statements before lines of reports, best first."""
    words = _WORD.findall(query)
    if not words:
        return ()
    # Each word quoted, so that nothing of it is taken for an operator of the index.
    match = " ".join(f'"{word}"' for word in words)
    narrow = ""
    if within.publisher.strip() or within.since or within.until:
        db.create_function("fits", 1, lambda body: _fits(unpack(Report, body), within))
        narrow = "AND fits(reports.body) "
    hits = [] if within.kind == "report" else _statements(db, match, narrow, limit)
    rest = [] if within.kind == "statement" else _reports(db, match, narrow, limit - len(hits))
    return (*hits, *rest)


def _fits(report: Report, within: Within) -> bool:
    """Whether a report is of these publishers and days."""
    publisher, day = (report.publisher or "").casefold(), (report.published_at or "")[:10]
    if not all(word in publisher for word in within.publisher.casefold().split()):
        return False
    if not day:
        return not (within.since or within.until)
    # Each as far as both are known: May is since the 3rd of May and until May.
    since, until = within.since[: len(day)] <= day, day[: len(within.until)] <= within.until
    return since and (until or not within.until)


def _statements(db: sqlite3.Connection, match: str, narrow: str, limit: int) -> list[Hit]:
    rows = db.execute(
        "SELECT statements.body, reports.body FROM statement_words "
        "JOIN statements ON statements.seq = statement_words.rowid JOIN reports ON reports.id = report_id "
        f"WHERE statement_words MATCH ? {narrow}ORDER BY rank, statements.id LIMIT ?",
        (match, limit),
    )
    found = ((unpack(Statement, body), unpack(Report, report)) for body, report in rows)
    return [
        Hit(
            "statement",
            one.id,
            Evidence(one.report_id, one.start, one.end, one.text),
            report.title,
            report.publisher,
        )
        for one, report in found
    ]


def _reports(db: sqlite3.Connection, match: str, narrow: str, limit: int) -> list[Hit]:
    rows = db.execute(
        "SELECT reports.body, reports.text, highlight(report_words, 1, ?, ?) FROM report_words "
        "JOIN reports ON reports.seq = report_words.rowid WHERE report_words MATCH ? "
        f"{narrow}ORDER BY rank, id LIMIT ?",
        (_ON, _OFF, match, max(limit, 0)),
    )
    hits = []
    for body, text, marked in rows:
        report = unpack(Report, body)
        start, end = _line(text, marked.find(_ON) if _ON not in text else -1)
        hits.append(
            Hit(
                "report",
                report.id,
                Evidence(report.id, start, end, text[start:end]),
                report.title,
                report.publisher,
            )
        )
    return hits


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around a place, or the first line where the match is in the title."""
    at = max(at, 0)
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
