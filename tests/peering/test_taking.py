"""What a partner posts is safe when it is acknowledged, and read once, wherever the desk is cut."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.test_taxii import ALLY, envelope, note
from twosource import Desk, Settings
from twosource.model import Match, Peer, Person

WHO = Person("peer:ally", "reader", frozenset(), "peer")


def opened(folder: Path) -> Desk:
    return Desk(Settings(db=folder / "desk.db", quiet=True))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as made:
        made.identity("Desk A")
        made.group("allies")
        made.partner("Ally", identity=ALLY)
        made.join("allies", "Ally")
        yield made


def post(desk: Desk, *objects: dict[str, Any]) -> dict[str, Any]:
    (there,) = desk.collections(WHO)
    return desk.take(there, WHO, envelope(*objects), None)


def kept(desk: Desk) -> tuple[int, int, int, int]:
    """How many words, reports, objects on the shelf and receipts there are."""
    store = desk._store
    shelf = store.collections.page("allies", "ally", -1, 100, Match(versions=()))
    return (
        len(list(store.exchange.all_heard())),
        len(list(store.scan())),
        len(shelf),
        len(desk.receipts()),
    )


def test_what_is_acknowledged_is_on_the_disk_and_read_once_after_the_desk_died(
    desk: Desk, tmp_path: Path
) -> None:
    status = post(desk, note(1), note(2))
    with sqlite3.connect(tmp_path / "desk.db") as other:  # what another process finds after a kill -9
        (body,) = other.execute("SELECT body FROM received").fetchone()
    assert json.loads(body)["objects"] == [note(1), note(2)]
    assert (status["status"], kept(desk)) == ("pending", (0, 0, 0, 0))
    with opened(tmp_path) as again:
        assert [again.hear_waiting(), again.hear_waiting()] == [2, 0]
        assert kept(again) == (2, 2, 2, 1)
        assert again.status(status["id"], WHO)["success_count"] == 2
    assert desk.hear_waiting() == 0


@pytest.mark.parametrize(
    "where", ["exchange.hear", "collections.put", "collections.keep_status", "ledger.append"]
)
def test_a_cut_while_it_is_read_keeps_nothing_and_it_still_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    status = post(desk, note(1), note(2))
    part, _, verb = where.partition(".")
    with monkeypatch.context() as patched:
        patched.setattr(type(getattr(desk._store, part)), verb, lambda *_, **__: 1 / 0)
        assert desk.hear_waiting() == 0
        assert kept(desk) == (0, 0, 0, 0)
        assert desk.status(status["id"], WHO)["status"] == "pending"
    assert desk.hear_waiting() == 2
    assert kept(desk) == (2, 2, 2, 1)


def test_one_that_cannot_be_read_holds_up_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    post(desk, note(1))
    post(desk, note(2))
    read = desk._read
    monkeypatch.setattr(desk, "_read", lambda *given: 1 / 0 if given[1].number == 1 else read(*given))
    assert desk.hear_waiting() == 1
    assert desk.newest_waiting() == 1


def test_the_same_bytes_are_read_once_however_often_they_come(desk: Desk) -> None:
    first, second = post(desk, note(1), note(2)), post(desk, note(1), note(2))
    assert desk.hear_waiting() == 2
    third = post(desk, note(1), note(2))
    assert third["status"] == "complete"
    told = [desk.status(one["id"], WHO) for one in (first, second, third)]
    assert len({one["id"] for one in told}) == 3
    assert [one["success_count"] for one in told] == [2, 2, 2]
    assert kept(desk) == (2, 2, 2, 1)


def test_what_came_out_of_order_is_taken_in_the_order_of_its_versions(desk: Desk) -> None:
    post(desk, note(1, modified="2031-05-04T10:00:00.000Z"))
    status = post(desk, note(1))
    desk.hear_waiting()
    assert desk.status(status["id"], WHO)["failures"][0]["message"].startswith("this version or a newer one")


def test_withdrawals_that_are_posted_are_followed_as_configured(desk: Desk) -> None:
    with desk._store.transaction():
        desk._store.collections.keep_peer(Peer("ally", "https://b.example/c/", "allies", revocations="keep"))
    post(desk, note(1))
    post(desk, note(1, modified="2031-05-04T10:00:00.000Z", revoked=True))
    desk.hear_waiting()
    assert [words.revoked for _, _, _, words in desk._store.exchange.all_heard()] == [False]
