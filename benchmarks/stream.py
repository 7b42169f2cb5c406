"""The store as an archive grows: what one more report costs, how much memory it takes, how long readers wait.

``python -m benchmarks.stream [SIZE...]``; by default 250 and 1,000 reports, which takes some two minutes; the long one
is ``python -m benchmarks.stream 1000 10000 100000``. The stream is made of real texts of the public sets (the example's
where they are missing): names and numbers are exchanged so that each is another event, half of the reports are copies
and edits of earlier ones, and the dates spread over months. What each report says is supplied (``said``: statements cut
from its text), since the parse costs the same at any size; all else is the product, over a real file.

A second desk stays at the smallest size. At each size one report after the other comes in to both in turns, so that
what the machine does besides falls on both; the cost is processor time, and the memory that of the one desk against the
other. ``--in FOLDER`` keeps the growing store there, and goes on with what it holds: sizes that it has passed are left out.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from twosource import pipeline
from twosource.model import Attribution, Captured, Dissection, Figure, Item, Link, Reading, Report, Statement
from twosource.stores.sqlite import Sqlite
from twosource.text import digest, slug

from .sized import started
from .texts import archive

SIZES = (250, 1_000)
LAST = 80  # so many reports come in one by one at each size, each kept and derived by itself
BUSY = 40  # ... and so many more while a reader asks
AT_ONCE = 500  # the others are kept so many at a time
STATEMENTS = 8  # a report
METHOD = {"version": "bench"}
LIMIT = 1.5  # of the median cost of one more report at the largest size against the smallest
MORE = 200  # megabytes that the largest size may take more than the smallest
SENTENCES = 18
MONTHS = timedelta(days=120)
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
_NUMBER = re.compile(r"\b\d{2,}\b")
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]


def stream(size: int, seed: int = 7) -> Iterator[Report]:
    """So many reports in order of time: every second one is a copy or an edit of one of the last hundred."""
    chance = random.Random(seed)
    pool = [
        sentence for text in archive() for sentence in _SENTENCE.findall(text) if 40 < len(sentence) < 400
    ]
    words = [word for sentence in pool for word in sentence.split()]
    start = datetime(2031, 1, 1, tzinfo=UTC)
    recent: list[Report] = []
    for at in range(size):
        moment = start + MONTHS * at / size
        if recent and at % 2:
            text = _edited(chance.choice(recent[-100:]).text, chance)
        else:
            text = _another([chance.choice(pool) for _ in range(SENTENCES)], words, chance)
        report = Report(
            id=digest(str(at), text), path=f"{at}.txt", text=text, sha256="", language="en",
            publisher=f"Outlet {chance.randrange(200)}", published_at=moment.isoformat(timespec="seconds"),
            published_from="meta",
        )  # fmt: skip
        recent = [*recent[-99:], report]
        yield report


def _another(sentences: Sequence[str], words: Sequence[str], chance: random.Random) -> str:
    """An event of its own: real sentences, three words in ten exchanged, the names replaced by a cast of its own."""
    cast = ["".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize() for _ in range(8)]
    mixed = (
        " ".join(chance.choice(words) if chance.random() < 0.3 else word for word in sentence.split())
        for sentence in sentences
    )
    named = (_NAME.sub(lambda _: chance.choice(cast), sentence) for sentence in mixed)
    return "\n".join(_NUMBER.sub(lambda _: str(chance.randrange(10, 9000)), sentence) for sentence in named)


def _edited(text: str, chance: random.Random) -> str:
    """A copy: the same, or with words dropped, or cut to half."""
    words = text.split(" ")
    share = chance.choice((0.0, 0.02, 0.1, 0.25))
    kept = [word for word in words if chance.random() >= share]
    return " ".join(kept[: len(kept) // chance.choice((1, 1, 1, 2))])


def said(report: Report) -> Reading:
    """What a report says, cut from its text: some of its sentences by its outlet, some by somebody with a name."""
    publisher = Link("publisher", report.publisher or "", slug(report.publisher or ""))
    statements = []
    for number, match in enumerate(_SENTENCE.finditer(report.text)):
        if number == STATEMENTS:
            break
        start, end = match.span()
        name = next(iter(_NAME.findall(match[0])), "")
        chain = (
            (publisher, Link("origin", f"{name} Council", slug(name)))
            if name and number % 2
            else (publisher,)
        )
        count = _NUMBER.search(match[0])
        figures = () if count is None else (_figure(count, start),)
        ident = digest(report.id, str(start))
        statements.append(
            Statement(ident, report.id, start, end, match[0], Attribution(chain), figures=figures)
        )
    return Reading(Dissection(report, (), (), ()), tuple(statements))


def _figure(count: re.Match[str], start: int) -> Figure:
    value = float(count[0])
    at = (start + count.start(), start + count.end())
    return Figure(*at, count[0], value, value, "exact", value, "people", "injured")


def _speaks(code: str) -> Any:
    raise AssertionError("nothing is parsed here: every reading is supplied")


def kept(store: Sqlite, reports: Sequence[Report]) -> None:
    """These reports in the store, read and derived."""
    with store.transaction():
        store.put(*(Captured(one, Item(one.path, "text", one.text.encode())) for one in reports))
        store.read_by(":".join(METHOD.values()), [said(one) for one in reports])
    pipeline.catch_up(store, _speaks, METHOD, 64)


def _reading(path: Path, pipe: Connection) -> None:
    """Another process that asks for one story after the other; its p95 in milliseconds when it is told to say."""
    store, chance, spent = Sqlite(path), random.Random(3), list[float]()
    names = [story.id for story in store.stories()]
    while True:
        start = time.perf_counter()
        store.told(chance.choice(names))
        spent.append(time.perf_counter() - start)
        if pipe.poll():
            if pipe.recv() is None:
                return
            pipe.send(1000 * statistics.quantiles(spent, n=20)[-1] if len(spent) > 20 else 0.0)
            spent = []
            names = [story.id for story in store.stories()]
        time.sleep(0.005)


def _desk(path: Path, total: int, pipe: Connection) -> None:
    """A desk in a process of its own: takes in reports of the stream, many or one at a time, and says what they cost."""
    store = Sqlite(path)
    count = store.lookup.counts()["reports"]
    reports = islice(stream(total), count, None)
    while (wanted := pipe.recv()) is not None:
        start = time.process_time()
        if wanted == "one":
            kept(store, [next(reports)])
            count += 1
        while wanted != "one" and count < wanted:
            some = list(islice(reports, min(AT_ONCE, wanted - count)))
            kept(store, some)
            count += len(some)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        spent = time.process_time() - start
        # Counted seldom: it walks through the store, and would leave no page of it in memory for the next report.
        pipe.send(Said(spent, memory, store.lookup.counts()["stories"] if wanted != "one" else 0, count))
    store.close()


@dataclass(frozen=True, slots=True)
class Said:
    """What a desk says of a turn: seconds of its processor, megabytes at most so far, how many stories and reports."""

    seconds: float
    megabytes: float
    stories: int
    reports: int


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of processor for one more report."""

    median: float
    mean: float
    p95: float


@dataclass(frozen=True, slots=True)
class Row:
    """One size: its costs and those of the smallest in the same turns, the memory of both, and readers' p95."""

    size: int
    one: Costs
    smallest: Costs
    filling: float  # milliseconds a report where many come at once
    megabytes: float
    more: float  # than the smallest
    stories: int
    idle: float
    busy: float


class Process:
    """Another process that is asked things one after the other."""

    def __init__(self, what: Callable[..., None], *given: object) -> None:
        self.pipe, there = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=what, args=(*given, there), daemon=True
        )
        self._process.start()

    def asked(self, wanted: object) -> Any:
        self.pipe.send(wanted)
        return self.pipe.recv()

    def end(self) -> None:
        self.pipe.send(None)
        self._process.join()


def costs(seconds: Sequence[float]) -> Costs:
    """The costs over some arrivals."""
    last = statistics.quantiles(seconds, n=20)[-1]
    return Costs(*(1000 * each for each in (statistics.median(seconds), statistics.mean(seconds), last)))


def measured(sizes: Sequence[int], place: Path) -> Iterator[Row]:
    """A row for each size, all in one growing store in this folder."""
    with tempfile.TemporaryDirectory() as folder:
        path, beside = place / "stream.db", Path(folder) / "small.db"
        total = max(sizes) + len(sizes) * (LAST + BUSY)
        small, grown = (Process(_desk, each, total) for each in (beside, path))
        small.asked(min(sizes))
        held = grown.asked(0).reports
        for size in sizes:
            if size < held:
                continue
            filled = grown.asked(size)
            turns = [(small.asked("one"), grown.asked("one")) for _ in range(LAST)]
            reader = Process(_reading, path)
            reader.asked("say")  # it is there
            time.sleep(4)
            idle = reader.asked("say")
            for _ in range(BUSY):
                last = grown.asked("one")
            busy = reader.asked("say")
            reader.end()
            smallest, one = (costs([turn[at].seconds for turn in turns]) for at in (0, 1))
            each = 1000 * filled.seconds / max(1, size - held)
            held = last.reports
            more = last.megabytes - turns[-1][0].megabytes
            yield Row(size, one, smallest, each, last.megabytes, more, filled.stories, idle, busy)
        small.end()
        grown.end()


HEAD = (
    "reports", "one more, ms: median", "mean", "p95", "ratio to the smallest: median", "mean", "p95",
    "many at once, ms each", "MB", "MB more", "stories", "readers' p95, ms", "while writing", "ratio",
)  # fmt: skip


def main(sizes: Sequence[int], place: Path) -> int:
    """Prints the table; 1 where one more report costs more, or the desk takes more memory, than the limits allow."""
    print(f"| {' | '.join(HEAD)} |\n" + "|---" * len(HEAD) + "|", flush=True)
    failed = False
    for row in measured(sorted(sizes), place):
        mine, base = row.one, row.smallest
        ratio = mine.median / base.median
        print(
            f"| {row.size:,} | {mine.median:.1f} | {mine.mean:.1f} | {mine.p95:.1f} | {ratio:.2f} | {mine.mean / base.mean:.2f} "
            f"| {mine.p95 / base.p95:.2f} | {row.filling:.1f} | {row.megabytes:.0f} | {row.more:.0f} | {row.stories:,} "
            f"| {row.idle:.1f} | {row.busy:.1f} | {row.busy / row.idle if row.idle else 0:.2f} |", flush=True,
        )  # fmt: skip
        failed = failed or ratio > LIMIT or row.more > MORE
    return int(failed)


if __name__ == "__main__":
    sys.exit(started(sys.argv[1:], SIZES, main))
