"""The story page and the claim API while reports come in, against the same server idle, in one run.

``python -m benchmarks.serve [REPORTS [STORE]]`` (2000 where none is said; 100000 is the issue's). STORE is a file that
is filled where it is not there, and kept: a second run measures at once. The store's reports, readings and
stories are supplied, not parsed: what is measured is answering. Then new reports are sent without a pause, each read and
assessed by the worker, and the same questions are asked again. Prints the p95 of both and their ratio; ends with 1
where a ratio is over MOST.
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
from pathlib import Path

import httpx

from tests.samples import captured, reading, told
from twosource import Desk, Settings
from twosource.model import Captured, Derived, Told
from twosource.stores.sqlite import Sqlite

REPORTS = 2_000
TOGETHER = 8  # reports of one story
ASKED = 400  # questions of each kind, in each state
ASKERS = 2
MOST = 3.0
WARM = 20
BEGUN = 2.0  # seconds after which the worker is at it
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
    """Put so many reports with their readings and stories into a new store."""
    chance = random.Random(7)
    with Desk(Settings(db=db)) as desk:
        desk.add_person("Ada", "admin", PASSWORD, "benchmark")
        method = desk.method
    store = Sqlite(db)
    key = ":".join(method.values())

    def fresh() -> Iterator[Captured]:
        for at in range(size):
            yield captured(f"{at}.txt", text(chance), f"Boats lost, account {at}")

    some: list[Captured] = []
    for one in fresh():
        some.append(one)
        if len(some) == 500 or one.report.path == f"{size - 1}.txt":
            store.put(*some)
            store.read_by(key, (reading(each.report) for each in some))
            some = []
    store.swap(Derived(method, Stories(store)), store.kept)  # type: ignore[arg-type]
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


def text(chance: random.Random) -> str:
    """A report's text: what the samples quote, and a story of its own around it."""
    place = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
    own = " ".join("".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(60))
    return (
        f"The harbour office said more than 40 boats sank on Friday.\nIt was off {place}: {own}. "
        'A pilot called it "the worst night in years".'
    )


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
    sent: list[int] = []
    # A daemon: its last report may be under way for as long as all is assessed once.
    sender = threading.Thread(target=send, args=(place, headers, ended, sent), daemon=True)
    sender.start()
    time.sleep(BEGUN)
    busy = {kind: p95(place, headers, paths) for kind, paths in kinds.items()}
    ended.set()
    print(
        f"{'':12} {'idle p95':>10} {'under ingest':>13} {'ratio':>6}   ({len(sent)} reports were safe meanwhile)"
    )
    worst = 0.0
    for kind, still in idle.items():
        ratio = busy[kind] / still
        worst = max(worst, ratio)
        print(f"{kind:12} {still * 1e3:>7.1f} ms {busy[kind] * 1e3:>10.1f} ms {ratio:>6.2f}")
    return int(worst > MOST)


def p95(place: str, headers: dict[str, str], paths: Sequence[str]) -> float:
    """The time that 95 of 100 answers stay under, asked by several at a time."""
    took: list[float] = []

    def asking(seed: int) -> None:
        chance = random.Random(seed)
        with httpx.Client(base_url=place, headers=headers, timeout=300) as client:
            for _ in range(ASKED // ASKERS):
                path = chance.choice(paths)
                begun = time.perf_counter()
                answer = client.get(path)
                took.append(time.perf_counter() - begun)
                answer.raise_for_status()

    _together([lambda seed=seed: asking(seed) for seed in range(ASKERS)])  # type: ignore[misc]
    return sorted(took)[int(len(took) * 0.95)]


def send(place: str, headers: dict[str, str], ended: threading.Event, sent: list[int]) -> None:
    """Send reports, one after the other without a pause, until it is ended."""
    chance = random.Random(11)
    with httpx.Client(base_url=place, headers=headers, timeout=3600) as client:
        while not ended.is_set():
            number = chance.randrange(10_000)
            words = (
                f"Police said on Sunday that {number} people had left the town of {text(chance).split()[14]}."
            )
            # Safe at once; the worker assesses without a pause, for the next is there before it has ended.
            try:
                client.post("/api/ingest?wait=false", files={"files": (f"new{number}.txt", words.encode())})
            except httpx.HTTPError:
                return  # the server has been ended: all is measured
            sent.append(number)
            time.sleep(0.2)


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
