"""Places that are looked at by themselves: what is new or changed there becomes reports, each version once."""

from __future__ import annotations

import logging
import queue
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ... import pipeline
from ...errors import UnknownId, UsageError
from ...model import (
    Captured,
    Change,
    Follow,
    Look,
    Mark,
    PlaceKind,
    Pulse,
    SetAside,
    Subscription,
    Version,
)
from ...stages import watch as rules
from ...text import digest
from ..opened import Opened, found

if TYPE_CHECKING:
    from ...readers.places import Ended, Got, Places
    from ...readers.web.manners import Manners

logger = logging.getLogger(__name__)
AT_A_TIME = 32  # entries that are made safe together
AT_ONCE = 8  # places that are looked at side by side
MOST_TRIES = 5  # of a page that cannot be fetched
SOON = 2.0  # seconds until a look that left something over is taken up again
SHORTEST = 1.0

Arrived = tuple[Subscription, "Got | Ended"]


class Collecting(Opened):
    """The verbs subscribe, unsubscribe, subscriptions, collect and versions."""

    _manners: Manners | None = None  # what is known of hosts outlives a look

    def subscribe(
        self,
        place: str,
        every: float = 900.0,
        follow: Follow = "auto",
        kind: PlaceKind | None = None,
        by: str = "",
    ) -> Subscription:
        """Look at a place from now on, every so many seconds. Raises UsageError where it is none.

        Without a ``kind`` the place is looked at once to find out what it is.
        """
        from ...readers.places import kind_of
        from ...readers.web import tidy
        from ...text import is_address
        from ...text.decoding import Refused

        self._place()
        if every < SHORTEST:
            raise UsageError(f"{every} seconds are too short: look at most once a second.")
        try:
            place = tidy(place) if is_address(place) else str(Path(place).resolve())
            kind = kind or kind_of(place, self._way())
        except Refused as refusal:
            raise UsageError(f"{place} cannot be watched: {refusal}.") from None
        if is_address(place) != (kind in ("feed", "page", "sitemap")):
            raise UsageError(f"{place} is no {kind}.")
        now = _written(datetime.now(UTC))
        one = Subscription(f"f{digest(kind, place, size=11)}", kind, place, every, follow, now, by)
        with self._store.transaction():
            self._store.watches.subscribe(one, now)
            self._noted(by, "subscribe", one.id, {"place": place, "kind": kind}, now)
        return one

    def unsubscribe(self, subscription_id: str, by: str = "") -> None:
        """Look at a place no more; what was recorded stays. Raises UnknownId."""
        with self._store.transaction():
            known = self._store.watches.unsubscribe(subscription_id)
            if not known:
                raise UnknownId(f"No place {subscription_id} is watched. See: twosource watch list.")
            self._noted(by, "unsubscribe", subscription_id, {}, _written(datetime.now(UTC)))

    def subscriptions(self) -> tuple[tuple[Subscription, Pulse], ...]:
        """Every place that is looked at, with how it fares."""
        return self._store.watches.subscriptions()

    def collect(self, now: datetime | None = None) -> Iterator[Look]:
        """Look at every place whose time has come; each look once all that it found is safe in the store.

        Nothing is assessed: catch_up does that. What cannot be read is told of in the look, and never raised.
        """
        from ...readers.places import Places
        from ...readers.web.manners import Manners

        now = now or datetime.now(UTC)
        due = self._store.watches.due(_written(now))
        if not due:
            return
        way = self._way()
        if self._manners is None:
            self._manners = Manners(way, self.settings.gap)
        places = Places(way, self._manners, now, lambda mark: _due_again(mark, now))
        arrived = _Arrivals()
        looks = {one.id: _Look(one, pulse) for one, pulse in due}
        with ThreadPoolExecutor(AT_ONCE, "look") as pool:
            try:
                for one, pulse in due:
                    pool.submit(arrived.send, places, one, pulse, self._store.watches.marks(one.id))
                left = len(due)
                while left:
                    ended = self._take_all(arrived.next(AT_A_TIME), looks, now)
                    left -= len(ended)
                    yield from (each.done(_written(now)) for each in ended)
            finally:
                arrived.stop()

    def next_due(self) -> str | None:
        """When the next look or the next delivery is due; None where there is none."""
        moments = (self._store.watches.next_due(), self._store.alerts.next_delivery())
        return min((each for each in moments if each), default=None)

    def versions(self, report_id: str) -> tuple[tuple[Version, tuple[Change, ...]], ...]:
        """Every version of the document that a report is one of, each with what it changed. Raises UnknownId."""
        found(next(iter(self._store.reports([report_id])), None), "report", report_id)
        return tuple((one, self._changes(one)) for one in self._store.watches.versions(report_id))

    # --- one entry

    def _take_all(self, some: Sequence[Arrived], looks: Mapping[str, _Look], now: datetime) -> list[_Look]:
        """Keep what arrived, all of it or nothing; the looks that have ended with it."""
        from ...readers.places import Got

        at, ended = _written(datetime.now(UTC)), []
        # Admitted before the transaction: others may write meanwhile.
        admitted = [
            list(pipeline.admitted(came.items, self.settings.published, at)) if isinstance(came, Got) else []
            for _, came in some
        ]
        with self._store.transaction():
            for (one, came), arrivals in zip(some, admitted, strict=True):
                if isinstance(came, Got):
                    self._take(looks[one.id], came, arrivals, at)
                else:
                    self._end(looks[one.id], came, now)
                    ended.append(looks[one.id])
        return ended

    def _take(self, look: _Look, got: Got, arrivals: Sequence[pipeline.Arrival], at: str) -> None:
        """Keep what an entry gave, and that it was dealt with. Runs inside the caller's transaction."""
        place, pages = look.subscription.id, got.name.startswith("page ")
        former = self._store.watches.marked(place, got.entry.key)
        for one in arrivals:
            if isinstance(one, SetAside):
                self._turned_away(look, one)
                continue
            name = got.name if len(arrivals) == 1 else f"{got.name} {one.item.path.rpartition('#')[2]}"
            new, changed = self._keep(name, one, at)
            look.new += new
            look.changed += changed
            if got.document is not None and new:
                self._store.watches.keep_document(got.document)
        same = former is not None and former.mark == got.entry.mark
        looks, tries = (former.looks, former.tries) if former and same else (0, 0)
        if got.error:
            aside = SetAside(got.entry.url or got.entry.key, "read", got.error, got.again)
            tries = tries + 1 if got.again and tries + 1 < MOST_TRIES else 0
            if tries:  # it may still be had: told of, but not kept among what was refused
                look.refused.append(aside)
                look.retry = True
            else:
                self._turned_away(look, aside)
        else:
            looks, tries = looks + pages, 0
        self._store.watches.mark(place, got.entry.key, Mark(got.entry.mark, at, looks, tries, got.error))
        for entry in got.also:
            self._store.watches.mark(place, entry.key, Mark(entry.mark, at, 0))

    def _turned_away(self, look: _Look, one: SetAside) -> None:
        look.refused.append(one)
        self._store.put(one)

    def _keep(self, name: str, one: Captured, at: str) -> tuple[bool, bool]:
        """Keep a report as the version of its document that it is; whether it is new, and changed an older one."""
        former = self._store.watches.latest(name)
        if former is not None:
            known = self._store.reports([former])
            if known and not rules.changed(known[0], one.report):
                return False, False
        new = bool(self._store.put(one))
        if self._store.watches.latest(name) != one.report.id:  # a new page's version is kept with it
            self._store.watches.add_version(name, one.report.id, former, at)
        return new or former is not None, former is not None

    def _end(self, look: _Look, ended: Ended, now: datetime) -> None:
        """Keep how the look ended and when the next one is due."""
        one, pulse = look.subscription, look.pulse
        look.error = ended.error
        failures = pulse.failures + 1 if ended.error else 0
        every = SOON if ended.unfinished else one.every
        again = rules.next_look(now, min(every, one.every), failures, ended.asked, random.random())
        stamp = _written(now)
        # What the host said of the document is kept only when all of it was dealt with.
        kept = pulse if ended.error or ended.unchanged else None
        whole = not ended.unfinished and not look.retry
        self._store.watches.beat(
            Pulse(
                one.id,
                _written(again),
                stamp,
                pulse.last_success if ended.error else stamp,
                ended.error,
                failures,
                (ended.etag or (kept.etag if kept else None)) if whole else None,
                (ended.modified or (kept.modified if kept else None)) if whole else None,
                pulse.reports + look.new,
            )
        )

    def _changes(self, one: Version) -> tuple[Change, ...]:
        if one.former_id is None:
            return ()
        pair = self._store.reports([one.former_id, one.report_id])
        return rules.difference(*pair) if len(pair) == 2 else ()

    def _noted(self, by: str, action: str, subject: str, detail: dict[str, str], at: str) -> None:
        self._store.ledger.append(by or "somebody at this machine", action, subject, detail, at)


class _Look:
    """A look while it is going on."""

    def __init__(self, subscription: Subscription, pulse: Pulse) -> None:
        self.subscription, self.pulse = subscription, pulse
        self.new = self.changed = 0
        self.error: str | None = None
        self.retry = False  # an entry failed and is to be tried again
        self.refused: list[SetAside] = []

    def done(self, at: str) -> Look:
        return Look(self.subscription, at, self.new, self.changed, self.error, tuple(self.refused))


class _Arrivals:
    """What the looks in their threads hand over to the one that writes."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Arrived] = queue.Queue(maxsize=64)
        self._stopped = threading.Event()

    def next(self, most: int) -> list[Arrived]:
        """What has come, at least one and at most so many."""
        found = [self._queue.get()]
        with suppress(queue.Empty):
            while len(found) < most:
                found.append(self._queue.get_nowait())
        return found

    def stop(self) -> None:
        """Nobody takes anything any more."""
        self._stopped.set()

    def send(self, places: Places, one: Subscription, pulse: Pulse, marks: Mapping[str, Mark]) -> None:
        """Look at a place and hand over what is found; a look always ends."""
        from ...readers.places import Ended

        ended = False
        try:
            for came in places.look(one, pulse, marks):
                ended = isinstance(came, Ended)
                self._put(one, came)
        except Exception as error:  # a reader broke on hostile input: this place fails, not the watch
            logger.exception("the look at %s broke", one.place)
            if not ended:
                self._put(one, Ended(f"broke inside: {type(error).__name__}; report it with the address"))

    def _put(self, one: Subscription, came: Got | Ended) -> None:
        while not self._stopped.is_set():
            with suppress(queue.Full):
                self._queue.put((one, came), timeout=0.2)
                return


def _due_again(mark: Mark, now: datetime) -> bool:
    return rules.due_again(now, datetime.fromisoformat(mark.looked_at), mark.looks)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
