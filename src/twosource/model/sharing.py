"""What desks share: who the partners are, what went to whom, what came and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this desk is to its partners: a STIX identity, and the public half of its key (hexadecimal)."""

    id: str
    name: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """A partner's key that is trusted, from when, and until when where another takes its place."""

    key: str
    since: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Another desk. ``identity`` is its STIX identity, pinned at the first word or by hand; F: not yet judged."""

    id: str
    name: str
    reliability: str = "F"
    identity: str | None = None
    keys: tuple[Pinned, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingGroup:
    """Desks that share: the key under which origins are told by tokens (hexadecimal), and who is in it now."""

    id: str
    key: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """One version of one object that went, or may go, to a group; ``body`` are its bytes for good."""

    seq: int
    group: str
    object_id: str
    modified: str
    added_at: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Going:
    """A version of an object that is about to go to a group; ``digest`` is of what it says, whenever it was made."""

    object_id: str
    modified: str
    added_at: str
    digest: bytes
    revoked: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class Went:
    """The last version of an object that went to a group."""

    modified: str
    digest: bytes
    revoked: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class Word:
    """An origin as a partner gives it. ``tokens`` stand for it and for the reports it was read in;

    ``own`` is the voice of an outlet itself, ``seen`` the partner's own evidence.
    """

    name: str
    kind: str = "unknown"
    named: bool = True
    own: bool = False
    seen: bool = False
    rests_on: tuple[str, ...] = ()
    unnamed_basis: bool = False
    withdrawn: bool = False
    relays: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A note, opinion or sighting as it was taken: the version ``modified`` of an object by ``author``.

    ``about`` are the objects that an answer is about, ``statements`` ours that these stand for.
    """

    object_id: str
    author: str
    created: str
    modified: str
    kind: Literal["claim", "confirm", "dispute"]
    text: str
    words: tuple[Word, ...] = ()
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    story: str | None = None
    title: str | None = None
    level: str = "AMBER"
    language: str = "en"
    status: str = ""
    revoked: bool = False
    mapped: bool = True  # False where the object carries nothing of ours beside its text


@dataclass(frozen=True, slots=True)
class Refusal:
    """An object of a bundle that was not taken, and why; ``version`` where that holds for one version alone."""

    object_id: str
    reason: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a bundle: its number and hash, what was taken and refused, and whether it had come before."""

    number: int
    sha256: str
    taken: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Bytes that came and are not reports yet: their number, from whom, in which group and when.

    ``judged`` once it is known what of them is taken; ``tries`` is how often they could not be read.
    """

    number: int
    partner: str
    group: str | None
    at: str
    judged: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Marking:
    """A person's TLP mark on a report, statement or source."""

    subject: str
    level: str
    groups: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What this desk says of a partner's claim, to the group in which it came.

    ``statements`` are those on which it rests, ``evidence`` the reports in which it saw for itself.
    """

    object_id: str
    group: str
    stance: Literal["confirm", "dispute"]
    statements: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """A wish to show something that is withheld; in force once a second person agreed."""

    number: int
    key: str
    asked_by: str
    reason: str
    asked_at: str
    agreed_by: str | None = None
    agreed_at: str | None = None
