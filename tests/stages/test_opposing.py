"""Contradictions in other words: parts denied, states, causes and counts that exclude one another."""

from __future__ import annotations

import pytest

from tests.stages.told import World, figure, named


def disputed(one: str, other: str, first: str = "Lotta Vane", second: str = "Harbour Board") -> bool:
    """Whether what one of two origins says disputes what the other says in another report."""
    world = World()
    a = world.say(world.report("Fenn Herald"), one, named(first))
    b = world.say(world.report("Fenn Courier"), other, named(second))
    found = {world.of(a).status == "disputed", world.of(b).status == "disputed"}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    "allegation",
    [
        "the order came from the secret police of Karnia",
        "the arsonists acted on the orders of Karnia's secret police",
        "Karnian agents set fire to the oil terminal",
        "the fire was the work of the Karnian navy",
    ],
)
def test_who_denies_any_part_denies_that_they_did_it_or_had_it_done(allegation: str) -> None:
    assert disputed(
        allegation,
        "Our country had nothing to do with this incident",
        "Minister Oda Pell",
        "Embassy of Karnia",
    )
    assert disputed(allegation, "Karnia played no part in it", "Minister Oda Pell", "Ilmo Stavik")


def test_what_befell_the_one_who_denies_is_not_denied() -> None:
    for text in (
        "two Karnian sailors were killed in the fire",
        "a group of exiles killed the envoy of Karnia",
    ):
        assert not disputed(
            text, "Karnia had nothing to do with it", "Minister Oda Pell", "Embassy of Karnia"
        )


def test_who_denies_a_part_of_another_speaks_of_that_other() -> None:
    told = "the Karnian navy set fire to the oil terminal"
    assert not disputed(told, "Sorvia had no part in it", "Minister Oda Pell", "Embassy of Sorvia")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Colonel Yarim Dzhoko was among the passengers", "Colonel Jarim Joko is at his post"),
        ("the crew of the Alma is alive", "all nine people on board were killed"),
        ("the letter to the mayor was a forgery", "the letter to the mayor is genuine"),
        ("all customers had power by 21:10", "Rope Lane lay in the dark at half past ten"),
    ],
)
def test_states_that_exclude_each_other_dispute(one: str, other: str) -> None:
    assert disputed(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Colonel Yarim Dzhoko was among the passengers", "Captain Olle Brandt is at his post"),
        ("Ada Lund is alive", "Per Holm was killed"),
        ("the crew of the Alma is alive", "the crew of the Alma is safe and sound"),
        ("the letter to the mayor was a forgery", "the gold coins on the wreck are genuine"),
    ],
)
def test_states_of_two_things_or_one_side_of_a_state_do_not(one: str, other: str) -> None:
    assert not disputed(one, other)


def test_two_causes_of_one_event_exclude_each_other() -> None:
    fault = "the helicopter made a hard landing because of a technical fault"
    assert disputed(fault, "a rebel boat shot down the helicopter")
    assert disputed("the fire in the mill was an accident", "the fire in the mill was caused by arson")


def test_a_wide_cause_holds_its_narrow_ones_and_other_events_have_their_own() -> None:
    assert not disputed(
        "the fire in the mill was an accident", "the fire in the mill was caused by a short circuit"
    )
    assert not disputed(
        "the train stood still because of a technical fault", "a rebel boat shot down the helicopter"
    )


@pytest.mark.parametrize(
    ("illness", "deed"),
    [
        ("the cause was a disturbance of the heart rhythm", "he was poisoned"),
        ("Oda Kell died of a heart attack in the camp", "Kell was beaten to death by two guards"),
        ("Kell died from pneumonia", "Oda Kell was strangled in the wash-house of the camp"),
    ],
)
def test_an_illness_and_a_deed_are_rival_causes_of_what_befell_one_person(illness: str, deed: str) -> None:
    assert disputed(illness, deed, "Prison Board", "Lotta Vane")


@pytest.mark.parametrize(
    ("illness", "deed"),
    [
        ("Oda Kell died of a heart attack in the camp", "Milo Brandt was beaten to death by two guards"),
        ("Oda Kell died of a heart attack in the camp", "Kell was not beaten to death by the guards"),
        (
            "the cause of the outbreak was an infection",
            "Oda Kell was strangled in the wash-house of the camp",
        ),
    ],
)
def test_an_illness_of_one_does_not_dispute_what_was_done_to_another(illness: str, deed: str) -> None:
    assert not disputed(illness, deed, "Prison Board", "Lotta Vane")


def test_two_exact_numbers_of_one_thing_in_one_scene_dispute() -> None:
    world = World()
    a = world.say(world.report("A"), "Three shots were fired on the quay", named("Police"),
                  figures=(figure(3, None, "shots"),))  # fmt: skip
    b = world.say(world.report("B"), "Five shots.", named("Ada Lund"), figures=(figure(5, None, "shots"),))
    c = world.say(world.report("C"), "Two buses stood on the quay", named("Ada Lund"), figures=(figure(2, None, "buses"),))  # fmt: skip
    assert world.of(a).status == world.of(b).status == "disputed"
    assert world.of(c).status == "reported"


def test_two_crowds_in_one_scene_dispute_and_in_two_scenes_do_not() -> None:
    world = World()
    first, second = (world.report(name) for name in ("Fenn Herald", "Fenn Courier"))
    waiting = world.say(first, "41 people were waiting on the long platform", named("Rail Board"),
                        figures=(figure(41, None, "people", start=0, end=2),))  # fmt: skip
    standing = world.say(second, "58 people were standing on the long platform", named("Fenn Police"),
                         figures=(figure(58, None, "people", start=0, end=2),))  # fmt: skip
    yard = world.say(second, "64 people were working in the yard of the brewery", named("Fenn Police"),
                     figures=(figure(64, None, "people", start=0, end=2),))  # fmt: skip
    assert world.of(waiting).status == world.of(standing).status == "disputed"
    assert world.of(yard).status == "reported"


def test_a_number_told_alone_is_of_what_was_numbered_before() -> None:
    world = World()
    page = world.report("Fenn Herald")
    moved = world.say(page, "4,200 people were brought out of Fenn", named("Ana Kesh"),
                      figures=(figure(4200, None, "people", start=0, end=5),))  # fmt: skip
    alone = world.say(page, "it was 2,900", named("Olm Vadic"))
    assert world.of(moved).status == world.of(alone).status == "disputed"


def test_a_number_told_alone_by_the_same_speaker_disputes_nothing() -> None:
    world = World()
    page = world.report("Fenn Herald")
    moved = world.say(page, "4,200 people were brought out of Fenn", named("Ana Kesh"),
                      figures=(figure(4200, None, "people", start=0, end=5),))  # fmt: skip
    world.say(page, "it was 2,900", named("Ana Kesh"))
    assert world.of(moved).status == "reported"


def test_of_a_thing_that_is_counted_in_several_ways_a_bare_number_says_nothing() -> None:
    world = World()
    said = [
        world.say(world.report(outlet), text, named(who), figures=(figure(value, None, "boats"),))
        for outlet, text, who, value in (
            ("A", "Three boats sank off Torp in the storm", "Police", 3),
            ("B", "Five boats.", "Ada Lund", 5),
            ("C", "Nine boats lay in the harbour at Fenn", "Harbour Board", 9),
        )
    ]
    assert all(world.of(each).status == "reported" for each in said)


@pytest.mark.parametrize("article", ["The", "Those"])
def test_things_that_are_known_already_are_not_counted_again(article: str) -> None:
    world = World()
    a = world.say(world.report("A"), f"{article} two ships met at the pier", named("Police"),
                  figures=(figure(2, None, "ships", start=len(article) + 1),))  # fmt: skip
    b = world.say(world.report("B"), "Fourteen ships.", named("Ada Lund"), figures=(figure(14, None, "ships"),))  # fmt: skip
    assert (world.of(a).status, world.of(b).status) == ("reported", "reported")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the ferry was a mile inside Norland's territorial sea", "the ferry was in international waters"),
        ("the ferry was a mile inside Norland's waters", "the ferry was outside Norland's territorial sea"),
        ("the ferry was well within the waters of Norland", "the ferry was on the high seas"),
    ],
)
def test_one_place_is_not_inside_and_outside_a_lands_waters(one: str, other: str) -> None:
    assert disputed(one, other)


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (
            "the column had been struck by mortars of the Karnian army",
            "Not a single Karnian mortar was in action on Wednesday",
        ),
        ("it was Karnian guns that shelled the column", "No gun of ours fired towards the road that day"),
        ("the blast was caused by a Karnian air-defence missile", "Our air defence did not fire that night"),
    ],
)
def test_who_says_that_their_arms_were_not_used_disputes_that_those_arms_did_it(
    told: str, denied: str
) -> None:
    assert disputed(told, denied, "Minister Oda Pell", "Defence Ministry of Karnia")


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (
            "the column had been struck by mortars of the Sorvian army",
            "No Karnian mortar was in action on Wednesday",
        ),
        (
            "the column had been struck by mortars of the Karnian army",
            "No Karnian ship was in action on Wednesday",
        ),
        ("a mortar shell hit the Karnian column on the road", "No Karnian mortar was in action on Wednesday"),
    ],
)
def test_arms_of_another_land_or_kind_are_not_those_that_were_not_used(told: str, denied: str) -> None:
    assert not disputed(told, denied, "Minister Oda Pell", "Defence Ministry of Karnia")


def test_what_has_been_so_for_long_is_not_another_hour() -> None:
    works = "The gas detector has worked all along"
    assert disputed(works, "the gas detector in the shed had been out of order for weeks")
    assert disputed(works, "the gas detector had been dead since the middle of May")
    assert disputed(
        "The gas detector works and it has worked all year", "The gas detector was found not to be working"
    )


def test_a_dead_thing_or_animal_is_no_dead_person() -> None:
    nobody = "No patient from the baths has died"
    assert disputed(nobody, "a young patient has died")
    assert not disputed(nobody, "the gas detector had been dead since the middle of May")
    assert not disputed(nobody, "there are dead fish in the river at Sallow Weir")
