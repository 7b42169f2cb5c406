"""The server's side: who may read and write which collection, pages of it, and what partners send."""

from __future__ import annotations

import hashlib
import logging
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from ... import people
from ...errors import NotAllowed, TwosourceError, UnknownId, UsageError
from ...model import Collection, Heard, Match, PartnerToken, Person, Posted, Receipt, Shelved, Waiting
from ...stages import share
from ...text import slug
from ..opened import now
from ..sharing import Sharing

logger = logging.getLogger(__name__)

ANY = Match(versions=())
Part = tuple[str, str, str | None, str, bytes]  # id, type, version, specification, bytes
PEER = "peer:"
TOKEN_DAYS, MOST_TOKEN_DAYS = 365, 730
# How long what came of a POST can be asked for.
STATUS_DAYS = 30
# A page stops growing here, whatever its limit.
PAGE_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a collection in order; ``more`` where others follow after the last of them."""

    rows: tuple[Shelved, ...]
    more: bool


class Shelving(Sharing):
    """The verbs collections, page, take, drop, status, and the tokens and rights of partners."""

    # --- who

    def partner_token(self, partner: str, days: float = TOKEN_DAYS, by: str = "") -> tuple[str, PartnerToken]:
        """A new token for a partner's server, shown this once: it opens the collections of its groups, no more."""
        if not 0 < days <= MOST_TOKEN_DAYS:
            raise UsageError(f"A partner's token lives up to {MOST_TOKEN_DAYS} days. Say how many.")
        known, secret, at = self._partner(partner), people.mint(), now()
        until = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
        token = PartnerToken(people.token_id(), known.id, people.digest(secret), at, until)
        with self._store.transaction():
            self._store.collections.add_token(token)
            self._store.ledger.append(
                by or "this desk", "share.token", known.id, {"token": token.id, "until": until}, at
            )
        return people.written(token.id, secret), token

    def partner_tokens(self) -> tuple[PartnerToken, ...]:
        """Every partner's tokens, ended ones too."""
        return self._store.collections.tokens()

    def end_partner_token(self, token_id: str, by: str = "") -> None:
        """A partner's token opens nothing from now on. Raises UnknownId."""
        token = self._store.collections.token(token_id)
        if token is None:
            raise UnknownId(f"There is no partner's token {token_id}. The command peers status lists them.")
        with self._store.transaction():
            self._store.collections.revoke(token_id, token.revoked_at or now())
            self._store.ledger.append(
                by or "this desk", "share.token.end", token.partner, {"token": token_id}, now()
            )

    def partner_by(self, token: str) -> Person | None:
        """Whose token it is, as somebody who may do nothing but TAXII; None where it opens nothing (any more)."""
        known = people.opened(token, self._store.collections.token, now())
        return Person(PEER + known.partner, "reader", frozenset(), "peer") if known else None

    def allow(
        self, group: str, partner: str, may_read: bool = True, may_write: bool = True, by: str = ""
    ) -> None:
        """What a member of a group may do with its collection over TAXII. Raises UnknownId."""
        ident, known = self._store.exchange.group(slug(group)).id, self._partner(partner)
        with self._store.transaction():
            self._store.collections.allow(ident, known.id, may_read, may_write)
            detail = {"partner": known.id, "read": str(may_read), "write": str(may_write)}
            self._store.ledger.append(by or "this desk", "share.allow", ident, detail, now())

    # --- what

    def collections(self, person: Person) -> tuple[Collection, ...]:
        """The collections that somebody may know of: a partner those of its groups, our own people who share all."""
        desk = self._store.exchange.identity()
        if desk is None:
            return ()
        found = []
        for group in self._store.exchange.groups():
            reads, writes = self._rights(group.id, person)
            if reads or writes:
                found.append(Collection(_collection_id(desk[0].id, group.id), group.id, reads, writes))
        return tuple(found)

    def collection(self, name: str, person: Person) -> Collection:
        """One of them, by its id or its group's name. Raises UnknownId, also for what they may not know of."""
        for each in self.collections(person):
            if name in (each.id, each.group):
                return each
        raise UnknownId(f"There is no collection {name[:100]!r} for you here.")

    def page(
        self, collection: Collection, person: Person, after: int, limit: int, match: Match = ANY
    ) -> Page:
        """The next objects of a collection for who asks: what this desk says, and what they sent themselves."""
        if not collection.may_read:
            raise NotAllowed("You may write to this collection and not read it.")
        shelf = self._store.collections
        if shelf.behind(collection.group):
            shelf.mirror(collection.group)
        rows = shelf.page(collection.group, _reader(person), after, limit + 1, match)
        fitting, size = 0, 0
        for row in rows[:limit]:
            size += len(row.body)
            if fitting and size > PAGE_BYTES:
                break
            fitting += 1
        return Page(rows[:fitting], len(rows) > fitting)

    def said(self, group: str, after: int, limit: int) -> tuple[Shelved, ...]:
        """The next of what this desk itself says to a group, each object in its last version."""
        if self._store.collections.behind(group):
            self._store.collections.mirror(group)
        return self._store.collections.page(group, "", after, limit, Match())

    def last_added(self, group: str) -> int:
        """The place of the newest object of a collection."""
        if self._store.collections.behind(group):
            self._store.collections.mirror(group)
        return self._store.collections.last(group)

    def holds(self, collection: Collection, person: Person, object_id: str) -> bool:
        """Whether who asks may see any version of an object."""
        return self._store.collections.holds(collection.group, _reader(person), object_id)

    def take(
        self, collection: Collection, person: Person, body: bytes, signature: str | None
    ) -> dict[str, Any]:
        """Take an envelope that a partner sent, and its status resource: the bytes are on the disk, and wait to be read.

        Raises NotAllowed, NotTrusted, UsageError. The same bytes again change nothing.
        """
        if not collection.may_write or person.via != "peer":
            raise NotAllowed("You may read this collection and not write to it.")
        sender, at = self._partner(person.name.removeprefix(PEER)), now()
        status = _pending(len(_objects(body)), at)
        forget = (datetime.now(UTC) - timedelta(days=STATUS_DAYS)).isoformat(timespec="seconds")
        group = self._admitted(body, sender, collection.group, signature)
        with self._store.transaction():
            known = self._store.exchange.receipt(body, sender.id)
            number = (
                known.number if known else self._store.exchange.receive(body, sender.id, group, signature, at)
            )
            if known and not any(one.number == number for one in self._store.exchange.waiting()):
                status = self._shelved(known, sender.id, collection.group, body, status)
            self._store.collections.keep_status(Posted(status["id"], sender.id, at, _packed(status), number), forget)  # fmt: skip
        return status

    def newest_waiting(self) -> int:
        """The number of the last envelope that nobody read yet, or 0."""
        waiting = self._store.exchange.waiting()
        return waiting[-1].number if waiting else 0

    def hear_waiting(self) -> int:
        """Read what partners sent and nobody read yet, each envelope in one transaction; how many words were taken.

        A cut at any moment loses nothing and doubles nothing: an envelope waits, or all that came of it is kept.
        """
        taken = 0
        for one in self._store.exchange.waiting():
            try:
                taken += self._hear(one)
            except TwosourceError:
                raise
            except Exception:  # it waits; the others do not wait for it
                logger.exception("What %s sent (number %d) could not be read", one.partner, one.number)
        return taken

    def _hear(self, came: Waiting) -> int:
        with self._store.transaction():
            if came not in self._store.exchange.waiting():
                return 0  # another process read it meanwhile
            body, _ = self._store.exchange.bytes_of(came.number)
            peer = self._store.collections.peer(came.partner)
            keeps = peer is not None and peer[0].revocations == "keep"
            receipt = self._read(share.parcel(body), came, keeps)
            for one in self._store.collections.statuses(came.number):
                status = self._shelved(
                    receipt, came.partner, came.group or "", body, msgspec.json.decode(one.body)
                )
                self._store.collections.keep_status(replace(one, body=_packed(status)))
        return len(receipt.taken)

    def _shelved(
        self, receipt: Receipt, partner: str, group: str, body: bytes, status: dict[str, Any]
    ) -> dict[str, Any]:
        """Put what was taken into the collection; the status that says what came of each object."""
        parts = _parts(body)
        refused = {one.object_id: one.reason for one in receipt.refused}
        done = self._store.collections.put(group, partner, [part for part in parts if part[0] not in refused])
        return _complete(status, done, refused, parts)

    def status(self, status_id: str, person: Person) -> dict[str, Any]:
        """What came of a POST, for who made it and our own people. Raises UnknownId."""
        known = self._store.collections.status(status_id)
        if known is None or (person.via == "peer" and PEER + known.sender != person.name):
            raise UnknownId("There is no such status, or it is not yours.")
        found: dict[str, Any] = msgspec.json.decode(known.body)
        return found

    def drop(
        self, collection: Collection, person: Person, object_id: str, match: Match, follow: bool | None = None
    ) -> int:
        """Delete versions of an object that a partner put there; how many. Raises NotAllowed, UnknownId.

        Where the partner's deletes are followed, the words go too, as if they were withdrawn.
        """
        if not (collection.may_read and collection.may_write) or person.via != "peer":
            raise NotAllowed("To delete, one has to be allowed to read and to write here.")
        if not self.holds(collection, person, object_id):
            raise UnknownId(f"There is no object {object_id[:300]!r} in this collection.")
        partner = person.name.removeprefix(PEER)
        peer = self._store.collections.peer(partner)
        follows = follow if follow is not None else peer is not None and peer[0].deletes == "follow"
        with self._store.transaction():
            gone = self._store.collections.delete(collection.group, partner, object_id, match)
            if not gone:
                self._refuse_delete(collection, object_id)
            detail = {"object": object_id, "versions": str(gone), "followed": "yes" if follows else "no"}
            self._store.ledger.append(partner, "share.delete", collection.group, detail, now())
            left = self._store.collections.page(collection.group, partner, -1, 1, Match((object_id,), (), ()))
            if follows and not left:
                self.withdraw(partner, collection.group, [object_id])
        return gone

    def withdraw(self, partner: str, group: str, object_ids: Sequence[str]) -> int:
        """Have the words of a partner's objects count no more, since these are deleted where they came from; how many."""
        sender, at = self._partner(partner), now()
        held = self._store.exchange.latest(object_ids)
        going = [one for one in held.values() if not one.revoked and one.author == sender.identity]
        if not going:
            return 0
        body = msgspec.json.encode({"deleted": sorted(one.object_id for one in going), "seen_at": at})
        with self._store.transaction():
            number = self._store.exchange.receive(body, sender.id, group, None, at)
            digest = hashlib.sha256(body).hexdigest()
            self._store.exchange.conclude(Receipt(number, digest, tuple(one.object_id for one in going)))
            last = [replace(one, modified=_after(one), revoked=True) for one in going]
            self._keep_words(last, sender, Waiting(number, sender.id, group, at))
            detail = {"objects": str(len(going)), "sha256": digest}
            self._store.ledger.append(sender.id, "share.withdraw", group, detail, at)
        return len(going)

    def publish_all(self) -> int:
        """Publish for every group that has a member; how many versions went out."""
        return sum(len(self.publish(group.id)) for group in self._store.exchange.groups() if group.members)

    def mood(self) -> str:
        """Stands for all that bears on what goes to whom: while it is the same, there is nothing to publish."""
        return self._store.collections.mood()

    # --- inside

    def _rights(self, group: str, person: Person) -> tuple[bool, bool]:
        """A partner's rights; our own people who share may read, and nobody but partners write."""
        if person.via == "peer":
            return self._store.collections.rights(group, person.name.removeprefix(PEER))
        return ("share" in person.scopes, False)

    def _refuse_delete(self, collection: Collection, object_id: str) -> None:
        """Why nothing of an object was deleted."""
        if self._store.collections.holds(collection.group, "", object_id):
            raise NotAllowed("That object is this desk's: only who wrote an object withdraws it.")
        raise UnknownId("There is no such version of the object in this collection.")


def _reader(person: Person) -> str | None:
    return person.name.removeprefix(PEER) if person.via == "peer" else None


def _collection_id(desk: str, group: str) -> str:
    return share.stable("collection", desk, group).split("--")[1]


def _after(one: Heard) -> str:
    """A time later than a version's: now, in any case."""
    at = max(datetime.now(UTC), share.instant(one.modified) + timedelta(milliseconds=1))
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _objects(body: bytes) -> list[msgspec.Raw]:
    """The objects of an envelope as they stand in it. Raises UsageError."""
    try:
        found = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        raws = msgspec.json.decode(found["objects"], type=list[msgspec.Raw])
    except (msgspec.MsgspecError, KeyError, ValueError, RecursionError):
        raise UsageError('The body is no TAXII envelope: {"objects": [...]}.') from None
    if not raws:
        raise UsageError("The envelope holds no objects.")
    return raws


def _parts(body: bytes) -> list[Part]:
    """The objects of an envelope as rows, each with its bytes as they stand in it. Raises UsageError."""
    parts = []
    for raw in _objects(body):
        try:
            one = msgspec.json.decode(raw)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            one = None
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            continue  # refused by its reading, under no name
        kind = one["id"].split("--")[0]
        version = one.get("modified", one.get("created"))
        parts.append((one["id"], kind, version, str(one.get("spec_version", "2.1")), bytes(raw)))
    return parts


def _pending(count: int, at: str) -> dict[str, Any]:
    """The status resource of a POST that is not read yet."""
    return {
        "id": str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)),
        "status": "pending",
        "request_timestamp": _stamp(at),
        "total_count": count,
        "success_count": 0,
        "failure_count": 0,
        "pending_count": count,
    }


def _complete(
    status: dict[str, Any], done: Sequence[tuple[str, str]], refused: Mapping[str, str], parts: Sequence[Part]
) -> dict[str, Any]:
    """The status resource of a POST that was read."""
    versions, at = {part[0]: part[2] for part in parts}, status["request_timestamp"]
    failures = [
        {"id": name or "unknown--" + str(uuid.UUID(int=0)), "version": versions.get(name) or at, "message": why}
        for name, why in refused.items()
    ]  # fmt: skip
    return {
        **status,
        "status": "complete",
        "total_count": len(done) + len(failures),
        "success_count": len(done),
        "successes": [{"id": name, "version": version} for name, version in done],
        "failure_count": len(failures),
        "failures": failures,
        "pending_count": 0,
    }


def _packed(status: dict[str, Any]) -> bytes:
    return msgspec.json.encode(status)


def _stamp(at: str) -> str:
    return share.moment(at, "")
