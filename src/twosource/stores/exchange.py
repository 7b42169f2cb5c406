"""Sharing in a SQLite store: this desk's identity, partners, groups, marks, what went to whom and what came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..errors import StoreError, UnknownId
from ..model import (
    Answer,
    Going,
    Heard,
    Identity,
    Marking,
    Partner,
    Receipt,
    Reveal,
    Sent,
    SharingGroup,
    Waiting,
    Went,
)
from .part import Part, by_keys
from .rows import pack, unpack, whole

_CAME = "SELECT number, partner_id, group_id, at"
_SENT = "SELECT seq, group_id, object_id, modified, added_at, body FROM outbox"


class Exchange(Part):
    """A ``ports.Exchange`` over a store's connection."""

    # --- this desk

    def identity(self) -> tuple[Identity, bytes] | None:
        """Who this desk is, with the seed of its key; None where it has not been made."""
        row = self._db.execute("SELECT id, name, public_key, seed FROM desk").fetchone()
        return (Identity(row[0], row[1], row[2]), row[3]) if row else None

    def introduce(self, identity: Identity, seed: bytes) -> None:
        """Make or rename this desk; the key changes only with the seed."""
        with self._store.transaction():
            row = (1, identity.id, identity.name, seed, identity.public_key)
            self._db.execute("INSERT OR REPLACE INTO desk VALUES (?, ?, ?, ?, ?)", row)

    # --- partners and groups

    def keep_partner(self, partner: Partner) -> None:
        """Keep a partner in place of what was known of it."""
        with self._store.transaction():
            self._db.execute("INSERT OR REPLACE INTO partners VALUES (?, ?)", (partner.id, pack(partner)))
            self._store.grown()

    def partners(self) -> tuple[Partner, ...]:
        """Every partner, by id."""
        return tuple(
            unpack(Partner, body) for (body,) in self._db.execute("SELECT body FROM partners ORDER BY id")
        )

    def partner(self, partner_id: str) -> Partner | None:
        """One partner, or None."""
        row = self._db.execute("SELECT body FROM partners WHERE id = ?", (partner_id,)).fetchone()
        return unpack(Partner, row[0]) if row else None

    def keep_group(self, group_id: str, key: str) -> None:
        """Make a group, or change its key."""
        with self._store.transaction():
            self._db.execute(
                "INSERT INTO sharing_groups VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET key = excluded.key",
                (group_id, key),
            )
            self._store.grown()

    def groups(self) -> tuple[SharingGroup, ...]:
        """Every group with its key and who is in it now."""
        rows = self._db.execute("SELECT id, key FROM sharing_groups ORDER BY id").fetchall()
        return tuple(SharingGroup(name, key, self._members(name)) for name, key in rows)

    def group(self, group_id: str) -> SharingGroup:
        """One group. Raises UnknownId."""
        row = self._db.execute("SELECT key FROM sharing_groups WHERE id = ?", (group_id,)).fetchone()
        if row is None:
            raise UnknownId(f"There is no sharing group {group_id!r}. The command groups lists them.")
        return SharingGroup(group_id, row[0], self._members(group_id))

    def _members(self, group_id: str) -> tuple[str, ...]:
        query = "SELECT partner_id FROM members WHERE group_id = ? ORDER BY 1"
        return tuple(row[0] for row in self._db.execute(query, (group_id,)))

    def join(self, group_id: str, partner_id: str) -> None:
        """Take a partner into a group."""
        with self._store.transaction():
            self._db.execute("INSERT OR IGNORE INTO members VALUES (?, ?)", (group_id, partner_id))

    def leave(self, group_id: str, partner_id: str) -> bool:
        """Take a partner out of a group, at once; False where it was not in it."""
        with self._store.transaction():
            query = "DELETE FROM members WHERE group_id = ? AND partner_id = ?"
            return bool(self._db.execute(query, (group_id, partner_id)).rowcount)

    def member(self, group_id: str, partner_id: str) -> bool:
        """Whether a partner is in a group now."""
        query = "SELECT 1 FROM members WHERE group_id = ? AND partner_id = ?"
        return self._db.execute(query, (group_id, partner_id)).fetchone() is not None

    # --- marks

    def mark(self, markings: Iterable[Marking]) -> None:
        """Keep these marks; each holds in place of the last one on its subject."""
        with self._store.transaction():
            rows = [(each.subject, pack(each)) for each in markings]
            self._db.executemany("INSERT INTO markings (subject, body) VALUES (?, ?)", rows)

    def markings(self) -> dict[str, Marking]:
        """The mark that holds on each subject."""
        return {
            s: unpack(Marking, b)
            for s, b in self._db.execute("SELECT subject, body FROM markings ORDER BY seq")
        }

    # --- what went

    def outbox(self, group_id: str, after: int = 0, limit: int = 1000) -> tuple[Sent, ...]:
        """What went to a group after a number, in order."""
        query = f"{_SENT} WHERE group_id = ? AND seq > ? ORDER BY seq LIMIT ?"
        return tuple(Sent(*row) for row in self._db.execute(query, (group_id, after, limit)))

    def held(self, group_id: str) -> dict[str, Went]:
        """The last version of each object that went to a group, by its id."""
        query = (
            "SELECT object_id, modified, digest, revoked, body FROM outbox WHERE group_id = ? ORDER BY seq"
        )
        return {
            name: Went(at, digest, bool(gone), body)
            for name, at, digest, gone, body in self._db.execute(query, (group_id,))
        }

    def send(self, group_id: str, versions: Sequence[Going]) -> tuple[Sent, ...]:
        """Append versions, in the caller's transaction."""
        query = (
            "INSERT INTO outbox (group_id, object_id, modified, added_at, digest, revoked, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        sent = []
        with self._store.transaction():
            for one in versions:
                row = (group_id, one.object_id, one.modified, one.added_at, one.digest, int(one.revoked), one.body)  # fmt: skip
                seq = self._db.execute(query, row).lastrowid
                sent.append(Sent(int(seq or 0), group_id, one.object_id, one.modified, one.added_at, one.body))  # fmt: skip
        return tuple(sent)

    def last_added(self) -> str:
        """The latest ``added_at`` of all, or ""."""
        return str(self._db.execute("SELECT coalesce(max(added_at), '') FROM outbox").fetchone()[0])

    def stand_for(self, object_id: str, members: Sequence[tuple[str, str]]) -> None:
        """Keep what one of our objects stands for: propositions, each with its report."""
        with self._store.transaction():
            self._db.execute("DELETE FROM stands_for WHERE object_id = ?", (object_id,))
            rows = [(object_id, at, member, report) for at, (member, report) in enumerate(members)]
            self._db.executemany("INSERT INTO stands_for VALUES (?, ?, ?, ?)", rows)

    def stands_for(self, object_id: str) -> tuple[tuple[str, str], ...]:
        """What one of our objects stands for."""
        query = "SELECT member, report_id FROM stands_for WHERE object_id = ? ORDER BY position"
        return tuple((member, report) for member, report in self._db.execute(query, (object_id,)))

    def shared_reports(self) -> dict[str, str]:
        """Our objects, each with the report that it tells of first."""
        query = "SELECT object_id, report_id FROM stands_for WHERE position = 0"
        return dict(self._db.execute(query))

    # --- what came

    def receipt(self, body: bytes, partner_id: str) -> Receipt | None:
        """What came of these bytes when this partner sent them before (nothing yet, where they wait to be read); None

        where it never did.
        """
        query = "SELECT number, receipt FROM received WHERE sha256 = ? AND partner_id = ?"
        digest = hashlib.sha256(body)
        row = self._db.execute(query, (digest.digest(), partner_id)).fetchone()
        if row is None:
            return None
        return (
            replace(unpack(Receipt, row[1]), seen=True)
            if row[1]
            else Receipt(row[0], digest.hexdigest(), (), seen=True)
        )

    def receive(
        self, body: bytes, partner_id: str, group_id: str | None, signature: str | None, at: str
    ) -> int:
        """Keep bytes as they came, to be read later; their number."""
        with self._store.transaction():
            number = int(self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM received").fetchone()[0])
            row = (number, hashlib.sha256(body).digest(), partner_id, group_id, signature, at, b"", body)
            self._db.execute("INSERT INTO received VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)", row)
        return number

    def conclude(self, receipt: Receipt) -> None:
        """Keep what came of the bytes with the receipt's number."""
        with self._store.transaction():
            query = "UPDATE received SET receipt = ? WHERE number = ?"
            self._db.execute(query, (pack(receipt), receipt.number))

    def judge(self, number: int, words: Sequence[Heard]) -> None:
        """Keep the words that were taken from the bytes with this number, until they are reports."""
        rows = [(number, at, one.object_id, whole(one)) for at, one in enumerate(words)]
        with self._store.transaction():
            self._db.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)

    def judged(self, number: int) -> tuple[Heard, ...]:
        """The words with this number that are no reports yet, in order."""
        query = "SELECT body FROM judged WHERE number = ? ORDER BY position"
        return tuple(unpack(Heard, body) for (body,) in self._db.execute(query, (number,)))

    def tried(self, number: int) -> int:
        """Count that the bytes with this number could not be read; how often by now."""
        with self._store.transaction():
            self._db.execute("UPDATE received SET tries = tries + 1 WHERE number = ?", (number,))
            return int(self._one("SELECT tries FROM received WHERE number = ?", number)[0])

    def size_from(self, partner_id: str) -> int:
        """How many bytes came from a partner in all."""
        query = "SELECT coalesce(sum(length(body)), 0) FROM received WHERE partner_id = ?"
        return int(self._one(query, partner_id)[0])

    def waiting(self) -> tuple[Waiting, ...]:
        """What came and is no reports yet, in the order in which it came, without its bytes."""
        query = (
            f"{_CAME}, receipt != x'', tries FROM received WHERE receipt = x'' "
            f"UNION {_CAME}, 1, tries FROM received WHERE number IN (SELECT number FROM judged) ORDER BY number"
        )
        return tuple(Waiting(n, who, group, at, bool(judged), tries)
                     for n, who, group, at, judged, tries in self._db.execute(query))  # fmt: skip

    def bytes_of(self, number: int) -> tuple[bytes, str | None]:
        """Received bytes as they came, with their signature. Raises UnknownId, or StoreError where they were changed."""
        row = self._db.execute(
            "SELECT sha256, body, signature FROM received WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise UnknownId(f"Nothing was received under the number {number}.")
        if hashlib.sha256(row[1]).digest() != row[0]:
            raise StoreError(
                f"What was received under the number {number} is not as it came. Bring back a backup."
            )
        return row[1], row[2]

    def receipts(self, limit: int = 100) -> tuple[tuple[Receipt, str, str], ...]:
        """The last receipts, newest first, each with its partner and time."""
        query = (
            "SELECT receipt, partner_id, at FROM received WHERE receipt != x'' ORDER BY number DESC LIMIT ?"
        )
        return tuple((unpack(Receipt, body), who, at) for body, who, at in self._db.execute(query, (limit,)))

    def hear(
        self, words: Iterable[tuple[str, Heard]], partner_id: str, group_id: str | None, number: int
    ) -> None:
        """Keep the words of received reports, each with its report's id: they wait no more."""
        rows = [
            (report_id, heard.object_id, partner_id, group_id, number, whole(heard))
            for report_id, heard in words
        ]
        with self._store.transaction():
            self._db.executemany("INSERT OR IGNORE INTO heard VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM judged WHERE number = ?", (number,))
            self._store.grown(len(rows))

    def words(self, report_id: str) -> Heard | None:
        """The words of a received report, or None."""
        row = self._db.execute("SELECT body FROM heard WHERE report_id = ?", (report_id,)).fetchone()
        return unpack(Heard, row[0]) if row else None

    def all_heard(self) -> Iterator[tuple[str, str, str | None, Heard]]:
        """All received words in order of arrival: report, partner, group, words."""
        query = "SELECT report_id, partner_id, group_id, body FROM heard ORDER BY number, report_id"
        yield from (
            (report, who, group, unpack(Heard, body)) for report, who, group, body in self._db.execute(query)
        )

    def latest(self, object_ids: Sequence[str]) -> dict[str, Heard]:
        """The last version held of each of these objects, also of those that are judged only."""
        found: dict[str, tuple[int, bytes]] = {}
        for table in ("heard", "judged"):
            query = f"SELECT object_id, body, max(number) FROM {table} WHERE object_id IN"
            for name, body, number in by_keys(self._db, query, object_ids, "GROUP BY object_id"):
                found[name] = max(found.get(name, (0, b"")), (number, body))
        return {name: unpack(Heard, body) for name, (_, body) in found.items()}

    def last_told(self, object_id: str) -> tuple[str, Heard, Waiting] | None:
        """An object's last version: the report that tells it ("" where it is judged only), and with what it came."""
        came = "number, received.partner_id, received.group_id, at FROM"
        row = self._one(
            f"SELECT '', judged.body, {came} judged JOIN received USING (number) WHERE object_id = ?1 "
            f"UNION ALL SELECT report_id, heard.body, {came} heard JOIN received USING (number) WHERE object_id = ?1 "
            "ORDER BY number DESC LIMIT 1",
            object_id,
        )
        return (row[0], unpack(Heard, row[1]), Waiting(*row[2:])) if row else None

    # --- answers and reveals

    def answer(self, answer: Answer) -> None:
        """Keep an answer; it holds in place of the last one to its object in its group."""
        with self._store.transaction():
            query = "INSERT INTO answers (object_id, group_id, body) VALUES (?, ?, ?)"
            self._db.execute(query, (answer.object_id, answer.group, pack(answer)))

    def answers(self, group_id: str) -> tuple[Answer, ...]:
        """The answers that hold in a group."""
        query = "SELECT object_id, body FROM answers WHERE group_id = ? ORDER BY seq"
        found = {ident: unpack(Answer, body) for ident, body in self._db.execute(query, (group_id,))}
        return tuple(found[key] for key in sorted(found))

    def ask_reveal(self, reveal: Reveal) -> Reveal:
        """Keep a wish to show something; it comes back with its number."""
        with self._store.transaction():
            row = self._db.execute(
                "INSERT INTO reveals (key, body) VALUES (?, ?)", (reveal.key, pack(reveal))
            )
        return replace(reveal, number=int(row.lastrowid or 0))

    def agree_reveal(self, number: int, by: str, at: str) -> Reveal:
        """A second person's agreement. Raises UnknownId."""
        row = self._db.execute("SELECT body FROM reveals WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise UnknownId(f"There is no wish to reveal with the number {number}.")
        agreed = replace(unpack(Reveal, row[0]), number=number, agreed_by=by, agreed_at=at)
        with self._store.transaction():
            self._db.execute("UPDATE reveals SET body = ? WHERE number = ?", (pack(agreed), number))
        return agreed

    def reveals(self) -> tuple[Reveal, ...]:
        """Every wish to reveal, in order."""
        rows = self._db.execute("SELECT number, body FROM reveals ORDER BY number")
        return tuple(replace(unpack(Reveal, body), number=number) for number, body in rows)
