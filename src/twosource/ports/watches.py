"""Places that are looked at, and the versions of the documents found there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..model import Mark, Pulse, Subscription, Version


class Watches(Protocol):
    """Places that are looked at, what of them was dealt with, and the versions of documents."""

    def subscribe(self, subscription: Subscription, now: str) -> None:
        """Keep a subscription, due at once; one of the same id is put in place of the former."""

    def unsubscribe(self, subscription_id: str) -> bool:
        """Look at a place no more. False where there is no such subscription."""

    def subscriptions(self) -> tuple[tuple[Subscription, Pulse], ...]:
        """Every place that is looked at, with how it fares."""

    def due(self, now: str) -> tuple[tuple[Subscription, Pulse], ...]:
        """The places whose time has come, the longest overdue first."""

    def next_due(self) -> str | None:
        """When the next place is due; None where there is none."""

    def beat(self, pulse: Pulse) -> None:
        """Keep how a place fares now."""

    def marks(self, subscription_id: str) -> Mapping[str, Mark]:
        """What of a place was dealt with, by key."""

    def marked(self, subscription_id: str, key: str) -> Mark | None:
        """What was last made of one entry, or None."""

    def mark(self, subscription_id: str, key: str, mark: Mark) -> None:
        """An entry was dealt with, or failed."""

    def keep_document(self, body: bytes) -> None:
        """Keep the bytes that several reports were taken from."""

    def document(self, digest: str) -> bytes | None:
        """Kept bytes by their SHA-256 in hexadecimal, or None."""

    def latest(self, key: str) -> str | None:
        """The report that a document is by now, or None where it was never recorded."""

    def add_version(self, key: str, report_id: str, former_id: str | None, at: str) -> None:
        """The document says this from now on."""

    def versions(self, report_id: str) -> tuple[Version, ...]:
        """Every version of the document that a report is a version of, in order; () where it is of none."""

    def changes_after(self, number: int) -> tuple[Version, ...]:
        """The versions after a number that took the place of a former one."""
