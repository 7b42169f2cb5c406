"""Copies and stories as an archive grows: what one more report costs at 1 k, 10 k and 100 k reports.

``python -m benchmarks.stream [SIZE...]``. The stream is made of real texts of the public sets (the example's where they
are missing): names and numbers are exchanged so that each is another event, half of the reports are copies and edits of
earlier ones, and the dates spread over months. Parse results play no part here. The index is a SQLite file, as in a store.
"""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from twosource.model import Report
from twosource.stages import dedupe
from twosource.stages.group.stories import Profile, compare, grouped, keys, profile
from twosource.stages.group.stories.grouping import BY_KEYS, STORY
from twosource.text import digest

from .texts import archive

SIZES = (1_000, 10_000, 100_000)
LAST = 400  # the cost of one more report is the mean over so many at the end
CROWD, KEPT = 256, 600
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


class Archive:
    """Reports, their keys and their stories in a SQLite file; a new one is compared with those that share its keys."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
            "CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT, published TEXT, publisher TEXT, text TEXT, story INTEGER, head INTEGER);"
            "CREATE INDEX by_story ON reports (story, head);"
            "CREATE TABLE copy_keys (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;"
            "CREATE TABLE story_keys (key INTEGER, number INTEGER, weight REAL, PRIMARY KEY (key, number)) WITHOUT ROWID;"
        )
        self.count = 0
        self.copies: Counter[str] = Counter()
        self._profiles: OrderedDict[int, Profile] = OrderedDict()

    def add(self, report: Report) -> None:
        """One more report: its copies, its story, and all of its keys kept."""
        number = self.count
        self.count += 1
        copy_keys = dedupe.keys(report)
        original = self._original(report, copy_keys)
        story = number if original is None else self._story_of(original)
        row = (number, report.id, report.published_at, report.publisher, report.text, story, original is None)
        self.db.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self.db.executemany("INSERT INTO copy_keys VALUES (?, ?)", ((key, number) for key in copy_keys))
        if original is None:
            self._place(number, profile(report))
        if number % 100 == 99:
            self.db.commit()

    def _original(self, report: Report, copy_keys: Sequence[int]) -> int | None:
        """The report that this one is a copy of, if it is one."""
        shared: Counter[int] = Counter()
        for key in copy_keys:
            found = self.db.execute(
                "SELECT number FROM copy_keys WHERE key = ? ORDER BY number DESC LIMIT ?", (key, CROWD)
            )
            shared.update(number for (number,) in found)
        for number, count in shared.most_common(8):
            edge = dedupe.compare(report, self._report(number)) if count > 1 else None
            if edge and edge.kind in ("identical", "near copy"):
                self.copies[edge.kind] += 1
                return number
        return None

    def _place(self, number: int, mine: Profile) -> None:
        """Groups the report again with all the stories that it comes near to."""
        self._keep(number, mine)
        alike: dict[int, float] = defaultdict(float)
        rows = [(zlib.crc32(key.encode()), mine.terms[key]) for key in keys(mine)]
        for key, weight in rows:
            found = self.db.execute(
                "SELECT number, weight FROM story_keys WHERE key = ? ORDER BY number DESC LIMIT ?",
                (key, CROWD),
            )
            for other, theirs in found:
                alike[other] += weight * theirs
        self.db.executemany(
            "INSERT OR IGNORE INTO story_keys VALUES (?, ?, ?)", ((k, number, w) for k, w in rows)
        )
        near = [
            n
            for n, value in alike.items()
            if value >= BY_KEYS and compare(mine, self._profile(n)).score >= STORY
        ]
        if not near:
            return
        touched = {self._story_of(n) for n in near}
        members = sorted({number, *(n for story in touched for n in self._heads(story))})
        for group in grouped([self._profile(n) for n in members]).groups:
            story = members[group[0]]
            self.db.executemany(
                "UPDATE reports SET story = ? WHERE number = ?", [(story, members[at]) for at in group]
            )

    def _heads(self, story: int) -> list[int]:
        rows = self.db.execute("SELECT number FROM reports WHERE story = ? AND head LIMIT 200", (story,))
        return [number for (number,) in rows]

    def _story_of(self, number: int) -> int:
        return int(self.db.execute("SELECT story FROM reports WHERE number = ?", (number,)).fetchone()[0])

    def _report(self, number: int) -> Report:
        query = "SELECT id, published, publisher, text FROM reports WHERE number = ?"
        name, published, publisher, text = self.db.execute(query, (number,)).fetchone()
        return Report(
            id=name, path="", text=text, sha256="", language="en", publisher=publisher, published_at=published,
            published_from="meta",
        )  # fmt: skip

    def _profile(self, number: int) -> Profile:
        known = self._profiles.get(number)
        return known or self._keep(number, profile(self._report(number)))

    def _keep(self, number: int, made: Profile) -> Profile:
        """The profile, kept with the latest few hundred."""
        self._profiles[number] = made
        if len(self._profiles) > KEPT:
            self._profiles.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: milliseconds for one more report, memory, and what was found."""

    size: int
    milliseconds: float
    megabytes: float
    stories: int
    copies: int


def measured(sizes: Sequence[int]) -> Iterator[Row]:
    """A row for each size, all in one growing archive."""
    with tempfile.TemporaryDirectory() as folder:
        archive_ = Archive(Path(folder) / "stream.db")
        spent: list[float] = []
        for report in stream(max(sizes)):
            start = time.perf_counter()
            archive_.add(report)
            spent = [*spent[1 - LAST :], time.perf_counter() - start]
            if archive_.count in sizes:
                stories = archive_.db.execute("SELECT COUNT(DISTINCT story) FROM reports").fetchone()[0]
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                yield Row(
                    archive_.count,
                    1000 * sum(spent) / len(spent),
                    memory,
                    stories,
                    sum(archive_.copies.values()),
                )


def main(sizes: Sequence[int]) -> None:
    """Prints the table."""
    print(
        "| reports | ms for one more | ratio | MB | MB more | stories | copies |\n|---|---|---|---|---|---|---|"
    )
    first: Row | None = None
    for row in measured(sorted(sizes)):
        first = first or row
        ratio, more = row.milliseconds / first.milliseconds, row.megabytes - first.megabytes
        print(
            f"| {row.size:,} | {row.milliseconds:.1f} | {ratio:.2f} | {row.megabytes:.0f} | {more:.0f} | {row.stories:,} | "
            f"{row.copies:,} |", flush=True,
        )  # fmt: skip


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
