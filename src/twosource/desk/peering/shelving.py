"""The server's side: who may read and write which collection, and pages of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ... import people
from ...errors import NotAllowed, UnknownId, UsageError
from ...model import Collection, Match, PartnerToken, Person, Shelved
from ...stages import share
from ...text import slug
from ..opened import now
from .taking import PEER, Taking

ANY = Match(versions=())
TOKEN_DAYS, MOST_TOKEN_DAYS = 365, 730
# A page stops growing here, whatever its limit.
PAGE_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a collection in order; ``more`` where others follow after the last of them."""

    rows: tuple[Shelved, ...]
    more: bool


class Shelving(Taking):
    """The verbs collections, page, drop, and the tokens and rights of partners."""

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

    def drop(self, collection: Collection, person: Person, object_id: str, match: Match) -> int:
        """Delete versions of an object that a partner put there; how many. Raises NotAllowed, UnknownId.

        Where the partner's deletes are followed, the words go too, as if they were withdrawn.
        """
        if not (collection.may_read and collection.may_write) or person.via != "peer":
            raise NotAllowed("To delete, one has to be allowed to read and to write here.")
        if not self.holds(collection, person, object_id):
            raise UnknownId(f"There is no object {object_id[:300]!r} in this collection.")
        partner = person.name.removeprefix(PEER)
        peer = self._store.collections.peer(partner)
        follows = peer is not None and peer[0].deletes == "follow"
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
