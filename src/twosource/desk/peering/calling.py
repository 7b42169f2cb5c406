"""The client's side: the servers of partners, what is pulled from them and pushed to them, and how far that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from ...errors import PeerError, TwosourceError, UnknownId, UsageError
from ...model import Peer, Progress, Receipt
from ...text import slug
from ..opened import now
from .shelving import Shelving

if TYPE_CHECKING:
    from ...peers.calling import Answer, Client

# How many objects go in one POST, and are asked for in one GET.
A_PARCEL = 500
# A stream that is silent for longer is opened anew; the server pings more often.
SILENCE_SECONDS = 45.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0


class Calling(Shelving):
    """The verbs add_peer, peers, remove_peer, pull, push and listen."""

    def add_peer(
        self, partner: str, url: str, group: str, *, collection: str = "", user: str = "", secret: str = "",
        deletes: Literal["keep", "follow"] = "keep", revocations: Literal["keep", "follow"] = "follow",
        push: bool = False, by: str = "",
    ) -> Peer:  # fmt: skip
        """Keep a partner's server, after a look at it. Raises UnknownId, UsageError, PeerError."""
        from ...peers.calling import Client, collection_at

        known = self._partner(partner)
        circle = self._store.exchange.group(slug(group))
        if known.id not in circle.members:
            raise UsageError(
                f"{known.name} is not in the group {circle.id}: twosource groups join {circle.id} {known.id}."
            )
        with Client(self._way(), user, secret) as client:
            place = collection_at(client, url, collection)
        made = Peer(known.id, place, circle.id, user, secret, deletes, revocations, push)
        if self.settings.db is not None:
            self.settings.db.chmod(0o600)  # it holds the key to the peer now
        with self._store.transaction():
            self._store.collections.keep_peer(made)
            self._store.ledger.append(
                by or "this desk", "share.peer", known.id, {"url": place, "group": circle.id}, now()
            )
        return made

    def peers(self) -> tuple[tuple[Peer, Progress], ...]:
        """Every peer and how far we are with it."""
        return self._store.collections.peers()

    def remove_peer(self, partner: str, by: str = "") -> None:
        """Call a partner's server no more, and forget the key to it. Raises UnknownId."""
        known = self._partner(partner)
        with self._store.transaction():
            if not self._store.collections.drop_peer(known.id):
                raise UnknownId(
                    f"{known.name} has no server that we call. The command peers status lists them."
                )
            self._store.ledger.append(by or "this desk", "share.peer.end", known.id, {}, now())

    def pull(self, partner: str, assess: bool = True) -> tuple[Receipt, ...]:
        """Take what is new at a peer, from where the last pull ended. Raises PeerError, NotTrusted.

        Each page is kept before the place after it is: a cut at any moment loses nothing and doubles nothing.
        """
        peer, far = self._peer(partner)
        receipts = []
        with self._called(peer, far) as client:
            for answer, after in self._pages(client, peer, far):
                receipts += self._taken(peer, answer.body, answer.headers.get("x-twosource-signature"), after)
                far = after
            if peer.deletes == "follow":
                self.withdraw(peer.partner, peer.group, self._gone(client, peer))
        self._store.collections.advance(
            peer.partner, replace(self._peer(partner)[1], at=now(), error="", tries=0, again_at="")
        )
        if assess and any(receipt.taken for receipt in receipts):
            self._catch_up()
        return tuple(receipts)

    def push(self, partner: str) -> int:
        """Send a peer what is in its group's outbox after what was sent; how many versions. Raises PeerError."""
        peer, far = self._peer(partner)
        sent = 0
        with self._called(peer, far) as client:
            while self._store.exchange.member(peer.group, peer.partner):
                rows = self._store.exchange.outbox(peer.group, far.pushed, A_PARCEL)
                if not rows:
                    break
                # One version of an object a parcel: a reader may keep only the last of each.
                rows = rows[: _distinct([row.object_id for row in rows])]
                body = b'{"objects":[' + b",".join(row.body for row in rows) + b"]}"
                client.post(peer.url + "objects/", body, self.sign(body))
                with self._store.transaction():
                    far = replace(self._peer(partner)[1], pushed=rows[-1].seq, at=now(), error="", tries=0)
                    self._store.collections.advance(peer.partner, far)
                    detail = {"objects": str(len(rows)), "to": str(far.pushed)}
                    self._store.ledger.append("this desk", "share.push", peer.partner, detail, now())
                sent += len(rows)
        return sent

    def listen(self, partner: str, taken: Callable[[Receipt], object], ended: Callable[[], bool]) -> None:
        """Take what a peer's stream sends, as it comes, until ``ended`` or the stream breaks. Raises PeerError.

        It begins where the last page or event ended: the id of an event is its place.
        """
        peer, far = self._peer(partner)
        with self._called(peer, far) as client:
            for name, place, data in client.events(peer.url + "stream/", far.pulled, SILENCE_SECONDS):
                if ended():
                    return
                if name == "ended":
                    raise PeerError("The partner ended the stream: ask whether we are still in the group.")
                if name == "objects":
                    signature, _, body = data.partition("\n")
                    after = replace(self._peer(partner)[1], pulled=place, next="", error="", tries=0)
                    for receipt in self._taken(peer, body.encode(), signature, after):
                        taken(receipt)

    # --- inside

    def waiting_for(self, partner: str) -> bool:
        """Whether the outbox holds what a peer was not sent."""
        peer, far = self._peer(partner)
        return bool(self._store.exchange.outbox(peer.group, far.pushed, 1))

    def wait_for(self, partner: str) -> float:
        """Seconds until a peer that failed is to be called again."""
        again = self._peer(partner)[1].again_at
        left = (datetime.fromisoformat(again) - datetime.now(UTC)).total_seconds() if again else 0.0
        return max(0.05, left)

    def failed_with(self, partner: str, error: Exception) -> None:
        """Keep with a peer what went wrong, and until when to wait."""
        far = self._peer(partner)[1]
        seconds = pause(far.tries, getattr(error, "after", None))
        self._store.collections.advance(
            self._partner(partner).id, replace(far, error=str(error), tries=far.tries + 1, again_at=until(seconds))
        )  # fmt: skip

    def _peer(self, partner: str) -> tuple[Peer, Progress]:
        known = self._partner(partner)
        found = self._store.collections.peer(known.id)
        if found is None:
            raise UnknownId(f"{known.name} has no server that we call. Add it: twosource peers add.")
        return found

    def _called(self, peer: Peer, far: Progress) -> _Call:
        return _Call(self, peer, far)

    def _pages(self, client: Client, peer: Peer, far: Progress) -> Iterator[tuple[Answer, Progress]]:
        """The pages after a place, each with the place after it. A page token that is refused is left for its sweep's begin."""
        from ...peers.calling import LAST, Unreached

        url = peer.url + "objects/"
        while True:
            query = {"limit": str(A_PARCEL)}
            query |= {"added_after": far.pulled} if far.pulled else {}
            query |= {"next": far.next} if far.next else {}
            try:
                answer = client.get(url, query)
            except Unreached as error:
                if not far.next or error.again or error.status in (401, 403):
                    raise
                far = replace(far, next="")
                continue
            read = answer.read()
            last = answer.headers.get(LAST, "")
            more = bool(read.get("more")) and bool(read.get("objects"))
            token = str(read.get("next") or "")
            far = (
                replace(far, next=token)
                if more and token
                else replace(far, next="", pulled=last or far.pulled)
            )
            if read.get("objects"):
                yield answer, far
            if not more:
                return

    def _taken(self, peer: Peer, body: bytes, signature: str | None, after: Progress) -> list[Receipt]:
        """A page as it came, kept together with the place after it: both or neither."""
        with self._store.transaction():
            receipt = self.receive(
                body, peer.partner, peer.group, signature, assess=False, keep_revoked=peer.revocations == "keep"
            )  # fmt: skip
            self._store.collections.advance(peer.partner, replace(after, at=now(), error="", tries=0))
        return [receipt]

    def _gone(self, client: Client, peer: Peer) -> list[str]:
        """The objects that we hold from a peer and that its collection holds no more."""
        held = {
            words.object_id
            for _, who, group, words in self._store.exchange.all_heard()
            if who == peer.partner and group == peer.group and not words.revoked
        }
        if not held:
            return []
        there, token, after = set[str](), "", ""
        while True:
            query = {
                "limit": "1000",
                **({"next": token} if token else {"added_after": after} if after else {}),
            }
            answer = client.get(peer.url + "manifest/", query)
            read = answer.read()
            there |= {str(one.get("id")) for one in read.get("objects", ())}
            token, after = str(read.get("next") or ""), answer.headers.get("X-TAXII-Date-Added-Last", "")
            if not read.get("more") or not (token or after):
                return sorted(held - there)

    def delete_there(self, partner: str, object_id: str) -> None:
        """Have an object that we pushed to a peer deleted there. Raises PeerError."""
        peer, far = self._peer(partner)
        with self._called(peer, far) as client:
            client.delete(f"{peer.url}objects/{quote(object_id)}/")


class _Call:
    """A client to a peer; what fails is kept with the peer, and until when to wait."""

    def __init__(self, desk: Calling, peer: Peer, far: Progress) -> None:
        from ...peers.calling import Client

        self._desk, self._peer, self._far = desk, peer, far
        self._client = Client(desk._way(), peer.user, peer.secret)

    def __enter__(self) -> Client:
        return self._client

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._client.__exit__()
        if isinstance(error, TwosourceError):
            self._desk.failed_with(self._peer.partner, error)


def _distinct(names: list[str]) -> int:
    """How many of the first names are each another's."""
    seen = set[str]()
    for at, name in enumerate(names):
        if name in seen:
            return at
        seen.add(name)
    return len(names)


def pause(tries: int, asked: float | None) -> float:
    """Seconds before the next try: twice as long each time, and never less than was asked for."""
    return max(asked or 0.0, min(FIRST_PAUSE * float(2 ** min(tries, 16)), LONGEST_PAUSE))


def until(seconds: float) -> str:
    """The moment in so many seconds."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


__all__ = ["Calling", "pause", "until"]
