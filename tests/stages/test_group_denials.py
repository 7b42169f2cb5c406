"""What is denied by pointing at it, and what is taken back."""

from __future__ import annotations

from dataclasses import replace

from tests.stages.told import World, figure, named, unnamed


def contradicted(world: World, statement: str) -> set[str]:
    """The statements that contradict one."""
    _, grounds = world.judged()
    return {
        (edge.left if edge.right == statement else edge.right).split("/")[0]
        for edge in grounds.relations.get(statement, ())
        if edge.relation == "contradicts"
    }


def test_a_denial_that_only_points_back_denies_what_stands_before_it() -> None:
    world = World()
    page = world.report("Fenn Herald")
    said = world.say(page, "The mill at Orle had poisoned the brook for years.", named("Anglers of Orle"))
    denial = world.say(page, "this", named("Orle Mill"), verb="denied", polarity="denied")
    assert contradicted(world, said) == {denial}
    assert world.of(said).status == "disputed"


def test_a_denial_stands_in_the_words_that_its_speaker_adds() -> None:
    world = World()
    page = world.report("Fenn Herald")
    said = world.say(page, "The mill at Orle had poisoned the brook for years.", named("Anglers of Orle"))
    world.say(page, "That is not true.", named("Orle Mill"))
    added = world.say(page, "Our filters were tested every month.", named("Orle Mill"))
    assert contradicted(world, said) == {added}


def test_a_denied_charge_is_the_charge_and_not_the_news_before_it() -> None:
    world = World()
    page = world.report("Fenn Herald")
    other = world.say(page, "Nine calves drowned in the Orle marsh.", named("Farmers of Fenn"))
    charge = world.say(page, "the water board had opened the sluice at night.", named("Farmers of Fenn"))
    world.say(page, "the accusation", named("Water Board of Fenn"), verb="denied", polarity="denied")
    assert contradicted(world, charge)
    assert not contradicted(world, other)


def test_the_witness_whose_name_comes_with_the_words_is_the_one_who_disputed_it() -> None:
    world = World()
    page = world.report("Fenn Herald")
    said = world.say(page, "the gate of the ferry was closed.", named("Fenn Ferries"))
    world.say(page, "this", unnamed("a passenger", page), verb="denied", polarity="denied")
    words = world.say(page, "The gate of the ferry stood open the whole way.", named("Marit Sund"))
    assert words in contradicted(world, said)


def test_a_denial_of_every_case_denies_each() -> None:
    world = World()
    said = world.say(
        world.report("A"),
        "Guards beat two prisoners in the yard of Vrem jail in June",
        named("Lawyer Noor Haim"),
    )
    denial = world.say(
        world.report("B"), "No prisoner was beaten anywhere in Vrem jail", named("Prison Service")
    )
    assert contradicted(world, said) == {denial}


def test_names_alone_make_no_contradiction() -> None:
    world = World()
    said = world.say(world.report("A"), "Her name is Doctor Ilka Venn of Torp", named("Torp Council"))
    world.say(world.report("B"), "Doctor Ilka Venn of Torp has not answered letters", named("Torp Clinic"))
    assert contradicted(world, said) == set()


def test_hardly_any_is_no_opposite_of_none() -> None:
    world = World()
    said = world.say(
        world.report("A"), "The Torp militia has little experience of combat at sea", named("Captain Lund")
    )
    world.say(world.report("B"), "The Torp militia has not engaged in combat at sea", named("Admiral Krey"))
    assert contradicted(world, said) == set()


def withdrawn(world: World, statement: str) -> bool:
    return world.of(statement).status == "retracted"


def test_what_is_told_as_said_earlier_is_withdrawn_and_not_what_is_said_anew() -> None:
    world = World()
    old = world.say(world.report("A", "2025-03-03"), "The Alma carried 187 passengers", named("Sund Lines"),
                    figures=(figure(187, "aboard", "passengers"),))  # fmt: skip
    page = world.report("Sund Lines", "2025-03-05")
    world.source("Sund Lines", "body")
    world.add(page, "On Monday we said that")
    world.say(page, "the Alma carried 187 passengers.", named("Sund Lines"),
              figures=(figure(187, "aboard", "passengers"),))  # fmt: skip
    new = world.say(page, "In truth the Alma carried 203 passengers.", named("Sund Lines"),
                    figures=(figure(203, "aboard", "passengers"),))  # fmt: skip
    world.say(page, "We ask the media to correct the earlier number.", named("Sund Lines"))
    assert withdrawn(world, old)
    assert not withdrawn(world, new)


def test_a_withdrawal_in_an_answer_strikes_what_was_asked_about() -> None:
    world = World()
    old = world.say(
        world.report("A", "2025-03-03"),
        "None of our divers was hurt in the Sund wreck",
        named("Captain Lund"),
    )
    page = world.report("Radio Sund", "2025-03-05")
    new = world.say(page, "Two fires broke out on the wharf.", named("Captain Lund"))
    world.add(page, "On Monday you said that none of your divers was hurt in the Sund wreck.")
    taken_back = world.say(page, "That was issued too soon, and we withdraw it.", named("Captain Lund"))
    world.statements[-1] = replace(world.statements[-1], id=taken_back)
    assert withdrawn(world, old)
    assert not withdrawn(world, new)


def test_that_another_withdrew_something_withdraws_nothing_of_the_speakers() -> None:
    world = World()
    page = world.report("Fenn Herald", "2025-03-05")
    said = world.say(
        page, "Four divers died in the Sund wreck", named("Coastguard"), figures=(figure(4, counts="divers"),)
    )
    world.say(page, "The count stands at four after its owner took back a higher number", named("Coastguard"))
    assert not withdrawn(world, said)


def test_what_another_body_had_the_number_from_falls_with_it() -> None:
    world = World()
    at = "2025-03-04T10:00"
    line = world.say(world.report("A", at), "there were 88 names on the list of passengers", named("Tarn Lines"),
                     figures=(figure(88, None, "names"),))  # fmt: skip
    text = "88 persons were on the list, a number supplied to the office by the operator, Tarn Lines"
    office = world.say(
        world.report("B", at), text, named("Port Office"), figures=(figure(88, None, "people"),)
    )
    own = world.say(world.report("D", at), "88 persons were on the list of passengers", named("Ada Moll"),
                    figures=(figure(88, None, "people"),))  # fmt: skip
    later = world.report("C", "2025-03-05T10:00")
    world.say(
        later,
        "there were 88 passengers on the list",
        named("Tarn Lines"),
        figures=(figure(88, None, "passengers"),),
    )
    world.say(later, "That number was wrong, and we withdraw it.", named("Tarn Lines"))
    _, grounds = world.judged()
    struck = {key for key, edges in grounds.relations.items() if any(e.relation == "retracts" for e in edges)}
    assert {line, office} <= struck
    assert own not in struck


def test_denials_of_one_payment_are_one_claim() -> None:
    world = World()
    texts = (
        "Not one peso has been paid, not by us and not by anybody",
        "We took no ransom",
        "No money changed hands",
    )
    ids = [
        world.say(world.report(f"O{n}"), text, named(f"Speaker Number {n}")) for n, text in enumerate(texts)
    ]
    _, grounds = world.judged()
    assert len({grounds.claim_of[each] for each in ids}) == 1


def test_that_others_wrote_an_untruth_is_no_withdrawal() -> None:
    world = World()
    page = world.report("A")
    world.say(page, "The Karn gate was locked on Tuesday evening", named("Tarn Lines"))
    world.add(page, "Some papers have printed that the gate was open.")
    world.say(page, "This is untrue.", named("Tarn Lines"))
    _, grounds = world.judged()
    assert not any(e.relation == "retracts" for edges in grounds.relations.values() for e in edges)


def test_what_somebody_rests_on_is_not_what_is_denied_next() -> None:
    world = World()
    page = world.report("Fenn Herald")
    said = world.say(page, "The mill at Orle had poisoned the brook for years.", named("Ada Lund"))
    world.say(page, "She bases this on the account of a miller from Orle whom her letter does not name.")
    denial = world.say(page, "it", named("Orle Mill"), verb="denied", polarity="denied")
    assert contradicted(world, said) == {denial}
