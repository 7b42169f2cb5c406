"""Laws of what people decide, on generated worlds in a real store: undone, followed by other rules, later denied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.laws.worlds import ACTS, FACTS, Act, Made, made
from tests.stages.told import World, named
from twosource import contract
from twosource.desk.edges import drawn
from twosource.errors import UsageError
from twosource.model import Captured, Decision, Dissection, Edge, Item, Reading, Report
from twosource.pipeline.following import follow
from twosource.pipeline.meaning import Afresh, Meanings
from twosource.stores.sqlite import Sqlite

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
METHOD, OTHER = {"version": "1"}, {"version": "2"}
AT, LATER = "2031-05-04T08:00:00+00:00", "2031-05-04T09:00:00+00:00"
VERBS = (
    "confirm", "dispute", "merge", "merge stories", "split", "split stories", "alias", "not-alias", "dependent",
    "independent", "rate", "set-aside", "date",
)  # fmt: skip
DEEDS = st.tuples(st.sampled_from(VERBS), st.integers(0, 30), st.integers(0, 30))


@contextmanager
def kept(world: World) -> Iterator[Sqlite]:
    """A store that holds the reports of a world, read as the world says."""
    store = Sqlite(None)
    for report in world.reports.values():
        text = f"{report.text} {report.id}"  # no two alike, or they would be copies
        whole = replace(report, text=text, title=report.text[:40])
        store.put(Captured(whole, Item(report.id, "text", text.encode())))
    for method in (METHOD, OTHER):
        caught_up(store, world, method)
    caught_up(store, world, METHOD)
    yield store
    store.close()


def caught_up(store: Sqlite, world: World, method: dict[str, str]) -> None:
    said: dict[str, list[Any]] = {}
    for statement in world.statements:
        said.setdefault(statement.report_id, []).append(statement)

    def read(report: Report) -> Reading:
        """What the world says that the report says, whatever date it is given."""
        dissection = Dissection(report, (), (), (), sources=tuple(world.sources.values()))
        return Reading(dissection, tuple(said.get(report.id, ())))

    key = ":".join(method.values())
    store.read_by(key, [read(report) for _, report in store.scan()])
    while store.derived_from() != (store.kept, method) and not follow(
        store, Afresh(read, Meanings(None)), key, method
    ):
        pass


def contents(store: Sqlite) -> list[Any]:
    return [contract.story(told) for story in store.stories() if (told := store.told(story.id))]


def decided(store: Sqlite, world: World, deed: tuple[str, int, int]) -> Decision | None:
    """A decision taken on what the store holds, and everything derived after it; None where it can hold none."""
    decision = wanted(store, *deed)
    if decision is None:
        return None
    decision = store.acts.add(decision)
    caught_up(store, world, METHOD)
    return decision


def wanted(store: Sqlite, verb: str, one: int, other: int) -> Decision | None:
    """A decision of this kind on what the store holds, or None where it can hold none."""
    stories = [story.id for story in store.stories()]
    told = [found for name in stories if (found := store.told(name))]
    claims = [each for found in told for each in found.claims]
    reports = [report.id for found in told for report in found.reports]
    sources = sorted({source.source_id for found in told for source in found.sources})

    def pick(some: list[Any], at: int) -> Any:
        return some[at % len(some)]

    value = ""
    if verb in ("confirm", "dispute"):
        subject = [pick(claims, one).claim.id] if claims else []
    elif verb == "merge":
        subject = [pick(claims, one).claim.id, pick(claims, other).claim.id] if claims else []
    elif verb == "merge stories":
        verb, subject = "merge", [pick(stories, one), pick(stories, other)]
    elif verb == "split":
        subject = (
            [pick(claims, one).claim.id, pick(list(pick(claims, one).claim.statements), other)]
            if claims
            else []
        )
    elif verb == "split stories":
        verb, subject = "split", [pick(told, one).story.id, pick(list(pick(told, one).story.reports), other)]
    elif verb == "set-aside":
        subject = [pick(reports, one)]
    elif verb == "date":
        subject, value = [pick(reports, one)], f"2025-03-{1 + other % 28:02}"
    elif verb == "rate":
        subject, value = [pick(sources, one)], "ABCDEF"[other % 6]
    else:
        subject = [pick(sources, one), pick(sources, other)]
    if not subject:
        return None
    try:
        return drawn(store, Decision(0, verb, tuple(subject), value, "ada", "seen", AT))  # type: ignore[arg-type]
    except UsageError:
        return None  # both are one already, or all would leave


@FEW
@given(ACTS, DEEDS)
def test_undoing_restores_the_exact_former_state(acts: list[Act], deed: tuple[str, int, int]) -> None:
    world = made(acts).world
    with kept(world) as store:
        before = contents(store)
        decision = decided(store, world, deed)
        if decision is None:
            return
        store.acts.retract(decision.number, "ben", "wrong", LATER)
        caught_up(store, world, METHOD)
        assert contents(store) == before


@settings(FEW, max_examples=15)
@given(ACTS, st.integers(0, 30), st.integers(0, 30))
def test_a_date_that_a_person_gives_is_the_reports_wherever_it_is_told(
    acts: list[Act], one: int, day: int
) -> None:
    world = made(acts).world
    with kept(world) as store:
        decision = decided(store, world, ("date", one, day))
        assert decision is not None
        told = [each for story in contents(store) for each in story["reports"]]
        (dated,) = [each for each in told if each["id"] == decision.subject[0]]
        assert (dated["published_at"], dated["published_from"]) == (decision.value, "person")


@FEW
@given(ACTS, DEEDS, DEEDS)
@example(  # a claim of a report that is set aside meanwhile is merged with one of another set
    [Act(0, 1, 0, 0, "told", 0, 0), Act(0, 1, 1, 0, "told", 0, 0)], ("set-aside", 0, 0), ("merge", 0, 1)
)
def test_undoing_the_first_of_two_leaves_what_the_second_alone_would_have_made(
    acts: list[Act], first: tuple[str, int, int], second: tuple[str, int, int]
) -> None:
    world = made(acts).world
    with kept(world) as store:
        one, other = wanted(store, *first), wanted(store, *second)
        if one is None or other is None:
            return
        store.acts.add(one)
        caught_up(store, world, METHOD)
        store.acts.add(other)
        caught_up(store, world, METHOD)
        store.acts.retract(1, "ben", "wrong", LATER)
        caught_up(store, world, METHOD)
        both = contents(store)
    with kept(world) as fresh:
        fresh.acts.add(other)
        caught_up(fresh, world, METHOD)
        assert without_ids(both) == without_ids(contents(fresh))


@FEW
@given(ACTS, DEEDS)
def test_a_decision_survives_a_rebuild_by_another_method(acts: list[Act], deed: tuple[str, int, int]) -> None:
    world = made(acts).world
    with kept(world) as store:
        if decided(store, world, deed) is None:
            return
        after = contents(store)
        caught_up(store, world, OTHER)
        assert contents(store) == after


@FEW
@given(ACTS, st.integers(0, len(FACTS) - 1))
def test_a_later_denial_of_a_signed_claim_disputes_it_and_the_signature_is_still_shown(
    acts: list[Act], fact: int
) -> None:
    world: Made = made(acts)
    if fact not in world.said:
        return
    signed = tuple(
        Edge(name, name, "confirms", 1.0, "confirm", made_by="ada", made_at=AT) for name in world.said[fact]
    )
    now = world.world.of(world.said[fact][0], more=signed)
    assert (now.status, now.credibility) == ("confirmed", 1)
    report = world.world.report("Juniper Times", "2025-03-09T20:00", "zz")
    denier = named("Foreign Ministry of Tarn")
    world.world.say(report, FACTS[fact][0], denier, polarity="denied", verb="denied")
    unsigned = world.world.of(world.said[fact][0])
    now = world.world.of(world.said[fact][0], more=signed)
    assert now.status == ("disputed" if unsigned.status == "disputed" else "confirmed")
    assert [reason.text for reason in now.reasons if reason.code == "signature"] == ["confirmed by ada"]


def without_ids(said: list[Any]) -> str:
    """What is held but for the ids, which are given once and tell of what came first.

    A story that another follows is named by its reports in place of its id.
    """
    named = {one["id"]: sorted(each["id"] for each in one["reports"]) for one in said}
    plain = [{**one, "follows": sorted(named[each] for each in one["follows"])} for one in said]
    return "\n".join(sorted(re.sub(r'"(id|claim_id)": "[^"]*"', "", json.dumps(one)) for one in plain))
