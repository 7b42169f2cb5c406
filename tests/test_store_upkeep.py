"""Looking after a store: opening, copying, bringing back, telling what is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.samples import captured, derived, reading
from twosource.errors import AlreadyThere, StoreError, UsageError
from twosource.stores.sqlite import Sqlite
from twosource.stores.tables import migrations
from twosource.stores.upkeep import backup, examine, restore


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    store = Sqlite(path)
    one = captured()
    store.put(one)
    store.read_by("m1", [reading(one.report)])
    store.swap(derived(one.report), store.kept)
    store.close()
    return path


def content(path: Path) -> list[str]:
    """Every row of a store, as SQL."""
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump())
    finally:
        db.close()


def failing(path: Path) -> set[str]:
    return {check.name for check in examine(path) if not check.ok}


def test_opening_twice_changes_nothing(place: Path) -> None:
    before = content(place)
    Sqlite(place).close()
    assert content(place) == before


def test_a_store_written_by_a_newer_program_is_refused_and_left_as_it_is(place: Path) -> None:
    db = sqlite3.connect(place)
    db.execute("PRAGMA user_version = 9999")
    db.close()
    before = content(place)
    with pytest.raises(StoreError, match="newer"):
        Sqlite(place)
    assert content(place) == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "other.db")
    db.execute("CREATE TABLE theirs (a)")
    db.close()
    with pytest.raises(StoreError, match="another program"):
        Sqlite(tmp_path / "other.db")


@pytest.mark.parametrize("name", ["no/such/folder.db", "."])
def test_a_place_where_no_store_can_be_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="folder"):
        Sqlite(tmp_path / name)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database at all, only words " * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Sqlite(tmp_path / "x.db")


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(place)
    script = "CREATE TABLE extra (a);\nINSERT INTO no_such_table VALUES (1);\n"
    monkeypatch.setattr("twosource.stores.tables.migrations", lambda: [*migrations(), (99, script)])
    with pytest.raises(StoreError):
        Sqlite(place)
    assert content(place) == before


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_copy_holds_everything_and_can_be_brought_back(place: Path, tmp_path: Path) -> None:
    copy = backup(place, tmp_path / "copy.db")
    assert content(copy) == content(place)
    restored = restore(copy, tmp_path / "again.db")
    assert content(restored) == content(place)
    assert failing(restored) == set()


def test_a_copy_taken_while_the_store_is_written_is_whole(place: Path, tmp_path: Path) -> None:
    store = Sqlite(place)
    store.put(captured("b.txt"))
    with store.transaction():
        store.put(captured("c.txt"))
        copy = backup(place, tmp_path / "copy.db")
    store.close()
    assert [report.path for _, report in Sqlite(copy).scan()] == ["a.txt", "b.txt"]


def test_nothing_is_overwritten_without_being_told_to(place: Path, tmp_path: Path) -> None:
    copy = backup(place, tmp_path / "copy.db")
    with pytest.raises(AlreadyThere, match="--force"):
        backup(place, copy)
    with pytest.raises(AlreadyThere, match="--force"):
        restore(copy, place)
    store = Sqlite(place)
    store.put(captured("b.txt"))
    store.close()
    restore(copy, place, replace=True)
    assert content(place) == content(copy)


OWN = '[[agencies]]\nname = "Fjellwire"\n'


def test_a_copy_holds_the_desks_own_agencies_and_brings_them_back(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(OWN)
    copy = backup(place, tmp_path / "copy.db", own=own)
    for form, named in ((None, "sources.toml"), ("kept.toml", "kept.toml")):
        there = tmp_path / named.removesuffix(".toml")
        there.mkdir()
        restored = restore(copy, there / "again.db", own=there / form if form else None)
        assert content(restored) == content(place), "nothing of it stays in the store"
        assert {each.name for each in there.iterdir()} == {"again.db", named}
        assert (there / named).read_text() == OWN


def test_a_copy_without_agencies_leaves_those_that_are_there(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(OWN)
    restore(backup(place, tmp_path / "copy.db"), place, replace=True, own=own)
    assert own.read_text() == OWN


def test_agencies_that_differ_are_not_overwritten_without_being_told_to(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(OWN)
    copy = backup(place, tmp_path / "copy.db", own=own)
    restore(copy, tmp_path / "same.db", own=own)
    own.write_text(OWN.replace("Fjell", "Fjord"))
    before = content(place)
    with pytest.raises(AlreadyThere, match="--force"):
        restore(copy, tmp_path / "other.db", own=own)
    with pytest.raises(UsageError, match="--sources"):
        restore(copy, tmp_path / "other.db", replace=True, own=tmp_path / "sources.json")
    assert not (tmp_path / "other.db").exists()
    restore(copy, place, replace=True, own=own)
    assert (own.read_text(), content(place)) == (OWN, before)


def test_agencies_that_cannot_be_read_are_told_and_no_copy_is_made(place: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        backup(place, tmp_path / "copy.db", own=tmp_path / "gone.toml")
    assert not list(tmp_path.glob("copy.db*"))


def test_a_damaged_copy_is_not_brought_back(place: Path, tmp_path: Path) -> None:
    copy = backup(place, tmp_path / "copy.db")
    data = bytearray(copy.read_bytes())
    for at in range(4096 * 3, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    copy.write_bytes(data)
    before = content(place)
    with pytest.raises(StoreError):
        restore(copy, place, replace=True)
    assert content(place) == before


def test_a_healthy_store_passes_every_check(place: Path) -> None:
    assert failing(place) == set()


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        ("UPDATE payloads SET sha256 = zeroblob(32)", {"documents", "references"}),
        ("DELETE FROM reports", {"references", "search over reports"}),
        ("DROP TRIGGER statement_out; DELETE FROM statements", {"search over statements"}),
        ("UPDATE facts SET value = 7 WHERE name = 'kept'", {"derived rows"}),
    ],
)
def test_what_is_wrong_is_named(place: Path, harm: str, named: set[str]) -> None:
    db = sqlite3.connect(place)
    db.executescript(harm)
    db.close()
    assert failing(place) == named
