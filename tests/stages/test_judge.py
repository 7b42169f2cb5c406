"""Who is counted, how often, and what a claim is called for it: the rulings, one behaviour a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stages.told import World, figure, named, unnamed
from twosource.model import Edge, Reason, Time

FIVE = "Five miners died in the Karn shaft"


def five(world: World, report: str, *links: object, text: str = FIVE) -> str:
    return world.say(report, text, *links, figures=(figure(5, counts="miners"),))  # type: ignore[arg-type]


def counts(world: World, statement: str) -> tuple[int, int, str, int]:
    found = world.of(statement)
    return found.origins.shown, found.origins.possible, found.status, found.credibility


def test_two_outlets_with_one_speaker_are_one_origin() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell"), named("the Mines Inspectorate"))
    assert counts(world, a) == (1, 1, "reported", 6)


def test_two_named_origins_without_a_path_corroborate() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell"), named("Karn Miners' Union"))
    assert counts(world, a) == (2, 2, "corroborated", 2)


def test_an_unnamed_origin_adds_to_possible_only() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    radio = world.report("Radio Vell")
    five(world, radio, unnamed("a driver", radio))
    assert counts(world, a) == (1, 2, "reported", 3)


def test_an_unnamed_origin_alone_counts_one() -> None:
    world = World()
    radio = world.report("Radio Vell")
    assert counts(world, five(world, radio, unnamed("a driver", radio))) == (1, 1, "reported", 6)


def test_an_origin_that_rests_on_an_unnamed_one_adds_to_possible_only() -> None:
    world = World()
    herald = world.report("Halm Herald")
    a = five(world, herald, named("Interior Ministry"), unnamed("a partner service", herald, "basis"))
    five(world, world.report("Radio Vell"), named("Karn Miners' Union"))
    assert counts(world, a) == (1, 2, "reported", 3)


def test_a_named_basis_joins_two_origins() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Interior Ministry"), named("Vell Mining", "basis"))
    five(world, world.report("Radio Vell"), named("Vell Mining"))
    assert counts(world, a) == (1, 1, "reported", 6)


def test_a_copy_adds_no_origin_in_its_own_voice() -> None:
    world = World()
    herald, metro = world.report("Halm Herald"), world.report("Metro Six", "2025-03-04T12:00")
    a = five(world, herald, named("Mines Inspectorate"))
    five(world, metro, text="Five miners have died in the Karn shaft")
    world.copy(metro, herald)
    assert counts(world, a) == (1, 1, "reported", 6)


def test_a_copy_with_another_name_for_the_same_words_adds_no_origin() -> None:
    world = World()
    herald, metro = world.report("Halm Herald"), world.report("Metro Six", "2025-03-04T12:00")
    a = five(world, herald, named("Mines Inspectorate"))
    five(world, metro, named("River Authority"))
    world.copy(metro, herald)
    assert counts(world, a) == (1, 1, "reported", 6)


def test_an_outlet_cited_without_its_source_is_a_relay_where_another_report_shows_the_source() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell"), named("Halm Herald"))
    assert counts(world, a) == (1, 1, "reported", 6)


def test_two_outlets_that_cite_each_other_are_one_origin() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Radio Vell"))
    five(world, world.report("Radio Vell"), named("Halm Herald"))
    found = world.of(a)
    assert (found.origins.shown, found.origins.possible, found.status) == (1, 1, "reported")
    assert any(reason.code == "circle" for reason in found.reasons)


def test_background_in_an_outlets_own_voice_adds_no_origin() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell", "2025-03-18T10:00"))
    assert counts(world, a) == (1, 1, "reported", 6)


@pytest.mark.parametrize(
    "words",
    [
        "From the footbridge the Herald counted five dead miners at the Karn shaft",
        "When the Herald's reporter passed at noon, five dead miners lay at the Karn shaft",
        "I can see five dead miners at the Karn shaft",
        "Our volunteers count five dead miners at the Karn shaft",
        "This reporter saw five dead miners at the Karn shaft",
    ],
)
def test_an_outlet_tells_in_many_ways_that_it_saw(words: str) -> None:
    world = World()
    a = five(world, world.report("Radio Vell"), named("Mine Rescue"))
    five(world, world.report("The Halm Herald"), text=words)
    assert world.of(a).origins.shown == 2


def test_what_another_paper_saw_is_not_ones_own() -> None:
    world = World()
    a = five(world, world.report("Radio Vell"), named("Mine Rescue"))
    five(world, world.report("Ast Post"), text="the Herald counted five dead miners at the Karn shaft")
    assert world.of(a).origins.shown == 1


def test_an_outlet_that_counted_for_itself_is_an_origin() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell"), text="Our reporter counted five dead miners at the Karn shaft")
    assert counts(world, a) == (2, 2, "corroborated", 2)


def test_outlets_of_one_owner_are_one_origin() -> None:
    world = World()
    herald, radio = world.report("Halm Herald"), world.report("Radio Vell")
    a = five(world, herald, text="Our reporter counted five dead miners at the Karn shaft")
    five(world, radio, text="Our reporter counted five dead miners at the Karn shaft")
    world.say(radio, "The Halm Herald and Radio Vell are published by Oslin Media.")
    assert counts(world, a)[:3] == (1, 1, "reported")


def test_who_had_an_unnamed_helper_is_possible_and_not_shown() -> None:
    world = World()
    first = world.report("Halm Herald")
    a = five(world, first, named("Norland Navy"))
    five(world, world.report("Radio Vell"), named("Tor Ekberg"))
    helped = Edge("norland-navy", f"unnamed:partner-service:{first}", "based_on", 1.0, "work")
    assert (world.of(a).origins.shown, world.of(a).origins.possible) == (2, 2)
    world.edges.append(helped)
    assert (world.of(a).origins.shown, world.of(a).origins.possible) == (1, 2)


def test_those_who_worked_it_out_together_are_one_component() -> None:
    world = World()
    herald = world.report("Halm Herald")
    a = five(world, herald, named("Norland Navy"))
    five(world, world.report("Radio Vell"), named("Oslin Navy"))
    why = world.judged()[1].evidence(a)
    tie = Edge("norland-navy", "oslin-navy", "based_on", 1.0, "work",
               (Reason("work", "together", (why,)),))  # fmt: skip
    found = world.of(a, more=[tie])
    assert (found.origins.shown, found.origins.possible) == (1, 1)


def test_two_bodies_in_one_sentence_are_two_origins() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"), named("Karn Police"))
    assert counts(world, a) == (2, 2, "corroborated", 2)
    five(world, world.report("Radio Vell"), named("Karn Police"))
    assert counts(world, a)[:2] == (2, 2)


def test_two_bodies_in_a_joint_statement_are_one_component() -> None:
    world = World()
    report = world.report("Halm Herald")
    a = five(world, report, named("Mines Inspectorate"), named("Karn Police"))
    world.add(report, "They had gone through the list of names together.")
    assert counts(world, a)[:2] == (1, 1)
    assert any(reason.code == "work" for reason in world.of(a).reasons)


def test_who_cites_an_outlet_that_copies_cites_a_relay() -> None:
    world = World()
    first = world.report("Halm Herald")
    a = five(world, first, named("Mines Inspectorate"))
    second = world.report("Radio Vell")
    five(world, second)
    world.copy(second, first)
    five(world, world.report("Karn Post"), named("Radio Vell"))
    assert counts(world, a)[:2] == (1, 1)


def test_being_cited_for_background_makes_an_outlet_no_origin() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    five(world, world.report("Radio Vell"))
    five(world, world.report("Karn Post"), named("Radio Vell"))
    assert counts(world, a)[:2] == (1, 1)


def test_a_denial_disputes_both_sides_and_is_no_origin_of_the_other() -> None:
    world = World()
    a = world.say(
        world.report("Halm Herald"), "The Karn gate was opened before the flood", named("River Watch")
    )
    b = world.say(world.report("Radio Vell"), "The Karn gate was not opened before the flood", named("Water Board"),
                  polarity="denied")  # fmt: skip
    assert counts(world, a) == (1, 1, "disputed", 4)
    assert counts(world, b) == (1, 1, "disputed", 4)


def test_two_exact_figures_of_one_thing_on_one_day_dispute_each_other() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    b = world.say(world.report("Radio Vell"), "Eight miners died in the Karn shaft", named("Vell Mining"),
                  figures=(figure(8, counts="miners"),))  # fmt: skip
    assert counts(world, a)[2:] == ("disputed", 4)
    assert counts(world, b)[2:] == ("disputed", 4)


def eight(
    world: World,
    report: str,
    *links: object,
    text: str = "Eight miners died in the Karn shaft",
    **more: object,
) -> str:
    return world.say(report, text, *links, figures=(figure(8, counts="miners"),), **more)  # type: ignore[arg-type]


def test_who_stands_by_a_number_when_another_gives_more_is_in_dispute_with_it() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    b = eight(world, world.report("Radio Vell", "2025-03-05T10:00"), named("Vell Mining"))
    assert counts(world, a)[2] == counts(world, b)[2] == "reported"  # it may have grown over night
    five(world, world.report("Karn Post", "2025-03-06T10:00"), named("Mines Inspectorate"))
    assert counts(world, a)[2] == counts(world, b)[2] == "disputed"


def test_a_count_that_its_origin_raises_by_less_had_not_grown_to_anothers() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    b = eight(world, world.report("Radio Vell", "2025-03-05T10:00"), named("Vell Mining"))
    world.say(world.report("Karn Post", "2025-03-06T10:00"), "Six miners died in the Karn shaft", named("Mines Inspectorate"),
              figures=(figure(6, counts="miners"),))  # fmt: skip
    assert counts(world, b)[2] == "disputed"
    assert counts(world, a)[2] == "disputed"
    assert "cannot be 5 grown" in " ".join(r.text for r in world.of(a).reasons)


def test_figures_of_two_times_are_no_dispute() -> None:
    world = World()
    a = five(world, world.report("Halm Herald", "2025-03-09T10:00"), named("Mines Inspectorate"))
    b = eight(world, world.report("Radio Vell", "2025-03-05T10:00"), named("Vell Mining"))
    assert counts(world, a)[2] == counts(world, b)[2] == "reported"


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("In 1987 eight miners died in the Karn shaft", "1987"),
        ("Eight miners died in the Karn shaft last year", "2024"),
    ],
)
def test_the_dead_of_another_year_are_no_rivals(said: str, year: str) -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    report = world.report("Radio Vell")
    words = year if year in said else "last year"
    at = said.index(words)
    when = (Time(at, at + len(words), words, year, "DATE"),)
    b = eight(world, report, named("Vell Mining"), text=said, when=when)
    assert counts(world, a)[2] == counts(world, b)[2] == "reported"


def test_two_speeds_of_one_thing_dispute_each_other() -> None:
    world = World()

    def speed(report: str, who: str, value: float) -> str:
        kn = (figure(value, "speed", counts="knots", unit="kn"),)
        return world.say(
            report,
            f"The Karn ferry was making {value:g} knots when it struck the pier",
            named(who),
            figures=kn,
        )

    a = speed(world.report("Halm Herald"), "Harbour Office", 22)
    b = speed(world.report("Radio Vell"), "Halder Ferries", 14)
    assert a != b
    assert counts(world, a)[2] == counts(world, b)[2] == "disputed"


def test_bounds_that_clash_leave_the_status_alone() -> None:
    world = World()
    a = world.say(world.report("Halm Herald"), "More than 600 people were evacuated from Karn", named("Fire Service"),
                  figures=(figure(600, "evacuated", high=None, bound="lower", low_open=True),))  # fmt: skip
    world.say(world.report("Radio Vell"), "Up to 550 people were evacuated from Karn", named("Governor of Halm"),
              figures=(figure(550, "evacuated", low=None, bound="upper"),))  # fmt: skip
    assert counts(world, a)[2] == "reported"


def test_the_same_origins_later_figure_is_an_update_and_no_dispute() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    late = world.say(world.report("Radio Vell", "2025-03-06T10:00"), "Eight miners died in the Karn shaft",
                     named("Mines Inspectorate"), figures=(figure(8, counts="miners"),))  # fmt: skip
    _, grounds = world.judged()
    assert counts(world, a)[2] == counts(world, late)[2] == "reported"
    assert any(e.relation == "updates" for edges in grounds.relations.values() for e in edges)


def test_a_later_figure_given_together_with_somebody_updates_ones_own() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    world.say(world.report("Radio Vell", "2025-03-06T10:00"), "Eight miners died in the Karn shaft",
              named("Mines Inspectorate"), named("Rescue Service"), figures=(figure(8, counts="miners"),))  # fmt: skip
    assert counts(world, a)[2] == "reported"


def withdrawal(world: World) -> tuple[str, str]:
    """A company's count, a minister's who has it from the company, and the company's withdrawal a day later."""
    a = five(world, world.report("Halm Herald"), named("Vell Mining"))
    five(world, world.report("Radio Vell"), named("Interior Ministry"), named("Vell Mining", "basis"))
    page = world.report("Vell Mining", "2025-03-05T09:00")
    world.source("Vell Mining", "body")
    b = five(world, page, named("Vell Mining"), text="five miners had died in the Karn shaft")
    world.say(page, "That was wrong, and we withdraw it.")
    return a, b


def test_a_withdrawal_retracts_the_claim_and_what_rested_on_it_and_keeps_the_count() -> None:
    world = World()
    a, _ = withdrawal(world)
    assert counts(world, a) == (1, 1, "retracted", 5)


def test_a_retracted_claim_disputes_nobody() -> None:
    world = World()
    withdrawal(world)
    four = world.say(world.report("Daily Karn"), "Four miners died in the Karn shaft", named("Mines Inspectorate"),
                     figures=(figure(4, counts="miners"),))  # fmt: skip
    assert counts(world, four)[2] == "reported"


def test_as_of_a_moment_before_the_withdrawal_the_claim_stood() -> None:
    world = World()
    a, _ = withdrawal(world)
    assert world.of(a, as_of="2025-03-04T23:00").status == "reported"


def test_only_a_signature_makes_it_confirmed() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    signed = Edge(a, a, "confirms", 1.0, "confirm", made_by="editor", made_at="2025-03-05T10:00")
    found = world.of(a, more=[signed])
    assert (found.status, found.credibility) == ("confirmed", 1)


def test_a_later_denial_makes_a_signed_claim_disputed_and_the_signature_stays() -> None:
    world = World()
    a = world.say(
        world.report("Halm Herald"), "The Karn gate was opened before the flood", named("River Watch")
    )
    world.say(world.report("Radio Vell"), "The Karn gate was not opened before the flood", named("Water Board"),
              polarity="denied")  # fmt: skip
    signed = Edge(a, a, "confirms", 1.0, "confirm", made_by="editor", made_at="2025-03-05T10:00")
    found = world.of(a, more=[signed])
    assert found.status == "disputed"
    assert any(reason.code == "signature" for reason in found.reasons)


def test_nobodys_word_adds_nothing_to_a_named_ones() -> None:
    world = World()
    a = five(world, world.report("Halm Herald"), named("Mines Inspectorate"))
    radio = world.report("Radio Vell")
    five(world, radio, replace(unnamed("unnamed source", radio), start=None, end=None))
    assert counts(world, a) == (1, 1, "reported", 6)


def test_every_reason_quotes_its_report() -> None:
    world = World()
    a, _ = withdrawal(world)
    found = world.of(a)
    assert found.reasons
    for reason in found.reasons:
        for span in reason.spans:
            assert world.reports[span.report_id].text[span.start : span.end] == span.text


def test_what_an_outlet_took_back_falls_with_the_unnamed_source_it_had_it_from() -> None:
    world = World()
    radio = world.report("Radio Vell")
    a = five(world, radio, unnamed("a port official", radio))
    later = world.report("Radio Vell", "2025-03-05T09:00")
    five(world, later, named("Radio Vell"), text="five miners had died in the Karn shaft")
    world.say(later, "That was wrong, and we withdraw it.")
    assert counts(world, a)[2] == "retracted"


def test_somebody_quoted_from_an_outlet_at_hand_is_whom_that_outlet_names() -> None:
    world = World()
    a = five(world, world.report("Radio Vell"), named("Ada Lund"))
    herald = world.report("Halm Herald")
    five(world, herald, named("Radio Vell", "relay"), unnamed("a doctor", herald))
    assert counts(world, a)[:2] == (1, 1)


def test_an_anonymous_person_quoted_from_an_outlet_is_not_whom_it_names() -> None:
    world = World()
    a = five(world, world.report("Radio Vell"), named("Ada Lund"))
    herald = world.report("Halm Herald")
    five(world, herald, named("Radio Vell", "relay"), unnamed("an unnamed person in the shaft", herald))
    assert counts(world, a)[:2] == (1, 2)


def test_two_who_signed_one_paper_are_one_component() -> None:
    world = World()
    page = world.report("Halm Herald")
    a = five(world, page, named("Mines Inspectorate"), named("Karn fire brigade"))
    world.add(page, "in a paper that both had signed.")
    assert counts(world, a)[:2] == (1, 1)
