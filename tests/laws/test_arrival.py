"""Laws of arrival: in any order and in any batches a store comes to hold what it holds when all comes at once."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.laws.test_decisions import METHOD, caught_up, contents, decided, kept, without_ids
from tests.laws.worlds import ACTS, Act, made
from tests.stages.told import World
from twosource import pipeline
from twosource.model import Captured, Item, Report
from twosource.pipeline.touching import sets
from twosource.stores.sqlite import Sqlite

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def nobody(code: str) -> Any:
    raise AssertionError("nothing is parsed here")


def in_batches(world: World, seed: int) -> list[Any]:
    """What a store holds after the reports came shuffled, a few at a time, each derived when it came."""
    chance = random.Random(seed)
    with kept(world) as full:
        reports = [report for _, report in full.scan()]
        readings = {one.dissection.report.id: one for one in full.readings(METHOD["version"])}
    chance.shuffle(reports)
    store = Sqlite(None)
    while reports:
        some = [reports.pop() for _ in range(min(len(reports), chance.randint(1, 3)))]
        store.put(*(Captured(one, Item(one.id, "text", one.text.encode())) for one in some))
        store.read_by(METHOD["version"], [readings[one.id] for one in some])
        pipeline.catch_up(store, nobody, METHOD, 64)
    held = contents(store)
    again = contents_of_a_rebuild(store, world)
    store.close()
    assert held == again, "a rebuild changes nothing, ids included"
    return held


def contents_of_a_rebuild(store: Sqlite, world: World) -> list[Any]:
    store.touched.forget({})
    store.db.execute("DELETE FROM facts WHERE name = 'derived'")
    caught_up(store, world, METHOD)
    return contents(store)


@FEW
@given(ACTS, st.integers(0, 99))
def test_any_order_and_any_batches_give_what_one_batch_gives(acts: list[Act], seed: int) -> None:
    world = made(acts).world
    with kept(world) as store:
        at_once = contents(store)
    assert without_ids(in_batches(world, seed)) == without_ids(at_once)


@FEW
@given(ACTS, st.integers(0, 99), st.tuples(st.sampled_from(("merge stories", "split stories", "set-aside", "confirm")),
                                           st.integers(0, 30), st.integers(0, 30)))  # fmt: skip
@example([Act(0, 1, 0, 0, "told", 0, 0), Act(0, 1, 0, 0, "told", 0, 0), Act(0, 2, 0, 0, "told", 0, 0)], 0, ("split stories", 0, 2))  # fmt: skip
def test_a_decision_made_between_arrivals_gives_what_it_gives_at_the_end(
    acts: list[Act], cut: int, deed: tuple[str, int, int]
) -> None:
    world = made(acts).world
    with kept(world) as store:
        decision = decided(store, world, deed)
        if decision is None:
            return
        at_the_end = contents(store)
        readings = list(store.readings(METHOD["version"]))
    about = {end.split("/")[0] for edge in decision.edges for end in (edge.left, edge.right)}
    first = [
        one
        for at, one in enumerate(readings)
        if at <= cut % len(readings)
        or one.dissection.report.id in about
        or any(statement.id in about for statement in one.statements)
    ]
    store = Sqlite(None)
    for some in (first, [one for one in readings if one not in first]):
        reports = [one.dissection.report for one in some]
        store.put(*(Captured(one, Item(one.id, "text", one.text.encode())) for one in reports))
        store.read_by(METHOD["version"], some)
        pipeline.catch_up(store, nobody, METHOD, 64)
        if some is first:
            store.acts.add(decision)
            pipeline.catch_up(store, nobody, METHOD, 64)
    held = contents(store)
    store.close()
    assert without_ids(held) == without_ids(at_the_end)


@FEW
@given(ACTS, st.randoms(use_true_random=False))
def test_the_sets_do_not_depend_on_the_order(acts: list[Act], chance: random.Random) -> None:
    reports: list[Report] = list(made(acts).world.reports.values())
    former = {frozenset(each) for each in sets(reports)}
    chance.shuffle(reports)
    assert {frozenset(each) for each in sets(reports)} == former


def test_a_report_that_touches_nothing_leaves_every_other_row_as_it_was() -> None:
    world = made([Act(n, 1 + n, n % 3, 0, "told", n, 0) for n in range(6)]).world
    with kept(world) as store:
        before = {
            table: set(
                store.db.execute(
                    f"SELECT rowid, * FROM {table}" if table == "edges" else f"SELECT * FROM {table}"
                )
            )
            for table in ("stories", "claims", "edges", "story_reports", "claim_members", "source_parts")
        }
        text = "Rain fell on the vineyards of Quoll for a seventh night, growers there wrote to their union."
        store.put(
            Captured(Report("new", "new", text, "", published_at="2031-01-01"), Item("new", "text", b"x"))
        )
        caught_up(store, world, METHOD)
        for table, rows in before.items():
            now = set(
                store.db.execute(
                    f"SELECT rowid, * FROM {table}" if table == "edges" else f"SELECT * FROM {table}"
                )
            )
            assert rows <= now, table
        assert len(store.stories()) == len(before["stories"]) + 1
