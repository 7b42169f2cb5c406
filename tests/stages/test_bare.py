"""Numbers without a noun: what they state, and which claim they join."""

from __future__ import annotations

import pytest

from tests.stages.told import World, figure, named
from twosource.stages.group.same.bare import bare


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Forty-two, and pray that is the end", 42),
        ("its count of nineteen", 19),
        ("counted 1,200 of them at the gate", 1200),
        ("Nineteen.", 19),
        ("3. The Board confirms the list", None),  # the number of a paragraph
        ("In 2019 the mill burned", None),
        ("Two of them ran", None),  # a pair is a pair of anything
        ("Forty soldiers came home", None),
        ("at half past ten", None),
        ("Nineteen that came in by the door", 19),
        ("So that's nineteen, by the porter's book", 19),
        ("By the list it is nineteen, and nobody else counted", 19),
        ("there were twenty-one of them on the quay", 21),
        ("the number of those lost at thirty-one", 31),
        ("A crew of 21 was fetched", 21),
        ("She says the same, nine hundred", 900),
        ("there are fourteen hundred of them", 1_400),
        ("it is nineteen years", None),
        ("the number of the house at 19 Mill Lane", None),
    ],
)
def test_a_bare_number_opens_a_text_or_is_a_count(text: str, value: int | None) -> None:
    assert bare(text) == value


def boats(*others: tuple[str, str]) -> list[set[str]]:
    """The claims where a master counts nineteen boats, a fisher says "Nineteen", and others count other things."""
    world = World()
    world.say(
        world.report("A"),
        "Nineteen boats came back to Tovey",
        named("The Harbour Master"),
        figures=(figure(19, None, "boats"),),
    )
    world.say(world.report("B"), "Nineteen, and mine the last of the lot", named("Ida Moen"))
    for outlet, (text, counts) in zip("CD", others, strict=False):
        world.say(world.report(outlet), text, named(f"Speaker {outlet}"), figures=(figure(19, None, counts),))
    return [set(claim.statements) for claim in world.claims()]


def test_a_bare_number_is_of_the_one_thing_that_is_so_many_in_the_story() -> None:
    assert any(len(claim) == 2 for claim in boats())


def test_where_two_things_are_so_many_a_bare_number_joins_neither() -> None:
    assert all(len(claim) == 1 for claim in boats(("Nineteen windows broke in the chapel", "windows")))
