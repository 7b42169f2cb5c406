"""What a store costs that knows a million reports by their keys alone.

``python -m benchmarks.keys [SIZE...]``; by default 5,000 and 25,000, some minutes. The long one, an hour or more:
``python -m benchmarks.keys 10000 100000 1000000``; ``--in FOLDER`` keeps its store there, and goes on with what it holds.

A report without text has what all are found by: an id, the hash of its bytes, keys of copies, heavy words, names and a
time, as many of each as a news text of 1,800 characters. Every second one is an edit of one of the hundred before it. They
are put, looked for and placed by the code that places real reports (``Sqlite.put``, ``Touching.enter``); as there is no
text, nothing is compared by it and nothing derived. A second store stays at the smallest size; cost is processor time,
in turns. But for the last thousand of each size the reports are only written (by the code that writes a real one), each into
the set of what it is an edit of without looking for that first: placing a million takes the better part of an hour of
processor.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, chain, count, islice
from pathlib import Path

from twosource.model import Captured, Item, Report
from twosource.pipeline.following import PLACED_AT_ONCE
from twosource.pipeline.touching import Touching, words_of
from twosource.ports import CROWD, Marks
from twosource.stages.group.stories import Profile
from twosource.stages.group.stories.grouping import BY_KEYS
from twosource.stages.group.stories.likeness import day_of
from twosource.stores.sqlite import Sqlite
from twosource.text import digest

from .sized import started

SIZES = (5_000, 25_000)
COPIES, WORDS, OPENING, NAMES = 60, 31, 12, 17  # keys of each kind that a report is found by
VOCABULARY = 60_000
PLACED = 1_000  # the last so many of each size are put and placed, as many in one transaction as of real ones
FILLED, FILLING = (
    20_000,
    4_000_000,
)  # ... the others are only written, so many in turn, with so many kilobytes of pages
LAST = 200  # so many come in one by one at each size, and are looked for
LIMIT, MORE = 1.5, 200  # times the cost at the smallest size; megabytes more than there
APART = timedelta(days=365) / 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A report by its keys alone, and the number of the first report that it goes back to."""

    report: Report
    home: int
    copies: tuple[int, ...]
    profile: Profile


def known(seed: int = 11) -> Iterator[Known]:
    """Reports in order of time without end, every second one an edit of one of the hundred before it."""
    chance = random.Random(seed)
    cast = [f"w{number:x}" for number in range(VOCABULARY)]
    # As in any language a few words are in most reports, and most in few; the commonest hundred are nobody's keys.
    often = list(accumulate(1 / (rank + 100) for rank in range(VOCABULARY)))
    start, recent = datetime(2031, 1, 1, tzinfo=UTC), list[Known]()
    for at in count():
        moment = (start + APART * at).isoformat(timespec="seconds")
        copied = chance.choice(recent) if recent and at % 2 else None
        words = chance.choices(cast, cum_weights=often, k=WORDS)
        copies = tuple(chance.getrandbits(62) for _ in range(COPIES))
        if copied:
            words = [*list(copied.profile.terms)[:-3], *words[:3]]
            copies = (*copied.copies[6:], *copies[:6])
        terms = dict.fromkeys(words, len(set(words)) ** -0.5)
        opening = dict.fromkeys(list(terms)[:OPENING], min(len(terms), OPENING) ** -0.5)
        ident = digest(str(seed), str(at))
        report = Report(
            ident, f"{at}", "", digest(ident), publisher=f"Outlet {at % 200}", published_at=moment
        )
        names = frozenset(list(terms)[:NAMES])
        one = Known(
            report,
            copied.home if copied else at + 1,
            copies,
            Profile(ident, "en", moment, terms, opening, names),
        )
        recent = [*recent[-99:], one]
        yield one


class Keys:
    """A store of such reports."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.open()

    def grow(self, size: int) -> None:
        """Only write, until the store holds so many: in another process, whose memory is not what a desk takes."""
        if size > self.size:
            self.store.close()
            filling = multiprocessing.get_context("spawn").Process(target=fill, args=(self.place, size))
            filling.start()
            filling.join()
            self.open()
        # Those that are there already are passed over now, and not while it is measured.
        self._coming = chain([next(self._coming)], self._coming)

    def open(self) -> None:
        """The store as it is on the disk, and the reports that are not in it yet."""
        self.store = Sqlite(self.place)
        self.size = self.store.db.execute("SELECT coalesce(max(seq), 0) FROM reports").fetchone()[0]
        self._coming: Iterator[Known] = islice(known(), self.size, None)

    def fill(self, size: int) -> None:
        """Write what ``grow`` wants. Nobody else may have the store open; it is lost where this is killed."""
        for how in (
            "journal_mode = DELETE",
            "journal_mode = OFF",
            "synchronous = OFF",
            f"cache_size = -{FILLING}",
        ):
            self.store.db.execute(f"PRAGMA {how}")
        with self.store.transaction():
            while self.size < size:
                some = list(islice(self._coming, min(FILLED, size - self.size)))
                self._put(some)
                rows = [(number, found_by(one), one.home) for number, one in enumerate(some, self.size + 1)]
                self.store.touched.fill(rows)
                self.size += len(some)
        self.store.close()

    def more(self, many: int = 1) -> tuple[float, Known]:
        """Processor seconds for each of so many more reports that come at once, and the last of them."""
        start = time.process_time()
        some = list(islice(self._coming, many))
        with self.store.transaction():
            self._put(some)
            touching = Touching(self.store.touched)
            for number, one in enumerate(some, self.size + 1):
                touching.enter(number, one.report, one.profile, found_by(one))
            self.store.touched.touch(())
        self.size += len(some)
        return (time.process_time() - start) / many, some[-1]

    def _put(self, some: Sequence[Known]) -> None:
        self.store.put(*(Captured(one.report, Item(one.report.path, "text", b"")) for one in some))

    def look(self, one: Known) -> float:
        """Processor seconds to find a report by its id, and what shares keys with it; it must be among them."""
        touched, start = self.store.touched, time.process_time()
        (found,) = self.store.reports([one.report.id])
        shared = touched.by_copies(one.copies, CROWD)
        alike = touched.by_words(words_of(one.profile), CROWD, BY_KEYS)
        homes = touched.homes(shared)
        spent = time.process_time() - start
        if (
            found.id != one.report.id
            or max(count for count, _ in shared.values()) != COPIES
            or not (alike and homes)
        ):
            raise SystemExit(f"{one.report.id} is not found by its own keys")
        return spent

    def disk(self) -> int:
        """Bytes of the file and its journal."""
        return sum(path.stat().st_size for path in self.place.parent.glob(f"{self.place.name}*"))


def fill(place: Path, size: int) -> None:
    """Only write reports, in a process of its own."""
    Keys(place).fill(size)


def found_by(one: Known) -> Marks:
    """The marks of a report, as ``touching.marks`` makes them of a text."""
    names = frozenset(hash_of(name) for name in one.profile.names)
    return Marks(one.copies, words_of(one.profile), names, frozenset(), one.profile, day_of(one.profile))


def hash_of(name: str) -> int:
    """A name's number."""
    return int(digest(name)[:8], 16)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a report at one size, and at the smallest size in the same turns."""

    here: float
    smallest: float

    @property
    def ratio(self) -> float:
        return self.here / self.smallest


@dataclass(frozen=True, slots=True)
class Row:
    """One size: what a report costs where many come at once, where one comes, and where one is looked up."""

    size: int
    many: Cost
    one: Cost
    look: Cost
    megabytes: float
    disk: float

    def told(self, first: float) -> str:
        costs = (f"{each.here:.2f} | {each.ratio:.2f}" for each in (self.many, self.one, self.look))
        rest = f"{self.megabytes:.0f} | {self.megabytes - first:.0f} | {self.disk:,.0f}"
        return f"| {self.size:,} | {' | '.join(costs)} | {rest} |"

    def fails(self, first: float) -> bool:
        costs = (self.many, self.one, self.look)
        return any(each.ratio > LIMIT for each in costs) or self.megabytes - first > MORE


def measured(sizes: Sequence[int], place: Path) -> Iterator[Row]:
    """A row for each size, all in one growing store in this folder."""
    with tempfile.TemporaryDirectory() as folder:
        small, grown = Keys(Path(folder) / "small.db"), Keys(place / "keys.db")
        small.grow(min(sizes) - PLACED)
        for size in sizes:
            if size - PLACED < grown.size:
                continue
            grown.grow(size - PLACED)
            many = [
                (small.more(PLACED_AT_ONCE)[0], grown.more(PLACED_AT_ONCE)[0])
                for _ in range(PLACED // PLACED_AT_ONCE)
            ]
            turns = [(small.more(), grown.more()) for _ in range(LAST)]
            looks = [(small.look(a[1]), grown.look(b[1])) for a, b in turns]
            yield Row(
                size, cost(many), cost([(a[0], b[0]) for a, b in turns]), cost(looks),
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, grown.disk() / 1e6,
            )  # fmt: skip


def cost(turns: Sequence[tuple[float, float]]) -> Cost:
    """The medians of some turns: (the small store's seconds, the grown one's)."""
    small, here = (1000 * statistics.median(turn[at] for turn in turns) for at in (0, 1))
    return Cost(here, small)


HEAD = (
    "keys", "to put and place many, ms each", "ratio", "one more, ms", "ratio", "look one up, ms", "ratio", "MB", "MB more",
    "MB on disk",
)  # fmt: skip


def main(sizes: Sequence[int], place: Path) -> int:
    """Prints the table; 1 where a report costs more than the limit, or the memory grows by more."""
    print(f"| {' | '.join(HEAD)} |\n" + "|---" * len(HEAD) + "|", flush=True)
    first, failed = 0.0, False
    for row in measured(sorted(sizes), place):
        first = first or row.megabytes
        print(row.told(first), flush=True)
        failed = failed or row.fails(first)
    return int(failed)


if __name__ == "__main__":
    sys.exit(started(sys.argv[1:], SIZES, main))
