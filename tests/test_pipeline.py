"""The stages in order, over a store: the parse is paid once, order changes nothing, ids stay."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from twosource import contract, pipeline
from twosource.language.english import English
from twosource.model import Captured, Edge, Item, Parse, Report, SetAside
from twosource.pipeline.reading import BATCH_CHARACTERS
from twosource.stores.sqlite import Sqlite

WIRE = """Ferry loses power off Sandholm
The ferry Aldona lost power off Sandholm on Friday, harbour master Ines Valk said.
Valk said 212 passengers were aboard the Aldona when its engines stopped.
The operator, Northquay Lines, did not respond to a request for comment."""
RETOLD = """Passengers stranded for hours
At least 200 passengers were aboard the Aldona when its engines stopped off Sandholm, according to Ines Valk.
The ferry Aldona lost power off Sandholm on Friday, harbour master Ines Valk said."""
DENIED = """Operator disputes count
Northquay Lines said 180 passengers were aboard the ferry Aldona when its engines stopped off Sandholm on Friday.
The company denied that the engines had been serviced late."""
MARKET = """Cheese prices rise in the hills
Dairy farmers in Upper Tarn sold mountain cheese at 14 crowns a kilo on Saturday, the guild's clerk Odo Brann said."""
METHOD = {"version": "1", "rules": pipeline.rules()}


@cache
def english() -> English:
    return English()


class Counting:
    """English, with a count of what it was asked to parse."""

    code = "en"
    version = English.version

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def parse(self, passages: Iterable[str]) -> Iterator[Parse]:
        some = list(passages)
        self.asked.update(some)
        return english().parse(some)


def arrived(text: str, publisher: str, at: str | None = "2031-05-03") -> Captured:
    fields = {"text": text.split("\n", 1)[1], "title": text.split("\n", 1)[0], "publisher": publisher}
    item = Item(f"{publisher}.json", "fields", text.encode(), fields | ({"published_at": at} if at else {}))
    (one,) = pipeline.admitted([item], None, "2031-05-04T00:00:00+00:00")
    assert isinstance(one, Captured), one
    return one


def kept(store: Sqlite, language: Counting, *arrivals: Captured) -> None:
    for _ in pipeline.keep(arrivals, store, 2):
        pass
    pipeline.catch_up(store, lambda code: language, METHOD, 2)


def contents(store: Sqlite) -> list[object]:
    """Every story of a store as the contract has it."""
    return [contract.story(told) for story in store.stories() if (told := store.told(story.id))]


THREE = (
    arrived(WIRE, "Quay Courier"),
    arrived(RETOLD, "Sandholm Post"),
    arrived(DENIED, "Radio North", "2031-05-04"),
)


def test_no_passage_is_parsed_twice_in_a_run_nor_in_the_life_of_a_store(tmp_path: Path) -> None:
    store, language = Sqlite(tmp_path / "desk.db"), Counting()
    kept(store, language, arrived(WIRE, "Quay Courier"), arrived(WIRE, "Metro Sandholm"))
    assert language.asked
    assert set(language.asked.values()) == {1}
    kept(store, language, arrived(RETOLD, "Sandholm Post"))
    store.close()
    again = Sqlite(tmp_path / "desk.db")
    kept(again, language, arrived(DENIED, "Radio North"), arrived(WIRE, "The Late Edition"))
    assert set(language.asked.values()) == {1}
    again.close()


def test_rules_that_changed_read_everything_again_and_parse_nothing(tmp_path: Path) -> None:
    store, language = Sqlite(tmp_path / "desk.db"), Counting()
    kept(store, language, *THREE)
    before, language.asked = contents(store), Counter()
    pipeline.catch_up(store, lambda code: language, {**METHOD, "rules": "newer"}, 2)
    assert not language.asked
    assert contents(store) == before
    assert store.derived_from()[1]["rules"] == "newer"
    store.close()


def test_what_a_store_says_does_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    said = []
    for number, order in enumerate(itertools.permutations(THREE)):
        store = Sqlite(tmp_path / f"{number}.db")
        kept(store, Counting(), *order)
        said.append(contents(store))
        store.close()
    assert said[0]
    assert all(each == said[0] for each in said)


def without_ids(said: Sequence[object]) -> str:
    import json
    import re

    return re.sub(r'"(id|claim_id)": "[^"]*"', "", json.dumps(said))


def test_reports_that_come_one_by_one_say_what_they_say_at_once(tmp_path: Path) -> None:
    slow, fast = Sqlite(tmp_path / "slow.db"), Sqlite(tmp_path / "fast.db")
    for one in THREE:
        kept(slow, Counting(), one)
    kept(fast, Counting(), *THREE)
    assert without_ids(contents(slow)) == without_ids(contents(fast))
    slow.close()
    fast.close()


def test_a_claim_and_a_story_keep_their_ids_when_more_is_said(tmp_path: Path) -> None:
    store = Sqlite(tmp_path / "desk.db")
    kept(store, Counting(), THREE[0])
    claims, stories = store.members("claim"), store.members("story")
    kept(store, Counting(), *THREE[1:])
    assert stories.keys() <= store.members("story").keys() | store.redirects().keys()
    for name, members in claims.items():
        found = store.claim(name)
        assert found is not None, "an id that was given leads somewhere for ever"
        assert set(found[0].claim.members) >= set(members)
    store.close()


def test_a_report_is_in_one_story_and_every_sentence_is_cited(tmp_path: Path) -> None:
    store = Sqlite(tmp_path / "desk.db")
    kept(store, Counting(), *THREE)
    listed = [report for members in store.members("story").values() for report in members]
    assert sorted(listed) == sorted(one.report.id for one in THREE)
    for story in store.stories():
        told = store.told(story.id)
        assert told is not None
        assert told.lines
        assert all(line.citations for line in told.lines)
    store.close()


def test_a_decision_made_by_a_person_is_derived_from_and_derives_anew(tmp_path: Path) -> None:
    store, language = Sqlite(tmp_path / "desk.db"), Counting()
    market = arrived(MARKET, "Hill Gazette", "2031-07-20")
    kept(store, language, THREE[0], market)
    former = store.derived_from()
    assert len(store.members("story")) == 2
    store.put(Edge(THREE[0].report.id, market.report.id, "same_as", 1.0, "story", made_by="ada"))
    pipeline.catch_up(store, lambda code: language, METHOD, 2)
    assert store.derived_from()[0] == former[0] + 1
    assert len(store.members("story")) == 1
    store.close()


def test_an_item_that_breaks_a_rule_is_set_aside_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from twosource.stages import admit

    def brittle(item: Item, **options: object) -> Report | SetAside:
        if item.path == "bad":
            raise RecursionError
        return THREE[0].report

    monkeypatch.setattr(admit, "admit", brittle)
    good, bad = Item("good", "text", b"x"), Item("bad", "text", b"x")
    found = list(pipeline.admitted([bad, good], None, ""))
    assert [isinstance(one, SetAside) for one in found] == [True, False]
    assert found[0] == SetAside("bad", "admit", "could not be read: RecursionError")


def test_batches_end_early_where_reports_are_long() -> None:
    long = Report("a", "a", "x" * (BATCH_CHARACTERS // 2 + 1), "")
    short = Report("b", "b", "x", "")
    assert [len(some) for some in pipeline.in_batches([long, long, short, short, short], 2)] == [2, 2, 1]
    assert [len(some) for some in pipeline.in_batches([long, long, short], 9)] == [2, 1]
