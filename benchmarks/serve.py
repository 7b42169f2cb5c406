"""The story page and the claim API while reports come in, against the same server idle, in one run.

``python -m benchmarks.serve [REPORTS [STORE]]`` (2000 where none is said; 100000 is the issue's). STORE is a file that
is filled where it is not there, and kept: a second run measures at once. The store's reports, readings, stories and
the sets that they stand in are supplied, not parsed: what is measured is answering. Then reports are sent one after the
other, each a new account of a story that is there, and each waited for until it is read, placed, derived with its story
and to be seen, while the same questions are asked again until LEAST of them were. Prints the p95 of both, their ratio,
and how long a report took; ends with 1 where a ratio is over MOST.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

import httpx

from tests.samples import captured, reading, told
from twosource import Desk, Settings
from twosource.desk.opened import encoder
from twosource.model import Derived, Told
from twosource.pipeline.meaning import Meanings
from twosource.pipeline.touching import marks
from twosource.stages.group.stories import profile
from twosource.stores.sqlite import Sqlite

REPORTS = 2_000
TOGETHER = 8  # reports of one story
AT_ONCE = 500  # reports that are supplied in one transaction
ASKED = 400  # questions of each kind, in each state
ASKERS = 2
MOST = 3.0
WARM = 20
LEAST = 6  # reports that are assessed while each kind of question is asked
STORY_WORDS, OWN_WORDS = 45, 15
PASSWORD = "seven lamps over quay"
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]


def main(size: int, kept: Path | None = None) -> int:
    """1 where a p95 under ingest is more than MOST times the idle one."""
    with tempfile.TemporaryDirectory() as folder:
        db = kept or Path(folder) / "desk.db"
        begun = time.perf_counter()
        if not db.exists():
            fill(db, size)
        with Desk(Settings(db=db)) as desk:
            names = [story.id for story in desk.stories()]
        print(f"{size} reports in {len(names)} stories, {db.stat().st_size / 1e6:.0f} MB, "
              f"supplied in {time.perf_counter() - begun:.0f} s", flush=True)  # fmt: skip
        with Desk(Settings(db=db)) as desk:
            token, _ = desk.make_token("Ada", "benchmark", ["read", "ingest"], 1, "Ada")
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serve", "--serve", str(db)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            place = next(line for line in server.stdout if " on http" in line).split(" on ")[1].split()[0]
            return measured(place, {"authorization": f"Bearer {token}"}, names)
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def fill(db: Path, size: int) -> None:
    """Put so many reports with their readings, stories and sets into a new store, as if each had come in alone."""
    with Desk(Settings(db=db)) as desk:
        desk.add_person("Ada", "admin", PASSWORD, "benchmark")
        method = desk.method
    store = Sqlite(db)
    key = ":".join(method.values())
    for start in range(0, size, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, size))
        some = [captured(f"{at}.txt", text(at), f"Boats lost, account {at}") for at in numbers]
        store.put(*some)
        store.read_by(key, (reading(each.report) for each in some))
    store.swap(Derived(method, Stories(store)), store.kept)  # type: ignore[arg-type]
    store.touched.forget(method)
    meanings = Meanings(encoder())
    for start in range(0, size, AT_ONCE):
        with store.transaction():
            for number, report in islice(store.scan(start), AT_ONCE):
                seen = profile(report)
                found = marks(report, seen)
                found = replace(found, names=found.names | meanings.posted(seen))
                store.touched.add(number, found, number - (number - 1) % TOGETHER, ())
    store.touched.hear([])
    if not store.touched.done(store.kept, method):
        raise RuntimeError("the store is not whole: something in it still waits to be assessed")
    store.close()


class Stories:
    """The stories of a store's reports, made anew each time they are gone through: never all in memory."""

    def __init__(self, store: Sqlite) -> None:
        self._store = store

    def __iter__(self) -> Iterator[Told]:
        some: list[Told] = []
        for number, report in self._store.scan():
            some.append(told(report, "s", f"c-{number}"))
            if len(some) == TOGETHER:
                yield self._one(some)
                some = []
        if some:
            yield self._one(some)

    def _one(self, parts: Sequence[Told]) -> Told:
        name = f"s-{parts[0].claims[0].claim.id}"
        reports = tuple(report for part in parts for report in part.reports)
        story = replace(parts[0].story, id=name, reports=tuple(report.id for report in reports))
        return replace(
            parts[0],
            story=story,
            reports=reports,
            **{field: tuple(each for part in parts for each in getattr(part, field))
               for field in ("claims", "figures", "timeline", "open", "lines", "statements")},
        )  # fmt: skip


def text(at: int, turn: int = 0) -> str:
    """A report's text: what the samples quote, and the words of its story, each told a little otherwise.

    ``turn`` makes another account of the same.
    """
    story, own = random.Random(f"story {at // TOGETHER}"), random.Random(f"report {at} {turn}")
    place, ship = (_word(story).capitalize() for _ in range(2))
    words = [_word(story) for _ in range(STORY_WORDS)] + [_word(own) for _ in range(OWN_WORDS)]
    return (
        f"The harbour office said more than 40 boats sank on Friday.\nIt was off {place}, the {ship} said: "
        f'{" ".join(words)}. A pilot called it "the worst night in years".'
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3))


def measured(place: str, headers: dict[str, str], names: Sequence[str]) -> int:
    """Ask both questions idle, then under ingest; print the table."""
    claims = [name.removeprefix("s-") for name in names]
    kinds = {
        "story page": [f"/stories/{name}" for name in names],
        "claim API": [f"/api/claims/{c}" for c in claims],
    }
    with httpx.Client(base_url=place, headers=headers, timeout=300) as client:
        for paths in kinds.values():
            for path in paths[:WARM]:
                client.get(path).raise_for_status()
    idle = {kind: p95(place, headers, paths) for kind, paths in kinds.items()}
    ended = threading.Event()
    took: list[float] = []
    sender = threading.Thread(target=send, args=(place, headers, ended, len(names) * TOGETHER, took))
    sender.start()
    busy = {}
    for kind, paths in kinds.items():
        enough = len(took) + LEAST
        busy[kind] = p95(place, headers, paths, lambda enough=enough: len(took) >= enough)  # type: ignore[misc]
    ended.set()
    sender.join()
    print(f"{'':12} {'idle p95':>10} {'under ingest':>13} {'ratio':>6}")
    for kind, still in idle.items():
        print(f"{kind:12} {still * 1e3:>7.1f} ms {busy[kind] * 1e3:>10.1f} ms {busy[kind] / still:>6.2f}")
    print(f"{len(took)} reports were sent meanwhile, one after the other; until each was assessed: median "
          f"{median(took):.1f} s, longest {max(took):.1f} s")  # fmt: skip
    return int(any(busy[kind] > MOST * still for kind, still in idle.items()))


def p95(
    place: str, headers: dict[str, str], paths: Sequence[str], enough: Callable[[], bool] = lambda: True
) -> float:
    """The time that 95 of 100 answers stay under, asked by several at a time, until it is ``enough`` too."""
    took: list[float] = []

    def asking(seed: int) -> None:
        chance = random.Random(seed)
        asked = 0
        with httpx.Client(base_url=place, headers=headers, timeout=300) as client:
            while asked < ASKED // ASKERS or not enough():
                path = chance.choice(paths)
                begun = time.perf_counter()
                answer = client.get(path)
                took.append(time.perf_counter() - begun)
                answer.raise_for_status()
                asked += 1

    _together([lambda seed=seed: asking(seed) for seed in range(ASKERS)])  # type: ignore[misc]
    return sorted(took)[int(len(took) * 0.95)]


def send(place: str, headers: dict[str, str], ended: threading.Event, size: int, took: list[float]) -> None:
    """Send new accounts of stories that are there, each when the one before it is assessed, until it is ended."""
    chance = random.Random(11)
    with httpx.Client(base_url=place, headers=headers, timeout=3600) as client:
        turn = 0
        while not ended.is_set():
            turn += 1
            words = text(chance.randrange(size), turn)
            begun = time.perf_counter()
            answer = client.post("/api/ingest", files={"files": (f"new{turn}.txt", words.encode())})
            answer.raise_for_status()
            took.append(time.perf_counter() - begun)


def _together(calls: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def serve(db: Path) -> None:
    """The server that is measured: as ``twosource serve``, but for the bound on calls."""
    from twosource.surfaces.api.listen import listen
    from twosource.surfaces.api.serving import Limit, Serving

    free = {kind: Limit(6e6, 1_000_000) for kind in ("api", "sign-in", "address", "work")}
    listen(Settings(db=db, quiet=True), Serving(port=0, limits=free), lambda line: print(line, flush=True))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else REPORTS, Path(sys.argv[2]) if sys.argv[2:] else None))
