"""What partners fetch and send over TAXII."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..model import Match, PartnerToken, Peer, Posted, Progress, Shelved


class Collections(Protocol):
    """TAXII: a collection a sharing group, its objects in order of arrival, tokens, rights, and the peers we call."""

    def last(self, group: str) -> int:
        """The ``added`` of the newest row ever, or 0."""

    def behind(self, group: str) -> bool:
        """Whether the outbox holds what the collection does not yet."""

    def mirror(self, group: str) -> None:
        """Take over what was published since the last time."""

    def put(
        self, group: str, sender: str, objects: Sequence[tuple[str, str, str | None, str, bytes]]
    ) -> list[tuple[str, str]]:
        """Keep versions (id, type, version or None, specification, bytes); each id with its version."""

    def page(
        self, group: str, reader: str | None, after: int, limit: int, match: Match
    ) -> tuple[Shelved, ...]:
        """The next rows that a reader may see, in order; None sees all."""

    def holds(self, group: str, reader: str | None, object_id: str) -> bool:
        """Whether a reader may see any version of an object."""

    def delete(self, group: str, sender: str, object_id: str, match: Match) -> int:
        """Drop versions that a sender put there; how many these were."""

    def keep_status(self, status: Posted, forget: str = "") -> None:
        """Keep what came of a POST, or comes of it by now; those made before ``forget`` are dropped."""

    def status(self, status_id: str) -> Posted | None:
        """What came of a POST, or None."""

    def statuses(self, number: int) -> tuple[Posted, ...]:
        """The statuses of the POSTs that brought the bytes with this number."""

    def add_token(self, token: PartnerToken) -> None:
        """Keep a partner's new token."""

    def token(self, name: str) -> PartnerToken | None:
        """One token by its id, or None."""

    def tokens(self) -> tuple[PartnerToken, ...]:
        """Every partner's tokens."""

    def revoke(self, name: str, at: str) -> None:
        """A token opens nothing from now on."""

    def allow(self, group: str, partner: str, may_read: bool, may_write: bool) -> None:
        """What a member may do with a collection."""

    def rights(self, group: str, partner: str) -> tuple[bool, bool]:
        """Whether a partner may read and write: never without being a member now."""

    def keep_peer(self, peer: Peer) -> None:
        """Keep how to reach a peer."""

    def peers(self) -> tuple[tuple[Peer, Progress], ...]:
        """Every peer and how far we are with it."""

    def peer(self, partner: str) -> tuple[Peer, Progress] | None:
        """One peer, or None."""

    def advance(self, partner: str, progress: Progress) -> None:
        """How far we are with a peer now."""

    def drop_peer(self, partner: str) -> bool:
        """Call a peer no more; False where there is none."""

    def mood(self) -> str:
        """Stands for all that bears on what goes to whom."""
