"""Several processes and one store: readers beside a writer, and a writer that dies at any moment."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.samples import captured, derived, reading
from twosource.stores.sqlite import Sqlite
from twosource.stores.upkeep import examine

ROOT = Path(__file__).resolve().parents[1]
WRITER = """
import sys
from pathlib import Path
from tests.samples import captured, derived, reading
from twosource.stores.sqlite import Sqlite
store = Sqlite(Path(sys.argv[1]))
for n in range(int(sys.argv[2]), 10**9):
    ones = [captured(f"{n}-{m}.txt") for m in range(5)]
    with store.transaction():
        store.put(*ones)
        store.read_by("m1", [reading(one.report) for one in ones])
    print(*(one.report.path for one in ones), flush=True)
    store.swap(derived(*(one.report for one in ones)), store.kept)
"""


def writer(place: Path, first: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), str(first)], stdout=subprocess.PIPE, cwd=ROOT, bufsize=0
    )


def read_for(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """What a process prints within some seconds of its first word."""
    assert process.stdout is not None
    out = process.stdout.read(1)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([process.stdout], [], [], left)[0]:
            out += os.read(process.stdout.fileno(), 65536)
    return out


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    place, chance = tmp_path / "desk.db", random.Random(7)
    acknowledged: set[str] = set()
    for turn in range(12):
        process = writer(place, turn * 10**6)
        out = read_for(process, chance.uniform(0.0, 0.15))
        process.send_signal(signal.SIGKILL)
        out += process.communicate()[0] or b""
        # A line cut short by the kill was not acknowledged; every whole one was.
        acknowledged |= {name for line in out.decode().split("\n")[:-1] for name in line.split()}
        store = Sqlite(place)
        kept = {report.path: report for _, report in store.scan()}
        assert acknowledged <= kept.keys()
        assert len(kept) % 5 == 0, "a transaction was kept in part"
        assert {reading.dissection.report.id for reading in store.readings("m1")} == {
            r.id for r in kept.values()
        }
        assert len(store.stories()) in (0, 5)
        store.close()
        assert [check for check in examine(place) if not check.ok and check.name != "derived rows"] == []
    assert len(acknowledged) >= 12 * 5


def test_readers_see_whole_states_while_one_process_writes(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    Sqlite(place).close()
    process = writer(place, 0)
    try:
        read_for(process, 0.05)
        seen, readers = [], [Sqlite(place), Sqlite(place)]
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            for store in readers:
                with store.snapshot():
                    seen.append(len(list(store.scan())))
                    assert len(list(store.readings("m1"))) == seen[-1]
                    told = [store.told(story.id) for story in store.stories()]
                    assert len(told) in (0, 5)
                    assert all(one and one.statements for one in told)
        assert all(count % 5 == 0 for count in seen)
        assert seen[-1] > seen[0], "the writer went on while others read"
    finally:
        process.kill()
        process.communicate()


def test_two_writers_take_turns_and_both_are_kept(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    writers = [writer(place, 0), writer(place, 10**6)]
    out = b"".join(read_for(process, 0.3) for process in writers)
    for process in writers:
        process.kill()
        out += process.communicate()[0] or b""
    acknowledged = {
        name for line in out.decode().split("\n") for name in line.split() if name.endswith(".txt")
    }
    store = Sqlite(place)
    kept = {report.path for _, report in store.scan()}
    assert acknowledged <= kept
    assert {int(name.split("-")[0]) >= 10**6 for name in acknowledged} == {True, False}
    store.close()


def test_a_reader_does_not_change_the_store(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    store = Sqlite(place)
    one = captured()
    store.put(one)
    store.read_by("m1", [reading(one.report)])
    store.swap(derived(one.report), store.kept)
    changes = store.db.total_changes
    other = Sqlite(place)
    list(other.scan()), other.stories(), other.search("boats", 5), other.members("claim")
    assert (store.db.total_changes, other.db.total_changes) == (changes, 0)
    other.close()
    store.close()
