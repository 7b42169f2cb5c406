"""The default store: one SQLite file in WAL mode, many readers beside one writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, singledispatchmethod
from hashlib import sha256
from typing import Any

from ..model import (
    Assessment,
    Captured,
    Derived,
    Edge,
    Hit,
    Item,
    Parse,
    Reading,
    Report,
    SetAside,
    Statement,
    Story,
    Told,
    Within,
)
from ..ports import Group, Kept
from . import derived as rows_derived
from .accounts import Accounts
from .acts import Acts
from .alerts import Alerts
from .bearing import Bearing
from .collections import Collections
from .connection import Connection
from .exchange import Exchange
from .ledger import Ledger
from .lookup import Lookup
from .part import MANY, by_keys
from .reached import reach, reached
from .rows import key, pack, stamp, unpack, whole, with_report
from .search import search
from .shelf import Shelf
from .touched import Touched
from .watches import Watches


class Sqlite(Connection):
    """A ``ports.Store`` in the file ``place``, or a temporary one that is gone when closed.

    Raises StoreError on opening (see ``tables.connect``) and where the disk fails a write.
    """

    # --- rows of other kinds, each in its own file

    @cached_property
    def exchange(self) -> Exchange:
        """What is shared with partner desks."""
        return Exchange(self)

    @cached_property
    def bearing(self) -> Bearing:
        """How partners' words stand to what the desk holds."""
        return Bearing(self)

    @cached_property
    def collections(self) -> Collections:
        """What partners fetch and send over TAXII, and their servers that we call."""
        return Collections(self)

    @cached_property
    def touched(self) -> Touched:
        """Which reports are derived together, and what has to be derived anew."""
        return Touched(self)

    @cached_property
    def ledger(self) -> Ledger:
        """The audit log."""
        return Ledger(self)

    @cached_property
    def acts(self) -> Acts:
        """What people decided."""
        return Acts(self)

    @cached_property
    def lookup(self) -> Lookup:
        """One thing at a time, or a page of them."""
        return Lookup(self)

    @cached_property
    def shelf(self) -> Shelf:
        """What came last, what wants a person's eye, custody."""
        return Shelf(self)

    @cached_property
    def accounts(self) -> Accounts:
        """Who may use the desk, their keys and sign-ins."""
        return Accounts(self)

    @cached_property
    def watches(self) -> Watches:
        """Places that are looked at, and the versions of documents."""
        return Watches(self)

    @cached_property
    def alerts(self) -> Alerts:
        """Watches and their alerts."""
        return Alerts(self)

    # --- kept rows

    def put(self, *values: Kept) -> int:
        """How many of them were new."""
        captured = [value for value in values if isinstance(value, Captured)]
        with self.transaction():
            others = sum(self._put(value) for value in values if not isinstance(value, Captured))
            return self._capture(captured) + others

    @singledispatchmethod
    def _put(self, value: Any) -> bool:
        raise TypeError(f"a store does not keep {type(value).__name__}")

    def _capture(self, values: Sequence[Captured]) -> int:
        """Keep reports with their bytes; how many of them were new."""
        first = {value.report.id: value for value in reversed(values)}
        there = {name for (name,) in by_keys(self.db, "SELECT id FROM reports WHERE id IN", list(first))}
        new = [v for v in values if first[v.report.id] is v and v.report.id not in there]
        payloads, rows = [], []
        for report, item in ((value.report, value.item) for value in new):
            name, packed = sha256(item.payload).digest(), whole if report.received_from else pack
            payloads.append((name, packed(item.payload)))
            kept = packed(replace(item, payload=b"")), report.captured_at, report.title, report.text
            rows.append((report.id, name, *kept, packed(replace(report, text=""))))
        self.db.executemany("INSERT OR IGNORE INTO payloads VALUES (?, ?)", payloads)
        self.db.executemany(
            "INSERT INTO reports (id, payload, item, captured_at, title, text, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        for report, item in ((value.report, value.item) for value in new):
            if item.fetched is not None and item.media != "fields":
                document = f"page {item.fetched.final_url}"
                self.watches.add_version(document, report.id, self.watches.latest(document), item.fetched.at)
        self.grown(len(new))
        return len(new)

    @_put.register
    def _(self, value: SetAside) -> bool:
        row = (key(value.path, value.stage, value.reason), pack(value))
        return bool(self.db.execute("INSERT OR IGNORE INTO set_aside (id, body) VALUES (?, ?)", row).rowcount)

    @_put.register
    def _(self, value: Edge) -> bool:
        body = pack(value)
        new = self.db.execute(
            "INSERT OR IGNORE INTO decisions (id, body) VALUES (?, ?)", (stamp(value), body)
        ).rowcount
        return self.grown() if new else False

    def grown(self, by: int = 1) -> bool:
        """Count so many more kept rows that bear on what is derived."""
        if by:
            self.db.execute("UPDATE facts SET value = value + ? WHERE name = 'kept'", (by,))
        return True

    @property
    def kept(self) -> int:
        """Grows with every kept row that bears on what is derived."""
        return int(self._one("SELECT value FROM facts WHERE name = 'kept'")[0])

    def remember(self, version: str, parses: Mapping[str, Parse]) -> None:
        """Keep the parses of these passages, made by this version of a language."""
        with self.transaction():
            self.db.executemany(
                "INSERT OR IGNORE INTO parses VALUES (?, ?)",
                ((key(version, passage), pack(parse)) for passage, parse in parses.items()),
            )

    def parses(self, version: str, passages: Iterable[str]) -> dict[str, Parse]:
        """The parses that are kept, by passage; a passage never parsed is missing."""
        wanted = {key(version, passage): passage for passage in passages}
        rows = by_keys(self.db, "SELECT key, body FROM parses WHERE key IN", list(wanted))
        return {wanted[at]: unpack(Parse, body) for at, body in rows}

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """These reports, in this order; an unknown id is left out."""
        rows = by_keys(self.db, "SELECT id, text, body FROM reports WHERE id IN", list(ids))
        found = {name: _report(text, body) for name, text, body in rows}
        return tuple(found[name] for name in ids if name in found)

    def item(self, report_id: str) -> Item | None:
        """The raw document of a report, byte for byte as it came, or None."""
        row = self._one(
            "SELECT reports.item, payloads.body FROM reports JOIN payloads ON payload = sha256 WHERE id = ?",
            report_id,
        )
        return replace(unpack(Item, row[0]), payload=unpack(bytes, row[1])) if row else None

    def scan(self, since: int = 0) -> Iterator[tuple[int, Report]]:
        """Every report with its number in order of arrival, from the one after ``since``."""
        query = "SELECT seq, text, body FROM reports WHERE seq > ? ORDER BY seq LIMIT ?"
        while rows := self.db.execute(query, (since, MANY)).fetchall():
            yield from ((seq, _report(text, body)) for seq, text, body in rows)
            since = rows[-1][0]

    def decisions(self) -> tuple[Edge, ...]:
        """The edges that people made, in order, retracted ones too; before them those of documents that changed."""
        put = (unpack(Edge, body) for (body,) in self.db.execute("SELECT body FROM decisions ORDER BY seq"))
        acts = (edge for decision in self.acts.all() for edge in decision.edges)
        return (*self.watches.updates(), *put, *acts)

    def set_aside(self) -> tuple[SetAside, ...]:
        """Every input ever refused, in order."""
        return tuple(
            unpack(SetAside, body) for (body,) in self.db.execute("SELECT body FROM set_aside ORDER BY seq")
        )

    # --- derived rows

    def read_by(self, method: str, readings: Iterable[Reading]) -> None:
        """Keep what these reports say by this method, in place of what they said by another."""
        rows = [(method, pack(_lean(reading)), reading.dissection.report.id) for reading in readings]
        if not rows:
            return
        with self.transaction():
            self.db.executemany(
                "INSERT OR REPLACE INTO readings SELECT seq, ?, ? FROM reports WHERE id = ?", rows
            )
            reach(self.db, "read_to", method)

    def unread(self, method: str) -> Iterator[Report]:
        """The reports that have no Reading by this method, in order of arrival."""
        query = (
            "SELECT reports.seq, text, reports.body FROM reports LEFT JOIN readings ON report = reports.seq "
            "AND method = ? WHERE report IS NULL AND reports.seq > ? ORDER BY reports.seq LIMIT ?"
        )
        since = reached(self.db, "read_to", method)
        while rows := self.db.execute(query, (method, since, MANY)).fetchall():
            yield from (_report(text, body) for _, text, body in rows)
            since = rows[-1][0]

    def readings(self, method: str) -> Iterator[Reading]:
        """The Readings by this method, in order of arrival; their dissections carry no tokens."""
        query = (
            "SELECT reports.seq, text, reports.body, readings.body FROM reports JOIN readings ON report = seq "
            "WHERE method = ? AND seq > ? ORDER BY seq LIMIT ?"
        )
        since = 0
        while rows := self.db.execute(query, (method, since, MANY)).fetchall():
            yield from (with_report(body, report, text) for _, text, report, body in rows)
            since = rows[-1][0]

    def derived_from(self) -> tuple[int, Mapping[str, str]]:
        """The ``kept`` and the method that the derived rows were made from; (-1, {}) where there are none."""
        return rows_derived.made_from(self.db)

    def members(self, group: Group) -> dict[str, tuple[str, ...]]:
        """The derived groups: story ids with their reports, claim ids with what they join."""
        return rows_derived.members(self.db, group)

    def redirects(self) -> dict[str, str]:
        """Ids of stories and claims that were merged, with what they are part of now."""
        return dict(self.db.execute("SELECT old, new FROM redirects"))

    def former(self) -> dict[str, tuple[str, ...]]:
        """What was in stories and claims that since lost members, or were merged away, by their ids."""
        return rows_derived.former(self.db)

    def swap(self, derived: Derived, kept: int) -> None:
        """Put the derived rows made from ``kept`` in place of the former ones, at once."""
        with self.transaction():
            rows_derived.swap(self.db, derived, kept)

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""
        return tuple(
            unpack(Story, body)
            for (body,) in self.db.execute(f"SELECT story FROM stories ORDER BY {rows_derived.IN_ORDER}")
        )

    def statements(self, ids: Sequence[str]) -> tuple[Statement, ...]:
        """These statements, as they stand in their reports; an unknown id is left out."""
        return self._statements("id", list(ids))

    def told(self, story_id: str) -> Told | None:
        """One story with everything about it, or None."""
        row = self._one("SELECT body FROM stories WHERE id = ?", self._now(story_id))
        if row is None:
            return None
        told = unpack(Told, row[0])
        texts = {report.id: report.text for report in self.reports([report.id for report in told.reports])}
        shown = dict.fromkeys(name for assessment in told.claims for name in assessment.claim.statements)
        statements = (*self._statements("report_id", list(texts)), *self._statements("id", list(shown)))
        return replace(
            told,
            reports=tuple(replace(report, text=texts[report.id]) for report in told.reports),
            statements=_in_order(statements),
        )

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]] | None:
        """A claim's assessment, its statements and the ids of its stories, or None."""
        claim_id = self._now(claim_id)
        row = self._one("SELECT body FROM claims WHERE id = ?", claim_id)
        if row is None:
            return None
        assessment = unpack(Assessment, row[0])
        stories = self.db.execute(
            "SELECT story_id FROM story_claims WHERE claim_id = ? ORDER BY 1", (claim_id,)
        )
        return (
            assessment,
            self._statements("id", list(assessment.claim.statements)),
            tuple(row[0] for row in stories),
        )

    def search(self, query: str, limit: int, within: Within | None = None) -> tuple[Hit, ...]:
        """The places that hold all words of the query, best first."""
        return search(self.db, query, limit, within or Within())

    def _now(self, name: str) -> str:
        """What an id leads to now, through the redirects of merges."""
        row = self._one("SELECT new FROM redirects WHERE old = ?", name)
        return self._now(row[0]) if row else name

    def _statements(self, column: str, names: list[str]) -> tuple[Statement, ...]:
        rows = by_keys(self.db, f"SELECT body FROM statements WHERE {column} IN", names)
        found = [unpack(Statement, body) for (body,) in rows]
        return _in_order(found)


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement once, as they stand in their reports."""
    return tuple(
        sorted(
            {one.id: one for one in statements}.values(), key=lambda one: (one.report_id, one.start, one.id)
        )
    )


def _report(text: str, body: bytes) -> Report:
    return replace(unpack(Report, body), text=text)


def _lean(reading: Reading) -> Reading:
    """A Reading without what is kept elsewhere: the report and the tokens (from the parses)."""
    dissection = reading.dissection
    bare = replace(dissection, report=replace(dissection.report, text="", furniture=()), tokens=())
    return replace(reading, dissection=bare)
