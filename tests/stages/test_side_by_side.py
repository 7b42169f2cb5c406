"""Which figures stand side by side in a story's table, and which do not."""

from __future__ import annotations

from dataclasses import replace

from tests.stages.told import World, figure, named
from twosource.model import Figure, FigureGroup, Story
from twosource.stages import judge


def table_of(*said: tuple[str, str, Figure]) -> list[FigureGroup]:
    """The groups of figures of a story: who says which text, and the figure at its own words in it."""
    world = World()
    for number, (who, text, given) in enumerate(said):
        at = text.index(given.text)
        placed = replace(given, start=at, end=at + len(given.text))
        world.say(world.report(f"Outlet {number}"), text, named(who), figures=(placed,))
    _, grounds = world.judged()
    return list(judge.figures(Story("s", tuple(sorted(world.reports))), grounds))


def metres(value: float, text: str, **more: object) -> Figure:
    return figure(value, "distance", "metres", unit="m", text=text, **more)


def pairs(groups: list[FigureGroup]) -> list[tuple[int, list[str]]]:
    return [(len(group.values), [pair.relation for pair in group.relations]) for group in groups]


def test_a_length_of_one_thing_stands_beside_another_of_it() -> None:
    found = table_of(
        ("Roads Board", "The Alder viaduct is 412 metres long and was opened in spring", metres(412, "412 metres")),
        ("Alder Guild", "The Alder viaduct, 430 metres long, was opened by the queen", metres(430, "430 metres")),
    )  # fmt: skip
    assert pairs(found) == [(2, ["conflict"])]


def test_lengths_of_two_things_do_not() -> None:
    found = table_of(
        ("Roads Board", "The Alder viaduct is 412 metres long and was opened in spring", metres(412, "412 metres")),
        ("Harbour Office", "A barge of 90 metres drifted into the mole on Monday night", metres(90, "90 metres")),
    )  # fmt: skip
    assert found == []


def test_a_count_of_which_nothing_is_told_joins_the_measured_one_it_may_be() -> None:
    aboard = figure(70, "aboard", "passengers", text="Some 70", low=63.0, high=77.0, bound="approximate")
    listed = replace(figure(68, counts="passengers", text="68"), measure=None)
    found = table_of(
        ("Port Office", "Some 70 passengers were aboard the Heron when the chain broke", aboard),
        ("The mate", "There were 68 passengers in the Heron by the mate's list", listed),
    )
    assert pairs(found) == [(2, ["compatible"])]


def test_a_count_of_another_set_of_them_stays_apart() -> None:
    dead = figure(2, "killed", "firefighters", text="Two")
    sent = replace(figure(380, counts="firefighters", text="380"), measure=None)
    found = table_of(
        ("Fire Service", "Two firefighters were killed on the ridge", dead),
        ("Civil Guard", "By nightfall 380 firefighters and six aircraft stood ready in the valley", sent),
    )
    assert pairs(found) == [(1, [])]


def test_land_burnt_and_land_measured_stand_side_by_side() -> None:
    burnt = figure(4200, "burned", "hectares", text="4 200 hectares", unit="ha")
    seen = figure(4300, "area", "hectares", text="about 4,300 hectares", unit="ha", low=4000.0, high=4600.0)
    found = table_of(
        ("Civil Guard", "4 200 hectares burnt in the Karn hills", burnt),
        ("Skyview", "The satellite shows about 4,300 hectares of black ground", seen),
    )
    assert pairs(found) == [(2, ["compatible"])]
