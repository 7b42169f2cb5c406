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
from twosource.desk.peering import taking
from twosource.errors import NotAllowed
from twosource.model import Match, Peer, Person
from twosource.stages import share

WHO = Person("peer:ally", "reader", frozenset(), "peer")


def opened(folder: Path, **more: Any) -> Desk:
    return Desk(Settings(db=folder / "desk.db", quiet=True, **more))


def introduced(made: Desk) -> None:
    made.identity("Desk A")
    made.group("allies")
    made.partner("Ally", identity=ALLY)
    made.join("allies", "Ally")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as made:
        introduced(made)
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


@pytest.fixture(params=["at once", "later"])
def judges(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether an envelope is judged before it is answered; a large one is not."""
    if request.param == "later":
        monkeypatch.setattr(taking, "AT_ONCE", 1)
    return bool(request.param == "at once")


def test_what_is_acknowledged_is_on_the_disk_and_read_once_after_the_desk_died(
    desk: Desk, tmp_path: Path, judges: bool
) -> None:
    status = post(desk, note(1), note(2))
    with sqlite3.connect(tmp_path / "desk.db") as other:  # what another process finds after a kill -9
        (body,) = other.execute("SELECT body FROM received").fetchone()
    assert json.loads(body)["objects"] == [note(1), note(2)]
    told = ("complete", (0, 0, 2, 1)) if judges else ("pending", (0, 0, 0, 0))
    assert (status["status"], kept(desk)) == told
    with opened(tmp_path) as again:
        assert [again.hear_waiting(), again.hear_waiting()] == [2, 0]
        assert kept(again) == (2, 2, 2, 1)
        assert again.status(status["id"], WHO)["success_count"] == 2
    assert desk.hear_waiting() == 0


@pytest.mark.parametrize(
    "where", ["exchange.judge", "collections.put", "collections.keep_status", "ledger.append"]
)
def test_a_cut_while_it_is_taken_keeps_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    part, _, verb = where.partition(".")
    with monkeypatch.context() as patched:
        patched.setattr(type(getattr(desk._store, part)), verb, lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            post(desk, note(1), note(2))
    assert kept(desk) == (0, 0, 0, 0)
    assert desk.newest_waiting() == 0
    post(desk, note(1), note(2))
    desk.hear_waiting()
    assert kept(desk) == (2, 2, 2, 1)


@pytest.mark.parametrize(
    "where", ["exchange.hear", "collections.put", "collections.keep_status", "ledger.append"]
)
def test_a_cut_while_it_is_read_keeps_nothing_and_it_still_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, judges: bool, where: str
) -> None:
    status = post(desk, note(1), note(2))
    before = kept(desk)
    part, _, verb = where.partition(".")
    if judges and where != "exchange.hear":
        return  # that was done when it was taken
    with monkeypatch.context() as patched:
        patched.setattr(type(getattr(desk._store, part)), verb, lambda *_, **__: 1 / 0)
        assert desk.hear_waiting() == 0
        assert kept(desk) == before
        assert desk.status(status["id"], WHO) == status
    assert desk.hear_waiting() == 2
    assert kept(desk) == (2, 2, 2, 1)


def test_one_that_cannot_be_read_holds_up_no_other_and_is_refused_after_some_tries(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, judges: bool
) -> None:
    status = post(desk, note(1), note(3))
    post(desk, note(2))
    keep = desk._keep_words
    monkeypatch.setattr(desk, "_keep_words", lambda words, came: 1 / (not words or came.number > 1) and keep(words, came))  # fmt: skip
    assert desk.hear_waiting() == 1
    assert desk.newest_waiting() == 1
    for _ in range(taking.MOST_TRIES):
        desk.hear_waiting()
    assert desk.newest_waiting() == 0
    told = desk.status(status["id"], WHO)
    assert (told["status"], told["success_count"], told["failure_count"]) == ("complete", 0, 2)
    assert all(
        "could not read it" in one["message"] and "number 1" in one["message"] for one in told["failures"]
    )
    shelf = desk._store.collections.page("allies", "ally", -1, 100, Match(versions=()))
    assert [row.object_id for row in shelf] == [note(2)["id"]]
    assert post(desk, note(1), note(3))["failure_count"] == 2, "the same bytes are answered alike"


def test_what_cannot_be_judged_waits_and_is_refused_after_some_tries(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_weighed", lambda *_: 1 / 0)
    status = post(desk, note(1))
    assert status["status"] == "pending"
    for _ in range(taking.MOST_TRIES):
        desk.hear_waiting()
    assert desk.status(status["id"], WHO)["failure_count"] == 1
    assert kept(desk) == (0, 0, 0, 1)


def test_a_partner_fills_no_disk(tmp_path: Path) -> None:
    with opened(tmp_path, partner_mb=1) as desk:
        introduced(desk)
        first = [note(n, content="x" * 20_000) for n in range(40)]
        post(desk, *first)
        with pytest.raises(NotAllowed, match="partner_mb"):
            post(desk, *[note(n, content="y" * 20_000) for n in range(40)])
        assert post(desk, *first)["success_count"] == 40, "what is there costs nothing"
        assert len(desk.receipts()) == 1


def test_two_versions_of_an_object_in_one_envelope_are_told_apart(desk: Desk) -> None:
    for at in (0, 1):
        old, new = note(at), note(at, modified="2031-05-04T10:00:00.000Z")
        status = post(desk, *([old, new], [new, old])[at])
        assert (status["success_count"], status["failure_count"]) == (1, 1)
        assert status["failures"][0]["version"] == old["modified"]
    desk.hear_waiting()
    assert {words.modified for _, _, _, words in desk._store.exchange.all_heard()} == {new["modified"]}


def test_an_answer_to_words_that_are_no_report_yet_is_bound_to_them(desk: Desk) -> None:
    asks = {
        "type": "opinion",
        "object_refs": [note(1)["id"]],
        "opinion": "strongly-agree",
        "explanation": "seen",
    }
    opinion = {**note(2), **asks, "id": note(2)["id"].replace("note", "opinion")}
    post(desk, note(1))
    assert post(desk, opinion)["success_count"] == 1
    desk.hear_waiting()
    said, about = (words for _, _, _, words in desk._store.exchange.all_heard())
    (report,) = (name for name, _, _, words in desk._store.exchange.all_heard() if words == said)
    assert about.statements == (share.given_id(report, 0),)


def test_the_same_bytes_are_read_once_however_often_they_come(desk: Desk, judges: bool) -> None:
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
