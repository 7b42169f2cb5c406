"""Looking at the tables in force: agencies, outlets and owners, each with who wrote it."""

from __future__ import annotations

from ..data import added, agencies, agency_ids, has_row, in_force, owners
from ..data.added import SHIPPED
from ..model import Known, Source
from .looking import EVERYTHING
from .opened import Opened


class Tables(Opened):
    """The verb agencies: what the tables say that are in force for this desk."""

    def agencies(self, own: bool = False) -> tuple[Known, ...]:
        """The agencies, outlets and owners that are known; only the desk's ``own`` entries where that is asked.

        Raises UsageError where the desk's file cannot be used, with every line that is wrong.
        """
        with added(self._own.now()):
            found = _listed()
        return tuple(one for one in found if not own or one.origin != SHIPPED)

    def unknown_publishers(self) -> tuple[Known, ...]:
        """The publishers of this store that no table knows as an agency or gives an owner, the busiest first."""
        with self._asked() as store:
            records = [one for one in store.lookup.sources("", EVERYTHING) if one.published]
        with added(self._own.now()):
            found = [
                Known("outlet", one.source.source_id, one.source.name, reports=one.published)
                for one in records
                if one.source.source_id not in agency_ids() and not _told_of(one.source)
            ]
        return tuple(sorted(found, key=lambda one: (-(one.reports or 0), one.name)))


def _told_of(source: Source) -> bool:
    """True where a table gives the outlet an owner, or says that none is known."""
    return any(has_row(name) for name in (source.name, *source.aliases))


def _listed() -> list[Known]:
    """Every entry in force."""
    found = [
        Known("agency", each.source_id, each.name, each.names, each.domains, each.credits, origin=each.origin)
        for each in agencies()
    ]
    found += [
        Known(
            "outlet",
            each.source_id,
            each.name,
            each.names,
            each.domains,
            owner=each.owner,
            origin=each.origin,
        )
        for each in in_force().outlets
    ]
    found += [
        Known("owner", each.source_id, each.name, each.names, outlets=each.outlets, origin=each.origin)
        for each in owners()
    ]
    return found
