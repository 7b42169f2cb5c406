"""A page that was changed: its last version stands for it, what it said before counts no more, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.watching.hosts import Host, article, gives, host
from twosource import Desk, Settings
from twosource.model import Assessment, Brief, Edge
from twosource.pipeline.versions import documents, replaced

HARBOUR = "The harbour office said 11 people died when the ferry Anneke sank off Tarn on Friday."
PILOT = "The pilot Ulla Brandt said the sea was flat when the ferry Anneke left Skarholm."
OWNER = "The owner, Tarn Lines, said the ferry Anneke had been inspected in May."
CORRECTED = HARBOUR.replace("11", "14")


@pytest.fixture(scope="module")
def here() -> Iterator[Host]:
    with host() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, here: Host) -> Iterator[Desk]:
    with Desk(Settings(db=tmp_path / "desk.db", allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)) as opened:
        shows(here, HARBOUR, PILOT, OWNER)
        opened.subscribe(f"{here.url}/ferry", every=60, kind="page")
        look(opened, 0)
        yield opened


def shows(here: Host, *paragraphs: str) -> None:
    here.pages["/ferry"] = gives(article("Ferry sinks off Tarn", *paragraphs))


def look(desk: Desk, minutes: float) -> Brief:
    list(desk.collect(datetime.now(UTC) + timedelta(minutes=minutes)))
    desk.catch_up()
    return desk.brief()


def claim(found: Brief, words: str) -> Assessment:
    (one,) = [one for told in found.stories for one in told.claims if words in one.claim.text]
    return one


def test_what_a_page_corrected_is_a_change_and_never_a_second_report(desk: Desk, here: Host) -> None:
    before = desk.brief()
    sea = claim(before, "sea was flat")
    desk.decide("confirm", [sea.claim.id], author="Ada", reason="She told me herself")
    watch, _ = desk.watch("all")
    began = datetime.now(UTC).isoformat()
    shows(here, CORRECTED, PILOT)
    after = look(desk, 5)
    (told,) = after.stories
    (old,), (new,) = (each.stories[0].reports for each in (before, after))
    assert new.id != old.id
    assert told.story.id == before.stories[0].story.id
    texts = " ".join(one.claim.text for one in told.claims)
    assert "14 people" in texts
    assert "11 people" not in texts
    assert "inspected" not in texts
    assert claim(after, "14 people").claim.reports == (new.id,)
    # What both versions say is the same claim, and what a person decided on it stands.
    kept = claim(after, "sea was flat")
    assert (kept.claim.id, kept.status) == (sea.claim.id, "confirmed")
    assert desk.dossier(kept.claim.id, began).assessment.claim.reports == (old.id,)
    (alert,) = [one for one in desk.alerts(after=0, watch_id=watch.id) if one.kind == "correction"]
    assert (alert.before, alert.after) == (old.id, new.id)
    assert "11 people" in alert.text
    assert "14 people" in alert.text
    # As it was then: the former version alone.
    told_new = [one.text for one in desk.brief(since=began).changes if one.code == "new"]
    assert any("14 people" in text for text in told_new)
    assert not any("sea was flat" in text for text in told_new)


def test_a_version_that_a_person_sets_aside_gives_its_place_back(desk: Desk, here: Host) -> None:
    claim(desk.brief(), "11 people")
    shows(here, CORRECTED, PILOT)
    broken = claim(look(desk, 5), "14 people").claim.reports[0]
    made = desk.decide("set-aside", [broken], author="Ada", reason="The page was tampered with")
    assert claim(desk.brief(), "11 people").status == "reported"
    desk.undo(made.number, author="Ada", reason="It was not")
    assert claim(desk.brief(), "14 people").claim.reports == (broken,)


def test_a_text_that_comes_back_stands_again_and_every_step_is_told_once(desk: Desk, here: Host) -> None:
    watch, _ = desk.watch("all")
    first = desk.brief().stories[0].reports[0].id
    shows(here, CORRECTED, PILOT)
    list(desk.collect(datetime.now(UTC) + timedelta(minutes=5)))
    shows(here, HARBOUR, PILOT, OWNER)
    (told,) = look(desk, 10).stories
    assert [one.id for one in told.reports] == [first]
    steps = [one for one in desk.alerts(after=0, watch_id=watch.id) if one.kind == "correction"]
    assert [one.after == first for one in steps] == [False, True]
    assert {one.kind for one in desk.alerts(after=0)} == {"correction"}


def edge(left: str, right: str, at: str) -> Edge:
    return Edge(left, right, "updates", 1.0, "version", (), "rule version", at)


def test_the_last_version_that_is_not_set_aside_stands() -> None:
    edges = [edge("c", "b", "3"), edge("b", "a", "2"), edge("y", "x", "1")]
    assert sorted(documents(edges)) == [["a", "b", "c"], ["x", "y"]]
    assert replaced(edges, "abcxy") == {"a": "c", "b": "c", "x": "y"}
    out = Edge("c", "", "sets_aside", 1.0, made_by="Ada")
    assert replaced([*edges, out], "abcxy") == {"a": "b", "c": "b", "x": "y"}
    assert replaced([edge("a", "b", "4"), *edges], "abc") == {"b": "a", "c": "a"}
    # As it was when c was not there yet: what c is called by now leads to b.
    assert replaced(edges[1:], "ab", edges) == {"a": "b", "c": "b"}
    # Two addresses of one document.
    assert replaced([*edges, edge("x", "c", "4")], "abcxy") == {"a": "x", "b": "x", "c": "x", "y": "x"}
