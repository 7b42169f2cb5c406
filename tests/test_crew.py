"""Many reports are read by a crew: each says what it says in one process, and a lost worker loses nothing."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from twosource import Desk, Settings, contract, pipeline
from twosource.data.added import Additions, Agency, added
from twosource.desk import crew
from twosource.desk.crew import Workers
from twosource.errors import WorkerLost
from twosource.model import Derived, Reading
from twosource.pipeline import following
from twosource.ports import SetDerived
from twosource.stages import dissect

from .reading import language, read

TOWNS = ("Port Ashby", "Halle Reach", "Sorrel Bay", "Tern Isle")


def text(number: int) -> str:
    town, lost = TOWNS[number % len(TOWNS)], 30 + 7 * (number // 2)
    return (
        f'The ferry Lunde sank off {town} on Tuesday, the harbour master said. "We count {lost} people missing," '
        f"Ilse Brandt told reporters.\n\nA spokesman for Norland Rail denied that {lost + 3} had been on board; there is "
        f"no list.\n\nThe navy (NNV) said it would send more than {number + 2} boats by Friday."
    )


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    two = Workers(2)
    yield two
    two.close()


def test_the_crew_parses_as_one_process_does(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "CHARACTERS", 300)
    passages = [line for number in range(8) for line in text(number).split("\n\n")]
    assert list(workers.parse("en", passages)) == list(language().parse(passages))


def test_the_crew_takes_reports_apart_as_one_process_does(workers: Workers) -> None:
    reports = [read(text(number)).report for number in range(6)]
    given = []
    for report in reports:
        passages = dissect.texts(report)
        given.append((report, dict(zip(passages, language().parse(passages), strict=True))))
    for told, one in zip(workers.say(given), given, strict=True):
        alone = pipeline.said(*one)
        assert alone.statements
        assert lean(told) == lean(alone)
        assert told.dissection.report == one[0]


def test_what_a_desk_adds_to_the_tables_holds_for_the_crew_too(workers: Workers) -> None:
    report = read(
        "The harbour is closed, the Tern Wire Service reported.\n\nTWS said so again on Friday."
    ).report
    passages = dissect.texts(report)
    given = [(report, dict(zip(passages, language().parse(passages), strict=True)))]
    agency = Agency("agency:tern-wire", "Tern Wire Service", ("Tern Wire Service", "TWS"), origin="here")
    own = Additions((agency,), digest="own", key="own")
    shipped = lean(next(workers.say(given)))
    with added(own):
        alone = lean(pipeline.said(*given[0]))
        assert lean(next(workers.say(given))) == alone
    assert alone != shipped
    assert lean(next(workers.say(given))) == shipped


def lean(reading: Reading) -> object:
    kept = crew._bare(reading)
    return kept.dissection, kept.statements, kept.ties


def stories(desk: Desk) -> str:
    told = json.loads(json.dumps(contract.brief(desk.brief()), default=str))
    return json.dumps(told["stories"], sort_keys=True)


def test_a_store_that_a_crew_read_tells_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "MANY", 0)
    monkeypatch.setattr(crew, "MANY_MORE", 0)
    monkeypatch.setattr(crew, "FEWEST", 1)
    derived: list[int] = []
    derive = Workers.derive
    monkeypatch.setattr(Workers, "derive", lambda *asked: derived.append(len(asked[2])) or derive(*asked))
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(text(number), "utf-8")
    places = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    with Desk(Settings(db=tmp_path / "one.db", workers=0)) as one:
        list(one.ingest(places))
        alone = stories(one)
    with Desk(Settings(db=tmp_path / "two.db")) as two:
        assert len(list(two._crew.parse("en", ["Nobody knows."]))) == 1
        for worker in two._crew._local._workers:
            os.kill(worker._process.pid, signal.SIGKILL)
        with pytest.raises(WorkerLost, match="Nothing is lost"):
            list(two.ingest(places))
        list(two.ingest(()))
        assert stories(two) == alone
        assert sum(derived) > 0


def test_a_few_reports_do_not_call_the_crew_together(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(text(1), "utf-8")
    with Desk(Settings(db=tmp_path / "one.db")) as desk:
        list(desk.ingest([str(tmp_path / "one.txt")]))
        assert not desk._crew._local.running


def test_sets_that_come_in_any_order_are_taken_as_if_in_their_own() -> None:
    regions = [(1,), (2,), (3,), (4,), (5,)]
    names = {(1,): ("s1", "c1"), (2,): (), (3,): ("c1", "c3"), (4,): ("c3",), (5,): ("s5",)}
    found = [(homes, SetDerived((), names[homes], Derived({}, (), ()))) for homes in regions]
    for order in permutations(found):
        taken = [homes for homes, _ in following._as_in_order(regions, iter(order))]
        assert sorted(taken) == [
            (1,),
            (2,),
            (4,),
            (5,),
        ]  # the third could be given the first's claim: it waits
        assert [homes for homes in taken if names[homes]] == [(1,), (4,), (5,)]
