"""Reading: reports into what they say, into the store, into a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from .. import pipeline
from ..data import added
from ..errors import UsageError
from ..model import Brief, Reading, Reason, Report, SetAside
from ..stages.when import window
from .opened import Opened, now, speaks


class Reads(Opened):
    """The verbs extract, ingest and brief."""

    def extract(self, places: Sequence[str]) -> Iterator[Reading | SetAside]:
        """What each report says, one after the other, and each input that was set aside. Keeps nothing."""
        yield from self._said(self._arrivals(places))

    def _said(self, arrivals: Iterator[pipeline.Arrival]) -> Iterator[Reading | SetAside]:
        from ..stores.sqlite import Sqlite

        memo = Sqlite(None)
        try:
            for some in pipeline.in_batches(arrivals, self.settings.batch):
                yield from (one for one in some if isinstance(one, SetAside))
                reports = [one.report for one in some if not isinstance(one, SetAside)]
                readings = pipeline.read(reports, memo, speaks, self.settings.batch)
                while reading := self._next(readings):
                    self._done("read", 1)
                    yield reading
        finally:
            memo.close()

    def _next(self, readings: Iterator[Reading]) -> Reading | None:
        with added(self._own.now()):
            return next(readings, None)

    def ingest(self, places: Sequence[str]) -> Iterator[tuple[Report | SetAside, bool]]:
        """Each input once it is safe in the store, and whether it is new; at the end all is read and assessed."""
        for one, new in pipeline.keep(self._arrivals(places), self._store, self.settings.batch):
            self._done("kept", 1)
            yield (one if isinstance(one, SetAside) else one.report), new
        self._catch_up()

    def brief(self, places: Sequence[str] = (), since: str | None = None) -> Brief:
        """Every story of the store, after these places are read into it; what changed since a moment."""
        at = moment(since) if since else None
        if not places and self.settings.db is not None and not self.settings.db.is_file():
            raise UsageError(self._missing())
        known = self._known_at(at) if at else None
        read, refused = 0, []
        for one, _ in self.ingest(places):
            if isinstance(one, SetAside):
                refused.append(one)
            else:
                read += 1
        with self._store.snapshot():
            return Brief(
                as_of=now(),
                method=self.method,
                stories=tuple(self._every_story()),
                set_aside=tuple(refused) if places else (*self._store.set_aside(), *self._left_out()),
                changes=self._changed_since(known, at) if known and at else (),
                read=read,
            )

    def _changed_since(self, known: Callable[[Report], bool], at: datetime) -> tuple[Reason, ...]:
        method = self.method
        with added(self._own.now()):
            return pipeline.changes(self._store, self._afresh(self._store), method, known, at)

    def _left_out(self) -> Iterator[SetAside]:
        """The reports that people set aside."""
        for one in self._store.acts.all(live=True):
            if one.verb == "set-aside":
                for report in self._store.reports([edge.left for edge in one.edges]):
                    yield SetAside(report.path, "desk", f"set aside by {one.author}: {one.reason}")

    def _known_at(self, moment: datetime) -> Callable[[Report], bool]:
        """Whether a report was known at a moment: to this store, or, before the store's time, to the public."""
        first = next((report.captured_at for _, report in self._store.scan()), None)
        by_store = first is not None and datetime.fromisoformat(first) <= moment

        def known(report: Report) -> bool:
            if by_store:
                return report.captured_at is not None and datetime.fromisoformat(report.captured_at) <= moment
            out = window(report.published_at)
            return out is not None and out.middle < moment.timestamp()

        return known


def moment(written: str) -> datetime:
    """The moment written: a day begins at midnight, and without an offset it is UTC."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(
            f"{written!r} is not a time. Write one like 2026-11-22 or 2026-11-22T08:00+01:00."
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
