"""A SQLite store as it grows: sources are summed in steps, and what is done is not looked at again."""

from __future__ import annotations

import random

from twosource.model import Captured, Dissection, Item, Reading, Record, Report, Source
from twosource.stores import sums
from twosource.stores.reached import reached
from twosource.stores.records import summed
from twosource.stores.rows import unpack
from twosource.stores.sqlite import Sqlite


def record(name: str, number: int) -> Record:
    """What a source did in one set."""
    source = Source(name, name.title(), "outlet", (f"{name} {number % 3}",))
    return Record(source, 1, number % 2, 1, {"reported": number % 4}, 0, number % 5)


def test_sums_in_steps_are_the_sum_of_all_parts() -> None:
    store, chance = Sqlite(), random.Random(4)
    homes = chance.sample(range(1, 20_000), 150)
    with store.transaction():
        for turn in range(260):
            home = chance.choice(homes)
            names = {chance.choice(("post", "herald", "radio")) for _ in range(chance.randrange(3))}
            if turn % 7 == 0:  # two sets become one, which is then derived
                other = chance.choice(homes)
                store.db.execute("UPDATE source_parts SET home = ? WHERE home = ?", (home, other))
            sums.renew(store.db, [record(name, turn) for name in sorted(names)], [home])
    for name in ("post", "herald", "radio"):
        rows = store.db.execute("SELECT body FROM source_parts WHERE id = ? ORDER BY part", (name,))
        parts = [unpack(Record, body) for (body,) in rows]
        assert len(parts) > 20
        (body,) = store.db.execute("SELECT body FROM sources WHERE id = ?", (name,)).fetchone()
        assert unpack(Record, body) == summed(parts)
    sums.renew(store.db, [], sorted(homes))
    for table in ("source_parts", "source_sums", "sources"):
        assert store.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    store.close()


def test_what_is_read_is_not_looked_at_again_but_by_another_method() -> None:
    store = Sqlite()
    reports = [Report(f"r{n}", f"{n}.txt", f"The dam {n} holds.", "") for n in range(4)]
    for report in reports:
        store.put(Captured(report, Item(report.path, "text", report.text.encode())))
    said = {report.id: Reading(Dissection(report, (), (), ()), ()) for report in reports}
    store.read_by("one", [said["r0"], said["r1"], said["r3"]])
    assert reached(store.db, "read_to", "one") == 2
    assert [report.id for report in store.unread("one")] == ["r2"]
    store.read_by("one", [said["r2"]])
    assert reached(store.db, "read_to", "one") == 4
    assert list(store.unread("one")) == []
    assert [report.id for report in store.unread("two")] == ["r0", "r1", "r2", "r3"]
    store.read_by("two", [said["r1"]])  # in place of what the first method read
    assert [report.id for report in store.unread("one")] == ["r1"]
    assert [report.id for report in store.unread("two")] == ["r0", "r2", "r3"]
    store.close()
