"""Five published reports on one event and its sequel, held to what a careful reader marked in them.

The reports are not part of the repository; they are read where they stand (tests/quality/labels/README.md).
Marks that are advisory or optional are not held. A mark's ``accept...`` lists answers that are as good.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.golden.known import cases
from tests.golden.world import ROOT, Found, Place, World, gold, others
from twosource.stages.when import window

FOLDER = Path(os.environ.get("TWOSOURCE_REPORTS", ROOT.parent / "shared" / "reports")) / "kursk"
GOLD = gold(ROOT / "tests" / "quality" / "labels" / "expected_kursk.json")
COUNTED = [claim for claim in GOLD["claims"] if not claim.get("advisory_counts")]
VALUES = [value for group in GOLD["figures"] for value in group["values"]]
VALUE = {value["id"]: value for value in VALUES}
RELATIONS = [relation for group in GOLD["figures"] for relation in group["relations"]]
OPEN = [mark for mark in GOLD["open"] if not mark.get("optional")]
ASKED = [mark for mark in OPEN if "start" in mark]
SINGLE = [claim for claim in GOLD["claims"] for mark in OPEN if mark.get("claim") == claim["name"]]

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the Kursk reports are not here (TWOSOURCE_REPORTS, by default ../shared/reports)",
)


@cache
def read() -> World:
    return World([str(FOLDER)])


@pytest.fixture(scope="module")
def world() -> World:
    return read()


def called(mark: Any) -> str:
    return str(mark["name"])


def spot(mark: Any) -> str:
    return f"{mark['file'][:3]} {mark['start']}"


def file(mark: Any) -> str:
    return str(mark["file"][:3])


def ours(world: World, mark: Any) -> Found:
    return world.found(mark, others(mark, GOLD["claims"]))


def held(world: World, value: Any) -> Iterator[tuple[Any, int]]:
    """The groups of the brief that hold a value, at any of its mentions."""
    for mention in value["mentions"]:
        if not mention.get("optional"):
            yield from world.values(world.place(mention), value["low"], value["high"])


@cases("kursk_story", GOLD["stories"], lambda mark: mark[0][:3])
def test_a_story_holds_its_reports_and_no_others(world: World, mark: Any) -> None:
    assert set(mark) in world.partition(), world.partition()


def test_the_second_capture_follows_the_first(world: World) -> None:
    ids = [(story["id"], story["follows"]) for story in world.stories]
    assert len(ids) == 2
    assert sorted(len(follows) for _, follows in ids) == [0, 1]


@cases("kursk_copy", GOLD["reports"], file)
def test_none_of_the_reports_is_a_copy(world: World, mark: Any) -> None:
    assert [pair for pair in world.copies() if pair[0] == mark["file"]] == []


@cases("kursk_grouped", GOLD["claims"], called)
def test_a_claim_carries_its_mentions_and_nothing_else(world: World, mark: Any) -> None:
    found = ours(world, mark)
    assert found.grouped, f"{found.covered} of {found.mentions}, with {found.foreign}"


@cases("kursk_counted", COUNTED, called)
def test_a_claim_has_the_readers_two_counts(world: World, mark: Any) -> None:
    shown, possible = ours(world, mark).says("shown", "possible")
    assert shown == mark["shown"]
    assert possible in mark.get("accept_possible", [mark["possible"]])


@cases("kursk_status", GOLD["claims"], called)
def test_a_claim_has_the_readers_status(world: World, mark: Any) -> None:
    assert ours(world, mark).says("status") == (mark["status"],)


@cases("kursk_credibility", COUNTED, called)
def test_a_claim_has_the_readers_credibility(world: World, mark: Any) -> None:
    (credibility,) = ours(world, mark).says("credibility")
    assert credibility in mark.get("accept_credibility", [mark["credibility"]])


@cases("kursk_reports", GOLD["claims"], called)
def test_a_claim_is_carried_by_the_marked_reports(world: World, mark: Any) -> None:
    (listed,) = ours(world, mark).says("reports")
    assert {report for name in mark["reports"] for report in world.reports(name)} <= set(listed or ())


@cases("kursk_value", VALUES, lambda mark: mark["id"])
def test_a_figure_stands_among_the_figures_with_its_ends(world: World, mark: Any) -> None:
    assert [group["values"][index]["bound"] for group, index in held(world, mark)][:1] == [mark["bound"]]


@cases("kursk_relation", RELATIONS, lambda mark: f"{mark['a']} {mark['b']}")
def test_two_figures_of_one_thing_have_their_relation(world: World, mark: Any) -> None:
    pairs = [(VALUE[mark[side]], mention) for side in "ab" for mention in VALUE[mark[side]]["mentions"]]
    marks = [{**mention, "low": value["low"], "high": value["high"]} for value, mention in pairs]
    assert world.relation(marks) in mark["accept"]


@cases("kursk_flag", GOLD["flags"], spot)
def test_an_impossible_date_is_flagged_and_not_repaired(world: World, mark: Any) -> None:
    place = world.place(mark)
    assert conflicts(world, mark["kind"], mark["relation"], place)
    assert mark["value"] in world.dated(place)


@cases(
    "kursk_conflict",
    [one for one in GOLD["conflicts"] if "a" in one],
    lambda mark: f"{mark['a']} {mark['b']}",
)
def test_figures_that_cannot_both_hold_are_a_conflict(world: World, mark: Any) -> None:
    sides = [world.place(VALUE[mark[side]]["mentions"][0]) for side in "ab"]
    assert conflicts(world, mark["kind"], mark["relation"], *sides)


@cases(
    "kursk_apparent", [one for one in GOLD["apparent"] if "a" in one], lambda mark: f"{mark['a']} {mark['b']}"
)
def test_figures_that_only_seem_to_differ_are_no_conflict(world: World, mark: Any) -> None:
    sides = [world.place(VALUE[mark[side]]["mentions"][0]) for side in "ab"]
    assert not conflicts(world, "figure", "conflict", *sides)


def conflicts(world: World, kind: str, relation: str, *places: Place) -> list[Any]:
    """The conflicts of a kind that show all these places."""
    return [
        conflict
        for story in world.stories
        for conflict in story["conflicts"]
        if (conflict["kind"], conflict["relation"]) == (kind, relation)
        and all(world.meets(conflict["spans"], place) for place in places)
    ]


@cases("kursk_open", ASKED, spot)
def test_an_open_question_is_listed(world: World, mark: Any) -> None:
    assert world.asked(mark["kind"], world.place(mark))


@cases("kursk_undated", [mark for mark in OPEN if mark["kind"] == "undated"], file)
def test_an_undated_report_is_listed(world: World, mark: Any) -> None:
    (report,) = world.reports(mark["file"])
    listed = [span for story in world.stories for one in story["open"] if one["kind"] == "undated"
              for span in one["spans"]]  # fmt: skip
    assert report in {span["report_id"] for span in listed}


@cases("kursk_single", SINGLE, called)
def test_what_rests_on_one_origin_is_listed(world: World, mark: Any) -> None:
    assert any(world.asked("single_origin", world.place(mention)) for mention in mark["mentions"])


@cases("kursk_published", GOLD["reports"], file)
def test_a_report_has_its_date_or_none(world: World, mark: Any) -> None:
    (report,) = world.reports(mark["file"])
    published = world.readings[report]["report"]["published_at"]
    assert (published or "").startswith(mark["published_at"] or "")
    assert (published is None) == (mark["published_at"] is None)


@cases("kursk_timeline", GOLD["timeline"], lambda mark: f"{mark['when']} {spot(mark['spans'][0])}")
def test_the_timeline_tells_what_happened_when(world: World, mark: Any) -> None:
    places = [world.place(span) for span in mark["spans"]]
    when = [
        entry["when"]
        for story in world.stories
        for entry in story["timeline"]
        if any(world.meets(entry["spans"], place) for place in places)
    ]
    assert mark["when"] in when or all(
        any(at.startswith(day) or window(at) == window(day) for at in when) for day in days(mark["when"])
    ), when


def days(value: str) -> list[str]:
    """The ends of an interval: two days told side by side are as good as the interval of both."""
    return value.split("/")


@cases("kursk_date", GOLD["dates"], spot)
def test_a_time_has_its_value(world: World, mark: Any) -> None:
    found = world.dated(world.place(mark))
    assert mark["value"] in found or found.issuperset(days(mark["value"])), found


@cases("kursk_no_statement", GOLD["no_statements"], spot)
def test_what_is_no_part_of_the_story_makes_no_statement(world: World, mark: Any) -> None:
    place = world.place(mark)
    made = [part for parts in world.statements.values() for part in parts if part.report == place.report]
    assert [part for part in made if place.start < part.end and part.start < place.end] == []


@cases("kursk_no_figure", GOLD["no_figures"], spot)
def test_a_number_that_counts_nothing_makes_no_figure(world: World, mark: Any) -> None:
    place = world.place(mark)
    figures = world.readings[place.report]["figures"]
    assert [one for one in figures if place.start < one["end"] and one["start"] < place.end] == []


@cases("kursk_credit", GOLD["credits"], spot)
def test_a_credit_is_kept_with_its_place(world: World, mark: Any) -> None:
    place = world.place(mark)
    credits = world.readings[place.report]["report"]["credits"]
    assert any(place.meets(Place(place.report, one["start"], one["end"])) for one in credits)


@cases("kursk_alias", [{"name": name, "spans": spans} for name, spans in GOLD["aliases"].items()], called)
def test_names_of_one_source_never_stand_as_two_origins_of_a_claim(world: World, mark: Any) -> None:
    names = {world.readings[place.report]["report"]["text"][place.start : place.end].lower()
             for place in map(world.place, mark["spans"])}  # fmt: skip
    for claim in world.claims:
        listed = [one["name"] for one in claim["origins"]["list"] if one["name"].lower() in names]
        assert len(listed) <= 1, (claim["text"], listed)
