"""What is shared with partner desks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..model import (
    Answer,
    Going,
    Heard,
    Identity,
    Marking,
    Partner,
    Receipt,
    Reveal,
    Sent,
    SharingGroup,
    Waiting,
    Went,
)


class Exchange(Protocol):
    """Sharing: this desk's identity, partners, groups, marks, what went to whom and what came."""

    def identity(self) -> tuple[Identity, bytes] | None:
        """Who this desk is, with the seed of its key; None where it has not been made."""

    def introduce(self, identity: Identity, seed: bytes) -> None:
        """Make or rename this desk."""

    def keep_partner(self, partner: Partner) -> None:
        """Keep a partner in place of what was known of it."""

    def partners(self) -> tuple[Partner, ...]:
        """Every partner, by id."""

    def partner(self, partner_id: str) -> Partner | None:
        """One partner, or None."""

    def keep_group(self, group_id: str, key: str) -> None:
        """Make a group, or change its key."""

    def groups(self) -> tuple[SharingGroup, ...]:
        """Every group with its key and who is in it now."""

    def group(self, group_id: str) -> SharingGroup:
        """One group. Raises UnknownId."""

    def join(self, group_id: str, partner_id: str) -> None:
        """Take a partner into a group."""

    def leave(self, group_id: str, partner_id: str) -> bool:
        """Take a partner out of a group, at once; False where it was not in it."""

    def member(self, group_id: str, partner_id: str) -> bool:
        """Whether a partner is in a group now."""

    def mark(self, markings: Iterable[Marking]) -> None:
        """Keep these marks; each holds in place of the last one on its subject."""

    def markings(self) -> dict[str, Marking]:
        """The mark that holds on each subject."""

    def outbox(self, group_id: str, after: int = 0, limit: int = 1000) -> tuple[Sent, ...]:
        """What went to a group after a number, in order."""

    def held(self, group_id: str) -> dict[str, Went]:
        """The last version of each object that went to a group, by its id."""

    def send(self, group_id: str, versions: Sequence[Going]) -> tuple[Sent, ...]:
        """Append versions."""

    def last_added(self) -> str:
        """The latest ``added_at`` of all, or ""."""

    def stand_for(self, object_id: str, members: Sequence[tuple[str, str]]) -> None:
        """Keep what one of our objects stands for: propositions, each with its report."""

    def stands_for(self, object_id: str) -> tuple[tuple[str, str], ...]:
        """What one of our objects stands for."""

    def shared_reports(self) -> dict[str, str]:
        """Our objects, each with the report that it tells of first."""

    def receipt(self, body: bytes, partner_id: str) -> Receipt | None:
        """What came of these bytes when this partner sent them before (nothing yet, where they wait to be read)."""

    def receive(
        self, body: bytes, partner_id: str, group_id: str | None, signature: str | None, at: str
    ) -> int:
        """Keep bytes as they came, to be read later; their number."""

    def conclude(self, receipt: Receipt) -> None:
        """Keep what came of the bytes with the receipt's number."""

    def judge(self, number: int, words: Sequence[Heard]) -> None:
        """Keep the words that were taken from the bytes with this number, until they are reports."""

    def judged(self, number: int) -> tuple[Heard, ...]:
        """The words with this number that are no reports yet, in order."""

    def tried(self, number: int) -> int:
        """Count that the bytes with this number could not be read; how often by now."""

    def size_from(self, partner_id: str) -> int:
        """How many bytes came from a partner in all."""

    def waiting(self) -> tuple[Waiting, ...]:
        """What came and is no reports yet, in the order in which it came, without its bytes."""

    def bytes_of(self, number: int) -> tuple[bytes, str | None]:
        """Received bytes as they came, with their signature. Raises UnknownId, StoreError where they were changed."""

    def receipts(self, limit: int = 100) -> tuple[tuple[Receipt, str, str], ...]:
        """The last receipts, newest first, each with its partner and time."""

    def hear(
        self, words: Iterable[tuple[str, Heard]], partner_id: str, group_id: str | None, number: int
    ) -> None:
        """Keep the words of received reports, each with its report's id: they wait no more."""

    def words(self, report_id: str) -> Heard | None:
        """The words of a received report, or None."""

    def all_heard(self) -> Iterator[tuple[str, str, str | None, Heard]]:
        """All received words in order of arrival: report, partner, group, words."""

    def latest(self, object_ids: Sequence[str]) -> dict[str, Heard]:
        """The last version held of each of these objects, also of those that are judged only."""

    def last_told(self, object_id: str) -> tuple[str, Heard, Waiting] | None:
        """An object's last version: the report that tells it ("" where it is judged only), and with what it came."""

    def answer(self, answer: Answer) -> None:
        """Keep an answer; it holds in place of the last one to its object in its group."""

    def answers(self, group_id: str) -> tuple[Answer, ...]:
        """The answers that hold in a group."""

    def ask_reveal(self, reveal: Reveal) -> Reveal:
        """Keep a wish to show something; it comes back with its number."""

    def agree_reveal(self, number: int, by: str, at: str) -> Reveal:
        """A second person's agreement. Raises UnknownId."""

    def reveals(self) -> tuple[Reveal, ...]:
        """Every wish to reveal, in order."""
