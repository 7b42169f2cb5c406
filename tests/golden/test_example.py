"""The bundled example, held to what an editor finds in it (examples/ANSWERS.md), by the public contract."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tests.golden.known import cases
from tests.golden.world import ANSWERS, Found, Place, World, example, gold, others
from tests.names import same_name

GOLD = gold(ANSWERS)
CLAIMS = {claim["name"]: claim for claim in GOLD["claims"]}
DATES = [group for group in GOLD["figures"] if group["measure"] == "date"]
GROUPS = [group for group in GOLD["figures"] if group["measure"] != "date"]
VALUES = [value for group in GROUPS for value in group["values"]]
COUNTED_TOGETHER = [(a, b) for names in GOLD["aliases"] for a, b in combinations(names, 2)]


@pytest.fixture(scope="module")
def world() -> World:
    return example()


def called(mark: Any) -> str:
    return str(mark["name"])


def quoted(mark: Any) -> str:
    return f"{mark['file'][:2]} {mark['quote'][:40]}"


def whatever(mark: Any) -> str:
    return str(mark["what"])


def ours(world: World, mark: Any) -> Found:
    return world.found(mark, others(mark, GOLD["claims"]))


def test_no_report_of_the_example_is_set_aside(world: World) -> None:
    assert world.brief["set_aside"] == []
    assert len(world.readings) == 12


@cases("claim_carries_its_mentions", GOLD["claims"], called)
def test_a_claim_carries_its_mentions_and_nothing_else(world: World, mark: Any) -> None:
    found = ours(world, mark)
    assert found.grouped, f"{found.covered} of {found.mentions}, with {found.foreign}"


@cases("claim_is_counted", GOLD["claims"], called)
def test_a_claim_has_the_editors_two_counts(world: World, mark: Any) -> None:
    wanted = (mark["origins"]["shown"], mark["origins"]["possible"])
    assert ours(world, mark).says("shown", "possible") == wanted


@cases("claim_has_its_status", GOLD["claims"], called)
def test_a_claim_has_the_editors_status_and_credibility(world: World, mark: Any) -> None:
    assert ours(world, mark).says("status", "credibility") == (mark["status"], mark["credibility"])


@cases("claim_names_its_origins", GOLD["claims"], called)
def test_a_claim_names_an_origin_of_the_editors(world: World, mark: Any) -> None:
    (listed,) = ours(world, mark).says("list")
    names = [origin["name"] for origin in listed or ()]
    assert any(same_name(wanted, name) for wanted in mark["origins"]["names"] for name in names), names


@cases("claim_gives_reasons", GOLD["claims"], called)
def test_a_claim_gives_reasons_that_point_to_spans(world: World, mark: Any) -> None:
    (reasons,) = ours(world, mark).says("reasons")
    assert any(reason["spans"] for reason in reasons or ())


@cases("figure_is_found", VALUES, quoted)
def test_a_figure_stands_under_its_origin_with_its_ends(world: World, mark: Any) -> None:
    place = world.place(mark)
    names = [
        group["values"][index]["origin"] for group, index in world.values(place, mark["low"], mark["high"])
    ]
    assert any(same_name(mark["origin"], name) for name in names), names


@cases("figures_relate", GROUPS, whatever)
def test_figures_of_one_thing_stand_side_by_side_with_their_relation(world: World, mark: Any) -> None:
    assert world.relation(mark["values"]) == mark["relation"]


@cases("figure_has_its_window", [value for value in VALUES if "window" in value], quoted)
def test_a_figure_of_a_while_says_of_which(world: World, mark: Any) -> None:
    held = world.values(world.place(mark), mark["low"], mark["high"])
    assert mark["window"] in [group["values"][index]["window"] for group, index in held]


@cases("copy_is_found", GOLD["copies"], lambda mark: mark["file"])
def test_a_copy_is_found_with_its_kind(world: World, mark: Any) -> None:
    assert world.copies().get((mark["file"], mark["of"])) == mark["kind"]


def test_nothing_else_is_called_a_copy(world: World) -> None:
    family = {name for copy in GOLD["copies"] for name in (copy["file"], copy["of"])}
    assert [pair for pair in world.copies() if not family.issuperset(pair)] == []


@cases("story_holds", GOLD["stories"], lambda mark: mark[0])
def test_a_story_holds_its_reports_and_no_others(world: World, mark: Any) -> None:
    assert set(mark) in world.partition(), world.partition()


@cases("story_follows", GOLD["follows"], lambda mark: f"{mark['story']} follows {mark['follows']}")
def test_a_story_that_looks_back_follows_the_first(world: World, mark: Any) -> None:
    later, earlier = set(GOLD["stories"][mark["story"]]), set(GOLD["stories"][mark["follows"]])
    told = list(zip(world.stories, world.partition(), strict=True))
    first = {story["id"] for story, files in told if files & earlier}
    assert any(first & set(story["follows"]) for story, files in told if files & later)


@cases("conflict_is_shown", GOLD["conflicts"], whatever)
def test_a_conflict_is_shown_with_both_sides(world: World, mark: Any) -> None:
    alike = [
        conflict["spans"]
        for story in world.stories
        for conflict in story["conflicts"]
        if (conflict["kind"], conflict["relation"]) == (mark["kind"], mark["relation"])
    ]
    wanted = sides(world, mark)
    assert any(all(any(world.meets(spans, at) for at in side) for side in wanted) for spans in alike), alike


def sides(world: World, mark: Any) -> list[list[Place]]:
    """The places where each side of a conflict stands: the mentions of its claims, else the marked words."""
    if len(mark["claims"]) > 1:
        return [[world.place(mention) for mention in CLAIMS[name]["mentions"]] for name in mark["claims"]]
    return [[world.place(side)] for side in mark["sides"]]


@cases("seeming", GOLD["seeming"], whatever)
def test_accounts_that_only_seem_to_differ_do_not_dispute_each_other(world: World, mark: Any) -> None:
    for name in mark["claims"]:
        assert ours(world, CLAIMS[name]).says("status") == ("reported",)


@cases("update", GOLD["updates"], lambda mark: f"{mark['from']} {mark['to']}")
def test_the_same_origins_later_figure_is_a_claim_of_its_own(world: World, mark: Any) -> None:
    earlier, later = (ours(world, CLAIMS[mark[end]]).says("id", "status") for end in ("from", "to"))
    assert earlier[0] != later[0]
    assert (earlier[1], later[1]) == ("reported", "reported")


@cases("open_question", GOLD["open"], quoted)
def test_an_open_question_is_listed(world: World, mark: Any) -> None:
    assert world.asked(mark["kind"], world.place(mark))


@cases("undated", GOLD["undated"], lambda mark: mark["file"])
def test_an_undated_report_is_listed_with_the_day_that_the_story_gives_it(world: World, mark: Any) -> None:
    (report,) = world.reports(mark["file"])
    texts = [
        one["text"]
        for story in world.stories
        for one in story["open"]
        if one["kind"] == "undated" and any(span["report_id"] == report for span in one["spans"])
    ]
    assert texts
    assert any(mark["inferred"] in text for text in texts), texts


@cases("single_origin", [c for c in GOLD["claims"] if c["status"] == "reported"], called)
def test_what_rests_on_one_origin_is_listed(world: World, mark: Any) -> None:
    places = [world.place(mention) for mention in mark["mentions"]]
    assert any(world.asked("single_origin", place) for place in places)


@cases("date_is_resolved", GOLD["dates"], quoted)
def test_a_time_is_dated(world: World, mark: Any) -> None:
    found = world.dated(world.place(mark))
    assert any(value.startswith(mark["value"]) for value in found), found


@cases("timeline_has", GOLD["timeline"], quoted)
def test_the_timeline_tells_what_happened_when(world: World, mark: Any) -> None:
    place = world.place(mark)
    when = [
        entry["when"]
        for story in world.stories
        for entry in story["timeline"]
        if world.meets(entry["spans"], place)
    ]
    assert any(at.startswith(mark["when"]) for at in when), when


@cases("impossible_date", [value for group in DATES for value in group["values"]], quoted)
def test_an_impossible_date_is_flagged_and_kept(world: World, mark: Any) -> None:
    place = world.place(mark)
    flagged = [
        conflict
        for story in world.stories
        for conflict in story["conflicts"]
        if conflict["relation"] == "impossible" and world.meets(conflict["spans"], place)
    ]
    assert flagged
    assert mark["value"] in world.dated(place)


@cases("one_source", COUNTED_TOGETHER, " = ".join)
def test_names_of_one_source_are_never_two_origins_of_a_claim(world: World, mark: Any) -> None:
    for claim in world.claims:
        names = {origin["name"].lower() for origin in claim["origins"]["list"]}
        assert not {name.lower() for name in mark} <= names, claim["text"]
