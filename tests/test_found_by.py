"""By what reports are found: a store's tables say what the reports at hand say, and of a common key the latest."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import captured
from twosource.model import Report
from twosource.pipeline import touching
from twosource.pipeline.at_hand import InMemory
from twosource.pipeline.touching import sets
from twosource.ports import CROWD, PARTS, Marks, Touches
from twosource.stages.group.stories import Profile
from twosource.stages.group.stories.likeness import day_of, nearness, nearness_at_most
from twosource.stores.sqlite import Sqlite
from twosource.stores.tables import migrations

KEYS = st.frozensets(st.integers(0, 9), max_size=6)
WORDS = st.dictionaries(st.integers(0, 9), st.integers(1, PARTS).map(lambda parts: parts / PARTS), max_size=6)
FOUND_BY = st.builds(
    Marks, KEYS.map(tuple), WORDS, KEYS, KEYS, st.just(Profile("r", "en", None)), st.integers(0, 65_535)
)


def filled(found: list[Marks]) -> tuple[Touches, Touches, Sqlite]:
    """The same reports in a store and at hand, each in a set of its own but for every third."""
    store = Sqlite(None)
    store.put(*(captured(f"{at}.txt") for at in range(len(found))))
    at_hand = InMemory([])
    for number, each in enumerate(found, 1):
        for index in (store.touched, at_hand):
            index.add(number, each, number - number % 3 // 2, ())
    return store.touched, at_hand, store


@settings(max_examples=25, deadline=None)
@given(st.lists(FOUND_BY, min_size=1, max_size=6), FOUND_BY, st.integers(1, 3), st.floats(0, 0.5))
def test_a_store_finds_what_is_found_among_the_reports_at_hand(
    found: list[Marks], sought: Marks, most: int, least: float
) -> None:
    stored, at_hand, store = filled(found)
    assert stored.by_copies(sought.copies, most) == at_hand.by_copies(sought.copies, most)
    for recalled in (False, True):
        assert stored.by_names(sought.names, recalled, most) == at_hand.by_names(sought.names, recalled, most)
    near, near_at_hand = (sorted(index.by_words(sought.words, most, least)) for index in (stored, at_hand))
    assert [each[:2] for each in near] == [each[:2] for each in near_at_hand]
    assert [each.alike for each in near] == pytest.approx([each.alike for each in near_at_hand])
    numbers = range(1, len(found) + 1)
    assert stored.homes(numbers) == at_hand.homes(numbers)
    store.close()


def test_of_a_common_key_the_latest_reports_are_found_and_its_row_grows_no_more() -> None:
    marks = Marks((7,), {8: 0.5}, frozenset({9}), frozenset(), Profile("r", "en", None))
    stored, _, store = filled([marks] * (CROWD + 20))
    latest = set(range(21, CROWD + 21))
    assert set(stored.by_copies((7,), CROWD)) == latest
    assert {each.number for each in stored.by_words({8: 0.5}, CROWD, 0.0)} == latest
    assert set(stored.by_names([9], False, CROWD)) == latest
    assert set(stored.by_names([9], False, 3)) == {CROWD + 18, CROWD + 19, CROWD + 20}
    for table, size in (("copy_keys", 4), ("word_keys", 8), ("name_keys", 4)):
        assert store.db.execute(f"SELECT length(latest) FROM {table}").fetchall() == [(CROWD * size,)]
    store.close()


def test_names_told_and_names_looked_back_to_are_not_mixed() -> None:
    told = Marks((), {}, frozenset({5}), frozenset(), Profile("r", "en", None))
    recalled = Marks((), {}, frozenset(), frozenset({5}), Profile("r", "en", None))
    stored, _, store = filled([told, recalled])
    assert dict(stored.by_names([5], False, CROWD)) == {1: 1}
    assert dict(stored.by_names([5], True, CROWD)) == {2: 1}
    store.close()


@settings(max_examples=60)
@given(
    *[
        st.sampled_from(
            ("2031-05-05", "2031-05-06T23:30:00+00:00", "2031-07", "2031", None, "1950-01-01", "2400-01-01")
        )
    ]
    * 2
)
def test_what_two_days_allow_is_never_less_than_what_the_times_come_to(
    one: str | None, other: str | None
) -> None:
    a, b = (Profile(name, "en", at) for name, at in (("a", one), ("b", other)))
    assert nearness_at_most(day_of(a), day_of(b)) >= nearness(a, b) - 1e-9


def test_of_many_reports_in_the_same_words_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are most alike and nearest in time come first, and one touch is enough for a set."""
    text = "The reservoir wall at Tessaly gave way on Monday night, engineers of the Brannock works said. "
    reports = [
        Report(f"{at}", f"{at}", f"{text}Notice {at} of the morning.", "", language="en",
               published_at=f"2031-05-{1 + at // 30:02d}")
        for at in range(120)
    ]  # fmt: skip
    read: list[int] = []
    seen = InMemory.seen
    monkeypatch.setattr(
        InMemory, "seen", lambda self, number, kind: (read.append(number), seen(self, number, kind))[1]
    )
    monkeypatch.setattr(touching, "REMEMBERED", 1)
    assert [len(each) for each in sets(reports)] == [120]
    assert len(read) < 5 * len(reports), "the members of a set that is joined already are left alone"


def test_a_store_of_the_tables_before_opens_and_its_reports_are_placed_anew(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    store = Sqlite(place)
    store.put(captured())
    store.touched.forget({"version": "1"})
    store.close()
    db = sqlite3.connect(place)
    for table in ("copy_keys", "word_keys", "name_keys"):
        db.execute(f"DROP TABLE {table}")
    script = dict(migrations())[8]
    for line in script.split(";"):
        if "_marks (" in line:
            db.execute(line)
    db.execute("INSERT INTO copy_marks VALUES (1, 1)")
    db.execute("INSERT INTO marked VALUES (1, 1, 1)")
    db.execute("PRAGMA user_version = 15")
    db.commit()
    db.close()
    store = Sqlite(place)
    assert len(list(store.scan())) == 1
    assert store.touched.placed_by() == {}, "so that all are placed anew"
    store.touched.forget({"version": "1"})
    assert store.touched.home(1) == 0
    store.touched.add(1, Marks((1,), {}, frozenset(), frozenset(), None), 1, ())
    assert store.touched.by_copies((1,), CROWD) == {1: (1, 1)}
    store.close()
