"""Two who expect the same thing do not show that it is so: which words expect, and what follows for a claim."""

from __future__ import annotations

import pytest

from tests.stages.told import World, figure, named, unnamed
from twosource.model import Agreement, Edge, Evidence, Figure, FigureGroup, FigureValue, OpenQuestion, Reason
from twosource.stages.judge import bears
from twosource.stages.judge.expecting import expected
from twosource.text import listed, until

COMES = "The dam at Karn will burst before Friday"


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        (COMES, True),
        ("the northern fleet may send more boats to Oslin", True),
        ("There is a grave risk of more boats being sent", True),
        ("ferries are expected to sail again on Monday", True),
        ("they'll close the pier", True),
        ("The council plans to sell the pier", True),
        ("two of the men could still be alive", True),
        ("The dam at Karn burst", False),
        ("The dam broke and may flood the town", False),
        ("The man who will stand trial was arrested", False),
        ("The council has said that the pier may close", False),
        ("villagers could hear the blast", False),
        ("he would not say who paid", False),
        ("the crew were set free", False),
    ],
)
def test_the_first_thing_that_a_clause_says_is_expected_or_so(text: str, ahead: bool) -> None:
    assert expected(text) is ahead


def test_two_forecasts_are_no_confirmation() -> None:
    world = World()
    a = world.say(world.report("Halm Herald"), COMES, named("Rivers Institute"))
    world.say(world.report("Radio Vell"), COMES, named("Karn Fire Brigade"))
    found = world.of(a)
    assert (found.origins.shown, found.status, found.credibility) == (2, "reported", 6)
    assert "they expect it or hold it possible" in found.reasons[0].text


def test_two_who_say_that_it_is_so_corroborate_whoever_else_expected_it() -> None:
    world = World()
    a = world.say(world.report("Halm Herald"), "The dam at Karn burst on Friday", named("Rivers Institute"))
    world.say(world.report("Radio Vell"), "The dam at Karn burst on Friday", named("Karn Fire Brigade"))
    world.say(world.report("Metro Six"), "The dam at Karn may burst on Friday", named("Farmers' Union"))
    assert world.of(a).status == "corroborated"


# --- reasons that an editor would sign -------------------------------------------------------------


def reasons(world: World, statement: str, *more: Edge) -> list[str]:
    return [f"{reason.code}: {reason.text}" for reason in world.of(statement, more=more).reasons]


def test_the_reasons_say_why_an_unnamed_basis_makes_no_second_origin() -> None:
    world = World()
    herald = world.report("Halm Herald")
    a = world.say(
        herald, "A barge sank off Karn", named("Coast Guard"), unnamed("a friendly service", herald, "basis")
    )
    world.say(world.report("Radio Vell"), "A barge sank off Karn", named("Karn Pilots"))
    world.say(world.report("Metro Six"), "A barge sank off Karn")
    told = reasons(world, a)
    assert told[1] == "origins: origins: Coast Guard (rests on an unnamed source); Karn Pilots"
    basis = "Coast Guard rests on a friendly service, not named, which may stand behind Karn Pilots too"
    assert f"unnamed_basis: {basis}: counted as possible only" in told
    assert any(
        each.startswith("repeat: ") and each.endswith("tells it in its own voice: no new origin")
        for each in told
    )


def test_whom_a_report_does_not_name_may_have_it_from_the_named() -> None:
    world = World()
    a = world.say(world.report("Halm Herald"), "A barge sank off Karn", named("Coast Guard"))
    radio = world.report("Radio Vell")
    world.say(radio, "A barge sank off Karn", unnamed("Witnesses", radio))
    assert "unnamed: witnesses, not named, may have it from Coast Guard: counted as possible only" in reasons(
        world, a
    )


def test_a_basis_told_for_one_claim_is_not_put_under_another() -> None:
    world = World()
    herald = world.report("Halm Herald")
    a = world.say(herald, "Forty boats are missing since the storm", named("Coast Guard"))
    b = world.say(
        herald, "A barge sank off Karn", named("Coast Guard"), unnamed("a friendly service", herald, "basis")
    )
    at = next(s for s in world.statements if s.id == b)
    span = Evidence(herald, at.start, at.end, at.text)
    tie = Edge(
        "coast-guard",
        "unnamed:a-friendly-service",
        "based_on",
        1.0,
        "basis",
        (Reason("stated", "from it", (span,)),),
    )
    assert any(each.startswith("unnamed_basis") for each in reasons(world, b, tie))
    assert not any(each.startswith("unnamed_basis") for each in reasons(world, a, tie))


def test_work_done_together_is_told_once_whichever_way_round_it_was_read() -> None:
    world = World()
    herald = world.report("Halm Herald")
    a = world.say(herald, "A barge sank off Karn", named("Norland Navy"))
    world.say(world.report("Radio Vell"), "A barge sank off Karn", named("Oslin Navy"))
    why = (Reason("work", "together", (world.judged()[1].evidence(a),)),)
    both = [
        Edge(x, y, "based_on", 1.0, "work", why)
        for x, y in (("norland-navy", "oslin-navy"), ("oslin-navy", "norland-navy"))
    ]
    told = reasons(world, a, *both)
    assert [each for each in told if each.startswith("work")] == [
        "work: Norland Navy and Oslin Navy worked it out together"
    ]
    assert "origins: origins: Norland Navy and Oslin Navy (counted as one)" in told


# --- in which order, and what is asked about which claim --------------------------------------------


def test_what_is_known_to_the_minute_was_out_before_what_is_known_by_the_day() -> None:
    mixed = [None, "2025-03", "2025-03-04", "2025-03-04/2025-03-06", "2025-03-04T23:50"]
    assert sorted(mixed, key=until) == [mixed[4], mixed[2], mixed[3], mixed[1], None]


def test_names_in_a_row() -> None:
    assert [listed(each) for each in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_question_is_asked_of_the_claim_that_it_is_about() -> None:
    world = World()
    herald = world.report("Halm Herald")
    lead = world.say(herald, "A barge sank off Karn on Tuesday with sugar aboard", named("Coast Guard"))
    asked = world.say(herald, "The owner did not respond to a request for comment", kind="no_comment")
    world.add(herald, "The harbour of Karn is the oldest of the coast and has seen many storms in its long history, and many "
              "a captain has told the tale of them in the taverns by the quay where the old men still sit today.")  # fmt: skip
    other = world.say(herald, "Forty houses were flooded inland by the storm", named("Rivers Institute"))
    doubt = world.say(herald, "Which houses were flooded could not be verified", kind="not_verified")
    assessed, grounds = world.judged()
    claim = {
        key: next(a.claim for a in assessed.values() if key in a.claim.statements) for key in (lead, other)
    }
    said = {s.id: s for s in world.statements}
    question = {
        key: OpenQuestion(said[key].kind, said[key].text, (grounds.evidence(key),)) for key in (asked, doubt)
    }
    found = {(q, c) for q in (asked, doubt) for c in (lead, other) if bears(question[q], claim[c], grounds)}
    assert found == {(asked, lead), (doubt, other)}


def test_a_lone_one_tells_nothing_and_one_against_two_does() -> None:
    def value(number: float) -> FigureValue:
        return FigureValue(
            Figure(0, 3, "one", number, number, "exact", number, "driver", "killed"),
            "Karn Police",
            "karn-police",
            (),
            (),
        )

    assert not FigureGroup("killed", "driver", None, (value(1),), "agree").tells
    assert FigureGroup("killed", "driver", None, (value(1), value(2)), "agree").tells


def test_parts_of_a_whole_in_one_report_tell_nothing_and_a_later_count_does() -> None:
    def value(number: float, report: str) -> FigureValue:
        figure = Figure(0, 3, f"{number:.0f}", number, number, "exact", number, "people")
        return FigureValue(figure, "Karn Police", "karn-police", (report,), ())

    scope: Agreement = "different scope"
    parts = FigureGroup("", "people", None, (value(5, "a"), value(3, "a")), scope)
    assert not parts.tells
    assert FigureGroup("", "people", None, (value(5, "a"), value(8, "b")), scope).tells


def test_whom_the_words_before_told_of_does_not_stand_at_the_head_of_a_claim() -> None:
    def two(text: str) -> Figure:
        at = text.index("two")
        return figure(2, "captured", "pilots", start=at, end=at + 3, text="two")

    world = World()
    first, then = (
        "Soldiers led the two captured pilots to a boat at Karn",
        "Two pilots were captured at Karn by soldiers",
    )
    a = world.say(world.report("Halm Herald"), first, named("Coast Guard"), figures=(two(first),))
    late = world.report("Radio Vell", "2025-03-05T10:00")
    world.say(late, then, named("Coast Guard"), figures=(two(then.lower()),))
    found = world.of(a)
    assert (len(found.claim.statements), found.claim.text) == (2, then)


def test_the_verdict_says_whether_one_origin_or_several_as_one() -> None:
    world = World()
    a = world.say(
        world.report("Halm Herald"),
        "A barge sank off Karn",
        named("Coast Guard"),
        named("Norland Navy", "basis"),
    )
    assert reasons(world, a)[0].startswith("status: reported: one origin; shown 1")
    world.say(world.report("Radio Vell"), "A barge sank off Karn", named("Norland Navy"))
    assert reasons(world, a)[0].startswith(
        "status: reported: several origins, which are counted as one; shown 1"
    )
