"""What is taken back: by an outlet of what it printed, by its number, by the other side of a state."""

from __future__ import annotations

import pytest

from tests.stages.told import World, figure, named, unnamed


def retracted(world: World, statement: str) -> bool:
    return world.of(statement).status == "retracted"


def test_an_outlet_takes_back_what_it_had_from_somebody_unnamed_and_who_repeats_it_falls_too() -> None:
    world = World()
    page = world.report("Fenn Herald", "2025-03-03T10:00")
    first = world.say(page, "two smugglers were seized in the boathouse of Orle", unnamed("a guard", page))
    other = world.report("Fenn Courier", "2025-03-03T12:00")
    again = world.say(other, "two smugglers had been seized in the boathouse at Orle", named("Fenn Herald"))
    late = world.report("Fenn Herald", "2025-03-04T10:00")
    world.add(late, "In the first version of this story the Fenn Herald wrote that")
    world.say(late, "two smugglers had been seized in the boathouse of Orle.", named("Fenn Herald"))
    world.say(late, "That is not right, and the Fenn Herald regrets the error.")
    assert retracted(world, first)
    assert retracted(world, again)


def test_a_number_is_taken_back_by_its_name() -> None:
    world = World()
    old = world.say(world.report("A", "2025-03-03"), "Fourteen wells are poisoned", named("Water Board"),
                    figures=(figure(14, None, "wells"),))  # fmt: skip
    page = world.report("B", "2025-03-04")
    new = world.say(
        page, "Three wells are poisoned.", named("Water Board"), figures=(figure(3, None, "wells"),)
    )
    world.say(page, "Fourteen was a mistake of ours and it should not be used.", named("Water Board"))
    assert retracted(world, old)
    assert not retracted(world, new)


def test_a_body_says_that_what_it_told_was_not_accurate() -> None:
    world = World()
    old = world.say(
        world.report("A", "2025-03-03"), "a baker of Torp was arrested for the fire", named("Torp Guard")
    )
    page = world.report("Torp Guard", "2025-03-04")
    world.source("Torp Guard", "body")
    world.add(page, "Last night this command informed the ministry of")
    world.say(page, "the arrest of a baker of Torp for the fire.", named("Torp Guard"))
    world.say(page, "The information was not accurate.", named("Torp Guard"))
    assert retracted(world, old)


def test_who_says_that_another_is_not_right_takes_nothing_back() -> None:
    world = World()
    page = world.report("A", "2025-03-04")
    world.add(page, "Some newspapers have written that the lock at Torp was open.")
    said = world.say(page, "The lock at Torp was shut.", named("Water Board"))
    world.say(page, "That is not right.", named("Water Board"))
    _, grounds = world.judged()
    assert not any(e.relation == "retracts" for edges in grounds.relations.values() for e in edges)
    assert not retracted(world, said)


def test_to_take_back_a_town_is_no_withdrawal() -> None:
    world = World()
    page = world.report("A", "2025-03-04")
    said = world.say(page, "the Second Brigade lost the town of Orle on Monday.", named("General Krey"))
    world.say(page, "We took the town back in the evening.", named("General Krey"))
    assert not retracted(world, said)


def test_a_body_takes_back_in_its_own_release_what_its_people_had_given() -> None:
    world = World()
    old = world.say(world.report("Fenn Herald", "2025-03-03"), "Fourteen wells are poisoned", named("Water Board"),
                    figures=(figure(14, None, "wells"),))  # fmt: skip
    page = world.report("Water Board", "2025-03-04")
    world.add(page, "Press notice 7\n")
    world.say(
        page,
        "Yesterday our control room gave the number of fourteen poisoned wells.",
        figures=(figure(14, None, "wells"),),
    )
    world.say(page, "Two of them were counted twice by a clerk at night.")
    world.say(page, "The number of fourteen should not have left the house, and it no longer stands.")
    assert retracted(world, old)


def _prison(day: str, taken_back: str) -> tuple[World, str, tuple[str, str]]:
    """A body's word on Monday, what another said of the same man, and what the body writes on Tuesday."""
    world = World()
    world.source("Torp Prison", "body")
    page = world.report("A", "2025-03-03")
    old = world.say(page, "the clerk had refused his heart tablets on Sunday", named("Torp Prison"))
    other = world.say(page, "the clerk was beaten in his cell on Sunday", named("Vera Lund"))
    kept = world.say(page, "the clerk fell down in his cell and the form was signed", named("Torp Prison"))
    late = world.report("Torp Prison", "2025-03-04")
    world.add(late, f"{day} the Torp Prison stated that")
    world.say(late, "the clerk had refused his heart tablets on Sunday.", named("Torp Prison"))
    world.say(late, "The form bears the name of another man, held in another block.")
    world.say(late, taken_back)
    world.add(late, "The assertion of Vera Lund that")
    world.say(late, "the clerk was beaten in his cell on Sunday.", named("Vera Lund"))
    return world, old, (other, kept)


@pytest.mark.parametrize("day", ["On Monday", "On 3 March", "On the night of 3 March 2025", "Yesterday"])
@pytest.mark.parametrize("taken_back", ["This was an error.", "The statement is withdrawn."])
def test_a_body_takes_back_what_it_stated_on_a_day_and_nobody_else_s_word(day: str, taken_back: str) -> None:
    world, old, others = _prison(day, taken_back)
    assert retracted(world, old)
    assert not any(retracted(world, other) for other in others)


def test_what_it_stated_on_a_day_stands_where_nothing_is_taken_back() -> None:
    world, old, _ = _prison("On Monday", "The statement was read out again.")
    assert not retracted(world, old)


@pytest.mark.parametrize(
    "how",
    [
        "It took back, however, a statement that",
        "It took back on Tuesday its report that",
    ],
)
def test_what_a_paper_says_a_body_took_back_is_taken_back(how: str) -> None:
    world = World()
    world.source("Torp Prison", "body")
    old = world.say(
        world.report("A", "2025-03-03"), "the clerk had refused his heart tablets", named("Torp Prison")
    )
    page = world.report("B", "2025-03-04")
    world.add(page, how)
    world.say(page, "the clerk had refused his heart tablets.", named("Torp Prison"))
    assert retracted(world, old)
