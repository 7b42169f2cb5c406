"""Subscriptions, what of them was dealt with, and the versions of documents, as rows of a SQLite store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from ..model import Edge, Mark, Pulse, Subscription, Version
from .part import Part
from .rows import pack, unpack

_VERSIONS = "SELECT number, key, report_id, former_id, at FROM versions"


class Watches(Part):
    """A ``ports.Watches`` over a store's connection."""

    # --- subscriptions

    def subscribe(self, subscription: Subscription, now: str) -> None:
        """Keep a subscription, due at once; one of the same id is put in place of the former."""
        pulse = self.pulse(subscription.id)
        fresh = Pulse(subscription.id, now, reports=pulse.reports if pulse else 0)
        with self._store.transaction():
            self._db.execute(
                "INSERT INTO subscriptions (id, body, next_at, pulse) VALUES (?, ?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET body = excluded.body, next_at = excluded.next_at, pulse = excluded.pulse",
                (subscription.id, pack(subscription), now, pack(fresh)),
            )

    def unsubscribe(self, subscription_id: str) -> bool:
        """Look at a place no more; what was recorded stays. False where there is no such subscription."""
        with self._store.transaction():
            query = "UPDATE subscriptions SET next_at = NULL WHERE id = ? AND next_at IS NOT NULL"
            return bool(self._db.execute(query, (subscription_id,)).rowcount)

    def subscriptions(self) -> tuple[tuple[Subscription, Pulse], ...]:
        """Every place that is looked at, in the order of their ids, with how it fares."""
        return tuple(self._listed("next_at IS NOT NULL ORDER BY id"))

    def due(self, now: str) -> tuple[tuple[Subscription, Pulse], ...]:
        """The places whose time has come, the longest overdue first."""
        return tuple(self._listed("next_at <= ? ORDER BY next_at, id", now))

    def next_due(self) -> str | None:
        """When the next place is due; None where there is none."""
        row = self._one("SELECT min(next_at) FROM subscriptions")
        return row[0] if row else None

    def pulse(self, subscription_id: str) -> Pulse | None:
        """How a place fares, or None."""
        row = self._one("SELECT pulse FROM subscriptions WHERE id = ?", subscription_id)
        return unpack(Pulse, row[0]) if row else None

    def beat(self, pulse: Pulse) -> None:
        """Keep how a place fares now. One that was removed meanwhile stays removed."""
        with self._store.transaction():
            self._db.execute(
                "UPDATE subscriptions SET pulse = ?, next_at = ? WHERE id = ? AND next_at IS NOT NULL",
                (pack(pulse), pulse.next_at, pulse.subscription_id),
            )

    def marks(self, subscription_id: str) -> Mapping[str, Mark]:
        """What of a place was dealt with, by key."""
        rows = self._db.execute(
            "SELECT key, mark, looked_at, looks, tries, error FROM entries WHERE subscription_id = ?",
            (subscription_id,),
        )
        return {key: Mark(*row) for key, *row in rows}

    def marked(self, subscription_id: str, key: str) -> Mark | None:
        """What was last made of one entry, or None."""
        query = (
            "SELECT mark, looked_at, looks, tries, error FROM entries WHERE subscription_id = ? AND key = ?"
        )
        row = self._one(query, subscription_id, key)
        return Mark(*row) if row else None

    def mark(self, subscription_id: str, key: str, mark: Mark) -> None:
        """An entry was dealt with, or failed."""
        row = (subscription_id, key, mark.mark, mark.tries, mark.error, mark.looked_at, mark.looks)
        with self._store.transaction():
            self._db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def keep_document(self, body: bytes) -> None:
        """Keep the bytes that several reports were taken from."""
        name = sha256(body).digest()
        if self._one("SELECT 1 FROM payloads WHERE sha256 = ?", name):
            return
        with self._store.transaction():
            self._db.execute("INSERT OR IGNORE INTO payloads VALUES (?, ?)", (name, pack(body)))

    def document(self, digest: str) -> bytes | None:
        """Kept bytes by their SHA-256 in hexadecimal, or None."""
        row = self._one("SELECT body FROM payloads WHERE sha256 = ?", bytes.fromhex(digest))
        return unpack(bytes, row[0]) if row else None

    # --- versions

    def latest(self, key: str) -> str | None:
        """The report that a document is by now, or None where it was never recorded."""
        row = self._one("SELECT report_id FROM versions WHERE key = ? ORDER BY number DESC LIMIT 1", key)
        return row[0] if row else None

    def add_version(self, key: str, report_id: str, former_id: str | None, at: str) -> None:
        """The document says this from now on."""
        with self._store.transaction():
            self._db.execute(
                "INSERT INTO versions (key, report_id, former_id, at) VALUES (?, ?, ?, ?)",
                (key, report_id, former_id, at),
            )
            if former_id is not None:  # what stands is another now, also where a former text is back
                self._store.grown()

    def versions(self, report_id: str) -> tuple[Version, ...]:
        """Every version of the document that a report is a version of, in order; () where it is of none."""
        rows = self._db.execute(
            f"{_VERSIONS} WHERE key IN (SELECT key FROM versions WHERE report_id = ?) ORDER BY number",
            (report_id,),
        )
        return tuple(Version(*row) for row in rows)

    def changes_after(self, number: int) -> tuple[Version, ...]:
        """The versions after a number that took the place of a former one."""
        rows = self._db.execute(
            f"{_VERSIONS} WHERE number > ? AND former_id IS NOT NULL ORDER BY number", (number,)
        )
        return tuple(Version(*row) for row in rows)

    def updates(self, after: int = 0) -> tuple[Edge, ...]:
        """From each report to the former version of its document whose place it took."""
        return tuple(
            Edge(one.report_id, one.former_id or "", "updates", 1.0, "version", (), "rule version", one.at)
            for one in self.changes_after(after)
        )

    def _listed(self, where: str, *values: Any) -> Iterator[tuple[Subscription, Pulse]]:
        for body, pulse in self._db.execute(f"SELECT body, pulse FROM subscriptions WHERE {where}", values):
            yield unpack(Subscription, body), unpack(Pulse, pulse)
