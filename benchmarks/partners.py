"""What one more report costs a desk that holds partners' words, against one that holds none.

``python -m benchmarks.partners [REPORTS WORDS]``; by default 300 reports and 100 of a partner's words. The reports are those of
``benchmarks.stream``; every second of the partner's words repeats a sentence of one of them, the others are of reports that the desk lacks. Reports come
in to both desks in turns, then one more of the partner's words after the other; the cost is processor time.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator

from twosource import pipeline
from twosource.model import Dissection, Heard, Partner, Reading, Report, Word
from twosource.stages import share
from twosource.stores.sqlite import Sqlite

from .stream import METHOD, _speaks, kept, said, stream

PARTNER = Partner("desk-b", "Desk B")
KEY, AT = "17" * 32, "2031-01-01T08:00:00+00:00"
TURNS = 12
LIMIT = 1.5


def words(reports: list[Report]) -> Iterator[Heard]:
    """A partner's words: a sentence of each of these reports, with its origin by name and token."""
    for number, every in enumerate(found for report in reports if (found := said(report).statements)):
        told = every[number % len(every)]
        name = told.attribution.chain[-1].name
        word = Word(name, "body", tokens=share.tokens.of_source(KEY, [name]))
        yield Heard(
            f"note--{number}", PARTNER.id, AT, AT, "claim", told.text, (word,), story=f"grouping--{number}"
        )


def heard(store: Sqlite, some: list[Heard]) -> None:
    """These words in the store, read and derived."""
    took = [(share.captured(one, PARTNER, AT), one) for one in some]
    with store.transaction():
        number = store.exchange.receive(repr(some).encode(), PARTNER.id, "ab", None, AT)
        store.put(*(captured for captured, _ in took))
        store.exchange.hear([(captured.report.id, one) for captured, one in took], PARTNER.id, "ab", number)
        plain = (Reading(Dissection(captured.report, (), (), ()), ()) for captured, _ in took)
        read = [share.reading(bare, one) for bare, (_, one) in zip(plain, took, strict=True)]
        store.read_by(":".join(METHOD.values()), read)
    pipeline.catch_up(store, _speaks, METHOD, 64)


def spent(work: Callable[[], None]) -> float:
    """Milliseconds of processor."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def main(reports: int, many: int) -> int:
    """Prints the costs; 1 where a desk with partners' words pays more for a report than the limit allows."""
    coming = list(stream(reports + TURNS))
    first, rest = coming[:reports], coming[reports:]
    alone, with_words = Sqlite(None), Sqlite(None)
    with_words.exchange.keep_group("ab", KEY)
    with_words.exchange.keep_partner(PARTNER)
    elsewhere = stream(reports + TURNS, seed=23)
    told = list(words([one for pair in zip(coming, elsewhere, strict=True) for one in pair]))[: many + TURNS]
    for store in (alone, with_words):
        kept(store, first)
    heard(with_words, told[:many])
    bare, ours = [], []
    for one in rest:
        bare.append(spent(lambda one=one: kept(alone, [one])))  # type: ignore[misc]
        ours.append(spent(lambda one=one: kept(with_words, [one])))  # type: ignore[misc]
    arrivals = [spent(lambda one=one: heard(with_words, [one])) for one in told[many:]]  # type: ignore[misc]
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"{reports:,} reports, {many:,} of a partner's words\n"
        f"one more report, ms: median {statistics.median(ours):.1f}, mean {statistics.mean(ours):.1f}; without any words "
        f"{statistics.median(bare):.1f}, {statistics.mean(bare):.1f}; ratio {ratio:.2f} (limit {LIMIT})\n"
        f"one more of the partner's words, ms: median {statistics.median(arrivals):.1f}, mean {statistics.mean(arrivals):.1f}"
    )
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*([int(each) for each in sys.argv[1:3]] or (300, 100))))
