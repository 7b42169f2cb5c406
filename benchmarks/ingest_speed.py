"""Words a second of the whole pipeline over a stream half of which are copies and edits, against a bare parse of all of it.

``python -m benchmarks.ingest_speed``. Real news texts; every second report is a copy of one of the last twenty: the same,
cut to half, with a paragraph of its own, with its paragraphs in another order, with a word in twenty changed in one
paragraph of three, or rewritten in one word of four throughout. The pipeline is ``ingest`` into a file: read, parsed,
taken apart, kept, derived; in one process, and with the two workers of one thread each that it has by default. Against a
bare parse of all the texts by ``nlp.pipe`` as it comes (one process), and in two processes. In turns of thirty reports: a
turn is what comes in one go (a folder, a round of the feeds), and is derived once, as the server does with all that is kept.

The limit is held by processor time on what lies on the way: a bare parse against our process and its busier worker, which
is what the clock says where both cores are free. The clock itself is printed too; on a shared machine it says little.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .texts import TURN, archive, news, words

LIMIT = 1.5
REPORTS, NEAR = 120, 20
KINDS = ("exact", "cut", "insert", "reorder", "light", "heavy")


def stream(size: int, seed: int = 11) -> list[str]:
    """So many texts, every second one a copy or an edit of one of the last originals."""
    chance = random.Random(seed)
    fresh = [text for text in news(size) if len([line for line in text.split("\n") if line.strip()]) >= 4]
    own, found = list[str](), list[str]()
    vocabulary = [word for text in fresh[:40] for word in text.split()]
    for at in range(size):
        if at % 2:
            kind = KINDS[at // 2 % len(KINDS)]
            found.append(edited(kind, chance.choice(own[-NEAR:]), vocabulary, chance))
        else:
            own.append(fresh[at // 2 % len(fresh)])
            found.append(own[-1])
    return found


def edited(kind: str, text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    """A copy of the text, edited in one of the ways of ``KINDS``."""
    lines = [line for line in text.split("\n") if line.strip()]
    if kind == "cut":
        lines = lines[: max(2, len(lines) // 2)]
    elif kind == "insert":
        lines.insert(
            len(lines) // 2, " ".join(chance.choice(vocabulary) for _ in range(30)).capitalize() + "."
        )
    elif kind == "reorder":
        chance.shuffle(lines)
    elif kind == "light":
        lines = [
            _changed(line, 0.05, vocabulary, chance) if at % 3 == 1 else line for at, line in enumerate(lines)
        ]
    elif kind == "heavy":
        lines = [_changed(line, 0.25, vocabulary, chance) for line in lines]
    return "\n".join(lines)


def _changed(line: str, share: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(vocabulary) if chance.random() < share else word for word in line.split(" ")
    )


@dataclass
class Cost:
    """Seconds by the clock, and of processor by process: this one's first, then the workers'."""

    clock: float = 0.0
    processor: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    @property
    def path(self) -> float:
        """What it takes by the clock where both cores are free: this process, and the busier worker."""
        return self.processor[0] + max(self.processor[1:])

    def of(self, work: Callable[[], object]) -> None:
        """Add what this work costs."""
        began, before = time.perf_counter(), _processors()
        work()
        self.clock += time.perf_counter() - began
        for pid, seconds in _processors().items():
            at = 0 if pid == os.getpid() else 1 + sorted(_processors().keys() - {os.getpid()}).index(pid) % 2
            self.processor[at] += seconds - before.get(pid, 0.0)


def _processors() -> dict[int, float]:
    """The processor time of this process and of each that it started, by number (Linux)."""
    spent = os.times()
    found = {os.getpid(): spent.user + spent.system}
    for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        found[int(pid)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def main(reports: int = REPORTS) -> int:
    """0 where the pipeline is as many times as fast as the bare parse as it should be."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    from twosource import Desk, Settings
    from twosource.engines import local
    from twosource.language.english import MODEL

    local.IDLE = 3600.0  # the workers stay while the others have their turns
    texts = stream(reports)
    nlp, two_bare = spacy.load(MODEL), local.Local("benchmarks.bare", 2)
    bare, apart, one, two = Cost(), Cost(), Cost(), Cost()
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk(Settings(db=Path(folder) / "one.db", workers=0)) as alone,
        Desk(Settings(db=Path(folder) / "two.db", workers=2)) as crewed,
    ):
        before = _files(Path(folder), "before", archive()[:40])
        for desk in (alone, crewed):  # everything is loaded, and the workers are there
            list(desk.ingest(before))
        two_bare.map(map(_task, ([text] for text in texts[:4])))
        for at in range(0, len(texts), TURN):
            some = texts[at : at + TURN]
            paths = _files(Path(folder), str(at), some)
            halves = [_task(some[0::2]), _task(some[1::2])]
            bare.of(lambda some=some: list(nlp.pipe(_passages(some))))
            one.of(lambda paths=paths: list(alone.ingest(paths)))
            two.of(lambda paths=paths: list(crewed.ingest(paths)))
            apart.of(lambda halves=halves: two_bare.map(halves))
        two_bare.close()
    total = words(texts)
    print(f"{len(texts)} reports, {total} words, every second report a copy; words a second")
    for name, cost in (("a bare parse", bare), ("a bare parse in two processes", apart)):
        print(
            f"{name}: {total / cost.clock:.0f} by the clock, {total / sum(cost.processor):.0f} of processor"
        )
    for name, cost in (("the pipeline in one process", one), ("the pipeline with two workers", two)):
        print(
            f"{name}: {total / cost.clock:.0f} by the clock, {total / sum(cost.processor):.0f} of processor; seconds "
            f"of processor by process {', '.join(f'{each:.1f}' for each in cost.processor if each)}"
        )
    print(f"processor, one process against a bare parse: {bare.processor[0] / one.processor[0]:.2f}")
    print(f"processor, two workers against a bare parse: {bare.processor[0] / sum(two.processor):.2f}")
    print(f"clock, two workers against a bare parse: {bare.clock / two.clock:.2f}")
    print(f"clock, two workers against a bare parse in two processes: {apart.clock / two.clock:.2f}")
    print(f"on two free cores, against a bare parse in two processes: {apart.path / two.path:.2f}")
    ratio = bare.processor[0] / two.path
    print(f"on two free cores, against a bare parse: ratio {ratio:.2f} (at least {LIMIT})")
    return int(ratio < LIMIT)


def _files(folder: Path, name: str, texts: Sequence[str]) -> list[str]:
    paths = [folder / f"{name}-{number:03}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def _passages(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _task(texts: Sequence[str]) -> bytes:
    return json.dumps(_passages(texts)).encode()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
