"""How two figures stand to each other: the five words, and laws that hold for any two."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Figure
from twosource.stages.judge.agreement import relate
from twosource.stages.judge.counting import counted_as, family
from twosource.stages.judge.intervals import overlap
from twosource.stages.judge.other_times import lies_within
from twosource.stages.judge.setting import Setting
from twosource.stages.judge.tested import proven
from twosource.stages.judge.wording import duration, words


def figure(low: float | None, high: float | None, **more: Any) -> Figure:
    bound = "exact" if low == high else "lower" if high is None else "upper" if low is None else "range"
    values = {
        "bound": bound,
        "value": low if low is not None else high,
        "counts": "people",
        "measure": "killed",
    }
    return Figure(0, 1, "x", low, high, **{**values, **more})


def test_two_exact_figures_that_differ_conflict() -> None:
    relation, reason = relate(figure(4, 4), figure(5, 5))
    assert relation == "conflict"
    assert reason == "4 and 5 cannot both hold."


def test_more_than_n_and_up_to_n_conflict() -> None:
    more, upto = figure(11000, None, low_open=True), figure(None, 11000)
    assert relate(more, upto) == ("conflict", "More than 11,000 and at most 11,000 cannot both hold.")


def test_at_least_n_and_up_to_n_can_both_hold() -> None:
    assert relate(figure(11000, None), figure(None, 11000))[0] == "compatible"


def test_two_lower_bounds_are_compatible() -> None:
    assert relate(figure(3000, None, low_open=True), figure(1100, None))[0] == "compatible"


def test_about_n_meets_more_than_n_and_up_to_n() -> None:
    about = figure(9900, 12100, bound="approximate", value=11000)
    assert relate(about, figure(11000, None, low_open=True))[0] == "compatible"
    assert relate(about, figure(None, 11000))[0] == "compatible"
    assert relate(about, figure(11000, 11000))[0] == "agree"
    assert relate(about, figure(13000, 13000))[0] == "conflict"


def test_a_week_and_the_whole_time_are_different_scopes() -> None:
    week = figure(900, 1100, bound="approximate", value=1000, window="P1W")
    relation, reason = relate(week, figure(3000, None))
    assert relation == "different scope"
    assert reason == "One covers 1 week only, the other is in all."


def test_the_dead_are_a_part_of_the_dead_and_wounded() -> None:
    part, whole = figure(12, 12), figure(40, 40, measure="killed or wounded")
    assert relate(part, whole)[0] == "different scope"
    assert relate(figure(50, 50), whole)[0] == "conflict"


def test_a_count_since_the_event_began_is_the_count_in_all() -> None:
    began = figure(38, 38, window="2026-04-20/", since="the outbreak was declared on 20 April")
    assert relate(began, figure(52, 52))[0] == "conflict"
    truce = figure(38, 38, window="2026-04-20/", since="the truce was signed")
    assert relate(truce, figure(52, 52))[0] == "different scope"
    week = figure(38, 38, window="P1W", since="the outbreak began")
    assert relate(week, figure(52, 52))[0] == "different scope"


def test_a_part_that_is_counted_later_may_be_more_than_its_whole_was() -> None:
    whole, children = figure(14, 14), figure(17, 17, counts="children")
    assert relate(whole, children, Setting(said=("2026-02-04", "2026-02-06")))[0] == "different scope"
    assert relate(children, whole, Setting(said=("2026-02-06", None)))[0] == "different scope"
    assert relate(whole, children, Setting(said=("2026-02-06", "2026-02-04")))[0] == "conflict"
    assert relate(children, whole, Setting(said=("2026-02-04", "2026-02-04")))[0] == "conflict"


def test_what_a_test_has_shown_is_a_part_of_what_was_counted_otherwise() -> None:
    shown = Setting(tested=(True, False))
    found = relate(figure(14, 14), figure(31, 31, counts="children"), shown)
    assert found == ("different scope", "14 are those that a test has shown.")
    assert relate(figure(31, 31), figure(14, 14), Setting(tested=(False, True))) == found
    assert relate(figure(31, 31), figure(14, 14), shown)[0] == "conflict"
    assert relate(figure(14, 14), figure(31, 31), Setting(tested=(True, True)))[0] == "conflict"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("14 deaths have been confirmed by laboratory in the whole district", True),
        ("nine laboratory-confirmed cases of the fever", True),
        ("nine cases were confirmed in a laboratory of the capital", True),
        ("eleven of the dead were identified through DNA", True),
        ("nine patients tested positive", True),
        ("14 deaths have been confirmed by the ministry", False),
        ("nine people died in the laboratory", False),
        ("the mayor confirmed nine deaths, and the tests go on", False),
    ],
)
def test_a_text_says_that_a_test_has_shown_it(text: str, shown: bool) -> None:
    assert proven([text]) is shown


def test_a_looser_word_is_another_measure() -> None:
    assert (
        relate(figure(3000, 3000, measure="lost"), figure(3000, None, measure="killed or wounded"))[0]
        == "different scope"
    )


def test_those_hurt_on_the_spot_and_those_treated_are_different_scopes() -> None:
    assert relate(figure(9, 9, measure="wounded"), figure(14, 14, measure="treated"))[0] == "different scope"


def test_workers_and_people_are_counted_alike_but_children_are_some_of_them() -> None:
    assert relate(figure(4, 4, counts="workers"), figure(5, 5))[0] == "conflict"
    assert (
        relate(figure(4, 4, counts="workers"), figure(4, 4, counts="colleagues and contractors"))[0]
        == "agree"
    )
    assert relate(figure(3, 3, counts="children"), figure(12, 12))[0] == "different scope"
    assert relate(figure(13, 13, counts="children"), figure(12, 12))[0] == "conflict"
    assert relate(figure(3, 3, counts="children"), figure(2, 2, counts="soldiers"))[0] == "different scope"


def test_households_and_homes_are_one_thing() -> None:
    told = figure(600, 600, counts="households", measure="evacuated")
    emptied = figure(500, None, low_open=True, counts="homes", measure="evacuated")
    assert relate(told, emptied)[0] == "compatible"


def test_a_part_of_a_count_is_not_the_count() -> None:
    part = figure(5, 5, part_of="fourteen people", measure="treated")
    assert relate(part, figure(14, 14, measure="treated"))[0] == "different scope"


def test_a_place_within_another_is_not_the_same_place() -> None:
    inner = figure(None, 11000, place="Kursk Oblast", place_id="ru:kursk-oblast")
    outer = figure(None, 12000, place="Russia", place_id="ru")
    assert relate(inner, outer) == ("compatible", "Kursk Oblast lies within Russia.")
    small, large = figure(3, 3, place="Oll", place_id="x:oll"), figure(9, 9, place="Xand", place_id="x")
    assert relate(small, large)[0] == "different scope"
    assert (
        relate(figure(9, 9, place="Oll", place_id="x:oll"), figure(3, 3, place="Xand", place_id="x"))[0]
        == "conflict"
    )
    assert relate(figure(3, 3, place="Oll"), figure(9, 9, place="Tarn"))[0] == "different scope"


def test_two_events_months_apart_are_different_scopes() -> None:
    one, two = figure(1, 1, measure="captured"), figure(2, 2, measure="captured")
    assert relate(one, two, Setting(events=("2024-12", "2025-01-09")))[0] == "different scope"
    assert relate(one, two, Setting(events=("2025-01", "2025-01-09")))[0] == "conflict"


def test_the_same_origins_later_figure_is_an_update() -> None:
    days = Setting(same_origin=True, said=("2025-05-01", "2025-05-02"))
    relation, reason = relate(figure(2, 2), figure(4, 4), days)
    assert relation == "different scope"
    assert reason == "The same origin gives 2 and 4: the later is an update."


def test_a_toll_may_grow_from_day_to_day_but_not_shrink() -> None:
    first, later = figure(9, 9, as_of="2025-04-10"), figure(14, 14, as_of="2025-04-11")
    assert relate(first, later)[0] == "compatible"
    assert relate(figure(14, 14, as_of="2025-04-10"), figure(9, 9, as_of="2025-04-11"))[0] == "conflict"
    assert relate(figure(9, 9), figure(14, 14), Setting(said=("2025-04-10", "2025-04-11")))[0] == "compatible"
    assert (
        relate(figure(4, 4, as_of="2025-04-10T15:00"), figure(5, 5, as_of="2025-04-10T19:00"))[0]
        == "conflict"
    )


def test_one_person_told_of_is_not_said_to_be_the_only_one() -> None:
    assert relate(figure(1, 1, nominal=True), figure(3, 3))[0] == "compatible"


def test_a_figure_for_a_day_after_it_was_said_is_impossible() -> None:
    assert (
        relate(figure(4, 4, as_of="2052-10-14"), figure(4, 4), Setting(said=("2025-10-14", None)))[0]
        == "impossible"
    )
    assert relate(figure(5, 4), figure(4, 4))[0] == "impossible"


def test_miles_are_compared_with_kilometres() -> None:
    miles = figure(100, 100, unit="mi", measure="distance", counts="miles")
    kilometres = figure(160.9, 160.9, unit="km", measure="distance", counts="kilometres")
    assert relate(miles, kilometres)[0] == "agree"
    assert relate(miles, figure(50, 50, unit="km", measure="distance", counts="kilometres"))[0] == "conflict"
    assert (
        relate(miles, figure(100, 100, unit="kg", measure="weight", counts="kilos"))[0] == "different scope"
    )


@pytest.mark.parametrize(("phrase", "kind"), [
    ("North Korean soldiers", "soldier"), ("troops", "soldier"), ("workers", "person"), ("women", "woman"),
    ("families", "home"), ("colleagues and contractors", "person"), ("drones", "drone"), (None, ""),
])  # fmt: skip
def test_what_is_counted_is_a_class(phrase: str | None, kind: str) -> None:
    assert counted_as(phrase) == kind


def test_measures_come_in_families() -> None:
    assert family("treated") == family("wounded") == "hurt"
    assert family("launched") == "launched"


def test_words_say_the_interval() -> None:
    assert words(figure(3000, None, low_open=True)) == "more than 3,000"
    assert words(figure(None, 5500)) == "at most 5,500"
    assert words(figure(9900, 12100, bound="approximate", value=11000)) == "about 11,000 (9,900 to 12,100)"
    assert words(figure(2, 4)) == "2 to 4"
    assert duration("P1W") == "1 week"
    assert duration("PT24H") == "24 hours"
    assert duration("2025-04-10/") == "the time since 10 April 2025"


# --- laws ------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 60)
PLACES = st.sampled_from([(None, None), ("Russia", "ru"), ("Kursk", "ru:kursk"), ("Tarn", "tarn")])
DAYS = st.sampled_from([None, "2025-04-10", "2025-04-11", "2025-04", "XXXX-WXX-5", "2025-04-10T15:00"])


@st.composite
def any_figure(draw: st.DrawFn) -> Figure:
    low, extra = draw(NUMBERS), draw(st.integers(0, 20))
    shape = draw(st.sampled_from(["exact", "lower", "upper", "range"]))
    place, place_id = draw(PLACES)
    return figure(
        None if shape == "upper" else low,
        None if shape == "lower" else low if shape == "exact" else low + extra + 1,
        low_open=shape == "lower" and draw(st.booleans()),
        high_open=shape == "upper" and draw(st.booleans()),
        measure=draw(st.sampled_from(["killed", "wounded", "killed or wounded", "lost", None])),
        counts=draw(st.sampled_from(["people", "soldiers", "children", "homes", None])),
        window=draw(st.sampled_from([None, "P1W", "2025-04-10/"])),
        as_of=draw(DAYS), place=place, place_id=place_id,
        part_of=draw(st.sampled_from([None, "fourteen people", "the people there"])),
        nominal=draw(st.booleans()) and shape == "exact" and low == 1,
    )  # fmt: skip


@given(any_figure(), any_figure(), st.booleans(), DAYS, DAYS)
def test_the_relation_is_the_same_from_either_side(
    a: Figure, b: Figure, same: bool, x: str | None, y: str | None
) -> None:
    assert relate(a, b, Setting(same, (x, y), (y, x))) == relate(b, a, Setting(same, (y, x), (x, y)))


@given(any_figure())
def test_a_figure_agrees_with_itself(a: Figure) -> None:
    assert relate(a, a)[0] == "agree"


@given(NUMBERS, NUMBERS)
def test_exact_figures_of_one_thing_agree_or_conflict(x: int, y: int) -> None:
    assert relate(figure(x, x), figure(y, y))[0] == ("agree" if x == y else "conflict")


@given(any_figure(), any_figure())
def test_what_can_both_hold_in_one_scope_is_never_a_conflict(a: Figure, b: Figure) -> None:
    if a.measure == b.measure and a.counts == b.counts and a.place_id == b.place_id and overlap(a, b):
        assert relate(a, b)[0] not in ("conflict", "impossible")


@given(any_figure(), any_figure())
def test_every_reason_is_one_sentence(a: Figure, b: Figure) -> None:
    reason = relate(a, b)[1]
    assert reason.endswith(".")
    assert reason[0].isupper() or reason[0].isdigit()


@given(st.text("ab:", max_size=6), st.text("ab:", max_size=6))
def test_places_within_each_other_are_one(a: str, b: str) -> None:
    assert lies_within(a, a)
    assert a == b or not (lies_within(a, b) and lies_within(b, a))


def test_an_update_needs_a_later_day_and_of_the_dead_a_larger_number() -> None:
    same_day = Setting(same_origin=True, same_report=True, said=("2025-05-01", "2025-05-01"))
    assert relate(figure(2, 2), figure(4, 4), same_day)[0] == "conflict"
    assert relate(figure(2, 2), figure(4, 4), Setting(same_origin=True, same_report=True))[0] == "conflict"
    # two reports of one day: the count may have grown in between
    assert (
        relate(figure(2, 2), figure(4, 4), Setting(same_origin=True, said=same_day.said))[0]
        == "different scope"
    )
    lower_later = Setting(same_origin=True, said=("2025-05-01", "2025-05-02"))
    assert relate(figure(4, 4), figure(2, 2), lower_later)[0] == "conflict"
    taken_back = Setting(same_origin=True, withdrawn=True, said=lower_later.said)
    assert relate(figure(4, 4), figure(2, 2), taken_back)[0] == "different scope"
    found = figure(4, 4, measure="missing"), figure(2, 2, measure="missing")
    assert relate(*found, lower_later)[0] == "different scope"
    earlier = figure(2, 2, as_of="2025-04-30")
    assert relate(figure(4, 4), earlier, same_day)[0] == "different scope"


def test_counts_on_top_of_others_are_no_rivals_of_them() -> None:
    assert relate(figure(9, 9), figure(7, 7, further=True))[0] == "different scope"
    assert relate(figure(7, 7), figure(7, 7, further=True))[0] == "agree"


@pytest.mark.parametrize("whole", ["the injured", "the wounded passengers", "those coming in", "the cases"])
def test_a_part_of_a_tally_is_no_rival_of_the_whole(whole: str) -> None:
    assert relate(figure(1, 1, part_of=whole), figure(16, 16))[0] == "different scope"


@pytest.mark.parametrize("whole", ["our soldiers", "the crew", "its own men", "party workers"])
def test_a_count_out_of_a_group_still_meets_other_counts(whole: str) -> None:
    assert relate(figure(9, 9, part_of=whole), figure(16, 16))[0] == "conflict"


@pytest.mark.parametrize(
    ("sides", "by", "relation"),
    [
        (("Norvan", "Ostrian"), (None, None), "different scope"),
        (("Norvan", "Norva"), (None, None), "conflict"),
        (("Norvan", None), (None, None), "conflict"),
        (("own", "Ostrian"), (None, None), "conflict"),
        (("own", "Ostrian"), ("Norva's army", "Ostria's ministry"), "different scope"),
        (("own", "Norvan"), ("Norva's army", None), "conflict"),
        (("own", "own"), ("Norva's army", "Ostrian Armed Forces"), "different scope"),
        (("own", "own"), ("General Staff", "Ostrian Armed Forces"), "conflict"),
        (("enemy", "Norvan"), ("Norvan Armed Forces", None), "different scope"),
        (("enemy", "Ostrian"), ("Norvan Armed Forces", None), "conflict"),
        (("enemy", "own"), ("Norvan Armed Forces", "Ostria's army"), "conflict"),
        (("North Korean", "DPRK"), (None, None), "conflict"),
    ],
)
def test_whose_people_they_are_comes_before_the_numbers(
    sides: tuple[str | None, str | None], by: tuple[str | None, str | None], relation: str
) -> None:
    a, b = figure(9, 9, side=sides[0]), figure(23, 23, side=sides[1])
    assert relate(a, b, Setting(by=by))[0] == relation
    assert relate(b, a, Setting(by=by[::-1]))[0] == relation


def test_one_speakers_own_and_enemy_are_two_sides() -> None:
    assert (
        relate(figure(2, 2, side="own"), figure(60, None, side="enemy"), Setting(same_origin=True))[0]
        == "different scope"
    )


def test_windows_that_reach_to_now_are_one_where_they_begin_on_what_may_be_one_day() -> None:
    dated, yearless = figure(38, 38, window="2025-04-20/"), figure(41, 41, window="XXXX-04-20/")
    assert relate(dated, yearless)[0] == "conflict"
    assert relate(dated, figure(38, 38))[0] == "agree"
    assert relate(dated, figure(41, 41))[0] == "different scope"
    assert relate(figure(38, 38, window="P1W"), figure(38, 38))[0] == "different scope"


def test_a_count_may_have_grown_where_only_one_of_two_is_dated() -> None:
    dated = Setting(said=("2025-03-04", None))
    assert relate(figure(15, 15), figure(16, 16), dated)[0] == "compatible"
    assert relate(figure(15, 15), figure(16, 16), Setting(said=("2025-03-04", "2025-03-04")))[0] == "conflict"


def test_a_count_has_not_grown_where_who_gave_it_gave_less_later() -> None:
    said = ("2025-03-04", "2025-03-05")
    assert relate(figure(38, 38), figure(52, 52), Setting(said=said))[0] == "compatible"
    relation, reason = relate(figure(38, 38), figure(52, 52), Setting(said=said, caps=(44.0, None)))
    assert relation == "conflict"
    assert reason == "52 (5 March 2025) cannot be 38 grown: who gave that gave 44 on that day or later."
    assert (
        relate(figure(52, 52), figure(38, 38), Setting(said=said[::-1], caps=(None, 44.0)))[0] == "conflict"
    )


def test_people_of_whom_nothing_is_said_are_not_known_to_be_the_same() -> None:
    one, other = figure(34, 34, measure=None), figure(212, 212, measure=None)
    assert relate(one, other)[0] == "different scope"
    assert (
        relate(
            figure(187, 187, measure=None, counts="passengers"),
            figure(203, 203, measure=None, counts="passengers"),
        )[0]
        == "conflict"
    )


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ("crew members", "crew"),
        ("deaths", "person"),
        ("bodies", "person"),
        ("people", "person"),
        ("others", "person"),
    ],
)
def test_the_dead_are_people_and_members_are_of_what_they_are_members_of(counts: str, kind: str) -> None:
    assert counted_as(counts) == kind
