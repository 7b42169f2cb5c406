"""Looking things up in a SQLite store one at a time or a page at a time, however much it holds."""

from __future__ import annotations

from dataclasses import replace

from ..model import Dissection, GoneClaim, Reading, Record, Report, SetAside, Statement, Story
from .derived import IN_ORDER
from .gone import last_stood
from .part import Part
from .rows import key, unpack


class Lookup(Part):
    """A ``ports.Lookup`` over a store's connection."""

    def state(self) -> str:
        """Stands for all that is kept and derived: another one, whenever an answer may be another."""
        facts = dict(self._db.execute("SELECT name, value FROM facts WHERE name IN ('kept', 'state')"))
        refused = self._one("SELECT max(seq) FROM set_aside")[0] or 0
        return key(f"{facts.get('state', '')}:{facts.get('kept', '0')}:{refused}").hex()

    def counts(self) -> dict[str, int]:
        """How many reports, statements, claims, stories and inputs set aside there are."""
        tables = ("reports", "statements", "claims", "stories", "set_aside")
        return {name: int(self._one(f"SELECT count(*) FROM {name}")[0]) for name in tables}

    def gone_claim(self, claim_id: str) -> GoneClaim | None:
        """A claim that stands no more, as it last stood; None where there never was one, or it stands."""
        return last_stood(self._db, claim_id)

    def stories(self, after: int, limit: int) -> tuple[tuple[int, Story], ...]:
        """Stories in the order of the brief with their places in it, from the one after ``after``."""
        rows = self._db.execute(
            f"SELECT story FROM stories ORDER BY {IN_ORDER} LIMIT ? OFFSET ?", (min(limit, 2**31), after)
        )
        return tuple((after + at, unpack(Story, body)) for at, (body,) in enumerate(rows))

    def sources(self, after: str, limit: int) -> tuple[Record, ...]:
        """Sources by id, from the one after ``after``."""
        rows = self._db.execute("SELECT body FROM sources WHERE id > ? ORDER BY id LIMIT ?", (after, limit))
        return tuple(unpack(Record, body) for (body,) in rows)

    def source(self, source_id: str) -> Record | None:
        """One source, or None."""
        row = self._one("SELECT body FROM sources WHERE id = ?", source_id)
        return unpack(Record, row[0]) if row else None

    def set_aside(self, after: int, limit: int) -> tuple[tuple[int, SetAside], ...]:
        """Inputs that were refused, in order, with their numbers, from the one after ``after``."""
        rows = self._db.execute(
            "SELECT seq, body FROM set_aside WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
        )
        return tuple((number, unpack(SetAside, body)) for number, body in rows)

    def reading(self, report_id: str) -> Reading | None:
        """What a report says, its statements as they were last assessed, or None."""
        row = self._one(
            "SELECT text, reports.body, readings.body FROM reports LEFT JOIN readings ON report = seq WHERE id = ?",
            report_id,
        )
        if row is None:
            return None
        text, report, body = row
        whole = replace(unpack(Report, report), text=text)
        if body is None:
            return Reading(Dissection(whole, (), (), ()), ())
        reading = unpack(Reading, body)
        rows = self._db.execute("SELECT body FROM statements WHERE report_id = ?", (report_id,))
        better = {one.id: one for one in (unpack(Statement, each) for (each,) in rows)}
        return replace(
            reading,
            dissection=replace(reading.dissection, report=whole),
            statements=tuple(better.get(one.id, one) for one in reading.statements),
        )

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, or None."""
        row = self._one("SELECT story_id FROM story_reports WHERE report_id = ?", report_id)
        return row[0] if row else None
