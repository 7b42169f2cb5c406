"""What somebody wants to be told about, what they were told, and where that goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .edge import Evidence


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody wants to be told about. What is given must all hold; with nothing given, everything does."""

    id: str
    name: str
    made_at: str
    made_by: str = ""
    story: str | None = None
    source: str | None = None
    place: str | None = None
    words: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a watch's alerts go: a webhook (``secret`` signs it) or a mail address; at once or as a digest."""

    id: str
    watch_id: str
    kind: Literal["webhook", "mail"]
    target: str
    every: Literal["at once", "hourly", "daily"] = "at once"
    secret: str = ""


@dataclass(frozen=True, slots=True)
class SendTo:
    """Where the alerts of a watch go beside the desk itself."""

    webhook: str | None = None
    mail: str | None = None
    every: Literal["at once", "hourly", "daily"] = "at once"


AlertKind = Literal[
    "report",
    "status",
    "origin_added",
    "origin_lost",
    "nothing_independent",
    "figure",
    "conflict",
    "correction",
]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a watch waited for. The same transition has the same ``id`` for ever;

    ``number`` is its place in the order of all alerts, 0 before it is kept.
    """

    id: str
    watch_id: str
    kind: AlertKind
    at: str
    text: str
    story_id: str | None = None
    claim_id: str | None = None
    before: str | None = None
    after: str | None = None
    spans: tuple[Evidence, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a watch last saw of one thing: ``state`` is compared, ``turn`` counts its transitions."""

    thing: str
    state: Mapping[str, Any]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert on its way through a channel, tried so many times."""

    alert: Alert
    channel: Channel
    tries: int = 0
