"""TAXII collections as rows of a SQLite store: pages are ranges of the primary key, however many objects there are."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from ..model import Match, PartnerToken, Peer, Posted, Progress, Shelved
from .part import Part
from .rows import pack, unpack

_PAGE = (
    "SELECT s.added, s.object_id, s.version, s.spec, coalesce(s.body, o.body) FROM shelved s "
    "LEFT JOIN outbox o ON o.seq = s.outbox WHERE s.collection = ?"
)
_TOKENS = "SELECT id, partner_id, digest, made_at, expires_at, revoked_at FROM partner_tokens"
# Rows of the outbox that are taken over at once.
SOME = 1000
_EPOCH = date(1970, 1, 1).toordinal()


class Collections(Part):
    """A ``ports.Collections`` over a store's connection."""

    # --- objects

    def last(self, group: str) -> int:
        """The ``added`` of the newest row ever, or 0."""
        row = self._one("SELECT last_added FROM collections WHERE group_id = ?", group)
        return int(row[0]) if row else 0

    def behind(self, group: str) -> bool:
        """Whether the outbox holds what the collection does not yet."""
        query = "SELECT 1 FROM outbox WHERE group_id = ? AND seq > coalesce((SELECT mirrored FROM collections WHERE group_id = ?), 0) LIMIT 1"
        return self._one(query, group, group) is not None

    def mirror(self, group: str) -> None:
        """Take over what was published since the last time."""
        with self._store.transaction():
            last, mirrored = self._ends(group)
            while rows := self._store.exchange.outbox(group, mirrored, SOME):
                for sent in rows:
                    last = self._later(last)
                    one = orjson.loads(sent.body)
                    self._add(
                        group,
                        last,
                        "",
                        (sent.object_id, one["type"], sent.modified, "2.1"),
                        (sent.seq, None),
                    )
                    mirrored = sent.seq
            self._end(group, last, mirrored)

    def put(
        self, group: str, sender: str, objects: Sequence[tuple[str, str, str | None, str, bytes]]
    ) -> list[tuple[str, str]]:
        """Keep versions: id, type, version (None: that of its arrival), specification, bytes as they came.

        What is there already is left as it is. Each id with its version, in order.
        """
        with self._store.transaction():
            last, mirrored = self._ends(group)
            there = self._versions(group, sender, [name for name, *_ in objects])
            done, rows, again = list[tuple[str, str]](), list[tuple[Any, ...]](), set[str]()
            for name, kind, version, spec, body in objects:
                held = there.setdefault(name, {})
                at = moment(version) if version is not None else None
                known = held.get(at) if at is not None else _same(held, body)
                if known is None:
                    last = self._later(last)
                    known = (version or written(last), body)
                    if held:
                        again.add(name)
                    when = at if at is not None else last
                    held[when] = known
                    rows.append((group, last, sender, name, kind, known[0], when, spec, 1, 1, None, body))
                done.append((name, known[0]))
            self._db.executemany("INSERT INTO shelved VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            for name in again:
                self._mark_ends(group, sender, name)
            self._end(group, last, mirrored)
        return done

    def page(
        self, group: str, reader: str | None, after: int, limit: int, match: Match
    ) -> tuple[Shelved, ...]:
        """The next rows that a reader may see: this desk's and its own; None sees all. In order of ``added``."""
        where, values = _conditions(reader, match)
        query = f"{_PAGE} AND s.added > ?{where} ORDER BY s.added LIMIT ?"
        return tuple(Shelved(*row) for row in self._db.execute(query, (group, after, *values, limit)))

    def holds(self, group: str, reader: str | None, object_id: str) -> bool:
        """Whether a reader may see any version of an object."""
        return bool(self.page(group, reader, -1, 1, Match(ids=(object_id,), versions=())))

    def delete(self, group: str, sender: str, object_id: str, match: Match) -> int:
        """Drop versions that a sender put there; how many these were."""
        with self._store.transaction():
            where, values = _conditions(None, match)
            query = f"SELECT s.added FROM shelved s WHERE s.collection = ? AND s.object_id = ? AND s.sender = ?{where}"
            rows = self._db.execute(query, (group, object_id, sender, *values)).fetchall()
            gone = [(group, added) for (added,) in rows]
            self._db.executemany("DELETE FROM shelved WHERE collection = ? AND added = ?", gone)
            self._mark_ends(group, sender, object_id)
        return len(gone)

    def _versions(
        self, group: str, sender: str, names: Sequence[str]
    ) -> dict[str, dict[int, tuple[str, bytes | None]]]:
        """The versions that are there already of these objects, by their moment, with their bytes."""
        found: dict[str, dict[int, tuple[str, bytes | None]]] = {}
        for start in range(0, len(names), SOME // 2):
            some = names[start : start + SOME // 2]
            query = (
                "SELECT object_id, moment, version, body FROM shelved WHERE collection = ? AND sender IN ('', ?) "
                f"AND object_id IN ({','.join('?' * len(some))})"
            )
            for name, at, version, body in self._db.execute(query, (group, sender, *some)):
                found.setdefault(name, {})[at] = (version, body)
        return found

    def _add(
        self,
        group: str,
        added: int,
        sender: str,
        named: tuple[str, str, str, str],
        kept: tuple[int | None, bytes | None],
    ) -> None:
        name, kind, version, spec = named
        at = moment(version)
        query = "SELECT min(moment), max(moment) FROM shelved WHERE collection = ? AND object_id = ? AND sender = ?"
        first, last = self._one(query, group, name, sender)
        row = (group, added, sender, name, kind, version, at, spec, int(last is None or at > last))
        self._db.execute(
            "INSERT OR IGNORE INTO shelved VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, int(first is None or at < first), *kept),
        )
        if last is not None:
            self._mark_ends(group, sender, name)

    def _mark_ends(self, group: str, sender: str, name: str) -> None:
        """Say anew which version of an object is its first and which its last."""
        key = (group, name, sender)
        which = "collection = ? AND object_id = ? AND sender = ?"
        self._db.execute(
            f"UPDATE shelved SET newest = moment = (SELECT max(moment) FROM shelved WHERE {which}), "
            f"oldest = moment = (SELECT min(moment) FROM shelved WHERE {which}) WHERE {which}",
            (*key, *key, *key),
        )

    def _ends(self, group: str) -> tuple[int, int]:
        row = self._one("SELECT last_added, mirrored FROM collections WHERE group_id = ?", group)
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _end(self, group: str, last: int, mirrored: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO collections VALUES (?, ?, ?)", (group, last, mirrored))

    @staticmethod
    def _later(last: int) -> int:
        """Now in microseconds, and in any case later than the last one."""
        return max(time.time_ns() // 1000, last + 1)

    # --- what came of a POST

    def keep_status(self, status: Posted, forget: str = "") -> None:
        """Keep what came of a POST, or comes of it by now; those made before ``forget`` are dropped."""
        with self._store.transaction():
            self._db.execute("DELETE FROM taxii_status WHERE made_at < ?", (forget,))
            row = (status.id, status.sender, status.made_at, status.body, status.number)
            self._db.execute("INSERT OR REPLACE INTO taxii_status VALUES (?, ?, ?, ?, ?)", row)

    def status(self, status_id: str) -> Posted | None:
        """What came of a POST, or None."""
        row = self._one("SELECT id, sender, made_at, body, number FROM taxii_status WHERE id = ?", status_id)
        return Posted(*row) if row else None

    def statuses(self, number: int) -> tuple[Posted, ...]:
        """The statuses of the POSTs that brought the bytes with this number."""
        query = "SELECT id, sender, made_at, body, number FROM taxii_status WHERE number = ?"
        return tuple(Posted(*row) for row in self._db.execute(query, (number,)))

    # --- tokens and rights

    def add_token(self, token: PartnerToken) -> None:
        """Keep a partner's new token."""
        row = (token.id, token.partner, token.digest, token.made_at, token.expires_at, token.revoked_at)
        with self._store.transaction():
            self._db.execute("INSERT INTO partner_tokens VALUES (?, ?, ?, ?, ?, ?)", row)

    def token(self, name: str) -> PartnerToken | None:
        """One token by its id, or None."""
        row = self._one(f"{_TOKENS} WHERE id = ?", name)
        return PartnerToken(*row) if row else None

    def tokens(self) -> tuple[PartnerToken, ...]:
        """Every partner's tokens."""
        return tuple(
            PartnerToken(*row) for row in self._db.execute(f"{_TOKENS} ORDER BY partner_id, made_at")
        )

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""
        with self._store.transaction():
            self._db.execute("UPDATE partner_tokens SET revoked_at = ? WHERE id = ?", (at, name))

    def allow(self, group: str, partner: str, may_read: bool, may_write: bool) -> None:
        """What a member may do with a collection."""
        with self._store.transaction():
            row = (group, partner, int(may_read), int(may_write))
            self._db.execute("INSERT OR REPLACE INTO collection_rights VALUES (?, ?, ?, ?)", row)

    def rights(self, group: str, partner: str) -> tuple[bool, bool]:
        """Whether a partner may read and write: never without being a member now."""
        if not self._store.exchange.member(group, partner):
            return (False, False)
        query = "SELECT may_read, may_write FROM collection_rights WHERE collection = ? AND partner_id = ?"
        row = self._one(query, group, partner)
        return (bool(row[0]), bool(row[1])) if row else (True, True)

    # --- the servers that we call

    def keep_peer(self, peer: Peer) -> None:
        """Keep how to reach a peer; another collection than before is begun from its beginning."""
        with self._store.transaction():
            known = self.peer(peer.partner)
            far = known[1] if known and known[0].url == peer.url else Progress()
            row = (peer.partner, pack(peer), pack(far))
            self._db.execute("INSERT OR REPLACE INTO peers VALUES (?, ?, ?)", row)

    def peers(self) -> tuple[tuple[Peer, Progress], ...]:
        """Every peer and how far we are with it."""
        rows = self._db.execute("SELECT body, progress FROM peers ORDER BY partner_id")
        return tuple((unpack(Peer, body), unpack(Progress, far)) for body, far in rows)

    def peer(self, partner: str) -> tuple[Peer, Progress] | None:
        """One peer, or None."""
        row = self._one("SELECT body, progress FROM peers WHERE partner_id = ?", partner)
        return (unpack(Peer, row[0]), unpack(Progress, row[1])) if row else None

    def advance(self, partner: str, progress: Progress) -> None:
        """How far we are with a peer now."""
        with self._store.transaction():
            self._db.execute("UPDATE peers SET progress = ? WHERE partner_id = ?", (pack(progress), partner))

    def drop_peer(self, partner: str) -> bool:
        """Call a peer no more; False where there is none."""
        with self._store.transaction():
            return bool(self._db.execute("DELETE FROM peers WHERE partner_id = ?", (partner,)).rowcount)

    def mood(self) -> str:
        """Stands for all that bears on what goes to whom: while it is the same, there is nothing to publish.

        "" where nobody is in a group.
        """
        query = (
            "SELECT (SELECT value FROM facts WHERE name = 'kept'), (SELECT max(seq) FROM markings), (SELECT max(seq) FROM answers), "
            "(SELECT group_concat(body, '') FROM reveals), (SELECT group_concat(group_id || partner_id) FROM members), "
            "(SELECT group_concat(id || key) FROM sharing_groups), (SELECT name FROM desk), "
            "(SELECT max(number) + sum(tries) FROM received WHERE receipt = x'' OR number IN (SELECT number FROM judged))"
        )
        if self._one("SELECT 1 FROM members LIMIT 1") is None:
            return ""
        return repr(self._one(query)) + self._store.lookup.state()


def _same(held: Mapping[int, tuple[str, bytes | None]], body: bytes) -> tuple[str, bytes | None] | None:
    """The version that says the same, of an object that has no versions."""
    return next((each for each in held.values() if each[1] is None or each[1] == body), None)


@lru_cache(1024)
def moment(written: str) -> int:
    """A STIX time as microseconds since 1970, to the last digit."""
    head, _, rest = written.rstrip("Z").partition(".")
    day, _, clock = head.partition("T")
    year, month, day_of = (int(part) for part in day.split("-"))
    hour, minute, second = (int(part) for part in clock.split(":"))
    days = _days(year, month, day_of)
    return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000 + int((rest + "000000")[:6])


def written(added: int) -> str:
    """Microseconds since 1970 as a time with microseconds."""
    seconds, micro = divmod(added, 1_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{micro:06d}Z"


def _days(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - _EPOCH


def _conditions(reader: str | None, match: Match) -> tuple[str, list[Any]]:
    """The further conditions of a page as SQL, and their values."""
    parts, values = list[str](), list[Any]()
    if reader is not None:
        parts.append("s.sender IN ('', ?)")
        values.append(reader)
    for column, wanted in (("object_id", match.ids), ("type", match.types), ("spec", match.specs)):
        if wanted:
            parts.append(f"s.{column} IN ({','.join('?' * len(wanted))})")
            values += wanted
    if match.versions and "all" not in match.versions:
        some = [{"first": "s.oldest", "last": "s.newest"}[v] for v in match.versions if isinstance(v, str)]
        moments = [v for v in match.versions if isinstance(v, int)]
        if moments:
            some.append(f"s.moment IN ({','.join('?' * len(moments))})")
            values += moments
        parts.append(f"({' OR '.join(some)})")
    return "".join(f" AND {part}" for part in parts), values
