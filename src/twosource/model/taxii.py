"""What partners fetch and send over TAXII, and their servers that we call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Shelved:
    """One version of an object in a collection: ``added`` is date_added in microseconds since 1970, ``body`` its bytes."""

    added: int
    object_id: str
    version: str
    spec: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Match:
    """What of a collection is asked for; an empty filter lets all through.

    ``versions`` are "first", "last", "all" or moments in microseconds since 1970.
    """

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    versions: tuple[str | int, ...] = ("last",)
    specs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerToken:
    """A partner's key to our collections, kept as the hash of its secret."""

    id: str
    partner: str
    digest: bytes
    made_at: str
    expires_at: str
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A sharing group as who asks sees it over TAXII."""

    id: str
    group: str
    may_read: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """The status resource of a POST, as bytes; ``number`` is that of the bytes it brought."""

    id: str
    sender: str
    made_at: str
    body: bytes
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """A partner's TAXII server: the address of the collection there, our key to it, and what is done with what.

    ``user`` is "" where the secret is a bearer token. ``deletes`` and ``revocations``: follow them, or keep what came.
    ``push`` sends what is for the group there too.
    """

    partner: str
    url: str
    group: str
    user: str = ""
    secret: str = ""
    deletes: Literal["keep", "follow"] = "keep"
    revocations: Literal["keep", "follow"] = "follow"
    push: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far we are with a peer: the last date_added taken, the page within a sweep, the last number pushed."""

    pulled: str = ""
    next: str = ""
    pushed: int = 0
    at: str = ""
    error: str = ""
    tries: int = 0
    again_at: str = ""
