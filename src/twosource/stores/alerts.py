"""Watches, what they last saw, alerts and their deliveries, as rows of a SQLite store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import Alert, Channel, Delivery, Seen, Watch
from .part import Part, by_keys
from .rows import pack, unpack


class Alerts(Part):
    """A ``ports.Alerts`` over a store's connection."""

    # --- watches

    def save(self, watch: Watch, seen: Iterable[Seen], channels: Iterable[Channel]) -> None:
        """Keep a watch with what it begins from and where its alerts go."""
        with self._store.transaction():
            self._db.execute("INSERT INTO watches (id, body) VALUES (?, ?)", (watch.id, pack(watch)))
            self.remember(watch.id, seen)
            for channel in channels:
                self._db.execute(
                    "INSERT INTO channels (id, watch_id, body) VALUES (?, ?, ?)",
                    (channel.id, watch.id, pack(channel)),
                )

    def end(self, watch_id: str, at: str) -> bool:
        """Watch no more; its alerts stay, what is on its way is given up. False where there is no such watch."""
        with self._store.transaction():
            query = "UPDATE watches SET ended_at = ? WHERE id = ? AND ended_at IS NULL"
            ended = bool(self._db.execute(query, (at, watch_id)).rowcount)
            self._db.execute("UPDATE channels SET ended_at = ? WHERE watch_id = ?", (at, watch_id))
            self._db.execute(
                "UPDATE deliveries SET next_at = NULL, error = 'the watch was ended' WHERE next_at IS NOT NULL "
                "AND channel_id IN (SELECT id FROM channels WHERE watch_id = ?)",
                (watch_id,),
            )
            return ended

    def watches(self) -> tuple[Watch, ...]:
        """Every watch that goes on, by id."""
        rows = self._db.execute("SELECT body FROM watches WHERE ended_at IS NULL ORDER BY id")
        return tuple(unpack(Watch, body) for (body,) in rows)

    def channels(self, watch_id: str | None = None) -> tuple[Channel, ...]:
        """Where alerts go: those of one watch, or of all that go on."""
        where = "ended_at IS NULL" + (" AND watch_id = ?" if watch_id else "")
        rows = self._db.execute(
            f"SELECT body FROM channels WHERE {where} ORDER BY id", (watch_id,) if watch_id else ()
        )
        return tuple(unpack(Channel, body) for (body,) in rows)

    # --- what was seen

    @property
    def round(self) -> int:
        """Grows with every look at what changed: two that look at once notice it."""
        return int(self._one("SELECT value FROM facts WHERE name = 'alert_round'")[0])

    @property
    def alerted_version(self) -> int:
        """The number of the last version that was looked at."""
        return int(self._one("SELECT value FROM facts WHERE name = 'alerted_version'")[0])

    def changed_stories(self) -> dict[str, bytes]:
        """The stories that are not as they were at the last look, with the digest of what they are now."""
        return dict(
            self._db.execute(
                "SELECT stories.id, stories.digest FROM stories LEFT JOIN story_seen ON story_id = stories.id "
                "WHERE story_seen.digest IS NULL OR story_seen.digest <> stories.digest ORDER BY many DESC, last DESC, stories.id"
            )
        )

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, None before it was assessed."""
        row = self._one("SELECT story_id FROM story_reports WHERE report_id = ?", report_id)
        return row[0] if row else None

    def seen(self, watch_id: str, things: Sequence[str]) -> dict[str, Seen]:
        """What a watch last saw of these things; one never seen is missing."""
        query = "SELECT thing, body FROM watch_seen WHERE watch_id = ? AND thing IN"
        rows = by_keys(self._db, query, things, before=(watch_id,))
        return {thing: unpack(Seen, body) for thing, body in rows}

    def remember(self, watch_id: str, seen: Iterable[Seen]) -> None:
        """Keep what a watch saw, in place of what it saw before."""
        with self._store.transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO watch_seen VALUES (?, ?, ?)",
                ((watch_id, one.thing, pack(one)) for one in seen),
            )

    def looked(self, stories: dict[str, bytes], version: int) -> None:
        """These stories were looked at as they are now, and the versions up to this number."""
        with self._store.transaction():
            self._db.executemany("INSERT OR REPLACE INTO story_seen VALUES (?, ?)", stories.items())
            self._db.execute("DELETE FROM story_seen WHERE story_id NOT IN (SELECT id FROM stories)")
            self._db.execute("UPDATE facts SET value = value + 1 WHERE name = 'alert_round'")
            self._db.execute("UPDATE facts SET value = ? WHERE name = 'alerted_version'", (str(version),))

    # --- alerts

    def add(self, alerts: Iterable[Alert], due: dict[str, str]) -> int:
        """Keep alerts and send them on their way through their watch's channels, due then by channel id.

        Returns how many were new: the same alert is kept once.
        """
        new = 0
        with self._store.transaction():
            for alert in alerts:
                row = (alert.id, alert.watch_id, pack(replace(alert, number=0)))
                query = "INSERT OR IGNORE INTO alerts (id, watch_id, body) VALUES (?, ?, ?)"
                if self._db.execute(query, row).rowcount:
                    new += 1
                    for channel in self.channels(alert.watch_id):
                        self._db.execute(
                            "INSERT INTO deliveries (alert_id, channel_id, next_at) VALUES (?, ?, ?)",
                            (alert.id, channel.id, due[channel.id]),
                        )
        return new

    def after(self, number: int, limit: int, watch_id: str | None = None) -> tuple[Alert, ...]:
        """The alerts after a number, in their order."""
        return self._alerts("number > ?", "number LIMIT ?", watch_id, number, limit)

    def latest(self, limit: int, watch_id: str | None = None, before: int | None = None) -> tuple[Alert, ...]:
        """The last alerts, the newest first; those before a number."""
        return self._alerts("number < ?", "number DESC LIMIT ?", watch_id, before or 2**62, limit)

    def last_number(self) -> int:
        """The number of the last alert, 0 where there was none."""
        return int(self._one("SELECT coalesce(max(number), 0) FROM alerts")[0])

    # --- deliveries

    def due(self, now: str, limit: int) -> tuple[Delivery, ...]:
        """What has to be sent by now, the oldest alert first."""
        rows = self._db.execute(
            "SELECT number, alerts.body, channels.body, tries FROM deliveries JOIN alerts ON alerts.id = alert_id "
            "JOIN channels ON channels.id = channel_id WHERE next_at <= ? ORDER BY number, channel_id LIMIT ?",
            (now, limit),
        )
        return tuple(
            Delivery(replace(unpack(Alert, alert), number=number), unpack(Channel, channel), tries)
            for number, alert, channel, tries in rows
        )

    def sent(self, deliveries: Iterable[Delivery], at: str) -> None:
        """These arrived."""
        self._settle(deliveries, "next_at = NULL, done_at = ?, error = NULL, tries = tries + 1", at)

    def failed(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These did not arrive; they are tried again then, or given up where that is None."""
        self._settle(deliveries, "error = ?, next_at = ?, tries = tries + 1", error, next_at)

    def hold(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These wait for one before them that did not arrive; given up with it where ``next_at`` is None."""
        self._settle(deliveries, "error = ?, next_at = ?", error, next_at)

    def next_delivery(self) -> str | None:
        """When the next delivery is due, or None."""
        row = self._one("SELECT min(next_at) FROM deliveries")
        return row[0] if row else None

    def troubles(self) -> dict[str, tuple[int, str]]:
        """For each channel that does not get through: how many alerts wait or were given up, and the last error."""
        rows = self._db.execute(
            "SELECT channel_id, count(*), max(error) FROM deliveries JOIN channels ON channels.id = channel_id "
            "WHERE done_at IS NULL AND error IS NOT NULL AND ended_at IS NULL GROUP BY channel_id"
        )
        return {channel: (count, error) for channel, count, error in rows}

    def _settle(self, deliveries: Iterable[Delivery], what: str, *values: str | None) -> None:
        with self._store.transaction():
            self._db.executemany(
                f"UPDATE deliveries SET {what} WHERE alert_id = ? AND channel_id = ?",
                ((*values, one.alert.id, one.channel.id) for one in deliveries),
            )

    def _alerts(
        self, where: str, order: str, watch_id: str | None, number: int, limit: int
    ) -> tuple[Alert, ...]:
        more = " AND watch_id = ?" if watch_id else ""
        values = (number, watch_id, limit) if watch_id else (number, limit)
        rows = self._db.execute(
            f"SELECT number, body FROM alerts WHERE {where}{more} ORDER BY {order}", values
        )
        return tuple(replace(unpack(Alert, body), number=at) for at, body in rows)
