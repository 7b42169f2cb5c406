"""Watches, their alerts, and the way of these to whom they are for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ..model import Alert, Channel, Delivery, Seen, Watch


class Alerts(Protocol):
    """Watches, what they last saw, their alerts, and the way of these to whom they are for."""

    def save(self, watch: Watch, seen: Iterable[Seen], channels: Iterable[Channel]) -> None:
        """Keep a watch with what it begins from and where its alerts go."""

    def end(self, watch_id: str, at: str) -> bool:
        """Watch no more; its alerts stay. False where there is no such watch."""

    def watches(self) -> tuple[Watch, ...]:
        """Every watch that goes on."""

    def channels(self, watch_id: str | None = None) -> tuple[Channel, ...]:
        """Where alerts go: those of one watch, or of all that go on."""

    @property
    def round(self) -> int:
        """Grows with every look at what changed."""

    @property
    def alerted_version(self) -> int:
        """The number of the last version that was looked at."""

    def changed_stories(self) -> dict[str, bytes]:
        """The stories that are not as they were at the last look, with the digest of what they are now."""

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, None before it was assessed."""

    def seen(self, watch_id: str, things: Sequence[str]) -> dict[str, Seen]:
        """What a watch last saw of these things; one never seen is missing."""

    def remember(self, watch_id: str, seen: Iterable[Seen]) -> None:
        """Keep what a watch saw, in place of what it saw before."""

    def looked(self, stories: dict[str, bytes], version: int) -> None:
        """These stories were looked at as they are now, and the versions up to this number."""

    def add(self, alerts: Iterable[Alert], due: dict[str, str]) -> int:
        """Keep alerts, each once, and send them on their way, due then by channel id; how many were new."""

    def after(self, number: int, limit: int, watch_id: str | None = None) -> tuple[Alert, ...]:
        """The alerts after a number, in their order."""

    def latest(self, limit: int, watch_id: str | None = None, before: int | None = None) -> tuple[Alert, ...]:
        """The last alerts, the newest first; those before a number."""

    def last_number(self) -> int:
        """The number of the last alert, 0 where there was none."""

    def due(self, now: str, limit: int) -> tuple[Delivery, ...]:
        """What has to be sent by now, the oldest alert first."""

    def sent(self, deliveries: Iterable[Delivery], at: str) -> None:
        """These arrived."""

    def failed(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These did not arrive; they are tried again then, or given up where that is None."""

    def hold(self, deliveries: Iterable[Delivery], error: str, next_at: str | None) -> None:
        """These wait for one before them that did not arrive; given up with it where ``next_at`` is None."""

    def next_delivery(self) -> str | None:
        """When the next delivery is due, or None."""

    def troubles(self) -> dict[str, tuple[int, str]]:
        """For each channel that does not get through: how many alerts wait, and the last error."""
