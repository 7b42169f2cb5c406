"""The audit log: a chain that shows any change, and from which words can be erased all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import audit
from twosource.errors import StoreError, UnknownId
from twosource.model import Entry
from twosource.stores.sqlite import Sqlite

AT = "2031-05-04T08:00:00+00:00"
WORDS = st.dictionaries(
    st.sampled_from(["actor", "subject", "reason", "was"]), st.text(max_size=12), min_size=1
)


def chain(said: list[dict[str, str]]) -> list[Entry]:
    lines: list[Entry] = []
    for number, words in enumerate(said):
        fields = {name: (f"salt{number}{name}", value) for name, value in words.items()}
        lines.append(audit.sealed(lines[-1] if lines else None, AT, "decide.confirm", fields))
    return lines


@given(st.lists(WORDS, max_size=8))
def test_a_log_that_nobody_touched_holds(said: list[dict[str, str]]) -> None:
    lines = chain(said)
    found = audit.verify(lines)
    assert (found.count, found.broken) == (len(lines), None)
    assert found.head == (lines[-1].hash if lines else audit.FIRST)


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_the_first_line_that_was_changed_is_named(said: list[dict[str, str]], data: st.DataObject) -> None:
    lines = chain(said)
    at = data.draw(st.integers(0, len(lines) - 1))
    name = data.draw(st.sampled_from(sorted(lines[at].fields)))
    salt, value = lines[at].fields[name]
    changes = [
        replace(lines[at], fields={**lines[at].fields, name: (salt, value + "x")}),
        replace(lines[at], action="decide.dispute"),
        replace(lines[at], at="2031-05-05T08:00:00+00:00"),
        replace(lines[at], digests={**lines[at].digests, name: "0" * 64}),
        replace(lines[at], former="f" * 64),
    ]
    changed = data.draw(st.sampled_from(changes))
    found = audit.verify([*lines[:at], changed, *lines[at + 1 :]])
    assert found.broken == at + 1
    assert found.count == at
    assert found.why


@given(st.lists(WORDS, min_size=2, max_size=8), st.data())
def test_a_line_taken_out_is_missed(said: list[dict[str, str]], data: st.DataObject) -> None:
    lines = chain(said)
    at = data.draw(st.integers(0, len(lines) - 2))
    found = audit.verify([*lines[:at], *lines[at + 1 :]])
    assert (found.broken, found.count) == (at + 1, at)
    assert found.why == f"line {at + 1} is missing"


def test_lines_cut_off_at_the_end_are_missed_by_what_was_noted() -> None:
    lines = chain([{"actor": "ada"}, {"actor": "ben"}, {"actor": "cleo"}])
    noted = (3, lines[2].hash)
    assert audit.verify(lines, noted).broken is None
    assert audit.verify(lines[:2]).broken is None, "the chain alone cannot know"
    assert audit.verify(lines[:2], noted).broken == 3
    again = chain([{"actor": "ada"}, {"actor": "ben"}, {"actor": "dora"}])
    assert audit.verify(again, noted).broken == 3


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Sqlite]:
    opened = Sqlite(tmp_path / "desk.db")
    yield opened
    opened.close()


def filled(store: Sqlite) -> None:
    store.ledger.append("ada", "decide.confirm", "c1", {"reason": "I was there"}, AT)
    store.ledger.append("ben", "decide.dispute", "c2", {"reason": "Ada cannot have been"}, AT)
    store.ledger.append("ada", "undo", "decision:1", {}, AT)


def test_the_store_appends_reads_and_verifies(store: Sqlite) -> None:
    assert store.ledger.head() is None
    filled(store)
    assert audit.verify(store.ledger.entries()).count == 3
    assert [one.number for one in store.ledger.latest(2)] == [3, 2]
    assert [one.number for one in store.ledger.latest(9, before=3)] == [2, 1]
    assert [one.number for one in store.ledger.latest(9, of="ada")] == [3, 1]
    assert [one.number for one in store.ledger.latest(9, of="c2")] == [2]
    assert [one.number for one in store.ledger.entries(after=1, limit=1)] == [2]
    first = store.ledger.entry(1)
    assert first is not None
    assert (first.actor, first.subject, first.detail) == ("ada", "c1", {"reason": "I was there"})


def test_words_can_be_erased_and_the_chain_still_holds(store: Sqlite, tmp_path: Path) -> None:
    filled(store)
    line = store.ledger.erase(2, ["actor", "reason"], "admin", "ben asked to be forgotten", AT)
    erased = store.ledger.entry(2)
    assert erased is not None
    assert (erased.actor, erased.detail, erased.subject) == ("", {}, "c2")
    assert erased.erased == ("actor", "reason")
    assert audit.verify(store.ledger.entries()).broken is None
    said = store.ledger.entry(line)
    assert said is not None
    assert (said.action, said.subject, said.actor) == ("erase", "entry:2", "admin")
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Ada cannot have been" not in (tmp_path / "desk.db").read_bytes()


def test_words_that_went_without_a_word_are_a_broken_line(store: Sqlite) -> None:
    filled(store)
    store.db.execute("DELETE FROM ledger_words WHERE number = 2 AND name = 'reason'")
    found = audit.verify(store.ledger.entries())
    assert (found.broken, found.why) == (2, "its reason is missing, and no later line says who erased it")


def test_the_database_refuses_to_change_or_delete_a_line(store: Sqlite) -> None:
    filled(store)
    for statement in (
        "DELETE FROM ledger WHERE number = 3",
        "UPDATE ledger SET at = '' WHERE number = 1",
        "UPDATE ledger_words SET value = 'eve' WHERE number = 1",
    ):
        with pytest.raises(sqlite3.DatabaseError, match="appended"):
            store.db.execute(statement)


def test_a_line_stands_or_falls_with_its_transaction(store: Sqlite) -> None:
    def fail() -> None:
        with store.transaction():
            filled(store)
            raise StoreError("full")

    with pytest.raises(StoreError):
        fail()
    assert store.ledger.head() is None


def test_erasing_from_a_line_that_is_not_there_says_so(store: Sqlite) -> None:
    with pytest.raises(UnknownId, match="no line 7"):
        store.ledger.erase(7, ["actor"], "admin", "why", AT)
