"""What the page asks of a SQLite store beside the verbs: what came last, what wants a person's eye, custody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Edge, Item, Report, Statement
from .part import Part, by_keys
from .rows import unpack

LAST_JOINS = 20_000  # those that are looked through for doubtful ones


class Shelf(Part):
    """A ``ports.Shelf`` over a store's connection."""

    def latest(self, start: int, limit: int) -> tuple[tuple[str, str], ...]:
        """Stories by when their last report came in, the newest first: the id and that moment."""
        # From the last report back, for as long as it takes: whoever opens the desk waits for this.
        rows = self._db.execute(
            "SELECT story_id, coalesce(captured_at, '') FROM reports CROSS JOIN story_reports ON report_id = id "
            "ORDER BY seq DESC"
        )
        found: dict[str, str] = {}
        for story, came in rows:
            found.setdefault(story, came)
            if len(found) == start + limit:
                break
        return tuple(found.items())[start:]

    def told_by(self, source_id: str, limit: int) -> tuple[str, ...]:
        """The stories in which a source does anything, those with the last report first."""
        rows = self._db.execute(
            "SELECT story_id, max(seq) AS last FROM source_parts JOIN marked USING (home) JOIN reports USING (seq) "
            "JOIN story_reports ON report_id = reports.id WHERE source_parts.id = ? GROUP BY story_id "
            "ORDER BY last DESC LIMIT ?",
            (source_id, limit),
        )
        return tuple(story for story, _ in rows)

    def arrived(self, since: str, limit: int) -> tuple[Report, ...]:
        """Reports that came in after a moment, the newest first, without their texts."""
        rows = self._db.execute(
            "SELECT body FROM reports WHERE captured_at > ? ORDER BY seq DESC LIMIT ?", (since, limit)
        )
        return tuple(unpack(Report, body) for (body,) in rows)

    def latest_reports(self, limit: int) -> tuple[Report, ...]:
        """The reports that came in last, the newest first, without their texts."""
        rows = self._db.execute("SELECT body FROM reports ORDER BY seq DESC LIMIT ?", (limit,))
        return tuple(unpack(Report, body) for (body,) in rows)

    def changed(self, report_ids: Sequence[str]) -> frozenset[str]:
        """Those of these reports that took the place of a former version of themselves."""
        query = "SELECT report_id FROM versions WHERE former_id IS NOT NULL AND report_id IN"
        return frozenset(name for (name,) in by_keys(self._db, query, report_ids))

    def doubtful(self, most: float, limit: int) -> tuple[tuple[Edge, Statement, Statement], ...]:
        """Of the last joins of statements into one claim those with a score of at most ``most``, the weakest first."""
        found = []
        query = "SELECT body FROM edges WHERE relation = 'same_as' ORDER BY seq DESC LIMIT ?"
        for (body,) in self._db.execute(query, (LAST_JOINS,)):
            edge = unpack(Edge, body)
            if edge.score <= most and edge.left.split("/")[0] != edge.right.split("/")[0]:
                found.append(edge)
        weakest = sorted(found, key=lambda edge: (edge.score, edge.left, edge.right))[:limit]
        ends = ((edge, self._statement(edge.left), self._statement(edge.right)) for edge in weakest)
        return tuple((edge, left, right) for edge, left, right in ends if left and right)

    def item(self, report_id: str) -> Item | None:
        """How a report came, without its bytes."""
        row = self._one("SELECT item FROM reports WHERE id = ?", report_id)
        return replace(unpack(Item, row[0]), payload=b"") if row else None

    def _statement(self, member: str) -> Statement | None:
        row = self._one("SELECT body FROM statements WHERE id = ?", member.split("/")[0])
        return unpack(Statement, row[0]) if row else None
