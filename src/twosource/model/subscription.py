"""Places that are looked at again and again, and the versions of the documents found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .edge import Evidence
from .report import SetAside

PlaceKind = Literal["feed", "page", "sitemap", "folder", "telegram"]


Follow = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A place that is looked at every so many seconds; ``follow`` whether the pages that it links are fetched.

    "auto" fetches the page of an item that has little text of its own.
    """

    id: str
    kind: PlaceKind
    place: str
    every: float
    follow: Follow
    added_at: str
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a subscription fares. ``etag`` and ``modified`` are what the host said of the last full look."""

    subscription_id: str
    next_at: str
    last_try: str | None = None
    last_success: str | None = None
    last_error: str | None = None
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    reports: int = 0  # ever recorded from it


@dataclass(frozen=True, slots=True)
class Mark:
    """What was last made of one entry of a place: ``mark`` is another when the entry was changed since.

    ``looks`` counts how often its page was fetched, ``tries`` how often that failed in a row.
    """

    mark: str
    looked_at: str
    looks: int = 1
    tries: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a place: how many reports were ``new``, how many of these were ``changed`` versions.

    ``error`` is None where the place itself could be read; ``set_aside`` are its entries that could not.
    """

    subscription: Subscription
    at: str
    new: int = 0
    changed: int = 0
    error: str | None = None
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document that may change: a report, and the one it took the place of (None: the first)."""

    number: int
    key: str
    report_id: str
    former_id: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version did to a text: the ``before`` that went and the ``after`` that came, as exact spans."""

    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]
