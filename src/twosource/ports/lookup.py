"""Looking things up: one at a time, a page at a time, or what came last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..model import Edge, GoneClaim, Item, Reading, Record, Report, SetAside, Statement, Story


class Lookup(Protocol):
    """Looking things up one at a time or a page at a time, however much a store holds."""

    def state(self) -> str:
        """Stands for all that is kept and derived: another one, whenever an answer may be another."""

    def counts(self) -> dict[str, int]:
        """How many reports, statements, claims, stories and inputs set aside there are."""

    def gone_claim(self, claim_id: str) -> GoneClaim | None:
        """A claim that stands no more, as it last stood; None where there never was one, or it stands."""

    def stories(self, after: int, limit: int) -> tuple[tuple[int, Story], ...]:
        """Stories in the order of the brief with their places in it, from that place on."""

    def sources(self, after: str, limit: int) -> tuple[Record, ...]:
        """Sources by id, from the one after ``after``."""

    def source(self, source_id: str) -> Record | None:
        """One source, or None."""

    def set_aside(self, after: int, limit: int) -> tuple[tuple[int, SetAside], ...]:
        """Inputs that were refused with their numbers, from the one after ``after``."""

    def reading(self, report_id: str) -> Reading | None:
        """What a report says, its statements as they were last assessed, or None."""

    def story_of(self, report_id: str) -> str | None:
        """The story that a report stands in, or None."""


class Shelf(Protocol):
    """What the page asks beside the verbs."""

    def latest(self, start: int, limit: int) -> tuple[tuple[str, str], ...]:
        """Stories by when their last report came in, the newest first: the id and that moment."""

    def arrived(self, since: str, limit: int) -> tuple[Report, ...]:
        """Reports that came in after a moment, the newest first, without their texts."""

    def latest_reports(self, limit: int) -> tuple[Report, ...]:
        """The reports that came in last, the newest first, without their texts."""

    def told_by(self, source_id: str, limit: int) -> tuple[str, ...]:
        """The stories in which a source does anything, those with the last report first."""

    def changed(self, report_ids: Sequence[str]) -> frozenset[str]:
        """Those of these reports that took the place of a former version of themselves."""

    def doubtful(self, most: float, limit: int) -> tuple[tuple[Edge, Statement, Statement], ...]:
        """Joins of statements into one claim that a score of at most ``most`` made, the weakest first."""

    def item(self, report_id: str) -> Item | None:
        """How a report came, without its bytes."""
