"""What every store must do, on the real thing; an adapter is added to STORES and to nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import captured, derived, parse, reading, told
from twosource.model import Captured, Edge, SetAside, Within
from twosource.ports import Store
from twosource.stores.sqlite import Sqlite

STORES: dict[str, Callable[[Path], Store]] = {
    "a file": lambda folder: Sqlite(folder / "desk.db"),
    "a temporary one": lambda folder: Sqlite(None),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


def filled(store: Store, *all_captured: Captured) -> None:
    store.put(*all_captured)
    reports = [one.report for one in all_captured]
    store.read_by("m1", [reading(report) for report in reports])
    store.swap(derived(*reports), store.kept)


def test_what_was_put_comes_back_as_it_was(store: Store) -> None:
    one = captured()
    assert store.put(one) == 1
    assert store.reports([one.report.id, "none"]) == (one.report,)
    assert list(store.scan()) == [(1, one.report)]
    assert list(store.scan(since=1)) == []


def test_putting_twice_changes_nothing(store: Store) -> None:
    one, refused = captured(), SetAside("b.bin", "read", "binary")
    edge = Edge("x", "y", "same_as", 1.0, made_by="ada", made_at="2031-05-05")
    assert store.put(one, refused, edge) == 3
    kept = store.kept
    assert store.put(one, refused, edge) == 0
    assert store.kept == kept
    assert store.set_aside() == (refused,)
    assert store.decisions() == (edge,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=st.text(), name=st.text(min_size=1))
def test_any_text_comes_back_as_it_was(store: Store, text: str, name: str) -> None:
    one = captured(name, text, title=text)
    store.put(one)
    assert store.reports([one.report.id]) == (one.report,)
    assert all(hit.span.text in one.report.text or hit.id != one.report.id for hit in store.search(text, 5))


def test_a_failed_transaction_leaves_nothing_behind(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.put(captured())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.kept == 0
    assert list(store.scan()) == []


def test_a_passage_is_known_by_its_words_and_the_language_that_parsed_it(store: Store) -> None:
    store.remember("en/1", {"Boats sank": parse()})
    assert store.parses("en/1", ["Boats sank", "Boats swam"]) == {"Boats sank": parse()}
    assert store.parses("en/2", ["Boats sank"]) == {}


def test_a_report_is_unread_until_this_method_has_read_it(store: Store) -> None:
    one, two = captured("a.txt"), captured("b.txt")
    store.put(one, two)
    store.read_by("m1", [reading(one.report)])
    assert [report.id for report in store.unread("m1")] == [two.report.id]
    assert [report.id for report in store.unread("m2")] == [one.report.id, two.report.id]


def test_a_reading_comes_back_without_its_tokens(store: Store) -> None:
    one = captured()
    store.put(one)
    whole = reading(one.report)
    store.read_by("m1", [whole])
    assert list(store.readings("m1")) == [replace(whole, dissection=replace(whole.dissection, tokens=()))]
    assert list(store.readings("m2")) == []


def test_a_story_comes_back_whole(store: Store) -> None:
    one = captured()
    filled(store, one)
    wanted = told(one.report, f"s-{one.report.id}", f"c-{one.report.id}")
    assert store.told(wanted.story.id) == wanted
    assert store.stories() == (wanted.story,)
    assert store.claim(wanted.claims[0].claim.id) == (wanted.claims[0], wanted.statements, (wanted.story.id,))
    assert store.derived_from() == (1, {"version": "1"})
    assert store.members("story") == {wanted.story.id: (one.report.id,)}
    assert store.members("claim") == {wanted.claims[0].claim.id: (wanted.statements[0].id,)}


def test_a_swap_replaces_everything_derived_and_nothing_kept(store: Store) -> None:
    one, two = captured("a.txt"), captured("b.txt")
    filled(store, one, two)
    store.swap(derived(two.report), store.kept)
    assert [story.reports for story in store.stories()] == [(two.report.id,)]
    assert store.told(f"s-{one.report.id}") is None
    assert {hit.span.report_id for hit in store.search("boats sank", 9) if hit.kind == "statement"} == {
        two.report.id
    }
    assert len(list(store.scan())) == 2


def test_a_merged_id_leads_to_what_it_is_part_of_now(store: Store) -> None:
    one = captured()
    store.put(one)
    now = derived(one.report)
    store.swap(replace(now, redirects={"s-old": "s-older", "s-older": now.stories[0].story.id}), store.kept)
    found = store.told("s-old")
    assert found is not None
    assert found.story.id == now.stories[0].story.id


@pytest.mark.parametrize(
    "query", ["40 BOATS", "sank boats", '"boats', "boats*", "NEAR(boats", "büats boats", "title:"]
)
def test_a_search_quotes_the_text_and_never_breaks_on_its_query(store: Store, query: str) -> None:
    one = captured()
    filled(store, one)
    hits = store.search(query, 5)
    assert all(hit.span.text == one.report.text[hit.span.start : hit.span.end] for hit in hits)
    assert bool(hits) == (query not in ("büats boats", "title:", "NEAR(boats"))


def test_a_word_of_the_title_finds_the_report(store: Store) -> None:
    one = captured(title="A drowned fleet")
    filled(store, one)
    assert [(hit.kind, hit.id) for hit in store.search("drowned", 5)] == [("report", one.report.id)]


def test_what_a_search_is_narrowed_to_is_looked_for_among_all_that_holds_the_words(store: Store) -> None:
    """However many better places there are: not chosen from the first of them."""
    wanted = captured(
        "wanted.txt", "At the far end of a long report stands the reef. " + "Nothing else happened. " * 30
    )
    own = replace(wanted.report, publisher="Halm Herald", published_at="2031-06-01T08:00:00Z", title="Tides")
    with store.transaction():
        for number in range(450):
            store.put(captured(f"{number}.txt", f"Reef {number}: the reef, reef and reef."))
        store.put(replace(wanted, report=own))
    for within in (
        Within(publisher="halm"),
        Within(since="2031-05-20"),
        Within("report", "herald", "2031-06-01", "2031-06-01"),
    ):
        assert [hit.id for hit in store.search("reef", 5, within)] == [own.id]
    assert store.search("reef", 5, Within(kind="statement")) == ()
    assert store.search("reef", 5, Within(until="2031-05-01")) == ()
    assert len(store.search("reef", 500, Within(until="2031-05-03"))) == 450
    assert len(store.search("reef", 500, Within(since="2031-05", until="2031-05"))) == 450


def test_a_report_without_a_date_is_of_no_day_and_one_with_a_month_of_all_its_days(store: Store) -> None:
    for name, day in (("undated", None), ("month", "2031-05")):
        one = captured(f"{name}.txt", f"The reef of {name}.")
        store.put(replace(one, report=replace(one.report, published_at=day)))

    def found(**asked: str) -> list[str]:
        return sorted(hit.span.text for hit in store.search("reef", 5, Within("report", **asked)))

    assert len(found()) == 2
    for asked in (
        {"since": "2031-05-20"},
        {"until": "2031-05-20"},
        {"until": "2031"},
        {"since": "2030-12-31"},
    ):
        assert found(**asked) == ["The reef of month."], asked
    for asked in ({"since": "2031-06-01"}, {"until": "2031-04"}):
        assert found(**asked) == [], asked
