"""Alerts, schedules and versions: values in, values out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import captured, told
from twosource.model import Alert, Conflict, FigureValue, Origin, Origins, Report, Seen, Told, Watch
from twosource.stages.watch import (
    Corrected,
    alerts,
    changed,
    difference,
    digest_at,
    due_again,
    next_look,
    next_try,
    picture,
)

NOW = datetime(2031, 5, 4, 8, 30, tzinfo=UTC)
AT = NOW.isoformat()
ALL = Watch("w1", "all", AT)


def story(
    *reports: Report, status: str = "reported", shown: int = 1, possible: int = 1, also: tuple[str, ...] = ()
) -> Told:
    """The story of the first report, its claim carried by all of them."""
    base = told(reports[0])
    (claim,) = base.claims
    ids = (*(report.id for report in reports), *also)
    origins = Origins(shown, possible, tuple(Origin(f"o{n}", f"O{n}") for n in range(shown)))
    better = replace(claim, status=status, origins=origins, claim=replace(claim.claim, reports=ids))  # type: ignore[arg-type]
    return replace(base, reports=reports, claims=(better,), figures=(), conflicts=())


def between(
    before: Told, after: Told, watch: Watch = ALL, corrected: tuple[Corrected, ...] = ()
) -> list[Alert]:
    seen = {name: thing.seen for name, thing in picture(watch, before, {}).items()}
    return alerts(watch, seen, picture(watch, after, {}), corrected, AT)[0]


ONE = captured("one.txt").report
TWO = replace(captured("two.txt", "Fifty boats sank.").report, id="two", title="Fifty boats")


def test_nothing_changed_gives_nothing() -> None:
    assert between(story(ONE), story(ONE)) == []


@pytest.mark.parametrize("status", ["corroborated", "confirmed", "disputed"])
def test_another_status_is_told(status: str) -> None:
    (alert,) = between(story(ONE), story(ONE, status=status))
    assert (alert.kind, alert.before, alert.after) == ("status", "reported", status)
    assert alert.claim_id == "c-1"
    assert all(span.text in ONE.text for span in alert.spans)


def test_a_withdrawal_is_a_correction() -> None:
    (alert,) = between(story(ONE), story(ONE, status="retracted"))
    assert alert.kind == "correction"


def test_an_origin_more_is_told_and_so_is_one_less() -> None:
    more = between(story(ONE), story(ONE, TWO, shown=2, possible=2))
    assert [alert.kind for alert in more] == ["origin_added", "report"]
    assert "shown 1 → 2" in more[0].text
    less = between(story(ONE, TWO, shown=2, possible=2), story(ONE, TWO))
    assert [alert.kind for alert in less] == ["origin_lost"]
    may = between(story(ONE), story(ONE, also=("x",), possible=2))
    assert [alert.kind for alert in may] == ["origin_added"]
    assert "may have gained an origin" in may[0].text


def test_more_reports_and_nothing_independent_is_told_with_both_counts() -> None:
    (alert,) = between(story(ONE), story(ONE, also=("x", "y")))
    assert alert.kind == "nothing_independent"
    assert "2 more reports, and nothing independent was added: shown 1, possible 1" in alert.text


def test_a_version_of_a_report_is_no_more_report_but_a_correction() -> None:
    two = replace(ONE, id="x", text=ONE.text.replace("40", "45"))
    change = Corrected(two, ONE, "s-1", 7, difference(ONE, two), two.id)
    found = between(story(ONE), story(ONE, two), corrected=(change,))
    assert [alert.kind for alert in found] == ["correction"]
    assert "more than 40 boats sank" in found[0].text
    assert (found[0].before, found[0].after) == (ONE.id, "x")


def test_a_figure_that_moves_is_told() -> None:
    base = told(ONE)
    group = base.figures[0]
    value = group.values[0]
    later: FigureValue = replace(value, figure=replace(value.figure, low=50.0, text="more than 50 boats"))
    before = replace(base, figures=(replace(group, values=(value,)),))
    after = replace(base, figures=(replace(group, values=(value, later)),))
    (alert,) = between(before, after)
    assert (alert.kind, alert.before, alert.after) == ("figure", "more than 40 boats", "more than 50 boats")
    gone = replace(base, figures=(replace(group, values=(replace(value, retracted=True),)),))
    assert [each.kind for each in between(before, gone)] == ["correction"]


def test_a_conflict_is_told_once_and_only_where_it_is_one() -> None:
    sides = (
        {"origin": "A", "low": 1.0, "high": 1.0, "text": "one"},
        {"origin": "B", "low": 2.0, "high": 2.0, "text": "two"},
    )
    conflict = Conflict("figure", "conflict", "one against two", sides)
    clash = replace(story(ONE), conflicts=(conflict,))
    assert [alert.kind for alert in between(story(ONE), clash)] == ["conflict"]
    assert between(clash, clash) == []
    seem = replace(story(ONE), conflicts=(replace(conflict, relation="compatible"),))
    assert between(story(ONE), seem) == []


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({"story": "s-1"}, True), ({"story": "s-2"}, False), ({"source": "harbour office"}, True),
        ({"source": "harbour-office"}, True), ({"source": "coast guard"}, False), ({"words": "BOATS sank"}, True),
        ({"words": "boats burned"}, False), ({"measure": "sunk"}, True), ({"measure": "killed"}, False),
        ({"words": "boats", "source": "coast guard"}, False),
    ],
)  # fmt: skip
def test_a_watch_sees_what_fits_all_that_it_names(wanted: dict[str, str], fits: bool) -> None:
    base = told(ONE)
    statement = replace(base.statements[0], figures=(replace(base.statements[0].figures[0], measure="sunk"),))
    seen = picture(Watch("w", "x", AT, **wanted), replace(base, statements=(statement,)), {})
    assert any(name.startswith("claim ") for name in seen) == fits


def test_a_watch_of_a_story_follows_it_through_a_merge() -> None:
    assert picture(Watch("w", "x", AT, story="old"), told(ONE), {"old": "older", "older": "s-1"})


def test_the_same_transition_has_the_same_id_and_the_next_one_another() -> None:
    seen: dict[str, Seen] = {name: thing.seen for name, thing in picture(ALL, story(ONE), {}).items()}
    ids = []
    for status in ("disputed", "reported", "disputed"):
        after = picture(ALL, story(ONE, status=status), {})
        found, remembered = alerts(ALL, seen, after, (), AT)
        again, _ = alerts(ALL, seen, after, (), "later")
        assert [each.id for each in again] == [each.id for each in found]
        ids += [each.id for each in found]
        seen |= {one.thing: one for one in remembered}
    assert len(set(ids)) == 3


def test_the_difference_of_two_versions_is_in_exact_spans() -> None:
    text = "First of all. The toll is 11. Nobody else is missing.\nThe end."
    old, new = (
        replace(ONE, text=text),
        replace(ONE, id="n", text=text.replace("11", "12").replace("\nThe end.", "")),
    )
    one, two = difference(old, new)
    assert [span.text for span in one.before] == ["The toll is 11."]
    assert [span.text for span in one.after] == ["The toll is 12."]
    assert ([span.text for span in two.before], two.after) == (["The end."], ())
    for report, change in ((old, one.before), (new, one.after), (old, two.before)):
        assert all(report.text[span.start : span.end] == span.text for span in change)


def test_space_is_no_change_and_a_title_is() -> None:
    assert not changed(ONE, replace(ONE, text=ONE.text.replace(" ", "  ")))
    assert changed(ONE, replace(ONE, title="Another"))


@given(st.integers(1, 40), st.floats(1, 90_000), st.floats(0, 1))
def test_a_failing_place_waits_ever_longer_but_never_for_ever(
    failures: int, every: float, chance: float
) -> None:
    first = next_look(NOW, every, failures, None, chance) - NOW
    later = next_look(NOW, every, failures + 1, None, chance) - NOW
    assert timedelta(seconds=0.9) <= first <= later <= timedelta(seconds=1.1 * max(every, 6 * 3600) + 1)
    assert next_look(NOW, every, failures, 10_000.0, chance) - NOW >= timedelta(seconds=10_000)


def test_on_time_it_is_looked_at_on_its_schedule_give_or_take() -> None:
    assert next_look(NOW, 600, chance=0.5) - NOW == timedelta(seconds=600)
    assert next_look(NOW, 600, chance=0.0) - NOW == timedelta(seconds=540)


def test_tries_and_digests_have_their_times() -> None:
    assert next_try(NOW, 1, 0.5) - NOW == timedelta(seconds=30)
    assert next_try(NOW, 30, 0.5) - NOW == timedelta(hours=6)
    assert digest_at(NOW, "at once") == NOW
    assert digest_at(NOW, "hourly") == NOW.replace(hour=9, minute=0)
    assert digest_at(NOW, "daily") == datetime(2031, 5, 5, tzinfo=UTC)


def test_a_page_is_looked_at_again_ever_more_rarely() -> None:
    looked = [hours for hours in range(200) if due_again(NOW + timedelta(hours=hours), NOW, 2)]
    assert looked[0] == 4
    assert not due_again(NOW + timedelta(days=300), NOW, 5)
    assert not due_again(NOW + timedelta(days=300), NOW, 0)
