"""What partners send: kept when it is acknowledged, judged at once or soon after, and made reports of by the worker."""

from __future__ import annotations

import hashlib
import logging
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from ...errors import NotAllowed, TwosourceError, UnknownId, UsageError
from ...model import Collection, Heard, Match, Person, Posted, Receipt, Refusal, Waiting
from ...stages import share
from ..opened import now
from ..sharing import Sharing
from ..sharing.receiving import Weighed

logger = logging.getLogger(__name__)
T = TypeVar("T")

Part = tuple[str, str, str | None, str, bytes]  # id, type, version, specification, bytes
PEER = "peer:"
# How long what came of a POST can be asked for.
STATUS_DAYS = 30
# An envelope of more objects is answered before it is judged.
AT_ONCE = 2_000
# What could not be read so often is given up.
MOST_TRIES = 5


class Taking(Sharing):
    """The verbs take, hear_waiting, status and withdraw."""

    def take(
        self, collection: Collection, person: Person, body: bytes, signature: str | None
    ) -> dict[str, Any]:
        """Take an envelope that a partner sent, and its status resource: all that it tells is on the disk then.

        What is taken of it stands in the collection; its words become reports by ``hear_waiting``. A large envelope is
        "pending" until then. Raises NotAllowed, NotTrusted, UsageError. The same bytes again change nothing.
        """
        if not collection.may_write or person.via != "peer":
            raise NotAllowed("You may read this collection and not write to it.")
        sender, at = self._partner(person.name.removeprefix(PEER)), now()
        raws = _objects(body)
        status, parcel = _pending(len(raws), at), share.parcel(body)
        forget = (datetime.now(UTC) - timedelta(days=STATUS_DAYS)).isoformat(timespec="seconds")
        group = self._admitted(body, sender, collection.group, signature)
        exchange = self._store.exchange
        with self._store.transaction():
            receipt = exchange.receipt(body, sender.id)
            if receipt is None:
                came = Waiting(exchange.receive(body, sender.id, group, signature, at), sender.id, group, at)
                receipt = self._at_once(parcel, came, body) if len(raws) <= AT_ONCE else None
                number, judged = came.number, receipt is not None
            else:
                number = receipt.number
                judged = all(one.judged for one in exchange.waiting() if one.number == number)
            if receipt is not None and judged:
                status = self._shelved(receipt, sender.id, collection.group, raws, status)
            self._store.collections.keep_status(Posted(status["id"], sender.id, at, _packed(status), number), forget)  # fmt: skip
        return status

    def _at_once(self, parcel: share.Parcel, came: Waiting, body: bytes) -> Receipt | None:
        """What came of an envelope that just came; None where it cannot be told now and has to wait."""
        weighed = _tried(lambda: self._weighed(parcel, came, self._keeps(came.partner)), came)
        if weighed is None:
            return None
        self._store.exchange.judge(came.number, weighed.words)
        return self._concluded(weighed, came, body)

    def newest_waiting(self) -> int:
        """The number of the last envelope that is no reports yet, or 0."""
        waiting = self._store.exchange.waiting()
        return waiting[-1].number if waiting else 0

    def hear_waiting(self) -> int:
        """Make reports of what partners sent, each envelope in one transaction; how many words these were.

        A cut at any moment loses nothing and doubles nothing: an envelope waits, or all that came of it is kept.
        What cannot be read is tried again a few times and then refused: its status says why.
        """
        heard = 0
        for one in self._store.exchange.waiting():
            many = _tried(lambda one=one: self._hear(one), one)  # type: ignore[misc]
            if many is None and self._store.exchange.tried(one.number) >= MOST_TRIES:
                self._give_up(one)
            heard += many or 0
        return heard

    def _hear(self, came: Waiting) -> int:
        exchange = self._store.exchange
        with self._store.transaction():
            if came not in exchange.waiting():
                return 0  # another process read it meanwhile
            if came.judged:
                words: Sequence[Heard] = exchange.judged(came.number)
            else:
                body, _ = exchange.bytes_of(came.number)
                weighed = self._weighed(share.parcel(body), came, self._keeps(came.partner))
                self._answered(self._concluded(weighed, came, body), came, body)
                words = weighed.words
            self._keep_words(words, came)
        return len(words)

    def _give_up(self, came: Waiting) -> None:
        """Refuse an envelope that cannot be read: the bytes stay, nothing of it counts, and its status says so."""
        with self._store.transaction():
            body, _ = self._store.exchange.bytes_of(came.number)
            why = f"this desk could not read it and tries no more: ask its people for number {came.number} of what came"
            parts = _parts(_objects(body))
            former = self._store.exchange.receipt(body, came.partner) if came.judged else None
            for name, _, version, _, _ in _fitting(parts, former.refused) if former else ():
                which = (_moment(version),) if version else ()
                self._store.collections.delete(came.group or "", came.partner, name, Match(versions=which))
            refused = tuple(Refusal(name, why) for name in dict.fromkeys(part[0] for part in parts))
            weighed = Weighed(self._partner(came.partner), (), refused)
            self._answered(self._concluded(weighed, came, body), came, body)
            self._keep_words((), came)
        logger.error("What %s sent (number %d) is given up after %d tries", came.partner, came.number, MOST_TRIES)  # fmt: skip

    def _answered(self, receipt: Receipt, came: Waiting, body: bytes) -> None:
        """Say in the statuses of an envelope what came of it."""
        for one in self._store.collections.statuses(came.number):
            status = msgspec.json.decode(one.body)
            status = self._shelved(receipt, came.partner, came.group or "", _objects(body), status)
            self._store.collections.keep_status(replace(one, body=_packed(status)))

    def _keeps(self, partner: str) -> bool:
        """Whether what a partner withdraws stays here."""
        peer = self._store.collections.peer(partner)
        return peer is not None and peer[0].revocations == "keep"

    def _shelved(
        self, receipt: Receipt, partner: str, group: str, raws: Sequence[msgspec.Raw], status: dict[str, Any]
    ) -> dict[str, Any]:
        """Put what was taken into the collection; the status that says what came of each object."""
        parts = _parts(raws)
        done = self._store.collections.put(group, partner, _fitting(parts, receipt.refused))
        return _complete(status, done, receipt.refused, parts)

    def status(self, status_id: str, person: Person) -> dict[str, Any]:
        """What came of a POST, for who made it and our own people. Raises UnknownId."""
        known = self._store.collections.status(status_id)
        if known is None or (person.via == "peer" and PEER + known.sender != person.name):
            raise UnknownId("There is no such status, or it is not yours.")
        found: dict[str, Any] = msgspec.json.decode(known.body)
        return found

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
            self._keep_words(last, Waiting(number, sender.id, group, at))
            detail = {"objects": str(len(going)), "sha256": digest}
            self._store.ledger.append(sender.id, "share.withdraw", group, detail, at)
        return len(going)


def _tried(what: Callable[[], T], came: Waiting) -> T | None:
    """What a reading gives; None, and a line in the log, where it broke. Raises TwosourceError: that is the store's."""
    try:
        return what()
    except TwosourceError:
        raise
    except Exception:  # it waits; the others do not wait for it
        logger.exception("What %s sent (number %d) could not be read", came.partner, came.number)
        return None


def _after(one: Heard) -> str:
    """A time later than a version's: now, in any case."""
    at = max(datetime.now(UTC), share.instant(one.modified) + timedelta(milliseconds=1))
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _moment(version: str) -> int:
    """A version as the moment by which a collection knows it."""
    return (share.instant(version) - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


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


def _parts(raws: Sequence[msgspec.Raw]) -> list[Part]:
    """The objects of an envelope as rows, each with its bytes as they stand in it."""
    parts = []
    for raw in raws:
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


def _fitting(parts: Sequence[Part], refused: Sequence[Refusal]) -> list[Part]:
    """The rows of which nothing is refused."""
    whole = {one.object_id for one in refused if not one.version}
    some = {(one.object_id, one.version) for one in refused}
    return [part for part in parts if part[0] not in whole and (part[0], part[2]) not in some]


def _complete(
    status: dict[str, Any],
    done: Sequence[tuple[str, str]],
    refused: Sequence[Refusal],
    parts: Sequence[Part],
) -> dict[str, Any]:
    """The status resource of a POST that was read."""
    versions, at = {part[0]: part[2] for part in parts}, status["request_timestamp"]
    failures = [
        {"id": one.object_id or "unknown--" + str(uuid.UUID(int=0)),
         "version": one.version or versions.get(one.object_id) or at, "message": one.reason}
        for one in refused
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
