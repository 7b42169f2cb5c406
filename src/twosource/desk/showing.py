"""What the page shows beside the verbs: what came last, what wants a person's eye, how a report came."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Assessment, Edge, GoneClaim, Item, Report, Statement, Told
from ..stages.narrate.lines import weighs
from .opened import Opened, found

# A join of two statements that scores lower than this is worth a person's look: about the weakest sixth of them.
DOUBTFUL = 0.45


class Showing(Opened):
    """The verbs latest, arrived, latest_reports, reports, told_by, gone_claim, changed, doubtful, custody and weighed."""

    def latest(self, start: int, limit: int) -> tuple[tuple[str, str], ...]:
        """Stories by when their last report came in, the newest first: the id and that moment."""
        with self._asked() as store:
            return store.shelf.latest(start, limit)

    def arrived(self, since: str, limit: int = 50) -> tuple[Report, ...]:
        """Reports that came in after a moment, the newest first, without their texts."""
        with self._asked() as store:
            return store.shelf.arrived(since, limit)

    def latest_reports(self, limit: int) -> tuple[Report, ...]:
        """The reports that came in last, the newest first, without their texts."""
        with self._asked() as store:
            return store.shelf.latest_reports(limit)

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """These reports, in this order; an unknown id is left out."""
        with self._asked() as store:
            return store.reports(ids)

    def told_by(self, source_id: str, limit: int = 20) -> tuple[Told, ...]:
        """The stories in which a source publishes or speaks, those with the last report first."""
        with self._asked() as store:
            names = store.shelf.told_by(source_id, limit)
            return tuple(told for name in names if (told := store.told(name)))

    def gone_claim(self, claim_id: str) -> GoneClaim:
        """A claim that stands no more, as it last stood. Raises UnknownId."""
        with self._asked() as store:
            return found(store.lookup.gone_claim(claim_id), "claim that stands no more", claim_id)

    def changed(self, report_ids: Sequence[str]) -> frozenset[str]:
        """Those of these reports that took the place of a former version of themselves."""
        with self._asked() as store:
            return store.shelf.changed(report_ids)

    def doubtful(self, limit: int = 30) -> tuple[tuple[Edge, Statement, Statement], ...]:
        """The weakest joins of two statements into one claim."""
        with self._asked() as store:
            return store.shelf.doubtful(DOUBTFUL, limit)

    def custody(self, report_id: str) -> Item | None:
        """How a report came: from which place, and over the web with which answer; without its bytes."""
        with self._asked() as store:
            return store.shelf.item(report_id)

    @staticmethod
    def weighed(told: Told) -> tuple[list[Assessment], list[Assessment]]:
        """The claims of a story that a desk must know first, and those that one outlet tells once."""
        by_id = {one.id: one for one in told.statements}
        first: list[Assessment] = []
        rest: list[Assessment] = []
        for one in told.claims:
            statements = [by_id[name] for name in one.claim.statements if name in by_id]
            (first if weighs(one, statements) else rest).append(one)
        return first, rest
